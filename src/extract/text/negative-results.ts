import { isHardStop, reachBackward } from './boundaries.js';
import type { Token } from './tokens.js';

const LONGEST_LIST = 12;
const LONGEST_LABELLED = 24;
/** "Hépatite B : Ac anti-HBc négatifs"; without antibodies a coeliac disease is one still. */
const ANTIBODIES = /^(?:ac|anticorps|ig[gm]|serologie)$/;
const OF_A_GERM =
  /^(?:hepatites?|vih|hiv|vh[abce]|toxo\w*|rubeole|cmv|ebv|syphilis|lyme|varicelle|vzv|covid\w*|htlv\w*|brucell\w*|bartonell\w*|rickettsi\w*)$/;
const LONGEST_ASSAY = 5;
const SEROLOGIES = /^(?:serologies?|pcr|recherches?|tests?|hemocultures?|marqueurs?|depistages?)$/;
const STATE =
  /^(?:chroniques?|actifs?|actives?|inactifs?|inactives?|anciennes?|gueries?|traitees?|connues?|substituees?|severes?|moderees?)$/;
const ASSAYS = new Set([
  'bilan',
  'bilans',
  'tpha',
  'vdrl',
  'pcr',
  'serologie',
  'serologies',
  'igm',
  'ag',
  'antigenes',
  'test',
  'tests',
  'recherche',
  'trod',
]);

/** "Sérologies VIH, VHB, VHC négatives" and "VIH, VHB : négatifs" deny each of the list; "syphilis : TPHA négatif" denies what the test is of. */
export const negativeFrom = (tokens: readonly Token[], cue: number, from: number, plural: boolean): number => {
  const assay = tokens[from]?.text ?? '';
  if (
    tokens[from - 1]?.text === ':' &&
    ((cue - from <= 2 && ASSAYS.has(assay)) ||
      (cue - from <= LONGEST_ASSAY && ANTIBODIES.test(assay) && tokens.slice(0, from).some(({ text }) => OF_A_GERM.test(text))))
  )
    return shortListFrom(tokens, from - 1) ?? reachBackward(tokens, from - 1, true);
  // "Les sérologies : VIH, CMV et Lyme, étaient négatives": the label's whole list, the commas around it included.
  if (plural) {
    const colon = tokens.slice(0, cue).findLastIndex(({ text }) => text === ':');
    const label = tokens[colon - 1]?.text ?? '';
    if (
      colon > 0 &&
      cue - colon <= LONGEST_LABELLED &&
      SEROLOGIES.test(label) &&
      !tokens.slice(colon + 1, cue).some(({ text }) => /^(?:[;.]|positi\w+)$/.test(text))
    )
      return colon + 1;
  }
  // "Hépatite B chronique Ag HBe négatif": the test alone, behind an illness whose state is told.
  for (let index = cue - 1; index > from; index -= 1)
    if (ASSAYS.has(tokens[index]?.text ?? '') && STATE.test(tokens[index - 1]?.text ?? '')) return index;
  if (!plural && !/^neg/.test(tokens[cue]?.text ?? '')) return from;
  // "Le dosage des anticorps anti-gliadine et anti-transglutaminase", "la recherche de germes ; de mycoses et du BK était négative": one test of many things.
  const dosed = tokens.slice(0, cue).findLastIndex(({ text }) => OF_MANY.test(text));
  if (dosed >= 0 && cue - dosed <= LONGEST_LABELLED && OF.test(tokens[dosed + 1]?.text ?? '') && oneClause(tokens.slice(dosed, cue)))
    return Math.min(from, dosed);
  const labelled = tokens[cue - 1]?.text === ':';
  for (let index = cue - (labelled ? 2 : 1); index >= 0 && !isHardStop(tokens, index); index -= 1)
    if (SEROLOGIES.test(tokens[index]?.text ?? '') || (labelled && index === 0 && cue <= LONGEST_LIST)) return Math.min(from, index);
  return plural ? (shortListFrom(tokens, cue) ?? from) : from;
};

const OF_MANY = /^(?:dosage|recherche|bilan|depistage|serologie)s?$/;
const OF = /^(?:d[eu]|d'|des)$/;

/** A semicolon before a "de" goes on with the list of what was looked for. */
const oneClause = (words: readonly Token[]): boolean =>
  !words
    .slice(0, -2)
    .some(
      ({ text, accented }, at) =>
        (text === ';' && !OF.test(words[at + 1]?.text ?? '')) ||
        /^(?:[.:]|est|sont|etait|etaient|ont|qui|mais|positi\w+|norma\w+)$/.test(text) ||
        (text === 'a' && !accented),
    );

const LONGEST_NAME = 2;

/** "VIH, VHB (anti-HBs 38 UI/L), VHC": the list without what its brackets add. */
const withoutAsides = (tokens: readonly Token[]): readonly Token[] => {
  let depth = 0;
  return tokens.filter(({ text }) => {
    if (text === '(') depth += 1;
    const outside = depth === 0;
    if (text === ')') depth = Math.max(0, depth - 1);
    return outside;
  });
};

/** "VIH, VHB, VHC négatifs": bare names from the head of the sentence, each of them tested. */
const shortListFrom = (tokens: readonly Token[], cue: number): number | undefined => {
  const names = withoutAsides(tokens.slice(0, cue));
  if (names.length < 3 || names.length > LONGEST_LIST) return undefined;
  let length = 0;
  let items = 1;
  for (const { text } of names) {
    if (text === ',' || text === 'et' || text === '/') {
      items += 1;
      length = 0;
    } else if (!/^[a-z0-9-]+$/.test(text) || (length += 1) > LONGEST_NAME) return undefined;
  }
  return items > 1 ? 0 : undefined;
};
