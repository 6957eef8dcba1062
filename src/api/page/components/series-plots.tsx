import type { Synthesis } from '../client.js';
import { frenchDate, yearsOf } from '../format.js';
import { CitationMarks, type OpenCitation } from './citation-marks.js';

type Series = Synthesis['series'][number];
type Point = Series['points'][number];

const WIDTH = 420;
const HEIGHT = 150;
const PAD = { left: 44, right: 12, top: 12, bottom: 24 };

interface Props {
  readonly synthesis: Synthesis;
  readonly onOpen: OpenCitation;
}

/** One plot an analyte that was measured twice or more, most often measured first. */
export function SeriesPlots({ synthesis, onOpen }: Props) {
  const series = synthesis.series.filter(({ points }) => numeric(points).length >= 2).toSorted((a, b) => b.points.length - a.points.length);
  if (series.length === 0) return <p class="empty">Aucun résultat mesuré au moins deux fois.</p>;
  return (
    <div class="plots">
      {series.map((each) => (
        <Plot key={`${each.analyte}-${each.unit}`} series={each} onOpen={onOpen} />
      ))}
    </div>
  );
}

interface Placed {
  readonly point: Point;
  readonly year: number;
  readonly value: number;
}

function numeric(points: readonly Point[]): Placed[] {
  return points
    .map((point) => ({
      point,
      year: yearsOf(point.date),
      value: typeof point.value === 'number' ? point.value : Number(point.value.replace(',', '.')),
    }))
    .filter(({ value }) => Number.isFinite(value))
    .toSorted((a, b) => a.year - b.year);
}

/** "3,5 - 5,0", "< 1,2", "> 60": the bounds as the newest report prints them. */
function boundsOf(points: readonly Placed[]): { readonly low?: number; readonly high?: number } {
  const text = points.findLast(({ point }) => point.rangeText !== undefined)?.point.rangeText?.replaceAll(',', '.') ?? '';
  const [first, second] = (text.match(/\d+(?:\.\d+)?/g) ?? []).map(Number);
  if (first === undefined) return {};
  if (second !== undefined) return { low: first, high: second };
  return text.includes('<') || text.includes('≤') ? { high: first } : text.includes('>') || text.includes('≥') ? { low: first } : {};
}

function Plot({ series, onOpen }: { readonly series: Series; readonly onOpen: OpenCitation }) {
  const points = numeric(series.points);
  const { low, high } = boundsOf(points);
  const values = [...points.map(({ value }) => value), ...(low === undefined ? [] : [low]), ...(high === undefined ? [] : [high])];
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const margin = (most - least || Math.abs(most) || 1) * 0.1;
  const [bottom, top] = [least - margin, most + margin];
  const [first, last] = [points[0]!, points.at(-1)!];
  const x = (year: number): number => PAD.left + ((year - first.year) / (last.year - first.year || 1)) * (WIDTH - PAD.left - PAD.right);
  const y = (value: number): number => HEIGHT - PAD.bottom - ((value - bottom) / (top - bottom)) * (HEIGHT - PAD.top - PAD.bottom);
  const bandTop = y(Math.min(high ?? top, top));
  const bandBottom = y(Math.max(low ?? bottom, bottom));
  const shown = (value: number): string => value.toLocaleString('fr-FR', { maximumFractionDigits: 2 });
  return (
    <figure class="card plot">
      <figcaption>
        <strong>{series.analyte}</strong>{' '}
        <span>
          {shown(last.value)} {series.unit}
        </span>{' '}
        <small>le {frenchDate(last.point.date)}</small>{' '}
        <CitationMarks citations={last.point.citations} title={series.analyte} onOpen={onOpen} />
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`${series.analyte} : ${points.map(({ point, value }) => `${shown(value)} le ${frenchDate(point.date)}`).join(', ')}`}
      >
        {(low !== undefined || high !== undefined) && (
          <rect class="range" x={PAD.left} width={WIDTH - PAD.left - PAD.right} y={bandTop} height={Math.max(0, bandBottom - bandTop)} />
        )}
        {[least, most].map((value) => (
          <text key={value} x={PAD.left - 6} y={y(value) + 4} text-anchor="end">
            {shown(value)}
          </text>
        ))}
        <text x={PAD.left} y={HEIGHT - 6}>
          {frenchDate(first.point.date)}
        </text>
        <text x={WIDTH - PAD.right} y={HEIGHT - 6} text-anchor="end">
          {frenchDate(last.point.date)}
        </text>
        <polyline points={points.map(({ year, value }) => `${x(year)},${y(value)}`).join(' ')} />
        {points.map(({ point, year, value }) => (
          <circle
            key={`${point.date}-${value}`}
            class={point.flag !== undefined && point.flag !== 'N' ? 'abnormal' : undefined}
            cx={x(year)}
            cy={y(value)}
            r={4}
            onClick={() => onOpen(point.citations, series.analyte)}
          >
            <title>{`${frenchDate(point.date)} : ${shown(value)} ${series.unit}${point.rangeText === undefined ? '' : ` (${point.rangeText})`}`}</title>
          </circle>
        ))}
      </svg>
    </figure>
  );
}
