import type { Fact } from '../../domain/fact.js';

/** Where a result is by itself what happened on its day: at or under `low`, at or over `high`, in the unit that `unit` matches. */
interface Bounds {
  readonly unit: RegExp;
  readonly low?: number;
  readonly high?: number;
}

/**
 * Values at which a laboratory calls the doctor, as French biologists list them (SFBC and COFRAC notes on critical results); the tighter
 * where lists differ. Creatinine: acute injury or the end of the kidneys.
 */
const GRAVE: Readonly<Record<string, readonly Bounds[]>> = {
  'value:potassium': [{ unit: /^(?:mmol|meq)?/i, low: 2.9, high: 6.2 }],
  'value:sodium': [{ unit: /^(?:mmol|meq)?/i, low: 124, high: 155 }],
  'value:creatinine': [
    { unit: /mol/i, high: 300 },
    { unit: /^mg\/l/i, high: 34 },
  ],
  'value:inr': [{ unit: /^$/, high: 5 }],
  'value:hemoglobine': [
    { unit: /^(?:g\/dl|g\/100 ?ml)?$/i, low: 7 },
    { unit: /^g\/l/i, low: 70 },
  ],
  'value:plaquettes': [{ unit: /^(?:g|giga)\/l|^10|^$/i, low: 30 }],
  'value:neutrophiles': [{ unit: /^(?:g|giga)\/l/i, low: 0.5 }],
  'value:glycemie': [{ unit: /^g\/l/i, low: 0.4, high: 5 }],
  'value:calcium': [{ unit: /mmol/i, low: 1.65, high: 3.2 }],
};
/** What no body holds is a slip of the pen. */
const POSSIBLE: Readonly<Record<string, readonly [number, number]>> = {
  'value:potassium': [1.2, 10],
  'value:sodium': [95, 190],
  'value:inr': [0.5, 20],
  'value:hemoglobine': [2, 250],
};

/** A result that is an event of its day, whatever the rest of its paper says. */
export function isGrave({ concept = '', value, qualifiers }: Fact): boolean {
  const { number, unit = '' } = value ?? {};
  const bounds = GRAVE[concept]?.find((one) => one.unit.test(unit));
  if (number === undefined || bounds === undefined || qualifiers.hypothetical || qualifiers.negated) return false;
  const [least, most] = POSSIBLE[concept] ?? [0, Infinity];
  if (number < least || number > most) return false;
  return (bounds.low !== undefined && number <= bounds.low) || (bounds.high !== undefined && number >= bounds.high);
}
