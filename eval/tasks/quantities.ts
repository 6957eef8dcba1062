import { analysePage } from '../../src/extract/text/analyse-page.js';
import { findQuantities } from './quantities/find-quantities.js';
import { convert } from './quantities/quantity-units.js';
import type { Quantity } from './quantities/quantity-units.js';
import { percent } from './counts.js';
import type { NeutralDocument } from './jsonl.js';
import type { TaskResult } from './qualifiers.js';
import { typedPage } from '../typed-document.js';

interface Expected {
  readonly text?: string;
  readonly label?: string;
  readonly value?: string | number;
  readonly unit?: string;
  readonly seconds?: number;
}

/** EDS-NLP calls a volume in millilitres the urine's. */
const LABELS: Readonly<Record<string, string>> = { urine_volume: 'volume' };

const agrees = (expected: Expected, quantity: Quantity | undefined, text: string): boolean => {
  if (quantity === undefined) return false;
  if (expected.seconds !== undefined) return convert(quantity.value, quantity.unit.name, 'second') === expected.seconds;
  if (typeof expected.value === 'number') return convert(quantity.value, quantity.unit.name, expected.unit ?? '') === expected.value;
  if (expected.text !== undefined && text.slice(quantity.start, quantity.end) !== expected.text) return false;
  if (expected.label !== undefined && (LABELS[expected.label] ?? expected.label) !== quantity.unit.label) return false;
  const [numbers = '', unit = ''] = (expected.value ?? '').split(' ');
  const [low, high] = numbers.split('-').map(Number);
  return quantity.value === low && quantity.high === high && quantity.unit.name === unit;
};

/** EDS-NLP's quantity cases: each expected quantity in order, none beyond them. */
export const quantitiesTask = (documents: readonly NeutralDocument[]): TaskResult => {
  let right = 0;
  let wanted = 0;
  const misses: string[] = [];
  const predictions: unknown[] = [];
  let spent = 0;
  for (const document of documents) {
    if (!(document.task ?? '').startsWith('quantities')) continue;
    const began = performance.now();
    const found = findQuantities(analysePage('document', typedPage(document.text)));
    spent += performance.now() - began;
    const listed = Array.isArray(document.expect)
      ? (document.expect as Expected[])
      : (document.entities ?? []).map((entity) => entity.expected as Expected);
    const exact = document.config?.['first_only'] === true || found.length === listed.length;
    const all = listed.map((expected, index) => agrees(expected, found[index], document.text));
    if (listed.length === 0) {
      wanted += 1;
      if (found.length === 0) right += 1;
      else misses.push(`${document.id ?? ''} expected none, found ${String(found.length)}`);
    }
    all.forEach((one, index) => {
      wanted += 1;
      if (one && exact) right += 1;
      else
        misses.push(
          `${document.id ?? ''} ${JSON.stringify(listed[index])} ours ${found.map((quantity) => `${String(quantity.value)}${quantity.high === undefined ? '' : `-${String(quantity.high)}`} ${quantity.unit.name}`).join(' | ')}`,
        );
    });
    predictions.push({
      ...document,
      predicted: found.map((quantity) => ({
        start: quantity.start,
        end: quantity.end,
        value: quantity.value,
        high: quantity.high,
        unit: quantity.unit.name,
      })),
    });
  }
  const share = wanted === 0 ? 1 : right / wanted;
  return {
    report: [`expected quantities ${String(wanted)}  right ${percent(share)} %`],
    figures: { right: share, documentsPerSecond: spent === 0 ? 0 : (1000 * predictions.length) / spent },
    predictions,
    misses,
  };
};
