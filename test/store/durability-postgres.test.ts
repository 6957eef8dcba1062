import { describe, expect, it } from 'vitest';
import { measureDurability } from '../../eval/durability.js';
import { postgresAbsent } from '../../eval/temporary-postgres.js';

describe('an ingestion that is killed, on PostgreSQL', () => {
  // A hundred kills, and a crash of the server after every tenth: `npx tsx eval/durability.ts --store postgres`.
  it.skipIf(postgresAbsent())('loses no acknowledged document and reads none twice', { timeout: 600_000 }, async () => {
    const { kills, acknowledged, ...faults } = await measureDurability(3, 8, 'postgres');
    expect(kills).toBeGreaterThanOrEqual(3);
    expect(acknowledged).toBeGreaterThanOrEqual(8);
    expect(faults).toMatchObject({ lost: 0, misread: 0, unsound: 0 });
  });
});
