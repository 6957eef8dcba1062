import type { DateCandidate, DateContext } from './date-context.js';
import { inferYear, plausible } from './date-context.js';
import { leaning } from './date-counted.js';
import { daysBetween, partialDate } from './calendar.js';
import {
  fullYear,
  MONTH,
  monthOf,
  NOT_DAY_MONTH_BEFORE,
  NOT_YEAR_AFTER,
  NOT_YEAR_BEFORE,
  SEASON,
  WEEKDAY,
  YEAR,
  yearInWords,
} from './date-words.js';
import { numberOf } from './number-words.js';

const DMY = /(?<![\d/.,-])(0?[1-9]|[12]\d|3[01]) ?([/.-]) ?(0?[1-9]|1[0-2]) ?\2 ?((?:19|20)\d{2}|\d{2})(?![\d/]|[.,-]\d)/g;
const YMD = /(?<![\d/.,-])((?:19|20)\d{2})([/.-])(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?![\d/])/g;
const SPACED =
  /(?<=\b(?:le|du|au|date|dates|cs|consultation)\s{1,3}:?\s?)(0[1-9]|[12]\d|3[01]) (0[1-9]|1[0-2]) ((?:19|20)\d{2}|\d{2})(?! ?\d)/g;
const MY = /(?<![\d/.,-])(0?[1-9]|1[0-2]) ?[/-] ?((?:19|20)\d{2})(?![\d/]|[.,]\d)/g;
const DM = /(?<![\d/.,+x-]|\d )(0?[1-9]|[12]\d|3[01])\/(0?[1-9]|1[0-2])(?![\d/]|[.,]\d|\s?(?:%|mg|g|ml|ui|mmhg|cp|h\b|min\b))/g;
/** "Bio du 12-02 : …", "revu le 05.11": a day and a month that a hyphen or a point parts, where a word leads to a date. */
const DM_LED =
  /(?<=\b(?:bio|biologie|bilan|labo|prelevement|prelev[ea]?|nfs|iono|prise de sang|lettre|courrier|consultation|cs|vue?|revue?|du|le|au|avant|depuis)\s(?:du\s|le\s)?)(0[1-9]|[12]\d|3[01])[-.](0[1-9]|1[0-2])(?![\d/-]|[.,]\d|\s?(?:%|mg|g|ml|ui|u|mmhg|cp|cm|mm|h|min|ans|mois|semaines|sem|jours|j|sa|janv|fev|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec)[a-z]*\b)/g;
const EN_MY = /(?<=\b(?:en|depuis)\s)(0[1-9]|1[0-2])\/(\d{2})(?![\d/])/g;
const COMPACT = /(?<=\b(?:le|du|au)\s)(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])((?:19|20)\d{2})(?!\d)/g;
const DAY_WORDS =
  '(?:1er|premier|\\d{1,2}|deux|trois|quatre|cinq|six|sept|huit|neuf|dix(?:-| )?(?:sept|huit|neuf)?|onze|douze|treize|quatorze|quinze|seize|vingt(?:(?:-| )(?:et[ -])?(?:un|deux|trois|quatre|cinq|six|sept|huit|neuf))?|trente(?:(?:-| )et(?:-| )un)?)';
const YEAR_WORDS =
  '(?:deux|mille)\\s+(?:mille|neuf)(?:[\\s-]+(?:et|cents?|un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente|quarante|cinquante|soixante))*';
const TEXTUAL = new RegExp(
  `(?<![a-z0-9])(?:${WEEKDAY}\\s+)?(${DAY_WORDS})(?:er)?(?:[\\s-]+|(?<=\\d))(?:du mois de\\s+)?(${MONTH})(?:[\\s,-]*(${YEAR}|${YEAR_WORDS}|'?\\d{2}(?!\\s+${MONTH})(?![\\d/a-z:h%]|[.,]\\d)(?!\\s?(?:h|mg|ml|g|cp|ui|mois|ans|jours|semaines|%))))?`,
  'g',
);
const MONTH_YEAR = new RegExp(
  `(?<![a-z0-9])(${MONTH})[\\s/-]*(?:de\\s+l'annee\\s+)?(${YEAR}|${YEAR_WORDS}|'?\\d{2}(?![\\d/a-z:h%-]|[.,]\\d)(?!\\s?(?:h|mg|ml|g|cp|ui|mois|ans|jours|semaines|%)))`,
  'g',
);
const LAST_YEAR = /^\s+(?:de\s+)?(l'an(?:nee)?\s+(?:derniere?|passee?|precedente?|d'avant|prochaine?))(?![a-z])/;
/** Spares the months' long expressions a page without any. */
const ANY_MONTH = new RegExp(`(?<![a-z])${MONTH}`);
const MONTH_TO_MONTH = new RegExp(`(?<![a-z0-9])(${MONTH})(?=\\s*(?:a|et|-|\\/)\\s*(${MONTH})\\s+(${YEAR}))`, 'g');
/** What places a bare month in its year; "février de l'an dernier" is the last year's, whatever the month. */
const WHICH_YEAR =
  "dernier|passe|prochain|de\\s+cette\\s+annee|de\\s+l'an(?:nee)?\\s+(?:derniere?|passee?|precedente?|d'avant|prochaine?)|l'an(?:nee)?\\s+(?:derniere?|passee?|prochaine?)";
const MONTH_ALONE = new RegExp(
  `(?<=\\b(?:en|depuis|debut|fin|mi|courant|de|mois de|des|fevrier|mars|a|au|jusqu'en|avant|apres|en debut|d'|du)[\\s-]+|\\bd'|\\bjusqu'en\\s|\\(|^|\\n|,\\s)(${MONTH})(?:\\s+(${WHICH_YEAR}))?(?![a-z-])`,
  'g',
);
const BARE_YEAR = /(?<![\d/.,a-z+°'-]|\d\s)((?:19[2-9]|20[0-6])\d)(?![\d/°]|[.,]\d|-\d{3})/g;
const YEAR_BEFORE = /(?<!\d)(?:19|20)\d\d ?, $/;
/** "En 97", "depuis 08", "'98": two digits behind a word that leads to a year, or an apostrophe. */
const YY =
  /(?<=\b(?:en|depuis|fin|debut|vers|courant|l'ete|l'hiver)\s)'?([0-4]\d|[5-9]\d)(?![\d/a-z%°:-]|[.,]\d|\s?(?:ans?|mois|semaines?|sem|jours?|j|h|min|mn|s|cures?|seances?|fractions?|fois|prises?|temps|cp|mg|g|ml|ui|kg|cm|mm|points?|gouttes?|sur|%|€|euros?|et \d|a \d)\b|\s?%)|(?<=\s)'([0-9]\d)(?![\d/a-z%°:-])/g;
const YEAR_RANGE = /(?<![\d/.,a-z+-])((?:19[2-9]|20[0-6])\d)\s?[-/]\s?((?:19[2-9]|20[0-6])\d)(?![\d/-])/g;
const SEASON_YEAR = new RegExp(`\\b(${SEASON})\\s+(${YEAR})`, 'g');
const ABBREVIATED = new Set(['dec', 'sep', 'nov', 'oct', 'jan', 'mai', 'mars', 'sept', 'fev', 'avr', 'sept.']);

const wordBefore = (folded: string, at: number): string =>
  /(\S+)\s*$/.exec(folded.slice(Math.max(0, at - 24), at))?.[1]?.replace(/^[(,;:]+|[(,;:]+$/g, '') ?? '';
const wordAfter = (folded: string, at: number): string => /^\s{0,2}([^\s,.;)]+)/.exec(folded.slice(at, at + 20))?.[1] ?? '';

/** "Sus-décalage de ST en aVR": a lead of an electrocardiogram, not April. */
const isLead = ({ analysis, folded }: DateContext, at: number): boolean =>
  /^(?:aV|AVr)/.test(analysis.page.text.slice(at, at + 3)) ||
  (folded.startsWith('avr', at) && /\bst (?:\w+ )?en $/.test(folded.slice(at - 16, at)));

const numeric = (context: DateContext, out: DateCandidate[]): void => {
  const { folded } = context;
  for (const match of folded.matchAll(DMY)) {
    const date = partialDate(fullYear(match[4] ?? '', context.pivot), Number(match[3]), Number(match[1]));
    // Two-digit years want two-digit days or slashes: "4.09-11" and "12.0-16" are measures.
    if ((match[4] ?? '').length === 2 && match[2] === '.' && ((match[1] ?? '').length < 2 || (match[3] ?? '').length < 2)) continue;
    const end = match.index + match[0].length;
    if (date !== undefined && plausible(context, date) === undefined) continue;
    out.push({ start: match.index, end, kind: 'absolute', rank: 9, ...(date === undefined ? {} : { date }) });
  }
  for (const match of folded.matchAll(YMD)) {
    const date = plausible(context, partialDate(Number(match[1]), Number(match[3]), Number(match[4])));
    if (date !== undefined) out.push({ start: match.index, end: match.index + match[0].length, kind: 'absolute', date, rank: 9 });
  }
  for (const match of folded.matchAll(SPACED)) {
    const date = plausible(context, partialDate(fullYear(match[3] ?? '', context.pivot), Number(match[2]), Number(match[1])));
    if (date !== undefined) out.push({ start: match.index, end: match.index + match[0].length, kind: 'absolute', date, rank: 8 });
  }
  for (const match of folded.matchAll(COMPACT)) {
    const date = plausible(context, partialDate(Number(match[3]), Number(match[2]), Number(match[1])));
    if (date !== undefined) out.push({ start: match.index, end: match.index + match[0].length, kind: 'absolute', date, rank: 8 });
  }
  for (const match of folded.matchAll(MY)) {
    const date = plausible(context, partialDate(Number(match[2]), Number(match[1])));
    if (date !== undefined) out.push({ start: match.index, end: match.index + match[0].length, kind: 'absolute', date, rank: 7 });
  }
  for (const match of folded.matchAll(EN_MY)) {
    if (isDayOfLate(context, match)) continue;
    const date = plausible(context, partialDate(fullYear(match[2] ?? '', context.pivot), Number(match[1])));
    if (date !== undefined) out.push({ start: match.index, end: match.index + match[0].length, kind: 'absolute', date, rank: 7 });
  }
  for (const match of folded.matchAll(DM)) dayMonth(context, match, out);
  for (const match of folded.matchAll(DM_LED)) dayMonth(context, match, out);
};

/** Days before a document in which "depuis 02/10" is a day and a month, not February 2010. */
const OF_LATE = 62;

const isDayOfLate = ({ folded, reference: { documentDate } }: DateContext, match: RegExpExecArray): boolean => {
  const [day, month] = [Number(match[1]), Number(match[2])];
  if (documentDate?.length !== 10 || !/depuis\s$/.test(folded.slice(Math.max(0, match.index - 8), match.index))) return false;
  return [0, -1].some((back) => {
    const date = partialDate(Number(documentDate.slice(0, 4)) + back, month, day);
    const days = date === undefined ? -1 : daysBetween(date, documentDate);
    return days >= 0 && days <= OF_LATE;
  });
};

const DATE_LEAD = new Set([
  'depuis',
  'le',
  'du',
  'au',
  "jusqu'au",
  'ce',
  'des',
  'lundi',
  'mardi',
  'mercredi',
  'jeudi',
  'vendredi',
  'samedi',
  'dimanche',
  'rdv',
  'bio',
  'biologie',
  'preleve',
  'fait',
  'dates',
  'holter',
  'irm',
  'scanner',
  'tdm',
  'tep',
  'echo',
  'echographie',
  'ett',
  'doppler',
  'ecg',
  'efr',
  'radio',
  'rx',
  'mammo',
  'colo',
  'fibro',
  'biopsie',
  'ecbu',
  'nfs',
  'bilan',
  'consult',
  'appel',
  'vu',
  'vue',
  'revu',
  'revue',
]);

const dayMonth = (context: DateContext, match: RegExpExecArray, out: DateCandidate[]): void => {
  const day = match[1] ?? '';
  const month = match[2] ?? '';
  const end = match.index + match[0].length;
  const before = wordBefore(context.folded, match.index);
  const after = wordAfter(context.folded, end);
  const led = DATE_LEAD.has(before);
  const padded = day.length === 2 && month.length === 2 && (day.startsWith('0') || month.startsWith('0'));
  if (!led && !(padded && !NOT_DAY_MONTH_BEFORE.has(before) && !/\d/.test(before))) return;
  // "le 1/3 inférieur", "1/2 comprimé": fractions.
  if (day.length === 1 && month.length === 1 && Number(day) < Number(month) && Number(month) <= 5) return;
  if (
    /^(?:inferieur|superieur|moyen|externe|interne|distal|proximal|cp|comprime|nuit|dose|jours?$|j$|semaines?$|sem$|mois$|ans?$|h$|heures?$)/.test(
      after,
    )
  )
    return;
  const year = inferYear(context, Number(month), Number(day), match.index);
  const date = year === undefined ? undefined : partialDate(year, Number(month), Number(day));
  if (partialDate(2024, Number(month), Number(day)) === undefined) return;
  out.push({ start: match.index, end, kind: 'absolute', rank: 6, bareYear: true, ...(date === undefined ? {} : { date }) });
};

const dayOf = (word: string): number | undefined => {
  if (/^\d/.test(word)) return Number.parseInt(word, 10);
  const direct = numberOf(word);
  if (direct !== undefined) return direct;
  const sum = word.split(/[\s-]+/).reduce((total, part) => total + (part === 'et' ? 0 : (numberOf(part) ?? Number.NaN)), 0);
  return Number.isNaN(sum) ? undefined : sum;
};

const yearOf = (context: DateContext, word: string): number | undefined => {
  const digits = word.replace("'", '');
  return /^\d+$/.test(digits) ? fullYear(digits, context.pivot) : yearInWords(word);
};

const textual = (context: DateContext, out: DateCandidate[]): void => {
  const { folded } = context;
  if (ANY_MONTH.test(folded)) monthDates(context, out);
  if (folded.includes('noel')) christmases(context, out);
  yearDates(context, out);
};

const monthDates = (context: DateContext, out: DateCandidate[]): void => {
  const { folded } = context;
  for (const match of folded.matchAll(TEXTUAL)) {
    const month = monthOf(match[2] ?? '');
    const day = dayOf(match[1] ?? '');
    if (month === undefined || day === undefined || day < 1 || day > 31) continue;
    // "dix-sept ans" is a number: a day in words wants its month in full.
    if (!/^\d|^1er/.test(match[1] ?? '') && ABBREVIATED.has(match[2] ?? '') && match[2] !== 'mars' && match[2] !== 'mai') continue;
    const written = match[3] === undefined ? undefined : yearOf(context, match[3]);
    if (match[3] !== undefined && written === undefined) continue;
    const which = LAST_YEAR.exec(folded.slice(match.index + match[0].length, match.index + match[0].length + 30))?.[1];
    const year =
      written ?? (which === undefined ? inferYear(context, month, day, match.index) : yearBy(context, month, which, match.index));
    const date = year === undefined ? undefined : plausible(context, partialDate(year, month, day));
    if (year !== undefined && date === undefined && partialDate(2024, month, day) !== undefined) continue;
    const read: DateCandidate = {
      start: match.index,
      end: match.index + match[0].length,
      kind: 'absolute',
      rank: 9,
      ...(written === undefined && which === undefined ? { bareYear: true as const } : {}),
      ...(date === undefined ? {} : { date }),
    };
    out.push(read.bareYear === true ? leaning(folded, read) : read);
  }
  for (const match of folded.matchAll(MONTH_YEAR)) {
    const month = monthOf(match[1] ?? '');
    const year = yearOf(context, match[2] ?? '');
    const date = month === undefined || year === undefined ? undefined : plausible(context, partialDate(year, month));
    if (date !== undefined) out.push({ start: match.index, end: match.index + match[0].length, kind: 'absolute', date, rank: 8 });
  }
  for (const match of folded.matchAll(MONTH_ALONE)) {
    const word = (match[1] ?? '').replace(/\.$/, '');
    const month = monthOf(word);
    const end =
      match.index + match[0].length - (match[2] === undefined && (match[1] ?? '').endsWith('.') && !ABBREVIATED.has(word) ? 1 : 0);
    const lead = wordBefore(folded, match.index);
    if (
      month === undefined ||
      (ABBREVIATED.has(word) && word.length <= 4 && word !== 'mars' && word !== 'mai' && !/^(?:en|depuis|debut|fin|mi|courant)/.test(lead))
    )
      continue;
    if (isLead(context, match.index)) continue;
    const year = yearBy(context, month, match[2], match.index);
    const date = year === undefined ? undefined : partialDate(year, month);
    // "l'an dernier" behind a month places it, and is no date of its own.
    const rank = /\ban/.test(match[2] ?? '') ? 8 : 4;
    const read: DateCandidate = {
      start: match.index,
      end,
      kind: 'absolute',
      rank,
      ...(match[2] === undefined ? { bareYear: true as const } : {}),
      ...(date === undefined ? {} : { date }),
    };
    out.push(read.bareYear === true ? leaning(folded, read) : read);
  }
  for (const match of folded.matchAll(MONTH_TO_MONTH)) {
    const month = monthOf(match[1] ?? '');
    const later = monthOf(match[2] ?? '');
    const year = Number(match[3]);
    const date =
      month === undefined || later === undefined ? undefined : plausible(context, partialDate(year - (month > later ? 1 : 0), month));
    if (date !== undefined) out.push({ start: match.index, end: match.index + (match[1] ?? '').length, kind: 'absolute', date, rank: 5 });
  }
};

const COUNTS_AHEAD =
  /^ ?(?:%|s\b|sec|min|mn\b|h\b|heure|jour|j\b|sem|mois|ans\b|seance|fraction|fois|cm\b|mm\b|m\b|km|kg|g\b|mg|ml|pas\b|metre|coups|points)/;
/** "À Noël 2022", "à Noël dernier": of December; "le lendemain de Noël" has its day. */
const NOEL = new RegExp(`(?<![a-z])((?:le\\s+lendemain|la\\s+veille|le\\s+jour)\\s+de\\s+)?noel(?:\\s+(${YEAR}))?(?![a-z])`, 'g');
const christmases = (context: DateContext, out: DateCandidate[]): void => {
  for (const match of context.folded.matchAll(NOEL)) {
    const written = match[2];
    const day = match[1] === undefined ? undefined : match[1].includes('lendemain') ? 26 : match[1].includes('veille') ? 24 : 25;
    const year = written === undefined ? inferYear(context, 12, day, match.index) : Number(written);
    const date = year === undefined ? undefined : plausible(context, partialDate(year, 12, day));
    if (
      date === undefined ||
      /(?:pere|vacances de|arbre de|repas de)\s+$/.test(context.folded.slice(Math.max(0, match.index - 12), match.index))
    )
      continue;
    out.push({
      start: match.index,
      end: match.index + match[0].length,
      kind: 'absolute',
      rank: 6,
      date,
      ...(written === undefined ? { bareYear: true as const } : {}),
    });
  }
};

/** "G-CSF 2019" is a reference; "angio-œdème 2019", "syndrome anxio-dépressif 2024" are an illness and its year. */
const TIED = /[a-z]-[a-z]{0,4}$/;

const yearDates = (context: DateContext, out: DateCandidate[]): void => {
  const { folded } = context;
  for (const match of folded.matchAll(SEASON_YEAR)) {
    const date = plausible(context, partialDate(Number(match[2])));
    if (date !== undefined) out.push({ start: match.index, end: match.index + match[0].length, kind: 'absolute', date, rank: 6 });
  }
  for (const match of folded.matchAll(YY)) {
    const year = fullYear(match[1] ?? match[2] ?? '', Number(context.reference.documentDate?.slice(0, 4) ?? context.pivot));
    // "En 10 séances": a count is small, a year of two digits is old or has its nought.
    const digits = match[1] ?? match[2] ?? '';
    // "En 50 secondes", "en 60 séances".
    if (COUNTS_AHEAD.test(folded.slice(match.index + match[0].length, match.index + match[0].length + 14))) continue;
    const written = match[2] !== undefined || match[0].startsWith("'") || digits.startsWith('0') || Number(digits) >= 50;
    const date = written ? plausible(context, partialDate(year)) : undefined;
    if (date !== undefined) out.push({ start: match.index, end: match.index + match[0].length, kind: 'absolute', date, rank: 3 });
  }
  for (const match of folded.matchAll(YEAR_RANGE)) {
    const [whole, date = '', endDate = ''] = match;
    if (date < endDate && Number(endDate) <= context.lastYear)
      out.push({ start: match.index, end: match.index + whole.length, kind: 'period', date, endDate, rank: 8 });
  }
  for (const match of folded.matchAll(BARE_YEAR)) {
    const date = plausible(context, match[1]);
    const end = match.index + match[0].length;
    const before = wordBefore(folded, match.index);
    // "2013, 2017, 2020": years of one list.
    const listed = YEAR_BEFORE.test(folded.slice(Math.max(0, match.index - 8), match.index));
    if (date === undefined || NOT_YEAR_BEFORE.has(before) || (/[\d°+/]$/.test(before) && !listed) || TIED.test(before)) continue;
    const after = wordAfter(folded, end);
    if (NOT_YEAR_AFTER.has(after) || /^[/%x*]/.test(after)) continue;
    out.push({ start: match.index, end, kind: 'absolute', date, rank: 3 });
  }
};

const yearBy = (context: DateContext, month: number, word: string | undefined, at: number): number | undefined => {
  const document = context.reference.documentDate;
  if (document === undefined) return undefined;
  const year = Number(document.slice(0, 4));
  const documentMonth = Number(document.slice(5, 7));
  if (word !== undefined && /\bl'an/.test(word)) return word.includes('prochain') ? year + 1 : year - 1;
  if (word === 'dernier' || word === 'passe') return month < documentMonth || document.length === 4 ? year : year - 1;
  if (word === 'prochain') return month > documentMonth ? year : year + 1;
  if (word?.startsWith('de') === true) return year;
  return inferYear(context, month, undefined, at);
};

/** Dates that name a day, a month or a year. */
export const absoluteDates = (context: DateContext): DateCandidate[] => {
  const out: DateCandidate[] = [];
  numeric(context, out);
  textual(context, out);
  return out;
};
