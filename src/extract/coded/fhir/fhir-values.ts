import type { PartialDate } from '../../../domain/citation.js';
import type { Value } from '../../../domain/fact.js';
import { frenchDate, partialDate } from '../dates.js';
import { flagOf, frenchNumber, frenchUnit, numberOf } from '../quantities.js';
import { codings, conceptLabel } from './fhir-codes.js';
import type { FhirObject } from './fhir-tree.js';
import { objects, text } from './fhir-tree.js';

/** A Quantity as printed: "11,4 g/dL". */
export function printQuantity(quantity: FhirObject | undefined): string | undefined {
  const written = text(quantity, 'value');
  if (written === undefined) return undefined;
  const unit = text(quantity, 'unit') ?? frenchUnit(text(quantity, 'code'));
  return `${frenchNumber(written)}${unit === undefined ? '' : ` ${unit}`}`;
}

function quantityValue(quantity: FhirObject): Value | undefined {
  const written = text(quantity, 'value');
  if (written === undefined) return undefined;
  const number = numberOf(written);
  const ucum = text(quantity, 'code');
  const unit = text(quantity, 'unit') ?? frenchUnit(ucum);
  const comparator = (['<', '<=', '>', '>='] as const).find((each) => each === text(quantity, 'comparator'));
  const symbol = comparator === undefined ? '' : `${{ '<': '<', '<=': '≤', '>': '>', '>=': '≥' }[comparator]} `;
  return {
    text: `${symbol}${frenchNumber(written)}`,
    ...(number === undefined ? {} : { number }),
    ...(comparator === undefined ? {} : { comparator }),
    ...(unit === undefined ? {} : { unit }),
    ...(ucum === undefined ? {} : { ucum }),
  };
}

/** The value of an Observation or of one of its components, with range and interpretation. */
export function observationValue(node: FhirObject): Value | undefined {
  const value = bareValue(node);
  if (value === undefined) return undefined;
  const interpretations = objects(node, 'interpretation').flatMap((each) => codings(each)[0]?.code ?? []);
  const flag = flagOf(interpretations);
  return {
    ...value,
    ...rangeOf(node),
    ...(flag === undefined ? {} : { flag }),
    ...(interpretations.length === 0 ? {} : { interpretation: interpretations.join(' ') }),
  };
}

function bareValue(node: FhirObject): Value | undefined {
  const quantity = objects(node, 'valueQuantity')[0];
  if (quantity !== undefined) return quantityValue(quantity);
  const concept = objects(node, 'valueCodeableConcept')[0];
  const words = conceptLabel(concept) ?? text(node, 'valueString');
  if (words !== undefined) {
    const number = numberOf(words);
    return { text: words, ...(number === undefined ? {} : { number }) };
  }
  const boolean = text(node, 'valueBoolean');
  if (boolean !== undefined) return { text: boolean === 'true' ? 'oui' : 'non' };
  const integer = text(node, 'valueInteger');
  const number = numberOf(integer);
  if (integer !== undefined) return { text: integer, ...(number === undefined ? {} : { number }) };
  const date = partialDate(text(node, 'valueDateTime') ?? text(node, 'valuePeriod', 'start'));
  if (date !== undefined) return { text: frenchDate(date) };
  const range = [printQuantity(objects(node, 'valueRange', 'low')[0]), printQuantity(objects(node, 'valueRange', 'high')[0])].filter(
    (each) => each !== undefined,
  );
  if (range.length > 0) return { text: range.join(' - ') };
  const ratio = [text(node, 'valueRatio', 'numerator', 'value'), text(node, 'valueRatio', 'denominator', 'value')].filter(
    (each) => each !== undefined,
  );
  return ratio.length > 0 ? { text: ratio.map(frenchNumber).join('/') } : undefined;
}

function rangeOf(node: FhirObject): Pick<Value, 'rangeText' | 'low' | 'high'> {
  const ranges = objects(node, 'referenceRange');
  const range = ranges.find((each) => codings(each.type)[0]?.code === 'normal') ?? ranges[0];
  const lowText = text(range, 'low', 'value');
  const highText = text(range, 'high', 'value');
  const low = numberOf(lowText);
  const high = numberOf(highText);
  const words =
    text(range, 'text') ??
    (lowText !== undefined && highText !== undefined
      ? `${frenchNumber(lowText)} - ${frenchNumber(highText)}`
      : lowText !== undefined
        ? `≥ ${frenchNumber(lowText)}`
        : highText === undefined
          ? undefined
          : `≤ ${frenchNumber(highText)}`);
  return {
    ...(words === undefined ? {} : { rangeText: words }),
    ...(low === undefined ? {} : { low }),
    ...(high === undefined ? {} : { high }),
  };
}

/** Beginning and end of a resource, in the order FHIR names its dates; `fields` are stems such as "effective". */
export function datesOf(node: FhirObject, ...fields: readonly string[]): { date?: PartialDate; endDate?: PartialDate } {
  for (const field of fields) {
    const date = partialDate(
      text(node, `${field}DateTime`) ??
        text(node, `${field}Instant`) ??
        text(node, `${field}Period`, 'start') ??
        text(node, `${field}Date`) ??
        text(node, field),
    );
    const endDate = partialDate(text(node, `${field}Period`, 'end'));
    if (date !== undefined || endDate !== undefined)
      return { ...(date === undefined ? {} : { date }), ...(endDate === undefined ? {} : { endDate }) };
  }
  return {};
}
