/**
 * Codes of CDA documents in the French interoperability framework (CI-SIS, Agence du Numérique en Santé): identifiers of templates
 * and value sets are facts of that framework, taken from its published models; LOINC, SNOMED CT, CIM-10 and ATC codes are their owners'.
 */
export interface CdaCode {
  readonly code: string;
  readonly system: string;
  readonly display: string;
}

export const SYSTEMS = {
  loinc: '2.16.840.1.113883.6.1',
  snomed: '2.16.840.1.113883.6.96',
  cim10: '2.16.840.1.113883.6.3',
  atc: '2.16.840.1.113883.6.73',
  ccam: '1.2.250.1.215.300.1',
  documentTypes: '1.2.250.1.213.1.1.4.12',
  /** TA_ASIP: the Agency's own terms. */
  agency: '1.2.250.1.213.1.1.4.322',
  actCode: '2.16.840.1.113883.5.4',
  absentUnknown: '2.16.840.1.113883.5.1150.1',
} as const;

/** Systems that facts name by URI, by their OID; any other name that is no OID is not written. */
export const OID_OF_URI: Readonly<Record<string, string>> = {
  'http://loinc.org': SYSTEMS.loinc,
  'http://snomed.info/sct': SYSTEMS.snomed,
  'http://hl7.org/fhir/sid/icd-10': SYSTEMS.cim10,
  'http://www.whocc.no/atc': SYSTEMS.atc,
};

export const loinc = (code: string, display: string): CdaCode => ({ code, system: SYSTEMS.loinc, display });
export const agency = (code: string, display: string): CdaCode => ({ code, system: SYSTEMS.agency, display });

/** JDV_J04 (1.2.250.1.213.1.1.5.467), the settings in which these documents are written. */
export const PRACTICE_SETTINGS = {
  AMBULATOIRE: 'Ambulatoire',
  ETABLISSEMENT: 'Etablissement de santé',
  HAD: 'Hospitalisation à domicile',
} as const;

/** JDV_J02 (1.2.250.1.213.1.1.5.466), the places in which these documents are written. */
export const FACILITIES = {
  SA01: 'Etablissement public de santé',
  SA04: 'Etablissement privé non PSPH',
  SA05: 'Centre de santé',
  SA07: 'Cabinet individuel',
  SA08: 'Cabinet de groupe',
  SA09: 'Exercice en société',
  SA15: 'PMI et Planification familiale',
  SA33: "Pharmacie d'officine",
  SA52: 'Maison de santé ou Pôle de santé',
} as const;

/** WHO's ATC classes, by the identifiers of the vaccines that the extraction knows. */
export const VACCINE_ATC: Readonly<Record<string, string>> = {
  dTP: 'J07CA01',
  dTcaP: 'J07CA02',
  hexavalent: 'J07CA09',
  pentavalent: 'J07CA06',
  ROR: 'J07BD52',
  rorv: 'J07BD54',
  hepB: 'J07BC01',
  hepA: 'J07BC02',
  hepAB: 'J07BC20',
  pneumo: 'J07AL',
  grippe: 'J07BB',
  covid: 'J07BN',
  hpv: 'J07BM',
  menC: 'J07AH07',
  menACWY: 'J07AH08',
  menB: 'J07AH09',
  zona: 'J07BK03',
  varicelle: 'J07BK01',
  fievrejaune: 'J07BL01',
  bcg: 'J07AN',
  rota: 'J07BH',
  typhoide: 'J07AP',
};

/** Kin that RoleCode (2.16.840.1.113883.5.111) names without a doubt. */
export const KIN_CODES: Readonly<Record<string, string>> = {
  mère: 'MTH',
  père: 'FTH',
  sœur: 'SIS',
  frère: 'BRO',
  fille: 'DAU',
  fils: 'SON',
  'grand-mère': 'GRMTH',
  'grand-père': 'GRFTH',
  'grand-mère maternelle': 'MGRMTH',
  'grand-mère paternelle': 'PGRMTH',
  'grand-père maternel': 'MGRFTH',
  'grand-père paternel': 'PGRFTH',
  tante: 'AUNT',
  oncle: 'UNCLE',
};
