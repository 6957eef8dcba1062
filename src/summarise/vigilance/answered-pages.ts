import type { Page } from '../../domain/document.js';
import { passagesOfPage, readersForGood, recallPassages } from './passages.js';

/** The passages of a page and what was read of them for good, as plain data. */
export interface AnsweredPage {
  readonly number: number;
  /** With the folded words. */
  readonly passages: readonly (readonly [start: number, end: number, words: string])[];
  /** By reader: the place of a passage, and what was found in it. */
  readonly found: Readonly<Record<string, readonly (readonly [place: number, found: readonly unknown[]])[]>>;
}

/** Asks of every passage of a document what is asked for good. It depends on the pages alone: not on the patient, the day or other papers. */
export function answerPages(documentId: string, pages: readonly Page[]): readonly AnsweredPage[] {
  const readers = readersForGood();
  return pages.map((page) => {
    const passages = passagesOfPage(documentId, page);
    const found = readers.map(({ name, read, pack }) => [
      name,
      passages.flatMap((passage, place) => {
        const own = read(passage);
        return own.length === 0 ? [] : [[place, own.map(pack)] as const];
      }),
    ]);
    return {
      number: page.number,
      passages: passages.map(({ citation: { span }, words }) => [span.start, span.end, words] as const),
      found: Object.fromEntries(found) as AnsweredPage['found'],
    };
  });
}

/** Gives pages the answers that were kept of the very same text. */
export function recallAnswers(documentId: string, pages: readonly Page[], answered: readonly AnsweredPage[]): void {
  const byNumber = new Map(pages.map((page) => [page.number, page]));
  const readers = readersForGood();
  for (const { number, passages, found } of answered) {
    const page = byNumber.get(number);
    if (page === undefined) continue;
    const recalled = recallPassages(documentId, page, passages);
    for (const { name, unpack, recall } of readers)
      for (const [place, own] of found[name] ?? []) {
        const passage = recalled[place];
        if (passage !== undefined)
          recall(
            passage,
            own.map((one) => unpack(one as never)),
          );
      }
  }
}
