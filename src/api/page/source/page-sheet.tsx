import { useEffect, useRef, useState } from 'preact/hooks';
import { api, type SourcePage } from '../client.js';

/** Pixels of the page's image: sharp on a screen of double density. */
export const IMAGE_WIDTH = 1240;

export interface MarkedPage {
  readonly page: SourcePage;
  readonly marked: { readonly start: number; readonly end: number } | undefined;
}

export function ImagePage({ page, marked }: MarkedPage) {
  const first = useRef<SVGRectElement>(null);
  const [failed, setFailed] = useState(false);
  const boxes = boxesOf(page, marked);
  useEffect(() => first.current?.scrollIntoView({ block: 'center' }), [page, marked]);
  useEffect(() => setFailed(false), [page]);
  // The words are known all the same.
  if (failed) return <TextPage page={page} marked={marked} />;
  return (
    <div class="sheet">
      <img
        src={api.imageUrl(page.image ?? '', IMAGE_WIDTH)}
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

export const boxesOf = (page: SourcePage, marked: MarkedPage['marked']): SourcePage['positions'] =>
  marked === undefined ? [] : page.positions.filter(({ start, end }) => start < marked.end && marked.start < end);

export function TextPage({ page, marked }: MarkedPage) {
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
