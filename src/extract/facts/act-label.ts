import type { Range } from '../text/analysis.js';
import type { ConceptMatch } from './clinical-vocabulary.js';
import type { PageReading } from './page-reading.js';
import { conceptsWithin } from './page-reading.js';
import { labelOf, tidy } from './phrase.js';

const IRRADIATION = /^(?:radio(?:therapie|chimiotherapie)|irradiation|curietherapie|protontherapie)/;
const DOSE = /\b\d{1,2}(?:[.,]\d)? ?gy\b(?:,? en (?:\d{1,2}|[a-z-]{2,12}) (?:seances?|fractions?))?/;
const DOSE_REACH = 140;

/** "Irradié" is named by its act; a radiotherapy told with its dose is named with it: "Radiothérapie stéréotaxique, 48 Gy en quatre séances". */
export const actLabel = ({ analysis }: PageReading, sentence: Range, match: ConceptMatch, phrase: Range): string => {
  const written = analysis.page.text.slice(match.start, match.end);
  const participle = IRRADIATION.test(match.concept.id) && /^\p{L}+ée?s?$/u.test(written);
  const label = participle ? match.concept.label : labelOf(analysis, match, phrase);
  if (match.concept.id === 'rhophylac') {
    const dose = /^ ?\d{2,4} ?(?:µg|mcg|ui)?(?![\d/]| ?sa\b)/.exec(analysis.folded.slice(phrase.end, phrase.end + 12))?.[0] ?? '';
    return tidy(`${label}${analysis.page.text.slice(phrase.end, phrase.end + dose.length)}`);
  }
  if (!IRRADIATION.test(match.concept.id)) return label;
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
