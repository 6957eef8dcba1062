import { createHash } from 'node:crypto';
import { AppError } from '../../errors.js';
import type { DepositMetadata } from '../../extract/metadata/deposit.js';
import { sha256Of } from '../../extract/read/reading.js';
import type { BinaryInput, DocumentReferenceInput, ObservationInput } from './fhir-input.js';

/** What a resource becomes here: a file of the dossier, in FHIR's own words, and what is said of it beside. */
export interface ProvidedFile {
  readonly fileName: string;
  readonly bytes: Buffer;
  readonly metadata: readonly DepositMetadata[];
}

/** Finds the Binary that an attachment's url names; undefined where none was sent. */
export type FindBinary = (url: string) => BinaryInput | undefined;

/** The document's own media type stands in the name of the file that carries it: lists tell it without opening the file. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'text/xml': 'xml',
  'application/xml': 'xml',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/tiff': 'tiff',
  'text/plain': 'txt',
  'text/html': 'html',
  'text/rtf': 'rtf',
};
const PROVIDED = /^DocumentReference-[0-9a-f]{8}\.(\w+)$/;

export function contentTypeByName(fileName: string): string | undefined {
  const extension = PROVIDED.exec(fileName)?.[1];
  return Object.entries(EXTENSIONS).find(([, known]) => known === extension)?.[0];
}

/**
 * A DocumentReference with its document within it, whole and alone, whatever way it came.
 * @throws AppError FRS-IN-017 naming the element: no bytes, a size or a hash that is not theirs.
 */
export function documentFile(sent: DocumentReferenceInput, find: FindBinary): ProvidedFile {
  const attachment = sent.content[0]?.attachment;
  const binary = attachment?.url === undefined ? undefined : find(attachment.url);
  const data = attachment?.data ?? binary?.data;
  if (attachment === undefined || data === undefined || data === '')
    throw new AppError('FRS-IN-017', { detail: 'DocumentReference.content.attachment.data' });
  const bytes = Buffer.from(data, 'base64');
  if (attachment.size !== undefined && attachment.size !== bytes.length)
    throw new AppError('FRS-IN-017', { detail: 'DocumentReference.content.attachment.size' });
  if (attachment.hash !== undefined && !isHashOf(attachment.hash, bytes))
    throw new AppError('FRS-IN-017', { detail: 'DocumentReference.content.attachment.hash' });
  const contentType = attachment.contentType ?? binary?.contentType ?? 'application/octet-stream';
  const contained = sent.contained?.filter(({ resourceType }) => resourceType !== 'Binary');
  const whole = {
    ...sent,
    id: undefined,
    ...(contained === undefined ? {} : { contained }),
    content: [{ ...sent.content[0], attachment: { ...attachment, url: undefined, contentType, data } }],
  };
  const source = Buffer.from(JSON.stringify(whole));
  const extension = EXTENSIONS[contentType.split(';')[0] ?? ''] ?? 'bin';
  return { fileName: `DocumentReference-${sha256Of(source).slice(0, 8)}.${extension}`, bytes: source, metadata: [] };
}

/** FHIR R4 says SHA-1; senders of R5 and of XDS metadata write other lengths. */
function isHashOf(hash: string, bytes: Buffer): boolean {
  const sent = Buffer.from(hash, 'base64');
  const algorithm = sent.length === 32 ? 'sha256' : 'sha1';
  return createHash(algorithm).update(bytes).digest().equals(sent);
}

/** One measure as it came, or those of one transaction together: a day of glucose readings is one document. */
export function observationFile(sent: readonly ObservationInput[]): ProvidedFile {
  const [first] = sent;
  const alone = sent.length === 1;
  const resource = alone ? first : { resourceType: 'Bundle', type: 'collection', entry: sent.map((each) => ({ resource: each })) };
  const source = Buffer.from(JSON.stringify(resource));
  const fileName = `Observation-${sha256Of(source).slice(0, 8)}.json`;
  // Who or what measured: the application or device where the sender names one.
  const by = first?.device?.display ?? first?.performer?.find(({ display }) => display !== undefined)?.display;
  return { fileName, bytes: source, metadata: by === undefined ? [] : [{ file: fileName, author: { name: by } }] };
}

/** The document that a DocumentReference kept here carries; undefined for any other file. */
export function carriedBy(source: Uint8Array): { readonly contentType: string; readonly bytes: Buffer } | undefined {
  const { resourceType, content } = JSON.parse(Buffer.from(source).toString()) as Partial<DocumentReferenceInput>;
  const attachment = content?.[0]?.attachment;
  return resourceType !== 'DocumentReference' || attachment?.data === undefined
    ? undefined
    : { contentType: attachment.contentType ?? 'application/octet-stream', bytes: Buffer.from(attachment.data, 'base64') };
}
