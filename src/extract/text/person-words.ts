import type { Token } from './tokens.js';
import vocabulary from './vocabulary/persons.json' with { type: 'json' };

/** The words by which the rules of persons tell who is ill, who only stands by and who the patient is. */
export const DESCRIBING: ReadonlySet<string> = new Set(vocabulary.describing);
export const REPORTERS: ReadonlySet<string> = new Set(vocabulary.reporterVerbs);
export const COMPANIONS: ReadonlySet<string> = new Set(vocabulary.companionBefore);
export const POSSESSIVES: ReadonlySet<string> = new Set([
  'sa',
  'son',
  'ses',
  'la',
  'le',
  'les',
  "l'",
  'une',
  'un',
  'de',
  'du',
  'des',
  "d'",
  'a',
  'au',
  'aux',
  'cette',
  'ce',
  'leur',
  'leurs',
  'mon',
  'ma',
  'mes',
]);
export const PATIENT: ReadonlySet<string> = new Set([
  'patient',
  'patiente',
  'malade',
  'interesse',
  'interessee',
  'madame',
  'monsieur',
  'mme',
  'lui',
]);
export const FEMININE: ReadonlySet<string> = new Set(['mère', 'sœur', 'tante', 'fille', 'cousine', 'nièce', 'grand-mère']);
export const MASCULINE: ReadonlySet<string> = new Set(['père', 'frère', 'oncle', 'fils', 'cousin', 'neveu', 'grand-père']);
export const ARTICLES: ReadonlySet<string> = new Set(['le', 'la', "l'", 'les', 'cette', 'ce']);
export const NEW_CLAUSE: ReadonlySet<string> = new Set(['est', 'sont', 'etait', 'etaient', 'a', 'ont', 'avait', 'montre', 'retrouve']);
export const LABELS_OF_KIN: ReadonlySet<string> = new Set(['mere', 'pere', 'soeur', 'seur', 'frere', 'tante', 'oncle']);
export const STATES: ReadonlySet<string> = new Set([
  'qui',
  'ans',
  'atteint',
  'atteinte',
  'suivi',
  'suivie',
  'porteur',
  'porteuse',
  'opere',
  'operee',
  'hospitalise',
  'hospitalisee',
]);

/** "Son mari reçoit des coups, elle crie": of a couple, the pronoun tells. */
const HUSBAND = /^(?:mari|epoux|compagnon|conjoint)$/;
const WIFE = /^(?:femme|epouse|compagne|conjointe)$/;
/** Whether a pronoun cannot be the person that a word of a couple or of kin names. */
export const ofOtherSex = (pronoun: string, label: string, word: string): boolean =>
  (pronoun === 'il' && (FEMININE.has(label) || WIFE.test(word))) || (pronoun === 'elle' && (MASCULINE.has(label) || HUSBAND.test(word)));

/** "Douleur brutale en soulevant un sac chez sa fille": where the patient was when it came. */
export const wasActing = (tokens: readonly Token[], at: number): boolean =>
  tokens.slice(0, at).some(({ text }, index) => text === 'en' && /^(?!enfant)[a-z]{3,}ant$/.test(tokens[index + 1]?.text ?? ''));

/** "Ayant un frère suivi pour une spondylarthrite, qui présente": one of whom the patient's clause speaks in passing. */
export const isFollowed = (tokens: readonly Token[], at: number): boolean =>
  /^(?:suivi|traite|opere|hospitalise|decede|mort|atteint|porteur|soigne)e?s?$/.test(tokens[at]?.text ?? '') &&
  tokens.slice(Math.max(0, at - 4), at).some(({ text }) => text === 'ayant');

const RANK =
  /^(?:\d+(?:e|er|ere|eme|nd|nde|ieme)?|premiere?|deuxieme|second|seconde|troisieme|\w+ieme|aine|ainee|cadet|cadette|dernier|derniere|benjamine?)$/;
/** "3e d'une fratrie de 3", "issu d'un mariage", "né d'une grossesse": how a case report brings the child back. */
export const opensBirth = (tokens: readonly Token[], at: number): boolean => {
  const words = tokens.slice(at, at + 6).map(({ text }) => text);
  if (RANK.test(words[0] ?? '')) return words.some((word) => /^fratt?er?ies?$|^fratries?$/.test(word));
  return (
    /^(?:issue?|nee?)$/.test(words[0] ?? '') &&
    words.slice(1).some((word) => /^(?:mariage|grossesse|union|couple|accouchement)$/.test(word))
  );
};
