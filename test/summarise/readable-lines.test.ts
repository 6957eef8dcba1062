import { describe, expect, it } from 'vitest';
import { doseOf, sameDose } from '../../src/summarise/treatments/dose.js';
import { withoutTitles } from '../../src/summarise/vigilance/warning.js';
import { FakeDossier, statements } from '../fakes/fake-dossier.js';

const planned = (label: string, date: string): readonly string[] =>
  statements(
    new FakeDossier()
      .document('a', '2026-01-05', 'Lettre', label)
      .fact('a', label, { kind: 'plan', label, status: 'active', date, dateSource: 'text', importance: 2 })
      .summarise({ referenceDate: '2026-02-01' }),
  );

describe('a line that a doctor reads aloud', () => {
  it.each([
    ['Terme prévu le 22/02/2027', '2027-02-22', 'Terme prévu le 22/02/2027'],
    ['Prochaine IRM en mars 2027', '2027-03', 'Prochaine IRM en mars 2027'],
    ['Prochaine IRM', '2027-03', 'Prochaine IRM, en mars 2027'],
    // Of two dates in the words, one is the line's own and is said.
    ['IRM de mars 2027, puis avis en mai 2027', '2027-03', 'IRM de mars 2027, puis avis en mai 2027, en mars 2027'],
    ['Consult anesthésie le 24.11.2026', '2026-11-24', 'Consult anesthésie le 24.11.2026'],
    ['24/11/2026 anesthésiste, 09/12/26 cataracte', '2026-12-09', '24/11/2026 anesthésiste, 09/12/26 cataracte'],
    ['IRM après celle du 24/11/2026', '2027-03', 'IRM après celle du 24/11/2026, en mars 2027'],
    // The year alone does not tell the day.
    ['Coloscopie de 2027', '2027-03-04', 'Coloscopie de 2027, le 04/03/2027'],
  ])('%s (%s)', (label, date, line) => {
    expect(planned(label, date)).toEqual([line]);
  });

  it.each([
    ['8 Mg', '8 mg'],
    ['1 G', '1 g'],
    ['10 ML', '10 mL'],
    ['50 000 ui', '50 000 UI'],
    ['4 Gélules', '4 Gélules'],
  ])('the unit of %s', (strength, dose) => {
    expect(doseOf({ event: 'listed', strength })).toBe(dose);
  });
});

it.each([
  ['AUTONOMIE : GIR 3', 'Autonomie : GIR 3'],
  ['ALIMENTATION Texture: ☒ normale: ☐ mixée', 'Alimentation Texture : normale'],
])('a heading or a row of boxes of a form: %s', (label, line) => {
  const dossier = new FakeDossier().document('a', '2026-01-05', 'Dossier de liaison', label);
  dossier.fact('a', label, { kind: 'lifestyle', label, concept: 'mode-de-vie-autonomie', status: 'active', importance: 2 });
  expect(statements(dossier.summarise())).toEqual([line]);
});

it.each([
  ['Nodule du lobe supérieur droit (6 mm', 'Nodule du lobe supérieur droit (6 mm)'],
  ['Nodule (6 mm) du lobe supérieur droit', 'Nodule (6 mm) du lobe supérieur droit'],
])('a bracket that the line of a page cut: %s', (label, line) => {
  const dossier = new FakeDossier().document('a', '2026-01-05', 'Lettre', label);
  dossier.fact('a', label, { kind: 'condition', label, status: 'active', importance: 2 });
  expect(statements(dossier.summarise())).toEqual([line]);
});

it.each([
  [
    'Létrozole : arrêté le 30/06/2026 (Lettre (onco), 16/06/2026), encore écrit (Pneumologie, 22/09/2026)',
    'Létrozole : arrêté le 30/06/2026 (noté le 16/06/2026), encore écrit (22/09/2026)',
  ],
  [
    'Apixaban : arrêté le 22/05/2024 (CRH, 22/05/2024), encore écrit (A, 18/03/2025), (B, 02/12/2025) et (C, 07/04/2026)',
    'Apixaban : arrêté le 22/05/2024, encore écrit (18/03/2025), (02/12/2025) et (07/04/2026)',
  ],
  [
    'Apixaban, doses différentes : 2,5, x2 (Urgences, 17/02/2026), 5 mg (Ordonnance du 08/09/2026)',
    'Apixaban, doses différentes : 2,5, x2 (17/02/2026), 5 mg (08/09/2026)',
  ],
  [
    'Allergie : Pénicilline en 1987 (Courrier, 12/11/2021), prescrit (photo)',
    'Allergie : Pénicilline en 1987 (noté le 12/11/2021), prescrit (photo)',
  ],
])('a warning without the names of its papers: %s', (text, short) => {
  expect(withoutTitles(text)).toBe(short);
});

it('the strength that a letter sets without its unit differs from another', () => {
  const set = { event: 'changed', dose: '24/26', frequency: 'matin et soir' } as const;
  expect(sameDose(set, { event: 'prescribed', strength: '49/51 mg', dose: '1 cp', frequency: '2 fois par jour' })).toBe(false);
  expect(sameDose(set, { event: 'prescribed', strength: '24/26 mg', dose: '1 cp', frequency: '2 fois par jour' })).toBe(true);
});

it('bans a drug once, whether its line names the brand or the substance', () => {
  const quote = 'Ne jamais lui prescrire de VOGALENE.';
  const dossier = new FakeDossier().document('a', '2026-01-05', 'Lettre', quote);
  dossier.fact('a', quote, {
    kind: 'allergy',
    label: 'À ne pas redonner : Vogalene (métopimazine)',
    status: 'active',
    importance: 3,
    allergy: { certainty: 'confirmed', intolerance: false },
  });
  dossier.drug('a', quote, { event: 'contraindicated', brand: 'Vogalene', dci: 'métopimazine' });
  expect(statements(dossier.summarise())).toEqual(['Vogalene (métopimazine) : à ne pas redonner']);
});

describe('a problem told once, as it stands', () => {
  const problem = (papers: readonly (readonly [date: string, title: string, text: string, part: object])[]): readonly string[] => {
    const made = new FakeDossier();
    papers.forEach(([date, title, text, part], index) => {
      const id = String.fromCharCode(97 + index);
      made.document(id, date, title, text).fact(id, text, { kind: 'condition', label: text, status: 'active', importance: 2, ...part });
    });
    return made
      .summarise({ referenceDate: '2026-06-01' })
      .sections.filter(({ title }) => /^(?:Problèmes actifs|Antécédents)/.test(title))
      .flatMap(({ title, statements: lines }) => lines.map(({ text }) => `${title.split(' ')[0] ?? ''} | ${text}`));
  };
  const ppr = { concept: 'pseudopolyarthrite-rhizomelique' };
  const first = ['2022-02-22', 'Lettre', 'Pseudopolyarthrite rhizomélique', { ...ppr, date: '2022-02-22', dateSource: 'text' }] as const;
  const healed = ['2025-11-04', 'Lettre', 'Pseudopolyarthrite rhizomélique guérie', { ...ppr, status: 'resolved' }] as const;

  it('leaves healed what a form goes on copying', () => {
    const copied = ['2026-05-05', "Dossier de liaison d'urgence", 'PPR', ppr] as const;
    expect(problem([first, healed, copied])).toEqual(['Antécédents | Pseudopolyarthrite rhizomélique, le 22/02/2022, résolu']);
  });
  it('takes a letter at its word when it says the illness again', () => {
    const again = ['2026-05-05', 'Lettre', 'Pseudopolyarthrite rhizomélique', ppr] as const;
    expect(problem([first, healed, again])).toEqual(['Problèmes | Pseudopolyarthrite rhizomélique, le 22/02/2022']);
  });
  it('tells of a lasting illness the days on which it came again, not those of visits', () => {
    const on = (date: string, text: string): readonly [string, string, string, object] => [
      date,
      'Lettre',
      text,
      { concept: 'fibrillation-atriale', label: 'Fibrillation atriale', date, dateSource: 'text' },
    ];
    expect(problem([on('2021-03-02', 'Fibrillation atriale'), on('2023-06-06', 'Fibrillation atriale vue le 6 juin')])).toEqual([
      'Problèmes | Fibrillation atriale, le 02/03/2021',
    ]);
    expect(problem([on('2021-03-02', 'Fibrillation atriale'), on('2023-06-06', 'Fibrillation atriale : récidive')])).toEqual([
      'Problèmes | Fibrillation atriale, le 02/03/2021, puis le 06/06/2023',
    ]);
  });
  it('tells a day once, as precisely as it is known', () => {
    const fall = (date: string, text: string): readonly [string, string, string, object] => [
      '2025-06-01',
      'Lettre',
      text,
      { concept: 'chute', label: 'Chute', date, dateSource: 'text' },
    ];
    expect(problem([fall('2024-03-11', 'Chute le 11'), fall('2025-05', 'Chute en mai'), fall('2025-05-18', 'Chute du 18 mai')])).toEqual([
      'Antécédents | Chute, le 11/03/2024, puis le 18/05/2025',
    ]);
  });
  it('says a side once, whatever the letters for it', () => {
    expect(problem([['2026-05-01', 'Lettre', 'Cataracte OG chirurgicale', { laterality: 'left', concept: 'cataracte' }]])).toEqual([
      'Problèmes | Cataracte OG chirurgicale',
    ]);
  });
  it('has no doubt about a risk', () => {
    expect(
      problem([['2026-05-01', 'Lettre', 'Risque de chute élevé', { status: 'suspected', qualifiers: { hypothetical: true } }]]),
    ).toEqual(['Problèmes | Risque de chute élevé']);
  });
});
