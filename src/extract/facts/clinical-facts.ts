import type { Fact } from '../../domain/fact.js';
import type { PageAnalysis } from '../text/analysis.js';
import { fold } from '../text/fold.js';
import { ACT_REPORTS } from './act-facts.js';
import { allergyFacts } from './allergies/allergy-facts.js';
import { antibiogramFacts } from './antibiogram-facts.js';
import { bacteraemiaFacts } from './bacteraemia-facts.js';
import { bloodGroupFacts } from './blood-group-facts.js';
import { conceptFacts } from './concept-facts.js';
import { courseFacts } from './course-facts.js';
import { examResultFacts } from './exam-results.js';
import { eventFacts } from './events/event-facts.js';
import type { FactContext } from './fact-builder.js';
import { familyFacts } from './family-facts.js';
import { givenFacts } from './medications/given-facts.js';
import { immunityFacts } from './immunizations/immunity-facts.js';
import { lifestyleFacts } from './lifestyle/lifestyle-facts.js';
import { observationFacts } from './observation-facts.js';
import { operatedFacts } from './operated-facts.js';
import { readPage } from './page-reading.js';
import { planFacts } from './plan-facts.js';
import { pregnancyFacts } from './pregnancy-facts.js';
import { residenceFacts } from './residence-facts.js';
import { selfMedicationFacts } from './medications/self-medication-facts.js';
import { settledOnPage } from './settled.js';
import { specimenFacts } from './specimen-facts.js';
import { wellFormed } from './well-formed.js';

/** A finding whose telling words are nearly all those of other facts of its sentence says nothing more. */
const SAME_WORDS = 0.75;
const EMPTY_WORDS =
  /^(?:avec|sans|dans|pour|plus|sous|chez|cette|cela|leur|elle|entre|depuis|apres|avant|votre|notre|patient\w*|monsieur|madame|signes?|argument\w*|notion|absence|aucune?|pas|presence|visible\w*|retrouve\w*|evidence|decelable\w*|ailleurs|particulier)$/;

/** The words of a text that tell something: four letters or more, and numbers. */
const tellingWords = (text: string): string[] =>
  (fold(text).match(/[a-z]{4,}|\d+(?:[.,]\d+)?/g) ?? []).filter((word) => !EMPTY_WORDS.test(word)).map((word) => word.slice(0, 7));

/** The same thing said twice in one citation is one fact; the one that weighs more stays. */
const once = (facts: readonly Fact[], report: boolean): Fact[] => {
  const kept = new Map<string, Fact>();
  for (const fact of facts) {
    const [{ span }] = fact.citations;
    const key = `${fact.kind}\n${span.start}\n${fact.concept ?? ''}\n${fact.label.toLowerCase()}`;
    const before = kept.get(key);
    if (before === undefined || before.importance < fact.importance) kept.set(key, fact);
  }
  const all = [...kept.values()];
  const asked = all.filter((fact) => fact.kind === 'plan' && fact.concept === undefined);
  const told = all.filter((fact) => fact.kind !== 'observation');
  // What a condition's absence says is told by no line of its own.
  const affirmed = told.filter((fact) => fact.status !== 'absent');
  const repeats = (fact: Fact): boolean => {
    // The conclusion of an examination is told whole, with its name: that is more than its diseases say.
    if ((report || fact.label.includes(' : ')) && fact.origin === 'rule:observation-conclusion') return false;
    if (fact.origin === 'rule:antibiogram' || fact.origin === 'rule:blood-group' || fact.origin === 'rule:immunity') return false;
    const [{ span }] = fact.citations;
    const beside = (fact.origin === 'rule:exam-result' ? affirmed : told).filter(
      (other) => other.citations[0].span.start < span.end && span.start < other.citations[0].span.end,
    );
    if (beside.length === 0) return false;
    const said = new Set(beside.flatMap((other) => tellingWords(other.label)));
    const words = tellingWords(fact.label);
    return words.filter((word) => said.has(word)).length >= SAME_WORDS * words.length;
  };
  return all.filter((fact) => {
    if (fact.kind === 'observation') return !repeats(fact);
    // An act inside a sentence that is told as a plan is that plan.
    if (fact.kind !== 'plan' || fact.concept === undefined) return true;
    const [{ span }] = fact.citations;
    return !asked.some(({ date, citations: [{ span: plan }] }) =>
      // "…, FOGD dans 2 ans" and "Fibroscopie œso-gastro-duodénale" of that year, one sentence.
      date !== undefined && date === fact.date
        ? plan.start < span.end && span.start < plan.end
        : plan.start <= span.start && span.end <= plan.end,
    );
  });
};

/** What only happens to a woman: in the file of a man it is told of his wife. */
const OF_A_WOMAN =
  /^(?:menopaus|perimenopaus|premenopaus|grossesse|fausse-couche|diabete-gestationnel|pre-?eclampsie|eclampsie|accouchement|cesarienne|contractions-uterines|menace-d-accouchement)/;
const ADULT_YEARS = 16;
/** "Femme : ménopausée" in the file of a man; a small child may tell of the pregnancy that it was born of. */
const isOfHisWife = ({ concept, label, kind }: Fact, { sex, birthDate, documentDate }: FactContext): boolean =>
  sex === 'M' &&
  birthDate !== undefined &&
  documentDate !== undefined &&
  Number(documentDate.slice(0, 4)) - Number(birthDate.slice(0, 4)) >= ADULT_YEARS &&
  (OF_A_WOMAN.test(concept ?? '') || ((kind === 'condition' || kind === 'lifestyle') && /\bm[ée]nopaus/i.test(label)));

/**
 * Conditions, acts, devices, allergies, family history, habits, pregnancies, wishes, plans and findings of one page, each with
 * the clause that states it. Drugs, values and vaccinations have their own rules.
 *
 * Measured by `eval/measure-facts.ts` on the demonstration and the four written dossiers, page by page: all 56 facts of
 * importance 3 and 74 of 77 of importance 2; 127 of 139 dates right. About 2.5 ms of one core for 2,600 characters, warm.
 */
export const extractClinicalFacts = (analysis: PageAnalysis, context: FactContext): Fact[] => {
  const reading = readPage(analysis, context);
  const germs = antibiogramFacts(reading);
  // The culture of an antibiogram is told with it.
  const examined = examResultFacts(reading).filter((fact) => germs.length === 0 || fact.concept !== 'examen:microbiologie');
  const told = once(
    [
      ...allergyFacts(reading),
      ...settledOnPage(conceptFacts(reading)),
      ...operatedFacts(reading),
      ...givenFacts(reading),
      ...familyFacts(reading),
      ...lifestyleFacts(reading),
      ...residenceFacts(reading),
      ...selfMedicationFacts(reading),
      ...pregnancyFacts(reading),
      ...planFacts(reading),
      ...observationFacts(reading),
      ...examined,
      ...germs,
      ...bloodGroupFacts(reading),
      ...bacteraemiaFacts(reading),
      ...immunityFacts(reading),
      ...specimenFacts(reading),
      ...courseFacts(reading),
    ],
    ACT_REPORTS.has(context.documentType ?? ''),
  );
  return [...told, ...eventFacts(reading, told)].flatMap((fact) => {
    const plain = isOfHisWife(fact, context) ? undefined : wellFormed(fact);
    return plain === undefined ? [] : [plain];
  });
};
