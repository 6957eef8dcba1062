import { among, byDocument, byTopic } from '../per-document.js';
import type { Fact } from '../../domain/fact.js';
import type { Vigilance } from '../../domain/synthesis.js';
import { compareDates } from '../dates.js';
import { keptWith, sameItems } from '../kept-with.js';
import { isAffirmed } from '../line.js';
import { drugKey } from '../drug-names.js';
import { perFact } from '../per-fact.js';
import type { Sources } from '../sources.js';
import { fold, numbersIn, significantWords } from '../text.js';
import { conceptTraits } from '../concepts.js';
import { once, readOnce, saying, type Written } from './passages.js';
import { isPassing } from './passing.js';
import { sideBySide, type VigilanceInput } from './warning.js';

/** A writer who says that something written elsewhere is wrong, old, or not so. */
const CORRECTS =
  /\b(?:par erreur|a tort|erreurs?|erratum|errone\w*|et non\b|contrairement a|(?:de|a) corriger|merci de corriger|rectifi\w+|quoi qu en dise\w*|n a jamais (?:ete retrouvee?|eu|ete|recu|pris|fait)|ce n (?:est|etait) (?:donc )?pas|n (?:est|etait) (?:donc )?pas (?!possible|exclu|indique|repris|necessaire|urgent|modifi)|c est faux|en realite|perimee?s?|n est pas a jour|ancien(?:ne)? (?:papier|dossier|liste|ordonnance)|au lieu d|de trop\b|trop (?:fort|eleve)e?s?|porte(?:nt|ait)? (?:encore )?[a-z]* ?\d|ne comporte qu|comporte encore|rayer|a supprimer|ne pas delivrer les deux|doublon|on ne peut (?:donc )?pas parler|innocente\w*|porte le trait|n a pas ete applique\w*|pas change\b|notee? aux urgences|ecrite? aux urgences|comme l ecrit|selon l ordonnance|sur l ordonnance|l ordonnance (?:du|de|d)|non c est\b|: non\b|qu il fallait)/;
const corrects = once(CORRECTS);
/** What the correction names as the paper that is wrong, by the words of that paper's title or nature. */
const NAMED: readonly (readonly [RegExp, RegExp])[] = [
  [/\burgences?\b|\bsau\b/, /urgence|sau\b/],
  [/\bordonnance\b|\bprescription\b/, /ordonnance|prescription/],
  [/\bpai\b|projet d accueil/, /pai\b|projet d accueil/],
  [/\bdlu\b|liaison/, /liaison|dlu\b/],
  [/\bfiche\b|carnet|sage femme/, /fiche|carnet|sage femme|suivi|bilan/],
  [/compte rendu|anatomo|scanner|irm|echographie/, /compte rendu|anapath|scanner|irm|echo|hospitalisation/],
  [/\bcertificat\b/, /certificat/],
];

/** A passage that corrects, beside what it corrects: of the same drug or illness, in the paper that it names, or with the number that it names. */
export function corrections({ passages, facts, sources }: VigilanceInput, told: readonly Vigilance[]): readonly Vigilance[] {
  const found: Vigilance[] = [];
  const done = new Set<string>();
  const correcting = saying(passages, corrects).filter((passage) => !correctionIn(passage).isOfASide);
  if (correcting.length === 0) return [];
  const papers = byDocument(ownFacts(facts));
  const topics = ofTopic(facts);
  for (const passage of correcting.toReversed()) {
    const inside = (papers.get(passage.documentId) ?? []).filter((fact) => standsIn(fact, passage));
    // A list of antecedents that doubts one of them says nothing of the others.
    if (inside.filter(({ kind }) => kind === 'condition').length > 3) continue;
    const written: Correction = { ...correctionIn(passage), passage };
    let corrected = false;
    for (const fact of inside) {
      const topic = topicOf(fact);
      // One passage, one correction.
      if (topic === undefined || corrected || done.has(topic)) continue;
      const same = topics.get(topic) ?? [];
      const wrong = wrongOnes(fact, [passage, same], () =>
        same.filter((other) => other.documentId !== passage.documentId && isCorrected(other, fact, written, sources)),
      );
      const last = wrong.at(-1);
      if (last === undefined || alreadyTold(told, passage, last)) continue;
      done.add(topic);
      corrected = true;
      found.push(
        sideBySide({
          rule: 'vigilance:corrected',
          subject: conceptTraits(fact.concept)?.label ?? fact.medication?.brand ?? fact.label,
          sides: [
            { says: 'écrit', fact: last, also: wrong.slice(-4, -1) },
            { says: 'corrigé ou démenti', fact },
          ],
          importance: 2,
          sources,
        }),
      );
    }
  }
  return found;
}

/** Of one passage and what it names. */
const wrongOnes = keptWith<readonly unknown[], readonly Fact[]>(sameItems);

/** Sides have their own rule. */
const SIDES = /\bet non (?:pas )?(?:a )?(?:gauche|droite?)\b/;

const isOwn = ({ qualifiers }: Fact): boolean => !qualifiers.family && !qualifiers.otherPerson;

const topicOf = perFact((fact): string | undefined =>
  fact.kind === 'medication'
    ? fact.concept?.startsWith('class:') === true
      ? undefined
      : `drug|${drugKey(fact)}`
    : (fact.kind === 'condition' || fact.kind === 'observation' || fact.kind === 'device') &&
        fact.concept !== undefined &&
        !(fact.kind === 'condition' && isPassing(fact.label))
      ? `${fact.kind}|${fact.concept}`
      : undefined,
);

const ownFacts = among(isOwn);
const ofTopic = byTopic((fact: Fact) => (isOwn(fact) ? topicOf(fact) : undefined));

const standsIn = (fact: Fact, { citation: { span } }: Written): boolean =>
  fact.citations.some((one) => one.span.page === span.page && one.span.start < span.end && one.span.end > span.start);

/** The dose was to be another. */
const PLAIN = /\bet non\b|au lieu d|\bfallait\b|\bde trop\b|trop fort|en realite|par erreur|a tort/;
const STOPS: ReadonlySet<string> = new Set(['stopped', 'contraindicated', 'not-taken', 'refused']);

/** Numbers as they stand, none of dates. */
const amounts = (text: string): ReadonlySet<string> => numbersIn(text.replace(/\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\b(?:19|20)\d\d\b/g, ' '));

/** Of a drug's dose; undefined where none is written. */
const doseNumbers = perFact(({ medication }): readonly string[] | undefined => {
  const dose = `${medication?.strength ?? ''} ${medication?.dose ?? ''}`.trim();
  return dose === '' ? undefined : [...amounts(dose)];
});

/** What a passage that corrects names: papers, by their titles, and numbers. */
interface Correction {
  readonly passage: Written;
  readonly numbers: ReadonlySet<string>;
  readonly papers: readonly RegExp[];
  readonly isPlain: boolean;
}

const correctionIn = readOnce(({ words }) => ({
  numbers: amounts(words),
  papers: NAMED.flatMap(([said, paper]) => (said.test(words) ? [paper] : [])),
  isPlain: PLAIN.test(words),
  isOfASide: SIDES.test(words),
}));

function isCorrected(other: Fact, fact: Fact, { passage, numbers, papers, isPlain }: Correction, sources: Sources): boolean {
  const named = (): boolean => {
    const title = fold(sources.byId.get(other.documentId)?.title ?? '');
    return papers.some((paper) => paper.test(title));
  };
  if (other.kind === 'condition' || other.kind === 'device') {
    if (fact.status !== 'absent' && fact.status !== 'ruled-out' && !fact.qualifiers.negated) return false;
    // What is denied may be a kind of it ("épilepsie partielle"): then the rest stands.
    const denial = significantWords(fact.label);
    const affirmed = new Set(significantWords(other.label));
    const alike = denial.filter((word) => affirmed.has(word)).length >= denial.length - (denial.length > 2 ? 1 : 0);
    return alike && isAffirmed(other) && (other.importance >= 2 || named()) && sources.nature(other.documentId) !== 'pathology';
  }
  if (other.kind === 'observation') {
    const number = other.value?.number;
    return number !== undefined && numbers.has(String(number)) && number !== fact.value?.number && named();
  }
  // A paper written afterwards is not the one that is corrected.
  if (other.medication?.event === 'stopped' || compareDates(sources.dateOf(other.documentId), passage.date) > 0) return false;
  const dose = doseNumbers(other);
  if (dose === undefined) return STOPS.has(fact.medication?.event ?? '') && named();
  // A number that the passage names beside another one, in its own plain words or in the paper that it names.
  return dose.some((number) => numbers.has(number)) && ((isPlain && numbers.size >= 2) || named());
}

const alreadyTold = (told: readonly Vigilance[], passage: Written, other: Fact): boolean =>
  told.some(
    ({ citations, kind }) =>
      kind === 'conflict' &&
      citations.some(
        ({ span }) =>
          span.documentId === passage.documentId && span.start < passage.citation.span.end && span.end > passage.citation.span.start,
      ) &&
      citations.some(({ span }) => span.documentId === other.documentId && span.start === other.citations[0].span.start),
  );
