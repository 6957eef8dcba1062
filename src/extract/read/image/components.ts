/** Grey levels, one byte a pixel, row by row. */
export interface GreyImage {
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** A connected piece of ink: its box (half-open) and how many pixels it holds. */
export interface Component {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  readonly area: number;
}

/** Half of the window whose mean a pixel is compared with: wider than a letter, narrower than a shadow. */
const WINDOW = 24;
/** Ink is darker than its surroundings by this share at least. */
const CONTRAST = 0.16;

/** One byte a pixel, 1 for ink: darker than the mean around it, so that a shadow over a photo changes nothing. */
export function inkMask({ pixels, width, height }: GreyImage): Uint8Array {
  const mask = new Uint8Array(width * height);
  const columns = new Uint32Array(width);
  let rows = 0;
  for (let y = 0; y < Math.min(WINDOW, height); y += 1, rows += 1) for (let x = 0; x < width; x += 1) columns[x]! += pixels[y * width + x]!;
  for (let y = 0; y < height; y += 1) {
    if (y + WINDOW < height) {
      rows += 1;
      for (let x = 0, at = (y + WINDOW) * width; x < width; x += 1, at += 1) columns[x]! += pixels[at]!;
    }
    if (y - WINDOW - 1 >= 0) {
      rows -= 1;
      for (let x = 0, at = (y - WINDOW - 1) * width; x < width; x += 1, at += 1) columns[x]! -= pixels[at]!;
    }
    let sum = 0;
    let count = 0;
    for (let x = 0; x < Math.min(WINDOW, width); x += 1, count += 1) sum += columns[x]!;
    for (let x = 0, at = y * width; x < width; x += 1, at += 1) {
      if (x + WINDOW < width) {
        sum += columns[x + WINDOW]!;
        count += 1;
      }
      if (x - WINDOW - 1 >= 0) {
        sum -= columns[x - WINDOW - 1]!;
        count -= 1;
      }
      if (pixels[at]! * count * rows < sum * (1 - CONTRAST)) mask[at] = 1;
    }
  }
  return mask;
}

/** The connected pieces of ink (8 neighbours), by runs joined from row to row. */
export function components(mask: Uint8Array, width: number, height: number): Component[] {
  const parent: number[] = [];
  const boxes: { x0: number; y0: number; x1: number; y1: number; area: number }[] = [];
  const find = (label: number): number => {
    let root = label;
    while (parent[root] !== root) root = parent[root]!;
    while (parent[label] !== root) [parent[label], label] = [root, parent[label]!];
    return root;
  };
  let above: { from: number; to: number; label: number }[] = [];
  for (let y = 0; y < height; y += 1) {
    const runs: typeof above = [];
    let first = 0;
    for (let x = 0, at = y * width; x < width; x += 1, at += 1) {
      if (mask[at] === 0) continue;
      const from = x;
      while (x < width && mask[y * width + x] === 1) x += 1;
      at = y * width + x;
      let label = -1;
      while (first < above.length && above[first]!.to < from) first += 1;
      for (let index = first; index < above.length && above[index]!.from <= x; index += 1) {
        const other = find(above[index]!.label);
        if (label === -1) label = other;
        else if (other !== label) {
          parent[other] = label;
          const [into, lost] = [boxes[label]!, boxes[other]!];
          into.x0 = Math.min(into.x0, lost.x0);
          into.y0 = Math.min(into.y0, lost.y0);
          into.x1 = Math.max(into.x1, lost.x1);
          into.y1 = Math.max(into.y1, lost.y1);
          into.area += lost.area;
        }
      }
      if (label === -1) {
        label = parent.length;
        parent.push(label);
        boxes.push({ x0: from, y0: y, x1: x, y1: y + 1, area: 0 });
      }
      const box = boxes[label]!;
      box.x0 = Math.min(box.x0, from);
      box.x1 = Math.max(box.x1, x);
      box.y1 = y + 1;
      box.area += x - from;
      runs.push({ from, to: x, label });
    }
    above = runs;
  }
  return boxes.filter((_, label) => parent[label] === label);
}
