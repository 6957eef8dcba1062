import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { measureCda } from '../../../eval/measure-cda.js';

const FOLDER = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'data', 'cda');
const present = existsSync(join(FOLDER, 'gold.json'));
if (!present) console.warn('SKIPPED: the published CDA samples are not beside this checkout; see eval/measure-cda.ts');

describe.skipIf(!present)('published CI-SIS samples', () => {
  it('agree with the independent gold on header, results, drugs, vaccinations, problems, allergies and attachments', () => {
    const { documents, misses } = measureCda(FOLDER);
    expect(documents).toBe(62);
    expect(misses).toEqual([]);
  });
});
