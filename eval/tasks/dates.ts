import { analysePage } from '../../src/extract/text/analyse-page.js';
import { findDates } from '../../src/extract/text/dates.js';
import { findTimes, type TimeMention } from '../../src/extract/text/time-expressions.js';
import { percent } from './counts.js';
import { Offsets } from './jsonl.js';
import type { NeutralDocument, NeutralEntity } from './jsonl.js';
import type { TaskResult } from './qualifiers.js';
import { typedPage } from '../typed-document.js';

/** Gold labels of dates and lengths in the corpora that we know; an unlabelled entity of a dates file is one too. */
const DATE_LABEL = /^(?:date|duration|duree|period|periode|time|timex|timex3|age|relative|absolute|gestational|set|prepostexp)/i;

const isDate = (entity: NeutralEntity): boolean => {
  const label = entity.label ?? entity.type;
  return label === undefined || DATE_LABEL.test(label);
};

/** The date where the gold has none of its own: what its year-less cases lean on. */
const FALLBACK = '2020-12-31';

const goldValue = (entity: NeutralEntity): string | undefined => {
  const value = entity.value ?? entity.expected?.['value'] ?? entity['norm'];
  return typeof value === 'string' ? value : undefined;
};

/** EDS-NLP's cases state parts of a date, or its distance in days. */
const agreesWithParts = (expected: Readonly<Record<string, unknown>>, mention: TimeMention, reference: string): boolean => {
  const [year, month, day] = (mention.date ?? '').split('-').map(Number);
  const norm = expected['norm'];
  if (expected['datetime'] === null) return mention.date === undefined;
  if (expected['period'] === true) return mention.kind === 'period';
  const distance = typeof norm === 'string' ? /^[~+-]?(\d+) days?$/.exec(norm)?.[1] : undefined;
  if (distance !== undefined) {
    if (mention.days !== undefined && Math.round(mention.days) === Number(distance)) return true;
    return mention.date === reference && distance === '0';
  }
  if (typeof expected['direction'] === 'string' && norm === undefined) {
    const length = (name: string, days: number): number => (typeof expected[name] === 'number' ? expected[name] * days : 0);
    return (
      mention.days !== undefined &&
      Math.round(mention.days) === length('year', 365) + length('month', 30) + length('week', 7) + length('day', 1)
    );
  }
  const wanted = [
    [expected['year'], year],
    [expected['month'], month],
    [expected['day'], day],
  ] as const;
  if (wanted.some(([gold]) => gold !== undefined)) return wanted.every(([gold, own]) => gold === undefined || gold === own);
  return typeof norm === 'string' ? norm.replace(/-\?\?/g, '') === mention.date : true;
};

/**
 * Spans and values predicted. A gold date or other expression of time is found when a mention overlaps it, right when its value agrees too;
 * on exhaustive documents a mention that overlaps none is spurious.
 */
export const datesTask = (documents: readonly NeutralDocument[]): TaskResult => {
  let gold = 0;
  let found = 0;
  let exact = 0;
  let valued = 0;
  let right = 0;
  let spurious = 0;
  let predicted = 0;
  let spent = 0;
  let characters = 0;
  const misses: string[] = [];
  const predictions: unknown[] = [];
  for (const document of documents) {
    // A corpus of several tasks: only its date cases are dates.
    if (document.entities === undefined || (document.task !== undefined && !/date|period|deid/.test(document.task))) continue;
    const wanted = document.entities.filter(isDate);
    const offsets = new Offsets(document.text);
    const stated = document.referenceDate ?? document.config?.['note_datetime'];
    const reference = typeof stated === 'string' ? stated.slice(0, 10) : FALLBACK;
    const began = performance.now();
    const analysis = analysePage('document', typedPage(document.text));
    const anchors = {
      documentDate: reference,
      ...(document.birthDate === undefined ? {} : { birthDate: document.birthDate }),
    };
    const dates = findDates(analysis, anchors);
    const mentions = findTimes(analysis, anchors);
    spent += performance.now() - began;
    characters += document.text.length;
    predicted += dates.length;
    for (const entity of wanted) {
      gold += 1;
      const range = offsets.units(entity);
      const overlapping = mentions.filter((mention) => mention.start < range.end && range.start < mention.end);
      const shown = `${document.id ?? ''} ⟦${document.text.slice(range.start, range.end)}⟧`;
      if (overlapping.length === 0) {
        misses.push(`${shown} not found in: ${document.text.slice(Math.max(0, range.start - 40), range.end + 30).replace(/\s+/g, ' ')}`);
        continue;
      }
      found += 1;
      if (overlapping.some((mention) => mention.start === range.start && mention.end === range.end)) exact += 1;
      const value = goldValue(entity);
      const expected = entity.expected;
      if (value === undefined && expected === undefined) continue;
      valued += 1;
      const agrees = overlapping.some((mention) =>
        value !== undefined
          ? mention.date === value || (mention.date ?? '').startsWith(value) || mention.endDate === value
          : agreesWithParts(expected ?? {}, mention, reference),
      );
      if (agrees) right += 1;
      else
        misses.push(
          `${shown} gold ${value ?? JSON.stringify(expected)} ours ${overlapping.map((mention) => `${mention.kind} ${mention.date ?? '?'} ${String(mention.days ?? '')}`).join(' | ')}`,
        );
    }
    if (document.exhaustive === true) {
      // A corpus of dates marks no "deux fois par jour".
      const ranges = wanted.map((entity) => offsets.units(entity));
      for (const mention of dates) {
        if (ranges.some((range) => mention.start < range.end && range.start < mention.end)) continue;
        spurious += 1;
        misses.push(`${document.id ?? ''} spurious ⟦${document.text.slice(mention.start, mention.end)}⟧ ${mention.kind}`);
      }
    }
    predictions.push({
      ...document,
      entities: mentions.map((mention) => {
        const range = offsets.points(mention);
        return {
          start: range.start,
          end: range.end,
          label: mention.kind,
          value: mention.date,
          endValue: mention.endDate,
          direction: mention.direction,
          days: mention.days,
        };
      }),
    });
  }
  const share = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);
  const report = [
    `gold dates ${String(gold)}  found ${percent(share(found, gold))} %  same span ${percent(share(exact, gold))} %  value right ${percent(share(right, valued))} % of ${String(valued)}`,
    `predicted ${String(predicted)}  spurious on exhaustive documents ${String(spurious)}`,
  ];
  return {
    report,
    figures: {
      found: share(found, gold),
      right: share(right, valued),
      spurious,
      charactersPerSecond: spent === 0 ? 0 : (1000 * characters) / spent,
      documentsPerSecond: spent === 0 ? 0 : (1000 * predictions.length) / spent,
    },
    predictions,
    misses,
  };
};
