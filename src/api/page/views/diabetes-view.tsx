import type { SpecialViews } from '../client.js';
import { CitationMarks, type OpenCitation } from '../components/citation-marks.js';
import { frenchDate, plural } from '../format.js';
import { periodOf } from '../timeline/episodes.js';
import { Rules } from './rules.js';

type Diabetes = NonNullable<SpecialViews['diabetes']>;

interface Props {
  readonly view: Diabetes;
  readonly onOpen: OpenCitation;
}

/** HbA1c, the readings of the day by hour, the sensor's last sums, and when eye, foot and kidney were last looked at. */
export function DiabetesView({ view, onOpen }: Props) {
  return (
    <section class="special">
      <p class="lead">
        <strong>{view.condition.label}</strong>{' '}
        <CitationMarks citations={view.condition.citations} title={view.condition.label} onOpen={onOpen} />
      </p>
      <div class="pair">
        <div>
          <Hba1c view={view} onOpen={onOpen} />
          <DayProfile view={view} onOpen={onOpen} />
        </div>
        <div>
          <section class="card" id="diabete-suivi">
            <h2>Dernières fois</h2>
            <ul>
              {view.followUp.map(({ id, label, rule, status, date, monthsAgo = 0, text, citations }) => (
                <li key={id}>
                  <span>
                    <strong>{label}</strong>{' '}
                    {date === undefined ? (
                      <em class="tag unknown">non documenté</em>
                    ) : (
                      <>
                        {frenchDate(date)}{' '}
                        <em class={`tag ${status}`}>{monthsAgo === 0 ? 'ce mois' : `il y a ${plural(monthsAgo, 'mois', 'mois')}`}</em>
                      </>
                    )}
                    <small class="was">
                      {text !== undefined && `${text.replace(/^[-–•]\s*/, '')} · `}repère : {rule}
                    </small>
                  </span>
                  <CitationMarks citations={citations} title={label} rule={rule} onOpen={onOpen} />
                </li>
              ))}
            </ul>
          </section>
          {view.sensor.length > 0 && (
            <section class="card" id="diabete-capteur">
              <h2>Capteur de glucose</h2>
              <ul>
                {view.sensor.map(({ label, date, value, citations }) => (
                  <li key={label}>
                    <span>
                      {label} : <strong>{value}</strong> <small>{frenchDate(date)}</small>
                    </span>
                    <CitationMarks citations={citations} title={label} onOpen={onOpen} />
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

/** The width of half a laptop's window: letters keep their size. */
const WIDTH = 620;
const HEIGHT = 220;
const PAD = { left: 40, right: 16, top: 14, bottom: 26 };

function Hba1c({ view, onOpen }: Props) {
  const points = view.hba1c.map((point) => ({ ...point, time: periodOf(point.date)[0] }));
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return <p class="empty">HbA1c non trouvée dans les documents lus.</p>;
  const [low, high] = [Math.min(6, ...points.map(({ value }) => value)) - 0.4, Math.max(7.5, ...points.map(({ value }) => value)) + 0.4];
  const x = (time: number): number =>
    last.time === first.time
      ? WIDTH / 2
      : PAD.left + 10 + ((time - first.time) / (last.time - first.time)) * (WIDTH - PAD.left - 10 - PAD.right);
  const y = (value: number): number => HEIGHT - PAD.bottom - ((value - low) / (high - low)) * (HEIGHT - PAD.top - PAD.bottom);
  return (
    <figure class="card plot" id="diabete-hba1c">
      <figcaption>
        <strong>HbA1c</strong>
        <span>{last.written}</span>
        <small>le {frenchDate(last.date)}</small>
        <CitationMarks citations={last.citations} title="HbA1c" onOpen={onOpen} />
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`HbA1c : ${points.map(({ written, date }) => `${written} le ${frenchDate(date)}`).join(', ')}`}
      >
        {Array.from({ length: Math.floor(high) - Math.ceil(low) + 1 }, (_, i) => Math.ceil(low) + i).map((value) => (
          <g key={value}>
            <line class="tick" x1={PAD.left} x2={WIDTH - PAD.right} y1={y(value)} y2={y(value)} />
            <text x={PAD.left - 5} y={y(value) + 4} text-anchor="end">
              {value} %
            </text>
          </g>
        ))}
        <text x={PAD.left} y={HEIGHT - 8}>
          {frenchDate(first.date)}
        </text>
        <text x={WIDTH - PAD.right} y={HEIGHT - 8} text-anchor="end">
          {frenchDate(last.date)}
        </text>
        <polyline points={points.map(({ time, value }) => `${x(time)},${y(value)}`).join(' ')} />
        {points.map(({ date, time, value, written, citations }) => (
          <circle key={`${date}${value}`} cx={x(time)} cy={y(value)} r={4} onClick={() => onOpen(citations, `HbA1c ${written}`)}>
            <title>{`${frenchDate(date)} : ${written}`}</title>
          </circle>
        ))}
      </svg>
    </figure>
  );
}

const HOURS = [0, 4, 8, 12, 16, 20, 24];
const GLUCOSE_TOP = 3;

/** Every reading with an hour, on one day; values written in other units stand where they would in g/L and are told as written. */
function DayProfile({ view, onOpen }: Props) {
  if (view.readings.length === 0)
    return (
      <section class="card">
        <h2>Glycémies au fil du jour</h2>
        <p class="empty">Aucune glycémie avec son heure dans les documents lus.</p>
      </section>
    );
  const top = Math.max(GLUCOSE_TOP, ...view.readings.map(({ grams }) => grams + 0.2));
  const x = (minutes: number): number => PAD.left + (minutes / 1440) * (WIDTH - PAD.left - PAD.right);
  const y = (grams: number): number => HEIGHT - PAD.bottom - (grams / top) * (HEIGHT - PAD.top - PAD.bottom);
  return (
    <figure class="card plot" id="diabete-jour">
      <figcaption>
        <strong>Glycémies au fil du jour</strong>
        <small>{plural(view.readings.length, 'mesure')}, bande de 0,70 à 1,80 g/L, repère hors grossesse</small>
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`Glycémies : ${view.readings.map(({ minutes, written }) => `${written} à ${clock(minutes)}`).join(', ')}`}
      >
        <rect class="range" x={PAD.left} width={WIDTH - PAD.left - PAD.right} y={y(1.8)} height={y(0.7) - y(1.8)} />
        {HOURS.map((hour) => (
          <g key={hour}>
            <line class="tick" x1={x(hour * 60)} x2={x(hour * 60)} y1={PAD.top} y2={HEIGHT - PAD.bottom} />
            <text x={x(hour * 60)} y={HEIGHT - 8} text-anchor="middle">
              {hour} h
            </text>
          </g>
        ))}
        {[0.7, 1.8].map((grams) => (
          <text key={grams} x={PAD.left - 5} y={y(grams) + 4} text-anchor="end">
            {grams.toLocaleString('fr-FR', { minimumFractionDigits: 1 })}
          </text>
        ))}
        {view.readings.map(({ date, minutes, grams, written, citations }, i) => (
          <circle
            key={i}
            class={grams < 0.7 || grams > 1.8 ? 'abnormal' : undefined}
            cx={x(minutes)}
            cy={y(grams)}
            r={4}
            onClick={() => onOpen(citations, `Glycémie ${written} à ${clock(minutes)}`)}
          >
            <title>{`${date === undefined ? '' : `${frenchDate(date)} `}${clock(minutes)} : ${written}`}</title>
          </circle>
        ))}
      </svg>
    </figure>
  );
}

const clock = (minutes: number): string => `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')}`;
