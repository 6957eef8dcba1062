import { describe, expect, it } from 'vitest';
import { measureDurability } from '../../eval/durability.js';
import { postgresAbsent } from '../../eval/temporary-postgres.js';

describe('an ingestion that is killed', () => {
  // A hundred kills: `npx tsx eval/durability.ts`.
  it('loses no acknowledged document and reads none twice', { timeout: 180_000 }, async () => {
    const { kills, acknowledged, ...faults } = await measureDurability(8, 20);
    expect(kills).toBeGreaterThanOrEqual(8);
    expect(acknowledged).toBeGreaterThanOrEqual(20);
    expect(faults).toMatchObject({ lost: 0, misread: 0, unsound: 0 });
  });

  // The same, and a crash of the server after every tenth kill: `npx tsx eval/durability.ts --store postgres`.
  it.skipIf(postgresAbsent())('nor through the work queue on PostgreSQL', { timeout: 180_000 }, async () => {
    const { kills, acknowledged, ...faults } = await measureDurability(4, 12, 'postgres');
    expect(kills).toBeGreaterThanOrEqual(4);
    expect(acknowledged).toBeGreaterThanOrEqual(12);
    expect(faults).toMatchObject({ lost: 0, misread: 0, unsound: 0 });
  });
});
