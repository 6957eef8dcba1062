import type { PartialDate, Span } from '../domain/citation.js';
import type { Passage } from '../domain/passage.js';
import { analysePage } from '../extract/text/analyse-page.js';
import { findDates } from '../extract/text/dates.js';
import { termsOf } from './lexical-index.js';
import type { Question, Requirement, Window } from './question.js';
import vocabulary from './vocabulary/questions.json' with { type: 'json' };
import relevance from './vocabulary/relevance.json' with { type: 'json' };

/** A sentence or a row that may answer. */
export interface Evidence {
  readonly passage: Passage;
  readonly span: Span;
  readonly text: string;
  /** Share of what the question names that it says, 0 to 1. */
  readonly coverage: number;
  /** The date it speaks of, or its document's. */
  readonly date: PartialDate | undefined;
  readonly dated: boolean;
  /** Why it is not an answer, though it speaks of it: "à venir", "hors période", "sans résultat". */
  readonly refused: string | undefined;
}

const NOTHING: ReadonlyMap<string, number> = new Map();
const FAMILIES: Readonly<Record<string, string>> = relevance.families;
/** A line in capitals without a figure or a stop: it names what follows. */
const TITLE = /^[\p{Lu}\s'’\-/()]{3,60}$/u;
/** Families whose first lines already are content. */
const LISTS: ReadonlySet<string> = new Set(['laboratory', 'prescription', 'vaccination']);
const PENDING = new RegExp(vocabulary.pending, 'iu');
const REQUESTING = new RegExp(vocabulary.requesting, 'iu');
const RESULT = new RegExp(`\\d|${vocabulary.resultWords}`, 'iu');
/** When something is to take place: its figures are no result. */
const DELAY = /(?<!\p{L})(?:à|dans|sous|d['’]ici)\s+\d+(?:\s*(?:-|–|à|ou)\s*\d+)?\s*(?:j(?:ours?)?|sem(?:aines?)?|mois|ans?)(?!\p{L})/giu;
/** Said in the heading or the title rather than in the sentence; said elsewhere in the passage. */
const HEADING = 0.9;
const NEARBY = 0.5;
/** What a word that the dossier never says weighs. */
const UNKNOWN = 6;
const VERB = 0.4;

const overlaps = (date: PartialDate, from: PartialDate | undefined, to: PartialDate | undefined): boolean => {
  const atLeast = from === undefined || date.slice(0, from.length) >= from.slice(0, date.length);
  const atMost = to === undefined || date.slice(0, to.length) <= to.slice(0, date.length);
  return atLeast && atMost;
};

/** Strictly after a day; within the month or year where only that is known. */
const follows = (date: PartialDate, after: PartialDate): boolean =>
  date.slice(0, after.length) > after.slice(0, date.length) || (after.length < 10 && date.startsWith(after));

function saidShare(
  requirements: readonly Requirement[],
  text: ReadonlyMap<string, number>,
  heading: ReadonlyMap<string, number>,
  passage: ReadonlyMap<string, number>,
  rarity: (term: string) => number,
): number {
  let total = 0;
  let said = 0;
  for (const { terms, verb } of requirements) {
    const all = [...terms];
    const weight = (Math.max(...all.map((term) => rarity(term))) || UNKNOWN) * (verb ? VERB : 1);
    total += weight;
    if (all.some((term) => text.has(term))) said += weight;
    else if (all.some((term) => heading.has(term))) said += weight * HEADING;
    else if (all.some((term) => passage.has(term))) said += weight * NEARBY;
  }
  return total === 0 ? 0 : said / total;
}

/** Why a sentence cannot answer, whatever it says. */
function refusal(
  question: Question,
  passage: Passage,
  text: string,
  dates: readonly PartialDate[],
  window: Window | undefined,
  referenceDate: PartialDate,
): string | undefined {
  const { expects } = question;
  const { date, type, section, heading } = passage.context;
  if (TITLE.test(text.trim()) || text.trim() === heading) return 'titre';
  if (section === 'signature' || (section === 'header' && !LISTS.has(FAMILIES[type ?? ''] ?? ''))) return 'en-tête';
  if (!expects.planned) {
    if (
      PENDING.test(text) ||
      (dates.length > 0 && dates.every((one) => one > (date ?? referenceDate) && !one.startsWith(date ?? referenceDate)))
    )
      return 'à venir';
    // What is asked for on a prescription is not done yet.
    if (
      (expects.value || expects.control || expects.report || window !== undefined) &&
      FAMILIES[type ?? ''] === 'prescription' &&
      !/\bmg\b|\bUI\b|µg/.test(text)
    )
      return 'à venir';
  }
  if (window !== undefined) {
    const known = [...(expects.report ? [] : dates), ...(date === undefined ? [] : [date])];
    const { from, to } = window;
    const inside =
      to === undefined && from !== undefined ? known.some((one) => follows(one, from)) : known.some((one) => overlaps(one, from, to));
    if (!inside) return 'hors période';
  }
  if (expects.value && !RESULT.test(text.replace(DELAY, ''))) return 'sans résultat';
  return undefined;
}

/** "Le 24 novembre", written on the 9th of November, is this year's: the year is taken nearest to the document, not always before it. */
function nearestYear(date: PartialDate, written: string, documentDate: PartialDate | undefined): PartialDate {
  if (documentDate === undefined || /\d{4}|\/\d{2}\b/.test(written) || date.length < 10 || documentDate.length < 10) return date;
  const next = `${Number(date.slice(0, 4)) + 1}${date.slice(4)}`;
  const gap = (Date.parse(next) - Date.parse(documentDate)) / (24 * 3600 * 1000);
  return gap > 0 && gap < 90 ? next : date;
}

/** The sentences and rows of a passage, each measured against the question. */
export function evidenceOf(
  passage: Passage,
  question: Question,
  window: Window | undefined,
  referenceDate: PartialDate,
  rarity: (term: string) => number,
): Evidence[] {
  const { context, span } = passage;
  const analysis = analysePage(span.documentId, { number: span.page, text: passage.text, source: 'plain', positions: [], furniture: [] });
  const heading = termsOf([context.title, context.heading, context.specialty].filter((part) => part !== undefined).join('\n'));
  const whole = termsOf(passage.text);
  const mentions = findDates(analysis, context.date === undefined ? {} : { documentDate: context.date });
  /** "Je demande :" makes requests of the lines under it. */
  let requested = false;
  return analysis.sentences.flatMap((sentence) => {
    const text = passage.text.slice(sentence.start, sentence.end);
    const listed = /^\s*(?:[-•*–]|\d+[).])/.test(text);
    if (REQUESTING.test(text)) requested = true;
    else if (!listed) requested = false;
    const coverage = saidShare(question.requirements, termsOf(text), heading, whole, rarity);
    if (coverage === 0) return [];
    const dates = mentions.flatMap(({ start, end, date }) =>
      start >= sentence.start && end <= sentence.end && date !== undefined
        ? [nearestYear(date, passage.text.slice(start, end), context.date)]
        : [],
    );
    return [
      {
        passage,
        span: { ...span, start: span.start + sentence.start, end: span.start + sentence.end },
        text,
        coverage,
        date: context.date,
        dated: dates.length > 0,
        refused:
          (question.expects.report && window === undefined && saidShare(question.requirements, NOTHING, heading, NOTHING, rarity) < 0.5
            ? 'cité ailleurs que dans son compte rendu'
            : undefined) ??
          (requested && !question.expects.planned ? 'à venir' : undefined) ??
          refusal(question, passage, text, dates, window, referenceDate),
      },
    ];
  });
}
