import { DOUBT_RULE } from '../../domain/doubt.js';
import type { Document } from '../../domain/document.js';
import type { Fact } from '../../domain/fact.js';
import { findConcepts } from '../facts/clinical-vocabulary.js';
import { findVaccines } from '../facts/immunizations/immunization-lexicon.js';
import { findDrugs } from '../facts/medications/medication-lexicon.js';
import { analysePage } from '../text/analyse-page.js';
import type { PageAnalysis, Range } from '../text/analysis.js';
import { fold } from '../text/fold.js';
import { NO_ANSWER, OPINIONS, type AssertionModel, type Opinion, type Question } from './assertion.js';
import { opinionFrom, secondReading } from './second-reading.js';

/** What a rule affirms by naming it; the other questions are about its words. */
type Affirmed = Exclude<Question, Opinion>;
/**
 * Below, what the rules affirm is told as doubtful. Chosen on papers that the model which judged them had not read (models/assertion/README.md);
 * of drugs only what it is surest of: a prescription that has run out or a drug that was tested is rightly not taken, and its day is needed still.
 */
const DOUBTED_BELOW: Readonly<Record<Affirmed, number>> = { present: 0.02, current: 0.012, done: 0.05 };
/**
 * So is what it is sure to be denied, only supposed or a relative's, unless it leans to its being so. A negative examination was done; and a
 * drug is spoken of in the conditional far too often to say that it is not taken (13 of 24 doubts were wrong).
 */
const AGAINST: Readonly<Record<Affirmed, readonly Opinion[]>> = {
  present: ['negated', 'hypothetical', 'family'],
  current: [],
  done: ['hypothetical'],
};
const LEANS_TO_IT = 0.5;
/** ATC of antithrombotics, nitrates and phosphodiesterase 5 inhibitors: a doubt must never hide one, nor the association that kills. */
const NEVER_DOUBTED = /^(?:B01A|C01DA|G04BE)/;
/** A ticked box says by itself what it says; boxes were rare in training. */
const BOX = /\[ ?x? ?\]|[☐☒☑✓✔]/i;

/**
 * What the model is asked of a fact: only where a rule affirms from the mere naming of the thing. Where the words themselves state an
 * event ("poursuivi", "introduit"), a day or a past illness, the rules err less than the model.
 */
function questionOf(fact: Fact): Affirmed | undefined {
  const { negated, hypothetical, family, otherPerson, instruction } = fact.qualifiers;
  if (negated || hypothetical || family || otherPerson || instruction) return undefined;
  const rule = fact.origin.split(':')[1];
  switch (fact.kind) {
    case 'condition':
      return fact.status === 'active' ? 'present' : undefined;
    case 'medication':
      return rule === 'medication-clause' && fact.medication?.event === 'listed' && !NEVER_DOUBTED.test(fact.medication.atc ?? '')
        ? 'current'
        : undefined;
    case 'procedure':
      return rule === 'procedure-lexicon' && (fact.status === 'past' || fact.status === 'active') ? 'done' : undefined;
    case 'device':
      return fact.status === 'active' ? 'done' : undefined;
    case 'immunization':
      return rule === 'immunization' && fact.status === 'past' ? 'done' : undefined;
    default:
      return undefined;
  }
}

/** The vocabularies are looked through once a page, not once a fact. */
function oncePerPage<T>(find: (analysis: PageAnalysis) => readonly T[]): (analysis: PageAnalysis) => readonly T[] {
  const kept = new WeakMap<PageAnalysis, readonly T[]>();
  return (analysis) => {
    const found = kept.get(analysis) ?? find(analysis);
    kept.set(analysis, found);
    return found;
  };
}
const conceptsOf = oncePerPage((analysis) => findConcepts(analysis));
const drugsOf = oncePerPage(({ folded }) => findDrugs(folded));

/** The words inside the citation that name the thing; undefined where they cannot be told. */
export function namedAt(fact: Fact, analysis: PageAnalysis): Range | undefined {
  const { start, end } = fact.citations[0].span;
  const within = (range: Range): boolean => range.start >= start && range.end <= end;
  if (fact.kind === 'immunization') {
    const named = findVaccines(analysis.folded, start, end);
    return named.find(({ vaccine }) => vaccine.targets.some((target) => fact.immunization?.targets.includes(target) === true));
  }
  if (fact.kind === 'medication')
    return drugsOf(analysis).find((drug) => within(drug) && fold(drug.substance) === fold(fact.medication?.dci ?? fact.label));
  const same = conceptsOf(analysis).filter((match) => within(match) && match.concept.id === fact.concept);
  if (same.length < 2) return same[0];
  // Of several mentions, the one that goes on as the label does.
  const words = fold(fact.label).match(/[a-z0-9]+/g) ?? [];
  const likeness = (match: Range): number => {
    const there = analysis.folded.slice(match.start, match.start + fact.label.length + 5);
    return words.filter((word) => there.includes(word)).length;
  };
  return same.reduce((best, match) => (likeness(match) > likeness(best) ? match : best));
}

const lineOf = (text: string, { start }: Range): string => {
  const end = text.indexOf('\n', start);
  return text.slice(text.lastIndexOf('\n', start) + 1, end < 0 ? text.length : end);
};

/** Not affirmed any more, whatever it is: told as suspected, or as what is only mentioned; the cue says which words and why. */
function doubted(fact: Fact, { start, end }: Range): Fact {
  const { documentId, page } = fact.citations[0].span;
  return {
    ...fact,
    ...(fact.kind === 'medication' ? {} : { status: 'suspected' as const }),
    qualifiers: { ...fact.qualifiers, hypothetical: true },
    cues: [...fact.cues, { qualifier: 'hypothetical', span: { documentId, page, start, end }, rule: DOUBT_RULE }],
  };
}

/** The facts of a document, those that the model will not affirm told as doubtful. One call of the model for the whole document. */
export async function withDoubts(document: Document, facts: readonly Fact[], model: AssertionModel): Promise<Fact[]> {
  const pages = document.pages.flatMap((page) => {
    const here = facts.filter((fact) => fact.citations[0].span.page === page.number && questionOf(fact) !== undefined);
    if (here.length === 0) return [];
    const analysis = analysePage(document.id, page);
    const asked = here.flatMap((fact) => {
      const range = namedAt(fact, analysis);
      const question = questionOf(fact);
      if (range === undefined || question === undefined || BOX.test(lineOf(page.text, range))) return [];
      return [{ fact, start: range.start, end: range.end, question }];
    });
    return asked.length === 0 ? [] : [{ text: page.text, asked }];
  });
  const weights = await model.weigh(
    pages.map(({ text, asked }) => ({
      title: document.metadata.title.value,
      text,
      spans: asked.flatMap(({ start, end, question }) => [question, ...OPINIONS].map((it) => ({ start, end, question: it }))),
    })),
  );
  const doubts = new Map<string, Fact>();
  pages.forEach(({ asked }, page) =>
    asked.forEach(({ fact, start, end, question }, index) => {
      const first = index * (1 + OPINIONS.length);
      const so = weights[page]?.[first] ?? NO_ANSWER;
      const read = secondReading(fact.qualifiers, opinionFrom(weights[page], first + 1));
      const against = so < LEANS_TO_IT && AGAINST[question].some((name) => read[name]);
      if (so < DOUBTED_BELOW[question] || against) doubts.set(fact.id, doubted(fact, { start, end }));
    }),
  );
  return facts.map((fact) => doubts.get(fact.id) ?? fact);
}
