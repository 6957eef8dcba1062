import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { OpenSource } from '../app.js';
import { ApiFailure, api, type DocumentEntry, type Dossier, type SourcePage } from '../client.js';
import type { OpenCitation } from '../components/citation-marks.js';
import { frenchDate } from '../format.js';
import { Chain } from './chain.js';
import { Crops } from './crops.js';
import { ImagePage, TextPage } from './page-sheet.js';
import { Why } from './why.js';

interface Props {
  readonly dossierId: string;
  readonly dossier: Dossier | undefined;
  readonly source: OpenSource;
  readonly onMove: (position: number) => void;
  readonly onClose: () => void;
  readonly onOpen: OpenCitation;
}

/** The page a citation stands on, its words marked in place: on the page's image where it has one, in its text otherwise. */
export function SourcePanel({ dossierId, dossier, source, onMove, onClose, onOpen }: Props) {
  const citation = source.citations[source.at];
  const [shown, setShown] = useState<{ readonly documentId: string; readonly page: number }>();
  const [page, setPage] = useState<SourcePage>();
  const [failure, setFailure] = useState<string>();
  const panel = useRef<HTMLElement>(null);
  const wanted = shown ?? (citation === undefined ? undefined : { documentId: citation.documentId, page: citation.page });

  useEffect(() => setShown(undefined), [source]);
  // Before it is painted: a key pressed as soon as the panel is seen is meant for it.
  useLayoutEffect(() => panel.current?.focus(), [source]);
  useEffect(() => {
    if (wanted === undefined) return;
    let wantedStill = true;
    api.page(dossierId, wanted.documentId, wanted.page).then(
      (read) => wantedStill && (setPage(read), setFailure(undefined)),
      (error: unknown) => wantedStill && setFailure(error instanceof ApiFailure ? error.message : 'Page indisponible.'),
    );
    return () => {
      wantedStill = false;
    };
  }, [dossierId, wanted?.documentId, wanted?.page]);

  const marked =
    citation !== undefined && page !== undefined && page.documentId === citation.documentId && page.page === citation.page
      ? citation
      : undefined;
  const entryOf = (documentId: string): DocumentEntry | undefined => dossier?.documents.find(({ id }) => id === documentId);
  const turn = (step: number): void => {
    if (page !== undefined) setShown({ documentId: page.documentId, page: page.page + step });
  };
  return (
    <aside class="source" ref={panel} tabIndex={-1} aria-label="Source">
      <header data-file={page?.file}>
        <div>
          <strong>{page?.title ?? 'Source'}</strong>
          <small>{page !== undefined && aboutPage(page, entryOf(page.documentId))}</small>
        </div>
        {page !== undefined && page.pages > 1 && (
          <span class="turn">
            <button type="button" disabled={page.page <= 1} onClick={() => turn(-1)} aria-label="Page précédente">
              ‹
            </button>
            <button type="button" disabled={page.page >= page.pages} onClick={() => turn(1)} aria-label="Page suivante">
              ›
            </button>
          </span>
        )}
        <button type="button" class="close" onClick={onClose} aria-label="Fermer la source">
          ×
        </button>
      </header>
      {source.citations.length > 1 && (
        <nav aria-label="Sources de cette ligne">
          {source.citations.map((each, i) => {
            const entry = entryOf(each.documentId);
            const date = entry?.date === undefined ? 'sans date' : frenchDate(entry.date);
            const name = `Source ${i + 1} : ${entry?.title ?? each.document}, ${date}, page ${each.page}`;
            return (
              <button
                key={`${each.documentId}-${each.page}-${each.start}`}
                type="button"
                aria-current={i === source.at ? 'true' : undefined}
                aria-label={name}
                title={name}
                onClick={() => onMove(i)}
              >
                {date}
              </button>
            );
          })}
        </nav>
      )}
      {citation !== undefined && citation.end > citation.start && <blockquote tabIndex={0}>{citation.quote}</blockquote>}
      {page !== undefined && <Crops page={page} marked={marked} />}
      {citation !== undefined && citation.end > citation.start && (
        <Why
          key={`${citation.documentId}-${citation.start}`}
          dossierId={dossierId}
          rule={source.rule}
          citation={citation}
          pageText={marked && page?.text}
        />
      )}
      <div class="view" tabIndex={0} role="region" aria-label="Page du document">
        {failure !== undefined && <p role="alert">{failure}</p>}
        {page !== undefined && (page.image === null ? <TextPage page={page} marked={marked} /> : <ImagePage page={page} marked={marked} />)}
      </div>
      {page !== undefined && <Chain dossier={dossier} documentId={page.documentId} onOpen={onOpen} />}
    </aside>
  );
}

/** Under this, a recognised page is told as hard to read. */
const LEGIBLE = 0.8;

/** Date, author and page; for a scan, that it was recognised, and how well. */
function aboutPage({ page, pages, source, confidence = 0 }: SourcePage, entry: DocumentEntry | undefined): string {
  return [
    entry?.date === undefined ? undefined : frenchDate(entry.date),
    entry?.author,
    `page ${page}/${pages}`,
    source === 'ocr' ? `lue sur l’image${confidence < LEGIBLE ? ', peu lisible' : ''} (${Math.round(confidence * 100)} %)` : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(' · ');
}
