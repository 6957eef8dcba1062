import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AccessState } from '../../src/domain/document.js';
import { sha256Of } from '../../src/extract/read/reading.js';
import { closeReadWorkers } from '../../src/extract/read/worker-pool.js';
import { Pipeline } from '../../src/pipeline.js';
import { DossierArchive } from '../../src/pipeline/dossier-archive.js';
import { PersonalPipeline } from '../../src/pipeline/personal-pipeline.js';
import { AccessControl } from '../../src/security/access-control.js';
import { loadHabilitation } from '../../src/security/habilitation.js';
import { principalOf } from '../../src/security/principal.js';
import type { AuditEntry } from '../../src/security/audit-entry.js';
import { SqliteDossierStore } from '../../src/store/sqlite-dossier-store.js';
import { HashEmbedder } from '../index/helpers.js';

const STAMPS = { reading: 'r', facts: 'f', index: 'i', synthesis: 's' };
const MASKED: AccessState[] = ['masked-from-professionals'];
const bytes = Buffer.from('Consultation du 02/02/2025\n\nTraitement : amlodipine 5 mg le matin.\n');

let home: string;
let store: SqliteDossierStore;
let pipeline: Pipeline;
const entries: AuditEntry[] = [];
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'frise-said-'));
  store = new SqliteDossierStore(home, Buffer.alloc(32, 7));
  pipeline = new Pipeline({
    store,
    embedder: new HashEmbedder(),
    createOcr: () => Promise.reject(new Error('no scan here')),
    stamps: STAMPS,
    models: [],
    version: '0',
    now: () => new Date(),
    audit: { record: async (entry) => void entries.push(entry), close: async () => undefined },
  });
});
beforeEach(() => pipeline.eraseDossier('d1'));
afterAll(async () => {
  await pipeline.close();
  await closeReadWorkers();
  rmSync(home, { recursive: true });
});

/** The pipeline in the hands of a physician of the site. */
function inHandsOf(id: string): PersonalPipeline {
  const requester = principalOf('clinician', { id, name: id, profession: '10', ofSite: true });
  return new PersonalPipeline(
    { pipeline, control: new AccessControl(pipeline.teams, loadHabilitation(), 'site'), now: () => new Date() },
    requester,
  );
}

const saidOf = async (fileName: string, content = bytes) =>
  (await new DossierArchive(store, STAMPS).said.read('d1'))({ fileName, sha256: sha256Of(content) });
const accessSaid = async (fileName: string, content = bytes) => (await saidOf(fileName, content))?.access;

const seenBy = async (id: string): Promise<string[]> =>
  [...(await inHandsOf(id).openDossier('d1')).documents.values()].map(({ fileName }) => fileName);

const textsOf = async (id: string): Promise<string[]> =>
  [...(await inHandsOf(id).openDossier('d1')).documents.values()].map(({ pages }) => pages.map(({ text }) => text).join());

/** As other rules do: every file is read again, under its last name. */
async function readAgain(): Promise<void> {
  await store.writeRecords('d1', { remove: (await store.listStamps('d1', 'origin')).map(({ key }) => ({ kind: 'origin', key })) });
  await pipeline.process('d1');
}

describe('what is said of a file', () => {
  it('counts from whoever brought it, before it is read, and from nobody else who does not see it', async () => {
    await inHandsOf('one').deposit('d1', [{ fileName: 'a.txt', bytes }]);
    await inHandsOf('one').deposit('d1', [], { documents: [{ file: 'a.txt', type: '11488-4', access: MASKED }] });
    await inHandsOf('other').deposit('d1', [], { documents: [{ file: 'a.txt', access: [] }] });
    await pipeline.process('d1');
    expect(await accessSaid('a.txt')).toEqual(MASKED);
    expect(await seenBy('other')).toEqual([]);
  });

  it.each([true, false])('is not changed by who sends the same bytes, or others under the same name (read meanwhile: %s)', async (read) => {
    const said = { documents: [{ file: 'a.txt', type: '11488-4', access: MASKED }] };
    await inHandsOf('one').deposit('d1', [{ fileName: 'a.txt', bytes }], said);
    if (read) await pipeline.process('d1');
    await inHandsOf('other').deposit('d1', [{ fileName: 'b.txt', bytes }], { documents: [{ file: 'b.txt', access: [] }] });
    await inHandsOf('other').deposit('d1', [], { documents: [{ file: 'b.txt', access: [] }] });
    const more = Buffer.concat([bytes, Buffer.from('Ajout.')]);
    await inHandsOf('other').deposit('d1', [{ fileName: 'a.txt', bytes: more }], { documents: [{ file: 'a.txt', access: [] }] });
    await pipeline.process('d1');
    await inHandsOf('other').deposit('d1', [], { documents: [{ file: 'a.txt', access: [] }] });
    await pipeline.process('d1');
    expect(await accessSaid('b.txt')).toEqual(MASKED);
    expect(await seenBy('other')).toEqual(['a.txt']);
    expect(await textsOf('other')).toEqual([expect.stringContaining('Ajout.')]);
    await readAgain();
    expect(await textsOf('other')).toEqual([expect.stringContaining('Ajout.')]);
  });

  it('is heard from its sender under the new name, and from whoever sees it under the old one', async () => {
    await inHandsOf('one').deposit('d1', [{ fileName: 'a.txt', bytes }], { documents: [{ file: 'a.txt', type: '11488-4', access: [] }] });
    await pipeline.process('d1');
    await inHandsOf('one').deposit('d1', [{ fileName: 'b.txt', bytes }], { documents: [{ file: 'b.txt', access: MASKED }] });
    expect(await accessSaid('a.txt')).toEqual(MASKED);
    await inHandsOf('one').deposit('d1', [], { documents: [{ file: 'b.txt', access: [] }] });
    expect(await seenBy('other')).toEqual(['a.txt']);
    await inHandsOf('other').deposit('d1', [], { documents: [{ file: 'a.txt', access: MASKED }] });
    await inHandsOf('other').deposit('d1', [{ fileName: 'a.txt', bytes }]);
    await readAgain();
    expect(await seenBy('other')).toEqual([]);
  });

  it('is not heard from who sends the bytes of a document that they do not see', async () => {
    const said = { documents: [{ file: 'a.txt', type: '11488-4', access: MASKED }] };
    await inHandsOf('one').deposit('d1', [{ fileName: 'a.txt', bytes }], said);
    await pipeline.process('d1');
    await inHandsOf('other').deposit('d1', [{ fileName: 'b.txt', bytes }], { documents: [{ file: 'b.txt', type: '60591-5', access: [] }] });
    expect(await saidOf('a.txt')).toMatchObject({ type: '11488-4', access: MASKED });
  });

  it('of a name, before its file comes, counts from whoever then brings it', async () => {
    await inHandsOf('one').deposit('d1', [], { documents: [{ file: 'a.txt', title: 'Un', access: MASKED }] });
    await inHandsOf('one').deposit('d1', [{ fileName: 'a.txt', bytes }]);
    expect(await saidOf('a.txt')).toMatchObject({ title: 'Un', access: MASKED });
    const more = Buffer.from('Autre lettre.');
    await inHandsOf('other').deposit('d1', [{ fileName: 'c.txt', bytes: more }]);
    await inHandsOf('one').deposit('d1', [], { documents: [{ file: 'd.txt', access: MASKED }] });
    await inHandsOf('other').deposit('d1', [{ fileName: 'd.txt', bytes: Buffer.from('Encore une.') }]);
    expect(await accessSaid('d.txt', Buffer.from('Encore une.'))).toBeUndefined();
  });

  it('is all kept where several say something at once, and stands where it is not said again', async () => {
    const files = ['1.txt', '2.txt', '3.txt', '4.txt'];
    const of = (file: string) => ({ fileName: file, bytes: Buffer.from(`Lettre ${file}`) });
    await pipeline.deposit('d1', files.map(of));
    const title = (file: string) => ({ file, title: `Note ${file}`, access: MASKED });
    await Promise.all(files.map((file) => pipeline.deposit('d1', [], { documents: [title(file)] })));
    await pipeline.deposit('d1', [], { documents: [{ file: '2.txt', title: 'Autre titre', access: null }] });
    await pipeline.deposit('d1', [], { documents: [{ file: '3.txt', access: [] }] });
    await Promise.all(
      [{ access: [] }, { title: 'Titre seul' }].map((one) => pipeline.deposit('d1', [], { documents: [{ file: '1.txt', ...one }] })),
    );
    const said = await Promise.all(files.map((file) => saidOf(file, of(file).bytes)));
    expect(said).toEqual([
      { file: '1.txt', title: 'Titre seul', access: [] },
      { file: '2.txt', title: 'Autre titre', access: MASKED },
      { ...title('3.txt'), access: [] },
      title('4.txt'),
    ]);
  });

  it('is read as older dossiers keep it, all in one record, under what is said since', async () => {
    await store.openDossier('d1');
    const documents = ['a.txt', 'b.txt'].map((file) => ({ file, access: MASKED }));
    const patient = { birthName: 'DELORMAND', firstNames: ['Martine'] };
    await store.putRecord('d1', 'deposit', { key: 'deposit', stamp: '1', value: Buffer.from(JSON.stringify({ patient, documents })) });
    const more = Buffer.from('Une autre.');
    await pipeline.deposit('d1', [
      { fileName: 'a.txt', bytes },
      { fileName: 'b.txt', bytes: more },
    ]);
    await pipeline.deposit('d1', [], { documents: [{ file: 'b.txt', access: [] }] });
    expect([await accessSaid('a.txt'), await accessSaid('b.txt', more)]).toEqual([MASKED, []]);
    await pipeline.deposit('d1', [{ fileName: 'z.txt', bytes }]);
    expect(await accessSaid('z.txt')).toEqual(MASKED);
  });
});

describe('the audit of a team', () => {
  it('says whose place was changed, and to what', async () => {
    await inHandsOf('one').deposit('d1', [{ fileName: 'a.txt', bytes }]);
    await inHandsOf('one').setTeam('d1', 'one', { standing: 'attending' });
    await inHandsOf('one').setTeam('d1', 'other', undefined);
    const changes = entries.filter(({ action }) => action === 'set-team');
    expect(changes.map(({ actor, person, standing, outcome }) => [actor, person, standing, outcome])).toEqual([
      ['one', 'one', 'attending', 'done'],
      ['one', 'other', 'removed', 'done'],
    ]);
  });
});
