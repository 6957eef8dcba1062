import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { IdlePreparation } from '../../src/cli/idle-preparation.js';

/** Prepares in one step, or does `act` with what says whether to go on; notes what came to its end. */
function preparer(act: (dossierId: string, goOn: () => boolean) => Promise<boolean> = async () => true) {
  const begun: string[] = [];
  const done: string[] = [];
  return {
    begun,
    done,
    prepareDay: async (dossierId: string, goOn: () => boolean = () => true): Promise<boolean> => {
      begun.push(dossierId);
      if (!(await act(dossierId, goOn))) return false;
      done.push(dossierId);
      return true;
    },
  };
}

describe('dossiers prepared while nothing else is to be done', () => {
  it('several requests come to one preparation, the last dossier first', async () => {
    const pipeline = preparer();
    const preparation = new IdlePreparation(pipeline, 5);
    await Promise.all(['a', 'b', 'a', 'c', 'a', 'b'].map((id) => preparation.ask(id)));
    expect(pipeline.done).toEqual(['b', 'a', 'c']);
  });

  it('waits for what goes first, stops for it, and goes on after', async () => {
    const work: { end: () => void } = { end: () => undefined };
    const something = (): Promise<void> => preparation.during(() => new Promise((end) => (work.end = end)));
    const stopped: boolean[] = [];
    const pipeline = preparer(async (_, goOn) => {
      if (stopped.length > 0) return goOn();
      const doing = something();
      stopped.push(!goOn());
      work.end();
      await doing;
      return false;
    });
    const preparation = new IdlePreparation(pipeline, 0);
    const first = something();
    const prepared = preparation.ask('a');
    await setTimeout(10);
    expect(pipeline.begun).toEqual([]);
    work.end();
    await first;
    await prepared;
    expect(stopped).toEqual([true]);
    expect(pipeline).toMatchObject({ begun: ['a', 'a'], done: ['a'] });
  });

  it('asked again while it is prepared, prepares again', async () => {
    const again: Promise<void>[] = [];
    const pipeline = preparer(async () => {
      if (again.length === 0) again.push(preparation.ask('a'));
      return true;
    });
    const preparation = new IdlePreparation(pipeline, 0);
    await preparation.ask('a');
    await again[0];
    expect(pipeline.done).toEqual(['a', 'a']);
  });

  it('a failure is no reason to stop, and once stopped nobody waits', async () => {
    const pipeline = preparer(async (dossierId, goOn) => {
      if (dossierId === 'broken') throw new RangeError('no such dossier');
      while (goOn()) await setTimeout(1);
      return false;
    });
    const preparation = new IdlePreparation(pipeline, 0);
    const waiting = preparation.ask('long');
    await preparation.ask('broken');
    await preparation.stop();
    await waiting;
    await preparation.ask('late');
    expect(pipeline.done).toEqual([]);
  });
});
