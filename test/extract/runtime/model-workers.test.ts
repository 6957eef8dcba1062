import { afterEach, describe, expect, it } from 'vitest';
import { ModelWorkers } from '../../../src/extract/runtime/model-workers.js';
import type { EchoRequest } from './echo-worker.js';

interface Echo {
  readonly text: string;
  readonly thread: number;
}

describe('the threads of a model', () => {
  let workers: ModelWorkers<EchoRequest, Echo>;
  const make = (count: number): void => {
    workers = new ModelWorkers({ name: 'echo-worker', base: import.meta.url, workerData: {}, count, what: 'écho' });
  };
  afterEach(() => workers.close());

  it('start one by one, and each answer reaches the one who asked', async () => {
    make(2);
    const first = await workers.run({ text: 'a' });
    expect((await workers.run({ text: 'b' })).thread).toBe(first.thread);
    const together = await Promise.all(['c', 'd', 'e', 'f'].map((text, i) => workers.run({ text, after: 40 - 10 * i })));
    expect(together.map(({ text }) => text)).toEqual(['c', 'd', 'e', 'f']);
    expect(new Set(together.map(({ thread }) => thread)).size).toBe(2);
  });

  it('say what kind of error it was, never its words', async () => {
    make(1);
    await expect(workers.run({ text: 'refuse' })).rejects.toMatchObject({ code: 'FRS-SY-001', detail: 'écho : RangeError' });
    expect((await workers.run({ text: 'next' })).text).toBe('next');
  });

  it('fail those who wait for one that dies, and start anew', async () => {
    make(1);
    const waiting = [workers.run({ text: 'slow', after: 5000 }), workers.run({ text: 'die' })].map((run) =>
      expect(run).rejects.toMatchObject({ code: 'FRS-SY-001', detail: 'écho interrompu' }),
    );
    await Promise.all(waiting);
    expect((await workers.run({ text: 'again' })).text).toBe('again');
  });
});
