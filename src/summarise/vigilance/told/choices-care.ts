import { MOMENT, SEASON, YEAR, o } from './option.js';
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
      o('normale', /\b(?:texture|alimentation|repas) (?:normale?s?|ordinaire|entiere?)\b|\bmange (?:de tout|normalement|seule? de tout)/),
    ],
  },
  {
    name: 'Observance',
    scope: 60,
    importance: 2,
    options: [
      o(
        'mauvaise',
        /\b(?:mauvaise|faible|mediocre|irreguliere|aleatoire|non) (?:observan\w+|compliance|adhesion)|\b(?:observance|compliance|adhesion) (?:\w+ )?(?:mauvaise|mediocre|faible|irreguliere|aleatoire|insuffisante|partielle|nulle)|\boubli\w* (?:frequents?|reguliers?|souvent|ses|plusieurs)|\bprend (?:mal|irregulierement) (?:ses|son|le)|\binobservan\w+/,
      ),
      o(
        'bonne',
        /\b(?:bonne|excellente|parfaite) (?:observance|compliance|adhesion)|\b(?:observance|compliance|adhesion) (?:\w+ )?(?:bonne|excellente|parfaite|correcte|satisfaisante)|\bprend (?:bien|regulierement|correctement) (?:ses|son|le|tous)|\bn oublie jamais|\bpilulier (?:bien )?vide/,
      ),
    ],
  },
  {
    name: 'Cannabis',
    scope: SEASON * 2,
    importance: 1,
    options: [
      o(
        'non',
        /\b(?:cannabis|thc|joints?|toxiques?|drogues?) ?: ?(?:non|0|aucun|jamais|nie)|\b(?:pas de|ni|aucun|aucune) (?:cannabis|consommation de cannabis|toxiques?|drogue)/,
      ),
      o(
        'oui',
        /\b(?:cannabis|joints?) ?:? ?(?:oui|\d|quotidien\w*|regulier\w*|occasionnel\w*|un|deux|trois)|\bfume (?:du |le )?(?:cannabis|joints?)|\bcannabis (?:positif|\+)/,
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
];
