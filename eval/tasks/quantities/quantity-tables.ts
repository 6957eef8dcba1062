import { labelledUnit, UNIT_SOURCE, unitOf } from './quantity-units.js';
import type { Quantity, Unit } from './quantity-units.js';

interface Cell {
  readonly start: number;
  readonly text: string;
}

const NUMBER_CELL = /^(\d+(?:[.,]\d+)?)(?:\s*-\s*(\d+(?:[.,]\d+)?))?(?:\s*[-+hl])?$/;
const UNIT_CELL = new RegExp(`^(?:${UNIT_SOURCE})$`);
const HEADED = new RegExp(`\\((${UNIT_SOURCE})\\)`);
const NUMBER_UNIT = new RegExp(`(\\d+(?:[.,]\\d+)?)\\s*(${UNIT_SOURCE})(?![a-z0-9])`, 'g');

const cellsOf = (folded: string, from: number, to: number): Cell[] => {
  const cells: Cell[] = [];
  let start = from;
  for (let index = from; index <= to; index += 1) {
    const sign = folded[index];
    if (index < to && sign !== '|' && sign !== '¦') continue;
    const raw = folded.slice(start, index);
    const lead = raw.length - raw.trimStart().length;
    cells.push({ start: start + lead, text: raw.trim() });
    start = index + 1;
  }
  return cells;
};

const push = (cell: Cell, unit: Unit, out: Quantity[]): void => {
  const match = NUMBER_CELL.exec(cell.text);
  if (match === null) return;
  const low = match[1] ?? '';
  const high = match[2];
  const length = high === undefined ? low.length : cell.text.indexOf(high, low.length) + high.length;
  out.push({
    start: cell.start,
    end: cell.start + length,
    value: Number(low.replace(',', '.')),
    ...(high === undefined ? {} : { high: Number(high.replace(',', '.')) }),
    unit,
  });
};

/** Quantities of rows whose cells are set apart by bars: the unit stands in the header, in the next cell, or in the row's only unit cell. */
export const tableQuantities = (folded: string, out: Quantity[]): void => {
  let header: readonly Cell[] = [];
  let inTable = false;
  for (let from = 0; from <= folded.length;) {
    const newline = folded.indexOf('\n', from);
    const to = newline < 0 ? folded.length : newline;
    const line = folded.slice(from, to);
    if (/[|¦]/.test(line)) {
      const cells = cellsOf(folded, from, to);
      if (!inTable && !cells.some((cell) => /^\d/.test(cell.text))) header = cells;
      else row(cells, header, out);
      inTable = true;
    } else if (line.trim() === '' || !/[|¦]/.test(line)) {
      inTable = false;
      header = [];
    }
    from = to + 1;
  }
};

const row = (cells: readonly Cell[], header: readonly Cell[], out: Quantity[]): void => {
  const units = cells.filter((cell) => UNIT_CELL.test(cell.text));
  cells.forEach((cell, index) => {
    if (NUMBER_CELL.test(cell.text)) {
      const headed = HEADED.exec(header[index]?.text ?? '')?.[1];
      const next = cells[index + 1]?.text ?? '';
      const word = headed ?? (UNIT_CELL.test(next) ? next : units.length === 1 ? units[0]?.text : undefined);
      const unit = word === undefined ? labelledUnit((cells[0]?.text ?? '').trim(), Number.parseFloat(cell.text)) : unitOf(word);
      if (unit !== undefined) push(cell, unit, out);
      return;
    }
    for (const match of cell.text.matchAll(NUMBER_UNIT)) {
      const unit = unitOf(match[2] ?? '');
      if (unit !== undefined)
        out.push({
          start: cell.start + match.index,
          end: cell.start + match.index + match[0].length,
          value: Number((match[1] ?? '').replace(',', '.')),
          unit,
        });
    }
  });
};
