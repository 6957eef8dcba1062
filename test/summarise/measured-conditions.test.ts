import { describe, expect, it } from 'vitest';
import type { Fact } from '../../src/domain/fact.js';
import { FakeDossier } from '../fakes/fake-dossier.js';

/** A measure, as "hba1c 8,3 % 2026-11-04 N", the last word where its laboratory finds it within its range. */
interface Measure {
  readonly id: string;
  readonly number: number;
  readonly unit?: string;
  readonly day: string;
}

const linesOf = (condition: Partial<Fact> & { readonly label: string }, ...measures: readonly Measure[]): readonly string[] => {
  const shown = ({ id, number, unit = '' }: Measure): string => `${id} ${String(number).replace('.', ',')} ${unit}`.trim();
  let dossier = new FakeDossier().document('c', '2026-11-10', 'Lettre de consultation', `${condition.label}.`);
  measures.forEach((measure, index) => {
    dossier = dossier.document(`m${index}`, measure.day, 'Compte rendu de biologie', shown(measure));
  });
  dossier = dossier.fact('c', condition.label, { kind: 'condition', status: 'active', importance: 2, ...condition });
  measures.forEach((measure, index) => {
    const { id, number, unit, day } = measure;
    dossier = dossier.fact(`m${index}`, shown(measure), {
      kind: 'observation',
      label: id,
      concept: `value:${id}`,
      value: { text: String(number).replace('.', ','), number, ...(unit === undefined ? {} : { unit }) },
      date: day,
      dateSource: 'text',
    });
  });
  return dossier
    .summarise()
    .sections.filter(({ code }) => code !== 'points')
    .flatMap(({ statements }) =>
      statements.map(({ text, fact }) => (fact.kind === 'condition' && text.startsWith(condition.label) ? [text] : [])).flat(),
    );
};

describe('the measure beside a problem', () => {
  it.each([
    ['Diabète de type 2', { id: 'hba1c', number: 8.3, unit: '%', day: '2026-11-04' }, 'HbA1c 8,3 % (04/11/2026)'],
    ['BPCO GOLD 2', { id: 'vems', number: 53, unit: '%', day: '2026-11-03' }, 'VEMS 53 % (03/11/2026)'],
    ['Insuffisance cardiaque', { id: 'fevg', number: 35, unit: '%', day: '2025-06-20' }, 'FEVG 35 % (20/06/2025)'],
    [
      'Maladie rénale chronique stade 3b',
      { id: 'dfg', number: 41, unit: 'mL/min', day: '2026-10-05' },
      'DFG estimé 41 mL/min (05/10/2026)',
    ],
  ])('tells the last of what follows a lasting illness: %s', (label, measure, note) => {
    expect(linesOf({ label }, { ...measure, number: measure.number + 1, day: '2024-01-08' }, measure)).toEqual([`${label}, ${note}`]);
  });

  it.each([
    ['Exacerbation de BPCO', { id: 'vems', number: 53, unit: '%', day: '2026-11-03' }],
    ['BPCO', { id: 'vems', number: 1.74, unit: 'L', day: '2026-11-03' }],
    ['Diabète gestationnel', { id: 'hba1c', number: 5.9, unit: '%', day: '2026-11-03' }],
    ['Diabète de type 2', { id: 'hba1c', number: 5.1, unit: '%', day: '2026-11-03' }],
    ['Diabète insipide', { id: 'hba1c', number: 6.1, unit: '%', day: '2026-11-03' }],
    ['Insuffisance cardiaque à FEVG 35 %', { id: 'fevg', number: 41, unit: '%', day: '2026-11-03' }],
  ])('tells none where it would say another thing: %s', (label, measure) => {
    expect(linesOf({ label }, measure)).toEqual([label]);
  });

  it('tells no measure of today of an illness that is over', () => {
    expect(linesOf({ label: 'Hypothyroïdie', status: 'resolved' }, { id: 'tsh', number: 2.2, unit: 'mUI/L', day: '2026-11-03' })).toEqual([
      'Hypothyroïdie, résolu',
    ]);
  });

  it('tells the last result that bears a name in the weeks before it, and no normal or older one', () => {
    const named = { label: 'Carence martiale', date: '2026-11-10' };
    const ferritin = { id: 'ferritine', number: 8, unit: 'µg/L', day: '2026-11-03' };
    expect(linesOf(named, ferritin)).toEqual(['Carence martiale, le 10/11/2026, ferritine 8 µg/L (03/11/2026)']);
    expect(linesOf(named, { ...ferritin, number: 220 })).toEqual(['Carence martiale, le 10/11/2026']);
    expect(linesOf(named, { ...ferritin, day: '2026-03-03' })).toEqual(['Carence martiale, le 10/11/2026']);
    expect(
      linesOf({ label: 'Hyperkaliémie', date: '2026-07-20' }, { id: 'potassium', number: 4.7, unit: 'mmol/L', day: '2026-07-08' }),
    ).toEqual(['Hyperkaliémie, le 20/07/2026']);
  });

  it('tells the worst of the days around what comes and goes', () => {
    const of = (number: number, day: string): Measure => ({ id: 'creatinine', number, unit: 'µmol/L', day });
    const named = { label: 'Insuffisance rénale aiguë fonctionnelle', date: '2024-08-18' };
    expect(linesOf(named, of(98, '2023-06-10'), of(168, '2024-08-12'), of(112, '2024-08-18'))).toEqual([
      'Insuffisance rénale aiguë fonctionnelle, le 18/08/2024, créatinine 168 µmol/L (12/08/2024)',
    ]);
    expect(linesOf(named, of(88, '2024-08-18'))).toEqual(['Insuffisance rénale aiguë fonctionnelle, le 18/08/2024']);
  });
});

it('tells one measure once, of the weightier of the lines that it suits', () => {
  const lines = new FakeDossier()
    .document('a', '2026-10-05', 'Lettre de consultation', 'Maladie rénale chronique. Néphropathie vasculaire. DFG 41 mL/min.')
    .fact('a', 'Maladie rénale chronique', { kind: 'condition', label: 'Maladie rénale chronique', status: 'active', importance: 3 })
    .fact('a', 'Néphropathie vasculaire', { kind: 'condition', label: 'Néphropathie vasculaire', status: 'active', importance: 2 })
    .fact('a', 'DFG 41 mL/min', {
      kind: 'observation',
      label: 'DFG estimé',
      concept: 'value:dfg',
      value: { text: '41', number: 41, unit: 'mL/min' },
      date: '2026-10-05',
      dateSource: 'document',
    })
    .summarise()
    .sections.flatMap(({ statements }) => statements.map(({ text }) => text));
  expect(lines).toContain('Maladie rénale chronique, DFG estimé 41 mL/min (05/10/2026)');
  expect(lines).toContain('Néphropathie vasculaire');
});
