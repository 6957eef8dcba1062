import { LASTING, SEASON, YEAR, o } from './option.js';
import type { Choice } from './claim.js';

const eye = (name: string, options: Choice['options'], scope: Choice['scope'], first?: string): Choice => ({
  name,
  scope,
  importance: 2,
  subject: /\b(od|og)\b|\boeil (droit|gauche)\b/,
  options,
  ...(first === undefined ? {} : { first }),
});

/** Eye and ear. */
export const SENSES: readonly Choice[] = [
  eye(
    'Cataracte',
    [
      o(
        'à opérer',
        /\bcataracte\b[^.;]{0,40}\b(?:chirurgicale|a operer|evoluee|corticale|nucleaire|obturante|programmee|non operee)\b|\bchirurgie de (?:la )?cataracte (?:prevue|programmee)/,
      ),
      o('opérée', /\bpseudo ?phak\w*|\bcataracte\b[^.;]{0,16}\boperee?s?\b|\bphaco\w* (?:faite|le|en)\b/),
    ],
    'life',
    'opérée',
  ),
  {
    name: 'Cataracte des deux yeux',
    scope: YEAR,
    importance: 2,
    anyway: true,
    options: [
      o(
        'opérée des deux côtés',
        /\bcataractes? (?:operees? )?(?:odg|des (?:deux|2) yeux|bilaterales?)(?: operees?)?|\bpseudo ?phak\w* (?:bilateral\w*|odg|des deux yeux)/,
      ),
      o(
        'un œil encore à opérer',
        /\bcataracte (?:og|od|de l oeil \w+|oeil \w+)[^.;]{0,24}\b(?:chirurgicale|a operer|programmee|prevue|evoluee|obturante)|\bchirurgie (?:de la )?cataracte[^.;]{0,16}\b(?:od|og|oeil (?:droit|gauche))\b[^.;]{0,12}\b(?:prevue|programmee|le)|\bcataracte oeil (?:gauche|droit)/,
      ),
    ],
  },
  {
    name: 'Glaucome',
    scope: LASTING,
    importance: 2,
    options: [
      o('par fermeture de l’angle', /\bglaucome\b[^.;]{0,20}\b(?:angle ferme|fermeture de l angle|angle etroit)/),
      o('à angle ouvert', /\bglaucome\b[^.;]{0,20}\bangle ouvert|\bgpao\b/),
    ],
  },
  {
    name: 'Rétinopathie diabétique',
    scope: YEAR,
    importance: 2,
    worst: true,
    options: [
      o('proliférante', /\bretinopathie (?:diabetique )?(?:proliferante|proliferative)\b|\brdp\b/),
      o('non proliférante sévère', /\bretinopathie (?:diabetique )?(?:non proliferante )?severe/),
      o('non proliférante modérée', /\bretinopathie (?:diabetique )?(?:non proliferante )?moderee/),
      o('minime', /\bretinopathie (?:diabetique )?(?:non proliferante )?(?:minime|legere)/),
      o(
        'absente',
        /\b(?:pas|absence|sans|aucune) (?:de |signes? de )?retinopathie|\bretinopathie (?:diabetique )?(?:absente|: ?(?:non|0))|\bfond d oeil (?:normal|sans retinopathie)/,
      ),
    ],
  },
  {
    name: 'Amétropie',
    scope: LASTING,
    importance: 1,
    options: [o('myope', /\bmyop(?:e|ie)\b/), o('hypermétrope', /\bhypermetrop(?:e|ie)\b/)],
  },
  {
    name: 'Strabisme',
    scope: LASTING,
    importance: 1,
    options: [o('divergent', /\bstrabisme (?:\w+ )?divergent|\bexotropie/), o('convergent', /\bstrabisme (?:\w+ )?convergent|\besotropie/)],
  },
  {
    name: 'Surdité, type',
    scope: LASTING,
    importance: 2,
    about: /\b(?:surdite|audiogramme|perte auditive|hypoacousie)\b/,
    options: [
      o('mixte', /\b(?:surdite|perte|hypoacousie)(?: \w+){0,3} mixte/),
      o('de transmission', /\b(?:surdite|perte|hypoacousie)(?: \w+){0,3} (?:de )?transmission(?:nelle)?/),
      o('de perception', /\b(?:surdite|perte|hypoacousie)(?: \w+){0,3} (?:de )?perception|\bneurosensorielle|\bpresbyacousie/),
    ],
  },
  {
    name: 'Appareils auditifs',
    scope: YEAR,
    importance: 2,
    about: /\b(?:appareil\w*|audioprothes\w*|aides? auditives?|protheses? auditives?)\b/,
    options: [
      o('aucun', /\b(?:non|pas) appareillee?\b|\b(?:pas d|aucun) ?(?:appareil|prothese) auditi\w+|\brefus\w* (?:l |d )?appareill\w+/),
      o(
        'des deux côtés',
        /\b(?:appareil\w*|protheses?|aides?)\b[^.;]{0,40}\b(?:bilateral\w*|(?:des|les|aux) deux oreilles|binaural\w*|odg)/,
      ),
      o(
        'd’un seul côté',
        /\b(?:appareil\w*|protheses?|aides?)\b[^.;]{0,30}\b(?:oreille (?:droite|gauche)|unilateral\w*|a (?:droite|gauche)(?: seulement| seule)?|od|og)\b/,
      ),
    ],
  },
  {
    name: 'Aérateurs transtympaniques',
    scope: SEASON,
    importance: 1,
    options: [
      o(
        'tombés ou retirés',
        /\b(?:att|aerateurs?|yoyos?|drains? transtymp\w+)\b[^.;]{0,24}\b(?:tombes?|expulses?|retires?|absents?|elimines?)/,
      ),
      o('en place', /\b(?:att|aerateurs?|yoyos?|drains? transtymp\w+)\b[^.;]{0,24}\b(?:en place|permeables?|fonctionnels?)/),
    ],
  },
];
