/** The item nearest to the pointer, by a distance in the units of a drawing that is `width` wide; undefined where there is none. */
export function nearest<T>(
  pointer: MouseEvent,
  width: number,
  items: readonly T[],
  distance: (item: T, x: number, y: number) => number,
): T | undefined {
  const drawing = (pointer.currentTarget as SVGElement).ownerSVGElement?.getBoundingClientRect();
  if (drawing === undefined || drawing.width === 0) return undefined;
  const scale = width / drawing.width;
  const [x, y] = [(pointer.clientX - drawing.left) * scale, (pointer.clientY - drawing.top) * scale];
  let best: { readonly item: T; readonly away: number } | undefined;
  for (const item of items) {
    const away = distance(item, x, y);
    if (best === undefined || away < best.away) best = { item, away };
  }
  return best?.item;
}

/** Makes a shape's tooltip say what is under the pointer. */
export function tell(pointer: MouseEvent, text: string | undefined): void {
  const title = (pointer.currentTarget as SVGElement).querySelector('title');
  if (title !== null && text !== undefined) title.textContent = text;
}
