import type { Vigilance } from '../../../domain/synthesis.js';
import { compareDates, daysBetween } from '../../dates.js';
import { once, passagesSideBySide, saying, type Written } from '../passages.js';
import type { VigilanceInput } from '../warning.js';

const BENIGN = once(/\b(?:nodule|lesion|masse|tumeur|opacite)\b[^.;]{0,60}\bbeni(?:n|gne)\b/);
const MALIGNANT = once(/\b(?:adenocarcinome|carcinome|lymphome|melanome|sarcome)\b/);
const UNSURE =
  /\b(?:pas|aucune?|absence|sans|exclu\w*|elimine\w*|ecarte\w*|recherche|suspicion|suspecte?|possible|eventuel\w*|evoqu\w*|risque|antecedent\w*|pere|mere|frere|soeur|basocellulaire)\b[^.;:]{0,45}\b(?:adenocarcinome|carcinome|lymphome|melanome|sarcome)|\b(?:adenocarcinome|carcinome) (?:basocellulaire|non retenu|\?)|\bbeni(?:n|gne) ?\?|\bpas beni|\berreurs?\b|\bparle encore\b/;
const ORGANS: readonly (readonly [string, RegExp])[] = [
  ['poumon', /\b(?:lobe (?:superieur|inferieur|moyen)|pulmonaire|poumon|bronch\w*|ls[gd]|li[gd])\b/],
  ['sein', /\b(?:seins?|mammaire)\b/],
  ['thyroïde', /\bthyroid\w*/],
  ['côlon', /\b(?:colon|coli\w+|sigmoid\w*|rect\w+)\b/],
  ['rein', /\b(?:rein|renale?)\b/],
  ['foie', /\b(?:foie|hepat\w+)\b/],
  ['pancréas', /\bpancrea\w+/],
  ['prostate', /\bprostat\w+/],
  ['ovaire', /\bovari\w+|\bovaire/],
];
/** A growth that was benign years before says nothing of the cancer of today. */
const SAME_LESION_DAYS = 500;

/** A lesion called benign in one paper, and a cancer of the same organ proved in another. */
export function benignAndMalignant({ passages }: VigilanceInput): readonly Vigilance[] {
  const benign = saying(passages, BENIGN).filter((one) => !UNSURE.test(one.words));
  const proved = saying(passages, MALIGNANT).filter((one) => !UNSURE.test(one.words));
  if (benign.length === 0 || proved.length === 0) return [];
  return ORGANS.flatMap(([organ, words]): readonly Vigilance[] => {
    const cancers = proved.filter((one) => words.test(one.words));
    const said = benign.filter((one) => isAbout(one, words, passages) && cancers.some((cancer) => sameLesion(one, cancer)));
    const last = said.at(-1);
    const cancer = cancers.findLast((one) => last !== undefined && sameLesion(last, one));
    if (last === undefined || cancer === undefined) return [];
    return [
      passagesSideBySide({
        rule: 'vigilance:benign-and-malignant',
        subject: `Lésion (${organ})`,
        sides: [
          { says: 'dite bénigne', passage: last, also: said.slice(0, -1).toReversed() },
          { says: 'cancer prouvé', passage: cancer, also: cancers.filter((one) => one !== cancer).slice(0, 3) },
        ],
        importance: 3,
      }),
    ];
  });
}

/** The organ stands in the passage, or is the only one of its paper. */
const isAbout = (one: Written, words: RegExp, passages: readonly Written[]): boolean =>
  words.test(one.words) ||
  (ORGANS.every(([, other]) => !other.test(one.words)) &&
    passages.some((other) => other.documentId === one.documentId && words.test(other.words)));

const sameLesion = (benign: Written, cancer: Written): boolean =>
  benign.documentId !== cancer.documentId &&
  benign.date !== undefined &&
  cancer.date !== undefined &&
  (compareDates(cancer.date, benign.date) <= 0 || daysBetween(benign.date, cancer.date) <= SAME_LESION_DAYS);
