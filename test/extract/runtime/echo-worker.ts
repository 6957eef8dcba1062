import { threadId } from 'node:worker_threads';
import { serveModel } from '../../../src/extract/runtime/serve-model.js';

export interface EchoRequest {
  readonly text: string;
  readonly after?: number;
}

/** Stands for a model: answers with the text and its thread, refuses "refuse", dies of "die". */
serveModel(async ({ text, after = 0 }: EchoRequest) => {
  if (text === 'die') process.exit(3);
  await new Promise((resolve) => setTimeout(resolve, after));
  if (text === 'refuse') throw new RangeError(`the patient said ${text}`);
  return { text, thread: threadId };
});
