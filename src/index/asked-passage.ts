import type { PartialDate } from '../domain/citation.js';
import type { Passage, PassageContext } from '../domain/passage.js';
import type { PageAnalysis, Range } from '../extract/text/analysis.js';
import { analysePage } from '../extract/text/analyse-page.js';
import { trimmed } from './passages.js';
import { yearsBetween } from './relevance-features.js';

/** "il y a 3 ans": the reader knows no calendar, and "la dernière" asks for how long ago. */
function ageOf(date: PartialDate, referenceDate: PartialDate): string {
  const months = Math.round(yearsBetween(date, referenceDate) * 12);
  if (months < 1) return 'ce mois';
  return months < 24 ? `il y a ${months} mois` : `il y a ${Math.round(months / 12)} ans`;
}

/** What the reader of answers reads before a passage: its document's title, date and age, who wrote it, and the heading it stands under. */
export function besidePassage({ title, date, specialty, heading }: PassageContext, referenceDate: PartialDate): string {
  return [title, date, date === undefined ? undefined : ageOf(date, referenceDate), specialty, heading]
    .filter((part) => part !== undefined)
    .join(' - ');
}

/** A passage read by itself: its ranges are of its own text. */
export function analysisOf({ text, span }: Passage): PageAnalysis {
  return analysePage(span.documentId, { number: span.page, text, source: 'plain', positions: [], furniture: [] });
}

/** The sentences and rows of a passage, without the blanks around them. */
export const sentencesOf = (passage: Passage): Range[] =>
  analysisOf(passage).sentences.flatMap((sentence) => trimmed(passage.text, sentence) ?? []);
