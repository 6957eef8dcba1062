import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/errors.js';
import type { CodedMediaType } from '../../../src/extract/coded/coded-reading.js';
import { readCoded } from '../../../src/extract/coded/read-coded.js';
import { fixture, misquoted, readText } from './support.js';

const SEEDS: readonly (readonly [CodedMediaType, Uint8Array])[] = [
  ['application/cda+xml', fixture('level-3.xml')],
  ['application/fhir+json', fixture('bundle.json')],
  ['application/fhir+xml', fixture('observation.xml')],
  ['application/hl7-v2', fixture('result.hl7')],
  ['application/xdm+zip', zipSync({ 'METADATA.XML': new TextEncoder().encode('<a><ExtrinsicObject/></a>') })],
];

/** A reading whose quotes hold, or a typed error: nothing else may come out. */
function settles(mediaType: CodedMediaType, bytes: Uint8Array): boolean {
  try {
    return misquoted(readCoded({ mediaType, bytes, documentId: 'doc' })).length === 0;
  } catch (error) {
    return error instanceof AppError;
  }
}

describe('hostile bytes', () => {
  it.each(SEEDS)('%s: any mutation gives a reading or a typed error', (mediaType, seed) => {
    const mutation = fc.record({ at: fc.nat(seed.length), cut: fc.nat(60), put: fc.uint8Array({ maxLength: 20 }), truncate: fc.boolean() });
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 4 }), (mutations) => {
        let bytes = seed;
        for (const { at, cut, put, truncate } of mutations)
          bytes = Uint8Array.from([...bytes.subarray(0, at), ...put, ...(truncate ? [] : bytes.subarray(at + cut))]);
        return settles(mediaType, bytes);
      }),
      { numRuns: 120 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => settles(mediaType, bytes)),
      { numRuns: 60 },
    );
  });

  it('swapping elements of a document never breaks a quote', () => {
    const parts = new TextDecoder().decode(fixture('level-3.xml')).split(/(?=<(?:entry|observation|value|text|code)[ >])/);
    fc.assert(
      fc.property(fc.nat(parts.length - 1), fc.nat(parts.length - 1), (from, to) => {
        const swapped = [...parts];
        [swapped[from], swapped[to]] = [parts[to] ?? '', parts[from] ?? ''];
        return settles('application/cda+xml', new TextEncoder().encode(swapped.join('')));
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    ['an external entity', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><ClinicalDocument>&x;</ClinicalDocument>'],
    ['a billion laughs', '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><ClinicalDocument>&b;</ClinicalDocument>'],
    ['an entity nobody declared', '<ClinicalDocument>&secret;</ClinicalDocument>'],
    ['ten thousand levels', `${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}`],
  ])('refuses %s', (_name, xml) => {
    expect(() => readText(xml, 'application/cda+xml')).toThrow(expect.objectContaining({ code: 'FRS-RD-005' }) as Error);
  });

  it('reads nested tables in time that follows their size', () => {
    const nested = `${'<table><tr><td>'.repeat(25)}x${'</td></tr></table>'.repeat(25)}`;
    const started = performance.now();
    const reading = readText(
      `<ClinicalDocument><component><structuredBody><component><section><text>${nested}</text></section></component></structuredBody></component></ClinicalDocument>`,
      'application/cda+xml',
    );
    expect(reading.pages[0]?.text).toBe('x');
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
