import { describe, expect, it } from 'vitest';
import type { Vigilance } from '../../../src/domain/synthesis.js';
import { FakeDossier } from '../../fakes/fake-dossier.js';

type Paper = readonly [date: string, title: string, text: string];

/** Sentences written for this test: none comes from a dossier. */
function warnings(...papers: readonly Paper[]): readonly Vigilance[] {
  const dossier = papers.reduce((made, [date, title, text], index) => made.document(`d${index}`, date, title, text), new FakeDossier());
  return dossier.summarise().vigilance.filter(({ kind }) => kind === 'conflict');
}
const told = (...papers: readonly Paper[]): readonly string[] => warnings(...papers).map(({ text }) => text);

describe('one thing told in two ways', () => {
  it.each<readonly [RegExp, Paper, Paper]>([
    [
      /^Protection juridique/,
      ['2026-01-10', 'Jugement', 'Placée sous tutelle pour cinq ans.'],
      ['2026-05-02', 'Consultation', 'Pas de mesure de protection.'],
    ],
    [
      /^Type de diabète/,
      ['2020-01-10', 'Lettre', 'Diabète de type 1 depuis ses douze ans.'],
      ['2026-05-02', 'Urgences', 'DT2 sous insuline.'],
    ],
    [
      /^Valve cardiaque/,
      ['2021-01-10', 'Opération', 'Remplacement aortique par bioprothèse.'],
      ['2026-05-02', 'Anesthésie', 'Valve aortique mécanique.'],
    ],
    [/^Stents/, ['2022-01-10', 'Sortie', 'Pose de deux stents actifs.'], ['2026-05-02', 'Lettre', 'Porteur de 3 stents.']],
    [/^Césariennes/, ['2019-01-10', 'Maternité', 'Deux césariennes.'], ['2026-05-02', 'Lettre', 'Utérus unicicatriciel.']],
    [/^INR cible/, ['2022-01-10', 'Chirurgie', 'INR cible : 3 à 4.'], ['2026-05-02', 'Carnet', 'Zone cible : 2 - 3']],
    [/^Immunité \(toxo\)/, ['2026-01-10', 'Sérologie toxoplasmose', 'Absence d’immunité.'], ['2026-02-02', 'Carnet', 'Toxo : immunisée']],
    [
      /^Mammographie, classement/,
      ['2026-01-10', 'Imagerie', 'Sein droit : ACR 4. Sein gauche : ACR 2.'],
      ['2026-01-20', 'Note', 'Mammo RAS'],
    ],
    [
      /^Parent \(mere\)/,
      ['2025-01-10', 'Lettre', 'Mère décédée d’un cancer en 2024.'],
      ['2026-01-20', 'Note', 'Famille : mère en bonne santé.'],
    ],
    [/^Terme de la grossesse/, ['2026-03-02', 'Échographie', 'Terme : 12 SA + 2.'], ['2026-04-13', 'Urgences', 'Terme : 15 SA ce jour.']],
  ])('%s', (subject, older, newer) => {
    const found = told(older, newer).filter((text) => subject.test(text));
    expect(found).toHaveLength(1);
  });

  it('cites both papers', () => {
    const [found] = warnings(['2026-01-10', 'Jugement', 'Sous curatelle renforcée.'], ['2026-05-02', 'Fiche', 'Tutelle : oui']);
    expect(new Set(found?.citations.map(({ span }) => span.documentId)).size).toBe(2);
  });

  it.each<readonly [string, Paper, Paper]>([
    ['what changed, and says so', ['2026-01-10', 'Lettre', 'Vit seule.'], ['2026-03-02', 'Lettre', 'Vit désormais chez sa fille.']],
    ['what is denied', ['2026-01-10', 'Lettre', 'Sous curatelle.'], ['2026-03-02', 'Lettre', 'Pas de tutelle.']],
    ['what is only thought of', ['2026-01-10', 'Lettre', 'Sous curatelle.'], ['2026-03-02', 'Lettre', 'Une tutelle est envisagée.']],
    ['a relative', ['2026-01-10', 'Lettre', 'Diabète de type 2.'], ['2026-03-02', 'Lettre', 'Son frère a un diabète de type 1.']],
    ['two acts of two years', ['2018-01-10', 'Sortie', 'Deux stents en 2018.'], ['2026-03-02', 'Sortie', 'Trois stents en 2026.']],
    [
      'a paper that knows both',
      ['2026-01-10', 'Lettre', 'MMSE 18/30.'],
      ['2026-01-20', 'Lettre', 'MMSE 18/30, contre MMSE 24/30 en 2023.'],
    ],
    ['a count that grows', ['2019-01-10', 'Maternité', 'Une césarienne.'], ['2026-05-02', 'Lettre', 'Deux césariennes.']],
    [
      'a device that was changed',
      ['2015-01-10', 'Pose', 'Stimulateur double chambre.'],
      ['2026-05-02', 'Changement de boîtier', 'Stimulateur triple chambre.'],
    ],
    ['a box that is not ticked', ['2026-01-10', 'Fiche', '☒ curatelle'], ['2026-02-02', 'Fiche', '☐ tutelle ☒ curatelle']],
    ['weeks that go together', ['2026-03-02', 'Échographie', 'Terme : 12 SA + 2.'], ['2026-04-13', 'Urgences', 'Terme : 18 SA + 2.']],
    ['another pregnancy', ['2023-03-02', 'Échographie', 'Terme : 12 SA.'], ['2026-04-13', 'Urgences', 'Terme : 30 SA.']],
  ])('leaves alone %s', (_, older, newer) => {
    expect(warnings(older, newer).filter(({ rule }) => rule === 'vigilance:told-differently')).toEqual([]);
  });
});

describe('a report against itself and against what cites it', () => {
  it('a conclusion on the other side than the text', () => {
    expect(
      told(['2026-01-10', 'Scanner', 'Rein gauche : calcul de 9 mm.\nRein droit libre.\nCONCLUSION : lithiase rénale droite de 9 mm.'])[0],
    ).toMatch(/^Côté \(9 mm\)/);
  });

  it('a denial of what an older paper tells, none of a common word alone', () => {
    const older: Paper = ['2026-01-10', 'Sortie', 'Deuxième infection du liquide d’ascite.'];
    expect(told(older, ['2026-02-20', 'Lettre', 'Jamais d’infection du liquide d’ascite.'])[0]).toMatch(/^Dit jamais survenu/);
    expect(told(older, ['2026-02-20', 'Lettre', 'Jamais d’infection.'])).toEqual([]);
  });

  it('a grave reaction that a form leaves out', () => {
    expect(
      told(
        ['2021-01-10', 'Opération', 'À l’injection du rocuronium, collapsus et bronchospasme.'],
        ['2026-02-20', 'Fiche de bloc', 'ALLERGIES CONNUES : ☒ aucune ☐ oui'],
      )[0],
    ).toMatch(/^Allergies/);
  });

  it('an examination dated nearer than its last report, or denied', () => {
    const report: Paper = ['2024-01-20', 'Fond d’œil', 'Examen du 20/01/2024 : pas de rétinopathie.'];
    expect(told(report, ['2026-02-14', 'Lettre', 'Fond d’œil de moins d’un an normal.'])[0]).toMatch(/^Examen \(fond d’œil\)/);
    expect(told(report, ['2024-10-14', 'Lettre', 'Fond d’œil de moins d’un an normal.'])).toEqual([]);
    expect(
      told(['2026-01-20', 'Coloscopie', 'Coloscopie normale.'], ['2026-05-04', 'Lettre', 'Elle a toujours refusé la coloscopie.'])[0],
    ).toMatch(/^Examen \(coloscopie\)/);
  });
});
