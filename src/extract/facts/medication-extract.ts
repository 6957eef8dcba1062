import type { PartialDate } from '../../domain/citation.js';
import type { Fact, FactStatus, Medication } from '../../domain/fact.js';
import { sectionAt } from '../text/analyse-page.js';
import type { DateMention, PageAnalysis, Range, SectionKind } from '../text/analysis.js';
import { findDates } from '../text/dates.js';
import { splitLines } from '../text/lines.js';
import type { Line } from '../text/lines.js';
import { qualify } from '../text/qualify.js';
import { sectionLoinc } from '../text/sections.js';
import { asCitations, buildFact, cite, statementAt } from './fact-builder.js';
import type { FactContext } from './fact-builder.js';
import { readEvent, readReason } from './medication-events.js';
import type { EventCue, MedicationEvent } from './medication-events.js';
import { isDrugUse, mergeNames } from './medication-mentions.js';
import type { NamedDrug } from './medication-mentions.js';
import { findDrugs } from './medication-lexicon.js';
import { BLOCK_SUPPLY, readBlockSupply, readPosology } from './medication-posology.js';
import type { Posology } from './medication-posology.js';

/** A drug name with the words that belong to it. */
interface Scoped {
  readonly drug: NamedDrug;
  readonly section: SectionKind;
  /** Heads a line of a list or of a prescription. */
  readonly heads: boolean;
  /** From the name to the next drug, or to the end of the sentence or of the posology lines. */
  readonly scopeEnd: number;
  readonly sentence: Range;
  readonly posology: Posology;
  readonly cue: EventCue | undefined;
  /** True where the cue stands before the name: the names listed after it share it. */
  readonly cueBefore: boolean;
}

const PRESCRIPTION_TITLE =
  /^[^\n]{0,40}\b(?:ordonnance|prescriptions? (?:relatives?|en rapport|sans rapport|initiale)|prescription medicale)\b/m;
const PRESCRIPTION_TYPES = new Set(['57833-6', '29551-9', '57828-6']);
const LIST_LEAD = /^\W{0,4}(?:ttt|tt|traitements?|medicaments?|therapeutiques?|medication)\b(?! (?:par|de la|du|des)\b)[^:.]{0,60}:/;
const DISCHARGE_LEAD = /^\W{0,4}(?:ttt|traitements?|ordonnance)[^:]{0,20}\bsortie\b/;
const ORDER_LEAD = /^\W{0,4}(?:ordonnance|ordo|prescription)s?\b[^:.]{0,30}:/;
const CHAIN = /^[\s,;:+&/()"'-]*(?:(?:et|ou|ni|puis|d'|de|du|des|le|la|les|l'|a|au|aux|en)(?:\s+|(?<='))[\s,("]*)*$/;
const CONTINUATION =
  /^(?:\d|½|¼|un|une|deux|le|la|au|a|par|pendant|puis|matin|midi|soir|qsp|si|en|jusqu|administration|dans|ne|sans|max|avec|prendre|appliquer|instiller|voie|sous|renouv|\(|tous|toutes|chaque|injection|cp|comprime|gelule|appl|arreter|1\/2)/;
const MEDICATION_SECTIONS: ReadonlySet<SectionKind> = new Set([
  'current-medications',
  'discharge-medications',
  'stopped-medications',
  'admission-medications',
  'prescription',
]);
const MAX_BEFORE = 110;
const MAX_AFTER = 170;

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

/**
 * What a page says of drugs: one fact a mention, with strength, dose, route, frequency, duration, renewals and the event
 * that the words around it or its section state. Drugs of allergy sections, of antibiograms and of assays are left out.
 */
export function extractMedications(analysis: PageAnalysis, context: FactContext): Fact[] {
  const { folded } = analysis;
  const lines = splitLines(analysis.page, folded);
  const prescription = isPrescription(folded, context);
  const dates = findDates(analysis, {
    ...(context.documentDate === undefined ? {} : { documentDate: context.documentDate }),
    ...(context.birthDate === undefined ? {} : { birthDate: context.birthDate }),
  });
  const drugs = mergeNames(findDrugs(folded), folded);
  const scoped: Scoped[] = [];
  drugs.forEach((drug, index) => {
    const section = sectionAt(analysis, drug.start)?.kind ?? 'body';
    const lineIndex = lineOf(lines, drug.start);
    const line = lines[lineIndex];
    if (
      line === undefined ||
      section === 'allergies' ||
      section === 'laboratory' ||
      section === 'immunizations' ||
      context.documentType === '11502-2'
    )
      return;
    const heads = /^(?:[^a-z]*|[^a-z]{0,6}[a-z]\))$/.test(folded.slice(line.start, drug.start));
    const sentence = statementAt(analysis, drug.start) ?? line;
    const next = drugs[index + 1];
    const ownEnd = heads
      ? Math.max(posologyEnd(lines, lineIndex, folded, drugs), line.end)
      : Math.max(sentence.end, Math.min(line.end, drug.end));
    const scopeEnd = Math.max(drug.end, Math.min(next?.start ?? Infinity, ownEnd));
    const previous = drugs[index - 1];
    const from = Math.max(
      heads ? line.start : sentence.start,
      drug.start - MAX_BEFORE,
      previous === undefined ? 0 : Math.min(previous.end, drug.start),
    );
    const before = folded.slice(from, drug.start);
    const posology = readPosology(folded, drug.end, Math.min(scopeEnd, drug.end + 260));
    if (
      !isDrugUse(drug, folded, {
        before,
        after: folded.slice(drug.end, drug.end + 60),
        line: folded.slice(line.start, line.end),
        inList: MEDICATION_SECTIONS.has(section) || (prescription && heads),
        hasDose: posology.dose !== undefined,
      })
    )
      return;
    const cue = readEvent(
      before,
      folded.slice(drug.end, Math.min(scopeEnd, drug.end + MAX_AFTER)),
      folded.slice(sentence.start, sentence.start + 40),
    );
    scoped.push({
      drug,
      section,
      heads,
      scopeEnd,
      sentence,
      posology,
      cue,
      cueBefore: cue !== undefined && cue.start < before.length && cue.end === before.length && cue.newDose === undefined,
    });
  });
  const supply = blockSupplies(scoped, lines, folded);
  return scoped.flatMap((item, index) => {
    const fact = toFact(item, shareCue(scoped, index, folded), { analysis, context, prescription, dates, lines, supply: supply.get(item) });
    return fact === undefined ? [] : [fact];
  });
}

/** True where the document's type or a heading at the top of the page says prescription. */
export const isPrescription = (folded: string, context: FactContext): boolean =>
  context.prescription === true ||
  (context.documentType !== undefined && PRESCRIPTION_TYPES.has(context.documentType)) ||
  PRESCRIPTION_TITLE.test(folded.slice(0, 1600));

const lineOf = (lines: readonly Line[], offset: number): number => {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
};

/** The end of the posology lines under a drug's line: up to three, none of which begins with another drug. */
function posologyEnd(lines: readonly Line[], index: number, folded: string, drugs: readonly NamedDrug[]): number {
  let end = lines[index]?.end ?? 0;
  for (const line of lines.slice(index + 1, index + 4)) {
    const text = folded.slice(line.start, line.end);
    if (line.blank || !CONTINUATION.test(text) || /^\d{1,2}(?:[.)]|\s?\/(?!\d))\s?[a-z]/.test(text)) break;
    if (drugs.some((drug) => drug.start >= line.start && drug.start < line.end && !/[a-z]/.test(folded.slice(line.start, drug.start))))
      break;
    end = line.end;
  }
  return end;
}

/** A line such as "QSP 1 mois, à renouveler 2 fois" holds for the drugs above it that have no duration of their own. */
function blockSupplies(
  scoped: readonly Scoped[],
  lines: readonly Line[],
  folded: string,
): Map<Scoped, { readonly days?: number; readonly renewals?: number }> {
  const supplies = new Map<Scoped, { readonly days?: number; readonly renewals?: number }>();
  let from = 0;
  for (const line of lines) {
    const text = folded.slice(line.start, line.end);
    if (line.blank || !BLOCK_SUPPLY.test(text)) continue;
    const supply = readBlockSupply(text);
    for (const item of scoped)
      if (item.heads && item.drug.start >= from && item.drug.start < line.start && item.posology.duration === undefined)
        supplies.set(item, supply);
    from = line.end;
  }
  return supplies;
}

/** A cue before the first name of an enumeration holds for the others; a plural one after the last holds for the first. */
function shareCue(scoped: readonly Scoped[], index: number, folded: string): EventCue | undefined {
  const own = scoped[index];
  if (own === undefined || own.cue !== undefined) return own?.cue;
  for (let i = index - 1; i >= 0; i -= 1) {
    const previous = scoped[i];
    const following = scoped[i + 1];
    if (
      previous === undefined ||
      following === undefined ||
      previous.sentence.start !== own.sentence.start ||
      !chained(previous, following, folded)
    )
      break;
    if (previous.cueBefore) return previous.cue;
    if (previous.cue !== undefined) break;
  }
  for (let i = index + 1; i < scoped.length; i += 1) {
    const previous = scoped[i - 1];
    const following = scoped[i];
    if (
      previous === undefined ||
      following === undefined ||
      following.sentence.start !== own.sentence.start ||
      !chained(previous, following, folded)
    )
      break;
    if (following.cue === undefined) continue;
    return !following.cueBefore &&
      /\b(?:sont|ont|lui|etaient|restent)\b|(?:es|is|us|ts|ees)\b[^a-z]*$/.test(
        folded.slice(following.drug.end, following.drug.end + following.cue.end),
      )
      ? following.cue
      : undefined;
  }
  return undefined;
}

function chained(previous: Scoped, following: Scoped, folded: string): boolean {
  const gap = folded.slice(Math.max(previous.drug.end, Math.min(previous.posology.end, following.drug.start)), following.drug.start);
  return CHAIN.test(gap.replace(/\([^()]*\)/g, ''));
}

interface Surroundings {
  readonly analysis: PageAnalysis;
  readonly context: FactContext;
  readonly prescription: boolean;
  readonly dates: readonly DateMention[];
  readonly lines: readonly Line[];
  readonly supply: { readonly days?: number; readonly renewals?: number } | undefined;
}

function toFact(item: Scoped, cue: EventCue | undefined, around: Surroundings): Fact | undefined {
  const { analysis, context, dates } = around;
  const { drug, section, posology, sentence } = item;
  const { folded } = analysis;
  const { text } = analysis.page;
  const qualification = qualify(analysis, { start: drug.start, end: drug.end });
  const sentenceText = folded.slice(sentence.start, Math.min(sentence.end, sentence.start + 120));
  const event = cue?.event ?? defaultEvent(item, sentenceText, around.prescription, qualification.qualifiers);
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
  const bare = cue === undefined && posology.dose === undefined && !MEDICATION_SECTIONS.has(section) && !item.heads;
  const loinc = sectionLoinc(section);
  return buildFact({
    documentId: context.documentId,
    kind: 'medication',
    label: drug.substance,
    concept: `${drug.kind === 'class' ? 'class' : 'drug'}:${drug.substance}`,
    ...(drug.atc === undefined ? {} : { code: { system: 'http://www.whocc.no/atc', code: drug.atc } }),
    status:
      bare && event === 'listed'
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
    confidence: bare ? 0.5 : 0.9,
    citations,
  });
}

/** Anticoagulants, antiplatelets, antidiabetics, corticosteroids, cytotoxics and immunosuppressants, lithium, antiepileptics, heart drugs. */
const HIGH_RISK = /^(?:B01A|A10|H02A|L0[14]|N05AN|N03A|C0[1379]|H03A)/;

function defaultEvent(item: Scoped, sentenceText: string, prescription: boolean, qualifiers: Fact['qualifiers']): MedicationEvent {
  const { section } = item;
  if (section === 'discharge-medications') return 'discharge';
  if (section === 'current-medications' || section === 'admission-medications') return 'listed';
  if (section === 'stopped-medications') return 'stopped';
  if (DISCHARGE_LEAD.test(sentenceText)) return 'discharge';
  if (LIST_LEAD.test(sentenceText)) return 'listed';
  if (qualifiers.negated) return section === 'plan' || section === 'prescription' || prescription ? 'contraindicated' : 'not-taken';
  if (section === 'prescription' || ORDER_LEAD.test(sentenceText) || (prescription && item.heads)) return 'prescribed';
  if (qualifiers.hypothetical && !item.heads) return 'proposed';
  if (section === 'procedure' || section === 'technique') return 'administered';
  if (
    item.heads &&
    item.posology.dose !== undefined &&
    (item.posology.frequency !== undefined || section === 'plan' || section === 'conclusion')
  )
    return 'prescribed';
  if (/^(?:iv|sc|im)/.test(item.posology.route === undefined ? '' : 'iv') && (section === 'course' || section === 'present-illness'))
    return 'administered';
  if (section === 'history' || section === 'surgical-history' || qualifiers.historical) return 'past';
  return 'listed';
}

/** When it began, stopped or was written; the end where the posology says how long. */
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
  const plain =
    inside.find((date) => date !== until) ??
    near
      .filter(
        (date) => date.end <= item.drug.start && !/[.;]/.test(folded.slice(date.end, item.drug.start)) && item.drug.start - date.end < 60,
      )
      .at(-1);
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
