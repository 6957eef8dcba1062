import type { Fact } from '../domain/fact.js';
import { asImportance, type Line } from './line.js';
import type { SourceNature } from './source-nature.js';
import type { Sources } from './sources.js';
import { perDocument } from './per-document.js';
import { fold } from './text.js';

/** Reports that end on a conclusion of their own. A letter's is told by its diagnoses and its decisions. */
const REPORTS: ReadonlySet<SourceNature> = new Set(['imaging', 'pathology', 'operation', 'emergency']);
const MOST_SENTENCES = 3;
const LONGEST = 260;

/** What closes a report without saying anything of the patient. */
const ADMINISTRATIVE =
  /consultable|valide|signe |identifiant|portail|remis|copie|dosimetrie|\bpds\b|adicap|inclusion|confidentiel|secret medical|ne remplace pas|lu et|reconnaissance vocale|coquille|compte rendu dicte|imprime|edite|\brpps\b|telephone|courriel|secretariat|cliche|protocole|technique|\.{3}|_{3}|^\W*(?:dr|pr|docteur|professeur|mme|m)\.? ?[a-z. -]{0,40}$|^\W*pot [a-z]\b|-{3,}|^\W*(?:presents?|participants?|excuses?|membres)(?: presents?)? ?:|^\W*(?:conclusion|diagnostic|au total|resultats?|commentaire)\W*$/;

/**
 * One line for each report of an examination: its conclusion, in its own sentences, three at most. Facts of the conclusion are read in
 * their order; what is signature or notice is left out.
 */
export const conclusionLines = (facts: readonly Fact[], sources: Sources): readonly Line[] => concluding(facts, undefined, sources);

const concluding = perDocument((own: readonly Fact[], _: undefined, sources: Sources): readonly Line[] => {
  const documentId = own[0]?.documentId ?? '';
  const members = own.filter(
    (fact) =>
      fact.origin === 'rule:observation-conclusion' &&
      REPORTS.has(sources.nature(documentId)) &&
      !fact.qualifiers.family &&
      !fact.qualifiers.otherPerson &&
      !fact.qualifiers.instruction,
  );
  const told: Fact[] = [];
  const sentences: string[] = [];
  for (const fact of members) {
    const sentence = sentenceOf(fact);
    const folded = fold(sentence);
    if (sentence.length < 12 || ADMINISTRATIVE.test(folded) || sentences.some((other) => fold(other).includes(folded))) continue;
    if (sentences.length >= MOST_SENTENCES || sentences.join(' ; ').length + sentence.length > LONGEST) break;
    sentences.push(sentence);
    told.push(fact);
  }
  // What is only thought of stands apart from what is concluded.
  const doubted = told.filter((fact) => fact.status === 'suspected' || fact.qualifiers.hypothetical);
  const parts = doubted.length === told.length ? [told] : [told.filter((fact) => !doubted.includes(fact)), doubted];
  return parts.flatMap((part) => lineOf(documentId, part, part === doubted, sources) ?? []);
});

function lineOf(documentId: string, told: readonly Fact[], apart: boolean, sources: Sources): Line | undefined {
  const [first, ...rest] = told;
  if (first === undefined) return undefined;
  const label = `${titleOf(documentId, sources)} : ${told.map(sentenceOf).join(' ; ')}`;
  const date = sources.dateOf(documentId);
  return {
    key: `observation|conclusion|${documentId}${apart ? '|doubt' : ''}`,
    kind: 'observation',
    label,
    status: told.every((fact) => fact.status === 'absent')
      ? 'absent'
      : told.every((fact) => fact.status === 'suspected')
        ? 'suspected'
        : 'active',
    ...(date === undefined ? {} : { date }),
    otherDates: [],
    importance: asImportance(Math.max(2, ...told.map((fact) => fact.importance))),
    reported: false,
    historical: false,
    rule: 'conclusion:report',
    facts: [first, ...rest],
  };
}

/** The passage itself on one line, without its number or the word that announces it. */
function sentenceOf(fact: Fact): string {
  return fact.citations[0].quote
    .replace(/\s+/g, ' ')
    .replace(/^[^\p{L}\p{N}]*(?:\d{1,2}[).-]\s*)?(?:(?:conclusion|diagnostic|au total|en conclusion)\s*:\s*)?/iu, '')
    .replace(/[\s.;,]+$/, '');
}

/** A title without its numbers: they are the document's, not the finding's. */
function titleOf(documentId: string, sources: Sources): string {
  const title = (sources.byId.get(documentId)?.title ?? '')
    .replace(/\b(?:du|au|le|n°)?\s*\S*\d\S*/giu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return title === '' ? 'Compte rendu' : title;
}
