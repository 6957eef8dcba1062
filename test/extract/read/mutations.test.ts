import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { mutate, soundFiles } from '../../../eval/hostile/mutate.js';
import { seeded } from '../../../eval/seeded.js';
import { ERRORS } from '../../../src/errors.js';
import { readSource } from '../../../src/extract/read/read-source.js';
import { closeReadWorkers } from '../../../src/extract/read/worker-pool.js';

afterAll(closeReadWorkers);

it('answers 250 damaged files of every format with a typed result', { timeout: 300_000 }, async () => {
  const files = await soundFiles(fileURLToPath(new URL('../../../eval/corpus/demo/sources', import.meta.url)));
  const random = seeded(7);
  for (let index = 0; index < 250; index += 1) {
    const readings = await readSource({ fileName: 'mutation', bytes: mutate(files, random) }, { limitMs: 20_000 });
    expect(readings.length).toBeGreaterThan(0);
    for (const reading of readings) {
      for (const warning of reading.warnings) expect(Object.keys(ERRORS)).toContain(warning.code);
      for (const page of reading.pages) {
        for (const { start, end } of page.positions) expect(start < end && end <= page.text.length).toBe(true);
      }
    }
  }
});
