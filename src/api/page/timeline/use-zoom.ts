import { scaleUtc, type ScaleTime } from 'd3-scale';
import { select } from 'd3-selection';
import { zoom, zoomIdentity, type ZoomBehavior, type ZoomTransform } from 'd3-zoom';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';

export interface Zoomed {
  readonly svg: (node: SVGSVGElement | null) => void;
  readonly width: number;
  readonly x: ScaleTime<number, number>;
  /** About the middle, or about the pixel `at`. */
  readonly zoomBy: (factor: number, at?: number) => void;
  readonly panBy: (share: number) => void;
  /** Shows this period, whatever was shown. */
  readonly show: (from: number, to: number) => void;
}

/** From a century to a week in the width of a window. */
const CLOSEST = 4000;

/**
 * A time axis from `first` to `last` (milliseconds) over the width of its SVG, between two margins: dragged, pinched, zoomed by Ctrl and wheel
 * or by what calls `zoomBy`. A plain wheel scrolls the page.
 */
export function useZoom(first: number, last: number, left: number, right: number, initial: readonly [number, number]): Zoomed {
  const [width, setWidth] = useState(900);
  const [transform, setTransform] = useState<ZoomTransform>(zoomIdentity);
  const node = useRef<SVGSVGElement | null>(null);
  const behaviour = useRef<ZoomBehavior<SVGSVGElement, unknown>>();
  /** What is shown, for when the window changes its width. */
  const period = useRef(initial);
  const base = useMemo(() => scaleUtc([first, last], [left, Math.max(left + 50, width - right)]), [first, last, left, right, width]);

  useEffect(() => {
    const svg = node.current;
    if (svg === null) return;
    const measure = new ResizeObserver(([entry]) => entry !== undefined && setWidth(Math.round(entry.contentRect.width)));
    measure.observe(svg);
    return () => measure.disconnect();
  }, []);

  const show = (from: number, to: number): void => {
    if (node.current === null || behaviour.current === undefined) return;
    const [a, b] = [base(from), base(to)];
    const k = Math.min(CLOSEST, (width - right - left) / Math.max(1e-6, b - a));
    behaviour.current.transform(select(node.current), zoomIdentity.translate(left - a * k, 0).scale(k));
  };

  useEffect(() => {
    const svg = node.current;
    if (svg === null) return;
    behaviour.current = zoom<SVGSVGElement, unknown>()
      .scaleExtent([0.9, CLOSEST])
      .extent([
        [left, 0],
        [width - right, 1],
      ])
      .translateExtent([
        [left - 40, -Infinity],
        [width - right + 40, Infinity],
      ])
      .filter((event: MouseEvent) =>
        event.type === 'wheel' ? event.ctrlKey || event.metaKey : event.button === 0 && event.type !== 'dblclick',
      )
      .on('zoom', ({ transform: moved }: { transform: ZoomTransform }) => {
        const [from, to] = moved.rescaleX(base).domain().map(Number);
        if (from !== undefined && to !== undefined) period.current = [from, to];
        setTransform(moved);
      });
    select(svg).call(behaviour.current);
    show(...period.current);
    return () => void select(svg).on('.zoom', null);
  }, [base]);

  return {
    svg: (element) => {
      node.current = element;
    },
    width,
    x: transform.rescaleX(base),
    zoomBy: (factor, at) =>
      node.current !== null && behaviour.current?.scaleBy(select(node.current), factor, at === undefined ? undefined : [at, 0]),
    panBy: (share) => node.current !== null && behaviour.current?.translateBy(select(node.current), (-share * width) / transform.k, 0),
    show,
  };
}
