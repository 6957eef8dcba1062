import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../src/domain/fact.js';
import { extractClinicalFacts } from '../../../src/extract/facts/clinical-facts.js';
import { documentContext } from '../../../src/extract/facts/document-context.js';
import { analysePage } from '../../../src/extract/text/analyse-page.js';

const factsOf = (text: string, documentDate: string, documentType?: string): Fact[] => {
  const analysis = analysePage('d', { number: 1, text, source: 'plain', positions: [], furniture: [] });
  const context = {
    documentId: 'd',
    documentDate,
    birthDate: '1961-09-30',
    ...(documentType === undefined ? {} : { documentType }),
  };
  return extractClinicalFacts(analysis, documentContext([analysis], context));
};

/** The date of the fact whose label holds `words`, with where it comes from; "none" where it has none. */
const dateOf = (text: string, words: string, documentDate = '2025-05-18', documentType?: string): string => {
  const fact = factsOf(text, documentDate, documentType).find((item) => item.label.toLowerCase().includes(words));
  if (fact === undefined) return 'no such fact';
  return fact.date === undefined ? 'none' : `${fact.date} ${fact.dateSource ?? ''}`;
};

describe('the date of a fact', () => {
  it.each<[string, string, string]>([
    // What a later date comes after is of an earlier day.
    ['En octobre 2021, après la conisation, le Myfortic a été ramené à 360 mg.', 'conisation', 'none'],
    ['En octobre 2021, conisation.', 'conisation', '2021-10 text'],
    // A bracket dates the measure before.
    ["Le scanner mesure l'anévrisme sous-rénal à 54 mm (47 mm en juin 2024).", 'anévrisme', 'none'],
    ["L'anévrisme sous-rénal de 47 mm (mesuré en juin 2024).", 'anévrisme', '2024-06 text'],
    // One date, one item.
    ['ANTÉCÉDENTS\nATCD : Crohn opéré (2019), spondylarthrite, zona 2024.', 'crohn', '2019 text'],
    ['ANTÉCÉDENTS\nATCD : Crohn opéré (2019), spondylarthrite, zona 2024.', 'spondylarthrite', 'none'],
    ['ANTÉCÉDENTS\nATCD : Crohn opéré (2019), spondylarthrite, zona 2024.', 'zona', '2024 text'],
    ['ANTÉCÉDENTS\nHTA – goutte – prothèse de hanche gauche 2021 – dépression', 'dépression', 'none'],
    ['ANTÉCÉDENTS\nHTA, tabac sevré en 2015.', 'hypertension', 'none'],
    ['ANTÉCÉDENTS\nAppendicectomie et cholécystectomie en 2004.', 'appendicectomie', '2004 text'],
    ['ANTÉCÉDENTS\nDépression, sertraline en mars 2021.', 'dépression', 'none'],
    // A heading with its day, or the day alone in the line below it.
    ['Intervention du 02/05/2025 (Dr Batailler)\nArthrodèse L4-L5 par voie postérieure.', 'arthrodèse', '2025-05-02 section'],
    ['Gestes réalisés\n02/05/2025\nPose d’une sonde JJ gauche.', 'sonde jj', '2025-05-02 section'],
    ['Intervention\nLe 2 mai 2025, Dr Batailler\nArthrodèse L4-L5.', 'arthrodèse', '2025-05-02 section'],
    ['Intervention\nÀ jeun depuis le 02/05/2025 au soir.\nArthrodèse L4-L5.', 'arthrodèse', '2025-05-18 document'],
    // What an examination did not show was found on another day; what follows an illness dates itself.
    ['Nodule de 16 mm du segment VI, non vu sur l’examen du 12/01/2025.', 'nodule', '2025-05-18 document'],
    ['Aspirine arrêtée pendant la grippe (Reye), reprise le 12/02.', 'grippe', 'none'],
    // A date that opens the line dates what it opens.
    ['Le 3/02/2025 à 6 h, au réveil, douleur thoracique, sueurs, nausées.', 'nausées', '2025-02-03 text'],
    ['IRM du 28 janvier : atrophie hippocampique, méningiome frontal de 9 mm.', 'méningiome', '2025-01-28 text'],
    ['ANTÉCÉDENTS\n2022 : pneumopathie.', 'pneumopathie', '2022 text'],
    ['ÉVOLUTION\nLe 12/05, fièvre. Découverte fortuite d’un calcul rénal gauche.', 'calcul', '2025-05-12 text'],
    // What is told as known takes nothing from the document.
    ['Cher confrère,\n\nJe revois ce patient diabétique de type 2 pour son asthme.', 'diabétique', 'none'],
    ['CONCLUSION\nFibrillation atriale découverte à l’ECG.', 'fibrillation', '2025-05-18 document'],
    ['Cher confrère,\n\nL’échographie du jour montre une stéatose hépatique.', 'stéatose', '2025-05-18 document'],
    // The year of a bare day and month.
    ['ÉVOLUTION\n19/05 08:00 : fièvre.', 'fièvre', '2025-05-19 text'],
    ['Cher confrère,\n\nChute en novembre dernier.', 'chute', '2024-11 text'],
    ['Cher confrère,\n\nIl tousse depuis le mois de mars, une toux sèche.', 'toux sèche', '2025-03 text'],
  ])('%j, %s: %s', (text, words, expected) => {
    expect(dateOf(text, words)).toBe(expected);
  });

  it('counts the days of a stay from its operation, else from its entry', () => {
    const stay = 'COMPTE RENDU D’HOSPITALISATION\ndu 04/03/2025 au 15/03/2025\n\n';
    const course = 'ÉVOLUTION\nSyndrome confusionnel à J2.\nEscarre sacrée constatée à J5.';
    expect(
      dateOf(`${stay}INTERVENTION LE 06/03/2025\nHémiarthroplastie de hanche droite.\n\n${course}`, 'confusionnel', '2025-03-15'),
    ).toBe('2025-03-08 text');
    expect(dateOf(`${stay}${course}`, 'escarre', '2025-03-15')).toBe('2025-03-09 text');
    expect(dateOf('Syndrome confusionnel à J2.', 'confusionnel')).not.toContain('2025-05-20');
  });

  it.each<[string, string, string]>([
    // An act to come has its day, and is a plan.
    ['CONCLUSION\nRejet humoral possible : biopsie du greffon le 4 juin.', 'biopsie', 'plan 2025-06-04'],
    ['CONSULTATION\nIntervention : ablation de plaque radius D, Dr LEGUERN, le 03/07/2025, ambulatoire', 'ablation', 'plan 2025-07-03'],
    ['CONCLUSION\nColoscopie programmée le 12/06/2025.', 'coloscopie', 'plan 2025-06-12'],
    ['ÉVOLUTION\nColoscopie faite le 12/03/2025.', 'coloscopie', 'procedure 2025-03-12'],
    // Where and how it was done stands between an act's day and its colon.
    [
      'COMPTE RENDU\nGESTE du 19/03/2025, AG, veine fémorale droite : angioplastie de la branche gauche.',
      'angioplastie',
      'procedure 2025-03-19',
    ],
    // Counted in weeks, a day is known to its month; in days, to the day.
    ['ANTÉCÉDENTS\nZona il y a six semaines.', 'zona', 'condition 2025-04'],
    ['ANTÉCÉDENTS\nZona il y a 15 jours.', 'zona', 'condition 2025-05'],
    ['ANTÉCÉDENTS\nZona il y a 3 jours.', 'zona', 'condition 2025-05-15'],
    // What was added later is told on its own day.
    ['CONCLUSION\nPS du 20/03/2025 : zona ce jour.', 'zona', 'condition 2025-03-20'],
    ['Conclusion : rémission complète, à dix ans.', 'rémission', 'condition none'],
  ])('%j, %s: %s', (text, words, expected) => {
    const fact = factsOf(text, '2025-05-18').find((item) => item.label.toLowerCase().includes(words));
    expect(`${fact?.kind ?? 'nothing'} ${fact?.date ?? 'none'}`).toBe(expected);
  });

  it('takes the day of a specimen from what the first lines of a pathologist say that it came by', () => {
    const report = (line: string): string | undefined =>
      factsOf(`CABINET DE PATHOLOGIE\n${line}\nExamen microscopique : carcinome.`, '2025-03-20').find(
        ({ origin }) => origin === 'rule:specimen',
      )?.date;
    expect(report('Exérèse du 11/03/2025 - Reçue le 12/03 - Compte rendu du 20/03/2025')).toBe('2025-03-11');
    expect(report('Biopsies prostatiques écho-guidées du 12/03/2025, PSA 6,8')).toBe('2025-03-12');
    expect(report('Prél. : 10.03.2025 (écho-guidée)   Édité : 12.03.2025')).toBe('2025-03-10');
    expect(report('Compte rendu du 20/03/2025')).toBeUndefined();
  });

  it('gives what led to a stay the day of entry, not of exit', () => {
    const stay = 'COMPTE RENDU D’HOSPITALISATION\ndu 04/03/2025 au 15/03/2025\n\nMotif : chute, fracture du poignet droit.\n';
    expect(dateOf(stay, 'fracture', '2025-03-15')).toBe('2025-03-04 document');
    expect(dateOf('URGENCES\narrivée 02/04/2025 11:20\nMotif : malaise.', 'malaise', '2025-04-09')).toBe('2025-04-02 document');
  });

  it('reads the day to come of a plan in its year', () => {
    expect(dateOf('Cher confrère,\n\nJe propose une immunothérapie, première séance le 15 décembre.', 'immunothérapie')).toBe(
      '2025-12-15 text',
    );
  });

  it('hangs the day before on the date just told, or on the operation reported', () => {
    expect(dateOf('Opérée le 12/05/2025. La veille, chute dans l’escalier.', 'chute')).toBe('2025-05-11 text');
    expect(dateOf('INTERVENTION\nFracture du col fémoral gauche par chute la veille.', 'fracture', '2025-03-12', '34874-8')).toBe(
      '2025-03-11 text',
    );
  });

  it('dates a device by the document only where it is put in', () => {
    expect(dateOf('RÉSULTATS\nProthèse de hanche gauche en place, sans descellement.', 'prothèse', '2025-05-18', '18748-4')).toBe('none');
    expect(dateOf('INTERVENTION\nMise en place d’une prothèse de hanche gauche.', 'prothèse', '2025-05-18', '34874-8')).toBe(
      '2025-05-18 document',
    );
  });

  it('dates kin by their own words, never by an age', () => {
    expect(dateOf('Antécédents familiaux :\nFrère : décédé l’an dernier d’un cancer bronchique à 66 ans.', 'frère')).toBe('2024 text');
    expect(dateOf('Antécédents familiaux :\nNièce : cancer de l’ovaire à 44 ans.', 'nièce')).toBe('none');
  });

  it.each<[string, string, string]>([
    // A distance in the story that the sentences tell.
    ['Embolie pulmonaire en 2012. Trois ans plus tard, phlébite surale droite.', 'phlébite', '2015 text'],
    ['Infarctus en mars 2015 ; deux ans auparavant, accident ischémique transitoire.', 'ischémique', '2013 text'],
    ['Opérée le 12/05/2023. Six semaines plus tard, embolie pulmonaire.', 'embolie', '2023-06-23 text'],
    ['Fracture du poignet en juin 2020. Six mois avant, fracture de côtes.', 'côtes', '2019-12 text'],
    ['Cholécystite le 3 mars 2021. Dix jours plus tard, pancréatite aiguë.', 'pancréatite', '2021-03-13 text'],
    ['Premier épisode de pneumopathie en 2016. Quatre ans après, pleurésie droite.', 'pleurésie', '2020 text'],
    ['Zona en novembre 2018. Deux mois plus tôt, bronchite.', 'bronchite', '2018-09 text'],
    ['Greffe rénale en 2010. Pneumocystose six mois après la greffe.', 'pneumocystose', 'none'],
    ['Trois ans plus tard, phlébite surale droite.', 'phlébite', 'none'],
    ['Anesthésie le 19 juin 2025. Bronchite à signaler trois jours avant.', 'bronchite', 'none'],
    ['Embolie en 2012.\n\nTrois semaines plus tard, phlébite surale droite.', 'phlébite', 'none'],
  ])('%j, %s: %s', (text, words, expected) => {
    expect(dateOf(`ANTÉCÉDENTS\n${text}`, words)).toBe(expected);
  });

  it.each<[string, string, string]>([
    ['ANTÉCÉDENTS\nÉpilepsie sous valproate (dossier 2015), dépression', 'épilepsie', 'none'],
    ['ANTÉCÉDENTS\nAsthme (selon courrier 2019), dépression', 'asthme', 'none'],
    ['ANTÉCÉDENTS\nCirrhose, cf compte rendu de 2021', 'cirrhose', 'none'],
    ['ANTÉCÉDENTS\nDiabète gestationnel. Début le 07/02/2025. Hypertension gravidique sous régime.', 'gravidique', 'none'],
    // When a drug was begun is not when it did harm.
    [
      'L’azathioprine, débutée en juin 2012, a dû être arrêtée à la quatrième semaine pour une pancréatite aiguë.',
      'azathioprine —',
      'none',
    ],
    ['Toux sous ramipril introduit en mars 2019, il a fallu l’arrêter.', 'ramipril —', 'none'],
  ])('%j, %s: %s', (text, words, expected) => {
    expect(dateOf(text, words)).toBe(expected);
  });

  it.each<[string, string, string]>([
    // Counted from the day that opens the sentence.
    ['Complément du 23/03/2025 : confusion depuis 48 h, pas de fièvre.', 'confusion', '2025-03-21 text'],
    ['Le 12/02/2025, fièvre depuis trois jours.', 'fièvre', '2025-02-09 text'],
    ['Revue le 3 mars 2025 : zona évoluant depuis une semaine.', 'zona', '2025-02-24 text'],
    // The day on which it was dealt with tells its month.
    ['En février dernier est survenu un abcès de la marge anale, drainé sous anesthésie le 19/02/2025.', 'abcès', '2025-02-19 text'],
    ['Fracture du poignet en mars 2024, réduite aux urgences le 12/03/2024.', 'fracture', '2024-03-12 text'],
    ['Pneumopathie en janvier 2025, hospitalisée le 14 janvier 2025.', 'pneumopathie', '2025-01-14 text'],
    // What stands right behind its verb's date.
    ['Il a terminé le 3 avril la radiothérapie de son adénocarcinome, 48 Gy les 25 et 27 mars.', 'radiothérapie', '2025-04-03 text'],
    ['Glaucome primitif à angle ouvert des deux yeux, suivi depuis 2011.', 'glaucome', '2011 text'],
    ['Cancer du sein en rémission complète à 10 ans.', 'cancer', 'none'],
    ['Directives anticipées : oui, rédigées le 10/03/2025 avec sa nièce.', 'directives', '2025-03-10 text'],
  ])('%j, %s: %s', (text, words, expected) => {
    expect(dateOf(`ANTÉCÉDENTS\n${text}`, words)).toBe(expected);
  });

  it.each<[string, string, string]>([
    // Seen on one day, reported on another.
    ['HÔPITAL DE JOUR « CHUTES »\nJournée du lundi 12 mai 2025 - compte rendu du 18/05/2025', 'hypotension', '2025-05-12 document'],
    ['Vu en consultation le 13/05/2025, dicté le 18/05/2025', 'hypotension', '2025-05-13 document'],
    ['HDJ du 14 mai 2025', 'hypotension', '2025-05-14 document'],
    ['Suite à la consultation du 13/05/2025', 'hypotension', '2025-05-18 document'],
    ['Dernière consultation du 13/05/2025', 'hypotension', '2025-05-18 document'],
  ])('%j: %s, %s', (head, words, expected) => {
    expect(dateOf(`${head}\n\nCONCLUSION\nHypotension orthostatique.`, words)).toBe(expected);
  });

  it.each<[string, string, string]>([
    [
      'Personne de confiance : sa fille, désignation signée le 17 mars 2025 (l’ancienne portait le nom de son époux).',
      'confiance',
      '2025-03-17 text',
    ],
    ['Nom changé le 3 mars 2025. Une copie remise. Directives anticipées rédigées le même jour.', 'directives', '2025-03-03 text'],
    ['M. X, né le 30/09/1961, opéré le 2 mai 2025.\nPneumopathie à J3.', 'pneumopathie', '2025-05-05 text'],
  ])('%j, %s: %s', (text, words, expected) => {
    expect(dateOf(text, words)).toBe(expected);
  });

  it.each<[string, string, string]>([
    ['EHPAD DES TILLEULS\nFiche de liaison\nÉtabli le 12/05/2025, jour de l’entrée', 'entrée en', '2025-05-12 text'],
    ['EHPAD DES TILLEULS\nRésidente : Mme X, 84 ans, entrée le 2 mai.', 'entrée en', '2025-05-02 text'],
    ['EHPAD DES TILLEULS\nVisites entre le 2 mai et le 6 mai.', 'entrée en', 'no such fact'],
  ])('%j, %s: %s', (text, words, expected) => {
    expect(dateOf(text, words)).toBe(expected);
  });

  it.each<[string, string, string]>([
    // The day of the tests that clear.
    [
      'Le bilan fait le 21 mars 2025 par le Dr T. (prick-tests et intradermoréactions négatifs, puis réintroduction sans réaction) permet d’écarter l’allergie aux produits de contraste iodés.',
      'iodés',
      '2025-03-21 text',
    ],
    [
      'Provocation orale à l’amoxicilline le 4 mai 2025 : aucune réaction. Il n’est pas allergique à la pénicilline.',
      'pénicilline',
      '2025-05-04 text',
    ],
    ['Opérée le 4 mai 2025. Pas d’allergie au latex.', 'latex', 'none'],
    // What a verb of its own puts in dates nothing else.
    ['Radiothérapie : arc-thérapie guidée, grains d’or posés le 01/03/2025.', 'radiothérapie', '2025-05-18 document'],
    ['Sténose carotidienne, opérée le 01/03/2025.', 'sténose', '2025-03-01 text'],
    ['Choc inapproprié du défibrillateur le 28 mars 2025.', 'choc', '2025-03-28 text'],
    ['Un autre stagiaire a fait une syncope le 2 mai 2025.', 'syncope', 'no such fact'],
    // Both ends of a course.
    ['Radiothérapie : 78 Gy en 39 fractions, du 28/10/2024 au 23/12/2024.', 'radiothérapie, 78', '2024-10-28 text'],
    ['Elle a reçu, du 20 mars au 9 mai 2025, 50 Gy en 25 séances sur le sein gauche.', 'radiothérapie, 50', '2025-03-20 text'],
    ['Son frère a eu une radiothérapie du 20 mars au 9 mai 2025.', 'radiothérapie,', 'no such fact'],
  ])('%j, %s: %s', (text, words, expected) => {
    expect(dateOf(`Cher confrère,\n\n${text}`, words)).toBe(expected);
  });

  it('dates a specimen by its reception where the report gives no nearer day', () => {
    const report = 'ANATOMIE PATHOLOGIQUE\nBiopsies prostatiques\nReçu le 12/05/2025     Validé le 18/05/2025';
    expect(factsOf(report, '2025-05-18').find(({ origin }) => origin === 'rule:specimen')?.date).toBe('2025-05-12');
  });

  it('dates the act that brought the patient in by the operation that the stay tells', () => {
    const stay =
      'COMPTE RENDU D’HOSPITALISATION\ndu 04/03/2025 au 15/03/2025\n\nMOTIF\nProthèse totale de hanche droite pour coxarthrose.\n\nINTERVENTION (05/03/2025, Dr L.)\nVoie antérieure.';
    expect(dateOf(stay, 'prothèse totale', '2025-03-15')).toBe('2025-03-05 section');
  });

  it('gives what a stay concludes on the day of entry, of what was ruled out the day of the report', () => {
    const stay = 'COMPTE RENDU D’HOSPITALISATION\ndu 04/03/2025 au 15/03/2025\n\n';
    expect(dateOf(`${stay}CONCLUSION\nPyélonéphrite aiguë droite.`, 'pyélonéphrite', '2025-03-15')).toBe('2025-03-04 document');
    expect(dateOf(`${stay}CONCLUSION\nPas de pyélonéphrite.`, 'pyélonéphrite', '2025-03-15')).toBe('2025-03-15 document');
    // Two months after a birth, what is concluded did not stand on the first day.
    const long = 'COMPTE RENDU D’HOSPITALISATION\ndu 04/01/2025 au 15/03/2025\n\nCONCLUSION\nPyélonéphrite aiguë droite.';
    expect(dateOf(long, 'pyélonéphrite', '2025-03-15')).toBe('2025-03-15 document');
    // A paper written during a stay that goes on concludes on its own day.
    const during = 'SYNTHÈSE\nMme X, entrée le 04/03/2025\n\nCONCLUSION\nPyélonéphrite aiguë droite.';
    expect(dateOf(during, 'pyélonéphrite', '2025-03-15', '11488-4')).toBe('2025-03-15 document');
  });

  it.each<[string, string, string, string]>([
    // A report typed or validated days after what it reports.
    [
      'COMPTE RENDU OPÉRATOIRE\nIntervention du 12/05/2025\n\nGeste : appendicectomie.',
      'appendicectomie',
      '34874-8',
      '2025-05-12 document',
    ],
    [
      'COMPTE RENDU OPÉRATOIRE\nIntervention du 12/05/2025\n\nGeste : appendicectomie.',
      'appendicectomie',
      '11488-4',
      '2025-05-12 document',
    ],
    [
      'ANATOMIE PATHOLOGIQUE\nPrélevé le 12/05/2025 par le Dr N. - Reçu le 13/05/2025 - Validé le 18/05/2025\n\nCONCLUSION\nCarcinome épidermoïde de la tempe.',
      'carcinome épidermoïde',
      '11526-1',
      '2025-05-12 document',
    ],
    ['SCANNER ABDOMINAL du 12/05/2025\n\nCONCLUSION\nAdénome surrénalien de 15 mm.', 'adénome', '18748-4', '2025-05-12 document'],
    // A letter that recalls an operation is of its own day; so is a report of an act of long ago.
    ['Cher confrère,\nIntervention du 12/05/2025\n\nCONCLUSION\nHématome de paroi.', 'hématome', '11488-4', '2025-05-18 document'],
    [
      'COMPTE RENDU OPÉRATOIRE\nIntervention du 12/01/2025\n\nGeste : appendicectomie.',
      'appendicectomie',
      '34874-8',
      '2025-05-18 document',
    ],
    ['SCANNER ABDOMINAL du 12/05/2025 comparé\n\nCONCLUSION\nAdénome surrénalien.', 'adénome', '18748-4', '2025-05-18 document'],
  ])('%j, %s (%s): %s', (text, words, type, expected) => {
    expect(dateOf(text, words, '2025-05-18', type)).toBe(expected);
  });

  it.each<[string, string, string]>([
    ['ETF du 18/03/2025, hémorragie intraventriculaire gauche.', 'hémorragie', '2025-03-18 text'],
    ['Vu le 18/03/2025 au bloc, hémorragie intraventriculaire gauche.', 'hémorragie', 'none'],
    // A drug behind the name of what it treats has its own day.
    ['Anémie : TARDYFERON 80 mg deux fois par jour depuis le 1er avril.', 'anémie', '2025-05-18 document'],
    ['Anémie : depuis avril 2025.', 'anémie', '2025-04 text'],
    // What a form answers is of its item.
    ['Appareils auditifs : [X] oui, deux, depuis janvier 2025', 'appareils', '2025-01 text'],
    ['Appareils auditifs : [ ] non [X] oui, depuis janvier 2025', 'appareils', '2025-01 text'],
    // A second one does not take the day of the first.
    ['2e injection intravitréenne à droite (1re le 09/12/2024).', 'injection', 'none'],
    ['Injection intravitréenne à droite (1re le 09/12/2024).', 'injection', '2024-12-09 text'],
    // A remission is not of the day of the disease.
    ['Elle est en rémission complète de son carcinome du sein gauche, opéré en 2019.', 'rémission', '2025-05-18 document'],
    ['Carcinome du sein gauche, opéré en 2019, en rémission complète.', 'carcinome', '2019 text'],
    ['Rémission complète depuis 2021.', 'rémission', '2021 text'],
    // Since what was told just before.
    ['L’anxiété a été confirmée en octobre dernier. Elle suit depuis une thérapie cognitivo-comportementale.', 'thérapie', '2024-10 text'],
    ['L’anxiété date de 2020, confirmée en 2022. Elle suit depuis une thérapie cognitivo-comportementale.', 'thérapie', 'none'],
    ['Drépanocytose homozygote SS, diagnostiquée au dépistage néonatal.', 'drépanocytose', '1961-09-30 text'],
    ['Ex-fumeuse, sevrée depuis 2014 (environ 30 PA)', 'ancien fumeur', '2014 text'],
    ['Cannabis quotidien jusqu’à 2016, arrêté.', 'cannabis', '2016 text'],
    ['Puis avril 2025, anémie à 8,9 découverte le 8 sur une fatigue.', 'anémie', '2025-04-08 text'],
  ])('%j, %s: %s', (text, words, expected) => {
    expect(dateOf(`Cher confrère,\n\n${text}`, words)).toBe(expected);
  });

  it('takes the day told in a note of the night for the one before', () => {
    const note = (hour: string): string => `URGENCES\nEntrée 02/04/2025 ${hour}\n\nHDM : malaise dans la journée.`;
    expect(dateOf(note('02:14'), 'malaise', '2025-04-02')).toBe('2025-04-01 text');
    expect(dateOf(note('16:14'), 'malaise', '2025-04-02')).toBe('2025-04-02 text');
  });
});
