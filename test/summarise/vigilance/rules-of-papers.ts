import type { Vigilance } from '../../../src/domain/synthesis.js';
import { typedDocument, typedSummary } from '../../../eval/typed-document.js';
import { extractFacts } from '../../../src/extract/understand.js';
import { synthesisCore } from '../../../src/summarise/summarise.js';

export type Paper = readonly [date: string, title: string, text: string];

/** Papers written for a test, read as the pipeline reads them: their warnings. */
export function warningsOf(papers: readonly Paper[], birthDate = '1955-03-04'): readonly Vigilance[] {
  const patient = { firstNames: [], birthDate, sex: 'F' as const };
  const documents = papers.map(([date, title, text], index) => typedDocument({ id: `d${index}`, title, text, date }));
  const pages = new Map(documents.map((document) => [document.id, document.pages]));
  return synthesisCore({
    patient,
    documents: documents.map(typedSummary),
    facts: documents.flatMap((document) => extractFacts(document, { patient, entries: [] })),
    referenceDate: '2026-11-16',
    pages: (id, page) => pages.get(id)?.[page - 1],
  }).parts.vigilance;
}

/** The rules whose warnings cite two of the papers. */
export const rules = (...papers: readonly Paper[]): readonly string[] =>
  warningsOf(papers)
    .filter(({ kind, citations }) => kind === 'conflict' && new Set(citations.map(({ span }) => span.documentId)).size > 1)
    .map(({ rule }) => rule.replace('vigilance:', ''));
