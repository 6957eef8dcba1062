import type { PartialDate, Span } from '../domain/citation.js';
import type { Passage } from '../domain/passage.js';
import type { PageAnalysis, Range } from '../extract/text/analysis.js';
import { findDates } from '../extract/text/dates.js';
import { fold } from '../extract/text/fold.js';
import { analysisOf } from './asked-passage.js';
import { namesAnother, ofAnother } from './bearer.js';
import { systemsOf } from './concepts.js';
import { KIN } from './kin.js';
import { highlightsOf, termsOf } from './lexical-index.js';
import { ANY_ILLNESS, illnessOf, isGeneric } from './question.js';
import type { Question, Requirement, Window } from './question.js';
import { refusal } from './refusal.js';
import { FAMILIES } from './relevance-features.js';
import vocabulary from './vocabulary/questions.json' with { type: 'json' };

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
  /** It says that a drug it names was stopped, or is no longer for the patient. */
  readonly stops: boolean;
  /** Why it is not an answer, though it speaks of it: "à venir", "hors période", "sans résultat". */
  readonly refused: string | undefined;
}

const STOPS = new RegExp(`(?<!\\p{L})(?:${vocabulary.stops})`, 'iu');
const AHEAD = new RegExp(`(?<!\\p{L})(?:${vocabulary.stopsAhead})`, 'giu');
/** Before a drug that takes another's place: "remplacé par X" stops the other. */
const INSTEAD = new RegExp(vocabulary.instead, 'iu');
const NONE_OF_IT = /(?:pas|plus)\s+d(?:e\s|['’])\s*$/iu;
/** Reports of one examination or operation: what they say of a side is of what they are about. */
const OF_ONE_THING: ReadonlySet<string> = new Set(['act', 'pathology']);
const NOTHING: ReadonlyMap<string, number> = new Map();
const REQUESTING = new RegExp(vocabulary.requesting, 'iu');
/** Said in the heading or the title rather than in the sentence; said elsewhere in the passage. */
const HEADING = 0.9;
const NEARBY = 0.5;
/** What a word that the dossier never says weighs. */
const UNKNOWN = 6;
/** What the question names weighs this much even where the dossier says it everywhere. */
const LEAST = 1.5;
/** The same, of a word that an answer need not repeat. */
const UNKNOWN_MINOR = 2;
/** What a sentence says of a question without what it is about. */
const HEADLESS = 0.5;
/** Said elsewhere in a report that is itself about what is asked for; for an open question, elsewhere in the document. */
const ELSEWHERE = 0.8;
const SAME_DOCUMENT = 0.6;
/** Before the day that an entry begins with: nothing but a line's beginning. */
const ENTRY = /^[\s•–*-]*(?=\d{1,2}[/.]\d{1,2}[/.]\d{2,4}(?!\d))/u;
const COMPARED = new RegExp(vocabulary.comparison, 'iu');
const REFERENCE = new RegExp(vocabulary.reference, 'iu');

interface Said {
  readonly written: string;
  readonly text: ReadonlyMap<string, number>;
  readonly heading: ReadonlyMap<string, number>;
  readonly passage: ReadonlyMap<string, number>;
  /** Does the sentence speak of a relative? */
  readonly kin: boolean;
  /** Is the term anywhere in the document? */
  readonly inDocument: (term: string) => boolean;
}

/** How well one thing is said: 1 in the sentence, less above it or beside it, 0 where it is not. */
function saidOf(
  { words, terms, parts, pattern }: Requirement,
  { written, text, heading, passage, kin }: Said,
  rarity: (term: string) => number,
): number {
  const all = [...terms];
  if (all.some((term) => text.has(term)) || (kin && FAMILY.test(fold(words))) || pattern?.test(written) === true) return 1;
  if (parts.length > 1 && parts.some((part) => text.has(part)) && parts.every((part) => text.has(part) || heading.has(part))) return 1;
  if (all.some((term) => heading.has(term))) return HEADING;
  const [rarest = '', ...others] = parts.filter((part) => !isGeneric(part)).sort((a, b) => rarity(b) - rarity(a));
  if (others.length > 0 && text.has(rarest) && others.every((part) => heading.has(part) || passage.has(part))) return HEADING;
  if (all.some((term) => passage.has(term))) return NEARBY;
  return 0;
}

const isKin = ({ words }: Requirement): boolean => KIN.test(fold(words));
/** "Dans la famille": any relative. */
const FAMILY = /^(?:famil|heredit)/;

function saidShare(
  { requirements, head, open }: Pick<Question, 'requirements' | 'head' | 'open'>,
  said: Said,
  rarity: (term: string) => number,
): number {
  let total = 0;
  let sum = 0;
  const titled = head !== undefined && [...head.terms].some((term) => said.heading.has(term));
  const told = open && head !== undefined && saidOf(head, said, rarity) === 1;
  for (const requirement of requirements) {
    const all = [...requirement.terms];
    const rarest = Math.max(...all.map((term) => rarity(term)));
    // A word that an answer need not repeat never weighs as much as what is asked for.
    const known = requirement.generic ? Math.min(rarest, UNKNOWN_MINOR) : Math.max(rarest, requirement.weight * LEAST);
    const unknown = requirement.weight < 1 ? UNKNOWN_MINOR : UNKNOWN;
    const weight = (rarest === 0 ? unknown : known) * requirement.weight;
    total += weight;
    const share = saidOf(requirement, said, rarity);
    const apart = titled ? ELSEWHERE : told ? SAME_DOCUMENT : 0;
    sum +=
      weight *
      (share < apart && requirement.weight === 1 && !isKin(requirement) && all.some((term) => said.inDocument(term)) ? apart : share);
  }
  const coverage = total === 0 ? 0 : sum / total;
  // What is asked for, and of whom, is said by the answer itself.
  const needed = requirements.filter((requirement) => requirement === head || requirement.asked || isKin(requirement));
  return needed.every((requirement) => saidOf(requirement, said, rarity) >= HEADING) ? coverage : Math.min(HEADLESS, coverage);
}

/** "Le 24 novembre", written on the 9th of November, is this year's: the year is taken nearest to the document, not always before it. */
function nearestYear(date: PartialDate, written: string, documentDate: PartialDate | undefined): PartialDate {
  if (documentDate === undefined || /\d{4}|\/\d{2}\b/.test(written) || date.length < 10 || documentDate.length < 10) return date;
  const next = `${Number(date.slice(0, 4)) + 1}${date.slice(4)}`;
  const gap = (Date.parse(next) - Date.parse(documentDate)) / (24 * 3600 * 1000);
  return gap > 0 && gap < 90 ? next : date;
}

/** What the dossier knows of a term: how rare it is, and whether a document holds it. */
export interface Terms {
  readonly rarity: (term: string) => number;
  readonly inDocument: (documentId: string, term: string) => boolean;
}

/** The terms of a sentence; with the illnesses that it names, where the question asks for any. */
function termsSaid(text: string, { requirements }: Question): ReadonlyMap<string, number> {
  const terms = termsOf(text);
  if (!requirements.some((requirement) => [...requirement.terms].some((term) => term.startsWith(ANY_ILLNESS)))) return terms;
  const problems = [...terms.keys()].filter((term) => term.startsWith('§problem:')).map((term) => term.slice(1));
  if (problems.length > 0) terms.set(ANY_ILLNESS, 1);
  for (const system of problems.flatMap((problem) => systemsOf(problem))) terms.set(illnessOf(system), 1);
  return terms;
}

/** "COUMADINE : arrêt définitif", "pas de SINGULAIR (cauchemars)"; not "à arrêter trois jours avant", nor the drug that came instead. */
function saysStopped(text: string, heading: ReadonlyMap<string, number>, { stop, head }: Question): boolean {
  if (!stop || head === undefined) return false;
  const named = highlightsOf(text, new Map([...head.terms].map((term) => [term, 1]))).map(({ start }) => text.slice(0, start));
  if (named.length === 0) return [...head.terms].some((term) => heading.has(term)) && STOPS.test(text.replace(AHEAD, ''));
  const before = named.filter((until) => !INSTEAD.test(until));
  return before.some((until) => NONE_OF_IT.test(until)) || (before.length > 0 && STOPS.test(text.replace(AHEAD, '')));
}

/** Why a sentence is of another person than the question; most name no relative. */
function whose(analysis: PageAnalysis, sentence: Range, section: string, question: Question): string | undefined {
  const { thing, relative, another } = question;
  if (thing === undefined || another) return undefined;
  const text = analysis.page.text.slice(sentence.start, sentence.end);
  if (relative === undefined) {
    if (section === 'family-history') return 'un proche';
    if (!KIN.test(fold(text)) && !namesAnother(text)) return undefined;
  }
  const named = thing.terms.has(ANY_ILLNESS) ? [...termsOf(text).keys()].filter((term) => term.startsWith('§problem:')) : [...thing.terms];
  const places = highlightsOf(text, new Map(named.map((term) => [term, 1])));
  // "Une mère de groupe A+" says a blood group without its name.
  const told = places.length > 0 ? null : (thing.pattern?.exec(text) ?? null);
  return ofAnother(analysis, sentence, told === null ? places : [{ start: told.index, end: told.index + told[0].length }], relative);
}

/** The sentences and rows of a passage, each measured against the question. */
export function evidenceOf(
  passage: Passage,
  question: Question,
  window: Window | undefined,
  referenceDate: PartialDate,
  { rarity, inDocument }: Terms,
): Evidence[] {
  const { context, span } = passage;
  const analysis = analysisOf(passage);
  const above = termsOf([context.title, context.heading, context.specialty].filter((part) => part !== undefined).join('\n'));
  const whole = termsOf(passage.text);
  const mentions = findDates(analysis, context.date === undefined ? {} : { documentDate: context.date });
  /** "Je demande :" makes requests of the lines under it. */
  let requested = false;
  /** The day that an entry of running notes begins with: what follows it is of that day. */
  let entry: PartialDate | undefined;
  const titles = termsOf(context.title);
  const titled = question.head !== undefined && [...question.head.terms].some((term) => titles.has(term));
  const elsewhere = (term: string): boolean => inDocument(span.documentId, term);
  const about = question.kinds.some(({ side }) => side) && OF_ONE_THING.has(FAMILIES[context.type ?? ''] ?? '') ? question.head : undefined;
  const heading = new Map([...above, ...[...(about?.terms ?? [])].filter(elsewhere).map((term) => [term, 1] as const)]);
  return analysis.sentences.flatMap((sentence, i) => {
    const alone = passage.text.slice(sentence.start, sentence.end);
    // "FLIXOTIDE 50 depuis septembre. Je le remonte à 125": what is told of it goes on in the next sentence.
    const next = analysis.sentences[i + 1];
    const follows = question.expects.value && next !== undefined && REFERENCE.test(passage.text.slice(next.start, next.end).trimStart());
    const limit = follows ? next.end : sentence.end;
    const text = follows ? passage.text.slice(sentence.start, limit).trimEnd() : alone;
    const listed = /^\s*(?:[-•*–]|\d+[).])/.test(text);
    if (REQUESTING.test(text)) requested = true;
    else if (!listed) requested = false;
    const coverage = saidShare(
      question,
      { written: text, text: termsSaid(text, question), heading, passage: whole, kin: KIN.test(fold(text)), inDocument: elsewhere },
      rarity,
    );
    const begins = ENTRY.exec(alone);
    const begun = mentions.find(({ start }) => begins !== null && start === sentence.start + begins[0].length)?.date;
    if (begun !== undefined) entry = begun.length === 10 ? begun : undefined;
    if (coverage === 0) return [];
    const written = mentions.flatMap(({ start, end, date }) =>
      start >= sentence.start && end <= limit && date !== undefined && !COMPARED.test(passage.text.slice(Math.max(0, start - 40), start))
        ? [nearestYear(date, passage.text.slice(start, end), context.date)]
        : [],
    );
    const dates = written.length === 0 && entry !== undefined ? [entry] : written;
    return [
      {
        passage,
        span: { ...span, start: span.start + sentence.start, end: span.start + sentence.start + text.length },
        text,
        coverage,
        date: entry ?? context.date,
        dated: written.length > 0,
        stops: saysStopped(text, above, question),
        refused:
          (question.expects.report &&
          window === undefined &&
          saidShare(
            { ...question, head: undefined },
            { written: '', text: NOTHING, heading: above, passage: NOTHING, kin: false, inDocument: () => false },
            rarity,
          ) < 0.5
            ? 'cité ailleurs que dans son compte rendu'
            : undefined) ??
          (requested && !question.expects.planned ? 'à venir' : undefined) ??
          refusal(question, passage, text, dates, window, referenceDate, titled, /\.{3,}|\s{3,}/.test(text)) ??
          (coverage < HEADLESS
            ? undefined
            : whose(analysis, { start: sentence.start, end: sentence.start + text.length }, context.section, question)),
      },
    ];
  });
}
