import type { Citations, Span } from '../../domain/citation.js';
import type { MediaType, Page, ReadingWarning } from '../../domain/document.js';
import { AppError } from '../../errors.js';
import type { CodedAttachment, CodedMediaType } from '../coded/coded-reading.js';
import { readCoded } from '../coded/read-coded.js';
import { LIMITS } from './limits.js';
import { countImagePages, isImage, mayBePage } from './raster.js';
import { readPdf } from './read-pdf.js';
import type { RawReading, Source } from './reading.js';
import { idOf, sha256Of, warningOf } from './reading.js';
import { failedMediaType, sniff } from './sniff.js';
import { decodeText } from './text/decode-text.js';
import { docxPictures, docxToText } from './text/docx-text.js';
import { htmlToText } from './text/html-text.js';
import { plainPages } from './text/plain-pages.js';
import { rtfToText } from './text/rtf-text.js';
import { unzip } from './unzip.js';

/**
 * Reads one file and what it carries, without recognition: the document first, then its attachments. A failure is a
 * reading without pages whose warning says why; nothing is thrown but what a worker cannot survive.
 */
export async function readBytes(source: Source, depth = 0, parentId?: string): Promise<RawReading[]> {
  const sha256 = sha256Of(source.bytes);
  const base = {
    id: idOf(sha256),
    fileName: source.fileName,
    sha256,
    bytes: source.bytes,
    ...(parentId === undefined ? {} : { parentId }),
  };
  try {
    if (source.bytes.length === 0) throw new AppError('FRS-IN-002');
    if (source.bytes.length > LIMITS.fileBytes) throw new AppError('FRS-IN-005');
    const kind = sniff(source.bytes);
    if (kind === undefined) throw new AppError('FRS-IN-009');
    if (kind === 'application/zip') return await readArchive(source, depth, parentId);
    if (isCoded(kind)) return await readCodedDocument(kind, { ...base, mediaType: kind }, depth);
    const document: RawReading = { ...base, mediaType: kind, ...(await readPages(source.bytes, kind)) };
    return kind === DOCX ? [document, ...(await readPictures(document, depth))] : [document];
  } catch (error) {
    return [
      {
        ...base,
        mediaType: failedMediaType(source.bytes),
        pages: [],
        needsOcr: [],
        warnings: [warningOf(error instanceof AppError ? error.code : 'FRS-IN-003')],
      },
    ];
  }
}

const DOCX: MediaType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Pages that were pasted as pictures into a text document: documents of their own, linked to it, which wait for recognition. */
async function readPictures(document: RawReading, depth: number): Promise<RawReading[]> {
  if (depth >= LIMITS.depth) return [];
  const readings: RawReading[] = [];
  for (const { bytes } of docxPictures(document.bytes)) {
    const kind = sniff(bytes);
    if (kind === undefined || kind === 'application/zip' || !isImage(kind) || !(await mayBePage(bytes))) continue;
    const name = `image-${String(readings.length + 1)}.${kind.replace('image/', '')}`;
    readings.push(...(await readBytes({ fileName: name, bytes }, depth + 1, document.id)));
  }
  return readings;
}

const isCoded = (mediaType: MediaType): mediaType is CodedMediaType =>
  mediaType === 'application/cda+xml' ||
  mediaType === 'application/fhir+json' ||
  mediaType === 'application/fhir+xml' ||
  mediaType === 'application/hl7-v2' ||
  mediaType === 'application/xdm+zip';

interface Pages {
  readonly pages: readonly Page[];
  readonly needsOcr: readonly number[];
  readonly warnings: readonly ReadingWarning[];
}

async function readPages(bytes: Uint8Array, mediaType: MediaType): Promise<Pages> {
  if (mediaType === 'application/pdf') return readPdf(bytes);
  if (isImage(mediaType)) return imagePages(await countImagePages(bytes));
  return withPageLimit(plainPages(textOf(bytes, mediaType)));
}

function textOf(bytes: Uint8Array, mediaType: MediaType): string {
  if (mediaType === DOCX) return docxToText(bytes);
  // RTF is ASCII by definition; what writers add beyond it is Windows-1252.
  if (mediaType === 'text/rtf') return rtfToText(new TextDecoder('windows-1252').decode(bytes));
  const text = decodeText(bytes);
  if (text === undefined) throw new AppError('FRS-IN-009');
  return mediaType === 'text/html' ? htmlToText(htmlDecoded(bytes, text)) : text;
}

/** A page that declares Latin-1 in ASCII bytes decodes alike; one that declares another charset is followed. */
function htmlDecoded(bytes: Uint8Array, text: string): string {
  const declared = /<meta[^>]+charset=["']?\s*([\w-]+)/iu.exec(text.slice(0, 2000))?.[1]?.toLowerCase();
  return declared !== undefined && /^(iso-8859-15|windows-125\d|macintosh)$/u.test(declared)
    ? new TextDecoder(declared).decode(bytes)
    : text;
}

function imagePages(count: number): Pages {
  const numbers = Array.from({ length: Math.min(count, LIMITS.pages) }, (_, index) => index + 1);
  return {
    pages: numbers.map((number) => ({ number, text: '', source: 'failed', positions: [], furniture: [] })),
    needsOcr: numbers,
    warnings: count > LIMITS.pages ? [warningOf('FRS-RD-004', LIMITS.pages + 1)] : [],
  };
}

function withPageLimit(pages: readonly Page[]): Pages {
  return {
    pages: pages.slice(0, LIMITS.pages),
    needsOcr: [],
    warnings: pages.length > LIMITS.pages ? [warningOf('FRS-RD-004', LIMITS.pages + 1)] : [],
  };
}

async function readArchive(source: Source, depth: number, parentId?: string): Promise<RawReading[]> {
  if (depth >= LIMITS.depth) throw new AppError('FRS-IN-006');
  const readings: RawReading[] = [];
  for (const entry of unzip(source.bytes, (name) => !/(?:^|\/)(?:\.|__MACOSX\/)/u.test(name))) {
    readings.push(...(await readBytes({ fileName: baseName(entry.name), bytes: entry.bytes }, depth + 1, parentId)));
  }
  if (readings.length === 0) throw new AppError('FRS-IN-002');
  return readings;
}

const baseName = (path: string): string => path.split(/[/\\]/u).at(-1) || path;

async function readCodedDocument(
  mediaType: CodedMediaType,
  base: Omit<RawReading, 'pages' | 'needsOcr' | 'warnings'>,
  depth: number,
): Promise<RawReading[]> {
  const { pages, attachments, warnings, ...coded } = readCoded({ mediaType, bytes: base.bytes, documentId: base.id });
  const children: { readonly attachment: CodedAttachment; readonly readings: readonly RawReading[] }[] = [];
  if (attachments.length > 0 && depth >= LIMITS.depth) warnings.push(warningOf('FRS-IN-006'));
  else {
    for (const attachment of attachments.slice(0, LIMITS.entries)) {
      children.push({ attachment, readings: await readBytes({ fileName: attachment.name, bytes: attachment.bytes }, depth + 1, base.id) });
    }
  }
  const hasText = pages.some((page) => page.text.trim() !== '');
  const bodies = hasText ? [] : children.filter(({ attachment, readings }) => attachment.kind === 'body' && readings.length === 1);
  const body = bodies.length === 1 ? bodies[0]!.readings[0]! : undefined;
  const parent: RawReading = {
    ...base,
    ...(body ? { body: { bytes: body.bytes, mediaType: body.mediaType } } : {}),
    pages: body ? body.pages : pages,
    needsOcr: body ? body.needsOcr : [],
    warnings: [...warnings, ...(body?.warnings ?? [])],
    coded: body?.coded === undefined ? coded : withCodedBody(coded, body.coded, base.id),
  };
  const others = children
    .filter(({ readings }) => body === undefined || readings[0] !== body)
    .flatMap(({ attachment, readings }) => readings.map((reading) => withEnvelope(reading, attachment, base.id)));
  return [parent, ...others];
}

type Coded = NonNullable<RawReading['coded']>;

/** A CDA carried by a FHIR DocumentReference is the document: its entries and patient count, its envelope's words come first. */
function withCodedBody(envelope: Coded, body: Coded, documentId: string): Coded {
  const here = (span: Span): Span => ({ ...span, documentId });
  const told = Object.entries(envelope.identity).some(([trait, value]) => trait !== 'firstNames' && value !== undefined);
  const version = envelope.metadata.version ?? { replaces: [] };
  return {
    metadata: {
      ...body.metadata,
      ...envelope.metadata,
      version: { ...body.metadata.version, ...version, replaces: [...(body.metadata.version?.replaces ?? []), ...version.replaces] },
      access: [...new Set([...(envelope.metadata.access ?? []), ...(body.metadata.access ?? [])])],
    },
    identity: told ? envelope.identity : body.identity,
    identityDoubts: [...envelope.identityDoubts, ...body.identityDoubts],
    entries: body.entries.map((fact) => ({
      ...fact,
      documentId,
      cues: fact.cues.map((cue) => ({ ...cue, span: here(cue.span) })),
      citations: fact.citations.map(({ span, quote }) => ({ span: here(span), quote })) as Citations,
    })),
  };
}

function withEnvelope(reading: RawReading, { metadata, identity, submissionSet }: CodedAttachment, parentId: string): RawReading {
  if (reading.parentId !== parentId) return reading;
  const envelope = {
    ...(metadata === undefined ? {} : { metadata }),
    ...(identity === undefined ? {} : { identity }),
    ...(submissionSet === undefined ? {} : { submissionSet }),
  };
  return Object.keys(envelope).length === 0 ? reading : { ...reading, envelope };
}
