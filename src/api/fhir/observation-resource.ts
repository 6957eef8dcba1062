import type { Observation, Quantity } from 'fhir/r4.js';
import type { Fact, Value } from '../../domain/fact.js';
import type { Statement } from '../../domain/synthesis.js';
import { coded, concept, UCUM, UNKNOWN_DATE } from './systems.js';

const CATEGORY = 'http://terminology.hl7.org/CodeSystem/observation-category';
const INTERPRETATION = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation';
const VITAL_SIGNS = '8716-3';

/** A measured value, with the source's own flag and range: nothing is recomputed. */
export function measuredObservation(statement: Statement, facts: readonly Fact[], subject: string, sectionCode: string): Observation {
  const [fact] = facts;
  const value = fact?.value;
  const quantity = value === undefined ? undefined : quantityOf(value);
  const date = statement.fact.date;
  return {
    resourceType: 'Observation',
    // What a laboratory coded is its result; what was read from a page is one to verify.
    status: fact !== undefined && /^(cda|fhir|hl7)/.test(fact.origin) ? 'final' : 'preliminary',
    category: [coded(CATEGORY, category(sectionCode, quantity, date))],
    code: concept(statement.fact.label, [fact?.code]),
    subject: { reference: subject },
    ...(date === undefined ? { _effectiveDateTime: UNKNOWN_DATE } : { effectiveDateTime: date }),
    ...(quantity !== undefined
      ? { valueQuantity: quantity }
      : { valueString: value === undefined ? statement.text : [value.text, value.unit].filter((part) => part !== undefined).join(' ') }),
    ...(value?.flag === undefined ? {} : { interpretation: [coded(INTERPRETATION, value.flag)] }),
    ...(value?.rangeText === undefined ? {} : { referenceRange: [{ text: value.rangeText }] }),
  };
}

/** What is said in words of a way of life or a pregnancy. */
export function toldObservation(statement: Statement, facts: readonly Fact[], subject: string): Observation {
  const date = statement.fact.date;
  return {
    resourceType: 'Observation',
    status: 'preliminary',
    category: [coded(CATEGORY, 'social-history')],
    code: concept(statement.fact.label, [facts[0]?.code]),
    subject: { reference: subject },
    ...(date === undefined ? { _effectiveDateTime: UNKNOWN_DATE } : { effectiveDateTime: date }),
    valueString: statement.text,
  };
}

/** FHIR asks of a vital sign a day and a quantity. */
function category(sectionCode: string, quantity: Quantity | undefined, date: string | undefined): string {
  if (sectionCode !== VITAL_SIGNS) return 'laboratory';
  return quantity?.code !== undefined && date?.length === 10 ? 'vital-signs' : 'exam';
}

function quantityOf({ number, comparator, unit, ucum }: Value): Quantity | undefined {
  if (number === undefined) return undefined;
  return {
    value: number,
    ...(comparator === undefined ? {} : { comparator }),
    ...(unit === undefined ? {} : { unit }),
    ...(ucum === undefined ? {} : { system: UCUM, code: ucum }),
  };
}
