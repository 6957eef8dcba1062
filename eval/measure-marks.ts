/**
 * Of every illness and act that a paper names, whether it is told as the patient's own, against what readers who knew no rule marked.
 * usage: tsx eval/measure-marks.ts FILE.jsonl… [--model] [--misses]
 *
 * p a problem or a an act, then Y so, P so and over, D denied or not done, H supposed or planned, F another's, X no such thing
 * (eval/corpus/marks/README.md). Told counts where a fact of its kind names these words as so; what no rule reads is not told. `--model` lets the
 * trained reader have its say; `--misses` prints what is told though not so: never on a sealed file.
 */
import type { Fact } from '../src/domain/fact.js';
import { readMarked } from './marked-papers.js';
import { isTold } from './told.js';

const KINDS: Readonly<Record<string, readonly Fact['kind'][]>> = {
  p: ['condition'],
  a: ['procedure', 'device', 'immunization', 'observation'],
};
const args = process.argv.slice(2);
const files = args.filter((argument) => !argument.startsWith('--'));
if (files.length === 0) throw new Error('usage: tsx eval/measure-marks.ts FILE.jsonl… [--model] [--misses]');

const marked = (await readMarked(files, args.includes('--model'))).filter(({ mark }) => mark.length === 2);
const read = marked.map(({ mark, facts, where }) => {
  const there = facts.filter(({ kind }) => KINDS[mark.slice(0, 1)]?.includes(kind) === true);
  return { mark, where, named: there.length > 0, told: there.some(isTold) };
});
if (args.includes('--misses'))
  for (const { mark, told, where } of read) if (told && !/[YP]$/.test(mark)) console.log(`${mark} told ${where}`);

const share = (part: number, of: number): string => `${part}/${of} = ${of === 0 ? '–' : ((100 * part) / of).toFixed(1)} %`;
for (const [letter, name] of [
  ['p', 'problems'],
  ['a', 'acts'],
] as const) {
  const of = (marks: string) => read.filter(({ mark }) => mark.startsWith(letter) && marks.includes(mark.slice(1)));
  const told = (marks: string): number => of(marks).filter((one) => one.told).length;
  const named = (marks: string): number => of(marks).filter((one) => one.named).length;
  console.log(
    `${name}: so, told ${share(told('YP'), of('YP').length)} (named by a rule ${named('YP')}); not so but named by a rule, told ${share(told('DHFX'), named('DHFX'))}`,
  );
  console.log([...'DHFX'].map((one) => `  ${one} ${share(told(one), named(one))}`).join(''));
}
