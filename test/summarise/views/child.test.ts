import { describe, expect, it } from 'vitest';
import { atDeviation, referenceCurves } from '../../../src/summarise/views/growth-reference.js';
import { citationsIn, readViews, type WrittenDocument } from './read-views.js';

const DOCUMENTS: readonly WrittenDocument[] = [
  {
    file: 'a.txt',
    title: 'Certificat du 8e jour',
    date: '2022-03-17',
    text: 'CERTIFICAT DE SANTÉ DU 8e JOUR\nCamille ESSAI, née le 10/03/2022\nDate de l’examen : 17/03/2022\nTerme : 35 SA + 2 jours.\nPoids de naissance : 2 410 g    Taille : 46 cm    Périmètre crânien : 32,5 cm\n',
  },
  {
    file: 'b.txt',
    title: 'Consultation de pédiatrie',
    date: '2024-03-20',
    text: 'Camille ESSAI, née le 10/03/2022\nConsultation du 20/03/2024\n\nPoids : 11,9 kg   Taille : 86 cm\nAdrénaline 150 à conserver ; à 25 kg, passage à 300.\nSon frère pèse 31 kg.\n',
  },
  {
    file: 'c.txt',
    title: 'Relevé de vaccinations',
    date: '2024-04-02',
    text: 'CARNET DE SANTÉ - VACCINATIONS\nCamille ESSAI, 10/03/2022\n\nINFANRIX HEXA      12/05/2022    11/07/2022\nPRIORIX            15/03/2023\nBEXSERO            non fait\n',
  },
];

describe('the child’s view', () => {
  it('plots what was measured, each point with its source, and neither thresholds nor others’ weights', async () => {
    const { child } = await readViews({ birthDate: '2022-03-10', sex: 'F' }, '2026-11-16', DOCUMENTS);
    const weight = child?.growth.find(({ measure }) => measure === 'weight');
    expect(weight?.points.map(({ date, value }) => [date, value])).toEqual([
      ['2022-03-10', 2.41],
      ['2024-03-20', 11.9],
    ]);
    expect(weight?.points[0]?.written).toBe('2 410 g');
    expect(child?.growth.find(({ measure }) => measure === 'height')?.points.map(({ value }) => value)).toEqual([46, 86]);
    expect(child?.preterm?.text).toContain('35 SA');
    expect(citationsIn(child).length).toBeGreaterThan(8);
  });

  it('says of each mandatory examination and dose: proved, not proved, not yet, or written as not given', async () => {
    const { child } = await readViews({ birthDate: '2022-03-10', sex: 'F' }, '2026-11-16', DOCUMENTS);
    const examination = (label: string) => child?.examinations.find((one) => one.label === label)?.status;
    expect(child?.examinations).toHaveLength(20);
    expect(examination('8 premiers jours')).toBe('done');
    expect(examination('9e mois')).toBe('unknown');
    expect(examination('24e ou 25e mois')).toBe('done');
    expect(examination('6 ans')).toBe('to-come');
    const doses = (label: string) =>
      child?.vaccinations.find((row) => row.label.startsWith(label))?.doses.map(({ age, status, date }) => [age, status, date]);
    expect(doses('Diphtérie')).toEqual([
      ['2 mois', 'done', '2022-05-12'],
      ['4 mois', 'done', '2022-07-11'],
      ['11 mois', 'unknown', undefined],
      ['6 ans', 'to-come', undefined],
      ['11 à 13 ans', 'to-come', undefined],
    ]);
    expect(doses('Rougeole')?.map(([, status]) => status)).toEqual(['done', 'unknown']);
    expect(doses('Méningocoque B')?.map(([, status]) => status)).toEqual(['refused', 'refused', 'refused']);
    expect(doses('Papillomavirus')).toBeUndefined();
  });

  it('is not shown for an adult', async () => {
    expect((await readViews({ birthDate: '2002-03-10', sex: 'F' }, '2026-11-16', DOCUMENTS.slice(0, 0))).child).toBeUndefined();
  });
});

describe('the WHO reference', () => {
  /** Printed in the WHO's own tables: age in months, −2 SD, median, +2 SD. */
  it.each([
    ['height', 'M', 72, 106.097, 115.951, 125.804],
    ['height', 'M', 84, 111.162, 121.734, 132.305],
    ['height', 'M', 120, 125.032, 137.78, 150.527],
    ['weight', 'F', 72, 15.274, 20.164, 27.845],
    ['weight', 'F', 120, 23.274, 31.858, 46.89],
  ] as const)('%s %s at %d months is the printed table’s', (measure, sex, months, low, median, high) => {
    const at = (sd: number) =>
      referenceCurves(measure, sex, 240)
        .find((curve) => curve.sd === sd)
        ?.points.find(([m]) => m === months)?.[1];
    expect(at(-2)).toBeCloseTo(low, 1);
    expect(at(0)).toBeCloseTo(median, 1);
    expect(at(2)).toBeCloseTo(high, 1);
  });

  it('ends where the child’s age is reached, and where the reference itself ends', () => {
    expect(referenceCurves('height', 'M', 20)[0]?.points.at(-1)?.[0]).toBe(20);
    expect(referenceCurves('weight', 'M', 200)[0]?.points.at(-1)?.[0]).toBe(120);
    expect(atDeviation([0, 0, 10, 0.1], 1)).toBeCloseTo(11.05, 2);
  });
});
