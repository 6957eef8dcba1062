import type { PartialDate } from '../../domain/citation.js';
import type { PageAnalysis } from '../text/analysis.js';
import { daysBetween } from '../text/calendar.js';
import { findDates } from '../text/dates.js';
import type { FactContext } from './fact-builder.js';

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
/** Another visit than the one reported: "suite à la consultation du", "prochaine visite le", "vu pour la dernière fois le". */
const ANOTHER =
  /\b(?:suite|apres|depuis|avant|prochaine?|derniere?|precedente?|premiere?|prevue?s?|rendez-vous|rdv|convocation|compte[- ]rendu|cr|courrier|lettre|arret)\b/;

/**
 * The day on which the patient was seen, where the top of a report gives it and the report itself is dated some days after: "Journée du
 * lundi 14 octobre — compte rendu du 15". What the report tells without a date of its own is of that day.
 */
export function careDay(analysis: PageAnalysis, { documentDate, birthDate }: FactContext): PartialDate | undefined {
  if (documentDate?.length !== 10) return undefined;
  const reference = { documentDate, ...(birthDate === undefined ? {} : { birthDate }) };
  const head = analysis.folded.slice(0, HEAD);
  const seen = findDates(analysis, reference).filter(({ kind, date, start, end }) => {
    if (kind !== 'absolute' || date?.length !== 10 || end > HEAD || !WITH_YEAR.test(head.slice(start, end))) return false;
    const lead = head.slice(head.lastIndexOf('\n', start - 1) + 1, start);
    const rest = /^[^\n]*/.exec(head.slice(end))?.[0] ?? '';
    return SEEN_ON.test(lead) && !ANOTHER.test(lead) && rest.trim().length <= REST && !/\bce jour\b|aujourd'hui|\brevue?\b/.test(rest);
  });
  if (seen.some(({ date }) => date === documentDate)) return undefined;
  const day = seen[0]?.date;
  const days = day === undefined ? 0 : daysBetween(day, documentDate);
  return days > 0 && days <= WRITTEN_WITHIN ? day : undefined;
}
