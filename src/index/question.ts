import type { PartialDate } from '../domain/citation.js';
import { analysePage } from '../extract/text/analyse-page.js';
import { findDates } from '../extract/text/dates.js';
import { findConcepts } from './concepts.js';
import { isStopword, tokenize } from './tokens.js';
import type { Token } from './tokens.js';
import vocabulary from './vocabulary/questions.json' with { type: 'json' };

/** One thing that an answer must speak of; any of its terms will do. */
export interface Requirement {
  /** As written in the question. */
  readonly words: string;
  /** Stems, and concepts as the index keeps them ("§drug:apixaban"). */
  readonly terms: ReadonlySet<string>;
  /** A participle or an infinitive counts for less: records say "retrait" for "retiré". */
  readonly verb: boolean;
}

/** A time that the answer must stand in; bounds included, at the precision written. */
export interface Window {
  readonly from?: PartialDate;
  readonly to?: PartialDate;
  /** An act or a change after which the answer must have been written, where the question gives no date. */
  readonly event?: readonly Requirement[];
}

export interface Question {
  readonly text: string;
  readonly requirements: readonly Requirement[];
  readonly window: Window | undefined;
  /** A measured result; a report that stands by itself; something newer than the request for it; something still to come. */
  readonly expects: { readonly value: boolean; readonly report: boolean; readonly control: boolean; readonly planned: boolean };
  readonly latest: boolean;
  /** "Quand", "depuis quand", "date de". */
  readonly when: boolean;
  /** "Pourquoi", "que s'est-il passé": asked of something that took place. */
  readonly open: boolean;
}

const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/’/g, "'");
const ASKING: ReadonlySet<string> = new Set(vocabulary.asking.flatMap((word) => tokenize(word).map((token) => token.folded)));
const AFTER = /\b(?:apres|depuis(?! quand)|suite a)\b/;
const OPEN = /^(?:pourquoi|(?:depuis )?quand|comment|qui|quel|que|combien)/;
const VERB = /(?:ée?s?|er)$/;
const LATEST =
  /\b(?:dernier|derniere|derniers|dernieres|recent|recente|actuel|actuelle|actuellement|aujourd'hui|plus recent|encore|reellement)\b/;
/** How far back "récent" reaches. */
const RECENT_YEARS = 1;

/** The words of a stretch of the question, grouped by the longest concept that names them. */
function requirementsOf(text: string, tokens: readonly Token[], excluded: readonly { start: number; end: number }[]): Requirement[] {
  const outside = (range: { start: number; end: number }): boolean =>
    !excluded.some(({ start, end }) => start < range.end && range.start < end);
  const concepts = findConcepts(text, tokens, true).filter(
    (mention) => outside(mention) && mention.weight >= 0.5 && !mention.concept.startsWith('field:'),
  );
  const requirements: Requirement[] = [];
  for (let i = 0; i < tokens.length;) {
    const token = tokens[i] as Token;
    const here = concepts.filter(({ start }) => start === token.start);
    const end = Math.max(...here.map((mention) => mention.end), token.end);
    const group = tokens.filter((other) => other.start >= token.start && other.end <= end);
    i += Math.max(1, group.length);
    if (!outside(token)) continue;
    const meaningful = group.filter((word) => !isStopword(word) && !ASKING.has(word.folded));
    if (meaningful.length === 0) continue;
    const terms = new Set(here.map(({ concept }) => `§${concept}`));
    // A single word stands for itself; a phrase only as a whole.
    if (group.length === 1) terms.add(token.term);
    if (terms.size === 0) continue;
    requirements.push({ words: text.slice(token.start, end), terms, verb: VERB.test(text.slice(token.start, end)) });
  }
  return requirements;
}

/**
 * What a question asks for: the things it names, the time it sets, the kind of answer. Its own words of asking
 * ("résultat", "dernier", "a-t-elle été faite") are no requirement: a record answers without repeating them.
 */
export function readQuestion(text: string, referenceDate: PartialDate): Question {
  const tokens = tokenize(text);
  const plain = folded(text);
  const page = { number: 1, text, source: 'plain' as const, positions: [], furniture: [] };
  const dates = findDates(analysePage('question', page), { documentDate: referenceDate }).filter(
    (mention) => mention.date !== undefined && mention.kind !== 'age',
  );
  const holds = (words: readonly string[]): boolean => words.some((word) => plain.includes(folded(word)));
  const { value, report, control, planned } = vocabulary.expectations;

  const after = AFTER.exec(plain);
  let window: Window | undefined;
  const excluded: { start: number; end: number }[] = dates.map(({ start, end }) => ({ start, end }));
  const first = dates.find((mention) => after === null || mention.start > after.index) ?? dates[0];
  if (after !== null && first?.date !== undefined && first.start > after.index && first.start - after.index < 20) {
    window = { from: first.date };
  } else if (
    after !== null &&
    plain
      .slice(after.index + after[0].length)
      .trim()
      .split(/\s+/).length >= 2 &&
    first === undefined
  ) {
    const event = { start: after.index, end: text.length };
    window = { event: requirementsOf(text, tokens, [{ start: 0, end: after.index }]) };
    excluded.push(event);
  } else if (first?.date !== undefined) {
    window = { from: first.date, to: first.endDate ?? first.date };
  } else if (/\baujourd'hui\b/.test(plain)) {
    window = { from: referenceDate };
  } else if (/\brecente?s?\b/.test(plain)) {
    window = { from: `${Number(referenceDate.slice(0, 4)) - RECENT_YEARS}${referenceDate.slice(4)}` };
  }
  return {
    text,
    requirements: requirementsOf(text, tokens, excluded),
    window,
    expects: { value: holds(value), report: holds(report), control: !OPEN.test(plain) && holds(control), planned: holds(planned) },
    latest: LATEST.test(plain),
    when: /\b(?:quand|date|en quelle annee)\b/.test(plain),
    open: OPEN.test(plain),
  };
}
