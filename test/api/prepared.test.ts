import { afterEach, describe, expect, it, vi } from 'vitest';
import { eachNewDay } from '../../src/api/new-day.js';
import { LocalProcessing } from '../../src/api/processing.js';
import type { Pipeline } from '../../src/pipeline.js';

describe('first views prepared before anybody asks', () => {
  afterEach(() => vi.useRealTimers());

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
