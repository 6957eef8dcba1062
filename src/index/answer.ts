import { overlap } from '../domain/citation.js';
import type { PartialDate } from '../domain/citation.js';
import type { Document } from '../domain/document.js';
import type { Fact } from '../domain/fact.js';
import type { Answer } from '../domain/synthesis.js';
import { frenchDate } from '../extract/coded/dates.js';
import type { DossierIndex } from './dossier-index.js';
import { termsOf } from './lexical-index.js';
import { evidenceOf } from './evidence.js';
import type { Evidence, Terms } from './evidence.js';
import { readQuestion } from './question.js';
import { ANSWERS, CITED_TOO, NEAR, RULED_OUT, scoredAnswers } from './read-answers.js';
import type { ReadSentence, ScoredSentence } from './read-answers.js';
import type { Question, Requirement, Window } from './question.js';
import { CAUSE } from './refusal.js';
import { yearsBetween } from './relevance-features.js';
import vocabulary from './vocabulary/questions.json' with { type: 'json' };

/** Passages read for a question. */
const READ = 80;
/**
 * Share of what the question names that a sentence must say. Calibrated on the absent questions of the written dossiers: the highest
 * share of a sentence that did not answer was 0.74. An open question is asked of what took place: nearer misses are shown.
 */
const THRESHOLD = 0.75;
const OPEN_THRESHOLD = 0.55;
const thresholdOf = (question: Question): number => (question.open ? OPEN_THRESHOLD : THRESHOLD);

const CITED = 3;
const EVENT_SHARE = 0.7;
const AGAIN = /(?<!\p{L})(?:de contrôle|à (?:un|deux|trois|six|douze|\d+) (?:mois|ans?))(?!\p{L})/iu;
/** A dose tells a change by itself: "le passage à 87,5 µg". */
const CHANGE = /^(?:passage|augmentation|baisse|diminution|réduction|changement|modification)$/iu;
/** Of a dose, which records leave out: "= 87,5/j". */
const UNIT = /^(?:[µm]?g|ml|ui|gouttes?|gttes?)$/iu;
/** Stopped for good, and only held back for an operation. */
const DEFINITIVE = new RegExp(vocabulary.definitive, 'iu');
const HELD = new RegExp(vocabulary.held, 'iu');
const COMPARES = new RegExp(vocabulary.compared, 'iu');
/** Where an author puts what was found. */
const TELLING: ReadonlySet<string> = new Set(['conclusion', 'results', 'laboratory', 'pathology']);

export interface QuestionInput {
  readonly question: string;
  readonly index: DossierIndex;
  readonly facts: readonly Fact[];
  readonly documents: readonly Document[];
  readonly queryVector: Float32Array | undefined;
  readonly referenceDate: PartialDate;
  /** What the trained reader makes of the passages, where there is one; without it the rules stand alone. */
  readonly read?: readonly ReadSentence[];
}

/** When an event named by the question took place: the date of the latest document that says it best. */
function windowOf(question: Question, input: QuestionInput): Window | undefined {
  const named = question.window?.event;
  if (named === undefined || named.length === 0) return question.window;
  const event = named.some(({ words }) => /\d/.test(words)) ? named.filter(({ words }) => !CHANGE.test(words) && !UNIT.test(words)) : named;
  const words = event.map((requirement) => requirement.words).join(' ');
  const terms = termsIn(input);
  const asked: Question = {
    ...question,
    requirements: event,
    head: undefined,
    specialty: undefined,
    current: false,
    window: undefined,
    expects: { value: false, report: false, control: false, planned: true, done: false, level: false },
    kinds: [],
    stop: false,
    why: false,
  };
  const found = input.index
    .candidates(words, undefined)
    .slice(0, READ)
    .flatMap(({ passage }) => evidenceOf(passage, asked, undefined, input.referenceDate, terms))
    .filter(({ coverage, date }) => coverage >= EVENT_SHARE && date !== undefined)
    .sort((a, b) => ((b.date as string) < (a.date as string) ? -1 : 1))[0];
  return found?.date === undefined ? undefined : { from: found.date };
}

/** The patient's own name, which stands in most documents, need not be repeated by the answer. */
function withoutNames(question: Question, { index, documents }: QuestionInput): Question {
  const named = ({ words, terms }: Requirement): boolean => {
    if (!/^\p{Lu}\p{Ll}/u.test(words) || question.text.startsWith(words) || [...terms].some((term) => term.startsWith('§'))) return false;
    const holding = new Set([...terms].flatMap((term) => [...index.documentsHolding(term)]));
    return holding.size > documents.length / 2;
  };
  return { ...question, requirements: question.requirements.filter((requirement) => !named(requirement)) };
}

/** Each term is looked up once a question. */
function termsIn({ index }: QuestionInput): Terms {
  const holders = new Map<string, ReadonlySet<string>>();
  return {
    rarity: (term) => index.rarity(term),
    inDocument: (documentId, term) => {
      const known = holders.get(term) ?? index.documentsHolding(term);
      holders.set(term, known);
      return known.has(documentId);
    },
  };
}

const toldStopped = ({ head }: Question, facts: readonly Fact[]): boolean =>
  facts.some(
    ({ medication, concept }) => medication?.event === 'stopped' && concept !== undefined && head?.terms.has(`§${concept}`) === true,
  );

function weighEvidence(input: QuestionInput): {
  readonly question: Question;
  readonly evidence: readonly (Evidence & { readonly score: number })[];
} {
  const question = withoutNames(readQuestion(input.question, input.referenceDate), input);
  const window = windowOf(question, input);
  const terms = termsIn(input);
  const passages = input.index.candidates(input.question, input.queryVector).slice(0, READ);
  const evidence = passages
    .flatMap(({ passage, similarity }) =>
      evidenceOf(passage, question, window, input.referenceDate, terms).map((item) => ({
        ...item,
        score:
          item.coverage +
          // Cosines of the encoder range over 0.6: this tells like sentences apart, and outweighs no word.
          0.02 * (similarity ?? 0) +
          (TELLING.has(passage.context.section) ? 0.1 : 0) +
          (question.expects.value && /\d/.test(item.text) ? 0.1 : 0) +
          (question.when && item.dated ? 0.15 : 0) +
          (question.open && CAUSE.test(item.text) ? 0.1 : 0) +
          (question.stop && question.when ? (DEFINITIVE.test(item.text) ? 0.15 : 0) - (HELD.test(item.text) ? 0.2 : 0) : 0) +
          (question.latest ? 0.4 : question.open ? 0.25 : 0.15) *
            Math.exp(-yearsBetween(item.date, input.referenceDate) / (question.latest ? 1.5 : 3)),
      })),
    )
    .sort((a, b) => b.score - a.score);
  // Why or when it was stopped has no answer where nothing tells that it was.
  if (question.stop && !evidence.some(({ stops }) => stops) && !toldStopped(question, input.facts))
    return { question, evidence: evidence.map((item) => ({ ...item, refused: item.refused ?? 'sans arrêt' })) };
  if (!question.expects.control) return { question, evidence };
  // A control, or proof that something was done, must be newer than the last time it was still to come.
  const request = evidence
    .filter((item) => item.refused === 'à venir' && item.coverage >= THRESHOLD && item.date !== undefined)
    .map((item) => item.date as string)
    .sort()
    .at(-1);
  const again = AGAIN.test(question.text);
  const first = evidence
    .filter((item) => item.coverage >= THRESHOLD && item.date !== undefined)
    .map((item) => item.date as string)
    .sort()[0];
  const refusedAs = (item: Evidence): string | undefined => {
    if (request !== undefined && (item.date ?? '') <= request) return 'avant la demande';
    // "De contrôle" is asked of a second time: what was found first does not answer, unless it compares.
    return again && (item.date ?? '') <= (first ?? '') && !COMPARES.test(item.text) ? 'premier examen' : undefined;
  };
  return { question, evidence: evidence.map((item) => ({ ...item, refused: item.refused ?? refusedAs(item) })) };
}

/**
 * The passages that answer, or none. By the rules: sentences and rows that speak of all that the question names, in the time it sets, and are neither
 * a request nor a plan; where the trained reader has read them, what it holds to answer. Extractive: what is cited is what is said. `index` and `documents` are those that the reader may see.
 */
export function answerQuestion(input: QuestionInput): Answer {
  const { question, evidence } = weighEvidence(input);
  const holding = evidence.filter((item) => item.refused === undefined && item.coverage >= thresholdOf(question));
  const ruled = withConclusion(question, holding, evidence);
  const { answers, nearest } =
    input.read === undefined
      ? { answers: ruled, nearest: [] }
      : together(ruled, scoredAnswers(question, input.read, holding, input.referenceDate));
  const found = answers.length > 0;
  const cited = (found ? answers : nearest).slice(0, CITED);
  const told = cited.map((item) => item.text.replace(/\s+/g, ' ')).join('\n');
  return {
    question: input.question,
    found,
    text: found ? told : [notFound(question, input.documents.length, evidence), ...(told === '' ? [] : [`${NEAREST}\n${told}`])].join(' '),
    citations: cited.map(({ span, text }) => ({ span, quote: text })),
  };
}

/** Before what is cited without being an answer. */
const NEAREST = 'Au plus près, à vérifier :';

type Cited = Pick<ReadSentence, 'span' | 'text'>;

interface Together {
  readonly answers: readonly Cited[];
  /** What to look at where nothing answers surely. */
  readonly nearest: readonly Cited[];
}

/** Each place once, in order. */
const once = (cited: readonly Cited[]): Cited[] => cited.filter((one, i) => !cited.slice(0, i).some(({ span }) => overlap(span, one.span)));

/**
 * What the rules hold to answer stands unless the reader is nearly sure that none of it does; what the reader is sure of answers by itself. Where
 * neither does, what comes nearest is cited, and said to be no answer.
 */
function together(ruled: readonly Evidence[], scored: readonly ScoredSentence[]): Together {
  const from = (least: number): readonly Cited[] => scored.filter(({ score }) => score >= least);
  const first = ruled.slice(0, CITED);
  const stands = first.some((item) =>
    scored.filter(({ span }) => overlap(span, item.span)).every(({ probability }) => probability >= RULED_OUT),
  );
  if (stands) return { answers: once([...first, ...from(CITED_TOO)]), nearest: [] };
  if ((scored[0]?.score ?? -Infinity) >= ANSWERS) return { answers: from(CITED_TOO), nearest: [] };
  return { answers: [], nearest: once([...first.slice(0, 1), ...from(NEAR), ...first]) };
}

/** A report that is itself what is asked for ("Histologie…", "IRM…") answers by its conclusion, which need not repeat its title. */
function withConclusion(question: Question, holding: readonly Evidence[], evidence: readonly Evidence[]): Evidence[] {
  const [best, ...others] = holding;
  if (best === undefined) return [];
  const titles = termsOf(best.passage.context.title);
  const titled = question.requirements.some(({ terms }) => [...terms].some((term) => titles.has(term)));
  const conclusion = titled
    ? evidence.find(
        (item) =>
          item.refused === undefined &&
          item.passage.context.section === 'conclusion' &&
          item.span.documentId === best.span.documentId &&
          !holding.slice(0, CITED).includes(item),
      )
    : undefined;
  return conclusion === undefined ? [...holding] : [best, conclusion, ...others];
}

/** Why a mention does not answer, where a word says too little of it. */
const NEAR_MISSES: Readonly<Record<string, string>> = {
  'à venir': 'à faire ou attendu, sans résultat',
  'un proche': 'à propos d’un proche',
  ancien: 'trop ancienne',
  titre: 'un titre seul',
  'en-tête': 'un en-tête seul',
};

/** What was searched, and what came closest: a request without a result is worth knowing. */
function notFound(question: Question, documents: number, evidence: readonly Evidence[]): string {
  const searched = question.requirements.map(({ words }) => words).join(', ');
  const close = evidence.find((item) => item.coverage >= THRESHOLD);
  const hint =
    close === undefined
      ? ''
      : ` Mention la plus proche : ${close.passage.context.title}${close.date === undefined ? '' : ` (${frenchDate(close.date)})`}, ${NEAR_MISSES[close.refused ?? ''] ?? close.refused ?? 'qui ne dit pas tout ce qui est demandé'}.`;
  return `Information non trouvée dans les ${documents} documents lus. Recherché : ${searched === '' ? question.text : searched}.${hint}`;
}
