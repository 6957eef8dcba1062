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
    // More than one year fits: the first that keeps the order.
    ['Opéré le 12 mars 2016, scanner le 5 juin, rechute le 2 octobre 2019.', ['2016-03-12', '2016-06-05', '2019-10-02']],
    // One sentence goes on in the year that it gave.
    ['Bartholinite incisée le 2 mars 2021, récidivée, marsupialisée le 25 mai.', ['2021-03-02', '2021-05-25']],
    // A bracket tells more of the date before it.
    ['Maladie retenue au printemps 2020 (scintigraphie du 22 avril).', ['2020', '2020-04-22']],
    ['Tassements survenus en juillet 2021. Cimentoplastie le 30 juillet.', ['2021-07', '2021-07-30']],
    // Told back a little, within the year that runs.
    [
      'Biopsie le 27 février 2017. Dernière cure le 8 août. Pneumopathie en juin. Autogreffe le 3 octobre 2018.',
      ['2017-02-27', '2017-08-08', '2017-06', '2018-10-03'],
    ],
    // Within a stretch of time.
    [
      'Cures du 7 juin au 15 novembre 2020. Hépatite en septembre. Mastectomie le 12 décembre 2020.',
      ['2020-06-07', '2020-09', '2020-12-12'],
    ],
  ])('places %s', (text, expected) => {
    expect(datesOf(text)).toEqual(expected);
  });

  it.each([
    ['Excisée en novembre 2020, traitement commencé en janvier suivant.', ['2020-11', '2021-01']],
    ["Arrêtée le 18 avril 2020 ; rebond au mois d'août suivant.", ['2020-04-18', '2020-08']],
    ['Première en mars 2020, deuxième en octobre de la même année.', ['2020-03', '2020-10']],
    ["Opérée le 3 décembre 2018, reprise le 15 janvier d'après.", ['2018-12-03', '2019-01-15']],
    ['Doublé de mai à octobre suivants, après la réunion du 3 avril 2020.', ['2022-05', '2020-04-03']],
    ["Greffé en mars 2019, rejet l'année suivante.", ['2019-03', '2020']],
    ['Chute le 3 mai 2020, fracture découverte la semaine suivante.', ['2020-05-03', '2020-05-10']],
    ["Opéré en mars 2019, infection l'hiver suivant.", ['2019-03', '2019']],
    ['AVC en octobre 2018, crise cet hiver-là.', ['2018-10', '2018']],
    ['Chirurgie à Noël 2020, le lendemain de Noël une reprise.', ['2020-12', '2020-12-26']],
  ])('counts from the date told before: %s', (text, expected) => {
    expect(datesOf(text)).toEqual(expected);
  });

  it.each([
    // What still lasts or is to come is of the writer's day.
    ['Opéré en mars 2019, boite depuis juin, revu le 4 août 2020.', ['2019-03', '2022-06', '2020-08-04']],
    ['Opéré le 12 mars 2019, dernier contrôle le 20 mars.', ['2019-03-12', '2022-03-20']],
    // Another paragraph, another story.
    ['Opéré le 12 mars 2019.\n\nHolter le 20 mars.', ['2019-03-12', '2022-03-20']],
    // A birth opens no story.
    ['M. X, 17/04/1960, vu le 02/05, adressé le 3 mai 2021.', ['1960-04-17', '2022-05-02', '2021-05-03']],
    // Another sentence, and nothing told behind.
    ['Opéré le 12 mars 2016. Scanner le 5 juin.', ['2016-03-12', '2022-06-05']],
    // Days before the paper, an examination is of now whatever was told.
    ['Opéré le 12 mars 2016, scanner le 5 novembre.', ['2016-03-12', '2022-11-05']],
    // Since then: what lasts opens no story.
    ['Suivi depuis le 12 mars 2021, revu le 5 juin.', ['2021-03-12', '2022-06-05']],
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

describe('days that stand for several', () => {
  const spansOf = (text: string): readonly string[] =>
    findDates(pageOf(text), { documentDate: '2022-11-15', birthDate: '1960-04-17' }).map(({ date, endDate }) =>
      endDate === undefined ? (date ?? '-') : `${date ?? '-'}/${endDate}`,
    );

  it.each([
    ['En réanimation, à Lyon (20 au 29 novembre 2010).', ['2010-11-20/2010-11-29']],
    ['Kétamine, 9-13 janvier 2021, mieux.', ['2021-01-09/2021-01-13']],
    ['Accès maniaque, 11 juillet - 2 août 2014.', ['2014-07-11/2014-08-02']],
    ['Ustékinumab (avril 2018 - février 2022).', ['2018-04/2022-02']],
    ['Séjour 30 décembre - 7 janvier 2020.', ['2019-12-30/2020-01-07']],
    ['Ascite ponctionnée le 2 et le 23 avril 2021.', ['2021-04-02', '2021-04-23']],
    ['Séances les 3, 5 et 12 mai 2021.', ['2021-05-03', '2021-05-05', '2021-05-12']],
  ])('reads %s', (text, expected) => {
    expect(spansOf(text)).toEqual(expected);
  });

  it.each([
    // A level of the spine, a count, two acts.
    ['Hernie L4-5 le 12 mars 2021.', ['2021-03-12']],
    ['Deux cures : 3 et 12 mai 2021.', ['2021-05-12']],
    ['Scanner 12 mai 2021 - 3 nodules.', ['2021-05-12']],
  ])('reads no other day in %s', (text, expected) => {
    expect(spansOf(text)).toEqual(expected);
  });
});
