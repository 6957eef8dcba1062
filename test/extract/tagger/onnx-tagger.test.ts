import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../../src/config.js';
import { OnnxTagger, TAGGER_ID } from '../../../src/extract/tagger/onnx-tagger.js';
import type { TaggedSpan } from '../../../src/extract/tagger/tagger.js';

const MODELS = join(PACKAGE_ROOT, 'models');

describe('the tagger as shipped', () => {
  let tagger: OnnxTagger | undefined;
  afterAll(async () => tagger?.close());

  it('names drugs, disorders and acts at their exact place, whatever the batch', async () => {
    tagger = await OnnxTagger.create({ modelsDirectory: MODELS, threads: 1 });
    const texts = [
      'La metformine est utilisée dans le traitement du diabète de type 2.',
      '',
      'Les effets indésirables les plus fréquents sont des nausées et des vomissements. 😀 La chimiothérapie a été arrêtée.',
    ];
    const together = await tagger.tag(texts);
    const named = together.map((spans, i) => spans.map(({ start, end, group }) => `${group} ${(texts[i] ?? '').slice(start, end)}`));
    expect(named[0]).toContain('CHEM metformine');
    expect(named[0]).toContain('DISO diabète de type 2');
    expect(named[1]).toEqual([]);
    expect(named[2]).toContain('DISO nausées');
    expect(named[2]).toContain('PROC chimiothérapie');
    // Dynamic int8 takes its scale from the whole batch: limits that hesitate may differ, these do not.
    const [alone] = await tagger.tag([texts[2] ?? '']);
    expect(alone?.map(({ start, end, group }) => `${group} ${(texts[2] ?? '').slice(start, end)}`)).toEqual(
      expect.arrayContaining(['DISO nausées', 'DISO vomissements', 'PROC chimiothérapie']),
    );
    expect(await tagger.tag([])).toEqual([]);
  }, 300_000);

  it('hears what the vocabularies know', async () => {
    tagger ??= await OnnxTagger.create({ modelsDirectory: MODELS, threads: 1 });
    const text = 'Elle prend du zorvalex et du trimufène.';
    const [start, end] = [text.indexOf('zorvalex'), text.indexOf(' et du')];
    const sure = (found: readonly TaggedSpan[] | undefined): number =>
      found?.find((span) => span.start === start && span.end === end && span.group === 'CHEM')?.confidence ?? 0;
    const [deaf] = await tagger.tag([text]);
    const [told] = await tagger.tag([text], [[{ start, end, group: 'CHEM' }]]);
    expect(sure(told)).toBeGreaterThan(sure(deaf));
  }, 300_000);

  it('reads a text longer than a window', async () => {
    tagger ??= await OnnxTagger.create({ modelsDirectory: MODELS, threads: 1 });
    const text = `${'Il va bien. '.repeat(120)}Il prend de la metformine.`;
    const [spans] = await tagger.tag([text]);
    expect(spans?.some(({ start, end, group }) => group === 'CHEM' && text.slice(start, end) === 'metformine')).toBe(true);
  }, 300_000);

  it('refuses weights that are not those of the manifest, naming the file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'frise-models-'));
    try {
      await cp(join(MODELS, 'manifest.json'), join(folder, 'manifest.json'));
      await cp(join(MODELS, TAGGER_ID), join(folder, TAGGER_ID), { recursive: true });
      await writeFile(join(folder, TAGGER_ID, 'config.json'), '{"labels":[]}');
      await expect(OnnxTagger.create({ modelsDirectory: folder })).rejects.toThrow(/config\.json/);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
