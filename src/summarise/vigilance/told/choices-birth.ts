import { LASTING, MOMENT, SEASON, YEAR, acted, o, yesNo } from './option.js';
import type { Choice } from './claim.js';

/** Pregnancy, birth, child, women's health. */
export const BIRTH: readonly Choice[] = [
  {
    name: 'Rhésus',
    scope: 'life',
    importance: 3,
    about: /\b(?:groupe|rhesus|rh ?1|abo|rh\b)/,
    options: [
      o(
        'négatif',
        /\b(?:rhesus|rh(?: ?[1d])?|groupe(?: sanguin)? ?:? ?(?:a|b|ab|o)) ?:? ?(?:neg\w*|-(?! ?\d)|moins)|\b(?:a|b|ab|o) (?:rh ?)?(?:negatif|neg)\b/,
      ),
      o(
        'positif',
        /\b(?:rhesus|rh(?: ?[1d])?|groupe(?: sanguin)? ?:? ?(?:a|b|ab|o)) ?:? ?(?:pos\w*|\+|plus)|\b(?:a|b|ab|o) (?:rh ?)?(?:positif|pos)\b/,
      ),
    ],
  },
  {
    name: 'Groupe ABO',
    scope: 'life',
    importance: 3,
    about: /\b(?:groupe|abo|rhesus|rh)\b/,
    options: ['ab', 'a', 'b', 'o'].map((one) =>
      o(
        one.toUpperCase(),
        new RegExp(
          String.raw`\b(?:groupe(?: sanguin)?(?: abo| et rhesus| abo rh\d?)?|abo(?: rh ?\d?| rhesus)?) ?[:.=]* ?\(?${one}\b(?! ?(?:streptoco|de|la|domicile))(?! [bcdefghijklmnoqstuvwxyz]\w)`,
        ),
      ),
    ),
  },
  {
    name: 'Début de la grossesse',
    scope: 300,
    importance: 1,
    about: /\b(?:grossesse|fiv|pma|enceinte|conception)\b/,
    options: [
      o('assistée', /\b(?:grossesse|obtenue?|issue)\b[^.;]{0,24}\b(?:fiv|icsi|pma|amp|insemination|iac|don d ovocytes?|tec)\b/),
      o('spontanée', /\bgrossesse (?:\w+ )?spontanee|\bconception (?:naturelle|spontanee)/),
    ],
  },
  {
    name: 'Chorionicité',
    kin: true,
    scope: 300,
    importance: 3,
    options: [o('monochoriale', /\bmono ?choriale?s?\b/), o('bichoriale', /\bbi ?choriale?s?\b|\bdichoriale?s?\b/)],
  },
  {
    name: 'Placenta',
    scope: 30,
    importance: 3,
    about: /\bplacenta/,
    options: [
      o('bas inséré ou recouvrant', /\bplacenta\b[^.;]{0,30}\b(?:praevia|previa|bas insere|recouvrant|accreta|percreta)/),
      o('normalement inséré', /\bplacenta\b[^.;]{0,30}\b(?:normalement insere|non bas insere|fundique|haut situe|normal|non praevia)/),
    ],
  },
  {
    name: 'Placenta, face',
    scope: 100,
    importance: 1,
    about: /\bplacenta/,
    options: [o('antérieur', /\bplacenta (?:\w+ )?anterieur/), o('postérieur', /\bplacenta (?:\w+ )?posterieur/)],
  },
  {
    name: 'Présentation du fœtus',
    scope: 7,
    importance: 3,
    about: /\b(?:presentation|foetus|siege|cephalique|sommet|transverse)\b/,
    options: [
      o('siège', /\b(?:presentation ?:? ?(?:du |de |en )?|en |par le )siege\b|\bsiege (?:decomplete|complet)/),
      o('céphalique', /\b(?:presentation ?:? ?)?cephalique\b|\bpresentation (?:du |de |en )?sommet/),
      o('transverse', /\b(?:presentation |position )transvers\w+/),
    ],
  },
  {
    name: "Sexe de l'enfant à naître",
    scope: 300,
    importance: 1,
    about: /\b(?:foetus|sexe|echographie|morphologi\w+|attend|naitre)\b/,
    kin: true,
    options: [
      o('fille', /\b(?:sexe ?:? ?(?:foetal ?:? ?)?|foetus (?:de sexe )?|attend une )(?:feminin|fille|f\b)/),
      o('garçon', /\b(?:sexe ?:? ?(?:foetal ?:? ?)?|foetus (?:de sexe )?|attend un )(?:masculin|garcon|m\b)/),
    ],
  },
  {
    name: "Sexe de l'enfant né",
    scope: 'event',
    importance: 2,
    kin: true,
    about: /\b(?:accouche\w*|cesarienne|naissance|extraction)\b/,
    options: [
      o(
        'fille',
        /\b(?:naissance|extraction|accouche\w*|nee|cesarienne)\b[^.;]{0,40}\bd une (?:petite )?fille\b|\bnouveau ne de sexe feminin/,
      ),
      o(
        'garçon',
        /\b(?:naissance|extraction|accouche\w*|ne|cesarienne)\b[^.;]{0,40}\bd un (?:petit )?garcon\b|\bnouveau ne de sexe masculin/,
      ),
    ],
  },
  {
    name: 'Périnée',
    scope: 'event',
    importance: 2,
    about: /\b(?:perinee|accouche\w*|episiotomie|dechirure|voie basse)\b/,
    options: [
      o('déchirure grave', /\b(?:dechirure|perinee|lesion)\b[^.;]{0,24}\b(?:complet\w*|3e|iii|troisieme|sphincter\w*|4e|oasis)\b/),
      o('épisiotomie', /\bepisiotomie\b/),
      o('déchirure simple', /\b(?:dechirure|eraillures?)\b[^.;]{0,20}\b(?:simple|1er|premier|2e|deuxieme|vaginale|superficielle)/),
      o('intact', /\bperinee intact/),
    ],
  },
  yesNo('Hémorragie de la délivrance', String.raw`hemorragie (?:de la |du )?(?:delivrance|post ?partum)|hpp\b|hdd\b`, {
    importance: 3,
    no: String.raw`\b(?:delivrance|suites) (?:normales?|simples?|sans (?:particularite|hemorragie))`,
  }),
  yesNo('Prééclampsie', String.raw`pre ?eclampsie|hellp|toxemie gravidique`, { importance: 3 }),
  yesNo('Diabète gestationnel', String.raw`diabete gestationnel|dg (?:sous|insulin|equilibre)`, { scope: 250, importance: 2 }),
  yesNo('Menace d’accouchement prématuré', String.raw`menace d accouchement premature|map\b`, { scope: 200, importance: 2 }),
  acted(
    'Rhophylac',
    String.raw`rhophylac|immunoglobulines? anti ?d|gamma ?globulines? anti ?d|prophylaxie anti ?d`,
    SEASON,
    String.raw`\brhophylac\b[^.;]{0,20}\b(?:fait|injecte|recu|administre|ce jour)`,
  ),
  acted('Corticothérapie anténatale', String.raw`(?:cure de )?(?:corticoides?|celestene|betamethasone|maturation)`, 60),
  acted('Amniocentèse', String.raw`amniocentese|choriocentese|trophoblaste`, 150),
  acted('IVG', String.raw`ivg|interruption volontaire`, 60, String.raw`\bivg (?:medicamenteuse|instrumentale|par aspiration|en|le)`),
  acted('Péridurale', String.raw`peridurale|apd`, MOMENT, String.raw`\bsous peridurale|\bperidurale (?:posee|efficace)`),
  {
    name: 'Contraception',
    scope: 45,
    importance: 2,
    about: /\bcontracept\w+|\bpilule|\bsterilet|\bdiu\b|\bimplant\b|\bmirena/,
    options: [
      o('aucune', /\b(?:pas de|aucune|sans) contraception|\bcontraception ?: ?(?:non|aucune|0|neant)/),
      o(
        'dispositif intra-utérin',
        /\bcontraception ?:? ?(?:par |actuelle ?:? ?)?(?:diu|sterilet|mirena|kyleena|jaydess)|\b(?:porteuse|sous) (?:d un |de )?(?:diu|sterilet|mirena|kyleena)/,
      ),
      o(
        'implant',
        /\bcontraception ?:? ?(?:par |actuelle ?:? ?)?(?:implant|nexplanon)|\b(?:porteuse|sous) (?:d un )?(?:implant (?:contraceptif|sous cutane)|nexplanon)/,
      ),
      o(
        'pilule',
        /\bcontraception ?:? ?(?:par |actuelle ?:? ?)?(?:\w+ )?(?:pilule|oestro\w*|optilova|leeloo|minidril|optimizette|cerazette|desogestrel|microval|jasmine\w*)|\bsous (?:pilule|oestroprogestati\w+|microprogestatif)/,
      ),
      o('préservatifs', /\bcontraception ?:? ?(?:par )?preservatifs?/),
      o('ligature', /\bligature (?:tubaire|des trompes)|\bsterilisation tubaire|\bessure/),
      o('vasectomie du conjoint', /\bvasectomie/),
    ],
  },
  {
    name: 'Ménopause',
    scope: 500,
    importance: 2,
    of: 'adult',
    first: 'ménopausée',
    options: [
      o('non ménopausée', /\bnon menopausee|\bpas (?:encore )?menopausee|\bcycles? reguliers?\b|\bddr (?:le )?\d/),
      o('ménopausée', /\bmenopausee\b|\bmenopause (?:a|en|depuis|confirmee)\b/),
    ],
  },
  yesNo('Traitement hormonal de la ménopause', String.raw`thm\b|ths\b|traitement hormonal (?:substitutif|de la menopause)`, {
    scope: 60,
    anyOrder: true,
  }),
  yesNo('Grossesse extra-utérine', String.raw`grossesse extra ?uterine|geu\b`, { importance: 2 }),
  yesNo('Endométriose', String.raw`endometriose|adenomyose`, { importance: 2 }),
  yesNo('Malformation utérine', String.raw`uterus (?:bicorne|cloisonne|unicorne|didelphe)|malformation uterine`, {
    importance: 2,
    no: String.raw`\buterus (?:normal|de morphologie normale|sans anomalie|non malforme)`,
  }),
  {
    name: 'Cycles',
    scope: 60,
    importance: 1,
    options: [
      o('irréguliers', /\bcycles? (?:irreguliers?|longs|anovulatoires)|\bamenorrhee\b|\bspaniomenorrhee/),
      o('réguliers', /\bcycles? reguliers?/),
    ],
  },
  {
    name: 'Stade pubertaire',
    scope: 45,
    importance: 1,
    of: 'child',
    options: ['1', '2', '3', '4', '5'].map((one, index) =>
      o(
        `Tanner ${one}`,
        new RegExp(
          String.raw`\b(?:tanner|stade pubertaire)(?: stade)? ?:? ?(?:[agps] ?)?(?:${one}|${['i', 'ii', 'iii', 'iv', 'v'][index] ?? ''})\b`,
        ),
      ),
    ),
  },
  {
    name: 'Dépistage auditif à la naissance',
    scope: LASTING,
    importance: 2,
    of: 'child',
    about: /\b(?:oea|peaa|audit\w+|oto ?emissions)\b/,
    options: [
      o(
        'anormal',
        /\b(?:oea|peaa|depistage auditif|oto ?emissions)\b[^.;]{0,24}\b(?:anormal\w*|absentes?|non (?:concluant\w*|obtenues?)|a refaire|pathologi\w+)/,
      ),
      o('normal', /\b(?:oea|peaa|depistage auditif|oto ?emissions)\b[^.;]{0,24}\b(?:normal\w*|presentes?|ok|bilaterales? presentes?)/),
    ],
  },
  {
    name: 'Hanches du nourrisson',
    scope: YEAR,
    importance: 2,
    of: 'child',
    about: /\bhanches?\b/,
    options: [
      o('anormales', /\b(?:luxation congenitale|hanches? (?:instables?|luxables?|dysplasiques?)|dysplasie (?:de |des )?hanches?)/),
      o('normales', /\bhanches? (?:stables?|libres?|normales?)|\bechographie (?:de|des) hanches?[^.;]{0,16}normale/),
    ],
  },
  {
    name: 'Développement',
    scope: 60,
    importance: 2,
    of: 'child',
    options: [
      o('en retard', /\bretard (?:psychomoteur|de (?:developpement|langage|parole|marche|acquisition)|des acquisitions|global)/),
      o('normal', /\bdeveloppement (?:psychomoteur )?(?:normal|sans particularite|harmonieux)|\bdpm (?:normal|ok)|\bacquisitions normales/),
    ],
  },
  yesNo('Réanimation néonatale', String.raw`reanimation neonatale|neonat\w*|hospitalisation en neonatologie`, {
    of: 'child',
    importance: 2,
    no: String.raw`\bpas de sejour en neonat\w*|\bperiode neonatale (?:sans particularite|normale|ras)`,
  }),
  yesNo('Souffle cardiaque', String.raw`souffle (?:cardiaque|systolique|innocent|fonctionnel|d ejection)`, {
    scope: 60,
    importance: 1,
    anyOrder: true,
  }),
  yesNo('Consanguinité', String.raw`consangu\w+|parents cousins`, {
    of: 'child',
    importance: 2,
    no: String.raw`\bnon (?:consanguins?|apparentes?)|\bparents non apparentes`,
  }),
  yesNo(
    'Convulsions fébriles',
    String.raw`convulsions? (?:febriles?|hyperthermiques?)|crises? (?:febriles?|convulsives? hyperthermiques?)`,
    { of: 'child', importance: 2 },
  ),
  {
    name: 'Convulsion fébrile',
    scope: 'event',
    importance: 2,
    options: [
      o('complexe', /\b(?:convulsions?|crises?)[^.;]{0,24}\b(?:complexe|compliquee)/),
      o('simple', /\b(?:convulsions?|crises?) (?:febriles? |hyperthermiques? )?simples?\b/),
    ],
  },
  {
    name: 'Alimentation du nourrisson',
    scope: MOMENT,
    importance: 1,
    of: 'child',
    options: [
      o(
        'sans protéines de lait de vache',
        /\b(?:sans|eviction (?:des|de)) (?:proteines de )?lait de vache|\bhydrolysat|\bpregestimil|\bnutramigen|\bneocate|\ballernova/,
      ),
      o(
        'lait de vache',
        /\b(?:lait de vache|yaourts?|fromages?|laitages?) (?:introduits?|toleres?|consommes?|quotidiens?|sans reaction)|\bboit du lait/,
      ),
    ],
  },
];
