import { fold } from '../text/fold.js';

/** How two names compare; `near` is a slip of the pen or of the OCR, `part` one half of a compound name or an initial. */
export type NameMatch = 'exact' | 'part' | 'near' | 'differs';

/** Letters only, lower case, without accents; digits that OCR puts for letters are read as letters. */
export function plainName(name: string): string {
  return fold(name)
    .replace(/œ/g, 'oe')
    .replace(/0/g, 'o')
    .replace(/[1|]/g, 'l')
    .replace(/5/g, 's')
    .replace(/8/g, 'b')
    .replace(/[^a-z]/g, '');
}

/** Shapes that OCR takes for one another made one. */
export const ocrShape = (plain: string): string =>
  plain
    .replace(/rn/g, 'm')
    .replace(/vv/g, 'w')
    .replace(/[ijlt]/g, 'i')
    .replace(/[ecoq]/g, 'e');

/** Levenshtein distance; names are short. */
export function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const substitution = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(substitution, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}

/** Parts of a compound name: "MAURY-TEYSSIER", "Jean Marc". */
const nameParts = (name: string): readonly string[] =>
  name
    .split(/[\s'’-]+/)
    .map(plainName)
    .filter((part) => part.length > 0);

function slips(a: string, b: string, ocr: boolean): boolean {
  const length = Math.min(a.length, b.length);
  if (length < 4) return false;
  const allowed = ocr ? (length >= 9 ? 3 : length >= 6 ? 2 : 1) : length >= 5 ? 1 : 0;
  if (editDistance(a, b) <= (ocr && length < 9 ? 1 : allowed)) return true;
  return ocr && editDistance(ocrShape(a), ocrShape(b)) <= Math.floor(allowed / 2);
}

/**
 * @param written one name as the document has it.
 * @param known the dossier's.
 * @param ocr true where the text was recognised: more slips are forgiven.
 */
export function compareNames(written: string, known: string, ocr: boolean): NameMatch {
  const a = plainName(written);
  const b = plainName(known);
  if (a === '' || b === '') return 'differs';
  if (a === b) return 'exact';
  const parts = nameParts(known);
  const writtenParts = nameParts(written);
  if (/^\p{L}{1,2}\.?$/u.test(written.trim()) && b.startsWith(a)) return 'part';
  // "J.-M." for Jean-Marc.
  if (/\./.test(written) && writtenParts.every((part, index) => part.length === 1 && parts[index]?.startsWith(part))) return 'part';
  if (parts.length > 1 && parts.some((part) => part.length >= 3 && part === a)) return 'part';
  if (writtenParts.length > 1 && writtenParts.some((part) => part.length >= 3 && part === b)) return 'part';
  if (slips(a, b, ocr)) return 'near';
  return 'differs';
}

/** The best comparison of one written name with several known ones. */
export function bestNameMatch(written: string, known: readonly string[], ocr: boolean): NameMatch {
  const order: readonly NameMatch[] = ['exact', 'part', 'near', 'differs'];
  const matches = known.map((name) => compareNames(written, name, ocr));
  return order.find((match) => matches.includes(match)) ?? 'differs';
}
