/**
 * The day of each illness, act and drug that a paper dates, against what readers who knew no rule marked.
 * usage: tsx eval/measure-marked-dates.ts FILE.jsonl… [--misses]
 *
 * Of the mentions that bear `{ date }` (eval/corpus/marks/README.md) and that a rule names: right, where the date of a fact there is the same as far as both are written
 * ("2024" and "2024-03"); coarser, right but written in fewer parts than the mark; wrong, another date; undated. The day that only the paper gives counts where it is
 * the one marked. A mention that no rule names is counted apart. `--misses` prints what is not right: never on a sealed file.
 */
import { readMarked } from './marked-papers.js';

const args = process.argv.slice(2);
const marked = await readMarked(
  args.filter((argument) => !argument.startsWith('--')),
  false,
);
const counts = new Map<string, Map<string, number>>();
for (const { mark, date, facts, where } of marked) {
  if (date === undefined) continue;
  const kind = mark.length === 1 ? 'drug' : mark.startsWith('a') ? 'act' : 'illness';
  const own = facts.filter((fact) => (fact.kind === 'medication') === (kind === 'drug') && fact.kind !== 'plan');
  const dates = own.flatMap((fact) => [fact.date, fact.endDate]).filter((one) => one !== undefined);
  const verdict =
    own.length === 0
      ? 'unnamed'
      : dates.some((one) => one.startsWith(date))
        ? 'right'
        : dates.some((one) => date.startsWith(one))
          ? 'coarser'
          : dates.length === 0
            ? 'undated'
            : 'wrong';
  const row = counts.get(kind) ?? new Map<string, number>();
  counts.set(kind, row.set(verdict, (row.get(verdict) ?? 0) + 1));
  if (args.includes('--misses') && (verdict === 'wrong' || verdict === 'undated'))
    console.log(`${verdict} ${date} told ${dates.join(' ')} ${where}`);
}
for (const [kind, row] of counts) {
  const named = [...row].filter(([verdict]) => verdict !== 'unnamed').reduce((sum, [, count]) => sum + count, 0);
  const share = (verdict: string): string => `${verdict} ${(((row.get(verdict) ?? 0) * 100) / Math.max(1, named)).toFixed(1)} %`;
  console.log(
    `${kind.padEnd(8)} ${named} dated and named: ${['right', 'coarser', 'wrong', 'undated'].map(share).join(', ')}; not named ${row.get('unnamed') ?? 0}`,
  );
}
