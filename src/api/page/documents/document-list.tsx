import { useMemo, useState } from 'preact/hooks';
import { ApiFailure, api, type DocumentEntry, type Dossier, type Synthesis } from '../client.js';
import type { OpenCitation } from '../components/citation-marks.js';
import { ACCESS_LABELS, frenchDate, plural, STATUS_LABELS } from '../format.js';
import { wholePage } from '../source/chain.js';
import { useProgressive } from '../use-progressive.js';
import { IdentityDecision } from './identity-decision.js';

interface Props {
  readonly dossier: Dossier;
  readonly synthesis: Synthesis;
  readonly onUpload: (files: readonly File[]) => Promise<void>;
  readonly onOpen: OpenCitation;
  readonly onDecided: () => Promise<void>;
}

const statesOf = ({ status, access = [] }: DocumentEntry): string[] => [
  STATUS_LABELS[status] ?? status,
  ...access.map((state) => ACCESS_LABELS[state] ?? state),
];

/** Every document with its state; new ones are dropped here, doubtful ones decided. */
export function DocumentList({ dossier, synthesis, onUpload, onOpen, onDecided }: Props) {
  const [filter, setFilter] = useState('');
  const [state, setState] = useState('');
  const [over, setOver] = useState(false);
  const [failure, setFailure] = useState<string>();
  const why = useMemo(() => new Map(synthesis.relevance.map((ranked, rank) => [ranked.document, { rank, why: ranked.why }])), [synthesis]);
  const news = useMemo(() => new Set(synthesis.news?.documents), [synthesis]);
  const states = useMemo(() => [...new Set(dossier.documents.flatMap(statesOf))], [dossier]);
  const listed = useMemo(() => {
    const words = filter.toLocaleLowerCase('fr');
    return (
      dossier.documents
        .filter(
          (entry) =>
            `${entry.title} ${entry.author ?? ''} ${entry.specialty ?? ''} ${statesOf(entry).join(' ')}`
              .toLocaleLowerCase('fr')
              .includes(words) &&
            (state === '' || statesOf(entry).includes(state)),
        )
        // What waits for a decision first.
        .toSorted(
          (a, b) =>
            Number(b.status === 'quarantined') - Number(a.status === 'quarantined') ||
            (why.size > 0 ? (why.get(a.file)?.rank ?? 1e9) - (why.get(b.file)?.rank ?? 1e9) : (b.date ?? '').localeCompare(a.date ?? '')),
        )
    );
  }, [dossier, filter, state, why]);
  const [shown, sentinel] = useProgressive(listed.length, `${filter}|${state}|${why.size}`);
  const decide = async (documentId: string, verdict: 'accepted' | 'rejected'): Promise<void> => {
    try {
      await api.decideIdentity(dossier.id, documentId, verdict);
      await onDecided();
    } catch (error) {
      setFailure(error instanceof ApiFailure ? error.message : 'Décision non enregistrée.');
    }
  };
  return (
    <section
      class={over ? 'documents over' : 'documents'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void onUpload([...(event.dataTransfer?.files ?? [])]);
      }}
    >
      <div class="tools">
        <label>
          Filtrer
          <input type="search" value={filter} onInput={(event) => setFilter(event.currentTarget.value)} />
        </label>
        <label>
          État
          <select value={state} onChange={(event) => setState(event.currentTarget.value)}>
            <option value="">tous</option>
            {states.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label class="button file">
          Déposer des documents
          <input type="file" class="visually-hidden" multiple onChange={(event) => void onUpload([...(event.currentTarget.files ?? [])])} />
        </label>
        <span class="count">
          {plural(listed.length, 'document')}
          {why.size > 0 && ', par pertinence pour le motif'}
        </span>
      </div>
      {failure !== undefined && <p role="alert">{failure}</p>}
      <table class="card">
        <thead>
          <tr>
            <th scope="col">Date</th>
            <th scope="col">Document</th>
            <th scope="col">Auteur</th>
            <th scope="col">État</th>
          </tr>
        </thead>
        <tbody>
          {listed.slice(0, shown).map((entry) => (
            <tr key={entry.id} class={entry.status}>
              <td>{entry.date === undefined ? '—' : frenchDate(entry.date)}</td>
              <td>
                <button type="button" class="link" disabled={entry.pages === 0} onClick={() => onOpen([wholePage(entry)], entry.title)}>
                  {entry.title}
                </button>{' '}
                {news.has(entry.file) && <em class="new">nouveau</em>}
                {why.get(entry.file) !== undefined && <small>{why.get(entry.file)?.why}</small>}
                {entry.status !== 'quarantined' && entry.note !== undefined && <small class="doubt">{entry.note}</small>}
                {(entry.status === 'quarantined' || entry.identityDoubt !== undefined) && (
                  <IdentityDecision
                    entry={entry}
                    patient={dossier.patient}
                    onSee={() => onOpen([wholePage(entry)], entry.title)}
                    onDecide={(verdict) => void decide(entry.id, verdict)}
                  />
                )}
              </td>
              <td>
                {entry.author}
                {entry.specialty !== undefined && <small>{entry.specialty}</small>}
              </td>
              <td>
                {statesOf(entry).map((name, i) => (
                  <span key={name} class={i === 0 && entry.status === 'read' ? 'state plain' : 'state'}>
                    {name}
                  </span>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {shown < listed.length && (
        <p ref={sentinel} class="count">
          …
        </p>
      )}
    </section>
  );
}
