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
const had = (text: string): string[] =>
  factsOf(text)
    .filter((fact) => fact.kind === 'condition' && fact.status !== 'absent' && fact.status !== 'ruled-out')
    .map((fact) => fact.label);

/** What a list, a cell, a bracket or a heading denies. */
describe('answered no', () => {
  it.each<[string, string[]]>([
    ['Bilan : sarcoïdose (non), tuberculose (recherchée, absente), lymphome (éliminé par la biopsie).', []],
    ['Asthme | NON      Glaucome | NON\nGoutte | OUI', ['Goutte']],
    ['Asthme ..... non    Glaucome ..... oui', ['Glaucome']],
    ['Hypothèses écartées : sarcoïdose, tuberculose (culture du 3/05 négative), lymphome.', []],
    ['Causes recherchées et non retrouvées : amylose, sarcoïdose, hémochromatose.', []],
    ['Complications évoquées et écartées :\n- phlébite\n- embolie pulmonaire', []],
    ['Risques exposés : hématome, fistule, paralysie récurrentielle.', []],
    ['PCR multiplex méningite : tout négatif.', []],
    ['Cancer bronchique (non à petites cellules), goutte.', ['Cancer bronchique', 'Goutte']],
    ['Anémie à explorer.', ['Anémie']],
    ['Hépatite C chronique, Ag HBs négatif.', ['Hépatite C chronique']],
    ['Hépatite B chronique Ag HBe négatif.', ['Hépatite B chronique Ag HBe négatif']],
    ['Goutte [x] 2011, pied gauche   Asthme [ ]   Psoriasis [x] traité', ['Goutte', 'Psoriasis']],
    ['Prescription : 20 séances de kinésithérapie pour lombalgie.', ['Lombalgie']],
    ['Quatre enfants, deux décédés dont un de leucémie.', []],
    ['J’ai demandé que le zona soit prévenu avant la chimiothérapie.', []],
    ['Vit avec sa sœur de 80 ans, qui a une BPCO.', []],
    ['Vertiges à la marche : non — Lipothymies : non — Migraine : oui', ['Migraine']],
    ['Otite, bronchite, sinusite : non', []],
    ['Nausées gr 1, mucite gr 2, diarrhée : non', ['Nausées gr 1', 'Mucite gr 2']],
    ['Antécédents : goutte, épilepsie : non', ['Goutte']],
    ['| Maladie | Oui | Non |\n|---|---|---|\n| Goutte | X | |\n| Épilepsie | | X |', ['Goutte']],
    ['Maladie       Oui    Non\nGoutte        X\nÉpilepsie            X', ['Goutte']],
    ['Le diagnostic de narcolepsie n’est pas posé à ce jour.', []],
    ['Sarcoïdose : évoquée puis non retenue.', []],
    ['Au bureau : deux cas de gale.', []],
    ['Effets secondaires possibles expliqués : pancréatite, dépression.', []],
    ['Une dame à côté de moi a eu un zona.', []],
    ['Rétinopathie dépistée tous les ans : rien.', []],
    ['Lombalgie avec sciatique débutante ?', ['Lombalgie', 'Sciatique débutante']],
    ['Motif : recherche sarcoïdose', ['Sarcoïdose']],
    ['Phéochromocytome peu probable.', ['Phéochromocytome, peu probable']],
    ['Phlébite : doppler du 3 négatif. Dengue : PCR et test rapide négatifs.', []],
    ['Spondylarthrite : HLA B27 négatif.', ['Spondylarthrite']],
    ['Hématome : recherché, absent. Risque majoré d’ostéoporose (absente à ce jour).', []],
    ['Discutée : sarcoïdose, non retenue (scanner normal).', []],
    ['Sa partenaire est asthmatique. Veuve d’un patient parkinsonien.', []],
    ['Goutte : chez le père.', []],
    ['La hernie inguinale décrite au scanner est un lipome.', ['Lipome']],
    ['Une hernie inguinale décrite au scanner est opérée.', ['Hernie inguinale']],
    ['Des pancréatites ont été rapportées sous ce médicament.', []],
    ['Méningite crainte, ponction lombaire normale : hypothèse levée.', []],
    ['En cours : J45.0 Asthme | L40.0 Psoriasis', ['Asthme', 'Psoriasis']],
    ['Neutropénie 0,6 G/L, arrêt du traitement.', ['Neutropénie']],
    ['Voulez-vous revoir cette patiente qui se plaint de vertiges ?', ['Vertiges']],
    ['Virus BK négatif, virus BK : 3,2 log.', []],
  ])('%j', (text, labels) => {
    expect(had(text)).toEqual(labels);
  });
});

it.each<[string, boolean]>([
  ['Le Holter de 24 heures n’a pas mis en évidence de FA.', true],
  ['Scanner cérébral : pas de saignement.', true],
  ['L’échographie ne montre aucun nodule, mais une ascite.', false],
])('an examination that shows nothing: %j', (text, absent) => {
  expect(factsOf(text).find((fact) => fact.origin === 'rule:exam-result')?.status === 'absent').toBe(absent);
});

it.each<[string, string]>([
  ['Anneau gastrique posé en 2009, retiré en 2015.', 'stopped'],
  ['DIU cuivre proposé, posé le 10 janvier.', 'active'],
  ['DIU cuivre à poser le 9 novembre.', 'suspected'],
  ['Porteur d’un CRT-D.', 'active'],
])('a device put in, taken out or to come: %j', (text, status) => {
  expect(
    factsOf(text)
      .filter(({ kind }) => kind === 'device')
      .map((fact) => fact.status),
  ).toEqual([status]);
});
