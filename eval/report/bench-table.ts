import { appendFileSync, readFileSync } from 'node:fs';

/** What a bench found: a table for people, and the same values for plots and for comparing runs. */
export interface BenchTable {
  readonly name: string;
  readonly title: string;
  readonly columns: readonly string[];
  /** Numbers stay numbers; how they are shown is said by `digits`. */
  readonly rows: readonly (readonly (string | number | null)[])[];
  /** Decimals by column; 0 where not said. */
  readonly digits?: readonly number[];
}

const COLLECTED = 'FRISE_BENCH_TABLES';

export function benchMarkdown({ title, columns, rows, digits = [] }: BenchTable): string {
  const shown = (value: string | number | null, column: number): string =>
    value === null ? '–' : typeof value === 'number' ? value.toFixed(digits[column] ?? 0) : value;
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    `${title}:`,
    '',
    line(columns),
    line(columns.map((_, column) => (typeof rows[0]?.[column] === 'string' ? '---' : '--:'))),
    ...rows.map((row) => line(row.map(shown))),
  ].join('\n');
}

/** Prints a table, and hands it to `npm run bench` where that started us. */
export function publish(table: BenchTable): void {
  process.stdout.write(`${benchMarkdown(table)}\n\n`);
  const file = process.env[COLLECTED];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(table)}\n`);
}

/** The environment of a bench whose tables are to be collected in a file. */
export const collecting = (file: string): NodeJS.ProcessEnv => ({ ...process.env, [COLLECTED]: file });

export const collected = (file: string): BenchTable[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as BenchTable);
