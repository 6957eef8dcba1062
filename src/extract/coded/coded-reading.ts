import type { DocumentMetadata, IdentityTraits, Page, ReadingWarning } from '../../domain/document.js';
import type { Fact } from '../../domain/fact.js';

export type CodedMediaType =
  'application/cda+xml' | 'application/fhir+json' | 'application/fhir+xml' | 'application/hl7-v2' | 'application/xdm+zip';

export interface CodedInput {
  readonly mediaType: CodedMediaType;
  readonly bytes: Uint8Array;
  readonly documentId: string;
}

/** A file carried inside a coded document. `mediaType` is sniffed from its bytes; `body` means it is the document's text itself. */
export interface CodedAttachment {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly name: string;
  readonly sha256: string;
  readonly kind: 'body' | 'embedded';
  /** What the envelope says of the attached document: title, type, access states (XDM, FHIR DocumentReference). */
  readonly metadata?: Partial<DocumentMetadata>;
  readonly identity?: IdentityTraits;
  /** Documents sent together share it (XDS submission set, HL7 message). */
  readonly submissionSet?: string;
}

/** A reason to doubt the identity traits of a header; `message` is French, for the reader, and holds no trait. */
export interface IdentityDoubt {
  readonly code: 'ins-key' | 'ins-conflict' | 'ins-birth' | 'several-patients';
  readonly message: string;
}

export interface CodedReading {
  readonly pages: Page[];
  readonly metadata: Partial<DocumentMetadata>;
  readonly identity: IdentityTraits;
  readonly identityDoubts: IdentityDoubt[];
  /** Structured entries; each citation's quote is the slice of the page it points to. */
  readonly entries: Fact[];
  readonly attachments: CodedAttachment[];
  readonly warnings: ReadingWarning[];
}
