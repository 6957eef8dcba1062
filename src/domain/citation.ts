import { z } from 'zod';

/**
 * A half-open range of one page's text, in UTF-16 code units, into `Page.text`.
 * Pages are numbered from 1.
 */
export const Span = z
  .object({
    documentId: z.string().min(1),
    page: z.int().min(1),
    start: z.int().min(0),
    end: z.int().min(0),
  })
  .refine((span) => span.start < span.end, { message: 'a span holds at least one character' });
export type Span = z.infer<typeof Span>;

/** Whether two spans have a character in common. */
export const overlap = (a: Span, b: Span): boolean =>
  a.documentId === b.documentId && a.page === b.page && a.start < b.end && b.start < a.end;

/** A passage of a page, quoted verbatim: `quote === page.text.slice(span.start, span.end)`. */
export const Citation = z.object({ span: Span, quote: z.string().min(1) });
export type Citation = z.infer<typeof Citation>;

/** One citation at least: an uncited fact or statement cannot be represented. */
export const Citations = z.tuple([Citation], Citation);
export type Citations = z.infer<typeof Citations>;

/** A date as precise as its source and no more: "2009", "2024-03" or "2024-03-12". */
export const PartialDate = z.string().regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/);
export type PartialDate = z.infer<typeof PartialDate>;
