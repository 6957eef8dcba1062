import { LASTING, SEASON, YEAR, o, yesNo } from './option.js';
import type { Choice } from './claim.js';

/** An organ that was taken out, and that a later paper describes in its place. */
const organ = (name: string, removed: RegExp, seen: RegExp): Choice => ({
  name,
  scope: 'life',
  importance: 3,
  first: 'retiré',
  options: [o('retiré', removed), o('décrit en place', seen)],
});
const SOUND = String.raw`(?:normale?s?|en place|sans (?:anomalie|particularite)|alithiasique|lithiasique|(?:a|aux) parois? (?:fines?|epaissies?)|de (?:taille|volume|morphologie) normale?|homogene|non (?:dilatee?|distendue?)|augmentee?|heterogene|presente?s?)`;
const sound = (words: string): RegExp => new RegExp(String.raw`\b(?:${words})\b(?: \w+)?(?: \w+)? ?:? ?(?:est )?${SOUND}`);

/** Organs taken out; gut, kidney, skin, joints, infections. */
export const ORGANS: readonly Choice[] = [
  organ(
    'Vésicule biliaire',
    /\bcholecystectomi\w+(?! (?:prevue|a prevoir|envisagee|programmee|proposee|indiquee))/,
    sound('vesicule(?: biliaire)?'),
  ),
  organ('Utérus', /\bhysterectomi\w+(?! (?:prevue|a prevoir|envisagee|programmee|proposee))/, sound('uterus')),
  organ('Rate', /\bsplenectomi\w+|\brate absente/, sound('rate')),
  organ('Appendice', /\bappendicectomi\w+|\bappendice (?:retire|opere)/, sound('appendice')),
  organ('Thyroïde', /\bthyroidectomie totale|\bthyroidectomisee?/, sound('thyroide|lobes? thyroidiens?')),
  organ('Amygdales', /\bamygdalectomi\w+/, /\bamygdales? (?:hypertrophiques?|cryptiques?|volumineuses?|erythemat\w+|en place|normales?)/),
  organ(
    'Prostate',
    /\bprostatectomie (?:radicale|totale)/,
    /\bprostate (?:de (?:volume|\d+)|augmentee|souple|volumineuse|normale|homogene|a \d+)|\btoucher rectal[^.;]{0,16}prostate/,
  ),
  organ(
    'Rein unique',
    /\brein unique\b/,
    /\b(?:deux|2) reins? (?:de taille|normaux|symetriques)|\breins? (?:de taille (?:et de )?(?:morphologie )?normale|normaux|symetriques)/,
  ),
  organ(
    'Dents',
    /\bedente\w* (?:total|complet)\w*|\bedentation (?:totale|complete)/,
    /\bdents? (?:mobiles?|en bon etat|cariees?|saines?)|\bdentition (?:bonne|correcte|normale)/,
  ),
  {
    name: 'Atteinte de la rectocolite ou du Crohn',
    scope: YEAR,
    importance: 2,
    about: /\b(?:rch|rectocolite|crohn|mici)\b/,
    options: [
      o('pancolite', /\bpan ?colite|\bpancolique/),
      o('colite gauche', /\bcolite gauche|\brecto ?sigmoidite/),
      o('rectite', /\b(?<!recto )rectite\b|\bproctite\b/),
      o('iléo-colique', /\bileo ?colique/),
      o('iléale', /\bileal\w*\b|\bileite\b/),
    ],
  },
  {
    name: 'Helicobacter pylori',
    scope: SEASON,
    importance: 2,
    about: /\b(?:helicobacter|hp\b|pylori)/,
    options: [
      o(
        'négatif',
        /\b(?:helicobacter|hp|pylori)\b[^.;]{0,20}\b(?:negati\w+|absen\w+|eradique\w*|non retrouve)|\b(?:pas d|absence d) ?(?:helicobacter|hp)/,
      ),
      o('positif', /\b(?:helicobacter|hp|pylori)\b[^.;]{0,20}\b(?:positi\w+|presen\w+|retrouve|\+)/),
    ],
  },
  {
    name: 'Cirrhose, cause',
    scope: LASTING,
    importance: 2,
    about: /\b(?:cirrhose|hepatopathie)\b/,
    options: [
      o('alcoolique', /\b(?:cirrhose|hepatopathie)\b[^.;]{0,24}\b(?:alcool\w*|ethyl\w*|oh)\b/),
      o('virale', /\b(?:cirrhose|hepatopathie)\b[^.;]{0,24}\b(?:viral\w*|vhc|vhb|hepatite)\b/),
      o('métabolique', /\b(?:cirrhose|hepatopathie)\b[^.;]{0,24}\b(?:metabolique|nash|dysmetabolique|masld|steatos\w*)\b/),
      o('auto-immune', /\b(?:cirrhose|hepatopathie)\b[^.;]{0,24}\b(?:auto ?immune|biliaire primitive|cbp)\b/),
    ],
  },
  {
    name: 'Varices œsophagiennes',
    scope: SEASON,
    importance: 2,
    about: /\bvarices? oesophag\w*|\bvo\b/,
    options: [
      o('absentes', /\b(?:pas|absence|sans|aucune) (?:de )?varices? oesophag\w*/),
      o('grade III', /\bvarices? oesophag\w*[^.;]{0,14}\b(?:grade )?(?:iii|3)\b/),
      o('grade II', /\bvarices? oesophag\w*[^.;]{0,14}\b(?:grade )?(?:ii|2)\b/),
      o('grade I', /\bvarices? oesophag\w*[^.;]{0,14}\b(?:grade )?(?:i|1)\b/),
    ],
  },
  {
    name: 'Néphropathie',
    scope: LASTING,
    importance: 2,
    about: /\b(?:nephropathie|insuffisance renale|irc|mrc|dialys\w+|greffe|rein)\b/,
    options: [
      o('diabétique', /\bnephropathie (?:\w+ )?diabetique/),
      o('à IgA', /\bnephropathie a iga|\bberger\b/),
      o('polykystose', /\bpolykystose (?:renale|hepato)/),
      o('néphroangiosclérose', /\bnephro ?angio ?sclerose/),
      o('extramembraneuse', /\bextra ?membraneuse/),
      o('interstitielle', /\bnephropathie (?:tubulo ?)?interstitielle/),
    ],
  },
  {
    name: 'Mode de dialyse',
    scope: SEASON,
    importance: 2,
    about: /\b(?:dialys\w+|hemodialys\w*|dp\b|dpca|dpa)\b/,
    options: [o('dialyse péritonéale', /\bdialyse peritoneale|\bdpca\b|\bdpa\b/), o('hémodialyse', /\bhemodialys\w+/)],
  },
  {
    name: 'Abord pour la dialyse',
    scope: 60,
    importance: 3,
    about: /\b(?:dialys\w+|hemodialys\w*|fav|abord)\b/,
    options: [
      o(
        'cathéter',
        /\b(?:sur|par|abord ?:?) (?:kt|catheter)(?: \w+)?(?: tunnelise)?|\bcatheter (?:tunnelise|de dialyse|permanent|jugulaire)/,
      ),
      o(
        'fistule',
        /\b(?:sur|par|abord ?:?) (?:fav|fistule)|\bfav\b[^.;]{0,20}\b(?:fonctionnelle|ponctionnee|bon thrill|thrill)|\bfistule (?:arterio ?veineuse )?(?:fonctionnelle|ponctionnee|radiale|humerale)/,
      ),
    ],
  },
  {
    name: 'Diurèse résiduelle',
    scope: 90,
    importance: 2,
    options: [
      o('anurique', /\banuri(?:que|e)\b|\bdiurese (?:nulle|residuelle ?: ?(?:0|nulle|non))|\bpas de diurese/),
      o('conservée', /\bdiurese (?:residuelle )?(?:conservee|de \d|a \d|: ?\d|maintenue)/),
    ],
  },
  {
    name: 'Donneur',
    scope: 'life',
    importance: 2,
    about: /\b(?:greffe\w*|transplant\w*|donneur)\b/,
    options: [
      o('vivant', /\bdonneur (?:vivant|apparente)|\bdonneuse\b/),
      o('décédé', /\bdonneur (?:decede|cadaverique|en mort encephalique)|\bdde\b/),
    ],
  },
  {
    name: 'Sonde JJ',
    scope: SEASON,
    importance: 3,
    options: [
      o(
        'retirée',
        /\b(?:ablation|retrait) (?:de (?:la )?)?(?:sonde )?(?:jj|double j)|\b(?:jj|double j)\b[^.;]{0,14}\b(?:retiree?|enlevee?|otee?)/,
      ),
      o('en place', /\b(?:sonde )?(?:jj|double j)\b[^.;]{0,20}\b(?:en place|a demeure|posee?|toujours)/),
    ],
    first: 'retirée',
  },
  {
    name: 'Incontinence urinaire',
    scope: SEASON,
    importance: 1,
    options: [
      o("d'effort", /\bincontinence (?:urinaire )?(?:a l |d )effort|\biue\b/),
      o('par urgenturie', /\bincontinence (?:urinaire )?(?:par )?(?:urgenturie|urgences?|imperiosite)/),
      o('mixte', /\bincontinence (?:urinaire )?mixte/),
    ],
  },
  {
    name: 'Facteur rhumatoïde ou anti-CCP',
    scope: LASTING,
    importance: 2,
    about: /\b(?:pr|polyarthrite|rhumatoide|ccp|facteur rhumatoide)\b/,
    options: [
      o('négatif', /\bseronegative?|\b(?:fr|facteur rhumatoide|anti ?ccp|acpa)\b ?:? ?(?:-|negati\w+)/),
      o('positif', /\bseropositive?|\b(?:fr|facteur rhumatoide|anti ?ccp|acpa)\b ?:? ?(?:\+|positi\w+)/),
    ],
  },
  {
    name: 'HLA-B27',
    scope: 'life',
    importance: 2,
    options: [o('négatif', /\bhla ?b ?27 ?:? ?(?:-|negati\w+|absent)/), o('positif', /\bhla ?b ?27 ?:? ?(?:\+|positi\w+|present)/)],
  },
  {
    name: 'Érosions',
    scope: 60,
    importance: 2,
    about: /\b(?:pr|polyarthrite|radio\w*|erosi\w+)\b/,
    options: [
      o('non érosive', /\bnon erosive|\b(?:pas d|sans|absence d) ?erosions?/),
      o('érosive', /\berosive\b|\berosions? (?:des|aux|du|metacarp\w+)/),
    ],
  },
  {
    name: 'Arthrose, genou le plus atteint',
    scope: YEAR,
    importance: 1,
    options: [o('gonarthrose gauche', /\bgonarthrose (?:\w+ )?gauche/), o('gonarthrose droite', /\bgonarthrose (?:\w+ )?droite/)],
  },
  {
    name: 'Fracture, traitement',
    scope: 'event',
    importance: 2,
    about: /\bfracture/,
    subject:
      /\b(poignet|radius|cheville|malleole|femur|femoral|humerus|clavicule|tibia|rotule|metacarp|metatars|doigt|vertebr|bassin|cotyle|coude|olecrane|scaphoide)/,
    options: [
      o('opérée', /\b(?:osteosynth\w+|operee?|enclou\w+|plaque|brochage|clou|prothese intermediaire)\b/),
      o(
        'non opérée',
        /\btraitement (?:orthopedique|fonctionnel|conservateur)|\bnon operee?|\bplatre (?:antebrachial|cruropedieux|de|pendant)|\battelle (?:pendant|de)\b/,
      ),
    ],
  },
  {
    name: 'Prothèse, fixation',
    scope: 'event',
    importance: 1,
    about: /\b(?:prothese|pth|ptg|arthroplastie)\b/,
    options: [o('non cimentée', /\b(?:non|sans) ciment\w*/), o('cimentée', /\bcimentee?\b/)],
  },
  {
    name: 'Psoriasis ou eczéma',
    scope: YEAR,
    importance: 1,
    options: [
      o('psoriasis', /\bpsoriasis (?:en plaques|cutane|du cuir|des)/),
      o('eczéma', /\beczema (?:atopique|de contact|des)|\bdermatite atopique/),
    ],
  },
  {
    name: 'Phototype',
    scope: 'life',
    importance: 1,
    options: (['I', 'II', 'III', 'IV', 'V', 'VI'] as const).map((one, index) =>
      o(one, new RegExp(String.raw`\bphototype ?:? ?(?:${one.toLowerCase()}|${index + 1})\b`)),
    ),
  },
  {
    name: 'Isolement',
    scope: 5,
    importance: 2,
    planned: true,
    options: [
      o('levé ou absent', /\b(?:pas d|sans|levee? d(?:e l)?|fin d(?:e l)?|arret d(?:e l)?) ?isolement|\bprecautions (?:standard|levees)/),
      o(
        'en place',
        /\bisolement (?:contact|gouttelettes?|air|protecteur|septique|geographique|strict|jusqu)|\bprecautions (?:complementaires|contact|gouttelettes|air|bmr)/,
      ),
    ],
  },
  {
    name: 'VIH, charge virale',
    scope: 30,
    importance: 3,
    about: /\b(?:vih|charge virale|cv)\b/,
    options: [
      o('indétectable', /\bindetectable|\bcv ?< ?\d{2}\b|\bcharge virale ?: ?< ?\d{2}\b/),
      o('détectable', /\b(?<!in)detectable\b|\bcharge virale (?:a |: ?)?\d{3,}/),
    ],
  },
  {
    name: 'Hépatite B, antigène HBs',
    scope: LASTING,
    importance: 3,
    options: [
      o('négatif', /\b(?:ag ?hbs|antigene hbs|hbs ?ag)\b ?:? ?(?:-|negati\w+)/),
      o('positif', /\b(?:ag ?hbs|antigene hbs|hbs ?ag)\b ?:? ?(?:\+|positi\w+)/),
    ],
  },
  yesNo('Varicelle', String.raw`varicelle`, {
    unless: /\bvaccin\w*|\bdoses?\b|\bvarivax|\bvarilrix/,
    importance: 2,
    anyOrder: true,
    says: ['jamais eue ou sans immunité', 'eue'],
    no: String.raw`\bvaricelle\b[^.;]{0,20}\b(?:negati\w+|absence d immunite|non immun\w+)|\bvaricelle (?:non|jamais) (?:faite|eue)`,
    yes: String.raw`\b(?:a (?:eu|fait)|varicelle (?:a|en|vers|dans l enfance))`,
  }),
  yesNo('Tuberculose', String.raw`tuberculose(?! ?:)|bk positif`, { importance: 2, no: String.raw`\bpas de contage` }),
  yesNo('Zona', String.raw`zona`, { scope: LASTING, importance: 1 }),
  {
    name: 'Injection de contraste',
    scope: 'event',
    importance: 1,
    about: /\b(?:scanner|tdm|irm|injection|angioscanner)\b/,
    subject: /\b(thorac\w+|cerebral\w*|abdom\w+|tap|rein\w*|lombaire|cardiaque|hepat\w+)\b/,
    options: [
      o('sans injection', /\b(?:sans|non) (?:injection|injecte\w*)/),
      o('avec injection', /\b(?:avec|apres) injection|(?<!non )\binjecte\b/),
    ],
  },
];
