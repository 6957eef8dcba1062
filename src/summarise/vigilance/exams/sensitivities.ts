import { findDrugs } from '../../../extract/facts/medications/medication-lexicon.js';
import type { Vigilance } from '../../../domain/synthesis.js';
import { compareDates, daysBetween } from '../../dates.js';
import { perDocument, perList } from '../../per-document.js';
import { passagesSideBySide, readForGood, type Passage, type Written } from '../passages.js';
import { tellsDay, toldDates } from '../told-dates.js';
import type { VigilanceInput } from '../warning.js';

/** How a germ bears a drug, as one passage tells it. */
interface Sensitivity {
  readonly atc: string;
  readonly resists: boolean;
}

const SPEAKS = /\bresist|\bsensib|\b[rs]\b|\bblse\b|spectre (?:etendu|elargi)|\bsauvage\b/;
/** As laboratories write it, in capitals behind the name. */
const LETTER = /(?<![\p{L}\d])[RS](?![\p{L}\d'’])/u;
const BEHIND = /^(?: [a-z]+)?[ :(.=…]*(?:est |reste )?(resistante?s?|sensibles?|[rs])\b(?! (?:a|au|aux)\b)/;
/** "Sensible à l'Augmentin et au cotrimoxazole", "S à tout sauf amoxicilline". */
const LEAD = /\b(non |pas |multi ?)?(resistante?s?|sensibles?|[rs]) (?:a|au|aux) |\b(sauf|hormis|excepte|a l exception d\w*)\b/g;
const ANTIBIOTIC = /^J01/;
/** What such a germ resists, and a wild one does not. */
const THIRD_GENERATION = 'J01DD';
const PRODUCES = /\bblse\b|\bbeta ?lactamases? a spectre (?:etendu|elargi)/;
const DENIED =
  /\b(?:blse|etendu|elargi)\)? ?[:=]? ?(?:non|negati\w+|absen\w+|0\b)|\b(?:pas|absence|sans|non|ni|recherche|depistage|antecedents?) (?:de |d |productrice de )?(?:blse|beta)/;
const GERM_BEARS = /\b(?:germe|souche) sensible\b/;
const WILD =
  /\b(?:souche|germe|phenotype|e\.? coli|klebsiel\w+|proteus(?: \w+)?|enterobacter\w*) (?:[a-z]+ )?sauvage\b|\baucune resistance acquise/;

const sensitivitiesOf = readForGood('sensitivities', ({ words, citation: { quote } }: Passage): readonly Sensitivity[] => {
  if (!SPEAKS.test(words)) return [];
  const inLetters = LETTER.test(quote);
  const germ = PRODUCES.test(words) && !DENIED.test(words) ? [{ atc: THIRD_GENERATION, resists: true }] : [];
  const wild = WILD.test(words) ? [{ atc: THIRD_GENERATION, resists: false }] : [];
  const drugs = findDrugs(words).filter(({ atc }) => atc !== undefined && ANTIBIOTIC.test(atc));
  const told = drugs.flatMap(({ atc = '', start, end }, index): readonly Sensitivity[] => {
    const behind = BEHIND.exec(words.slice(end, drugs[index + 1]?.start))?.[1];
    if (behind !== undefined && (behind.length > 1 || inLetters)) return [{ atc, resists: behind.startsWith('r') }];
    const clause = words.slice(0, start).split(/[.;|]/).at(-1) ?? '';
    if (GERM_BEARS.test(words)) return [{ atc, resists: false }];
    const resists = [...clause.matchAll(LEAD)].reduce<boolean | undefined>((so, [, not, says, but]) => {
      if (but !== undefined) return so === undefined ? undefined : !so;
      if (says?.length === 1 && !inLetters) return so;
      return says?.startsWith('r') !== (not === 'non ' || not === 'pas ');
    }, undefined);
    return resists === undefined ? [] : [{ atc, resists }];
  });
  return [...told, ...germ, ...wild];
});

interface Told extends Sensitivity {
  readonly passage: Written;
}

/** What a paper tells in one way: of two germs, a drug is told in both. */
const toldIn = perDocument((own: readonly Written[]): readonly Told[] => {
  const all = own.flatMap((passage) => sensitivitiesOf(passage).map((one): Told => ({ ...one, passage })));
  return all.filter((one) => all.every((other) => other.resists === one.resists || !isOfOneDrug(other, one)));
});

/** "Céphalosporines de troisième génération" and one of them. */
const isOfOneDrug = (a: Sensitivity, b: Sensitivity): boolean => a.atc.startsWith(b.atc) || b.atc.startsWith(a.atc);

/** Later, another specimen was taken. */
const NEAR_DAYS = 30;

/** A germ that bears a drug in one paper and not in another of the same days. */
export const sensitivitiesDiffer = ({ passages }: VigilanceInput): readonly Vigilance[] => differingAmong(toldIn(passages));

const differingAmong = perList((told: readonly Told[]): readonly Vigilance[] => {
  for (const newer of told.toReversed()) {
    const older = told.findLast(
      (one) => one.resists !== newer.resists && isOfOneDrug(one, newer) && areOfOneSpecimen(one.passage, newer.passage),
    );
    if (older === undefined) continue;
    const agreeing = (one: Told): readonly Written[] =>
      told
        .filter(({ passage, resists }) => passage.documentId === one.passage.documentId && resists === one.resists)
        .map(({ passage }) => passage);
    return [
      passagesSideBySide({
        rule: 'vigilance:sensitivity-differs',
        subject: 'Antibiogramme',
        sides: [older, newer].map((one) => ({
          says: one.resists ? 'résistant' : 'sensible',
          passage: one.passage,
          also: agreeing(one).slice(0, 2),
        })),
        importance: 3,
      }),
    ];
  }
  return [];
});

function areOfOneSpecimen(older: Written, newer: Written): boolean {
  const [from, to] = [older.date, newer.date];
  if (from === undefined || to === undefined || older.documentId === newer.documentId || compareDates(from, to) > 0) return false;
  const days = toldDates(newer.words, to).filter(({ month, give }) => month !== undefined && give === 0);
  return days.length === 0
    ? daysBetween(from, to) <= NEAR_DAYS
    : days.some((day) => tellsDay(day, day.day === undefined ? from.slice(0, 7) : from));
}
