import { z } from 'zod';
import { PartialDate, Span } from './citation.js';
import { Page } from './document.js';

/** What stands beside a passage: said to the encoder and to the reader, never written into the passage. */
export const PassageContext = z.object({
  title: z.string(),
  /** The document's type code, LOINC or 1.2.250.1.213.1.1.4.12. */
  type: z.string().optional(),
  /** Date of the act. */
  date: PartialDate.optional(),
  specialty: z.string().optional(),
  organisation: z.string().optional(),
  /** Where the page's words come from. */
  source: Page.shape.source.optional(),
  /** Kind of the section it stands in ("conclusion", "laboratory"…). */
  section: z.string(),
  /** The heading as written. */
  heading: z.string().optional(),
});
export type PassageContext = z.infer<typeof PassageContext>;

/**
 * A stretch of one page that is embedded and found as one: whole sentences or rows of one section.
 * `text === page.text.slice(span.start, span.end)`.
 */
export const Passage = z.object({ id: z.string(), span: Span, text: z.string().min(1), context: PassageContext });
export type Passage = z.infer<typeof Passage>;
