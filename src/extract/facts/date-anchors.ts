import type { PartialDate } from '../../domain/citation.js';
import type { DateMention, PageAnalysis } from '../text/analysis.js';
import { sentenceAt } from '../text/analyse-page.js';
import { addDays, addMonths, daysBetween, partialDate, partsOf } from '../text/calendar.js';
import { findDates } from '../text/dates.js';
import { eventWords } from './events/event-words.js';
import type { FactContext } from './fact-builder.js';

/** LOINC types of documents whose own act is what "J2" and "la veille" count from. */
const ACT_TYPES: ReadonlySet<string> = new Set(['34874-8', '11504-8', '28570-0', '18745-0']);
const ACT =
  /\b(?:intervention|operee?s?|operation|chirurgie|angioplastie|coronarographie|accouche\w*|cesarienne|greffe|allogreffe|transplantation|prothese|resection|\w{4,}ectomie|\w{3,}plastie|osteosynthese|j ?0)\b/;
/** A day of a treatment or of a cycle is not one of the stay. */
const OF_TREATMENT = /^\s*(?:d'|de |du |de la |des )(?!l'hospitalisation|l'intervention|la chirurgie|l'admission|la prise en charge)/;
/** "Transfert frais J3", "blastocyste de J5": the age of an embryo. */
const OF_AN_EMBRYO =
  /\b(?:transferts?|embryons?|blastocystes?|morulas?|culture|vitrifi\w+)(?: (?:d'|de |frais|congele|unique|un |deux |embryons?|a|au stade))* ?\(?$/;
const BESIDE: readonly (readonly [RegExp, number])[] = [
  [/^la veille$/, -1],
  [/^le lendemain$/, 1],
  [/^le surlendemain$/, 2],
  [/^le (?:(?:jour|soir|matin) meme|meme (?:jour|soir))$/, 0],
];
const COURSE_DAY = /^(?:j ?\+? ?\d{1,3})$/;
const COUNTED = /(?<![a-z0-9])j ?\+? ?\d{1,3}(?![a-z0-9])/;
const MAX_COURSE_DAYS = 120;
/** Days of life in which a report still counts from the birth. */
const INFANT = 366;

const isDay = (date: PartialDate | undefined): date is PartialDate => date?.length === 10;

/** "Réinjection le 28/09/2023 (J0)", "J0 = 14/03": the day that the text itself counts from. */
const NAMED_ZERO = /^ ?(?:\(|=|:|,)? ?j ?0(?![\d+-])/;
const ZERO_LEADS = /\bj ?0 ?(?:=|:|\(|est|etait)? ?(?:le |du )?$/;
const namedZero = (analysis: PageAnalysis, { start, end }: DateMention): boolean =>
  NAMED_ZERO.test(analysis.folded.slice(end, end + 8)) || ZERO_LEADS.test(analysis.folded.slice(Math.max(0, start - 16), start));

/** The day that "J2" counts from: the one that the text names so, else the act that the document reports, else the first dated operation of its pages, else the entry of the stay. */
export const findDayZero = (analyses: readonly PageAnalysis[], context: FactContext): PartialDate | undefined => {
  if (isDay(context.documentDate) && context.documentType !== undefined && ACT_TYPES.has(context.documentType)) return context.documentDate;
  const entry = context.stay?.entry;
  const reference = context.documentDate === undefined ? {} : { documentDate: context.documentDate };
  for (const analysis of analyses) {
    // Dates are sought only where some day is counted.
    if (!analyses.some((page) => COUNTED.test(page.folded))) return entry;
    const mentions = findDates(analysis, {
      ...reference,
      ...(context.birthDate === undefined ? {} : { birthDate: context.birthDate }),
    });
    const named = mentions.find((mention) => mention.kind === 'absolute' && isDay(mention.date) && namedZero(analysis, mention));
    if (named?.date !== undefined) return named.date;
    for (const mention of mentions) {
      if (mention.kind !== 'absolute' || !isDay(mention.date) || (entry !== undefined && mention.date < entry)) continue;
      // "M. X, 02/08/1954, opéré le 20 mai": nobody counts a stay from a birth but in a maternity.
      if (
        mention.date === context.birthDate &&
        context.documentDate !== undefined &&
        daysBetween(mention.date, context.documentDate) > INFANT
      )
        continue;
      if (context.documentDate !== undefined && mention.date > context.documentDate) continue;
      const lead = analysis.folded.slice(Math.max(0, mention.start - 70), mention.start);
      const tail = analysis.folded.slice(mention.end, mention.end + 40).split('\n')[0] ?? '';
      if (ACT.test(`${lead.slice(lead.lastIndexOf('\n') + 1)} ${tail}`)) return mention.date;
    }
  }
  return entry;
};

const MOST_SENTENCES = 2;

/** The last full date told in the sentence before `at`, or in the two before it of the same paragraph. */
const lastTold = (analysis: PageAnalysis, dates: readonly DateMention[], at: number): PartialDate | undefined => {
  const { folded, sentences } = analysis;
  const index = sentenceAt(analysis, at);
  const before = sentences[Math.max(0, index - 1)]?.start ?? 0;
  const from = sentences[Math.max(0, index - MOST_SENTENCES)]?.start ?? 0;
  return dates.findLast(
    (mention) =>
      mention.kind === 'absolute' &&
      isDay(mention.date) &&
      mention.end <= at &&
      (mention.start >= before || (mention.start >= from && !/\n\s*\n/.test(folded.slice(mention.end, at)))),
  )?.date;
};

/** Sentences before a counted day in which its operation is told. */
const COUNTED_WITHIN = 8;
/** Letters before a date that name its operation. */
const OPERATION_LEAD = 110;

/** "Pontage le 14/06/2019 ; reprise à J5": the operation dated last before a counted day, in the same paragraph. */
const lastOperation = (analysis: PageAnalysis, dates: readonly DateMention[], at: number): PartialDate | undefined => {
  const { page, folded, sentences } = analysis;
  const from = sentences[Math.max(0, sentenceAt(analysis, at) - COUNTED_WITHIN)]?.start ?? 0;
  return dates.findLast(({ kind, date, start, end }) => {
    if (kind !== 'absolute' || !isDay(date) || start < from || end > at || /\n\s*\n/.test(folded.slice(end, at))) return false;
    const lead = folded.slice(0, start).lastIndexOf('\n') + 1;
    return eventWords(page.text, folded, { start: Math.max(lead, start - OPERATION_LEAD), end: start }).some(
      (word) => word.class === 'acts',
    );
  })?.date;
};

/** "trois ans plus tard", "six semaines auparavant": a distance in the story that the sentences tell. */
const STORY = /\b(jours?|semaines?|mois|ans?|annees?)\s+(?:(plus tard|apres)|plus tot|auparavant|avant)$/;
/** "six mois après la greffe" is counted from what follows. */
const FROM_NAMED = /^\s+(?:(?:de\s+)?(?:la|le|les|l'|son|sa|ses|cette?|ces|une?|leur|celui|celle)|d'|que|qu'|\w+ectomie|\w+plastie)/;
/** The date told last before a distance, in its sentence or the two before it in the same paragraph, moved by it. */
const inTheStory = (
  analysis: PageAnalysis,
  dates: readonly DateMention[],
  mention: DateMention,
  distance: RegExpExecArray,
  written: PartialDate | undefined,
): PartialDate | undefined => {
  const { folded, sentences } = analysis;
  if (mention.days === undefined || FROM_NAMED.test(folded.slice(mention.end, mention.end + 20))) return undefined;
  const from = sentences[Math.max(0, sentenceAt(analysis, mention.start) - MOST_SENTENCES)]?.start ?? 0;
  const told = dates.findLast(
    (other) =>
      (other.kind === 'absolute' || other.kind === 'period') &&
      other.date !== undefined &&
      other.end <= mention.start &&
      other.start >= from &&
      !/\n\s*\n/.test(folded.slice(other.end, mention.start)),
  );
  // "Consultation le 19 novembre, à arrêter trois jours avant" is no story.
  if (told?.date === undefined || (written !== undefined && told.date > `${written}~`)) return undefined;
  const unit = distance[1] ?? '';
  const sign = distance[2] === undefined ? -1 : 1;
  if (unit.startsWith('an')) return addMonths(told.date, sign * Math.round(mention.days / 365) * 12, 'year');
  if (unit === 'mois') return told.date.length < 7 ? undefined : addMonths(told.date, sign * Math.round(mention.days / 30), 'month');
  return isDay(told.date) ? addDays(told.date, sign * mention.days, 'day') : undefined;
};

const LINE_DATE =
  /^[\s(*•-]*(?:(?:complement|addendum|post[- ]scriptum|p\.?s\.?|ajout|note|vue?|revue?|biologie|bilan|visite|consultation|appel) )?(?:le |du |au )?$/;
const AGO = /\b(?:il y a|voici|voila|depuis)\b/;
const TODAY = /^(?:ce (?:jour|matin|soir)|aujourd'hui|hier(?: soir)?)$/;

/** "Complément du 23/12 : confuse depuis deux jours": counted from the day that opens the sentence, not from the document's. */
const sinceTheOpening = (analysis: PageAnalysis, dates: readonly DateMention[], mention: DateMention): PartialDate | undefined => {
  if (mention.kind !== 'relative' || mention.date === undefined) return undefined;
  const { folded, sentences } = analysis;
  const words = folded.slice(mention.start, mention.end);
  const sentence = sentences[sentenceAt(analysis, mention.start)];
  const today = TODAY.test(words);
  if (sentence === undefined || (!today && !AGO.test(folded.slice(Math.max(sentence.start, mention.start - 8), mention.end))))
    return undefined;
  const opening = dates.find((other) => other.start >= sentence.start && other.end <= mention.start);
  if (opening?.kind !== 'absolute' || !isDay(opening.date) || !LINE_DATE.test(folded.slice(sentence.start, opening.start)))
    return undefined;
  if (today) return words.startsWith('hier') ? addDays(opening.date, -1, 'day') : opening.date;
  if (mention.days === undefined) return undefined;
  if (/\b(?:ans?|annees?)\b/.test(words)) return addMonths(opening.date, -12 * Math.round(mention.days / 365), 'year');
  if (/\bmois\b/.test(words)) return addMonths(opening.date, -Math.round(mention.days / 30), 'month');
  return addDays(opening.date, -mention.days, 'day');
};

/** "Rémission à dix ans" counts from the disease, not from a birth. */
const FOLLOWED = /\b(?:remission|recul|survie|guerison|controle|suivi|sans recidive)\b[^.;]{0,40}$/;
/** "Il y a trois semaines", "depuis une quinzaine de jours": counted in weeks, a day is known to a month. */
const ABOUT =
  /\b(?:il y a|voici|voila|depuis|dans|d'ici) (?:environ |a peu pres |plus de |presque )?(?:(?:\d{1,2}|une?|deux|trois|quatre|cinq|six|sept|huit|dix|quelques) (?:a \d )?(?:semaines?|sem\b)|(?:une )?quinzaine|(?:8|15|huit|quinze) (?:jours|j\b))/;

/**
 * Dates of a page with those that lean on an event made absolute: "J2", "J+5" on the operation or the entry, "la veille"
 * and "le lendemain" on the date told just before. What has nothing to lean on stays undated.
 */
export const anchorDates = (analysis: PageAnalysis, context: FactContext, dates: readonly DateMention[]): readonly DateMention[] => {
  const anchored = dates.map((mention) => {
    if (mention.kind === 'age' && FOLLOWED.test(analysis.folded.slice(Math.max(0, mention.start - 60), mention.start))) {
      const { date, ...length } = mention;
      return date === undefined ? mention : length;
    }
    const told = sinceTheOpening(analysis, dates, mention);
    if (told !== undefined) return { ...mention, date: told };
    if (mention.kind !== 'relative') return mention;
    if (isDay(mention.date))
      return ABOUT.test(analysis.folded.slice(Math.max(0, mention.start - 10), mention.end))
        ? { ...mention, date: mention.date.slice(0, 7) }
        : mention;
    if (mention.date !== undefined) return mention;
    const words = analysis.folded.slice(mention.start, mention.end).replace(/\s+/g, ' ').trim();
    const beside = BESIDE.find(([pattern]) => pattern.test(words));
    if (beside !== undefined) {
      const told = lastTold(analysis, dates, mention.start);
      const act = context.documentType !== undefined && ACT_TYPES.has(context.documentType) ? context.documentDate : context.stay?.entry;
      const anchor = told ?? act;
      const date = isDay(anchor) ? addDays(anchor, beside[1], 'day') : undefined;
      return date === undefined ? mention : { ...mention, date };
    }
    const distance = STORY.exec(words);
    if (distance !== null) {
      const date = inTheStory(analysis, dates, mention, distance, context.documentDate);
      if (date === undefined) return mention;
      const { start, end, days } = mention;
      return { kind: mention.kind, start, end, date, ...(days === undefined ? {} : { days }) };
    }
    if (!COURSE_DAY.test(words) || mention.days === undefined || mention.days > MAX_COURSE_DAYS) return mention;
    if (OF_TREATMENT.test(analysis.folded.slice(mention.end, mention.end + 24))) return mention;
    if (OF_AN_EMBRYO.test(analysis.folded.slice(Math.max(0, mention.start - 40), mention.start))) return mention;
    // What a stay counts from its entry, a sentence counts from the operation that it tells.
    const zero =
      context.dayZero === undefined || context.dayZero === context.stay?.entry
        ? (lastOperation(analysis, dates, mention.start) ?? context.dayZero)
        : context.dayZero;
    const date = isDay(zero) ? addDays(zero, mention.days, 'day') : undefined;
    return date === undefined ? mention : { ...mention, date };
  });
  const days = [...daysOfStay(analysis, context), ...daysOfMonth(analysis, context, anchored)].filter(
    (day, index, all) =>
      !dates.some((other) => day.start < other.end && other.start < day.end) &&
      all.findIndex((other) => other.start === day.start) === index,
  );
  return days.length === 0 ? anchored : [...anchored, ...days].sort((a, b) => a.start - b.start);
};

const BARE_DAY =
  /(?<=\b(?:du|le|vendredi|jeudi|mercredi|mardi|lundi|samedi|dimanche) )([12]?\d|3[01])(?:er)?(?= ?(?:[:,;.()\n]|$)| (?:de ce mois|courant|et|puis|par|a|au (?:matin|soir)|matin|soir|pour|sans|montr\w+|retrouv\w+)\b)/g;
const LONGEST_STAY = 31;

/** "Coloscopie du 6 :", "arrêté le 12.": a day alone, in a report whose stay holds that day once. */
const daysOfStay = (analysis: PageAnalysis, context: FactContext): readonly DateMention[] => {
  const { entry, exit } = context.stay ?? {};
  if (!isDay(entry) || !isDay(exit) || exit < entry) return [];
  return [...analysis.folded.matchAll(BARE_DAY)].flatMap((found): readonly DateMention[] => {
    const day = Number(found[1]);
    for (let offset = 0; offset < LONGEST_STAY; offset += 1) {
      const date = addDays(entry, offset, 'day');
      if (date === undefined || date > exit) return [];
      if (Number(date.slice(8)) === day) return [{ kind: 'absolute', start: found.index, end: found.index + found[0].length, date }];
    }
    return [];
  });
};

/** Sentences before a bare day in which its month is told. */
const MONTH_WITHIN = 3;
const DAY_AHEAD =
  /\b(?:a venir|prochaine?s?|prevue?s?|programmee?s?|rdv|rendez-vous|fixee?s?|a (?:faire|controler|prevoir|voir|revoir)|reverr\w+|revoir|sera|seront)\b[^.;]*$/;
const OF_THIS_MONTH = /^ de ce mois\b|^ courant\b/;
const LED_BY_WEEKDAY = /\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche),? (?:le )?$/;

/** "Hospitalisation le 28 juin, biopsie le 29", "vendredi, le 6": a day alone, of the month told last before it, else of the paper's. */
const daysOfMonth = (analysis: PageAnalysis, context: FactContext, dates: readonly DateMention[]): readonly DateMention[] => {
  const { folded, sentences } = analysis;
  const written = context.documentDate;
  if (!isDay(written)) return [];
  return [...folded.matchAll(BARE_DAY)].flatMap((found): readonly DateMention[] => {
    const [start, end] = [found.index, found.index + found[0].length];
    const from = sentences[Math.max(0, sentenceAt(analysis, start) - MONTH_WITHIN)]?.start ?? 0;
    const told = dates.findLast(
      (mention) =>
        (mention.kind === 'absolute' || mention.kind === 'period') &&
        isDay(mention.date) &&
        mention.date <= written &&
        mention.start >= from &&
        mention.end <= start &&
        !/\n\s*\n/.test(folded.slice(mention.end, start)),
    );
    const own = OF_THIS_MONTH.test(folded.slice(end, end + 14)) || LED_BY_WEEKDAY.test(folded.slice(Math.max(0, start - 16), start));
    const month = own ? written : (told?.endDate ?? told?.date);
    if (!isDay(month)) return [];
    const { year, month: number } = partsOf(month);
    const here = partialDate(year, number, Number(found[1]));
    // "EEG à venir le 26", "prochaine NFS jeudi 30": of this month where it is still to come, else of the next.
    const ahead = DAY_AHEAD.test(folded.slice(Math.max(sentences[sentenceAt(analysis, start)]?.start ?? 0, start - 60), start));
    const date =
      here === undefined
        ? undefined
        : ahead
          ? here < written
            ? addMonths(here, 1, 'day')
            : here
          : here > written
            ? addMonths(here, -1, 'day')
            : here;
    return date === undefined ? [] : [{ kind: 'absolute', start, end, date }];
  });
};

const ARRIVAL =
  /\b(?:arriv(?:ee?|e) (?:le |: ?)?|admise? (?:aux urgences |dans le service )?le |date d'admission ?:? ?)(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b|(?<![\d/.])(\d{1,2})[/.](\d{1,2})[/.](\d{4}),? +(?:heure d')?arriv(?:ee?|e)(?: a| :)? ?\d{1,2} ?[h:]/;
const HEAD = 1200;

/** The day of arrival that the top of an emergency note gives: "arrivée 03/08/2024 11:20". */
export const findArrival = (folded: string): PartialDate | undefined => {
  const match = ARRIVAL.exec(folded.slice(0, HEAD));
  const [day, month, year] = match === null ? [] : match[1] === undefined ? match.slice(4, 7) : match.slice(1, 4);
  return day === undefined ? undefined : partialDate(Number(year), Number(month), Number(day));
};
