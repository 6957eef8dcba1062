import { describe, expect, it } from 'vitest';
import { rules, type Paper } from './rules-of-papers.js';

const told = (older: string, newer: string, dates: readonly [string, string] = ['2024-03-12', '2026-09-30']): readonly string[] =>
  rules([dates[0], 'Compte rendu', older] satisfies Paper, [dates[1], 'Courrier', newer] satisfies Paper);

/** Sentences written for this test. */
describe('one side in a paper, the other in the next', () => {
  it.each<readonly [string, string, string]>([
    ['a ticked box', 'Tumeur [ ] sein G   [X] sein D   quadrant : SE', 'Carcinome du sein gauche opéré.'],
    ['an eye in a box', 'LASER (PPR) :\n[X] OD   [ ] OG   séance 3 complète', 'Laser de l’œil gauche terminé.'],
    [
      'a lobe behind a comma',
      'Adénocarcinome prostatique droit, Gleason 6.',
      'Adénocarcinome de la prostate sous surveillance, lobe gauche.',
    ],
    ['who says it is not whose', 'Défibrillateur pectoral gauche.', 'Antécédents : défibrillateur pectoral droit, diabète (dit le fils).'],
    ['a name of several words', 'Lombosciatique droite depuis la chute.', 'La sciatique gauche est calmée.'],
    ['an abbreviation', 'Fracture du poignet gauche opérée en 2017.', 'ATCD : fract poignet D 2017.'],
    ['a vertebra is no side', 'Zona intercostal D6 G.', 'ATCD : zona D6 droit.'],
    ['an operation of one year', 'Coiffe de l’épaule droite opérée en 2019.', 'Épaule gauche opérée en 2019.'],
    ['the side where it began', 'Tremblement de repos de la main droite.', 'Maladie de Parkinson, début par la main gauche.'],
    [
      'the year of the older paper',
      'Rétinopathie minime de l’œil droit, absente en 2020.',
      'Rétinopathie minime de l’œil gauche vue en 2024.',
    ],
    ['a place or another name of it', 'Mélanome du dos (scapulaire gauche).', 'ATCD : mélanome épaule droite.'],
  ])('%s', (_, older, newer) => {
    expect(told(older, newer)).toContain('side-written');
  });

  it.each<readonly [string, string, string]>([
    ['the same side in a box', 'Tumeur [ ] sein D   [X] sein G', 'Carcinome du sein gauche opéré.'],
    ['a son’s own', 'Défibrillateur pectoral gauche.', 'Son fils porte un défibrillateur pectoral droit.'],
    ['operations of two years', 'Épaule droite opérée en 2014.', 'Épaule gauche opérée en 2019.'],
    ['both eyes', 'Laser de l’œil droit puis laser de l’œil gauche.', 'Laser de l’œil gauche terminé.'],
    ['another part', 'Fracture du poignet gauche.', 'Fract cheville D 2017.'],
    ['a vertebra', 'Zona intercostal gauche.', 'ATCD : zona D6.'],
    ['another organ', 'Carcinome du sein droit.', 'Carcinome prostatique, lobe gauche.'],
  ])('not %s', (_, older, newer) => {
    expect(told(older, newer)).not.toContain('side-written');
  });
});
