import type { IdentityTraits, Page } from '../../../src/domain/document.js';

export const ANNICK: IdentityTraits = {
  insMatricule: '249025612345621',
  birthName: 'MORVANT',
  usedName: 'LECLERCQ',
  firstNames: ['Annick', 'Marie'],
  sex: 'F',
  birthDate: '1949-02-17',
};
const LOUIS: IdentityTraits = {
  birthName: 'BERTHOLLET',
  usedName: 'BERTHOLLET',
  firstNames: ['Louis', 'Jean'],
  sex: 'M',
  birthDate: '2024-05-12',
};
const YOUSSEF: IdentityTraits = {
  birthName: 'EL AMRANI',
  usedName: 'EL AMRANI',
  firstNames: ['Youssef'],
  sex: 'M',
  birthDate: '1985-11-30',
};
const JEAN_MARC: IdentityTraits = {
  birthName: 'DE LA FRESNAYE',
  usedName: 'DE LA FRESNAYE',
  firstNames: ['Jean-Marc'],
  sex: 'M',
  birthDate: '1961-09-03',
};
const SOPHIE: IdentityTraits = { birthName: 'DUPUY', usedName: 'DUPUY-MARCHAL', firstNames: ['Sophie'], sex: 'F', birthDate: '1990-07-08' };

export const HEAD = 'CENTRE HOSPITALIER DES GRANDS-CHÊNES\nService de médecine polyvalente\nTél. 04 65 71 20 20\nDr Hervé CASTELNAU\n\n';

export type Expected = 'match' | 'doubt' | 'missing' | 'quarantine' | readonly number[];
interface Case {
  readonly says: string;
  readonly patient: IdentityTraits;
  readonly pages: readonly string[];
  readonly expected: Expected;
  readonly source?: Page['source'];
  readonly header?: IdentityTraits;
}

export const CASES: readonly Case[] = [
  // The patient's own, as letterheads write it.
  { says: 'birth and used name', patient: ANNICK, pages: [`${HEAD}Mme LECLERCQ Annick, née MORVANT le 17.02.1949`], expected: 'match' },
  {
    says: 'a laboratory that writes the birth name in brackets',
    patient: ANNICK,
    pages: ['LABM DES DEUX RIVES\n\nLECLERCQ ANNICK (MORVANT)   F   17/02/1949        N° 2606151390'],
    expected: 'match',
  },
  {
    says: 'a namesake on the head of that laboratory',
    patient: ANNICK,
    pages: ['LABM DES DEUX RIVES\n\nLECLERCQ GENEVIEVE (ROUSSEL)   F   02/07/1948        N° 2606151390'],
    expected: 'quarantine',
  },
  {
    says: '"NE PAS" in capitals is no birth name',
    patient: ANNICK,
    pages: [`${HEAD}Mme LECLERCQ A.  NE PAS LAISSER SORTIR SEULE\nLECLERCQ Annick, née le 17/02/1949`],
    expected: 'match',
  },
  {
    says: 'first name first, accents and case',
    patient: ANNICK,
    pages: [`${HEAD}Concerne : Madame Annick Leclercq née Morvant le 17/02/1949`],
    expected: 'match',
  },
  {
    says: 'the title of a nurses’ book is nobody’s name',
    patient: ANNICK,
    pages: ['CAHIER DE LIAISON IDE 06/10/2024\nMme LECLERCQ Annick\nINR 2,4'],
    expected: 'match',
  },
  {
    says: 'a nurses’ book whose title alone stands above the days',
    patient: ANNICK,
    pages: ['DE LIAISON IDE F 75 ans\n06/10/2024 INR 2,4\n08/10/2024 INR 2,8'],
    expected: 'missing',
  },
  {
    says: 'an emergency sheet: age, sex, day and hour of arrival',
    patient: ANNICK,
    pages: ['SAU - DOSSIER 2610060418\nLECLERCQ Annick     75 ans   F      06/10/2024 02:14   sortie 07:50\nMOTIF  dyspnée'],
    expected: 'match',
  },
  {
    says: 'the same without the hour: the age tells that it is no birth',
    patient: ANNICK,
    pages: ['SAU\nLECLERCQ Annick  75 ans  F  06/10/2024\nMOTIF  dyspnée'],
    expected: 'match',
  },
  {
    says: 'a namesake, whose age agrees with the date',
    patient: ANNICK,
    pages: ['SAU\nLECLERCQ Annick  60 ans  F  06/10/1964\nMOTIF  dyspnée'],
    expected: 'quarantine',
  },
  {
    says: 'abbreviated header',
    patient: YOUSSEF,
    pages: ['Pt : EL AMRANI Youssef  DDN 30/11/1985  H  IPP 00991\nMotif : toux'],
    expected: 'match',
  },
  {
    says: 'labelled form',
    patient: JEAN_MARC,
    pages: ['NOM : DE LA FRESNAYE     Prénom : Jean-Marc    Né(e) le : 03/09/1961'],
    expected: 'match',
  },
  {
    says: 'a child of whom OCR misread the first name',
    patient: { ...YOUSSEF, birthDate: '2019-11-30' },
    pages: ['Le 05/10/2023\nEnfant EL AMRANI youss1 4 ans 14,1 kg\nVENTOLINE'],
    source: 'ocr',
    expected: 'match',
  },
  { says: 'initials', patient: JEAN_MARC, pages: [`${HEAD}Patient : M. J.-M. DE LA FRESNAYE, 03/09/1961`], expected: 'match' },
  { says: 'half of a compound name', patient: SOPHIE, pages: [`${HEAD}Patiente : DUPUY Sophie, née le 08/07/1990`], expected: 'match' },
  { says: 'double name without its hyphen', patient: SOPHIE, pages: [`${HEAD}Mme DUPUY MARCHAL Sophie (08/07/1990)`], expected: 'match' },
  { says: 'birth name alone, two-digit year', patient: ANNICK, pages: [`${HEAD}MORVANT Annick, née le 17/02/49`], expected: 'match' },
  { says: 'name and age only', patient: ANNICK, pages: [`${HEAD}LECLERCQ Annick, 74 ans`], expected: 'match' },
  { says: 'INS in groups', patient: ANNICK, pages: [`${HEAD}INS : 2 49 02 56 123 456 21\nLECLERCQ ANNICK`], expected: 'match' },
  { says: 'name and date on two lines', patient: YOUSSEF, pages: [`${HEAD}EL AMRANI Youssef\nné le 30/11/1985`], expected: 'match' },
  {
    says: 'laboratory columns',
    patient: ANNICK,
    pages: [
      'LABORATOIRE DES HALLES\nDemande 24-1 du 12/03/2024        Mme LECLERCQ ANNICK\nPrélèvement : 12/03/2024 08:10      Née le 17/02/1949   Sexe F',
    ],
    expected: 'match',
  },
  { says: 'child', patient: LOUIS, pages: [`${HEAD}Enfant BERTHOLLET Louis, né le 12/05/2024, 9 mois`], expected: 'match' },
  { says: 'second first name', patient: ANNICK, pages: [`${HEAD}Mme LECLERCQ Marie, née le 17/02/1949`], expected: 'match' },
  // OCR.
  {
    says: 'OCR slips in the name',
    patient: ANNICK,
    pages: ['Mme LECLERCO Annlck, née MORVAMT le 17/02/1949'],
    expected: 'match',
    source: 'ocr',
  },
  {
    says: 'zero for O, one for l',
    patient: JEAN_MARC,
    pages: ['M. DE LA FRESNAYE Jean-Marc né le O3/O9/l961'],
    expected: 'match',
    source: 'ocr',
  },
  {
    says: 'one digit of the birth date misread',
    patient: ANNICK,
    pages: ['Mme LECLERCQ Annick, née le 17/02/1948'],
    expected: 'match',
    source: 'ocr',
  },
  // Others named on the patient's page accuse nobody.
  {
    says: 'mother in prose',
    patient: SOPHIE,
    pages: [`${HEAD}Mme DUPUY-MARCHAL Sophie, née le 08/07/1990\nSa mère, Mme DUPUY Jeanne, née le 02/03/1960, a eu un cancer du sein.`],
    expected: 'match',
  },
  {
    says: 'doctors and addressees',
    patient: ANNICK,
    pages: [
      `${HEAD}Madame le Docteur TERRASSON Odile\nCopie : Dr VALLIER Paul\nMme LECLERCQ Annick, 17/02/1949\nValidé : Dr Léa CHARPIN 12/03/2024`,
    ],
    expected: 'match',
  },
  {
    says: 'husband who came along',
    patient: ANNICK,
    pages: [`${HEAD}Mme LECLERCQ Annick née le 17/02/1949\nVue avec son mari, M. LECLERCQ Robert, et sa fille Mme PONS.`],
    expected: 'match',
  },
  {
    says: 'person to call',
    patient: ANNICK,
    pages: ['NOM : LECLERCQ  Prénom : Annick  Née le 17/02/1949\nPersonne de confiance : Mme PONS Claire, née le 04/05/1975'],
    expected: 'match',
  },
  {
    says: 'homonym warning',
    patient: ANNICK,
    pages: [`${HEAD}LECLERCQ Annick F 75 ans DDN 17/02/1949\n/!\\ homonymie service (LECLERCQ Anne, lit 3) : bracelet vérifié`],
    expected: 'match',
  },
  {
    says: 'mother of a child patient',
    patient: LOUIS,
    pages: ['Enfant : BERTHOLLET Louis   Né le 12/05/2024\nMère : BERTHOLLET Claire, née le 03/04/1992\nPère : BERTHOLLET Marc'],
    expected: 'match',
  },
  {
    says: 'newborn named in the mother’s report',
    patient: SOPHIE,
    pages: [
      `${HEAD}Mme DUPUY-MARCHAL Sophie, née le 08/07/1990\nAccouchement le 12/05/2024 d'un garçon, Paul, né le 12/05/2024 à 08h02, 3250 g`,
    ],
    expected: 'match',
  },
  {
    says: 'vaccine rows',
    patient: ANNICK,
    pages: [
      'CARNET DE VACCINATION\nNom : LECLERCQ   Prénom : Annick   Née le 17/02/1949\nREVAXIS Adulte   12/03/2010   lot X1\nEFLUELDA Tetra   24/10/2023   lot Y',
    ],
    expected: 'match',
  },
  {
    says: 'secretary and nurses',
    patient: YOUSSEF,
    pages: [`${HEAD}Secrétariat : Mme ROBIN Chantal\nIDE : M. COLIN Marc\nConcerne : M. EL AMRANI Youssef, 30/11/1985`],
    expected: 'match',
  },
  {
    says: 'legal guardian of an adult',
    patient: ANNICK,
    pages: ['Mme LECLERCQ Annick\nNée le 17/02/1949\nReprésentée par sa fille Mme PONS Claire (habilitation familiale)'],
    expected: 'match',
  },
  {
    says: 'relative’s history',
    patient: YOUSSEF,
    pages: [`${HEAD}Patient : EL AMRANI Youssef, né le 30/11/1985\nFrère : M. EL AMRANI Karim, né le 01/01/1980, diabétique`],
    expected: 'match',
  },
  // Somebody else.
  {
    says: 'namesake with another birth date and birth name',
    patient: ANNICK,
    pages: [`${HEAD}Mme LECLERCQ Annick, née BIHAN le 19/06/1951`],
    expected: 'quarantine',
  },
  {
    says: 'namesake with another birth date',
    patient: YOUSSEF,
    pages: [`${HEAD}M. EL AMRANI Youssef, né le 12/04/1972`],
    expected: 'quarantine',
  },
  {
    says: 'husband, name and date on two lines',
    patient: ANNICK,
    pages: [`${HEAD}LECLERCQ Robert\nné le 22/09/1946\n\nMon cher ami,\nIl se fatigue à s'occuper de son épouse Annick LECLERCQ.`],
    expected: 'quarantine',
  },
  {
    says: 'relative without a birth date',
    patient: ANNICK,
    pages: [`${HEAD}Concerne : Monsieur LECLERCQ Robert\n\nCher ami, je revois M. LECLERCQ.`],
    expected: 'quarantine',
  },
  {
    says: 'another patient altogether',
    patient: ANNICK,
    pages: [`${HEAD}Patient : M. TOURNIER Gilles, né le 01/12/1970`],
    expected: 'quarantine',
  },
  {
    says: 'another patient, labels only',
    patient: ANNICK,
    pages: ['Nom : TOURNIER    Prénom : Gilles\nExamen du 12/03/2024'],
    expected: 'quarantine',
  },
  {
    says: 'another patient’s laboratory sheet',
    patient: YOUSSEF,
    pages: ['LABORATOIRE DES HALLES\nM. TOURNIER Gilles            Dossier 24-12\nNé le 01/12/1970   Sexe : M   Prélevé le 12/03/2024'],
    expected: 'quarantine',
  },
  { says: 'twin', patient: LOUIS, pages: [`${HEAD}Enfant : BERTHOLLET Margaux, née le 12/05/2024`], expected: 'quarantine' },
  { says: 'sister of a child', patient: LOUIS, pages: [`${HEAD}Enfant BERTHOLLET Emma, née le 03/02/2021`], expected: 'quarantine' },
  {
    says: 'newborn’s sheet in the mother’s file',
    patient: SOPHIE,
    pages: ['FICHE DU NOUVEAU-NÉ\nNouveau-né : DUPUY Paul, né le 12/05/2024 à 08h02\nMère : DUPUY-MARCHAL Sophie'],
    expected: 'quarantine',
  },
  {
    says: 'a visit to the mother that presents her child by its first name',
    patient: SOPHIE,
    pages: [
      `${HEAD}Visites à domicile chez Mme DUPUY-MARCHAL depuis le 21/05/2024.\n\nPaul, né le 12/05/2024 à 36 SA, pèse 4 650 g.\n\nLa maman va bien.`,
    ],
    expected: 'match',
  },
  { says: 'nameless newborn', patient: SOPHIE, pages: ['BB DUPUY-MARCHAL, né le 12/05/2024, 3250 g, Apgar 10'], expected: 'quarantine' },
  {
    says: 'mother’s report in the child’s file',
    patient: LOUIS,
    pages: [`${HEAD}Mme BERTHOLLET Claire, née le 03/04/1992\nSuites de couches simples.`],
    expected: 'quarantine',
  },
  {
    says: 'INS of somebody else, other names',
    patient: ANNICK,
    pages: [`${HEAD}Mme GUERIN Paule INS 277033523811107`],
    expected: 'quarantine',
  },
  {
    says: 'scan of a namesake',
    patient: ANNICK,
    pages: ['Mme LECLERCO Annick, nee BIHAN le 19/06/1951'],
    expected: 'quarantine',
    source: 'ocr',
  },
  {
    says: 'header of the patient, page of another',
    patient: ANNICK,
    header: ANNICK,
    pages: [`${HEAD}Patient : M. TOURNIER Gilles, né le 01/12/1970`],
    expected: 'quarantine',
  },
  { says: 'header of another, page silent', patient: ANNICK, header: YOUSSEF, pages: ['Créatinine 80 µmol/L'], expected: 'quarantine' },
  {
    says: 'a stranger’s name and age, nothing more',
    patient: ANNICK,
    pages: [`${HEAD}Mlle TOURNIER Gisèle, 34 ans\n\nCher ami,`],
    expected: 'quarantine',
  },
  {
    says: 'a stranger’s family name and age in prose',
    patient: ANNICK,
    pages: [`${HEAD}Cher ami, merci de m'avoir adressé Madame TOURNIER, 68 ans, pour ce nodule.`],
    expected: 'doubt',
  },
  {
    says: 'name and date above a weight',
    patient: ANNICK,
    pages: [`${HEAD}M. TOURNIER Gilles\n23/04/1979     71 kg`],
    expected: 'quarantine',
  },
  // Bundles.
  {
    says: 'second page of another',
    patient: ANNICK,
    pages: [`${HEAD}Mme LECLERCQ Annick, née le 17/02/1949`, 'Patient : TOURNIER Gilles   Né le 01/12/1970\nGlycémie 1,2 g/L'],
    expected: [2],
  },
  {
    says: 'second page of another and its continuation',
    patient: ANNICK,
    pages: [
      `${HEAD}Mme LECLERCQ Annick, née le 17/02/1949`,
      'Patient : TOURNIER Gilles   Né le 01/12/1970',
      'suite des résultats',
      'LECLERCQ Annick 17/02/1949 p. 4',
    ],
    expected: [2, 3],
  },
  {
    says: 'first page of another',
    patient: YOUSSEF,
    pages: ['Patient : TOURNIER Gilles   Né le 01/12/1970', `${HEAD}M. EL AMRANI Youssef, né le 30/11/1985`],
    expected: [1],
  },
  {
    says: 'second page without a name',
    patient: YOUSSEF,
    pages: [`${HEAD}M. EL AMRANI Youssef, né le 30/11/1985`, 'Conclusion : examen normal.'],
    expected: 'match',
  },
  // Doubts.
  {
    says: 'same traits, other INS',
    patient: ANNICK,
    pages: [`${HEAD}Mme LECLERCQ Annick, née MORVANT le 17/02/1949\nINS : 277033523811107`],
    expected: 'doubt',
  },
  { says: 'one digit off in typed text', patient: ANNICK, pages: [`${HEAD}Mme LECLERCQ Annick, née le 18/02/1949`], expected: 'doubt' },
  { says: 'day and month swapped', patient: SOPHIE, pages: [`${HEAD}Mme DUPUY-MARCHAL Sophie, née le 07/08/1990`], expected: 'doubt' },
  {
    says: 'other family name, same first name and birth',
    patient: SOPHIE,
    pages: [`${HEAD}Mme LEGRAND Sophie, née le 08/07/1990`],
    expected: 'doubt',
  },
  {
    says: 'sticker of another on the patient’s page',
    patient: ANNICK,
    pages: [`${HEAD}Mme LECLERCQ Annick, née le 17/02/1949\n\n\n\n\n\nETIQUETTE : TOURNIER Gilles né le 01/12/1970`],
    expected: 'doubt',
  },
  // Nothing.
  {
    says: 'no identity at all',
    patient: ANNICK,
    pages: ['HÉMATOLOGIE\nHémoglobine 12,1 g/dL\nPrélèvement du 05/10/2026'],
    expected: 'missing',
  },
];
