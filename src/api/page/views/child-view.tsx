import type { SpecialViews } from '../client.js';
import { CitationMarks, type OpenCitation } from '../components/citation-marks.js';
import { frenchDate } from '../format.js';
import { Rules } from './rules.js';

type Child = NonNullable<SpecialViews['child']>;
type Growth = Child['growth'][number];

interface Props {
  readonly view: Child;
  readonly onOpen: OpenCitation;
}

const STATUS = { done: 'fait', unknown: 'non documenté', 'to-come': 'à venir', refused: 'noté non fait' } as const;

/** Growth on the reference curves, mandatory examinations, vaccinations; each with its source. */
export function ChildView({ view, onOpen }: Props) {
  return (
    <section class="special">
      <p class="silent">
        Courbes de l’OMS (2006, puis 2007 dès 5 ans) : −2, −1, médiane, +1 et +2 écarts types. Les références françaises (AFPA,
        CRESS/Inserm, 2018) ne sont pas dans ce logiciel.
        {view.preterm !== undefined && (
          <>
            {' '}
            Naissance à {view.preterm.text} : l’âge n’est pas corrigé.{' '}
            <CitationMarks citations={view.preterm.citations} title={`Terme de naissance : ${view.preterm.text}`} onOpen={onOpen} />
          </>
        )}
      </p>
      {view.growth.length === 0 && <p class="empty">Aucune mesure de croissance dans les documents lus.</p>}
      <div class="plots growth">
        {view.growth.map((growth) => (
          <GrowthChart key={growth.measure} growth={growth} onOpen={onOpen} />
        ))}
      </div>
      <div class="pair">
        <section class="card" id="vaccinations">
          <h2>Vaccinations</h2>
          {view.vaccinations.map(({ label, doses }) => (
            <div key={label} class="doses">
              <strong>{label}</strong>
              <ol>
                {doses.map(({ age, status, date, product, citations }, i) => (
                  <li key={`${age}-${i}`} class={status}>
                    <small>{age}</small>
                    <span>
                      {status === 'done' && date !== undefined ? frenchDate(date) : STATUS[status]}
                      {product !== undefined && <small class="was">{product}</small>}
                    </span>
                    <CitationMarks citations={citations} title={`${label}, ${age}`} onOpen={onOpen} />
                  </li>
                ))}
              </ol>
            </div>
          ))}
        </section>
        <section class="card" id="examens">
          <h2>Examens obligatoires</h2>
          <ul>
            {view.examinations
              .filter(({ status }) => status === 'done' || status === 'refused')
              .map(({ label, certificate, status, date, citations }) => (
                <li key={label}>
                  <span>
                    {label}
                    {certificate !== undefined && <small> certificat du {certificate}</small>}{' '}
                    <em class={`tag ${status}`}>{status === 'done' && date !== undefined ? frenchDate(date) : STATUS[status]}</em>
                  </span>
                  <CitationMarks citations={citations} title={`Examen : ${label}`} onOpen={onOpen} />
                </li>
              ))}
            {(['unknown', 'to-come'] as const).map((status) => (
              <Ages key={status} status={status} examinations={view.examinations} />
            ))}
          </ul>
        </section>
      </div>
      <Rules rules={view.rules} />
    </section>
  );
}

interface AgesProps {
  readonly status: 'unknown' | 'to-come';
  readonly examinations: Child['examinations'];
}

/** The examinations that no document proves, or that are to come, on one line: there is nothing else to say of them. */
function Ages({ status, examinations }: AgesProps) {
  const ages = examinations.filter((examination) => examination.status === status).map(({ label }) => label);
  if (ages.length === 0) return null;
  return (
    <li class="minor">
      <span>
        <em class={`tag ${status}`}>{STATUS[status]}</em> {ages.join(', ')}
      </span>
    </li>
  );
}

/** Four stand side by side on a laptop, letters still readable. */
const WIDTH = 360;
const HEIGHT = 270;
const PAD = { left: 34, right: 30, top: 10, bottom: 28 };

function GrowthChart({ growth, onOpen }: { readonly growth: Growth; readonly onOpen: OpenCitation }) {
  const { label, unit, points, reference } = growth;
  const curves = reference ?? [];
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return null;
  const until = Math.max(last.months * 1.08, 6);
  const inView = curves.map(({ sd, points: curve }) => ({ sd, points: curve.filter(([months]) => months <= until * 1.02) }));
  const values = [...points.map(({ value }) => value), ...inView.flatMap(({ points: curve }) => curve.map(([, value]) => value))];
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const margin = (most - least || 1) * 0.05;
  const x = (months: number): number => PAD.left + (months / until) * (WIDTH - PAD.left - PAD.right);
  const y = (value: number): number =>
    HEIGHT - PAD.bottom - ((value - least + margin) / (most - least + 2 * margin)) * (HEIGHT - PAD.top - PAD.bottom);
  const step = until > 60 ? 12 : until > 24 ? 6 : until > 12 ? 3 : 1;
  const ticks = Array.from({ length: Math.floor(until / step) + 1 }, (_, i) => i * step);
  const rows = niceSteps(least, most);
  return (
    <figure class="card plot">
      <figcaption>
        <strong>{label}</strong>
        <span>{last.written}</span>
        <small>le {frenchDate(last.date)}</small>
        <CitationMarks citations={last.citations} title={label} onOpen={onOpen} />
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`${label} en ${unit} : ${points.map(({ written, date }) => `${written} le ${frenchDate(date)}`).join(', ')}`}
      >
        {ticks.map((months) => (
          <g key={months}>
            <line class="tick" x1={x(months)} x2={x(months)} y1={PAD.top} y2={HEIGHT - PAD.bottom} />
            <text x={x(months)} y={HEIGHT - 9} text-anchor="middle">
              {step >= 12 ? `${months / 12}` : months}
            </text>
          </g>
        ))}
        <text x={WIDTH - 4} y={HEIGHT - 9} text-anchor="end">
          {step >= 12 ? 'ans' : 'mois'}
        </text>
        {rows.map((value) => (
          <g key={value}>
            <line class="tick" x1={PAD.left} x2={WIDTH - PAD.right} y1={y(value)} y2={y(value)} />
            <text x={PAD.left - 5} y={y(value) + 4} text-anchor="end">
              {value.toLocaleString('fr-FR')}
            </text>
          </g>
        ))}
        {inView.map(({ sd, points: curve }) => {
          const end = curve.at(-1);
          return (
            <g key={sd} class={sd === 0 ? 'curve median' : 'curve'}>
              <path
                d={curve.map(([months, value], i) => `${i === 0 ? 'M' : 'L'}${x(months).toFixed(1)} ${y(value).toFixed(1)}`).join('')}
              />
              {end !== undefined && (
                <text x={x(end[0]) + 3} y={y(end[1]) + 4}>
                  {sd === 0 ? 'M' : `${sd > 0 ? '+' : '−'}${Math.abs(sd)}`}
                </text>
              )}
            </g>
          );
        })}
        <polyline points={points.map(({ months, value }) => `${x(months)},${y(value)}`).join(' ')} />
        {points.map(({ date, months, value, written, citations }) => (
          <circle key={`${date}-${value}`} cx={x(months)} cy={y(value)} r={4.5} onClick={() => onOpen(citations, `${label} : ${written}`)}>
            <title>{`${frenchDate(date)} : ${written}`}</title>
          </circle>
        ))}
      </svg>
    </figure>
  );
}

/** Five round values or so between two bounds. */
function niceSteps(least: number, most: number): number[] {
  const rough = (most - least || 1) / 5;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((n) => n * magnitude).find((n) => n >= rough) ?? rough;
  const steps: number[] = [];
  for (let value = Math.ceil(least / step) * step; value <= most; value += step) steps.push(Math.round(value * 1000) / 1000);
  return steps;
}
