import type { Range } from '../../text/analysis.js';

const CHANGE_OF =
  /\b(?:baisse|perte|chute|diminution|augmentation|hausse|gain|majoration|elevation|ascension|remontee) (?:de |d'|du )?(?:la |l'|le |les )?$/;

/** "Baisse de l'hémoglobine de 1,8 g/dL": by how much it changed, unless it changed from there to another. */
export const isChange = (folded: string, mention: Range, gap: string, end: number): boolean =>
  /^ de $/.test(gap) &&
  CHANGE_OF.test(folded.slice(Math.max(0, mention.start - 24), mention.start)) &&
  !/^[^.;,]{0,14} a \d/.test(folded.slice(end, end + 20));
