import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../src/domain/fact.js';
import { extractClinicalFacts } from '../../../src/extract/facts/clinical-facts.js';
import { analysePage } from '../../../src/extract/text/analyse-page.js';

const factsOf = (text: string): readonly Fact[] =>
  extractClinicalFacts(analysePage('d', { number: 1, text: `Consultation.\n\n${text}`, source: 'plain', positions: [], furniture: [] }), {
    documentId: 'd',
    documentDate: '2025-05-18',
    birthDate: '1961-09-30',
  });

/** Acts that a text tells as done: label, and the day where there is one. */
const done = (text: string): readonly string[] =>
  factsOf(text)
    .filter(({ kind, status }) => kind === 'procedure' && status === 'past')
    .map(({ label, date }) => `${label}${date === undefined ? '' : ` ${date}`}`);

describe('an act that its sentence does without', () => {
  it.each([
    'Biopsie hépatique non nécessaire.',
    'Néphrectomie évitée.',
    'Thyroïdectomie récusée en raison du terrain.',
    'Arthrodèse lombaire ajournée devant la fièvre.',
    'Coronarographie : non.',
    'Cholécystectomie : hors de question pour le moment.',
    'Gastrectomie : en réflexion.',
    'Transplantation hépatique : le donneur est trop jeune, projet abandonné.',
    'Hystérectomie : on en reparlera ? Non, pas d’actualité.',
    'Hors délai de thrombolyse.',
    'Non éligible à une transplantation.',
    'À l’étude : thyroïdectomie.',
    'Proposition : néphrectomie partielle.',
    'La patiente accepte l’intervention : hystérectomie totale.',
    'Nous la reverrons dans deux ans avec une coloscopie.',
    'Mammographie prescrite ce jour.',
    'FIB-4 intermédiaire : élastographie hépatique à votre appréciation.',
    'L’ostéodensitométrie pourra se discuter plus tard.',
    'Une électrophorèse des protéines compléterait utilement le bilan, bilan allergologique obligatoire.',
    'Substitution en immunoglobulines sous-cutanées : indication retenue.',
    'Risque de chute : kinésithérapie 2/semaine.',
    'Orthophonie 3 séances par semaine.',
    'Nodule spiculé, suspect : TEP et avis pneumologique.',
    'Avis chirurgical demandé à l’Institut pour une cholécystectomie.',
    'Reprise à discuter à six semaines, après scanner de contrôle.',
    'Greffe rénale : dossier discuté en réunion le 4 mai.',
    'Pontage, endoprothèse : hors sujet.',
    'Arthroscopie « si blocage » seulement.',
    'Cette infirmière de dialyse est fatiguée.',
    'Entrée prévue le 17/06 pour ablation de thyroïde.',
    'Scanner thoracique après C4.',
    'EEG de contrôle trois mois après l’arrêt.',
    'Revenir au palier précédent. IRM cérébrale de surveillance 6 mois après la fin.',
    'Cholécystectomie fixée au mardi 9 septembre.',
  ])('%s', (text) => {
    expect(done(text)).toEqual([]);
  });

  it.each<[string, readonly string[]]>([
    ['Coronarographie le 12/05/2025, pontage non nécessaire.', ['Coronarographie 2025-05-12']],
    ['Cholécystectomie le 3 mars 2025 avec transfusion non nécessaire.', ['Cholécystectomie 2025-03-03']],
    ['Ponction lombaire non contributive le 4 mai 2025.', ['Ponction lombaire non contributive 2025-05-04']],
    ['Thyroïdectomie en 2019, curage non souhaité.', ['Thyroïdectomie 2019']],
  ])('%s tells what was done', (text, acts) => {
    expect(done(text)).toEqual(acts);
  });

  it('tells a decision among the plans', () => {
    expect(factsOf('Décision du staff : néphrectomie partielle, puis scanner.').some(({ kind }) => kind === 'plan')).toBe(true);
  });
});

describe('a device that is worn no more', () => {
  const worn = (text: string): readonly string[] =>
    factsOf(text)
      .filter(({ kind, status }) => kind === 'device' && status === 'active')
      .map(({ label }) => label);
  it.each([
    'Stérilet (posé 2012, retiré 2019).',
    'Le lit médicalisé a été rendu le 04/05.',
    'Elle décline le pacemaker que propose son fils.',
  ])('%s', (text) => {
    expect(worn(text)).toEqual([]);
  });
  it('tells one that is', () => {
    expect(worn('Défibrillateur posé en 2021, bien toléré.')).toEqual(['Défibrillateur posé']);
    expect(worn('Prothèse de genou des deux côtés.')).toHaveLength(1);
  });
});

describe('the day of an act', () => {
  it.each<[string, readonly string[]]>([
    ['Œsophagectomie + jéjunostomie le 04.02.2021.', ['Œsophagectomie 2021-02-04', 'Jéjunostomie 2021-02-04']],
    ['Rétablissement de continuité (péritonite du 3 mars 2021).', ['Rétablissement de continuité']],
    ['Opérée le 12 février, thyroïdectomie totale.', ['Thyroïdectomie totale 2025-02-12']],
    ['Cholécystectomie ... 14/03/2022', ['Cholécystectomie 2022-03-14']],
    ['Accouchement le 02/05/2025, fille 3 120 g, Apgar 10/10.', ['Accouchement 2025-05-02']],
  ])('%s', (text, acts) => {
    expect(done(text)).toEqual(acts);
  });

  it('dates a specimen to the day on which it was taken', () => {
    const text =
      'Prélèvement reçu le 14/03/2025, réalisé le 12/03/2025. Validé le 18/03/2025.\nBiopsies bronchiques.\nGranulomes sans nécrose.';
    const facts = extractClinicalFacts(analysePage('d', { number: 1, text, source: 'plain', positions: [], furniture: [] }), {
      documentId: 'd',
      documentDate: '2025-03-18',
      documentType: '11526-1',
    });
    expect(facts.find(({ origin }) => origin === 'rule:specimen')?.date).toBe('2025-03-12');
  });

  it('puts no day of last month into the next year, whatever the sentence foresees', () => {
    const dates = factsOf('Retour d’hospitalisation le 30/04, ablation de sonde à prévoir.').map(({ date }) => date ?? '');
    expect(dates.some((date) => date > '2026')).toBe(false);
  });
});
