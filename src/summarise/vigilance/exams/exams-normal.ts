import type { Vigilance } from '../../../domain/synthesis.js';
import { compareDates, daysBetween } from '../../dates.js';
import { fold } from '../../text.js';
import { EXAMS, PLACES, type Exam } from './exam-findings.js';
import { lazily } from '../../lazily.js';
import { among, perDocument } from '../../per-document.js';
import { once, passagesSideBySide, readOnce, type Passage, type Written } from '../passages.js';
import { clauseAround, isTold } from '../told/claim.js';
import { tellsDay, toldDates, type ToldDate } from '../told-dates.js';
import type { VigilanceInput } from '../warning.js';

const FINE = String.raw`(?:(?:strictement |tout a fait |parfaitement |sub ?)?normale?s?|normaux|sans (?:anomalies?|particularites?|lesion|image suspecte)|ras|r a s|rassurante?s?|concluante?s?|satisfaisante?s?|negati(?:f|ve)s?|steriles?|sans rien|rien (?:a signaler|de particulier)|ok|bonne?s?|indemne|intacte?s?|aucune anomalie|pas d anomalie)`;
const saysFine = once(new RegExp(String.raw`\b${FINE}\b`));
/** Not all of it, not yet, or what normal would be. */
const NOT_FINE =
  /\b(?:sauf|hormis|en dehors|excepte|mais|a part|presque|quasi|si|pas|non|n est|n etait|a la limite|redeven\w+|retour a|puis|ensuite|controle\w*|a refaire|a controler|prevue?|prevoir|attente|demand\w+)\b/;
const BETWEEN = 60;
/** A report this old is not what is spoken of, unless its day is told. */
const NEAR_DAYS = 250;
const SOON_DAYS = 30;
const HEAD = 3;

const matchers = EXAMS.map((exam) => {
  const named = new RegExp(String.raw`\b(?:${exam.words})\b`);
  const fine = new RegExp(
    String.raw`\b(?:${exam.words})\b((?:[^.;:]|:(?= )){0,${BETWEEN}}?)\b${FINE}\b|\b(?:normale?|normaux|rassurante?|sans anomalie)\b (?:a |de |d |l |la |le |un |une )*\b(?:${exam.words})\b()`,
  );
  const found = new RegExp(String.raw`(?<![a-z])(?:${exam.findings})`, 'g');
  return {
    exam,
    /** Sentences that call it normal. */
    calledNormal: among((one: Written) => one.date !== undefined && saysFine(one) && callsNormal(one, fine)),
    /** What each paper says of it, read once for all letters that call it normal. */
    papers: perDocument((own: readonly Written[]) => paperOf(own, named, found)),
  };
});
type Matcher = (typeof matchers)[number];

/** An examination that a letter calls normal, and whose own report found something. */
export function examsCalledNormal({ passages }: VigilanceInput): readonly Vigilance[] {
  const told = new Set<string>();
  return matchers.flatMap((matcher): readonly Vigilance[] => {
    for (const normal of matcher.calledNormal(passages).toReversed()) {
      if (told.has(`${normal.documentId}|${normal.citation.span.start}`)) continue;
      const cited = toldDates(normal.words, normal.date).filter(({ month }) => month !== undefined);
      const reports = matcher.papers(passages).flatMap((paper) => reportOf(paper, matcher, normal, cited));
      const [report] = reports.toSorted((a, b) => compareDates(b.passage.date, a.passage.date));
      // A later one that found nothing is what is spoken of.
      if (report === undefined || report.found.length === 0) continue;
      told.add(`${normal.documentId}|${normal.citation.span.start}`);
      return [
        passagesSideBySide({
          rule: 'vigilance:exam-called-normal',
          subject: `Examen (${matcher.exam.name})`,
          sides: [
            { says: 'dit normal', passage: normal },
            { says: 'anormal au compte rendu', passage: report.passage, also: report.found.slice(1, MOST_CITED) },
          ],
          importance: 3,
        }),
      ];
    }
    return [];
  });
}
const MOST_CITED = 4;

function callsNormal(one: Written, fine: RegExp): boolean {
  const match = fine.exec(one.words);
  if (match === null) return false;
  const between = match[1] ?? match[2] ?? '';
  const after = one.words.slice(match.index + match[0].length, match.index + match[0].length + 30);
  return !NOT_FINE.test(between) && !/^[^.;]{0,20}\b(?:sauf|hormis|en dehors|excepte|mais|a part)\b|^ ?(?:[:=<>]|\( ?[<>n\d])/.test(after);
}

interface Report {
  readonly passage: Written;
  readonly found: readonly Written[];
}

/** What a paper says of an examination. */
interface Paper {
  readonly first: Written;
  readonly isReport: boolean;
  /** Its own days, and those that it tells. */
  readonly days: () => readonly string[];
  readonly places: () => readonly string[];
  /** It concludes that all of it is normal. */
  readonly isAllNormal: () => boolean;
  readonly wrong: () => readonly Written[];
}

function paperOf(own: readonly Written[], named: RegExp, found: RegExp): readonly Paper[] {
  const [first] = own;
  const on = first?.date;
  if (first === undefined || on === undefined) return [];
  const title = fold(first.document.title);
  const isReport = named.test(title) || own.slice(0, HEAD).some((one) => named.test(one.words));
  const speaking = isReport ? own : own.filter((one) => named.test(one.words));
  if (speaking.length === 0) return [];
  const told = (): readonly string[] =>
    speaking.flatMap((one) => toldDates(one.words, on).map((date) => `${date.year}-${two(date.month)}-${two(date.day)}`));
  return [
    {
      first,
      isReport,
      days: lazily(() => [on, ...told()]),
      places: lazily(() => placesIn(`${title} ${speaking.map(({ words }) => words).join(' ')}`)),
      isAllNormal: lazily(() => own.some((one) => one !== first && callsAllNormal(one, isReport))),
      wrong: lazily(() => speaking.filter((one) => finds(one, found))),
    },
  ];
}

/**
 * What the paper found of that examination, where it may be the one that is called normal; nothing found where it is normal indeed. `cited`: days
 * that the letter tells.
 */
function reportOf(paper: Paper, { exam }: Matcher, normal: Written, cited: readonly ToldDate[]): readonly Report[] {
  const { first, isReport } = paper;
  if (first.date === undefined || normal.date === undefined || first.documentId === normal.documentId) return [];
  const age = daysBetween(first.date, normal.date);
  if (compareDates(first.date, normal.date) > 0 || (cited.length === 0 && age > (exam.repeated === true ? SOON_DAYS : NEAR_DAYS)))
    return [];
  const tells = (day: string): boolean => cited.some((date) => tellsDay(date, day));
  const isCited = cited.length > 0 && (tells(first.date) || (!isReport && paper.days().some(tells)));
  if (cited.length > 0 ? !isCited : !isReport) return [];
  if (!samePlace(exam, placesNamed(normal), paper.places(), isCited)) return [];
  if (paper.isAllNormal()) return [{ passage: first, found: [] }];
  const wrong = paper.wrong();
  return [{ passage: wrong[0] ?? first, found: wrong }];
}
const two = (number: number | undefined): string => String(number ?? 1).padStart(2, '0');

/** "Conclusion : examen normal", "mammographie normale" in the report itself. */
const callsAllNormal = (one: Passage, isReport: boolean): boolean =>
  isReport &&
  /\b(?:examen|echographie|irm|scanner|tdm|trace|ecg|eeg|coloscopie|mammographie|bilan|audiogramme|efr) (?:strictement )?normale?\b|\bconclusion ?: ?(?:\w+ )?(?:normale?|pas d anomalie|absence d anomalie|ras)\b|^normale?\b/.test(
    one.words,
  );

const isLookedFor = /\b(?:indication|motif|recherche|antecedents?|atcds?|renseignements?)\b/;
/** A denial holds over the list that it opens: "absence d'érosion, de condensation". */
const DENIES =
  /\b(?:pas|absence|sans|aucune?s?|ni|non|elimin\w+|exclu\w*|negati(?:f|ve)s?)\b(?![^.;]*\b(?:mais|avec|cependant|toutefois|en revanche|par contre|associee?|presence)\b)/;

function finds({ words }: Passage, found: RegExp): boolean {
  for (const match of words.matchAll(found)) {
    const { before } = clauseAround(words, match.index, match.index + match[0].length);
    if (!DENIES.test(before) && !isLookedFor.test(before) && isTold(words, match.index, match.index + match[0].length, {})) return true;
  }
  return false;
}

const placesIn = (words: string): readonly string[] => PLACES.filter(([, pattern]) => pattern.test(words)).map(([name]) => name);
const placesNamed = readOnce(({ words }) => placesIn(words));

/** The same place of the body; where none is told, the day must be. */
function samePlace({ placed }: Exam, here: readonly string[], there: readonly string[], isCited: boolean): boolean {
  if (here.length > 0 && there.length > 0) return placed !== true || here.some((name) => there.includes(name));
  return placed !== true || isCited;
}
