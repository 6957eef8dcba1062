import type { PartialDate } from '../../../domain/citation.js';
import type { DateMention, PageAnalysis, Range } from '../../text/analysis.js';
import { unitAt, unitFits } from './value-lexicon.js';
import type { ProseValue } from './value-prose.js';
import { numberAt } from './value-tokens.js';

/** "L'HbA1c était à 12,4 %": told of the time that the sentence before gives. */
const IMPERFECT = /\b(?:etait|etaient|montrait|montraient|retrouvait|objectivait|revelait|atteignait|s'elevait)\b/;
const MAX_BACK = 260;

/**
 * The day that the sentence before a value told in the imperfect gives: "Le diabète a été découvert le 3 mai 2011. […]
 * L'HbA1c était à 11 %." Within the paragraph, and only where that sentence gives one single past day.
 */
export function carriedDate(
  analysis: PageAnalysis,
  statement: Range,
  found: ProseValue,
  dates: readonly DateMention[],
  documentDate: PartialDate | undefined,
): PartialDate | undefined {
  const { folded } = analysis;
  if (!IMPERFECT.test(folded.slice(found.clause.start, found.written.start))) return undefined;
  const floor = Math.max(0, statement.start - MAX_BACK, folded.lastIndexOf('\n\n', statement.start - 1));
  const near = dates.filter(
    (date) =>
      date.start >= floor &&
      date.end <= statement.start &&
      date.kind === 'absolute' &&
      date.date !== undefined &&
      date.direction !== 'since' &&
      date.direction !== 'until',
  );
  const days = new Set(near.map((date) => date.date));
  const [day] = days;
  return days.size === 1 && day !== undefined && (documentDate === undefined || day < documentDate) ? day : undefined;
}

const AGAIN =
  /^\W*(?:le|un|ce|au|son|lors du|la|une|cette)?\s*(?:dernier |dernière |nouveau |nouvelle |premier )?(?:controle|dosage|taux|valeur|chiffre|prelevement|mesure)\b([^.;:]{0,60}?)\b(?:est|etait|ressort|revient|revenait|est revenue?|reste|s'eleve|montre|retrouve|donne)(?: ce jour| toujours)? (?:a |de )?(?=[<>]?\s?\d)/;

/** "Le contrôle du 26 février est à 36 mg/g": the measure named in the sentence before, where the unit is one of its own. */
export function carriedValue(
  analysis: PageAnalysis,
  statement: Range,
  last: ProseValue | undefined,
  dates: readonly DateMention[],
): ProseValue | undefined {
  if (last === undefined || last.analyte.units.size === 0) return undefined;
  const { folded } = analysis;
  const { text } = analysis.page;
  const lead = AGAIN.exec(folded.slice(statement.start, Math.min(statement.end, statement.start + 140)).replace(/\s/g, ' '));
  if (lead === null) return undefined;
  const at = statement.start + lead[0].length;
  const number = numberAt(folded, at);
  if (number === undefined) return undefined;
  const unit = unitAt(text, folded, number.end + (folded[number.end] === ' ' || folded[number.end] === '\n' ? 1 : 0), last.analyte);
  if (unit === undefined || !unitFits(last.analyte, unit.unit)) return undefined;
  const date = dates.find(
    (mention) =>
      mention.start >= statement.start && mention.end <= number.start && mention.date !== undefined && mention.kind !== 'duration',
  )?.date;
  const clause = { start: statement.start, end: unit.end };
  return {
    start: number.start,
    end: unit.end,
    analyte: last.analyte,
    clause,
    written: { start: number.start, end: number.end },
    number: number.number,
    ...(number.comparator === undefined ? {} : { comparator: number.comparator }),
    unit,
    ...(date === undefined ? {} : { date }),
    earlier: false,
  };
}
