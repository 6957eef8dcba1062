import type { PartialDate } from '../../domain/citation.js';
import type { Fact } from '../../domain/fact.js';
import type { TimelineEvent } from '../../domain/synthesis.js';
import { asImportance } from '../line.js';
import { byTopics } from '../per-document.js';
import { perFact } from '../per-fact.js';
import { gatherCitations } from '../sources.js';
import { capitalise, fold } from '../text.js';
import { distinct, shortLabel } from './event-label.js';
import { tellable } from './worth-a-day.js';

/** What sources date to a day, a month or a year that no document's own event tells. */
export interface Day {
  readonly date: PartialDate;
  readonly facts: Fact[];
}

/** The act, then what it showed. */
const isResult = ({ kind }: Fact): number => Number(kind === 'observation');

export function eventOf({ date, facts }: Day): TimelineEvent {
  const ranked = distinct(facts.toSorted((a, b) => isResult(a) - isResult(b) || b.importance - a.importance || (a.id < b.id ? -1 : 1)));
  const [first] = ranked as [Fact, ...Fact[]];
  return {
    date,
    kind: first.kind === 'observation' ? 'procedure' : first.kind,
    label: capitalise(ranked.slice(0, 3).map(shortLabel).join(', ')),
    importance: asImportance(first.importance),
    citations: gatherCitations([...ranked, ...facts.filter((fact) => !ranked.includes(fact))]),
  };
}

/** "PTH" and "prothèse intermédiaire de hanche" of one month are one operation, "greffe" and "transplantation rénale" of one year another. */
const ACT =
  /\b(?:prothese|pt[hge]|arthroplastie|defibrillateur|stimulateur|pacemaker|coloscopie|coronarographie|\w{4,}ectomie|radiotherapie|greffe\w*|transplant\w*|stent\w*|angioplastie|pontages?|rejet|(?:hemo)?dialyse|cataracte|phaco\w*)\b/;
const SAME_ACT: readonly (readonly [RegExp, string])[] = [
  [/^(?:pt[hge]|arthroplastie)$/, 'prothese'],
  [/^(?:greffe|transplant)/, 'greffe'],
  [/^(?:stent|angioplastie)/, 'stent'],
  [/^pacemaker$/, 'stimulateur'],
  [/dialyse$/, 'dialyse'],
  [/^phaco/, 'cataracte'],
  [/^pontages?$/, 'pontage'],
];

/** That a drug is on a list of the day does not tell its end. */
const BECAME: Readonly<Record<string, string>> = { stopped: 'ended', contraindicated: 'ended', changed: 'changed', proposed: 'proposed' };

/** What a fact is about, whichever words tell it. */
const subjects = perFact(({ kind, label, concept, medication }): readonly string[] => {
  const act = ACT.exec(fold(label))?.[0];
  const named = act === undefined ? [] : [SAME_ACT.find(([words]) => words.test(act))?.[1] ?? act];
  if (medication !== undefined) return [`${medication.dci ?? fold(label)}:${BECAME[medication.event] ?? 'taken'}`];
  return [...(kind === 'observation' || kind === 'plan' ? [] : named), ...(concept === undefined ? [] : [concept]), fold(label)];
});

const inYear = (date: PartialDate, subject: string): string => `${date.slice(0, 4)}|${subject}`;

/** What is dated within a year, by its subjects. */
const datedWithin = byTopics((fact: Fact) => {
  const { date } = fact;
  return date === undefined || date.length === 4 || !tellable(fact)
    ? []
    : [...new Set(subjects(fact))].map((subject) => inYear(date, subject));
});

/**
 * A month or a year whose every subject other entries tell on days within it repeats them: "2021-02 Acidocétose" beside the stay of
 * 7 February 2021. Its sources join the entry's; of what is told in part, the rest stays.
 */
export function withoutRepeats(months: readonly Day[], events: readonly TimelineEvent[], facts: readonly Fact[]): readonly TimelineEvent[] {
  const out = [...events];
  const told = new Set(events.map(({ date }) => date));
  const dated = datedWithin(facts);
  // Months first: a year repeats them too.
  for (const day of months.toSorted((a, b) => b.date.length - a.date.length)) {
    /** The day that has an event and on which another source tells it. */
    const within = (fact: Fact): PartialDate | undefined => {
      for (const subject of subjects(fact))
        for (const { date = '' } of dated.get(inYear(day.date, subject)) ?? [])
          if (date.length > day.date.length && date.startsWith(day.date) && told.has(date)) return date;
      return undefined;
    };
    const left = day.facts.filter((fact) => within(fact) === undefined);
    if (left.length > 0) {
      out.push(eventOf({ date: day.date, facts: left }));
      told.add(day.date);
      continue;
    }
    const home = out.findIndex(({ date }) => date === within(day.facts[0] as Fact));
    const event = out[home];
    if (event !== undefined) out[home] = withSources(event, eventOf(day));
  }
  return out;
}

/** An event with the sources of what repeats it. */
export function withSources(event: TimelineEvent, day: TimelineEvent): TimelineEvent {
  const place = ({ span }: TimelineEvent['citations'][number]): string => `${span.documentId}/${span.page}/${span.start}`;
  const seen = new Set(event.citations.map(place));
  const [first, ...rest] = event.citations;
  return {
    ...event,
    importance: asImportance(Math.max(event.importance, day.importance)),
    citations: [first, ...[...rest, ...day.citations.filter((citation) => !seen.has(place(citation)))].slice(0, 9)],
  };
}
