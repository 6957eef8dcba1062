import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { perThing } from '../../src/summarise/per-fact.js';
import {
  among,
  askingEach,
  byTopic,
  byTopics,
  inOrder,
  joining,
  joiningAnew,
  perDocument,
  perItem,
  perList,
} from '../../src/summarise/per-document.js';
import { groupBy } from '../../src/summarise/text.js';

interface One {
  readonly documentId: string;
  readonly topic: string;
}

const papers = fc
  .array(fc.array(fc.constantFrom('', 'asthme', 'goutte', 'hernie'), { maxLength: 6 }), { minLength: 2, maxLength: 6 })
  .map((all) => all.map((topics, place) => topics.map((topic): One => ({ documentId: `d${place}`, topic }))));
const joined = (own: readonly (readonly One[])[]): readonly One[] => joiningAnew<One>()(own);
const topicOf = ({ topic }: One): string | undefined => (topic === '' ? undefined : topic);

describe('a list by its topics', () => {
  it('holds what going through all of it finds, in the same order', () => {
    const topics = byTopic(topicOf);
    fc.assert(
      fc.property(papers, (own) => {
        const all = own.flat();
        const named = all.filter((one) => one.topic !== '');
        expect(topics(joined(own))).toEqual(groupBy(named, ({ topic }) => topic));
        expect(topics(all)).toEqual(groupBy(named, ({ topic }) => topic));
      }),
    );
  });

  it('gives the very same list where the paper that came or went says nothing of it, and another one elsewhere', () => {
    const topics = byTopic(topicOf);
    fc.assert(
      fc.property(papers, fc.nat(), (own, which) => {
        const gone = own[which % own.length] ?? [];
        const whole = topics(joined(own));
        const left = topics(joined(own.filter((one) => one !== gone)));
        for (const [topic, list] of whole) expect(left.get(topic) === list).toBe(!gone.some((one) => one.topic === topic));
      }),
    );
  });
});

describe('a list in the place of another', () => {
  /** Which documents a dossier holds, from one synthesis to the next: the first one stays. */
  const held = fc.array(fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }), { minLength: 2, maxLength: 5 });
  const told = ({ topic }: One): string => topic;
  const before = (a: One, b: One): number => (a.topic < b.topic ? -1 : a.topic > b.topic ? 1 : 0);

  it('answers as one that nothing came before, whatever came and went', () => {
    fc.assert(
      fc.property(papers, held, (own, kept) => {
        const join = joiningAnew<One>();
        const [known, topics, ordered] = [among(({ topic }: One) => topic !== ''), byTopics((one: One) => [told(one)]), inOrder(before)];
        for (const present of kept) {
          const now = own.filter((_, place) => place === 0 || present[place] === true);
          const all = join(now);
          expect(all).toEqual(now.flat());
          expect(known(all)).toEqual(now.flat().filter(({ topic }) => topic !== ''));
          expect(topics(all)).toEqual(groupBy(now.flat(), told));
          expect([...topics(all).keys()]).toEqual([...groupBy(now.flat(), told).keys()]);
          expect(ordered(all).map(told)).toEqual(now.flat().map(told).toSorted());
        }
      }),
    );
  });

  it('asks only the documents that came, and is the very same answer where they answer nothing', () => {
    const own = ['asthme', 'goutte', '', 'hernie'].map((topic, place) => [{ documentId: `d${place}`, topic }]);
    const [join, asked] = [joiningAnew<One>(), [] as string[]];
    const ask = askingEach<One, One>(joining<One>());
    const named = (all: readonly One[]): readonly One[] =>
      ask(all, undefined, (paper) => {
        asked.push(paper[0]?.documentId ?? '');
        return paper.filter(({ topic }) => topic !== '');
      });
    const first = named(join(own.slice(0, 2)));
    expect(named(join(own.slice(0, 3)))).toBe(first);
    expect(named(join(own))).toEqual([...first, ...(own[3] ?? [])]);
    expect(asked).toEqual(['d0', 'd1', 'd2', 'd3']);
    expect(named(join(own.toReversed()))).toEqual([...first, ...(own[3] ?? [])].toReversed());
  });
});

describe('what is asked of a list, a document or an item', () => {
  const own = [
    [{ documentId: 'a', topic: 'asthme' }],
    [
      { documentId: 'b', topic: 'goutte' },
      { documentId: 'b', topic: '' },
    ],
  ];

  it('is asked once, and again by another key or of another list', () => {
    let asked = 0;
    const count = perList((list: readonly One[], key: string) => {
      asked += 1;
      return [`${key}${list.length}`];
    });
    const all = own.flat();
    expect([count(all, 'n'), count(all, 'n'), count(all, 'm'), count([...all], 'm')]).toEqual([['n3'], ['n3'], ['m3'], ['m3']]);
    expect(asked).toBe(3);
  });

  it('is asked of one more document alone', () => {
    const asked: string[] = [];
    const topicsOf = perDocument((paper: readonly One[], _: undefined, suffix: string) => {
      asked.push(paper[0]?.documentId ?? '');
      return paper.map(({ topic }) => `${topic}${suffix}`);
    });
    topicsOf(joined(own), undefined, '!');
    const more = [{ documentId: 'c', topic: 'hernie' }];
    expect(topicsOf(joined([...own, more]), undefined, '!')).toEqual(['asthme!', 'goutte!', '!', 'hernie!']);
    expect(asked).toEqual(['a', 'b', 'c']);
    expect(among(({ topic }: One) => topic === '')(joined(own))).toEqual([{ documentId: 'b', topic: '' }]);
  });

  it('is asked of an item once, whatever list holds it', () => {
    let asked = 0;
    const initials = perItem((one: One) => {
      asked += 1;
      return [one.topic.slice(0, 1)];
    });
    const all = own.flat();
    expect(initials(all)).toEqual(['a', 'g', '']);
    expect(initials(all.toReversed())).toEqual(['', 'g', 'a']);
    expect(asked).toBe(3);
  });

  it('is asked once of a thing that stays what it is, also where it answers nothing', () => {
    let asked = 0;
    const first = perThing(({ topic }: One) => {
      asked += 1;
      return topic[0];
    });
    const [one, nothing] = [
      { documentId: 'a', topic: 'asthme' },
      { documentId: 'b', topic: '' },
    ];
    expect([one, nothing, one, nothing].map(first)).toEqual(['a', undefined, 'a', undefined]);
    expect(asked).toBe(2);
    expect(first({ ...one })).toBe('a');
    expect(asked).toBe(3);
  });
});
