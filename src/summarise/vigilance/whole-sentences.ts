import type { Citation } from '../../domain/citation.js';
import type { Vigilance } from '../../domain/synthesis.js';
import { passagesOf, type Written } from './passages.js';

/** Letters up to which a sentence is shown whole. */
const LONGEST = 240;

/**
 * A fact's own words are often the bare name of a drug or an act, and what contradicts stands beside it ("dernier comprimé le 2 avril,
 * plus jamais chez elle"): a warning cites the sentence or the line whole.
 */
export function citingWholeSentences(item: Vigilance, passages: readonly Written[]): Vigilance {
  if (item.factIds.length === 0) return item;
  const seen = new Set<string>();
  const citations = item.citations
    .map((citation) => wholeOf(citation, passages))
    .filter(({ span }) => {
      const key = `${span.documentId}/${span.page}/${span.start}/${span.end}`;
      return seen.has(key) ? false : seen.add(key) !== undefined;
    });
  return { ...item, citations };
}

function wholeOf(citation: Citation, passages: readonly Written[]): Citation {
  const { documentId, page, start, end } = citation.span;
  const whole = passagesOf(passages, documentId).find(
    ({ citation: { span } }) => span.page === page && span.start <= start && span.end >= end,
  );
  return whole === undefined || whole.citation.quote.length > LONGEST ? citation : whole.citation;
}
