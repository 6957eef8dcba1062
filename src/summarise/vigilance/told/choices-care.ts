import { MOMENT, YEAR, o } from './option.js';
import type { Choice } from './claim.js';

/** Habits, food and how care is followed. */
export const CARE: readonly Choice[] = [
  {
    name: 'Régime en sel',
    scope: YEAR,
    importance: 2,
    planned: true,
    options: [
      o('sans sel', /\b(?:regime )?(?:sans sel|hyposode|desode|pauvre en sel|peu sale)\b/),
      o(
        'sel non limité',
        /\b(?:normosode|sale normalement|sel (?:libre|autorise|non limite)|pas de (?:regime sans sel|restriction (?:sodee|en sel)))|\b(?:lever|levee|arret|stop)(?: \w+){0,3} (?:regime sans sel|restriction sodee)|\bregime (?:normal|libre)\b/,
      ),
    ],
  },
  {
    name: 'Sel de potassium',
    anyway: true,
    scope: YEAR,
    importance: 3,
    planned: true,
    options: [
      o(
        'interdit',
        /\b(?:pas|ni|sans|jamais|eviter|plus|interdi\w+|proscri\w+)\b[^.;,]{0,24}\bsels? (?:de (?:substitution|regime|potassium|remplacement)|au potassium|dietetique)|\bregime (?:pauvre en potassium|hypokaliemi\w+)|\bpauvre en potassium/,
      ),
      o(
        'conseillé',
        /\b(?:remplacer|utiliser|preferer|prendre|conseill\w+|autorise)\b[^.;]{0,40}\bsels? (?:de (?:substitution|regime|potassium)|au (?:chlorure de )?potassium|dietetique)|\bsel de (?:regime|substitution)[^.;]{0,20}\b(?:conseill\w+|autorise|possible)|\b(?:aliments|regime) riches? en potassium/,
      ),
    ],
  },
  {
    name: 'Texture des repas',
    scope: MOMENT,
    importance: 2,
    planned: true,
    about: /\b(?:texture|alimentation|repas|mixe\w*|fausses? routes?|hachee?|eau gelifiee|regime)\b/,
    options: [
      o('rien par la bouche', /\b(?:a jeun strict|rien per os|nutrition exclusive par (?:sonde|gastrostomie)|pas d alimentation orale)/),
      o('mixée', /\bmixee?s?\b|\bmouline\w*|\blisse\b/),
      o('hachée', /\bhachee?s?\b|\bmorceaux (?:fondants|petits)/),
      o(
        'normale',
        /\b(?:texture|alimentation|repas) (?:normale?s?|ordinaire|entiere?)\b|\btexture\b[^.;,:|]{0,40}: ?(?:normale|ordinaire|entiere)\b|\bmange (?:de tout|normalement|seule? de tout)/,
      ),
    ],
  },
  {
    name: 'Observance',
    scope: 60,
    importance: 2,
    options: [
      o(
        'mauvaise',
        /\b(?:mauvaise|faible|mediocre|irreguliere|aleatoire|non) (?:observan\w+|compliance|adhesion)|\b(?:observance|compliance|adhesion) (?:\w+ )?(?:mauvaise|mediocre|faible|irreguliere|aleatoire|insuffisante|partielle|nulle)|\boubli\w* (?:frequents?|reguliers?|souvent|ses|plusieurs)|\bprend (?:mal|irregulierement) (?:ses|son|le)|\binobservan\w+|\b(?:pas|aucune|plus) de delivrance|\b(?:non|jamais|pas) delivree?s?\b|\b(?:jamais|pas|non) (?:ete )?(?:ouvert|entame|commence|achete|retire|debute)e?s?\b(?! (?:le|la|l) (?:drain|sonde|pansement))|\b(?:compteur|doseur) a \d{2,3}\b|\b(?:jours?|nuits?) d utilisation ?: ?(?:\d|1[0-7]) (?:sur )?(?:28|29|30|31)\b|\bsaute (?:souvent|une prise sur)|\bne (?:prend|utilise|met|fait) (?:pas|plus|jamais) (?:son|sa|ses|le|la) /,
      ),
      o(
        'bonne',
        /\b(?:bonne|excellente|parfaite) (?:observance|compliance|adhesion)|\b(?:observance|compliance|adhesion) (?:\w+ )?(?:bonne|excellente|parfaite|correcte|satisfaisante)|\bprend (?:bien|regulierement|correctement) (?:ses|son|le|tous)|\bn oublie jamais|\bsans oubli|\bprise (?:reguliere|quotidienne)|\bpilulier (?:bien )?vide/,
      ),
    ],
  },
  {
    name: 'Alcool',
    scope: YEAR,
    importance: 2,
    of: 'adult',
    first: 'consommation quotidienne',
    options: [
      o(
        'jamais',
        /\b(?:alcool|oh|ethyl\w*) ?: ?(?:jamais|non|0|aucune?|nul\w*|neant)\b|\bne (?:boit|consomme) (?:jamais|pas)(?: d alcool)?|\bjamais d alcool|\bpas d alcool\b/,
      ),
      o(
        'consommation quotidienne',
        /\b(?:alcool|vin|bieres?|pastis|whisky|verres?|bouteilles?|litres?|ethyl\w+)\b[^.;]{0,40}\b(?:par jour|quotidien\w*|chaque jour|tous les (?:jours|soirs))|\b(?:ethylisme|alcoolisme) (?:chronique|actif)|\balcoolodependan\w+/,
      ),
    ],
  },
  {
    name: 'Tabac, passé',
    scope: 'life',
    importance: 2,
    first: 'a fumé',
    options: [
      o(
        'n’a jamais fumé',
        /\bn a jamais fume\b|\bnon fumeu\w+ ?\(?jamais|\btabagisme ?: ?jamais|\bjamais fume\b|\bnon fumeu\w+ (?:de toujours|depuis toujours)|\btabac(?: pendant la grossesse)? ?: ?jamais|\bn ayant jamais fume/,
      ),
      o(
        'a fumé',
        /\b(?<!non )(?:ex )?fumeu(?:r|se)\b(?! passi)|\btabagi(?:sme|que) (?:actif|active|sevre\w*|ancien|chronique|a \d)|\b\d{1,2} (?:cig\w*|paquets?) (?:par|j\b)|\b\d{1,3} ?(?:pa|paquets? annees?)\b|\btabac (?:sevre|actif|arrete|: ?\d)|\bfume \d/,
      ),
    ],
  },
  {
    name: 'Cannabis et autres substances',
    scope: 360,
    importance: 2,
    options: [
      o(
        'non',
        /\b(?:cannabis|thc|joints?|toxiques?|drogues?|stupefiants?|substances? psychoactives?|toxicomanie) ?: ?(?:non|0|aucune?|jamais|nie|neant)|\b(?:pas de|ni|aucune?|jamais de|jamais consomme de) (?:cannabis|consommation de (?:cannabis|drogue|toxique)|toxiques?|drogue|stupefiants?)/,
      ),
      o(
        'oui',
        /\b(?:cannabis|joints?|thc|cocaine|heroine) ?:? ?(?:oui|\d|quotidien\w*|regulier\w*|occasionnel\w*|un|deux|trois|urinaire positif|positif|\+)|\bfume (?:du |le )?(?:cannabis|joints?)|\bconsomm\w+ (?:de |du )?(?:cannabis|cocaine|heroine)|\b\d (?:a \d )?joints?\b/,
      ),
    ],
  },
  {
    name: 'Alimentation',
    scope: 200,
    importance: 2,
    options: [
      o('végétalienne ou végane', /\bveg(?:an\w*|etalien\w*)\b/),
      o('végétarienne', /\bvegetarien\w*/),
      o(
        'omnivore',
        /\bomnivore|\bviande (?:rouge )?\d|\bmange (?:de la )?viande|\balimentation (?:variee|diversifiee) (?:et equilibree )?avec viande/,
      ),
    ],
  },
  {
    name: 'Activité physique',
    scope: 60,
    importance: 1,
    options: [
      o(
        'peu ou pas',
        /\bsedentaire\b|\baucune activite physique|\bpas d activite physique|\bactivite physique ?: ?(?:non|0|aucune|nulle|neant)|\bne (?:marche|bouge|sort) (?:plus|pas|presque)|\bpas sorti (?:depuis)?/,
      ),
      o(
        'régulière',
        /\bactivite physique (?:reguliere|quotidienne|soutenue)|\bmarche (?:une heure|1 ?h|30 min\w*|tous les jours|quotidienne\w*)|\b(?:velo|natation|sport|course) (?:\w+ )?(?:tous les|quotidien\w*|regulier\w*|\d fois|deux fois|trois fois)|\bsporti(?:f|ve) reguli/,
      ),
    ],
  },
  {
    name: "Exposition à l'amiante",
    scope: 'life',
    importance: 2,
    about: /\bamiante|\basbeste/,
    options: [
      o('non', /\b(?:pas|aucune|jamais|sans|ni|non)\b[^.;]{0,40}\bamiante|\bamiante ?: ?(?:non|0|aucune|jamais)/),
      o(
        'oui',
        /\b(?:exposition|expose\w*|manipul\w+|contact)\b[^.;]{0,40}\bamiante|\bamiante ?: ?(?:oui|\+)|\bpar l amiante|\bamiante sans protection/,
      ),
    ],
  },
  {
    name: 'Voyage récent',
    scope: 100,
    importance: 3,
    options: [
      o('non', /\b(?:pas|aucun|sans|ni) (?:de )?(?:notion de )?voyage|\bvoyages? (?:recents? )?: ?(?:non|0|aucun|neant)/),
      o(
        'oui',
        /\b(?:depart|part|retour|rentre\w*|sejour|voyage) (?:prevu |le [0-9 ]{1,8})?(?:au|en|du|de|d|aux|a) (?:cameroun|senegal|cote d ivoire|mali|congo|rdc|gabon|benin|togo|burkina|guinee|madagascar|maroc|algerie|tunisie|egypte|inde|thailande|vietnam|indonesie|bali|cambodge|laos|bresil|perou|mexique|guyane|martinique|guadeloupe|reunion|mayotte|comores|afrique|asie|bangladesh|pakistan|sri lanka|kenya|tanzanie|ethiopie|nigeria|ghana|haiti|cuba|republique dominicaine|colombie|bolivie)/,
      ),
    ],
  },
  {
    name: 'Portage de bactérie résistante',
    scope: YEAR,
    importance: 2,
    subject: /\b(bmr|bhre|blse|sarm|epc|erv)\b/,
    options: [
      o('non porteur', /\b(?:bmr|bhre|blse|sarm|epc|erv) ?:? ?(?:non|negati\w+|0|-)|\bnon porteu(?:r|se)|\bdepistage (?:\w+ )?negatif/),
      o('porteur', /\bporteu(?:r|se) (?:de |d une )?|\b(?:bmr|bhre|blse|sarm|epc|erv) ?:? ?(?:oui|positi\w+|\+)|\bcolonis\w+/),
    ],
  },
  {
    name: 'Appareil de ventilation',
    scope: 60,
    importance: 1,
    about: /\b(?:ppc|vni|cpap)\b/,
    options: [
      o(
        'non utilisé',
        /\b(?:ppc|vni|cpap)\b[^.;]{0,24}\b(?:abandonnee?|non (?:utilisee?|supportee?|portee?)|arretee?|rendue?|pas (?:utilisee?|supportee?|portee?))|\bne (?:met|supporte|porte|utilise) (?:plus|pas) (?:sa |la )(?:ppc|vni|cpap)/,
      ),
      o(
        'utilisé',
        /\b(?:ppc|vni|cpap)\b[^.;]{0,24}\b(?:bien (?:toleree|supportee|utilisee)|toutes les nuits|chaque nuit|observance (?:bonne|excellente|correcte))/,
      ),
    ],
  },
  ...(
    [
      ['Dépistage du col', String.raw`(?:fcu|fcv|frottis|test hpv|hpv|depistage du (?:cancer du )?col)`],
      ['Dépistage du sein', String.raw`(?:mammo\w*|depistage du (?:cancer du )?sein)`],
      ['Dépistage colorectal', String.raw`(?:test immunologique|hemoccult|depistage (?:colorectal|du cancer colorectal))`],
    ] as const
  ).map(([name, test]): Choice => ({
    name,
    scope: 300,
    importance: 2,
    of: 'adult',
    planned: true,
    options: [
      o(
        'à faire ou non fait',
        new RegExp(
          String.raw`\b(?:aucune?|pas de|jamais de)\b[^.;]{0,40}\b${test}[^.;]{0,24}\b(?:enregistre|retrouve|fait|depuis)|\b${test}\b[^.;]{0,24}\b(?:en retard|a faire|jamais faite?|non faite?|pas faite?|depasse|a prevoir depuis)`,
        ),
      ),
      o('à jour', new RegExp(String.raw`\b${test}\b[^.;]{0,16}\b(?:a jour|ok)\b`)),
    ],
  })),
  {
    name: 'Test de dépistage colorectal',
    scope: 300,
    importance: 3,
    about: /\b(?:test immunologique|test (?:du )?colo\w*|depistage (?:colorectal|du cancer colo\w*)|hemoccult|fit)\b/,
    options: [o('positif', /\bpositi(?:f|ve)\b/), o('négatif', /\bnegati(?:f|ve)\b/)],
  },
  {
    name: 'Intervalle QT',
    scope: 30,
    importance: 3,
    options: [
      o('allongé', /\bqtc? ?[:=a]* ?(?:4[6-9]\d|5\d\d|6\d\d)\b|\bqtc? (?:long|allonge\w*|prolonge\w*)/),
      o('normal', /\bqtc? (?:est )?(?:normal|compris|correct|non allonge)|\bqtc? ?[:=a]* ?(?:3[5-9]\d|4[0-4]\d)\b/),
    ],
  },
  {
    name: 'Mammographie, classement',
    scope: 60,
    importance: 3,
    worst: true,
    options: [
      o('ACR 4 ou 5', /\b(?:acr|bi ?rads) ?:? ?[45]\w?\b/),
      o('ACR 3', /\b(?:acr|bi ?rads) ?:? ?3\b/),
      o('ACR 1 ou 2', /\b(?:acr|bi ?rads) ?:? ?[12]\b|\bmammo\w*\b[^.;]{0,20}\b(?:ras|normale|sans anomalie)\b/),
    ],
  },
  {
    name: 'Biopsies duodénales',
    scope: 1500,
    importance: 3,
    options: [
      o('normales', /\bvillosites normales|\bmarsh 0\b|\b(?:pas|absence) d atrophie villositaire|\bbiopsies duodenales (?:normales|sans)/),
      o('maladie cœliaque', /\batrophie villositaire\b|\bcoeliaque (?:prouvee|confirmee|histologiquement)|\bmarsh (?:3|iii)/),
    ],
  },
];
