import type { BenchTable } from './bench-table.js';
import { barPlot, linePlot } from './plot.js';

/** A column as numbers beside another. */
function pairs(table: BenchTable, x: string, y: string): (readonly [number, number])[] {
  const [a, b] = [table.columns.indexOf(x), table.columns.indexOf(y)];
  return table.rows.map((row) => [Number(row[a]), Number(row[b])] as const);
}

/** The plots that a run of benches gives, by file name. */
export function benchPlots(tables: readonly BenchTable[]): Map<string, string> {
  const named = new Map(tables.map((table) => [table.name, table]));
  const plots = new Map<string, string>();
  const [reading, growing, recognition, robustness] = ['growth-reading', 'growth-dossier', 'growth-recognition', 'robustness'].map((name) =>
    named.get(name),
  );
  if (reading !== undefined && growing !== undefined) {
    plots.set(
      'bench-growth-time.svg',
      linePlot({
        title: 'Time against documents',
        x: 'documents',
        y: 'seconds',
        curves: [
          { name: 'reading one deposit after another', points: pairs(reading, 'documents', 'seconds') },
          { name: 'one dossier that grows, whole way', points: pairs(growing, 'documents', 'seconds') },
        ],
      }),
    );
    plots.set(
      'bench-growth-memory.svg',
      linePlot({
        title: 'Memory of the process against documents',
        x: 'documents',
        y: 'MiB',
        curves: [
          { name: 'reading one deposit after another', points: pairs(reading, 'documents', 'memory, MiB') },
          { name: 'one dossier that grows, whole way', points: pairs(growing, 'documents', 'memory, MiB') },
        ],
      }),
    );
    plots.set(
      'bench-growth-pages.svg',
      linePlot({
        title: 'Reading: time against pages',
        x: 'pages',
        y: 'seconds',
        curves: [{ name: 'reading', points: pairs(reading, 'pages', 'seconds') }],
      }),
    );
  }
  if (growing !== undefined)
    plots.set(
      'bench-growth-one-more.svg',
      linePlot({
        title: 'One more document against those already there',
        x: 'documents',
        y: 'seconds',
        curves: [
          { name: 'read, understood, indexed and kept', points: pairs(growing, 'documents', 'one more, s') },
          { name: 'first view with it, prepared', points: pairs(growing, 'documents', 'its view, prepared, s') },
          { name: 'first view with it, unprepared', points: pairs(growing, 'documents', 'its view, unprepared, s') },
        ],
      }),
    );
  if (recognition !== undefined)
    plots.set(
      'bench-growth-recognition.svg',
      linePlot({
        title: 'Recognition: memory of the process against pages',
        x: 'pages',
        y: 'MiB',
        curves: [{ name: 'memory', points: pairs(recognition, 'pages', 'memory, MiB') }],
      }),
    );
  const vectors = named.get('index-vectors');
  if (vectors !== undefined)
    plots.set(
      'bench-vectors.svg',
      linePlot({
        title: 'Nearest ten of so many vectors',
        x: 'vectors',
        y: 'ms',
        curves: [
          { name: 'exact scan', points: pairs(vectors, 'vectors', 'exact, ms') },
          { name: 'graph', points: pairs(vectors, 'vectors', 'graph, ms') },
        ],
      }),
    );
  if (robustness !== undefined)
    plots.set(
      'bench-robustness.svg',
      barPlot({
        title: 'Characters wrong as the image gets worse',
        y: '%',
        categories: robustness.rows.map(([name]) => String(name)),
        groups: robustness.columns
          .map((column, index) => ({ column, index }))
          .filter(({ column }) => column.endsWith('characters wrong, %'))
          .map(({ column, index }) => ({
            name: column.replace(/:.*/, ''),
            values: robustness.rows.map((row) => Math.min(100, Number(row[index]))),
          })),
      }),
    );
  return plots;
}
