import type { Fact } from '../../domain/fact.js';
import { daysBetween } from '../text/calendar.js';
import type { PageReading } from './page-reading.js';
import { factOf, qualificationOf, sentencesOf } from './page-reading.js';

/** Treatments given in sittings over weeks, by what they are called or counted in. */
const COURSES: readonly (readonly [RegExp, string, string])[] = [
  [/\b(?:radio-?chimiotherapie|chimio-?radiotherapie|rcmi)\b/, 'Radiochimiothérapie', 'radiotherapie'],
  [/\b(?:radiotherapie|irradiation|arc-?therapie|tomotherapie|irradiee?|\d{1,3}(?:[.,]\d)? ?gy)\b/, 'Radiothérapie', 'radiotherapie'],
  [/\bcurietherapie\b/, 'Curiethérapie', 'curietherapie'],
  [/\b(?:polychimiotherapie|chimiotherapie|immunotherapie)\b/, 'Chimiothérapie', 'chimiotherapie'],
  [
    /\b(?:readaptation|rehabilitation) (?:cardiaque|respiratoire|cardio[- ]?vasculaire|a l'effort|vestibulaire)\b/,
    'Réadaptation',
    'readaptation',
  ],
];
/** Letters around a period in which its treatment is named. */
const REACH = 140;
const SHORTEST = 5;
const LONGEST = 400;

/** "78 Gy en 39 fractions": how much was given. */
const AMOUNT = /\b\d{1,3}(?:[.,]\d)? ?gy(?: en \d{1,3} (?:fractions?|seances?))?/;

/** A course of treatment with both its ends: "78 Gy en 39 fractions, du 28/10/2019 au 23/12/2019". */
export const courseFacts = (reading: PageReading): Fact[] =>
  sentencesOf(reading).flatMap(({ sentence, section }) =>
    reading.dates.flatMap((mention): readonly Fact[] => {
      const { kind, date, endDate, start, end } = mention;
      if (kind !== 'period' || date?.length !== 10 || endDate?.length !== 10 || start < sentence.start || end > sentence.end) return [];
      const days = daysBetween(date, endDate);
      const written = reading.context.documentDate;
      if (days < SHORTEST || days > LONGEST || (written !== undefined && endDate > written)) return [];
      const from = Math.max(sentence.start, start - REACH);
      const around = reading.flat.slice(from, Math.min(sentence.end, end + REACH));
      const course = COURSES.find(([words]) => words.test(around));
      if (course === undefined) return [];
      const [words, name, concept] = course;
      const found = words.exec(around);
      const at = { start: from + (found?.index ?? 0), end: from + (found?.index ?? 0) + (found?.[0].length ?? 0) };
      const qualification = qualificationOf(reading, at);
      const { family, otherPerson, negated, hypothetical } = qualification.qualifiers;
      if (family || otherPerson || negated || hypothetical) return [];
      const amount = AMOUNT.exec(around);
      const told =
        amount === null ? '' : `, ${reading.analysis.page.text.slice(from + amount.index, from + amount.index + amount[0].length)}`;
      const fact = factOf(reading, {
        kind: 'procedure',
        label: `${name}${told}`.replace(/\s+/g, ' '),
        rule: 'course',
        importance: 3,
        status: 'past',
        citation: sentence,
        section,
        qualification,
        dated: { date, endDate, dateSource: 'text' },
        extra: { concept },
      });
      return fact === undefined ? [] : [fact];
    }),
  );
