import type { Citation, Dossier, Synthesis } from '../client.js';

type TimelineEvent = Synthesis['timeline'][number];

/** An event of the timeline with what it is filtered by. Times are milliseconds since 1970, UTC. */
export interface Episode {
  readonly id: string;
  /** What the date may be: the same day twice, a whole month, a whole year, a stay. */
  readonly from: number;
  readonly to: number;
  readonly event: TimelineEvent;
  readonly specialty: string;
  readonly author: string;
  readonly isAbnormal: boolean;
  readonly isForReason: boolean;
  readonly isNew: boolean;
  /** Told only with the details. */
  readonly isDetail: boolean;
}

export interface Filters {
  readonly hiddenKinds: ReadonlySet<string>;
  readonly specialty: string;
  readonly author: string;
  readonly onlyAbnormal: boolean;
  readonly onlyForReason: boolean;
  readonly details: boolean;
}

export const NO_FILTER: Filters = {
  hiddenKinds: new Set(),
  specialty: '',
  author: '',
  onlyAbnormal: false,
  onlyForReason: false,
  details: false,
};

export const OTHER_SPECIALTY = 'autre ou non dite';
/** Documents whose score for the reason reaches this share of the best one's are for the reason. */
const FOR_REASON = 0.5;
const DAY = 86_400_000;

/** The period that a partial date may be, first and last day. */
export function periodOf(date: string): readonly [from: number, to: number] {
  const [year = '1970', month, day] = date.split('-');
  const from = Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1));
  if (day !== undefined) return [from, from];
  return [from, (month === undefined ? Date.UTC(Number(year) + 1, 0, 1) : Date.UTC(Number(year), Number(month), 1)) - DAY];
}

const STAY = /\bdu (\d{2})[/.](\d{2})(?:[/.](\d{4}))? au (\d{2})[/.](\d{2})[/.](\d{4})/;

/** "du 07/02/2021 au 12/02/2021" in the label is a stay of those days. */
function stayOf(label: string): readonly [from: number, to: number] | undefined {
  const [, d1, m1, y1, d2, m2, y2] = STAY.exec(label) ?? [];
  if (d1 === undefined || m1 === undefined || d2 === undefined || m2 === undefined || y2 === undefined) return undefined;
  const from = Date.UTC(Number(y1 ?? y2), Number(m1) - 1, Number(d1));
  const to = Date.UTC(Number(y2), Number(m2) - 1, Number(d2));
  return from <= to && to - from < 400 * DAY ? [from, to] : undefined;
}

const placeOf = ({ documentId, page, start }: Citation): string => `${documentId}/${page}/${start}`;

export function episodesOf({ timeline, otherDates, series, relevance, since }: Synthesis, { documents }: Dossier): Episode[] {
  const byId = new Map(documents.map((document) => [document.id, document]));
  const abnormal = new Set(
    series.flatMap(({ points }) =>
      points.filter(({ flag }) => flag !== undefined && flag !== 'N').flatMap(({ citations }) => citations.map(placeOf)),
    ),
  );
  const best = Math.max(0, ...relevance.map(({ score }) => score));
  const forReason = new Set(relevance.filter(({ score }) => best > 0 && score >= FOR_REASON * best).map(({ document }) => document));
  return [...timeline, ...otherDates].map((event, i) => {
    const [first] = event.citations;
    const document = first === undefined ? undefined : byId.get(first.documentId);
    const [from, to] = stayOf(event.label) ?? periodOf(event.date);
    return {
      id: `${event.date}-${i}`,
      from,
      to,
      event,
      specialty: document?.specialty ?? OTHER_SPECIALTY,
      author: document?.author ?? '',
      isAbnormal: event.citations.some((citation) => abnormal.has(placeOf(citation))),
      isForReason: event.citations.some((citation) => forReason.has(citation.document)),
      isNew: since !== null && event.date > since,
      isDetail: event.importance < 2 || i >= timeline.length,
    };
  });
}

export function passes({ event, specialty, author, isAbnormal, isForReason, isDetail }: Episode, filters: Filters): boolean {
  return (
    (filters.details || !isDetail) &&
    !filters.hiddenKinds.has(event.kind) &&
    (filters.specialty === '' || specialty === filters.specialty) &&
    (filters.author === '' || author === filters.author) &&
    (!filters.onlyAbnormal || isAbnormal) &&
    (!filters.onlyForReason || isForReason)
  );
}

/** Marks that would cover each other at this zoom: shown as one, opened by zooming. */
export interface Mark {
  readonly x: number;
  readonly width: number;
  readonly episodes: readonly [Episode, ...Episode[]];
}

/** Groups the episodes of one lane, in order of time, whose marks stand closer than `gap` pixels. */
export function marksOf(episodes: readonly Episode[], x: (time: number) => number, gap: number): Mark[] {
  const marks: { x: number; width: number; episodes: [Episode, ...Episode[]] }[] = [];
  for (const episode of episodes.toSorted((a, b) => a.from - b.from)) {
    const [left, right] = [x(episode.from), x(episode.to)];
    const last = marks.at(-1);
    if (last !== undefined && left - (last.x + last.width) < gap) {
      last.episodes.push(episode);
      last.width = Math.max(last.width, right - last.x);
    } else marks.push({ x: left, width: right - left, episodes: [episode] });
  }
  return marks;
}

/** "13 mars 2024", "2024", "févr.": what a tick says at the step of the axis, in French. */
export function tickLabel(time: Date, step: number): string {
  const options: Intl.DateTimeFormatOptions =
    step > 300 * DAY
      ? { year: 'numeric' }
      : step > 25 * DAY
        ? time.getUTCMonth() === 0
          ? { year: 'numeric' }
          : { month: 'short' }
        : { day: 'numeric', month: 'short' };
  return new Intl.DateTimeFormat('fr-FR', { ...options, timeZone: 'UTC' }).format(time);
}
