import type { Citation, Synthesis } from '../client.js';
import { periodOf } from '../timeline/episodes.js';

type Series = Synthesis['series'][number];
type Point = Series['points'][number];

export interface Placed {
  readonly point: Point;
  /** Milliseconds since 1970: the middle of what the date may be. */
  readonly time: number;
  readonly value: number;
}

export const isAbnormal = ({ point: { flag } }: Placed): boolean => flag !== undefined && flag !== 'N';

/** What happened beside a curve: a drug begun, stopped or changed, a stay. */
export interface PlotEvent {
  readonly from: number;
  readonly to: number;
  readonly label: string;
  readonly kind: 'drug' | 'stay';
  readonly citations: readonly Citation[];
}

const DAY = 86_400_000;

export function numeric(points: readonly Point[]): Placed[] {
  return points
    .map((point) => {
      const [from, to] = periodOf(point.date);
      return {
        point,
        time: (from + to) / 2,
        value: typeof point.value === 'number' ? point.value : Number(point.value.replace(',', '.').split('/')[0]),
      };
    })
    .filter(({ value }) => Number.isFinite(value))
    .toSorted((a, b) => a.time - b.time);
}

/** "3,5 - 5,0", "< 1,2", "> 60": the bounds as the newest report prints them. */
export function boundsOf(points: readonly Placed[]): { readonly low?: number; readonly high?: number } {
  const text = points.findLast(({ point }) => point.rangeText !== undefined)?.point.rangeText?.replaceAll(',', '.') ?? '';
  const [first, second] = (text.match(/\d+(?:\.\d+)?/g) ?? []).map(Number);
  if (first === undefined) return {};
  if (second !== undefined) return first < second ? { low: first, high: second } : {};
  return text.includes('<') || text.includes('≤') ? { high: first } : text.includes('>') || text.includes('≥') ? { low: first } : {};
}

const DRUG = /(?:début de|arrêt de|changement de dose : ) ?([^,;:]+)/;

/** Drugs begun, stopped or changed on a known day or month, and stays, as the timeline tells them. */
export function plotEvents({ timeline, otherDates, treatments }: Synthesis): PlotEvent[] {
  const told = [...timeline, ...otherDates].flatMap(({ date, kind, label, citations }): PlotEvent[] => {
    const [from, to] = periodOf(date);
    const stay = /\bdu \d{2}[/.]\d{2}(?:[/.]\d{4})? au (\d{2})[/.](\d{2})[/.](\d{4})/.exec(label);
    if (stay !== null) {
      const end = Date.UTC(Number(stay[3]), Number(stay[2]) - 1, Number(stay[1]));
      return end >= from && end - from < 400 * DAY ? [{ from, to: end, label, kind: 'stay', citations }] : [];
    }
    if (kind === 'encounter' && /hospitalisation|passage aux urgences/i.test(label)) return [{ from, to, label, kind: 'stay', citations }];
    const drug = DRUG.exec(label);
    return drug === null || date.length < 7 ? [] : [{ from, to, label: drug[0], kind: 'drug', citations }];
  });
  const begun = treatments.current.flatMap(({ label, since, citations }): PlotEvent[] => {
    if (since === undefined || since.length < 7) return [];
    const [from, to] = periodOf(since);
    return told.some((event) => event.kind === 'drug' && event.label.includes(label) && Math.abs(event.from - from) < 40 * DAY)
      ? []
      : [{ from, to, label: `${label}, depuis`, kind: 'drug', citations }];
  });
  return [...told, ...begun].toSorted((a, b) => a.from - b.from);
}
