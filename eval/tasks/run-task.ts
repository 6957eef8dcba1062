import { writeFileSync } from 'node:fs';
import { datesTask } from './dates.js';
import { compareFinders } from './compare-finders.js';
import { readCorpus } from './corpora/read-corpus.js';
import type { NeutralDocument } from './jsonl.js';
import { quantitiesTask } from './quantities.js';
import { speedTask } from './speed.js';
import { comparedQualifiers } from './qualifiers.js';
import type { TaskResult } from './qualifiers.js';

export interface TaskArguments {
  readonly task: string;
  readonly data: string;
  readonly predictions?: string;
  readonly misses?: boolean;
  /** Keeps the documents whose `task` field begins with this. */
  readonly only?: string;
}

const TASKS: Readonly<Record<string, (documents: readonly NeutralDocument[]) => TaskResult | Promise<TaskResult>>> = {
  qualifiers: comparedQualifiers,
  dates: datesTask,
  entities: compareFinders,
  quantities: quantitiesTask,
  speed: speedTask,
};

/** The tasks that `npm run eval -- --task` knows here. */
export const TASK_NAMES: readonly string[] = Object.keys(TASKS);

/** Measures a task on a corpus (neutral JSONL, brat, XMI, PARHAF-style JSON: see `readCorpus`), prints its table, writes the predictions where asked. */
export const runTask = async (args: TaskArguments): Promise<TaskResult> => {
  const task = TASKS[args.task];
  if (task === undefined) throw new Error(`unknown task "${args.task}": ${TASK_NAMES.join(', ')}`);
  const documents = readCorpus(args.data).filter((document) => args.only === undefined || (document.task ?? '').startsWith(args.only));
  const result = await task(documents);
  console.log(result.report.join('\n'));
  console.log(
    `${(result.figures['documentsPerSecond'] ?? 0).toFixed(0)} documents/s, ${(result.figures['charactersPerSecond'] ?? 0).toFixed(0)} characters/s, one core`,
  );
  if (args.misses === true) console.log(result.misses.join('\n'));
  if (args.predictions !== undefined)
    writeFileSync(args.predictions, result.predictions.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return result;
};
