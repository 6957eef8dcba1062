import { readFileSync } from 'node:fs';

export type Measure = 'weight' | 'height' | 'head' | 'bmi';
type Row = readonly [months: number, l: number, m: number, s: number];
type Tables = Readonly<Record<Measure, Readonly<Record<'M' | 'F', readonly Row[]>>>>;

let cache: Tables | undefined;
const tables = (): Tables =>
  (cache ??= JSON.parse(readFileSync(new URL('./vocabulary/who-growth.json', import.meta.url), 'utf8')) as Tables);

const STANDARD_DEVIATIONS = [-2, -1, 0, 1, 2] as const;

/** The value at `z` standard deviations: M (1 + L S z)^(1/L), M e^(S z) where L is 0 (Cole and Green 1992). */
export const atDeviation = ([, l, m, s]: Row, z: number): number => (l === 0 ? m * Math.exp(s * z) : m * (1 + l * s * z) ** (1 / l));

/**
 * The five curves of the WHO for a measure and a sex up to `months`, as [months, value] in kg, cm or kg/m². Ages beyond the reference's
 * own end have no curve.
 */
export function referenceCurves(measure: Measure, sex: 'M' | 'F', months: number): { sd: number; points: [number, number][] }[] {
  const rows = tables()[measure][sex];
  const shown = rows.filter((row, i) => row[0] <= months || (rows[i - 1]?.[0] ?? 0) < months);
  return STANDARD_DEVIATIONS.map((sd) => ({
    sd,
    points: shown.map((row): [number, number] => [row[0], Math.round(atDeviation(row, sd) * 100) / 100]),
  }));
}
