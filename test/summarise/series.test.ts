import { expect, it } from 'vitest';
import { FakeDossier } from '../fakes/fake-dossier.js';

it('takes a limit told in a letter for no measure, once a laboratory has given numbers', () => {
  const dossier = new FakeDossier()
    .document('a', '2026-10-05', 'Résultats d’analyses', 'DFG estimé 41 mL/min')
    .document('b', '2026-10-20', 'Lettre de consultation', 'Metformine : DFG sous 45, je réduis la dose. Le DFG à 43 ce jour.')
    .fact('a', 'DFG estimé 41 mL/min', {
      kind: 'observation',
      label: 'DFG estimé',
      concept: 'value:dfg',
      value: { text: '41', number: 41, unit: 'mL/min' },
    })
    .fact('b', 'Metformine : DFG sous 45, je réduis la dose.', {
      kind: 'observation',
      label: 'DFG estimé',
      concept: 'value:dfg',
      value: { text: '45', number: 45 },
    })
    .fact('b', 'Le DFG à 43 ce jour.', {
      kind: 'observation',
      label: 'DFG estimé',
      concept: 'value:dfg',
      value: { text: '43', number: 43 },
    });
  const values = dossier.summarise().series.flatMap(({ points }) => points.map(({ value }) => value));
  expect(values).toEqual([41, 43]);
});

it('shows the laboratory’s value as the last of a day that a letter copies wrongly', () => {
  const dossier = new FakeDossier()
    .document('a', '2026-10-05', 'Compte rendu de biologie', 'TSH 4,38 mUI/L')
    .document('b', '2026-10-13', 'Lettre de consultation', 'Biologie du 05/10 : TSH 3,48')
    .fact('a', 'TSH 4,38 mUI/L', {
      kind: 'observation',
      label: 'TSH',
      concept: 'value:tsh',
      value: { text: '4,38', number: 4.38, unit: 'mUI/L' },
      date: '2026-10-05',
      dateSource: 'document',
    })
    .fact('b', 'TSH 3,48', {
      kind: 'observation',
      label: 'TSH',
      concept: 'value:tsh',
      value: { text: '3,48', number: 3.48 },
      date: '2026-10-05',
      dateSource: 'text',
    });
  expect(dossier.summarise().series[0]?.points.map(({ value }) => value)).toEqual([3.48, 4.38]);
});

it('joins a letter’s count per cubic millimetre to the laboratory’s series in giga per litre', () => {
  const platelets = { kind: 'observation', label: 'Plaquettes', concept: 'value:plaquettes' } as const;
  const dossier = new FakeDossier()
    .document('a', '2026-03-05', 'Compte rendu de biologie', 'Plaquettes 165 G/L        170 G/L')
    .document('b', '2026-05-10', 'Lettre de consultation', 'plaquettes 88 000 ; puis 131 000/mm3')
    .fact('a', 'Plaquettes 165 G/L', { ...platelets, value: { text: '165', number: 165, unit: 'G/L' } })
    .fact('a', '170 G/L', { ...platelets, value: { text: '170', number: 170, unit: 'G/L' }, date: '2025-09-01', dateSource: 'text' })
    .fact('b', 'plaquettes 88 000', { ...platelets, value: { text: '88 000', number: 88_000 }, date: '2026-05-02', dateSource: 'text' })
    .fact('b', '131 000/mm3', { ...platelets, value: { text: '131 000', number: 131_000, unit: '/mm3' } });
  const { series } = dossier.summarise();
  expect(series.map(({ unit, points }) => [unit, points.map(({ value }) => value)])).toEqual([['G/L', [170, 165, 88, 131]]]);
});

it('tells the result that a disorder is the name of, when it is of that day', () => {
  const summary = (day: string): readonly string[] =>
    new FakeDossier()
      .document('a', '2026-05-11', 'Compte rendu de biologie', 'Neutrophiles 0,9 G/L. Neutropénie compatible avec une toxicité.')
      .fact('a', 'Neutrophiles 0,9 G/L', {
        kind: 'observation',
        label: 'Polynucléaires neutrophiles',
        concept: 'value:neutrophiles',
        value: { text: '0,9', number: 0.9, unit: 'G/L' },
        date: day,
        dateSource: 'text',
      })
      .fact('a', 'Neutropénie', { kind: 'condition', label: 'Neutropénie', status: 'active', date: '2026-05-11', importance: 2 })
      .summarise()
      .sections.flatMap(({ statements }) => statements.map(({ text }) => text))
      .filter((text) => text.startsWith('Neutropénie'));
  expect(summary('2026-05-11')).toEqual(['Neutropénie, le 11/05/2026, polynucléaires neutrophiles 0,9 G/L']);
  expect(summary('2026-03-02')).toEqual(['Neutropénie, le 11/05/2026']);
});

it('joins a coded result to the series of its name, in the unit of it alone', () => {
  const ratio = { kind: 'observation', label: 'Rapport albumine/créatinine urinaire (RAC)', concept: 'value:acr' } as const;
  const coded = { kind: 'observation', label: 'Albumine/créatinine urinaire' } as const;
  const dossier = new FakeDossier()
    .document('a', '2025-03-03', 'Résultats d’analyses', 'RAC 4,9 mg/mmol')
    .document(
      'b',
      '2026-10-05',
      'Compte rendu d’examens biologiques',
      'Albumine/créatinine urinaire 7,6 mg/mmol\nAlbumine/créatinine urinaire 12 U/L',
    )
    .fact('a', 'RAC 4,9 mg/mmol', { ...ratio, value: { text: '4,9', number: 4.9, unit: 'mg/mmol' } })
    .fact('b', 'Albumine/créatinine urinaire 7,6 mg/mmol', { ...coded, value: { text: '7,6', number: 7.6, unit: 'mg/mmol' } })
    .fact('b', 'Albumine/créatinine urinaire 12 U/L', { ...coded, value: { text: '12', number: 12, unit: 'U/L' } });
  const { series } = dossier.summarise();
  expect(series.map(({ unit, points }) => [unit, points.map(({ value }) => value)])).toEqual([
    ['U/L', [12]],
    ['mg/mmol', [4.9, 7.6]],
  ]);
});

it('tells the lowest of the day beside what says too little, and none that is normal', () => {
  const summary = (...values: readonly number[]): readonly string[] => {
    const dossier = new FakeDossier().document(
      'a',
      '2026-05-11',
      'Compte rendu',
      `Hypokaliémie. ${values.map((k) => `K ${k} mmol/L`).join('. ')}.`,
    );
    for (const k of values)
      dossier.fact('a', `K ${k} mmol/L`, {
        kind: 'observation',
        label: 'Potassium',
        concept: 'value:potassium',
        value: { text: String(k), number: k, unit: 'mmol/L', low: 3.5, high: 5 },
        date: '2026-05-11',
        dateSource: 'text',
      });
    return dossier
      .fact('a', 'Hypokaliémie', { kind: 'condition', label: 'Hypokaliémie', status: 'active', date: '2026-05-11', importance: 2 })
      .summarise()
      .sections.flatMap(({ statements }) => statements.map(({ text }) => text))
      .filter((text) => text.startsWith('Hypokaliémie'));
  };
  expect(summary(4.1, 3, 3.4)).toEqual(['Hypokaliémie, le 11/05/2026, potassium 3 mmol/L']);
  expect(summary(4.1)).toEqual(['Hypokaliémie, le 11/05/2026']);
});

it('keeps a weight that did not change, told in another consultation, and no copy of a laboratory’s result', () => {
  const weight = { kind: 'observation', label: 'Poids', concept: 'value:poids', value: { text: '73', number: 73, unit: 'kg' } } as const;
  const creatinine = { kind: 'observation', label: 'Créatinine', concept: 'value:creatinine' } as const;
  const value = { text: '88', number: 88, unit: 'µmol/L' };
  const dossier = new FakeDossier()
    .document('a', '2026-05-19', 'Compte rendu de biologie', 'Poids 73 kg, créatinine 88')
    .document('b', '2026-06-23', 'Lettre de consultation', 'Poids 73 kg, créatinine 88')
    .fact('a', 'Poids 73 kg', { ...weight, date: '2026-05-19', dateSource: 'document' })
    .fact('b', 'Poids 73 kg', { ...weight, date: '2026-06-23', dateSource: 'document' })
    .fact('a', 'créatinine 88', { ...creatinine, value, date: '2026-05-19', dateSource: 'document' })
    .fact('b', 'créatinine 88', { ...creatinine, value, date: '2026-06-23', dateSource: 'document' });
  const dates = new Map(dossier.summarise().series.map(({ analyte, points }) => [analyte.split(' ')[0], points.map(({ date }) => date)]));
  expect(dates.get('Poids')).toEqual(['2026-05-19', '2026-06-23']);
  expect(dates.get('Créatinine')).toEqual(['2026-05-19']);
});

it('keeps what a laboratory could not count, where a letter tells its unit and its day', () => {
  const tsh = { kind: 'observation', label: 'TSH', concept: 'value:tsh' } as const;
  const dossier = new FakeDossier()
    .document('a', '2026-10-05', 'Compte rendu de biologie', 'TSH 1,4 mUI/L')
    .document('b', '2026-10-13', 'Lettre de consultation', 'Biologie du 10/05/2016 : TSH < 0,01 mUI/L. La TSH est < 4.')
    .fact('a', 'TSH 1,4 mUI/L', { ...tsh, value: { text: '1,4', number: 1.4, unit: 'mUI/L' } })
    .fact('b', 'TSH < 0,01 mUI/L', {
      ...tsh,
      value: { text: '< 0,01', number: 0.01, comparator: '<', unit: 'mUI/L' },
      date: '2016-05-10',
      dateSource: 'text',
    })
    .fact('b', 'La TSH est < 4.', { ...tsh, value: { text: '< 4', number: 4, comparator: '<' } });
  expect(dossier.summarise().series[0]?.points.map(({ value }) => value)).toEqual(['< 0,01', 1.4]);
});
