import { describe, expect, it } from 'vitest';
import type { Medication } from '../../../src/domain/fact.js';
import type { Vigilance } from '../../../src/domain/synthesis.js';
import { FakeDossier } from '../../fakes/fake-dossier.js';

type Paper = readonly [date: string, title: string, text: string];

/** Sentences written for this test: none comes from a dossier. */
function warnings(...papers: readonly Paper[]): readonly Vigilance[] {
  const dossier = papers.reduce((made, [date, title, text], index) => made.document(`d${index}`, date, title, text), new FakeDossier());
  return dossier.summarise().vigilance;
}
const rules = (...papers: readonly Paper[]): readonly string[] => warnings(...papers).map(({ rule }) => rule.replace('vigilance:', ''));
const documentsOf = (item: Vigilance | undefined): readonly string[] =>
  [...new Set(item?.citations.map(({ span }) => span.documentId))].toSorted();

describe('what the writers wrote, side by side', () => {
  it('an act on one side in one document and on the other elsewhere', () => {
    const found = warnings(
      ['2024-03-01', 'Compte rendu opératoire', 'Ostéosynthèse d’une fracture du poignet gauche par plaque.'],
      ['2024-04-02', 'Consultation', 'Fracture du poignet gauche consolidée.'],
      ['2026-05-04', 'Passage aux urgences', 'ATCD : fracture du poignet D 2024, HTA'],
    ).find(({ rule }) => rule === 'vigilance:side-written');
    expect(found?.text).toMatch(/^Fracture, côtés différents/);
    expect(documentsOf(found)).toContain('d2');
  });

  it.each<readonly [string, readonly Paper[]]>([
    [
      'two bones',
      [
        ['2024-03-01', 'Lettre', 'Fracture du poignet gauche.'],
        ['2025-03-01', 'Lettre', 'Fracture de la cheville droite.'],
      ],
    ],
    [
      'a document that knows both',
      [
        ['2024-03-01', 'Lettre', 'Escarre du talon gauche. Escarre du talon droit.'],
        ['2025-03-01', 'Lettre', 'Escarre du talon droit.'],
      ],
    ],
    [
      'the healthy side',
      [
        ['2024-03-01', 'Lettre', 'Escarre du talon gauche.'],
        ['2025-03-01', 'Lettre', 'Pas d’escarre du talon droit.'],
      ],
    ],
    [
      'a relative',
      [
        ['2024-03-01', 'Lettre', 'Cancer du sein gauche opéré.'],
        ['2025-03-01', 'Lettre', 'Sa mère a eu un cancer du sein droit.'],
      ],
    ],
  ])('leaves alone %s', (_, papers) => {
    expect(rules(...papers)).not.toContain('side-written');
  });

  it('what was asked for and was not done', () => {
    const found = warnings(
      ['2026-03-01', 'Lettre', 'Une coloscopie est souhaitable devant cette anémie.'],
      ['2026-09-02', 'Consultation', 'Coloscopie : toujours pas faite, il a oublié.'],
    ).find(({ rule }) => rule === 'vigilance:asked-not-done');
    expect(found?.text).toMatch(/coloscopie/);
    expect(documentsOf(found)).toEqual(['d0', 'd1']);
  });

  it.each<readonly [string, readonly Paper[]]>([
    [
      'another examination',
      [
        ['2026-03-01', 'Lettre', 'Prévoir une mammographie.'],
        ['2026-09-02', 'Lettre', 'La coloscopie n’a pas été faite.'],
      ],
    ],
    [
      'another site',
      [
        ['2026-03-01', 'Lettre', 'Échographie de la thyroïde à prévoir.'],
        ['2026-09-02', 'Lettre', 'Échographie rénale pas encore faite.'],
      ],
    ],
    [
      'a past that is denied',
      [
        ['2026-03-01', 'Lettre', 'Bilan de phlébite à prévoir.'],
        ['2026-09-02', 'Lettre', 'N’a jamais fait de phlébite.'],
      ],
    ],
    ['what nobody asked', [['2026-09-02', 'Lettre', 'Coloscopie pas encore faite.']]],
  ])('does not take for it %s', (_, papers) => {
    expect(rules(...papers)).not.toContain('asked-not-done');
  });

  it('a length, a segment or a diameter told by two numbers', () => {
    const found = warnings(
      ['2018-03-20', 'Compte rendu opératoire', 'Résection iléo-cæcale emportant 28 cm d’iléon.'],
      ['2023-08-24', 'Compte rendu d’hospitalisation', 'Résection iléale de 18 cm en 2018.'],
    );
    expect(found.find(({ rule }) => rule === 'vigilance:told-number-differs')?.text).toContain('28 cm');
    expect(
      rules(
        ['2018-03-20', 'Compte rendu opératoire', 'Résection iléo-cæcale emportant 28 cm d’iléon.'],
        ['2023-08-24', 'Lettre', 'La résection de 28 cm de 2018 explique la carence.'],
      ),
    ).not.toContain('told-number-differs');
  });

  it('smoking and drinking that are over, and go on elsewhere', () => {
    expect(
      rules(
        ['2023-08-24', 'Compte rendu d’hospitalisation', 'Tabac : sevré depuis août 2023.'],
        ['2025-01-19', 'Urgences', 'Tabac 5 cig/j'],
      ),
    ).toContain('smoking');
    expect(
      rules(
        ['2022-05-30', 'Compte rendu', 'Abstinence d’alcool depuis mai 2022.'],
        ['2026-03-04', 'Lettre', 'Alcool : trois verres par jour.'],
      ),
    ).toContain('alcohol');
    const quiet = rules(
      ['2020-01-10', 'Lettre', 'Tabac actif, un paquet par jour.'],
      ['2023-08-24', 'Lettre', 'Tabac : sevré depuis mars. Son mari fume encore un paquet par jour.'],
      ['2024-02-02', 'Lettre', 'Alcool : deux verres par jour avant 2022. Abstinence d’alcool maintenue.'],
    );
    expect(quiet).not.toContain('smoking');
    expect(quiet).not.toContain('alcohol');
    for (const none of ['Tabac 0.', 'Tabac : 0', 'TABAC : 0 PA', 'Tabac non', 'Tabac : néant'])
      expect(rules(['2020-11-19', 'Lettre', 'Pas de tabac.'], ['2026-01-23', 'Urgences', none])).not.toContain('smoking');
  });

  it('a report that was preliminary, then final', () => {
    const text =
      'Biopsie rénale.\nCompte rendu préliminaire\nLésions borderline, pas de rejet caractérisé.\nCompte rendu définitif\nREJET de grade IB.';
    expect(rules(['2021-05-25', 'Anatomopathologie', text])).toContain('preliminary-and-final');
    expect(rules(['2021-05-25', 'Anatomopathologie', 'Biopsie rénale.\nCompte rendu définitif\nREJET de grade IB.'])).not.toContain(
      'preliminary-and-final',
    );
  });

  it('a lesion called benign, and a cancer of the same organ proved about that time', () => {
    const benign: Paper = ['2026-06-18', 'Courrier', 'Nodule du lobe supérieur droit probablement bénin.'];
    expect(rules(benign, ['2026-06-12', 'Anatomopathologie', 'Adénocarcinome pulmonaire primitif.'])).toContain('benign-and-malignant');
    expect(rules(benign, ['2026-06-12', 'Anatomopathologie', 'Pas d’argument pour un adénocarcinome pulmonaire.'])).not.toContain(
      'benign-and-malignant',
    );
    expect(rules(benign, ['2026-06-12', 'Anatomopathologie', 'Carcinome du sein droit.'])).not.toContain('benign-and-malignant');
    expect(
      rules(['2015-06-18', 'Courrier', 'Nodule pulmonaire bénin.'], ['2026-06-12', 'Anatomopathologie', 'Adénocarcinome pulmonaire.']),
    ).not.toContain('benign-and-malignant');
  });

  it('vaccines up to date, and a dose that is lacking', () => {
    const upToDate: Paper = ['2026-10-12', 'Bilan', 'Vaccinations à jour.'];
    expect(rules(upToDate, ['2026-11-03', 'Consultation', 'Rappel dTcaP à faire.'])).toContain('vaccines-up-to-date');
    // Lacking long before, it may have been done since.
    expect(rules(['2025-01-03', 'Consultation', 'Rappel dTcaP à faire.'], upToDate)).not.toContain('vaccines-up-to-date');
    expect(rules(['2026-10-12', 'Bilan', 'Mettre à jour ses vaccins.'], ['2026-11-03', 'Lettre', 'Rappel à faire.'])).not.toContain(
      'vaccines-up-to-date',
    );
  });

  it('said operated on, and not operated on by those who treated it', () => {
    const report: Paper = ['2026-02-20', 'Compte rendu d’hospitalisation', 'Hématome sous-dural aigu : pas d’indication opératoire.'];
    expect(rules(report, ['2026-11-06', 'Fiche de liaison d’urgence', 'ATCD : HTA, HSD opéré 02/2026'])).toContain('operated-and-not');
    // An operation that came afterwards is no contradiction.
    expect(rules(report, ['2026-03-15', 'Compte rendu opératoire', 'Hématome sous-dural opéré ce jour.'])).not.toContain(
      'operated-and-not',
    );
  });

  it('no allergy, where one is known', () => {
    const dossier = (none: string): readonly string[] =>
      new FakeDossier()
        .document('a', '2019-03-01', 'Courrier', 'Allergie aux pénicillines')
        .document('b', '2026-09-28', 'Urgences', `Chute. ${none}. HTA`)
        .fact('a', 'Allergie aux pénicillines', { kind: 'allergy', allergy: { certainty: 'confirmed', intolerance: false }, importance: 3 })
        .summarise()
        .vigilance.map(({ rule }) => rule);
    expect(dossier('All : 0')).toContain('vigilance:none-known-against-allergy');
    expect(dossier('Allergies : aucune signalée')).toContain('vigilance:none-known-against-allergy');
    expect(dossier('Allergies : non renseigné')).not.toContain('vigilance:none-known-against-allergy');
  });
});

describe('drugs across papers', () => {
  const drug = (dci: string, atc: string, more: Medication): Medication => ({ dci, atc, ...more });

  it('two brands of one substance on one prescription, and a brand that was replaced', () => {
    const dossier = new FakeDossier()
      .document('a', '2025-03-11', 'Consultation', 'ADVAGRAF remplacé par ENVARSUS 3 mg')
      .document('b', '2026-09-02', 'Ordonnance', 'ADVAGRAF 4 mg le matin. ENVARSUS 3 mg le matin')
      .drug('a', 'ADVAGRAF remplacé', drug('tacrolimus', 'L04AD02', { brand: 'ADVAGRAF', event: 'stopped' }))
      .drug('a', 'ENVARSUS 3 mg', drug('tacrolimus', 'L04AD02', { brand: 'ENVARSUS', event: 'started' }))
      .drug('b', 'ADVAGRAF 4 mg le matin', drug('tacrolimus', 'L04AD02', { brand: 'ADVAGRAF', strength: '4 mg', event: 'prescribed' }))
      .drug('b', 'ENVARSUS 3 mg le matin', drug('tacrolimus', 'L04AD02', { brand: 'ENVARSUS', strength: '3 mg', event: 'prescribed' }));
    const found = dossier.summarise().vigilance.map(({ rule }) => rule);
    expect(found).toContain('vigilance:two-brands');
    expect(found).toContain('vigilance:replaced-brand-listed');
  });

  it('a drug stopped for good that is prescribed again, and not one taken up knowingly', () => {
    const again = (words: string): readonly string[] =>
      new FakeDossier()
        .document('a', '2022-05-30', 'Compte rendu d’hospitalisation', 'METFORMINE arrêtée définitivement.')
        .document('b', '2026-10-06', 'Ordonnance', words)
        .drug('a', 'METFORMINE arrêtée définitivement.', drug('metformine', 'A10BA02', { event: 'stopped' }))
        .drug('b', words, drug('metformine', 'A10BA02', { strength: '1000 mg', event: 'prescribed' }))
        .summarise()
        .vigilance.map(({ rule }) => rule);
    expect(again('METFORMINE 1000 mg matin et soir')).toContain('vigilance:prescribed-after-stop');
    expect(again('METFORMINE 1000 mg reprise ce jour')).not.toContain('vigilance:prescribed-after-stop');
  });

  it('a class that a form denies, beside what is taken', () => {
    const form = (words: string): readonly string[] =>
      new FakeDossier()
        .document('a', '2026-09-15', 'Ordonnance', 'BISOPROLOL 1,25 mg le matin')
        .document('b', '2026-11-06', 'Fiche de liaison', words)
        .drug('a', 'BISOPROLOL 1,25 mg le matin', drug('bisoprolol', 'C07AB07', { strength: '1,25 mg', event: 'prescribed' }))
        .summarise()
        .vigilance.map(({ rule }) => rule);
    expect(form('Bêtabloquant : non')).toContain('vigilance:class-denied');
    expect(form('Anticoagulant : non. Allergie aux bêtabloquants : non')).not.toContain('vigilance:class-denied');
  });

  it('a puff for two, mornings for mornings and evenings', () => {
    const doses = (dose: string, frequency: string): readonly string[] =>
      new FakeDossier()
        .document('a', '2026-10-05', 'Ordonnance', 'FLIXOTIDE 50, ordonnance')
        .document('b', '2026-11-03', 'Consultation', 'FLIXOTIDE 50, consultation')
        .drug(
          'a',
          'FLIXOTIDE 50, ordonnance',
          drug('fluticasone', 'R03BA05', { strength: '50 µg', dose: '1 bouffée', frequency: 'matin et soir', event: 'prescribed' }),
        )
        .drug(
          'b',
          'FLIXOTIDE 50, consultation',
          drug('fluticasone', 'R03BA05', { strength: '50 µg', dose, frequency, event: 'prescribed' }),
        )
        .summarise()
        .vigilance.map(({ rule }) => rule)
        .filter((rule) => rule.startsWith('vigilance:dose'));
    expect(doses('deux bouffées', 'matin et soir')).toHaveLength(1);
    expect(doses('1 bouffée', 'le matin')).toHaveLength(1);
    expect(doses('une bouffée', 'matin et soir')).toHaveLength(0);
  });
});
