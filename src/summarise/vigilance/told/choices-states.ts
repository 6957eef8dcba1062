import type { Choice } from './claim.js';
import { LASTING, SEASON, YEAR, o } from './option.js';

/** An organ that a paper says free of metastases, and another ill of them. */
const metastases = (organ: string, places: string, free = ''): Choice => ({
  name: `Métastases (${organ})`,
  scope: SEASON,
  importance: 3,
  first: 'aucune',
  options: [
    o(
      'aucune',
      new RegExp(
        String.raw`\b(?:pas|absence|aucune?|sans|ni) (?:de |d |autre )*(?:fixation|hypermetabolisme|lesion|localisation|metastase|atteinte|foyer|anomalie|secondarisme)s?(?: (?:secondaires?|suspecte?s?|metabolique|hepatique ni|pulmonaire ni|osseuse ni|ou|ni))* (?:${places})|\b(?:${places})[^.;,]{0,12}\b(?:indemnes?|libres?)${free}`,
      ),
    ),
    o(
      'présentes',
      new RegExp(
        String.raw`\bmetasta\w+ (?:\w+ ){0,2}?(?:${places})|\b(?:${places}) metastati\w+|\bmetastati\w+ (?:au niveau |a l etage )?(?:${places})|\b(?:lesions?|localisations?) secondaires? (?:${places})`,
      ),
    ),
  ],
});

const SIDES = ['droit', 'gauche'] as const;

/** States that one paper tells and another gainsays: of an infection, a wish, a job, an organ. */
export const STATES: readonly Choice[] = [
  metastases('os', String.raw`osseu(?:x|ses?)|vertebra(?:l|le|les|ux)|des? os\b`, String.raw`|\bscintigraphie osseuse normale`),
  metastases('foie', String.raw`hepatiques?|du foie`),
  metastases('poumon', String.raw`pulmonaires?|du poumon`),
  metastases('cerveau', String.raw`cerebra(?:l|le|les|ux)|encephaliques?`),
  {
    name: 'Hépatite virale, état',
    scope: 'life',
    importance: 3,
    about: /\b(?:hepatites? [bc]|vh[bc])\b/,
    first: 'guérie',
    options: [
      o(
        'guérie',
        /\bguerison virologique|\breponse virologique soutenue|\brvs ?(?:12|24)?\b|\b(?:hepatite [bc]|vh[bc])\b[^.;]{0,50}\b(?:guerie?|eradique\w*|indetectable)|\barn (?:vhc |du vhc )?(?:indetectable|negati\w+) a/,
      ),
      o(
        'active',
        /\b(?:hepatite [bc]|vh[bc])\b[^.;,]{0,24}\b(?:activ\w+|evolutiv\w+|non traitee?|a traiter|replicati\w+|detectable)|\bporteu(?:r|se) (?:chronique )?d? ?(?:une |du )?(?:hepatite [bc]|vh[bc])/,
      ),
    ],
  },
  {
    name: 'Directives anticipées, valeur',
    scope: 'life',
    importance: 3,
    planned: true,
    about: /\bdirectives?\b/,
    first: 'révoquées',
    options: [
      o(
        'révoquées',
        /\b(?:annule|revoque|retire|dechire)\w*\b[^.;]{0,40}\b(?:ecrits?|directives?|redige\w*)\b|\b(?:ecrits?|directives?)\b[^.;,]{0,30}\b(?:annule|revoque|caduqu)\w*/,
      ),
      o('en vigueur', /\bdirectives? (?:anticipees? )?(?:en vigueur|valides?|valables?|: (?:refus|pas|non|ne )|redigees?|ecrites?)/),
    ],
  },
  {
    name: 'Personne de confiance, désignation',
    scope: LASTING,
    importance: 2,
    planned: true,
    kin: true,
    first: 'désignée',
    options: [
      o(
        'non désignée',
        /\bpersonnes? de confiance ?:? ?(?:\(?(?:non|pas (?:encore )?)(?:de )?(?:designee?|nommee?|renseignee?)?\b|aucune|neant|0\b|absente)|\b(?:pas|n a pas|aucune|ne souhaite pas|n a jamais|sans)\b[^.;]{0,30}\bpersonnes? de confiance/,
      ),
      o(
        'désignée',
        /\bpersonne de confiance ?(?::|designee?|=|est|nommee?)? ?(?:designee? )?(?:m |mr|mme|m\.|monsieur|madame|sa |son |le |la |oui\b|[a-z]+ [a-z]+,? ?\(?(?:fille|fils|epouse|epoux|mari|femme|soeur|frere|mere|pere|compagn\w+|conjointe?|niece|neveu|amie?))|\bformulaire[^.;]{0,40}personne de confiance/,
      ),
    ],
  },
  {
    name: 'Tutelle ou curatelle, cours',
    scope: LASTING,
    importance: 3,
    of: 'adult',
    planned: true,
    first: 'levée',
    options: [
      o(
        'levée',
        /\b(?:mainlevee|levee|fin|main levee) (?:de (?:la |sa )?|d une |du )(?:mesure|tutelle|curatelle|sauvegarde|protection)|\b(?:tutelle|curatelle|sauvegarde)\b[^.;,]{0,24}\b(?:levee|terminee|caduque|non renouvelee)|\brecouvre l exercice de ses droits/,
      ),
      o(
        'en cours',
        /\bsous (?:tutelle|curatelle|sauvegarde)|\b(?:tuteur|curateur|tutrice|curatrice) (?:requis\w*|:|joint\w*|prevenu\w*)|\bmajeure? protegee?/,
      ),
    ],
  },
  {
    name: 'Staphylocoque doré et méticilline',
    scope: YEAR,
    importance: 3,
    options: [
      o(
        'résistant',
        /\bsarm\b(?! ?:? ?(?:non|neg\w*|absen\w*|-|0))|\b(?:aureus|staphylocoque dore)\b[^.;,]{0,20}\b(?:resistant a la )?(?:meti(?:cilline)?)(?: |-)?r(?:esistant)?\b/,
      ),
      o(
        'sensible',
        /\bsams\b|\b(?:aureus|staphylocoque dore)\b[^.;,]{0,20}\b(?:sensible a la meticilline|meti(?:cilline)?(?: |-)?s(?:ensible)?)\b/,
      ),
    ],
  },
  {
    name: 'Réaction à l’inhibiteur de l’enzyme de conversion',
    scope: 'life',
    importance: 3,
    about: /\b(?:iec|inhibiteurs? de l enzyme de conversion|ramipril|perindopril|enalapril|lisinopril|captopril|triatec|coversyl)\b/,
    options: [
      o('angio-œdème', /\b(?:angio ?-?oedeme|oedeme (?:de quincke|angioneurotique|bradykinique))\b/),
      o(
        'toux',
        /\b(?:intoleran\w*|allerg\w*|arret\w*|stop\w*|reaction)\b[^.;]{0,40}\btoux\b|\btoux (?:sous|aux?|a l|due aux?) (?:iec|inhibiteurs?|ramipril|perindopril|enalapril|lisinopril)/,
      ),
    ],
  },
  {
    name: 'Fermeture du foramen ovale',
    scope: YEAR,
    importance: 2,
    about: /\b(?:fop|foramen ovale)\b/,
    options: [
      o(
        'non faite',
        /\b(?:fop|foramen ovale)\b[^.;]{0,40}\b(?:non ferme|pas (?:ete )?ferme|jamais ferme|laisse (?:en place|ouvert))|\b(?:pas (?:de|d indication (?:a (?:la )?)?)|non) ?fermeture (?:du |de )?(?:fop|foramen)|\bne pas fermer (?:le )?(?:fop|foramen)|\bfermeture (?:du |de )?(?:fop|foramen ovale)(?: percutanee)? ?:? ?(?:non (?:indiquee|retenue|faite)|pas (?:indiquee|retenue)|recusee|refusee)/,
      ),
      o(
        'faite',
        /\b(?:fop|foramen ovale)(?: permeable)? (?:a ete )?ferme\b|\bfermeture (?:percutanee )?(?:du |de )?(?:fop|foramen ovale)\b[^.;:]{0,24}\b(?:en (?:19|20)\d\d|le \d|faite|realisee|par (?:prothese|amplatzer|occlutech))/,
      ),
    ],
  },
  {
    name: 'Bactérie résistante',
    scope: YEAR,
    importance: 3,
    first: 'portage',
    options: [
      o(
        'aucun portage',
        /\b(?:portage|porteur|bmr|bhre?)\b[^.;|]{0,30}?(?:: ?(?:non\b|neant|0\b|aucun)|\? ?non\b|(?:\[ ?\]|☐) ?oui ?(?:\[ ?x ?\]|☒) ?non)|\b(?:pas|aucun|absence) (?:de )?(?:portage|bmr|bhre?)\b/,
      ),
      o(
        'portage',
        /\b(?:presence|portage|porteu(?:r|se)|colonis\w+|isole\w*|positi\w+|mise en evidence) (?:connu )?(?:a |d une? |d |de |du |par (?:un |une )?)?[^.;]{0,40}\b(?:bmr|bhre?|epc|blse|sarm|erv|erg|oxa ?48|ndm|kpc|vim|carbapenemases?)\b|\b(?:epc|blse|sarm|erv|oxa ?48) ?(?:\+|positi\w+|: ?oui|: ?(?:☒|\[ ?x ?\]) ?oui)/,
      ),
    ],
  },
  {
    name: 'Emploi',
    scope: SEASON,
    importance: 2,
    of: 'adult',
    options: [
      o(
        'sans activité',
        /\bsans (?:activite|emploi)(?: professionnelle)?(?= ?(?:depuis|$|[.,;)]))|\b(?:n a plus|ne reprendra|aucune) (?:d )?activite(?: professionnelle)?|\bne travaille (?:plus|pas)\b|\bn a jamais travaille/,
      ),
      o(
        'en poste',
        /\btemps (?:plein|partiel|complet) depuis|\btravaille (?:a (?:plein|temps)|actuellement|encore|toujours|de nuit|en equipe)|\bsans interruption de (?:travail|son activite)/,
      ),
    ],
  },
  {
    name: 'Colectomie',
    scope: 'event',
    single: true,
    importance: 2,
    options: [
      o('gauche ou sigmoïde', /\b(?:hemi ?)?colectomie gauche|\bsigmoidectomie|\bcolectomie sigmoid\w+|\bcolectomie segmentaire gauche/),
      o('droite', /\b(?:hemi ?)?colectomie droite|\bresection (?:ileo ?|ilio ?)caecale|\bileo ?colectomie/),
      o('totale', /\bcolectomie (?:sub ?)?totale|\bcolo ?proctectomie/),
      o('transverse', /\bcolectomie transverse/),
    ],
  },
  {
    name: 'Maladie de Parkinson, côté du début',
    scope: 'life',
    importance: 2,
    about: /\bparkinson\w*|\bextrapyramida\w+/,
    options: SIDES.map((side) =>
      o(
        side,
        new RegExp(
          String.raw`\b(?:lateralise\w*|predomin\w+|debut\w*|asymetri\w+|commenc\w+)\b[^.;]{0,24}?\b(?:a|la|le|l|main|hemicorps|cote|membre superieur|bras|pied|jambe) ${side === 'droit' ? 'droite?' : 'gauche'}\b`,
        ),
      ),
    ),
  },
  {
    name: 'Allergie, après tests',
    scope: 'life',
    importance: 3,
    first: 'écartée ou substance permise',
    subject:
      /\b(penicillines?|beta ?lactamines?|amoxicilline|augmentin|clamoxyl|cephalosporines?|cefazoline|aspirine|ains|anti inflammatoires?|iode|iodes?|produits? de contraste|contraste|latex|curares?|paracetamol|codeine|morphine|lidocaine|anesthesiques? locaux|xylocaine|arachide|oeuf|lait|sulfamides?|macrolides?|quinolones?|pristinamycine|pyostacine)\b/,
    options: [
      o(
        'écartée ou substance permise',
        /\b(?:pricks?|idr|tests?(?: cutanes?)?|bilan|provocation|tpo|patchs?|reintroduction|explorations?)\b[^.;:]{0,70}\b(?:negati\w+|bien toleree?|sans reaction)|\b(?:penicillines?|beta ?lactamines?|amoxicilline|cephalosporines?|aspirine|ains|iode|contraste|latex|curares?|lidocaine|anesthesiques? locaux|arachide|oeuf|lait|codeine)\b(?: \w+){0,3}? (?:est |sont |reste\w* |peu\w* etre |redevien\w+ )(?:donc |de nouveau |a nouveau )?(?:permise?s?|autorisee?s?|utilisables?|possibles?|reprise?s?|donnee?s?)\b|\baucune precaution\b[^.;]{0,30}(?:scanner|inject|contraste)|\b(?:pas|absence) d allergie (?:a la |a l |aux? )(?=penicill|amoxi|beta|iode|contraste|latex|aspirine)/,
      ),
      o(
        'allergie',
        /\ballergi(?:e|que|es)\b(?: (?:connue|grave|vraie|severe|medicamenteuse))?(?: ?[:=(]| (?:a|au|aux)(?: (?:la|l))?)? ?(?:la |l |aux |produits? de )*(?=penicill|beta ?lact|amoxi|augmentin|clamoxyl|cephalo|aspirine|ains|iode|contraste|latex|curare|lidoca|arachide|oeuf|lait|codeine|sulfamide)/,
      ),
    ],
  },
];
