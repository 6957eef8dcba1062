import { describe, expect, it } from 'vitest';
import { boxesInWords } from '../../../src/summarise/vigilance/boxes.js';
import { rules, type Paper } from './rules-of-papers.js';

describe('the boxes of a form, in words', () => {
  it.each([
    ['HTA : [ ] oui [X] non', 'HTA : non'],
    ['Pacemaker : [ ] oui [X] non Valve, clip : [ ] oui [X] non', 'Pacemaker : non ; Valve, clip : non'],
    ['Prothèse, clou, vis, plaque   [ ] oui   [X] non', 'Prothèse, clou, vis, plaque : non'],
    ['Tabac : ☐ jamais ☒ sevré ☐ actif Alcool : occasionnel', 'Tabac : sevré ; Alcool : occasionnel'],
    ['Cœur [ ] Phlébite [X] jambe, 2019 Apnée du sommeil [ ]', 'Cœur : non ; Phlébite : oui, jambe, 2019 ; Apnée du sommeil : non'],
    ['ALLERGIES : [ ] non [X] oui : PÉNICILLINE (choc) Latex [ ]', 'ALLERGIES : oui : PÉNICILLINE (choc) ; Latex : non'],
    ['Allergies : [X] ioméprol [ ] pénicilline -> testée négative', 'Allergies : ioméprol, pénicilline : non -> testée négative'],
    ['Vis, broche : [X] oui [ ] non -> « bras droit »', 'Vis, broche : oui, -> « bras droit »'],
  ])('%s', (line, words) => {
    expect(boxesInWords(line)).toBe(words);
  });

  it.each([
    '[ ] HTA   [ ] asthme   [ ] diabète',
    'Poumon [X] BPCO VEMS 49 % [ ] SAOS',
    'Sans boîte.',
    '6. SUBSTANCES [ ] alcool (non fait)',
  ])('leaves what it cannot tell as it stands: %s', (line) => {
    expect(boxesInWords(line)).toBe(line);
  });
});

const OPERATED: Paper = ['2024-10-18', "Compte rendu d'hospitalisation", 'Enclouage par clou gamma court en titane, fémur droit.'];
const OUT: Paper = ['2024-11-24', 'Compte rendu opératoire', 'Ablation des deux broches du radius gauche, sans difficulté.'];
const found = (...papers: readonly Paper[]): boolean => rules(...papers).includes('implant-differs');

describe('an implant in place, absent or taken out', () => {
  it('is denied on a form though another paper put it in', () => {
    expect(found(OPERATED, ['2026-04-14', 'IRM', 'Prothèse, clou, vis, plaque [ ] oui [X] non'])).toBe(true);
    expect(found(OPERATED, ['2026-04-14', 'IRM', 'Questionnaire : pas de pacemaker, aucun matériel métallique.'])).toBe(true);
  });
  it('is said to be in place though it was taken out', () => {
    expect(found(OUT, ['2026-09-07', 'PAI', 'Fracture du radius 2023, broches en place.'])).toBe(true);
    expect(
      found(
        ['2025-03-12', 'Coloscopie', 'Sonde JJ droite retirée en juillet 2024 (dit le patient).'],
        ['2026-06-09', 'Courrier', 'Je vois une boucle de sonde JJ dans le bassinet.'],
      ),
    ).toBe(true);
  });
  it('is no contradiction once taken out, where it is asked for, somebody else’s, put in again or elsewhere', () => {
    const form: Paper = ['2026-04-14', 'IRM', 'Clou, vis, broche : non'];
    expect(found(OPERATED, ['2025-12-02', 'Bloc', 'Ablation du clou gamma ce jour.'], form)).toBe(false);
    expect(found(['2025-12-02', 'Lettre', 'Un clou est prévu si la fracture se déplace.'], form)).toBe(false);
    expect(found(['2025-12-02', 'Lettre', 'Sa mère a un clou fémoral.'], form)).toBe(false);
    expect(
      found(
        ['2022-11-15', 'Lettre', "Il n'y a donc pas d'indication à un défibrillateur."],
        ['2026-01-02', 'Fiche', 'Défibrillateur : non'],
      ),
    ).toBe(false);
    expect(found(OUT, ['2026-03-01', 'Bloc', 'Embrochage du radius gauche : deux broches posées, en place au contrôle.'])).toBe(false);
    expect(found(OUT, ['2026-03-01', 'Lettre', 'Broches retirées en 2024.'])).toBe(false);
  });
});
