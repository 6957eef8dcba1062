import { describe, expect, it } from 'vitest';
import type { Vigilance } from '../../../src/domain/synthesis.js';
import { warningsOf, type Paper } from './rules-of-papers.js';

/** Sentences written for this test: none comes from a dossier. */
const told = (...papers: readonly Paper[]): readonly Vigilance[] => warningsOf(papers);
const ofRule = (rule: string, ...papers: readonly Paper[]): readonly string[] =>
  told(...papers)
    .filter((one) => one.rule === `vigilance:${rule}`)
    .map(({ text }) => text);

describe('what is no contradiction', () => {
  it('two dates of an examination that is done again', () => {
    expect(
      ofRule(
        'dates-differ',
        ['2024-11-20', 'Lettre', 'Anuscopie faite en mars 2021, sans dysplasie. EEG du 12/01/2022 normal.'],
        ['2026-02-20', 'Lettre', 'Anuscopie du 14/05/2025 normale. EEG du 20/01/2026 normal.'],
      ),
    ).toEqual([]);
  });

  it('an age in the head of a sheet beside a weight', () => {
    expect(
      ofRule(
        'measure-told-otherwise',
        ['2026-10-01', 'Urgences', 'DUVIVIER JEANNE F 82A IPP 044112 Poids : 51 kg'],
        ['2026-10-20', 'Lettre', 'Mme DUVIVIER Jeanne, poids 51 kg'],
      ),
    ).toEqual([]);
  });

  it('a drug that is not tolerated, told as not tolerated twice', () => {
    const noted: Paper = ['2025-01-10', 'Anesthésie', 'Intolérance : TARDYFERON (constipation).'];
    expect(ofRule('allergen-tolerated', noted, ['2026-02-20', 'Lettre', 'Le TARDYFERON, qu’elle ne tolère pas, est à éviter.'])).toEqual(
      [],
    );
  });

  it('somebody else’s drug, and the sentence before it', () => {
    const borne: Paper = ['2026-03-12', 'Passage aux urgences', 'Antécédents : hernie discale.\nTraitement habituel : COUMADINE 5 mg.'];
    expect(
      ofRule('disputed', borne, ['2026-10-07', 'Bilan', 'La hernie discale le gêne. METFORMINE : c’est celle de son épouse.']),
    ).toEqual([]);
  });

  it('a place that is named where something was not done', () => {
    expect(
      ofRule(
        'asked-not-done',
        ['2026-10-19', 'Ordonnance', 'Vaccin de la grippe : à faire à l’EHPAD.'],
        ['2026-11-02', 'Relevé', 'Entrée en EHPAD le 05/11. Tétanos 2021, non fait depuis.'],
      ),
    ).toEqual([]);
  });

  it('a rhythm that is prescribed, and what must not be forgotten', () => {
    const order: Paper = ['2026-10-05', 'Ordonnance', 'COUMADINE 5 mg 1 comprimé le soir'];
    expect(
      ofRule('prescribed-not-taken', order, ['2026-10-20', 'Lettre', 'COUMADINE : 5 mg et 7,5 mg un jour sur deux, INR 2,7.']),
    ).toEqual([]);
    expect(ofRule('prescribed-not-taken', order, ['2026-10-20', 'Lettre', 'On n’oublie jamais la COUMADINE sans prévenir.'])).toEqual([]);
    expect(ofRule('prescribed-not-taken', order, ['2026-10-20', 'Lettre', 'COUMADINE : prise un jour sur deux seulement.'])).toHaveLength(
      1,
    );
  });

  it('what is left of an illness, or was looked for and not found', () => {
    expect(
      ofRule(
        'ruled-out-and-stated',
        ['2025-06-24', 'Lettre', 'Psoriasis depuis 2012, traité.'],
        ['2026-09-22', 'Lettre', 'Pas de psoriasis résiduel.'],
      ),
    ).toEqual([]);
    expect(
      ofRule(
        'ruled-out-and-stated',
        ['2025-06-24', 'Lettre', 'Psoriasis depuis 2012, traité.'],
        ['2026-09-22', 'Lettre', 'Pas de psoriasis.'],
      ),
    ).toHaveLength(1);
  });

  it('the height of a child who has grown', () => {
    const papers: readonly Paper[] = [
      ['2013-05-21', 'Lettre', 'Poids 38 kg, taille 151 cm.'],
      ['2024-06-21', 'Lettre', 'Poids 53 kg, taille 163 cm.'],
    ];
    const heights = (birthDate: string): number =>
      warningsOf(papers, birthDate).filter(({ rule }) => rule === 'vigilance:measure-differs').length;
    expect(heights('1999-06-22')).toBe(0);
    expect(heights('1960-06-22')).toBe(1);
  });

  it('an artery of one side and a sinus of the other, a glass of water beside one of wine', () => {
    const papers: readonly Paper[] = [
      ['2022-12-06', 'Anatomopathologie', 'Biopsie de l’artère temporale droite : pas d’artérite.'],
      ['2025-01-28', 'IRM encéphalique', 'Comblement du sinus maxillaire gauche, banal.'],
    ];
    expect(told(...papers).filter(({ text }) => /^Côtés/.test(text))).toEqual([]);
    expect(
      ofRule(
        'alcohol',
        ['2026-10-06', 'Lettre', 'Boire 2,5 L, eau de Vichy un verre le soir.'],
        ['2026-11-03', 'Fiche', 'Alcool : 4 verres par jour.'],
      ),
    ).toEqual([]);
  });

  it('a rise that has gone back, a fall told in two units', () => {
    const trends = (values: readonly (readonly [string, string])[]): readonly string[] =>
      ofRule('trend', ...values.map(([date, text]): Paper => [date, 'Biologie', text]));
    expect(
      trends([
        ['2025-11-12', 'Gamma-GT 14 UI/L'],
        ['2026-01-15', 'Gamma-GT 128 UI/L'],
        ['2026-10-06', 'Gamma-GT 33 UI/L'],
      ]),
    ).toEqual([]);
    expect(
      trends([
        ['2025-11-12', 'Gamma-GT 14 UI/L'],
        ['2026-10-06', 'Gamma-GT 128 UI/L'],
      ]),
    ).toHaveLength(1);
  });
});

describe('what one sentence tells of a dose prescribed and a dose taken', () => {
  const order: Paper = ['2026-10-12', 'Ordonnance', 'LEVOTHYROX 75 µg (lévothyroxine)\n1 comprimé le matin'];
  it('stands beside the prescription', () => {
    const bilan: Paper = ['2026-11-04', 'Bilan partagé de médication', 'LEVOTHYROX : ordonnance 75 µg, elle prend 50 µg depuis mars.'];
    expect(told(order, bilan).filter(({ rule }) => /dose/.test(rule)).length).toBeGreaterThan(0);
  });
  it('is nothing where both agree', () => {
    const bilan: Paper = ['2026-11-04', 'Bilan partagé de médication', 'LEVOTHYROX : ordonnance 75 µg, elle prend 75 µg.'];
    expect(ofRule('dose-taken-otherwise', order, bilan)).toEqual([]);
  });
});

describe('more that excludes itself', () => {
  it.each<readonly [RegExp, Paper, Paper]>([
    [
      /^Staphylocoque doré/,
      ['2026-03-02', 'Orthopédie', 'Culture : Staphylococcus aureus sensible à la méticilline (SAMS).'],
      ['2026-04-03', 'HAD', 'GERME : SARM'],
    ],
    [
      /^Défibrillateur, thérapies/,
      ['2026-01-30', 'Lettre', 'Les thérapies du DAI ont été laissées actives.'],
      ['2026-11-09', 'Fiche infirmière', 'Cœur avec défibrillateur désactivé depuis janvier.'],
    ],
    [
      /^Anticoagulant avant/,
      ['2026-09-08', 'Ophtalmologie', 'ELIQUIS : à arrêter 48 heures avant l’intervention.'],
      ['2026-09-30', 'Anesthésie', 'ELIQUIS 2,5 : ne pas interrompre.'],
    ],
    [
      /^Réaction à l’inhibiteur/,
      ['2018-01-20', 'Urgences', 'Angio-œdème bradykinique sous ramipril.'],
      ['2021-03-26', 'Neurologie', 'Intolérance aux IEC (toux).'],
    ],
    [
      /^Fermeture du foramen ovale/,
      ['2026-02-21', 'IRM', 'Pas de fermeture du FOP.'],
      ['2026-09-22', 'Fiche infirmière', 'FOP fermé 2021, épilepsie.'],
    ],
  ])('%s', (subject, older, newer) => {
    expect(ofRule('told-differently', older, newer).filter((text) => subject.test(text))).toHaveLength(1);
  });

  it.each<readonly [string, Paper, Paper]>([
    ['one germ', ['2026-03-02', 'Lettre', 'SAMS aux hémocultures.'], ['2026-04-03', 'Lettre', 'Recherche de SARM : négative.']],
    [
      'what is to come',
      ['2026-01-30', 'Lettre', 'DAI laissé actif.'],
      ['2026-05-09', 'Lettre', 'Le défibrillateur sera à désactiver le moment venu.'],
    ],
    ['a hole that was there', ['2021-03-21', 'Lettre', 'FOP perméable.'], ['2021-09-22', 'Lettre', 'Fermeture du FOP le 12/06/2021.']],
  ])('leaves alone %s', (_, older, newer) => {
    expect(ofRule('told-differently', older, newer).filter((text) => /^(?:Staphylocoque|Défibrillateur|Fermeture)/.test(text))).toEqual([]);
  });
});

describe('the blood group of a newborn in the report of its birth', () => {
  const group = (birthDate: string): readonly string[] =>
    warningsOf(
      [
        ['2024-11-12', 'Résultats d’analyses', 'Groupe sanguin : O RhD négatif'],
        [
          '2025-02-01',
          'Compte rendu',
          'Césarienne le 25/01/2025.\n\nNOUVEAU-NÉ\nRomy, fille, 2 380 g. Groupe A RhD positif.\n\nSORTIE\nRetour à domicile.',
        ],
      ],
      birthDate,
    )
      .filter(({ rule }) => rule === 'vigilance:blood-group' || rule === 'vigilance:told-differently')
      .map(({ text }) => text);

  it('contradicts nothing of its mother’s', () => {
    expect(group('1992-05-17')).toEqual([]);
    expect(group('2025-01-25')).not.toEqual([]);
  });
});

describe('sides that differ and are no contradiction', () => {
  const sides = (...papers: readonly Paper[]): readonly string[] =>
    told(...papers)
      .filter(({ rule }) => /^vigilance:side/.test(rule))
      .map(({ text }) => text);

  it('a stroke on one side, its weakness on the other', () => {
    expect(
      sides(
        ['2021-03-26', 'Lettre', 'AVC ischémique sylvien gauche le 13/03/2021.'],
        ['2022-03-26', 'Lettre', 'AVC sylvien gauche en 2021.'],
        ['2023-06-15', 'Certificat', 'AVC ischémique du 13/03/2021 avec hémiparésie droite.'],
      ),
    ).toEqual([]);
    expect(
      sides(
        ['2021-03-26', 'Lettre', 'AVC ischémique sylvien gauche le 13/03/2021.'],
        ['2023-06-15', 'Certificat', 'AVC ischémique droit en 2021.'],
      ),
    ).not.toEqual([]);
  });

  it('two narrowings, each with its grade', () => {
    const left: Paper = ['2021-04-02', 'Lettre', 'Sténose de la carotide interne gauche à 70 %.'];
    expect(sides(left, ['2026-02-10', 'Écho-Doppler', 'Sténose carotidienne droite à 60 %.'])).toEqual([]);
    expect(sides(left, ['2021-05-10', 'Lettre', 'Sténose carotidienne droite à 70 %.'])).not.toEqual([]);
  });

  it('takes a brother who came along for no bearer of the illness', () => {
    expect(
      sides(
        ['2021-04-02', 'Compte rendu opératoire', 'Endartériectomie carotidienne gauche.'],
        ['2025-08-17', 'Urgences', 'ATCD (frère présent) : AVC 2021, endartériectomie carotide droite.'],
      ),
    ).not.toEqual([]);
  });
});
