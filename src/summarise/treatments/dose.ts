import type { Medication } from '../../domain/fact.js';
import { canonicalNumber, fold } from '../text.js';

/** Dose as the source writes it: strength, unit dose, frequency, without saying one thing twice. */
export function doseOf(medication: Medication): string | undefined {
  const parts: string[] = [];
  for (const part of [medication.strength, medication.dose, medication.frequency]) {
    if (part === undefined || part.trim() === '') continue;
    if (parts.some((other) => fold(other).includes(fold(part)))) continue;
    const wider = parts.findIndex((other) => fold(part).includes(fold(other)));
    if (wider >= 0) parts[wider] = part.trim();
    else parts.push(withoutOverlap(parts.at(-1), part.trim()));
  }
  return parts.length === 0 ? undefined : parts.join(', ');
}

/** "300 mg par jour" then "par jour en une prise" says "par jour" once. */
function withoutOverlap(before: string | undefined, part: string): string {
  const words = part.split(' ');
  for (let count = Math.min(4, words.length - 1); count > 1; count -= 1)
    if (before !== undefined && fold(before).endsWith(fold(words.slice(0, count).join(' ')))) return words.slice(count).join(' ');
  return part;
}

const UNITS: readonly (readonly [RegExp, string, number])[] = [
  [/(\d+(?:[.,]\d+)?)\s*(?:µg|ug|mcg|microgrammes?)/, 'mg', 0.001],
  [/(\d+(?:[.,]\d+)?)\s*(?:mg|milligrammes?)/, 'mg', 1],
  [/(\d+(?:[.,]\d+)?)\s*(?:g|grammes?)(?![a-z])/, 'mg', 1000],
  [/(\d+(?:[.,]\d+)?)\s*(?:ui|u|unites?)(?![a-z])/, 'ui', 1],
];

export interface Strength {
  readonly amount: number;
  readonly unit: string;
}

/** The amount of substance that a line names, in mg or international units; undefined where none is written. */
export function strengthOf(medication: Medication): Strength | undefined {
  const text = (medication.strength ?? medication.dose ?? '').replace(/(\d)[\s\u00a0\u202f](?=\d{3})/g, '$1').toLowerCase();
  for (const [pattern, unit, factor] of UNITS) {
    const match = pattern.exec(text);
    if (match?.[1] !== undefined) return { amount: Number(canonicalNumber(match[1])) * factor, unit };
  }
  return undefined;
}

/** Same amount and no different rhythm: what is not written does not differ. */
export function sameDose(a: Medication, b: Medication): boolean {
  const [left, right] = [strengthOf(a), strengthOf(b)];
  if (left !== undefined && right !== undefined && left.unit === right.unit && Math.abs(left.amount - right.amount) > 1e-9) return false;
  const [fa, fb] = [rhythmOf(a), rhythmOf(b)];
  return fa === undefined || fb === undefined || fa === fb;
}

/** Days between takes for what is not daily: weekly 7, monthly 30, "tous les 3 mois" 90; undefined for a daily rhythm or none written. */
export function rhythmOf(medication: Medication): number | undefined {
  const text = fold(`${medication.frequency ?? ''} ${medication.dose ?? ''}`);
  const every =
    /(?:tou(?:te)?s les|toutes les|par|\/|chaque|1 x|une fois par)\s*(\d+|deux|trois|quatre|six)?\s*(jours?|j|semaines?|sem|mois|ans?|trimestre)\b/.exec(
      text,
    );
  if (every === null)
    return /hebdomadaire/.test(text)
      ? 7
      : /mensuel/.test(text)
        ? 30
        : /trimestriel/.test(text)
          ? 90
          : /annuel/.test(text)
            ? 365
            : undefined;
  const words: Readonly<Record<string, number>> = { deux: 2, trois: 3, quatre: 4, six: 6 };
  const count = every[1] === undefined ? 1 : (words[every[1]] ?? Number(every[1]));
  const unit = every[2] ?? 'jour';
  const days = /^j/.test(unit) ? 1 : /^sem/.test(unit) ? 7 : unit === 'mois' ? 30 : unit === 'trimestre' ? 90 : 365;
  return count * days === 1 ? undefined : count * days;
}
