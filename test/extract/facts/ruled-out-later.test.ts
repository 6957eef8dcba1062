import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../src/domain/fact.js';
import { extractClinicalFacts } from '../../../src/extract/facts/clinical-facts.js';
import { analysePage } from '../../../src/extract/text/analyse-page.js';

const factsOf = (text: string): Fact[] =>
  extractClinicalFacts(analysePage('d', { number: 1, text, source: 'plain', positions: [], furniture: [] }), {
    documentId: 'd',
    documentDate: '2025-05-18',
    birthDate: '1961-09-30',
  });
const conditions = (text: string): [string, string][] =>
  factsOf(text)
    .filter(({ kind }) => kind === 'condition')
    .map(({ label, status }) => [label, status]);

describe('what was thought of and taken back', () => {
  it.each<[string, [string, string][]]>([
    ["Une sarcoïdose avait été soupçonnée en mai : le pneumologue (Dr X) l'a écartée en juin.", [['Sarcoïdose', 'ruled-out']]],
    ["L'anticoagulant circulant trouvé sous XARELTO n'est pas confirmé.", [['Anticoagulant circulant', 'ruled-out']]],
    ["Une fibrillation atriale n'a pas été démontrée.", [['Fibrillation atriale', 'absent']]],
    ['Thrombopénie : à recontrôler (faux anticoagulant circulant)', [['Anticoagulant circulant', 'absent']]],
    ["L'HTA cochée sur ton courrier : je ne l'ai jamais vue, à retirer.", [['Hypertension artérielle', 'absent']]],
    [
      "Reviviscences, sans que les critères d'un trouble de stress post-traumatique soient réunis.",
      [
        ['Reviviscences', 'active'],
        ['Trouble de stress post-traumatique', 'ruled-out'],
      ],
    ],
    ['Hypothèse pneumocystose évoquée : LDH normales, non retenue.', [['Pneumocystose', 'ruled-out']]],
    ["Anaphylaxie : pas d'argument mais surveillance.", [['Anaphylaxie', 'absent']]],
    [
      "Une pneumopathie d'hypersensibilité est suspectée.\n\nDISCUSSION\nLa pneumopathie est écartée.",
      [["Pneumopathie d'hypersensibilité", 'ruled-out']],
    ],
  ])('%j', (text, expected) => {
    expect(conditions(text)).toEqual(expect.arrayContaining(expected));
    expect(conditions(text).filter(([label]) => expected.some(([own]) => own === label))).toHaveLength(expected.length);
  });

  it.each([
    'Douleur, œil rouge, baisse de vision : appeler le jour même.',
    'Diarrhée = stop',
    'Le masque fuit.',
    "L'effet rebond expose à des fractures vertébrales.",
    '[X] RQTH   [X] CMI priorité   [ ] PCH',
    'CALCUL : délai sans crise de 3 ans',
    'Motif : [X] affection médicale    [ ] alcool',
    "Elle s'occupe de son mari, qui a fait un AVC en mai.",
  ])('tells no illness: %j', (text) => {
    expect(conditions(text)).toEqual([]);
  });

  it.each<[string, string, string]>([
    ['Poursuite du rituximab chez une patiente avec bronchectasies et hypogammaglobulinémie ?', 'Hypogammaglobulinémie', 'active'],
    ['Ancien alcoolique, abstinent.', 'Alcoolique', 'past'],
    ['Lombalgie apparue hier en soulevant un sac chez sa fille.', 'Lombalgie', 'active'],
    // Near misses.
    ['Fibrillation atriale, confirmée au Holter.', 'Fibrillation atriale', 'active'],
    ["Sarcoïdose : le pneumologue l'a confirmée.", 'Sarcoïdose', 'active'],
    ['Cataracte gauche, chirurgie non retenue.', 'Cataracte gauche', 'active'],
    ['Diarrhée depuis hier : appeler le laboratoire.', 'Diarrhée', 'active'],
    ['Hypothyroïdie, fils à retirer.', 'Hypothyroïdie', 'active'],
  ])('%j', (text, label, status) => {
    expect(conditions(text).map(([name, state]) => `${name} ${state}`)).toContain(`${label} ${status}`);
  });
});

describe('what is no allergen and no benefit', () => {
  it.each<[string, string[]]>([
    ['Allergies : néant déclaré.', []],
    ['ALLERGIES\nFluoroquinolones : tendinopathie, interdites. Latex : urticaire.', ['Fluoroquinolones', 'Latex']],
    ['Allergie : pénicilline, boutons vers 4 ans, jamais testé.', ['Pénicilline']],
    ['Allergies : pénicilline, latex', ['Pénicilline', 'Latex']],
  ])('%j', (text, names) => {
    const told = factsOf(text).filter(({ kind, status }) => kind === 'allergy' && status === 'active');
    expect(told).toHaveLength(names.length);
    names.forEach((name, index) => {
      expect(told[index]?.label).toContain(name);
    });
  });

  it.each<[string, number]>([
    ['1ere MTP GAUCHE rouge, chaude.', 0],
    ['MTP (majoration tierce personne) accordée.', 1],
  ])('%j', (text, count) => {
    expect(factsOf(text).filter(({ kind }) => kind === 'lifestyle')).toHaveLength(count);
  });
});

describe('what another wrote, contested in the same breath', () => {
  it.each<[string, [string, string][]]>([
    ['Diabète : cf endocrino, écarté. HGPO 07/12', []],
    ['Diabète : cf endocrino, équilibré.', [['Diabète', 'active']]],
    ['Il a écrit que j’ai le diabète ! L’endocrino avait dit NON. A faire corriger svp', []],
    ['Il a écrit que j’ai le diabète et m’a donné de la metformine.', [['Diabète', 'active']]],
  ])('%s', (text, expected) => {
    expect(conditions(text)).toEqual(expected);
  });
});
