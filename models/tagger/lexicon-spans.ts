/**
 * What the product's lexicons find in texts, for prepare.py and measure.py: one line `{ id, text, spans: [[start, end, group]] }` a document,
 * offsets in code points.
 * usage: tsx models/tagger/lexicon-spans.ts TEXTS.jsonl OUT.jsonl [documents]
 */
import { writeFileSync } from 'node:fs';
import { lexiconFinder } from '../../eval/tasks/entities.js';
import { Offsets, readJsonl } from '../../eval/tasks/jsonl.js';

const [input, output, count] = process.argv.slice(2);
if (input === undefined || output === undefined) throw new RangeError('usage: tsx models/tagger/lexicon-spans.ts TEXTS.jsonl OUT.jsonl [documents]');
const lines: string[] = [];
for (const { id, text } of readJsonl(input).slice(0, count === undefined ? undefined : Number(count))) {
  const offsets = new Offsets(text);
  const spans = (await lexiconFinder(text)).map((span) => {
    const { start, end } = offsets.points(span);
    return [start, end, span.label];
  });
  lines.push(JSON.stringify({ id, text, spans }));
}
writeFileSync(output, `${lines.join('\n')}\n`);
