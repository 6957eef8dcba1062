import type { Range } from '../text/analysis.js';

/*
 * What a text foresees, defines or weighs without saying that the patient has it: thresholds printed under a result,
 * instructions for the day when something happens, the reason given in brackets for a drug that is not given.
 */

/** A limit that can be measured: a comparison with a number, a nadir, a threshold. Walking distances and efforts are complaints, not limits. */
const LIMIT = String.raw`(?:[<>≥≤]=? ?(?:\d|nadir|n\b|la normale)|(?:superieure?s?|inferieure?s?|egale?s?)(?: ou egale?s?)? (?:a|au|aux)\b|\bnadir\b|\bseuil\b|\bau[ -]dela de \d|\bau[ -]dessus de \d|\bau[ -]dessous de \d|\bdepass\w+ \d)`;
/** "Récidive biochimique si PSA > nadir + 2", "la rechute se définit par un PSA supérieur…", "HTA : PA ≥ 140/90 à trois reprises". */
const DEFINED = new RegExp(
  String.raw`^(?: [a-z-]+){0,2} ?(?:[,(:] ?)?(?:si|se defini\w+|est (?:alors )?defini\w*|definie?s? (?:par|comme|a partir)|a partir d(?:e|'un)|en cas d(?:e|'un\w*)) (?![^.;]{0,30}\b(?:marche|effort|etages?|metres?|station|position|perimetre|distance)\b)[^.;:]{0,60}?${LIMIT}`,
);

/** "CONDUITE EN CAS DE : fièvre -> NFS ; chute -> 15": the head of a line of instructions. */
const CONDUCT =
  /(?:^|[«“"(] ?)\W*(?:(?:conduites?|conseils?|consignes?|instructions?|protocoles?|procedures?)(?: a (?:tenir|suivre))?|cat|que faire|signes? d'alerte|alertes?|quand (?:appeler|consulter|s'inquieter))\b[^.;:>→]{0,30}?(?:en cas d(?:e|')|si\b|devant|:)/;
const LEADS_TO = /^[^.;|]{0,60}?(?:->|→|=>|:)/;

/** "Toute métrorragie : maternité de niveau 3", "la moindre fièvre doit faire consulter": what to do on the day when it comes. */
const ANY_AT_ALL = /(?:^|[.;:(\n] ?)\W*(?:(?:au |a )?(?:la |le )?moindre|toute?|n'importe quel(?:le)?) (?:nouve(?:l|lle|au) )?$/;
const CALLS_FOR =
  /^[^.;|:]{0,40}?(?:->|→|=>|:|\b(?:doi(?:t|vent)|devra|impos\w+|justifi\w+|necessit\w+|fai(?:t|re)|motiv\w+|amen\w+|condui\w+|consult\w+|appel\w+|venir|urgences?)\b)/;

/** "Douleur, œil rouge, baisse de vision : appeler le jour même", "diarrhée = stop": signs alone, and what to do on the day when they come. */
const TO_CALL =
  /^[a-z', /-]{0,90}(?::|=|->|→|=>) ?(?:me |nous |m'|se )?(?:r?appele[rz]|(?:re)?consulte[rz]|(?:re)?veni[rz]|(?:re)?contacte[rz]|telephone[rz]|(?:le )?15\b|stop\b|arrete[rz]\b|urgences?\b)/;
const TOLD_OF_TODAY = /\b(?:depuis|ce jour|hier|ce matin|a presente|est|a|ont)\b/;
const isSignToCall = (before: string, after: string): boolean =>
  /^[^a-z]*[a-z', /-]{0,90}$/.test(before) &&
  TO_CALL.test(after) &&
  !TOLD_OF_TODAY.test(`${before} ${after.slice(0, after.search(/[:=>→]/))}`);

/** "Éviter la flexion (luxation)", "baclofène écarté (somnolence)": why something is not done or not given. */
const NOT_GIVEN =
  /\b(?:evit(?:er?|ez|ons|ee?s?)|ne (?:surtout |absolument )?(?:pas|jamais|plus) [a-z]+(?:er|ir|re)\b|on ne [a-z]+ (?:pas|jamais|plus|aucune?)\b|(?:pas|hors de) question d[e'] ?[a-z]+|proscri\w+|deconseill\w+|ecartee?s?|a oublier|renonc\w+|non (?:retenue?s?|souhaitable|proposee?s?|indiquee?s?)|pas (?:retenue?s?|souhaitable|indiquee?s?)|interdite?s?|a (?:proscrire|bannir|exclure))\b[^.;()]{0,80}\([^()]*$/;
const OPEN_TO_THE_END = /^[^()]{0,60}\)/;
const DATED = /\b(?:19|20)\d\d\b|\d{1,2}\/\d{1,2}/;

/** "Prudence avec la bradycardie", "gare à l'hypotension": feared of what is given. */
const CAUTION =
  /\b(?:prudence (?:avec|pour|sur|quant a)|gare (?:a|au|aux)|se mefier d(?:e|u|es)|mefiance (?:pour|avec|sur)|surveiller l'apparition d(?:e|u|es|'une?)|craindre|redouter) ?(?:la |le |les |l'|une? )?$/;

/** "Un score de 8 ou plus aurait relevé du haut risque", "la rechute se définit par…", "un PSA > 10 imposerait une scintigraphie": true of any result but this one. */
const RULE_OF_READING =
  /^\W*(?:un|une|des|tout|toute|seule?|la|le|les|au[ -]dela|au[ -]dessus)\b[^.;:]{0,40}?(?:\b(?:score|valeurs?|taux|chiffres?|resultats?|gleason|grade|stade|isup|dfg|clairance|psa|hba1c|tsh|ferritine|t-?score|imc|bnp|crp|inr|troponine|moca|mmse?|risque)\b[^.;:]{0,30}?(?:\bou (?:plus|moins)\b|\d|superieur|inferieur|plus (?:haute?|elevee?|basse?)|[<>≥≤])[^.;:]{0,40}?\b(?:aurai(?:t|ent)|serai(?:t|ent)|releverai(?:t|ent)|imposerai(?:t|ent)|justifierai(?:t|ent)|signerai(?:t|ent)|conduirai(?:t|ent)|ferai(?:t|ent)|correspondrai(?:t|ent)|necessiterai(?:t|ent)|classerai(?:t|ent)|definirai(?:t|ent)|definit|definissent)\b|\bse defini(?:t|ssent) (?:par|comme|a partir|au)\b)/;
/** "Un nodule de grade 5 justifierait une ponction": true of any, said of none. */
const OF_ANY =
  /^\W*(?:une?|tout|toute) (?!nouve)[^.;:,]{3,50}? (?:justifierai|imposerai|necessiterai|conduirai|inciterai|relancerai|remettrai|indiquerai)(?:t|ent)\b/;
export const isRuleOfReading = (folded: string): boolean => RULE_OF_READING.test(folded) || OF_ANY.test(folded);

/** "Option retenue, sous réserve lipides, zona, thrombose": what must be looked at first. */
const SUBJECT_TO = /\bsous reserve (?:de la |de l'|de |d'|du |des |: ?)?(?!que\b)[a-z, /'-]*$/;
/** The plan of an emergency at school or at home: its signs are those that may come. */
const PROTOCOL =
  /\b(?:projet d'accueil individualise|plan d'action (?:personnalise|ecrit|asthme|en cas)|protocole d'urgence|conduite a tenir en (?:cas d')?urgence|fiche d'urgence|trousse d'urgence)\b/;
const LEADS_TO_CARE =
  /^[^.;:\n]{0,90}(?::|->|→|=>)[^.;\n]{0,60}?\b(?:stylo\w*|bouffees?|appel\w*|donner|faire|injecter|mettre|allonger|rester|prevenir|rassurer|administrer|15\b|samu|ventoline|salbutamol|antihistaminique|sucre|glucagon|buccolam)/;

/** What a text only defines or foresees. `chronic` illnesses keep their brackets and cautions: one has them, and is careful for it. */
export const isForeseen = (folded: string, sentence: Range, phrase: Range, chronic: boolean): boolean => {
  const before = folded.slice(sentence.start, phrase.start);
  const after = folded.slice(phrase.end, sentence.end);
  if (DEFINED.test(after) || isRuleOfReading(folded.slice(sentence.start, sentence.end))) return true;
  if (CONDUCT.test(before) && LEADS_TO.test(after)) return true;
  if (ANY_AT_ALL.test(before) && CALLS_FOR.test(after)) return true;
  if (!chronic && isSignToCall(before, after)) return true;
  if (!chronic && (SUBJECT_TO.test(before) || (PROTOCOL.test(folded) && LEADS_TO_CARE.test(after)))) return true;
  const bracket = NOT_GIVEN.exec(before);
  if (chronic && bracket?.[0].startsWith('on ne ') !== true) return false;
  if (bracket !== null && OPEN_TO_THE_END.test(after) && !DATED.test(after.slice(0, after.indexOf(')')))) return true;
  return CAUTION.test(before.slice(-60));
};

/** "La maladie neurologique", "les toxicités tardives :", "(72 avant la fracture)": a general word behind a definite article recalls what was named elsewhere. */
const RECALLED = /\b(?:la |le |les |l'|cette |cet |ces |sa |son |ses )$/;
const ANY_ILLNESS =
  /^(?:maladie|affection|pathologie|trouble|atteinte|toxicite|lesion|syndrome|sequelle|complication|deficit|infection|tumeur|processus|evenement|episode)s?(?: (?:neurolog|cardia|respirat|pulmon|rena|hepat|digest|psychiatr|rhumato|hemato|dermato|urolog|gyneco|endocrin|metabol|vascul|tumora|chirurg|medica|tardi|chroniq|evoluti|sous-jacen|initia|actuel|princip|associe|precoce|connu|grave|genera|primiti|caus)[a-z-]*)*$/;
const SINCE = /\b(?:avant|depuis|apres|des|lors de|au moment de|au decours de|a distance de|suite a) (?:la |le |l'|cette |cet |sa |son )$/;
const BARE_EVENT =
  /^(?:fracture|infection|lesion|tumeur|maladie|traumatisme|accident|poussee|crise|complication|recidive|rechute|decompensation)$/;
export const isRecalledOnly = (folded: string, sentence: Range, phrase: Range): boolean => {
  const before = folded.slice(Math.max(sentence.start, phrase.start - 40), phrase.start);
  const named = folded.slice(phrase.start, phrase.end).replace(/\s+/g, ' ');
  return (RECALLED.test(before) && ANY_ILLNESS.test(named)) || (SINCE.test(before) && BARE_EVENT.test(named));
};
