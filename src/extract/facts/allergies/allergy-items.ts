import type { Range } from '../../text/analysis.js';

const OPENS_AN_ITEM = /^(?:☐|☒|□|\[ ?x? ?\])\s*(?!\s|oui\b|non\b|aucune?\b|neant\b|ne sait)[a-z]{3}/;
/** An empty box before its item: what is not ticked is not had. */
export const UNTICKED = /^(?:☐|□|\[ ?\])\s*(?!\s|oui\b|non\b)/;
/** "A reçu Augmentin en 2023 sans souci": told among the allergies because it is none. */
export const TAKEN_SINCE = /\b(?:a|ont) (?:re)?(?:cu|pris|eu|utilise)\b|\b(?:recoit|tolere|supporte) (?:bien |parfaitement )?$/;
/** Items of a list under "Allergies": separated by commas, semicolons, full stops. */
export const itemsOf = (folded: string, range: Range): Range[] => {
  const items: Range[] = [];
  let start = range.start;
  let depth = 0;
  for (let index = range.start; index <= range.end; index += 1) {
    const sign = folded.charAt(index);
    if (sign === '(') depth += 1;
    if (sign === ')') depth = Math.max(0, depth - 1);
    // "[x] iode  [ ] pénicilline  [ ] latex": each box opens an item.
    if (index > start && OPENS_AN_ITEM.test(folded.slice(index, Math.min(range.end, index + 12)))) {
      items.push({ start, end: index });
      start = index;
    }
    if (index === range.end || (depth === 0 && (sign === ',' || sign === ';' || (sign === '.' && /\s|$/.test(folded.charAt(index + 1)))))) {
      if (index > start) items.push({ start, end: index });
      start = index + 1;
    }
  }
  return items;
};
