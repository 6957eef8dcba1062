import type { Token } from './tokens.js';

const MALE_KIN =
  /^(?:maris?|epoux|compagnons?|peres?|freres?|fils|oncles?|cousins?|neveux?|grand|beau|conjoint|papa|colocataires?|voisins?)$/;
const FEMALE_KIN =
  /^(?:femme|epouse|compagne|meres?|soeurs?|seurs?|filles?|tantes?|cousines?|nieces?|grand|belle|conjointe|maman|colocataires?|voisines?)$/;
const LONGEST_TURN = 22;
/** "M. Untel": a point that ends nothing. */
export const TITLE = /^(?:m|mr|mme|mlle|dr|pr)$/;
const PREDICATE = /^(?:est|a|n'|ne|va|avait|etait|se|s'|prend|suit)$/;
export const isPredicate = (word: string): boolean => PREDICATE.test(word);

/** The token behind "lui-même", "elle-même" at `at`; -1 where none stands there. */
export const selfEnd = (tokens: readonly Token[], at: number): number => {
  const text = tokens[at]?.text ?? '';
  if (/^(?:lui|elle)-memes?$/.test(text)) return at + 1;
  if (text !== 'lui' && text !== 'elle') return -1;
  const next = tokens[at + 1]?.text === '-' ? at + 2 : at + 1;
  return /^-?memes?$/.test(tokens[next]?.text ?? '') ? next + 1 : -1;
};

/**
 * "Le papa a repris le travail ; lui-même est suivi pour une épilepsie", "le mari … ; il a lui-même été reçu": the clause behind the
 * semicolon that comes back on who is named, half-open.
 */
export const clauseThatComesBack = (
  tokens: readonly Token[],
  from: number,
  to: number,
): { readonly from: number; readonly to: number } | undefined => {
  const named = tokens.slice(from, to);
  const turn = tokens.findIndex((token, index) => index >= to && index < to + LONGEST_TURN && /^[;.]$/.test(token.text));
  if (turn < 0 || tokens[turn]?.text !== ';') return undefined;
  for (let ahead = turn + 1; ahead < turn + REACH_OF_SELF; ahead += 1) {
    if (selfEnd(tokens, ahead) < 0) continue;
    const kin = tokens[ahead]?.text.startsWith('lui') === true ? MALE_KIN : FEMALE_KIN;
    if (!named.some((token) => kin.test(token.text))) return undefined;
    const end = tokens.findIndex((token, index) => index > ahead && /^[;.]$/.test(token.text));
    return { from: turn + 1, to: end < 0 ? tokens.length : end };
  }
  return undefined;
};
const REACH_OF_SELF = 5;

/**
 * "Son mari n'a pas pu venir, il est lui-même très essoufflé", "sa fille, elle-même asthmatique, …": the word that comes
 * back on the person named. "Sa mère a eu un cancer, elle-même va bien" comes back on the patient: it opens the clause of a verb.
 */
export const comesBack = (tokens: readonly Token[], from: number, to: number): boolean => {
  for (let ahead = to; ahead < Math.min(to + LONGEST_TURN, tokens.length); ahead += 1) {
    const text = tokens[ahead]?.text ?? '';
    if (text === ';' || (text === '.' && !TITLE.test(tokens[ahead - 1]?.text ?? ''))) return false;
    const self = selfEnd(tokens, ahead);
    if (self < 0) continue;
    const pronoun = text.startsWith('lui') ? 'lui' : 'elle';
    const kin = pronoun === 'lui' ? MALE_KIN : FEMALE_KIN;
    if (!tokens.slice(from, to).some((token) => kin.test(token.text))) return false;
    const verbBefore =
      /^(?:est|etait|a|avait|souffre|reste|serait|fut)$/.test(tokens[ahead - 1]?.text ?? '') &&
      /^(?:il|elle|qui)$/.test(tokens[ahead - 2]?.text ?? '');
    const after = tokens[self]?.text ?? '';
    return verbBefore || (ahead - to <= 5 && tokens[ahead - 1]?.text === ',' && !isPredicate(after) && after !== ',' && after !== '');
  }
  return false;
};

const LONGEST_NAME = 6;
/** "Sa compagne de l'époque, Mlle R., est séropositive": behind the name that stands between the person and what is said of her. */
export const pastName = (tokens: readonly Token[], to: number): number => {
  const then = /^(?:epoque|alors|actuelle?|precedente?)$/;
  let at = to;
  while (at < to + 3 && !then.test(tokens[at]?.text ?? '') && /^(?:de|d'|l')$/.test(tokens[at]?.text ?? '')) at += 1;
  const comma = then.test(tokens[at]?.text ?? '') ? at + 1 : to;
  if (tokens[comma]?.text !== ',' || !(TITLE.test(tokens[comma + 1]?.text ?? '') || tokens[comma + 1]?.text === 'madame')) return to;
  const close = tokens.findIndex(({ text }, index) => index > comma + 1 && text === ',');
  return close > 0 && close - comma <= LONGEST_NAME ? close + 1 : to;
};
