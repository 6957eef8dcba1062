import { LASTING, MOMENT, SEASON, YEAR, acted, held, o, yesNo } from './option.js';
import type { Choice } from './claim.js';

/** Who stands beside the patient, rights, home, school. */
export const HOME: readonly Choice[] = [
  held('Personne de confiance', String.raw`pers(?:onne|\.)? ?(?:de )?confiance|pdc|designee? (?:comme )?personne de confiance`, 3),
  held('Personne à prévenir', String.raw`personnes? a prevenir|a prevenir|contact (?:d )?urgence|personne contact`),
  held('Aidant principal', String.raw`aidante?(?: principale?| familiale?| naturelle?)?`),
  held('Mesure de protection, qui l’exerce', String.raw`tut(?:eur|rice)|curat(?:eur|rice)|habilitation familiale|mandataire`, 3),
  held(
    'Préparation du pilulier',
    String.raw`(?:prepar\w+|rempli\w*|gere|gestion d\w+) (?:\w+ ){0,2}(?:pilulier|semainier|medicaments|traitements?)`,
  ),
  {
    name: 'Préparation des médicaments',
    scope: SEASON,
    importance: 2,
    about: /\b(?:pilulier|semainier|medicaments|traitements?)\b/,
    options: [
      o(
        'par une infirmière',
        /\b(?:pilulier|semainier|medicaments|traitements?)\b[^.;]{0,30}\b(?:prepare\w*|rempli\w*|fait|gere\w*|par)\b[^.;]{0,12}\b(?:ide|idel|infirmi\w+|ssiad)\b|\b(?:ide|idel|infirmi\w+|ssiad)\b[^.;]{0,20}\b(?:prepare|remplit|gere)\b[^.;]{0,14}\b(?:pilulier|semainier|medicaments|traitements?)/,
      ),
      o(
        'par la pharmacie',
        /\b(?:pilulier|semainier|medicaments|traitements?)\b[^.;]{0,30}\b(?:prepare\w*|rempli\w*|fait|par)\b[^.;]{0,12}\bpharmaci\w+|\bpharmaci\w+ prepare/,
      ),
      o(
        'par le patient',
        /\b(?:gere|prepare|remplit|prend) (?:seule?|lui meme|elle meme) (?:son|ses) (?:pilulier|semainier|medicaments|traitements?)|\bprepare (?:son|ses) (?:pilulier|semainier|medicaments) (?:seule?|lui meme|elle meme)|\b(?:gestion|prise) autonome (?:du|des) (?:traitements?|medicaments)/,
      ),
    ],
  },
  yesNo('Téléalarme', String.raw`tele ?(?:alarme|assistance)`, { scope: SEASON, importance: 1, anyOrder: true }),
  yesNo('Portage des repas', String.raw`portage (?:de|des) repas`, { scope: SEASON, importance: 1, anyOrder: true }),
  yesNo('Aide à domicile', String.raw`aides? (?:a domicile|menagere|humaine)|auxiliaire de vie`, {
    scope: SEASON,
    importance: 1,
    anyOrder: true,
  }),
  yesNo('APA', String.raw`apa\b|allocation personnalisee d autonomie`, {
    scope: YEAR,
    importance: 1,
    anyOrder: true,
    no: String.raw`\bapa (?:refusee|non demandee|jamais demandee)`,
  }),
  yesNo('ALD', String.raw`ald\b(?: 30)?|affection de longue duree|prise en charge a 100 ?%`, {
    scope: YEAR,
    importance: 1,
    no: String.raw`\bald (?:refusee|non demandee|terminee|suspendue)`,
  }),
  yesNo('RQTH', String.raw`rqth\b|reconnaissance (?:de la )?qualite de travailleur handicape`, {
    scope: YEAR,
    importance: 1,
    no: String.raw`\brqth (?:refusee|non (?:demandee|faite)|en cours|a faire|a demander)`,
  }),
  yesNo('AAH', String.raw`aah\b|allocation adulte handicape`, {
    scope: YEAR,
    importance: 1,
    no: String.raw`\baah (?:refusee|non demandee)`,
  }),
  yesNo('Interprète', String.raw`interprete`, {
    scope: LASTING,
    importance: 1,
    no: String.raw`\bparle (?:couramment|bien|tres bien|parfaitement) (?:le )?francais|\bfrancais (?:courant|parle et (?:lu|ecrit))`,
  }),
  yesNo('Ascenseur', String.raw`ascenseur`, { scope: LASTING, importance: 1, anyOrder: true, anyway: true }),
  {
    name: 'Logement',
    scope: YEAR,
    importance: 1,
    of: 'adult',
    about: /\b(?:vit|habite|loge\w*|reside|domicile|maison|appartement)\b/,
    options: [
      o(
        'appartement',
        /\b(?:vit|habite|loge|reside|logement)\b[^.;,]{0,30}\b(?:appartement|studio|t ?[1-5]\b|f ?[1-5]\b|hlm|immeuble)|\bappartement (?:au|en|de|\d)/,
      ),
      o(
        'maison',
        /\b(?:vit|habite|loge|reside|logement)\b[^.;,]{0,30}\b(?:maison(?! de retraite)|pavillon|ferme)|\bmaison (?:individuelle|de plain pied|a etage|avec|sans)/,
      ),
    ],
  },
  {
    name: 'Plain-pied',
    scope: YEAR,
    importance: 1,
    options: [
      o('de plain-pied', /\bplain pied\b|\bsans (?:etage|escalier)/),
      o(
        'avec escalier',
        /\b(?:chambre|salle de bain) a l etage|\bmaison a etages?|\b\d{1,2} marches\b|\bescaliers? (?:pour|interieur|a monter)/,
      ),
    ],
  },
  {
    name: 'Hébergement prévu',
    scope: MOMENT,
    importance: 2,
    of: 'adult',
    planned: true,
    about: /\b(?:ehpad|domicile|institution|residence)\b/,
    options: [
      o(
        'refuse l’établissement',
        /\b(?:refus\w*|ne (?:veut|souhaite) pas|oppose\w*)\b[^.;]{0,24}\b(?:ehpad|entree en|institution|maison de retraite|placement)|\bsouhaite (?:rester|rentrer|vivre) (?:a|chez)/,
      ),
      o(
        'accepte l’établissement',
        /\b(?:accept\w+|d accord|souhaite|demande)\b[^.;]{0,24}\b(?:ehpad|entree en|institution\w*|maison de retraite)/,
      ),
    ],
  },
  {
    name: 'Autorité parentale',
    scope: LASTING,
    importance: 3,
    kin: true,
    about: /\b(?:autorite parentale|parentale|juge|jaf)\b/,
    options: [
      o(
        'conjointe',
        /\bautorite parentale\b[^.;]{0,30}\b(?:conjoint\w*|partagee|commune|des deux parents|par les deux)|\bexercee? (?:conjointement|en commun)/,
      ),
      o(
        'exclusive de la mère',
        /\b(?:mere|maman)\b[^.;]{0,40}\bautorite parentale exclusive|\bautorite parentale\b[^.;]{0,30}\b(?:exclusive\w*|seule)\b[^.;]{0,24}\b(?:mere|maman)|\bautorite parentale (?:exclusive|unique)/,
      ),
      o(
        'exclusive du père',
        /\b(?:pere|papa)\b[^.;]{0,40}\bautorite parentale exclusive|\bautorite parentale\b[^.;]{0,30}\b(?:exclusive\w*|seul)\b[^.;]{0,24}\b(?:pere|papa)/,
      ),
      o('déléguée', /\b(?:delegation|retrait) (?:de l )?autorite parentale|\bautorite parentale (?:deleguee|retiree)/),
    ],
  },
  {
    name: "Garde de l'enfant",
    scope: YEAR,
    importance: 2,
    of: 'child',
    kin: true,
    options: [
      o('alternée', /\b(?:garde|residence) alternee|\bune semaine sur deux/),
      o('chez la mère', /\b(?:vit|reside|habite|garde|residence)\b[^.;,]{0,16}\b(?:chez|avec) (?:sa |la )?(?:mere|maman)\b(?! et)/),
      o('chez le père', /\b(?:vit|reside|habite|garde|residence)\b[^.;,]{0,16}\b(?:chez|avec) (?:son |le )?(?:pere|papa)\b(?! et)/),
      o('placé', /\bplace\w* (?:en|a l|chez|dans) (?:famille|foyer|aide|ase|pouponniere|mecs)|\bfamille d accueil/),
      o('avec les deux parents', /\b(?:vit|habite) (?:avec|chez) (?:ses|les) (?:deux )?parents/),
    ],
  },
  {
    name: "Mode d'accueil",
    scope: SEASON,
    importance: 1,
    of: 'child',
    options: [
      o('crèche', /\b(?:en |va a la |garde\w* (?:en|a la) )creche/),
      o('assistante maternelle', /\b(?:assistante maternelle|nourrice|ass mat)\b/),
      o('à la maison', /\bgarde\w* (?:par (?:sa|la) (?:mere|maman)|a (?:la maison|domicile))|\bpas de collectivite/),
    ],
  },
  {
    name: 'Classe',
    scope: 60,
    importance: 1,
    of: 'child',
    kin: true,
    options: (
      [
        'petite section',
        'moyenne section',
        'grande section',
        'cp',
        'ce1',
        'ce2',
        'cm1',
        'cm2',
        '6e',
        '5e',
        '4e',
        '3e',
        'seconde',
        'terminale',
      ] as const
    ).map((one) =>
      o(
        one.toUpperCase(),
        new RegExp(String.raw`\b(?:en|classe(?: de)?|scolarise\w*(?: en)?|entre en|redouble (?:le |la )?) ?:? ?${one}\b`),
      ),
    ),
  },
  yesNo('Aide humaine à l’école (AESH)', String.raw`aesh\b|avs\b`, { scope: SEASON, importance: 1, of: 'child', anyOrder: true }),
  yesNo('PAI', String.raw`pai\b|projet d accueil individualise`, { scope: SEASON, importance: 1, of: 'child' }),
  {
    name: 'Catégorie d’invalidité',
    scope: YEAR,
    importance: 2,
    of: 'adult',
    options: [
      o('1re catégorie', /\binvalidite\b[^.;,]{0,24}\b(?:(?:categorie|cat\.?|de) ?1|1(?:re|ere)|premiere)(?: categorie)?\b/),
      o('2e catégorie', /\binvalidite\b[^.;,]{0,24}\b(?:(?:categorie|cat\.?|de) ?2|2(?:e|eme)|deuxieme)(?: categorie)?\b/),
      o('3e catégorie', /\binvalidite\b[^.;,]{0,24}\b(?:(?:categorie|cat\.?|de) ?3|3(?:e|eme)|troisieme)(?: categorie)?\b/),
    ],
  },
  {
    name: 'Couverture sociale',
    scope: 90,
    importance: 1,
    options: [
      o('AME', /\bame\b(?! ?\w*ns)|\baide medicale d etat/),
      o('C2S', /\bc2s\b|\bcmu ?c?\b|\bcomplementaire sante solidaire/),
      o('sans couverture', /\bsans (?:couverture|droits?|securite sociale)|\bdroits? (?:fermes|non ouverts)/),
    ],
  },
  {
    name: 'Aptitude au poste',
    scope: 30,
    importance: 2,
    of: 'adult',
    options: [
      o('inapte', /\binapt(?:e|itude)\b/),
      o('apte', /\bapte\b(?! (?:a|au) (?:comprendre|consentir))|\baptitude (?:au poste|sans)/),
    ],
  },
  {
    name: 'Temps de travail',
    scope: 30,
    importance: 1,
    of: 'adult',
    planned: true,
    options: [
      o('temps partiel thérapeutique', /\b(?:mi temps|temps partiel) therapeutique/),
      o('temps plein', /\b(?:a |reprise (?:du travail )?a )?(?:temps plein|plein temps|temps complet)/),
    ],
  },
  {
    name: "Régime d'hospitalisation en psychiatrie",
    scope: MOMENT,
    importance: 3,
    options: [
      o(
        'sans consentement',
        /\b(?:spdt|sdt|spdre|sdre|spi\b|hdt|hospitalisation (?:sous contrainte|sans consentement|a la demande d un tiers|d office)|soins (?:sans consentement|sous contrainte|a la demande d un tiers))/,
      ),
      o('libre', /\b(?:hospitalisation|soins?) libres?\b|\ben (?:soins|hospitalisation) libres?\b|\bhl\b/),
    ],
  },
  {
    name: "Don d'organes",
    scope: 'life',
    importance: 1,
    options: [
      o('opposition', /\boppos\w+\b[^.;]{0,20}\b(?:don d organes?|prelevement d organes?)|\bregistre (?:national )?des refus/),
      o('accord', /\b(?:favorable|d accord|carte)\b[^.;]{0,20}\b(?:don d organes?|donneur)/),
    ],
  },
  acted('Dépôt de plainte', String.raw`plainte`, 60, String.raw`\b(?:a |ont )?(?:depose\w*|porte) plainte`),
  yesNo('Mandat de protection future', String.raw`mandat de protection future`, { importance: 2 }),
  yesNo('Animaux au domicile', String.raw`(?:animaux|animal) (?:domestiques?|de compagnie|a (?:la maison|domicile))`, {
    scope: YEAR,
    importance: 1,
    anyOrder: true,
    anyway: true,
    yes: String.raw`\b(?:un|une|deux|trois|son|ses) (?:chats?|chiens?|lapins?|perroquets?|perruches?|oiseaux|hamsters?) (?:a|au|dans|en) (?:la maison|domicile|l appartement)|\b(?:possede|a|vit avec) (?:un|une|deux|trois) (?:chats?|chiens?)\b|\b(?:chats?|chiens?) a (?:la maison|domicile)`,
    no: String.raw`\b(?:pas d|aucun|ni) ?(?:animal|animaux|chat|chien)\b|\banimaux ?: ?(?:non|aucun|0)`,
  }),
  yesNo('Cigarette électronique', String.raw`vapot\w+|cigarettes? electroniques?|\be ?cigarettes?`, {
    scope: 60,
    importance: 1,
    anyOrder: true,
  }),
  {
    name: 'Permis et voiture',
    scope: YEAR,
    importance: 2,
    of: 'adult',
    first: 'conduit',
    options: [
      o(
        'a cessé de conduire',
        /\b(?:a (?:arrete|cesse)|ne plus) (?:de )?conduire|\b(?:a vendu|vendu|n a plus) (?:sa|de) voiture|\bn a (?:jamais eu|pas) (?:le|de) permis|\bpermis (?:suspendu|retire|annule)/,
      ),
      o(
        'conduit',
        /\bconduit\b(?! (?:a|au|en|aux|par|sous|dans|urinaire|auditif|cholecyst|biliaire))|\b(?:reprise|poursuite) de la conduite/,
      ),
    ],
  },
];
