import type { Citation, Dossier, DocumentEntry } from '../client.js';
import { frenchDate, STATUS_LABELS } from '../format.js';

/** The first page of a document, nothing marked. */
export const wholePage = ({ id, file, title }: DocumentEntry): Citation => ({
  document: file,
  documentId: id,
  page: 1,
  start: 0,
  end: 0,
  quote: title,
});

interface Props {
  readonly dossier: Dossier | undefined;
  readonly documentId: string;
  readonly onOpen: (citations: readonly Citation[], title: string) => void;
}

/** The documents before and after this one, and those that repeat it, replace it or carry it. */
export function Chain({ dossier, documentId, onOpen }: Props) {
  const documents = (dossier?.documents ?? []).filter(({ pages }) => pages > 0);
  const at = documents.findIndex(({ id }) => id === documentId);
  const own = documents[at];
  if (own === undefined) return null;
  const related = documents.filter(
    ({ id, relatedId }) =>
      id !== own.id && (id === own.relatedId || relatedId === own.id || (relatedId !== undefined && relatedId === own.relatedId)),
  );
  const go = (document: DocumentEntry | undefined, arrow: string, name: string) =>
    document === undefined ? null : (
      <button
        type="button"
        class="link"
        title={`${name} : ${document.title}`}
        onClick={() => onOpen([wholePage(document)], document.title)}
      >
        <span class="visually-hidden">{name} : </span>
        {arrow} {document.date !== undefined && `${frenchDate(document.date)} · `}
        {document.title}
      </button>
    );
  return (
    <nav class="chain" aria-label="Autour de ce document">
      {own.note !== undefined && <p class="doubt">{own.note}</p>}
      {own.identityDoubt !== undefined && <p class="doubt">Identité à vérifier : {own.identityDoubt}</p>}
      {go(documents[at - 1], '←', 'Document précédent')}
      {go(documents[at + 1], '→', 'Document suivant')}
      {related.length > 0 && (
        <p>
          Même chaîne :{' '}
          {related.map((document) => (
            <button key={document.id} type="button" class="link" onClick={() => onOpen([wholePage(document)], document.title)}>
              {document.title}
              {document.date !== undefined && ` du ${frenchDate(document.date)}`} ({STATUS_LABELS[document.status]})
            </button>
          ))}
        </p>
      )}
    </nav>
  );
}
