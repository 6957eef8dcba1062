import { numberOf } from '../../../extract/text/number-words.js';
import type { Passage } from '../passages.js';

/**
 * How long what is told holds, which says what two papers can contradict:
 * `life`: told once and for ever; `event`: of one act or illness, compared unless two years that differ are written; a number of days: a
 * state, compared between papers that close.
 */
export type Scope = 'life' | 'event' | number;

interface Attribute {
  /** As the warning names it. */
  readonly name: string;
  readonly scope: Scope;
  readonly importance: 1 | 2 | 3;
  /** Told of a child only, or of an adult only. */
  readonly of?: 'child' | 'adult';
  /** What is asked for, feared or planned counts too: a target, a duration that is prescribed. */
  readonly planned?: boolean;
  /** The words around, else the paper's title, tell which it is: two of them are two things. What is captured is the subject. */
  readonly subject?: RegExp;
  /** Told of a relative, who is the subject. */
  readonly kin?: boolean;
  /** A word of change in the newer paper is no excuse. */
  readonly anyway?: boolean;
  /** Words of the newer passage that say what has changed it: vaccinated since. */
  readonly unless?: RegExp;
  /** The passage, or the paper's title, speaks of it; absent where what is told says it itself. */
  readonly about?: RegExp;
  /** There is one in a life: two years that lie close are one told twice, and what a single paper tells otherwise is compared. */
  readonly single?: boolean;
  /** Where neither the passage nor the title tells the subject, the only one that the paper names is meant. */
  readonly ofPaper?: boolean;
  /** What the older paper must say for the newer to contradict it: who has died is not well afterwards. */
  readonly first?: string;
}

/** A thing that is told by one word out of a few that exclude each other: a legal protection, a kind of valve. */
export interface Choice extends Attribute {
  /** Of a paper that tells several, the first of the options is told. */
  readonly worst?: boolean;
  /** Tried in order: the first that stands in the clause is what is told. */
  readonly options: readonly { readonly says: string; readonly words: RegExp }[];
}

/** A thing that is told by a number: a count, a target, a size. */
export interface Counted extends Attribute {
  /** Each captures the number, as digits or a word. */
  readonly patterns: readonly RegExp[];
  readonly unit: string;
  /** Numbers at least this far apart differ. */
  readonly apart: number;
  /** Units in which the number may be written, and by what each is multiplied: weeks as days. */
  readonly units?: readonly (readonly [RegExp, number])[];
  /** It never falls: a newer paper that tells less contradicts an older one however long ago. */
  readonly grows?: boolean;
}

/** A thing that is told by a date. */
export interface Dated extends Attribute {
  /** It is still to come: where the day that the older paper sets had passed, the newer one speaks of the next. */
  readonly ahead?: boolean;
  /** The date follows at once. */
  readonly cues: readonly RegExp[];
}

/** What one passage tells of one attribute. */
export interface Claim {
  readonly attribute: Attribute;
  /** Undefined where the passage does not tell it: the paper's title may. */
  readonly subject: string | undefined;
  /** What the title must speak of, where the passage does not. */
  readonly titled?: RegExp;
  readonly says: string;
  /** Where two claims are compared by their distance. */
  readonly number?: number;
  /** Month and day of a date whose year is left to the paper. */
  readonly yearless?: readonly [month: number, day: number];
  readonly apart: number;
  /** Years written in the passage. */
  readonly years: readonly string[];
}

const WORDS: Readonly<Record<string, number>> = {
  aucun: 0,
  jamais: 0,
  nulli: 0,
  zero: 0,
  enfant: 0,
  sans: 0,
  aucune: 0,
  mono: 1,
  uni: 1,
  simple: 1,
  unique: 1,
  double: 2,
  bi: 2,
  triple: 3,
  tri: 3,
  quadruple: 4,
};
const ORDINALS: readonly (readonly [RegExp, number])[] = [
  [/^(?:premi\w+|primo|primi\w*|1\w*|i)$/, 1],
  [/^(?:deuxi\w+|second\w*|2\w*|ii|secondi\w*)$/, 2],
  [/^(?:troisi\w+|3\w*|iii|terti\w*)$/, 3],
  [/^(?:quatri\w+|4\w*|iv)$/, 4],
  [/^(?:cinqui\w+|5\w*|v)$/, 5],
  [/^(?:sixi\w+|6\w*|vi)$/, 6],
  [/^(?:septi\w+|7\w*|vii)$/, 7],
];

export const ROMAN: Readonly<Record<string, number>> = { i: 1, ii: 2, iii: 3, iv: 4, v: 5, vi: 6, vii: 7, viii: 8 };

/** "28", "2,5", "trois", "IIe", "cinquième" as a number. */
export function numberTold(written: string): number | undefined {
  const plain = Number(written.replace(/ /g, '').replace(',', '.'));
  if (written !== '' && Number.isFinite(plain)) return plain;
  if (/^[iv]+$/.test(written)) return ROMAN[written];
  return WORDS[written] ?? numberOf(written) ?? ORDINALS.find(([pattern]) => pattern.test(written))?.[1];
}

/** A relative or a companion; "fils sectionnés au ras", "ablation des fils" are threads. */
export const KIN =
  /\b(?:peres?|meres?|papa|maman|parents?|freres?|soeurs?|oncles?|tantes?|cousine?s?|grands? (?:peres?|meres?|parents?)|(?<!\b(?:des|de) )fils(?! (?:sectionne|coupe|visible|non (?:vu|visible)|vus|en place|resorbable|retire|a retirer|du (?:diu|sterilet)|de (?:suture|sterilet|diu)))|filles?|enfants?|neveux?|nieces?|mari|epouse?|epoux|femme de|conjointe?|compagnon|compagne|jumeau|jumelle|jumeaux|voisine?|familia\w+|famille|autres? patiente?s?|autre femme|autre malade)\b/;
/** Who speaks, listens or comes along is not who is spoken of: "discussion avec le patient et sa fille : il ne souhaite pas…". */
export const INTERLOCUTOR = new RegExp(
  String.raw`\b(?:avec|selon|d apres|aupres de|en presence de|accompagnee? (?:de|par)|informations? (?:a|de)|dite? a|dite?s?(?: par)?|vue? par|amenee? par|adressee? par|appel de)(?: (?:le|la|l|les|son|sa|ses|patiente?|lui|elle|et|cette|ce|une?))* ${KIN.source.replace(/\\b/g, '')}(?! (?:diabetique|atteinte?|porteu|hypertendue?|suivie?|decedee?|malade|operee?))`,
  'g',
);
/** Not so yet, or not surely so. */
const PLANNED =
  /\b(?:si|en cas d\w*|prevue?s?|prevoir|envisag\w+|propos\w+|discut\w+|eventuel\w*|possible\w*|(?<!facteurs? de )risque|suspicion|suspecte?\w*|refus\w*|souhait\w*|programmee?s?|indication d\w*|hypothese|demande d\w*|demandee?|attendue?s?|a faire|a evaluer|en attente|projet|pourrait|pourra|serait|sera|a discuter|plutot que|versus|ou bien)\b|\?/;
const DENIED =
  /\b(?:pas|non|sans|aucune?|absence|ni|jamais|plus|n)\b(?: (?:d|de|du|encore|eu|ete|la|le|l|un|une|en|a|ayant|est|etait|mise?|arguments?|pour|en faveur|signes?|antecedents?|notion|gestes?|sur|atteintes?))*[ «"]*$/;
/** What stands before a word ends with a box left empty: the word was not ticked. */
export const UNTICKED = /(?:\[ ?\]|☐|□) ?$/;
/** The healthy one. */
const NOT_ILL = /^(?: \w+)? ?(?:sans (?:lesion|anomalie|particularite)|normale?s?\b|saine?s?\b|indemne|intacte?|simple bombement|libre)/;
/** "N'est pas retenue", "peu probable". */
const NOT_RETAINED =
  /^[^.;,]{0,30}\b(?:(?:n est|n a|ne sont|n ont|non|pas) (?:pas )?(?:ete )?(?:retenue?s?|confirmee?s?|prouvee?s?|averee?s?)|ecartee?s?|eliminee?s?|exclue?s?|peu probable|improbable|infirmee?s?)\b/;
/** "Le diagnostic d'hypothyroïdie et le Levothyrox sont des erreurs": what the clause takes back. */
const TAKEN_BACK =
  /\b(?:est|sont|etait|etaient|etant|serait|seraient|s averent?) (?:donc |en fait |bien )?(?:une? |des |par )?(?:erreurs?|errone\w+|faux|fausses?|inexacte?s?|dementie?s?|infirme\w*)\b|\b(?:a tort|par erreur|ecrits? par erreur)\b/;
const ANSWERED_NO =
  /^\)? ?(?:[:=.…?]*(?: [:=.…?]+)* ?(?:non\b(?! [a-z]+ee?s?\b)|neant|aucune?\b(?! autre)|negati(?:f|ve)s?\b(?= ?(?:$|[;,.)]))|absente?s?\b)|[:=] ?0\b|[:=]? ?(?:\[ ?\] ?oui|☐ ?oui))/;

/** Leaders stand between a row's name and its answer. */
const ANSWER_REACH = 60;

/** The words of the clause around a match: from the last full stop to the next. */
export function clauseAround(words: string, start: number, end: number): { readonly before: string; readonly after: string } {
  const from = Math.max(words.lastIndexOf('. ', start), words.lastIndexOf('; ', start), words.lastIndexOf('| ', start)) + 1;
  const stop = words.slice(end).search(/[.;|] |[.;]$/);
  return { before: words.slice(from, start), after: stop < 0 ? words.slice(end) : words.slice(end, end + stop) };
}

/** Whether the clause tells it of the patient, as so: not denied, not ticked off, not of a relative, and not planned unless that counts. */
export function isTold(
  words: string,
  start: number,
  end: number,
  { planned = false, kin = false }: { readonly planned?: boolean; readonly kin?: boolean },
): boolean {
  const { before, after: behind } = clauseAround(words, start, end);
  // A question that is answered is no doubt.
  const after = behind.replace(/^ ?\? ?(?=oui\b)/, ' ');
  if (
    DENIED.test(before.slice(-40)) ||
    UNTICKED.test(before) ||
    ANSWERED_NO.test(words.slice(end, end + ANSWER_REACH)) ||
    NOT_ILL.test(after) ||
    NOT_RETAINED.test(after) ||
    TAKEN_BACK.test(after)
  )
    return false;
  if (!kin && OF_A_RELATIVE.test(after)) return false;
  if (!kin && KIN.test(before.slice(-REACH).replace(INTERLOCUTOR, ' '))) return false;
  return planned || !(PLANNED.test(before.replace(PAST_OPENS, '').slice(-REACH)) || PLANNED.test(after.slice(0, 30)));
}

/** "Je le lui ai refusé : antécédent de thrombose, mélanome": what a history lists has been. */
const PAST_OPENS = /^.*\b(?:antecedents?|atcds?) (?:personnels? )?(?:de |d |: ?)/;
/** "Tentative de suicide de sa mère". */
const OF_A_RELATIVE =
  /^ ?(?:de|du|chez|d un|d une) (?:(?:sa|son|la|le) )?(?:grande? |demi )?(?:peres?|meres?|freres?|soeurs?|oncles?|tantes?|cousine?s?)\b/;

/** Further ahead in a long clause, a condition or a relative is of something else. */
const REACH = 80;

/** Commas from which a passage is a list, each piece of which tells its own thing. */
const LIST = 3;

/** Years that date a claim: those of its piece in a list ("valve méca, DAI 2019, colectomie 2016"), else those of its passage. */
export function yearsBeside({ words }: Passage, start: number, end: number): readonly string[] {
  const pieces = words.split(/[,;+] /);
  let at = 0;
  const own = pieces.filter((piece) => {
    const from = at;
    at += piece.length + 2;
    return from < end && at - 2 > start;
  });
  return (pieces.length > LIST ? own.join(' ') : words).match(/\b(?:19|20)\d\d\b/g) ?? [];
}
