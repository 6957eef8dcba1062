import type { PartialDate } from '../../domain/citation.js';
import type { Fact, FactStatus, Medication } from '../../domain/fact.js';
import type { DateMention, PageAnalysis, Range } from '../text/analysis.js';
import { qualify } from '../text/qualify.js';
import { sectionLoinc } from '../text/sections.js';
import { asCitations, buildFact, cite, factId } from './fact-builder.js';
import type { FactContext } from './fact-builder.js';
import { endedBefore, eventOf } from './medication-context.js';
import type { EventCue, MedicationEvent } from './medication-events.js';
import { readReason } from './medication-reason.js';
import { MEDICATION_SECTIONS } from './medication-scope.js';
import type { Scoped, Supply } from './medication-scope.js';

/** How far behind a name its words are read. */
export const MAX_AFTER = 170;

const STATUS: Readonly<Record<MedicationEvent, FactStatus>> = {
  prescribed: 'active',
  listed: 'active',
  discharge: 'active',
  started: 'active',
  changed: 'active',
  continued: 'active',
  stopped: 'stopped',
  proposed: 'suspected',
  refused: 'absent',
  'not-taken': 'absent',
  contraindicated: 'absent',
  administered: 'past',
  past: 'past',
};

/** What a page's drugs share. */
export interface Surroundings {
  readonly analysis: PageAnalysis;
  readonly context: FactContext;
  readonly prescription: boolean;
  readonly dates: readonly DateMention[];
  readonly supply: Supply | undefined;
}

/** The fact of one drug mention; none for a class named without anything said of it. */
export function toFact(item: Scoped, cue: EventCue | undefined, around: Surroundings): Fact | undefined {
  const { analysis, context, dates } = around;
  const { drug, section, posology, sentence } = item;
  const { folded } = analysis;
  const { text } = analysis.page;
  const qualification = qualify(analysis, { start: drug.start, end: drug.end });
  const sentenceText = folded.slice(sentence.start, Math.min(sentence.end, sentence.start + 120));
  const stated = eventOf(item, cue, analysis, sentenceText, around.prescription, qualification.qualifiers);
  const event = stated === 'listed' && endedBefore(item, dates, context) ? 'past' : stated;
  if (drug.kind === 'class' && cue === undefined && !qualification.qualifiers.negated) return undefined;
  const after = folded.slice(drug.end, Math.min(item.scopeEnd, drug.end + MAX_AFTER));
  const slice = (range: Range | undefined): string | undefined =>
    range === undefined ? undefined : text.slice(range.start, range.end).replace(/\s+/g, ' ').trim();
  const newDose = cue?.newDose === undefined ? undefined : { start: drug.end + cue.newDose.start, end: drug.end + cue.newDose.end };
  const dose = slice(newDose ?? posology.dose);
  const strength = slice(posology.strength);
  const frequency = slice(posology.frequency);
  const route = slice(posology.route);
  const duration = slice(posology.duration);
  const reason =
    event === 'stopped' || event === 'changed' || event === 'refused' || event === 'contraindicated' ? readReason(after) : undefined;
  const durationDays = posology.durationDays ?? around.supply?.days;
  const renewals = posology.renewals ?? around.supply?.renewals;
  const brand = drug.brand === undefined ? undefined : text.slice(drug.brand.start, drug.brand.end);
  const medication: Medication = {
    ...(drug.kind === 'class' ? {} : { dci: drug.substance }),
    ...(brand === undefined ? {} : { brand }),
    ...(drug.atc === undefined ? {} : { atc: drug.atc }),
    ...(strength === undefined || newDose !== undefined ? {} : { strength }),
    ...(dose === undefined ? {} : { dose }),
    ...(route === undefined ? {} : { route }),
    ...(frequency === undefined ? {} : { frequency }),
    ...(duration === undefined ? {} : { duration }),
    ...(durationDays === undefined ? {} : { durationDays }),
    ...(renewals === undefined ? {} : { renewals }),
    event,
    ...(reason === undefined ? {} : { reason: text.slice(drug.end + reason.start, drug.end + reason.end) }),
  };
  const citations = asCitations([cite(analysis, citationRange(item, text))]);
  if (citations === undefined) return undefined;
  const timing = datesOf(item, event, dates, context, folded);
  const doubtful = /^\s?\?/.test(folded.slice(drug.end, drug.end + 2));
  const bare = cue === undefined && posology.dose === undefined && !MEDICATION_SECTIONS.has(section) && !item.heads;
  const loinc = sectionLoinc(section);
  const fact = buildFact({
    documentId: context.documentId,
    kind: 'medication',
    label: drug.substance,
    concept: `${drug.kind === 'class' ? 'class' : 'drug'}:${drug.substance}`,
    ...(drug.atc === undefined ? {} : { code: { system: 'http://www.whocc.no/atc', code: drug.atc } }),
    status:
      doubtful || (bare && event === 'listed')
        ? 'unknown'
        : qualification.qualifiers.hypothetical && STATUS[event] === 'active' && !MEDICATION_SECTIONS.has(section) && !item.heads
          ? 'suspected'
          : STATUS[event],
    qualifiers: qualification.qualifiers,
    cues: [...qualification.cues],
    ...timing,
    ...(qualification.familyMember === undefined ? {} : { familyMember: qualification.familyMember }),
    medication,
    ...(loinc === undefined ? {} : { section: loinc }),
    importance:
      drug.kind === 'class'
        ? 2
        : HIGH_RISK.test(drug.atc ?? '')
          ? 3
          : event === 'stopped' || event === 'changed' || event === 'started' || event === 'contraindicated'
            ? 3
            : 2,
    origin: item.heads ? 'rule:medication-line' : 'rule:medication-clause',
    confidence: bare ? 0.5 : drug.approximate === true ? 0.6 : 0.9,
    citations,
  });
  // One sentence may say two things of one substance ("FIASP en remplacement de NOVORAPID"): the name's place tells them apart.
  return { ...fact, id: factId('medication', `${fact.origin}@${drug.start}`, fact.label, citations[0]) };
}

/** Anticoagulants, antiplatelets, antidiabetics, corticosteroids, cytotoxics and immunosuppressants, lithium, antiepileptics, heart drugs. */
const HIGH_RISK = /^(?:B01A|A10|H02A|L0[14]|N05AN|N03A|C0[1379]|H03A)/;

function datesOf(
  item: Scoped,
  event: MedicationEvent,
  dates: readonly DateMention[],
  context: FactContext,
  folded: string,
): Pick<Fact, 'date' | 'endDate' | 'dateSource'> {
  const near = dates.filter(
    (date) =>
      date.start >= item.sentence.start &&
      date.end <= Math.max(item.scopeEnd, item.sentence.end) &&
      date.date !== undefined &&
      date.kind !== 'duration' &&
      date.kind !== 'age',
  );
  const inside = near.filter((date) => date.start >= item.drug.end && date.end <= item.scopeEnd);
  const until = inside.find(
    (date) => date.direction === 'until' || /jusqu'(?:au?|en)\s*$/.test(folded.slice(Math.max(0, date.start - 12), date.start)),
  );
  const past = (date: DateMention): boolean =>
    date.direction !== 'in' && (context.documentDate === undefined || (date.date ?? '') <= context.documentDate);
  const lead = near
    .filter(
      (date) =>
        date.end <= item.drug.start &&
        past(date) &&
        date.direction !== 'until' &&
        /^[^,.;:]*$/.test(folded.slice(date.end, item.drug.start).replace(/^,/, '')) &&
        item.drug.start - date.end < 60,
    )
    .at(-1);
  const plain = inside.find((date) => date !== until && past(date)) ?? lead;
  const endDate: PartialDate | undefined = until?.date;
  const written = context.documentDate === undefined ? {} : { date: context.documentDate, dateSource: 'document' as const };
  const today = /\bce (?:jour|matin|soir)\b|aujourd'hui/.test(folded.slice(item.sentence.start, item.sentence.end));
  const when =
    plain?.date !== undefined && (event !== 'prescribed' || plain.direction === 'since')
      ? { date: plain.date, dateSource: 'text' as const }
      : today || !PAST_EVENTS.has(event)
        ? written
        : {};
  return { ...when, ...(endDate === undefined ? {} : { endDate }) };
}
const PAST_EVENTS: ReadonlySet<MedicationEvent> = new Set(['past', 'not-taken', 'refused', 'stopped', 'administered']);

/** The drug's lines; in prose the sentence, or the clause where the sentence is long. */
function citationRange(item: Scoped, text: string): Range {
  if (item.heads) return { start: item.drug.start, end: item.scopeEnd };
  const { sentence, drug, scopeEnd } = item;
  if (sentence.end - sentence.start <= 260) return { start: Math.min(sentence.start, drug.start), end: Math.max(sentence.end, drug.end) };
  const floor = Math.max(sentence.start, drug.start - 110);
  const boundary = Math.max(
    text.lastIndexOf(', ', drug.start - 1),
    text.lastIndexOf('; ', drug.start - 1),
    text.lastIndexOf(': ', drug.start - 1),
  );
  const space = text.indexOf(' ', floor);
  const start =
    boundary >= floor ? boundary + 2 : floor === sentence.start ? floor : Math.min(drug.start, space < 0 ? drug.start : space + 1);
  return { start: Math.min(start, drug.start), end: Math.max(drug.end, Math.min(scopeEnd, drug.end + 170)) };
}
