import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fact } from '../../../src/domain/fact.js';
import type { CodedMediaType, CodedReading } from '../../../src/extract/coded/coded-reading.js';
import { readCoded } from '../../../src/extract/coded/read-coded.js';

export const FIXTURES = join(import.meta.dirname, '..', '..', 'fixtures', 'coded');
export const DEMO = join(import.meta.dirname, '..', '..', '..', 'eval', 'corpus', 'demo', 'sources');

export const fixture = (name: string): Uint8Array => new Uint8Array(readFileSync(join(FIXTURES, name)));

export const readFixture = (name: string, mediaType: CodedMediaType): CodedReading =>
  readCoded({ mediaType, bytes: fixture(name), documentId: 'doc' });

export const readText = (text: string, mediaType: CodedMediaType): CodedReading =>
  readCoded({ mediaType, bytes: new TextEncoder().encode(text), documentId: 'doc' });

/** Citations that are not the slice of the page they point to: always none. */
export const misquoted = (reading: CodedReading): Fact[] =>
  reading.entries.filter((fact) =>
    fact.citations.some(({ span, quote }) => reading.pages[span.page - 1]?.text.slice(span.start, span.end) !== quote),
  );

export const labelled = (reading: CodedReading, label: string): Fact => {
  const found = reading.entries.find((fact) => fact.label === label);
  if (found === undefined) throw new Error(`no fact "${label}" among ${reading.entries.map((fact) => fact.label).join(' | ')}`);
  return found;
};
