import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../src/domain/fact.js';
import { extractClinicalFacts } from '../../../src/extract/facts/clinical-facts.js';
import { analysePage } from '../../../src/extract/text/analyse-page.js';

const factsOf = (text: string, documentType?: string): readonly Fact[] =>
  extractClinicalFacts(analysePage('d', { number: 1, text, source: 'plain', positions: [], furniture: [] }), {
    documentId: 'd',
    documentDate: '2025-05-18',
    birthDate: '1961-09-30',
    ...(documentType === undefined ? {} : { documentType }),
  });
const lines = (text: string, kind: Fact['kind'] = 'procedure'): readonly string[] =>
  factsOf(`Consultation.\n\n${text}`)
    .filter((fact) => fact.kind === kind && fact.status !== 'absent' && fact.status !== 'suspected')
    .map(({ date, label }) => `${date ?? ''} ${label}`);

describe('an examination is told with what the sentence concludes of it', () => {
  it.each([
    ["Échocardiographie d'effort maximale, négative cliniquement et électriquement.", /effort maximale négative$/],
    ["Écho d'effort de février 2025 négative.", /^2025-02 Écho d'effort négative$/],
    ['Coloscopie en 2009 normale.', /^2009 Coloscopie normale$/],
    ['Scanner cérébral du 12/03/2025 normal.', /^2025-03-12 Scanner cérébral normal$/],
  ])('%s', (text, expected) => {
    expect(lines(text).some((line) => expected.test(line))).toBe(true);
  });

  it.each([
    'Coloscopie en 2009 normale, sauf un polype du sigmoïde.',
    'Coloscopie en 2009 normale mais préparation médiocre.',
    'Coloscopie en 2009. Normale, la fibroscopie de mars.',
    'Coloscopie en 2009, normalement suivie.',
  ])('%s', (text) => {
    expect(lines(text).some((line) => /coloscopie.*normal/i.test(line))).toBe(false);
  });
});

describe('an illness is no act', () => {
  it.each([
    ['Ostéoporose : T12 en 2023, col fémoral gauche en 2024.', /^2024 Ostéoporose : col fémoral gauche$/],
    ['Tombé d’un escabeau en 2013.', /^2013 Chute d’un escabeau$/],
    ['ATCD : TS 2013, appendicite.', /^2013 Tentative de suicide$/],
  ])('%s', (text, expected) => {
    expect(lines(text, 'condition').some((line) => expected.test(line))).toBe(true);
    expect(lines(text).some((line) => expected.test(line))).toBe(false);
  });

  it.each([
    'Thrombophilie : recherche de facteur V Leiden négative (laboratoire Martin, 14/09/2023).',
    'Trouble anxieux : sertraline 50 mg, reprise en juillet 2023.',
    'AT le 18/11/2014.',
    'Allergie levée en 2022.',
    'Entrée mer 03/09/2024.',
  ])('%s', (text) => {
    expect([...lines(text), ...lines(text, 'condition')].filter((line) => /^(?:20\d\d)/.test(line))).toEqual([]);
  });
});

describe('what its date or its words do not say is not told', () => {
  it('makes no past act of what is done only if', () => {
    const text = 'Ostéoporose : DXA de contrôle, zolédronate en novembre si la fonction rénale le permet.';
    expect([...lines(text), ...lines(text, 'condition')].some((line) => line.startsWith('2024-11'))).toBe(false);
    expect(lines('Cholécystectomie en novembre 2024, si bien tolérée qu’elle sort le lendemain.').length).toBe(1);
  });

  it('gives a side to what stands before its bracket, not to the neighbour in the list', () => {
    const told = lines('Cholécystectomie en 1988 ; cataracte des deux yeux opérée (droite en 2012, gauche en 2013) ; asthme.');
    expect(told.some((line) => /cholécystectomie \(/i.test(line))).toBe(false);
    expect(told.some((line) => /^2013 Cataracte des deux yeux opérée \(gauche\)$/.test(line))).toBe(true);
    expect(lines('Canal carpien opéré : D en 2009, G en 2011.').some((line) => /^2011 .*G/.test(line))).toBe(true);
  });

  it('reads a day in figures behind an act as its day', () => {
    expect(lines('Holter 25/04 : pas de trouble du rythme.')).toContain('2025-04-25 Holter');
    expect(lines('Monofilament perçu 10/10 des deux côtés.').some((line) => /10\/10/.test(line))).toBe(true);
  });

  it('names an act by its name', () => {
    expect(lines('Transfusée en 2011.').some((line) => /^2011 Transfusion$/.test(line))).toBe(true);
  });

  it('tells no place of care as an act', () => {
    expect(lines('FERINJECT 1000 mg le 12/04/2025 en HDJ, puis SMR des Tilleuls.').some((line) => /HDJ|SMR/.test(line))).toBe(false);
  });
});

describe('a specimen bears its own name and day', () => {
  const specimen = (text: string): string | undefined => factsOf(text, '11526-1').find(({ origin }) => origin === 'rule:specimen')?.label;

  it.each([
    ["ANATOMIE PATHOLOGIQUE\nConisation à l'anse du 13/02/2025. HSIL.", "Conisation à l'anse"],
    ['ANATOMIE PATHOLOGIQUE\nExérèse du 11/03/2025 - Reçue le 12/03 - Compte rendu du 20/03/2025', 'Exérèse'],
    ['ANATOMIE PATHOLOGIQUE\nPrélevé le 14/03/2025\nPièce de thyroïdectomie totale.', 'Thyroïdectomie totale'],
    [
      'ANATOMIE PATHOLOGIQUE\nPrélèvement du 20/01/2025\nSuivi d’une conisation de novembre 2018 pour CIN3. Biopsie antérieure : CIN 2.',
      'Prélèvement (anatomopathologie)',
    ],
  ])('%s', (text, expected) => {
    expect(specimen(text)).toBe(expected);
  });
});

describe('what is only allowed, agreed to or thought of', () => {
  it.each<[string, string[]]>([
    ['Acceptez-vous une transfusion en cas d’urgence ? ☒ oui', []],
    ['Elle accepte la transfusion en cas d’urgence vitale.', []],
    ['Transfusion en cas d’urgence acceptée.', []],
    ['Transfusion de deux culots le 12/02/2026.', ['procedure past']],
    ['Il évoque un nouvel anneau gastrique.', []],
    ['Elle souhaite un stérilet.', []],
    ['Elle souhaite garder son stérilet.', ['device active']],
    ['Porteur d’un anneau gastrique.', ['device active']],
    ['Hanche droite : monte les escaliers.', []],
    ['Monte-escalier installé à domicile.', ['device active']],
    ['Petites plaques jambes anciennes.', []],
    ['Plaque du radius gauche en place.', ['device active']],
    ['Troisième enfant mort-né.', ['condition past']],
  ])('%s', (text, expected) => {
    const facts = extractClinicalFacts(
      analysePage('d', { number: 1, text: `Cher confrère,\n\n${text}`, source: 'plain', positions: [], furniture: [] }),
      { documentId: 'd', documentDate: '2026-03-10', birthDate: '1974-06-18' },
    );
    const said = facts.filter(({ kind }) => kind === 'procedure' || kind === 'device' || kind === 'condition');
    expect(said.map(({ kind, status }) => `${kind} ${status}`)).toEqual(expected);
  });
});
