import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IdentityTraits, Page } from '../../../src/domain/document.js';
import { guardIdentity, type GuardResult } from '../../../src/extract/identity/guard-identity.js';
import { ANNICK, CASES, HEAD, type Expected } from './identity-cases.js';

function guard(patient: IdentityTraits, texts: readonly string[], source: Page['source'], header?: IdentityTraits): GuardResult {
  const pages = texts.map((text, index): Page => ({ number: index + 1, text, source, positions: [], furniture: [] }));
  return guardIdentity({ documentId: 'd', pages, patient, ...(header === undefined ? {} : { header }) });
}

function outcome(result: GuardResult): Expected {
  if (result.quarantined) return 'quarantine';
  if (result.quarantinedPages.length > 0) return result.quarantinedPages;
  const verdicts = result.findings.map((finding) => finding.verdict);
  return verdicts.includes('doubt') ? 'doubt' : verdicts.includes('match') ? 'match' : 'missing';
}

describe('guardIdentity', () => {
  it.each(CASES)('$says → $expected', ({ patient, pages, expected, source, header }) => {
    expect(outcome(guard(patient, pages, source ?? 'text-layer', header))).toEqual(expected);
  });

  it('points at the words that decided', () => {
    const text = `${HEAD}Mme LECLERCQ Annick, née BIHAN le 19/06/1951`;
    const [finding] = guard(ANNICK, [text], 'text-layer').findings;
    const span = finding?.spans[0];
    expect(text.slice(span?.start, span?.end)).toBe('Mme LECLERCQ Annick, née BIHAN le 19/06/1951');
    expect(finding?.evidence).toContain('19/06/1951 au lieu du 17/02/1949');
  });

  it('takes a heading for no name, and a birth of two digits for one of this life', () => {
    const own = 'CABINET INFIRMIER DES TILLEULS\nFEUILLE DE TRANSMISSIONS - Mme LECLERCQ Annick 17/02/49\n\n26/10 RAS.';
    const other = 'CABINET INFIRMIER DES TILLEULS\nFEUILLE DE TRANSMISSIONS - M. VASSAL Roland 19/06/38\n\n26/10 RAS.';
    const { quarantinedPages, findings } = guard(ANNICK, [own, other], 'text-layer');
    expect(quarantinedPages).toEqual([2]);
    const evidence = findings.find((finding) => finding.verdict === 'mismatch')?.evidence;
    expect(evidence).toContain('VASSAL');
    expect(evidence).toContain('19/06/1938');
  });

  it('points inside the page, whatever the page holds', () => {
    const piece = fc.constantFrom(
      'Mme ',
      'LECLERCQ ',
      'Annick ',
      'née ',
      '17/02/1949',
      '\n',
      'Patient : ',
      '   ',
      'Dr ',
      'TOURNIER ',
      'INS 277033523811107 ',
      ', ',
      '\u{1F600}',
      'œ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        for (const { start, end } of guard(ANNICK, [text], 'ocr').findings.flatMap((finding) => finding.spans)) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 200 },
    );
  });
});
