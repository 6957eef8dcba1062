/** Vaccines by what they protect from and by their brands in France. */
export const VACCINES: readonly { readonly name: string; readonly words: string; readonly yearly?: boolean }[] = [
  {
    name: 'tétanos',
    words:
      'd ?t ?polio|dtp|dtcap?\\w*|dtcp|tetanos|antitetanique|vat|repevax|boostrix(?:tetra)?|revaxis|tetravac\\w*|infanrix\\w*|hexyon|vaxelis|pentavac',
  },
  { name: 'grippe', words: 'grippe|anti ?grippa\\w+|vaxigrip\\w*|efluelda|influvac\\w*|fluarix\\w*|fluad', yearly: true },
  { name: 'Covid', words: 'covid(?: 19)?|comirnaty|spikevax|nuvaxovid', yearly: true },
  {
    name: 'pneumocoque',
    words:
      'pneumocoque|pneumo(?= ?:? ?(?:a jour|ok|fait|non|en retard|rien|\\d))|anti ?pneumo\\w+|prevenar(?: ?13| ?20)?|pneumovax|vaxneuvance|capvaxive',
  },
  { name: 'zona', words: 'zona|shingrix|zostavax' },
  { name: 'papillomavirus', words: 'hpv|papillomavirus|gardasil(?: ?9)?|cervarix' },
  { name: 'hépatite B', words: 'hepatite b|vhb|hep b|engerix(?: ?b ?\\d*)?|hbvaxpro|twinrix' },
  { name: 'hépatite A', words: 'hepatite a|havrix|avaxim|vaqta' },
  { name: 'ROR', words: 'ror|rougeole|priorix|m ?m ?r ?vaxpro' },
  { name: 'méningocoque', words: 'meningo\\w*|nimenrix|menveo|menquadfi|bexsero|trumenba|neisvac|menjugate' },
  { name: 'varicelle', words: 'varicelle|varivax|varilrix' },
  { name: 'BCG', words: 'bcg' },
  { name: 'fièvre jaune', words: 'fievre jaune|stamaril' },
  { name: 'VRS', words: 'vrs|abrysvo|arexvy' },
];
