import type { OpenCitation } from '../components/citation-marks.js';
import { isAbnormal, type Placed } from './plot-data.js';
import { nearest, tell } from './pointer.js';

interface Props {
  readonly points: readonly Placed[];
  readonly x: (time: number) => number;
  readonly y: (value: number) => number;
  /** Of the drawing, in its own units. */
  readonly width: number;
  readonly title: string;
  /** What a point says when the pointer is on it. */
  readonly say: (point: Placed) => string;
  readonly onOpen: OpenCitation;
}

/**
 * The points of a curve as two paths, normal and not, and a circle for the last: hundreds of shapes with their words would take longer to draw
 * than a click may. The one under the pointer is found by its place; "valeurs" lists them all for the keyboard and a screen reader.
 */
export function PlotPoints({ points, x, y, width, title, say, onOpen }: Props) {
  const last = points.at(-1);
  const under = (pointer: MouseEvent): Placed | undefined =>
    nearest(pointer, width, points, (one, across, down) => Math.hypot(x(one.time) - across, y(one.value) - down));
  const path = (wanted: readonly Placed[]): string => wanted.map(({ time, value }) => `M${x(time)} ${y(value)}h.01`).join('');
  return (
    <g
      class="points-drawn"
      onClick={(pointer) => {
        const point = under(pointer);
        if (point !== undefined) onOpen(point.point.citations, title);
      }}
      onMouseMove={(pointer) => {
        const point = under(pointer);
        tell(pointer, point && say(point));
      }}
    >
      <title />
      <path class="dots" d={path(points.filter((one) => !isAbnormal(one)))} />
      <path class="dots abnormal" d={path(points.filter(isAbnormal))} />
      {last !== undefined && <circle class={isAbnormal(last) ? 'abnormal' : undefined} cx={x(last.time)} cy={y(last.value)} r={4.5} />}
    </g>
  );
}
