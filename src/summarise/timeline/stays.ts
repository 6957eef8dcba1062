import { byDocument } from '../per-document.js';
import type { PartialDate } from '../../domain/citation.js';
import type { Page } from '../../domain/document.js';
import type { Fact } from '../../domain/fact.js';
import type { DocumentSummary } from '../../domain/synthesis.js';
import type { PageLookup } from '../grounding.js';
import { compareDates, daysBetween } from '../dates.js';
import type { SourceNature } from '../source-nature.js';
import { quoteWords } from '../quote.js';
import type { Sources } from '../sources.js';
import { groupBy, fold as foldLabel } from '../text.js';
import { fold } from '../../extract/text/fold.js';
import { findStay } from '../../extract/facts/values/value-stay.js';

export interface Stay {
  readonly entry: PartialDate;
  readonly exit: PartialDate;
}

/** A stay is told on the day it began: "du 07/02/2021 au 12/02/2021", in the title or in the first lines that its facts cite. */
export function admission(
  document: DocumentSummary,
  nature: SourceNature,
  own: readonly Fact[],
  pages: PageLookup,
): PartialDate | undefined {
  const places = [document.title, ...(nature === 'discharge' ? own.slice(0, 12).map((fact) => fact.citations[0].quote) : [])];
  for (const place of places) {
    const [, day, month, year, endYear] = /\bdu (\d{2})[/.](\d{2})(?:[/.](\d{4}))? au \d{2}[/.]\d{2}(?:[/.](\d{4}))?/.exec(place) ?? [];
    const at = year ?? endYear;
    if (day !== undefined && month !== undefined && at !== undefined) return `${at}-${month}-${day}`;
  }
  if (nature !== 'discharge') return courseOfCare(document, pages);
  const { entry } = stayOn(pages(document.id, 1));
  const written = document.date;
  const likely =
    entry !== undefined && written?.length === 10 && daysBetween(entry, written) >= 0 && daysBetween(entry, written) <= LONGEST_STAY;
  return likely ? entry : entryOf(document, own);
}

type WrittenStay = ReturnType<typeof findStay>;
const read = new WeakMap<Page, WrittenStay>();

/** The stay that a page tells, read once of it. */
function stayOn(page: Page | undefined): WrittenStay {
  if (page === undefined) return {};
  const stay = read.get(page) ?? findStay(fold(page.text));
  read.set(page, stay);
  return stay;
}

const LONGEST_STAY = 120;
/** Days from the end of a stay to its paper. */
const WRITTEN_WITHIN = 15;

/** Weeks of rehabilitation, of a day hospital, that another paper than a discharge letter sums up: "Séjour du 10/08/2026 au 04/09/2026". */
function courseOfCare(document: DocumentSummary, pages: PageLookup): PartialDate | undefined {
  const { entry, exit } = stayOn(pages(document.id, 1));
  const { date } = document;
  if (entry === undefined || exit === undefined || date?.length !== 10 || entry >= exit) return undefined;
  const late = daysBetween(exit, date);
  return late >= 0 && late <= WRITTEN_WITHIN && daysBetween(entry, exit) <= LONGEST_STAY ? entry : undefined;
}

/** The entry of the stay that a discharge report gives to what was found or measured on arrival. */
function entryOf(document: DocumentSummary, own: readonly Fact[]): PartialDate | undefined {
  const { date } = document;
  if (date?.length !== 10) return undefined;
  const within = own.filter(
    (fact) => fact.date?.length === 10 && daysBetween(fact.date, date) > 0 && daysBetween(fact.date, date) <= LONGEST_STAY,
  );
  // What a report dates by itself to another day than its own came with the patient.
  const [arrival] = mostTold(within.filter((fact) => fact.dateSource === 'document'));
  if (arrival !== undefined) return arrival[0];
  const [most] = mostTold(within.filter((fact) => fact.kind === 'observation' && fact.dateSource === 'section'));
  return most !== undefined && most[1].length >= 2 ? most[0] : undefined;
}

const mostTold = (facts: readonly Fact[]): readonly (readonly [PartialDate, readonly Fact[]])[] =>
  [...groupBy(facts, (fact) => fact.date ?? '')].toSorted((a, b) => b[1].length - a[1].length || compareDates(a[0], b[0]));

/** The stays that reports tell, by their days. */
export function staysOf(
  facts: readonly Fact[],
  documents: readonly DocumentSummary[],
  sources: Sources,
  pages: PageLookup,
): readonly Stay[] {
  const papers = byDocument(facts);
  return documents.flatMap((document) => {
    if (sources.nature(document.id) !== 'discharge' && !/\bdu \d{2}[/.]\d{2}/.test(document.title)) return [];
    const entry = admission(document, sources.nature(document.id), papers.get(document.id) ?? [], pages);
    return entry === undefined || document.date?.length !== 10 || entry >= document.date ? [] : [{ entry, exit: document.date }];
  });
}

/** What is done during a stay that is told on its own day; the rest of the stay is told with its report. */
const OWN_DAY_IN_STAY =
  /scopi|biopsie|coronarograph|operat|chirurg|exerese|ectomie|plastie|prothese|stent|greffe|transfus|concentre|culot|stimulateur|defibrillat|cardioversion|accouchement|cesarienne|drainage|intubation|embolis|angioplast|ablation|arthrodes|osteosynth|amputation|pontage|resection|thrombectomie|thrombolyse/;

/** What is put in, wishes put on paper. */
const OWN_DAY: ReadonlySet<Fact['kind']> = new Set(['device', 'directive']);
const GRAVE_REACTION = /anaphyla|\bchoc\b|quincke|urticaire|bronchospasme|confus|coma|convuls|toxiderm|dress\b|lyell|agranulocyt/;
/** Days of a stay in which a drug that is begun or ended is more than the care of that week. */
const LONG_STAY = 21;

/** Anticoagulants by mouth and antiplatelets (ATC), not the heparin of a stay. */
const THINS = /^B01A[ACEF]/;

/** A day between entry and exit on which nothing was done that a reader looks for. */
export function isOfAStay(fact: Fact, stays: readonly Stay[]): boolean {
  const { date, dateSource, medication } = fact;
  if (date?.length !== 10) return false;
  const within = stays.filter(({ entry, exit }) => date > entry && date < exit);
  if (within.length === 0) return false;
  // When blood was thinned, by what, and when no more.
  if (
    medication !== undefined &&
    ['started', 'stopped'].includes(medication.event) &&
    dateSource === 'text' &&
    THINS.test(medication.atc ?? '')
  )
    return false;
  const decided = medication !== undefined && ['started', 'stopped', 'changed'].includes(medication.event) && fact.importance === 3;
  if (decided && within.every(({ entry, exit }) => daysBetween(entry, exit) > LONG_STAY)) return false;
  // Side effects of the days in hospital are told with the stay; what threatened life, or cleared of an allergy, has its own.
  if (fact.kind === 'allergy') return fact.status !== 'ruled-out' && !GRAVE_REACTION.test(quoteWords(fact));
  return !OWN_DAY.has(fact.kind) && !(fact.kind === 'procedure' && OWN_DAY_IN_STAY.test(foldLabel(fact.label)));
}
