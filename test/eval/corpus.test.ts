import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dossierFolders, loadDossier } from '../../eval/gold.js';
import { withBlock } from '../../eval/report/docs-block.js';
import { aggregateAnswers, krippendorffAlpha } from '../../eval/review/aggregate.js';
import { faultsOf } from '../../eval/validate-corpus.js';

const CORPUS = resolve(import.meta.dirname, '..', '..', 'eval', 'corpus');

describe('the committed corpora', () => {
  it.each(dossierFolders(CORPUS).map((folder) => [folder.split('/').at(-1), folder] as const))('%s holds', (_, folder) => {
    expect(faultsOf(loadDossier(folder))).toEqual([]);
  });

  it('are refused where a quote is not verbatim', () => {
    const dossier = loadDossier(join(CORPUS, 'demo'));
    const [first, ...rest] = dossier.gold.traps;
    const broken = { ...dossier, gold: { ...dossier.gold, traps: [{ ...first!, quote: `${first!.quote} non écrit` }, ...rest] } };
    expect(faultsOf(broken)).toHaveLength(1);
  });
});

describe('the review', () => {
  it('measures agreement', () => {
    expect(
      krippendorffAlpha([
        [4, 4],
        [2, 2],
        [5, 5],
      ]),
    ).toBe(1);
    expect(
      krippendorffAlpha([
        [1, 5],
        [5, 1],
        [1, 5],
      ]),
    ).toBeLessThan(0);
    expect(krippendorffAlpha([[3], [4]])).toBeUndefined();
  });

  it('puts answers together', () => {
    const folder = mkdtempSync(join(tmpdir(), 'frise-review-'));
    for (const [index, mark] of [4, 5].entries())
      writeFileSync(join(folder, `${index}.json`), JSON.stringify({ dossier: 'v01', answers: { reviewer: `r${index}`, accurate: mark } }));
    expect(aggregateAnswers(folder)).toMatch(/Exacte\s+4\.50 {2}0\.50 {4}2/);
    rmSync(folder, { recursive: true });
  });
});

describe('the documentation', () => {
  it('gets its figures between the markers and nowhere else', () => {
    const markers = ['<!-- figures: written by `npm run eval -- --update-baseline`, not by hand -->', '<!-- end of figures -->'];
    const written = withBlock(`a\n${markers[0]}\nold\n${markers[1]}\nb`, 'new');
    expect(written.startsWith(`a\n${markers[0]}`)).toBe(true);
    expect(written.endsWith(`${markers[1]}\nb`)).toBe(true);
    expect(written).toContain('\nnew\n');
    expect(written).not.toContain('old');
    expect(withBlock(written, 'new')).toBe(written);
    expect(() => withBlock('a', 'new')).toThrow(RangeError);
  });
});
