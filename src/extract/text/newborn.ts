import type { PageAnalysis, Range } from './analysis.js';

/** What only the record of a birth writes of the child: "Apgar 9-10", "garçon de 3 290 g", "nouveau-né :". */
const NEWBORN =
  /\bapgar\b|(?:^|[.;:\n] ?|\b(?:un|une|d'une?) )(?:nouveau-ne|nouveau-nee|bebe|garcon|fille|enfant)\b ?(?::|,|vivante?|de \d|(?:a|ab|b|o) ?(?:pos|neg|\+|-)|[^.;\n]{0,40}\b\d[ .]?\d{3} ?(?:g\b|grammes))/;
/** What befalls or is done to the one who gives birth, in whichever clause the child is described. */
const OF_MOTHER =
  /^(?:accouch|cesarienne|avb\b|voie basse|forceps|ventouse|spatules?|extraction instrument|episio|declench|delivrance|dechirure|hemorragie|hpp\b|revision uterine|peridurale|rachi|grossesse|rupture|procidence|pre-?eclampsie|manoeuvre|version)/;
const FIRST_WEEKS = 2;
const CACHE = new WeakMap<PageAnalysis, boolean>();

const mentions = (analysis: PageAnalysis): boolean => {
  let known = CACHE.get(analysis);
  if (known === undefined) CACHE.set(analysis, (known = NEWBORN.test(analysis.folded)));
  return known;
};

/** "Lison, née le 14/09/2019 à 33 SA": a paragraph that presents a child by its first name and its birth. */
const PRESENTED = /^[^\S\n]*[a-z][a-z'-]+,? nee? le (?:\d{1,2}[/. ]\d{1,2}[/. ]|\d{1,2} [a-z]+ )((?:19|20)\d\d)\b/;
/** Years between a mother's birth and her child's. */
const GENERATION = 12;
const isPresented = ({ folded, page }: PageAnalysis, at: Range, birthYear: number): boolean => {
  const start = /\n[^\S\n]*\n(?![\s\S]*\n[^\S\n]*\n)/.exec(folded.slice(0, at.start));
  const from = start === null ? 0 : start.index + start[0].length;
  const found = PRESENTED.exec(folded.slice(from, from + 80));
  return found !== null && /^\s*\p{Lu}\p{Ll}/u.test(page.text.slice(from, from + 12)) && Number(found[1]) - birthYear >= GENERATION;
};

/**
 * Whether a mention stands in the clause that describes a newborn, or in the paragraph that presents a child, in the record of somebody else: a patient older than two years
 * at the date of the document. Where either date is unknown nothing is taken away from the patient.
 */
export const isOfNewborn = (
  analysis: PageAnalysis,
  at: Range,
  dates: { readonly birthDate?: string; readonly documentDate?: string },
): boolean => {
  const { birthDate, documentDate } = dates;
  if (birthDate === undefined || documentDate === undefined) return false;
  if (isPresented(analysis, at, Number(birthDate.slice(0, 4)))) return true;
  if (!mentions(analysis)) return false;
  if (Number(documentDate.slice(0, 4)) - Number(birthDate.slice(0, 4)) <= FIRST_WEEKS) return false;
  const { folded } = analysis;
  if (OF_MOTHER.test(folded.slice(at.start, at.end))) return false;
  const start = Math.max(folded.lastIndexOf('\n', at.start), folded.lastIndexOf(';', at.start), folded.lastIndexOf('. ', at.start)) + 1;
  const ends = ['\n', ';', '. '].map((mark) => folded.indexOf(mark, at.end)).filter((end) => end >= 0);
  const clause = folded.slice(start, Math.min(folded.length, ...ends)).trim();
  return NEWBORN.test(clause);
};
