import type { Fact } from '../../../domain/fact.js';
import type { Vigilance } from '../../../domain/synthesis.js';
import { COUNT, numberOf } from '../../../extract/text/number-words.js';
import { compareDates, daysBetween, frenchDate } from '../../dates.js';
import { among, perDocument } from '../../per-document.js';
import { fold, groupBy } from '../../text.js';
import type { Sources } from '../../sources.js';
import { sideBySide, type Side, type VigilanceInput } from '../warning.js';
import { quoteWords } from '../../quote.js';

const EXAMS =
  /\b(coloscopie|gastroscopie|fibroscopie|irm|scanner|tdm|echographie|mammographie|densitometrie|frottis|fond d oeil|radiographie|pet scan|cystoscopie)\b/;
const INTERVAL = new RegExp(String.raw`\b(?:dans|a|d ici|apres)\s+(${COUNT})\s+(ans?|mois)\b`);
/** Two documents this far apart answer each other. */
const CLOSE_DAYS = 500;

const AHEAD = /prochain|controle|refaire|dans|surveillance|suivant|revoir/;

const plannedIn = perDocument((own: readonly Fact[], _: undefined, sources: Sources) =>
  own.flatMap((fact) => {
    const quote = quoteWords(fact);
    if (fact.qualifiers.family || fact.qualifiers.otherPerson || !AHEAD.test(quote)) return [];
    // The control that a report asks for is of its own examination.
    const title = fold(sources.byId.get(fact.documentId)?.title ?? '');
    const exam = (EXAMS.exec(`${fold(fact.label)} ${quote}`) ?? EXAMS.exec(title))?.[1];
    const writtenOn = sources.dateOf(fact.documentId);
    if (exam === undefined || writtenOn === undefined) return [];
    const target = targetYear(quote, yearOf(writtenOn));
    return target === undefined ? [] : [{ fact, exam, target, writtenOn }];
  }),
);

/** One examination, two dates at which to do it again. */
export function differingFollowUp({ facts, sources }: VigilanceInput): readonly Vigilance[] {
  const planned = plannedIn(facts, undefined, sources);
  const found: Vigilance[] = [];
  for (const [exam, members] of groupBy(planned, (one) => one.exam)) {
    const ordered = members.toSorted((a, b) => compareDates(a.writtenOn, b.writtenOn));
    const last = ordered.at(-1);
    const other = ordered.findLast(
      (one) =>
        last !== undefined &&
        one.fact.documentId !== last.fact.documentId &&
        Math.abs(one.target - last.target) >= (Number.isInteger(one.target) && Number.isInteger(last.target) ? 1 : APART_YEARS) &&
        daysBetween(one.writtenOn, last.writtenOn) <= CLOSE_DAYS,
    );
    if (last === undefined || other === undefined || other.target <= yearOf(other.writtenOn)) continue;
    // The newer paper is the control that the older one asked for, or comes after its day.
    if (yearOf(last.writtenOn) >= other.target - REACHED_YEARS) continue;
    found.push(
      sideBySide({
        rule: 'vigilance:follow-up-differs',
        subject: `Prochain contrôle (${exam}), échéances différentes`,
        sides: [other, last].map(({ fact, target }): Side => ({ says: saysTarget(target), fact })),
        importance: 2,
        sources,
      }),
    );
  }
  return found;
}

/** Controls less than this apart are one. */
const APART_YEARS = 0.4;
const REACHED_YEARS = 0.15;
const yearOf = (date: string): number => Number(date.slice(0, 4)) + (Number(date.slice(5, 7) || '1') - 1) / 12;
const saysTarget = (target: number): string =>
  Number.isInteger(target)
    ? String(target)
    : frenchDate(`${Math.floor(target)}-${String(Math.min(12, Math.floor((target % 1) * 12 + 1.01))).padStart(2, '0')}`);

/** A year where years are told, a year and its share where months are. */
function targetYear(quote: string, year: number): number | undefined {
  const interval = INTERVAL.exec(quote);
  const count = numberOf(interval?.[1] ?? '');
  if (count !== undefined) {
    return interval?.[2] === 'mois' ? year + count / 12 : Math.floor(year) + count;
  }
  const written = [...quote.matchAll(/\b(20\d{2})\b/g)].map((match) => Number(match[1])).find((one) => one > year);
  return written;
}

const upToDateAmong = among(
  (fact: Fact) =>
    !fact.qualifiers.family &&
    !fact.qualifiers.otherPerson &&
    /vaccin\w* (?:sont |est )?a jour/.test(quoteWords(fact)) &&
    /^(?:\W*(?:statut |calendrier )?vaccin|.*\bvaccinations\b)/.test(quoteWords(fact)),
);
const undoneAmong = among(
  (fact: Fact) =>
    (fact.kind === 'immunization' || fact.kind === 'plan') &&
    /\b(a faire|non fait|pas fait|jamais fait|du depuis|retard)/.test(quoteWords(fact)) &&
    /vaccin|rappel|dtp|dtcap|coqueluche/.test(fold(`${fact.label} ${fact.citations[0].quote}`)),
);

/** "Vaccinations à jour" beside a vaccine that another document writes as not done. */
export function vaccinesUpToDate({ facts, sources }: VigilanceInput): readonly Vigilance[] {
  const upToDate = upToDateAmong(facts).at(-1);
  const said = sources.dateOf(upToDate?.documentId ?? '');
  // What lacked long before may have been done since.
  const undone = undoneAmong(facts).filter(
    (fact) => said === undefined || daysBetween(sources.dateOf(fact.documentId) ?? said, said) <= DONE_SINCE_DAYS,
  );
  const last = undone.at(-1);
  if (upToDate === undefined || last === undefined || undone.every((fact) => fact.documentId === upToDate.documentId)) return [];
  return [
    sideBySide({
      rule: 'vigilance:vaccines-up-to-date',
      subject: 'Vaccinations',
      sides: [
        { says: 'dites à jour', fact: upToDate },
        { says: `${last.kind === 'immunization' ? last.label : 'rappel'} noté à faire ou non fait`, fact: last, also: undone },
      ],
      sources,
    }),
  ];
}

const DONE_SINCE_DAYS = 60;
