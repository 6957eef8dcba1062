import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeReadWorkers } from '../../src/extract/read/worker-pool.js';
import { DossierIndex } from '../../src/index/dossier-index.js';
import type { Embedder } from '../../src/index/embedder.js';
import { Pipeline } from '../../src/pipeline.js';
import { SqliteDossierStore } from '../../src/store/sqlite-dossier-store.js';
import { HashEmbedder } from '../index/helpers.js';

const WORDS = ['angor', 'diabète', 'asthme', 'fracture', 'migraine'];
const TEXTS = WORDS.map((word, i) => `Compte rendu de consultation du 0${i + 1}/03/2024\n\nMotif : suivi.\nConclusion : ${word} stable.\n`);

let home: string;
let store: SqliteDossierStore;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'frise-index-'));
  store = new SqliteDossierStore(home, Buffer.alloc(32, 7));
});
afterEach(async () => {
  await store.close();
  await closeReadWorkers();
  rmSync(home, { recursive: true, force: true });
});

const pipelineWith = (embedder: Embedder): Pipeline =>
  new Pipeline({
    store,
    embedder,
    createOcr: () => Promise.reject(new Error('nothing to recognise here')),
    stamps: { reading: 'r', facts: 'f', index: 'i', synthesis: 'i' },
    models: [],
    version: '0',
    now: () => new Date('2026-11-16T08:00:00Z'),
  });

/** How many documents each word finds first: all of them, one by one, when nothing is lost. */
async function foundFirst(pipeline: Pipeline): Promise<number> {
  const state = await pipeline.openDossier('d');
  const files = new Map(state.summaries.map(({ id, file }) => [id, file]));
  const first = await Promise.all(WORDS.map(async (word) => (await pipeline.search(state, word, {}, 1))[0]?.documentId ?? ''));
  return first.filter((id, i) => files.get(id) === `document-${i}.txt`).length;
}

async function indexed(embedder: Embedder): Promise<Pipeline> {
  const pipeline = pipelineWith(embedder);
  await pipeline.deposit(
    'd',
    TEXTS.map((text, i) => ({ fileName: `document-${i}.txt`, bytes: Buffer.from(text) })),
  );
  await pipeline.process('d');
  return pipeline;
}

describe('the index of a dossier', () => {
  it('is made again when what is stored is cut short, altered, or of another dimension', async () => {
    const embedder = new HashEmbedder();
    expect(await foundFirst(await indexed(embedder))).toBe(WORDS.length);
    const [{ key, stamp, value }] = (await store.listRecords('d', 'index')) as [{ key: string; stamp: string; value: Uint8Array }];
    const flipped = Uint8Array.from(value);
    (flipped[flipped.length >> 1] as number) ^= 4;
    const otherDimension = new DossierIndex('d', { modelId: embedder.modelId, dimension: 7 }).serialise();
    const otherPatient = new DossierIndex('e', embedder).serialise();
    for (const damaged of [flipped, value.slice(0, value.length - 9), new Uint8Array(0), otherDimension, otherPatient]) {
      await store.putRecord('d', 'index', { key, stamp, value: damaged });
      const pipeline = pipelineWith(embedder);
      // Words answer at once, and it is known that meanings are to be made again.
      expect(await foundFirst(pipeline)).toBe(WORDS.length);
      expect(await pipeline.isBehind('d')).toBe(true);
      await pipeline.process('d');
      expect((await pipelineWith(embedder).openDossier('d')).index.pending).toBe(0);
      expect(await foundFirst(pipelineWith(embedder))).toBe(WORDS.length);
    }
  });

  it('writes what one more document adds, whole again once one goes, and is made again when an addition is damaged', async () => {
    const embedder = new HashEmbedder();
    const pipeline = await indexed(embedder);
    const [whole] = await store.listStamps('d', 'index');
    const more = { fileName: 'more.txt', bytes: Buffer.from('Compte rendu de consultation du 04/06/2025\n\nUn mot de plus : zostérien.') };
    await pipeline.deposit('d', [more]);
    await pipeline.process('d');
    const [first, addition, ...others] = await store.listRecords('d', 'index');
    expect([first?.stamp, others]).toEqual([whole?.stamp, []]);
    const finds = async (one: Pipeline): Promise<string | undefined> => {
      const state = await one.openDossier('d');
      return state.documents.get((await one.search(state, 'zostérien', {}, 1))[0]?.documentId ?? '')?.fileName;
    };
    expect(await finds(pipelineWith(embedder))).toBe('more.txt');
    if (addition === undefined) throw new RangeError('nothing was added');
    const damaged = Uint8Array.from(addition.value);
    (damaged[damaged.length >> 1] as number) ^= 4;
    await store.putRecord('d', 'index', { ...addition, value: damaged });
    const again = pipelineWith(embedder);
    expect(await finds(again)).toBe('more.txt');
    await again.process('d');
    expect(await store.listStamps('d', 'index')).toHaveLength(1);
    await again.keepOnly('d', new Set((await store.listSources('d')).slice(0, 3).map(({ sha256 }) => sha256)), []);
    await again.process('d');
    const [left, ...rest] = await store.listRecords('d', 'index');
    expect(rest).toEqual([]);
    const kept = DossierIndex.load((left as { value: Uint8Array }).value, 'd', embedder);
    expect(kept.documentIds.size).toBe(3);
  });

  it('changes its model in the background: words answer meanwhile', async () => {
    await indexed(new HashEmbedder('old'));
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    class Slow extends HashEmbedder {
      override async embed(texts: readonly string[]): Promise<Float32Array[]> {
        if (texts.length > 1) await gate;
        return super.embed(texts);
      }
    }
    const pipeline = pipelineWith(new Slow('new'));
    expect(await pipeline.isBehind('d')).toBe(true);
    const processing = pipeline.process('d');
    expect(await foundFirst(pipeline)).toBe(WORDS.length);
    expect((await pipeline.openDossier('d')).index.pending).toBeGreaterThan(0);
    release();
    expect((await processing).index.pending).toBe(0);
    expect(await foundFirst(pipeline)).toBe(WORDS.length);
    expect(await pipeline.isBehind('d')).toBe(false);
    expect((await store.listRecords('d', 'index')).length).toBe(1);
  });

  it('loses nothing when the process is killed while it embeds', { timeout: 300_000 }, async () => {
    await store.close();
    const file = join(home, 'texts.json');
    writeFileSync(file, JSON.stringify(TEXTS));
    const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, '../fakes/cut-indexing.ts'), home, file], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'exit') as Promise<[number | null, string | null]>;
    await Promise.race([once(child.stdout, 'data'), ended]);
    child.kill('SIGKILL');
    expect((await ended)[1]).toBe('SIGKILL');
    store = new SqliteDossierStore(home, Buffer.alloc(32, 7));
    const pipeline = pipelineWith(new HashEmbedder());
    expect(await pipeline.isBehind('d')).toBe(true);
    const state = await pipeline.process('d');
    expect([state.documents.size, state.index.pending]).toEqual([TEXTS.length, 0]);
    expect(await foundFirst(pipeline)).toBe(WORDS.length);
  });
});
