import type { Page } from '../domain/document.js';
import type { SectionRange, Sentence } from '../extract/text/analysis.js';

/** Lines, and sentences inside long lines: what is left to passages when a page was not analysed. */
export function segmentPage(page: Page): { readonly sections: readonly SectionRange[]; readonly sentences: readonly Sentence[] } {
  const sections: SectionRange[] = [{ kind: 'body', start: 0, end: page.text.length }];
  const sentences: Sentence[] = [];
  for (const line of page.text.matchAll(/[^\n\f]+/g)) {
    const row = / {3,}|\t|\.{4,}|^\s*[-•*]/.test(line[0]);
    for (const part of line[0].matchAll(row ? /.+/g : /.+?(?:[.!?…](?=\s+[\p{Lu}«\d-])|$)/gu)) {
      const start = line.index + part.index;
      sentences.push({ start, end: start + part[0].length, section: 0, row });
    }
  }
  return { sections, sentences };
}
