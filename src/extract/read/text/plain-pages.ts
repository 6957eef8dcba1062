import type { Page } from '../../../domain/document.js';

/**
 * Pages of a text without layout. A form feed starts a page; line ends become \n, tabs two spaces (they part cells),
 * control characters go. Empty pages at the end are dropped, those in between keep the numbering.
 */
export function plainPages(text: string): Page[] {
  const pages = text
    .normalize('NFC')
    .replace(/\r\n?|\u2028|\u2029/gu, '\n')
    .replace(/\t/gu, '  ')
    .replace(/\u00a0|\u202f/gu, ' ')
    .split('\f')
    .map((page) =>
      page
        .replace(/[\u0000-\u0009\u000b-\u001f\u007f\ufeff\u00ad]/gu, '')
        .replace(/[ ]+$/gmu, '')
        .replace(/^\n+|\s+$/gu, ''),
    );
  while (pages.length > 1 && pages.at(-1) === '') pages.pop();
  return pages.map((page, index) => ({ number: index + 1, text: page, source: 'plain', positions: [], furniture: [] }));
}
