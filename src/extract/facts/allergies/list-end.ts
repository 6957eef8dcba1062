import type { PageReading, Sentenced } from '../page-reading.js';
import { isBelowFilledHeading } from '../page-reading.js';
import { NONE_ALONE } from './allergy-cues.js';

/** A sentence that tells, under the heading of a list. */
const TELLS = /^\s*(?:nous|on|je|j'(?:ai|avais)|il a ete|elle a ete|d'ou|c'est pourquoi|donc|aussi|traitement|antibioprophylaxie)\b/;
export const isProse = (folded: string): boolean =>
  TELLS.test(folded) || (folded.split(/\s+/).length > 12 && /\b(?:est|sont|a ete|ont|permet|je|il|elle|qui|que)\b/.test(folded));

/** "T 37,8 SpO2 98", "TA 12/8": what was measured, which no list of allergies holds. */
const MEASURED = /\b(?:ta|pa|fc|fr|pouls|t|temp|sat|spo2|sao2|eva|hb|crp|gb|poids|taille) ?[°:=]{0,2} ?\d/;
/**
 * Where the list of a label is over, though no other heading follows: "ttt HYDREA. all : CEFTRIAXONE." within a line holds that line; a
 * telegraphic note goes on below with what was measured and given.
 */
export const isPastTheList = (reading: PageReading, sentenced: Sentenced): boolean => {
  const { folded } = reading.analysis;
  const title = sentenced.section?.title;
  if (title === undefined || !isBelowFilledHeading(reading, sentenced)) return false;
  const before = folded.slice(folded.lastIndexOf('\n', title.start) + 1, title.start);
  // "Allergie : aucune", and the examination on the next line: the heading was answered there.
  const answered = NONE_ALONE.test(/^[^\n]*/.exec(folded.slice(title.end))?.[0] ?? '');
  return /[a-z\d]/.test(before) || answered || MEASURED.test(folded.slice(title.end, sentenced.sentence.end));
};
