import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { OpenCitation } from '../components/citation-marks.js';
import { frenchDate, KIND_LABELS, plural } from '../format.js';
import { marksOf, tickLabel, type Episode, type Mark } from './episodes.js';
import { useZoom } from './use-zoom.js';

const LANE = 34;
const TOP = 22;
const BOTTOM = 8;
const LEFT = 176;
const RIGHT = 18;
const GAP = 13;
const YEAR = 365.25 * 86_400_000;

export interface Lane {
  readonly id: string;
  readonly label: string;
  readonly episodes: readonly Episode[];
}

interface Props {
  readonly lanes: readonly Lane[];
  readonly first: number;
  readonly last: number;
  readonly today: number;
  readonly onOpen: OpenCitation;
  /** The period shown, told when it moves. */
  readonly onPeriod: (from: number, to: number) => void;
}

const RADIUS = [0, 4, 5.5, 7.5];

/** Episodes by lane on an axis that zooms; marks that would cover each other are one, with their number. */
export function TimeAxis({ lanes, first, last, today, onOpen, onPeriod }: Props) {
  const initial: readonly [number, number] = [Math.max(first, today - 5 * YEAR), last];
  const { svg, width, x, zoomBy, panBy, show } = useZoom(first, last, LEFT, RIGHT, initial);
  const [active, setActive] = useState(0);
  const root = useRef<SVGSVGElement | null>(null);
  const keyed = useRef(false);
  const height = TOP + lanes.length * LANE + BOTTOM;
  const [from, to] = x.domain().map(Number) as [number, number];
  useEffect(() => onPeriod(from, to), [from, to]);
  const ticks = x.ticks(Math.max(2, Math.floor((width - LEFT) / 95)));
  const step = ticks.length > 1 ? Number(ticks[1]) - Number(ticks[0]) : YEAR;
  const placed = lanes.map((lane) => ({
    lane,
    marks: marksOf(lane.episodes, x, GAP).filter((mark) => mark.x + mark.width >= LEFT && mark.x < width - RIGHT + 8),
  }));
  const order = placed.flatMap(({ marks }, row) => marks.map((mark) => ({ mark, row }))).toSorted((a, b) => a.mark.x - b.mark.x);
  const focused = Math.min(active, Math.max(0, order.length - 1));

  const choose = ({ episodes }: Mark): void => {
    const [one] = episodes;
    if (episodes.length === 1) {
      onOpen(one.event.citations, one.event.label);
      return;
    }
    const [start, end] = [Math.min(...episodes.map((e) => e.from)), Math.max(...episodes.map((e) => e.to))];
    const span = Math.max(end - start, 20 * 86_400_000);
    // Too close for any zoom: the same days.
    if (end - start < 86_400_000)
      onOpen(
        episodes.flatMap(({ event }) => event.citations),
        `${plural(episodes.length, 'événement')} le ${frenchDate(one.event.date)}`,
      );
    else show(start - span * 0.3, end + span * 0.3);
  };
  const key = (event: KeyboardEvent): void => {
    const moves: Readonly<Record<string, () => void>> = {
      ArrowRight: () => setActive(Math.min(order.length - 1, focused + 1)),
      ArrowLeft: () => setActive(Math.max(0, focused - 1)),
      Home: () => setActive(0),
      End: () => setActive(order.length - 1),
      '+': () => zoomBy(1.5, order[focused]?.mark.x),
      '=': () => zoomBy(1.5, order[focused]?.mark.x),
      '-': () => zoomBy(1 / 1.5, order[focused]?.mark.x),
      PageUp: () => panBy(-0.5),
      PageDown: () => panBy(0.5),
      Enter: () => order[focused] !== undefined && choose(order[focused].mark),
      ' ': () => order[focused] !== undefined && choose(order[focused].mark),
    };
    const move = moves[event.key];
    if (move === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    keyed.current = event.key !== 'Enter' && event.key !== ' ';
    move();
  };
  // A key that moves or zooms may take the focused mark away: the next one has the focus then, or the axis where none is in sight.
  useLayoutEffect(() => {
    if (!keyed.current || document.activeElement !== document.body) return;
    (root.current?.querySelector<SVGGElement>('[tabindex="0"]') ?? root.current)?.focus();
  });
  useEffect(() => {
    const pointed = (): void => {
      keyed.current = false;
    };
    addEventListener('pointerdown', pointed);
    return () => removeEventListener('pointerdown', pointed);
  }, []);
  // The arrows lead the focus.
  useLayoutEffect(() => {
    if (keyed.current) root.current?.querySelector<SVGGElement>('[tabindex="0"]')?.focus();
  }, [focused]);

  return (
    <div class="axis-box">
      <div class="zoom" role="group" aria-label="Période affichée">
        <button type="button" onClick={() => panBy(-0.5)} aria-label="Plus tôt">
          ←
        </button>
        <button type="button" onClick={() => panBy(0.5)} aria-label="Plus tard">
          →
        </button>
        <button type="button" onClick={() => zoomBy(1.6)} aria-label="Agrandir">
          +
        </button>
        <button type="button" onClick={() => zoomBy(1 / 1.6)} aria-label="Réduire">
          −
        </button>
        {[1, 5, 10].map((years) => (
          <button key={years} type="button" onClick={() => show(today - years * YEAR, last)}>
            {plural(years, 'an')}
          </button>
        ))}
        <button type="button" onClick={() => show(first, last)}>
          Tout
        </button>
        <small>Glisser pour se déplacer, Ctrl et molette pour agrandir ; au clavier : flèches, + et −, Entrée.</small>
      </div>
      <svg
        class="axis"
        ref={(element) => {
          root.current = element;
          svg(element);
        }}
        height={height}
        role="group"
        tabindex={-1}
        aria-label="Frise des événements"
        onKeyDown={key}
        onFocusOut={(event) => {
          if (event.relatedTarget !== null && root.current?.contains(event.relatedTarget as Node) === false) keyed.current = false;
        }}
      >
        <clipPath id="axis-clip">
          <rect x={LEFT - 10} y={0} width={Math.max(0, width - LEFT - RIGHT + 20)} height={height} />
        </clipPath>
        {placed.map(({ lane }, row) => (
          <g key={lane.id} transform={`translate(0 ${TOP + row * LANE})`}>
            <rect class={row % 2 === 0 ? 'band' : 'band odd'} x={0} width={width} height={LANE} />
            <text class="lane" x={10} y={LANE / 2 + 4}>
              {clip(lane.label, LEFT - 24)}
            </text>
          </g>
        ))}
        <g clip-path="url(#axis-clip)">
          {ticks.map((tick) => (
            <g key={Number(tick)}>
              <line class="tick" x1={x(tick)} x2={x(tick)} y1={TOP - 4} y2={height - BOTTOM} />
              {x(tick) < width - RIGHT - 4 && (
                <text x={x(tick)} y={TOP - 8} text-anchor="middle">
                  {tickLabel(tick, step)}
                </text>
              )}
            </g>
          ))}
          <line class="today" x1={x(today)} x2={x(today)} y1={TOP - 4} y2={height - BOTTOM} />
          {placed.map(({ lane, marks }, row) =>
            marks.map((mark, i) => (
              <MarkGlyph
                key={`${lane.id}-${i}`}
                mark={mark}
                y={TOP + row * LANE + LANE / 2}
                room={(marks[i + 1]?.x ?? width - RIGHT) - (mark.x + mark.width) - 28}
                isActive={order[focused]?.mark === mark}
                onChoose={() => choose(mark)}
                onFocus={() => setActive(order.findIndex((one) => one.mark === mark))}
              />
            )),
          )}
        </g>
      </svg>
    </div>
  );
}

/** What is cut is in the list and in the mark's name. Widths of 12 px letters: capitals and figures are wider. */
function clip(text: string, room: number): string {
  let width = 0;
  for (const [i, letter] of [...text].entries()) {
    width += /[\p{Lu}\d%mwMW]/u.test(letter) ? 9 : /[iljtf.,:;()' ]/.test(letter) ? 4.4 : 7;
    if (width > room)
      return `${[...text]
        .slice(0, Math.max(1, i - 1))
        .join('')
        .trimEnd()}…`;
  }
  return text;
}

interface GlyphProps {
  readonly mark: Mark;
  readonly y: number;
  readonly room: number;
  readonly isActive: boolean;
  readonly onChoose: () => void;
  readonly onFocus: () => void;
}

function MarkGlyph({ mark, y, room, isActive, onChoose, onFocus }: GlyphProps) {
  const [one, ...others] = mark.episodes;
  const importance = Math.max(...mark.episodes.map(({ event }) => event.importance));
  const radius = RADIUS[importance] ?? 4;
  const isWide = mark.width > 6;
  const said =
    others.length === 0
      ? `${frenchDate(one.event.date)} : ${one.event.label}`
      : `${plural(mark.episodes.length, 'événement')} du ${frenchDate(one.event.date)} au ${frenchDate(others.at(-1)?.event.date ?? one.event.date)}`;
  const title =
    others.length === 0
      ? said
      : `${said}\n${mark.episodes
          .slice(0, 6)
          .map(({ event }) => `${frenchDate(event.date)} : ${event.label}`)
          .join('\n')}`;
  return (
    <>
      <g
        class={`mark kind ${one.event.kind}${mark.episodes.some(({ isAbnormal }) => isAbnormal) ? ' abnormal' : ''}${mark.episodes.some(({ isNew }) => isNew) ? ' fresh' : ''}`}
        role="button"
        tabindex={isActive ? 0 : -1}
        aria-label={said}
        onClick={onChoose}
        onFocus={onFocus}
      >
        <title>{title}</title>
        {isWide && <rect class="span" x={mark.x} y={y - radius} width={mark.width} height={2 * radius} rx={radius} />}
        {others.length > 0 ? (
          <>
            <circle cx={mark.x + mark.width / 2} cy={y} r={9.5} />
            <text class="number" aria-hidden="true" x={mark.x + mark.width / 2} y={y + 4} text-anchor="middle">
              {mark.episodes.length}
            </text>
          </>
        ) : (
          !isWide && <circle cx={mark.x} cy={y} r={radius} />
        )}
      </g>
      {others.length === 0 && importance >= 2 && room > 70 && (
        <text class="name" aria-hidden="true" x={mark.x + mark.width + 11} y={y + 4}>
          {clip(one.event.label, Math.min(room, 330))}
        </text>
      )}
    </>
  );
}

export const kindLabel = (kind: string): string => KIND_LABELS[kind] ?? kind;
