import { LASTING, MOMENT, SEASON, YEAR, o } from './option.js';
import type { Choice } from './claim.js';

/** Rights, home and work. */
export const PERSON: readonly Choice[] = [
  {
    name: 'Protection juridique',
    scope: LASTING,
    importance: 3,
    of: 'adult',
    options: [
      o(
        'aucune mesure',
        /\b(?:pas de|aucune|sans|hors) mesures? de protection(?: juridique)?|\b(?:mesures? de )?protection(?: juridique)? ?: ?(?:non|aucune|neant|0)|\bni tutelle ni curatelle|\bni curatelle ni tutelle/,
      ),
      o('habilitation familiale', /\bhabilitation familiale/),
      o('curatelle renforcée', /\bcuratelle renforcee|\bcurat(?:eur|rice) ?\(?renforce/),
      o('curatelle simple', /\bcuratelle simple/),
      o('tutelle', /\btutelle\b|\btut(?:eur|rice)\b(?! de stage)/),
      o('curatelle', /\bcuratelle\b|\bcurat(?:eur|rice)\b/),
      o('sauvegarde de justice', /\bsauvegarde(?: de justice)?\b/),
    ],
  },
  {
    name: 'Lieu de vie',
    scope: SEASON,
    importance: 2,
    of: 'adult',
    options: [
      o(
        'en établissement',
        /\b(?:vit|reside|residente?|hebergee?|institutionnalisee?|entree?|admise?) (?:(?:en|dans un|a l|au|depuis [^.;,]{3,20} (?:en|a l)) ?)(?:ehpad|maison de retraite|usld|foyer|institution|residence)|\blieu de vie ?: (?:en |a l )?(?:ehpad|maison de retraite|usld|foyer|institution)/,
      ),
      o(
        'chez un proche',
        /\b(?:vit|loge|hebergee?|habite|(?:lieu|mode) de vie ?:) (?:chez|avec) (?:sa fille|son fils|ses enfants|ses parents|sa mere|son pere|sa soeur|son frere|sa niece)/,
      ),
      o(
        'seul à domicile',
        /\bvi(?:t|vant) (?:toujours |encore )?seule?\b|\bseule? (?:a|au) (?:domicile|la maison|son domicile)|\bhabite seule?\b|\b(?:mode|lieu) de vie ?:? ?(?:vit )?seule?\b|\bisolee? (?:a|au) domicile/,
      ),
      o(
        'avec son conjoint',
        /\bvi(?:t|vant) (?:toujours |encore )?(?:en couple|avec (?:son|sa) (?:mari|epouse?|epoux|femme|conjointe?|compagn\w+))|\b(?:mode|lieu) de vie ?:? ?(?:vit )?(?:en couple|avec (?:son|sa) (?:mari|epouse?|epoux|femme|conjointe?|compagn\w+))|\b(?:habite|reside|loge) (?:en couple|avec (?:son|sa) (?:mari|epouse|epoux|femme|conjointe?|compagn\w+))/,
      ),
    ],
  },
  {
    name: 'Situation maritale',
    scope: YEAR,
    importance: 1,
    of: 'adult',
    options: [
      o('veuf ou veuve', /\bveu(?:f|ve|vage)\b/),
      o('divorcé ou séparé', /\b(?:divorcee?|separee?)\b(?! (?:de|par|du))/),
      o('célibataire', /\bcelibataire\b/),
      o('marié', /\bmariee?\b(?! [b-z]\b)|\bpacsee?\b/),
    ],
  },
  {
    name: 'Activité professionnelle',
    scope: 60,
    importance: 2,
    of: 'adult',
    options: [
      o(
        'en arrêt de travail',
        /\ben arret(?: de travail| maladie)?\b(?! de)|\barret (?:de travail|maladie|de W)\b(?: (?:initial|prolonge|du|depuis|jusqu))/,
      ),
      o(
        'en activité',
        /\bjamais (?:interrompu|arrete|cesse) (?:son |le |de )?(?:activite|travail\w*|profession)|\btravaille (?:encore|toujours|a plein temps|a temps plein|actuellement)|\btoujours en (?:activite|poste)|\b(?:pas|jamais) (?:ete |eu )?(?:d |en )?arret de travail/,
      ),
      o('retraité', /\bretraitee?\b|\ba la retraite\b/),
      o('en invalidité', /\ben invalidite\b|\binvalidite (?:categorie|cat|de)\b/),
      o('sans emploi', /\b(?:sans emploi|au chomage|demandeuse? d emploi|sans profession)\b/),
    ],
  },
  {
    name: "Nature de l'arrêt de travail",
    scope: YEAR,
    importance: 2,
    of: 'adult',
    planned: true,
    about: /\b(?:arret|prolongation|avis d arret|trajet|accident)\b/,
    options: [
      o(
        'accident du travail ou de trajet',
        /(?:\[ ?x ?\]|☒) ?accident (?:du|de) t\w+|\baccident (?:du travail|de trajet|de travail)\b(?! (?:ou de trajet)? ?(?:\[|☐))|\btrajet domicile travail|\b(?:en|pour) at\b/,
      ),
      o('maladie', /(?:\[ ?x ?\]|☒) ?maladie(?! pro)|\barret (?:de travail )?(?:pour |en )?maladie\b(?! pro)/),
      o('maladie professionnelle', /(?:\[ ?x ?\]|☒) ?maladie professionnelle|\b(?:en|reconnue?|declaree?) (?:en )?maladie professionnelle/),
    ],
  },
  {
    name: 'Conduite automobile',
    scope: YEAR,
    first: 'ne conduit pas',
    importance: 2,
    of: 'adult',
    options: [
      o(
        'ne conduit pas',
        /\bne (?:conduit|reconduit) (?:plus|pas|jamais)|\bconduite (?:automobile )?(?:contre indiquee|interdite|arretee|non)|\bconduite ?: ?non|\bconduite (?:automobile )?(?:suspendue|proscrite|deconseillee|a (?:eviter|proscrire))|\b(?:interdiction|arret) (?:de (?:la )?|formelle de )?condui\w+|\bne (?:pas|doit (?:pas|plus)|peut (?:pas|plus)) conduire|\b(?:inapte|inaptitude) (?:a la conduite|au permis)|\bpermis (?:suspendu|retire|annule|rendu)/,
      ),
      o(
        'conduit',
        /\bconduit (?:encore|toujours|sa voiture|seule?|son vehicule|regulierement)|\b(?:vient|venue?|venu) (?:seule? )?en (?:voiture|conduisant)|\bconduite ?: ?oui|\bapte (?:a la conduite|groupe (?:lourd|leger)|permis|au permis)|\bconduite (?:automobile )?(?:autorisee|possible)|\bconduit (?:une?|le|tous|chaque|sans) /,
      ),
    ],
  },
  {
    name: 'Limitation de soins',
    scope: YEAR,
    importance: 3,
    of: 'adult',
    planned: true,
    options: [
      o(
        'pas de réanimation',
        /\b(?:pas|non(?! (?:redige|renseigne|designe|faite?s?|connue?s?|precise))|ni|sans|refus\w*)\b[^.;,]{0,24}\breanim\w+(?! ?: ?oui)|\breanimation ?: ?non|\blata\b(?! ?\?)|\bnon reanimable|\bpas de (?:transfert en )?rea\b|\b(?:refus\w*|oppose\w*|ne (?:souhaite|veut|desire) (?:ni|pas(?: d)?|plus)|pas|ni|sans|non)\b(?: (?:de|d|a|la|l|une|toute|etre|en cas|eventuelle))* (?:intub\w+|massage|masse\w*|ventilation (?:invasive|mecanique)|reanimation)|\b(?:reanimation|massage|intubation)[^.;|]{0,30}?(?:: ?non\b|(?:\[ ?\]|☐) ?oui ?(?:\[ ?x ?\]|☒) ?non)|\bne pas (?:intuber|masser|reanimer|ventiler|transporter en rea\w*|transferer en rea\w*)|\bne (?:pas|souhaite pas) (?:etre )?reanim\w+/,
      ),
      o(
        'réanimation voulue',
        /\breanimation ?: ?oui|\b(?:pas|aucune) (?:de )?limitation (?:de|des) (?:soins|traitements?|therapeutique)|\b(?:pour|souhaite|accepte) (?:une |la |etre )?reanim\w+|\breanimatoire complet|\b(?:veux|veut|souhaite|desire|voudrait|demande) (?:a |bien |qu on (?:le|la|me) )?(?:etre )?(?:tout |)(?:reanime|ventile|intube|masse)\w*|«? ?\btout faire\b|\b(?:reanimation|massage|intubation)[^.;|]{0,30}?(?:\[ ?x ?\]|☒) ?oui|\bfull code|\ba reanimer/,
      ),
    ],
  },
  {
    name: 'Accord pour une transfusion',
    scope: 'life',
    importance: 3,
    planned: true,
    options: [
      o('transfusion refusée', /\brefus\w*[^.;]{0,30}\b(?:transfusion\w*|transfusee?|produits? sanguins?|sang)\b|\btemoin de jehovah/),
      o(
        'transfusion acceptée',
        /\baccepte[^.;]{0,30}\b(?:transfusion\w*|transfusee?|produits? sanguins?)\b|\bpas d opposition a (?:la|une) transfusion/,
      ),
    ],
  },
  {
    name: 'Transfusion',
    scope: 'life',
    importance: 2,
    options: [
      o(
        'jamais transfusé',
        /\bjamais (?:ete )?transfuse\w*|\btransfus\w+ ?\? ?(?:non|jamais)\b|\b(?:pas|aucun) (?:d )?(?:antecedents? (?:de )?)transfusion\w*|\btransfusions? (?:anterieures? )?: ?(?:non|0|aucune|jamais)/,
      ),
      o(
        'transfusé',
        /\btransfuse\w* (?:de|par|en|avec|d|a)\b|\btransfus\w+ ?[?:] ?oui\b|\btransfusion (?:de|d) \w+ (?:culots?|cgr|concentres?|unites?)|\b\d ?cgr\b(?! (?:en reserve|disponible))/,
      ),
    ],
  },
  {
    name: 'Main dominante',
    scope: 'life',
    importance: 1,
    options: [
      o('droitier', /\bdroiti(?:er|ere)s?\b|\b(?:main|membre|cote|bras) dominante? ?:? ?droite?\b|\blateralite ?:? ?droit/),
      o('gaucher', /\bgauch(?:er|ere)s?\b|\b(?:main|membre|cote|bras) dominante? ?:? ?gauche|\blateralite ?:? ?gauch/),
    ],
  },
  {
    name: 'Marche',
    scope: 45,
    importance: 2,
    of: 'adult',
    options: [
      o(
        'ne marche pas',
        /\bne marche (?:plus|pas)\b|\bgrabataire\b|\bconfinee? au lit|\bmarche (?:impossible|non acquise)|\bfauteuil roulant (?:permanent|en permanence)|\bne tient (?:pas|plus) debout|\btransferts? (?:au|par|avec) (?:le )?leve|\bleve (?:personne|malade)\b|\b(?:station debout|verticalisation|marche) impossible|\balitee? (?:en permanence|permanent\w*)|\bmarche perdue/,
      ),
      o(
        'avec une aide',
        /\bmarche (?:\w+ )?(?:avec|a l aide d)(?: une?| son| sa| deux| 2)? (?:canne|deambulateur|rollator|bequille|aide|cadre)\w*|\b(?:deambulateur|rollator)\b/,
      ),
      o(
        'sans aide',
        /\bmarche (?:seule? )?sans (?:aide|canne|appui)|\bmarche (?:seule?|autonome|normale|normalement|libre)\b|\bautonome (?:pour|a|dans) la marche|\b(?:patiente?|malade) valide\b|\b(?:va|se deplace|deambule|sort) seule?\b/,
      ),
    ],
  },
  {
    name: 'Autonomie',
    scope: 45,
    importance: 2,
    of: 'adult',
    options: [
      o(
        'dépendant',
        /\b(?:totalement |completement |entierement |tres )?dependante? (?:pour|dans|de)\b|\bdependance (?:totale|complete|lourde)|\baide (?:totale|complete|pour tous les actes)|\bnon autonome|\bgir ?[12]\b/,
      ),
      o(
        'autonome',
        /\b(?:parfaitement |totalement |tout a fait |entierement |completement )autonome\b|\bautonome (?:pour|dans) (?:tous|les|toutes|l ensemble)|\bgir ?[56]\b|\bautonomie (?:complete|totale|conservee|preservee)/,
      ),
    ],
  },
  {
    name: 'Appui',
    scope: MOMENT,
    importance: 3,
    planned: true,
    options: [
      o(
        'appui interdit',
        /\b(?:appui (?:interdit|contre indique|proscrit)|sans appui|pas d appui|aucun appui|decharge (?:complete|totale|stricte)?|ne pas (?:appuyer|poser le pied))/,
      ),
      o(
        'appui autorisé',
        /\b(?:appui (?:complet|total|autorise|libre|immediat)|remise en charge (?:complete|totale|immediate)|reprise de l appui|marche en appui complet)/,
      ),
      o('appui partiel', /\b(?:appui (?:partiel|contact|soulage)|demi appui)/),
    ],
  },
  {
    name: 'Continence',
    scope: 45,
    importance: 1,
    of: 'adult',
    options: [
      o('incontinent', /\bincontinen(?:te?|ce)\b(?! (?:d effort|a l effort))/),
      o('continent', /\b(?:continente?|continence (?:conservee|preservee|normale|ok))\b/),
    ],
  },
  {
    name: 'Parent',
    scope: 'life',
    importance: 1,
    kin: true,
    first: 'décédé',
    subject: /\b(mere|pere)\b/,
    options: [
      o(
        'décédé',
        /\b(?:mere|pere)\b[^.;]{0,20}\b(?:decedee?|morte?)\b|\b(?:deces|deuil|mort) (?:de|du) (?:la |sa |son |le )?(?:mere|pere)|\b(?:perdu|perte de) (?:sa|son) (?:mere|pere)/,
      ),
      o('vivant', /\b(?:mere|pere)\b[^.;]{0,24}\b(?:en bonne sante|vivante?|bien portante?|va bien|se porte bien)/),
    ],
  },
  {
    name: 'Directives anticipées',
    scope: 'life',
    importance: 3,
    // Told before, or by, those close to the patient, never of them.
    kin: true,
    planned: true,
    first: 'écrites',
    about: /\bdirectives? anticipees?/,
    options: [
      o(
        'absentes',
        /\bdirectives? anticipees? ?:? ?(?:non\b|pas\b|aucune|neant|absentes?|inexistantes?)|\bdirectives? anticipees? ?:? ?(?:\[ ?\]|☐) ?oui ?(?:\[ ?x ?\]|☒) ?non|\b(?:pas de|aucune|sans) directives? anticipees?|\bn a (?:pas|jamais) (?:redige|ecrit) (?:de |ses )?directives/,
      ),
      o(
        'écrites',
        /\bdirectives? anticipees? ?:? ?(?:oui|redigees?|deposees?|remises?|ecrites?|du \d|en date|jointes?)|\bredige\w* (?:ses|des) directives|\bdirectives? anticipees? (?:[a-z]+ )?(?:redigees?|ecrites?) (?:le|en) |^(?:je|moi) [^.;]{0,30}\b(?:veux|souhaite|refuse|demande|voudrais)\b/,
      ),
    ],
  },
];
