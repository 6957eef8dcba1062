import { readFileSync, writeFileSync } from 'node:fs';

const START = '<!-- figures: written by `npm run eval -- --update-baseline`, not by hand -->';
const END = '<!-- end of figures -->';

/** Replaces what stands between the markers of a document. Throws RangeError where the markers are missing. */
export function withBlock(document: string, block: string): string {
  const [start, end] = [document.indexOf(START), document.indexOf(END)];
  if (start === -1 || end < start) throw new RangeError('the document has no place for figures');
  return `${document.slice(0, start + START.length)}\n<!-- prettier-ignore-start -->\n\n${block}\n\n<!-- prettier-ignore-end -->\n${document.slice(end)}`;
}

export function writeBlock(file: string, block: string): void {
  writeFileSync(file, withBlock(readFileSync(file, 'utf8'), block));
}
