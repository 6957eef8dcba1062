import { COUNT } from '../../../extract/text/number-words.js';
import type { Counted } from './claim.js';

const N = String.raw`(?<![\d/x,.] ?)(${COUNT})`;
const r = (pattern: string): RegExp => new RegExp(pattern);
const count = (name: string, patterns: readonly string[], rest: Partial<Counted> = {}): Counted => ({
  name,
  unit: '',
  scope: 'event',
  apart: 1,
  importance: 2,
  patterns: patterns.map(r),
  ...rest,
});
/** A size of a named lesion, in millimetres whatever the unit. */
const size = (name: string, words: string, rest: Partial<Counted> = {}): Counted => ({
  name,
  unit: 'mm',
  scope: 45,
  apart: 1.5,
  importance: 2,
  units: [
    [/cm\b/, 10],
    [/mm\b/, 1],
  ],
  patterns: [
    r(
      String.raw`\b(?:${words})\b(?: (?!et |ou |puis )[^ ,.;:()\d]+){0,7} ?[,:(]? ?(?:(?:mesur\w+|de|a|grand axe|diametre|taille) ?:? ?)*(\d{1,3}(?:[.,]\d{1,2})?)(?: ?x ?\d[\d,. x]*)? ?[cm]m\b`,
    ),
  ],
  ...rest,
});

/** Counts, sizes and amounts of the body and of what is done to it. */
export const BODY: readonly Counted[] = [
  size('Tumeur opérée, taille', 'tumeur|carcinome|adenocarcinome|melanome', {
    scope: 'event',
    apart: 2,
    importance: 3,
    subject:
      /\b(sein|mammaire|canalaire|lobulaire|colon|colique|sigmoid|caec|rect|prostat|rein|renal|poumon|pulmonaire|lobe|thyroid|vessie|ovair|endometre|uterus|langue|peau|cutane|foie|hepat|pancrea|estomac|gastri|oesophag|basocellulaire|epidermoide)\w*/,
  }),
  size('Nodule', 'nodule', {
    subject:
      /\b(thyroid|pulmonaire|poumon|lobe superieur|lobe inferieur|lobe moyen|sein|mammaire|hepatique|foie|renal|surrenal|cutane|isthm|segment)\w*/,
  }),
  size('Kyste', 'kyste', {
    subject: /\b(ovar|ovaire|renal|rein|hepat|foie|poplite|mammaire|sein|pancrea|arachnoid|thyroid|dentaire|sacro)\w*/,
  }),
  size('Calcul', 'calcul|lithiase', { subject: /\b(rein|renal|renale|ureter|uretere|vesicul|choledoque|vesical|caliciel|pyel)\w*/ }),
  size('Polype, taille', 'polype|adenome', {
    scope: 60,
    subject: /\b(sigmoid|caec|caecum|rect|transverse|ascendant|descendant|gauche|droit|vesicul|uterin|endometr|cord|nasal|antr|duoden)\w*/,
  }),
  size('Fibrome', 'fibrome|myome', {}),
  size('Hernie', 'hernie hiatale|collet|orifice herniaire', {}),
  size('Anévrisme', String.raw`anevr[iy]sme`, {
    scope: 60,
    subject: /\b(aort|abdomin|iliaque|cerebral|sylvien|carotid|poplite|thorac|communicante)\w*/,
  }),
  size('Aorte ascendante', 'aorte (?:thoracique )?ascendante|racine aortique|sinus de valsalva', { scope: 90, apart: 2 }),
  size('Épanchement péricardique', 'epanchement pericardique|pericarde', { scope: 3 }),
  size('Rein, taille', String.raw`rein (?:droit|gauche)`, { scope: 200, apart: 5, subject: /\brein (droit|gauche)/ }),
  size('Hématome', 'hematome', { scope: 3 }),
  size('Méningiome', 'meningiome', { scope: 90 }),
  size('Métastase', 'metastases?', {
    scope: 20,
    subject: /\b(hepat|foie|cerebr|frontal|parietal|occipital|temporal|cerebell|pulmon|segment|surren)\w*/,
  }),
  size('Adénopathie', 'adenopathie|ganglion', {
    scope: 30,
    subject: /\b(axillaire|mediastin|inguin|cervic|sus clavicul|iliaque|lomboaort|latero)\w*/,
  }),
  size('Plaie ou escarre', 'escarre|plaie|ulcere', {
    scope: 5,
    apart: 5,
    subject: /\b(sacr|talon|ischi|malleol|jambe|trochant|hallux|orteil|pied|abdomen)\w*/,
  }),
  size('Col utérin, longueur', String.raw`col (?:uterin )?(?:a|mesure|de|long|longueur|:)|longueur (?:du |cervicale|col)`, {
    scope: 1,
    importance: 3,
  }),
  size('Clarté nucale', 'clarte nucale|cn(?= ?:? ?\\d)', { scope: 300, apart: 0.3, importance: 3 }),
  size('Endomètre', 'endometre', { scope: 10 }),
  size('Implant ou valve, taille', String.raw`(?:valve|sapien|evolut|corevalve|melody|bioprothese|perimount|mosaic)(?: \d)?`, {
    scope: 'event',
    apart: 1,
  }),
  size('Prothèse, tête ou cupule', 'cupule|tete(?: ceramique| metal)?', { scope: 'event', apart: 1, about: /\b(?:prothese|pth|hanche)\b/ }),
  count(
    'Taille',
    [
      String.raw`\b(?:taille|toise|mesure)\b[^.;\d]{0,20}(1[3-9]\d) ?cm`,
      String.raw`(?<![\d.,] ?)\b(1[3-9]\d) ?cm ?[,;+]? ?(?:et |pour )?\d{2,3}(?:[.,]\d)? ?kg`,
    ],
    { unit: 'cm', scope: 5000, apart: 5, of: 'adult' },
  ),
  count('Hémoglobine glyquée', [String.raw`\b(?:hba1c|hb ?a1c|hemoglobine glyquee)\b ?(?:a |de |est a |: |= )*(\d{1,2}(?:[.,]\d)?) ?%`], {
    unit: '%',
    scope: 35,
    apart: 0.2,
    importance: 3,
  }),
  count(
    'Fraction d’éjection',
    [
      String.raw`\b(?:fevg|fraction d ejection|fe)\b ?(?:ventriculaire gauche|vg|a|de|:|=|est|estimee|evaluee|conservee|alteree|simpson|biplan|\(|,| )*(\d{2}) ?%`,
    ],
    { unit: '%', scope: 60, apart: 5, importance: 3 },
  ),
  count('VEMS', [String.raw`\bvems\b ?(?:a|de|:|=|est|post \w+|mesure|\(| )*(\d{2,3}) ?%`], { unit: '%', scope: 45, apart: 3 }),
  count('DLCO', [String.raw`\b(?:dlco|tlco)\b ?(?:a|de|:|=|est|\(| )*(\d{2,3}) ?%`], { unit: '%', scope: 60, apart: 3 }),
  count(
    'Index d’apnées',
    [String.raw`\b(?:iah|index d apnees?(?: hypopnees?)?)\b ?(?:a|de|:|=|est|initial|residuel|\(| )*(\d{1,3})(?:[.,]\d)?\b`],
    {
      unit: '/h',
      scope: 60,
      apart: 2,
      subject: /\b(?:iah|index)\b[^.;]{0,40}?\b(residuel)|\b(?:iah|index)\b/,
      about: /^(?!.*residuel).*\b(?:iah|index)/,
    },
  ),
  count(
    'Sténose carotidienne',
    [
      String.raw`\bstenose\b[^.;]{0,40}\b(?:carotid\w+|tsc|aci)\b[^.;\d]{0,24}(\d{2}) ?%`,
      String.raw`\bcarotid\w+\b[^.;\d]{0,40}\bstenose\b[^.;\d]{0,16}(\d{2}) ?%`,
    ],
    { unit: '%', scope: 90, apart: 10, subject: /\b(droite?|gauche|d|g)\b/ },
  ),
  count(
    'Acuité visuelle',
    [String.raw`\b(?:od|og|oeil droit|oeil gauche)\b ?(?:av |acuite |avec correction |corrigee |sc |ac |:|=|a | )*(\d{1,2}) 10\b`],
    { unit: '/10', scope: 45, subject: /\b(od|og)\b|\boeil (droit|gauche)\b/ },
  ),
  count('Perte auditive', [String.raw`\bperte (?:auditive |tonale |moyenne )*(?:de |:|a |d environ )*(?:\w+ )?(\d{2,3}) ?db`], {
    unit: 'dB',
    scope: 90,
    apart: 5,
    subject: /\b(droite?|gauche|od|og|bilaterale?)\b/,
  }),
  count('Prostate, volume', [String.raw`\bprostate\b[^.;\d]{0,40}(\d{2,3}) ?(?:g\b|ml|cc|cm3|grammes)`], {
    unit: 'mL',
    scope: 200,
    apart: 6,
  }),
  count('Résidu après miction', [String.raw`\b(?:rpm|residu(?: post ?mictionnel)?)\b[^.;\d]{0,16}(\d{2,4}) ?(?:ml|cc)`], {
    unit: 'mL',
    scope: 20,
    apart: 20,
  }),
  count('Périmètre de marche', [String.raw`\bperimetre (?:de (?:la )?)?marche\b[^.;\d]{0,24}(\d{2,4}) ?(?:m\b|metres?)`], {
    unit: 'm',
    scope: 45,
    apart: 50,
  }),
  count(
    'Test de marche de six minutes',
    [String.raw`\b(?:tm6|test (?:de marche )?(?:de )?6 ?min\w*|tdm6)\b[^.;\d]{0,16}(\d{2,3}) ?(?:m\b|metres?)`],
    { unit: 'm', scope: 30, apart: 15 },
  ),
  count('Vitesse de marche', [String.raw`\bvitesse de marche\b[^.;\d]{0,14}(\d(?:[.,]\d{1,2})?) ?m`], {
    unit: 'm/s',
    scope: 20,
    apart: 0.1,
  }),
  count('Timed up and go', [String.raw`\b(?:tug|timed up(?: and go)?|get up and go)\b[^.;\d]{0,14}(\d{1,2})(?:[.,]\d)? ?s`], {
    unit: 's',
    scope: 20,
    apart: 2,
  }),
  count(
    'Pertes sanguines',
    [
      String.raw`\bpertes? (?:sanguines?|estimees?)\b[^.;\d]{0,20}(\d{2,4}) ?(?:ml|cc)`,
      String.raw`\bsaignement\b[^.;\d]{0,20}(\d{3,4}) ?(?:ml|cc)`,
    ],
    { unit: 'mL', apart: 60 },
  ),
  count(
    'Culots transfusés',
    [
      String.raw`\b${N} (?:cgr|culots?(?: globulaires?)?|concentres? (?:de )?globules)\b(?! (?:en reserve|disponibles?|commandes?|a prevoir))`,
    ],
    { unit: 'CGR', scope: 10 },
  ),
  count('Drains', [String.raw`\b${N} (?:drains?|redons?|lames?)\b`], { scope: 5 }),
  count('Points de suture', [String.raw`\b${N} (?:points?(?: de suture| separes?)|agrafes)\b`], { scope: 20 }),
  count('Fragments biopsiés', [String.raw`\b${N} (?:carottes|biopsies|fragments|prelevements)\b`], {
    scope: 45,
    subject: /\b(prostat|sein|mammaire|foie|hepat|gastri|antr|rein|renal|pulmonaire|colique|duoden)\w*/,
  }),
  count(
    'Carottes envahies',
    [
      String.raw`\b${N} (?:carottes? |biopsies? )?(?:positives?|envahies?|sur|atteintes?) ?(?:carottes? )?(?:sur |parmi )?(?:1[0-9]|2[0-4])\b`,
    ],
    { scope: 'event', about: /\bcarottes?|\bprostat\w+|\bgleason/ },
  ),
  count('Côtes cassées', [String.raw`\bfractures? de ${N} cotes`, String.raw`\b${N} cotes (?:fracturees?|cassees?)`], {}),
  count('Frères et sœurs', [String.raw`\b${N} (?:freres?(?: et| ou) soeurs?)\b`, String.raw`\bfratrie de ${N}\b`], {
    scope: 1500,
    importance: 1,
    kin: true,
  }),
  count(
    'Âge au décès du père',
    [String.raw`(?<!grand |beau )\bpere\b(?! (?:de|du) )[^.;]{0,14}\b(?:decede|mort|dcd)\b[^.;\d]{0,36}(\d{2}) ans`],
    {
      unit: 'ans',
      scope: 'life',
      apart: 2,
      importance: 1,
      kin: true,
    },
  ),
  count(
    'Âge au décès de la mère',
    [String.raw`(?<!grand |belle )\bmere\b(?! (?:de|du) )[^.;]{0,14}\b(?:decedee|morte|dcd)\b[^.;\d]{0,36}(\d{2}) ans`],
    {
      unit: 'ans',
      scope: 'life',
      apart: 2,
      importance: 1,
      kin: true,
    },
  ),
  count('Âge des premières règles', [String.raw`\b(?:menarche|premieres regles|regles)\b[^.;\d]{0,16}(?:a )?(\d{1,2}) ans`], {
    unit: 'ans',
    scope: 'life',
    apart: 2,
    importance: 1,
  }),
  count(
    'Âge de la marche',
    [String.raw`\bmarche (?:acquise |autonome )?(?:a|vers) (\d{1,2}) mois`, String.raw`\ba marche (?:a|vers) (\d{1,2}) mois`],
    { unit: 'mois', scope: 'life', apart: 2, importance: 1, of: 'child' },
  ),
  count('Âge de la propreté', [String.raw`\bproprete\b[^.;\d]{0,16}(\d{1,2}) (?:mois|ans)`], { scope: 'life', importance: 1, of: 'child' }),
  count(
    'Début du tabac',
    [String.raw`\b(?:fume|tabac|debut\w*|cigarettes?)\b[^.;\d]{0,24}\b(?:depuis l age de|des l age de|a partir de) (\d{2}) ans`],
    { unit: 'ans', scope: 'life', apart: 3, importance: 1 },
  ),
  count('Cigarettes par jour', [String.raw`\b(\d{1,2}) (?:cigarettes?|cig|clopes)\b ?(?:par|\/)? ?(?:j|jour)?`], {
    unit: '',
    scope: 20,
    apart: 4,
    importance: 1,
  }),
  count('Verres par semaine', [String.raw`\b${N} verres? (?:par|la) semaine`], { scope: 30, apart: 3, importance: 1 }),
  count('Verres par jour', [String.raw`\b${N} verres? (?:par|chaque) jour`], { scope: 60, importance: 2 }),
  count(
    'Terme de l’accouchement',
    [
      String.raw`\b(?:accouchee?|accouchement|cesarienne|naissance d une?|extraction|nee?) (?:\w+ ){0,6}a (\d{2}) ?(?:sa|semaines)`,
      String.raw`\b(?:cesarienne|accouchement)\b[^.;]{0,24}\b(?:19|20)\d\d,? (\d{2}) ?sa\b`,
    ],
    { unit: 'SA', scope: 'event', of: 'adult', kin: true },
  ),
  count(
    'Poids de l’enfant à la naissance',
    [String.raw`\b(?:accouche\w*|cesarienne|naissance|extraction|fille|garcon)\b[^.;]{0,60}?\b(\d ?\d{3}) ?g\b`],
    { unit: 'g', scope: 'event', apart: 30, kin: true, of: 'adult' },
  ),
  count('Prise de poids de la grossesse', [String.raw`\bprise de poids\b[^.;\d]{0,16}(\d{1,2}) ?kg`], {
    unit: 'kg',
    scope: 7,
    apart: 2,
    importance: 1,
  }),
  count(
    'Doses de ROR',
    [
      String.raw`\b${N} (?:seule )?doses? (?:de )?(?:ror|priorix|mmr)`,
      String.raw`\b(?:ror|priorix|mmr)\b[^.;\d]{0,6}${N} (?:seule )?doses?\b`,
    ],
    { scope: 1500, grows: true },
  ),
  count('Taux d’incapacité', [String.raw`\b(?:taux (?:d )?(?:incapacite|ipp)|ipp|incapacite (?:permanente)?)\b[^.;\d]{0,24}(\d{1,3}) ?%`], {
    unit: '%',
    scope: 1500,
    apart: 1,
  }),
  count('ITT', [String.raw`\b(?:itt|incapacite totale de travail)\b[^.;\d]{0,16}(\d{1,3}) ?(?:j|jours?)`], {
    unit: 'jours',
    scope: 200,
    planned: true,
  }),
];
