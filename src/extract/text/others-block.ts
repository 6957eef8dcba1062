import type { PageAnalysis, Range } from './analysis.js';
import type { Scope } from './scope.js';

/** "SUJET SOURCE (M. R., 61 ans)", "Patient source :", "DONNEUR": the head of a block that tells of somebody else. */
const HEAD = /^[\s•*\-\d.)]{0,6}(?:(?:sujet|patiente?|personne|cas) (?:source|index)|donneu(?:r|se))\b(?= ?(?:\(|:|$|[ \t]{2,}|-|–))/;
const TITLE = /^[^a-zà-ÿ\n]*[A-ZÀ-Þ]{4}[^a-zà-ÿ\n]*(?:\(|:|,|$)/u;
const LONGEST_BLOCK = 14;

/** A block goes on to the next blank line or the next title in capitals. */
const otherPersonBlock = (analysis: PageAnalysis, sentence: Range): readonly Scope[] => {
  const { folded, page } = analysis;
  let start = folded.lastIndexOf('\n', sentence.start - 1) + 1;
  for (let up = 0; up < LONGEST_BLOCK; up += 1) {
    const close = folded.indexOf('\n', start);
    const end = close < 0 ? folded.length : close;
    const line = folded.slice(start, end);
    if (line.trim() === '') return [];
    const head = HEAD.exec(line);
    if (head !== null) {
      const cue = { start, end: start + head[0].length };
      return [{ qualifier: 'otherPerson', rule: 'block-of-another', cue, side: 'around', start: sentence.start, end: sentence.end }];
    }
    if (start === 0 || TITLE.test(page.text.slice(start, end))) return [];
    start = folded.lastIndexOf('\n', start - 2) + 1;
  }
  return [];
};

const KIN =
  'soeur|seur|frere|mere|pere|tante|oncle|cousine?|niece|neveu|fille|fils|grand-mere|grand-pere|(?:demi|belle|beau)-(?:soeur|frere|mere|pere|fille|fils)';
/** "Karine, la sœur cadette, née en 1984 : cancer du sein": the entry of a family tree, headed by whom it tells of. */
const ENTRY = new RegExp(`^[\\s•*-]*(?:[a-z-]+, )?(?:(?:la|le|sa|son|une?|les|ses|mon|ma) )?(?:${KIN})s?\\b[^.:;]{0,70}:`);
/** What turns to the patient, or to nobody: a sentence with a subject or a verb of its own. */
const TURNS =
  /^\W*(?:il|elle|ils|elles|on|je|j'|nous|vous|la|le|les|l'|un|une|ce|c'|cette|ces|son|sa|ses|mon|ma|notre|votre|mme|mr?\.|monsieur|madame|patiente?|au total|pas|aucune?|absence|en|chez|pour|lui|donc|ainsi|a)(?![a-z])|\b(?:patiente?|elle-meme|lui-meme|chez (?:lui|elle)|mme|madame|monsieur)\b/;

/** "Variation pathogène de BRCA2, rendue le 9 juin.": the next sentence of a relative's entry, which names nobody. */
const kinEntryGoesOn = (analysis: PageAnalysis, index: number): readonly Scope[] => {
  const { folded, sentences } = analysis;
  const [previous, sentence] = [sentences[index - 1], sentences[index]];
  if (previous === undefined || sentence === undefined) return [];
  const head = ENTRY.exec(folded.slice(previous.start, previous.end).replace(/\n/g, ' '));
  const said = folded.slice(sentence.start, sentence.end);
  // A new line begins another entry, unless the one above runs to the margin.
  const lineStart = folded.lastIndexOf('\n', previous.end - 1) + 1;
  const gap = folded.slice(previous.end, sentence.start);
  const broken = gap.includes('\n\n') || (gap.includes('\n') && previous.end - lineStart < LONG_LINE);
  if (
    head === null ||
    broken ||
    folded.slice(folded.lastIndexOf('\n', previous.start - 1) + 1, previous.start).trim() !== '' ||
    !isFamilyTree(folded) ||
    TURNS.test(said) ||
    ENTRY.test(said)
  )
    return [];
  const cue = { start: previous.start, end: previous.start + head[0].length };
  return [{ qualifier: 'family', rule: 'kin-entry', cue, side: 'around', start: sentence.start, end: sentence.end }];
};
const LONG_LINE = 70;

/** "Père : infarctus à 58 ans. HTA depuis 2010." among a patient's antecedents is no tree: there each line is somebody's. */
const isFamilyTree = (folded: string): boolean => folded.split('\n').filter((line) => ENTRY.test(line)).length >= ENTRIES;
const ENTRIES = 2;

const NAMES_ANOTHER = /\b(?:(?:sujet|patiente?|personne|cas) (?:source|index)|donneu(?:r|se))\b/;

/** "Son frère en est mort. La tuberculose.": the name, in a sentence of its own, of what a relative died of. */
const DIED_OF_IT = new RegExp(
  `\\b(?:${KIN}|mari|epouse|epoux|femme|conjointe?|compagn(?:on|e)|amie?)s?\\b[^.;]{0,30}\\ben (?:est|sont) (?:mort|decede)e?s?\\W*$`,
);
const NAME_ALONE = /^\W*(?:la|le|l'|les|d'|de la|du|une?) ?(?:[a-z-]+[ .]*){1,4}\W*$/;
/** "Glycémie 2,41 : ERREUR, c'était Mme B. ch 12 (diabétique)": a paper put into the wrong file says whose it was. */
const MIXED_UP =
  /\b(?:erreur|confusion|inversion|melange)\b[^;\n]{0,30}\bc'(?:est|etait) (?:celle? |celui |ceux )?(?:de |du |d')?(?:mme|madame|mr?\b\.?|monsieur|(?:la|le) voisine?)\b/;
const LONGEST_ASIDE = 60;
const ofAnotherNamedBefore = (analysis: PageAnalysis, sentence: Range, index: number): readonly Scope[] => {
  const { folded, sentences } = analysis;
  const previous = sentences[index - 1];
  const said = folded.slice(sentence.start, sentence.end);
  const before = previous === undefined ? '' : folded.slice(previous.start, previous.end);
  const whole = { qualifier: 'otherPerson', rule: 'belongs-to', side: 'around', start: sentence.start, end: sentence.end } as const;
  if (previous !== undefined && DIED_OF_IT.test(before) && NAME_ALONE.test(said)) return [{ ...whole, qualifier: 'family', cue: previous }];
  const here = MIXED_UP.exec(said);
  if (here !== null) {
    const start = sentence.start + here.index;
    return [{ ...whole, cue: { start, end: start + here[0].length }, start: start + here[0].length }];
  }
  // The point of an initial ends the sentence: the bracket behind it still tells of the one named.
  const aside = /^[^().;]{0,20}\([^()]{3,40}\)/.exec(said);
  if (previous === undefined || aside === null || aside[0].length > LONGEST_ASIDE || !MIXED_UP.test(before)) return [];
  return [{ ...whole, cue: previous, end: sentence.start + aside[0].length }];
};

/** What the block or the entry that a sentence stands in says of whose it is. */
export const othersScopes = (analysis: PageAnalysis, sentence: Range, index: number): readonly Scope[] => [
  ...(NAMES_ANOTHER.test(analysis.folded) ? otherPersonBlock(analysis, sentence) : []),
  ...(index > 0 ? kinEntryGoesOn(analysis, index) : []),
  ...ofAnotherNamedBefore(analysis, sentence, index),
];
