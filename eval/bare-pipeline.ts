import type { Embedder } from '../src/index/embedder.js';
import { Pipeline } from '../src/pipeline.js';
import type { DossierStore } from '../src/store/dossier-store.js';
import { PostgresDossierStore } from '../src/store/postgres-dossier-store.js';
import { SqliteDossierStore } from '../src/store/sqlite-dossier-store.js';

/** What measures of the store run in processes that they kill: the whole pipeline, with no model and no scan to wait for. */

const KEY = Buffer.alloc(32, 5);

/** Where a store is; passed to the processes that are killed. */
export type Place = { readonly home: string } | { readonly url: string; readonly files: string };

export const openStore = async (place: Place): Promise<SqliteDossierStore | PostgresDossierStore> =>
  'home' in place ? new SqliteDossierStore(place.home, KEY) : PostgresDossierStore.open(place.url, place.files, KEY);

class CountingEmbedder implements Embedder {
  readonly modelId = 'counting';
  readonly dimension = 8;
  async embed(texts: readonly string[]): Promise<Float32Array[]> {
    return texts.map((text) => Float32Array.from({ length: 8 }, (_, i) => (i === text.length % 8 ? 1 : 0.01)));
  }
  async close(): Promise<void> {}
}

export const barePipeline = (store: DossierStore): Pipeline =>
  new Pipeline({
    store,
    embedder: new CountingEmbedder(),
    createOcr: () => Promise.reject(new Error('no scan here')),
    stamps: { reading: 'r1', facts: 'f1', index: 'i1', synthesis: 'i1' },
    models: [],
    version: '0',
    now: () => new Date(),
  });
