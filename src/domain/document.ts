import { z } from 'zod';
import { PartialDate, Span } from './citation.js';

/** A rectangle on a page, in fractions of its width and height, origin at the top left. */
const Box = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });
export type Box = z.infer<typeof Box>;

/** Where a run of a page's text stands on the page's image; `start` and `end` are half-open UTF-16 offsets into `Page.text`. */
export const TextPosition = z.object({
  start: z.int().min(0),
  end: z.int().min(0),
  box: Box,
  /** OCR confidence of the run, 0 to 1; absent where the text was not recognised but read. */
  confidence: z.number().min(0).max(1).optional(),
});
export type TextPosition = z.infer<typeof TextPosition>;

/** A word that a listed rule rewrote before the text was made (a unit that recognition misreads): `text.slice(start, end)` was read as `read`. */
export const WordRepair = z.object({ start: z.int().min(0), end: z.int().min(0), read: z.string(), rule: z.string() });
export type WordRepair = z.infer<typeof WordRepair>;

/**
 * One page. Its text is never rewritten once a span points into it.
 * `failed` keeps the numbering of the pages that follow.
 */
export const Page = z.object({
  number: z.int().min(1),
  text: z.string(),
  source: z.enum(['text-layer', 'ocr', 'cda', 'plain', 'failed']),
  /** Mean OCR confidence, 0 to 1. */
  confidence: z.number().min(0).max(1).optional(),
  /** In reading order; empty where the source has no layout (plain text, CDA narrative). */
  positions: z.array(TextPosition),
  /** Ranges of `text` outside the clinical text: headers and footers that repeat. */
  furniture: z.array(z.object({ start: z.int(), end: z.int() })).default([]),
  /** In reading order; absent where nothing was rewritten. */
  repairs: z.array(WordRepair).optional(),
});
export type Page = z.infer<typeof Page>;

/** A coded value; `system` is an OID or a URI as the source gives it. */
export const Code = z.object({ system: z.string(), code: z.string(), display: z.string().optional() });
export type Code = z.infer<typeof Code>;

/** A piece of metadata with where it comes from and how sure it is. */
const described = <T extends z.ZodType>(value: T) =>
  z.object({
    value,
    source: z.enum(['header', 'deposit', 'text', 'file']),
    confidence: z.number().min(0).max(1),
    /** The rule that decided, for whoever asks why. */
    reason: z.string(),
  });

export const Author = z.object({
  name: z.string(),
  specialty: z.string().optional(),
  /** RPPS or other professional identifier. */
  identifier: z.string().optional(),
});
export type Author = z.infer<typeof Author>;

export const AccessState = z.enum([
  'masked-from-professionals',
  'invisible-to-patient',
  'invisible-to-representatives',
  'archived',
  'deprecated',
  'patient-deposited',
]);
export type AccessState = z.infer<typeof AccessState>;

export const DocumentMetadata = z.object({
  title: described(z.string()),
  /** LOINC, or 1.2.250.1.213.1.1.4.12 where France has its own code. */
  type: described(Code).optional(),
  /** When the act took place: what a timeline uses. */
  actDate: described(PartialDate).optional(),
  /** When the document was written. */
  writtenDate: described(PartialDate).optional(),
  author: described(Author).optional(),
  /** Those who signed beside the author, in the header's order. */
  otherAuthors: z.array(Author).optional(),
  organisation: described(z.string()).optional(),
  version: z.object({
    documentId: z.string().optional(),
    setId: z.string().optional(),
    number: z.int().optional(),
    replaces: z.array(z.string()),
  }),
  access: z.array(AccessState),
});
export type DocumentMetadata = z.infer<typeof DocumentMetadata>;

/** Traits that say whose document this is; every one may be missing. */
export const IdentityTraits = z.object({
  insMatricule: z.string().optional(),
  insOid: z.string().optional(),
  birthName: z.string().optional(),
  usedName: z.string().optional(),
  firstNames: z.array(z.string()),
  birthDate: PartialDate.optional(),
  sex: z.enum(['M', 'F', 'U']).optional(),
  birthPlaceCode: z.string().optional(),
});
export type IdentityTraits = z.infer<typeof IdentityTraits>;

/** What the identity guard found on one page or in the header. */
export const IdentityFinding = z.object({
  page: z.int().min(1).optional(),
  traits: IdentityTraits,
  verdict: z.enum(['match', 'doubt', 'mismatch', 'missing']),
  /** French, for the reader: what agrees and what differs. */
  evidence: z.string(),
  spans: z.array(Span),
});
export type IdentityFinding = z.infer<typeof IdentityFinding>;

export const DocumentStatus = z.enum(['read', 'ocr', 'failed', 'quarantined', 'duplicate', 'replaced']);
export type DocumentStatus = z.infer<typeof DocumentStatus>;

/** A warning the user sees: a page, a document or an attachment that could not be read, or was cut. */
export const ReadingWarning = z.object({ code: z.string(), message: z.string(), page: z.int().optional() });
export type ReadingWarning = z.infer<typeof ReadingWarning>;

export const MediaType = z.enum([
  'application/pdf',
  'image/jpeg',
  'image/png',
  'image/tiff',
  'application/cda+xml',
  'application/fhir+json',
  'application/fhir+xml',
  'application/hl7-v2',
  'application/xdm+zip',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'text/rtf',
  'text/html',
  'text/plain',
  /** A file whose format was not recognised: listed with its warning, never read. */
  'application/octet-stream',
]);
export type MediaType = z.infer<typeof MediaType>;

/** A deposited document, read. `id` is the first 16 hex digits of the SHA-256 of its bytes. */
export const Document = z.object({
  id: z.string(),
  fileName: z.string(),
  sha256: z.string(),
  mediaType: MediaType,
  /** The document this one was attached to or embedded in. */
  parentId: z.string().optional(),
  pages: z.array(Page),
  metadata: DocumentMetadata,
  identity: IdentityTraits,
  /** French: why the identity in the header is itself doubtful (a number whose key is wrong). */
  identityDoubts: z.array(z.string()).default([]),
  warnings: z.array(ReadingWarning),
});
export type Document = z.infer<typeof Document>;
