import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeReadWorkers } from '../../src/extract/read/worker-pool.js';
import { Pipeline } from '../../src/pipeline.js';
import type { Access } from '../../src/security/access.js';
import type { AuditEntry } from '../../src/security/audit-entry.js';
import { SqliteDossierStore } from '../../src/store/sqlite-dossier-store.js';
import { HashEmbedder } from '../index/helpers.js';

const SECRET = 'Consultation du 03/03/2024\n\nHypertension artérielle traitée par ramipril 5 mg le matin.\n';
const NOBODY: Access = { actor: 'pharmacien', may: () => false, reason: 'délivrance' };

let home: string;
let pipeline: Pipeline;
let entries: AuditEntry[] = [];
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'frise-access-'));
  pipeline = new Pipeline({
    store: new SqliteDossierStore(home, Buffer.alloc(32, 7)),
    embedder: new HashEmbedder(),
    createOcr: () => Promise.reject(new Error('no scan here')),
    stamps: { reading: 'r', facts: 'f', index: 'i', synthesis: 'i' },
    models: [],
    version: '0',
    now: () => new Date(),
    audit: { record: async (entry) => void entries.push(entry), close: async () => undefined },
  });
  await pipeline.deposit('d1', [{ fileName: 'lettre.txt', bytes: Buffer.from(SECRET) }]);
  await pipeline.process('d1');
});
afterAll(async () => {
  await pipeline.close();
  await closeReadWorkers();
  rmSync(home, { recursive: true });
});

describe('the pipeline under a name', () => {
  it('shows a reader who may read nothing a dossier that holds nothing, by every way', async () => {
    const id = [...(await pipeline.openDossier('d1')).documents.keys()][0]!;
    const state = await pipeline.openDossier('d1', NOBODY);
    const synthesis = await pipeline.synthesise(state, { referenceDate: '2026-11-16', questions: ['Quel traitement ?'] }, NOBODY);
    const hits = await pipeline.search(state, 'ramipril', {}, 10, NOBODY);
    expect(
      JSON.stringify([state.summaries, synthesis.sections, synthesis.timeline, synthesis.answers, synthesis.documents, hits]),
    ).not.toMatch(/ramipril|lettre/i);
    expect(await pipeline.page('d1', id, 1, NOBODY)).toBeUndefined();
    expect(await pipeline.original('d1', id, NOBODY)).toBeUndefined();
    await expect(pipeline.pageImage('d1', id, 1, 300, NOBODY)).rejects.toMatchObject({ code: 'FRS-IN-012' });
    await expect(pipeline.decideIdentity('d1', id, { verdict: 'rejected', by: 'x', at: '2026-11-25' }, NOBODY)).rejects.toMatchObject({
      code: 'FRS-IN-012',
    });
    // What was made for one reader is not given to another.
    const own = await pipeline.synthesise(await pipeline.openDossier('d1'), { referenceDate: '2026-11-16' });
    expect(JSON.stringify(own)).toMatch(/ramipril/i);
  });

  it('records each under its name, with how it ended and no word of the document', async () => {
    const told = entries.filter(({ actor }) => actor === 'pharmacien');
    expect(told.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
      'open done',
      'synthesise done',
      'search done',
      'view-page refused',
      'view-original refused',
      'view-page refused',
      'decide-identity refused',
    ]);
    expect(told.every(({ reason, dossier }) => reason === 'délivrance' && dossier === 'd1')).toBe(true);
    expect(JSON.stringify(entries)).not.toMatch(/ramipril|hypertension|lettre|traitement/i);
  });

  it('gives nothing out when it cannot be recorded', async () => {
    const failing = new Pipeline({
      store: new SqliteDossierStore(home, Buffer.alloc(32, 7)),
      embedder: new HashEmbedder(),
      createOcr: () => Promise.reject(new Error('no scan here')),
      stamps: { reading: 'r', facts: 'f', index: 'i', synthesis: 'i' },
      models: [],
      version: '0',
      now: () => new Date(),
      audit: { record: () => Promise.reject(new Error('full')), close: async () => undefined },
    });
    await expect(failing.openDossier('d1')).rejects.toThrow('full');
    await failing.close();
    entries = [];
  });
});
