import { describe, expect, it } from 'vitest';
import type { DocumentSummary, TimelineEvent } from '../../src/domain/synthesis.js';
import { buildSources } from '../../src/summarise/sources.js';
import { mostTelling } from '../../src/summarise/timeline/most-telling.js';

const paper = (id: string, date: string, type: string): DocumentSummary => ({
  id,
  file: `${id}.pdf`,
  title: id,
  type,
  date,
  pages: 1,
  status: 'read',
  pagesQuarantined: [],
});
const event = (date: string, documentIds: readonly string[], more: Partial<TimelineEvent> = {}): TimelineEvent => {
  const [first = 'a', ...rest] = documentIds.map((documentId) => ({ span: { documentId, page: 1, start: 0, end: 1 }, quote: 'x' }));
  if (typeof first === 'string') throw new Error('an event has a source');
  return { date, kind: 'procedure', label: 'Acte', importance: 2, citations: [first, ...rest], ...more };
};
const days = (count: number, documentId: string): TimelineEvent[] =>
  Array.from({ length: count }, (_, day) => event(`2020-01-${String(day + 1).padStart(2, '0')}`, [documentId]));

describe('the dates that tell the story', () => {
  const documents = [paper('a', '2021-05-01', '11488-4'), paper('b', '2022-05-01', '18748-4')];
  const sources = buildSources(documents);

  it('are all of them in a small record', () => {
    const few = days(20, 'a');
    expect(mostTelling(few, [], documents, sources)).toEqual({ timeline: few, otherDates: [] });
  });

  it('leave the rest folded, in order, and lose none', () => {
    const many = [...days(30, 'a'), event('2022-05-01', ['b', 'a'], { kind: 'imaging', importance: 3, label: 'Scanner : nodule de 9 mm' })];
    const { timeline, otherDates } = mostTelling(many, [], documents, sources);
    expect(timeline).toHaveLength(20);
    expect(new Set([...timeline, ...otherDates])).toEqual(new Set(many));
    expect(timeline.map(({ date }) => date)).toEqual(timeline.map(({ date }) => date).toSorted());
    expect(timeline.at(-1)?.date).toBe('2022-05-01');
  });

  it('give more room to a larger record', () => {
    const papers = Array.from({ length: 20 }, (_, i) => paper(`p${i}`, '2021-05-01', '11488-4'));
    const all = mostTelling([...days(31, 'p0'), ...days(31, 'p1')], [], papers, buildSources(papers));
    expect(all.timeline).toHaveLength(52);
    expect(all.otherDates).toHaveLength(10);
  });
});
