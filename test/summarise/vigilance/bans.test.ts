import { describe, expect, it } from 'vitest';
import { rules } from './rules-of-papers.js';

/** Sentences written for this test: what is said of a class, a drug of it that is prescribed later, whether that is a warning. */
describe('a class written against, and a drug of it prescribed', () => {
  it.each<readonly [string, string, boolean]>([
    ['Pas d’AINS.', 'Ibuprofène 400 mg, 1 comprimé 3 fois par jour pendant 5 jours.', true],
    ['Les anticoagulants sont contre-indiqués.', 'Apixaban 5 mg, 1 comprimé matin et soir.', true],
    ['Ne plus jamais prescrire de neuroleptique.', 'Halopéridol 5 mg, 1 comprimé le soir.', true],
    ['Jamais d’anticoagulant chez cette patiente.', 'Rivaroxaban 20 mg, 1 comprimé le soir.', true],
    ['Ne pas donner de benzodiazépine.', 'Oxazépam 10 mg, 1 comprimé le soir.', true],
    ['Contre-indication aux corticoïdes.', 'Prednisolone 20 mg, 2 comprimés le matin pendant 4 jours.', true],
    ['Ne prend pas d’anticoagulant.', 'Apixaban 5 mg, 1 comprimé matin et soir.', false],
    ['Terrain : pas d’anticoagulant ni d’antiagrégant.', 'Apixaban 5 mg, 1 comprimé matin et soir.', false],
    ['Aucun corticoïde n’a été donné pendant le séjour.', 'Prednisolone 20 mg, 2 comprimés le matin pendant 4 jours.', false],
    ['Il n’a jamais pris de neuroleptique.', 'Halopéridol 5 mg, 1 comprimé le soir.', false],
    ['Plus d’anticoagulant depuis 2019.', 'Apixaban 5 mg, 1 comprimé matin et soir.', false],
    ['Pas d’antihistaminique depuis 5 jours.', 'Cétirizine 10 mg, 1 comprimé le soir.', false],
  ])('%s', (said, prescribed, warned) => {
    const found = rules(['2024-03-04', 'Consultation', said], ['2026-06-01', 'Ordonnance', prescribed]);
    expect(found.includes('allergy-against-drug')).toBe(warned);
  });
});
