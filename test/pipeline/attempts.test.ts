import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sha256Of } from '../../src/extract/read/reading.js';
import { Pipeline } from '../../src/pipeline.js';
import type { DossierStore, Turn } from '../../src/store/dossier-store.js';
import { SqliteDossierStore } from '../../src/store/sqlite-dossier-store.js';
import { HashEmbedder } from '../index/helpers.js';

const KEY = Buffer.alloc(32, 7);
const bytesOf = (i: number): Buffer => Buffer.from(`Consultation du 0${i}/03/2024. Hypertension artérielle traitée par ramipril 5 mg.`);

let home: string;
let store: SqliteDossierStore;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'frise-attempts-'));
  store = new SqliteDossierStore(home, KEY);
});
afterEach(async () => {
  await store.close();
  rmSync(home, { recursive: true });
});

const pipelineOver = (each: DossierStore): Pipeline =>
  new Pipeline({
    store: each,
    embedder: new HashEmbedder(),
    createOcr: () => Promise.reject(new Error('nothing to recognise here')),
    stamps: { reading: 'r', facts: 'f', index: 'i', synthesis: 'i' },
    models: [],
    version: '0',
    now: () => new Date('2026-11-16T08:00:00Z'),
  });

/** A store in which the process dies whenever this original is opened; `turns` counts the deaths as a real store would. */
function deadlyStore(kills: (sha256: string) => boolean): DossierStore {
  let interrupted = 0;
  return new Proxy(store, {
    get(target, name) {
      if (name === 'getSource')
        return async (dossierId: string, asked: string) => {
          if (kills(asked)) throw new Error('killed');
          return target.getSource(dossierId, asked);
        };
      if (name === 'exclusively')
        return async (_: string, action: (turn: Turn) => Promise<unknown>) => {
          const before = interrupted;
          interrupted += 1;
          return action({ interrupted: before, progressed: async () => void (interrupted = 1) });
        };
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

describe('a document that brings the process down', () => {
  it('is set aside after its attempts, and the others are read', async () => {
    const pipeline = pipelineOver(deadlyStore((sha256) => sha256 === sha256Of(bytesOf(2))));
    await pipeline.deposit(
      'd',
      [1, 2, 3].map((i) => ({ fileName: `${i}.txt`, bytes: bytesOf(i) })),
    );
    let deaths = 0;
    for (let ended = false; !ended && deaths < 50;)
      await pipeline.process('d').then(
        () => (ended = true),
        () => (deaths += 1),
      );
    expect(deaths).toBeGreaterThan(5);
    expect(deaths).toBeLessThan(40);
    const { summaries } = await pipeline.openDossier('d');
    expect(summaries.map(({ file, status }) => [file, status]).sort()).toEqual([
      ['1.txt', 'read'],
      ['2.txt', 'failed'],
      ['3.txt', 'read'],
    ]);
    expect(summaries.find(({ status }) => status === 'failed')?.note).toContain('interrompu le service');
    expect(await store.listStamps('d', 'attempt')).toEqual([]);
    expect(await pipeline.isBehind('d')).toBe(false);
    // Nobody asked for another try; who deposits the same bytes again does.
    const mended = pipelineOver(store);
    expect((await mended.process('d')).summaries.filter(({ status }) => status === 'failed')).toHaveLength(1);
    await mended.deposit('d', [{ fileName: '2.txt', bytes: bytesOf(2) }]);
    expect((await mended.process('d')).summaries.map(({ status }) => status)).toEqual(['read', 'read', 'read']);
  });
});

describe('a machine that is stopped again and again', () => {
  it('has no document blamed for it', async () => {
    let stopping = true;
    const pipeline = pipelineOver(deadlyStore(() => stopping));
    await pipeline.deposit(
      'd',
      [1, 2, 3, 4].map((i) => ({ fileName: `${i}.txt`, bytes: bytesOf(i) })),
    );
    for (let i = 0; i < 20; i += 1) await expect(pipeline.process('d')).rejects.toThrow('killed');
    stopping = false;
    const { summaries } = await pipeline.process('d');
    expect(summaries.map(({ status }) => status)).toEqual(['read', 'read', 'read', 'read']);
  });
});

describe('a dossier open in two processes', () => {
  it('shows what the other has read, and is gone once the other has erased it', async () => {
    const other = new SqliteDossierStore(home, KEY);
    const [here, there] = [pipelineOver(store), pipelineOver(other)];
    await here.deposit('d', [{ fileName: '1.txt', bytes: bytesOf(1) }]);
    await here.process('d');
    expect((await there.openDossier('d')).documents.size).toBe(1);
    await here.deposit('d', [{ fileName: '2.txt', bytes: bytesOf(2) }]);
    await here.process('d');
    await expect.poll(async () => (await there.openDossier('d')).documents.size, { timeout: 60_000 }).toBe(2);
    const state = await here.openDossier('d');
    expect(await here.openDossier('d')).toBe(state);
    await here.eraseDossier('d');
    await expect(there.openDossier('d')).rejects.toMatchObject({ code: 'FRS-IN-012' });
    await other.close();
  });
});
