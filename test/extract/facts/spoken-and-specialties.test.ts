import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../src/domain/fact.js';
import { extractClinicalFacts } from '../../../src/extract/facts/clinical-facts.js';
import { valueOf } from '../../../src/extract/facts/values/value-fact.js';
import { analysePage } from '../../../src/extract/text/analyse-page.js';

const pageOf = (text: string): ReturnType<typeof analysePage> =>
  analysePage('d', { number: 1, text, source: 'plain', positions: [], furniture: [] });
const labels = (text: string, kind: Fact['kind']): string[] =>
  extractClinicalFacts(pageOf(text), { documentId: 'd', documentDate: '2025-05-18', birthDate: '1961-09-30' })
    .filter((fact) => fact.kind === kind && fact.status !== 'absent')
    .map(({ label }) => label);

describe('what a germ in the blood is called', () => {
  it.each<[string, string[]]>([
    ['Fièvre : E. coli sauvage sur 2 hémocultures (pas le cathéter).', ['Fièvre', 'Bactériémie à E. coli']],
    ['Hémocultures 2/2 positives à Enterococcus faecalis.', ['Bactériémie à Enterococcus faecalis']],
    ['Hémoc + : candida albicans.', ['Candidémie à Candida albicans']],
    ['Hémocultures négatives. ECBU : E. coli 10^6.', []],
    ['Pas de E. coli sur les hémocultures.', []],
  ])('%s', (text, expected) => {
    expect(labels(text, 'condition')).toEqual(expected);
  });
});

describe('a patient’s own words', () => {
  it.each<[string, string[]]>([
    ['Le coeur a battu n’importe comment une nuit.', ['Palpitations']],
    ['Il a pissé rouge à la mi-septembre.', ['Hématurie']],
    ['Un peu de sang rose après un rapport.', ['Saignement génital']],
    ['Prise de sang rose clair au tube.', []],
  ])('%s', (text, expected) => {
    expect(labels(text, 'condition')).toEqual(expected);
  });
});

describe('acts of haematology, of assisted procreation and of the dentist', () => {
  it.each<[string, string[]]>([
    ['04/04/2023 : C1 Dara-VTd.', ['Dara-VTd']],
    ['Recueil CSP les 29 et 30/08/2023.', ['Recueil CSP']],
    ['FIV : TEC n°1 le 18/11/2024.', ['Fécondation in vitro', 'Transfert d’embryon congelé'.replace('’', "'")]],
    ['Résection à l’anse du col en 2021.', ['Résection à l’anse du col']],
    ['Pas de corticoïdes depuis la fin de la consolidation, myélome (février 2024).', ['Fin de la consolidation']],
    // Near misses.
    ['Fracture en voie de consolidation.', []],
    ['Dossier DPI ouvert, ampoule injectée.', []],
    ['Pas de HoLEP.', []],
  ])('%s', (text, expected) => {
    expect(labels(text, 'procedure')).toEqual(expected);
  });
});

it.each<[number, string | undefined]>([
  [3.1, undefined],
  [0.2, 'L'],
])('a dash of the next column is no flag where the printed range holds the number: %s', (number, flag) => {
  const text = 'TSH 3,1 mUI/L (0,4-4,0) --';
  expect(valueOf(text, { start: 4, end: 7 }, { number }, { low: 0.4, high: 4 }, 'L', '(0,4-4,0)').flag).toBe(flag);
});
