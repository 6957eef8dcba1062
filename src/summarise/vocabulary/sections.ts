/** Sections of the VSM (HAS) and of the French IPS, in the order in which a doctor reads them, with their LOINC codes. */
export interface SectionPlan {
  readonly code: string;
  readonly title: string;
}

export const SECTIONS: readonly SectionPlan[] = [
  { code: '48765-2', title: 'Allergies et intolérances' },
  { code: '11450-4', title: 'Problèmes actifs' },
  { code: '10160-0', title: 'Traitements' },
  { code: '11348-0', title: 'Antécédents médicaux, chirurgicaux et gynéco-obstétricaux' },
  { code: '47519-4', title: 'Historique des actes' },
  { code: '46264-8', title: 'Dispositifs implantés et appareillages' },
  { code: '30954-2', title: 'Résultats' },
  { code: '8716-3', title: 'Mesures et signes vitaux' },
  { code: '10157-6', title: 'Antécédents familiaux' },
  { code: '29762-2', title: 'Facteurs de risque et mode de vie' },
  { code: '10162-6', title: 'Grossesses' },
  { code: '11369-6', title: 'Vaccinations' },
  { code: '42348-3', title: 'Directives anticipées et volontés' },
  { code: '18776-5', title: 'Plan de soins et suivi' },
];

/** Folded labels of what is measured on the body, not asked of a laboratory. */
export const VITAL_SIGNS =
  /^(poids|taille|imc|indice de masse|ta|pa|pas|pad|tension|pression arterielle|fc|frequence cardiaque|pouls|spo2|sao2|saturation|temperature|t°|frequence respiratoire|fr|perimetre|tour de taille|perte de poids|eva|glasgow|diurese)\b/;
