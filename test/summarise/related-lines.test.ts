import { describe, expect, it } from 'vitest';
import type { Line } from '../../src/summarise/line.js';
import type { Fact } from '../../src/domain/fact.js';
import { underTheirKinds, withoutReactions, withRemovals } from '../../src/summarise/related-lines.js';

let next = 0;
const fact = (quote: string, over: Partial<Fact> = {}): Fact => {
  const start = (next += 1000);
  return {
    id: `f${start}`,
    documentId: 'd',
    citations: [{ quote, span: { documentId: 'd', page: 1, start, end: start + quote.length } }],
    label: quote,
    ...over,
  } as Fact;
};
const line = (kind: Line['kind'], label: string, over: Partial<Line> = {}): Line => ({
  key: `${kind}|${label}`,
  kind,
  label,
  status: 'active',
  otherDates: [],
  importance: 2,
  reported: false,
  historical: false,
  rule: 'merge:single-source',
  facts: [fact(label)],
  ...over,
});
const labels = (lines: readonly Line[]): string[] => lines.map((one) => one.label);

describe('a relative told in general and by name', () => {
  const kin = (label: string, familyMember: string, concept: string): Line =>
    line('family-history', `${familyMember} : ${label}`, { familyMember, concept });
  it.each<[string, string, string]>([
    ['grand-mère', 'grand-mère maternelle', 'cancer-du-sein'],
    ['cousin', 'cousin germain', 'diabete-type-1'],
    ['tante', 'tante paternelle', 'cancer-de-l-ovaire'],
    ['oncle', 'oncle maternel', 'infarctus-myocarde'],
  ])('%s and %s are one', (plain, precise, concept) => {
    const lines = [kin('k', plain, concept), kin('k', precise, concept)];
    expect(underTheirKinds(lines).map((one) => one.familyMember)).toEqual([precise]);
  });
  it('two of them stay, and so does the general one beside them', () => {
    const lines = ['grand-mère', 'grand-mère maternelle', 'grand-mère paternelle'].map((one) => kin('k', one, 'cancer-du-sein'));
    expect(underTheirKinds(lines)).toHaveLength(3);
  });
  it('another illness stays', () => {
    const lines = [kin('k', 'grand-mère', 'glaucome'), kin('k', 'grand-mère maternelle', 'cancer-du-sein')];
    expect(underTheirKinds(lines)).toHaveLength(2);
  });
});

describe('an illness spoken of beside the lasting kind of it', () => {
  const spoken = (over: Partial<Line> = {}): readonly Line[] => [
    line('condition', 'Thyroïdite', { concept: 'thyroidite', date: '2022-06-28', ...over }),
    line('condition', 'Thyroïdite de Hashimoto', { concept: 'thyroidite-auto-immune', date: '2018' }),
  ];
  it('is the same', () => {
    expect(labels(underTheirKinds(spoken()))).toEqual(['Thyroïdite de Hashimoto']);
  });
  it('is not where it has its own day', () => {
    expect(underTheirKinds(spoken({ facts: [fact('Thyroïdite', { dateSource: 'text', date: '2022-06-28' })] }))).toHaveLength(2);
  });
});

describe('a symptom told only as what a drug did', () => {
  const quoted = (quote: string, reaction: string, symptom: string): readonly Line[] => {
    const cited = fact(quote, { label: `Intolérance — ${reaction}`, allergy: { certainty: 'confirmed', intolerance: true, reaction } });
    return [
      line('allergy', `Intolérance : X — ${reaction}`, { facts: [cited] }),
      line('condition', symptom, { facts: [{ ...cited, label: symptom }] }),
    ];
  };
  it.each([
    ['Je rappelle l’éruption sous clarithromycine.', 'éruption', 'Éruption'],
    ['Intolérance codéine (vomissements, confusion).', 'vomissements, confusion', 'Vomissements'],
    ['Amlodipine arrêtée pour œdèmes des membres inférieurs.', 'œdèmes des membres inférieurs', 'Œdèmes des membres inférieurs'],
    ['Tardyferon mal toléré (constipation).', 'constipation', 'Constipation'],
  ])('%j', (quote, reaction, symptom) => {
    expect(withoutReactions(quoted(quote, reaction, symptom)).map((one) => one.kind)).toEqual(['allergy']);
  });
  it('stays where another passage tells it too, or where it weighs', () => {
    const [allergy, symptom] = quoted('Bradycardie sous donépézil.', 'bradycardie', 'Bradycardie');
    if (allergy === undefined || symptom === undefined) throw new Error('no lines');
    expect(withoutReactions([allergy, { ...symptom, facts: [symptom.facts[0], fact('ECG : bradycardie')] }])).toHaveLength(2);
    expect(withoutReactions([allergy, { ...symptom, importance: 3 }])).toHaveLength(2);
  });
});

describe('what an act took out', () => {
  const device = (label: string, concept: string, date: string): Line => line('device', label, { concept, date });
  const act = (label: string, date: string, quote = label): Line =>
    line('procedure', label, { status: 'past', date, facts: [fact(quote, { date })] });
  it.each<[Line, Line]>([
    [device('Nexplanon', 'implant-contraceptif', '2020-11-19'), act('Retrait de l’implant contraceptif', '2026-09-08')],
    [device('Sonde vésicale', 'sonde-vesicale', '2024-03-12'), act('Ablation de la sonde vésicale', '2024-03-16')],
    [device('Stérilet', 'sterilet', '2019-05'), act('Retrait du stérilet', '2024-05')],
    [device('Chambre implantable', 'chambre-implantable', '2022'), act('Ablation de la chambre implantable', '2024-02-01')],
    [device('Plaque vissée', 'plaque-vissee', '2020'), act('Ablation de la plaque vissée', '2021-06-02')],
  ])('%#', (worn, taken) => {
    expect(withRemovals([worn, taken])[0]).toMatchObject({ status: 'stopped', endDate: taken.date });
  });
  it.each<[Line, Line]>([
    [device('Prothèse de hanche', 'prothese-de-hanche', '2020'), act('Retrait de la prothèse', '2024-02-01')],
    [device('Nexplanon', 'implant-contraceptif', '2026-10-01'), act('Retrait de l’implant contraceptif', '2026-09-08')],
    [
      device('Nexplanon', 'implant-contraceptif', '2020-11-19'),
      act('Retrait de l’implant contraceptif', '2023-11-14', 'Retrait de l’implant contraceptif et pose d’un nouveau'),
    ],
    [device('Pacemaker', 'pacemaker', '2020'), act('Ablation de fibrillation atriale', '2024-02-01')],
  ])('stays %#', (worn, taken) => {
    expect(withRemovals([worn, taken])[0]?.status).toBe('active');
  });
});
