import type { Choice, Scope } from './claim.js';

/** Days within which two papers tell the same state of somebody. */
export const MOMENT = 20;
export const SEASON = 120;
export const YEAR = 400;
export const LASTING = 1500;

type Option = Choice['options'][number];

/** One way to tell it: how the warning names it, and how it is written (folded). */
export const o = (says: string, words: RegExp): Option => ({ says, words });

/** What is neither in a few words before a thing ("pas d'antécédent connu de") nor said of it just behind ("… : non"). */
const NO_AHEAD = String.raw`(?:pas|aucune?s?|absence|sans|jamais|ni|nie|n a pas|n a jamais)(?: (?:eu|ete|fait|connu\w*|d|de|du|des|la|le|l|une?|a|notion|antecedents?|atcds?|histoire|episodes?|personnels?|port|prise|notable|recu|porte|en))*`;
const NO_BEHIND = String.raw` ?(?:[:=] ?(?:non|0|neant|aucune?s?|jamais|absente?s?|ras)\b|(?:non|pas) (?:connue?s?|retrouvee?s?|signalee?s?|presente?s?)\b|\(-\)|nie[es]*\b)`;

/** What is not there today may have been. */
const NOT_NOW = String.raw`(?! (?:ce jour|actuel\w*|a ce jour|aujourd hui|recent\w*|evoluti\w+|aigue?|cette fois|depuis|active?|decelable|visible))`;

interface Answered {
  readonly scope?: Scope;
  readonly importance?: 1 | 2 | 3;
  /** More ways to say that it is not, beside "pas de …" and "… : non". */
  readonly no?: string;
  /** More ways to say that it is, beside its name. */
  readonly yes?: string;
  /** What is, then is denied; absent where either may be told first. */
  readonly anyOrder?: boolean;
  readonly of?: 'child' | 'adult';
  readonly planned?: boolean;
  readonly anyway?: boolean;
  readonly says?: readonly [no: string, yes: string];
  readonly unless?: RegExp;
}

/** A thing that is or is not: told in one paper, denied in a newer one. */
export function yesNo(name: string, thing: string, how: Answered = {}): Choice {
  const { scope = 'life', importance = 2, no, yes, anyOrder = false, says = ['non', 'oui'], of, planned, anyway, unless } = how;
  const noWords = String.raw`\b${NO_AHEAD} (?:${thing})${NOT_NOW}|\b(?:${thing})${NO_BEHIND}${no === undefined ? '' : `|${no}`}`;
  return {
    name,
    scope,
    importance,
    options: [o(says[0], new RegExp(noWords)), o(says[1], new RegExp(String.raw`\b(?:${thing})${yes === undefined ? '' : `|${yes}`}`))],
    ...(anyOrder ? {} : { first: says[1] }),
    ...(of === undefined ? {} : { of }),
    ...(planned === undefined ? {} : { planned }),
    ...(anyway === undefined ? {} : { anyway }),
    ...(unless === undefined ? {} : { unless }),
  };
}

const DONE = String.raw`(?:faite?s?|realisee?s?|effectuee?s?|pratiquee?s?|passee?s?|posee?s?|administree?s?)`;

/** An act that was done, and that a paper of that time says was not: refused, cancelled, not found necessary. */
export function acted(name: string, act: string, scope: Scope = 45, done?: string): Choice {
  const after = String.raw`[^.;,:]{0,30}`;
  return {
    name,
    scope,
    importance: 2,
    first: 'fait',
    options: [
      o(
        'non fait',
        new RegExp(
          String.raw`\b(?:${act})\b${after} ?:? ?(?:(?:non|pas|jamais|pas encore) (?:ete )?${DONE}|refusee?s?|annulee?s?|recusee?s?|n a pas (?:ete ${DONE}|eu lieu)|n a jamais eu lieu|non realisable|impossible|: ?non\b)|\b(?:refus\w*|decline\w*|annul\w+) (?:de |d |du |la |le |l |une? )*(?:${act})\b|\b(?:pas|aucune?|sans|jamais) (?:eu |fait )?(?:d |de |une? )?(?:${act})\b`,
        ),
      ),
      o(
        'fait',
        new RegExp(
          String.raw`\b(?:${act})\b${after} ?:? ?(?:${DONE}|normale?s?|montr\w+|retrouv\w+|objectiv\w+|sans (?:anomalie|incident|complication)|revel\w+|met en evidence|(?:ce jour|le \d))${done === undefined ? '' : `|${done}`}`,
        ),
      ),
    ],
  };
}

/** Who somebody is to the patient. */
const RELATIVES: readonly (readonly [says: string, words: string])[] = [
  ['fille', 'fille'],
  ['fils', 'fils'],
  ['épouse', '(?:ex )?(?:epouse|femme)'],
  ['époux', '(?:ex )?(?:mari|epoux)'],
  ['compagne ou compagnon', '(?:compagn\\w+|concubine?|conjointe?|partenaire)'],
  ['sœur', '(?:soeur)'],
  ['frère', '(?:frere)'],
  ['mère', '(?:mere|maman)'],
  ['père', '(?:pere|papa)'],
  ['nièce', 'niece'],
  ['neveu', 'neveu'],
  ['belle-fille', 'belle fille'],
  ['gendre', 'gendre'],
  ['petite-fille ou petit-fils', 'petite? fil(?:le|s)'],
  ['cousine ou cousin', 'cousine?'],
  ['ami ou voisin', '(?:amie?|voisine?)'],
];

/** A part that one person holds beside the patient: "personne de confiance : son fils", "sa sœur est son aidante". */
export function held(name: string, part: string, importance: 1 | 2 | 3 = 2): Choice {
  return {
    name,
    scope: LASTING,
    importance,
    kin: true,
    planned: true,
    // "Belle-fille" before "fille".
    options: RELATIVES.toSorted((a, b) => b[1].length - a[1].length).map(([says, words]) =>
      o(
        says,
        new RegExp(
          String.raw`\b(?:${part})\b(?! (?:non|pas|aucune))[^.;|]{0,46}?\b(?:sa|son|leur|ma|mon|une?|le|la|l|:|=|\()? ?(?<!(?:belle|petite?) )${words}\b(?! (?:d une?|de (?:sa|son)))|\b(?:sa|son|ma|mon|la|le) (?<!(?:belle|petite?) )${words}\b[^.;|]{0,50}\b(?:${part})\b`,
        ),
      ),
    ),
  };
}
