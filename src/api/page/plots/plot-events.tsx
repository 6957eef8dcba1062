import type { OpenCitation } from '../components/citation-marks.js';
import { frenchDate } from '../format.js';
import type { PlotEvent } from './plot-data.js';
import { nearest, tell } from './pointer.js';

interface Props {
  readonly events: readonly PlotEvent[];
  /** From a time to a place across, in the units of the drawing, which is `width` wide. */
  readonly x: (time: number) => number;
  readonly width: number;
  readonly top: number;
  readonly bottom: number;
  readonly onOpen: OpenCitation;
}

/** The mark above a band. */
const MARK = 'h8l-4 6z';
const MARK_HEIGHT = 6;

/**
 * What happened beside a curve, as two paths a kind: a long dossier tells of hundreds of drugs and stays, and each of them as shapes of its
 * own, on each plot, would take longer to draw than all the curves. The one under the pointer is found by its place.
 */
export function PlotEvents({ events, x, width, top, bottom, onOpen }: Props) {
  return (
    <>
      {(['stay', 'drug'] as const).map((kind) => (
        <Kind key={kind} kind={kind} events={events.filter((event) => event.kind === kind)} {...{ x, width, top, bottom, onOpen }} />
      ))}
    </>
  );
}

function Kind({ kind, events, x, width, top, bottom, onOpen }: Props & Pick<PlotEvent, 'kind'>) {
  if (events.length === 0) return null;
  const across = ({ from, to }: PlotEvent): [number, number] => [x(from) - 1, Math.max(2, x(to) - x(from))];
  // A long dossier tells many things of one column of the drawing: one shape stands for all that would fall on it.
  const drawn = new Map(
    events.map((event): [string, readonly [number, number]] => {
      const [start, length] = across(event);
      return [`${Math.round(start)} ${Math.round(length)}`, [Math.round(start), Math.round(length)]];
    }),
  );
  const starts = new Set([...drawn.values()].map(([start]) => start));
  const under = (pointer: MouseEvent): PlotEvent | undefined =>
    nearest(pointer, width, events, (event, at) => {
      const [start, length] = across(event);
      return Math.max(0, start - at, at - start - length);
    });
  return (
    <g
      class={`beside ${kind}`}
      onClick={(pointer) => {
        const event = under(pointer);
        if (event !== undefined) onOpen(event.citations, event.label);
      }}
      onMouseMove={(pointer) => {
        const event = under(pointer);
        tell(pointer, event && `${frenchDate(new Date(event.from).toISOString().slice(0, 10))} : ${event.label}`);
      }}
    >
      <title />
      <path class="band" d={[...drawn.values()].map(([start, length]) => `M${start} ${top}h${length}V${bottom}h${-length}z`).join('')} />
      <path d={[...starts].map((start) => `M${start - 3} ${top - MARK_HEIGHT}${MARK}`).join('')} />
    </g>
  );
}
