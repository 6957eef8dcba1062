import { agency, loinc, VACCINE_ATC, type CdaCode } from './cda-codes.js';

/**
 * What the mandatory certificates of the child ask, from the Agency's published models of the 9th month (CSE-CS9 2025.01) and the 24th
 * (CSE-CS24 2024.01). No model of the 8th day is published with them: its identifiers follow theirs, its questions are those of the
 * official form (cerfa 12596) that have a code. Questions whose value set is not public with the models (profession of the parents, kind
 * of care, use of screens) are left to the paper form: no code is invented.
 */
export interface Question {
  readonly id: string;
  readonly label: string;
  readonly section: 'habits' | 'history' | 'measures' | 'development' | 'plan';
  readonly type: 'boolean' | 'integer' | 'quantity';
  readonly unit?: string;
  readonly required?: boolean;
  readonly code: CdaCode;
  /** What a "yes" says, where the answer is a coded value. */
  readonly yes?: CdaCode;
  /** Folded: the label of the measure, or the condition, that answers it. */
  readonly found?: RegExp;
}

export interface VaccineQuestion {
  readonly id: string;
  readonly label: string;
  /** A dose counts where one of these is among its targets. */
  readonly targets: readonly string[];
  readonly atc: string;
  readonly doses: number;
  /** The dose that is a booster. */
  readonly booster?: number;
}

export interface Certificate {
  readonly title: string;
  readonly template: { readonly root: string; readonly extension: string };
  /** Days of life at which the examination is due. */
  readonly from: number;
  readonly to: number;
  /** Measures of so many days before the examination may be its own. */
  readonly recentDays: number;
  readonly questions: readonly Question[];
  readonly vaccines: readonly VaccineQuestion[];
  readonly allergies: boolean;
}

const measure = (id: string, label: string, code: CdaCode, unit: string, found: RegExp, required = true): Question => ({
  id,
  label,
  section: 'measures',
  type: 'quantity',
  unit,
  required,
  code,
  found,
});
const yesNo = (section: Question['section'], id: string, label: string, code: CdaCode, found?: RegExp): Question => ({
  id,
  label,
  section,
  type: 'boolean',
  code,
  ...(found === undefined ? {} : { found }),
});

const WEIGHT = measure('weight', 'Poids', loinc('29463-7', 'Poids'), 'g', /^poids\b/);
const HEIGHT = measure('height', 'Taille', loinc('8302-2', 'Taille'), 'cm', /^taille\b/);
const HEAD = measure('head', 'Périmètre crânien', loinc('8287-5', 'Périmètre crânien'), 'cm', /^(perimetre cranien|pc)\b/);
const PREMATURE = yesNo(
  'history',
  'premature',
  'Prématurité inférieure à 33 semaines',
  agency('MED-183', 'Prématurité inf. à 33 semaines'),
  /(grande|extreme) prematurite|prematurite (inferieure|< ?33)/,
);
const CHILDREN: Question = {
  id: 'children',
  label: "Nombre d'enfants vivant au foyer",
  section: 'habits',
  type: 'integer',
  code: loinc('85722-7', "Nombre d'enfants vivant au foyer"),
};
const LEAD = yesNo('habits', 'lead', 'Risque de saturnisme', agency('MED-181', 'Risque de saturnisme'), /saturnisme|plombemie/);
const CARE = yesNo(
  'habits',
  'care',
  'Faites-vous actuellement garder votre enfant ?',
  agency('PAT-058', 'Faites-vous actuellement garder votre enfant ?'),
);
const weeks = (id: string, label: string, code: string): Question => ({
  id,
  label,
  section: 'habits',
  type: 'quantity',
  unit: 'wk',
  code: agency(code, label),
});
const BREAST = weeks('breastfed', "Durée de l'alimentation au lait maternel exclusif (à partir de la naissance)", 'PAT-059');
const MIXED = weeks('mixed-fed', "Durée de l'alimentation mixte (à partir de la naissance)", 'PAT-060');
const DEVELOPMENT: Question = {
  ...yesNo(
    'development',
    'development',
    "Orientation vers une plateforme de coordination et d'orientation",
    agency('MED-1274', 'Repérage troubles du neurodéveloppement'),
  ),
  yes: agency('ORG-197', "Orientation vers une plateforme de coordination et d'orientation"),
};
const plan = (id: string, label: string, code: string): Question => ({
  ...yesNo('plan', id, label, agency(code, label)),
});
const PLAN = [
  plan('refer-professional', 'Orientation vers un autre professionnel de santé', 'ORG-194'),
  plan('refer-structure', 'Orientation vers une structure pluridisciplinaire (CAMPS centre de référence, réseau…)', 'ORG-195'),
  plan('refer-pmi', 'Lien avec le médecin de PMI après accord des parents', 'ORG-196'),
];

const vaccine = (id: string, label: string, targets: readonly string[], atc: string, doses: number, booster?: number): VaccineQuestion => ({
  id,
  label,
  targets,
  atc,
  doses,
  ...(booster === undefined ? {} : { booster }),
});
const atc = (id: string): string => VACCINE_ATC[id] ?? '';
const BCG = vaccine('bcg', 'Vaccin antituberculeux', ['tuberculose'], atc('bcg'), 1);
const vaccines = (doses: number, booster?: number): VaccineQuestion[] => [
  BCG,
  vaccine('dtp', 'Vaccin diphtérie-poliomyélite-tétanos', ['diphtérie', 'tétanos', 'poliomyélite'], atc('dTP'), doses, booster),
  vaccine('pertussis', 'Vaccin contre la coqueluche', ['coqueluche'], 'J07AJ', doses, booster),
  vaccine('hib', 'Vaccin anti Haemophilus influenzae b', ['Haemophilus influenzae b'], 'J07AG', doses, booster),
  vaccine('hepatitis-b', "Vaccin contre l'hépatite B", ['hépatite B'], atc('hepB'), doses, booster),
  vaccine('pneumococcus', 'Vaccin antipneumococcique', ['pneumocoque'], atc('pneumo'), doses, booster),
  vaccine('meningococcus-c', 'Vaccin contre le méningocoque C', ['méningocoque C'], atc('menC'), 2, 2),
  vaccine('meningococcus-acwy', 'Vaccin contre les méningocoques ACWY', ['méningocoque ACWY'], atc('menACWY'), 2, 2),
  vaccine('meningococcus-b', 'Vaccin contre le méningocoque B', ['méningocoque B'], atc('menB'), doses, booster),
  vaccine('rotavirus', 'Vaccin contre le rotavirus', ['rotavirus'], atc('rota'), 3),
];

export const CERTIFICATES = {
  'child-8-days': {
    title: 'Premier certificat de santé (à établir obligatoirement dans les 8 jours suivant la naissance)',
    template: { root: '1.2.250.1.213.1.1.1.5.1', extension: '2025.01' },
    from: 0,
    to: 28,
    recentDays: 28,
    questions: [
      {
        id: 'gestational-age',
        label: 'Âge gestationnel',
        section: 'measures',
        type: 'quantity',
        unit: 'wk',
        code: loinc('11884-4', 'Âge gestationnel'),
        found: /^(age gestationnel|terme)\b/,
      },
      WEIGHT,
      HEIGHT,
      HEAD,
      CHILDREN,
      PREMATURE,
      ...PLAN,
    ],
    vaccines: [BCG, vaccine('hepatitis-b', "Vaccin contre l'hépatite B", ['hépatite B'], atc('hepB'), 1)],
    allergies: false,
  },
  'child-9-months': {
    title: 'Deuxième certificat de santé (à établir obligatoirement au cours du 9ème mois)',
    template: { root: '1.2.250.1.213.1.1.1.5.2', extension: '2025.01' },
    from: 243,
    to: 330,
    recentDays: 45,
    questions: [
      WEIGHT,
      HEIGHT,
      HEAD,
      CHILDREN,
      CARE,
      BREAST,
      MIXED,
      LEAD,
      yesNo('habits', 'tuberculosis', 'Risque de tuberculose', agency('MED-183', 'Facteurs de risque familiaux de tuberculose')),
      PREMATURE,
      yesNo(
        'history',
        'accident',
        'Accident domestique avant le 9ème mois',
        agency('MED-186', 'Accident domestique avant le 9ème mois'),
        /accident domestique/,
      ),
      DEVELOPMENT,
      ...PLAN,
    ],
    vaccines: vaccines(2),
    allergies: false,
  },
  'child-24-months': {
    title: 'Troisième certificat de santé (à établir obligatoirement au cours du 24ème mois)',
    template: { root: '1.2.250.1.213.1.1.1.5.3', extension: '2024.01' },
    from: 690,
    to: 792,
    recentDays: 60,
    questions: [
      WEIGHT,
      HEIGHT,
      HEAD,
      measure(
        'bmi',
        'Indice de masse corporelle',
        loinc('39156-5', 'Index de masse corporelle (IMC)'),
        'kg/m2',
        /^(imc|indice de masse)/,
        false,
      ),
      CHILDREN,
      CARE,
      BREAST,
      MIXED,
      LEAD,
      PREMATURE,
      yesNo(
        'history',
        'accident',
        'Accident domestique depuis le 9ème mois',
        agency('MED-185', 'Accident domestique depuis le 9ème mois'),
        /accident domestique/,
      ),
      DEVELOPMENT,
      yesNo('development', 'walks', 'Marche acquise', agency('MED-200', 'Marche acquise'), /^marche acquise|acquisition de la marche/),
      {
        id: 'walked-at',
        label: 'Âge de la marche acquise',
        section: 'development',
        type: 'quantity',
        unit: 'mo',
        code: agency('MED-201', 'Âge de la marche acquise'),
      },
      ...PLAN,
    ],
    vaccines: [...vaccines(3, 3), vaccine('mmr', 'Vaccin rougeole-oreillons-rubéole', ['rougeole', 'oreillons', 'rubéole'], atc('ROR'), 2)],
    allergies: true,
  },
} as const satisfies Record<string, Certificate>;

export type CertificateKind = keyof typeof CERTIFICATES;
