import { MOMENT, SEASON, YEAR, acted, o, yesNo } from './option.js';
import type { Choice } from './claim.js';

/** Operations, anaesthesia, nursing, food, rehabilitation. */
export const WARD: readonly Choice[] = [
  {
    name: "Voie d'abord",
    scope: 'event',
    importance: 2,
    subject:
      /\b(cholecystectomi|hysterectomi|nephrectomi|colectomi|appendicectomi|sigmoidectomi|hernie|prostatectomi|splenectomi|gastrectomi|myomectomi|salpingectomi|hepatectomi|lobectomi|eventration|surrenalectomi)\w*/,
    options: [
      o('robot', /\brobot\w*|\brobot assist\w+/),
      o('laparotomie', /\blaparotomie|\bmediane\b|\bvoie ouverte|\bpfannenstiel|\bconversion/),
      o('cœlioscopie', /\bcoelio\w*|\bcelio\w*|\blaparoscop\w+/),
      o('voie vaginale', /\bvoie (?:basse|vaginale)\b/),
    ],
  },
  {
    name: 'Matériel de fixation',
    scope: 'event',
    importance: 2,
    about: /\b(?:fracture|osteosynthese|enclouage|materiel)\b/,
    subject: /\b(poignet|radius|cheville|malleole|femur|femoral|humerus|clavicule|tibia|fibula|perone|coude|olecrane|hanche|col)\b/,
    options: [
      o('plaque', /\bplaques?\b(?! de)/),
      o('clou', /\b(?:clou|enclouage|clou gamma|centromedullaire)\b/),
      o('broches', /\bbroch\w+/),
      o('vis', /\bvissage|\bvis (?:canulees|plaque|isolees)/),
      o('prothèse', /\bprothese (?:intermediaire|totale)|\bhemi ?arthroplastie/),
    ],
  },
  {
    name: 'Hernie, prothèse',
    scope: 'event',
    importance: 1,
    about: /\bherni\w+|\beventration/,
    options: [
      o('sans plaque', /\b(?:sans|pas de) (?:plaque|prothese|filet)|\braphie simple|\bshouldice|\bbassini/),
      o('avec plaque', /\b(?:avec|pose d une|par) (?:plaque|prothese|filet)|\blichtenstein|\btapp\b|\btep\b(?! ?scan)/),
    ],
  },
  {
    name: 'Fermeture cutanée',
    scope: MOMENT,
    importance: 2,
    about: /\b(?:fils|agrafes|suture|cicatrice|fermeture|ablation)\b/,
    options: [
      o('agrafes', /\bagrafes?\b/),
      o('fils résorbables', /\bfils? resorbables?|\bsurjet intradermique|\brapide ?vicryl|\bmonocryl/),
      o('fils non résorbables', /\bfils? non resorbables?|\bablation (?:des|de) fils|\betilon|\bprolene/),
    ],
  },
  {
    name: 'Hospitalisation',
    scope: MOMENT,
    importance: 1,
    planned: true,
    about: /\b(?:intervention|chirurgie|bloc|operat\w+|anesthesie|admission)\b/,
    options: [
      o('ambulatoire', /\b(?:en |chirurgie |mode )?ambulatoire\b|\bentree et sortie le meme jour/),
      o(
        'complète',
        /\bhospitalisation (?:complete|conventionnelle|de \d+ (?:nuits?|jours))|\bnon (?:eligible|eligible a l)[^.;]{0,8}ambulatoire/,
      ),
    ],
  },
  yesNo('Intubation difficile', String.raw`(?:intubation|id|laryngoscopie) difficile|cormack (?:3|4|iii|iv)`, {
    importance: 3,
    no: String.raw`\bintubation (?:facile|sans (?:difficulte|probleme|particularite))|\bcormack (?:1|2|i|ii)\b`,
  }),
  yesNo('Nausées après anesthésie', String.raw`nvpo|nausees? (?:et )?vomissements? (?:post ?operatoires?|apres)`, { importance: 1 }),
  yesNo('Hyperthermie maligne', String.raw`hyperthermie maligne`, { importance: 3 }),
  yesNo('Prothèse dentaire', String.raw`(?:prothese|appareil)s? dentaires?|dentier|appareil (?:du haut|du bas|complet)`, {
    scope: YEAR,
    importance: 1,
    anyOrder: true,
    anyway: true,
  }),
  yesNo('Lentilles de contact', String.raw`lentilles (?:de contact)?`, { scope: YEAR, importance: 1, anyOrder: true }),
  {
    name: 'Complications opératoires',
    scope: MOMENT,
    importance: 3,
    about: /\b(?:suites|complication|operat\w+|reprise|intervention)\b/,
    options: [
      o(
        'aucune',
        /\bsuites (?:operatoires )?(?:simples|sans particularite|favorables)|\b(?:sans|aucune|pas de) complications?(?: operatoire| post)?/,
      ),
      o(
        'reprise ou complication',
        /\breprise (?:chirurgicale|au bloc|pour)|\bcomplique\w* (?:d|de|par) |\b(?:abces|hematome|fistule|desunion|eventration|infection) (?:de paroi|du site|post ?operatoire|de cicatrice)/,
      ),
    ],
  },
  {
    name: 'Cicatrisation',
    scope: 5,
    importance: 2,
    about: /\b(?:cicatri\w+|plaie|pansement|desunion)\b/,
    options: [
      o(
        'non acquise',
        /\bdesunion|\bcicatris\w+ (?:non acquise|incomplete|retardee|en cours)|\bplaie (?:suintante|ouverte|fibrineuse|inflammatoire)|\bnon cicatris\w+/,
      ),
      o(
        'acquise',
        /\bcicatris\w+ (?:acquise|complete|parfaite|obtenue)|\bbien cicatris\w+|\bplaie (?:propre et )?(?:seche|fermee|cicatrisee)/,
      ),
    ],
  },
  {
    name: 'Pansement, rythme',
    scope: MOMENT,
    importance: 2,
    planned: true,
    about: /\bpansements?\b/,
    options: [
      o('quotidien', /\bpansements?\b[^.;]{0,40}\b(?:tous les jours|quotidien\w*|1 fois par jour|chaque jour|par jour|1 ?x? ?j\b)/),
      o(
        'un jour sur deux',
        /\bpansements?\b[^.;]{0,40}\b(?:un jour sur deux|1 jour sur 2|1j 2|1 j 2|tous les (?:2|deux) jours|toutes les 48 ?h)/,
      ),
      o('tous les trois jours', /\bpansements?\b[^.;]{0,40}\b(?:tous les (?:3|trois) jours|(?:2|deux) fois par semaine|toutes les 72 ?h)/),
      o('une fois par semaine', /\bpansements?\b[^.;]{0,40}\b(?:(?:une|1) fois par semaine|hebdomadaire|tous les (?:7|sept) jours)/),
    ],
  },
  {
    name: 'Pansement, produit',
    scope: 7,
    importance: 1,
    planned: true,
    about: /\bpansements?\b|\bplaie|\bescarre|\bulcere/,
    options: [
      o('hydrocolloïde', /\bhydrocolloides?|\bduoderm|\bcomfeel/),
      o('alginate', /\balginates?|\balgosteril|\burgosorb/),
      o('hydrogel', /\bhydrogels?|\bpurilon|\bintrasite/),
      o('hydrocellulaire', /\bhydrocellulaires?|\bmepilex|\ballevyn|\burgocell|\bbiatain/),
      o('tulle ou interface', /\btulle|\bjelonet|\burgotul|\badaptic|\binterface/),
      o('charbon', /\bcharbon\b|\bactisorb|\bcarbonet/),
      o('pression négative', /\bpression negative|\bvac\b|\btpn\b/),
      o('argent', /\bargent(?:ique)?\b|\bacticoat|\baquacel ag/),
    ],
  },
  {
    name: 'Compression veineuse',
    scope: SEASON,
    importance: 1,
    planned: true,
    about: /\b(?:bas|contention|compression|classe|bande)/,
    options: [
      o('classe 2', /\b(?:bas|contention|compression|chaussettes)\b[^.;]{0,20}\bclasse (?:2|ii)\b/),
      o('classe 3', /\b(?:bas|contention|compression|chaussettes)\b[^.;]{0,20}\bclasse (?:3|iii)\b/),
      o('contre-indiquée', /\b(?:bas|contention|compression)\b[^.;]{0,20}\b(?:contre indiquee?|interdite?|pas de)/),
    ],
  },
  yesNo(
    'Contention physique',
    String.raw`contention (?:physique|passive)|ceinture (?:de contention|pelvienne)|barrieres? (?:de lit|au lit)`,
    { scope: MOMENT, importance: 2, anyOrder: true, anyway: true },
  ),
  {
    name: 'Régime hydrique',
    scope: 60,
    importance: 2,
    planned: true,
    options: [
      o(
        'restriction',
        /\brestriction (?:hydrique|liquidienne)|\bboissons? (?:limitees?|restreintes?)|\b(?:limiter|ne pas depasser)\b[^.;]{0,20}\b(?:boissons?|liquides?|\d,?\d? ?l\b)/,
      ),
      o(
        'boissons abondantes',
        /\bboissons? (?:abondantes?|a volonte|libres?)|\bboire (?:abondamment|beaucoup|au moins (?:2|1[.,]5|deux))|\bhydratation (?:abondante|large)/,
      ),
    ],
  },
  {
    name: 'Régime en protéines',
    scope: SEASON,
    importance: 2,
    planned: true,
    options: [
      o('hypoprotidique', /\bhypo ?protid\w+|\bhypo ?proteique|\brestriction proteique|\blimiter les proteines/),
      o('hyperprotidique', /\bhyper ?protid\w+|\bhyper ?proteique|\bhp ?hc\b|\benrichi\w* en proteines|\bcno\b/),
    ],
  },
  {
    name: 'Gluten',
    scope: YEAR,
    importance: 3,
    planned: true,
    options: [
      o('exclu', /\bsans gluten|\beviction (?:du|de) gluten/),
      o('autorisé', /\b(?:gluten (?:autorise|reintroduit|normal)|regime (?:normal|sans restriction)|mange (?:du pain|des pates))/),
    ],
  },
  {
    name: 'Régime diabétique',
    scope: SEASON,
    importance: 1,
    planned: true,
    first: 'prescrit',
    options: [
      o('non', /\b(?:pas de|sans) regime (?:diabetique|particulier)|\bregime ?: ?(?:normal|libre|aucun|non)\b/),
      o('prescrit', /\bregime (?:diabetique|sans sucres?(?: rapides?)?|hypoglucidique)|\bsans sucres? rapides?/),
    ],
  },
  {
    name: 'Boissons',
    scope: MOMENT,
    importance: 3,
    planned: true,
    about: /\b(?:eau|liquides?|boissons?|epaissi\w+|gelifiee)\b/,
    options: [
      o('épaissies ou gélifiées', /\beaux? gelifiees?|\b(?:liquides?|boissons?|eaux?) epaissie?s?|\bepaississant/),
      o(
        'liquides libres',
        /\beau plate (?:autorisee|possible)|\bliquides? (?:autorises?|libres?|sans restriction|normaux)|\bboit (?:de l eau|normalement|sans (?:probleme|fausse route))/,
      ),
    ],
  },
  yesNo('Fausses routes', String.raw`fausses? routes?|troubles? de (?:la )?deglutition|dysphagie`, {
    scope: MOMENT,
    importance: 2,
    anyOrder: true,
  }),
  {
    name: "Voie d'alimentation",
    scope: 30,
    importance: 2,
    options: [
      o(
        'gastrostomie',
        /\bgastrostomie (?:en place|fonctionnelle|posee|d alimentation)|\bsur (?:gpe|gastrostomie)|\bgpe (?:en place|posee)/,
      ),
      o('sonde nasogastrique', /\bsonde (?:naso ?gastrique)|\bsng\b/),
      o('orale', /\balimentation orale (?:seule|exclusive|complete)|\bmange par (?:la bouche|voie orale)/),
    ],
  },
  {
    name: 'Toilette',
    scope: 30,
    importance: 1,
    of: 'adult',
    options: [
      o('aidée', /\btoilette\b[^.;]{0,24}\b(?:aide|aidee|ide|ssiad|aide soignante|complete|au lit|partielle)/),
      o('seul', /\b(?:se lave|toilette) (?:seule?|en autonomie|autonome|sans aide)|\bautonome (?:pour )?(?:la |sa )?toilette/),
    ],
  },
  {
    name: "Injection de l'insuline",
    scope: 90,
    importance: 2,
    about: /\binsuline|\bdextro|\bglycemi\w+|\binjection/,
    options: [
      o(
        'par une infirmière',
        /\binsuline\b[^.;]{0,30}\b(?:par|faite par|passage)\b[^.;]{0,8}\b(?:ide|idel|infirmi\w+)|\b(?:ide|idel|infirmi\w+)\b[^.;]{0,30}\b(?:insuline|dextro)/,
      ),
      o(
        'par le patient',
        /\b(?:fait|injecte|gere) (?:seule?|lui meme|elle meme) (?:son |ses |l )?(?:insuline|injections?)|\bauto ?injection|\bautonome (?:pour|dans) (?:l |ses |son )?(?:insuline|injections)/,
      ),
    ],
  },
  {
    name: 'Mesure de la glycémie',
    scope: 60,
    importance: 1,
    options: [
      o('capteur', /\b(?:capteur (?:de glucose|glycemique)|freestyle|dexcom|fsl\b|mgc\b|guardian|sous capteur)/),
      o('lecteur au doigt', /\b(?:pas de|sans|refuse le) capteur|\bglycemies? capillaires? seules?/),
    ],
  },
  {
    name: 'Pompe ou injections',
    scope: 60,
    importance: 2,
    about: /\binsulin\w+|\bpompe|\bdiabet\w+/,
    options: [
      o('pompe', /\b(?:sous|par|porteu\w+ d une) pompe|\bboucle fermee|\b780g|\bomnipod|\bt ?slim|\bypsopump/),
      o('injections', /\bmulti ?injections|\bbasal bolus|\bstylos? (?:a insuline)?/),
    ],
  },
  {
    name: 'Immobilisation',
    scope: MOMENT,
    importance: 2,
    planned: true,
    about: /\b(?:fracture|entorse|luxation|immobilisation|attelle|platre)\b/,
    options: [
      o('plâtre', /\bplatre\b|\bresine\b|\bbotte platree/),
      o('attelle', /\battelle\b|\borthese\b|\bstrapping/),
      o('botte de marche', /\bbotte (?:de marche|de decharge|amovible|aircast)/),
    ],
  },
  acted(
    'Kinésithérapie',
    'kine|kinesitherapie|reeducation',
    30,
    String.raw`\b(?:kine|kinesitherapie|reeducation) (?:en cours|debutee|\d fois|deux|trois)`,
  ),
  acted('Transfusion pendant le séjour', 'transfusion', 0, String.raw`\btransfusee?\b[^.;]{0,20}\b(?:\d|deux|un|trois)`),
  acted('Pose de sonde urinaire', String.raw`sonde (?:urinaire|vesicale)|sondage`, 3),
  acted('Antibiothérapie', 'antibiotherapie|antibiotiques?', 3, String.raw`\b(?:mis\w* sous|sous|traitee? par) antibio\w+`),
  acted('Anticoagulation préventive', String.raw`(?:lovenox|enoxaparine|hbpm|anticoagulation) (?:preventive?|prophylactique)`, 3),
  acted('Consultation d’anesthésie', String.raw`consultation (?:d )?(?:pre ?)?anesthesi\w+|cpa`, MOMENT),
  acted(
    'Annonce du diagnostic',
    String.raw`annonce (?:du diagnostic|a la famille)|diagnostic annonce`,
    30,
    String.raw`\b(?:diagnostic|annonce) (?:annoncee?|faite?)`,
  ),
  {
    name: 'Information de la famille ou du patient',
    scope: 45,
    importance: 2,
    options: [
      o(
        'non informé',
        /\b(?:patient|patiente|famille|il|elle) (?:n est |ne sait |n a )?(?:pas|non) (?:encore )?(?:informee?|au courant)|\bne (?:connait|sait) pas (?:le|son) diagnostic|\bdiagnostic non annonce/,
      ),
      o('informé', /\b(?:patient|patiente|famille|il|elle) (?:a ete |est |bien )*informee?\b|\bdiagnostic annonce\b/),
    ],
  },
  {
    name: 'Jeûne',
    scope: 5,
    importance: 1,
    planned: true,
    about: /\b(?:jeun|prelevement|prise de sang|glycemie)\b/,
    options: [o('non à jeun', /\bnon a jeun|\bpas a jeun|\bpost ?prandial/), o('à jeun', /\ba jeun\b/)],
    subject: /\b(prelevement|prise de sang|glycemie|bilan)\b/,
  },
];
