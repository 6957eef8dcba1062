import { describe, expect, it } from 'vitest';
import { gramsPerLitre } from '../../../src/summarise/views/glucose-times.js';
import { readViews, type WrittenDocument } from './read-views.js';

const MAN = { birthDate: '1961-02-11', sex: 'M' } as const;
const HEAD = 'M. ESSAI Camille, né le 11/02/1961\n';
const DOCUMENTS: readonly WrittenDocument[] = [
  {
    file: 'a.txt',
    title: 'Consultation de diabétologie',
    date: '2026-03-10',
    text: `${HEAD}Le 10/03/2026\n\nDiabète de type 2 depuis 2012. HbA1c 7,4 % le 02/03/2026.\nPieds : monofilament perçu, pouls présents.\nFond d'oeil à refaire cette année. ECG demandé.\n`,
  },
  {
    file: 'b.txt',
    title: 'Consultation de diabétologie',
    date: '2024-01-10',
    text: `${HEAD}Le 10/01/2024\n\nDiabète de type 2. HbA1c 8,1 %.\n`,
  },
  {
    file: 'c.txt',
    title: 'Dépistage de la rétinopathie diabétique',
    date: '2024-05-06',
    text: `${HEAD}RÉTINOGRAPHIE - dépistage de la rétinopathie diabétique\nPas de rétinopathie.\n`,
  },
  {
    file: 'd.txt',
    title: 'Carnet de glycémies',
    date: '2026-03-09',
    text: `${HEAD}Autosurveillance du 09/03/2026\n\n07h30 : glycémie 1,32 g/L\n12h15 : glycémie 0,98 g/L\n19h00 : glycémie 178 mg/dL\nGlycémie moyenne 1,40 g/L\n`,
  },
];

describe('the diabetes view', () => {
  it('says when eye, foot and kidney were last looked at, and takes no plan for an examination', async () => {
    const { diabetes } = await readViews(MAN, '2026-11-16', DOCUMENTS);
    const row = (id: string) => diabetes?.followUp.find((one) => one.id === id);
    expect(row('hba1c')).toMatchObject({ date: '2026-03-02', status: 'older', monthsAgo: 8 });
    expect(row('eye')).toMatchObject({ date: '2024-05-06', status: 'older', monthsAgo: 30 });
    expect(row('foot')).toMatchObject({ date: '2026-03-10', status: 'recent' });
    expect(row('kidney')?.status).toBe('unknown');
    expect(row('ecg')?.status).toBe('unknown');
    expect(diabetes?.hba1c.map(({ value }) => value)).toEqual([8.1, 7.4]);
  });

  it('places the readings that have an hour on the day, in one unit, as they were written', async () => {
    const { diabetes } = await readViews(MAN, '2026-11-16', DOCUMENTS);
    expect(diabetes?.readings.map(({ minutes, grams, written }) => [minutes, grams, written])).toEqual([
      [450, 1.32, '1,32 g/L'],
      [735, 0.98, '0,98 g/L'],
      [1140, 1.78, '178 mg/dL'],
    ]);
  });

  it('takes readings that an application sends, at the hour it wrote', async () => {
    const reading = {
      resourceType: 'Observation',
      status: 'final',
      code: { text: 'Glycémie', coding: [{ system: 'http://loinc.org', code: '15074-8', display: 'Glucose' }] },
      effectiveDateTime: '2026-03-11T07:40:00+01:00',
      valueQuantity: { value: 1.62, unit: 'g/L', system: 'http://unitsofmeasure.org', code: 'g/L' },
    };
    const { diabetes } = await readViews(MAN, '2026-11-16', [
      ...DOCUMENTS.slice(0, 1),
      { file: 'app.json', title: 'Mesure d’une application', date: '2026-03-11', text: JSON.stringify(reading) },
    ]);
    expect(diabetes?.readings.map(({ minutes, written }) => [minutes, written])).toEqual([[460, '1,62 g/L']]);
  });

  it('is not shown where the diabetes is a relative’s, denied or gone', async () => {
    const { diabetes } = await readViews(MAN, '2026-11-16', [
      { file: 'x.txt', title: 'Consultation', date: '2026-01-05', text: `${HEAD}Mère diabétique. Pas de diabète. HbA1c 5,2 %.\n` },
    ]);
    expect(diabetes).toBeUndefined();
  });

  it('converts glucose and nothing else', () => {
    expect(gramsPerLitre(10, 'mmol/L')).toBeCloseTo(1.8, 2);
    expect(gramsPerLitre(120, undefined)).toBe(1.2);
    expect(gramsPerLitre(6.4, '%')).toBeUndefined();
    expect(gramsPerLitre(9, undefined)).toBeUndefined();
  });
});
