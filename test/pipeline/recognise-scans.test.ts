import { expect, it } from 'vitest';
import { AppError } from '../../src/errors.js';
import { readSource } from '../../src/extract/read/read-source.js';
import { recogniseScans } from '../../src/pipeline/recognise-scans.js';

type Arguments = Parameters<typeof recogniseScans>;

it('a reading that cannot be kept ends the others, and the engine is closed after them', async () => {
  const notes = await Promise.all(
    [1, 2, 3, 4].map(async (number) => {
      const bytes = Buffer.from(`Compte rendu de consultation, note ${number}.`);
      const [reading] = await readSource({ fileName: 'note.txt', bytes });
      return { id: reading!.id, bytes };
    }),
  );
  let [closed, keptAfter] = [false, false];
  const kept: string[] = [];
  const archive = {
    sourceOf: async (_: string, id: string) => id,
    sourceBytes: async (_: string, id: string) => notes.find((note) => note.id === id)?.bytes,
    keepReading: async (_: string, id: string) => {
      kept.push(id);
      if (kept.length === 1) throw new AppError('FRS-ST-008');
      await new Promise((resolve) => setTimeout(resolve, 30));
      keptAfter ||= closed;
    },
  } as unknown as Arguments[0];
  const store = { listSources: async () => notes.map(({ id }) => ({ sha256: id, fileName: 'note.txt' })) } as unknown as Arguments[1];
  const attempts = {
    ordered: async (scans: readonly unknown[]) => [...scans],
    begin: async () => true,
    progressed: async () => undefined,
  } as unknown as Arguments[5];
  const engine = { name: 'fake', parallel: 2, recognise: async () => [], close: async () => void (closed = true) };
  const scans = notes.map(({ id }) => ({ id, needsOcr: [] }));
  const end = recogniseScans(
    archive,
    store,
    'd',
    scans,
    async () => engine,
    attempts,
    () => undefined,
  );
  await expect(end).rejects.toMatchObject({ code: 'FRS-ST-008' });
  expect({ kept: kept.length <= 2, closed, keptAfter }).toEqual({ kept: true, closed: true, keptAfter: false });
});
