import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../src/domain/fact.js';
import { findDayZero } from '../../../src/extract/facts/date-anchors.js';
import { extractClinicalFacts } from '../../../src/extract/facts/clinical-facts.js';
import { analysePage } from '../../../src/extract/text/analyse-page.js';

const factsOf = (text: string, sex?: 'M' | 'F'): Fact[] =>
  extractClinicalFacts(analysePage('d', { number: 1, text, source: 'plain', positions: [], furniture: [] }), {
    documentId: 'd',
    documentDate: '2025-05-18',
    birthDate: '1961-09-30',
    ...(sex === undefined ? {} : { sex }),
  });
const statusOf = (text: string, kind: Fact['kind'], sex?: 'M' | 'F'): string[] =>
  factsOf(text, sex)
    .filter((fact) => fact.kind === kind)
    .map(({ label, status }) => `${label} : ${status}`);
const told = (text: string, kind: Fact['kind'], sex?: 'M' | 'F'): string[] =>
  factsOf(text, sex)
    .filter((fact) => fact.kind === kind && fact.status !== 'absent')
    .map(({ label }) => label);

/** A PDF loses the gaps between the questions of a form. */
describe('boxes behind their names without wide gaps', () => {
  it.each<[string, string[]]>([
    ['MEDICAL HTA [ ] Diabète [ ] Epilepsie [ ] Phlébite [ ] Migraine [X] avec aura', ['Migraine : active']],
    ['Diabète [ ] HTA [ ] Asthme [ ] EP/phlébite [ ] (mère oui)', []],
    ['GROSSESSE [X] spontanée [ ] AMP Unique [X] Gémellaire [ ]\nAsthme depuis 2010.', ['Asthme : active']],
    // Boxes before their names stay so.
    ['[ ] diabète [ ] HTA [X] asthme [ ] épilepsie', ['Asthme : active']],
    ['ATCD [ ] diabète [X] HTA en 2003 [ ] asthme', ['Hypertension artérielle : active']],
    ['Escarre : ☒ non ☐ oui', []],
  ])('%j', (text, expected) => {
    expect(statusOf(text, 'condition').filter((one) => !one.endsWith('absent'))).toEqual(expected);
  });

  it('denies the habits of a line whose first question stands before its answers', () => {
    expect(told('TOXIQUES Tabac : [ ] actif [X] sevrée (mars 2021, env. 6 PA) Alcool [ ] Cannabis [ ]', 'lifestyle')).not.toContain(
      'Alcool',
    );
  });

  it('dates an act by no other question of its form', () => {
    const [act] = factsOf('CHIRURGIE endométriose 2019 [X] salpingectomie [X] gauche [ ] droite col : anse 05/2021').filter(
      ({ label }) => label === 'Salpingectomie',
    );
    expect(act?.date).toBeUndefined();
  });
});

describe('set aside, only spoken of, another’s', () => {
  it.each<[string, string[]]>([
    ['TDM injecté (doute infarctus rénal -> éliminé).', ['Infarctus rénal : ruled-out']],
    ['Torsion de testicule => écartée.', ['Torsion de testicule : ruled-out']],
    ['L’épisode de mars étiqueté AIT n’en était pas un.', ['Accident ischémique transitoire : ruled-out']],
    ['Le mot de cancer a été dit.', []],
    ['Le dentiste pense à une ostéonécrose.', ['Ostéonécrose aseptique : suspected']],
    ['Ne pas confondre avec DURAND Jean (gammapathie monoclonale, 1959), dossier voisin.', []],
    ['Son frère l’accompagne ; c’est lui qui a le diabète, pas mon patient.', []],
    ['Vaccin pas fait, rupture en pharmacie.', []],
    ['Noté à tort au CHC.', []],
    ['Sachet quand ça brûle.', []],
    ['Quatre cavités équilibrées.', []],
    ['Sertraline augmentée devant une réponse partielle.', []],
    // Near misses.
    ['Douleur thoracique -> troponine négative.', ['Douleur thoracique : active']],
    ['Diabète -> metformine arrêtée.', ['Diabète : active']],
    ['Réponse partielle du carcinome après 4 cures.', ['Réponse partielle du carcinome : active', 'Carcinome : active']],
    ['Douleur due au CHC de 3 cm.', ['Douleur due au CHC de 3 cm : active', 'Carcinome hépatocellulaire de 3 cm : active']],
    ['Rupture de la coiffe des rotateurs.', ['Rupture de la coiffe des rotateurs : active']],
  ])('%j', (text, expected) => {
    expect(statusOf(text, 'condition')).toEqual(expected);
  });

  it.each<[string, 'M' | 'F', string[]]>([
    ['Femme : ménopausée.', 'M', []],
    ['Femme : ménopausée.', 'F', ['Ménopausée']],
  ])('%j of a patient %s', (text, sex, expected) => {
    expect(told(text, 'condition', sex)).toEqual(expected);
  });

  it.each<[string, string[]]>([
    ['Médecin traitant joint par téléphone à 18 h.', []],
    ['Fume un joint par jour.', ['Substances : fume un joint par jour']],
    ['Un peu de sang rose le 8 nov après un rapport.', []],
    ['Essoufflement au 2e étage.', []],
    ['Son frère vient le conduire.', []],
  ])('no habit: %j', (text, expected) => {
    expect(told(text, 'lifestyle').filter((label) => !label.startsWith('Tabac'))).toEqual(expected);
  });
});

describe('events that are none, and their days', () => {
  it.each<[string, string[]]>([
    ['Le dentiste a mis un pansement le 5/3.', []],
    ['Dorso-lombalgie depuis trois mois, brutalement aggravée il y a dix jours.', []],
    ['Grossesse [X] AMP : TEC du 04/02/2025', ["Transfert d'embryon congelé", 'PMA']],
  ])('%j', (text, expected) => {
    expect(told(text, 'procedure').toSorted()).toEqual(expected.toSorted());
  });

  it.each<[string, string | undefined]>([
    ['Vu ce jour, à trois ans de l’autogreffe.', undefined],
    ['Autogreffe le 28/09/2023.', '2023-09-28'],
  ])('the day of the graft: %j', (text, date) => {
    expect(factsOf(text).find(({ label }) => label.startsWith('Autogreffe'))?.date).toBe(date);
  });

  it('counts from the day that the text names J0', () => {
    const text = '12/04/2023 : cyphoplastie D12.\n\nRéinjection le 28/09/2023 (J0).\nSortie d’aplasie à J12.';
    const analysis = analysePage('d', { number: 1, text, source: 'plain', positions: [], furniture: [] });
    expect(findDayZero([analysis], { documentId: 'd', documentDate: '2023-10-18', stay: { entry: '2023-09-25' } })).toBe('2023-09-28');
  });

  it('tells no term by weeks between which something is due', () => {
    const terms = (text: string): readonly string[] =>
      factsOf(text, 'F')
        .filter(({ kind }) => kind === 'pregnancy')
        .map(({ label }) => label);
    expect(terms('1. TSH à 20-22 SA et à 30-32 SA.\n2. Contrôle échographique à 26 SA et 32 SA.')).toEqual([]);
    expect(terms('1. Grossesse évolutive de 22 SA + 3.')).toEqual(['Grossesse évolutive de 22 SA + 3']);
  });

  it('plans what its weeks place ahead', () => {
    const facts = factsOf('Terme ce jour 18 SA.\n-> RHOPHYLAC 300 à 28 SA, vers le 28/07', 'F');
    expect(facts.filter(({ kind }) => kind === 'procedure')).toEqual([]);
    expect(facts.some(({ kind, date }) => kind === 'plan' && date === '2025-07-28')).toBe(true);
  });
});
