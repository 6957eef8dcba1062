import type { Range } from '../../text/analysis.js';
import type { PageReading } from '../page-reading.js';
import { conceptsWithin } from '../page-reading.js';
import type { Banned } from './allergy-cues.js';

const OPENS_AN_ITEM = /^(?:☐|☒|□|\[ ?x? ?\])\s*(?!\s|oui\b|non\b|aucune?\b|neant\b|ne sait)[a-z]{3}/;
/** An empty box before its item: what is not ticked is not had. */
export const UNTICKED = /^(?:☐|□|\[ ?\])\s*(?!\s|oui\b|non\b)/;
/** "[ ] non [X] oui": whether there are any, and no allergen. */
export const ONLY_ANSWERED = /^(?:(?:☐|☒|□|\[ ?x? ?\])\s*(?:oui|non|nsp|ne sait pas|aucune?)?[\s:]*)+$/;
const BOX = /^\s*(?:☒|\[ ?x ?\])\s*/;
const BESIDE = / \/ (?=[a-z]{4})/g;
/** The names that an item no list knows holds: without the ticked box before it, and each of "ioméprol / iodixanol" by itself. */
export const namesOf = (folded: string, item: Range): Range[] => {
  const start = item.start + (BOX.exec(folded.slice(item.start, item.end))?.[0].length ?? 0);
  const words = folded.slice(start, item.end);
  const cuts = /^[^/]*[a-z]{4}[^/]* \/ /.test(words) ? [...words.matchAll(BESIDE)] : [];
  const names: Range[] = [];
  let from = start;
  for (const cut of cuts) {
    names.push({ start: from, end: start + cut.index });
    from = start + cut.index + cut[0].length;
  }
  return [...names, { start: from, end: item.end }];
};
/** "Pristinamycine : toxidermie 2012, certaine": how sure the item before is. */
export const ABOUT_THE_ITEM_BEFORE =
  /^(?:(?:tres|bien|non|peu|donc) )*(?:certaine?|sure?|prouvee?|averee?|documentee?|probable|confirmee?|ancienne?|severe|grave|benigne?|moderee?|connue?|verifiee?|inchangee?|hospitalisee?)s?$/;
/** "Bétadine et Visipaque OK" among the allergies: what may be given. */
export const FOUND_SAFE = / (?:ok|possibles?|autorisee?s?|sans (?:probleme|souci|reaction))$/;
/** "Gants nitrile seulement": what is to be used in its place. */
export const USED_INSTEAD =
  /\b(?:seulement|uniquement|exclusivement|de preference|autorisee?s?)\b| (?:fourni|propose|prescrit|utilise|conseille|a utiliser|permis|remis)e?s?$/;
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

/** "Interdit : anticoagulant, deux hémorragies, insuffisance cardiaque": under a drug, what forbids it; the anticoagulant is one of the reasons. */
const FORBIDDEN_HEAD = /^[\s•*-]*(?:interdits?|contre-?indique\w*|proscri\w+) ?:$/;
export const tellsWhy = ({ flat, concepts }: PageReading, sentence: Range, { substances, cue }: Banned): boolean => {
  const last = substances.at(-1);
  return (
    last !== undefined &&
    FORBIDDEN_HEAD.test(flat.slice(sentence.start, cue.end).trim()) &&
    conceptsWithin(concepts, { start: last.end, end: sentence.end }).some(
      ({ concept, start }) => concept.kind === 'condition' && /^[^()]*,[^()]*$/.test(flat.slice(last.end, start)),
    )
  );
};
