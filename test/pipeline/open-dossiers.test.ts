import { describe, expect, it } from 'vitest';
import type { DossierState } from '../../src/pipeline/dossier-state.js';
import { OpenDossiers } from '../../src/pipeline/open-dossiers.js';
import type { DossierStore } from '../../src/store/dossier-store.js';

describe('dossiers kept in memory', () => {
  const made: string[] = [];
  const revisions = new Map<string, number>();
  const store = { revision: async (id: string) => revisions.get(id) } as unknown as DossierStore;
  const open = new OpenDossiers(store);
  const get = (id: string): Promise<DossierState> =>
    open.get(id, async () => {
      made.push(id);
      return { id } as DossierState;
    });

  it('are made once, give way to those used since, and are made again once changed', async () => {
    for (let i = 0; i < 200; i += 1) revisions.set(`d${i}`, 1);
    await get('d0');
    for (let i = 1; i < 100; i += 1) {
      await get(`d${i}`);
      await get('d0');
    }
    expect(made).toHaveLength(100);
    await get('d1');
    expect(made.filter((id) => id === 'd1')).toHaveLength(2);
    revisions.set('d0', 2);
    open.forget('d0');
    await get('d0');
    expect(made.filter((id) => id === 'd0')).toHaveLength(2);
    revisions.delete('d0');
    await expect(get('d0')).rejects.toMatchObject({ code: 'FRS-IN-012' });
  });

  it('do not remember a failure', async () => {
    revisions.set('bad', 1);
    await expect(open.get('bad', () => Promise.reject(new Error('once')))).rejects.toThrow('once');
    await expect(get('bad')).resolves.toMatchObject({ id: 'bad' });
  });
});
