import { setImmediate } from 'node:timers/promises';
import type { Steps } from '../summarise/steps.js';

/** Milliseconds of work before others get their turn. */
const SLICE_MS = 12;

/** Runs the steps between other work of this process. Once `goOn` says no, what is left is not done: undefined. */
export async function inSlices<T>(steps: Steps<T>, goOn: () => boolean = () => true): Promise<T | undefined> {
  let from = performance.now();
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
    if (performance.now() - from < SLICE_MS) continue;
    await setImmediate();
    if (!goOn()) return undefined;
    from = performance.now();
  }
}
