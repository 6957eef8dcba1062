import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { multiplyDossier, shiftDates, varyValues } from '../../eval/generate/multiply-dossier.js';
import { seeded } from '../../eval/seeded.js';
import { loadDossier } from '../../eval/gold.js';

const demo = loadDossier(join(resolve(import.meta.dirname, '..', '..'), 'eval', 'corpus', 'demo'));

describe('a dossier multiplied', () => {
  it('moves whole dates together and leaves the birth date', () => {
    expect(shiftDates('Née le 09/06/1958, vue le 01/03/2024, puis le 12 juillet 2019 et 2026-01-01.', -1, '1958-06-09')).toBe(
      'Née le 09/06/1958, vue le 29/02/2024, puis le 11 juillet 2019 et 2025-12-31.',
    );
  });

  it('varies what was measured, never a dose', () => {
    const line = 'Créatinine 12,5 mmol/L sous bisoprolol 2,5 mg';
    const varied = varyValues(line, seeded(3));
    expect(varied).toMatch(/^Créatinine \d+,\d mmol\/L sous bisoprolol 2,5 mg$/);
    expect(varied).not.toBe(line);
  });

  it('gives as many documents as asked, the same ones each time, none of another patient', () => {
    const files = multiplyDossier(demo, 500);
    expect(new Set(files.map(({ name }) => name)).size).toBe(500);
    expect(files).toEqual(multiplyDossier(demo, 500));
    expect(files.some(({ name }) => name.includes('doc-012') || name.includes('doc-016'))).toBe(false);
  });
});
