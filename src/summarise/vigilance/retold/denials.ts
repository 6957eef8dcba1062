import { readForGood, type Passage } from '../passages.js';
import { termsIn } from '../same-words.js';
import { INTERLOCUTOR, KIN } from '../told/claim.js';

/** What a passage says is not so, or never was. */
export interface Denial {
  /** What it names, by the names of its terms: all of them are meant together. */
  readonly names: readonly string[];
  /** Never, not once in a life: what any earlier paper tells contradicts it. */
  readonly forEver: boolean;
  /** "Aucun appareil": there is none, whatever was to be. */
  readonly isPlain: boolean;
}

const LINK = String.raw`(?:(?:de|d|des|une?|la moindre|le moindre|notion|antecedents?|atcds?|episodes?|contacts?|exposition|avec|recue?s?|eu|l|la|le|les) )*`;
const AHEAD = new RegExp(
  String.raw`\b(pas (?:d|de|eu d|eu de|recu d|recu de|fait d|fait de)|jamais (?:eu |recu |fait |presente |connu |pris |subi )d(?:e|es)?|sans|aucune?s?|absence d(?:e)?|ni) (${LINK})((?:[a-z0-9]+ ?){1,6})`,
  'g',
);
/** Where what is denied ends. */
const END =
  /\b(?:mais|et|ou|ni|avec|a|au|aux|en|apres|avant|pour|par|dans|lors|malgre|ce|qui|que|si|chez|car|donc|ne|n|est|sont|sur|il|elle|hormis|sauf|autre)\b/;
const BEHIND =
  /(?:(?: ?[:?=]| est| etait| sont| reste)+ ?(?:non|neant|aucune?s?|absente?s?)|,? (?:n|ne) (?:l |lui |y |en )?(?:a|ont|avait) (?:jamais|pas) (?:ete |eu )?(?:faite?s?|realisee?s?|recue?s?|posee?s?|pratiquee?s?|administree?s?|donnee?s?|eu lieu))(?= ?(?:[.,;:()]|$|et |ni |y compris|dans |a ce jour))/g;
/** A whole life is meant. */
const FOR_EVER =
  /\b(?:jamais (?:eu|recu|fait|presente|connu|pris|subi)|dans (?:sa|la|ma|toute sa) vie|neant|antecedents?|atcds?|aucun contact|aucune exposition|pas d exposition|pas de contact avec|personnellement)\b/;
/** What is denied without being a thing that is so or not: an instruction, a doubt, a condition, a time, an answer on a form with boxes. */
const NOT_SAID =
  /\b(?:eviter|ne (?:jamais|pas|plus) [a-z]+er\b|si\b|en cas de|pourquoi pas|afin|pour ne pas|a condition|tant que|sauf|sans (?:avis|doute|danger|attendre|delai|cesse|suite)|peut etre|probable\w*|risque|recherche de|pas (?:certain|sur|exclu|possible|encore)|releve|vient|autre que|depuis|nouve\w+|recente?s?|surtout pas)\b|\[ ?x? ?\]|[☐☒□]/;
const WORTH = /\b(?:pas|jamais|sans|aucune?s?|absence|ni|non|neant|absente?s?)\b/;

/** The names of the terms of folded words. */
export const namesOf = (words: string): readonly string[] => [
  ...new Set(termsIn(words).flatMap(({ name }) => (TOO_WIDE.test(name) ? [] : [name]))),
];
/** Of every record. */
const TOO_WIDE =
  /^(?:hospita|medical|medicau|chirurg|famil|personn|particu|notable|psychia|probleme|autre|maladie|malade|trauma|urgence|patho|toxique|voyage|animal|animau|utile|connu|specifi|signifi|secondai|surajou|actuel|ce|aigu)/;

const MOST_NAMES = 3;
const REACH_BEHIND = 50;

/** The denials of a passage, of the patient. */
export const denialsOf = readForGood('denials', ({ words }: Passage): readonly Denial[] => {
  if (!WORTH.test(words) || KIN.test(words.replace(INTERLOCUTOR, ' '))) return [];
  return words.split(/(?<=[.;|])(?: |$)/).flatMap((clause): readonly Denial[] => {
    if (!WORTH.test(clause) || NOT_SAID.test(clause)) return [];
    const forEver = FOR_EVER.test(clause);
    const ahead = [...clause.matchAll(AHEAD)].flatMap(([, word = '', , group = '']) => {
      const names = namesOf(group.slice(0, END.exec(group)?.index));
      return names.length === 0 || names.length > MOST_NAMES ? [] : [{ names, forEver, isPlain: /^aucun/.test(word) }];
    });
    const behind = [...clause.matchAll(BEHIND)].flatMap((match) => {
      const before = clause.slice(Math.max(0, match.index - REACH_BEHIND), match.index);
      const names = namesOf(before.split(/[,;.()]| et | puis /).at(-1) ?? '');
      return names.length === 0 || names.length > MOST_NAMES ? [] : [{ names, forEver, isPlain: true }];
    });
    return [...ahead, ...behind];
  });
});
