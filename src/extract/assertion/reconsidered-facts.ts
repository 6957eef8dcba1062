import { COURSE_RULE, DOUBT_RULE } from '../../domain/doubt.js';
import type { Document } from '../../domain/document.js';
import type { Fact, Qualifier } from '../../domain/fact.js';
import { findConcepts } from '../facts/clinical-vocabulary.js';
import { findVaccines } from '../facts/immunizations/immunization-lexicon.js';
import { findDrugs, type DrugMention } from '../facts/medications/medication-lexicon.js';
import { analysePage } from '../text/analyse-page.js';
import type { PageAnalysis, Range } from '../text/analysis.js';
import { fold } from '../text/fold.js';
import { NO_ANSWER, QUESTIONS, type AssertionModel, type Opinion, type Question } from './assertion.js';
import { secondReading } from './second-reading.js';
import { tellsADose, withToldDose } from './told-dose.js';
import { takesDoses, writtenDoses, type WrittenDose } from './written-doses.js';

/** What is asked of a fact; of an amount, whether it is the dose that holds. */
const ASKED = QUESTIONS.filter((question) => question !== 'dose');
/** What a rule affirms by naming it; the other questions are about its words. */
type Affirmed = Exclude<Question, Opinion | 'ended' | 'dose'>;
/**
 * Below, what the rules affirm is told as doubtful. Chosen on papers that the model which judged them had not read (models/assertion/README.md);
 * of drugs only what it is surest of: a prescription that has run out or a drug that was tested is rightly not taken, and its day is needed still.
 */
const DOUBTED_BELOW: Readonly<Record<Affirmed, number>> = { present: 0.03, current: 0.05, done: 0.1 };
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

/** At least, at most: from where on two answers agree that a treatment is over, or that one told as of the past goes on. */
const COURSE = {
  ended: { ended: 0.5, current: 0.05 },
  /** Of what a list or a clause affirms as taken, rather than only names. */
  endedThoughTaken: { ended: 0.8, current: 0.03 },
  goesOn: { ended: 0.1, current: 0.8 },
} as const;

/** An item of a list of treatments: its own line says that it is taken, and a doubt has less to say there. */
const isLine = ({ origin }: Fact): boolean => origin === 'rule:medication-line';

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
      return (rule === 'medication-clause' || isLine(fact)) &&
        (fact.medication?.event === 'listed' || fact.medication?.event === 'past') &&
        !NEVER_DOUBTED.test(fact.medication.atc ?? '')
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
const dosableOf = oncePerPage((analysis) => drugsOf(analysis).filter(takesDoses));

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

/** "Évoqué à l'admission, a été confirmé en octobre": the words that settle it stand behind those that had supposed it. */
const SETTLED = /^[^.;]{0,90}\b(?:a|ont|est|sont) (?:ete )?confirmee?s?\b/;
const isSettled = (folded: string, { end }: Range): boolean => SETTLED.test(folded.slice(end, end + 130));

const lineOf = (text: string, { start }: Range): string => {
  const end = text.indexOf('\n', start);
  return text.slice(text.lastIndexOf('\n', start) + 1, end < 0 ? text.length : end);
};

const withCue = (fact: Fact, { start, end }: Range, qualifier: Qualifier, rule: string): Fact => {
  const { documentId, page } = fact.citations[0].span;
  return { ...fact, cues: [...fact.cues, { qualifier, span: { documentId, page, start, end }, rule }] };
};

/** Not affirmed any more, whatever it is: told as suspected, or as what is only mentioned; the cue says which words and why. */
const doubted = (fact: Fact): Fact => ({
  ...fact,
  ...(fact.kind === 'medication' ? {} : { status: 'suspected' as const }),
  qualifiers: { ...fact.qualifiers, hypothetical: true },
});

/** A treatment named without what became of it: over, where both answers say so; one of the past that both hold to go on is taken. */
function recourse(fact: Fact, { current, ended }: Answers): Fact | undefined {
  const { medication } = fact;
  const over = fact.status === 'active' ? COURSE.endedThoughTaken : COURSE.ended;
  if (medication?.event === 'listed' && ended >= over.ended && current <= over.current)
    // Nothing says when or why: a detail, unless another paper tells more.
    return { ...fact, status: 'past', importance: 1, medication: { ...medication, event: 'past' } };
  if (medication?.event === 'past' && ended <= COURSE.goesOn.ended && current >= COURSE.goesOn.current)
    return { ...fact, status: 'active', medication: { ...medication, event: 'listed' } };
  return undefined;
}

type Answers = Readonly<Record<(typeof ASKED)[number], number>>;

/** What the model makes of a fact; undefined where it agrees with the rule, or does not know. */
function reconsider(fact: Fact, range: Range, question: Affirmed, answers: Answers): Fact | undefined {
  const course = recourse(fact, answers);
  if (course !== undefined) return withCue(course, range, 'historical', COURSE_RULE);
  if (fact.medication?.event === 'past' || isLine(fact)) return undefined;
  const read = secondReading(fact.qualifiers, answers);
  const against = answers[question] < LEANS_TO_IT && AGAINST[question].some((name) => read[name]);
  return answers[question] < DOUBTED_BELOW[question] || against ? withCue(doubted(fact), range, 'hypothetical', DOUBT_RULE) : undefined;
}

interface Asked {
  readonly fact: Fact;
  readonly range: Range;
  readonly question: Affirmed;
}

/** What the model is asked of a page: facts that rules affirm by naming, and amounts that may be the doses of its drugs. */
interface AskedPage {
  readonly analysis: PageAnalysis;
  readonly asked: readonly Asked[];
  readonly doses: readonly WrittenDose[];
  readonly dosed: readonly (readonly [Fact, Range])[];
}

function askedOf(analysis: PageAnalysis, facts: readonly Fact[]): AskedPage {
  const { text } = analysis.page;
  const asked = facts.flatMap((fact): Asked[] => {
    const question = questionOf(fact);
    const range = question === undefined ? undefined : namedAt(fact, analysis);
    if (range === undefined || question === undefined || BOX.test(lineOf(text, range)) || isSettled(analysis.folded, range)) return [];
    return [{ fact, range, question }];
  });
  const dosed = facts.filter(tellsADose).flatMap((fact): (readonly [Fact, Range])[] => {
    const range = namedAt(fact, analysis);
    return range === undefined ? [] : [[fact, range]];
  });
  const doses = dosed.length === 0 ? [] : writtenDoses(analysis, dosableOf(analysis));
  return { analysis, asked, doses, dosed };
}

/** The amounts written behind this name of a drug, before another's. */
const ofThisName = <T extends WrittenDose>(doses: readonly T[], range: Range, drugs: readonly DrugMention[]): readonly T[] => {
  const own = drugs.find((drug) => drug.start < range.end && range.start < drug.end);
  const next = drugs.find((drug) => drug.start >= range.end && drug.substance !== own?.substance)?.start ?? Infinity;
  return doses.filter(({ drug }) => drug.substance === own?.substance && drug.start >= range.start && drug.start < next);
};

/**
 * The facts of a document as the trained reader of contexts sees them: what it will not affirm told as doubtful, treatments that it holds to be
 * over, or to go on, told so, and of several doses the one that holds. No fact is lost, none made. One call of the model for the whole document.
 */
export async function reconsidered(document: Document, facts: readonly Fact[], model: AssertionModel): Promise<Fact[]> {
  const pages = document.pages.flatMap((page) => {
    const here = facts.filter(
      (fact) => fact.citations[0].span.page === page.number && (questionOf(fact) !== undefined || tellsADose(fact)),
    );
    const found = here.length === 0 ? undefined : askedOf(analysePage(document.id, page), here);
    return found === undefined || found.asked.length + found.doses.length === 0 ? [] : [found];
  });
  const weights = await model.weigh(
    pages.map(({ analysis, asked, doses }) => ({
      title: document.metadata.title.value,
      text: analysis.page.text,
      spans: [
        ...asked.flatMap(({ range: { start, end } }) => ASKED.map((question) => ({ start, end, question }))),
        ...doses.map(({ start, end }) => ({ start, end, question: 'dose' as const })),
      ],
    })),
  );
  const changed = new Map<string, Fact>();
  pages.forEach(({ analysis, asked, doses, dosed }, page) => {
    const answered = weights[page] ?? [];
    asked.forEach(({ fact, range, question }, index) => {
      const answers = Object.fromEntries(
        ASKED.map((name, place) => [name, answered[index * ASKED.length + place] ?? NO_ANSWER]),
      ) as Answers;
      const other = reconsider(fact, range, question, answers);
      if (other !== undefined) changed.set(fact.id, other);
    });
    const weighed = doses.map((dose, index) => ({ ...dose, holds: answered[asked.length * ASKED.length + index] ?? NO_ANSWER }));
    for (const [fact, range] of dosed) {
      const place = asked.findIndex((one) => one.fact === fact);
      const current = place < 0 ? undefined : answered[place * ASKED.length + ASKED.indexOf('current')];
      const other = withToldDose(changed.get(fact.id) ?? fact, analysis, {
        doses: ofThisName(weighed, range, dosableOf(analysis)),
        all: weighed.filter(({ drug }) => fold(drug.substance) === fold(fact.medication?.dci ?? '')),
        isTaken: (current ?? 0.5) >= LEANS_TO_IT,
      });
      if (other !== undefined) changed.set(fact.id, other);
    }
  });
  return facts.map((fact) => changed.get(fact.id) ?? fact);
}
