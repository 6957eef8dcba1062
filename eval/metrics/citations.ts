import { docOf, poolOf } from './matching.js';
import { share, type Measure, type Outcome } from './measure.js';

const squeezed = (text: string): string => text.normalize('NFKC').replace(/[\s\u00ad-]+/g, '');
/** Media whose text needs no recognition: their quotes must stand in the paper's text, spaces aside. */
const BORN = new Set(['pdf', 'text', 'cda', 'txt']);

/** Lines without a source, and quotes that the paper does not hold. */
export const citations: Measure = ({ dossier, runs }) => {
  const [synthesis] = runs;
  const medium = new Map(dossier.listing.documents.map((document) => [document.id, document.medium]));
  const text = new Map([...dossier.texts].map(([id, all]) => [id, squeezed(all)]));
  const born = poolOf(synthesis)
    .flatMap((said) => said.citations.map((citation) => ({ doc: docOf(citation), quote: citation.quote })))
    .filter(({ doc }) => BORN.has(medium.get(doc) ?? ''));
  const wrong = born.filter(({ doc, quote }) => !(text.get(doc) ?? '').includes(squeezed(quote)));
  const cited = [...synthesis.sections.flatMap(({ statements }) => statements), ...synthesis.treatments.current, ...synthesis.timeline];
  return {
    figures: {
      uncited: cited.filter((said) => said.citations.length === 0).length,
      citationVerbatim: share(born.length - wrong.length, born.length),
    },
    findings: wrong.map((source) => ({ measure: 'quote not in the document', text: source.quote, sources: [source] })),
  };
};

/** Text of a page as the pipeline keeps it; undefined where there is none. */
export type PageText = (documentId: string, page: number) => string | undefined;

/** Citations that open on their quote: `quote === page.text.slice(start, end)`; 1 by construction. */
export function citationPrecision({ runs }: Parameters<Measure>[0], pageText: PageText): Outcome {
  const all = runs.flatMap((run) => [...poolOf(run), ...run.answers].flatMap((said) => said.citations));
  const wrong = all.filter(({ documentId, page, start, end, quote }) => pageText(documentId, page)?.slice(start, end) !== quote);
  return {
    figures: { citationPrecision: share(all.length - wrong.length, all.length) },
    findings: wrong.map(({ document, quote }) => ({
      measure: 'citation that does not open on its quote',
      text: quote,
      sources: [{ doc: document, quote }],
    })),
  };
}
