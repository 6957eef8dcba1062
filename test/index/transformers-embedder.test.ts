import { cp, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENCODER_ID, TransformersEmbedder } from '../../src/index/transformers-embedder.js';
import { verifyModel } from '../../src/extract/runtime/model-files.js';

const dot = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, index) => sum + value * (b[index] as number), 0);

describe('the encoder of models/', () => {
  let embedder: TransformersEmbedder;
  beforeAll(async () => {
    embedder = await TransformersEmbedder.create({ modelsDirectory: 'models' });
  });
  afterAll(() => embedder.close());

  it('gives unit vectors in the order of the texts, whatever their lengths', async () => {
    const texts = [
      'Angor.',
      'Carnet de vaccination : rappel dTP en 2019, grippe saisonnière en octobre 2025.',
      'Aucune douleur thoracique.',
      '',
    ];
    const together = await embedder.embed(texts, 'passage');
    expect(together).toHaveLength(4);
    for (const vector of together) {
      expect(vector).toHaveLength(embedder.dimension);
      expect(dot(vector, vector)).toBeCloseTo(1, 4);
    }
    const [alone] = await embedder.embed([texts[1] as string], 'passage');
    // int8 activations are scaled by batch: close, not equal.
    expect(dot(alone as Float32Array, together[1] as Float32Array)).toBeGreaterThan(0.98);
    const [query] = await embedder.embed(['douleur dans la poitrine'], 'query');
    expect(dot(query as Float32Array, together[2] as Float32Array)).toBeGreaterThan(
      dot(query as Float32Array, together[1] as Float32Array),
    );
  });

  it('starts again after it was closed', async () => {
    await embedder.close();
    expect(await embedder.embed(['fièvre'], 'query')).toHaveLength(1);
  });
});

describe('the check of the model files', () => {
  it('names the file that is missing or changed', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'frise-models-'));
    try {
      await expect(verifyModel(directory, ENCODER_ID)).rejects.toMatchObject({ code: 'FRS-MD-001', detail: 'models/manifest.json' });
      await cp('models', directory, { recursive: true });
      expect((await verifyModel(directory, ENCODER_ID)).sha256).toMatch(/^[0-9a-f]{64}$/);
      await truncate(join(directory, ENCODER_ID, 'onnx/model_quantized.onnx'), 1000);
      await expect(verifyModel(directory, ENCODER_ID)).rejects.toMatchObject({
        code: 'FRS-MD-002',
        detail: `${ENCODER_ID}/onnx/model_quantized.onnx`,
      });
      await rm(join(directory, ENCODER_ID, 'config.json'));
      await expect(verifyModel(directory, ENCODER_ID)).rejects.toMatchObject({ code: 'FRS-MD-001', detail: `${ENCODER_ID}/config.json` });
      await writeFile(join(directory, 'manifest.json'), '{"models":');
      await expect(verifyModel(directory, ENCODER_ID)).rejects.toMatchObject({ code: 'FRS-MD-002' });
      await expect(verifyModel('models', 'autre')).rejects.toMatchObject({ code: 'FRS-MD-001' });
    } finally {
      await rm(directory, { recursive: true });
    }
  });
});
