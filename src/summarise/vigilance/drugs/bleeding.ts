import type { Fact } from '../../../domain/fact.js';
import type { Vigilance } from '../../../domain/synthesis.js';
import { daysBetween, onDate } from '../../dates.js';
import { isAffirmed } from '../../line.js';
import { among } from '../../per-document.js';
import { writeValue } from '../../templates.js';
import { decapitalise, fold } from '../../text.js';
import { sideBySide, type Side, type VigilanceInput } from '../warning.js';
import { quoteWords } from '../../quote.js';

/** ATC: antithrombotic agents. */
const ANTITHROMBOTIC = /^B01A/;
const BLEEDING =
  /\b(?:melena|selles? noires?|rectorragies?|hematurie|hemoptysie|hematemese|epistaxis|saignements?|hemorragi\w+|hematomes?|gingivorragies?|metrorragies?|menorragies?|sang dans les (?:selles|urines))\b/;
const RECENT_DAYS = 400;
/** A fall of this share of the haemoglobin goes with it. */
const FALL = 0.05;

const bleedings = among(
  (fact: Fact) =>
    fact.kind === 'condition' &&
    isAffirmed(fact) &&
    !fact.qualifiers.family &&
    BLEEDING.test(fold(fact.label)) &&
    !/\brisque\b|en cas de|surveill/.test(quoteWords(fact)),
);

/** A sign of bleeding since less than about a year beside an antithrombotic that is taken, with the fall of the haemoglobin where there is one. */
export function bleedingUnderAnticoagulant({ facts, histories, series, sources, reference }: VigilanceInput): readonly Vigilance[] {
  const thinner = histories.find((history) => history.state === 'current' && ANTITHROMBOTIC.test(history.atc ?? ''));
  const taken = thinner?.events.findLast((event) => event.act === 'take');
  if (thinner === undefined || taken === undefined) return [];
  const signs = bleedings(facts).filter((fact) => {
    const date = fact.date ?? sources.dateOf(fact.documentId);
    return date !== undefined && daysBetween(date, reference) <= RECENT_DAYS && daysBetween(thinner.events[0]?.date ?? date, date) >= 0;
  });
  const sign = signs.at(-1);
  if (sign === undefined) return [];
  const haemoglobin = series
    .filter((one) => /^hemoglobine$/.test(fold(one.analyte)))
    .toSorted((a, b) => b.points.length - a.points.length)[0];
  const [before, last] = haemoglobin?.points.slice(-2) ?? [];
  const fell =
    before?.value.number !== undefined &&
    last?.value.number !== undefined &&
    daysBetween(last.date, reference) <= RECENT_DAYS &&
    last.value.number <= before.value.number * (1 - FALL);
  const sides: Side[] = [
    { says: decapitalise(sign.label), fact: sign, also: signs },
    ...(fell && last !== undefined ? [{ says: `hémoglobine ${writeValue(last.value)} ${onDate(last.date)}`, fact: last.facts[0] }] : []),
    { says: `${thinner.label} en cours`, fact: taken.fact },
  ];
  return [
    sideBySide({
      rule: 'vigilance:bleeding-under-antithrombotic',
      kind: 'safety',
      subject: `Saignement et ${thinner.label}`,
      sides,
      importance: 3,
      sources,
    }),
  ];
}
