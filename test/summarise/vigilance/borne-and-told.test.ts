import { describe, expect, it } from 'vitest';
import { rules } from './rules-of-papers.js';

/** Papers written for this test. */
const ANCHORS = [
  '2019-09-24',
  'Compte rendu opératoire',
  'Réparation de la coiffe de l’épaule droite. Deux ancres en titane 5,5 mm.',
] as const;

describe('what is in somebody, against the answers of a form', () => {
  it.each<readonly [string, string]>([
    ['Deux ancres en titane 5,5 mm, un double rang.', 'Prothèse, vis, ancre, agrafes : NON, aucun matériel métallique.'],
    ['Ostéosynthèse du radius par plaque palmaire verrouillée en titane, 7 vis.', 'Matériel métallique / chirurgie osseuse : NON'],
    ['DIU KYLEENA : laissé en place, fils sectionnés au ras par l’anse.', 'DIU : NON     Grossesse : NON     Allergie : OUI'],
  ])('%s', (borne, answered) => {
    expect(rules(['2019-03-01', 'Compte rendu opératoire', borne], ['2024-06-18', 'IRM lombaire', answered])).toContain('implant-differs');
  });

  it.each<readonly [string, string]>([
    ['Un défibrillateur n’est pas indiqué.', 'Stimulateur ou défibrillateur : NON.'],
    ['Pose d’un stimulateur à discuter.', 'Stimulateur : NON.'],
    ['DIU en place. Ses fils sont venus.', 'Stérilet : OUI'],
    ['Plaque palmaire, 7 vis.', 'Matériel métallique : radius droit'],
  ])('says nothing of "%s"', (borne, answered) => {
    expect(rules(['2019-03-01', 'Lettre', borne], ['2024-06-18', 'IRM lombaire', answered])).not.toContain('implant-differs');
  });
});

describe('an operation that a later paper puts on the other side', () => {
  it('is told where it tells the year of its report', () => {
    expect(rules(ANCHORS, ['2026-05-19', 'Fiche de visite', 'Épaule GAUCHE opérée (coiffe) en 2019, MP 57 reconnue en 2020'])).toContain(
      'side-written',
    );
  });

  it.each<readonly [string, string]>([
    ['of another year', 'Épaule gauche opérée en 2012.'],
    ['without a year', 'Épaule gauche opérée.'],
    ['of another part', 'Genou gauche opéré en 2019.'],
    ['of the same side', 'Épaule droite opérée en 2019.'],
    ['of both', 'Les deux épaules opérées, la gauche en 2019.'],
  ])('is not told %s', (_, text) => {
    expect(rules(ANCHORS, ['2026-05-19', 'Fiche de visite', text])).not.toContain('side-written');
  });

  it('is not told where a report tells of either side', () => {
    const other = ['2019-03-12', 'Compte rendu opératoire', 'Arthroscopie de l’épaule gauche, acromioplastie.'] as const;
    expect(rules(other, ANCHORS, ['2026-05-19', 'Fiche', 'Épaule gauche opérée en 2019'])).not.toContain('side-written');
  });
});

describe('a number or a group told otherwise', () => {
  it.each<readonly [string, string, string]>([
    ['told-differently', 'Épaisseur selon Breslow : 0,7 mm', 'Je le lui ai refusé : antécédent de thrombose, mélanome de Breslow 1,7 mm.'],
    ['blood-group', 'Groupe sanguin (carte du 30/06/2015) : A Rh positif', 'Groupe O Rh positif (2 déterminations).'],
  ])('%s', (rule, older, newer) => {
    expect(rules(['2024-03-20', 'Lettre', older], ['2026-09-22', 'Courrier', newer])).toContain(rule);
  });
});
