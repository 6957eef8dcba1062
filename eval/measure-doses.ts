/**
 * The dose that each drug of a paper is to be taken at, against what readers who knew no rule marked.
 * usage: tsx eval/measure-doses.ts FILE.jsonl… [--model] [--misses]
 *
 * Of each drug that is taken and of which the paper writes a dose (eval/corpus/marks/README.md), as the list of current treatments tells it from this paper alone: right, where
 * an amount that is told is one of those that hold now and none is another; wrong, where one told is a dose that was, that is to come, that must not be passed, that is no real one. A drug that no
 * rule names counts as untold. `--misses` prints what is not right: never on a sealed file.
 */
import { readFileSync } from 'node:fs';
import { buildSources, speakingFacts } from '../src/summarise/sources.js';
import { reconcileTreatments } from '../src/summarise/treatments/reconcile.js';
import { DosedPaper, openReader, PATIENT, readPaper } from './marked-papers.js';
import { numbersOf } from './metrics/matching.js';
import { typedSummary } from './typed-document.js';

const WORDS: Readonly<Record<string, string>> = {
  un: '1',
  une: '1',
  deux: '2',
  trois: '3',
  quatre: '4',
  cinq: '5',
  six: '6',
  demi: '0.5',
  '½': '0.5',
  '1/2': '0.5',
};
/** What a line tells as a limit is no dose. */
const CEILING = /,? ?(?:max(?:imum|i)?\.?|sans dépasser|ne pas dépasser|NE PAS dépasser)[^,;]*/giu;
/** Numbers of an amount, in words too. */
const amounts = (text: string): Set<string> =>
  new Set([...numbersOf(text), ...(text.toLowerCase().match(/½|1\/2|[a-z]+/g) ?? []).flatMap((word) => WORDS[word] ?? [])]);

const args = process.argv.slice(2);
const model = await openReader(args.includes('--model'));
const count = { right: 0, wrong: 0, untold: 0 };
const changed = { right: 0, wrong: 0, untold: 0 };
for (const line of args.filter((argument) => !argument.startsWith('--')).flatMap((file) => readFileSync(file, 'utf8').split('\n'))) {
  if (line === '') continue;
  const { id, date, title, text, marks } = DosedPaper.parse(JSON.parse(line));
  const { document, facts, named } = await readPaper({ id, title, text, date }, model);
  const sources = buildSources([typedSummary(document)]);
  const histories = reconcileTreatments(speakingFacts(facts, sources, PATIENT.birthDate), sources, date);
  for (const of of new Set(marks.map(([, , , tie]) => tie.of))) {
    const own = marks.filter(([, , , tie]) => tie.of === of);
    const here = own.filter(([, , letters]) => letters.length === 1);
    const doses = (letters: string): Set<string> =>
      new Set(own.filter((mark) => mark[2] === letters).flatMap(([a, b]) => [...amounts(text.slice(a, b))]));
    const now = doses('DN');
    if (now.size === 0 || here.every(([, , letter]) => letter !== 'C')) continue;
    const other = ['DW', 'DL', 'DM', 'DE', 'DG'].flatMap((letters) => [...doses(letters)]).filter((amount) => !now.has(amount));
    // A fact that reconciliation takes up keeps its id.
    const ids = new Set(named.filter(({ start, end }) => here.some(([a, b]) => start < b && a < end)).map(({ fact }) => fact.id));
    const told = histories.flatMap(({ current, events }) =>
      events.some(({ fact }) => ids.has(fact.id)) ? [...amounts((current?.dose ?? '').replace(CEILING, ''))] : [],
    );
    const verdict = told.some((amount) => other.includes(amount)) ? 'wrong' : told.some((amount) => now.has(amount)) ? 'right' : 'untold';
    count[verdict] += 1;
    if (other.length > 0) changed[verdict] += 1;
    if (verdict !== 'right' && args.includes('--misses'))
      console.log(
        `${verdict} ${id} now ${[...now].join(' ')} told ${told.join(' ')} « ${own.map(([a, b, letters]) => `${letters}:${text.slice(a, b)}`).join(' | ')} »`,
      );
  }
}
await model?.close();
for (const [name, { right, wrong, untold }] of Object.entries({ 'every drug': count, 'drugs of several doses': changed })) {
  const all = right + wrong + untold;
  const percent = (part: number): string => ((100 * part) / Math.max(1, all)).toFixed(1);
  console.log(`${name.padEnd(24)} ${all}: right ${percent(right)} %, wrong ${percent(wrong)} %, untold ${percent(untold)} %`);
}
