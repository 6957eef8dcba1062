import type { Vigilance } from '../../domain/synthesis.js';
import { daysBetween } from '../dates.js';
import { among } from '../per-document.js';
import { canonicalNumber } from '../text.js';
import { passagesSideBySide, readForGood, type Passage, type Written } from './passages.js';
import { ROMAN } from './told/claim.js';
import type { VigilanceInput } from './warning.js';

interface Told {
  /** As the warning names it. */
  readonly name: string;
  /** Each captures the number. */
  readonly patterns: readonly RegExp[];
  readonly unit: string;
  /** Numbers this far apart differ. */
  readonly apart: number;
  /** Documents further apart than this measure it anew; none where it is told once for life. */
  readonly days?: number;
  /** Of the patient's own birth: told of a child. */
  readonly child?: boolean;
}

/** What is told by one number for life, or measured anew at leisure. */
const TOLD: readonly Told[] = [
  {
    name: 'Terme de naissance',
    unit: 'SA',
    apart: 1,
    child: true,
    patterns: [
      /\bnee? (?:[a-z]+ ){1,4}?a (\d{2}) ?(?:sa|semaines d amenorrhee)\b/,
      /\b(?:terme|nee? a|naissance a|naissance|cesarienne a|accouchement a|accouche a|(?:ex )?premat?\w*(?: de| a| ne a)?|ne prematurement a) ?:? ?(?:a |de )?(\d{2}) ?(?:sa|semaines d amenorrhee)\b/,
    ],
  },
  {
    name: 'Poids de naissance',
    unit: 'g',
    apart: 50,
    child: true,
    patterns: [
      /\b(?:poids de naissance|pn|pdn) ?:? ?(?:de )?(\d ?\d{3}) ?g?\b/,
      // Weighed in grams, with half a metre and the girth of the head: newborn.
      /\bpoids ?:? ?(\d ?\d{3}) ?g[ ,;]*taille ?:? ?[45]\d ?(?:cm)?[ ,;]*(?:pc|perimetre cranien)\b/,
      /\bnaissance ?:(?: \d{2} sa[ +0-9,]*)?[ ,]*(?:poids )?(?:de )?(\d ?\d{3}) ?g\b/,
    ],
  },
  {
    name: 'Longueur réséquée',
    unit: 'cm',
    apart: 3,
    patterns: [
      /\b(?:resection|reseque\w*|emport\w+|piece|segment)\b[^.;:]{0,60}?\b(\d{1,3})(?:[.,]\d)? ?cm\b(?! (?:de (?:diametre|l anus|la marge)|sur|x))/,
    ],
  },
  {
    name: 'Segment du foie',
    unit: '',
    apart: 1,
    days: 500,
    patterns: [/\b(?:nodule|lesion|tumeur|angiome|metastase|chc)\b[^.;]{0,60}?\bsegment (viii|vii|vi|iv|v|iii|ii|i|[1-8])\b/],
  },
  {
    name: "Diamètre de l'anévrisme",
    unit: 'mm',
    apart: 3,
    days: 60,
    patterns: [/\banevr[iy]sm\w*\b[^.;]{0,80}?\b(\d{2}) ?mm\b/, /\b(?:mesurait|mesure|donne|diametre)\b[^.;]{0,40}?\b(\d{2}) ?mm\b/],
  },
];
const CHILD_DAYS = 18 * 365;

const TERM_WEEKS = 37;
const PREMATURE = /\b(?:premat\w*|ex prema|prema)\b/;
const DENIED =
  /\b(?:pas|non|ni|sans|aucune?)\b[^.;,]{0,16}\bprema|\bprematurite ?: ?(?:\[[ x]?\] oui \[x\] non|non)|\brisque\b|\bmenace\b|\breseau\b|\bsoeur\b|\bfrere\b|\bjume/;

/** "Préma" in a list of antecedents, of a child born at term. */
export function prematureAndAtTerm({ passages, patient, reference }: VigilanceInput): readonly Vigilance[] {
  if (patient.birthDate === undefined || daysBetween(patient.birthDate, reference) >= CHILD_DAYS) return [];
  const atTerm = passages.findLast((one) => (numberOf(one, 'Terme de naissance') ?? 0) >= TERM_WEEKS);
  const early = passages.findLast((one) => PREMATURE.test(one.words) && !DENIED.test(one.words) && one.documentId !== atTerm?.documentId);
  if (
    atTerm === undefined ||
    early === undefined ||
    passages.some((one) => (numberOf(one, 'Terme de naissance') ?? TERM_WEEKS) < TERM_WEEKS)
  )
    return [];
  return [
    passagesSideBySide({
      rule: 'vigilance:premature-and-at-term',
      subject: 'Prématurité',
      sides: [
        {
          says: 'né à terme',
          passage: atTerm,
          also: passages.filter((one) => (numberOf(one, 'Terme de naissance') ?? 0) >= TERM_WEEKS),
        },
        { says: 'dit prématuré', passage: early },
      ],
      importance: 2,
    }),
  ];
}

const numbered = among((passage: Written) => numbersOf(passage).length > 0);

/** One named number, two values: the term of a birth, the length of a resection. */
export function toldNumbers({ passages, patient, reference }: VigilanceInput): readonly Vigilance[] {
  const isChild = patient.birthDate !== undefined && daysBetween(patient.birthDate, reference) < CHILD_DAYS;
  const telling = numbered(passages);
  return TOLD.filter(({ child }) => child !== true || isChild).flatMap((told): readonly Vigilance[] => {
    const read = telling.flatMap((passage) => {
      const number = numberOf(passage, told.name);
      return number === undefined ? [] : [{ passage, number }];
    });
    for (const last of read.toReversed()) {
      const others = read.filter(
        (one) =>
          Math.abs(one.number - last.number) >= told.apart && within(one.passage, last.passage, told.days) && one.passage !== last.passage,
      );
      const other = others.at(-1);
      if (other === undefined) continue;
      const agree = (number: number): readonly Written[] =>
        read.filter((one) => Math.abs(one.number - number) < told.apart).map(({ passage }) => passage);
      return [
        passagesSideBySide({
          rule: 'vigilance:told-number-differs',
          subject: `${told.name}, valeurs différentes`,
          sides: [
            { says: `${String(other.number).replace('.', ',')} ${told.unit}`.trim(), passage: other.passage, also: agree(other.number) },
            {
              says: `${String(last.number).replace('.', ',')} ${told.unit}`.trim(),
              passage: last.passage,
              also: [...agree(last.number), ...others.map(({ passage }) => passage)],
            },
          ],
          importance: 2,
        }),
      ];
    }
    return [];
  });
}

function within(a: Written, b: Written, days: number | undefined): boolean {
  if (days === undefined) return a.documentId !== b.documentId;
  return a.date !== undefined && b.date !== undefined && Math.abs(daysBetween(a.date, b.date)) <= days;
}

const OTHERS = /\b(?:frere|soeur|jumeau|jumelle|mere|pere|fils|fille|cousin\w*|son aine\w*|sa cadette)\b/;

/** Every told number of a passage, by its name. */
const numbersOf = readForGood('told-numbers', (passage): readonly (readonly [name: string, number: number])[] =>
  !/\d/.test(passage.words) && !/\bsegment\b/.test(passage.words)
    ? []
    : TOLD.flatMap((told): [string, number][] => {
        const number = numberIn(passage, told);
        return number === undefined ? [] : [[told.name, number]];
      }),
);
const numberOf = (passage: Passage, asked: string): number | undefined => numbersOf(passage).find(([name]) => name === asked)?.[1];

function numberIn(passage: Passage, { patterns, name }: Told): number | undefined {
  if (
    OTHERS.test(passage.words) ||
    (name.includes('anévrisme') && !/\banevr[iy]sm|\baorte|\bangioscanner|echo doppler/.test(passage.words))
  )
    return undefined;
  for (const pattern of patterns) {
    const written = pattern.exec(passage.words)?.[1];
    if (written !== undefined) return ROMAN[written] ?? Number(canonicalNumber(written.replace(/ /g, '')));
  }
  return undefined;
}
