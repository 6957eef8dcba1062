import { dayOf } from './contract-of.js';

/** How often the day is looked at: a timer over hours would miss a machine that slept. */
const LOOK_MS = 300_000;

/** Calls back once each day, within minutes of its beginning; `clearInterval` ends it. Keeps no process alive. */
export function eachNewDay(now: () => Date, act: () => void): NodeJS.Timeout {
  let known = dayOf(now());
  const timer = setInterval(() => {
    const day = dayOf(now());
    if (day === known) return;
    known = day;
    act();
  }, LOOK_MS);
  timer.unref();
  return timer;
}
