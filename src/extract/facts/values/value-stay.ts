import type { PartialDate } from '../../../domain/citation.js';
import { partialDate } from '../../text/calendar.js';
import { monthOf, writtenDay } from '../../text/date-words.js';

export interface Stay {
  readonly entry?: PartialDate;
  readonly exit?: PartialDate;
}

const D = String.raw`(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})`;
const SPAN = new RegExp(
  String.raw`(?:hospitalisee?|hospitalisation|sejour|prise? en charge|programme)[^\n\d]{0,40}(?:du|:|\s)\s*${D}\s*(?:\([^()\n]{1,40}\)\s*)?(?:au|-|–|a|→|->)\s*${D}`,
);
/** Below a name and a birth date too, whose line may be broken: "M. X, 09/03/1962 du\n25/09/2023 au 17/10/2023". */
const BARE_SPAN = new RegExp(String.raw`(?:^\s*|[^\S\n]{2,}|\d{4} )du\s${D} au ${D}`, 'm');
/** "Séjour 04/07 - 12/07/2022". */
const SPAN_OF_A_YEAR =
  /(?:hospitalisee?|hospitalisation|sejour)[^\n\d]{0,20}(\d{1,2})\/(\d{1,2})\s*(?:au|-|–|→|->)\s*(\d{1,2})\/(\d{1,2})\/(\d{4})/;
/** "Entré le 21 mai 2021 (SPDT), sorti le 25 juin 2021". */
const IN_WORDS = String.raw`\s*(?:le|:)\s*(\d{1,2})(?:er)?\s([a-z]{3,9})\s(\d{4})`;
/** "Entre le 3 mars et le 5 avril" reads the same once folded. */
const ENTRY_IN_WORDS = new RegExp(String.raw`(?:^|[,;(]|\b(?:est|patiente?))\s*entree?${IN_WORDS}(?!,? et\b)`, 'm');
const EXIT_IN_WORDS = new RegExp(String.raw`\bsortie?${IN_WORDS}`);
/** "Du 15 au 16 février 2025", "du 28 février au 4 mars 2025", "du 4 au 12/03/2024": the entry borrows what it leaves out. */
const SHORT_SPAN =
  /(?:^\s*|(?:hospitalisee?|hospitalisation|sejour|prise? en charge|programme)[^\n\d]{0,40})du\s(\d{1,2})(?:er)?(?:\s([a-z]{3,9}))?(?:\s(\d{4}))?\sau\s(\d{1,2})(?:er)?(?:\s([a-z]{3,9})\s(\d{4})|\/(\d{1,2})\/(\d{4}))/m;
const ENTRY = new RegExp(String.raw`\b(?:(?:date d')?entree?|arrivee?|arr\.?)\s*(?:le|:)?\s*:?\s*${D}`);
const EXIT = new RegExp(String.raw`\bsortie?\s*(?:le|:)?\s*:?\s*${D}`);
/** "Destination : Sénégal   du 14/02 au 27/02", "arrêt de travail du … au …": no stay in a hospital. */
const ELSEWHERE = /\b(?:destination|voyage|circuit|vacances|valable|validite|arret de travail|absence|cure thermale)\b/;
const WINDOW = 2200;

/** The dates of a hospital stay, as the top of a report gives them: "Hospitalisé du … au …", "Entrée : …  Sortie : …". */
export function findStay(folded: string, documentDate?: PartialDate): Stay {
  const stay = stayTold(folded);
  // "[X] hospitalisé : bronchiolite, du 12 au 17/12/2014" on a form of 2015: a history, and not the report's stay.
  const last = stay.exit ?? stay.entry;
  return last?.length === 10 && documentDate?.length === 10 && daysBetween(last, documentDate) > REPORTED_WITHIN ? {} : stay;
}

const REPORTED_WITHIN = 100;
const daysBetween = (from: PartialDate, to: PartialDate): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

function stayTold(folded: string): Stay {
  const top = folded.slice(0, WINDOW);
  const span = SPAN.exec(top) ?? BARE_SPAN.exec(top);
  if (span !== null && !ELSEWHERE.test(top.slice(top.lastIndexOf('\n', span.index) + 1, span.index)))
    return { ...dated('entry', span, 1), ...dated('exit', span, 4) };
  return (
    shortSpan(top) ??
    spanOfAYear(top) ?? {
      ...inWords('entry', ENTRY_IN_WORDS.exec(top)),
      ...inWords('exit', EXIT_IN_WORDS.exec(top)),
      ...dated('entry', ENTRY.exec(top), 1),
      ...dated('exit', EXIT.exec(top), 1),
    }
  );
}

function inWords(key: 'entry' | 'exit', match: RegExpExecArray | null): Stay {
  const [, day = '', month = '', year = ''] = match ?? [];
  const at = monthOf(month);
  const date = at === undefined ? undefined : partialDate(Number(year), at, Number(day));
  return date === undefined ? {} : { [key]: date };
}

function spanOfAYear(top: string): Stay | undefined {
  const match = SPAN_OF_A_YEAR.exec(top);
  if (match === null) return undefined;
  const [day = 0, month = 0, lastDay = 0, lastMonth = 0, year = 0] = match.slice(1).map(Number);
  const entry = partialDate(month > lastMonth ? year - 1 : year, month, day);
  const exit = partialDate(year, lastMonth, lastDay);
  return entry === undefined || exit === undefined ? undefined : { entry, exit };
}

function shortSpan(top: string): Stay | undefined {
  const match = SHORT_SPAN.exec(top);
  if (match === null) return undefined;
  const [, from = '', fromMonth, fromYear, to = '', toMonth, toYear, month, year] = match;
  const last = toMonth === undefined ? Number(month) : monthOf(toMonth);
  const first = fromMonth === undefined ? last : monthOf(fromMonth);
  if (first === undefined || last === undefined) return undefined;
  const until = Number(toYear ?? year);
  const since = fromYear === undefined ? (first > last ? until - 1 : until) : Number(fromYear);
  const [entry, exit] = [partialDate(since, first, Number(from)), partialDate(until, last, Number(to))];
  return entry === undefined || exit === undefined ? undefined : { entry, exit };
}

function dated(key: 'entry' | 'exit', match: RegExpExecArray | null, at: number): Stay {
  const [day, month, year] = [match?.[at], match?.[at + 1], match?.[at + 2]];
  const date = day === undefined || month === undefined || year === undefined ? undefined : writtenDay(day, month, year);
  return date === undefined ? {} : { [key]: date };
}

const AT_ENTRY = /entree|admission|initial|arrivee|d'accueil|aux urgences|prise en charge|\bsmur\b|\bioa\b/;
const AT_EXIT = /\bsortie\b/;

/**
 * The date that a stay gives to a value: of entry where its words or its heading say so, and for the examinations of a
 * report that give no other; of exit where said. `lead` is what stands before the value in its sentence, `tail` behind.
 */
export function stayDate(
  stay: Stay,
  words: { readonly title: string; readonly lead: string; readonly tail: string; readonly examination: boolean },
): PartialDate | undefined {
  if (
    /^\s*(?:en air ambiant |sous air |aa )?(?:a|avant) (?:la|sa) sortie/.test(words.tail) ||
    AT_EXIT.test(words.lead) ||
    AT_EXIT.test(words.title)
  )
    return stay.exit;
  if (/^\s*(?:a|des) l'(?:entree|admission)/.test(words.tail) || AT_ENTRY.test(words.lead) || AT_ENTRY.test(words.title)) return stay.entry;
  return words.examination ? stay.entry : undefined;
}
