import { createHash } from 'node:crypto';
import { inflateRawSync, inflateSync } from 'node:zlib';
import { AppError } from '../../errors.js';
import type { CodedAttachment } from './coded-reading.js';

export const UNKNOWN_TYPE = 'application/octet-stream';

const MAX_ATTACHMENT = 100 * 1024 * 1024;

const SIGNATURES: readonly (readonly [string, RegExp])[] = [
  ['application/pdf', /^[\s\S]{0,1000}?%PDF-/],
  ['image/jpeg', /^\xff\xd8\xff/],
  ['image/png', /^\x89PNG\r\n\x1a\n/],
  ['image/tiff', /^(II\*\0|MM\0\*)/],
  ['image/gif', /^GIF8/],
  ['application/zip', /^PK\x03\x04/],
  ['text/rtf', /^\{\\rtf/],
  ['application/cda+xml', /^[\s\S]{0,4000}?<(\w+:)?ClinicalDocument[\s>]/],
  ['application/hl7-v2', /^[\x0b\s]*MSH[|^]/],
  ['text/html', /^\s*<(!doctype\s+html|html)/i],
  ['application/xml', /^(\xef\xbb\xbf)?\s*<\?xml/],
];

/** What the bytes are, by their signature; the declared type, then plain text, where they have none. */
export function sniffAttachment(bytes: Uint8Array, declared?: string): string {
  const head = Buffer.from(bytes.subarray(0, 4100)).toString('latin1');
  return SIGNATURES.find(([, signature]) => signature.test(head))?.[0] ?? declared ?? UNKNOWN_TYPE;
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/tiff': 'tiff',
  'text/rtf': 'rtf',
  'text/html': 'html',
  'text/plain': 'txt',
  'application/xml': 'xml',
  'application/cda+xml': 'xml',
};

/** Base64 as documents carry it: broken over lines, sometimes without padding. Undefined where it is not base64. */
export function decodeBase64(text: string): Uint8Array | undefined {
  const packed = text.replace(/\s+/g, '');
  if (packed === '' || !/^[A-Za-z0-9+/]+={0,2}$/.test(packed)) return undefined;
  return new Uint8Array(Buffer.from(packed, 'base64'));
}

/** Inflates a CDA value declared `compression="DF"` (deflate) or "ZL" (zlib). @throws AppError FRS-IN-006 beyond 100 MB, FRS-IN-003 where it is cut */
export function inflate(bytes: Uint8Array, compression: string): Uint8Array {
  try {
    const unpack = compression === 'DF' ? inflateRawSync : inflateSync;
    return new Uint8Array(unpack(bytes, { maxOutputLength: MAX_ATTACHMENT }));
  } catch (cause) {
    throw new AppError(cause instanceof RangeError ? 'FRS-IN-006' : 'FRS-IN-003');
  }
}

export function attachmentOf(
  bytes: Uint8Array,
  options: { declared?: string | undefined; name: string; kind: CodedAttachment['kind'] },
): CodedAttachment {
  const mediaType = sniffAttachment(bytes, options.declared);
  const extension = EXTENSIONS[mediaType];
  const name =
    extension === undefined || options.name.toLowerCase().endsWith(`.${extension}`) ? options.name : `${options.name}.${extension}`;
  return { bytes, mediaType, name, sha256: createHash('sha256').update(bytes).digest('hex'), kind: options.kind };
}
