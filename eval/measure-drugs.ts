/**
 * What becomes of each drug that a paper names, against what readers who knew no rule marked.
 * usage: tsx eval/measure-drugs.ts FILE.jsonl… [--model] [--misses]
 *
 * C taken, S ended, G given on the spot, N not taken, O something else (another's, an allergy, a drug in general), as of the paper's day
 * (eval/corpus/marks/README.md). A mark that no rule reads as a drug counts as O. `--model` lets the trained reader have its say; `--misses` prints
 * what is read otherwise: never on a sealed file.
 */
import type { Fact } from '../src/domain/fact.js';
import { readMarked } from './marked-papers.js';

const LETTERS = ['C', 'S', 'G', 'N', 'O'] as const;
type Letter = (typeof LETTERS)[number];
const OF_EVENT: Readonly<Record<NonNullable<Fact['medication']>['event'], Letter>> = {
  prescribed: 'C',
  listed: 'C',
  discharge: 'C',
  started: 'C',
  changed: 'C',
  continued: 'C',
  stopped: 'S',
  past: 'S',
  administered: 'G',
  proposed: 'N',
  refused: 'N',
  'not-taken': 'N',
  contraindicated: 'N',
};

function letterOf({ medication, qualifiers }: Fact): readonly Letter[] {
  if (medication === undefined) return [];
  if (qualifiers.family || qualifiers.otherPerson) return ['O'];
  return [qualifiers.hypothetical ? 'N' : OF_EVENT[medication.event]];
}

const args = process.argv.slice(2);
const files = args.filter((argument) => !argument.startsWith('--'));
if (files.length === 0) throw new Error('usage: tsx eval/measure-drugs.ts FILE.jsonl… [--model] [--misses]');

const marked = (await readMarked(files, args.includes('--model'))).filter(({ mark }) => mark.length === 1);
const read = marked.map(({ mark, facts, where }) => {
  const there = facts.flatMap(letterOf);
  // Several rules may read one mention: an event before a mere naming.
  return { mark, said: there.find((letter) => letter !== 'C') ?? there[0] ?? 'O', where };
});
if (args.includes('--misses')) for (const { mark, said, where } of read) if (mark !== said) console.log(`${mark} read as ${said} ${where}`);

const percent = (part: number, of: number): string => (of === 0 ? '–' : ((100 * part) / of).toFixed(1));
console.log(`${read.length} mentions; read as marked: ${percent(read.filter(({ mark, said }) => mark === said).length, read.length)} %`);
for (const letter of LETTERS) {
  const gold = read.filter(({ mark }) => mark === letter);
  const said = read.filter((one) => one.said === letter);
  const right = gold.filter((one) => one.said === letter).length;
  const as = LETTERS.map((one) => `${one} ${gold.filter((it) => it.said === one).length}`).join(', ');
  console.log(
    `${letter}  precision ${percent(right, said.length)}  recall ${percent(right, gold.length)}  F1 ${percent(2 * right, gold.length + said.length)}  (${gold.length}, read as ${as})`,
  );
}
