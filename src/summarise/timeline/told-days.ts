import type { PartialDate } from '../../domain/citation.js';
import type { Fact } from '../../domain/fact.js';
import type { TimelineEvent } from '../../domain/synthesis.js';
import { asImportance } from '../line.js';
import { byDocument, byTopics } from '../per-document.js';
import { perFact } from '../per-fact.js';
import { gatherCitations, type Sources } from '../sources.js';
import { capitalise, decapitalise, fold } from '../text.js';
import { distinct, shortLabel } from './event-label.js';
import { endsAsDecided, isNamedBy, isTold, sidesAgree, tellsAgain } from './told-again.js';
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
 * 7 February 2021, "2023 Coronarien" beside the infarction of that March. Its sources join the entry's; of what is told in part, the rest stays.
 */
export function withoutRepeats(
  months: readonly Day[],
  events: readonly TimelineEvent[],
  facts: readonly Fact[],
  sources: Sources,
): readonly TimelineEvent[] {
  const out = [...events];
  const dated = datedWithin(facts);
  const toldIn = tellers(facts, sources);
  // Months first: a year repeats them too.
  for (const day of months.toSorted((a, b) => b.date.length - a.date.length)) {
    const within = out.filter(({ date }) => date.length > day.date.length && date.startsWith(day.date));
    const onDays = out.filter(({ date }) => date.length === 10);
    /** The entry of a day on which another source tells it, or that tells it in its own words; what tells it there. */
    const home = (fact: Fact): Home | undefined => {
      for (const subject of subjects(fact))
        for (const told of dated.get(inYear(day.date, subject)) ?? []) {
          const event = sidesAgree(fact, told) ? within.find(({ date }) => date === told.date) : undefined;
          if (event !== undefined) return { event, told };
        }
      const named = within.find((event) => isNamedBy(fact, event));
      if (named !== undefined) return { event: named, told: fact };
      return (
        firstOf(within, (event) => toldIn(event, day.date.length === 7).find((told) => tellsAgain(fact, told))) ??
        firstOf(onDays, (event) =>
          toldIn(event, true).find(
            (told) => sources.dateOf(told.documentId) === event.date && endsAsDecided(fact, day.date, told, event.date),
          ),
        )
      );
    };
    const left: Fact[] = [];
    const joining = new Map<TimelineEvent, (readonly [Fact, Fact])[]>();
    for (const fact of day.facts) {
      const found = home(fact);
      if (found === undefined) left.push(fact);
      else joining.set(found.event, [...(joining.get(found.event) ?? []), [fact, found.told]]);
    }
    if (left.length > 0) out.push(eventOf({ date: day.date, facts: left }));
    for (const [event, pairs] of joining) {
      const whole = withSources(event, eventOf({ date: day.date, facts: pairs.map(([fact]) => fact) }));
      // What the entry's few words leave out is added to them.
      const untold = distinct(pairs.filter((pair) => pair[0].importance >= 2 && !isTold(pair, event)).map(([fact]) => fact));
      out[out.indexOf(event)] = {
        ...whole,
        label: [whole.label, ...untold.slice(0, 2).map((fact) => decapitalise(shortLabel(fact)))].join(' ; '),
      };
    }
  }
  return out;
}

/** An entry, and the fact of its day that tells the same. */
interface Home {
  readonly event: TimelineEvent;
  readonly told: Fact;
}

function firstOf(events: readonly TimelineEvent[], tells: (event: TimelineEvent) => Fact | undefined): Home | undefined {
  for (const event of events) {
    const told = tells(event);
    if (told !== undefined) return { event, told };
  }
  return undefined;
}

/**
 * What each event tells, of the papers that it cites: what they date to its day, what it cites, and, within the month (`undated`), what a
 * paper of that day says without a date.
 */
function tellers(facts: readonly Fact[], sources: Sources): (event: TimelineEvent, undated: boolean) => readonly Fact[] {
  const papers = byDocument(facts);
  return (event, undated) => {
    const cited = new Set(event.citations.map(({ span }) => `${span.documentId}/${span.page}/${span.start}`));
    return [...new Set(event.citations.map(({ span }) => span.documentId))].flatMap((id) =>
      (papers.get(id) ?? []).filter(
        (fact) =>
          tellable(fact) &&
          (fact.date === event.date ||
            (fact.date === undefined &&
              sources.dateOf(id) === event.date &&
              (cited.has(`${id}/${fact.citations[0].span.page}/${fact.citations[0].span.start}`) ||
                (undated && !fact.qualifiers.historical)))),
      ),
    );
  };
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
