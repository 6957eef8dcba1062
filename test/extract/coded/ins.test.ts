import { describe, expect, it } from 'vitest';
import { partialDate } from '../../../src/extract/coded/dates.js';
import { doubtsOf } from '../../../src/extract/coded/ins.js';

describe('an INS', () => {
  it('is doubted where birth or sex disagree, never refused', () => {
    const traits = { insMatricule: '258063818521464', firstNames: [] };
    expect(doubtsOf({ ...traits, sex: 'F', birthDate: '1958-06-09' })).toEqual([]);
    expect(doubtsOf({ ...traits, sex: 'M', birthDate: '1958-06-09' }).map((doubt) => doubt.code)).toEqual(['ins-birth']);
    expect(doubtsOf({ ...traits, birthDate: '1959' }).map((doubt) => doubt.code)).toEqual(['ins-birth']);
  });
});

describe('a coded date', () => {
  it.each([
    ['20230214120000+0100', '2023-02-14'],
    ['202302', '2023-02'],
    ['2023', '2023'],
    ['2025-05-02T10:00:00Z', '2025-05-02'],
    ['20092012081500', '2009'],
    ['20230231', '2023-02'],
    ['', undefined],
    ['00000000', undefined],
  ])('%s is as precise as it can be: %s', (stamp, date) => {
    expect(partialDate(stamp)).toBe(date);
  });
});
