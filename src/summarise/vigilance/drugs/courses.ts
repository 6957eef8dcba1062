import { COUNT, numberOf } from '../../../extract/text/number-words.js';
import type { Vigilance } from '../../../domain/synthesis.js';
import { compareDates, daysBetween } from '../../dates.js';
import { perItem } from '../../per-document.js';
import { quoteWords } from '../../quote.js';
import type { Sources } from '../../sources.js';
import { fold } from '../../text.js';
import type { DrugEvent } from '../../treatments/drug-event.js';
import type { DrugHistory } from '../../treatments/drug-history.js';
import { sideBySide, type Side, type VigilanceInput } from '../warning.js';
import { nameAside } from './drugs.js';
import { wordsBehindName } from './rhythms.js';

/** Given for so many days, whose number is the treatment: anti-infectives, heparins, steroids, anti-inflammatories. The others are renewed. */
const COURSES = /^(?:J01|J02|J05A[BCHX]|P01|P02|B01AB|H02AB|M01A)/;
/** Given for months or for life, which their prescriber says. */
const LASTING = /^(?:B01A|L02B|H02AB|M05B)/;
const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^j/, 1],
  [/^sem/, 7],
  [/^mois/, 30],
  [/^an/, 365],
];
const LENGTH = new RegExp(
  String.raw`\b(?:pendant|durant|pour|duree(?: totale)?|total|en tout) (?:une duree )?(?:totale )?(?:de )?(${COUNT}) ?(j|jours?|semaines?|sem|mois|ans?)\b(?! (?:par|sur|apres|avant|plus|supplement))`,
);
const FOR_LIFE = /\b(?:a vie|au long cours|indefini\w*|sans limite|(?:pour|jusqu a la fin de) (?:toute )?la vie|sans date de fin)\b/;
/** How long a bottle may be kept. */
const KEPT = /\b(?:au (?:frais|froid|refrigerateur|frigo)|conserv\w+|apres (?:ouverture|reconstitution))\b/;
const CHANGES =
  /\b(?:prolong\w+|poursuiv\w+|poursuite|encore|supplement\w+|de plus|finalement|desormais|recidive\w*|ecourt\w+|reste\w*|nouvelle? cure)\b/;
/** A second course, or the same one told again. */
const ONE_COURSE_DAYS = 20;
const LASTS_DAYS = 400;
const SAME = 1.3;

interface Course {
  readonly event: DrugEvent;
  readonly days: number;
  readonly says: string;
}

function courseOf(event: DrugEvent): readonly Course[] {
  const words = quoteWords(event.fact);
  if (KEPT.test(words)) return [];
  const told = wordsBehindName(event);
  const forLife = FOR_LIFE.exec(told);
  const length = LENGTH.exec(told);
  if (length !== null) {
    const factor = UNITS.find(([unit]) => unit.test(length[2] ?? ''))?.[1] ?? Number.NaN;
    const days = (numberOf(length[1] ?? '') ?? Number.NaN) * factor;
    return Number.isFinite(days) ? [{ event, days, says: length[0] }] : [];
  }
  if (forLife !== null) return [{ event, days: Infinity, says: forLife[0] }];
  const { durationDays: days, duration } = event.medication;
  return days === undefined || duration === undefined || !words.includes(fold(duration)) ? [] : [{ event, days, says: duration }];
}

/** One course of one drug, told with two lengths. */
export const differingCourses = ({ histories, sources }: VigilanceInput): readonly Vigilance[] => courses(histories, undefined, sources);

const courses = perItem((history: DrugHistory, _: undefined, sources: Sources): readonly Vigilance[] => {
  const atc = history.atc ?? '';
  const [isCourse, isLasting] = [COURSES.test(atc), LASTING.test(atc)];
  if (!isCourse && !isLasting) return [];
  const told = history.events
    .filter(({ act, inPassing, date }) => act !== 'stop' && !inPassing && date !== undefined)
    .flatMap(courseOf)
    .filter(({ days }) => isCourse || days === Infinity || days >= LEAST_LASTING);
  for (const newer of told.toReversed()) {
    const older = told.findLast((one) => differ(one, newer, isLasting));
    if (older === undefined) continue;
    return [
      sideBySide({
        rule: 'vigilance:course-differs',
        subject: `${history.label}${nameAside(history)}, durées différentes`,
        sides: [older, newer].map((one): Side => ({ says: one.says, fact: one.event.fact })),
        importance: 3,
        sources,
      }),
    ];
  }
  return [];
});
const LEAST_LASTING = 60;

function differ(older: Course, newer: Course, isLasting: boolean): boolean {
  const [a, b] = [older.event, newer.event];
  if (a.fact.documentId === b.fact.documentId || compareDates(a.date, b.date) > 0 || CHANGES.test(quoteWords(b.fact))) return false;
  const apart = daysBetween(a.date ?? '', b.date ?? '');
  const endless = older.days === Infinity || newer.days === Infinity;
  if (endless ? !isLasting || older.days === newer.days || apart > LASTS_DAYS : apart > ONE_COURSE_DAYS) return false;
  return Math.max(older.days, newer.days) / Math.min(older.days, newer.days) > SAME;
}
