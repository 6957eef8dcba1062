import type { SectionKind, SectionRange } from '../text/analysis.js';
import { daysBetween } from '../text/calendar.js';
import type { Dated } from './fact-builder.js';
import type { PageReading } from './page-reading.js';

/** "CONCLUSION (Banff 2013)", "(OMS 2022)", "selon l'ESC 2020": the edition of a classification, not the day of what it classes. */
const EDITION =
  /\b(?:banff|oms|who|uicc|ajcc|c?tnm|p?tnm|figo|pi-?rads|bi-?rads|ti-?rads|bethesda|paris|milan|esc|eau|acr|eular|slicc|ada|kdigo|ckd-epi|isn|rps|ishlt|isup|elts|eln|rome|tokyo|atlanta|montreal|dsm|gold|gina|has|criteres?|classification|recommandations?|referentiel|version|edition|consensus)[\w /'.-]{0,20}$/;
/** "ANTÉCÉDENTS (repris du dossier clinique 2021)": the paper from which a heading's text was taken dates none of what it tells. */
const TAKEN_FROM = /\b(?:repris(?:es?)?|re?copie[es]*|extraite?s?|tiree?s?|issue?s?|source|d'apres|selon|imprimee?s?)\b[^()\n]{0,40}$/;
/** "15/02/2026", "Le 15 février 2026 (Dr B.)", "Date : 15/02/2026 - Dr B.": the line below a heading that says nothing but when, and by whom. */
const DAY_LINE =
  /^\s*(?:(?:date ?:? ?|realisee?s? |effectuee?s? |pratiquee?s? )?(?:le |du |en date du )?(?:lundi |mardi |mercredi |jeudi |vendredi |samedi |dimanche )?)$/;
const BY_WHOM = /^(?: ?[,(–-]? ?(?:par (?:le |la )?)?(?:dr|pr|docteur|professeur|operateur)\b[^\n]{0,50})?[ .:)]*(?=\n|$)/;

/** The date in a section's heading, or alone in the line below it: "INTERVENTION LE 21/05/2019". */
export const sectionDate = (reading: PageReading, section: SectionRange | undefined): Dated => {
  const title = section?.title;
  if (title === undefined) return {};
  const { folded } = reading.analysis;
  const absolute = reading.dates.filter(({ date, kind }) => date !== undefined && kind === 'absolute');
  const mention =
    absolute.find(
      ({ start, end }) =>
        start >= title.start &&
        end <= title.end &&
        !EDITION.test(folded.slice(title.start, start)) &&
        !TAKEN_FROM.test(folded.slice(title.start, start)),
    ) ??
    absolute.find(
      ({ date, start, end }) =>
        date?.length === 10 &&
        start >= title.end &&
        section?.kind === 'procedure' &&
        /^[ \t:]*\n/.test(folded.slice(title.end, start)) &&
        DAY_LINE.test(folded.slice(title.end, start).replace(/^[ \t:]*\n/, '')) &&
        BY_WHOM.test(folded.slice(end)),
    );
  return mention?.date === undefined ? {} : { date: mention.date, dateSource: 'section' };
};

export const documentDate = (reading: PageReading): Dated =>
  reading.context.documentDate === undefined ? {} : { date: reading.context.documentDate, dateSource: 'document' };

/** What these tell is what brought the patient in, or what was found on arrival. */
const ON_ARRIVAL: ReadonlySet<SectionKind> = new Set(['reason', 'present-illness', 'examination', 'vital-signs']);
const BEFORE_COURSE: ReadonlySet<SectionKind> = new Set(['body', 'results', 'imaging', 'laboratory']);

const courseBegins = new WeakMap<PageReading, number>();

/** Where the first day after the entry is told, outside the letterhead: from there on a report tells the stay. */
const beginningOfCourse = (reading: PageReading, entry: string): number => {
  const known = courseBegins.get(reading);
  if (known !== undefined) return known;
  const { sections } = reading.analysis;
  const head = sections.find((section) => section.kind !== 'header')?.start ?? 0;
  const first = reading.dates.find(
    (mention) => mention.start >= head && mention.kind !== 'period' && mention.date?.length === 10 && mention.date > entry,
  );
  const at = reading.analysis.page.number > 1 ? 0 : (first?.start ?? reading.analysis.folded.length);
  courseBegins.set(reading, at);
  return at;
};

/** Days of a stay in which what it ends on was there when it began; longer ones are of a birth or of a rehabilitation. */
const SHORT_STAY = 45;
const HOSPITAL_TYPE = '34112-3';
const endsAStay = ({ context: { stay, documentType } }: PageReading): boolean => documentType === HOSPITAL_TYPE || stay?.exit !== undefined;
const CONCLUDES: ReadonlySet<SectionKind> = new Set(['conclusion', 'body', 'results']);

/**
 * The date that a fact without one of its own takes from its document: in a hospital report, the entry for what led to it; the diagnosis
 * that the report concludes on too, which nobody makes on the day of leaving.
 */
export const ownDate = (reading: PageReading, section: SectionRange | undefined, at: number, diagnosis = false): Dated => {
  const { stay, documentDate: written } = reading.context;
  const entry = stay?.entry;
  const kind = section?.kind;
  if (entry === undefined || kind === undefined) return documentDate(reading);
  const arrival =
    ON_ARRIVAL.has(kind) ||
    (BEFORE_COURSE.has(kind) && at < beginningOfCourse(reading, entry)) ||
    (diagnosis &&
      endsAStay(reading) &&
      CONCLUDES.has(kind) &&
      entry.length === 10 &&
      written?.length === 10 &&
      daysBetween(entry, written) <= SHORT_STAY);
  return arrival ? { date: entry, dateSource: 'document' } : documentDate(reading);
};

/** The act that brought the patient in is done on the day in the heading of the operation that the report tells. */
export const onDayOfAct = (reading: PageReading, kind: SectionKind | undefined, dated: Dated): Dated => {
  if (dated.date !== undefined || kind !== 'reason') return dated;
  const operation = reading.analysis.sections.find((section) => section.kind === 'procedure');
  const { date } = sectionDate(reading, operation);
  const { stay } = reading.context;
  return date === undefined || (stay?.entry !== undefined && date < stay.entry) ? dated : { date, dateSource: 'section' };
};
