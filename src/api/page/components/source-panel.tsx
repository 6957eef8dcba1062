import { useEffect, useRef, useState } from 'preact/hooks';
import type { OpenSource } from '../app.js';
import { ApiFailure, api, type SourcePage } from '../client.js';

const WIDTH = 1240;

interface Props {
  readonly dossierId: string;
  readonly source: OpenSource;
  readonly onMove: (position: number) => void;
  readonly onClose: () => void;
}

/** The page a citation stands on, its words marked in place: on the page's image where it has one, in its text otherwise. */
export function SourcePanel({ dossierId, source, onMove, onClose }: Props) {
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
      {source.rule !== undefined && <p class="rule">Pourquoi cette ligne : règle « {source.rule} »</p>}
      <div class="view" tabIndex={0} role="region" aria-label="Page du document">
        {failure !== undefined && <p role="alert">{failure}</p>}
        {page !== undefined && (page.image === null ? <TextPage page={page} marked={marked} /> : <ImagePage page={page} marked={marked} />)}
      </div>
    </aside>
  );
}

interface PageProps {
  readonly page: SourcePage;
  readonly marked: { readonly start: number; readonly end: number } | undefined;
}

function ImagePage({ page, marked }: PageProps) {
  const first = useRef<SVGRectElement>(null);
  const [failed, setFailed] = useState(false);
  const boxes = marked === undefined ? [] : page.positions.filter(({ start, end }) => start < marked.end && marked.start < end);
  useEffect(() => first.current?.scrollIntoView({ block: 'center' }), [page, marked]);
  useEffect(() => setFailed(false), [page]);
  // The words are known all the same.
  if (failed) return <TextPage page={page} marked={marked} />;
  return (
    <div class="sheet">
      <img
        src={api.imageUrl(page.image ?? '', WIDTH)}
        alt={`Page ${page.page} de ${page.title}`}
        onError={() => setFailed(true)}
        onLoad={() => first.current?.scrollIntoView({ block: 'center' })}
      />
      <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
        {boxes.map(({ start, box }, i) => (
          <rect
            key={start}
            {...(i === 0 ? { ref: first } : {})}
            x={box.x - 0.003}
            y={box.y - 0.002}
            width={box.width + 0.006}
            height={box.height + 0.004}
          />
        ))}
      </svg>
    </div>
  );
}

function TextPage({ page, marked }: PageProps) {
  const mark = useRef<HTMLElement>(null);
  useEffect(() => mark.current?.scrollIntoView({ block: 'center' }), [page, marked]);
  if (marked === undefined) return <pre class="sheet text">{page.text}</pre>;
  return (
    <pre class="sheet text">
      {page.text.slice(0, marked.start)}
      <mark ref={mark}>{page.text.slice(marked.start, marked.end)}</mark>
      {page.text.slice(marked.end)}
    </pre>
  );
}
