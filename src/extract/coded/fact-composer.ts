import { createHash } from 'node:crypto';
import type { Page } from '../../domain/document.js';
import type { Fact } from '../../domain/fact.js';
import { NarrativeWriter } from './narrative-writer.js';
import type { Row } from './narrative-writer.js';

/** A stretch of one block's text. */
interface Place {
  readonly block: TextBlock;
  readonly start: number;
  readonly end: number;
}

/** A passage an entry points to; `line` is the whole table row where it stands in one. */
export interface Passage {
  readonly text: string;
  readonly line: string;
  readonly cells: readonly string[];
  readonly place: Place;
}

/** A fact before it is cited: where its narrative stands, or else the line to write for it. */
export interface FactDraft {
  readonly fact: Omit<Fact, 'id' | 'documentId' | 'citations'>;
  readonly passages: readonly (Passage | undefined)[];
  /** A readable French line, written where no narrative says the same. */
  readonly line: string;
}

/** A quote longer than this is cut to the line that holds the label: a reader must see why it is cited. */
const MAX_QUOTE = 600;

interface FoldedLine {
  readonly start: number;
  readonly end: number;
  readonly folded: string;
}

/** One section's text, and the drafts that stand in it. */
export class TextBlock {
  readonly writer = new NarrativeWriter();
  readonly drafts: FactDraft[] = [];
  #folded: { length: number; lines: readonly FoldedLine[] } = { length: -1, lines: [] };

  passage(start: number, end: number): Passage {
    const row = this.writer.rows.find((each) => each.start <= start && end <= each.end);
    const text = this.writer.text.slice(start, end);
    const place = { block: this, start, end };
    if (row === undefined) return { text, line: text, cells: [], place };
    return this.#rowPassage(row, text);
  }

  /** The first line that holds all of these, accents and case aside. */
  find(...needles: readonly string[]): Passage | undefined {
    const sought = needles.map(fold).filter((needle) => needle !== '');
    if (sought.length === 0 || (sought[0]?.length ?? 0) < 4) return undefined;
    const line = this.#lines().find(({ folded }) => sought.every((needle) => folded.includes(needle)));
    return line === undefined ? undefined : this.passage(line.start, line.end);
  }

  /** Lines folded once: every entry of a section looks through them. */
  #lines(): readonly FoldedLine[] {
    const { text } = this.writer;
    if (this.#folded.length === text.length) return this.#folded.lines;
    const lines: FoldedLine[] = [];
    let start = 0;
    for (const line of text.split('\n')) {
      if (line.trim() !== '' && line.length <= MAX_QUOTE) lines.push({ start, end: start + line.length, folded: fold(line) });
      start += line.length + 1;
    }
    this.#folded = { length: text.length, lines };
    return lines;
  }

  #rowPassage(row: Row, text: string): Passage {
    const cells = row.cells.map((cell) => this.writer.text.slice(cell.start, cell.end));
    return { text, line: this.writer.text.slice(row.start, row.end), cells, place: { block: this, start: row.start, end: row.end } };
  }
}

const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();

/** Joins blocks into one page and gives each draft its citation, so that `quote === page.text.slice(start, end)`. */
export function composePage(documentId: string, blocks: readonly TextBlock[]): { pages: Page[]; facts: Fact[] } {
  const cited: { draft: FactDraft; place: Place }[] = [];
  for (const block of blocks) {
    for (const draft of block.drafts) cited.push({ draft, place: placeOf(draft, block) });
  }
  const offsets = new Map<TextBlock, number>();
  let text = '';
  for (const block of blocks) {
    if (block.writer.text.trim() === '') continue;
    if (text !== '') text = `${text.replace(/\n+$/, '')}\n\n`;
    offsets.set(block, text.length);
    text += block.writer.text;
  }
  text = text.replace(/\n+$/, '');
  if (text === '') return { pages: [], facts: [] };
  const seen = new Map<string, number>();
  const facts = cited.map(({ draft, place }) => {
    const offset = offsets.get(place.block) ?? 0;
    const start = offset + place.start;
    const end = offset + place.end;
    const key = `${documentId}|${draft.fact.origin}|${start}|${end}|${draft.fact.kind}|${draft.fact.label}`;
    const turn = seen.get(key) ?? 0;
    seen.set(key, turn + 1);
    const id = createHash('sha256').update(`${key}|${turn}`).digest('hex').slice(0, 16);
    return {
      ...draft.fact,
      id,
      documentId,
      citations: [{ span: { documentId, page: 1, start, end }, quote: text.slice(start, end) }],
    } satisfies Fact;
  });
  return { pages: [{ number: 1, text, source: 'cda', positions: [], furniture: [] }], facts };
}

function placeOf(draft: FactDraft, block: TextBlock): Place {
  const passage = draft.passages.find((each): each is Passage => each !== undefined && hasWords(each.text));
  if (passage !== undefined) return shorten(passage, draft.fact.label);
  const writer = block.writer;
  writer.lineBreak();
  const start = writer.text.length;
  writer.write(draft.line);
  const end = writer.text.length;
  writer.lineBreak();
  return { block, start, end };
}

/** Narrative that says nothing ("-", "") supports no fact. */
export const hasWords = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

function shorten(passage: Passage, label: string): Place {
  const { block, start, end } = passage.place;
  if (end - start <= MAX_QUOTE) return passage.place;
  const lines = block.writer.text.slice(start, end).split('\n');
  const wanted = fold(label);
  const chosen = Math.max(
    0,
    lines.findIndex((line) => fold(line).includes(wanted)),
  );
  const lineStart = start + lines.slice(0, chosen).reduce((sum, line) => sum + line.length + 1, 0);
  const line = lines[chosen] ?? '';
  const lineEnd = Math.min(lineStart + line.length, lineStart + MAX_QUOTE);
  return line.trim() === '' ? { block, start, end: start + MAX_QUOTE } : { block, start: lineStart, end: lineEnd };
}
