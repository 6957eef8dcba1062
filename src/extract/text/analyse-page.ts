import type { Page } from '../../domain/document.js';
import type { PageAnalysis, SectionRange } from './analysis.js';
import { fold } from './fold.js';
import { splitLines } from './lines.js';
import { findSections } from './sections.js';
import { splitSentences } from './sentences.js';

/**
 * A page made ready for rules: folded text, sections, sentences. Furniture is in no sentence.
 * All offsets are UTF-16, into `page.text`.
 */
export const analysePage = (documentId: string, page: Page, patientIsMinor?: boolean): PageAnalysis => {
  const folded = fold(page.text);
  const lines = splitLines(page, folded);
  const sections = findSections(page, folded, lines);
  return {
    documentId,
    page,
    folded,
    sections,
    sentences: splitSentences(page, folded, lines, sections),
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
