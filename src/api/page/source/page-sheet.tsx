import { useEffect, useRef, useState } from 'preact/hooks';
import { api, type SourcePage } from '../client.js';

/** Pixels of the page's image: sharp on a screen of double density. */
export const IMAGE_WIDTH = 1240;

interface Props {
  readonly page: SourcePage;
  readonly marked: { readonly start: number; readonly end: number } | undefined;
}

export function ImagePage({ page, marked }: Props) {
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

const boxesOf = (page: SourcePage, marked: Props['marked']): SourcePage['positions'] =>
  marked === undefined ? [] : page.positions.filter(({ start, end }) => start < marked.end && marked.start < end);

/** Recognition below this on a word with digits asks for the eye. */
const SURE = 0.85;

/** A4, until the image says better. */
const A4 = 1.414;

/** Numbers of the passage on a recognised page, each as it stands on the image: what was read is checked at a glance. */
export function NumberCrops({ page, marked }: Props) {
  const isRecognised = page.source === 'ocr' && page.image !== null;
  const [ratio, setRatio] = useState(A4);
  const url = isRecognised ? api.imageUrl(page.image ?? '', IMAGE_WIDTH) : undefined;
  useEffect(() => {
    if (url === undefined) return;
    const image = new Image();
    image.onload = () => setRatio(image.naturalHeight / image.naturalWidth);
    image.src = url;
  }, [url]);
  if (url === undefined) return null;
  const numbers = boxesOf(page, marked).filter(({ start, end }) => /\d/.test(page.text.slice(start, end)));
  if (numbers.length === 0) return null;
  return (
    <ul class="crops" aria-label="Chiffres reconnus, tels qu’ils sont sur l’image">
      {numbers.slice(0, CROPS).map(({ start, end, box, confidence }) => (
        <li key={start} class={confidence !== undefined && confidence < SURE ? 'unsure' : undefined}>
          <Crop url={url} box={box} ratio={ratio} />
          <small>
            lu « {page.text.slice(start, end)} »{confidence !== undefined && `, ${Math.round(confidence * 100)} %`}
          </small>
        </li>
      ))}
    </ul>
  );
}

const CROPS = 8;
/** Height of a crop, in pixels; the width follows the word's. */
const CROP = 30;
interface CropProps {
  readonly url: string;
  readonly box: SourcePage['positions'][number]['box'];
  /** Height of the page for a width of one. */
  readonly ratio: number;
}

/** A rectangle of an image, drawn by SVG: no canvas, no inline style. */
function Crop({ url, box, ratio }: CropProps) {
  const pad = box.height * 0.5;
  const [left, top] = [Math.max(0, box.x - pad), Math.max(0, box.y - pad * 0.6)];
  const [width, height] = [box.width + 2 * pad, box.height + 1.2 * pad];
  return (
    <svg
      viewBox={`${left} ${top * ratio} ${width} ${height * ratio}`}
      width={Math.min(220, Math.max(40, (CROP * width) / (height * ratio)))}
      height={CROP}
      preserveAspectRatio="xMidYMid meet"
      aria-hidden="true"
    >
      <image href={url} x={0} y={0} width={1} height={ratio} preserveAspectRatio="none" />
    </svg>
  );
}

export function TextPage({ page, marked }: Props) {
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
