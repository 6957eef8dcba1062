import { afterEach, describe, expect, it, vi } from 'vitest';
import { eachNewDay } from '../../src/api/new-day.js';
import { LocalProcessing } from '../../src/api/processing.js';
import { AppError } from '../../src/errors.js';
import { Pipeline } from '../../src/pipeline.js';
import { call, startServer } from './support.js';

describe('first views prepared before anybody asks', () => {
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it('of every dossier that is read; what is behind is read first', async () => {
    const calls: string[] = [];
    const pipeline = { listDossiers: async () => ['a', 'late', 'b'].map((id) => ({ id })) } as unknown as Pipeline;
    const processing = new LocalProcessing(pipeline, () => undefined, {
      process: async (id) => calls.push(`read ${id}`),
      isBehind: async (id) => id === 'late',
      prepare: async (id) => void calls.push(`prepare ${id}`),
    });
    await processing.resume();
    await processing.idle();
    expect(calls.toSorted()).toEqual(['prepare a', 'prepare b', 'read late']);
  });

  it('of the others too where one does not open', async () => {
    const read: string[] = [];
    const pipeline = { listDossiers: async () => ['a', 'bad', 'gone', 'c'].map((id) => ({ id })) } as unknown as Pipeline;
    const processing = new LocalProcessing(pipeline, () => undefined, {
      process: async (id) => {
        if (id === 'bad') throw new AppError('FRS-ST-003');
        read.push(id);
      },
      isBehind: async (id) => {
        if (id === 'bad') throw new AppError('FRS-ST-003');
        if (id === 'gone') throw new AppError('FRS-IN-012');
        return true;
      },
    });
    await processing.resume();
    await processing.idle();
    expect(read).toEqual(['a', 'c']);
    expect(await processing.failureOf('bad')).toMatchObject({ code: 'FRS-ST-003' });
    expect(await processing.failureOf('gone')).toBeUndefined();
  });

  it('by a server that answers before it has gone through the dossiers, and stops after', async () => {
    let gone: () => void = () => undefined;
    vi.spyOn(Pipeline.prototype, 'listDossiers').mockReturnValueOnce(new Promise((resolve) => (gone = () => resolve([]))));
    const server = await startServer();
    expect((await call(server.app, 'GET', '/api/v1/health')).status).toBe(200);
    let stopped = false;
    const stop = server.close().then(() => (stopped = true));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(stopped).toBe(false);
    gone();
    await stop;
  });

  it('once a day, whatever the hour at which the server started', () => {
    vi.useFakeTimers({ now: new Date('2026-11-16T22:00:00Z') });
    let days = 0;
    const timer = eachNewDay(
      () => new Date(),
      () => (days += 1),
    );
    vi.advanceTimersByTime(119 * 60_000);
    expect(days).toBe(0);
    vi.advanceTimersByTime(11 * 60_000);
    expect(days).toBe(1);
    vi.advanceTimersByTime(24 * 3_600_000);
    expect(days).toBe(2);
    clearInterval(timer);
  });
});
