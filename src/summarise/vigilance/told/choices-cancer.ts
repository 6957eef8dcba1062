import { LASTING, MOMENT, SEASON, YEAR, acted, o, yesNo } from './option.js';
import type { Choice } from './claim.js';

const marker = (name: string, words: string): Choice => ({
  name,
  scope: 'life',
  importance: 3,
  options: [
    o(
      'non muté ou négatif',
      new RegExp(
        String.raw`\b(?:${words})\b ?:? ?(?:\(?-\)?(?! ?\d)|neg\w*|sauvage|wild|wt\b|non (?:mute\w*|rearrange\w*|amplifie\w*|retrouve\w*)|absent\w*|absence|pas de (?:mutation|rearrangement))|\b(?:pas|absence|aucune|sans) (?:de )?(?:mutation|rearrangement|alteration|fusion)s?(?: (?:de|du|d|des))? (?:\w+ )?(?:${words})\b`,
      ),
    ),
    o(
      'muté ou positif',
      new RegExp(
        String.raw`\b(?:${words})\b ?:? ?(?:\(?\+\)?|pos\w*|mute\w*|rearrange\w*|amplifie\w*|[vgld]\d{2,4}[a-z]|exon|delet\w*|heterozygote)|\bmutation(?:s)?(?: (?:de|du|d))? (?:\w+ )?(?:${words})\b`,
      ),
    ),
  ],
});

/** Tumours, tissue and blood. */
export const CANCER: readonly Choice[] = [
  ...(
    [
      'egfr',
      'kras',
      'braf',
      'alk',
      'ros ?1',
      'nras',
      'jak ?2',
      'brca ?1',
      'brca ?2',
      'tp53|p53',
      'bcr ?abl',
      'kit',
      'calr',
      'flt3',
      'npm1',
      'idh1?',
      'mgmt',
    ] as const
  ).map((one) => marker(one.replace(/ \?|\|.*$/g, '').toUpperCase(), one)),
  {
    name: 'Stabilité des microsatellites',
    scope: 'life',
    importance: 3,
    options: [
      o('instable', /\bmsi(?: ?h| high)?\b(?! ?: ?non)|\bd ?mmr\b|\bdeficient mmr|\binstabilite (?:des )?microsatell\w+/),
      o('stable', /\bmss\b|\bp ?mmr\b|\bmicrosatellites? stables?/),
    ],
  },
  {
    name: 'Métastases',
    scope: SEASON,
    importance: 3,
    options: [
      o(
        'aucune',
        /\bnon metastatique|\b(?:pas|absence|aucune?|sans) (?:de )?(?:metastases?|lesion(?:s)? secondaires?|localisations? secondaires?)|\bm0\b/,
      ),
      o(
        'présentes',
        /\bmetastases? (?:hepatiques?|pulmonaires?|osseuses?|cerebrales?|ganglionnaires? a distance|peritoneales?)|\bmetastatique (?:au|d emblee|hepatique|osseux|pulmonaire)|\bm1[a-c]?\b/,
      ),
    ],
  },
  {
    name: 'Réponse au traitement',
    scope: 30,
    importance: 2,
    about: /\b(?:scanner|tep|recist|reponse|reevaluation|lesions?|metastases?|chimio\w*|imagerie)\b/,
    options: [
      o('progression', /\b(?:en |nette )?progression\b(?! de la marche)|\bmaladie progressive|\bpd\b/),
      o('réponse complète', /\breponse (?:\w+ )?complete|\bremission complete|\brc\b/),
      o('réponse partielle', /\breponse (?:\w+ )?partielle|\bregression partielle|\brp\b/),
      o('stable', /\bmaladie stable|\bstabilite (?:lesionnelle|des lesions)|\blesions? stables?/),
    ],
  },
  {
    name: 'Hormonothérapie reçue',
    scope: LASTING,
    importance: 2,
    about: /\b(?:hormonotherapie|sein|mammaire|anti ?aromatase|adjuvant\w*|traitee? par)\b/,
    options: [
      o('tamoxifène', /\b(?<!jamais (?:eu |pris )?(?:de )?)tamoxifene\b(?! n)/),
      o('létrozole', /\bletrozole|\bfemara/),
      o('anastrozole', /\banastrozole|\barimidex/),
      o('exémestane', /\bexemestane|\baromasine/),
    ],
  },
  {
    name: 'Protocole de chimiothérapie',
    scope: MOMENT,
    importance: 2,
    options: [
      o('FOLFIRINOX', /\bfolfirinox/),
      o('FOLFOX', /\bfolfox/),
      o('FOLFIRI', /\bfolfiri\b/),
      o('XELOX ou CAPOX', /\bxelox|\bcapox/),
      o('FLOT', /\bflot\b/),
      o('EC ou FEC', /\bf?ec ?(?:100|75|90)?\b(?= |$)(?=[^.;]{0,20}(?:cure|cycle|\d))/),
      o('R-CHOP', /\br ?chop/),
      o('ABVD', /\babvd/),
      o('BEP', /\bbep\b/),
      o('carboplatine-paclitaxel', /\bcarboplatine (?:et |\+ |- )?(?:paclitaxel|taxol)/),
      o('cisplatine-pémétrexed', /\bcisplatine (?:et |\+ |- )?(?:pemetrexed|alimta)/),
      o('docétaxel', /\bdocetaxel|\btaxotere/),
      o('gemcitabine', /\bgemcitabine|\bgemzar/),
    ],
  },
  {
    name: 'Lymphome, type',
    scope: 'life',
    importance: 3,
    options: [
      o('de Hodgkin', /\bhodgkin(?!ien non)|(?<!non )\bhodgkinien/),
      o('B diffus à grandes cellules', /\bdiffus a grandes cellules|\bldgcb|\bdlbcl/),
      o('folliculaire', /\blymphome folliculaire/),
      o('du manteau', /\blymphome du manteau/),
      o('de la zone marginale ou MALT', /\bzone marginale|\blymphome (?:du )?malt/),
      o('de Burkitt', /\bburkitt/),
    ],
  },
  {
    name: 'Leucémie, type',
    scope: 'life',
    importance: 3,
    options: [
      o('lymphoïde chronique', /\bleucemie lymphoide chronique|\bllc\b/),
      o('myéloïde chronique', /\bleucemie myeloide chronique|\blmc\b/),
      o('aiguë myéloïde', /\bleucemie aigue myelo\w+|\blam\b/),
      o('aiguë lymphoblastique', /\bleucemie aigue lympho\w+|\blal\b/),
    ],
  },
  {
    name: 'Myélome, chaîne lourde',
    scope: 'life',
    importance: 2,
    about: /\b(?:myelome|gammapathie|mgus|pic|immunofixation)\b/,
    options: [o('IgG', /\bigg\b/), o('IgA', /\biga\b/), o('IgM', /\bigm\b/)],
  },
  {
    name: 'Myélome, chaîne légère',
    scope: 'life',
    importance: 2,
    about: /\b(?:myelome|gammapathie|mgus|pic|immunofixation|chaines? legeres?)\b/,
    options: [o('kappa', /\bkappa\b(?! lambda)/), o('lambda', /\blambda\b/)],
  },
  {
    name: 'Thyroïde, cancer',
    scope: 'life',
    importance: 2,
    options: [
      o('papillaire', /\b(?:carcinome|cancer)(?: \w+){0,3} papillaire/),
      o('vésiculaire', /\b(?:carcinome|cancer)(?: \w+){0,3} vesiculaire/),
      o('médullaire', /\b(?:carcinome|cancer)(?: \w+){0,3} medullaire/),
    ],
  },
  {
    name: 'Mélanome, ulcération',
    scope: 'life',
    importance: 3,
    about: /\b(?:melanome|breslow)\b/,
    options: [o('non ulcéré', /\b(?:non|sans|pas d|absence d) ?ulcer\w+/), o('ulcéré', /\bulceree?\b|\bulceration (?:presente|\+|oui)/)],
  },
  {
    name: 'Mélanome, forme',
    scope: 'life',
    importance: 2,
    about: /\bmelanome\b/,
    options: [
      o('superficiel extensif', /\bssm\b|\bsuperficiel extensif/),
      o('nodulaire', /\bmelanome nodulaire|\bnodulaire\b/),
      o('Dubreuilh', /\bdubreuilh|\blentigo malin/),
      o('acral', /\bacrolentigineux|\bacral\b/),
    ],
  },
  {
    name: 'Carcinome cutané',
    scope: 'event',
    importance: 2,
    subject: /\b(nez|front|joue|tempe|oreille|paupiere|levre|cuir chevelu|dos|jambe|bras|main|epaule)/,
    options: [
      o('basocellulaire', /\bbasocellulaire|\bcbc\b/),
      o('épidermoïde', /\bcarcinome (?:\w+ )?(?:epidermoide|spinocellulaire)|\bcec\b/),
    ],
  },
  {
    name: 'Dysplasie du polype',
    scope: 'event',
    importance: 3,
    about: /\b(?:polypes?|adenomes?|dysplasie|polypectomie)\b/,
    options: [
      o('haut grade', /\bdysplasie (?:\w+ )?(?:de )?haut grade|\bdhg\b|\bhaut grade\b/),
      o('bas grade', /\bdysplasie (?:\w+ )?(?:de )?bas grade|\bdbg\b|\bbas grade\b/),
    ],
  },
  {
    name: 'Polype, type',
    scope: 'event',
    importance: 2,
    about: /\bpolypes?\b/,
    subject: /\b(caec\w+|sigmoid\w+|rect\w+|transverse|ascendant|descendant|droit|gauche)\b/,
    options: [
      o('hyperplasique', /\bhyperplasique/),
      o('tubulo-villeux', /\btubulo ?villeux/),
      o('tubuleux', /\btubuleux/),
      o('festonné', /\bfestonne|\bdentele/),
    ],
  },
  {
    name: 'Lésion du col',
    scope: 60,
    importance: 3,
    about: /\b(?:frottis|fcu|fcv|biopsie|col|colposcopie|conisation|cytologie)\b/,
    options: [
      o('haut grade', /\b(?:hsil|cin ?(?:2|3|ii|iii)|asc ?h|haut grade)\b/),
      o('bas grade', /\b(?:lsil|cin ?(?:1|i)|bas grade)\b/),
      o('ASC-US', /\basc ?us\b/),
      o('normal', /\b(?:frottis|fcu|fcv|cytologie)\b[^.;]{0,24}\b(?:normale?|negati\w+|nilm|sans (?:lesion|anomalie))/),
    ],
  },
  {
    name: 'Chirurgie du sein',
    scope: 'event',
    importance: 2,
    about: /\b(?:sein|mammaire|mastectomie|tumorectomie|mammectomie)\b/,
    options: [
      o('mastectomie', /\bmastectomie|\bmammectomie/),
      o('conservatrice', /\btumorectomie|\bzonectomie|\bquadrantectomie|\bchirurgie conservatrice|\btraitement conservateur/),
    ],
  },
  {
    name: 'Exploration axillaire',
    scope: 'event',
    importance: 2,
    about: /\b(?:axillaire|sentinelle|curage|sein)\b/,
    options: [
      o('curage', /\bcurage (?:axillaire|ganglionnaire)/),
      o('ganglion sentinelle seul', /\bganglions? sentinelles? (?:seul|sans curage)|\bpas de curage/),
    ],
  },
  acted('Chimiothérapie', 'chimiotherapie|chimio', 400, String.raw`\bchimiotherapie (?:adjuvante|neo ?adjuvante|de|par|terminee)`),
  acted(
    'Radiothérapie',
    'radiotherapie|irradiation',
    400,
    String.raw`\bradiotherapie (?:adjuvante|de|par|terminee|a la dose)|\birradi\w+ (?:du|de|a la)`,
  ),
  acted('Reconstruction mammaire', 'reconstruction(?: mammaire)?', YEAR),
  acted('Biopsie', String.raw`biopsies?`, MOMENT),
  acted('Relecture', String.raw`relecture`, 60),
  yesNo('Récidive', String.raw`recidive (?:locale|locoregionale|tumorale|metastatique|du (?:cancer|carcinome|lymphome))`, {
    scope: 60,
    importance: 3,
    anyOrder: true,
  }),
  {
    name: 'Prostate, prise en charge',
    scope: LASTING,
    importance: 3,
    about: /\b(?:prostat\w+|gleason)\b/,
    options: [
      o('surveillance active', /\bsurveillance active/),
      o('opérée', /\bprostatectomie (?:radicale|totale)|\b(?:cancer|k|ca|adk|neo)(?: de (?:la )?)? ?prostat\w+ operee?/),
      o('irradiée', /\b(?:cancer|k|adenocarcinome)[^.;]{0,30}prostat\w+[^.;]{0,16}\birradiee?|\bcuriethera\w+ (?:de (?:la )?)?prostat/),
    ],
  },
  {
    name: 'Gleason',
    scope: 'life',
    importance: 3,
    options: [
      o('3+3', /\b3 ?\+ ?3\b/),
      o('3+4', /\b3 ?\+ ?4\b/),
      o('4+3', /\b4 ?\+ ?3\b/),
      o('4+4', /\b4 ?\+ ?4\b/),
      o('4+5', /\b4 ?\+ ?5\b/),
      o('5+4', /\b5 ?\+ ?4\b/),
    ],
    about: /\bgleason|\bprostat\w+/,
  },
  {
    name: 'Embolie ou engainement tumoral',
    scope: 'event',
    importance: 2,
    about: /\b(?:emboles?|vasculaires?|perinerveux|engainement\w*|invasion)\b/,
    options: [
      o(
        'absents',
        /\b(?:pas d|sans|absence d|ni|absence de) ?(?:emboles?|invasion vasculaire|engainement\w*)|\bemboles? (?:vasculaires? )?(?:: ?)?(?:non|absents?|0)/,
      ),
      o('présents', /\bemboles? (?:vasculaires?|lymphatiques?|tumoraux)|\binvasion vasculaire|\bengainements? (?:perinerveux|tumoraux)/),
    ],
  },
  {
    name: 'Chambre implantable',
    scope: SEASON,
    importance: 1,
    options: [
      o(
        'retirée',
        /\b(?:ablation|depose|retrait) (?:de (?:la|sa) )?(?:chambre|pac\b|port)|\b(?:chambre implantable|pac) (?:retiree?|enlevee?|deposee?|otee?)/,
      ),
      o(
        'en place',
        /\b(?:chambre implantable|pac|port a cath|cip)\b[^.;]{0,20}\b(?:en place|fonctionnelle|permeable|reflux|rincee?|heparinee?)/,
      ),
    ],
    first: 'retirée',
  },
];
