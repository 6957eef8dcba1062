import type { PartialDate } from '../../domain/citation.js';
import type { PageAnalysis } from '../text/analysis.js';
import { daysBetween } from '../text/calendar.js';
import { findDates } from '../text/dates.js';
import type { FactContext } from './fact-builder.js';
import { isOfPathology, specimenDay } from './specimen-day.js';

/** Letters at the top of a page where a report says on what day the patient was seen. */
const HEAD = 900;
/** Letters behind the day on its line: a heading tells no story. */
const REST = 80;
const WITH_YEAR = /\d{4}|[./-]\d\d$/;
/** Days between the patient's visit and the last hand on its report. */
const WRITTEN_WITHIN = 45;
/** "Journée du lundi", "HDJ du", "Vu en consultation le", "Séance de rééducation du", at the head of a line or behind a dash. */
const SEEN_ON =
  /(?:^|[-–—|:]\s*)[\s(*•]*(?:date (?:de (?:la )?)?)?(?:journee|hospitalisation de jour|hopital de jour|hdj|(?:tele)?consultation|visite|seance|entretien|venue|vue?|examinee?|recue?(?= (?:en|au|a la|aux) )|rencontree?)(?: (?:d'|de |du |des |en |au |a |l'|la |le )*[a-z'-]+){0,4}?\s*:?\s*(?:du|le|en date du|:)?\s*(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )?$/;
/** "Intervention du 07/06/2024" above an operation's report dictated on the 11th, "Prélevé le 20/05/2025 par …" above a histology of the 27th. */
const DONE_ON =
  /(?:^|[-–—|:(]\s*|\s{2,})[\s*•]*(?:date (?:de (?:l'|la )?|d')?)?(?:intervention|operation|acte|geste|prelevements?|prelevee?s?|operee?|realisee?|pratiquee?|effectuee?|examen)(?: chirurgicale?| operatoire| realisee?| effectuee?| pratiquee?)?\s*:?\s*(?:du|le|en date du|:)?\s*(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )?$/;
/** "SCANNER THORACO-ABDOMINO-PELVIEN du 08/04/2025": the title of a report typed a week later. */
const TITLED =
  /^[\s*]*(?:compte rendu (?:de |d'|du )?)?(?:scanner|tdm|irm|echo\w*|radio\w*|scintigraphie|mammographie|tep|coro\w*|\w*scopie|osteodensitometrie|cystographie|arthro\w*)\b[^.;:\n\d]{0,60}\b(?:du|le) $/;
/** What such a report calls itself, where its type is not known. */
const CALLED =
  /\bcompte[- ]?rendu (?:operatoire|d'intervention)\b|\banatomie (?:et cytologie )?pathologiques?\b|\banatomo-?(?:cyto-?)?pathologi/;
/** LOINC types of reports of an operation, of endoscopies, of histologies and of imaging. */
const REPORTS_AN_ACT: ReadonlySet<string> = new Set(['34874-8', '11504-8', '28570-0', '18745-0', '11526-1', '18748-4']);
/** Another visit than the one reported: "suite à la consultation du", "prochaine visite le", "vu pour la dernière fois le". */
const ANOTHER =
  /\b(?:suite|apres|depuis|avant|prochaine?|derniere?|precedente?|premiere?|prevue?s?|rendez-vous|rdv|convocation|compte[- ]rendu|cr|courrier|lettre|arret)\b/;

/** Letters in which a paper says what it is. */
const TITLE = 400;

/** Whether a paper reports one act of one day, by its type or by what it calls itself. */
export const reportsAnAct = ({ folded }: PageAnalysis, documentType: string | undefined): boolean =>
  (documentType !== undefined && REPORTS_AN_ACT.has(documentType)) || CALLED.test(folded.slice(0, TITLE));

/**
 * The day on which the patient was seen, where the top of a report gives it and the report itself is dated some days after: "Journée du
 * lundi 14 octobre — compte rendu du 15". What the report tells without a date of its own is of that day, in
 * the report of an act the day on which it was done or its sample taken.
 */
export function careDay(analysis: PageAnalysis, { documentDate, documentType, birthDate }: FactContext): PartialDate | undefined {
  if (documentDate?.length !== 10) return undefined;
  const reference = { documentDate, ...(birthDate === undefined ? {} : { birthDate }) };
  const head = analysis.folded.slice(0, HEAD);
  const mentions = findDates(analysis, reference);
  const days = mentions.flatMap(({ kind, date, start, end }) => {
    if (kind !== 'absolute' || date?.length !== 10 || end > HEAD || !WITH_YEAR.test(head.slice(start, end))) return [];
    const lead = head.slice(head.lastIndexOf('\n', start - 1) + 1, start);
    return [{ date, lead, rest: /^[^\n]*/.exec(head.slice(end))?.[0] ?? '' }];
  });
  const act = reportsAnAct(analysis, documentType);
  const done = days.filter(
    ({ lead, rest }) =>
      (act && !ANOTHER.test(lead) && (DONE_ON.test(lead) || (TITLED.test(lead) && rest.trim() === ''))) ||
      (SEEN_ON.test(lead) && !ANOTHER.test(lead) && rest.trim().length <= REST && !/\bce jour\b|aujourd'hui|\brevue?\b/.test(rest)),
  );
  if (done.some(({ date }) => date === documentDate)) return undefined;
  const specimen = act && isOfPathology(analysis, documentType) ? specimenDay(analysis, mentions, documentDate) : undefined;
  const day = specimen?.date ?? done[0]?.date;
  const before = day === undefined ? 0 : daysBetween(day, documentDate);
  return before > 0 && before <= WRITTEN_WITHIN ? day : undefined;
}
