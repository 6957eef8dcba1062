import { LASTING, SEASON, YEAR, o } from './option.js';
import type { Choice } from './claim.js';

const ORAL_ANTICOAGULANT =
  /\b(?:anticoag\w+|aod|avk|eliquis|apixaban|xarelto|rivaroxaban|pradaxa|dabigatran|previscan|fluindione|coumadine|warfarine|sintrom|acenocoumarol|lixiana|edoxaban)\b/;

/** Implants and devices. */
export const DEVICES: readonly Choice[] = [
  {
    name: 'Stimulateur ou défibrillateur, cavités',
    scope: 'event',
    single: true,
    importance: 2,
    about: /\b(?:stimulateur|pace ?maker|pm|defibrillateur|dai|boitier|prothese rythmologique|resynchronisation|crt|marque|modele)\b/,
    options: [
      o('triple chambre', /\btriple chambre|\bresynchronisation|\bcrt ?[dp]?\b|\bbiventriculaire|\bmulti ?sites?/),
      o(
        'double chambre',
        /\bdouble chambre|\bddd ?r?\b|\bbicameral|\b(?:cobalt|gallant|assurity|azure|evity|edora|advisa|sphera|ellipse|evera|accolade|ensura|adapta|zenex|reply|alizea|kora|intica|rivacor|acticor) (?:xt )?dr\b/,
      ),
      o(
        'simple chambre',
        /\b(?:simple|mono) ?chambre|\bvvi ?r?\b|\bmonocameral|\b(?:cobalt|gallant|assurity|azure|evity|edora|advisa|sphera|ellipse|evera|accolade|ensura|adapta|zenex|reply|alizea|kora|intica|rivacor|acticor) (?:xt )?[vs]r\b/,
      ),
      o('sans sonde', /\bsans sonde\b|\bmicra\b|\baveir\b|\bleadless/),
    ],
  },
  {
    name: 'Stimulateur ou défibrillateur, fabricant',
    scope: 'event',
    single: true,
    importance: 2,
    about: /\b(?:stimulateur|pace ?maker|pm|defibrillateur|dai|boitier|holter implantable|moniteur|marque|modele)\b/,
    options: [
      o('Medtronic', /\bmedtronic|\bmicra\b|\bazure\b|\bcobalt\b|\bevera\b|\bassura\b|\breveal\b|\blinq\b|\badvisa\b|\bensura\b/),
      o('Abbott', /\babbott|\bst jude|\bgallant\b|\bassurity\b|\baveir\b|\bellipse\b|\bconfirm rx/),
      o('Boston Scientific', /\bboston(?: scientific)?|\baccolade\b|\bemblem\b|\blux dx/),
      o('Biotronik', /\bbiotronik|\bedora\b|\bevity\b|\bbiomonitor|\brivacor\b|\bacticor\b|\bintica\b/),
      o('Microport', /\bmicroport|\bsorin\b|\blivanova|\balizea\b|\bkora\b|\breply\b/),
    ],
  },
  {
    name: 'IRM et matériel implanté',
    scope: 'event',
    importance: 3,
    about: /\birm\b/,
    planned: true,
    options: [
      o('non compatible', /\b(?:non|pas|in) ?(?:irm )?compatible\b(?: (?:avec l )?irm)?|\birm (?:contre indiquee|impossible|interdite)/),
      o('compatible', /\b(?:irm ?(?:conditionnel\w*|compatible)|compatible (?:avec l )?irm|irm (?:autorisee|possible|realisable))/),
    ],
  },
  {
    name: 'Défibrillateur, thérapies',
    scope: YEAR,
    importance: 3,
    about: /\b(?:defibrillateur|dai|boitier|therapies)\b/,
    options: [
      o(
        'désactivées',
        /\b(?:defibrillateur|dai|boitier|therapies|chocs?|fonction (?:de )?defibrillation)\b[^.;:]{0,40}?(?<!(?:non|pas|etre|pas ete|jamais ete) )\b(?:desactive|inactive|coupe)e?s?\b/,
      ),
      o(
        'actives',
        /\b(?:defibrillateur|dai|boitier|therapies|fonction (?:de )?defibrillation)\b[^.;:]{0,40}?(?<!(?:non|pas) )\b(?:(?:laisse|maintenu|reste|conserve|re)e?s? ?active?e?s?|non desactivee?s?|pas (?:ete )?desactivee?s?)\b/,
      ),
    ],
  },
  {
    name: 'Anticoagulant avant une intervention',
    scope: SEASON,
    importance: 3,
    planned: true,
    about: ORAL_ANTICOAGULANT,
    options: [
      o(
        'à ne pas interrompre',
        /\b(?:ne (?:pas |jamais )?(?:l |le |la )?(?:interromp\w+|arret\w+|suspend\w+)(?: pas)?|pas (?:d |de )?(?:interruption|arret)|sans (?:arret|interruption)|n est pas (?:interrompue?|arretee?)|(?:maintenu|poursuivi|continue)e? (?:jusqu|pour (?:l |la )?(?:intervention|operation|geste|chirurgie)))\b/,
      ),
      o(
        'à arrêter',
        /\b(?:(?:a )?(?:arret\w*|interromp\w+|suspend\w+|stop\w*|derniere prise))\b[^.;]{0,24}\b(?:\d{1,2} ?(?:h|heures?|jours?|j)\b(?: [a-z]+)? avant|j ?- ?\d|la veille|l avant veille|avant (?:l |la |le )?(?:intervention|operation|geste|chirurgie|bloc))/,
      ),
    ],
  },
  {
    name: 'Valve cardiaque',
    scope: 'event',
    single: true,
    importance: 3,
    about: /\b(?:valve|valvulaire|prothese|bioprothese|rva[oc]?|rvm|tavi|mitra\w+|aorti\w+)\b/,
    options: [
      o(
        'biologique',
        /\bbio ?prothese\b|\b(?:valve|prothese|rva[oc]?|rvm|remplacement)\b[^.;,]{0,40}\bbio(?:logique)?\b|\btavi\b|\bperimount|\bmagna ease|\bsapien|\bcorevalve|\bevolut\b/,
      ),
      o(
        'mécanique',
        /\b(?:valve|prothese|rva[oc]?|rvm|remplacement)\b[^.;,]{0,40}\bmeca(?:nique)?\b|\bon x\b|\bcarbomedics|\bst jude (?:n|\d)/,
      ),
    ],
  },
  {
    name: 'Valve opérée',
    scope: 'event',
    single: true,
    importance: 3,
    options: [
      o(
        'mitrale',
        /\b(?:valve|prothese|bioprothese|remplacement(?: valvulaire)?|plastie|rv)\b(?: (?!(?:et|en|de) )\w+){0,2} mitrale?|\brvm\b|\bmitraclip|\bmitrale? (?:mecanique|biologique|operee?)/,
      ),
      o(
        'aortique',
        /\b(?:valve|prothese|bioprothese|remplacement(?: valvulaire)?|rv)\b(?: (?!(?:et|en|de) )\w+){0,2} aortique|\brva[oc]?\b|\btavi\b|\baortique (?:mecanique|biologique|operee?)/,
      ),
    ],
  },
  {
    name: 'Dispositif intra-utérin',
    scope: SEASON * 3,
    importance: 2,
    about: /\b(?:diu|sterilet|dispositif intra uterin|mirena|kyleena|jaydess|ballerine)\b/,
    options: [
      o('hormonal', /\b(?:diu|sterilet)\b[^.;,]{0,24}\b(?:hormonal|levonorgestrel|lng|progest\w+)|\bmirena\b|\bkyleena\b|\bjaydess\b/),
      o('au cuivre', /\b(?:diu|sterilet)\b[^.;,]{0,24}\bcuivre|\bballerine\b/),
    ],
  },
  {
    name: 'Stomie',
    scope: LASTING,
    importance: 2,
    options: [o('iléostomie', /\bileostomie/), o('colostomie', /\bcolostomie/)],
  },
  {
    name: 'Prothèse de genou ou de hanche',
    scope: 'event',
    importance: 1,
    subject: /\b(hanche|genou|pth|ptg)\b/,
    about: /\b(?:prothese|hemiarthroplastie|arthroplastie)\b/,
    options: [
      o('partielle', /\bhemiarthroplastie|\bprothese (?:intermediaire|cervicocephalique|unicompartiment\w+|uni\b|partielle)/),
      o('totale', /\bprothese totale|\barthroplastie totale|\bpt[hg]\b/),
    ],
  },
  {
    name: 'Sonde urinaire',
    scope: 14,
    first: 'en place',
    importance: 2,
    options: [
      o(
        'en place',
        /\b(?:sonde (?:urinaire|vesicale|a demeure)|sad|su) (?:toujours |encore )?(?:en place|a demeure)|\b(?:sort|sortie?|rentre|retour|porteu(?:r|se)|repart) (?:a domicile )?(?:avec|d) (?:une |sa |la )?(?:sonde (?:urinaire|vesicale|a demeure)|sad)\b|\bporteu(?:r|se) d une (?:sonde urinaire|sad)/,
      ),
      o(
        'absente',
        /\b(?:pas de|sans|aucune) (?:sonde(?: (?:urinaire|vesicale|a demeure))?(?! (?:jj|gastri\w+|nasog\w+|double|d ))|sad)\b|\bsonde ?(?:urinaire |vesicale )?: ?non\b|\bsonde (?:urinaire|vesicale) (?:retiree|otee|enlevee)/,
      ),
    ],
  },
];
