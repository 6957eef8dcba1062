import { describe, expect, it } from 'vitest';
import { QueuedProcessing } from '../../src/api/queued-processing.js';
import type { Progress } from '../../src/pipeline.js';
import type { WorkQueue, WorkStatus } from '../../src/store/work-queue.js';

function queueThatSays(statuses: readonly WorkStatus[]): { readonly queue: WorkQueue; readonly asked: string[] } {
  const asked: string[] = [];
  let at = 0;
  const queue: WorkQueue = {
    request: async (id) => void asked.push(id),
    status: async () => statuses[Math.min(at++, statuses.length - 1)] as WorkStatus,
    pending: async () => 7,
    work: () => Promise.reject(new Error('not here')),
  };
  return { queue, asked };
}

const running = (done: number): WorkStatus => ({
  state: 'running',
  progress: { stage: 'read', done, total: 3, pages: 4 },
  code: undefined,
});
const DONE: WorkStatus = { state: 'done', progress: undefined, code: undefined };

describe('reading by other processes', () => {
  it('asks the queue, and tells what the queue knows', async () => {
    const { queue, asked } = queueThatSays([{ state: 'waiting', progress: undefined, code: undefined }, running(2), DONE]);
    const processing = new QueuedProcessing(queue, () => undefined);
    processing.start('d1');
    await processing.idle();
    expect(asked).toEqual(['d1']);
    expect(await processing.progressOf('d1')).toEqual({ stage: 'read', done: 0, total: 0, pages: 0 });
    expect(await processing.progressOf('d1')).toEqual({ stage: 'read', done: 2, total: 3, pages: 4 });
    expect(await processing.progressOf('d1')).toBeUndefined();
    await processing.resume();
    expect(processing.pending).toBe(7);
  });

  it('names a failure that is final, and none before', async () => {
    const { queue } = queueThatSays([
      { state: 'waiting', progress: undefined, code: 'FRS-MD-001' },
      { state: 'failed', progress: undefined, code: 'FRS-SY-004' },
    ]);
    const processing = new QueuedProcessing(queue, () => undefined);
    expect(await processing.failureOf('d1')).toBeUndefined();
    expect(await processing.failureOf('d1')).toMatchObject({ code: 'FRS-SY-004' });
    await processing.idle();
  });

  it('tells who watches each step once, and the end', async () => {
    const { queue } = queueThatSays([running(1), running(1), running(2), DONE]);
    const processing = new QueuedProcessing(queue, () => undefined);
    const seen: Progress[] = [];
    processing.watch('d1', (progress) => seen.push(progress));
    await expect.poll(() => seen.at(-1)?.stage, { timeout: 60_000 }).toBe('done');
    expect(seen.map(({ stage, done }) => [stage, done])).toEqual([
      ['read', 1],
      ['read', 2],
      ['done', 0],
    ]);
    const failing = new QueuedProcessing({ ...queue, status: () => Promise.reject(new Error('gone')) }, () => undefined);
    const told: Progress[] = [];
    failing.watch('d1', (progress) => told.push(progress));
    await expect.poll(() => told.length).toBe(1);
    for (const each of [processing, failing]) await each.idle();
  });
});
