import type { Range } from '../text/analysis.js';
import vocabulary from '../vocabulary/double-meanings.json' with { type: 'json' };

interface Entry {
  readonly word: string;
  readonly always?: boolean;
  readonly before?: string;
  readonly after?: string;
  readonly line?: string;
}

interface Doubt {
  readonly word: RegExp;
  readonly always: boolean;
  readonly before?: RegExp;
  readonly after?: RegExp;
  readonly line?: RegExp;
}

const DOUBTS: readonly Doubt[] = (vocabulary.entries as readonly Entry[]).map(({ word, always, before, after, line }) => ({
  word: new RegExp(`^(?:${word})$`),
  always: always === true,
  ...(before === undefined ? {} : { before: new RegExp(before) }),
  ...(after === undefined ? {} : { after: new RegExp(after) }),
  ...(line === undefined ? {} : { line: new RegExp(line) }),
}));
const LONGEST = 28;
const known = new Map<string, readonly Doubt[]>();
const NONE: readonly Doubt[] = [];

const doubtsOf = (written: string): readonly Doubt[] => {
  if (written.length > LONGEST) return NONE;
  const met = known.get(written);
  if (met !== undefined) return met;
  if (known.size > 5_000) known.clear();
  const doubts = DOUBTS.filter(({ word }) => word.test(written));
  known.set(written, doubts.length === 0 ? NONE : doubts);
  return doubts;
};

/** "Service de réanimation", "unité de greffe": where the patient was, not what was done. */
const PLACE =
  /\b(?:service|unite|departement|pole|secteur|salle|clinique|hopital|centre|medecin|chef|interne|professeur|institut) (?:de (?:la |l')?|d'|des |du )$/;

/** "12 rue de l'Hernie": an address. */
const STREET =
  /\b\d{1,3}(?: ?(?:bis|ter))?,? (?:rue|avenue|av\.?|bd|boulevard|impasse|place|chemin|allee|quai|route|cours|square|passage) (?:de la |de l'|des? |du |d'|la |le |les |l')?$/;

/** "Mme Lupus", "Dr Goutte": a person's name. */
const NAMED = /\b(?:mme|mlle|mr|dr|docteur|pr|professeur) $|(?:^|[\s(,])m\. $/;

/** "Mme D. née BOUVERET, 23.05.1982", "(née Gilbert)": the name she was born with; "née prématurée" is a state. */
const BORN = /\bnee $/;
const NAME_ENDS = /^ ?(?:\)|,? ?(?:le )?\d|$)/;
const STATE_AT_BIRTH = /^(?:prema|hypotro|post-?ma|asphyx|cyano|jumel)/;

/** "Le mot de cancer a été dit": spoken. */
const SPOKEN = /\b(?:le|ce|du|au|les|ces|des) mots? (?:de |d')?[«"“' ]*$/;

/** Spares the longer expression where nothing links the word to what precedes. */
const LINKED = /(?:d'|l'|de |du |des |la )$/;

/** Whether a word met in a text has, where it stands, the sense that the vocabulary gives it. */
export const hasItsSense = (folded: string, range: Range): boolean => {
  if (LINKED.test(folded.slice(Math.max(0, range.start - 4), range.start))) {
    if (PLACE.test(folded.slice(Math.max(0, range.start - 28), range.start))) return false;
  }
  if (STREET.test(folded.slice(Math.max(0, range.start - 28), range.start))) return false;
  if (
    BORN.test(folded.slice(Math.max(0, range.start - 5), range.start)) &&
    NAME_ENDS.test(folded.slice(range.end, range.end + 6)) &&
    !STATE_AT_BIRTH.test(folded.slice(range.start, range.end))
  )
    return false;
  if (SPOKEN.test(folded.slice(Math.max(0, range.start - 16), range.start))) return false;
  if (NAMED.test(folded.slice(Math.max(0, range.start - 11), range.start))) return false;
  const doubts = doubtsOf(folded.slice(range.start, range.end));
  if (doubts.length === 0) return true;
  const before = folded.slice(Math.max(0, range.start - 28), range.start);
  const after = folded.slice(range.end, range.end + 32);
  const from = Math.max(folded.lastIndexOf('\n', range.start) + 1, range.start - 160);
  const to = folded.indexOf('\n', range.end);
  const line = folded.slice(from, Math.min(to < 0 ? folded.length : to, range.end + 160));
  return !doubts.some(
    (doubt) => doubt.always || doubt.before?.test(before) === true || doubt.after?.test(after) === true || doubt.line?.test(line) === true,
  );
};

const DEFINED = /([\p{L}][\p{L}'’ -]{3,70}?) ?\(([A-Z][A-Z0-9-]{1,6})\)/gu;
const byText = new WeakMap<object, ReadonlyMap<string, string>>();

/** The abbreviations that a page defines itself, "parathormone (PTH)", with the folded words before the brackets. `key` is what the answer is remembered by. */
export const definedOn = (key: object, text: string, fold: (text: string) => string): ReadonlyMap<string, string> => {
  const before = byText.get(key);
  if (before !== undefined) return before;
  const found = new Map<string, string>();
  if (text.includes('('))
    for (const match of text.matchAll(DEFINED)) {
      const [, words = '', acronym = ''] = match;
      // Only words whose initials spell it define it.
      const last = fold(words)
        .split(/[^a-z0-9]+/)
        .filter((word) => word.length > 1)
        .slice(-6);
      const letters = acronym.toLowerCase().replace(/[^a-z]/g, '');
      if (!found.has(acronym) && spells(last, letters)) found.set(acronym, last.join(' '));
    }
  byText.set(key, found);
  return found;
};

/** Whether the letters stand in order among the words, the first at the head of one of them. */
const spells = (words: readonly string[], letters: string): boolean =>
  words.some((word, index) => {
    if (!word.startsWith(letters.charAt(0))) return false;
    let at = 0;
    for (const sign of words.slice(index).join('')) if (sign === letters.charAt(at)) at += 1;
    return at >= letters.length;
  });
