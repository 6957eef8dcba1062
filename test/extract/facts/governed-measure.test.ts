import { describe, expect, it } from 'vitest';
import { extractClinicalFacts } from '../../../src/extract/facts/clinical-facts.js';
import { analysePage } from '../../../src/extract/text/analyse-page.js';

/** The measures that names bear, with the first letters of the names. */
const measured = (text: string): readonly string[] =>
  extractClinicalFacts(analysePage('d', { number: 1, text, source: 'plain', positions: [], furniture: [] }), {
    documentId: 'd',
    documentDate: '2025-05-18',
    birthDate: '1961-09-30',
  })
    .filter(({ kind, value }) => value !== undefined && ['condition', 'procedure', 'device'].includes(kind))
    .map(({ label, value }) => `${label.slice(0, 12)} | ${value?.text ?? ''}${value?.unit === undefined ? '' : ` ${value.unit}`}`);

describe('the measure that a name governs', () => {
  it.each([
    ['Une désaturation à 84 % sous propofol, corrigée par oxygène.', 'Désaturation | 84 %'],
    ['Test de marche : désaturation de 89 à 78 %, Borg à 7.', 'Désaturation | 89 à 78 %'],
    ["L'amaigrissement de 6 kg depuis l'été inquiète.", 'Amaigrisseme | 6 kg'],
    ['Le nodule du lobe supérieur gauche mesure toujours 6 mm, il est donc stable.', 'Nodule du lo | 6 mm'],
    ["Le scanner mesure l'anévrisme sous-rénal à 54 mm (47 mm onze mois plus tôt).", 'Anévrisme so | 54 mm'],
    ["L'albuminurie est à 68 mg/g en février.", 'Albuminurie | 68 mg/g'],
    ['Fièvre à 39°4, frissons.', 'Fièvre | 39°4'],
    ["Elle a reçu 1,1 GBq d'iode 131 le 21 novembre 2007.", 'Iode 131 | 1,1 GBq'],
    ['Injection intradétrusorienne de BOTOX 100 U, bien supportée.', 'Injection in | 100 U'],
    ["Angioplastie avec mise en place d'un stent nu 8 x 40 mm.", 'Stent nu | 8 x 40 mm'],
    ['Neuropathie sensitive des deux pieds (monofilament 2/6), pouls perçus.', 'Neuropathie  | monofilament 2/6'],
    ['Dénutrition modérée (albumine 29, perte de 6 % en 3 mois).', 'Dénutrition  | albumine 29'],
    ['Hypotension orthostatique : 132/72 couchée, 102/60 debout.', 'Hypotension  | 132/72 couchée, 102/60 debout'],
    ['Cystites récidivantes, 4 sur les douze derniers mois.', 'Cystites réc | 4 sur les douze derniers mois'],
  ])('is read with it: %s', (text, expected) => {
    expect(measured(text)).toContain(expected);
  });

  it.each([
    'Polype à 6 cm de la marge anale.',
    'Œdèmes discrets des chevilles, 57 kg.',
    'Douleurs de la fosse iliaque droite, 49 kg.',
    'Protéinurie au-dessus de 0,5 g/g : appeler.',
    'Carence martiale : FERINJECT 1 000 mg en HDJ.',
    'Épilepsie (KEPPRA 500 mg).',
    'Appendicectomie à 12 ans.',
    'Pneumopathie le 12/03/2024.',
    '2 bronchiolites (nov 23, mars 23).',
    'Fausse couche (2011, 12 SA).',
    'Hypotension orthostatique : 132/72.',
    'Pas de désaturation à 84 %.',
    'Fracture du bassin, HSD opéré 02/2026.',
    'ECG : FA 76/min, QRS fins.',
    'Orthophonie 3 séances par semaine.',
  ])('is no other number of the sentence: %s', (text) => {
    expect(measured(text)).toEqual([]);
  });
});
