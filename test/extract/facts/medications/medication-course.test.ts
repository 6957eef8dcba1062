import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../../src/domain/fact.js';
import { documentContext } from '../../../../src/extract/facts/document-context.js';
import { extractMedications } from '../../../../src/extract/facts/medications/medication-extract.js';
import { analysePage } from '../../../../src/extract/text/analyse-page.js';

/** Sentences written for this test: none comes from a dossier. */
const facts = (text: string, documentDate = '2025-06-10'): Fact[] => {
  const analysis = analysePage('d', { number: 1, text, source: 'plain', positions: [], furniture: [] });
  return extractMedications(analysis, documentContext([analysis], { documentId: 'd', documentDate, birthDate: '1951-08-02' }));
};
const told = (text: string): string[] =>
  facts(text).map(({ label, medication, date, dateSource }) =>
    [medication?.event, label, medication?.dose, dateSource === 'text' ? date : undefined].filter((part) => part !== undefined).join(' '),
  );

describe('the dose that a course has come to', () => {
  it.each<[string, string]>([
    ['Le mirabégron, grimpé à 50 mg en mars 2024, a été ramené à 25 mg en mai 2025.', 'changed mirabégron 25 mg 2025-05'],
    ["Tirzépatide 2,5 mg à l'origine (janvier 2025), 7,5 mg depuis avril.", 'changed tirzépatide 7,5 mg 2025-04'],
    ["Rivastigmine, d'abord 4,6 et maintenant 9,5 mg/24 h.", 'changed rivastigmine 9,5 mg/24 h'],
    ['Nadolol 80 mg, puis 120 mg après la récidive de 2015.', 'changed nadolol 120 mg'],
    ['Irbésartan 150 -> 300 en février 2025.', 'changed irbésartan 300 2025-02'],
    ['La méthadone descend de 80 à 70 mg le 4 mars puis à 60 mg le 11.', 'changed méthadone 60 mg 2025-03-11'],
    ['Le carvédilol, repris en mai 2023 à 6,25, est à 12,5 mg depuis janvier 2024.', 'started carvédilol 12,5 mg 2023-05'],
    ['AMLODIPINE 5 (10 depuis novembre 2024).', 'changed amlodipine 10 2024-11'],
    // A bracket that tells of the dose before.
    ["Bisoprolol 7,5 mg (5 mg jusqu'en février).", 'listed bisoprolol 7,5 mg'],
    ['Levothyrox 88 µg (75 l’an dernier).', 'listed lévothyroxine 88 µg'],
    // What is to come, a schedule, a limit, another time of the day, what is not a dose.
    ['Lamotrigine 25 mg le soir, puis 50 mg le 1er juillet.', 'prescribed lamotrigine 25 mg'],
    ['Je débute LEVOTHYROX 50 µg le matin, 75 µg au bout de six semaines.', 'started lévothyroxine 50 µg'],
    ['Hydrocortisone 100 puis 50 mg x 2 pendant 48 h.', 'prescribed hydrocortisone 50 mg'],
    ['Ramipril 5 mg, pourra être porté à 10 mg.', 'listed ramipril 5 mg'],
    ['Prégabaline 75 mg le matin puis 150 mg le soir.', 'prescribed prégabaline 75 mg'],
    ['Clozapine 12,5 mg au coucher, polynucléaires 4,1 le 17/04, 3,6 le 04/05.', 'prescribed clozapine 12,5 mg'],
    ['Mélatonine LP 2 mg le soir depuis 14/01.', 'prescribed mélatonine 2 mg 2025-01-14'],
  ])('%s', (text, expected) => expect(told(text)).toContain(expected));
});

describe('the last step of a course', () => {
  it.each<[string, string]>([
    [
      'Bosentan suspendu en mai 2020 (ALAT 6 N), repris à demi-dose en août 2020, cessé pour de bon en mars 2024.',
      'stopped bosentan demi-dose 2024-03',
    ],
    ['INIPOMP retiré en janvier 2025, repris par erreur en ville, retiré derechef le 14 mai 2025.', 'stopped pantoprazole 2025-05-14'],
    ['Lénalidomide 10 mg depuis février 2021, définitivement clos en juin 2024.', 'stopped lénalidomide 10 mg 2024-06'],
    ['Céftriaxone relayée par Bactrim que l’on a quitté le 2 décembre 2024.', 'stopped sulfaméthoxazole + triméthoprime 2024-12-02'],
    ['Apixaban en pause cinq jours, repris.', 'started apixaban'],
    ['L’irbésartan, suspendu le 16 mai, est repris à 75 mg.', 'changed irbésartan 75 mg'],
    // Nothing has ended.
    ['Ramipril 5 mg ; si toux, arrêté et remplacé.', 'prescribed ramipril 5 mg'],
    ['LOCAPRED 1/j 8 j puis stop.', 'listed désonide'],
    ['BISOPROLOL : un comprimé et demi, coupe-comprimé donné.', 'listed bisoprolol un comprimé et demi'],
    ['PARACETAMOL 1 g x 3 laissé.', 'prescribed paracétamol 1 g'],
    ['Plaquenil 400 mg jamais quitté depuis 2008.', 'listed hydroxychloroquine 400 mg'],
  ])('%s', (text, expected) => expect(told(text).join(' | ')).toContain(expected));
});

describe('ways of ending and of giving way', () => {
  it.each<[string, readonly string[]]>([
    ['Spironolactone et furosémide coupés le 10 mai 2025.', ['stopped spironolactone 2025-05-10', 'stopped furosémide 2025-05-10']],
    ['Azathioprine retranchée en 2016 par crainte du lymphome.', ['stopped azathioprine 2016']],
    ['Ibrutinib 420 : hématomes ; j’y ai mis un terme le 3 juin 2024.', ['stopped ibrutinib 420 2024-06-03']],
    ['Escitalopram prescrit ailleurs : je l’ai fait cesser le 12 mai 2025.', ['stopped escitalopram 2025-05-12']],
    ['L’équipe a éteint le lorazépam.', ['stopped lorazépam']],
    ['Prégabaline 450 mg, levée en raison de vertiges.', ['stopped prégabaline 450 mg']],
    ['A fini hier une boîte d’ibuprofène.', ['stopped ibuprofène 2025-06-09']],
    ['IMOVANE rendu à la pharmacie.', ['stopped zopiclone']],
    ['De SERETIDE je passe ce jour à SYMBICORT.', ['stopped salmétérol + fluticasone', 'started formotérol + budésonide']],
    ['L’ambrisentan a été permuté avec du macitentan 10 mg.', ['stopped ambrisentan', 'started macitentan 10 mg']],
    ['Atorvastatine 80 mal tolérée : rosuvastatine 10 mg.', ['stopped atorvastatine 80', 'started rosuvastatine 10 mg']],
    [
      'Le mycophénolate a laissé sa place à l’évérolimus, et la pravastatine 40 à la rosuvastatine 20 mg.',
      ['stopped mycophénolate mofétil', 'started évérolimus', 'stopped pravastatine 40', 'started rosuvastatine 20 mg'],
    ],
    [
      'Dabrafénib-tramétinib, fièvres, arrêt pour de bon le 6 mai 2025.',
      ['stopped dabrafénib 2025-05-06', 'stopped tramétinib 2025-05-06'],
    ],
    ['Oxcarbazépine 600 mg x 2 (natrémie 121 le 2 mai 2022, arrêtée).', ['stopped oxcarbazépine 600 mg 2022-05-02']],
    ['Décapeptyl : dernière injection le 6 mai 2024, fin de traitement.', ['stopped triptoréline 2024-05-06']],
    ['Brentuximab seize cures achevées en novembre 2019.', ['stopped brentuximab']],
    ['Elle a d’abord reçu de la carbamazépine, trois semaines en janvier 2003.', ['past carbamazépine']],
    ['BEACOPP x 2, puis autogreffe.', ['past chimiothérapie BEACOPP']],
    // Only thought of.
    ['XOLAIR : éligible, présenté aux parents.', ['proposed omalizumab']],
    // A beginning is no end.
    ['Dutastéride 0,5 mg adjoint le 22 avril.', ['started dutastéride 0,5 mg 2025-04-22']],
    ['Ibrutinib 420 à partir du 15 mars 2021.', ['listed ibrutinib 420 2021-03-15']],
    ['Tocilizumab : première injection 162 mg le 24 mai.', ['started tocilizumab 162 mg 2025-05-24']],
    ['La JOSACINE peut être remplacée par ORACILLINE : switch fait ce jour.', ['stopped josamycine']],
    // Not exchanged.
    ['Rivaroxaban pourra être changé pour apixaban.', []],
  ])('%s', (text, expected) => {
    const read = told(text).join(' | ');
    for (const one of expected) expect(read).toContain(one);
    if (expected.length === 0) expect(read).not.toMatch(/stopped|started/);
  });
});

describe('another person’s drug', () => {
  it.each(['Eliquis 5 : au mari, phlébite de septembre.', 'Trouvé 1 cp LASILIX dans sa case = à Mme.'])('%s', (text) =>
    expect(facts(text).map(({ qualifiers }) => qualifiers.otherPerson)).toEqual([true]),
  );
});
