import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../../src/domain/fact.js';
import { documentContext } from '../../../../src/extract/facts/document-context.js';
import { extractMedications } from '../../../../src/extract/facts/medications/medication-extract.js';
import { analysePage } from '../../../../src/extract/text/analyse-page.js';

/** Papers written for this test: none comes from a dossier. */
const read = (text: string, written = '2026-09-15'): readonly Fact[] => {
  const analysis = analysePage('d', { number: 1, text, source: 'plain', positions: [], furniture: [] });
  return extractMedications(analysis, documentContext([analysis], { documentId: 'd', documentDate: written, birthDate: '1955-04-02' }));
};
const told = (text: string): readonly string[] =>
  read(text).map(
    ({ label, medication, qualifiers, date }) =>
      `${qualifiers.otherPerson ? 'autre ' : ''}${medication?.event ?? ''} ${label}${medication?.event === 'stopped' ? ` ${date ?? '-'}` : ''}`,
  );

describe('what an inventory of boxes remarks', () => {
  it.each([
    // Another person's box.
    ['GLUCOPHAGE 850 : boîte au nom de Paul D., son frère. Rendue.', 'autre listed metformine'],
    ['CERIS 20, rangé dans le buffet, est à sa belle-mère.', 'autre listed trospium'],
    ['COVERSYL 5 : c’est pour M. Durand, délivré par erreur.', 'autre not-taken périndopril'],
    ['ATARAX 25 : comprimés de la voisine. N’en a pas pris.', 'autre listed hydroxyzine'],
    // A bare list belongs to the one whom its last name belongs to.
    ['LASILIX, BISOCE : à Mme.', 'autre listed furosémide'],
    ['LASILIX 40 et KARDEGIC : à sa femme.', 'autre listed furosémide'],
    // Another person's, and taken.
    ['STILNOX : comprimés de sa sœur, un de temps en temps cet été.', 'past zolpidem'],
    ['ATARAX 25 : boîte de son mari, en prend encore le soir.', 'prescribed hydroxyzine'],
    // The verdict stands sentences away.
    ['NUROFEN 400 : trouvé, en a pris deux en juin pour le dos. Expliqué, jeté.', 'stopped ibuprofène 2026-09-15'],
    ['NUROFEN 400 acheté seul, 2 par jour en mai. Explique la créatinine ? Expliqué, arrêté ce jour.', 'stopped ibuprofène 2026-09-15'],
    ['IMIGRANE 50 : boîte de 2022. Périmée, reprise.', 'stopped sumatriptan 2026-09-15'],
    ['IMIGRANE 50 : boîte de 2022, non ouverte depuis. Périmée,\nreprise. Expliqué.', 'stopped sumatriptan 2026-09-15'],
    ['KARDEGIC 75 (ordonnance du 11/06) : boîte intacte.', 'not-taken acide acétylsalicylique'],
    ['KARDEGIC 75 : boîte de juin, non ouverte depuis.', 'not-taken acide acétylsalicylique'],
    // A title over several boxes; the bracket of one parts no list.
    ['DANS LE SAC, NON A ELLE : JANUVIA 100 et XATRAL 10, un stylo TOUJEO (lui aussi).', 'autre listed sitagliptine'],
    ['DANS LE SAC, NON A ELLE : JANUVIA 100 et XATRAL 10, un stylo TOUJEO (lui aussi).', 'autre listed alfuzosine'],
    ['Buffet, périmés ou arrêtés : ZITHROMAX (4 cp), SERETIDE, PREVISCAN 20. Repris.', 'stopped azithromycine -'],
    ['Buffet, périmés ou arrêtés : ZITHROMAX (4 cp), SERETIDE, PREVISCAN 20. Repris.', 'stopped salmétérol + fluticasone -'],
    ['Buffet, périmés ou arrêtés : ZITHROMAX (4 cp), SERETIDE, PREVISCAN 20. Repris.', 'stopped fluindione -'],
    ['JANUVIA 100 (? boîte au nom de DURAND R.)', 'autre listed sitagliptine'],
    ['THEALOSE : 1 goutte 4 fois par jour.', 'prescribed tréhalose'],
    ['PENTASA suppositoires : renouvelés mais NON UTILISÉS depuis juillet.', 'stopped mésalazine 2026-07'],
    ['SERESTA 10 de Mme DURAND : pris par Monsieur 3 fois en août. Boîte rangée.', 'past oxazépam'],
    [
      'Le dimanche 06/09/2026 le remplaçant (accès de goutte, nuit) a prescrit ALLOPURINOL 100 mg 1/j 3 mois. J’ai bloqué l’allopurinol au comptoir le lundi 7.',
      'stopped allopurinol 2026-09-07',
    ],
    // Not handed out, and why.
    ['LEFLUNOMIDE 20 mg : NON DELIVRE. Arrêté par le Dr Durand le 13/02/2026.', 'stopped léflunomide 2026-02-13'],
    ['LEFLUNOMIDE 20 mg : non délivré, à revoir.', 'not-taken léflunomide'],
    ['CHIBRO-CADRON : contient de la NEOMYCINE. Non délivré. Demande d’un autre collyre.', 'not-taken dexaméthasone + néomycine'],
    // The answer of a line is its drug's, not of those that it is taken with.
    [
      'NUROFEN 200 ....... 2 à 4 par jour, acheté seule, avec ELIQUIS et cortisone : arrêt demandé ce jour.',
      'stopped ibuprofène 2026-09-15',
    ],
  ])('%s', (line, expected) => expect(told(`Bilan partagé de médication\n\n${line}\n`)).toContain(expected));

  it.each([
    // Near misses: the patient's own, and taken.
    ['ELIQUIS matin et soir, KARDEGIC : à sa femme.', 'apixaban'],
    ['ELIQUIS 5 mg. KARDEGIC : à sa femme.', 'apixaban'],
    ['ELIQUIS 5 mg : 1 matin et soir. Sa fille prépare le pilulier.', 'apixaban'],
    ['ELIQUIS 5 mg : 1 matin et soir, boîte rangée par son mari.', 'apixaban'],
    ['BISOPROLOL 2,5 mg : 1 le matin. Boîtes de 5 reprises.', 'bisoprolol'],
    ['BISOPROLOL 2,5 mg : 1 le matin. Expliqué, bien compris.', 'bisoprolol'],
    ['BISOPROLOL 2,5 mg : 1 le matin. Boîtes au nom de la patiente.', 'bisoprolol'],
    ['ELIQUIS 5 mg : 1 matin et soir, prise par Madame elle-même.', 'apixaban'],
    ['ELIQUIS 5 mg : dose d’avant mars. Non délivré à cette dose, poursuite 2,5 x 2.', 'apixaban'],
    ['ELIQUIS 5 mg : 1 matin et soir, avec BISOPROLOL 2,5 mg : toléré.', 'apixaban'],
    ['LEVOTHYROX 75 : 1 le matin, c’est pour la thyroïde.', 'lévothyroxine'],
  ])('%s', (line, label) => {
    const [fact] = read(`Bilan partagé de médication\n\n${line}\n`);
    expect([fact?.label, fact?.status, fact?.qualifiers.otherPerson]).toEqual([label, 'active', false]);
  });
});

describe('a drug that comes back, ends, or does not begin', () => {
  it.each([
    ["Abatacept : option la moins mauvaise, à ne débuter qu'après contrôle des infections.", 'proposed abatacept'],
    ['Abatacept : option retenue, débuté ce jour.', 'started abatacept'],
    ["La lévofloxacine prescrite n'a pas été délivrée (appel de la pharmacie).", 'not-taken lévofloxacine'],
    // What a patient is washed with before an act.
    ['Toilette du visage BÉTADINE SCRUB la veille et le matin.', 'administered povidone iodée'],
    ['Le lénalidomide reprend à 5 mg, 21 jours sur 28, le 26 octobre.', 'started lénalidomide'],
    ['Sous bisoprolol 2,5 mg, il reprend le travail.', 'listed bisoprolol'],
    ['Sous bisoprolol 2,5 mg, elle a repris le sport.', 'listed bisoprolol'],
    ['Bisoprolol 2,5 mg, repris le 12 septembre.', 'started bisoprolol'],
    ['Nouvelle posologie L-thyroxin 87,5 et périndopril 1/2 cp, vu avec son médecin.', 'started périndopril'],
    ['Fin tamsulosine le 28 août.', 'stopped tamsulosine 2026-08-28'],
    ['Rinçage en fin de perfusion de paracétamol.', 'administered paracétamol'],
    ['L’aspirine qu’elle prenait d’elle-même est à jeter.', 'stopped acide acétylsalicylique 2026-09-15'],
    ['La cétirizine a été arrêtée 8 jours avant les tests et n’a pas à être reprise.', 'stopped cétirizine -'],
    ['La cétirizine a été arrêtée 8 jours avant les tests.', 'listed cétirizine'],
    ['Je n’ai pas d’objection à la reprise de l’acide zolédronique si son médecin le juge utile.', 'proposed acide zolédronique'],
    ['Avis favorable, reprise de l’acide zolédronique ce jour.', 'started acide zolédronique'],
    ['J’avais pensé à la quétiapine : je ne la commence pas, à cause du QT.', 'not-taken quétiapine'],
    ['Sumatriptan non nécessaire.', 'not-taken sumatriptan'],
    ['Je lui ai demandé d’arrêter le topiramate dès ce soir.', 'stopped topiramate 2026-09-15'],
    ['Trois perfusions d’ACLASTA en juin 2016, juin 2017 et juin 2018, puis une fenêtre.', 'stopped acide zolédronique 2018-06'],
    ['Il avait du zopiclone d’avril à sept., arrêté après une chute.', 'stopped zopiclone -'],
    ['Kétoprofène : allergie.', 'contraindicated kétoprofène'],
  ])('%s', (text, expected) => expect(told(text)).toContain(expected));

  it.each([
    [
      'Acide zolédronique 4 mg mensuel depuis 2023. Suspendu en novembre avant une extraction, faite sous AMOXICILLINE.',
      'stopped acide zolédronique 2025-11',
    ],
    ['J’ai débuté la sertraline le 12 mai. Retour à 25 mg en juin, et arrêt complet le 20 août.', 'stopped sertraline 2026-08-20'],
    ['Citalopram 20 mg depuis janvier. Je l’ai fait stopper le 2 septembre : le QT s’allonge.', 'stopped citalopram 2026-09-02'],
    ['Il avait XARELTO 20, avec des saignements. J’ai donc changé le 24 août pour ELIQUIS 5 mg.', 'stopped rivaroxaban 2026-08-24'],
  ])('%s', (text, expected) => expect(told(text)).toContain(expected));

  it('changes no drug for one of another kind', () => {
    expect(told('Il prend RAMIPRIL 5 mg. J’ai donc changé le 24 août pour ELIQUIS 5 mg.').join()).not.toContain('stopped');
  });

  it('reads a treatment as taken from one day to another', () => {
    const past = read('Elle a reçu EPCLUSA. Le traitement a été pris du 6 août 2018 au 29 octobre 2018.').find(
      ({ origin }) => origin === 'rule:medication-pronoun',
    );
    expect([past?.medication?.event, past?.date, past?.endDate]).toEqual(['past', '2018-08-06', '2018-10-29']);
  });
});

describe('given, measured, or how an act was done', () => {
  it.each([
    ['Traitement : PERFALGAN 1 g IV, PRIMPERAN 10 mg IV.', 'administered métoclopramide'],
    ['Traitement : RAMIPRIL 5 mg, BISOPROLOL 2,5 mg.', 'listed ramipril'],
    ['FIV n° 2 (freination DECAPEPTYL 3 mg) : ponction le 04/03/2025, échec.', 'past triptoréline'],
    ['Cancer de la prostate (DECAPEPTYL 3 mg mensuel) : PSA à 0,1.', 'listed triptoréline'],
  ])('%s', (text, expected) => expect(told(text)).toContain(expected));

  it('takes no drug from what a laboratory is to measure', () => {
    const text =
      'ORDONNANCE\n\nRAMIPRIL 5 mg : 1 le matin\nCALCIUM 500 mg : 1 comprimé le soir\nBio dans 6 semaines : TSH, calcium, albumine.\n';
    expect(read(text).map(({ label }) => label)).toEqual(['ramipril', 'calcium']);
  });
});

describe('how much', () => {
  const doses = (text: string): readonly (string | undefined)[] => {
    const { medication } = read(text).at(0) ?? {};
    return [medication?.dose, medication?.frequency];
  };
  it.each<[string, string | undefined, string | undefined]>([
    ['ELIQUIS 2 boîtes : 5 mg et 2,5 mg. Il prend 5 mg matin et soir.', '5 mg', 'matin et soir'],
    ['IMODIUM 2 à 4 par jour.', undefined, '2 à 4 par jour'],
    ['BISOPROLOL 2,5 mg, moitié le matin.', 'moitié', 'le matin'],
    ['LEVOTHYROX 100 + 25 tous les matins.', '100 + 25', 'tous les matins'],
    ['LAMICTAL porté de 75 mg x 2 à 75 mg le matin et 100 mg le soir.', '75 mg', 'le matin et 100 mg le soir'],
    ['TERALITHE : ordonnance 2 cp ; le patient prend un et demi depuis le 7 juillet.', 'un et demi', undefined],
    ['PROGRAF porté à 4 mg/j, dosages deux fois par semaine.', '4 mg/j', '/j'],
    ['Sertraline débutée le 12 mai 2022 à 25 mg.', '25 mg', undefined],
  ])('%s', (text, dose, frequency) => expect(doses(text)).toEqual([dose, frequency]));

  it('reads no rhythm in the next item of a numbered prescription', () => {
    const text = 'ORDONNANCE\n\n12- PROLIA 60 mg : 1 injection par IDE début novembre\n13- Changes complets : 2 par jour\n';
    expect(doses(text)).toEqual(['1 injection', undefined]);
  });
});
