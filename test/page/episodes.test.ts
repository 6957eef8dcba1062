import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dossier, Synthesis } from '../../src/api/page/client.js';
import { episodesOf, marksOf, NO_FILTER, passes, periodOf, tickLabel, type Episode } from '../../src/api/page/timeline/episodes.js';

const DAY = 86_400_000;
const cite = (document: string, start = 0) => ({
  document,
  documentId: document.padEnd(16, '0'),
  page: 1,
  start,
  end: start + 3,
  quote: 'abc',
});
const synthesis = {
  referenceDate: '2026-11-16',
  reason: 'dyspnée',
  since: '2025-01-01',
  relevance: [
    { document: 'a', score: 1, why: '' },
    { document: 'b', score: 0.2, why: '' },
  ],
  series: [{ analyte: 'CRP', unit: 'mg/L', points: [{ date: '2024-03-12', value: 80, flag: 'H', citations: [cite('b', 40)] }] }],
  timeline: [
    {
      date: '2021-02-07',
      kind: 'encounter',
      label: 'Compte rendu d’hospitalisation du 07/02/2021 au 12/02/2021 : pneumopathie',
      importance: 3,
      citations: [cite('a')],
    },
    { date: '2024', kind: 'condition', label: 'Asthme', importance: 2, citations: [cite('b')] },
    { date: '2025-03', kind: 'laboratory', label: 'CRP 80', importance: 1, citations: [cite('b', 40)] },
  ],
  otherDates: [{ date: '2023-05-02', kind: 'procedure', label: 'EEG', importance: 2, citations: [cite('b')] }],
} as unknown as Synthesis;
const dossier = {
  documents: [{ id: 'a'.padEnd(16, '0'), file: 'a', title: 'A', author: 'Dr A', specialty: 'Pneumologie' }],
} as unknown as Dossier;

describe('episodes', () => {
  const [stay, year, month] = episodesOf(synthesis, dossier) as [Episode, Episode, Episode];

  it('keeps a stay its days and a partial date its whole period', () => {
    expect((stay.to - stay.from) / DAY).toBe(5);
    expect([year.from, year.to]).toEqual([Date.UTC(2024, 0, 1), Date.UTC(2024, 11, 31)]);
    expect([month.from, month.to]).toEqual([Date.UTC(2025, 2, 1), Date.UTC(2025, 2, 31)]);
    expect(periodOf('2026-02-03')).toEqual([Date.UTC(2026, 1, 3), Date.UTC(2026, 1, 3)]);
  });

  it('folds the dates that say less, and all of importance 1', () => {
    const told = episodesOf(synthesis, dossier);
    expect(told.filter((one) => passes(one, NO_FILTER)).map(({ event }) => event.date)).toEqual(['2021-02-07', '2024']);
    expect(told.filter((one) => passes(one, { ...NO_FILTER, details: true }))).toHaveLength(4);
  });

  it('knows specialty, reason, what is abnormal and what is new', () => {
    expect([stay.specialty, stay.author, stay.isForReason, stay.isNew]).toEqual(['Pneumologie', 'Dr A', true, false]);
    expect([month.isAbnormal, month.isForReason, month.isNew]).toEqual([true, false, true]);
    expect(passes(month, NO_FILTER)).toBe(false);
    expect(passes(month, { ...NO_FILTER, details: true, onlyAbnormal: true })).toBe(true);
    expect(passes(stay, { ...NO_FILTER, specialty: 'Cardiologie' })).toBe(false);
  });

  it('gathers marks that would cover each other, and loses none', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ at: fc.integer({ min: 0, max: 4000 }), long: fc.integer({ min: 0, max: 90 }) })), (drawn) => {
        const episodes = drawn.map(({ at, long }, i) => ({ ...stay, id: String(i), from: at, to: at + long }));
        const marks = marksOf(episodes, (time) => time / 4, 13);
        expect(marks.flatMap((mark) => mark.episodes.map(({ id }) => id)).toSorted()).toEqual(episodes.map(({ id }) => id).toSorted());
        for (const [i, mark] of marks.entries()) {
          const before = marks[i - 1];
          if (before !== undefined) expect(mark.x - (before.x + before.width)).toBeGreaterThanOrEqual(13);
        }
      }),
    );
  });

  it('says years, months and days in French, by the step of the axis', () => {
    const march = new Date(Date.UTC(2024, 2, 12));
    expect(tickLabel(march, 365 * DAY)).toBe('2024');
    expect(tickLabel(march, 31 * DAY)).toMatch(/^mars/);
    expect(tickLabel(new Date(Date.UTC(2024, 0, 1)), 31 * DAY)).toBe('2024');
    expect(tickLabel(march, 7 * DAY)).toBe('12 mars');
  });
});
