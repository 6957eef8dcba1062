import { useState } from 'preact/hooks';
import type { Synthesis } from '../client.js';
import { frenchDate, KIND_LABELS, plural, yearsOf } from '../format.js';
import { CitationMarks, type OpenCitation } from './citation-marks.js';

type TimelineEvent = Synthesis['timeline'][number];

interface Props {
  readonly synthesis: Synthesis;
  readonly onOpen: OpenCitation;
}

/** Events on an axis, one lane a kind; the list below says the same for who reads rather than looks. */
export function TimelineView({ synthesis, onOpen }: Props) {
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [from, setFrom] = useState<number>();
  const [detail, setDetail] = useState(false);
  const kinds = [...new Set(synthesis.timeline.map(({ kind }) => kind))];
  const last = yearsOf(synthesis.referenceDate);
  const years = synthesis.timeline.map(({ date }) => yearsOf(date));
  const first = Math.floor(Math.min(...years, last - 1));
  const start = from ?? Math.max(first, Math.floor(last) - 5);
  const events = synthesis.timeline
    .filter(({ kind, date, importance }) => !hidden.has(kind) && yearsOf(date) >= start && (detail || importance >= 2))
    .toSorted((a, b) => (a.date < b.date ? 1 : -1));
  const toggle = (kind: string): void => {
    const next = new Set(hidden);
    if (!next.delete(kind)) next.add(kind);
    setHidden(next);
  };
  if (synthesis.timeline.length === 0) return <p class="empty">Aucun événement daté dans les documents lus.</p>;
  return (
    <section class="timeline">
      <div class="tools" role="group" aria-label="Filtres de la frise">
        {kinds.map((kind) => (
          <button key={kind} type="button" class={`kind ${kind}`} aria-pressed={!hidden.has(kind)} onClick={() => toggle(kind)}>
            {KIND_LABELS[kind] ?? kind}
          </button>
        ))}
        <label>
          depuis
          <input
            type="range"
            min={first}
            max={Math.floor(last)}
            step={1}
            value={start}
            aria-valuetext={String(start)}
            onInput={(event) => setFrom(Number(event.currentTarget.value))}
          />
          {start}
        </label>
        <label>
          <input type="checkbox" checked={detail} onChange={(event) => setDetail(event.currentTarget.checked)} />
          détails
        </label>
      </div>
      <Axis events={events} kinds={kinds.filter((kind) => !hidden.has(kind))} start={start} end={last + 0.1} onOpen={onOpen} />
      <p class="count">{plural(events.length, 'événement')}</p>
      <ol>
        {events.map((event) => (
          <li key={`${event.date}${event.label}`} class={event.importance === 3 ? 'major' : undefined}>
            <time>{frenchDate(event.date)}</time>
            <span class={`kind ${event.kind}`}>{KIND_LABELS[event.kind] ?? event.kind}</span>
            <span>{event.label}</span>
            <CitationMarks citations={event.citations} title={event.label} onOpen={onOpen} />
          </li>
        ))}
      </ol>
    </section>
  );
}

const LANE = 26;
const LEFT = 130;
const WIDTH = 1000;

interface AxisProps {
  readonly events: readonly TimelineEvent[];
  readonly kinds: readonly string[];
  readonly start: number;
  readonly end: number;
  readonly onOpen: OpenCitation;
}

function Axis({ events, kinds, start, end, onOpen }: AxisProps) {
  const x = (year: number): number => LEFT + ((year - start) / Math.max(0.5, end - start)) * (WIDTH - LEFT - 20);
  const height = kinds.length * LANE + 30;
  const step = Math.max(1, Math.ceil((end - start) / 12));
  const ticks = Array.from({ length: Math.floor(end) - start + 1 }, (_, i) => start + i).filter((year) => (year - start) % step === 0);
  return (
    <svg class="axis" viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label="Frise des événements par nature">
      {ticks.map((year) => (
        <g key={year}>
          <line x1={x(year)} x2={x(year)} y1={0} y2={height - 22} class="tick" />
          <text x={x(year)} y={height - 6} text-anchor="middle">
            {year}
          </text>
        </g>
      ))}
      {kinds.map((kind, lane) => (
        <text key={kind} x={0} y={lane * LANE + 18}>
          {KIND_LABELS[kind] ?? kind}
        </text>
      ))}
      {events.map((event) => (
        <circle
          key={`${event.date}${event.label}`}
          class={`kind ${event.kind}`}
          cx={x(yearsOf(event.date))}
          cy={kinds.indexOf(event.kind) * LANE + 14}
          r={event.importance === 3 ? 7 : event.importance === 2 ? 5 : 3}
          onClick={() => onOpen(event.citations, event.label)}
        >
          <title>{`${frenchDate(event.date)} : ${event.label}`}</title>
        </circle>
      ))}
    </svg>
  );
}
