import type { Range } from '../../text/analysis.js';
import vocabulary from '../../vocabulary/harms.json' with { type: 'json' };
import type { Substance } from './substance.js';

const ADJECTIVES =
  "(?:(?:des |de la |de l'|de |du |les |la |le |l'|une? |un |cette |ces |ses |sa |son |\\d |deux |trois |quelques |tres |petite? |grosse?s? |gros |grandes? |vive?s? |nette?s? |severe?s? |importante?s? |violente?s? |insupportables? |intenses? |graves? |legere?s? |brefs? |breve?s? |franche?s? |vrai(?:e|s|es)? |premiere? |nouvelle?s? |belles? |franc |franche |profonde?s? ))*";
const alternatives = (words: readonly string[]): string => words.map((word) => `(?:${word})`).join('|');
const STRONG = new RegExp(`^\\s*${ADJECTIVES}(?:${alternatives(vocabulary.strong)})`);
const ANY = new RegExp(`^\\s*${ADJECTIVES}(?:${alternatives([...vocabulary.strong, ...vocabulary.plain, ...vocabulary.lay])})`);
const LABORATORY = vocabulary.laboratory.map(({ drugs, harm }) => ({
  drugs: new RegExp(`^(?:${drugs})`),
  harm: new RegExp(`^\\s*${ADJECTIVES}(?:${harm})`),
}));
const PURPOSES = vocabulary.purposes.map((purpose) => ({ atc: new RegExp(`^(?:${purpose.atc})`), reasons: new RegExp(purpose.for) }));

/** "Primpéran : nausées", "cétirizine, urticaire": what drugs of its class are given for. */
const isPurpose = (atc: string, words: string): boolean => PURPOSES.some((purpose) => purpose.atc.test(atc) && purpose.reasons.test(words));

export interface HarmHead {
  /** Rarely anything but the work of a drug or of an allergen. */
  readonly strong: boolean;
  readonly length: number;
}

/** The harm whose words open a text: one of the vocabulary's, or a laboratory value that drugs of its class derange. */
export const harmHead = (text: string, { atc = '', drug, label }: Substance): HarmHead | undefined => {
  // "Vaccins : hépatite B 3 doses, zona à faire": what one is vaccinated against.
  if (/^vaccin/i.test(label) && /^\s*(?:hepatite|zona|grippe|varicelle|rougeole|coqueluche)/.test(text)) return undefined;
  const found = ANY.exec(text) ?? LABORATORY.find(({ drugs, harm }) => drug && drugs.test(atc) && harm.test(text))?.harm.exec(text);
  if (found === null || found === undefined) return undefined;
  // Two letters more tell a paradoxical psoriasis from the one that is treated.
  if (isPurpose(atc, text.slice(0, found[0].length + 10))) return undefined;
  return { strong: STRONG.test(text), length: found[0].length };
};

const PHRASE_END =
  /[;:()\n]|(?<!\b[a-z])[.,](?!\d)| (?:-|–|—|->|→|=>|=) | (?:stop|arret\w*|d'ou|donc|puis|mais|ayant|qui|que|on|je|nous|sous|ce|chez|conduis\w+|telle?s?|imposant|motivant|remplac\w+|relay\w+|regress\w+|resolutif\w*|et (?:ne|elle|il|on|a|sera|fut|non|pas|la|le|arret\w+))\b| et (?:n'|l')| avec l[ae']/;
const LONGEST = 70;
/** How far the record's own words of a harm go: to the end of their clause, or to what was done about it. */
export const harmPhraseEnd = (text: string, head: number): number => {
  const more = PHRASE_END.exec(text.slice(head));
  const end = Math.min(more === null ? text.length : head + more.index, LONGEST);
  return end >= text.length ? text.length : end < LONGEST ? end : Math.max(head, text.lastIndexOf(' ', end));
};

/** "Toute éruption impose d'arrêter X, a fortiori après un DRESS à Y": a harm that has not come, or that names its own drug. */
const OF_ITS_DRUG = /^[^,;.:]{0,12}?\b(?:a|au|aux|sous|par|de) (?:la |le |l'|les )?$|^[^,;.:]{0,12}? a l'$/;
const ANY_HARM = /\b(?:toute|tout|la moindre|le moindre|au moindre|a la moindre) $/;
export const isOfAnotherDrug = (folded: string, harm: Range, own: Substance, drugs: readonly Substance[]): boolean => {
  if (ANY_HARM.test(folded.slice(Math.max(0, harm.start - 14), harm.start))) return true;
  const next = drugs.find(({ start }) => start > harm.start && start < harm.end + 16);
  if (next === undefined || next.label === own.label) return false;
  const head = /^\S+/.exec(folded.slice(harm.start, next.start))?.[0].length ?? 0;
  return OF_ITS_DRUG.test(folded.slice(harm.start + head, next.start));
};
