import { describe, expect, it } from 'vitest';
import type { Fact } from '../../src/domain/fact.js';
import { FakeDossier, statements } from '../fakes/fake-dossier.js';

describe('an illness and its attacks', () => {
  it('keeps a lasting illness beside an attack of it', () => {
    const said = statements(
      new FakeDossier()
        .document('a', '2024-01-10', 'Courrier pneumologue', 'Asthme ancien')
        .document('b', '2025-02-01', 'Passage aux urgences', 'Exacerbation d’asthme')
        .fact('a', 'Asthme ancien', { kind: 'condition', label: 'Asthme', concept: 'asthme', importance: 2 })
        .fact('b', 'Exacerbation d’asthme', {
          kind: 'condition',
          label: 'Exacerbation d’asthme',
          concept: 'exacerbation-asthme',
          importance: 3,
        })
        .summarise(),
    );
    expect(said.filter((text) => /asthme/i.test(text))).toHaveLength(2);
  });
});

describe('an illness named in general beside its kind', () => {
  it('joins the infarction of that month, not that of another year', () => {
    const told = (second: string, date: string): string[] =>
      statements(
        new FakeDossier()
          .document('a', '2024-03-20', 'Compte rendu', 'Infarctus du myocarde inférieur le 14/03/2024.')
          .document('b', '2024-05-02', 'Courrier', second)
          .fact('a', 'Infarctus du myocarde inférieur', {
            kind: 'condition',
            label: 'Infarctus du myocarde inférieur',
            concept: 'infarctus-inferieur',
            date: '2024-03-14',
            dateSource: 'text',
            importance: 3,
          })
          .fact('b', 'Infarctus', {
            kind: 'condition',
            label: 'Infarctus',
            concept: 'infarctus-myocarde',
            date,
            dateSource: 'text',
            importance: 3,
          })
          .summarise(),
      ).filter((text) => /nfarctus/.test(text));
    expect(told('Infarctus en mars 2024.', '2024-03')).toHaveLength(1);
    expect(told('Infarctus en juin 2011.', '2011-06')).toHaveLength(2);
  });

  it("joins what several documents say of one relative, not another relative's", () => {
    const dossier = new FakeDossier()
      .document('a', '2024-03-20', 'Compte rendu', 'Sœur : diabète de type 2.')
      .document('b', '2024-05-02', 'Courrier', 'Une de ses sœurs est diabétique. Oncle diabétique.');
    const diabetes = { kind: 'family-history', concept: 'diabete', qualifiers: { family: true }, importance: 2 } as const;
    dossier
      .fact('a', 'Sœur : diabète de type 2', { ...diabetes, label: 'diabète de type 2', concept: 'diabete-type-2', familyMember: 'Sœur' })
      .fact('b', 'sœurs est diabétique', { ...diabetes, label: 'diabétique', familyMember: 'Sœurs' })
      .fact('b', 'Oncle diabétique', { ...diabetes, label: 'diabétique', familyMember: 'Oncle' });
    expect(statements(dossier.summarise()).filter((text) => /diab/i.test(text))).toHaveLength(2);
  });
});

describe('what was refused', () => {
  it('is told thing by thing, in the words of its source', () => {
    const dossier = new FakeDossier().document('a', '2024-03-20', 'Courrier', 'Vaccin refusé. Elle refuse la coloscopie.');
    for (const quote of ['Vaccin refusé', 'Elle refuse la coloscopie'])
      dossier.fact('a', quote, { kind: 'directive', label: quote, concept: 'refus-de-soin', qualifiers: { negated: true } });
    expect(statements(dossier.summarise())).toEqual(['Elle refuse la coloscopie', 'Vaccin refusé']);
  });

  it('stands with the plan, a vaccine with the vaccines, and what keeps alive with the wishes', () => {
    const refused = { kind: 'directive', concept: 'refus-de-soin', qualifiers: { negated: true } } as const;
    const { sections } = new FakeDossier()
      .document('a', '2024-03-20', 'Courrier', 'Elle refuse la coloscopie. Refuse la dialyse. Covid : refusé ce jour.')
      .fact('a', 'Elle refuse la coloscopie', { ...refused, label: 'Elle refuse la coloscopie', importance: 2 })
      .fact('a', 'Refuse la dialyse', { ...refused, label: 'Refuse la dialyse', importance: 3 })
      .fact('a', 'Covid : refusé ce jour', { ...refused, label: 'Covid : refusé ce jour', importance: 2 })
      .fact('a', 'Covid : refusé ce jour', {
        kind: 'immunization',
        label: 'Vaccin Covid-19',
        concept: 'vaccine:covid',
        status: 'absent',
        qualifiers: { negated: true },
        immunization: { targets: ['Covid-19'] },
      })
      .summarise();
    const told = sections.flatMap(({ title, statements: lines }) => lines.map(({ fact }) => `${title} | ${fact.kind} ${fact.label}`));
    expect(told.filter((line) => !line.startsWith('Points')).toSorted()).toEqual([
      'Directives anticipées et volontés | directive Refuse la dialyse',
      'Plan de soins et suivi | directive Elle refuse la coloscopie',
      'Vaccinations | immunization Vaccin Covid-19',
    ]);
  });
});

describe('wishes and doses', () => {
  it('tells each wish of a paper, and each trusted person, on its own day', () => {
    const dossier = new FakeDossier()
      .document('a', '2024-03-20', 'Courrier', 'Personne de confiance : sa fille.')
      .document(
        'b',
        '2024-09-02',
        'Directives',
        'Personne de confiance : son frère. Dialyse : [ ] oui [X] non. Intubation : [ ] oui [X] non.',
      );
    dossier.fact('a', 'Personne de confiance : sa fille', {
      kind: 'directive',
      label: 'Personne de confiance : sa fille',
      concept: 'personne-de-confiance',
    });
    for (const [quote, concept] of [
      ['Personne de confiance : son frère', 'personne-de-confiance'],
      ['Dialyse : [ ] oui [X] non', 'volonte-de-soin'],
      ['Intubation : [ ] oui [X] non', 'volonte-de-soin'],
    ] as const)
      dossier.fact('b', quote, { kind: 'directive', label: quote, concept });
    expect(statements(dossier.summarise()).toSorted()).toEqual([
      'Dialyse : non',
      'Intubation : non',
      'Personne de confiance : sa fille',
      'Personne de confiance : son frère',
    ]);
  });

  it('tells a dose given some day with the doses that have one', () => {
    const dose = { kind: 'immunization', label: 'Vaccin antigrippal', concept: 'vaccine:grippe', status: 'past' } as const;
    const dossier = new FakeDossier()
      .document('a', '2024-03-20', 'Carnet', 'Grippe 18/10/2022 et 20/10/2023.')
      .document('b', '2024-09-02', 'Courrier', 'Grippe faite.')
      .fact('a', 'Grippe 18/10/2022', { ...dose, date: '2022-10-18', dateSource: 'text' })
      .fact('a', '20/10/2023', { ...dose, date: '2023-10-20', dateSource: 'text' })
      .fact('b', 'Grippe faite', dose);
    expect(statements(dossier.summarise()).filter((text) => text.includes('grippal'))).toHaveLength(1);
  });
});

describe('two sides of one act', () => {
  const dossier = (recalled: string, date: string): readonly string[] =>
    statements(
      new FakeDossier()
        .document('a', '2024-03-20', 'Compte rendu opératoire', 'Prothèse de hanche gauche le 20/03/2024.')
        .document('b', '2024-09-02', 'Courrier', recalled)
        .fact('a', 'Prothèse de hanche gauche', {
          kind: 'procedure',
          label: 'Prothèse de hanche gauche',
          concept: 'prothese-de-hanche',
          laterality: 'left',
          date: '2024-03-20',
          dateSource: 'text',
          importance: 3,
        })
        .fact('b', 'Prothèse de hanche droite', {
          kind: 'procedure',
          label: 'Prothèse de hanche droite',
          concept: 'prothese-de-hanche',
          laterality: 'right',
          date,
          dateSource: 'text',
          importance: 3,
        })
        .summarise(),
    ).filter((text) => text.includes('Prothèse'));

  it('are one on its day, as the surgeon saw it, and two acts on two days', () => {
    expect(dossier('Prothèse de hanche droite en mars 2024.', '2024-03')).toEqual(['Prothèse de hanche gauche, le 20/03/2024']);
    expect(dossier('Prothèse de hanche droite en juin 2011.', '2011-06')).toHaveLength(2);
  });
});

it('tells of a row of boxes what is ticked', () => {
  const told = (quote: string): readonly string[] =>
    statements(
      new FakeDossier()
        .document('a', '2024-03-20', 'Fiche', quote)
        .fact('a', quote, { kind: 'plan', label: quote, importance: 2 })
        .summarise({ referenceDate: '2024-04-01' }),
    );
  expect(told('☒ anxiété ☒ pleurs ☐ fugue')).toEqual(['Anxiété, pleurs']);
  expect(told('Comportement : [x] calme [ ] agité')).toEqual(['Comportement : calme']);
});

describe('the date of what begins once', () => {
  const dossier = (...years: readonly string[]): FakeDossier =>
    years.reduce(
      (all, year, i) =>
        all
          .document(`d${i}`, `2026-0${i + 1}-10`, 'Lettre de consultation', `Allergie à la clarithromycine en ${year}`)
          .fact(`d${i}`, `Allergie à la clarithromycine en ${year}`, {
            kind: 'allergy',
            label: 'clarithromycine',
            date: year,
            dateSource: 'text',
            allergy: { certainty: 'confirmed', intolerance: false },
          }),
      new FakeDossier(),
    );
  const told = (...years: readonly string[]): (string | undefined)[] =>
    dossier(...years)
      .summarise()
      .sections.flatMap((section) => section.statements)
      .filter(({ fact }) => fact.kind === 'allergy')
      .map(({ fact }) => fact.date);

  it('is not the one that a single document writes against three', () => {
    expect(told('2018', '2019', '2019', '2019')).toEqual(['2019']);
    expect(told('2019', '2018', '2019', '2019')).toEqual(['2019']);
  });

  it('is the earliest where the documents are divided, or far apart', () => {
    expect(told('2018', '2019', '2019')).toEqual(['2018']);
    expect(told('2009', '2019', '2019', '2019')).toEqual(['2009']);
  });
});

describe('an implant that sources name in full and in short', () => {
  const lines = (...told: readonly (readonly [string, Partial<Fact>?])[]): string[] => {
    const made = told.reduce(
      (dossier, [label, extra], i) =>
        dossier
          .document(`d${i}`, `202${i + 1}-01-01`, 'Courrier', `${label} en place.`)
          .fact(`d${i}`, `${label} en place.`, { kind: 'device', label, concept: `device-${i}`, importance: 3, ...extra }),
      new FakeDossier(),
    );
    return made
      .summarise()
      .sections.filter(({ code }) => code === '46264-8')
      .flatMap((section) => section.statements)
      .map(({ text }) => text);
  };

  it('is one line with the sources of both', () => {
    expect(lines(['Stent'], ['Stent actif de la coronaire droite'])).toEqual(['Stent actif de la coronaire droite']);
    expect(lines(['Stent droit', { laterality: 'right' }], ['Stent actif de la coronaire droite'])).toHaveLength(1);
  });

  it('is two where the side, the time or the name tells them apart', () => {
    expect(lines(['Prothèse de hanche gauche'], ['Prothèse totale de hanche droite'])).toHaveLength(2);
    expect(
      lines(
        ['Stent', { date: '2014', dateSource: 'text' }],
        ['Stent actif de la coronaire droite', { date: '2023-03', dateSource: 'text' }],
      ),
    ).toHaveLength(2);
    expect(lines(['Stent'], ['Stent de la carotide'], ['Stent de la coronaire droite'])).toHaveLength(3);
  });
});

describe('an examination and its verdict', () => {
  const told = (before: string | undefined): readonly string[] =>
    statements(
      new FakeDossier()
        .document('a', '2026-11-05', 'Courrier', 'HGPO du 3 novembre : diabète gestationnel.')
        .document('b', '2020-03-02', 'Courrier', 'HGPO normale à 26 SA.')
        .fact('a', 'HGPO', { kind: 'procedure', label: 'HGPO', concept: 'hgpo', date: '2026-11-03', dateSource: 'text', importance: 2 })
        .fact('b', 'HGPO normale', {
          kind: 'procedure',
          label: 'HGPO normale',
          concept: 'hgpo',
          ...(before === undefined ? {} : { date: before, dateSource: 'text' as const }),
          importance: 2,
        })
        .summarise(),
    ).filter((text) => text.includes('HGPO'));

  it('gives to no day the verdict of another', () => {
    expect(told(undefined).some((text) => /HGPO normale, le 03\/11\/2026/.test(text))).toBe(false);
  });

  it('keeps the verdict of its own day', () => {
    expect(told('2026-11-03').some((text) => /HGPO normale, le 03\/11\/2026/.test(text))).toBe(true);
  });
});

describe('the date of a line', () => {
  const told = (later: string, dateSource: 'text' | 'document'): string | undefined =>
    statements(
      new FakeDossier()
        .document('a', '2019-11-21', 'Courrier', 'Ostéonécrose de stade II, découverte en 2018.')
        .document('b', '2024-06-03', 'Courrier', `IRM du 21/05/2024 : ${later}.`)
        .fact('a', 'Ostéonécrose de stade II', {
          kind: 'condition',
          label: 'Ostéonécrose',
          concept: 'osteonecrose',
          date: '2018',
          dateSource: 'text',
          importance: 3,
        })
        .fact('b', later, { kind: 'condition', label: later, concept: 'osteonecrose', date: '2024-05-21', dateSource, importance: 3 })
        .summarise(),
    ).find((text) => text.startsWith('Ostéonécrose'));

  it('is that of the words that name it', () => {
    expect(told('Ostéonécrose passée au stade III', 'text')).toMatch(/stade III.*21\/05\/2024/);
  });

  it('is the first that a text gives, where the name has only the day of its paper', () => {
    expect(told('Ostéonécrose passée au stade III', 'document')).toMatch(/2018/);
  });
});
