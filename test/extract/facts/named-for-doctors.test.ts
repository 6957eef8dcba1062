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
const labels = (text: string, kind: Fact['kind']): string[] =>
  factsOf(text)
    .filter((fact) => fact.kind === kind)
    .map((fact) => fact.label);

describe('what was operated on', () => {
  it.each([
    ["Cataracte de l'œil droit opérée le 16/05/2023.", ["Chirurgie de la cataracte de l'œil droit"]],
    ['Hernie discale L5-S1 opérée en 2014.', ['Cure de hernie discale L5-S1']],
    ["Mélanome ulcéré de l'épaule, Breslow 1,8 mm, opéré le 11 juin 2019.", ["Exérèse de mélanome ulcéré de l'épaule, Breslow 1,8 mm"]],
    ['Hernie inguinale gauche non opérée.', []],
    ["Hernie ombilicale, qui sera opérée à l'automne.", []],
    ['Sa mère a un cancer du sein, opérée en 2010.', []],
  ])('%s', (text, expected) => {
    expect(labels(text, 'procedure')).toEqual(expected);
  });
});

describe('a ban with its reason', () => {
  it.each([
    [
      'Migraine avec aura = contre-indication définitive aux estrogènes.',
      'Contre-indication : estrogènes (migraine avec aura), à ne pas donner',
    ],
    [
      "Les AINS sont contre-indiqués en raison de l'insuffisance rénale chronique.",
      'Contre-indication : AINS (insuffisance rénale chronique), à ne pas donner',
    ],
    [
      'Fluoroquinolones proscrites du fait de la dissection aortique.',
      'Contre-indication : fluoroquinolones (dissection aortique), à ne pas donner',
    ],
    ['Syndrome de Brugada, donc propofol contre-indiqué.', 'Contre-indication : propofol (syndrome de Brugada), à ne pas donner'],
    ['Triptans contre-indiqués.', 'Contre-indication : triptans, à ne pas donner'],
  ])('%s', (text, expected) => {
    expect(labels(text, 'allergy')).toEqual([expected]);
  });
});

describe('deficiencies, counts and rhythms', () => {
  it.each([
    ['- Déficit en vitamine D.', ['Déficit en vitamine D']],
    ['- Carence en vitamine A.', ['Carence en vitamine A']],
    ['Une vitamine B12 effondrée à 112 pmol/L.', ['Vitamine B12 effondrée']],
    ['Bandes oligoclonales dans le LCR.', ['Bandes oligoclonales dans le LCR']],
    ['Migraine : 5 crises par mois.', ['Migraine : 5 crises par mois']],
    ['Trois polypes coliques, puis 22 lésions T2 inchangées.', ['Trois polypes coliques', '22 lésions T2']],
    ['Hernie inguinale gauche non compliquée.', ['Hernie inguinale gauche non compliquée']],
    ['Le patient opéré juste avant elle avait un mélanome métastatique.', []],
    ['Sa belle-fille a une sclérose en plaques.', []],
  ])('%s', (text, expected) => {
    expect(labels(text, 'condition')).toEqual(expected);
  });

  it('reads what a laboratory writes below its rows', () => {
    const text = [
      'LABORATOIRE DES QUAIS - Dr X',
      'Hémoglobine    10,3  g/dL   12,0 - 16,0',
      'VGM            74    fL     80 - 98',
      'Ferritine      5     µg/L   15 - 150',
      'Anémie microcytaire ferriprive : rechercher un saignement.',
    ].join('\n');
    expect(labels(text, 'condition')).toContain('Anémie microcytaire ferriprive');
  });

  it('takes "ATCD" without a colon for the heading of its line alone', () => {
    const text = 'URGENCES - CHU\nATCD BPCO, AOMI stentée.\nPneumopathie franche lobaire aiguë.';
    expect(
      factsOf(text)
        .filter((fact) => fact.kind === 'condition')
        .map((fact) => `${fact.label} ${fact.section ?? ''}`),
    ).toEqual(expect.arrayContaining(['Bronchopneumopathie chronique obstructive 11348-0', 'Pneumopathie franche lobaire aiguë ']));
  });
});

describe('what is given, taken without prescription, or not there', () => {
  it.each([
    ['FERINJECT 1000 mg perfusé le 14/04/2021.', 'procedure', ['past | Perfusion de fer : carboxymaltose ferrique (FERINJECT) 1000 mg']],
    ['ACLASTA perfusé le 12/03/2024.', 'procedure', ['past | Perfusion de bisphosphonate : acide zolédronique (ACLASTA)']],
    ['Pas de FERINJECT reçu.', 'procedure', []],
    [
      'Il a pris deux fois du sildénafil acheté sur internet, le flacon de Natispray dans la poche.',
      'lifestyle',
      ['active | Automédication : sildénafil — il a pris deux fois du sildénafil acheté sur internet'],
    ],
    [
      'Elle a pris du LEXOMIL de sa voisine.',
      'lifestyle',
      ['active | Automédication : bromazépam (LEXOMIL) — elle a pris du LEXOMIL de sa voisine'],
    ],
    ["Ne pas prendre d'AINS sans ordonnance.", 'lifestyle', []],
    ["Éviter l'automédication par ibuprofène.", 'lifestyle', []],
    ['Télétravail 2 jours par semaine.', 'lifestyle', ['active | Travail : télétravail 2 jours par semaine']],
    ['Non immunisée contre la toxoplasmose.', 'observation', ['active | Toxoplasmose non immunisée']],
    ['Séronégative pour le CMV.', 'condition', []],
    ['Un naevus bleu n’est pas en cause.', 'condition', ['absent | Naevus']],
    ['Mutation BRCA : pas de recherche indiquée.', 'condition', ['absent | Mutation BRCA']],
    ["À contrôler avant de parler d'hypothyroïdie.", 'condition', ['suspected | Hypothyroïdie']],
    ['Il a fait la varicelle à 2 ans je crois.', 'condition', ['suspected | Varicelle']],
    ['Le papa a repris le travail, présent le soir ; lui-même est suivi pour une épilepsie.', 'condition', []],
    ['Le mari a été très éprouvé ; il a lui-même été reçu pour des attaques de panique.', 'condition', []],
    ['Compagne informée, enceinte de leur premier enfant.', 'pregnancy', []],
    ['bHCG < 1.', 'pregnancy', ['absent | Test de grossesse négatif : bêta-hCG < 1']],
    ['Dialyse si > 2,5 ou aggravation.', 'procedure', []],
    ['La splénectomie était inscrite pour le 28 juin.', 'procedure', []],
    ['Dans le groupe, une patiente a témoigné de sa greffe rénale.', 'condition', []],
    ['Son nouveau compagnon, qui a un herpès labial.', 'condition', []],
    ['Son mari, qui a appelé le 15 pour une douleur thoracique intense.', 'condition', ['active | Douleur thoracique intense']],
    ['DG  exacerbation d’asthme.', 'condition', ['active | Exacerbation d’asthme']],
    [
      'Apparition d’un DSA de novo anti-DQ7, MFI 5 400.',
      'condition',
      ['active | DSA de novo anti-DQ7, MFI 5 400', 'active | Anti-DQ7, MFI 5 400'],
    ],
    ['Hypercalcémie modérée à 2,58 ce jour.', 'condition', ['active | Hypercalcémie modérée à 2,58']],
    ['Allergies : ☐ non ☒ OUI lesquelles : PÉNICILLINE.', 'allergy', ['active | Allergie : Pénicilline']],
  ] as const)('%s (%s)', (text, kind, expected) => {
    expect(
      factsOf(text)
        .filter((fact) => fact.kind === kind)
        .map((fact) => `${fact.status} | ${fact.label}`),
    ).toEqual(expected);
  });
});

describe('a name ends where something is said of it', () => {
  it.each([
    ['Le kyste rénal gauche mesure 15 mm.', 'Kyste rénal gauche'],
    ['La thyrotoxicose en augmente le risque.', 'Thyrotoxicose'],
    ['Hyperkaliémie de déc dernier.', 'Hyperkaliémie'],
    ['Crise de goutte finie.', 'Crise de goutte'],
    ['Nodule du lobe supérieur droit (9 mm, stable).', 'Nodule du lobe supérieur droit (9 mm)'],
    ['Nodule du lobe supérieur droit (6 mm en février).', 'Nodule du lobe supérieur droit'],
    ['Tumeur microsatellite stable.', 'Tumeur microsatellite stable'],
    ['BPCO stade GOLD 3, groupe E.', 'Bronchopneumopathie chronique obstructive stade GOLD 3, groupe E'],
    ['Hypertension pulmonaire du groupe 2.', 'Hypertension pulmonaire du groupe 2'],
    ['Surdosage en antivitamine K.', 'Surdosage en antivitamine K'],
  ])('%s', (text, expected) => {
    expect(labels(text, 'condition')).toEqual([expected]);
  });

  it('is over where it is told finished', () => {
    expect(factsOf('Sciatique, cédée sous corticoïdes.').map((fact) => fact.status)).toContain('resolved');
  });

  it.each([
    ['Colectomie droite K 2016.', 'procedure', 'Colectomie droite'],
    ['Cicatrice DAI propre.', 'device', 'Défibrillateur automatique implantable'],
  ] as const)('%s', (text, kind, expected) => {
    expect(labels(text, kind)).toEqual([expected]);
  });
});

describe('what was put right is past, what was looked at was not put in', () => {
  it.each([
    ['Insuffisance mitrale opérée en mai 2014.', 'condition', 'past'],
    ['Rétrécissement aortique remplacé en 2019 par une bioprothèse.', 'condition', 'past'],
    ['Insuffisance mitrale modérée, non opérable.', 'condition', 'active'],
  ] as const)('%s', (text, kind, status) => {
    expect(factsOf(text).find((fact) => fact.kind === kind)?.status).toBe(status);
  });

  it.each(['Interrogation du DAI le 2 juin 2024 : aucun choc.', 'Contrôle du stimulateur le 3 mars 2025 : sondes stables.'])(
    '%s',
    (text) => {
      expect(factsOf(text).find((fact) => fact.kind === 'device')?.date).toBeUndefined();
    },
  );
});

describe('what is given is no allergy', () => {
  it.each([
    [
      'ALLERGIES\nPénicilline (urticaire à 8 ans).\nNous avons donc couvert par vancomycine.',
      ['Allergie : Pénicilline — urticaire à 8 ans'],
    ],
    ['Coloscopie pour rectorragies sous AVK.', []],
    ['Hématome du psoas sous anticoagulant.', []],
    ["Pas d'AINS, paracétamol 1 g si douleur.", ['Contre-indication : AINS, à ne pas donner']],
    ['INTOLÉRANCES\ncodéine, tramadol', ['Intolérance : Codéine', 'Intolérance : Tramadol']],
  ])('%j', (text, expected) => {
    expect(labels(text, 'allergy')).toEqual(expected);
  });
});
