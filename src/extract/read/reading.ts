import { createHash } from 'node:crypto';
import type { MediaType, Page, ReadingWarning } from '../../domain/document.js';
import type { ErrorCode } from '../../errors.js';
import { ERRORS } from '../../errors.js';
import type { CodedAttachment, CodedReading } from '../coded/coded-reading.js';

/** What the first reading of one document gives: everything that needs no recognition. */
export interface RawReading {
  /** First 16 hex digits of `sha256`. */
  readonly id: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly mediaType: MediaType;
  /** The document this one was embedded in. */
  readonly parentId?: string;
  readonly bytes: Uint8Array;
  /** What the pages were read from when it is not `bytes`: the PDF inside a CDA without text of its own. */
  readonly body?: { readonly bytes: Uint8Array; readonly mediaType: MediaType };
  /** A page that waits for recognition has source `failed` and, until then, the little text its layer has. */
  readonly pages: readonly Page[];
  /** Numbers of the pages that `recognisePages` must complete. */
  readonly needsOcr: readonly number[];
  readonly warnings: readonly ReadingWarning[];
  /** What a coded format says of itself: metadata, identity and entries. */
  readonly coded?: Omit<CodedReading, 'pages' | 'attachments' | 'warnings'>;
  /** What the envelope (XDM, FHIR, HL7) says of a document it carries. */
  readonly envelope?: Pick<CodedAttachment, 'metadata' | 'identity' | 'submissionSet'>;
}

/** A file as deposited; the name serves to say which file a warning is about, never to decide its format. */
export interface Source {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export const idOf = (sha256: string): string => sha256.slice(0, 16);

/** A warning in the words of the error catalogue. */
export function warningOf(code: ErrorCode, page?: number): ReadingWarning {
  return { code, message: ERRORS[code].message, ...(page === undefined ? {} : { page }) };
}
