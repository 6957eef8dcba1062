import type { Vigilance } from '../../../domain/synthesis.js';
import { compareDates } from '../../dates.js';
import { among, perLists } from '../../per-document.js';
import { once, passagesSideBySide, saying, type Written } from '../passages.js';
import { KIN } from '../told/claim.js';
import type { VigilanceInput } from '../warning.js';

const NEVER = once(
  /\b(?:nulligeste|nullipare|jamais (?:ete )?enceinte|jamais (?:eu )?(?:de )?grossesse|aucune grossesse|pas de grossesse anterieure|jamais accouche|g ?0 ?,? ?p ?0(?![.,\d])|primigeste|g ?[1-9] ?,? ?p ?0(?![.,\d]))\b/,
);
/** "Primigeste" and "P0" are said of a woman who is pregnant for the first time. */
const FIRST = /\bprimigeste\b/;
const NULLIPARA = /\b(?:nullipare|jamais accouche|g ?[1-9] ?,? ?p ?0(?![.,\d]))\b/;
const PREGNANT = once(
  /\bg ?[1-9]\d? ?,? ?p ?\d\b|\b(?:deux|trois|quatre|cinq|[2-9]) (?:grossesses|enfants|accouchements)\b|\b(?:un|une|1|deux|trois|quatre|[2-9]) (?:fcs|fausses? couches?|ivg|accouchements?|cesariennes?|grossesses?)\b|\b(?:primi|secondi|multi)(?:pare|geste)\b|\ba accouche|\baccouchement (?:le|en|du|voie basse|par|normal|eutocique)|\bcesarienne (?:en|le|pour|en urgence|a \d)/,
);
const DELIVERED = /\bg ?[1-9]\d? ?,? ?p ?[1-9]|\baccouche\w*|\bcesarienne|\benfants\b|\b(?:primi|secondi|multi)pare/;
/** Of a birth that is still to come, or of the patient's own. */
const OTHERS =
  /\b(?:prevue?|programmee?|terme (?:prevu|theorique)|a prevoir|nee?|poids de naissance|apgar|desir|projet|souhait\w*|risque|si)\b/;

/** Never pregnant, or never delivered, after a paper that tells a pregnancy or a birth. */
export const neverPregnant = ({ passages, patient }: VigilanceInput): readonly Vigilance[] =>
  patient.sex === 'M' ? [] : neverAndTold([pregnancies(saying(passages, PREGNANT)), saying(passages, NEVER)]);

const pregnancies = among(
  ({ words }: Written) => !KIN.test(words.replace(/\benfants?\b|\bfilles?\b|\bfils\b/g, '')) && !OTHERS.test(words),
);

const neverAndTold = perLists(([told, nevers]: readonly [readonly Written[], readonly Written[]]): readonly Vigilance[] => {
  if (told.length === 0) return [];
  for (const never of nevers.toReversed()) {
    if (KIN.test(never.words.replace(/\benfants?\b|\bfilles?\b|\bfils\b/g, ''))) continue;
    const nullipara = NULLIPARA.test(never.words) && !/\bnulligeste|enceinte/.test(never.words);
    const before = told.filter(
      (one) =>
        one.documentId !== never.documentId &&
        compareDates(one.date, never.date) < 0 &&
        (!nullipara || DELIVERED.test(one.words)) &&
        (!FIRST.test(never.words) || /\bg ?[2-9]|\b(?:deux|trois|quatre|[2-9]) grossesses|secondi|multi|enfants/.test(one.words)),
    );
    const last = before.at(-1);
    if (last === undefined || told.some(({ documentId }) => documentId === never.documentId)) continue;
    return [
      passagesSideBySide({
        rule: 'vigilance:never-and-told',
        subject: 'Grossesses',
        sides: [
          { says: nullipara ? 'dite sans accouchement' : 'dite sans grossesse avant', passage: never },
          { says: 'écrit', passage: last, also: before.slice(-3, -1) },
        ],
        importance: 2,
      }),
    ];
  }
  return [];
});
