import { useEffect, useRef, useState } from 'preact/hooks';
import type { OpenSource } from '../app.js';
import { ApiFailure, api, type Dossier, type SourcePage } from '../client.js';
import type { OpenCitation } from '../components/citation-marks.js';
import { Chain } from './chain.js';
import { ImagePage, NumberCrops, TextPage } from './page-sheet.js';
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

  useEffect(() => {
    setShown(undefined);
    panel.current?.focus();
  }, [source]);
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
  const turn = (step: number): void => {
    if (page !== undefined) setShown({ documentId: page.documentId, page: page.page + step });
  };
  return (
    <aside class="source" ref={panel} tabIndex={-1} aria-label="Source">
      <header>
        <div>
          <strong>{page?.title ?? 'Source'}</strong>
          <small>
            {page === undefined
              ? ''
              : `${page.file} · page ${page.page}/${page.pages}${page.source === 'ocr' ? ` · reconnaissance ${Math.round((page.confidence ?? 0) * 100)} %` : ''}`}
          </small>
        </div>
        <button type="button" onClick={onClose} aria-label="Fermer la source">
          ×
        </button>
      </header>
      <nav aria-label="Sources de cette ligne">
        {source.citations.length > 1 &&
          source.citations.map((each, i) => (
            <button
              key={`${each.documentId}-${each.page}-${each.start}`}
              type="button"
              aria-current={i === source.at ? 'true' : undefined}
              onClick={() => onMove(i)}
            >
              {i + 1}
            </button>
          ))}
        <span class="turn">
          <button type="button" disabled={(page?.page ?? 1) <= 1} onClick={() => turn(-1)} aria-label="Page précédente">
            ‹
          </button>
          <button type="button" disabled={page === undefined || page.page >= page.pages} onClick={() => turn(1)} aria-label="Page suivante">
            ›
          </button>
        </span>
      </nav>
      {citation !== undefined && citation.end > citation.start && <blockquote>{citation.quote}</blockquote>}
      {page !== undefined && <NumberCrops page={page} marked={marked} />}
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
