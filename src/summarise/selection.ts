import { conceptTraits } from './concepts.js';
import type { Fact } from '../domain/fact.js';
import type { DocumentSummary } from '../domain/synthesis.js';
import { examOpening } from '../extract/facts/exam-results.js';
import { compatibleDates, daysBetween } from './dates.js';
import { DOUBTED, type Line } from './line.js';
import { perItem } from './per-document.js';
import { perThing } from './per-fact.js';
import type { SourceNature } from './source-nature.js';
import type { Sources } from './sources.js';
import { fold } from './text.js';
import type { PartialDate } from '../domain/citation.js';

/** A finding that no one has mentioned for this long is no longer looked for, unless it is a history or a lasting illness. */
const FINDING_DAYS = 240;
/** What was planned longer ago than this was done, or is not expected any more. */
const PLAN_DAYS = 540;
/** A plan whose own day is less long ago is still told. */
const NEXT_DAYS = 365;
const LONG_AGO_DAYS = 1830;
const EMERGENCY_DAYS = 60;

/** Words of forms, letters and lists that are neither a finding nor a plan. */
const NOT_A_PLAN =
  /^(?:\W*(?:dr|pr|mme|objet)\b|je demande\W*$|prescription en rapport|consignes?\b|cat\b|si fievre|merci|je vous (?:remercie|prie)|compte rendu|confidentiel|objectifs? fixe|conduite (?:proposee|a tenir)\W*$|synthese|plan\W*$|suivi\W*$|\[ ?\]|☐)|lu et valide|reconnaissance vocale|coquille|ne remplace pas|rectifier ton dossier|avoir (?:confie|adresse|prevenu)|de l accueillir|n (?:ai|a) pas (?:demande|propose)|je l ai remplace/;
const NOT_A_FINDING = /\b0 0\b|non non|\[ ?\]|☐|\.{4}|_{3}/;
const NOT_AN_ACT =
  /^(?:consultation|passage aux urgences|hospitalisation|arret de travail|appel|rdv|rendez vous|avis|bilan|controle|dds|examen clinique)\b/;
/**
 * Whether a merged line earns its place before a reader who has five minutes. What is left out stays in the documents, in the search and in the
 * series: it is a detail, a word of a form, or a finding that nothing later recalls.
 */
export function earnsALine(line: Line, sources: Sources, reference: PartialDate): boolean {
  const label = fold(line.label);
  const age = lastMentionAge(line, sources, reference);
  // Nobody has spoken of a finding since only where somebody has written since: what the last papers of a record say is what is known.
  const silence = Math.max(0, age - ageOfRecord(sources, reference));
  switch (line.kind) {
    case 'observation':
      if (line.facts.some((fact) => fact.origin === 'rule:exam-result')) return examEarns(line, age, sources);
      // A free sentence of a letter is told by the facts in it; what is coded, or made of a table, speaks for itself.
      return line.concept === undefined && line.facts.every((fact) => fact.origin.startsWith('rule:observation-'))
        ? /^inobservance/.test(label)
        : line.importance >= 2 && line.status !== 'absent';
    case 'condition':
      return !NOT_A_FINDING.test(label) && !isPassingSign(line, silence, sources) && conditionEarns(line, silence);
    case 'procedure':
      return line.importance >= 2 || !(NOT_AN_ACT.test(label) || age > LONG_AGO_DAYS || line.date === undefined || !datedInText(line));
    case 'device':
      return line.importance >= 2 || age <= PLAN_DAYS;
    case 'plan':
      return !NOT_A_PLAN.test(label) && planEarns(line, age, sources, reference);
    default:
      return true;
  }
}

/** What a dossier tells elsewhere, and when it is read. */
export interface Telling {
  /** Ids of the facts that a series of measures tells. */
  readonly inSeries: ReadonlySet<string>;
  readonly sources: Sources;
  readonly reference: PartialDate;
}

/**
 * Whether a line of this fact might earn its place. Most measures are in a series or detail, and most plans of a long record are old: where
 * `earnsALine` leaves out whatever is made of such facts alone, the line need not be made. True wherever that is not sure.
 */
export function mayEarnALine(fact: Fact, { inSeries, sources, reference }: Telling): boolean {
  // A relative's measure is told with the family's history.
  if (fact.qualifiers.family) return true;
  if (fact.kind === 'plan') {
    const written = sources.dateOf(fact.documentId);
    if (written === undefined || daysBetween(written, reference) <= PLAN_DAYS) return true;
    return fact.dateSource === 'text' && fact.date !== undefined && daysBetween(fact.date, reference) <= NEXT_DAYS;
  }
  // Of a group that names sides, a line may hold some facts and not others.
  if (fact.kind !== 'observation' || fact.laterality !== undefined) return true;
  return !inSeries.has(fact.id) && (fact.importance >= 2 || INOBSERVANCE.test(fold(fact.label)));
}
/** Not at the beginning alone: a line's label may be cut from its fact's. */
const INOBSERVANCE = /inobservance/;

/** What an emergency ward saw on its day, and nobody since: told by its own paper, not among today's problems. */
function isPassingSign(line: Line, age: number, sources: Sources): boolean {
  const nature = conceptTraits(line.concept)?.nature;
  return (
    (nature === 'symptom' || nature === 'finding') &&
    line.importance < 3 &&
    (line.status === 'active' || line.status === 'resolved') &&
    age > EMERGENCY_DAYS &&
    line.facts.every((fact) => sources.nature(fact.documentId) === 'emergency')
  );
}

function conditionEarns(line: Line, age: number): boolean {
  // Affirmed by a rule, doubted by the model: what matters most is left for a reader to settle, however old.
  if (line.rule === DOUBTED && line.importance === 3) return true;
  if (conceptTraits(line.concept)?.chronic === true) return line.status !== 'suspected' || age <= LONG_AGO_DAYS;
  // A doubt that matters is still open where nothing later settles it.
  if (line.status === 'suspected') return line.importance >= 2 && age <= PLAN_DAYS;
  if (line.status === 'ruled-out' || line.importance >= 2) return true;
  return line.historical || line.status === 'past' || line.status === 'resolved' || documentsOf(line) >= 2 || age <= FINDING_DAYS;
}

/** Reports that end on a conclusion, told as one line of its own. */
const REPORTS: ReadonlySet<SourceNature> = new Set(['imaging', 'pathology', 'operation', 'laboratory']);

/** An examination that a letter tells with its result, unless its own report stands in the dossier: the report's conclusion says it. */
function examEarns(line: Line, age: number, sources: Sources): boolean {
  if (line.importance < 2 || age > LONG_AGO_DAYS || line.facts.every((fact) => REPORTS.has(sources.nature(fact.documentId)))) return false;
  const { date } = line;
  return date === undefined || !(reportDays(sources).get(line.concept ?? '') ?? []).some((day) => compatibleDates(day, date));
}

const reports = new WeakMap<Sources, ReadonlyMap<string, readonly PartialDate[]>>();

/** The concept of the examination that a title opens with. */
const examNamed = perThing(
  ({ title }: DocumentSummary) => `examen:${examOpening(fold(title).replace(/^compte rendu (?:de |d |du )?(?:l |la )?/, ''))?.id ?? ''}`,
);

/** The days of the reports of a dossier, by the concept of their examination. */
function reportDays(sources: Sources): ReadonlyMap<string, readonly PartialDate[]> {
  const known = reports.get(sources);
  if (known !== undefined) return known;
  const days = new Map<string, PartialDate[]>();
  for (const document of sources.byId.values()) {
    const { id, date } = document;
    if (date === undefined || !REPORTS.has(sources.nature(id))) continue;
    const exam = examNamed(document);
    days.set(exam, [...(days.get(exam) ?? []), date]);
  }
  reports.set(sources, days);
  return days;
}

function planEarns(line: Line, age: number, sources: Sources, reference: PartialDate): boolean {
  if (line.date !== undefined && datedInText(line) && daysBetween(line.date, reference) <= NEXT_DAYS) return true;
  // What an emergency ward asks for is for the days that follow.
  if (line.facts.every((fact) => sources.nature(fact.documentId) === 'emergency')) return age <= EMERGENCY_DAYS;
  return age <= (line.importance >= 2 ? PLAN_DAYS : FINDING_DAYS);
}

const datedInText = (line: Line): boolean => line.facts.some((fact) => fact.date === line.date && fact.dateSource === 'text');

const documentsOf = (line: Line): number => new Set(line.facts.map((fact) => fact.documentId)).size;

/** Days since the record's latest paper. */
function ageOfRecord(sources: Sources, reference: PartialDate): number {
  const known = recordAges.get(sources);
  if (known?.reference === reference) return known.age;
  const ages = [...sources.byId.values()].flatMap(({ date }) => (date === undefined ? [] : [daysBetween(date, reference)]));
  const age = ages.length === 0 ? 0 : Math.max(0, Math.min(...ages));
  recordAges.set(sources, { reference, age });
  return age;
}
/** Asked for each line. */
const recordAges = new WeakMap<Sources, { readonly reference: PartialDate; readonly age: number }>();

/** The last day on which a document mentioned it. */
const lastMention = perItem((line: Line, _: undefined, sources: Sources): readonly PartialDate[] => {
  const dates = line.facts.map((fact) => sources.dateOf(fact.documentId)).filter((date) => date !== undefined);
  return dates.length === 0 ? [] : [dates.reduce((last, date) => (daysBetween(last, date) > 0 ? date : last))];
});

/** Days since a document last mentioned it; 0 where no document is dated. */
function lastMentionAge(line: Line, sources: Sources, reference: PartialDate): number {
  const [last] = lastMention([line], undefined, sources);
  return last === undefined ? 0 : daysBetween(last, reference);
}
