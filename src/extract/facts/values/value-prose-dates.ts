import type { PartialDate } from '../../../domain/citation.js';
import type { DateMention, Range } from '../../text/analysis.js';
import { addDays } from '../../text/calendar.js';
import { withYear } from './value-header.js';
import type { Analyte } from './value-lexicon.js';

const FOUND_ON =
  /^\s*\),? (?:est|a ete|fut|etait) (?:decouvert|reconnu|diagnostiqu|constat|retrouv|mi[st]|revel|depist|apparu|objectiv)[a-z]* (?:a jour )?(?:(?:le|en|des|au|fin|debut) )?/;

/** "À 112 sous escitalopram en juillet 2026", "à 7,2 lors de l'hémorragie, le 3 mars": what the number was measured under stands between them. */
const MEASURED_UNDER =
  /^\s*,? ?(?:sous|lors d[eu]s?|pendant|au cours d[eu]s?) (?!.*\b(?:depuis|avant|jusqu|apres|introdui\w*|debut\w*|commenc\w*|instaur\w*|arret\w*|repri\w*|pos[ee]e?s?|opere\w*|major\w*|augment\w*|diminu\w*)\b)[a-z' -]{3,40}?,? (?:en|le) $/;

/** The date written right behind a number: "en juin 2025", "(12/03/24)", "le 17 mars", "(67 mg/L), en mai". */
export function dateBeside(folded: string, at: number, end: number, dates: readonly DateMention[]): PartialDate | undefined {
  // "Une insuffisance cardiaque (FEVG 28 %) est reconnue le 12 octobre 2021": the bracket is of what was found that day.
  const foundOn = FOUND_ON.exec(folded.slice(at, at + 60));
  if (foundOn !== null) {
    const day = dates.find(
      ({ start, date }) => date !== undefined && start >= at + foundOn[0].length - 4 && start <= at + foundOn[0].length,
    );
    if (day !== undefined) return day.date;
  }
  const beside = dates.find(
    (date) =>
      date.start >= at &&
      date.end <= end + 1 &&
      date.date !== undefined &&
      date.kind !== 'duration' &&
      date.kind !== 'age' &&
      (MEASURED_UNDER.test(folded.slice(at, date.start)) ||
        /^\s*(?:au plus (?:bas|haut) |au (?:maximum|minimum|nadir) )?(?:\([^()]{0,24}\))?\s*[,(]?\s*(?:(?:au |du )?labo(?:ratoire)?(?:(?: de)? ville)?,? )?(?:(?:a l'(?:entree|admission|arrivee)|a la sortie|au (?:debut|depart|diagnostic|controle)|initialement|a l'origine),? )?(?:(?:labo(?:ratoire)?|nfs|bio|iono(?:gramme)?|analyses?|examens?|ett|eto|echo(?:graphie)?|irm|tdm|scanner|efr|holter) )?(?:en|le|au|du|d'|de|a|des|debut|fin|mi-?|lors du|au mois de|(?:prelevee?|dosee?|mesuree?|fait|faite) (?:le|en)|(?:prelevement|dosage|bilan|bio|biologie|controle|prise de sang) (?:du|de|d'))?\s*$/.test(
          folded.slice(at, date.start),
        )) &&
      !/^\s*:\s*[<>]?\s?\d/.test(folded.slice(date.end, date.end + 6)) &&
      !opensAnother(folded, at, date) &&
      !opensNext(folded, at, date),
  );
  return beside?.date;
}

/** "Lympho 41 (il y a 6 mois GB 44,9)": a bracket that goes on with a name and its number dates what it holds. */
const opensAnother = (folded: string, at: number, date: Range): boolean =>
  /^\s*\(/.test(folded.slice(at, date.start)) &&
  /^\s*:?\s*(?:(?:a |etait (?:a |de )?)?[<>]?\s?\d|[a-z][^()]*\d)/.test(folded.slice(date.end, date.end + 40));

/** "Il était à 77 %, en janvier 2023 à 71 %": behind a comma, a day that its own number follows. */
export const opensNext = (folded: string, at: number, date: Range): boolean =>
  /[,;][^,;\d]{0,12}$/.test(folded.slice(at, date.start)) && /^ (?:etait )?a [<>]?\s?\d/.test(folded.slice(date.end, date.end + 12));

/** The date written right before a number: "06/2014 : 34 UI/L". */
export function dateAhead(folded: string, at: number, floor: number, dates: readonly DateMention[]): PartialDate | undefined {
  return dates.find(
    (date) =>
      date.end <= at &&
      date.start >= floor &&
      date.date !== undefined &&
      (/^\s*[:=]\s*$/.test(folded.slice(date.end, at)) ||
        (opensNext(folded, floor, date) && /^ (?:etait )?a $/.test(folded.slice(date.end, at))) ||
        // "(il y a un an 840)"
        (/\([^()]{0,16}$/.test(folded.slice(floor, date.start)) && /^\s*(?:etait )?(?:a )?$/.test(folded.slice(date.end, at)))),
  )?.date;
}

/** The date that governs a clause: between name and number, else the nearest before it in the sentence. */
export function dateOf(clause: Range, folded: string, sentence: Range, dates: readonly DateMention[]): { date?: PartialDate } {
  const usable = dates.filter(
    (date) =>
      date.date !== undefined &&
      date.kind !== 'duration' &&
      date.kind !== 'age' &&
      date.kind !== 'period' &&
      date.direction !== 'until' &&
      date.direction !== 'in' &&
      date.direction !== 'since',
  );
  const inside = usable.find((date) => date.start >= clause.start && date.end <= clause.end);
  if (inside?.date !== undefined) return { date: inside.date };
  const found = foundThen(clause, folded, sentence, usable);
  if (found !== undefined) return { date: found };
  const before = usable
    .filter((date) => date.start >= sentence.start && date.end <= clause.start && leads(folded, sentence, clause, date))
    .at(-1);
  if (before?.date !== undefined) return { date: before.date };
  return {};
}

const FOUND =
  /\b(?:decouverte?s?|diagnostiquee?s?|revelee?s?|depistee?s?|reconnue?s?|mise? en evidence|apparue?s?|survenue?s?|constatee?s?) (?:[a-z]+ )?(?:le |en |des |au |debut |fin |mi-)?$/;

/** "Découvert le 4 mars 2009 par une acidocétose inaugurale (pH 7,14, HbA1c 11,8 %)": the bracket is of what was found that day. */
function foundThen(clause: Range, folded: string, sentence: Range, dates: readonly DateMention[]): PartialDate | undefined {
  const bracket = folded.lastIndexOf('(', clause.start);
  if (bracket < sentence.start || /\)/.test(folded.slice(bracket, clause.start))) return undefined;
  return dates.findLast(
    (date) =>
      date.start >= sentence.start &&
      date.end <= bracket &&
      /^[^,;.:()\d]{0,60}$/.test(folded.slice(date.end, bracket)) &&
      FOUND.test(folded.slice(Math.max(sentence.start, date.start - 40), date.start)),
  )?.date;
}

/** A date rules what follows it where it opens the sentence, is announced ("bilan du …", "… :") or shares the clause. */
function leads(folded: string, sentence: Range, clause: Range, date: DateMention): boolean {
  const ahead = folded.slice(Math.max(sentence.start, date.start - 24), date.start);
  if (/nee? le\s*$|depuis\s*$|\bde la\s*$|apres (?:le|la|celle du)\s*$/.test(ahead)) return false;
  // "Cancer opéré en 2018 : TSH à 0,12": the day of an event of old.
  if (OF_AN_EVENT.test(ahead)) return false;
  const between = folded.slice(date.end, clause.start);
  const sameBracket = /\([^()]*$/.test(ahead) && !/[()]/.test(between);
  // "Test n° 1 (ornithine, 18/10/2023) : pic de GH 5,8": a bracket that a colon follows heads what it opens.
  if (/^\s*\)\s*:[^:.;]*$/.test(between)) return true;
  // A date in brackets behind another value is that value's own.
  if (/\d[^()]{0,14}\([^()]*$/.test(ahead))
    return sameBracket && opensAnother(folded, date.start - /[^(]*$/.exec(ahead)![0].length - 1, date);
  // "(poids 66, créat 118 le 21/07), DFG 52": a day told with a value in a bracket that is closed.
  if (/\)/.test(between) && /\([^()]*\d[^()]*$/.test(folded.slice(Math.max(sentence.start, date.start - 60), date.start))) return false;
  // "… poussée il y a 14 mois⏎EDSS 2,5": a line that opens with the name tells of its own day.
  if (/[^\s,:;(–-]\s*\n[\s*•-]*$/.test(folded.slice(date.start, clause.start))) return false;
  // "… polygraphie du 8 décembre : IAH 9/h \n Préparation : Hb 8,9": another line of the form tells of another thing.
  if (/\n[\s*•-]*[a-z][a-z' -]{2,30} ?:/.test(between)) return false;
  // "… courrier du 21/09/2026, DP⏎Poids 68,4 kg, albumine 30": what another line goes on with is not of a day within the line above.
  if (/^[^\n]*[a-z][^\n]*[^\s,:;(–-]\s*\n/.test(between)) return false;
  if (!/[,;]/.test(between)) return true;
  // "BIOLOGIE DU 05/10/2026⏎créatinine 141 ; hémoglobine 12,8": a heading's day is that of all its line.
  if (
    HEADED.test(folded.slice(sentence.start, date.start)) &&
    /^\s[^\n]*$/.test(between) &&
    !/\b(?:ce jour|aujourd'hui|actuel)/.test(between)
  )
    return true;
  // Behind a semicolon another moment is told.
  if (/;/.test(between) && !/^[^,;]{0,20}:/.test(between)) return false;
  return date.start - sentence.start < 30 || /\bdu\s*$|\(\s*$/.test(ahead) || /^[^,;]{0,20}:/.test(between);
}

const OF_AN_EVENT =
  /\b(?:opere|diagnostique|decouvert|decele|traite|irradie|greffe|appareille|pose|implante|dialyse|transplante|stente|ponte)e?s? (?:(?:en|le|des|debut|fin) )?\s*$/;

const LABORATORY = String.raw`(?:labo(?:ratoire)?|nfs|bilans?|bio(?:logie)?|iono(?:gramme)?|prelevements?|dosages?|analyses?|prises? de sang|hemogramme|controles?)`;
const HEADED = new RegExp(String.raw`^[\s*•>–-]*${LABORATORY}(?: [a-z]+){0,3} (?:du |le |de |en )?$`);
const CLOSING = new RegExp(
  String.raw`(?:\((?:(?:sur |au )?(?:le |la |l')?)?${LABORATORY}\b[^()]{0,40}\)|\b(?:sur|selon|d'apres|lors) (?:le |la |l'|du |les |un |une )?${LABORATORY} (?:du|de|d')[^(),;]{0,30})[\s.]*$`,
);

const CLOSING_A_LINE = new RegExp(CLOSING.source.replace(/\$$/, String.raw`(?=\n)`));

/** "VS 6, CRP < 1, TSH 1,9, tout est normal (bilan du 4 novembre)": the bracket that closes a sentence dates its laboratory values. */
export function withClosingDay<T extends SharedValue>(
  values: readonly T[],
  folded: string,
  sentence: Range,
  dates: readonly DateMention[],
): T[] {
  const said = folded.slice(sentence.start, sentence.end);
  const closing = CLOSING.exec(said) ?? CLOSING_A_LINE.exec(said);
  if (closing === null) return [...values];
  const from = sentence.start + closing.index;
  const whole = CLOSING.test(said) ? sentence.start : folded.lastIndexOf('\n', from) + 1;
  const day = dates.find((date) => date.start >= from && date.end <= sentence.end && date.date !== undefined)?.date;
  if (day === undefined) return [...values];
  return values.map((value) =>
    value.date === undefined && !value.earlier && value.analyte.kind === 'lab' && value.start >= whole && value.end <= from
      ? { ...value, date: day }
      : value,
  );
}

const ON_DAY = new RegExp(
  String.raw`\b${LABORATORY}\b[a-z' ]{0,24}?[\s(]*(?:(d'hier|hier|de la veille)\b|(?:du |le |de )?(?:(?:lun|mar|mercre|jeu|vendre|same)di )?(\d{1,2})\/(\d{1,2})(?![\/\d.,]))`,
  'g',
);

/** "Hb 11,1 (12/10)", "albumine 24 g/L (29/10)": a day and a month alone in the bracket behind a number; a score's bracket is a score. */
const BRACKETED_DAY =
  /(\b[a-z0-9+ .'-]{2,24}[ :=a<>-] ?\d{1,4}(?:[.,]\d{1,3})?(?: ?[a-zµ%][a-z0-9µ/%²]{0,9})? ?\((?:(?:a l'|l')?(?:ett|eto|echo(?:graphie)?|irm|tdm|scanner|efr|holter|bio(?:logie)?|labo|nfs) )?(?:le |du )?)(\d{1,2})[/.](\d{1,2})(?=\))/g;
/** "28/11  INR 1,6": the day that opens a line of a notebook. */
const LEADING_DAY = /((?:^|\n)[ \t*•-]*)(\d{2})\/(\d{2})(?= *(?::|-|–| ) *[a-z][a-z0-9 +./-]{1,24}[ :=]+\d)/g;
/** "MMSE 23 (26 l'an dernier)": right behind a number, the year before. */
const LAST_YEAR = /\d(?: ?[a-zµ%][a-z0-9µ/%²]{0,9})? (l'an(?:nee)? (?:dernier|passe|derniere|passee))\b/g;
const NO_DAY = /\b(?:eva|en|score|douleur|acuite|av|od|og|glasgow|testing|force|tinetti|adl|iadl|mms|mmse|moca|borg|apgar|fois|cp|dose)\b/;

/** Days that only stand beside a laboratory's word: "bio de la veille", "NFS d'hier", "bilan du mois (7/4)". */
export function laboratoryDays(
  folded: string,
  dates: readonly DateMention[],
  documentDate: PartialDate | undefined,
): readonly DateMention[] {
  if (documentDate?.length !== 10) return dates;
  const marked = [...folded.matchAll(BRACKETED_DAY), ...folded.matchAll(LEADING_DAY)].flatMap((match): DateMention[] => {
    const [whole, lead = '', day, month] = match;
    const start = match.index + lead.length;
    const end = start + `${day ?? ''}/${month ?? ''}`.length;
    if (whole.includes('\n\n') || NO_DAY.test(lead) || !isDay(day, month) || dates.some((date) => date.start < end && date.end > start))
      return [];
    return [{ kind: 'absolute', start, end, date: withYear(day ?? '', month ?? '', documentDate) }];
  });
  const found = [...folded.matchAll(ON_DAY)].flatMap((match): DateMention[] => {
    const [whole, eve, day, month] = match;
    const end = match.index + whole.length;
    const start = end - (eve ?? `${day ?? ''}/${month ?? ''}`).length;
    if (dates.some((date) => date.date !== undefined && date.start < end && date.end > start)) return [];
    const date =
      eve !== undefined ? addDays(documentDate, -1, 'day') : isDay(day, month) ? withYear(day ?? '', month ?? '', documentDate) : undefined;
    return date === undefined ? [] : [{ kind: 'absolute', start, end, date }];
  });
  const lastYear = [...folded.matchAll(LAST_YEAR)].flatMap((match): DateMention[] => {
    const end = match.index + match[0].length;
    const start = end - (match[1] ?? '').length;
    if (dates.some((date) => date.date !== undefined && date.start < end && date.end > start)) return [];
    return [{ kind: 'absolute', start, end, date: String(Number(documentDate.slice(0, 4)) - 1) }];
  });
  const all = [...found, ...lastYear, ...marked.filter((one) => !found.some((other) => other.start === one.start))];
  return all.length === 0 ? dates : [...dates, ...all].toSorted((a, b) => a.start - b.start);
}

const isDay = (day: string | undefined, month: string | undefined): boolean =>
  Number(day) >= 1 && Number(day) <= 31 && Number(month) >= 1 && Number(month) <= 12;

interface SharedValue extends Range {
  readonly analyte: Analyte;
  readonly date?: PartialDate;
  readonly earlier: boolean;
}

const COORDINATED = /^\s*(?:,|et|,? ?puis)\s*(?:une? |la |le |l')?$/;

/**
 * Laboratory values that one sentence lists share the date written behind one of them: "CRP 22 mg/L et calprotectine 1120 µg/g le 31 août",
 * "calprotectine 310 µg/g le 29 avril, CRP 6 mg/L".
 */
export function shareDates<T extends SharedValue>(values: readonly T[], folded: string): T[] {
  const shared = [...values];
  const beside = (a: T, b: T): boolean =>
    a.analyte.kind === 'lab' &&
    b.analyte.kind === 'lab' &&
    a.analyte.id !== b.analyte.id &&
    !a.earlier &&
    !b.earlier &&
    a.end <= b.start &&
    !/^[^(]*\)/.test(folded.slice(a.end, b.start)) &&
    COORDINATED.test(folded.slice(a.end, b.start).replace(/(?:le|en|du|au|prelevee? le) [^,;]{3,22}(?=[,;]|$)/, ''));
  const pass = (order: readonly number[], step: 1 | -1): void => {
    for (const index of order) {
      const [value, other] = [shared[index], shared[index - step]];
      if (value === undefined || other?.date === undefined || value.date !== undefined) continue;
      const [first, second] = step === 1 ? [other, value] : [value, other];
      if (beside(first, second) && !/^\s*(?:ce jour|aujourd'hui|actuel)/.test(folded.slice(value.end, value.end + 14)))
        shared[index] = { ...value, date: other.date };
    }
  };
  const indices = shared.map((_, index) => index);
  pass(indices.toReversed(), -1);
  pass(indices, 1);
  return shared;
}
