import { describe, expect, it } from 'vitest';
import { measureMany } from '../../eval/many-processes.js';
import { postgresAbsent } from '../../eval/temporary-postgres.js';

/** Four servers and four workers, two hundred documents: `npx tsx eval/many-processes.ts`. */
describe('several processes on one store', () => {
  it('lose and double nothing on SQLite', { timeout: 300_000 }, async () => {
    const result = await measureMany({ kind: 'sqlite', servers: 2, workers: 0, dossiers: 4, documents: 4, kills: 1 });
    expect(result).toMatchObject({ acknowledged: 16, lost: 0, doubled: 0, kills: 1 });
  });

  it.skipIf(postgresAbsent())('lose and double nothing on PostgreSQL', { timeout: 300_000 }, async () => {
    const result = await measureMany({ kind: 'postgres', servers: 2, workers: 2, dossiers: 4, documents: 4, kills: 2 });
    expect(result).toMatchObject({ acknowledged: 16, lost: 0, doubled: 0, unfinished: 0 });
  });
});
