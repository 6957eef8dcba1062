import { useState } from 'preact/hooks';
import type { SpecialViews } from '../client.js';
import { CitationMarks, type OpenCitation } from '../components/citation-marks.js';
import { frenchDate, KIND_LABELS, plural } from '../format.js';
import { Rules } from './rules.js';

type Pregnancy = NonNullable<SpecialViews['pregnancy']>;

interface Props {
  readonly view: Pregnancy;
  readonly onOpen: OpenCitation;
}

const STATUS = { done: 'fait', unknown: 'non documenté', now: 'période en cours', 'to-come': 'à venir' } as const;
const written = ({ weeks, days }: Pregnancy['term']): string => `${weeks} SA${days === 0 ? '' : ` + ${days} j`}`;

/** A ruler in weeks of amenorrhoea, what happened on it, and the calendar of the follow-up. */
export function PregnancyView({ view, onOpen }: Props) {
  const [details, setDetails] = useState(false);
  const events = view.events.filter(({ importance }) => details || importance >= 2);
  return (
    <section class="special">
      <p class="lead">
        <strong>{view.ended === undefined ? `${written(view.term)} ce jour` : `${view.ended.text}, ${written(view.term)}`}</strong>
        {view.ended === undefined ? `, terme (41 SA) le ${frenchDate(view.due)}` : ` le ${frenchDate(view.ended.date)}`}{' '}
        {view.ended !== undefined && <CitationMarks citations={view.ended.citations} title={view.ended.text} onOpen={onOpen} />}
        <small class="was">
          Compté depuis le {frenchDate(view.start)}, d’après : {view.dating.text}{' '}
          <CitationMarks citations={view.dating.citations} title="Datation de la grossesse" onOpen={onOpen} />
        </small>
      </p>
      <Ruler view={view} onOpen={onOpen} />
      <div class="pair">
        <div>
          <section class="card" id="grossesse-actes">
            <h2>
              Actes et résultats <span class="count">{events.length}</span>
            </h2>
            <label class="inline">
              <input type="checkbox" checked={details} onChange={(event) => setDetails(event.currentTarget.checked)} /> détails
            </label>
            {events.length === 0 && <p class="empty">Aucun événement daté sur la grossesse.</p>}
            <ul>
              {events.map(({ date, term, kind, label, citations }) => (
                <li key={`${date}${label}`}>
                  <span>
                    <strong class="sa">{written(term)}</strong> {label}
                    <small class="was">
                      {frenchDate(date)} · {KIND_LABELS[kind] ?? kind}
                    </small>
                  </span>
                  <CitationMarks citations={citations} title={label} onOpen={onOpen} />
                </li>
              ))}
            </ul>
          </section>
        </div>
        <div>
          <section class="card" id="grossesse-suivi">
            <h2>Calendrier du suivi</h2>
            <ul>
              {view.followUp.map(({ label, rule, status, date, citations }) => (
                <li key={label} class={status === 'to-come' ? 'minor' : undefined}>
                  <span>
                    {label} <em class={`tag ${status}`}>{status === 'done' && date !== undefined ? frenchDate(date) : STATUS[status]}</em>
                    <small class="was">{rule}</small>
                  </span>
                  <CitationMarks citations={citations} title={label} rule={rule} onOpen={onOpen} />
                </li>
              ))}
            </ul>
          </section>
          {view.measures.length > 0 && (
            <section class="card" id="grossesse-mesures">
              <h2>Mesures</h2>
              <ul>
                {view.measures.map(({ label, unit, points }) => (
                  <li key={`${label}${unit}`}>
                    <span>
                      <strong>{label}</strong> {unit}
                      <ol class="measures">
                        {points.map(({ term, date, value, flag, citations }) => (
                          <li key={`${date}${value}`}>
                            <button
                              type="button"
                              class="link"
                              onClick={() => onOpen(citations, `${label} : ${value} ${unit}`)}
                              title={frenchDate(date)}
                            >
                              {written(term)} : <span class={flag !== undefined && flag !== 'N' ? 'out' : undefined}>{value}</span>
                            </button>
                          </li>
                        ))}
                      </ol>
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
      </div>
      <Rules rules={view.rules} />
    </section>
  );
}

const WIDTH = 1000;
const LEFT = 10;
const WEEKS = 42;
const x = (weeks: number): number => LEFT + (weeks / WEEKS) * (WIDTH - 2 * LEFT);
const TRIMESTERS = [
  [0, 15, '1er trimestre'],
  [15, 28, '2e trimestre'],
  [28, 41, '3e trimestre'],
] as const;

const WINDOWS_TOP = 64;
const WINDOW_ROW = 8;

/** The times of the follow-up one under the other where they overlap. */
function stacked(followUp: Pregnancy['followUp']): (Pregnancy['followUp'][number] & { readonly row: number })[] {
  const until: number[] = [];
  return followUp
    .toSorted((a, b) => a.fromWeeks - b.fromWeeks)
    .map((item) => {
      const free = until.findIndex((end) => end <= item.fromWeeks);
      const row = free < 0 ? until.length : free;
      until[row] = item.toWeeks;
      return { ...item, row };
    });
}

function Ruler({ view, onOpen }: Props) {
  const now = view.term.weeks + view.term.days / 7;
  const rows: { readonly until: number }[] = [];
  const events = view.events
    .filter(({ importance }) => importance >= 2)
    .map((event) => {
      const at = x(event.term.weeks + event.term.days / 7);
      const free = rows.findIndex(({ until }) => until < at);
      const row = free < 0 ? rows.length : free;
      rows[row] = { until: at + 16 };
      return { event, at, row };
    });
  const windows = stacked(view.followUp);
  const top = WINDOWS_TOP + (Math.max(0, ...windows.map(({ row }) => row)) + 1) * WINDOW_ROW + 16;
  const height = top + rows.length * 18;
  return (
    <svg
      class="axis ruler"
      viewBox={`0 0 ${WIDTH} ${height}`}
      role="group"
      aria-label={`Règle de la grossesse, ${plural(events.length, 'événement')}`}
    >
      {TRIMESTERS.map(([from, to, name], i) => (
        <g key={name}>
          <rect class={i % 2 === 0 ? 'band' : 'band odd'} x={x(from)} width={x(to) - x(from)} y={0} height={height} />
          <text x={(x(from) + x(to)) / 2} y={18} text-anchor="middle">
            {name}
          </text>
        </g>
      ))}
      {Array.from({ length: WEEKS + 1 }, (_, week) => (
        <g key={week}>
          <line class="tick" x1={x(week)} x2={x(week)} y1={week % 5 === 0 ? 26 : 34} y2={42} />
          {week % 5 === 0 && (
            <text x={x(week)} y={56} text-anchor="middle">
              {week === 0 ? 'SA' : week}
            </text>
          )}
        </g>
      ))}
      <rect class="elapsed" x={x(0)} width={Math.max(0, x(Math.min(now, WEEKS)) - x(0))} y={42} height={3} />
      <line class="today" x1={x(Math.min(now, WEEKS))} x2={x(Math.min(now, WEEKS))} y1={26} y2={height - 4} />
      <line class="tick term" x1={x(41)} x2={x(41)} y1={26} y2={height - 4} />
      {windows.map(({ label, rule, fromWeeks, toWeeks, status, row }) => (
        <rect
          key={label}
          class={`window ${status}`}
          x={x(fromWeeks) + 1}
          width={x(Math.min(toWeeks, WEEKS)) - x(fromWeeks) - 2}
          y={WINDOWS_TOP + row * WINDOW_ROW}
          height={WINDOW_ROW - 3}
          rx={2}
        >
          <title>{`${label} (${rule}) : ${STATUS[status]}`}</title>
        </rect>
      ))}
      {events.map(({ event, at, row }) => (
        <g
          key={`${event.date}${event.label}`}
          class={`mark kind ${event.kind}`}
          role="button"
          tabindex={0}
          aria-label={`${written(event.term)} : ${event.label}`}
          onClick={() => onOpen(event.citations, event.label)}
          onKeyDown={(key) => {
            if (key.key === 'Enter') onOpen(event.citations, event.label);
          }}
        >
          <title>{`${written(event.term)} : ${event.label}`}</title>
          <circle cx={at} cy={top + row * 18 - 4} r={event.importance === 3 ? 7 : 5} />
        </g>
      ))}
    </svg>
  );
}
