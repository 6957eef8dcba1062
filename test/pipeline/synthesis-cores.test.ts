import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Document } from '../../src/domain/document.js';
import type { DocumentSummary } from '../../src/domain/synthesis.js';
import { DossierIndex } from '../../src/index/dossier-index.js';
import { DossierArchive } from '../../src/pipeline/dossier-archive.js';
import type { DossierState } from '../../src/pipeline/dossier-state.js';
import { SynthesisCores } from '../../src/pipeline/synthesis-cores.js';
import { SqliteDossierStore } from '../../src/store/sqlite-dossier-store.js';
import type { Steps } from '../../src/summarise/steps.js';
import type { SynthesisCore } from '../../src/summarise/summarise.js';

const STAMPS = { reading: 'r', facts: 'f', index: 'i', synthesis: 's' };
const DAY = '2026-11-16';

const summary = (id: string): DocumentSummary => ({ id, file: id, title: id, pages: 1, status: 'read', pagesQuarantined: [] });
const stateOf = (ids: readonly string[], stamp = '1'): DossierState => ({
  id: 'd',
  patient: { firstNames: ['Paul'] },
  documents: new Map(ids.map((id) => [id, { pages: [] } as Pick<Document, 'pages'> as Document])),
  summaries: ids.map(summary),
  facts: new Map(),
  factStamps: new Map(ids.map((id) => [id, stamp])),
  index: new DossierIndex('d', { modelId: 'none', dimension: 2 }),
  refusals: [],
  decisions: new Map(),
});
const coreOf = (state: DossierState): SynthesisCore => ({
  sections: [],
  changes: state.summaries.map(({ id }) => ({ id, documentId: id })),
  parts: {
    treatments: { current: [], stopped: [] },
    timeline: [],
    otherDates: [],
    series: [],
    vigilance: [],
    prevention: [],
    documents: [...state.summaries],
    dropped: {},
  },
});

describe('what every synthesis of a dossier shares', () => {
  let home: string;
  let store: SqliteDossierStore;
  let clock = 0;
  let made: string[];
  const cores = (stamps = STAMPS): SynthesisCores => new SynthesisCores(store, stamps, () => new Date(1e12 + 1000 * clock++));
  const ask = (from: SynthesisCores, state: DossierState, day = DAY): Promise<SynthesisCore> =>
    from.get(state, day, function* () {
      yield;
      made.push(state.summaries.map(({ id }) => id).join(''));
      return coreOf(state);
    });
  beforeEach(async () => {
    home = mkdtempSync(join(tmpdir(), 'frise-cores-'));
    store = new SqliteDossierStore(home, Buffer.alloc(32, 7));
    await store.openDossier('d');
    for (const key of ['a', 'b']) await store.putRecord('d', 'facts', { key, stamp: '1', value: Buffer.from('') });
    made = [];
  });
  afterEach(async () => {
    await store.close();
    rmSync(home, { recursive: true, force: true });
  });

  it('is made once, and opened after a restart as it was', async () => {
    const state = stateOf(['a', 'b']);
    const first = cores();
    expect(await ask(first, state)).toEqual(coreOf(state));
    await ask(first, state);
    expect(await ask(cores(), stateOf(['a', 'b']))).toEqual(coreOf(state));
    expect(made).toEqual(['ab']);
  });

  it('is made anew for other rules, another day, other facts, and a reader who sees less', async () => {
    await ask(cores(), stateOf(['a', 'b']));
    await ask(cores({ ...STAMPS, synthesis: 's2' }), stateOf(['a', 'b']));
    await ask(cores({ ...STAMPS, facts: 'f2' }), stateOf(['a', 'b']));
    await ask(cores(), stateOf(['a', 'b']), '2026-11-17');
    await ask(cores(), stateOf(['a', 'b'], '2'));
    expect(await ask(cores(), stateOf(['a']))).toEqual(coreOf(stateOf(['a'])));
    expect(made).toEqual(['ab', 'ab', 'ab', 'ab', 'ab', 'a']);
  });

  it('is prepared before anybody asks, between other work, whole or not at all', async () => {
    const state = stateOf(['a', 'b']);
    function* steps(): Steps<SynthesisCore> {
      // Counted, not timed as a whole: on a busy machine one pause may outlast any span.
      for (let step = 0; step < 40; step++) {
        for (const from = performance.now(); performance.now() - from < 1;);
        yield;
      }
      made.push('prepared');
      return coreOf(state);
    }
    expect(await cores().prepare(state, DAY, steps, () => false)).toBe(false);
    expect(await store.listStamps('d', 'synthesis')).toEqual([]);
    expect(await cores().prepare(state, DAY, steps, () => true)).toBe(true);
    expect(await cores().prepare(state, DAY, steps, () => true)).toBe(true);
    expect(await ask(cores(), stateOf(['a', 'b']))).toEqual(coreOf(state));
    expect(made).toEqual(['prepared']);
  });

  it('is not kept where a document went, or changed, while it was made', async () => {
    const state = stateOf(['a', 'b']);
    function* losing(): Steps<SynthesisCore> {
      void store.removeRecord('d', 'facts', 'b');
      yield;
      return coreOf(state);
    }
    expect(await cores().get(state, DAY, losing)).toEqual(coreOf(state));
    await cores().prepare(state, '2026-11-17', losing, () => true);
    await ask(cores(), stateOf(['a'], '2'));
    expect(await store.listStamps('d', 'synthesis')).toEqual([]);
  });

  it('keeps few, and none that may tell of a document that is gone or of an erased dossier', async () => {
    for (let day = 10; day < 30; day += 1) await ask(cores(), stateOf(['a']), `2026-11-${day}`);
    const kept = await store.listStamps('d', 'synthesis');
    expect(kept).toHaveLength(6);
    await ask(cores(), stateOf(['a']), '2026-11-29');
    expect(made).toHaveLength(20);
    await new DossierArchive(store, STAMPS).forgetSource('d', 'f'.repeat(64));
    expect(await store.listStamps('d', 'synthesis')).toEqual([]);
    await store.eraseDossier('d');
    expect(await ask(cores(), stateOf(['a']))).toEqual(coreOf(stateOf(['a'])));
  });
});
