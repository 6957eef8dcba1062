import { describe, expect, it } from 'vitest';
import { benchPlots } from '../../eval/report/bench-plots.js';
import { benchMarkdown, type BenchTable } from '../../eval/report/bench-table.js';
import { withBlock } from '../../eval/report/docs-block.js';
import { linePlot, stripPlot } from '../../eval/report/plot.js';

const growth = (name: string, rows: readonly (readonly number[])[]): BenchTable => ({
  name,
  title: name,
  columns: ['documents', name === 'growth-reading' ? 'pages' : 'passages', 'seconds', 'memory, MiB'],
  digits: [0, 0, 1, 0],
  rows,
});

describe('plots', () => {
  it('put each point where its axes say', () => {
    const svg = linePlot({
      title: 'a < b',
      x: 'x',
      y: 'y',
      curves: [
        {
          name: 'one',
          points: [
            [0, 0],
            [10, 5],
          ],
        },
      ],
    });
    expect(svg).toContain('a &lt; b');
    expect(svg).toMatch(/<polyline points="64\.0,254\.0 624\.0,34\.0"/);
    expect(stripPlot([{ title: 't', target: 0.9, dots: [{ name: 'v01', value: 1, muted: false }] }])).toContain('v01: 1.000');
  });

  it('come from the tables of a run, and only from those that are there', () => {
    const tables = [
      growth('growth-reading', [
        [100, 140, 1, 300],
        [200, 280, 2, 300],
      ]),
      growth('growth-dossier', [
        [100, 900, 9, 800],
        [200, 1800, 18, 900],
      ]),
    ];
    expect([...benchPlots(tables).keys()]).toEqual([
      'bench-growth-time.svg',
      'bench-growth-memory.svg',
      'bench-growth-pages.svg',
      'bench-growth-one-more.svg',
    ]);
    expect(benchPlots([])).toEqual(new Map());
    expect(benchMarkdown(tables[0]!)).toContain('| 100 | 140 | 1.0 | 300 |');
  });

  it('have their place in the documentation, apart from the figures', () => {
    const opening = '<!-- bench: written by `npm run bench -- all --update-docs`, not by hand -->';
    expect(withBlock(`a\n${opening}\nold\n<!-- end of bench -->\nb`, 'new', 'bench')).not.toContain('old');
    expect(() => withBlock('a', 'new', 'bench')).toThrow(RangeError);
  });
});
