import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitPassages } from '../../src/index/passages.js';
import { makeDocument } from './helpers.js';

describe('passages', () => {
  it('quote their page, cover every word once and stay short, whatever the text', () => {
    const piece = fc.constantFrom(
      'Conclusion :',
      'Pas de fièvre. ',
      'Créatinine ........ 91   µmol/L   62 - 106',
      '\n',
      '\n\n',
      ' ',
      'Le patient marche avec une canne depuis sa chute',
      '. ',
      'TRAITEMENT DE SORTIE',
      'x'.repeat(900),
    );
    fc.assert(
      fc.property(
        fc.array(
          fc.array(piece, { maxLength: 30 }).map((parts) => parts.join('')),
          { maxLength: 3 },
        ),
        (pages) => {
          const document = makeDocument('d', pages);
          const passages = splitPassages(document);
          for (const { text, span } of passages) {
            expect(document.pages[span.page - 1]?.text.slice(span.start, span.end)).toBe(text);
            expect(text.length).toBeLessThanOrEqual(700);
          }
          pages.forEach((page, number) => {
            let rest = page;
            for (const { span } of passages.filter((passage) => passage.span.page === number + 1).reverse())
              rest = rest.slice(0, span.start) + rest.slice(span.end);
            expect(rest.trim()).toBe('');
          });
        },
      ),
      { numRuns: 100 },
    );
  });

  it('carry their document and their section beside them', () => {
    const document = makeDocument('d', ['Motif : douleur thoracique.\n\nConclusion\nPas de syndrome coronarien aigu.'], {
      title: 'Urgences',
      type: '34878-9',
      date: '2025-01-19',
    });
    const last = splitPassages(document).at(-1);
    expect(last?.text).toContain('Pas de syndrome coronarien aigu.');
    expect(last?.context).toMatchObject({ title: 'Urgences', type: '34878-9', date: '2025-01-19', section: 'conclusion' });
  });

  it('leave out a page that could not be read', () => {
    const document = makeDocument('d', ['Lisible.', '']);
    const failed = {
      ...document,
      pages: document.pages.map((page) => (page.number === 2 ? { ...page, source: 'failed' as const } : page)),
    };
    expect(splitPassages(failed).map((passage) => passage.span.page)).toEqual([1]);
  });
});
