import type { PartialDate } from '../../../domain/citation.js';
import type { Vigilance } from '../../../domain/synthesis.js';
import { MONTH, writtenDay } from '../../../extract/text/date-words.js';
import { addDays, daysBetween, frenchDate } from '../../dates.js';
import { once, passagesSideBySide, readOnce, saying, type Written } from '../passages.js';
import type { VigilanceInput } from '../warning.js';

const DATE = String.raw`(?:le |au |du |fixee? (?:au|le) |prevue? (?:le|au) |: ?)*(\d{1,2})(?:er)? (\d{1,2}\.?|${MONTH}) (20\d\d)`;
const LAST_PERIOD = new RegExp(String.raw`\b(?:ddr|dernieres regles)\b ?(?:[=:]|le|du)* ?${DATE}`);
const CONCEPTION = new RegExp(String.raw`\b(?:debut de (?:la )?grossesse|ddg|date de conception|fecondation)\b ?(?:[=:]|le|du)* ?${DATE}`);
const TERM = new RegExp(
  String.raw`\b(?:dpa|terme (?:prevu|theorique|calcule|le|du|au|:)|date (?:presumee|prevue) d accouchement|accouchement prevu)\b ?(?:[=:]|le|du)* ?${DATE}`,
);
const WEEKS =
  /(?:\bterme(?: \w+)? ?:? ?|\bgrossesse(?: \w+){0,3} de |\benceinte de |\bg\d ?p\d,? |^|\. |\bce jour a )(\d{1,2}) ?(?:sa|semaines d amenorrhee)\b(?: ?(?:\+|et) ?(\d)\b)?/;
const NOT_NOW =
  /\b(?:nee?s?|naissance|accouche\w*|antecedents?|fausse couche|fcs|img|ivg|premat\w*|a partir|avant|apres|jusqu|prevue?|programmee?|declench\w*|terme de naissance|premiere grossesse|grossesse precedente)\b/;
/** From the last period to the term of French practice: 41 weeks. */
const TO_TERM = 287;
const TO_CONCEPTION = 14;
const GIVE = 12;
/** Further apart, they are two pregnancies. */
const OTHER = 130;

/** What a passage tells of the beginning of the pregnancy: the day of the last period, or the weeks on the day of its paper. */
interface Dated {
  readonly says: string;
  readonly lastPeriod?: PartialDate;
  readonly weeks?: number;
}

const dayOf = (match: RegExpExecArray): PartialDate | undefined => {
  const [, day = '', month = '', year = ''] = match;
  return writtenDay(day, month, year);
};

const speaksOfTerm = once(/\b(?:sa|ddr|dpa|ddg|terme|grossesse|regles|amenorrhee|accouchement)\b/);
const datedIn = readOnce(({ words }): Dated | undefined => {
  for (const [pattern, back, says] of [
    [LAST_PERIOD, 0, 'dernières règles'],
    [CONCEPTION, -TO_CONCEPTION, 'début de grossesse'],
    [TERM, -TO_TERM, 'terme prévu'],
  ] as const) {
    const match = pattern.exec(words);
    const day = match === null ? undefined : dayOf(match);
    if (day !== undefined) return { says: `${says} ${frenchDate(day)}`, lastPeriod: addDays(day, back) };
  }
  const weeks = WEEKS.exec(words);
  if (weeks?.[1] === undefined || NOT_NOW.test(words)) return undefined;
  const days = weeks[2] === undefined ? '' : ` + ${weeks[2]}`;
  return { says: `${weeks[1]} SA${days}`, weeks: Number(weeks[1]) * 7 + Number(weeks[2] ?? 0) };
});

/** One pregnancy whose weeks, on the days of two papers, do not go together. */
export function differingTerms({ passages, patient }: VigilanceInput): readonly Vigilance[] {
  if (patient.sex === 'M') return [];
  const dated = saying(passages, speaksOfTerm).flatMap(
    (passage): readonly { readonly passage: Written; readonly says: string; readonly start: PartialDate }[] => {
      const told = datedIn(passage);
      const start =
        told?.lastPeriod ?? (told?.weeks === undefined || passage.date?.length !== 10 ? undefined : addDays(passage.date, -told.weeks));
      return told === undefined || start === undefined ? [] : [{ passage, says: told.says, start }];
    },
  );
  for (let last = dated.length - 1; last > 0; last -= 1) {
    const newer = dated[last];
    const older = dated.slice(0, last).findLast((one) => {
      const apart = newer === undefined ? 0 : Math.abs(daysBetween(one.start, newer.start));
      return one.passage.documentId !== newer?.passage.documentId && apart > GIVE && apart < OTHER;
    });
    if (newer === undefined || older === undefined) continue;
    return [
      passagesSideBySide({
        rule: 'vigilance:told-differently',
        subject: 'Terme de la grossesse',
        sides: [older, newer].map(({ says, passage }) => ({ says, passage })),
        importance: 3,
      }),
    ];
  }
  return [];
}
