import { useEffect, useState } from 'preact/hooks';
import { api, type SourcePage } from '../client.js';
import { boxesOf, IMAGE_WIDTH, type MarkedPage } from './page-sheet.js';

/** Recognition below this on a word with digits asks for the eye. */
const SURE = 0.85;
/** A4, until the image says better. */
const A4 = 1.414;
/** Shown at most. */
const CROPS = 8;
/** Height of a crop, in pixels; the width follows the word's. */
const HEIGHT = 30;

/**
 * Words of the passage to check by eye, each as it stands on the image: numbers, with what was read and how surely, the least sure first; and
 * words that a listed rule wrote otherwise than recognition did.
 */
export function Crops({ page, marked }: MarkedPage) {
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
  const words = boxesOf(page, marked)
    .map((word) => ({
      ...word,
      text: page.text.slice(word.start, word.end),
      repaired: page.repairs.find(({ start, end }) => start < word.end && word.start < end),
    }))
    .filter(({ text, repaired }) => /\d/.test(text) || repaired !== undefined)
    .toSorted((a, b) => doubtOf(b) - doubtOf(a));
  if (words.length === 0) return null;
  return (
    <ul class="crops" aria-label="Chiffres et mots reconnus, tels qu’ils sont sur l’image">
      {words.slice(0, CROPS).map((word) => (
        <li key={word.start} class={doubtOf(word) > 0 ? 'unsure' : undefined}>
          <Crop url={url} box={word.box} ratio={ratio} />
          <small>
            lu « {word.text} »
            {word.repaired !== undefined
              ? `, corrigé de « ${word.repaired.read} »`
              : word.confidence !== undefined && word.confidence < SURE && `, peu sûr (${Math.round(word.confidence * 100)} %)`}
          </small>
        </li>
      ))}
    </ul>
  );
}

interface Doubted {
  readonly confidence?: number | undefined;
  readonly repaired?: object | undefined;
}

const doubtOf = ({ confidence = 1, repaired }: Doubted): number => (repaired === undefined ? Math.max(0, SURE - confidence) : 1);

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
      width={Math.min(220, Math.max(40, (HEIGHT * width) / (height * ratio)))}
      height={HEIGHT}
      preserveAspectRatio="xMidYMid meet"
      aria-hidden="true"
    >
      <image href={url} x={0} y={0} width={1} height={ratio} preserveAspectRatio="none" />
    </svg>
  );
}
