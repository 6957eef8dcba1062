import type { Range } from '../../text/analysis.js';
import { candidateAt } from './value-candidate.js';
import type { Candidate } from './value-candidate.js';
import { unitFits } from './value-lexicon.js';
import type { AnalyteMention } from './value-lexicon.js';

/** What is counted, and told with its number ahead: "88 000 plaquettes", "312 CD4". */
const COUNTS: ReadonlySet<string> = new Set([
  'plaquettes',
  'leucocytes',
  'neutrophiles',
  'eosinophiles',
  'lymphocytes',
  'cd4',
  'reticulocytes',
]);
const COUNT_BEFORE = /(?<![\d,./-] ?)(?:\d{1,3}(?:[ .]\d{3})+|\d{3,6})(?: ?\/mm3)? (?:de |d')?$/;

/** "71 % de temps dans la cible", "3 g/L d'albumine": the number stands before the name. */
export function valueBefore(text: string, folded: string, mention: AnalyteMention, sentence: Range): Candidate | undefined {
  const count = COUNTS.has(mention.analyte.id)
    ? COUNT_BEFORE.exec(folded.slice(Math.max(sentence.start, mention.start - 20), mention.start))
    : null;
  if (count !== null) {
    const found = candidateAt(text, folded, Math.max(sentence.start, mention.start - 20) + count.index, mention.analyte, mention.start);
    if (found !== undefined) return found;
  }
  // "63 % dans la cible, 4 % au-dessous": a share stands before what it is the share of.
  const share =
    mention.analyte.id === 'tauxcible' && folded.startsWith('dans', mention.start)
      ? /\d{1,3}(?:[.,]\d)? ?% (?:du temps )?$/.exec(folded.slice(Math.max(sentence.start, mention.start - 20), mention.start))
      : null;
  if (share !== null)
    return candidateAt(text, folded, Math.max(sentence.start, mention.start - 20) + share.index, mention.analyte, mention.start);
  const lead = /(\d{1,4}(?:[.,]\d+)?) ?([a-zµ%][^\s]{0,9}) (?:de |d'|du |pour (?:le|la) )(?:la |l')?$/.exec(
    folded.slice(Math.max(sentence.start, mention.start - 34), mention.start).replace(/\s/g, ' '),
  );
  if (lead === null) return undefined;
  const start = Math.max(sentence.start, mention.start - 34) + lead.index;
  const candidate = candidateAt(text, folded, start, mention.analyte);
  return candidate?.unit !== undefined &&
    unitFits(mention.analyte, candidate.unit.unit) &&
    !/perdu|baisse|hausse|objectif|cible de/.test(folded.slice(Math.max(sentence.start, start - 24), start))
    ? candidate
    : undefined;
}
