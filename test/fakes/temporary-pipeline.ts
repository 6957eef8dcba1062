import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pipeline } from '../../src/pipeline.js';
import { SqliteDossierStore } from '../../src/store/sqlite-dossier-store.js';
import { HashEmbedder } from '../index/helpers.js';

/** The real pipeline over a store that is thrown away; only the encoder is a fake, and nothing is recognised. */
export function temporaryPipeline(): { readonly pipeline: Pipeline; readonly dispose: () => Promise<void> } {
  const home = mkdtempSync(join(tmpdir(), 'frise-pipeline-'));
  const pipeline = new Pipeline({
    store: new SqliteDossierStore(home, Buffer.alloc(32, 7)),
    embedder: new HashEmbedder(),
    createOcr: () => Promise.reject(new Error('nothing to recognise here')),
    stamps: { reading: 'test', facts: 'test', index: 'test', synthesis: 'test' },
    models: [{ id: 'hash', sha256: 'f'.repeat(64) }],
    version: '0.0.0-test',
    now: () => new Date('2026-11-16T08:00:00Z'),
  });
  return {
    pipeline,
    dispose: async () => {
      await pipeline.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
