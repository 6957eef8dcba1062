/** `npm run eval -- --task qualifiers|dates|entities|speed --data FILE.jsonl [--predictions OUT.jsonl] [--only TASK] [--misses]` */
import { parseArgs } from 'node:util';
import { runTask } from './tasks/run-task.js';

const { values } = parseArgs({
  options: {
    task: { type: 'string' },
    data: { type: 'string' },
    predictions: { type: 'string' },
    only: { type: 'string' },
    misses: { type: 'boolean', default: false },
  },
});

if (values.task === undefined || values.data === undefined) {
  console.error(
    'usage: npm run eval -- --task qualifiers|dates|entities|speed --data FILE.jsonl [--predictions OUT.jsonl] [--only TASK] [--misses]',
  );
  process.exitCode = 2;
} else {
  await runTask({
    task: values.task,
    data: values.data,
    misses: values.misses,
    ...(values.predictions === undefined ? {} : { predictions: values.predictions }),
    ...(values.only === undefined ? {} : { only: values.only }),
  });
}
