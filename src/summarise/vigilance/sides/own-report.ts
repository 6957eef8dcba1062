import type { Vigilance } from '../../../domain/synthesis.js';
import { groupBy } from '../../text.js';
import { once, passagesOf, passagesSideBySide, readOnce, saying, type Written } from '../passages.js';
import type { VigilanceInput } from '../warning.js';

const concludes = once(/^(?:en )?conclusions?\b|^au total\b|^synthese\b|^diagnostic (?:retenu|final|de sortie)\b/);
const SIZE = /\b\d{1,3}(?:[.,]\d)?(?: ?x ?\d{1,3}(?:[.,]\d)?)* ?(?:mm|cm)\b/g;
const SIDES = /\b(gauche|droite?)s?\b/g;

const CORRECTS = /\bet non\b|\berreurs?\b|\bau lieu d/;
/** The side that stands nearest before a size, else right behind it, within its sentence. */
function sideOf(words: string, at: number, end: number): 'g' | 'd' | undefined {
  if (CORRECTS.test(words)) return undefined;
  const before = [...words.slice(0, at).matchAll(SIDES)].at(-1)?.[1];
  const after = [...words.slice(end, end + 50).matchAll(SIDES)][0]?.[1];
  const side = before ?? after;
  return side === undefined ? undefined : side.startsWith('g') ? 'g' : 'd';
}

const sizesOf = readOnce(
  (passage): ReadonlyMap<string, 'g' | 'd'> =>
    new Map(
      [...passage.words.matchAll(SIZE)].flatMap((match): [string, 'g' | 'd'][] => {
        const side = sideOf(passage.words, match.index, match.index + match[0].length);
        return side === undefined ? [] : [[match[0].replace(/ /g, ''), side]];
      }),
    ),
);

/** A report whose conclusion puts what it measured on the other side than its own text. */
export function conclusionAgainstText({ passages }: VigilanceInput): readonly Vigilance[] {
  return [...groupBy(saying(passages, concludes), (one) => one.documentId)].flatMap(([documentId, [first]]): readonly Vigilance[] => {
    const own = passagesOf(passages, documentId);
    const at = own.indexOf(first as Written);
    if (at < 1) return [];
    const text = own.slice(0, at);
    return own.slice(at).flatMap((conclusion): readonly Vigilance[] =>
      [...sizesOf(conclusion)].flatMap(([size, side]): readonly Vigilance[] => {
        const told = text.filter((one) => sizesOf(one).has(size));
        const [other] = told;
        if (other === undefined || told.some((one) => sizesOf(one).get(size) === side)) return [];
        return [
          passagesSideBySide({
            rule: 'vigilance:conclusion-differs',
            subject: `Côté (${size.replace(/(\d)(mm|cm)/, '$1 $2')})`,
            sides: [
              { says: side === 'g' ? 'droite dans le texte' : 'gauche dans le texte', passage: other },
              { says: side === 'g' ? 'gauche en conclusion' : 'droite en conclusion', passage: conclusion },
            ],
            importance: 3,
          }),
        ];
      }),
    );
  });
}
