import { describe, expect, it } from 'vitest';
import { measureDurability } from '../../eval/durability.js';

describe('an ingestion that is killed', () => {
  // A hundred kills: `npx tsx eval/durability.ts`.
  it('loses no acknowledged document and reads none twice', { timeout: 600_000 }, async () => {
    const { kills, acknowledged, ...faults } = await measureDurability(6, 14);
    expect(kills).toBeGreaterThanOrEqual(6);
    expect(acknowledged).toBeGreaterThanOrEqual(14);
    expect(faults).toMatchObject({ lost: 0, misread: 0, unsound: 0 });
  });
});
