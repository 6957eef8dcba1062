import { isHardStop } from './boundaries.js';
import type { CueMatch } from './cues.js';
import type { Token } from './tokens.js';

/**
 * "Le diagnostic d'un X avec Y était évoqué", "l'hypothèse de X avec Y a été posée": the doubt behind the verb is about the
 * whole noun phrase, up to the head of the clause.
 */
export const doubtedPhrase = (tokens: readonly Token[], match: CueMatch): number => {
  let from = match.from - 1;
  let verb = false;
  for (; from >= 0; from -= 1) {
    const text = tokens[from]?.text ?? '';
    if (text === ',' || text === ')' || text === 'et' || text === 'mais' || isHardStop(tokens, from)) break;
    if (
      from < match.from - 2 &&
      (text === 'est' || text === 'sont' || text === 'qui' || text === 'que' || text === 'a' || text === 'ont')
    ) {
      verb = !(text === 'a' && tokens[from]?.accented === true);
      if (verb) break;
    }
  }
  const head = tokens[from + 1]?.text ?? '';
  const names = head === 'une' || head === 'un' || HYPOTHESIS.has(head) || HYPOTHESIS.has(tokens[from + 2]?.text ?? '');
  // "Insuffisance surrénale sous corticoïdes inhalés à éliminer": a note that names the whole of what is to be ruled out.
  const whole = from < 0 && tokens[match.from]?.text === 'a' && RULED_OUT_LATER.has(tokens[match.from + 1]?.text ?? '');
  return !verb && (names || whole) ? from + 1 : -1;
};
export const RULED_OUT_LATER: ReadonlySet<string> = new Set(['eliminer', 'exclure', 'infirmer']);
export const LIFTS: ReadonlySet<string> = new Set(['ruled-out', 'hypothesis-lifted']);
/** "L'hypothèse d'un carcinome est levée", where a hypothesis is what the verb is about: "l'obstacle est levé" denies nothing. */
export const liftedFrom = (tokens: readonly Token[], match: CueMatch): number => {
  const from = doubtedPhrase(tokens, match);
  return from >= 0 && (HYPOTHESIS.has(tokens[from]?.text ?? '') || HYPOTHESIS.has(tokens[from + 1]?.text ?? '')) ? from : -1;
};
const HYPOTHESIS: ReadonlySet<string> = new Set(
  'diagnostic hypothese possibilite eventualite suspicion hypotheses piste soupcon crainte idee'.split(' '),
);

const ASKS_A_FAVOUR = /^(?:voulez|pouvez|pourriez|pourrais|peux|veux|accepteriez|auriez|souhaitez|voudriez)$/;
const ADDRESSED = /^(?:vous|tu|nous)$/;
/** Behind the hyphen of an inversion, or before the verb. */
const addressee = (tokens: readonly Token[], at: number): string =>
  (tokens[at + 1]?.text === '-' ? tokens[at + 2]?.text : tokens[at - 1]?.text) ?? '';

const ASKS_WHETHER =
  /^(?:confirm|infirm|elimin|ecart|recherch|diagnosti|avis|pens|evoqu|hypothes|suspect|preciser|trancher|discut|possib|origine|imput|lien)/;
/** "Voulez-vous revoir Mme J., qui se plaint de vertiges ?": a favour is asked, not whether she does. */
export const isFavour = (asked: readonly Token[]): boolean =>
  asked.some(({ text }, at) => ASKS_A_FAVOUR.test(text) && ADDRESSED.test(addressee(asked, at))) &&
  !asked.some(({ text }) => ASKS_WHETHER.test(text));

const MENTION =
  /^(?:mentions?|etiquettes?|inscriptions?|alertes?|libelles?|cochee?s?|notee?s?|ecrite?s?|inscrite?s?|mentionnee?s?|portee?s?|recopiee?s?|citee?s?|figur\w+)$/;
const TREATMENT_ASKED =
  /^(?:poursuite|reprise|arret|maintien|choix|place|indication|conduite|introduction|relais|optimisation|adaptation|strategie|duree|dose|schema)$/;

const FRONTED = /^(?:eventuel|probable|possible|vraisemblable|douteu|incertain|improbable)/;
const BEFORE_A_NOUN = /^(?:d'|de|une?|des|l'|la|le|les|cette|ce|sa|son|ses|aucune?|tres)$/;

/** Cues that say nothing of what stands before them in their sentence. */
export const sparesWhatPrecedes = (tokens: readonly Token[], match: CueMatch, rule: string): boolean => {
  const first = tokens[match.from]?.text ?? '';
  const before = tokens.slice(0, match.from);
  // "Le dépistage d'une éventuelle malformation": an adjective before its noun.
  if (rule === 'suspicion-after' && FRONTED.test(first) && BEFORE_A_NOUN.test(before.at(-1)?.text ?? '')) return true;
  // "La mention « Lynch » doit être retirée", "l'HTA cochée sur ton courrier : jamais vue, à retirer", but "la sonde doit être retirée" denies no tube.
  if (rule === 'mention-wrong' && (/^(?:doi|dev)/.test(first) || (first === ',' && tokens[match.from + 1]?.text === 'a')))
    return !before.some(({ text }) => MENTION.test(text));
  // "Hypothèse pneumocystose évoquée : pas de verre dépoli, non retenue": what the sentence opens with as a hypothesis, and nothing else.
  if (rule === 'doubt-lifted' && first === ',') return !HYPOTHESIS.has(tokens[0]?.text ?? '');
  // "Poursuite du rituximab chez une PR avec bronchectasies ?": what is asked is the treatment, not what the patient has.
  const chez = before.findIndex(({ text }) => text === 'chez');
  return first === '?' && chez > 0 && before.slice(0, chez).some(({ text }) => TREATMENT_ASKED.test(text));
};
