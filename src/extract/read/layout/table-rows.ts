import { splitColumns } from './columns.js';
import { groupByBaseline, segmentWords } from './segments.js';
import type { Word } from './word.js';

/** Rows with as many cells, one of them a number, that make a page one of tables. */
const CELLS = 3;
const ROWS = 5;

/** Whether a page holds a table rather than columns of prose: it is then better recognised row by row. */
export function holdsTable(words: readonly Word[]): boolean {
  const segments = segmentWords(words);
  if (splitColumns(segments).length > 1) return false;
  const rows = groupByBaseline(segments);
  const tabular = rows.filter(
    (row) => row.length >= CELLS && row.some((segment) => /^[<>≤≥]?\s*\d/u.test(segment.words.map((word) => word.text).join(' '))),
  );
  return tabular.length >= ROWS && tabular.length >= rows.length * 0.2;
}
