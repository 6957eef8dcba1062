import { useState } from 'preact/hooks';
import { ApiFailure, api, type DocumentEntry, type Dossier, type Synthesis } from '../client.js';
import { frenchDate, plural, STATUS_LABELS } from '../format.js';
import type { OpenCitation } from './citation-marks.js';

interface Props {
  readonly dossier: Dossier;
  readonly synthesis: Synthesis;
  readonly onUpload: (files: readonly File[]) => Promise<void>;
  readonly onOpen: OpenCitation;
  readonly onDecided: () => Promise<void>;
}

/** Every document with its state; new ones are dropped here, doubtful ones decided. */
export function DocumentList({ dossier, synthesis, onUpload, onOpen, onDecided }: Props) {
  const [filter, setFilter] = useState('');
  const [over, setOver] = useState(false);
  const [failure, setFailure] = useState<string>();
  const why = new Map(synthesis.relevance.map((ranked, rank) => [ranked.document, { rank, why: ranked.why }]));
  const shown = dossier.documents
    .filter(({ title, author, status }) => `${title} ${author ?? ''} ${STATUS_LABELS[status]}`.toLowerCase().includes(filter.toLowerCase()))
    // What waits for a decision first.
    .toSorted(
      (a, b) =>
        Number(b.status === 'quarantined') - Number(a.status === 'quarantined') ||
        (why.size > 0 ? (why.get(a.file)?.rank ?? 1e9) - (why.get(b.file)?.rank ?? 1e9) : (b.date ?? '').localeCompare(a.date ?? '')),
    );
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
        <label class="button file">
          Déposer des documents
          <input type="file" class="visually-hidden" multiple onChange={(event) => void onUpload([...(event.currentTarget.files ?? [])])} />
        </label>
        <span>
          {plural(shown.length, 'document')}
          {why.size > 0 && ', par pertinence pour le motif'}
        </span>
      </div>
      {failure !== undefined && <p role="alert">{failure}</p>}
      <table>
        <thead>
          <tr>
            <th scope="col">Date</th>
            <th scope="col">Document</th>
            <th scope="col">Auteur</th>
            <th scope="col">État</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((entry) => (
            <tr key={entry.id} class={entry.status}>
              <td>{entry.date === undefined ? '—' : frenchDate(entry.date)}</td>
              <td>
                <button type="button" class="link" disabled={entry.pages === 0} onClick={() => onOpen([wholePage(entry)], entry.title)}>
                  {entry.title}
                </button>
                {why.get(entry.file) !== undefined && <small>{why.get(entry.file)?.why}</small>}
                {entry.note !== undefined && <small class="doubt">{entry.note}</small>}
                {entry.identityDoubt !== undefined && <small class="doubt">Identité à vérifier : {entry.identityDoubt}</small>}
              </td>
              <td>{entry.author}</td>
              <td>
                {STATUS_LABELS[entry.status]}
                {entry.status === 'quarantined' && (
                  <button type="button" onClick={() => void decide(entry.id, 'accepted')}>
                    C’est bien ce patient
                  </button>
                )}
                {entry.identityDoubt !== undefined && (
                  <button type="button" onClick={() => void decide(entry.id, 'rejected')}>
                    Mettre à part
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The first page, nothing marked. */
function wholePage({ id, file, title }: DocumentEntry) {
  return { document: file, documentId: id, page: 1, start: 0, end: 0, quote: title };
}
