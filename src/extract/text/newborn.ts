import type { Page } from '../../domain/document.js';
import type { PageAnalysis, Range } from './analysis.js';
import { fold } from './fold.js';

/** What only the record of a birth writes of the child: "Apgar 9-10", "garçon de 3 290 g", "nouveau-né :". */
const NEWBORN =
  /\bapgar\b|(?:^|[.;:\n] ?|\b(?:un|une|d'?une?) )(?:nouveau-ne|nouveau-nee|bebe|garcon|fille|enfant)\b ?(?::|,|vivante?|de \d|(?:a|ab|b|o) ?(?:pos|neg|\+|-)|[^.;\n]{0,40}\b\d[ .]?\d{3} ?(?:g\b|grammes))/;
/** What befalls or is done to the one who gives birth, in whichever clause the child is described. */
const OF_MOTHER =
  /^(?:accouch|cesar|avb\b|voie basse|forceps|ventouse|spatules?|extraction instrument|episio|declench|delivrance|dechirure|hemorragie|hpp\b|revision uterine|peridurale|rachi|grossesse|rupture|procidence|pre-?eclampsie|manoeuvre|version)/;
const FIRST_WEEKS = 2;
/** Years between a mother's birth and her child's. */
const GENERATION = 12;
const CACHE = new WeakMap<PageAnalysis, boolean>();

const mentions = (analysis: PageAnalysis): boolean => {
  let known = CACHE.get(analysis);
  if (known === undefined) CACHE.set(analysis, (known = NEWBORN.test(analysis.folded)));
  return known;
};

/** "NOUVEAU-NÉ (copie du compte rendu de néonatologie)", "État du nouveau-né :", "COPIE CARNET DE SANTÉ - page de ROMY": the head of what is said of a child. */
const CHILD_HEAD =
  /^[\s•*\-\d.)]{0,6}(?:(?:(?:etat|examen|evolution|devenir|suivi|suites?|sortie|concernant|pour) (?:de |du |pour )?)?(?:l'|le |la )?(?:nouveau[- ]?nee?|bebe|enfant)(?: a la naissance| en maternite)? ?(?:\([^()]*\))? ?:?|(?:copie (?:du )?)?carnet de sante\W{1,4}(?:page )?(?:de |d')(?:l'enfant|bebe|son (?:fils|enfant)|sa fille|[a-z-]+)(?: ?\([^()]*\))?)$/;
/** "Lison, née le 14/09/2019 à 33 SA", "Romy DARBOIS, fille, née le 25/01/2025": a paragraph that presents a child by its name and its birth. */
const PRESENTED =
  /^[^\S\n]*[a-z][a-z'-]+(?: [a-z][a-z'-]+){0,2},? (?:(?:fille|garcon|sexe (?:feminin|masculin)),? )?nee? le (?:\d{1,2}[/. ]\d{1,2}[/. ]|\d{1,2} [a-z]+ )((?:19|20)\d\d)\b/;
/** "SORTIE DE LA MÈRE", "TRAITEMENT (mère)": the next title in capitals, that turns to somebody else. */
const TITLE = /^\s*(?:\d{1,2}[.)-] ?)?\p{Lu}[\p{Lu} '’/-]{3,}(?:\(|:|$)/u;

interface Block extends Range {
  /** The year of birth that presents the child; without it a heading does. */
  readonly born?: number;
}

const blocksOf = (whole: string): readonly Block[] => {
  const folded = fold(whole);
  const found: Block[] = [];
  let open: Block | undefined;
  let previous = '';
  let start = 0;
  for (const line of folded.split('\n')) {
    const end = start + line.length;
    const text = whole.slice(start, end);
    const closing = line.trim() === '' ? previous !== 'head' : TITLE.test(text);
    if (open !== undefined && closing) {
      found.push({ ...open, end: start });
      open = undefined;
    }
    const presented = previous === '' && /^\s*\p{Lu}\p{Ll}/u.test(text) ? PRESENTED.exec(line) : null;
    const head = CHILD_HEAD.test(line.trimEnd()) && /^[^\p{L}]*\p{Lu}/u.test(text);
    if (head) open = { start, end };
    else if (presented !== null && open === undefined) open = { start, end, born: Number(presented[1]) };
    previous = head ? 'head' : line.trim();
    start = end + 1;
  }
  return open === undefined ? found : [...found, { ...open, end: folded.length }];
};
const BLOCKS = new WeakMap<Page, readonly Block[]>();

/**
 * The blocks of a page that tell of a child, in the file of somebody old enough to be a parent: below a heading that names the newborn, or the paragraph
 * that presents a child by its name and its birth, to the next blank line or title.
 */
export const childBlocks = (page: Page, birthYear: number, year: number): readonly Range[] => {
  let known = BLOCKS.get(page);
  if (known === undefined) BLOCKS.set(page, (known = blocksOf(page.text)));
  return known.filter(({ born = year }) => born - birthYear >= GENERATION);
};

export interface BirthAndDay {
  readonly birthDate?: string;
  readonly documentDate?: string;
}

/** Whether what stands at a place, in the words given, is told in a block of a child, and is not what befalls the one who gives birth. */
export const isToldOfChild = ({ page }: PageAnalysis, at: Range, words: string, { birthDate, documentDate }: BirthAndDay): boolean =>
  birthDate !== undefined &&
  documentDate !== undefined &&
  childBlocks(page, Number(birthDate.slice(0, 4)), Number(documentDate.slice(0, 4))).some(
    ({ start, end }) => at.start >= start && at.start < end,
  ) &&
  !OF_MOTHER.test(words);

/**
 * Whether a mention stands in the clause that describes a newborn, or in the block that tells of a child, in the record of somebody else: a patient older than two
 * years at the date of the document. Where either date is unknown nothing is taken away from the patient.
 */
export const isOfNewborn = (analysis: PageAnalysis, at: Range, dates: BirthAndDay): boolean => {
  const { birthDate, documentDate } = dates;
  if (birthDate === undefined || documentDate === undefined) return false;
  if (isToldOfChild(analysis, at, analysis.folded.slice(at.start, at.end), dates)) return true;
  if (!mentions(analysis)) return false;
  if (Number(documentDate.slice(0, 4)) - Number(birthDate.slice(0, 4)) <= FIRST_WEEKS) return false;
  const { folded } = analysis;
  if (OF_MOTHER.test(folded.slice(at.start, at.end))) return false;
  const start = Math.max(folded.lastIndexOf('\n', at.start), folded.lastIndexOf(';', at.start), folded.lastIndexOf('. ', at.start)) + 1;
  const ends = ['\n', ';', '. '].map((mark) => folded.indexOf(mark, at.end)).filter((end) => end >= 0);
  const clause = folded.slice(start, Math.min(folded.length, ...ends)).trim();
  return NEWBORN.test(clause);
};
