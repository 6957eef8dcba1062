import type { Range } from '../../text/analysis.js';
import { fold } from '../../text/fold.js';
import type { PageReading } from '../page-reading.js';
import { tidy } from '../phrase.js';
import type { Substance } from './substance.js';

/** "Allergie à la pénicilline écartée", in the record's words where it says them. */
export const refutedLabel = (reading: PageReading, clause: Range, substance: Substance, shown: string): string => {
  const { folded } = reading.analysis;
  // What may be given again was no allergy.
  if (/^(?! peu(?:t|vent) )[^;]{0,30}\b(?:gueri|reintroduction reussie|reintroduit)/.test(folded.slice(substance.end, clause.end + 40)))
    return `Allergie guérie : ${shown}`;
  if (substance.covered === true) return `Allergie écartée : ${shown}`;
  const from = folded.slice(clause.start, substance.start).search(/allergies? (?:a|au|aux)\b/);
  const words = from < 0 ? '' : tidy(reading.analysis.page.text.slice(clause.start + from, substance.end));
  // "Ni au latex": the second of two denied has its own line.
  return words !== '' && words.length < 70 && !/\s(?:ni|et|ou)\s/.test(words) ? `${words} écartée` : `Allergie écartée : ${shown}`;
};

/** The substance as the record names it, a drug's own name behind its brand. */
export const shownName = (reading: PageReading, substance: Substance, whole: boolean): string => {
  const written = tidy(reading.analysis.page.text.slice(substance.start, substance.end));
  const own = substance.drug || (whole && written.includes(' ')) || fold(written) === substance.label;
  const name = own ? written : substance.label;
  const generic = substance.drug && !fold(name).startsWith(fold(substance.label).slice(0, 5)) ? ` (${substance.label})` : '';
  return `${/^[A-Z]{2,5}$/.test(name) ? name : name.charAt(0).toUpperCase() + name.slice(1).toLowerCase()}${generic}`;
};
