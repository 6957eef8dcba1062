import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ReaderProcess } from '../../src/cli/reader-process.js';

const reader = new ReaderProcess(join(import.meta.dirname, '..', 'fixtures', 'reader', 'reader.js'));
afterAll(() => reader.close());

const read = async (dossierId: string): Promise<string[]> => {
  const stages: string[] = [];
  await reader.process(dossierId, ({ stage }) => stages.push(stage));
  return stages;
};

describe('a reader in a process of its own', () => {
  it('reads, tells how far it is, and answers what is behind', { timeout: 300_000 }, async () => {
    expect(await Promise.all([read('a'), read('b')])).toEqual([
      ['read', 'done'],
      ['read', 'done'],
    ]);
    expect(await Promise.all([reader.isBehind('late'), reader.isBehind('a')])).toEqual([true, false]);
  });

  it('fails with the catalogue’s code, and no word of what failed', { timeout: 300_000 }, async () => {
    await expect(read('full')).rejects.toMatchObject({ code: 'FRS-ST-002' });
    await expect(read('bug')).rejects.toMatchObject({ code: 'FRS-SY-001', detail: undefined });
  });

  it('that crashes fails what it was reading, and is there again for the next', { timeout: 300_000 }, async () => {
    await expect(read('crash')).rejects.toMatchObject({ code: 'FRS-SY-001' });
    expect(await read('a')).toEqual(['read', 'done']);
  });

  it('ends when asked, and starts again when there is something to read', { timeout: 300_000 }, async () => {
    await reader.close();
    expect(await read('a')).toEqual(['read', 'done']);
    // What is asked while it ends is another's.
    const ended = reader.close();
    expect(await read('b')).toEqual(['read', 'done']);
    await ended;
  });
});
