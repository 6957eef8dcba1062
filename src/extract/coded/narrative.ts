import { NarrativeWriter } from './narrative-writer.js';
import type { XmlElement } from './xml.js';
import { attribute, elementsOf, textOf, walk } from './xml.js';

const BLOCKS = new Set([
  'paragraph',
  'p',
  'div',
  'caption',
  'list',
  'ul',
  'ol',
  'table',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'blockquote',
  'pre',
  'dl',
  'dt',
  'dd',
]);
const IGNORED = new Set(['renderMultiMedia', 'img', 'script', 'style', 'col', 'colgroup']);
/** Wider cells do not widen their column: they push the next one. */
const MAX_COLUMN = 40;
const MAX_SPAN = 40;
/** A cell of several paragraphs longer than this is layout, not a table. */
const LONG_CELL = 300;

/**
 * Writes a CDA narrative block (StrucDocText) or an XHTML `div` as text: one line for each paragraph, list item and
 * table row, cells aligned in columns. Text marked as deleted is left out.
 */
export function writeNarrative(node: XmlElement, writer: NarrativeWriter): void {
  for (const child of node.children) {
    if (typeof child === 'string') writer.write(child);
    else writeElement(child, writer);
  }
}

function writeElement(node: XmlElement, writer: NarrativeWriter): void {
  if (IGNORED.has(node.name) || attribute(node, 'revised') === 'delete') return;
  const id = attribute(node, 'ID') ?? attribute(node, 'id');
  if (node.name === 'br') {
    writer.lineBreak();
    return;
  }
  const block = BLOCKS.has(node.name);
  if (block) writer.lineBreak();
  writer.begin(id);
  if (node.name === 'list' || node.name === 'ul' || node.name === 'ol') writeList(node, writer);
  else if (node.name === 'table') writeTable(node, writer);
  else writeNarrative(node, writer);
  writer.end();
  if (block) writer.lineBreak();
}

function writeList(node: XmlElement, writer: NarrativeWriter): void {
  const ordered = node.name === 'ol' || attribute(node, 'listType') === 'ordered';
  let number = 0;
  for (const child of elementsOf(node)) {
    if (child.name !== 'item' && child.name !== 'li') {
      writeElement(child, writer);
      continue;
    }
    number += 1;
    writer.lineBreak();
    writer.prefix(ordered ? `${number}. ` : '- ');
    writer.begin(attribute(child, 'ID') ?? attribute(child, 'id'));
    writeNarrative(child, writer);
    writer.end();
    writer.prefix('');
  }
  writer.lineBreak();
}

interface PlacedCell {
  readonly node: XmlElement;
  readonly writer: NarrativeWriter;
  readonly column: number;
  readonly span: number;
}

interface PlacedRow {
  readonly node: XmlElement;
  readonly cells: readonly PlacedCell[];
  readonly layout: boolean;
}

function writeTable(table: XmlElement, writer: NarrativeWriter): void {
  for (const caption of elementsOf(table).filter((child) => child.name === 'caption')) writeElement(caption, writer);
  const rows = placeCells(rowsOf(table));
  const widths: number[] = [];
  for (const row of rows.filter((each) => !each.layout)) {
    for (const cell of row.cells.filter((each) => each.span === 1)) {
      widths[cell.column] = Math.min(MAX_COLUMN, Math.max(widths[cell.column] ?? 0, cell.writer.text.length));
    }
  }
  const offsets: number[] = [];
  for (let column = 0, offset = 0; column < MAX_SPAN * MAX_SPAN && column <= widths.length; column += 1) {
    offsets[column] = offset;
    offset += (widths[column] ?? 0) === 0 ? 0 : (widths[column] ?? 0) + 2;
  }
  for (const row of rows) {
    writer.begin(attribute(row.node, 'ID') ?? attribute(row.node, 'id'));
    if (row.layout) {
      for (const cell of row.cells) {
        writer.lineBreak();
        writer.begin(attribute(cell.node, 'ID') ?? attribute(cell.node, 'id'));
        writeNarrative(cell.node, writer);
        writer.end();
      }
      writer.lineBreak();
    } else {
      writer.row(row.cells.map((cell) => ({ writer: cell.writer, offset: offsets[cell.column] ?? 0 })));
    }
    writer.end();
  }
  writer.lineBreak();
}

function rowsOf(node: XmlElement): XmlElement[] {
  return elementsOf(node).flatMap((child) => {
    if (child.name === 'tr') return attribute(child, 'revised') === 'delete' ? [] : [child];
    return child.name === 'thead' || child.name === 'tbody' || child.name === 'tfoot' ? rowsOf(child) : [];
  });
}

/** Gives each cell its column, row and column spans counted. */
function placeCells(rows: readonly XmlElement[]): PlacedRow[] {
  const occupied: number[] = [];
  return rows.map((node) => {
    const cells: PlacedCell[] = [];
    let layout = false;
    let column = 0;
    const taken = occupied.map((left) => left > 0);
    for (let index = 0; index < occupied.length; index += 1) occupied[index] = Math.max(0, (occupied[index] ?? 0) - 1);
    for (const cell of elementsOf(node).filter((child) => child.name === 'td' || child.name === 'th')) {
      while (taken[column] === true) column += 1;
      const span = spanOf(cell, 'colspan');
      const rowSpan = spanOf(cell, 'rowspan');
      const writer = new NarrativeWriter(true);
      layout ||= isLayout(cell);
      // Once the row is laid out as blocks its cells are written there: writing nested tables twice would double at each level.
      if (!layout) {
        writer.begin(attribute(cell, 'ID') ?? attribute(cell, 'id'));
        writeNarrative(cell, writer);
        writer.end();
      }
      cells.push({ node: cell, writer, column, span });
      for (let index = column; index < column + span; index += 1) occupied[index] = Math.max(occupied[index] ?? 0, rowSpan - 1);
      column += span;
    }
    return { node, cells, layout };
  });
}

function isLayout(cell: XmlElement): boolean {
  let blocks = 0;
  for (const each of walk(cell)) {
    if (each.name === 'table') return true;
    if (BLOCKS.has(each.name) || each.name === 'br' || each.name === 'item' || each.name === 'li') blocks += 1;
  }
  return blocks >= 2 && textOf(cell).length > LONG_CELL;
}

function spanOf(cell: XmlElement, name: string): number {
  const span = Number(attribute(cell, name) ?? 1);
  return Number.isInteger(span) && span > 0 ? Math.min(span, MAX_SPAN) : 1;
}
