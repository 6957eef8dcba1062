import { describe, expect, it } from 'vitest';
import type { Page } from '../../../src/domain/document.js';
import { readDeposit } from '../../../src/extract/metadata/deposit.js';
import { describeDocument } from '../../../src/extract/metadata/describe-document.js';

const pagesOf = (text: string, source: Page['source'] = 'text-layer'): readonly Page[] =>
  text.split('\f').map((page, index) => ({ number: index + 1, text: page, source, positions: [], furniture: [] }));
const describeText = (text: string, source?: Page['source']) => describeDocument({ fileName: 'doc.pdf', pages: pagesOf(text, source) });

interface Case {
  readonly says: string;
  readonly text: string;
  readonly type: string;
  readonly date: string;
}

const CASES: readonly Case[] = [
  {
    says: 'stay, discharge after a written date',
    type: '34112-3',
    date: '2024-03-25',
    text: `CHU DE VALMONT\nService de gériatrie\nValmont, le 29 mars 2024\nCOMPTE RENDU D'HOSPITALISATION\nMme DUBOIS Lucie née le 02/04/1940\nHospitalisée du 11/03/2024 au 25/03/2024\nMotif d'hospitalisation : chute\nScanner du 12/03/2024 normal.\nRDV le 08/06/2024\nDr A. FAYE`,
  },
  {
    says: 'stay, entry and exit on two lines',
    type: '34112-3',
    date: '2021-02-12',
    text: `HOPITAL SAINT-AUBIN\nCompte-rendu d'hospitalisation\nPatient : DUBOIS Lucie - née le 02/04/1940\nDate d'entrée : 07/02/2021\nDate de sortie : 12/02/2021\nAntécédents :\nHTA depuis le 01/01/2009`,
  },
  {
    says: 'laboratory, previous results and printing',
    type: '11502-2',
    date: '2024-10-05',
    text: `SYNLAB-OUEST Laboratoire de biologie médicale\nMme DUBOIS LUCIE   Née le 02/04/1940\nPrélevé le 05/10/2024 à 08:02     Edité le 07/10/2024\nDemande 80101911/06.10.2024\nANALYSES   RESULTATS   UNITES   VALEURS DE REFERENCE   ANT. 03/03/2024\nHEMOGRAMME\nHémoglobine 12,7 g/dL 11,5 - 15,0 12,9 (11/02/24)`,
  },
  {
    says: 'laboratory without a cue but the request',
    type: '11502-2',
    date: '2023-01-18',
    text: `LABORATOIRE CENTRAL - CH DE VALMONT\nBIOCHIMIE\nDossier du 18/01/2023\nDUBOIS Lucie  F  02/04/1940\nRésultat   Unité   Valeurs usuelles\nSodium 140 mmol/L 136-145\nValidé par Dr P. ESNAULT le 19/01/2023`,
  },
  {
    says: 'bacteriology',
    type: '11502-2',
    date: '2026-02-07',
    text: `LABORATOIRE VIENNE\nMme DUBOIS Lucie - 02/04/1940\nPrélèvement reçu le 07/02/2026\nEXAMEN CYTOBACTÉRIOLOGIQUE DES URINES\nLeucocytes 640 /mm3\nCulture : Escherichia coli`,
  },
  {
    says: 'imaging, date in the title',
    type: '18748-4',
    date: '2025-06-11',
    text: `CENTRE D'IMAGERIE DU PARC\nDr R. AUPETIT - Dr P. CHASTAGNER\nMme DUBOIS Lucie, née le 02/04/1940\nMAMMOGRAPHIE BILATÉRALE DU 11/06/2025\nINDICATION : dépistage\nComparée à celle du 03/05/2023.\nCONCLUSION : ACR 2`,
  },
  {
    says: 'imaging, place and date',
    type: '18748-4',
    date: '2022-02-10',
    text: `IMAGERIE MÉDICALE DU PARC\nIRM - Scanner - Radiologie - Échographie\nDijon, le 10/02/2022\nM. MARTIN Paul     DDN : 23/04/1979\nEchographie rénale et vésicale\nIndication : colique\nTechnique : voie abdominale\nConclusion : normale\nDr Karim OTHMANI`,
  },
  {
    says: 'obstetric ultrasound',
    type: '18748-4',
    date: '2026-04-02',
    text: `CABINET D'ÉCHOGRAPHIE DES LICES\nDr Anne MOREL\nMme DUBOIS Lucie née le 02/04/1995\nDate de l'examen : 02/04/2026     DDR : 10/11/2025    Terme prévu le 17/08/2026\nÉCHOGRAPHIE OBSTÉTRICALE DU 2E TRIMESTRE\nIndication : dépistage`,
  },
  {
    says: 'operation',
    type: '34874-8',
    date: '2024-03-12',
    text: `CLINIQUE DES ORMES\nCompte rendu opératoire\nPatient : MARTIN Paul né le 23/04/1979\nEntrée le 11/03/2024\nIntervention du 12 mars 2024\nOpérateur : Dr B. LAGORCE\nAnesthésiste : Dr F. ROUL`,
  },
  {
    says: 'gastroscopy',
    type: '34874-8',
    date: '2023-06-09',
    text: `CLINIQUE DES ORMES\nUnité d'endoscopie\nFIBROSCOPIE OESO-GASTRO-DUODÉNALE\nMARTIN Paul 23/04/1979\nDate : 09/06/2023\nOpérateur : Dr REGNIER\nIndication : reflux`,
  },
  {
    says: 'emergency',
    type: '34878-9',
    date: '2025-05-18',
    text: `CH DE VALMONT - SERVICE D'ACCUEIL DES URGENCES\nCompte rendu de passage aux urgences\nMARTIN Paul  M  23/04/1979  46 ans\nArrivée : dim 18/05/2025 23h50    Sortie : lun 19/05/2025 04h10\nMotif : douleur\nIOA tri 3\nEdité le 19/05/2025 04:12`,
  },
  {
    says: 'letter, two-digit year',
    type: '11488-4',
    date: '2024-06-18',
    text: `Docteur Olivier GRAND\nPneumologue\nRPPS 10022871939\nMarseille, le 18.06.24\nDr Nathalie BRUNEL\nMr MARTIN Paul - né le 22.04.67\nChère consœur,\nNuit du 23 au 24.01.24 : IAH 38/h. Prochain contrôle le 12/09/2024.\nConfraternellement\nDr O. GRAND`,
  },
  {
    says: 'letter that tells of an examination in its first words',
    type: '11488-4',
    date: '2024-09-03',
    text: `Docteur Anne PERIN\nCardiologie\nLyon, le mardi 3 septembre 2024\nMon cher confrère,\nÉchographie cardiaque de ce jour normale, scanner du 12/08/2024 normal.\nBien amicalement\nA. PERIN`,
  },
  {
    says: 'prescription without a title',
    type: '57833-6',
    date: '2025-06-05',
    text: `Docteur Philippe COUDERT\nMédecine générale\nle 5 juin 2025\nMme DUBOIS Lucie 73 ans\nCOVERSYL 5 mg\n1 cp le matin\nMOPRAL 20 mg\n1 gélule le soir\nUVEDOSE\n1 ampoule par mois`,
  },
  {
    says: 'prescription handed out by the emergency room',
    type: '57833-6',
    date: '2026-02-17',
    text: `CH DES TROIS-VALLONS - URGENCES\nDr Julien KERB\nLe 17/02/2026\nDUBOIS Lucie\n09/06/1958 - 67 ans\nORDONNANCE\nPARACETAMOL 1 g\n1 comprimé 3 fois par jour`,
  },
  {
    says: 'pathology',
    type: '11526-1',
    date: '2019-06-03',
    text: `INSTITUT DE PATHOLOGIE\nDr Sylvie OUDIN\nCOMPTE RENDU D'EXAMEN ANATOMOPATHOLOGIQUE\nN° H19-06418\nMARTIN PAUL - 23/04/1979 - M\nPrélevé le : 21/05/2019\nReçu le : 22/05/2019\nCompte rendu du : 03/06/2019\nMACROSCOPIE\nPièce fixée\nMICROSCOPIE\nAdénome`,
  },
  {
    says: 'vaccination booklet: the last dose',
    type: '11369-6',
    date: '2026-10-14',
    text: `CARNET DE VACCINATION\nNom : MARTIN   Prénom : Paul\nNé le : 22 / 04 / 1967\n14/06/2012   BOOSTRIX TETRA   lot AC37\n24/10/2023   INFLUVAC TETRA   lot Y11\n14/10/2026   VAXIGRIP   lot A4C019\n12/05/2021   COMIRNATY   1re dose`,
  },
  {
    says: 'vaccination record copied on a day',
    type: '11369-6',
    date: '2026-03-30',
    text: `RELEVÉ DE VACCINATIONS\nRecopié le 30/03/2026 d'après le carnet de santé\nNom : DUBOIS  Née le 14/03/1999\n18/05/1999   Pentacoq   1   Dr Le Floc'h\n22/06/1999   Pentacoq   2   Dr Le Floc'h\n08/03/2005   Revaxis   rappel   Dr Le Floc'h`,
  },
  {
    says: 'certificate of the ninth month',
    type: 'CERT_DECL',
    date: '2025-02-14',
    text: `CERTIFICAT DE SANTÉ DU 9e MOIS\nEnfant : MARTIN Louis   né le 12/05/2024\nExamen du 14/02/2025 par Dr PONS\nPoids 9,1 kg   Taille 72 cm`,
  },
  {
    says: 'delivery',
    type: '34112-3',
    date: '2026-08-15',
    text: `MATERNITÉ DES LICES\nCOMPTE RENDU D'ACCOUCHEMENT ET DE SÉJOUR EN MATERNITÉ\nMme DUBOIS Lucie née le 02/04/1995\nSéjour du 11/08/2026 au 15/08/2026\nAccouchement le 12/08/2026`,
  },
  {
    says: 'glucose report',
    type: 'AUTRE',
    date: '2026-11-02',
    text: `GLYCOVUE      Rapport AGP - capteur\nGénéré le 02/11/2026\nPatient : MARTIN Paul  Né le 14/03/1999\nPériode : 19/10/2026 - 01/11/2026 (14 jours)\nTemps dans la cible 75 %\nGMI 6,7 %\nCoefficient de variation 33 %`,
  },
  {
    says: 'request for imaging',
    type: '55115-0',
    date: '2024-01-09',
    text: `Dr Philippe COUDERT\nMédecine générale\nLimoges, le 09/01/2024\nMme DUBOIS Lucie, 02/04/1940\nDemande d'IRM du genou droit\nDouleur interne, suspicion de lésion méniscale.`,
  },
  {
    says: 'consultation form',
    type: '11488-4',
    date: '2026-10-06',
    text: `CENTRE DE VACCINATIONS INTERNATIONALES\nDr Anne KERD, infectiologue\nFICHE DE CONSULTATION VOYAGE     Date : 06/10/2026\nVoyageur : MARTIN Paul  DDN : 23/04/1979\nDestination : Sénégal   Du 14/02/2027 au 27/02/2027`,
  },
];

describe('describeDocument from text alone', () => {
  it.each(CASES)('$says: $type, $date', ({ text, type, date }) => {
    const described = describeText(text);
    expect([described.type?.value.code, described.actDate?.value]).toEqual([type, date]);
  });

  it('reads dates through OCR noise', () => {
    const described = describeText(
      'Docteur Anne PERIN\nCardiologie\nLyon, le l2/O3/2024\nMme DUBOIS née le 02/04/1940\nChère consœur,\nTout va bien.',
      'ocr',
    );
    expect(described.actDate?.value).toBe('2024-03-12');
  });

  it('tells the day of the act from the day of writing', () => {
    const described = describeText(CASES[0]?.text ?? '');
    expect(described.actDate?.value).toBe('2024-03-25');
    expect(described.writtenDate?.value).toBe('2024-03-29');
  });

  it('names the author who signs, with the letterhead’s specialty, and not the addressee', () => {
    const { author, organisation } = describeText(
      'CENTRE DE RÉADAPTATION DE VALMARINE\nRoute des Embruns\nValmarine, le 15 mai 2023\nDr L. DESVIGNES, cardiologie, Hôpital Saint-Clair\nCopies : Dr S. ARNOUX\nM. MARTIN Paul, né le 22/04/67\nMon cher Laurent,\nIl va bien.\nBien amicalement,\nDr Mireille FONTVALLIER\nCardiologue - RPPS 10045590126',
    );
    expect(author?.value).toMatchObject({
      name: 'Mireille FONTVALLIER',
      specialty: 'Cardiologie et maladies vasculaires',
      identifier: '10045590126',
    });
    expect(organisation?.value).toBe('CENTRE DE RÉADAPTATION DE VALMARINE');
  });

  it('falls back on the file’s name when nothing can be read', () => {
    expect(describeText('').title).toMatchObject({ value: 'doc.pdf', source: 'file' });
  });
});

describe('deposit', () => {
  it('wins over the text and says where they differ', () => {
    const { documents } = readDeposit(
      JSON.stringify({ documents: [{ file: 'doc.pdf', title: 'Bilan', type: '11502-2', date: '2024-10-06', author: null }, { file: 3 }] }),
    );
    expect(documents).toHaveLength(1);
    const described = describeDocument({
      fileName: 'doc.pdf',
      pages: pagesOf(CASES[2]?.text ?? ''),
      ...(documents[0] === undefined ? {} : { deposit: documents[0] }),
    });
    expect(described.actDate).toMatchObject({ value: '2024-10-06', source: 'deposit' });
    expect(described.actDate?.reason).toContain('2024-10-05');
    expect(described.type?.reason).toContain('le texte dit de même');
  });

  it('refuses what is no JSON with a typed error', () => {
    expect(() => readDeposit('{')).toThrow(expect.objectContaining({ code: 'FRS-IN-003' }));
  });
});
