import type { PartialDate } from '../../domain/citation.js';
import type { DateMention, PageAnalysis, Range } from '../text/analysis.js';
import { sentenceAt } from '../text/analyse-page.js';
import { addDays, addMonths, daysBetween, partialDate, partsOf } from '../text/calendar.js';
import { findDates } from '../text/dates.js';
import { eventWords } from './events/event-words.js';
import type { FactContext } from './fact-builder.js';
import { findDrugs } from './medications/medication-lexicon.js';

/** LOINC types of documents whose own act is what "J2" and "la veille" count from. */
const ACT_TYPES: ReadonlySet<string> = new Set(['34874-8', '11504-8', '28570-0', '18745-0']);
/** LOINC type of a hospital's report. */
const HOSPITAL_TYPE = '34112-3';
const ACT =
  /\b(?:intervention|operee?s?|operation|chirurgie|angioplastie|coronarographie|accouche\w*|cesarienne|greffe|allogreffe|transplantation|prothese|resection|\w{4,}ectomie|\w{3,}plastie|osteosynthese|j ?0)\b/;
/** A day of a treatment or of a cycle is not one of the stay. */
const OF_TREATMENT =
  /^\s*(?:sous (?!anesthesie|ag\b|sedation)|d'|de |du |de la |des )(?!l'hospitalisation|l'intervention|la chirurgie|l'admission|la prise en charge)/;
/** "Transfert frais J3", "blastocyste de J5": the age of an embryo. */
const OF_AN_EMBRYO =
  /\b(?:transferts?|embryons?|blastocystes?|morulas?|culture|vitrifi\w+)(?: (?:d'|de |frais|congele|unique|un |deux |embryons?|a|au stade))* ?\(?$/;
const BESIDE: readonly (readonly [RegExp, number])[] = [
  [/^(?:de )?la veille$/, -1],
  [/^(?:des )?(?:le|au|du) lendemain$/, 1],
  [/^(?:le|du) surlendemain$/, 2],
  [
    /^(?:le soir|le (?:(?:jour|soir|matin) meme|meme (?:jour|soir))|dans la (?:soiree|nuit|journee)|dans les (?:\w+ )?(?:premieres )?heures|\w+ heures (?:plus tard|apres))$/,
    0,
  ],
];
/** "Entrée 19/01/2025 02:14": in a note of the night the day is the one before. */
const CAME_AT_NIGHT = /\b(?:entree?|arriv\w*|admise?|admission)\b[^\n]{0,12}\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? (?:a )?0?[0-5] ?[:h] ?\d{2}/;
const DAY_BEFORE_NIGHT = /^dans la (?:journee|soiree)$/;
/** "10 mg le soir", "fatiguée le matin et le soir": when something is taken or felt, no evening of a day told before. */
const RHYTHM =
  /\d|\b(?:matin|midi|prises?|comprimes?|gelules?|gouttes?|sachets?|cp|gel|coucher|surtout|souvent|parfois|toujours|chaque|l'|un|une|depuis)\b/;
const isRhythm = ({ folded }: PageAnalysis, { start, end }: DateMention): boolean =>
  folded.slice(start, end) === 'le soir' && isTakenOrFelt(/[^,;.:\n]*$/.exec(folded.slice(Math.max(0, start - 60), start))?.[0] ?? '');
const isTakenOrFelt = (clause: string): boolean => RHYTHM.test(clause) || findDrugs(clause).length > 0;
const COURSE_DAY = /^(?:j ?\+? ?\d{1,3})$/;
/** "Au onzième jour postopératoire": a day counted from the operation, in words. */
const DAY_IN_WORDS = /^(?:au|le|du|vers le) .*\bjour$/;
const AFTER_OPERATION = /^ ?(?:post[- ]?op|post[- ]?chir|apres (?:l'|son |cette )(?:intervention|operation|chirurgie|acte))/;
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

/** The paper is that of the operation, or says what its days count from. */
const isZeroGiven = (analysis: PageAnalysis, context: FactContext, dates: readonly DateMention[]): boolean =>
  (context.documentType !== undefined && ACT_TYPES.has(context.documentType)) ||
  dates.some((mention) => mention.date === context.dayZero && isDay(mention.date) && namedZero(analysis, mention));

/** Days before a hospital's report in which the day that brought the patient in is sought. */
const LONGEST_ILLNESS = 90;

/** "Hémorragie constatée le 10 octobre … Crise à J3": in a report of a stay that gives no entry, the first day told of these weeks. */
const onsetOf = ({ documentDate, documentType }: FactContext, dates: readonly DateMention[], at: number): PartialDate | undefined =>
  documentType !== HOSPITAL_TYPE || !isDay(documentDate)
    ? undefined
    : dates.find(
        ({ kind, date, end }) =>
          kind === 'absolute' && isDay(date) && end <= at && date < documentDate && daysBetween(date, documentDate) <= LONGEST_ILLNESS,
      )?.date;

/** A day that no operation and no entry gives, told of the days before the paper. */
const fromOnset = (context: FactContext, dates: readonly DateMention[], { start, days = 0 }: DateMention): PartialDate | undefined => {
  const onset = onsetOf(context, dates, start);
  const date = onset === undefined ? undefined : addDays(onset, days, 'day');
  return date === undefined || date > (context.documentDate ?? '') ? undefined : date;
};

/** What a surgeon does, from which the days behind it are counted: no transfusion, no drain taken out. */
const OPERATION = new RegExp(
  `${ACT.source}|\\b(?:pontages?|amput\\w+|arthrodeses?|\\w{4,}otomies?|reconstruction|diep|lambeau|cure d[e'u]|plaque|avulsions?|extractions?|exereses?|resequ\\w+|embolis\\w+|thromboly\\w+)\\b`,
);

/**
 * "Pontage le 14/06/2019 ; reprise à J5": the operation dated last before a counted day, in the same paragraph. Where the paper has one
 * that its days count from, only another operation counts; of one in the sentence itself, a year will do.
 */
const lastOperation = (analysis: PageAnalysis, dates: readonly DateMention[], at: number, another: boolean): PartialDate | undefined => {
  const { page, folded, sentences } = analysis;
  const own = sentences[sentenceAt(analysis, at)]?.start ?? 0;
  const from = sentences[Math.max(0, sentenceAt(analysis, at) - COUNTED_WITHIN)]?.start ?? 0;
  return dates.findLast(({ kind, date, start, end }, index) => {
    if (
      kind !== 'absolute' ||
      date === undefined ||
      start < from ||
      (!isDay(date) && start < own) ||
      end > at ||
      /\n\s*\n/.test(folded.slice(end, at))
    )
      return false;
    const line = folded.slice(0, start).lastIndexOf('\n') + 1;
    // Between the date before and this one, else, where this one opens its clause, up to the next: "2018, éventration opérée ; à J6 …".
    const lead = { start: Math.max(line, start - OPERATION_LEAD, dates.findLast((one) => one.end <= start)?.end ?? 0), end: start };
    const opens = /(?:^|[.;:\n(|])\s*(?:(?:le|en|du|au) )?$/.test(folded.slice(lead.start, start)) || lead.start === start;
    const behind = { start: end, end: Math.min(at, dates[index + 1]?.start ?? at) };
    const isAct = (range: Range): boolean =>
      another
        ? OPERATION.test(folded.slice(range.start, range.end))
        : eventWords(page.text, folded, range).some((word) => word.class === 'acts');
    return isAct(lead) || (opens && isAct(behind));
  })?.date;
};

/** "trois ans plus tard", "six semaines auparavant": a distance in the story that the sentences tell. */
const STORY =
  /\b(jours?|semaines?|mois|ans?|annees?)(?: et demie?)?\s+(?:(plus tard|apres)|plus tot|auparavant|avant)$|^(?=au bout d)[^]*\b(jours?|semaines?|mois|ans?|annees?)(?: et demie?)?$/;
/** "six mois après la greffe" is counted from what follows. */
const FROM_NAMED = /^\s+(?:(?:de\s+)?(?:la|le|les|l'|son|sa|ses|cette?|ces|une?|leur|celui|celle)|d'|que|qu'|\w+ectomie|\w+plastie)/;
/** "48 heures après la première perfusion", "36 heures plus tard": from what follows, or another day. */
const isFromNamed = ({ folded }: PageAnalysis, { start, end, days = 0 }: DateMention): boolean =>
  days >= 1 || (folded.slice(start, end).endsWith('apres') && FROM_NAMED.test(folded.slice(end, end + 20)));

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
  const unit = distance[1] ?? distance[3] ?? '';
  const sign = distance[2] === undefined && distance[3] === undefined ? -1 : 1;
  if (unit.startsWith('an')) return addMonths(told.date, sign * Math.round(mention.days / 30.4), 'year');
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
      const nightly =
        (told === undefined || told === context.stay?.entry) &&
        DAY_BEFORE_NIGHT.test(words) &&
        CAME_AT_NIGHT.test(analysis.folded.slice(0, HEAD))
          ? -1
          : beside[1];
      const date =
        isDay(anchor) && !isRhythm(analysis, mention) && !isFromNamed(analysis, mention) ? addDays(anchor, nightly, 'day') : undefined;
      // "Évacué dans les six heures" looks ahead from what was told, not from the paper.
      const { direction, ...placed } = mention;
      return date === undefined ? mention : direction === 'in' ? { ...placed, date } : { ...mention, date };
    }
    const distance = STORY.exec(words);
    if (distance !== null) {
      const date = inTheStory(analysis, dates, mention, distance, context.documentDate);
      if (date === undefined) return mention;
      const { start, end, days } = mention;
      return { kind: mention.kind, start, end, date, ...(days === undefined ? {} : { days }) };
    }
    const { folded } = analysis;
    const counted =
      COURSE_DAY.test(words) || (DAY_IN_WORDS.test(words) && AFTER_OPERATION.test(folded.slice(mention.end, mention.end + 30)));
    if (!counted || mention.days === undefined || mention.days > MAX_COURSE_DAYS) return mention;
    if (OF_TREATMENT.test(analysis.folded.slice(mention.end, mention.end + 24))) return mention;
    if (OF_AN_EMBRYO.test(analysis.folded.slice(Math.max(0, mention.start - 40), mention.start))) return mention;
    // What a paper counts from its entry or its first operation, a sentence counts from the operation that it tells.
    const zero = isZeroGiven(analysis, context, dates)
      ? context.dayZero
      : (lastOperation(analysis, dates, mention.start, context.dayZero !== undefined && context.dayZero !== context.stay?.entry) ??
        context.dayZero);
    // "2018, éventration ; à J6 embolie": of an operation of which only the year is known, only the year.
    const date = zero === undefined ? fromOnset(context, dates, mention) : isDay(zero) ? addDays(zero, mention.days, 'day') : zero;
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
  /(?<=\b(?:du|le|vendredi|jeudi|mercredi|mardi|lundi|samedi|dimanche) )([12]?\d|3[01])(?:er)?(?= ?(?:[:,;.()\n]|$)| (?:de ce mois|(?:du|de ce|dudit) meme mois|dudit mois|courant|et|puis|par|a|sur(?! ?\d)|devant|au (?:matin|soir)|matin|soir|pour|sans|montr\w+|retrouv\w+)\b)/g;
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

/** Sentences, or letters, before a bare day in which its month is told. */
const MONTH_WITHIN = 3;
const STORY_LETTERS = 500;
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
    const sentence = sentences[sentenceAt(analysis, start)]?.start ?? 0;
    const from = Math.min(sentences[Math.max(0, sentenceAt(analysis, start) - MONTH_WITHIN)]?.start ?? 0, start - STORY_LETTERS);
    const told = dates.findLast(
      (mention) =>
        (mention.kind === 'absolute' || mention.kind === 'period' || isDay(mention.date)) &&
        (mention.date?.length === 10 || (mention.date?.length === 7 && mention.direction === undefined && mention.start >= sentence)) &&
        mention.date <= `${written}~` &&
        mention.start >= from &&
        mention.end <= start &&
        !/\n\s*\n/.test(folded.slice(mention.end, start)),
    );
    const own = OF_THIS_MONTH.test(folded.slice(end, end + 14)) || LED_BY_WEEKDAY.test(folded.slice(Math.max(0, start - 16), start));
    // "État de mal le 19", in a hospital's report that names no month: of the paper's.
    const ahead = DAY_AHEAD.test(folded.slice(Math.max(sentence, start - 60), start));
    const near = sentences[Math.max(0, sentenceAt(analysis, start) - MONTH_WITHIN)]?.start ?? 0;
    // What is to come has its month near it.
    if (ahead && !own && (told?.start ?? 0) < near) return [];
    const month = own ? written : (told?.endDate ?? told?.date ?? (context.documentType === HOSPITAL_TYPE ? written : undefined));
    if (month === undefined) return [];
    const { year, month: number } = partsOf(month);
    const here = partialDate(year, number, Number(found[1]));
    // "EEG à venir le 26", "prochaine NFS jeudi 30": of this month where it is still to come, else of the next.
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
