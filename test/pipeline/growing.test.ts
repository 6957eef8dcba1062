import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeReadWorkers } from '../../src/extract/read/worker-pool.js';
import { Pipeline } from '../../src/pipeline.js';
import type { DossierState } from '../../src/pipeline/dossier-state.js';
import { SqliteDossierStore } from '../../src/store/sqlite-dossier-store.js';
import { HashEmbedder } from '../index/helpers.js';

const letter = (day: string, body: string): string => `Cabinet médical
Compte rendu de consultation du ${day}
Patient : M. ESSAI Paul, né le 04/02/1951

${body}
`;
const LETTERS = [
  letter('03/03/2024', 'Hypertension artérielle traitée par ramipril 5 mg le matin. Allergie à la pénicilline. Créatinine 92 µmol/L.'),
  letter('10/09/2024', 'Fibrillation atriale découverte, apixaban 5 mg matin et soir. Arrêt du ramipril. Créatinine 104 µmol/L.'),
  letter('12/03/2025', 'Pas de diabète. Fracture du poignet gauche. Apixaban 2,5 mg matin et soir.'),
  letter('12/03/2025', 'Pas de diabète. Fracture du poignet gauche. Apixaban 2,5 mg matin et soir.\nCopie pour le dossier.'),
  letter('04/06/2026', 'Allergie à la pénicilline écartée. Créatinine 131 µmol/L.').replace(
    'ESSAI Paul, né le 04/02/1951',
    'AUTRE Jean, né le 12/12/1932',
  ),
];
const file = (index: number) => ({ fileName: `lettre-${index}.txt`, bytes: Buffer.from(LETTERS[index] ?? '') });
const REQUEST = { referenceDate: '2026-11-16', reason: 'renouvellement', questions: ['Quelle est la créatinine ?'] };

describe('a dossier that grows', () => {
  let home: string;
  const opened: Pipeline[] = [];
  const open = (): Pipeline => {
    const pipeline = new Pipeline({
      store: new SqliteDossierStore(home, Buffer.alloc(32, 7)),
      embedder: new HashEmbedder(),
      createOcr: () => Promise.reject(new Error('nothing to recognise here')),
      stamps: { reading: 'test', facts: 'test', index: 'test', synthesis: 'test' },
      models: [],
      version: 'test',
      now: () => new Date('2026-11-16T08:00:00Z'),
    });
    opened.push(pipeline);
    return pipeline;
  };
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'frise-growing-'));
  });
  afterEach(async () => {
    for (const pipeline of opened.splice(0)) await pipeline.close();
    await closeReadWorkers();
    rmSync(home, { recursive: true, force: true });
  });

  const told = async (pipeline: Pipeline, state: DossierState) => ({
    synthesis: await pipeline.synthesise(state, REQUEST),
    found: (await pipeline.search(state, 'créatinine', {}, 10)).map(({ documentId, score }) => [documentId, score.toFixed(9)]),
  });

  it('understands again what it understood before it was told the sex', async () => {
    const pipeline = open();
    const body = 'Antécédents : ménopause en 2010, hypertension artérielle.';
    const patient = { firstNames: ['Paul'], birthName: 'ESSAI', birthDate: '1951-02-04' };
    await pipeline.deposit('d', [{ fileName: 'lettre.txt', bytes: Buffer.from(`Consultation du 03/03/2024\n\n${body}\n`) }]);
    await pipeline.setPatient('d', patient);
    await pipeline.process('d');
    const before = await pipeline.openDossier('d');
    await pipeline.setPatient('d', { ...patient, sex: 'M' });
    const grown = await pipeline.process('d');
    const [whole] = [...grown.facts.values()];
    const afresh = open();
    await afresh.deposit('e', [{ fileName: 'lettre.txt', bytes: Buffer.from(`Consultation du 03/03/2024\n\n${body}\n`) }]);
    await afresh.setPatient('e', { ...patient, sex: 'M' });
    const [expected] = [...(await afresh.process('e')).facts.values()];
    expect(whole).toEqual(expected);
    expect([...before.facts.values()][0]).not.toEqual(expected);
  });

  it('is, document after document, the dossier that one opens afresh', { timeout: 300_000 }, async () => {
    const growing = open();
    await growing.setPatient('d', { firstNames: ['Paul'], birthName: 'ESSAI', birthDate: '1951-02-04' });
    const steps: unknown[] = [];
    for (const index of LETTERS.keys()) {
      await growing.deposit('d', [file(index)]);
      steps.push(await told(growing, await growing.process('d')));
    }
    const last = steps.at(-1);
    await growing.close();
    opened.splice(0);
    const afresh = open();
    expect(await told(afresh, await afresh.openDossier('d'))).toEqual(last);
  });

  it('is the same to the byte in whatever order it was deposited, grown, kept or made afresh', { timeout: 300_000 }, async () => {
    const ORDERS = [
      [0, 1, 2, 3, 4],
      [4, 3, 2, 1, 0],
      [2, 4, 0, 3, 1],
    ];
    const written: string[] = [];
    for (const [at, order] of ORDERS.entries()) {
      const id = `d${at}`;
      const pipeline = open();
      for (const index of order) {
        await pipeline.deposit(id, [file(index)]);
        // Half of them opened between two deposits, so that what is kept is of several ages.
        if (index % 2 === 0) await told(pipeline, await pipeline.process(id));
      }
      written.push(JSON.stringify((await told(pipeline, await pipeline.process(id))).synthesis));
      await pipeline.close();
      opened.splice(0);
      const again = open();
      written.push(JSON.stringify((await told(again, await again.openDossier(id))).synthesis));
      // What was kept was found for one patient: for another, every document is judged anew.
      await again.setPatient(id, { firstNames: ['Jean'], birthName: 'AUTRE', birthDate: '1932-12-12' });
      const other = JSON.stringify((await told(again, await again.openDossier(id))).synthesis);
      expect(other).not.toBe(written[0]);
    }
    expect(new Set(written).size).toBe(1);
  });

  it('lets go of what is removed, and of all that is erased', { timeout: 300_000 }, async () => {
    const pipeline = open();
    await pipeline.deposit('d', [file(0), file(1)]);
    const both = await pipeline.process('d');
    const [source] = [...both.documents.values()].filter(({ fileName }) => fileName === 'lettre-0.txt');
    await pipeline.keepOnly('d', new Set([...both.documents.values()].filter((one) => one !== source).map(({ sha256 }) => sha256)), []);
    const one = await pipeline.process('d');
    expect([...one.documents.values()].map(({ fileName }) => fileName)).toEqual(['lettre-1.txt']);
    // What did not change is the same object: nothing of it was made again.
    const [kept] = [...one.documents.keys()];
    expect(one.documents.get(kept ?? '')).toBe(both.documents.get(kept ?? ''));
    expect(one.facts.get(kept ?? '')).toBe(both.facts.get(kept ?? ''));
    expect((await pipeline.search(one, 'pénicilline', {}, 10)).map(({ documentId }) => documentId)).not.toContain(source?.id);
    await pipeline.eraseDossier('d');
    await expect(pipeline.openDossier('d')).rejects.toMatchObject({ code: 'FRS-IN-012' });
    await pipeline.deposit('d', [file(2)]);
    expect((await pipeline.process('d')).documents.size).toBe(1);
  });
});
