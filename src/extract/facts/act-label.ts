import type { Range } from '../text/analysis.js';
import type { ConceptMatch } from './clinical-vocabulary.js';
import type { PageReading } from './page-reading.js';
import { conceptsWithin } from './page-reading.js';
import { fold } from '../text/fold.js';
import { labelOf, lowerFirst, tidy } from './phrase.js';

const IRRADIATION = /^(?:radio(?:therapie|chimiotherapie)|irradiation|curietherapie|protontherapie)/;
const DOSE = /\b\d{1,2}(?:[.,]\d)? ?gy\b(?:,? en (?:\d{1,2}|[a-z-]{2,12}) (?:seances?|fractions?))?/;
const DOSE_REACH = 140;

/** "Négative", "normale", right behind an examination or its date, and nothing that takes it back. */
const VERDICT =
  /^(?: (?:de controle|de surveillance|de depistage|cerebrale?|encephalique))?(?: (?:du|de|d'|le|en|au|ce) ?(?:jour|(?:debut |fin |mi-)?[\da-z/.]{1,10}(?: (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre))?(?: (?:19|20)\d\d)?))? ?,? ?(?:(?:est|etait|reste|restait|strictement|entierement) )*((?:strictement )?(?:normal(?:e?s?|aux)|negati(?:f|ve)s?|sans particularite|sans anomalie|ras))(?= ?(?:[.;\n)]|$| (?:cliniquement|le \d|du \d|en (?:19|20)\d\d|des deux cotes)))(?![^.;\n]{0,60}\b(?:sauf|mais|hormis|excepte|en dehors|a part|cependant|toutefois)\b)/;
/** What the sentence concludes of an examination that it names until `at`, as the page writes it; '' where it does not. */
const verdictBehind = ({ analysis: { page }, flat }: PageReading, at: number, end: number): string => {
  const found = VERDICT.exec(flat.slice(at, Math.min(end, at + 160)));
  const said = found?.[1] ?? '';
  if (found === null || said === '') return '';
  const start = at + found[0].length - said.length;
  const written = tidy(page.text.slice(start, start + said.length));
  return ` ${written === written.toUpperCase() ? (said === 'ras' ? 'RAS' : written.toLowerCase()) : lowerFirst(written)}`;
};
/** "Normale" or "négative" said already. */
const JUDGED = /\b(?:normal(?:e?s?|aux)|negati(?:f|ve)s?|positi(?:f|ve)s?|sans particularite|ras)\b/;
export const withVerdict = (reading: PageReading, label: string, at: number, end: number): string =>
  JUDGED.test(fold(label)) ? label : `${label}${verdictBehind(reading, at, end)}`;

/** "Irradié" is named by its act; a radiotherapy told with its dose is named with it: "Radiothérapie stéréotaxique, 48 Gy en quatre séances". */
export const actLabel = (reading: PageReading, sentence: Range, match: ConceptMatch, phrase: Range): string => {
  const { analysis } = reading;
  const written = analysis.page.text.slice(match.start, match.end);
  const done = /^\p{L}{4,}ée?s?$/u.test(written) && phrase.start === match.start && !/ée?s?$/u.test(match.concept.label);
  const participle = done && IRRADIATION.test(match.concept.id);
  // "Transfusée", "ostéosynthésée par plaque": the act by its name.
  const label = participle
    ? match.concept.label
    : done
      ? tidy(`${match.concept.label}${analysis.page.text.slice(match.end, phrase.end)}`)
      : labelOf(analysis, match, phrase);
  if (match.concept.id === 'rhophylac') {
    const dose = /^ ?\d{2,4} ?(?:µg|mcg|ui)?(?![\d/]| ?sa\b)/.exec(analysis.folded.slice(phrase.end, phrase.end + 12))?.[0] ?? '';
    return tidy(`${label}${analysis.page.text.slice(phrase.end, phrase.end + dose.length)}`);
  }
  if (!IRRADIATION.test(match.concept.id))
    return match.concept.kind === 'procedure' ? withVerdict(reading, label, phrase.end, sentence.end) : label;
  const after = analysis.folded.slice(match.end, Math.min(sentence.end, match.end + DOSE_REACH));
  const dose = DOSE.exec(after);
  if (dose === null) return label;
  const start = match.end + dose.index;
  return `${participle ? label : labelOf(analysis, match, match)}, ${tidy(analysis.page.text.slice(start, start + dose[0].length))}`;
};

/** "Cancer de la prostate : radiothérapie et trois ans d'hormones": what was done for a lasting illness, told behind its name. */
export const headedByIllness = ({ concepts, flat }: PageReading, sentence: Range, phrase: Range): boolean =>
  conceptsWithin(concepts, { start: sentence.start, end: phrase.start }).some(
    ({ concept, end }) =>
      concept.kind === 'condition' &&
      (concept.chronic || concept.system === 'onco') &&
      /^[^.;:]{0,40} ?: ?$/.test(flat.slice(end, phrase.start)),
  );
