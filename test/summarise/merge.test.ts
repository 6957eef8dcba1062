import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
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
