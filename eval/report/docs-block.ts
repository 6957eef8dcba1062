import { readFileSync, writeFileSync } from 'node:fs';

/** What writes a block of the documentation, by the block's name; nobody else does. */
const WRITERS = {
  figures: 'npm run eval -- --update-baseline',
  bench: 'npm run bench -- all --update-docs',
} as const;
export type BlockName = keyof typeof WRITERS;

/** Replaces what stands between the markers of a document. Throws RangeError where the markers are missing. */
export function withBlock(document: string, block: string, name: BlockName = 'figures'): string {
  const opening = `<!-- ${name}: written by \`${WRITERS[name]}\`, not by hand -->`;
  const closing = `<!-- end of ${name} -->`;
  const [start, end] = [document.indexOf(opening), document.indexOf(closing)];
  if (start === -1 || end < start) throw new RangeError(`the document has no place for ${name}`);
  return `${document.slice(0, start + opening.length)}\n<!-- prettier-ignore-start -->\n\n${block}\n\n<!-- prettier-ignore-end -->\n${document.slice(end)}`;
}

export function writeBlock(file: string, block: string, name: BlockName = 'figures'): void {
  writeFileSync(file, withBlock(readFileSync(file, 'utf8'), block, name));
}
