import { BASELINES, COVERED, fallen, FIGURES, overDossiers, reached, type BaselineName, type FigureSpec } from '../figures.js';
import type { DossierResult } from '../evaluate-dossier.js';

type Figures = Readonly<Record<string, number | null>>;

export interface Row {
  readonly spec: FigureSpec;
  readonly value: number | null;
  readonly withoutMetadata: number | null;
  readonly baseline: number | null;
  readonly before: number | null;
  readonly reached: boolean | undefined;
  readonly fallen: boolean;
}

/** One row a figure over these dossiers; `before` holds each dossier's figures of `eval/baseline.json`. */
export function rowsOf(results: readonly DossierResult[], before: Readonly<Record<string, Figures>>): Row[] {
  const now = overDossiers(results.map(({ figures }) => figures));
  const bare = overDossiers(results.flatMap(({ withoutMetadata }) => (withoutMetadata === null ? [] : [withoutMetadata])));
  const known = results.flatMap(({ id }) => (before[id] === undefined ? [] : [before[id]]));
  const past = known.length === results.length ? overDossiers(known) : {};
  return FIGURES.map((spec) => {
    const { key, baseline } = spec;
    const beside = baseline === undefined ? {} : overDossiers(results.map(({ baselines }) => baselines[baseline]));
    return {
      spec,
      value: now[key] ?? null,
      withoutMetadata: bare[key] ?? null,
      baseline: beside[key] ?? null,
      before: past[key] ?? null,
      reached: reached(spec, now[key]),
      fallen: fallen(spec, now[key], past[key]),
    };
  });
}

export const shown = (value: number | null, spec: FigureSpec): string =>
  value === null ? '–' : spec.count === true ? value.toFixed(0) : value.toFixed(3);

export function change({ value, before, spec }: Row): string {
  if (value === null || before === null) return '–';
  const difference = value - before;
  if (Math.abs(difference) < 0.0005) return '=';
  return `${difference > 0 ? '+' : ''}${spec.count === true ? difference.toFixed(0) : difference.toFixed(3)}`;
}

export const targetOf = (spec: FigureSpec): string =>
  `${spec.better === 'higher' ? '≥' : '≤'} ${spec.count === true ? spec.target : spec.target.toFixed(3)}`;

const HEADINGS = ['figure', 'frise', 'no metadata', 'baseline', 'of', 'target', 'reached', 'change'];

const cells = (row: Row): string[] => [
  row.spec.title,
  shown(row.value, row.spec),
  shown(row.withoutMetadata, row.spec),
  shown(row.baseline, row.spec),
  row.spec.baseline ?? '',
  targetOf(row.spec),
  row.reached === undefined ? '' : row.reached ? 'yes' : 'no',
  row.fallen ? `${change(row)} FALL` : change(row),
];

const NAMES = Object.keys(BASELINES) as BaselineName[];
const COMPARED = ['figure', 'frise', ...NAMES];

/** Frise beside every plain means that has something to say of a figure: heading first. */
export function baselineRows(results: readonly DossierResult[]): string[][] {
  const own = overDossiers(results.map(({ figures }) => figures));
  const beside = new Map(NAMES.map((name) => [name, overDossiers(results.map(({ baselines }) => baselines[name]))]));
  const rows = FIGURES.filter(({ key }) => NAMES.some((name) => COVERED[name].includes(key))).map((spec) => [
    spec.title,
    shown(own[spec.key] ?? null, spec),
    ...NAMES.map((name) => (COVERED[name].includes(spec.key) ? shown(beside.get(name)?.[spec.key] ?? null, spec) : '')),
  ]);
  return [COMPARED, ...rows];
}

/** For a terminal. */
export const renderTable = (rows: readonly Row[]): string => aligned([HEADINGS, ...rows.map(cells)]);

export const renderBaselines = (results: readonly DossierResult[]): string => aligned(baselineRows(results));

function aligned(lines: readonly (readonly string[])[]): string {
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** For the documentation: no column that changes from run to run. */
export function renderMarkdown(rows: readonly Row[], baselines: readonly (readonly string[])[]): string {
  const line = (parts: readonly string[]): string => `| ${parts.join(' | ')} |`;
  const table = ([heading = [], ...body]: readonly (readonly string[])[]): string[] => [
    line(heading),
    line(heading.map((_, column) => (column === 0 ? '---' : '--:'))),
    ...body.map(line),
    '',
  ];
  return [
    ...table([HEADINGS.slice(0, 7), ...rows.map((row) => cells(row).slice(0, 7))]),
    'Beside plain means on the same readings, in the same run:',
    '',
    ...table(baselines),
    ...Object.entries(BASELINES).map(([name, means]) => `- \`${name}\`: ${means}.`),
  ].join('\n');
}
