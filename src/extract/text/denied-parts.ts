import { isHardStop, PARTICIPLES, reachBackward } from './boundaries.js';
import { scopeOver, type Scope } from './scope.js';
import type { Token } from './tokens.js';

const scope = (tokens: readonly Token[], cue: number, from: number, to: number, rule: string): readonly Scope[] =>
  scopeOver('negated', tokens, cue, from, to, rule);

const NAMED_ALONE =
  /^(?:particularites?|incidents?|amelioration|succes|efficacite|effet|reponse|modifications?|retentissement|suites?|difficultes?)$/;
const NE = /^(?:ne|n')$/;
const LONGEST_SUBJECT = 12;

/** "Sans particularité", "sans amélioration": the noun is denied, and nothing behind it. */
const nounAlone = (tokens: readonly Token[], at: number): readonly Scope[] =>
  tokens[at]?.text === 'sans' && NAMED_ALONE.test(tokens[at + 1]?.text ?? '') ? scope(tokens, at, at, at + 2, 'noun-denied') : [];

const LINKS = /^(?:aucune?|ni|pas|plus|que|qu'|en|par|de|d'|dans|sur|chez|a)$/;
const isLink = (token: Token | undefined): boolean => LINKS.test(token?.text ?? '') && !(token?.text === 'a' && !token.accented);

/** "Aucun X ne remplacera l'AVK": what the verb is done to is not what is missing. */
const OF_AN_OBJECT = /^(?:le|la|les|l'|une?|des|cet?|cette|ces|son|sa|ses)$/;

/** "Aucune récidive n'a été constatée": the verb is denied with its subject; "on ne note ni toux ni fièvre": so is that of a "ni" or an "aucun". */
const verbOfAnEmptySubject = (tokens: readonly Token[], at: number): readonly Scope[] => {
  const text = tokens[at]?.text ?? '';
  if (!NE.test(text)) return [];
  const before = tokens.slice(Math.max(0, at - LONGEST_SUBJECT), at);
  const stop = before.findLastIndex((token) => /^[.;:,]$/.test(token.text));
  const empty = before.slice(stop + 1).some((token) => /^aucune?$/.test(token.text));
  let to = at + 1;
  while (to < at + 5 && /^[a-z]/.test(tokens[to]?.text ?? '') && !isLink(tokens[to]) && !OF_AN_OBJECT.test(tokens[to]?.text ?? '')) to += 1;
  return (empty || /^(?:ni|aucune?)$/.test(tokens[to]?.text ?? '')) && to > at + 1 ? scope(tokens, at, at, to, 'verb-denied') : [];
};

/** "La ligature n'a (pas) pu être effectuée": what could not be done was not. */
const couldNotBe = (tokens: readonly Token[], at: number): readonly Scope[] => {
  if (!NE.test(tokens[at]?.text ?? '') || !/^(?:a|ont|avait|avaient)$/.test(tokens[at + 1]?.text ?? '')) return [];
  const pu = tokens[at + 2]?.text === 'pas' ? at + 3 : at + 2;
  if (tokens[pu]?.text !== 'pu' || tokens[pu + 1]?.text !== 'etre') return [];
  const stem = (tokens[pu + 2]?.text ?? '').replace(/e?s?$/, '');
  if (!PARTICIPLES.has(stem) && !PARTICIPLES.has(`${stem}e`)) return [];
  return scope(tokens, pu, reachBackward(tokens, at, true), at, 'not-done');
};

/** "Une interruption a été proposée, mais refusée": a participle right behind "mais" is said of the clause's subject. */
const refusedBehindBut = (tokens: readonly Token[], at: number): readonly Scope[] => {
  if (!/^(?:refuse|recuse|decline|annule)e?s?$/.test(tokens[at]?.text ?? '') || tokens[at - 1]?.text !== 'mais') return [];
  const to = tokens[at - 2]?.text === ',' ? at - 2 : at - 1;
  return scope(tokens, at, reachBackward(tokens, to, false), to, 'refusal');
};

/** "La biopsie, en revanche, n'a pas été faite", "l'examen, n'a pas été fait": a comma between subject and verb cuts nothing. */
export const acrossComma = (tokens: readonly Token[], denied: number): number | undefined => {
  let from = denied - 1;
  if (tokens[from]?.text !== ',') return undefined;
  while (from > 0 && !isHardStop(tokens, from - 1) && tokens[from - 1]?.text !== ',') from -= 1;
  // Another clause of its own has a finite verb.
  const verbs = tokens
    .slice(from, denied)
    .some((token) => /^(?:est|sont|etait|etaient|ont|avait|avaient|a)$/.test(token.text) && !token.accented);
  return verbs || (from > 0 && tokens[from - 1]?.text === ',') ? undefined : from;
};

/** Denials that single out one word: a noun, a verb or the subject of one. */
export const deniedParts = (tokens: readonly Token[]): readonly Scope[] =>
  tokens.flatMap((_, at) => [
    ...nounAlone(tokens, at),
    ...verbOfAnEmptySubject(tokens, at),
    ...couldNotBe(tokens, at),
    ...refusedBehindBut(tokens, at),
  ]);
