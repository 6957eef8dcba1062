import { fold } from '../text.js';

const BIOPSY = /\bbiops\w+|\bmicrobiops\w+|\bcarottes?\b|\bcytoponction/;
const PIECE =
  /\bpieces?\b(?! jointe)|\breevalue\w*|\b(?:prostat|mast|col|tumor|hyster|nephr|thyroid|gastr|lob|pneumon|hepat)ectomie\b|\bexerese\b/;

/** Folded words, and the title of the paper that bears them. */
interface Said {
  readonly words: string;
  readonly title: string;
}
const says = ({ words, title }: Said, what: RegExp): boolean => what.test(words) || what.test(fold(title));

/** A biopsy and the piece that was taken out afterwards: what the second one shows is more, not otherwise. */
export const areTwoSpecimens = (older: Said, newer: Said): boolean => says(older, BIOPSY) && !says(older, PIECE) && says(newer, PIECE);
