import type { Page } from '../../../domain/document.js';

interface Line {
  readonly start: number;
  readonly end: number;
  readonly key: string;
}

/** Lines at each end of a page that may be header or footer. */
const EDGE = 4;
const PAGE_NUMBER = /^\s*(?:page|p\.?)?\s*#\s*(?:[/\-–]|sur|de)?\s*#?\s*$/u;

/**
 * Marks the headers and footers that repeat from page to page: the same line, digits aside, at the same end of at least
 * two pages and half of them; and page numbers standing alone. They stay in the text, outside the clinical part.
 */
export function markFurniture(pages: readonly Page[]): Page[] {
  const edges = pages.map((page) => ({ top: linesOf(page.text).slice(0, EDGE), bottom: linesOf(page.text).slice(-EDGE) }));
  const needed = Math.max(2, Math.ceil(pages.filter((page) => page.text !== '').length / 2));
  const repeated = {
    top: repeatedKeys(
      edges.map((edge) => edge.top),
      needed,
    ),
    bottom: repeatedKeys(
      edges.map((edge) => edge.bottom),
      needed,
    ),
  };
  return pages.map((page, index) => {
    const { top, bottom } = edges[index]!;
    const isNumber = (line: Line): boolean => PAGE_NUMBER.test(line.key) && /page|\/|sur/u.test(line.key);
    // Furniture runs from the edge inwards: a line that repeats behind one that does not is clinical text.
    const head = takeWhile(top, (line) => repeated.top.has(line.key) || isNumber(line));
    const foot = takeWhile([...bottom].reverse(), (line) => repeated.bottom.has(line.key) || isNumber(line)).reverse();
    const lines = [...new Map([...head, ...foot].map((line) => [line.start, line])).values()];
    return { ...page, furniture: lines.map(({ start, end }) => ({ start, end })) };
  });
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const trimmed = line.trim();
    if (trimmed !== '')
      lines.push({ start, end: start + line.length, key: trimmed.toLowerCase().replace(/\d+/gu, '#').replace(/\s+/gu, ' ') });
    start += line.length + 1;
  }
  return lines;
}

function repeatedKeys(edges: readonly (readonly Line[])[], needed: number): Set<string> {
  const counts = new Map<string, number>();
  for (const edge of edges) for (const key of new Set(edge.map((line) => line.key))) counts.set(key, (counts.get(key) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count >= needed).map(([key]) => key));
}

function takeWhile(lines: readonly Line[], test: (line: Line) => boolean): Line[] {
  const stop = lines.findIndex((line) => !test(line));
  return stop === -1 ? [...lines] : lines.slice(0, stop);
}
