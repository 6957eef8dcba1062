import type { Code } from '../../../domain/document.js';
import type { Value } from '../../../domain/fact.js';
import { partialDate, frenchDate } from '../dates.js';
import type { Passage } from '../fact-composer.js';
import { hasWords } from '../fact-composer.js';
import { frenchNumber, frenchUnit, numberOf, writtenIn, writtenRange } from '../quantities.js';
import { shortDisplay } from '../terminology.js';
import type { XmlElement } from '../xml.js';
import { allAt, at, attribute, childrenNamed, textOf } from '../xml.js';

/** Finds the narrative that a reference points to: `#id`, `id`, or nothing where the reference is empty or dangling. */
export type Resolve = (reference: string | undefined) => Passage | undefined;

const LOINC = '2.16.840.1.113883.6.1';

const localType = (node: XmlElement): string => (attribute(node, 'type') ?? '').replace(/^.*:/, '');

export const referenceOf = (node: XmlElement | undefined): string | undefined => attribute(at(node, 'reference'), 'value');

/** The narrative of a coded value: its originalText by reference, or the words written there. */
export function originalText(node: XmlElement | undefined, resolve: Resolve): { text: string; passage?: Passage } | undefined {
  const original = at(node, 'originalText') ?? at(node, 'translation', 'originalText');
  const passage = resolve(referenceOf(original));
  if (passage !== undefined && hasWords(passage.text)) return { text: oneLine(passage.text), passage };
  const words = textOf(original);
  return hasWords(words) ? { text: words } : undefined;
}

export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The code a CD carries, or that of its first coded translation. */
export function codeOf(node: XmlElement | undefined): Code | undefined {
  if (node === undefined) return undefined;
  for (const each of [node, ...childrenNamed(node, 'translation')]) {
    const code = attribute(each, 'code');
    if (code === undefined) continue;
    const display = attribute(each, 'displayName');
    return { system: attribute(each, 'codeSystem') ?? '', code, ...(display === undefined ? {} : { display: oneLine(display) }) };
  }
  return undefined;
}

export const codesOf = (node: XmlElement | undefined): Code[] =>
  node === undefined
    ? []
    : [node, ...childrenNamed(node, 'translation')].flatMap((each) => {
        const code = attribute(each, 'code');
        const display = attribute(each, 'displayName');
        return code === undefined
          ? []
          : [{ system: attribute(each, 'codeSystem') ?? '', code, ...(display === undefined ? {} : { display: oneLine(display) }) }];
      });

/** Words that can name something: an answer ("Oui") or a number names nothing. */
export const names = (text: string): boolean => /\p{L}/u.test(text) && !/^(oui|non)$/i.test(text.trim());

const LONGEST_LABEL = 120;

/** What to call a coded concept: its narrative where that is short, else its display; undefined where it only has a code. */
export function labelOf(node: XmlElement | undefined, resolve: Resolve): string | undefined {
  const original = originalText(node, resolve);
  if (original !== undefined && names(original.text) && original.text.length <= LONGEST_LABEL) return original.text;
  const code = codeOf(node);
  const display = code?.display;
  if (display !== undefined && hasWords(display)) return code?.system === LOINC ? shortDisplay(display) : display;
  return original?.text.slice(0, LONGEST_LABEL);
}

interface Bound {
  readonly number: number | undefined;
  readonly written: string;
  readonly unit: string | undefined;
  readonly inclusive: boolean;
}

function boundOf(node: XmlElement | undefined): Bound | undefined {
  const written = attribute(node, 'value');
  return written === undefined
    ? undefined
    : { number: numberOf(written), written, unit: attribute(node, 'unit'), inclusive: attribute(node, 'inclusive') !== 'false' };
}

/** Any CDA value as a Value; undefined where it says nothing (nullFlavor without words). `rows` are the cells of its narrative. */
export function valueOf(node: XmlElement, resolve: Resolve, cells: readonly string[]): Value | undefined {
  const type = localType(node);
  const low = boundOf(at(node, 'low'));
  const high = boundOf(at(node, 'high'));
  if (/^(TS|IVL_TS)$/.test(type)) return dateValue(node);
  if (low !== undefined || high !== undefined) return intervalValue(low, high, cells);
  const written = attribute(node, 'value');
  if (type === 'BL' && written !== undefined) return { text: written === 'true' ? 'oui' : 'non' };
  if (type.startsWith('RTO')) return ratioValue(node);
  const number = numberOf(written);
  if (number !== undefined && !/^(ST|ED|CD|CE|CV|CS)$/.test(type))
    return quantityValue(number, written ?? '', attribute(node, 'unit'), cells);
  // The code leads where there is one: its narrative may disagree, which the reader is told.
  const words =
    codeOf(node)?.display ??
    originalText(node, resolve)?.text ??
    resolve(referenceOf(node))?.text ??
    attribute(node, 'displayName') ??
    textOf(node);
  if (hasWords(words) || /^[+-]+$/.test(words.trim())) return wordValue(oneLine(words));
  const fallback = written ?? codeOf(node)?.code;
  return fallback === undefined ? undefined : wordValue(fallback);
}

function wordValue(text: string): Value {
  const number = numberOf(text);
  return { text, ...(number === undefined ? {} : { number }) };
}

function dateValue(node: XmlElement): Value | undefined {
  const date = partialDate(attribute(node, 'value') ?? attribute(at(node, 'low'), 'value'));
  return date === undefined ? undefined : { text: frenchDate(date) };
}

function ratioValue(node: XmlElement): Value | undefined {
  const numerator = attribute(at(node, 'numerator'), 'value');
  const denominator = attribute(at(node, 'denominator'), 'value');
  return numerator === undefined
    ? undefined
    : { text: denominator === undefined ? frenchNumber(numerator) : `${frenchNumber(numerator)}/${frenchNumber(denominator)}` };
}

function quantityValue(number: number, written: string, unit: string | undefined, cells: readonly string[]): Value {
  const narrative = writtenIn(cells, number);
  const printed = narrative?.unit ?? frenchUnit(unit);
  const text = narrative === undefined || /^[<>≤≥]/.test(narrative.text) ? frenchNumber(written) : narrative.text;
  return { text, number, ...(printed === undefined ? {} : { unit: printed }), ...(unit === undefined ? {} : { ucum: unit }) };
}

/** A bound ("< 1,0") or an interval as a result; inclusive unless the source says otherwise or its narrative writes it strict. */
function intervalValue(low: Bound | undefined, high: Bound | undefined, cells: readonly string[]): Value | undefined {
  const bound = low ?? high;
  if (bound === undefined) return undefined;
  const ucum = low?.unit ?? high?.unit;
  const unit = frenchUnit(ucum);
  const units = { ...(unit === undefined ? {} : { unit }), ...(ucum === undefined ? {} : { ucum }) };
  if (low !== undefined && high !== undefined) {
    if (low.number !== undefined && low.number === high.number) return quantityValue(low.number, low.written, low.unit, cells);
    return { text: `${frenchNumber(low.written)} - ${frenchNumber(high.written)}`, ...units };
  }
  const narrative = bound.number === undefined ? undefined : writtenIn(cells, bound.number);
  const strict =
    narrative !== undefined && /^[<>](?!\s*=)/.test(narrative.text)
      ? true
      : narrative !== undefined && /^([≤≥]|[<>]\s*=)/.test(narrative.text)
        ? false
        : !bound.inclusive;
  const comparator = low === undefined ? (strict ? '<' : '<=') : strict ? '>' : '>=';
  const symbol = { '<': '<', '<=': '≤', '>': '>', '>=': '≥' }[comparator];
  const text = narrative !== undefined && /^[<>≤≥]/.test(narrative.text) ? narrative.text : `${symbol} ${frenchNumber(bound.written)}`;
  return {
    text,
    ...(bound.number === undefined ? {} : { number: bound.number }),
    comparator,
    ...units,
    ...(narrative?.unit === undefined ? {} : { unit: narrative.unit }),
  };
}

/** The reference range: the one for "normal" where there are several; its own text where it has one. */
export function rangeOf(
  observation: XmlElement,
  resolve: Resolve,
  cells: readonly string[] = [],
): Pick<Value, 'rangeText' | 'low' | 'high'> {
  const ranges = allAt(observation, 'referenceRange', 'observationRange');
  const range = ranges.find((each) => attribute(at(each, 'interpretationCode'), 'code') === 'N') ?? ranges[0];
  if (range === undefined) return {};
  const value = at(range, 'value');
  const low = boundOf(at(value, 'low'));
  const high = boundOf(at(value, 'high'));
  const passage = resolve(referenceOf(at(range, 'text')));
  const words = [
    passage?.text,
    textOf(at(range, 'text')),
    value === undefined || low !== undefined || high !== undefined ? undefined : valueOf(value, resolve, [])?.text,
  ].find((each) => each !== undefined && hasWords(each));
  const rangeText = words === undefined ? (writtenRange(cells, low?.number, high?.number) ?? rangeWords(low, high)) : oneLine(words);
  return {
    ...(rangeText === undefined ? {} : { rangeText }),
    ...(low?.number === undefined ? {} : { low: low.number }),
    ...(high?.number === undefined ? {} : { high: high.number }),
  };
}

function rangeWords(low: Bound | undefined, high: Bound | undefined): string | undefined {
  if (low !== undefined && high !== undefined) return `${frenchNumber(low.written)} - ${frenchNumber(high.written)}`;
  if (high !== undefined) return `${high.inclusive ? '≤' : '<'} ${frenchNumber(high.written)}`;
  return low === undefined ? undefined : `${low.inclusive ? '≥' : '>'} ${frenchNumber(low.written)}`;
}
