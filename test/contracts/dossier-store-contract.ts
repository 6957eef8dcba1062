import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DossierStore, StoredRecord } from '../../src/store/dossier-store.js';

const bytes = (text: string): Uint8Array => Buffer.from(text);
const source = (fileName: string, text: string) => ({
  fileName,
  bytes: bytes(text),
  sha256: createHash('sha256').update(text).digest('hex'),
});
const PATIENT = { insMatricule: '258063818521464', birthName: 'DELORMAND', firstNames: ['Martine'] };

/** What any store must hold, run against each adapter. `reopen` closes the store and opens it again on the same data. */
export function describeDossierStore(
  name: string,
  create: () => Promise<{ store: DossierStore; reopen: () => Promise<DossierStore>; dispose: () => Promise<void> }>,
): void {
  describe(name, () => {
    let context: Awaited<ReturnType<typeof create>>;
    let store: DossierStore;
    beforeEach(async () => {
      context = await create();
      store = context.store;
    });
    afterEach(() => context.dispose());

    it('keeps a source, its name and its bytes across a restart', async () => {
      await store.openDossier('d1');
      const sent = source('lettre.txt', 'Bonjour');
      await store.putSource('d1', sent);
      store = await context.reopen();
      expect(await store.listSources('d1')).toMatchObject([{ fileName: 'lettre.txt', sha256: sent.sha256, size: 7 }]);
      expect(Buffer.from((await store.getSource('d1', sent.sha256))!).toString()).toBe('Bonjour');
    });

    it('counts the same bytes once', async () => {
      await store.openDossier('d1');
      await store.putSource('d1', source('a.txt', 'x'));
      await store.putSource('d1', source('b.txt', 'x'));
      expect(await store.listSources('d1')).toHaveLength(1);
    });

    it('says who brought a source', async () => {
      await store.openDossier('d1');
      await store.putSource('d1', { ...source('a.txt', 'x'), by: '810000000001' });
      await store.putSource('d1', source('b.txt', 'y'));
      expect((await store.listSources('d1')).map(({ by }) => by)).toEqual(['810000000001', undefined]);
    });

    it('keeps dossiers apart', async () => {
      await store.openDossier('d1');
      await store.openDossier('d2');
      const sent = source('a.txt', 'secret');
      await store.putSource('d1', sent);
      await store.putRecord('d1', 'facts', { key: 'k', stamp: 's', value: bytes('f') });
      expect(await store.listSources('d2')).toEqual([]);
      expect(await store.getSource('d2', sent.sha256)).toBeUndefined();
      expect(await store.getRecord('d2', 'facts', 'k')).toBeUndefined();
    });

    it('finds a patient by INS, and no other', async () => {
      await store.openDossier('d1');
      await store.setPatient('d1', PATIENT);
      expect((await store.findDossierByIns(PATIENT.insMatricule))?.id).toBe('d1');
      expect(await store.findDossierByIns('158063818521464')).toBeUndefined();
      expect((await store.findDossier('d1'))?.patient).toEqual(PATIENT);
    });

    it('replaces a record by its key and lists by kind', async () => {
      await store.openDossier('d1');
      await store.putRecord('d1', 'facts', { key: 'a', stamp: '1', value: bytes('one') });
      await store.putRecord('d1', 'facts', { key: 'a', stamp: '2', value: bytes('two') });
      await store.putRecord('d1', 'layout', { key: 'a', stamp: '1', value: bytes('other') });
      const records = await store.listRecords('d1', 'facts');
      expect(records.map((record) => [record.key, record.stamp, Buffer.from(record.value).toString()])).toEqual([['a', '2', 'two']]);
      await store.removeRecord('d1', 'facts', 'a');
      expect(await store.listRecords('d1', 'facts')).toEqual([]);
    });

    it('writes the records of a document together, or none of them', async () => {
      await store.openDossier('d1');
      await store.putRecord('d1', 'facts', { key: 'a', stamp: '1', value: bytes('old') });
      await store.writeRecords('d1', {
        remove: [{ kind: 'facts', key: 'a' }],
        put: [
          { kind: 'reading', key: 'a', stamp: '2', value: bytes('r') },
          { kind: 'layout', key: 'a', stamp: '2', value: bytes('l') },
        ],
      });
      expect(await store.listRecords('d1', 'facts')).toEqual([]);
      expect(await store.listStamps('d1', 'reading')).toEqual([{ key: 'a', stamp: '2' }]);
      const broken = { kind: 'reading', key: 'b', stamp: '2', value: undefined } as unknown as StoredRecord & { kind: 'reading' };
      await expect(store.writeRecords('d1', { remove: [{ kind: 'layout', key: 'a' }], put: [broken] })).rejects.toThrow();
      expect(await store.listStamps('d1', 'layout')).toEqual([{ key: 'a', stamp: '2' }]);
    });

    it('forgets an erased dossier, across a restart too', async () => {
      await store.openDossier('d1');
      const sent = source('a.txt', 'x');
      await store.putSource('d1', sent);
      await store.putRecord('d1', 'facts', { key: 'a', stamp: '1', value: bytes('one') });
      await store.eraseDossier('d1');
      store = await context.reopen();
      expect(await store.findDossier('d1')).toBeUndefined();
      await store.openDossier('d1');
      expect(await store.listSources('d1')).toEqual([]);
      expect(await store.getSource('d1', sent.sha256)).toBeUndefined();
      expect(await store.listRecords('d1', 'facts')).toEqual([]);
    });

    it('lists sources in the order of their deposit, dossiers in that of their opening', async () => {
      for (const id of ['b', 'a']) await store.openDossier(id);
      for (const text of ['trois', 'un', 'deux']) await store.putSource('b', source(text, text));
      expect((await store.listSources('b')).map(({ fileName }) => fileName)).toEqual(['trois', 'un', 'deux']);
      expect((await store.listDossiers()).map(({ id }) => id)).toEqual(['b', 'a']);
    });

    it('keeps bytes of any size and shape as they are', async () => {
      await store.openDossier('d1');
      const values = [bytes(''), bytes('é'.repeat(100_000)), Uint8Array.from({ length: 70_000 }, (_, i) => (i * 7919) % 256)];
      await store.writeRecords('d1', { put: values.map((value, i) => ({ kind: 'index', key: String(i), stamp: 's', value })) });
      const kept = await store.listRecords('d1', 'index');
      expect(kept.map(({ value }) => Buffer.compare(value, values[kept.findIndex((each) => each.value === value)]!))).toEqual([0, 0, 0]);
    });

    it('counts what a reader may keep in memory, and nothing else', async () => {
      await store.openDossier('d1');
      const revisions = [await store.revision('d1')];
      const step = async (action: Promise<unknown>): Promise<number> => {
        await action;
        revisions.push(await store.revision('d1'));
        return revisions.at(-1)! - revisions.at(-2)!;
      };
      expect(await step(store.putSource('d1', source('a', 'x')))).toBe(1);
      expect(await step(store.putRecord('d1', 'reading', { key: 'a', stamp: 's', value: bytes('r') }))).toBe(1);
      expect(await step(store.putRecord('d1', 'facts', { key: 'a', stamp: 's', value: bytes('f') }))).toBe(0);
      expect(await step(store.putRecord('d1', 'statement', { key: 'a', stamp: 's', value: bytes('f') }))).toBe(0);
      expect(await step(store.setPatient('d1', PATIENT))).toBe(1);
      expect(await step(store.removeSource('d1', source('a', 'x').sha256))).toBe(1);
      await store.eraseDossier('d1');
      expect(await store.revision('d1')).toBeUndefined();
      await store.openDossier('d1');
      expect(revisions).not.toContain(await store.revision('d1'));
    });

    it('gives one turn at a time to a dossier, and another dossier its own', async () => {
      for (const id of ['d1', 'd2']) await store.openDossier(id);
      const seen: string[] = [];
      const turn = (name: string) => async (): Promise<void> => {
        seen.push(`${name} in`);
        await new Promise((resolve) => setTimeout(resolve, 50));
        seen.push(`${name} out`);
      };
      let refused: unknown;
      await Promise.all([
        store.exclusively('d1', async () => {
          await store.exclusively('d2', async () => undefined);
          refused = await store.exclusively('d1', turn('never'), { wait: false }).catch((error: unknown) => error);
        }),
        store.exclusively('d1', turn('a')),
        store.exclusively('d1', turn('b')),
      ]);
      expect(refused).toMatchObject({ code: 'FRS-ST-004' });
      expect(seen.map((each) => each.slice(2))).toEqual(['in', 'out', 'in', 'out']);
      await expect(store.exclusively('d1', () => Promise.reject(new Error('mine')))).rejects.toThrow('mine');
      await expect(store.exclusively('d1', async ({ interrupted }) => interrupted)).resolves.toBe(0);
      await expect(store.exclusively('absent', async () => undefined)).rejects.toMatchObject({ code: 'FRS-IN-012' });
    });

    it('keeps what a turn read of a dossier out of the one made under its identifier once it was erased', async () => {
      await store.openDossier('d1');
      await store.putSource('d1', source('a.txt', 'x'));
      const record = { key: 'a', stamp: 's', value: bytes('what was erased') };
      await store.exclusively('d1', async () => {
        await store.putRecord('d1', 'reading', record);
        await store.eraseDossier('d1');
        const gone = { code: 'FRS-IN-012' };
        await expect(store.putRecord('d1', 'reading', record)).rejects.toMatchObject(gone);
        await store.openDossier('d1');
        await expect(store.putRecord('d1', 'reading', record)).rejects.toMatchObject(gone);
        await expect(store.putSource('d1', source('a.txt', 'x'))).rejects.toMatchObject(gone);
        await expect(store.listSources('d1')).rejects.toMatchObject(gone);
        await store.openDossier('d2');
        await store.putRecord('d2', 'reading', record);
      });
      expect(await store.listRecords('d1', 'reading')).toEqual([]);
      // What was begun in a turn and goes on after it is no longer held to it.
      let goOn = (): void => undefined;
      let later: Promise<unknown> = Promise.resolve();
      await store.exclusively('d1', async () => {
        later = new Promise<void>((resolve) => (goOn = resolve)).then(() => store.listSources('d1'));
      });
      await store.eraseDossier('d1');
      await store.openDossier('d1');
      goOn();
      await expect(later).resolves.toEqual([]);
      await store.exclusively('d1', () => store.putRecord('d1', 'reading', record));
      expect(await store.listRecords('d1', 'reading')).toHaveLength(1);
    });

    it('says which dossier is unknown by a typed error', async () => {
      await expect(store.putSource('absent', source('a.txt', 'x'))).rejects.toMatchObject({ code: 'FRS-IN-012' });
    });

    it('is sound after all that', async () => {
      await expect(store.check()).resolves.toBeUndefined();
    });
  });
}
