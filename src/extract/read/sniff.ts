import type { MediaType } from '../../domain/document.js';
import { decodeText } from './text/decode-text.js';

/** `application/zip` is a plain archive of documents: a container, never a document. */
export type Sniffed = MediaType | 'application/zip' | undefined;

const starts = (bytes: Uint8Array, ...signature: readonly number[]): boolean => signature.every((byte, index) => bytes[index] === byte);

/** Says what bytes are from the bytes alone: extensions and declared types lie too often. Undefined for what is not read. */
export function sniff(bytes: Uint8Array): Sniffed {
  if (starts(bytes, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (starts(bytes, 0x89, 0x50, 0x4e, 0x47)) return 'image/png';
  if (starts(bytes, 0x49, 0x49, 0x2a, 0x00) || starts(bytes, 0x4d, 0x4d, 0x00, 0x2a)) return 'image/tiff';
  if (starts(bytes, 0x50, 0x4b, 0x03, 0x04)) return sniffZip(bytes);
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).toString('latin1');
  // The specification lets a PDF begin within its first 1024 bytes.
  if (head.includes('%PDF-')) return 'application/pdf';
  if (/^\s*\{\\rtf/u.test(head)) return 'text/rtf';
  return sniffText(bytes);
}

/** What a document that failed is filed under. */
export function failedMediaType(bytes: Uint8Array): MediaType {
  const kind = sniff(bytes);
  return kind === undefined || kind === 'application/zip' ? 'application/octet-stream' : kind;
}

function sniffZip(bytes: Uint8Array): Sniffed {
  // Names stand in clear in the central directory, at the end, and before each entry.
  const names = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (names.includes('word/document.xml')) return 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  if (names.includes('METADATA.XML') || names.includes('metadata.xml')) return 'application/xdm+zip';
  if (names.includes('xl/workbook.xml') || names.includes('ppt/presentation.xml')) return undefined;
  return 'application/zip';
}

function sniffText(bytes: Uint8Array): Sniffed {
  const text = decodeText(bytes.subarray(0, 200_000));
  if (text === undefined) return undefined;
  const start = text.trimStart();
  if (/^(\u000b)?(MSH|FHS|BHS)\|/u.test(start)) return 'application/hl7-v2';
  // A style sheet may stand before the document that it carries.
  if (start.startsWith('<')) return sniffMarkup(/<xsl:stylesheet[\s>]/u.test(start) ? (decodeText(bytes) ?? start) : start);
  if (/^[{[]/u.test(start) && /"resourceType"\s*:\s*"[A-Z]/u.test(start)) return 'application/fhir+json';
  return 'text/plain';
}

function sniffMarkup(text: string): Sniffed {
  // Comments may hold any tag name.
  const markup = text.replace(/<!--[\s\S]*?-->/gu, '');
  if (/<(?:[\w.-]+:)?ClinicalDocument[\s>]/u.test(markup)) return 'application/cda+xml';
  if (/xmlns(?::[\w.-]+)?\s*=\s*["']http:\/\/hl7\.org\/fhir["']/u.test(markup)) return 'application/fhir+xml';
  if (/<!doctype\s+html|<html[\s>]|<(?:body|head|div|p|table)[\s>]/iu.test(markup)) return 'text/html';
  return /^<\?xml|^<[\w.-]+(?::[\w.-]+)?[\s/>]/u.test(markup.trimStart()) ? undefined : 'text/plain';
}
