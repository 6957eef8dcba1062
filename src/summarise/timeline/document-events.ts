import type { PartialDate } from '../../domain/citation.js';
import type { Page } from '../../domain/document.js';
import type { Fact } from '../../domain/fact.js';
import type { DocumentSummary, TimelineEvent } from '../../domain/synthesis.js';
import type { PageLookup } from '../grounding.js';
import { compatibleDates, daysBetween, firstDay } from '../dates.js';
import { conceptTraits } from '../concepts.js';
import { asImportance } from '../line.js';
import type { SourceNature } from '../source-nature.js';
import { gatherCitations, type Sources } from '../sources.js';
import { keptWith, sameItems } from '../kept-with.js';
import { among, byDocument, byTopic, perList } from '../per-document.js';
import { capitalise, containment, fold, significantWords } from '../text.js';
import { writtenDay } from '../../extract/text/date-words.js';
import { findArrival } from '../../extract/facts/date-anchors.js';
import { fold as foldLines } from '../../extract/text/fold.js';
import { distinct, inFewWords, labelUnder, shortLabel } from './event-label.js';
import { ToldDrugs } from './renewals.js';
import { admission } from './stays.js';
import { toldWithTheirActs, type StayForAnAct } from './stay-for-an-act.js';
import { LANDMARK, tellable } from './worth-a-day.js';

const KIND_OF_NATURE: Readonly<Record<SourceNature, TimelineEvent['kind']>> = {
  prescription: 'medication',
  discharge: 'encounter',
  operation: 'procedure',
  pathology: 'laboratory',
  laboratory: 'laboratory',
  imaging: 'imaging',
  letter: 'encounter',
  emergency: 'encounter',
  vaccination: 'immunization',
  peripheral: 'document',
  other: 'document',
};

/** A letter or a report written within these days of the act that it tells is that act's paper, not another event. */
const PAPER_DAYS = 35;

/** Whether a day already told is what a document is about; `days`: those that cite it. */
function tellsAToldDay(date: PartialDate, nature: SourceNature, days: readonly TimelineEvent[]): boolean {
  if (nature !== 'letter' && nature !== 'pathology') return false;
  return days.some(
    (day) =>
      (day.kind === 'procedure' || day.kind === 'device') &&
      day.date.length === 10 &&
      daysBetween(day.date, date) > 0 &&
      daysBetween(day.date, date) <= PAPER_DAYS &&
      (day.importance === 3 || (nature === 'letter' && LANDMARK.test(fold(day.label)))),
  );
}

/** Events by the documents that they cite. */
function byCitedDocument(days: readonly TimelineEvent[]): ReadonlyMap<string, readonly TimelineEvent[]> {
  const citing = new Map<string, TimelineEvent[]>();
  for (const day of days)
    for (const id of new Set(day.citations.map(({ span }) => span.documentId))) citing.set(id, [...(citing.get(id) ?? []), day]);
  return citing;
}

/** A drug begun, changed or stopped by the document itself. */
const changesATreatment = ({ medication, dateSource }: Fact): boolean =>
  medication !== undefined &&
  ((dateSource !== 'text' && ['started', 'changed'].includes(medication.event)) ||
    (dateSource === 'document' && medication.event === 'stopped'));

/** A grave illness that no paper before this one told, and that it does not date to another day. */
const isADiagnosis = ({ kind, importance, concept, dateSource }: Fact, recalled: ReadonlySet<string>): boolean =>
  kind === 'condition' && importance === 3 && dateSource !== 'text' && concept !== undefined && !recalled.has(concept);

/** What the event of a document depends on: itself, whose list of facts is another one where anything of it is other, and which of its subjects an earlier paper told. */
interface Paper {
  readonly document: DocumentSummary;
  readonly nature: SourceNature;
  readonly page: Page | undefined;
  readonly recalled: readonly string[];
}

interface Told {
  readonly date: PartialDate | undefined;
  /** The paper's own event. */
  readonly event?: TimelineEvent;
  /** That of the day on which its stay began. */
  readonly entry?: TimelineEvent;
  /** Nothing of the day of entry but measures and what was known: the patient came for what was done next. */
  readonly planned?: boolean;
  /** Drugs begun, changed or ended on leaving. */
  readonly leaving?: string;
}

const toldBy = keptWith<Paper, Told>((a, b) => a.page === b.page && sameItems(a.recalled, b.recalled));

const tellableIn = among((fact: Fact) => tellable(fact));

export function documentEvents(
  facts: readonly Fact[],
  documents: readonly DocumentSummary[],
  sources: Sources,
  days: readonly TimelineEvent[],
  pages: PageLookup,
): TimelineEvent[] {
  const told = tellableIn(facts);
  const papers = byDocument(told);
  const toldDrugs = new ToldDrugs(facts, sources);
  const first = firstTold(told, sources);
  const citing = byCitedDocument(days);
  const events: TimelineEvent[] = [];
  const stays: StayForAnAct[] = [];
  for (const document of documents) {
    const nature = sources.nature(document.id);
    const own = papers.get(document.id) ?? [];
    if (own.length === 0) continue;
    const paper = { document, nature, page: pages(document.id, 1), recalled: recalledIn(own, document, first) };
    const { date, event, entry, planned = false, leaving } = toldBy(own, paper, () => eventsOf(own, paper, pages));
    if (date === undefined || !tellsAnAct(nature, document.title, own)) continue;
    if (
      tellsAToldDay(date, nature, citing.get(document.id) ?? []) &&
      !own.some(changesATreatment) &&
      !(nature === 'letter' && own.some((fact) => isADiagnosis(fact, new Set(paper.recalled))))
    )
      continue;
    if (nature === 'prescription' && toldDrugs.renews(own, date)) continue;
    if (event === undefined) continue;
    if (entry === undefined) events.push(event);
    else if (planned && !cameInUrgently(entry.date, documents, sources)) stays.push({ event, entry, leaving });
    else events.push(event, entry);
  }
  return toldWithTheirActs(stays, events, days);
}

/** Subjects of a paper that one before it told. */
const recalledIn = (own: readonly Fact[], { date }: DocumentSummary, first: ReadonlyMap<string, PartialDate>): readonly string[] =>
  date === undefined ? [] : subjectsOf(own).filter((subject) => (first.get(subject) ?? date) < date);

function eventsOf(own: readonly Fact[], { document, nature, recalled }: Paper, pages: PageLookup): Told {
  const entry = admission(document, nature, own, pages);
  // A pathologist tells the day on which the specimen was taken, an operator the day of the act, an emergency sheet that of the arrival.
  const date =
    (nature === 'pathology'
      ? specimenDay(own)
      : nature === 'operation'
        ? actDay(document, pages)
        : nature === 'emergency'
          ? arrivalDay(document, pages)
          : seenOn(own, document)) ??
    document.date ??
    entry;
  if (date === undefined) return { date };
  const onTheDay = own.filter(
    (fact) =>
      fact.date === undefined ||
      compatibleDates(fact.date, date) ||
      fact.dateSource !== 'text' ||
      (entry !== undefined && fact.date > entry && fact.date < date),
  );
  const before = new Set(recalled);
  const ranked = onTheDay.toSorted(
    (a, b) =>
      weight(b, document, nature, before) - weight(a, document, nature, before) ||
      a.citations[0].span.page - b.citations[0].span.page ||
      a.citations[0].span.start - b.citations[0].span.start,
  );
  const inWords = (fact: Fact): string => labelUnder(document.title, fact);
  const toldBefore = datedBefore(own, date);
  const news = distinct(
    ranked.filter((fact) => happensThen(fact) && !toldBefore(fact)),
    inWords,
  );
  // What only goes on is told of a prescription, and where there is nothing else.
  const others = nature === 'prescription' ? news : news.filter(({ medication }) => !GOES_ON.has(medication?.event ?? ''));
  const { told: chosen, words } = inFewWords(others.length > 0 ? others : news, TOLD_OF_A_PAPER, inWords);
  // A paper that only recalls and plans is told by its title.
  const [first = own[0], ...rest] = chosen;
  if (first === undefined) return { date };
  const event: TimelineEvent = {
    date,
    kind: KIND_OF_NATURE[nature],
    label: words === '' ? capitalise(document.title) : `${capitalise(document.title)} : ${words}`,
    importance: asImportance(
      nature === 'peripheral' || nature === 'vaccination' ? 1 : Math.max(2, ...chosen.map((fact) => fact.importance)),
    ),
    citations: gatherCitations([first, ...rest]),
  };
  // A stay has two days: what brought the patient in, and what they left with. Weeks of rehabilitation have the second.
  if (entry === undefined || entry === date || REHABILITATION.test(fold(document.title))) return { date, event };
  const changes = distinct(own.filter((fact) => changesATreatment(fact) && fact.importance >= 2)).slice(0, 2);
  return {
    date,
    event,
    entry: entryEvent(document, nature, entry, own),
    planned: !own.some((fact) => broughtIn(fact, entry)),
    ...(changes.length === 0 ? {} : { leaving: changes.map(shortLabel).join(', ') }),
  };
}

/** An emergency sheet of that day or of the day before it. */
const cameInUrgently = (entry: PartialDate, documents: readonly DocumentSummary[], sources: Sources): boolean =>
  documents.some(
    ({ id, date }) =>
      date?.length === 10 && sources.nature(id) === 'emergency' && daysBetween(date, entry) >= 0 && daysBetween(date, entry) <= 1,
  );

const REHABILITATION = /\b(?:re ?education|readaptation|ssr|smr|soins (?:medicaux et )?de (?:suite|readaptation)|convalescence)\b/;

/** What befell on the day of entry: a lasting illness was known before. */
const broughtIn = ({ kind, date, dateSource, importance, concept }: Fact, entry: PartialDate): boolean =>
  kind === 'condition' && date === entry && (importance >= 2 || dateSource === 'text') && conceptTraits(concept)?.chronic !== true;

/** What is only planned, or told as not done, is read in the sections. */
const NOT_THEN =
  /\b(?:n a (?:pas|jamais|finalement pas) (?:ete )?(?:faite?|realisee?|posee?|pratiquee?)|non (?:faite?|realisee?)|a (?:faire|prevoir|programmer|realiser|refaire|discuter)|en reserve|a venir|prevue? (?:le|en|pour))\b/;
/** "Renseignements cliniques : anémie, transfusée le 27": what led to the paper. */
const LED_TO = /^(?:renseignements? cliniques?|contexte|rappels?|antecedents?|atcd|historique)\b/;
/** "Travail : visite de préreprise demandée". */
const WISHED = /(?<!\b(?:sur|a la|a sa|a leur) )\b(?:demande|souhaite|sollicite|envisage|propose|programme|prevu|espere)e?s?\b/;
const happensThen = (fact: Fact): boolean =>
  fact.kind !== 'plan' &&
  fact.medication?.event !== 'proposed' &&
  !NOT_THEN.test(fold(fact.label)) &&
  !(fact.kind === 'observation' && LED_TO.test(fold(fact.label))) &&
  !(fact.kind === 'lifestyle' && WISHED.test(fold(fact.label)));

/** What a paper dates to an earlier day is not told as of its own, where the same paper names it once more. */
function datedBefore(own: readonly Fact[], date: PartialDate): (fact: Fact) => boolean {
  const before = new Set(
    own.flatMap((fact) =>
      isAct(fact) && fact.dateSource === 'text' && fact.date !== undefined && firstDay(fact.date) < firstDay(date) ? keysOf(fact) : [],
    ),
  );
  return (fact) => isAct(fact) && fact.dateSource !== 'text' && keysOf(fact).some((key) => before.has(key));
}
const isAct = ({ kind }: Fact): boolean => kind === 'procedure' || kind === 'device';
const keysOf = ({ concept, label }: Fact): readonly string[] => [fold(label), ...(concept === undefined ? [] : [concept])];

function entryEvent(document: DocumentSummary, nature: SourceNature, entry: PartialDate, own: readonly Fact[]): TimelineEvent {
  const ofThatDay = own.filter((fact) => fact.date === entry && fact.kind !== 'medication');
  const found = ofThatDay.filter(({ concept = '' }) => !VITALS.has(concept));
  const dated = found.length > 0 ? found : ofThatDay;
  const [first, ...rest] = distinct((dated.length > 0 ? dated : own).toSorted((a, b) => b.importance - a.importance)).slice(0, 3) as [
    Fact,
    ...Fact[],
  ];
  return {
    date: entry,
    kind: KIND_OF_NATURE[nature],
    label: `Entrée, ${document.title} : ${[first, ...rest].map(shortLabel).join(', ')}`,
    importance: 2,
    citations: gatherCitations([first, ...rest]),
  };
}

const DAY = String.raw`(\d{1,2})(?:er)?[ /.-](\d{1,2}|[a-z]{3,9})[ /.-](\d{4})\b`;
const ACT_DAY = new RegExp(
  String.raw`\bdate (?:(?:et heure )?(?:de |d )?(?:l )?)?(?:intervention|operation|operatoire|acte|geste|examen|procedure|chirurgie|endoscopie)\s*:?\s*(?:le )?${DAY}|^\W*(?:intervention|operation|acte|geste|opere[e]?)s? (?:realisee? |pratiquee? |effectuee? )?(?:du|le) (?:(?:lun|mar|mercre|jeu|vendre|same)di |dimanche )?${DAY}`,
  'm',
);
/** Days from an act to the last hand on its report. */
const REPORTED_WITHIN = 120;

/** The day of the act that an operation report gives, where it was typed or signed on another. */
function actDay(document: DocumentSummary, pages: PageLookup): PartialDate | undefined {
  const text = (pages(document.id, 1)?.text ?? '').slice(0, HEAD);
  const found = ACT_DAY.exec(foldLines(text).replace(/['’]/g, ' '));
  const [day, month, year] = found === null ? [] : found[1] === undefined ? found.slice(4, 7) : found.slice(1, 4);
  if (day === undefined || month === undefined || year === undefined) return undefined;
  const date = writtenDay(day, month, year);
  const written = document.date;
  return date === undefined || written === undefined || (daysBetween(date, written) >= 0 && daysBetween(date, written) <= REPORTED_WITHIN)
    ? date
    : undefined;
}

const HEAD = 1500;

/** Nights that an emergency department keeps somebody. */
const STAYS_AT_MOST = 3;
/** The day on which the patient came, which an emergency sheet that was closed on another gives. */
function arrivalDay({ id, date }: DocumentSummary, pages: PageLookup): PartialDate | undefined {
  const day = findArrival(foldLines(pages(id, 1)?.text ?? ''));
  if (day === undefined || date?.length !== 10) return undefined;
  const nights = daysBetween(day, date);
  return nights > 0 && nights <= STAYS_AT_MOST ? day : undefined;
}

/** Facts that a report dates by itself, which agree on the day before its own. */
const AGREEING = 3;

/** The day on which the patient was seen, where what a report tells of itself is of a day before the one on which it was written. */
export function seenOn(own: readonly Fact[], { date }: DocumentSummary): PartialDate | undefined {
  const told = own.filter(({ dateSource }) => dateSource === 'document');
  const day = told[0]?.date;
  if (date?.length !== 10 || day?.length !== 10 || day >= date || told.length < AGREEING) return undefined;
  return told.every((fact) => fact.date === day) ? day : undefined;
}

const specimenDay = (own: readonly Fact[]): PartialDate | undefined => own.find(({ origin }) => origin === 'rule:specimen')?.date;

/** What is kept over months, or filled in beforehand: its entries have their own days. */
const LOG =
  /^(?:carnet|journal|transmissions|export\b|releves?|agenda|extraits? du dossier|dossier (?:de )?(?:pre ?inscription|pharmaceutique)|historique|rapport (?:de |du )?(?:capteur|pompe|telesurveillance|telesuivi)|telechargement)\b/;
/** A visit by another trade, which tells what it found on its day: an examination at work, a nurse, a dentist, who brings oxygen. */
const VISITED =
  /visite|infirm|dent(?:aire|iste)|prestataire|medecine du travail|\bplaies?\b|pansement|passage|kine|orthophon|podolog|sage femme|\bsoins\b|domicile/;
const isNews = ({ dateSource, importance }: Fact): boolean => dateSource !== 'text' && importance >= 2;

/** Days of notes that make a log of a paper. */
const DAYS_OF_A_LOG = 3;
/** What was noted on several days, printed on another. */
const isOfSeveralDays = (facts: readonly Fact[]): boolean =>
  new Set(
    facts.flatMap(({ kind, date, dateSource }) =>
      kind !== 'observation' && dateSource === 'section' && date?.length === 10 ? [date] : [],
    ),
  ).size >= DAYS_OF_A_LOG;

/** A form, a log, a vaccination record are no act of care of their day. */
export function tellsAnAct(nature: SourceNature, title: string, facts: readonly Fact[]): boolean {
  const folded = fold(title);
  if (LOG.test(folded) || ((nature === 'other' || nature === 'peripheral') && isOfSeveralDays(facts))) return false;
  if (nature === 'peripheral' && VISITED.test(folded) && facts.some(isNews)) return true;
  if (nature === 'peripheral' || nature === 'vaccination') return false;
  // A laboratory sheet on which nothing is abnormal or decisive is a row of the series.
  if (nature === 'laboratory') return facts.some((fact) => fact.importance >= 2 || isAbnormal(fact));
  return true;
}

const isAbnormal = ({ value, importance }: Fact): boolean =>
  importance >= 2 && (value?.flag === 'H' || value?.flag === 'L' || value?.flag === 'A');

const GOES_ON: ReadonlySet<string> = new Set(['listed', 'continued', 'discharge', 'prescribed']);
const RECALLED = 12;

/** What a fact is about, where a paper after it would only repeat it: an illness, an act, an allergy; a value is measured anew. */
const subjectOf = ({ kind, concept, value }: Fact): string | undefined =>
  concept !== undefined && value === undefined && ['condition', 'procedure', 'device', 'allergy'].includes(kind) ? concept : undefined;

const subjectsOf = perList((own: readonly Fact[]) => own.flatMap((fact) => subjectOf(fact) ?? []));
const bySubject = byTopic(subjectOf);

/** The first paper that tells each subject. */
const firstTold = (facts: readonly Fact[], sources: Sources): ReadonlyMap<string, PartialDate> =>
  new Map([...bySubject(facts)].flatMap(([subject, told]) => firstOf(told, undefined, sources).map((first) => [subject, first] as const)));
const firstOf = perList((told: readonly Fact[], _: undefined, sources: Sources): readonly PartialDate[] => {
  const dates = told.flatMap(({ documentId }) => sources.dateOf(documentId) ?? []);
  return dates.length === 0 ? [] : [dates.reduce((first, date) => (date < first ? date : first))];
});

/** What a reader takes in beside a title. */
const TOLD_OF_A_PAPER = 3;
/** Letters of a plan that is a sentence. */
const SENTENCE = 60;
/** Letters of a finding that is read in the report. */
const LONG = 110;
/** What is measured of everybody that is seen. */
const VITALS: ReadonlySet<string> = new Set(
  ['poids', 'taille', 'imc', 'ta', 'fc', 'fr', 'spo2', 'temperature', 'eva', 'perimetre-abdominal'].map((one) => `value:${one}`),
);

/** "IRM de l'épaule droite" beside "IRM épaule" tells nothing. */
function ofTheTitle(fact: Fact, title: string): boolean {
  if (fact.kind !== 'procedure') return false;
  const words = significantWords(fact.label);
  return words.length > 0 && containment(words, significantWords(title)) === 1;
}

/** What is new in a document outweighs what it recalls; what is abnormal outweighs what is not. */
function weight(fact: Fact, document: DocumentSummary, nature: SourceNature, recalled: ReadonlySet<string>): number {
  let score = fact.importance * 10;
  // What an earlier paper tells is recalled here; a drug that only goes on is no news.
  if (recalled.has(subjectOf(fact) ?? '')) score -= RECALLED;
  if (fact.medication !== undefined && GOES_ON.has(fact.medication.event)) score -= RECALLED;
  // What is injected during an operation is told by its report.
  if (nature === 'operation' && fact.medication?.event === 'administered') score -= 2 * RECALLED;
  if (fact.medication !== undefined && ['started', 'stopped', 'changed'].includes(fact.medication.event)) score += 8;
  if (fact.qualifiers.historical) score -= 12;
  if (fact.value?.flag === 'H' || fact.value?.flag === 'L' || fact.value?.flag === 'A') score += 8;
  if (fact.date !== undefined && fact.date === document.date && fact.dateSource === 'text') score += 4;
  if (fact.kind === 'family-history') score -= 15;
  // An allergy without its reaction is what every paper copies.
  if (fact.kind === 'allergy' && fact.allergy?.reaction === undefined && fact.status !== 'ruled-out') score -= RECALLED;
  // First what happened, what was found and decided; then how somebody lives, what was measured in passing, what brought them.
  if (VITALS.has(fact.concept ?? '')) score -= 1.5 * RECALLED;
  if (fact.kind === 'directive' || fact.kind === 'lifestyle') score -= nature === 'peripheral' ? 0 : RECALLED;
  if (fact.kind === 'condition' && conceptTraits(fact.concept)?.nature === 'symptom') score -= 6;
  if (fact.kind !== 'medication' && fact.label.length > LONG) score -= 8;
  if (ofTheTitle(fact, document.title)) score -= 2 * RECALLED;
  // What is advised in a long sentence is read in the letter.
  if (fact.kind === 'plan' && fact.label.length > SENTENCE) score -= 12;
  return score;
}
