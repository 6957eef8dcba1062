import { MOMENT, SEASON, o } from './option.js';
import type { Choice } from './claim.js';

/** Acts: how they were done. */
export const ACTS: readonly Choice[] = [
  {
    name: "Voie d'accouchement",
    scope: 'event',
    importance: 2,
    about: /\b(?:accouche\w*|naissance|nee?|cesarienne|voie basse|forceps|ventouse)\b/,
    options: [
      o(
        'césarienne',
        /\b(?:nee?|accouche\w*|naissance|par|d une) (?:\w+ ){0,3}?(?:par )?cesarienne|\bcesarienne (?:en urgence|programmee|a \d|pour|code|le)|\baccouchement ?: ?cesarienne/,
      ),
      o(
        'voie basse',
        /\bvoies? (?:basse|naturelles?)|\bavb\b|\baccouchement (?:normal|eutocique|spontane|physiologique)|\bforceps|\bventouse/,
      ),
    ],
  },
  {
    name: 'Anesthésie',
    scope: 'event',
    importance: 1,
    about: /\b(?:anesthesie|ag\b|rachi\w*|alr|peridurale|bloc)\b/,
    subject:
      /\b((?:hernie|prothese|pth|ptg|cesarienne|cataracte|cholecystect|fracture|canal carpien|thyroidect|prostat|hemorroid|hysteroscop|hysterect|coloscop|epaule|genou|hanche))/,
    options: [
      o('rachianesthésie', /\brachi ?anesthesie|\bsous rachi\b/),
      o('péridurale', /\bperidurale/),
      o('locorégionale', /\bloco ?regionale|\balr\b|\bbloc (?:axillaire|interscalen\w+|femoral)/),
      o('générale', /\banesthesie generale|\bsous ag\b|\bag\b/),
      o('locale', /\banesthesie locale\b|\bsous al\b|\btopique/),
    ],
  },
  {
    name: 'Hystérectomie',
    scope: 'event',
    importance: 2,
    about: /\bhysterectomie\b/,
    options: [
      o(
        'ovaires conservés',
        /\b(?:conservation (?:ovarienne|des ovaires|annexielle)|ovaires (?:conserves|laisses|en place)|sans annexectomie|interannexielle|annexes conservees)/,
      ),
      o(
        'ovaires retirés',
        /\b(?:annexectomie bilaterale|ovariectomie|avec annexectomie|hysterectomie non conservatrice|castration|salpingo ?ovariectomie)/,
      ),
    ],
  },
  {
    name: 'Chirurgie bariatrique',
    scope: 'life',
    importance: 2,
    options: [
      o('sleeve', /\bsleeve|\bgastrectomie longitudinale/),
      o('by-pass', /\bby ?pass(?! (?:aorto|coron|femor))|\bcourt circuit gastrique/),
      o('anneau', /\banneau gastrique/),
    ],
  },
  {
    name: 'Étendue de la résection',
    scope: 'event',
    importance: 2,
    subject:
      /\b(nephrectomie|thyroidectomie|mastectomie|gastrectomie|colectomie|pneumonectomie|hepatectomie|pancreatectomie|splenectomie|meniscectomie)\b/,
    options: [
      o(
        'partielle',
        /\b(?:nephrectomie|thyroidectomie|mastectomie|gastrectomie|colectomie|splenectomie|meniscectomie) (?:\w+ )?(?:partielle|subtotale)|\blobo ?isthmectomie|\btumorectomie/,
      ),
      o(
        'totale',
        /\b(?:nephrectomie|thyroidectomie|mastectomie|gastrectomie|colectomie|splenectomie) (?:\w+ )?(?:totale|elargie|radicale)/,
      ),
    ],
  },
  {
    name: "Niveau d'amputation",
    scope: 'event',
    importance: 2,
    about: /\bamput\w+/,
    subject: /\b(gauche|droite?|g|d)\b/,
    options: [
      o('orteil', /\bamput\w+[^.;]{0,24}\b(?:orteils?|hallux)/),
      o('transmétatarsien', /\btrans ?metatarsien\w*/),
      o('jambe', /\bamput\w+[^.;]{0,24}\b(?:jambe|transtibiale?)/),
      o('cuisse', /\bamput\w+[^.;]{0,24}\b(?:cuisse|transfemorale?)/),
    ],
  },
  {
    name: 'Étage du disque',
    scope: 500,
    importance: 3,
    about: /\b(?:hernie|disc\w+|arthrodese|laminectomie|abord|infiltration|foraminal\w*|conflit|sciatique|cruralgie)\b/,
    options: [
      o('L5-S1', /\bl ?5 ?s ?1\b/),
      o('L4-L5', /\bl ?4 ?l ?5\b/),
      o('L3-L4', /\bl ?3 ?l ?4\b/),
      o('L2-L3', /\bl ?2 ?l ?3\b/),
      o('C5-C6', /\bc ?5 ?c ?6\b/),
      o('C6-C7', /\bc ?6 ?c ?7\b/),
      o('C4-C5', /\bc ?4 ?c ?5\b/),
    ],
  },
  {
    name: 'Vertèbre',
    scope: 'event',
    importance: 2,
    options: ['T8', 'T9', 'T10', 'T11', 'T12', 'L1', 'L2', 'L3', 'L4', 'L5'].map((level) =>
      o(
        level,
        new RegExp(
          `\\b(?:tassements?|fractures?|cimentoplastie|vertebroplastie)[^.;,]{0,30}\\b(?:${level.toLowerCase()}|${level.toLowerCase().replace('t', 'd')})\\b`,
        ),
      ),
    ),
  },
  {
    name: 'Doigt',
    scope: 'event',
    importance: 3,
    about: /\b(?:fractures?|plaie|amput\w+|rayon|p[123]|phalanges?|syndactylie|doigt (?:a )?ressaut|mallet|panaris|luxation|tendon)\b/,
    options: [
      o('pouce', /\bpouce\b|\b1er rayon|\bp[12] d1\b|\bd1\b/),
      o('index', /\bindex\b|\b2e(?:me)? (?:rayon|doigt)|\bp[123] d2\b|\bd2\b/),
      o('majeur', /\b(?:le |du |au )majeur\b|\bmedius\b|\b3e(?:me)? (?:rayon|doigt)|\bd3\b/),
      o('annulaire', /\bannulaire\b|\b4e(?:me)? (?:rayon|doigt)|\bd4\b/),
      o('auriculaire', /\bauriculaire\b(?! (?:gauche|droite?) (?:libre|libres))|\b5e(?:me)? (?:rayon|doigt)|\bd5\b/),
    ],
  },
  {
    name: 'Segment colique',
    scope: 'event',
    importance: 2,
    subject: /\b(polype|adenocarcinome|cancer|tumeur|stenose|angiodysplasie)\w*/,
    options: [
      o('cæcum', /\b(?:caecum|caecal\w*|cecum|cecal\w*)\b/),
      o('côlon droit', /\bcolon (?:ascendant|droit)|\bangle droit/),
      o('côlon transverse', /\b(?:colon )?transverse\b/),
      o('côlon gauche', /\bcolon (?:descendant|gauche)|\bangle gauche/),
      o('sigmoïde', /\bsigmoid\w*/),
      o('rectum', /\brect(?:um|al\w*|osigmoid\w*)\b/),
    ],
  },
  {
    name: 'Résultat du test',
    scope: MOMENT,
    importance: 3,
    subject:
      /\b(covid|grippe|strepto\w*|tdr|ecbu|hemocultures?|coproculture|quantiferon|idr|vih|vhb|vhc|syphilis|chlamydia|gonocoque|hpv|troponine|d ?dimeres|beta ?hcg|test de grossesse|coombs|rai|latex|aan|anti ccp|facteur rhumatoide|hemoccult|fit|bandelette)\b/,
    options: [o('négatif', /\b(?:negati(?:f|ve)s?|sterile|nega)\b/), o('positif', /\b(?:positi(?:f|ve)s?)\b/)],
  },
  {
    name: 'Immunité',
    unless: /\b(?:vaccin\w*|doses?|rappel|injections?|varivax|varilrix|priorix|m ?m ?r|engerix\w*|hbvaxpro|seroconver\w+)\b/,
    scope: 300,
    importance: 3,
    subject: /\b(toxo|rub(?=\w* ?[:+-])|rubeole|varicelle|hepatite b|vhb|cmv|rougeole)/,
    ofPaper: true,
    options: [
      o(
        'non immun',
        /\b(?:non|pas) immunisee?s?|\b(?:non|pas) immune|\bserologie (?:\w+ )?negative|\b(?:toxo\w*|rubeole|varicelle|cmv|rougeole|oreillons|vzv)\b[^;|a-z]{0,4}(?:igg)?[^;|]{0,34}?\bnegati\w*|\bigg\b[^;|a-z]{0,24}(?:ui ml)?[^;|a-z]{0,8}\bnegati\w*|\babsence d immunite|\bnon protegee?|\b(?:toxo\w*|rubeole|varicelle|cmv) ?:? ?(?:-|neg\w*|igg (?:-|neg\w*))|\bseronegative/,
      ),
      o(
        'immun',
        /\bimmunisee?s?|\bimmune\b|\b(?:toxo\w*|rubeole|varicelle|cmv) ?:? ?(?:\+|pos\w*|igg (?:\+|pos\w*))|\bseropositive|\bimmunite (?:ancienne|acquise)/,
      ),
    ],
  },
  {
    name: "Voie d'accouchement prévue",
    scope: 30,
    importance: 3,
    planned: true,
    about: /\b(?:cesarienne|voie basse|accouchement|placenta|siege)\b/,
    options: [
      o(
        'césarienne',
        /\bcesarienne (?:programmee|prevue|prophylactique|indiquee|a prevoir|le \d|de principe)|\bvoie basse (?:contre indiquee|impossible|refusee)|\bindication (?:de|d une) cesarienne/,
      ),
      o(
        'voie basse',
        /\bvoie basse (?:acceptee|possible|envisagee|autorisee|prevue|souhaitee|sans)|\baccouchement (?:physiologique|par voie basse|voie basse)|\bmaison de naissance ok/,
      ),
    ],
  },
  {
    name: "Siège de l'escarre",
    scope: 60,
    importance: 2,
    about: /\bescarres?\b/,
    options: [
      o('sacrum', /\bescarres? (?:\w+ ){0,2}(?:sacree?s?|sacrum|fess\w+)|\bsacrum\b/),
      o('talon', /\bescarres? (?:\w+ ){0,2}(?:talons?|talonnieres?|calcane\w+)|\btalons?\b/),
      o('ischion', /\bischi\w+/),
      o('trochanter', /\btrochanter\w*/),
    ],
  },
  {
    name: 'Vitamine B12, voie',
    scope: 400,
    importance: 2,
    planned: true,
    about: /\b(?:b ?12|cyanocobalamine|hydroxocobalamine)\b/,
    options: [
      o('injectable', /\bintra ?musculaires?\b|\bim\b|\binjections?\b|\binjectables?\b/),
      o('orale', /\bbuvables?\b|\b(?:bue?s?|boit|avalee?s?)\b|\bper os\b|\bvoie orale\b|\bpo\b|\bcp\b|\bcomprimes?\b/),
    ],
  },
  {
    name: 'Thrombolyse',
    scope: 'event',
    importance: 2,
    options: [
      o(
        'non faite',
        /\b(?:non|pas) (?:ete )?thrombolyse\w*|\bpas de thrombolyse|\bthrombolyse (?:contre indiquee|non (?:faite|realisee)|recusee)|\bhors delai (?:de|pour la) thrombolyse/,
      ),
      o('faite', /\bthrombolyse\w* (?:iv |intraveineuse |le |a |dans|par|en|realisee|faite)|\bthrombolysee?s?\b/),
    ],
  },
  {
    name: 'Intention du traitement',
    scope: 60,
    importance: 3,
    planned: true,
    options: [
      o('curative', /\b(?:a (?:visee|but|intention) |intention )?curati(?:f|ve)\b/),
      o(
        'soins de confort seuls',
        /\b(?:aucun traitement specifique|soins? (?:de confort|palliatifs?) exclusifs?|traitement palliatif exclusif|abstention therapeutique|best supportive)/,
      ),
    ],
  },
  {
    name: 'Destination à la sortie',
    scope: 3,
    importance: 2,
    planned: true,
    about: /\b(?:sort(?:ie|ant)?|retour|transfert|rad|mutation|oriente\w*)\b/,
    options: [
      o(
        'autre service ou établissement',
        /\b(?:sortie|transfert\w*|mutation|orientee?|sort|adressee?)\b[^.;]{0,30}\b(?:ssr|smr|soins de suite|usld|ehpad|reeducation|convalescence|had)\b/,
      ),
      o('domicile', /\b(?:sortie|retour|sort|rentre\w*)\b[^.;,]{0,20}\b(?:a|au) (?:son |leur )?domicile|\bretour (?:a )?domicile|\brad\b/),
    ],
  },
  {
    name: 'Jours de dialyse',
    scope: 60,
    importance: 2,
    about: /\b(?:dialys\w*|hemodialys\w*|seances?)\b/,
    options: [
      o('lundi, mercredi, vendredi', /\blundis?\b[^a-z]{1,4}(?:et )?mercredis?\b[^a-z]{1,4}(?:et )?vendredis?\b|\blmv\b/),
      o('mardi, jeudi, samedi', /\bmardis?\b[^a-z]{1,4}(?:et )?jeudis?\b[^a-z]{1,4}(?:et )?samedis?\b|\bmjs\b/),
    ],
  },
  {
    name: 'Germe',
    scope: MOMENT,
    importance: 2,
    about:
      /\b(?:ecbu|hemocultures?|germe|prelevement|infection|pyelonephrite|cystite|bacteriemie|culture|isole|septicemie|pneumopathie|documentee?)\b/,
    options: [
      o('E. coli', /\be ?\.? ?coli\b|\bescherichia/),
      o('Klebsiella', /\bklebsiell\w+/),
      o('Proteus', /\bproteus/),
      o('Pseudomonas', /\bpseudomonas|\bpyocyanique/),
      o('staphylocoque doré', /\bs(?:taphylococcus|\.)? ?aureus|\bstaph\w* dore|\bsa(?:rm|ms)\b/),
      o('streptocoque', /\bstrepto\w+/),
      o('entérocoque', /\benterocoqu\w+|\bfaecalis|\bfaecium/),
      o('pneumocoque', /\bpneumocoque|\bpneumoniae\b/),
    ],
  },
  {
    name: 'Grossesse',
    scope: SEASON * 2,
    importance: 2,
    about: /\b(?:grossesse|gemell\w+|jumeaux|monofoet\w+|foetus|unique)\b/,
    options: [
      o('gémellaire', /\b(?:grossesse )?gemellaire|\bbi ?(?:choriale|amniotique)|\bjumeaux\b/),
      o('unique', /\bmono ?foetale|\bgrossesse (?:unique|singleton|simple)|\bfoetus unique/),
    ],
  },
  {
    name: 'Naissance',
    scope: 'life',
    importance: 2,
    of: 'child',
    options: [
      o('prématurée', /\bpremat\w+|\b(?:ex )?prema\b|\bnee? a (?:2\d|3[0-6]) ?(?:sa|semaines)\b|\bterme ?:? ?(?:2\d|3[0-6]) ?sa/),
      o('à terme', /\bnee? a terme|\bne(?:e)? a (?:3[7-9]|4[01]) ?(?:sa|semaines)\b|\bterme ?:? ?(?:3[7-9]|4[01]) ?sa|\ba terme\b/),
    ],
  },
  {
    name: 'Allaitement',
    scope: MOMENT,
    importance: 1,
    options: [
      o('maternel', /\ballaitement (?:maternel|au sein|exclusif)|\ballaite\b/),
      o('artificiel', /\ballaitement (?:artificiel)|\bbiberon exclusif|\bn allaite pas|\blait (?:1er|premier|infantile)/),
    ],
  },
];
