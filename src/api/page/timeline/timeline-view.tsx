import { useCallback, useMemo, useState } from 'preact/hooks';
import type { Dossier, Synthesis } from '../client.js';
import { CitationMarks, type OpenCitation } from '../components/citation-marks.js';
import { frenchDate, plural } from '../format.js';
import { useProgressive } from '../use-progressive.js';
import { episodesOf, NO_FILTER, OTHER_SPECIALTY, passes, periodOf, type Episode, type Filters } from './episodes.js';
import { kindLabel, TimeAxis, type Lane } from './time-axis.js';

interface Props {
  readonly synthesis: Synthesis;
  readonly dossier: Dossier;
  readonly onOpen: OpenCitation;
}

const LANES = 9;

/** Episodes to look at on an axis, filtered; the list below says the same for who reads rather than looks. */
export function TimelineView({ synthesis, dossier, onOpen }: Props) {
  const [filters, setFilters] = useState<Filters>(NO_FILTER);
  const [by, setBy] = useState<'kind' | 'specialty'>('kind');
  const [period, setPeriod] = useState<readonly [number, number]>();
  const all = useMemo(() => episodesOf(synthesis, dossier), [synthesis, dossier]);
  const shown = useMemo(() => all.filter((episode) => passes(episode, filters)), [all, filters]);
  const counted = useMemo(
    () => ({ kinds: tally(all, (e) => e.event.kind), specialties: tally(all, (e) => e.specialty), authors: tally(all, (e) => e.author) }),
    [all],
  );
  const lanes = useMemo(() => lanesOf(shown, by), [shown, by]);
  const listed = useMemo(
    () =>
      shown.filter(({ from, to }) => period === undefined || (to >= period[0] && from <= period[1])).toSorted((a, b) => b.from - a.from),
    [shown, period],
  );
  const today = periodOf(synthesis.referenceDate)[0];
  const first = Math.min(today - 365 * 86_400_000, ...all.map(({ from }) => from));
  const last = Math.max(today, ...all.map(({ to }) => to)) + 40 * 86_400_000;
  const change = (part: Partial<Filters>): void => setFilters({ ...filters, ...part });
  const onPeriod = useCallback((from: number, to: number) => setPeriod([from, to]), []);
  if (all.length === 0) return <p class="empty">Aucun événement daté dans les documents lus.</p>;
  return (
    <section class="timeline">
      <div class="tools" role="group" aria-label="Filtres de la frise">
        {counted.kinds.map(([kind, count]) => (
          <button
            key={kind}
            type="button"
            class={`kind ${kind}`}
            aria-pressed={!filters.hiddenKinds.has(kind)}
            onClick={() => {
              const hidden = new Set(filters.hiddenKinds);
              if (!hidden.delete(kind)) hidden.add(kind);
              change({ hiddenKinds: hidden });
            }}
          >
            {kindLabel(kind)}
            <span class="count" aria-hidden="true">
              {' '}
              {count}
            </span>
          </button>
        ))}
      </div>
      <div class="tools">
        <label>
          Lignes par
          <select value={by} onChange={(event) => setBy(event.currentTarget.value === 'specialty' ? 'specialty' : 'kind')}>
            <option value="kind">nature</option>
            <option value="specialty">spécialité</option>
          </select>
        </label>
        <Choice
          label="Spécialité"
          value={filters.specialty}
          options={counted.specialties}
          onChange={(specialty) => change({ specialty })}
        />
        <Choice label="Auteur" value={filters.author} options={counted.authors} onChange={(author) => change({ author })} />
        <label>
          <input
            type="checkbox"
            checked={filters.onlyAbnormal}
            onChange={(event) => change({ onlyAbnormal: event.currentTarget.checked })}
          />
          anormal
        </label>
        {synthesis.reason !== null && (
          <label>
            <input
              type="checkbox"
              checked={filters.onlyForReason}
              onChange={(event) => change({ onlyForReason: event.currentTarget.checked })}
            />
            pour le motif
          </label>
        )}
        <label>
          <input type="checkbox" checked={filters.details} onChange={(event) => change({ details: event.currentTarget.checked })} />
          détails
        </label>
      </div>
      <TimeAxis lanes={lanes} first={first} last={last} today={today} onOpen={onOpen} onPeriod={onPeriod} />
      <EpisodeList episodes={listed} onOpen={onOpen} />
    </section>
  );
}

interface ListProps {
  readonly episodes: readonly Episode[];
  readonly onOpen: OpenCitation;
}

function EpisodeList({ episodes, onOpen }: ListProps) {
  const [shown, sentinel] = useProgressive(episodes.length, `${episodes.length}-${episodes[0]?.id}-${episodes.at(-1)?.id}`);
  return (
    <>
      <p class="count" role="status">
        {plural(episodes.length, 'événement')} sur la période
      </p>
      <ol>
        {episodes.slice(0, shown).map(({ id, event, author, specialty, isNew, isAbnormal }) => (
          <li key={id} class={event.importance === 3 ? 'major' : undefined}>
            <time>{frenchDate(event.date)}</time>
            <span class={`kind ${event.kind}`}>{kindLabel(event.kind)}</span>
            <span>
              {isNew && <em class="new">nouveau</em>}
              {isAbnormal && <em class="tag safety">anormal</em>} <Told label={event.label} />
              {author !== '' && (
                <small class="was">
                  {author}
                  {specialty !== OTHER_SPECIALTY && `, ${specialty}`}
                </small>
              )}
            </span>
            <CitationMarks citations={event.citations} title={event.label} onOpen={onOpen} />
          </li>
        ))}
      </ol>
      {shown < episodes.length && (
        <p ref={sentinel} class="count">
          …
        </p>
      )}
    </>
  );
}

/** "Document : what it says": the document stands out, what it says is read. */
function Told({ label }: { readonly label: string }) {
  const cut = label.indexOf(' : ');
  if (cut < 0) return <strong>{label}</strong>;
  return (
    <>
      <strong>{label.slice(0, cut)}</strong>
      {label.slice(cut)}
    </>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [string, number])[];
  readonly onChange: (value: string) => void;
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  if (options.length < 2) return null;
  return (
    <label>
      {label}
      <select value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        <option value="">tous</option>
        {options
          .filter(([name]) => name !== '')
          .map(([name, count]) => (
            <option key={name} value={name}>
              {name} ({count})
            </option>
          ))}
      </select>
    </label>
  );
}

/** Values with how often they come, most often first. */
function tally(episodes: readonly Episode[], of: (episode: Episode) => string): [string, number][] {
  const counts = new Map<string, number>();
  for (const episode of episodes) counts.set(of(episode), (counts.get(of(episode)) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], 'fr'));
}

/** The lanes most filled, in the order of their size; the rest of specialties share one. */
function lanesOf(episodes: readonly Episode[], by: 'kind' | 'specialty'): Lane[] {
  const name = (episode: Episode): string => (by === 'kind' ? episode.event.kind : episode.specialty);
  const all = tally(episodes, name);
  const own = all.slice(0, all.length > LANES ? LANES - 1 : LANES).map(([id]) => id);
  const lanes = own.map((id) => ({ id, label: by === 'kind' ? kindLabel(id) : id, episodes: episodes.filter((e) => name(e) === id) }));
  const rest = episodes.filter((episode) => !own.includes(name(episode)));
  return rest.length === 0 ? lanes : [...lanes, { id: 'rest', label: 'autres', episodes: rest }];
}
