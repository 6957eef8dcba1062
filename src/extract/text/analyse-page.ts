import type { Page } from '../../domain/document.js';
import type { PageAnalysis, SectionRange, Sentence } from './analysis.js';
import { fold } from './fold.js';
import { splitLines, type Line } from './lines.js';
import { findSections } from './sections.js';
import { splitSentences } from './sentences.js';

/** The folded text with a space where the layout broke a sentence: to the rules, a wrapped line is one with the line that it goes on from. */
const unwrapped = (folded: string, lines: readonly Line[], sentences: readonly Sentence[]): string => {
  const pieces: string[] = [];
  let from = 0;
  let at = 0;
  lines.forEach((line, index) => {
    const next = lines[index + 1];
    // What is indented behind the break stays a line: blanks in a row are columns.
    if (next === undefined || next.blank || next.start !== line.end + 1) return;
    while (at < sentences.length && (sentences[at]?.end ?? 0) <= line.end) at += 1;
    const sentence = sentences[at];
    if (sentence === undefined || sentence.start >= line.end || sentence.end <= next.start) return;
    pieces.push(folded.slice(from, line.end), ' ');
    from = next.start;
  });
  return pieces.length === 0 ? folded : pieces.join('') + folded.slice(from);
};

/**
 * A page made ready for rules: folded text, sections, sentences. Furniture is in no sentence.
 * All offsets are UTF-16, into `page.text`.
 */
export const analysePage = (documentId: string, page: Page, patientIsMinor?: boolean): PageAnalysis => {
  const folded = fold(page.text);
  const lines = splitLines(page, folded);
  const sections = findSections(page, folded, lines);
  const sentences = splitSentences(page, folded, lines, sections);
  return {
    documentId,
    page,
    folded: unwrapped(folded, lines, sentences),
    sections,
    sentences,
    ...(patientIsMinor === undefined ? {} : { patientIsMinor }),
  };
};

/** The index of the sentence that holds `offset`, or of the nearest one before it; -1 where there is none. */
export const sentenceAt = (analysis: PageAnalysis, offset: number): number => {
  const sentences = analysis.sentences;
  let low = 0;
  let high = sentences.length - 1;
  let answer = -1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if ((sentences[middle]?.start ?? Infinity) <= offset) {
      answer = middle;
      low = middle + 1;
    } else high = middle - 1;
  }
  return answer;
};

/** The section that holds `offset`. */
export const sectionAt = (analysis: PageAnalysis, offset: number): SectionRange | undefined => {
  const index = sentenceAt(analysis, offset);
  const sentence = analysis.sentences[index];
  if (sentence !== undefined && offset < sentence.end) return analysis.sections[sentence.section];
  return analysis.sections.findLast((section) => section.start <= offset);
};
