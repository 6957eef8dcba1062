import type { Fact } from '../../domain/fact.js';

const TIME = /\b([01]?\d|2[0-3])\s?[h:]\s?([0-5]\d)\b/g;

/**
 * The hour of a reading, in minutes from midnight: the last one written before its value in its quote ("07:30 1,12 g/L"), else one alone in
 * the quote; undefined where there is none, or where several leave a doubt.
 */
export function minutesOf(fact: Fact): number | undefined {
  const { quote } = fact.citations[0];
  const at = quote.indexOf(fact.value?.text ?? '\u0000');
  const times = [...quote.matchAll(TIME)].map((match) => ({ index: match.index, minutes: Number(match[1]) * 60 + Number(match[2]) }));
  const before = times.filter(({ index }) => index < at);
  if (before.length > 0) return before.at(-1)?.minutes;
  return times.length === 1 ? times[0]?.minutes : undefined;
}

/** Grams a litre of a glucose value, undefined for a unit that is none of glucose. Without a unit, above 20 it is mg/dL, below 4 g/L. */
export function gramsPerLitre(value: number, unit: string | undefined): number | undefined {
  switch (unit?.toLowerCase().replace(/\s/g, '')) {
    case 'g/l':
      return value;
    case 'mg/dl':
      return value / 100;
    case 'mmol/l':
      return value * 0.18016;
    case undefined:
      return value > 20 && value < 700 ? value / 100 : value > 0.1 && value < 4 ? value : undefined;
    default:
      return undefined;
  }
}
