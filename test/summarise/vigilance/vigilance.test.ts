import { describe, expect, it } from 'vitest';
import type { Synthesis } from '../../../src/domain/synthesis.js';
import { FakeDossier } from '../../fakes/fake-dossier.js';

const find = (synthesis: Synthesis, rule: string) => synthesis.vigilance.find((item) => item.rule.startsWith(`vigilance:${rule}`));
const documentsOf = (item: Synthesis['vigilance'][number] | undefined): readonly string[] =>
  [...new Set(item?.citations.map((citation) => citation.span.documentId))].toSorted();

describe('vigilance', () => {
  it('sets an allergy beside a drug of its class prescribed later, and leaves others alone', () => {
    const dossier = new FakeDossier()
      .document('a', '2019-03-01', 'Courrier allergologue', 'Allergie aux macrolides')
      .document('b', '2026-01-23', 'Passage aux urgences', 'AZITHROMYCINE 500 mg 3 j. PARACETAMOL 1 g')
      .fact('a', 'Allergie aux macrolides', { kind: 'allergy', allergy: { certainty: 'confirmed', intolerance: false }, importance: 3 })
      .drug('b', 'AZITHROMYCINE 500 mg', { dci: 'azithromycine', atc: 'J01FA10', event: 'prescribed', durationDays: 3 })
      .drug('b', 'PARACETAMOL 1 g', { dci: 'paracétamol', atc: 'N02BE01', event: 'prescribed' });
    const item = find(dossier.summarise(), 'allergy-against-drug');
    expect(item?.text).toContain('Azithromycine');
    expect(documentsOf(item)).toEqual(['a', 'b']);
    expect(dossier.summarise().vigilance.some((one) => one.text.toLowerCase().includes('paracétamol'))).toBe(false);
  });

  it('sets what was taken all the same beside the ban that came before', () => {
    const dossier = new FakeDossier()
      .document('a', '2021-06-18', 'Ordonnance de sortie', 'Ne jamais prendre d’anti-inflammatoire.')
      .document('b', '2025-11-20', 'Cahier infirmier', 'Dit qu’il a pris 2 ADVIL pour son genou. Paracétamol pris hier.')
      .drug('a', 'Ne jamais prendre d’anti-inflammatoire.', { dci: 'AINS', atc: 'M01A', event: 'contraindicated' })
      .drug('b', 'Dit qu’il a pris 2 ADVIL pour son genou.', { dci: 'ibuprofène', brand: 'ADVIL', atc: 'M01AE01', event: 'past' })
      .drug('b', 'Paracétamol pris hier.', { dci: 'paracétamol', atc: 'N02BE01', event: 'past' });
    const found = dossier.summarise().vigilance.filter((item) => item.rule === 'vigilance:allergy-against-drug');
    expect(found.map((item) => item.text.split(' :')[0])).toEqual(['Ibuprofène']);
    expect(documentsOf(found[0])).toEqual(['a', 'b']);
  });

  it('tells that the stage of one lasting illness moved, and nothing where it did not', () => {
    const staged = (stage: string) =>
      new FakeDossier()
        .document('a', '2023-05-09', 'Courrier de néphrologie', 'Maladie rénale chronique de stade 3b')
        .document('b', '2026-10-27', 'Consultation de néphrologie', `Maladie rénale chronique passée au ${stage}`)
        .fact('a', 'Maladie rénale chronique de stade 3b', { kind: 'condition', concept: 'insuffisance-renale-chronique' })
        .fact('b', `Maladie rénale chronique passée au ${stage}`, { kind: 'condition', concept: 'insuffisance-renale-chronique' })
        .summarise();
    expect(documentsOf(find(staged('stade 4'), 'stage-moved'))).toEqual(['a', 'b']);
    expect(find(staged('stade 3b'), 'stage-moved')).toBeUndefined();
  });

  it('sets bleeding beside the antithrombotic that is taken, and not beside one stopped before', () => {
    const bleeding = (last: 'prescribed' | 'stopped') =>
      new FakeDossier()
        .document('a', '2026-04-15', 'Ordonnance', 'ELIQUIS 5 mg matin et soir')
        .document('b', '2026-06-15', 'Consultation', 'ELIQUIS : suite. Selles noires.')
        .drug('a', 'ELIQUIS 5 mg matin et soir', { dci: 'apixaban', brand: 'ELIQUIS', atc: 'B01AF02', event: 'prescribed' })
        .drug('b', 'ELIQUIS : suite.', { dci: 'apixaban', brand: 'ELIQUIS', atc: 'B01AF02', event: last })
        .fact('b', 'Selles noires.', { kind: 'condition', label: 'Selles noires' })
        .summarise();
    expect(documentsOf(find(bleeding('prescribed'), 'bleeding'))).toContain('b');
    expect(find(bleeding('stopped'), 'bleeding')).toBeUndefined();
  });

  it('sets two blood groups, two persons of trust and denied directives side by side', () => {
    const dossier = new FakeDossier()
      .document('a', '2025-02-11', 'Résultats de biologie', 'Groupe sanguin : O négatif')
      .document('b', '2026-08-25', 'Fiche de suivi', 'Groupe : O POSITIF')
      .document(
        'c',
        '2025-03-10',
        'Dossier d’entrée',
        'Personne de confiance : Soazig TOULHOAT. Directives anticipées : oui, rédigées le 10/03/2025',
      )
      .document('d', '2026-11-05', 'Dossier de liaison', 'Personne de confiance : Yann QUINTREC. Directives anticipées : non')
      .fact('a', 'Groupe sanguin : O négatif', {
        kind: 'observation',
        label: 'Groupe sanguin O rhésus négatif',
        concept: 'groupe-sanguin:o-neg',
      })
      .fact('b', 'Groupe : O POSITIF', { kind: 'observation', label: 'Groupe sanguin O rhésus positif', concept: 'groupe-sanguin:o-pos' })
      .fact('c', 'Personne de confiance : Soazig TOULHOAT.', { kind: 'directive' })
      .fact('c', 'Directives anticipées : oui, rédigées le 10/03/2025', { kind: 'directive' })
      .fact('d', 'Personne de confiance : Yann QUINTREC.', { kind: 'directive' })
      .fact('d', 'Directives anticipées : non', { kind: 'directive' });
    const found = dossier.summarise();
    expect(documentsOf(find(found, 'blood-group'))).toEqual(['a', 'b']);
    expect(documentsOf(find(found, 'trusted-person'))).toEqual(['c', 'd']);
    expect(documentsOf(find(found, 'directives'))).toEqual(['c', 'd']);
  });

  it('sets a prescription beside the letter that says it was not begun', () => {
    const dossier = new FakeDossier()
      .document('a', '2026-10-13', 'Consultation', 'PRAVASTATINE 20 mg le soir')
      .document('b', '2026-10-25', 'Mes médicaments', 'PRAVASTATINE 20 : pas encore commencée')
      .drug('a', 'PRAVASTATINE 20 mg le soir', { dci: 'pravastatine', atc: 'C10AA03', event: 'prescribed' })
      .drug('b', 'PRAVASTATINE 20 : pas encore commencée', { dci: 'pravastatine', atc: 'C10AA03', event: 'listed' });
    expect(documentsOf(find(dossier.summarise(), 'prescribed-not-taken'))).toEqual(['a', 'b']);
  });

  it('tells that the prescription in hand still bears what a letter has stopped, until a newer one leaves it out', () => {
    const stopped = (later: boolean) => {
      const dossier = new FakeDossier()
        .document('a', '2026-09-15', 'Ordonnance', 'COVERSYL 2,5 mg')
        .document('b', '2026-11-10', 'Courrier de gériatrie', 'COVERSYL : arrêt.')
        .drug('a', 'COVERSYL 2,5 mg', { dci: 'périndopril', brand: 'COVERSYL', atc: 'C09AA04', event: 'prescribed' })
        .drug('b', 'COVERSYL : arrêt.', { dci: 'périndopril', brand: 'COVERSYL', atc: 'C09AA04', event: 'stopped' });
      return (
        later
          ? dossier
              .document('c', '2026-11-12', 'Ordonnance', 'EUPANTOL 20 mg')
              .drug('c', 'EUPANTOL 20 mg', { dci: 'pantoprazole', atc: 'A02BC02', event: 'prescribed' })
          : dossier
      ).summarise();
    };
    expect(documentsOf(find(stopped(false), 'stopped-since-prescription'))).toEqual(['a', 'b']);
    expect(find(stopped(true), 'stopped-since-prescription')).toBeUndefined();
  });

  it('sets what a family stopped by itself beside the prescription, and a noted allergy beside its denial', () => {
    const dossier = new FakeDossier()
      .document('a', '2024-11-11', 'Urgences', 'FLIXOTIDE 50 (arrêté par les parents depuis l’été). Allergie pénicilline ?')
      .document('b', '2025-01-28', 'Consultation', 'Reprendre FLIXOTIDE 50. N’est pas allergique à la pénicilline')
      .drug('a', 'FLIXOTIDE 50 (arrêté par les parents depuis l’été).', { dci: 'fluticasone', brand: 'FLIXOTIDE', event: 'stopped' })
      .drug('b', 'Reprendre FLIXOTIDE 50.', { dci: 'fluticasone', brand: 'FLIXOTIDE', event: 'started', dose: '50' })
      .fact('a', 'Allergie pénicilline ?', {
        kind: 'allergy',
        label: 'Allergie suspectée : Pénicilline',
        status: 'suspected',
        allergy: { certainty: 'suspected', intolerance: false },
      })
      .fact('b', 'N’est pas allergique à la pénicilline', {
        kind: 'allergy',
        label: 'Allergie écartée : Pénicilline',
        status: 'ruled-out',
        allergy: { certainty: 'refuted', intolerance: false },
      });
    const found = dossier.summarise();
    expect(documentsOf(find(found, 'stopped-by-patient'))).toEqual(['a', 'b']);
    expect(documentsOf(find(found, 'noted-allergy-denied'))).toEqual(['a', 'b']);
    expect(find(found, 'refuted-allergy-listed')).toBeUndefined();
  });

  it('sets two sides side by side when one document stands alone', () => {
    const dossier = new FakeDossier()
      .document('a', '2026-06-25', 'Courrier rhumatologue', 'Douleur de l’épaule droite')
      .document('b', '2026-09-03', 'IRM épaule', 'IRM DE L’ÉPAULE DROITE : tendinopathie')
      .document('c', '2026-10-06', 'Consultation', 'Infiltration de l’épaule gauche prévue')
      .fact('a', 'Douleur de l’épaule droite', { kind: 'condition', laterality: 'right' })
      .fact('b', 'IRM DE L’ÉPAULE DROITE', { kind: 'procedure', laterality: 'right' })
      .fact('c', 'Infiltration de l’épaule gauche', { kind: 'plan', laterality: 'left' });
    expect(documentsOf(find(dossier.summarise(), 'side'))).toEqual(['a', 'b', 'c']);
  });

  it('does not call two operations of two years a contradiction of side', () => {
    const dossier = new FakeDossier()
      .document('a', '2010-06-25', 'Compte rendu opératoire', 'Prothèse de hanche droite')
      .document('b', '2020-09-03', 'Compte rendu opératoire', 'Prothèse de hanche gauche')
      .fact('a', 'Prothèse de hanche droite', { kind: 'procedure', laterality: 'right', date: '2010-06-25', dateSource: 'text' })
      .fact('b', 'Prothèse de hanche gauche', { kind: 'procedure', laterality: 'left', date: '2020-09-03', dateSource: 'text' });
    expect(find(dossier.summarise(), 'side')).toBeUndefined();
  });

  it('finds a value copied wrong, and a fall that only several documents show', () => {
    const dossier = new FakeDossier()
      .document('x', '2026-10-13', 'Courrier', 'TSH 3,48 le 05/10')
      .document('y', '2026-10-05', 'Résultats de biologie', 'TSH 4,38 mUI/L');
    dossier
      .fact('x', 'TSH 3,48', {
        kind: 'observation',
        label: 'TSH',
        value: { text: '3,48', number: 3.48 },
        date: '2026-10-05',
        dateSource: 'text',
      })
      .fact('y', 'TSH 4,38', {
        kind: 'observation',
        label: 'TSH',
        value: { text: '4,38', number: 4.38, unit: 'mUI/L' },
        date: '2026-10-05',
      });
    for (const [id, date, value] of [
      ['p', '2024-01-10', 78],
      ['q', '2025-01-10', 66],
      ['r', '2026-01-10', 52],
    ] as const)
      dossier.document(id, date, 'Résultats de biologie', `DFG ${value} mL/min`).fact(id, `DFG ${value}`, {
        kind: 'observation',
        label: 'DFG',
        value: { text: String(value), number: value, unit: 'mL/min' },
        date,
      });
    const synthesis = dossier.summarise();
    expect(find(synthesis, 'two-values')?.text).toMatch(/3,48.*4,38|4,38.*3,48/);
    expect(find(synthesis, 'trend')?.text).toBe('DFG en baisse : 78 mL/min (10/01/2024), 66 mL/min (10/01/2025), 52 mL/min (10/01/2026)');
  });

  it('names smoking written as current after it stopped, and a relative’s two ages', () => {
    const dossier = new FakeDossier()
      .document('a', '2024-03-26', 'Courrier', 'Tabac sevré en 2023. Mère : fracture du col à 79 ans')
      .document('b', '2025-01-19', 'Passage aux urgences', 'Tabac : actif. Mère : fracture du col vers 81 ans')
      .fact('a', 'Tabac sevré en 2023', { kind: 'lifestyle', label: 'Tabac sevré', status: 'resolved' })
      .fact('b', 'Tabac : actif', { kind: 'lifestyle', label: 'Tabac' })
      .fact('a', 'Mère : fracture du col à 79 ans', { kind: 'family-history', label: 'fracture du col', familyMember: 'mère' })
      .fact('b', 'Mère : fracture du col vers 81 ans', { kind: 'family-history', label: 'fracture du col', familyMember: 'mère' });
    const rules = dossier.summarise().vigilance.map((item) => item.rule);
    expect(rules).toContain('vigilance:smoking');
    expect(rules).toContain('vigilance:family');
  });

  it('names what was not read or was set aside, without a passage', () => {
    const dossier = new FakeDossier()
      .document('a', '2024-03-26', 'Courrier', 'x', { status: 'failed' })
      .document('b', '2024-03-27', 'Lettre', 'y', { status: 'quarantined', note: 'Nom différent.' });
    expect(dossier.summarise().vigilance.map((item) => [item.kind, item.text])).toEqual([
      ['unread', 'Document non lu : Courrier (a.txt, 26/03/2024).'],
      ['identity', 'Document mis à part, identité à vérifier : Lettre (b.txt, 27/03/2024). Nom différent.'],
    ]);
  });

  it('gives no advice', () => {
    const dossier = new FakeDossier()
      .document('a', '2019-03-01', 'Courrier', 'Intolérance à la codéine')
      .document('b', '2026-01-23', 'Ordonnance', 'KLIPAL CODEINE');
    dossier
      .fact('a', 'Intolérance à la codéine', { kind: 'allergy', allergy: { certainty: 'confirmed', intolerance: true } })
      .drug('b', 'KLIPAL CODEINE', { dci: 'codéine+paracétamol', event: 'prescribed' });
    const synthesis = dossier.summarise();
    expect(synthesis.vigilance).toHaveLength(1);
    expect(synthesis.vigilance[0]?.text).not.toMatch(/il faut|devez|arrêtez|recommand|conseill/i);
  });
});
