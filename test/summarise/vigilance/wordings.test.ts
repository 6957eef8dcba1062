import { describe, expect, it } from 'vitest';
import { FakeDossier } from '../../fakes/fake-dossier.js';

type Paper = readonly [date: string, title: string, text: string];
const told = (...papers: readonly Paper[]): readonly string[] =>
  papers
    .reduce((made, [date, title, text], index) => made.document(`d${index}`, date, title, text), new FakeDossier())
    .summarise()
    .vigilance.filter(({ kind }) => kind === 'conflict')
    .map(({ text }) => text);
const pair = (older: string, newer: string): readonly string[] => told(['2026-03-02', 'Lettre', older], ['2026-03-10', 'Note', newer]);

/** Sentences written for this test. */
describe('one state in other words', () => {
  it.each<readonly [string, string, string]>([
    ['Main dominante', 'Droitière, secrétaire.', 'Membre dominant : gauche'],
    ['Conduite automobile', 'Conduite contre-indiquée six mois.', 'Apte à la conduite, groupe léger.'],
    ['Lieu de vie', 'Vit seule au 2e étage.', 'Mode de vie : en couple, appartement'],
    ['Transfusion', 'Transfusée de deux culots en 2019.', 'Déjà transfusée ? NON'],
    ['Métastases \\(foie\\)', 'Scanner : pas de lésion hépatique.', 'Cancer du sein métastatique hépatique.'],
    ['Hépatite virale, état', 'VHC guéri en 2019.', 'Hépatite C active, non traitée.'],
    ['Limitation de soins', 'Dit vouloir « tout faire ».', 'Il ne souhaite ni intubation ni massage.'],
    ['Limitation de soins', 'Réanimation : oui', 'Réanimation cardiaque : ☐ oui ☒ non'],
    [
      'Directives anticipées, valeur',
      'J’annule ce que j’ai écrit dans mes directives.',
      'Directives anticipées en vigueur : refus de la dialyse',
    ],
    [
      'Personne de confiance, désignation',
      'Personne de confiance : Mme Durand, sa voisine',
      'La patiente n’a désigné aucune personne de confiance.',
    ],
    ['Tutelle ou curatelle', 'Mainlevée de la curatelle prononcée.', 'Majeur sous curatelle.'],
    ['Bactérie résistante', 'Portage de BLSE au niveau rectal.', 'BMR : non'],
    ['Emploi', 'Sans activité professionnelle depuis 2022.', 'Travaille à temps plein.'],
    ['Sonde urinaire', 'Sort avec une sonde à demeure.', 'Continent, pas de sonde.'],
    ['Marche', 'Transferts au lève-malade.', 'Patient valide.'],
    ['Observance', 'Boîte jamais entamée.', 'Bonne observance du traitement.'],
    ['Enfants', 'Couple sans enfant.', 'Mère de 2 enfants.'],
    ['INR cible', 'INR cible 3 (2,5 – 3,5)', 'Cible INR notée : 2 - 3'],
    ['Poids sec', 'Poids sec 78 kg.', 'On garde 82 kg comme poids de référence.'],
    ['Oxygène', 'Oxygène : concentrateur à 1,5 L/min', 'ATCD : BPCO O2 3L, HTA'],
    ['Durée prévue ou faite', 'Tamoxifène pour une durée de cinq ans.', 'Trois ans d’hormonothérapie terminés : 3 ans d’hormonothérapie.'],
    ['T-score', 'Rachis lombaire : T-score -3,1', 'Densitométrie : T -1,3 au rachis'],
    ['Stimulateur', 'Défibrillateur monochambre le 11/02/2020.', 'ATCD : HTA, DAI triple chambre 2019, BPCO, colectomie 2016'],
    ['Valve opérée', 'Remplacement valvulaire mitral en 2014.', 'ATCD : valve aortique méca, goutte, BPCO, appendicectomie 1990'],
  ])('%s: %s', (subject, older, newer) => {
    const found = pair(older, newer);
    expect(found.filter((text) => new RegExp(`^(?:${subject})`).test(text)).length, found.join('\n')).toBeGreaterThanOrEqual(1);
  });

  it.each<readonly [string, string, string]>([
    ['a vaccination since', 'Varicelle : IgG négatif.', 'Immunisée contre la varicelle, deux doses de vaccin reçues.'],
    ['what is driven again', 'Conduit sa voiture.', 'Conduite contre-indiquée six mois.'],
    ['no act on the other valve', 'Remplacement valvulaire mitral en 2014.', 'Pas de geste sur la valve aortique.'],
    ['one target in other words', 'INR cible 3 (2,5 – 3,5)', 'Cible INR 2,5 à 3,5'],
    ['another organ', 'Scanner : pas de lésion pulmonaire.', 'Métastases osseuses.'],
  ])('leaves alone %s', (_, older, newer) => {
    expect(pair(older, newer)).toEqual([]);
  });

  it('an antecedent copied wrong above the right finding, against all other papers', () => {
    const mitral: readonly Paper[] = [
      ['2014-06-03', 'Sortie', 'Remplacement valvulaire mitral.'],
      ['2020-02-11', 'Scanner', 'Prothèse mitrale en place.'],
      ['2024-03-19', 'Lettre', 'Porteur d’une valve mitrale mécanique.'],
    ];
    expect(
      told(...mitral, ['2026-05-30', 'Urgences', 'ATCD : valve aortique méca.\nETT : prothèse mitrale normale.']).some((text) =>
        text.startsWith('Valve opérée'),
      ),
    ).toBe(true);
  });
});

describe('amounts that come to the same', () => {
  const doses = (older: string, newer: string): readonly string[] =>
    new FakeDossier()
      .document('a', '2026-10-05', 'Ordonnance', older, { type: '57833-6' })
      .document('b', '2026-10-20', 'Consultation', newer)
      .drug('a', older, { dci: 'lévétiracétam', event: 'prescribed', strength: /\d+ m?g/.exec(older)?.[0] ?? '' })
      .drug('b', newer, { dci: 'lévétiracétam', event: 'prescribed', strength: /\d+ m?g/.exec(newer)?.[0] ?? '' })
      .summarise()
      .vigilance.map(({ rule }) => rule)
      .filter((rule) => rule.startsWith('vigilance:dose'));
  it.each<readonly [string, string, number]>([
    ['lévétiracétam 500 mg : 2 comprimés matin et 2 comprimés soir', 'lévétiracétam 2 g par jour', 0],
    ['lévétiracétam 500 mg : 1 - 0 - 1', 'lévétiracétam 1 g par jour', 0],
    ['lévétiracétam 500 mg : un demi-comprimé le soir', 'lévétiracétam 250 mg le soir', 0],
    ['lévétiracétam 500 mg matin et soir', 'lévétiracétam 250 mg matin et soir', 1],
  ])('%s / %s', (older, newer, count) => {
    expect(doses(older, newer)).toHaveLength(count);
  });
});

describe('what is late, and what was done', () => {
  const rules = (...papers: readonly Paper[]): readonly string[] =>
    papers
      .reduce((made, [date, title, text], index) => made.document(`d${index}`, date, title, text), new FakeDossier())
      .summarise()
      .vigilance.map(({ rule }) => rule);

  it.each<readonly [string, string, string, boolean]>([
    ['said late, done two years before', 'Coloscopie en retard.', 'Coloscopie faite en juin 2024, 2 polypes.', true],
    ['never done, and dated', 'Mammographie jamais faite.', 'Mammographie du 03/2025 normale : mammographie le 12/03/2025.', true],
    ['late indeed', 'Coloscopie en retard.', 'Coloscopie faite en juin 2012.', false],
    ['not late', 'Coloscopie pas en retard.', 'Coloscopie faite en juin 2024.', false],
    ['a relative', 'Coloscopie de sa sœur en retard.', 'Coloscopie faite en juin 2024.', false],
  ])('%s', (_, late, done, warned) => {
    expect(rules(['2026-06-09', 'Sortie', late], ['2026-07-20', 'Note', done]).includes('vigilance:late-and-done')).toBe(warned);
  });

  it.each<readonly [string, string, string, boolean]>([
    ['up to date, nothing in the record', 'Pneumocoque à jour.', 'PNEUMOCOQUE rien', true],
    ['up to date, last booster long ago', 'Tétanos : à jour', 'À prévoir : rappel tétanos (dernier 2008).', true],
    [
      'told by a year that the record does not bear',
      'DTP 2018.',
      'DTP REVAXIS 11/04/2005 BOOSTRIX 02/07/2015\nprochain : 2025 -> EN RETARD',
      true,
    ],
    [
      'given, and never delivered that year',
      'Vaccin grippe fait le 10/10/2025.',
      'GRIPPE 2024 le 24/10/2024\nGRIPPE 2025 aucune délivrance',
      true,
    ],
    ['another year', 'Vaccin grippe fait le 10/10/2024.', 'GRIPPE 2025 aucune délivrance', false],
    ['the dose that the record bears', 'DTP 2015.', 'DTP REVAXIS 11/04/2005 BOOSTRIX 02/07/2015\nprochain : 2025 -> EN RETARD', false],
  ])('a vaccine %s', (_, said, record, warned) => {
    const found = rules(['2026-07-20', 'Note', said], ['2026-11-05', 'Carnet', record]);
    expect(
      found.some((rule) => /vaccine-(?:doses|denied)/.test(rule)),
      found.join(),
    ).toBe(warned);
  });
});

describe('what is no contradiction', () => {
  it.each<readonly [string, string, string]>([
    ['a cancer found in one year, operated on in the next', 'Cancer du côlon découvert en 2016.', 'Cancer du côlon opéré en 2017.'],
    ['an examination of antibodies', 'Antiphospholipides négatifs.', 'Bilan : antiphospholipides, complément.'],
  ])('%s', (_, older, newer) => {
    expect(pair(older, newer)).toEqual([]);
  });

  it('the day of the operation that the letter of discharge tells', () => {
    expect(
      told(
        ['2014-06-03', 'Sortie', 'Intervention le 20 mai 2014.\nRemplacement valvulaire mitral par prothèse mécanique n° 29.'],
        ['2022-09-20', 'Endocrinologue', 'Porteur d’une valve mitrale mécanique posée en 2012.'],
      ).some((text) => text.includes('dates différentes')),
    ).toBe(true);
  });

  it('who is spoken with is not spoken of', () => {
    expect(
      pair('Patient : « tout faire ».', 'Discussion avec le patient et sa fille : il ne souhaite ni intubation ni massage.').some((text) =>
        text.startsWith('Limitation de soins'),
      ),
    ).toBe(true);
  });
});
