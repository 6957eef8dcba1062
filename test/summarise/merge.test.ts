import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fact } from '../../src/domain/fact.js';
import { toContract } from '../../src/summarise/contract.js';
import { FakeDossier, statements } from '../fakes/fake-dossier.js';

function sample(): FakeDossier {
  return new FakeDossier()
    .document(
      'a',
      '2023-03-20',
      'Compte rendu d’hospitalisation',
      'HTA depuis 2012. Infarctus inférieur le 14/03/2023. Suspicion d’allergie à l’iode. LDL 1,64 g/L',
    )
    .document('b', '2024-03-26', 'Courrier cardiologue', 'Hypertension. Allergie à l’iode écartée. Pas de diabète. LDL 0,78 g/L')
    .document('c', '2025-01-19', 'Passage aux urgences', 'ALLERGIE : IODE. HTA. Tabac actif. Père : infarctus à 70 ans')
    .fact('a', 'HTA depuis 2012', {
      kind: 'condition',
      label: 'Hypertension artérielle',
      concept: 'hta',
      date: '2012',
      dateSource: 'text',
      importance: 3,
    })
    .fact('a', 'Infarctus inférieur le 14/03/2023', {
      kind: 'condition',
      label: 'Infarctus inférieur',
      date: '2023-03-14',
      dateSource: 'text',
      status: 'past',
      importance: 3,
    })
    .fact('a', 'Suspicion d’allergie à l’iode', {
      kind: 'allergy',
      label: 'iode',
      status: 'suspected',
      allergy: { certainty: 'suspected', intolerance: false },
      importance: 3,
    })
    .fact('a', 'LDL 1,64 g/L', {
      kind: 'observation',
      label: 'LDL',
      value: { text: '1,64', number: 1.64, unit: 'g/L' },
      date: '2023-03-15',
      dateSource: 'document',
    })
    .fact('b', 'Hypertension', { kind: 'condition', label: 'Hypertension artérielle', concept: 'hta' })
    .fact('b', 'Allergie à l’iode écartée', {
      kind: 'allergy',
      label: 'iode',
      status: 'ruled-out',
      allergy: { certainty: 'refuted', intolerance: false },
      importance: 3,
    })
    .fact('b', 'diabète', { kind: 'condition', label: 'Diabète', concept: 'diabete', status: 'absent', qualifiers: { negated: true } })
    .fact('b', 'LDL 0,78 g/L', {
      kind: 'observation',
      label: 'LDL',
      value: { text: '0,78', number: 0.78, unit: 'g/L' },
      date: '2024-03-18',
      dateSource: 'text',
    })
    .fact('c', 'ALLERGIE : IODE', {
      kind: 'allergy',
      label: 'iode',
      allergy: { certainty: 'confirmed', intolerance: false },
      importance: 3,
    })
    .fact('c', 'HTA', { kind: 'condition', label: 'Hypertension artérielle', concept: 'hta' })
    .fact('c', 'Père : infarctus à 70 ans', {
      kind: 'family-history',
      label: 'infarctus à 70 ans',
      familyMember: 'père',
      qualifiers: { family: true },
    });
}

describe('merging', () => {
  it('makes one line of one fact stated three times, with its three sources', () => {
    const lines = sample()
      .summarise()
      .sections.flatMap((section) => section.statements)
      .filter((statement) => statement.fact.label === 'Hypertension artérielle');
    expect(lines).toHaveLength(1);
    expect(lines[0]?.citations.map((citation) => citation.span.documentId).toSorted()).toEqual(['a', 'b', 'c']);
    expect(lines[0]?.text).toContain('2012');
  });

  it('shows a refuted allergy as refuted, says who still writes it, and warns', () => {
    const synthesis = sample().summarise();
    expect(statements(synthesis).filter((text) => /iode/i.test(text))).toEqual([
      'Allergie : iode, écartée, encore cité dans un document du 19/01/2025',
    ]);
    expect(synthesis.vigilance.map((item) => item.rule)).toContain('vigilance:refuted-allergy-listed');
  });

  it('never states what is negated, nor a relative’s illness as the patient’s own', () => {
    const synthesis = sample().summarise();
    expect(statements(synthesis).some((text) => /diabète/i.test(text))).toBe(false);
    expect(statements(synthesis).find((text) => text.includes('70 ans'))).toBe('Père : infarctus à 70 ans');
  });

  it('names a relative and a denial once', () => {
    const synthesis = sample()
      .document('d', '2024-05-02', 'Consultation', 'Frère : cancer du poumon. Pas de mutation BRCA dans la famille.')
      .fact('d', 'Frère : cancer du poumon', { kind: 'family-history', label: 'Frère : cancer du poumon', familyMember: 'frère' })
      .fact('d', 'Pas de mutation BRCA', {
        kind: 'family-history',
        label: "Pas d'antécédent familial de mutation BRCA",
        status: 'absent',
        qualifiers: { family: true, negated: true },
      })
      .summarise();
    const told = statements(synthesis).filter((text) => /familial|rère/.test(text));
    expect(told.toSorted()).toEqual(['Frère : cancer du poumon', "Pas d'antécédent familial de mutation BRCA"]);
  });

  it('leaves the former home out once a later document tells an institution', () => {
    const synthesis = sample()
      .document('d', '2024-05-02', 'Consultation', 'Vit seule à domicile.')
      .document('e', '2026-03-18', 'Dossier d’entrée', 'Vit en EHPAD depuis le 17/03/2026.')
      .fact('d', 'Vit seule à domicile.', {
        kind: 'lifestyle',
        label: 'Logement : vit seule à domicile',
        concept: 'mode-de-vie-logement',
        importance: 2,
      })
      .fact('e', 'Vit en EHPAD depuis le 17/03/2026.', {
        kind: 'lifestyle',
        label: 'Institution : vit en EHPAD',
        concept: 'mode-de-vie-institution',
        importance: 3,
      })
      .summarise();
    const told = statements(synthesis);
    expect(told.some((text) => text.includes('EHPAD'))).toBe(true);
    expect(told.some((text) => text.includes('seule'))).toBe(false);
  });

  it('says honestly why a section is empty', () => {
    const synthesis = sample()
      .fact('b', 'Pas de diabète', { kind: 'directive', label: 'directives anticipées', status: 'absent', qualifiers: { negated: true } })
      .summarise();
    const reason = (code: string): string | null | undefined => synthesis.sections.find((section) => section.code === code)?.emptyReason;
    expect(reason('42348-3')).toBe('absence-stated');
    expect(reason('11369-6')).toBe('not-found');
    expect(reason('11450-4')).toBeNull();
  });

  it('gives the same synthesis whatever the order of deposit', () => {
    const dossier = sample();
    const expected = JSON.stringify(dossier.summarise());
    fc.assert(
      fc.property(
        fc.shuffledSubarray(dossier.facts, { minLength: dossier.facts.length }),
        fc.shuffledSubarray(dossier.documents, { minLength: dossier.documents.length }),
        (facts, documents) => {
          expect(JSON.stringify(dossier.summarise({ facts, documents }))).toBe(expected);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('loses with a document every line that only it supports, and nothing speaks from a page set aside', () => {
    for (const removed of ['a', 'b', 'c']) {
      for (const documents of [
        sample().documents.filter((one) => one.id !== removed),
        sample().documents.map((one) => (one.id === removed ? { ...one, status: 'quarantined' as const } : one)),
        sample().documents.map((one) => (one.id === removed ? { ...one, pagesQuarantined: [1] } : one)),
      ]) {
        const synthesis = sample().summarise({ documents });
        const { vigilance } = synthesis;
        const rest = { ...synthesis, documents: [], vigilance: [] };
        expect(JSON.stringify(rest)).not.toContain(`"documentId":"${removed}"`);
        expect(JSON.stringify(vigilance.map((item) => item.citations))).not.toContain(`"documentId":"${removed}"`);
      }
    }
  });

  it('cites the page verbatim everywhere, and fits the contract', () => {
    const dossier = sample();
    const contract = toContract(dossier.summarise(), new Map(dossier.documents.map((one) => [one.id, one])));
    const cited = [...contract.sections.flatMap((section) => section.statements), ...contract.timeline, ...contract.vigilance].flatMap(
      (one) => one.citations,
    );
    expect(cited.length).toBeGreaterThan(10);
    for (const citation of cited)
      expect(dossier.page(citation.document.replace('.txt', ''), citation.page)?.text.slice(citation.start, citation.end)).toBe(
        citation.quote,
      );
  });

  it('keeps one series by analyte, its points by date', () => {
    expect(
      sample()
        .summarise()
        .series.map((one) => [one.analyte, one.unit, one.points.map((point) => [point.date, point.value])]),
    ).toEqual([
      [
        'LDL',
        'g/L',
        [
          ['2023-03-15', 1.64],
          ['2024-03-18', 0.78],
        ],
      ],
    ]);
  });
});

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
