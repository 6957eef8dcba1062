import type { PartialDate } from '../../domain/citation.js';
import { looksAhead, type DateCandidate, type DateContext } from './date-context.js';
import type { Precision } from './calendar.js';
import { addDays, addMonths, daysBetween, partialDate, partsOf, weekdayOf } from './calendar.js';
import { SEASON, seasonBegins, UNIT, unitDays, WEEKDAY, weekdayIndex } from './date-words.js';
import { NUMBER, numberOf } from './number-words.js';

const ABOUT =
  "(?:environ\\s+|plus\\s+d[e']\\s*|pres\\s+d[e']\\s*|moins\\s+d[e']\\s*|au\\s+moins\\s+|bientot\\s+|a\\s+peine\\s+|quelque\\s+|a\\s+peu\\s+pres\\s+|maintenant\\s+|deja\\s+|les\\s+|ces\\s+)?";
const SPAN = `(?:${NUMBER}\\s*(?:a|-|ou)\\s*)??(${NUMBER})\\s*(?:\\([^)\\n]{1,16}\\)\\s*)?(${UNIT})(\\s+et\\s+demie?)?(?:\\s+et\\s+(${NUMBER})\\s*(${UNIT}))?`;
const LENGTH = new RegExp(
  `(?<![a-z0-9/,.])(il\\s+y(?:\\s+|\\s*')a\\s+|voici\\s+|voila\\s+|depuis\\s+|dans\\s+(?:les\\s+)?|d'ici\\s+|pendant\\s+|durant\\s+|sur\\s+|pour\\s+|apres\\s+|sous\\s+|en\\s+|au\\s+bout\\s+d[e']\\s*|(?:a|vers|des|depuis)\\s+l'age\\s+d[e']\\s*|(?:a|vers|des|depuis)\\s+ses\\s+|agee?s?\\s+de\\s+|age\\s*:\\s*|a\\s+|x\\s*)?${ABOUT}${SPAN}(\\s+(?:plus\\s+tot|plus\\s+tard|auparavant|avant|apres|suivante?s?|precedente?s?|passee?s?|post[ -]?op\\w*))?`,
  'g',
);
const FREQUENCY = /(?:toute?s?\s+les|chaque|par|\/)\s*$/;
const DAYWORD =
  /(?<![a-z]|[a-ce-z]')(?:depuis\s+)?(avant-hier|hier(?:\s+(?:soir|matin))?|aujourd'hui|ce\s+jour(?!-la)|ce\s+(?:matin|soir)|cette\s+nuit|cet\s+apres-midi|demain|apres-demain|cette\s+semaine(?:-ci)?|ce\s+mois(?:-ci)?|cette\s+annee)(?![a-z-])/g;
const LAST = new RegExp(
  `(?<![a-z])(depuis\\s+)?(?:la\\s+(semaine)|le\\s+(mois|trimestre|semestre)|l'(annee|an)|l'(${SEASON})|(?:le\\s+)?(${SEASON})|(${WEEKDAY}))\\s+(derniere?|passee?|precedente?|prochaine?)(?![a-z])`,
  'g',
);
const AGE = new RegExp(`(?<![\\d/,.+-])(?:a\\s+l'age\\s+de\\s+|agee?s?\\s+de\\s+|age\\s*:\\s*)?(\\d{1,3})\\s?(ans?|mois)(?![a-z])`, 'g');
const PATIENT_AGE =
  /(?:patiente?|homme|femme|fille|garcon|enfant|nourrisson|monsieur|madame|jeune|sujet|dame|agee?s?|age|malade|adolescente?|retraitee?)\s*(?:\([^)]*\)\s*)?(?:de\s+sexe\s+\w+\s*)?,?\s*(?:agee?\s+)?(?:de\s+|:\s*)?$/;
const EVENT_AGE = /(?:a\s+l'age\s+de|agee?s?\s+de|age\s*:)\s*$/;
const HORIZON =
  /(?:survie|controle|recul|revoir|reevaluation|consultation|renouveler|rappel|suivi|surveillance|visite|bilan|resultats?|scanner|irm|radio|risque|probabilite|mortalite|esperance|pronostic|incidence|recidive|remission|complete|indemne|senologie|oncologie)\s+(?:[\w.-]+\s+)?a\s*$/;
/** An examination some years on: "coloscopie à 3 ans"; "coloscopie à 50 ans" is an age. */
const NEXT_EXAM =
  /(?:scopie|graphie|scanner|\birm|densitometrie|dosage|prelevement|biologie|frottis|holter|\bett|doppler|prochaine? \w+)\s*(?:[\w.-]+\s+){0,2}(?::\s*)?a\s*$/;
const LONGEST_INTERVAL = 10;
/** "à trois ans de la greffe": counted from what follows. */
const COUNTED_FROM =
  /^\s+(?:(?:de\s+(?:la|l'|son|sa|cette)|du|d'une?)\s*(?:(?:auto|allo|re)?greffe|(?:re)?transplantation|conisation|irradiation|curietherapie|resection|amputation|exerese|rechute|recidive|remission|consolidation|induction|accouchement|cesarienne|sevrage|accident|fracture|pancreatite|infection|reanimation|intervention|chirurgie|operation|infarctus|idm|avc|diagnostic|accident|pose|arret|fin|debut|mise|stent|angioplastie|pontage|radiotherapie|chimiotherapie|\w{3,}ectomie|\w{3,}plastie|prothese)|post|de\s+recul)\b/;

const precisionOf = (unit: number): Precision => (unit >= 365 ? 'year' : unit >= 28 ? 'month' : 'day');

/** `reference` moved by a number of units: calendar months and years, days otherwise. */
const move = (reference: PartialDate, amount: number, unit: number, sign: 1 | -1): PartialDate | undefined => {
  if (unit >= 365 && Number.isInteger(amount)) return addMonths(reference, sign * 12 * amount, precisionOf(unit));
  if (unit >= 28 && unit < 90)
    return Number.isInteger(amount) ? addMonths(reference, sign * amount, 'month') : addDays(reference, sign * amount * 30, 'month');
  return addDays(reference, sign * amount * unit, precisionOf(unit));
};

type Lead = 'ago' | 'since' | 'in' | 'during' | 'age' | 'none';

const leadOf = (lead: string): Lead => {
  if (/^(?:il|voici|voila)/.test(lead)) return 'ago';
  if (/\b(?:age|ses)\b/.test(lead)) return 'age';
  if (lead.startsWith('depuis')) return 'since';
  if (/^(?:dans|d'ici)/.test(lead)) return 'in';
  if (lead.startsWith('age')) return 'age';
  if (/^(?:pendant|durant|sur|pour|sous|en|x)/.test(lead)) return 'during';
  return 'none';
};

const lengths = (context: DateContext, out: DateCandidate[]): void => {
  const { folded, reference } = context;
  for (const match of folded.matchAll(LENGTH)) {
    const [whole, rawLead = '', amountText = '', unitText = '', half, moreText, moreUnit, tail = ''] = match;
    const amount = numberOf(amountText);
    const unit = unitDays(unitText);
    if (amount === undefined || unit === undefined) continue;
    // "un an" alone is rarely a date, and a bare "h" or "j" glued to letters is not a unit.
    const lead = leadOf(rawLead);
    const before = folded.slice(Math.max(0, match.index - 16), match.index);
    if (rawLead === '' && FREQUENCY.test(before)) continue;
    const total = amount + (half === undefined ? 0 : 0.5);
    const more = moreText === undefined || moreUnit === undefined ? 0 : (numberOf(moreText) ?? 0) * (unitDays(moreUnit) ?? 0);
    const days = Math.round((total * unit + more) * 100) / 100;
    const range = { start: match.index, end: match.index + whole.trimEnd().length };
    const document = reference.documentDate;
    const at = (sign: 1 | -1): PartialDate | undefined => {
      if (document === undefined) return undefined;
      return more > 0
        ? addDays(document, sign * days, (unitDays(moreUnit ?? '') ?? 1) >= 28 ? 'month' : 'day')
        : move(document, total, unit, sign);
    };
    const dated = (date: PartialDate | undefined): { date?: PartialDate } => (date === undefined ? {} : { date });
    if (lead === 'ago' || (rawLead === '' && /plus\s+tot|auparavant/.test(tail))) {
      out.push({ ...range, kind: 'relative', direction: 'ago', days, rank: 7, ...(lead === 'ago' ? dated(at(-1)) : {}) });
    } else if (lead === 'since') out.push({ ...range, kind: 'relative', direction: 'since', days, rank: 7, ...dated(at(-1)) });
    else if (lead === 'in')
      out.push({ ...range, kind: 'relative', direction: 'in', days, rank: 7, ...(/^dans\s+les/.test(rawLead) ? {} : dated(at(1))) });
    else if (lead === 'age') age(context, total, unit, range, out);
    else if (/apres|plus\s+tard|suivant|au\s+bout|post/.test(rawLead + tail))
      out.push({ ...range, kind: 'relative', direction: 'after', days, rank: 6 });
    else if (/avant|precedent|auparavant/.test(tail)) out.push({ ...range, kind: 'relative', direction: 'before', days, rank: 6 });
    else if (rawLead.trim() === 'a' && unit >= 28) atAge(context, total, unit, range, out);
    else if (unit >= 365 && !/^(?:pendant|durant|sur|sous|en|x)/.test(rawLead)) {
      if (rawLead === '' || rawLead.trim() === 'pour') age(context, total, unit, range, out);
    } else if (unitText.length > 1 || /^\d/.test(amountText)) out.push({ ...range, kind: 'duration', days, rank: 2 });
    else continue;
  }
};

/** An age dates an event only where the text says so ("à l'âge de 14 ans"); "patient de 57 ans" does not. */
const age = (context: DateContext, amount: number, unit: number, range: { start: number; end: number }, out: DateCandidate[]): void => {
  const text = context.folded.slice(range.start, range.end);
  const before = context.folded.slice(Math.max(0, range.start - 50), range.start);
  const eventful = /^(?:a|vers|des|depuis)\s+(?:l'age|ses)\b/.test(text);
  const isAge = eventful || /^agee?s?\s|^age/.test(text) || PATIENT_AGE.test(before) || EVENT_AGE.test(before) || unit >= 365;
  if (!isAge) return;
  const date = eventful ? fromBirth(context, amount, unit) : undefined;
  out.push({
    ...range,
    kind: 'age',
    days: Math.round(amount * unit),
    rank: eventful ? 7 : 3,
    ...(text.startsWith('depuis') || text.startsWith('des') ? { direction: 'since' as const } : {}),
    ...(date === undefined ? {} : { date }),
  });
};

const fromBirth = (context: DateContext, amount: number, unit: number): PartialDate | undefined => {
  const { birthDate, documentDate } = context.reference;
  if (birthDate === undefined) return undefined;
  const date = unit >= 365 ? addMonths(birthDate, Math.round(12 * amount), 'year') : move(birthDate, amount, unit, 1);
  if (date === undefined) return undefined;
  return documentDate !== undefined && daysBetween(documentDate, date) > 366 ? undefined : date;
};

/** "à 18 mois", "à 14 ans": an age where the patient has lived it and no check-up is meant, else a term after some event. */
const atAge = (context: DateContext, amount: number, unit: number, range: { start: number; end: number }, out: DateCandidate[]): void => {
  const { birthDate, documentDate } = context.reference;
  const { folded } = context;
  const lead = folded.slice(Math.max(0, range.start - 40), range.start) + folded.slice(range.start, range.start + 2);
  const days = Math.round(amount * unit);
  const age = birthDate === undefined || documentDate === undefined ? undefined : daysBetween(birthDate, documentDate);
  const term =
    HORIZON.test(lead) ||
    (NEXT_EXAM.test(lead) && amount <= LONGEST_INTERVAL && (age ?? 0) > 18 * 365) ||
    COUNTED_FROM.test(folded.slice(range.end, range.end + 40));
  if (!term) {
    const child = age !== undefined && age < 6 * 365;
    const lived = unit >= 365 ? amount >= 3 && amount < 110 : child;
    if (lived) {
      const date = fromBirth(context, amount, unit);
      out.push({ ...range, kind: 'age', days, rank: 6, ...(date === undefined ? {} : { date }) });
      return;
    }
  }
  out.push({ ...range, kind: 'relative', direction: 'after', days, rank: 4 });
};

const shiftOf = (word: string): { days: number; precision: Precision } => {
  const text = word.replace(/\s+/g, ' ');
  if (text.startsWith('avant-hier')) return { days: -2, precision: 'day' };
  if (text.startsWith('hier')) return { days: -1, precision: 'day' };
  if (text === 'demain') return { days: 1, precision: 'day' };
  if (text === 'apres-demain') return { days: 2, precision: 'day' };
  if (text.startsWith('cette semaine')) return { days: 0, precision: 'month' };
  if (text.startsWith('ce mois')) return { days: 0, precision: 'month' };
  if (text.startsWith('cette annee')) return { days: 0, precision: 'year' };
  return { days: 0, precision: 'day' };
};

const dayWords = (context: DateContext, out: DateCandidate[]): void => {
  const document = context.reference.documentDate;
  for (const match of context.folded.matchAll(DAYWORD)) {
    const { days, precision } = shiftOf(match[1] ?? '');
    const date = document === undefined ? undefined : addDays(document, days, precision);
    const since = match[0].startsWith('depuis');
    out.push({
      start: match.index,
      end: match.index + match[0].length,
      kind: 'relative',
      rank: 6,
      days: Math.abs(days),
      ...(since ? { direction: 'since' as const } : {}),
      ...(date === undefined ? {} : { date }),
    });
  }
};

const lastOnes = (context: DateContext, out: DateCandidate[]): void => {
  const document = context.reference.documentDate;
  for (const match of context.folded.matchAll(LAST)) {
    const [whole, since, week, month, year, seasonA, seasonB, weekday, which = ''] = match;
    const sign = which.startsWith('prochain') ? 1 : -1;
    const season = seasonA ?? seasonB;
    let date: PartialDate | undefined;
    let days: number | undefined;
    if (week !== undefined) {
      days = 7;
      date = document === undefined ? undefined : addDays(document, sign * 7, 'day');
    } else if (month !== undefined) {
      const count = month === 'mois' ? 1 : month === 'trimestre' ? 3 : 6;
      days = 30 * count;
      date = document === undefined ? undefined : addMonths(document, sign * count, 'month');
    } else if (year !== undefined) {
      days = 365;
      date = document === undefined ? undefined : addMonths(document, sign * 12, 'year');
    } else if (season !== undefined && document !== undefined) {
      const { year: documentYear, month: documentMonth = 6 } = partsOf(document);
      const begins = seasonBegins(season) ?? 1;
      const passed = documentMonth > begins + 2 || (season === 'hiver' && documentMonth < 12);
      const shift =
        sign < 0
          ? season === 'hiver'
            ? documentMonth <= 2
              ? -1
              : documentMonth === 12
                ? -1
                : 0
            : passed
              ? 0
              : -1
          : documentMonth < begins
            ? 0
            : 1;
      date = partialDate(documentYear + shift);
    } else if (weekday !== undefined && document !== undefined && document.length === 10) {
      const wanted = weekdayIndex(weekday) ?? 0;
      const now = weekdayOf(document);
      const back = (now - wanted + 7) % 7 || 7;
      date = addDays(document, sign < 0 ? -back : (wanted - now + 7) % 7 || 7, 'day');
    }
    const direction = since === undefined ? (sign < 0 ? 'ago' : 'in') : 'since';
    out.push({
      start: match.index,
      end: match.index + whole.length,
      kind: 'relative',
      rank: 7,
      direction,
      ...(days === undefined ? {} : { days }),
      ...(date === undefined ? {} : { date }),
    });
  }
};

const THIS_SEASON = /(?<![a-z])(?:cet (ete|automne|hiver)|ce (printemps))(?![a-z])/g;
/** "Deux bronchites cet hiver": in the season that has just been, told to its year; one that is still to come is no date of the past. */
const thisSeason = (context: DateContext, out: DateCandidate[]): void => {
  const document = context.reference.documentDate;
  if (document === undefined) return;
  const { year, month } = partsOf(document);
  for (const match of context.folded.matchAll(THIS_SEASON)) {
    if (month === undefined || looksAhead(context, match.index)) continue;
    const season = match[1] ?? match[2] ?? '';
    const date = partialDate(season !== 'hiver' && month < (seasonBegins(season) ?? 1) ? year - 1 : year);
    if (date === undefined) continue;
    out.push({ start: match.index, end: match.index + match[0].length, kind: 'relative', rank: 5, direction: 'ago', date });
  }
};

const ages = (context: DateContext, out: DateCandidate[]): void => {
  for (const match of context.folded.matchAll(AGE)) {
    const years = match[2] !== 'mois';
    const before = context.folded.slice(Math.max(0, match.index - 50), match.index);
    if (!PATIENT_AGE.test(before)) continue;
    out.push({ start: match.index, end: match.index + match[0].length, kind: 'age', days: Number(match[1]) * (years ? 365 : 30), rank: 3 });
  }
};

const FLOATING = new RegExp(
  `(?<![a-z])(?:(?:de\\s+)?la\\s+veille(?!\\s+de\\s+no)|(?:des\\s+)?(?:le|au|du)\\s+lendemain|le\\s+(?:jour|soir|matin)\\s+meme|recemment|actuellement|a\\s+ce\\s+jour|des\\s+la\\s+naissance|a\\s+la\\s+naissance|le\\s+meme\\s+(?:jour|soir)|le\\s+soir(?=\\s?[,.;)])|(?:le|du)\\s+surlendemain|dans\\s+la\\s+(?:soiree|nuit|journee)|dans\\s+les\\s+(?:\\w+\\s+)?(?:premieres\\s+)?heures|(?:une|deux|trois|quatre|cinq|six|huit|douze|quelques|\\d{1,2})\\s+heures\\s+(?:plus\\s+tard|apres)|(?:quelques?|plusieurs)\\s+(?:jours|semaines|mois|annees|heures)(?:\\s+(?:plus\\s+tard|apres|avant|auparavant))?|(?:il\\s+y(?:\\s+|\\s*')a|depuis)\\s+(?:quelques|plusieurs)\\s+(?:jours|semaines|mois|annees|heures)|depuis\\s+(?:l'enfance|sa\\s+naissance|la\\s+naissance|l'adolescence|longtemps)|pendant\\s+(?:quelques|plusieurs)\\s+(?:jours|semaines|mois|annees|heures))(?![a-z])`,
  'g',
);

const floating = (context: DateContext, out: DateCandidate[]): void => {
  for (const match of context.folded.matchAll(FLOATING)) {
    const since = match[0].startsWith('depuis');
    const birth = /naissance|enfance/.test(match[0]) && since ? context.reference.birthDate : undefined;
    out.push({
      start: match.index,
      end: match.index + match[0].length,
      kind: match[0].startsWith('pendant') ? 'duration' : 'relative',
      rank: 3,
      ...(since ? { direction: 'since' as const } : {}),
      ...(birth !== undefined && match[0].includes('naissance') ? { date: birth } : {}),
    });
  }
};

/** Dates said by their distance, lengths of time and ages. Months are told to the month, years to the year. */
export const relativeDates = (context: DateContext): DateCandidate[] => {
  const out: DateCandidate[] = [];
  lengths(context, out);
  dayWords(context, out);
  lastOnes(context, out);
  thisSeason(context, out);
  ages(context, out);
  floating(context, out);
  return out;
};
