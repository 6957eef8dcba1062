import { describe, expect, it } from 'vitest';
import { findDates } from '../../../src/extract/text/dates.js';
import { pageOf } from './marked.js';

const datesOf = (text: string, documentDate = '2022-11-15'): readonly (string | undefined)[] =>
  findDates(pageOf(text), { documentDate, birthDate: '1960-04-17' }).map(({ date }) => date);

describe('a day without its year in a passage told in order', () => {
  it('takes the year of the days told around it', () => {
    expect(
      datesOf('FA apparue le 30 septembre 2020. Apixaban le 2 octobre, ENTRESTO en novembre, cardioversion réussie le 26 janvier 2021.'),
    ).toEqual(['2020-09-30', '2020-10-02', '2020-11', '2021-01-26']);
    expect(datesOf('Opéré le 12 mars 2019, drain retiré le 20 mars.')).toEqual(['2019-03-12', '2019-03-20']);
  });

  it.each([
    // What still lasts or is to come is of the writer's day.
    ['Opéré en mars 2019, boite depuis juin, revu le 4 août 2020.', ['2019-03', '2022-06', '2020-08-04']],
    ['Opéré le 12 mars 2019, dernier contrôle le 20 mars.', ['2019-03-12', '2022-03-20']],
    // Another paragraph, another story.
    ['Opéré le 12 mars 2019.\n\nHolter le 20 mars.', ['2019-03-12', '2022-03-20']],
    // A birth opens no story.
    ['M. X, 17/04/1960, vu le 02/05, adressé le 3 mai 2021.', ['1960-04-17', '2022-05-02', '2021-05-03']],
    // More than one year fits: the nearest before the paper, as ever.
    ['Opéré le 12 mars 2016, scanner le 5 juin, rechute le 2 octobre 2019.', ['2016-03-12', '2022-06-05', '2019-10-02']],
    // A log's entries have their days.
    ['08/03/2021 Tabac : arrêt le 15/01.\n12/07/2021 Toux.', ['2021-03-08', '2022-01-15', '2021-07-12']],
  ])('leaves %s', (text, expected) => {
    expect(datesOf(text)).toEqual(expected);
  });

  it('reads what was added below a paper from the day of the addition', () => {
    expect(
      datesOf(
        'Sorti ce jour.\n\nAVENANT (téléconsultation du 18/07/2023, Dr X) : douleur du tendon. TAVANIC arrêté le 17/07, repris le 20/05.',
        '2023-03-02',
      ),
    ).toEqual(expect.arrayContaining(['2023-07-18', '2023-07-17', '2023-05-20']));
    expect(datesOf('PS du 17/01/2024 : reprise du travail le 1er février.', '2023-09-20')).toEqual(['2024-01-17', '2024-02-01']);
  });
});

describe('"depuis 02/10"', () => {
  it.each([
    ['toux depuis 02/10', '2026-10-06', '2026-10-02'],
    ['toux depuis 12/11', '2026-11-20', '2026-11-12'],
    // Long before the paper, a month and its year.
    ['asthme depuis 02/10', '2026-05-06', '2010-02'],
    ['asthme depuis 03/15', '2026-03-20', '2015-03'],
  ])('%s in a paper of %s', (text, written, expected) => {
    expect(datesOf(text, written)).toEqual([expected]);
  });

  it('reads no day in a number of days', () => {
    expect(datesOf('toux depuis 10/12 jours', '2026-12-20')).not.toContain('2026-12-10');
  });
});
