import { scaleUtc } from 'd3-scale';
import { useMemo, useState } from 'preact/hooks';
import type { Synthesis } from '../client.js';
import { CitationMarks, type OpenCitation } from '../components/citation-marks.js';
import { frenchDate, plural } from '../format.js';
import { periodOf, tickLabel } from '../timeline/episodes.js';
import { useProgressive } from '../use-progressive.js';
import { PlotEvents } from './plot-events.js';
import { PlotPoints } from './plot-points.js';
import { boundsOf, isAbnormal, numeric, plotEvents, type Placed, type PlotEvent } from './plot-data.js';

type Series = Synthesis['series'][number];

const WIDTH = 460;
const HEIGHT = 176;
const PAD = { left: 46, right: 14, top: 14, bottom: 24 };
const YEAR = 365.25 * 86_400_000;

interface Props {
  readonly synthesis: Synthesis;
  readonly onOpen: OpenCitation;
}

/** One plot an analyte that was measured twice or more, all on one axis of time, with what happened meanwhile. */
export function SeriesPlots({ synthesis, onOpen }: Props) {
  const [years, setYears] = useState(0);
  const [withEvents, setWithEvents] = useState(true);
  const [filter, setFilter] = useState('');
  const today = periodOf(synthesis.referenceDate)[0];
  const all = useMemo(
    () =>
      synthesis.series
        .map((series) => ({ series, points: numeric(series.points) }))
        .filter(({ points }) => points.length >= 2)
        .toSorted((a, b) => abnormality(b.points) - abnormality(a.points) || b.points.length - a.points.length),
    [synthesis],
  );
  const events = useMemo(() => plotEvents(synthesis), [synthesis]);
  if (all.length === 0) return <p class="empty">Aucun résultat mesuré au moins deux fois.</p>;
  const from = years === 0 ? Math.min(...all.map(({ points }) => points[0]?.time ?? today)) : today - years * YEAR;
  const wanted = all.filter(
    ({ series, points }) =>
      series.analyte.toLocaleLowerCase('fr').includes(filter.toLocaleLowerCase('fr')) &&
      points.filter(({ time }) => time >= from).length >= 2,
  );
  return (
    <section>
      <div class="tools">
        <label>
          Analyse
          <input type="search" value={filter} onInput={(event) => setFilter(event.currentTarget.value)} />
        </label>
        <label>
          Période
          <select value={String(years)} onChange={(event) => setYears(Number(event.currentTarget.value))}>
            <option value="0">toutes les années</option>
            <option value="10">10 ans</option>
            <option value="5">5 ans</option>
            <option value="2">2 ans</option>
            <option value="1">1 an</option>
          </select>
        </label>
        <label class="inline">
          <input type="checkbox" checked={withEvents} onChange={(event) => setWithEvents(event.currentTarget.checked)} />
          traitements et séjours
        </label>
        {withEvents && (
          <span class="legend">
            <svg width="10" height="8" class="beside drug" aria-hidden="true">
              <path d="M1 1h8l-4 6z" />
            </svg>{' '}
            traitement commencé, arrêté ou changé
            <svg width="10" height="8" class="beside stay" aria-hidden="true">
              <path d="M1 1h8l-4 6z" />
            </svg>{' '}
            séjour, urgences
          </span>
        )}
        <span class="count">{plural(wanted.length, 'courbe')}, hors bornes d’abord</span>
      </div>
      <Plots list={wanted} from={from} to={today} events={withEvents ? events : []} onOpen={onOpen} resetKey={`${years}-${filter}`} />
    </section>
  );
}

/** Points that their source marks as out of range, among the last five. */
const abnormality = (points: readonly Placed[]): number =>
  points.slice(-5).filter(({ point }) => point.flag !== undefined && point.flag !== 'N').length;

interface PlotsProps {
  readonly list: readonly { readonly series: Series; readonly points: readonly Placed[] }[];
  readonly from: number;
  readonly to: number;
  readonly events: readonly PlotEvent[];
  readonly onOpen: OpenCitation;
  readonly resetKey: string;
}

/** A plot is a heavy row: what a window holds at a time. */
const PLOTS_A_STEP = 10;

function Plots({ list, from, to, events, onOpen, resetKey }: PlotsProps) {
  const [steps, sentinel] = useProgressive(list.length * PLOTS_A_STEP, resetKey);
  const shown = Math.ceil(steps / PLOTS_A_STEP);
  return (
    <>
      <div class="plots">
        {list.slice(0, shown).map(({ series, points }) => (
          <Plot
            key={`${series.analyte}-${series.unit}`}
            series={series}
            points={points}
            from={from}
            to={to}
            events={events}
            onOpen={onOpen}
          />
        ))}
      </div>
      {shown < list.length && (
        <p ref={sentinel} class="count">
          …
        </p>
      )}
    </>
  );
}

interface PlotProps {
  readonly series: Series;
  readonly points: readonly Placed[];
  readonly from: number;
  readonly to: number;
  readonly events: readonly PlotEvent[];
  readonly onOpen: OpenCitation;
}

/** One for all: making a format takes a thousand times what using it does. */
const NUMBERS = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 2 });
const shown = (value: number): string => NUMBERS.format(value);

function Plot({ series, points: all, from, to, events, onOpen }: PlotProps) {
  const points = all.filter(({ time }) => time >= from);
  const { low, high } = boundsOf(points);
  const values = points.map(({ value }) => value);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  // A bound far from every value would flatten the curve: it is then told, not drawn.
  const near = (bound: number | undefined): number[] =>
    bound !== undefined && bound >= least - (most - least) * 3 - 1e-9 && bound <= most + (most - least) * 3 + 1e-9 ? [bound] : [];
  const [bottomValue, topValue] = [Math.min(least, ...near(low), ...near(high)), Math.max(most, ...near(low), ...near(high))];
  const margin = (topValue - bottomValue || Math.abs(topValue) || 1) * 0.12;
  const [bottom, top] = [bottomValue - margin, topValue + margin];
  const x = scaleUtc([from - YEAR / 40, Math.max(to, points.at(-1)?.time ?? to) + YEAR / 40], [PAD.left, WIDTH - PAD.right]);
  const y = (value: number): number => HEIGHT - PAD.bottom - ((value - bottom) / (top - bottom)) * (HEIGHT - PAD.top - PAD.bottom);
  const ticks = x.ticks(4);
  const step = ticks.length > 1 ? Number(ticks[1]) - Number(ticks[0]) : YEAR;
  const bandTop = Math.max(PAD.top, y(Math.min(high ?? top, top)));
  const bandBottom = Math.min(HEIGHT - PAD.bottom, y(Math.max(low ?? bottom, bottom)));
  const last = points.at(-1);
  const range = points.findLast(({ point }) => point.rangeText !== undefined)?.point.rangeText;
  if (last === undefined) return null;
  return (
    <figure class="card plot">
      <figcaption>
        <strong>
          <Named analyte={series.analyte} />
        </strong>
        <span class={isAbnormal(last) ? 'out' : undefined}>{written(last, series.unit)}</span>
        <small>
          le {frenchDate(last.point.date)}
          {range !== undefined && `, bornes ${range.replace(/\s*-\s*/, ' à ')}`}
        </small>
        <CitationMarks citations={last.point.citations} title={series.analyte} onOpen={onOpen} />
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`${series.analyte} : ${plural(points.length, 'valeur')} jusqu’au ${frenchDate(last.point.date)}, la dernière ${written(last, series.unit)}`}
      >
        {(low !== undefined || high !== undefined) && bandBottom > bandTop && (
          <rect class="range" x={PAD.left} width={WIDTH - PAD.left - PAD.right} y={bandTop} height={bandBottom - bandTop} />
        )}
        {ticks.map((tick) => (
          <g key={Number(tick)}>
            <line class="tick" x1={x(tick)} x2={x(tick)} y1={PAD.top} y2={HEIGHT - PAD.bottom} />
            <text x={x(tick)} y={HEIGHT - 7} text-anchor="middle">
              {tickLabel(tick, step)}
            </text>
          </g>
        ))}
        <PlotEvents
          events={events.filter((event) => event.to >= from && event.from <= to)}
          x={x}
          width={WIDTH}
          top={PAD.top}
          bottom={HEIGHT - PAD.bottom}
          onOpen={onOpen}
        />
        {[least, ...(most === least ? [] : [most])].map((value) => (
          <text key={value} x={PAD.left - 6} y={y(value) + 4} text-anchor="end">
            {shown(value)}
          </text>
        ))}
        <polyline points={points.map(({ time, value }) => `${x(time)},${y(value)}`).join(' ')} />
        <PlotPoints
          points={points}
          x={x}
          y={y}
          width={WIDTH}
          title={series.analyte}
          say={(placed) =>
            `${frenchDate(placed.point.date)} : ${written(placed, series.unit)}${placed.point.rangeText === undefined ? '' : ` (${placed.point.rangeText})`}`
          }
          onOpen={onOpen}
        />
      </svg>
      <Values series={series} points={points} onOpen={onOpen} />
    </figure>
  );
}

/** Every point in words, newest first, each with its source: for the keyboard, a screen reader, or whoever wants the figures. */
function Values({ series, points, onOpen }: Pick<PlotProps, 'series' | 'points' | 'onOpen'>) {
  const [open, setOpen] = useState(false);
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{plural(points.length, 'valeur')}</summary>
      {open && (
        <ol class="values">
          {points.toReversed().map((placed, i) => (
            <li key={`${placed.point.date}-${i}`}>
              <time>{frenchDate(placed.point.date)}</time>
              <span class={isAbnormal(placed) ? 'out' : undefined}>{written(placed, series.unit)}</span>
              <CitationMarks
                citations={placed.point.citations}
                title={`${series.analyte} du ${frenchDate(placed.point.date)}`}
                onOpen={onOpen}
              />
            </li>
          ))}
        </ol>
      )}
    </details>
  );
}

/** "DFG estimé (débit de filtration glomérulaire)": what the letters stand for in the background. */
function Named({ analyte }: { readonly analyte: string }) {
  const [, name = analyte, inFull] = /^(.*?)( \(.*\))$/.exec(analyte) ?? [];
  return (
    <>
      {name}
      {inFull !== undefined && <small>{inFull}</small>}
    </>
  );
}

const written = ({ point, value }: Placed, unit: string): string =>
  `${typeof point.value === 'string' ? point.value : shown(value)}${unit === '' ? '' : `\u00a0${unit}`}`;
