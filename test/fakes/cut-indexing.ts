/** Run by `test/pipeline/index-safety.test.ts`: reads a dossier, says when it is embedding, and is killed there. */
import { readFileSync } from 'node:fs';
import { Pipeline } from '../../src/pipeline.js';
import { SqliteDossierStore } from '../../src/store/sqlite-dossier-store.js';
import { HashEmbedder } from '../index/helpers.js';

class Waiting extends HashEmbedder {
  override async embed(): Promise<Float32Array[]> {
    process.stdout.write('embedding\n');
    return new Promise(() => setTimeout(() => undefined, 600_000));
  }
}

const [home = '', file = ''] = process.argv.slice(2);
const pipeline = new Pipeline({
  store: new SqliteDossierStore(home, Buffer.alloc(32, 7)),
  embedder: new Waiting(),
  createOcr: () => Promise.reject(new Error('nothing to recognise here')),
  stamps: { reading: 'r', facts: 'f', index: 'i', synthesis: 'i' },
  models: [],
  version: '0',
  now: () => new Date('2026-11-16T08:00:00Z'),
});
const texts = JSON.parse(readFileSync(file, 'utf8')) as string[];
await pipeline.deposit(
  'd',
  texts.map((text, i) => ({ fileName: `document-${i}.txt`, bytes: Buffer.from(text) })),
);
await pipeline.process('d');
