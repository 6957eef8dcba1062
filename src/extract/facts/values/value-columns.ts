import type { Range } from '../../text/analysis.js';
import { unitAt } from './value-lexicon.js';
import type { UnitMatch } from './value-lexicon.js';

/** What the numbers under a heading are: the measure, the same in another unit, or what is expected of anybody. */
export interface ValueColumn {
  readonly role: 'measured' | 'other-unit' | 'aside';
  /** The unit that the heading gives to the column. */
  readonly unit?: UnitMatch;
}

const MEASURED =
  /^(?:mesuree?s?|mes\.?|observee?s?|obs\.?|pre(?:-?b[dt])?|avant(?: b[dt])?|base|reel(?:le)?s?|resultats?|valeurs?|patient)$/;
const PERCENT = /^(?:%|% ?(?:theo\w*\.?|pred\w*|norme?|de la (?:norme|theorique))|(?:theo\w*\.?|pred\w*) ?%)$/;
const ASIDE =
  /^(?:theo\w*\.?|pred\w*\.?|norme?s?|ref(?:erence)?s?\.?|lin|lsn|z-?score|post(?:-?b[dt]\w*)?|apres(?: b[dt]\w*)?|% ?(?:post|var\w*|change?\w*)|var\w*|gain)$/;
/** Parts of a line that two blanks, a tab or a bar keep apart. */
export const CELL = /[^\s|](?:[^|\t]*?[^\s|])??(?=\s{2,}|\t|\s*\||\s*$)/g;

/**
 * A heading that says what its columns hold: "g/L   mmol/L" over a lipid profile, "Théo.   Mesuré   %" over a spirometry. Undefined for any
 * other line. A first cell may name the examination.
 */
export function readValueColumns(text: string, folded: string, line: Range): readonly ValueColumn[] | undefined {
  const cells = [...folded.slice(line.start, line.end).matchAll(CELL)];
  const columns = cells.map((cell): ValueColumn | undefined => {
    const [written] = cell;
    const start = line.start + cell.index;
    if (PERCENT.test(written)) {
      const sign = start + Math.max(0, written.indexOf('%'));
      return { role: 'other-unit', unit: { start: sign, end: sign + 1, unit: '%', ucum: '%' } };
    }
    if (MEASURED.test(written)) return { role: 'measured' };
    if (ASIDE.test(written)) return { role: 'aside' };
    const unit = unitAt(text, folded, start);
    return unit?.end === start + written.length && unit.ucum !== undefined && written.length > 1 ? { role: 'measured', unit } : undefined;
  });
  const told = columns[0] === undefined && columns.length > 2 ? columns.slice(1) : columns;
  const known = told.filter((column) => column !== undefined);
  if (known.length !== told.length || known.length < 2 || !known.some(({ role }) => role === 'measured')) return undefined;
  const units = known.filter(({ role, unit }) => role === 'measured' && unit !== undefined);
  // Behind the first unit the others give the same result again.
  return known.map((column) => (units.includes(column) && column !== units[0] ? { ...column, role: 'other-unit' } : column));
}
