import type { Range } from '../../text/analysis.js';
import vocabulary from '../../vocabulary/events.json' with { type: 'json' };

/** What a word says happened: done to the body, looked at, where one stayed, what befell, what changed in one's life, what came back. */
export type EventClass = 'acts' | 'examinations' | 'stays' | 'happenings' | 'life' | 'again';

export interface EventWord extends Range {
  readonly class: EventClass;
}

const CLASSES: readonly EventClass[] = ['stays', 'acts', 'examinations', 'life', 'happenings', 'again'];
const PATTERNS = CLASSES.map((name) => ({
  name,
  pattern: new RegExp(`(?<![a-z0-9])(?:${vocabulary[name].join('|')})(?![a-z0-9])`, 'g'),
}));

/** Letters of an acronym that is a word of its own in small letters: "rea", "ep", "ts". */
const ACRONYM = 3;

/** The words that name an event in a stretch of text, in order; an acronym of a few letters counts in capitals only. */
export const eventWords = (text: string, folded: string, range: Range): readonly EventWord[] => {
  const clause = folded.slice(range.start, range.end);
  const found = PATTERNS.flatMap(({ name, pattern }) =>
    [...clause.matchAll(pattern)].map((match): EventWord => {
      const start = range.start + match.index;
      return { start, end: start + match[0].length, class: name };
    }),
  ).filter(
    ({ start, end }) => end - start > ACRONYM || /^[\p{Lu}\d ]+$/u.test(text.slice(start, end)) || FULL.test(folded.slice(start, end)),
  );
  return found.toSorted((a, b) => a.start - b.start || CLASSES.indexOf(a.class) - CLASSES.indexOf(b.class));
};

/** Short words that are no acronyms. */
const FULL = /^(?:ne|nee|fil)$/;
