import type { Range, SectionKind } from '../text/analysis.js';
import type { Sentenced } from './page-reading.js';
import { isTopic } from './topics.js';

/** "Dépistage du cancer bronchique", "perte de poids indispensable": what is looked for or asked, not what the patient has. */
const PURPOSE =
  /\b(?:depistages?(?: organises?| combines?| sequentiels?| genetiques?| systematiques?| annuels?| periodiques?| neonata[lu]x?| cibles?| individuels?)?|prevention(?: primaire| secondaire)?|prophylaxie) (?:du |des |de la |de l'|de |d'|l')$/;
/** "Risque trisomie 21 estimé 1/3 400": a computed risk; "facteurs de risque" list what is there. */
const RISK_OF =
  /\b(?:sur-?risques?|scores?|vpp|vpn|valeurs? predictives?(?: positives?| negatives?)?|probabilites?) (?:[a-z]+ et )?(?:de |d')$|(?<!facteurs? de |facteurs? |a haut )\brisques? (?:(?:combine|estime|calcule|relatif|residuel|theorique)s? )?$/;
/** "Brochure ostéoporose remise", "protocole chute": the name of a paper or of a body. */
const PAPER =
  /\b(?:protocole|centres?(?: expert| de reference| de competences?| national)?|panels?(?: de)?(?: genes)?|cellule|filiere|parcours|programme(?: d'education| etp| d'accompagnement)?|etp|education(?: therapeutique)?|ecole|asalee|ipa|brochure|association|unite|consultation dediee|alerte|ligue|infirmiere|ide|hdj|hopital de jour|livret|fiche|plaquette|questionnaire|atelier|reseau|affiche|depliant)s?(?: france| d'information)?(?: sur| contre)?(?: la| le| l'| les| d')? ?$/;
/** "La fiche « Choc anaphylactique : les bons gestes »", "l'atelier « Diabète et pieds »": the title of what is handed out or attended. */
const TITLE =
  /\b(?:brochure|livret|fiche|plaquette|depliant|feuille|document(?:ation)?|notice|atelier|groupe|association|asso|carte|journee|programme|kit|lecture|livre|article|film|video|forum|conference|chambre|couloir|stage|module|cours|conseils?|affiche)s?\b[^.;\n«»"]{0,40}[«"][^»"\n]{0,60}$/;
/** "Association des amis des myasthéniques", "France Parkinson", "centre de référence des épilepsies rares": the name of a body. */
const BODY =
  /\b(?:association|asso|federation|societe|fondation|alliance|collectif|journee mondiale|centres? (?:de reference|de ressources|national)|secteur|couloir|documentation)s? (?:(?:nationale?|francaise?|regionale?|france|des|de|du|la|le|les|pour|contre|sur|et|amis|malades|patients|victimes|syndrome|l'|d') ?){0,5}$|\b(?:france|afa|apf) $/;
/** "BEYFORTUS contre la bronchiolite", "bas de contention trois semaines contre la phlébite": what is to be kept away. */
const KEPT_AWAY =
  /\b(?:vaccin\w*|immunis\w+|protege\w*|protection|prevention|contention|lutte|marche|beyfortus|anticorps)\b[^.;:\n]{0,40}\bcontre (?:la |le |les |l')?$/;
/** "Consigne : diarrhée = appeler", "signaler sans délai fièvre, dysphagie": signs that somebody is to act on. */
const CALLS =
  /^(?![^=>→]*\b(?:depuis|hier|ce jour|ce matin)\b)[^.;:\n=]{0,50}(?:=|->|→) ?(?:nous |me |le )?(?:appel|rappel|15\b|112\b|urgences?\b|venir|revenir|consult|centre 15)/;
const CALLED_FOR =
  /\b(?:(?:appeler|rappeler|consulter|signaler|revenir|prevenir|contacter (?:le service|le centre|nous))(?: sans (?:attendre|delai)| immediatement| en urgence)?(?: ?:| devant| si| en cas d[e'])?|signes? (?:a (?:connaitre|surveiller|signaler)|d'alerte) ?:?|motifs? d'appel ?:|quand consulter ?:|eduquee?s? ?:|prevenue?s? ?:) [^.;\n]{0,90}$/;
/** "Pas de contrôle sauf signes d'hypertension intracrânienne": what would change the plan. */
const SAVE_FOR = /\bsauf (?:si |en cas de )?$/;
/** "Contage gale", "cas de coqueluche à l'école": around the patient, not in him. */
const AROUND = /\b(?:contage|cas (?:contact|index)|epidemie|foyer)s? (?:(?:de|d'|avec|par) ?)?(?:la |le |l'|une? )?$/;
/** "Dans la classe : un cas de coqueluche", "deux cas de gale à l'étage". */
const CASE_OF =
  /(?:^|[:,;(] ?|\b(?:une?|deux|trois|quatre|cinq|plusieurs|quelques|des|autres?|nombreux|\d{1,2}) )(?:autres? )?cas (?:[a-z]+ )?(?:de |d')$/;
const WHERE_OTHERS_ARE =
  /\b(?:classe|promo(?:tion)?|amphi|bus|ecole|creche|college|lycee|internat|fac\b|halte-garderie|garderie|unite|service|etage|ehpad|foyer|residence|maison de retraite|entourage|famille|fratrie|village|quartier|immeuble|travail|bureau|entreprise|usine|atelier|chantier|equipe|collegues?|club|colonie|camp|centre|prison|caserne|etablissement|structure|voisinage|region|departement)\b/;
/** "Les effets secondaires (neutropénie, alopécie) ont été détaillés": told beforehand. */
const FORETOLD = /\b(?:effets (?:secondaires|indesirables)|complications|risques)(?: [a-z]+)? ?\([^)]*$/;
const TOLD_OF = /^[^)]*\)[^.;]{0,24}\b(?:detaill|expliqu|expos|present|abord|rappel|evoqu|discut)/;
/** "Effets possibles expliqués : sécheresse, hépatite", "risques exposés : hématome": every item of the list is told beforehand. */
const FORETOLD_LIST =
  /\b(?:(?:effets?(?: (?:secondaires?|indesirables?))?|complications|risques|toxicites?|reactions?)(?: [a-z]+){0,3} (?:possibles?|potentiel(?:le)?s|eventuel(?:le)?s|attendue?s|frequente?s|rares?|graves?|expliquee?s|exposee?s|detaillee?s|annoncee?s|presentee?s|rappelee?s|abordee?s|evoquee?s|connue?s|a surveiller|du traitement|des? [a-z]+)|(?:informee?|prevenue?|avertie?) (?:des? |sur les )(?:effets|risques|complications)(?: [a-z]+){0,3})(?: (?:au|a la|aux|a) [a-z]+)? ?(?:\([^)]*\) ?)?:[^.;\n]*$/;
/** "Hépatite et dépression ont été décrites", "rappel : tératogène, malformations majeures": what a leaflet tells. */
const DESCRIBED_ELSEWHERE =
  /^[^.;]{0,60}\b(?:ont|a) (?:deja )?ete (?:decrite?s?|rapportee?s?|signalee?s? (?:avec|sous)|observee?s? (?:avec|sous))(?! (?:par|chez) (?:le|la|les|ce|cette|lui|elle|sa|son)\b)/;
const TERATOGEN = /\bteratogen\w*[^.;]*$/;
/** "Surveillance saignement": without an article, what the nurse looks out for. */
const WATCHED_FOR =
  /\b(?:surveillance|surveiller|guetter)(?: (?:rapprochee|clinique|neuro(?:logique)?|horaire|ide))?(?: d'(?:une? )?(?:eventuel(?:le)? )?| (?:une? )?(?:eventuel(?:le)? )?| : ?)$/;
/** "Maculopathie dépistée chaque année : rien à ce jour": looked for as a rule. */
const SCREENED =
  /^[^.;:]{3,90}\b(?:depistee?|recherchee?|surveillee?|cherchee?|controlee?)s? (?:chaque|tous|toutes|une fois par|annuel|regul|periodiq|systematiq|a chaque)[^.;:]{0,30}(?::|,|->|→|=>) ?(?:rien|ras|neg|normal|jamais|aucun|pas d|absen|indemne)/;
/** "L'hyperhomocystéinémie n'a pas été recherchée": nobody knows. */
const NOT_SOUGHT =
  /^[^.;:,]{0,12} ?(?:n'(?:a|ont) (?:pas|jamais) (?:encore )?ete|non|est a|sont a|reste a|ne peu(?:t|vent) (?:pas )?etre) (?:re)?(?:cherch|evalu|appreci|analys|dos|explor|test|depist)(?:ee?s?|er)\b/;
const ASKED = /(?:^| )(?:indispensable|necessaire|souhaitable|souhaitee|recommandee?|conseillee?|a obtenir|a poursuivre)s?(?=$|[ ,.;])/;
/** "Saignements imprévisibles expliqués", "prévenue des nausées": what may come, told to the patient. */
const EXPLAINED =
  /^[^.;:,]{0,30}\b(?:expliqu|expos|detaill|annonc)(?:ee?s|ee(?! par))\b|^[^.;:,]{0,40}\b(?:possibles? )?(?:ont|a) (?:ete|bien ete) (?:expliqu|expos|detaill|annonc)\w+/;
const FOREWARNED =
  /\b(?:prevenue?s?|informee?s?|avertie?s?|mise? en garde) (?:du risque |des risques |de la possibilite |contre )?(?:de |d'|des |du |de la |de l'|une? |la |le |l'|les )+(?:[a-z]+ (?:possibles? )?(?:de |d'))?$/;
/** "Une neuropathie périphérique est rare": of any illness of that name. */
const AS_A_RULE =
  /^ (?:est|sont|reste|restent|demeure) (?:tres |plutot |assez |toutefois |cependant |exceptionnellement )?(?:rare|exceptionnel(?:le)?|frequente?|habituel(?:le)?|previsible|a craindre)s?\b/;
const OF_ANY_ILLNESS = /(?:^|[\s;:,(])(?:une?|des) $/;
/** "Une normalisation rapide peut faire apparaître une rétinopathie": what is true of anybody. */
const MAY_CAUSE =
  /\b(?:peu(?:t|vent)|pourrai(?:t|ent)|risquent?(?: de| d')?|susceptibles? (?:de|d')) ?(?:parfois |aussi |egalement |alors |rarement )?(?:faire apparaitre|entrainer|provoquer|declencher|donner|favoriser|induire|causer|occasionner|aggraver|precipiter|reveler|decompenser|exposer a|conduire a|mener a|se compliquer (?:de|d')|evoluer vers)(?: parfois| aussi| rarement)?\b/;
export const tellsWhatMayCome = (said: string): boolean => MAY_CAUSE.test(said);
/** "TUBERCULOSE - QuantiFERON-TB": the heading of a test, by what it looks for. */
const HEADS_A_TEST = /^ ?[-–:(/] ?(?:quantiferon|qtf|t-?spot|igra|elispot|serologies?|pcr|recherche)\b/;
export const isOnlyNamed = (folded: string, sentence: Range, phrase: Range): boolean =>
  (HEADS_A_TEST.test(folded.slice(phrase.end, sentence.end)) && /^\W*$/.test(folded.slice(sentence.start, phrase.start))) ||
  isTopic(folded, sentence, phrase) ||
  PURPOSE.test(folded.slice(Math.max(sentence.start, phrase.start - 50), phrase.start)) ||
  (SAVE_FOR.test(folded.slice(sentence.start, phrase.start)) &&
    /^(?:signe|suspicion|symptome)s?\b/.test(folded.slice(phrase.start, phrase.end))) ||
  EXPLAINED.test(folded.slice(phrase.end, sentence.end)) ||
  EXPLAINED.test(folded.slice(phrase.start, phrase.end).replace(/^\S+/, '')) ||
  FOREWARNED.test(folded.slice(Math.max(sentence.start, phrase.start - 70), phrase.start)) ||
  tellsWhatMayCome(/[^.;:]*$/.exec(folded.slice(Math.max(sentence.start, phrase.start - 110), phrase.start))?.[0] ?? '') ||
  PAPER.test(folded.slice(Math.max(sentence.start, phrase.start - 40), phrase.start)) ||
  TITLE.test(folded.slice(Math.max(0, phrase.start - 110), phrase.start)) ||
  BODY.test(folded.slice(Math.max(sentence.start, phrase.start - 70), phrase.start)) ||
  KEPT_AWAY.test(folded.slice(Math.max(sentence.start, phrase.start - 80), phrase.start)) ||
  CALLS.test(folded.slice(phrase.end, sentence.end)) ||
  CALLED_FOR.test(folded.slice(Math.max(sentence.start, phrase.start - 120), phrase.start)) ||
  AROUND.test(folded.slice(Math.max(sentence.start, phrase.start - 36), phrase.start)) ||
  (CASE_OF.test(folded.slice(Math.max(sentence.start, phrase.start - 40), phrase.start)) &&
    WHERE_OTHERS_ARE.test(folded.slice(sentence.start, sentence.end))) ||
  (AS_A_RULE.test(folded.slice(phrase.end, sentence.end)) && OF_ANY_ILLNESS.test(folded.slice(sentence.start, phrase.start))) ||
  FORETOLD_LIST.test(folded.slice(sentence.start, phrase.start)) ||
  DESCRIBED_ELSEWHERE.test(folded.slice(phrase.end, sentence.end)) ||
  (TERATOGEN.test(folded.slice(sentence.start, phrase.start)) && /^malformation/.test(folded.slice(phrase.start, phrase.end))) ||
  NOT_SOUGHT.test(folded.slice(phrase.end, sentence.end)) ||
  SCREENED.test(folded.slice(phrase.start, sentence.end)) ||
  (FORETOLD.test(folded.slice(sentence.start, phrase.start)) && TOLD_OF.test(folded.slice(phrase.end, sentence.end))) ||
  RISK_OF.test(folded.slice(Math.max(sentence.start, phrase.start - 40), phrase.start)) ||
  (/^perte (?:de poids|ponderale)/.test(folded.slice(phrase.start, phrase.end)) &&
    ASKED.test(folded.slice(phrase.start, Math.min(sentence.end, phrase.end + 24))));

/** "Ce qu'il doit surveiller : achats, jeux, grignotages": every item of the list is what may come. */
const TO_WATCH_FOR =
  /\b(?:doi(?:t|vent)|devra|devront|faut|faudra|dois|a) (?:surveiller|guetter|signaler)(?: chez (?:elle|lui))? ?:[^.;]*$/;
export const isToWatchFor = (folded: string, sentence: Range, at: number): boolean => TO_WATCH_FOR.test(folded.slice(sentence.start, at));
export const isWatchedFor = (folded: string, sentence: Range, phrase: Range): boolean =>
  isToWatchFor(folded, sentence, phrase.start) || WATCHED_FOR.test(folded.slice(Math.max(sentence.start, phrase.start - 40), phrase.start));

/** Reference ranges and advice on reading them define diseases without stating any. */
const REMARK =
  /\b(?:defini\w*|seuils?|comprise? entre|a deux reprises|peut|peuvent|doit|doivent|en cas de|recommand\w+|interpret\w+|selon l\w+|si grossesse)\b|[<>≥≤]=?\s*\d/;
/** "Une seule valeur suffit au diagnostic de diabète gestationnel". */
const DEFINES =
  /\bsuffi(?:t|sent) (?:au|a (?:poser|porter|affirmer) le|pour (?:le|poser|affirmer)(?: le)?) diagnostic|\bdiagnostic (?:est|peut etre|sera) (?:pose|porte|retenu|affirme) (?:si|devant|lorsque|des|quand)\b/;
const READS_NUMBERS = /\bhba1c (?:comprise|>|superieure)|definit (?:le|un|la)\b|a deux reprises ?:/;
export const isRemark = (folded: string, { sentence, section }: Sentenced, kind: SectionKind | undefined): boolean => {
  const said = folded.slice(sentence.start, sentence.end);
  if (DEFINES.test(said)) return true;
  if (kind !== 'laboratory' && !READS_NUMBERS.test(said)) return false;
  const from = Math.max(section?.start ?? 0, folded.lastIndexOf('\n', sentence.start - 2));
  return REMARK.test(folded.slice(from, sentence.end));
};

/** "L'accident du 29 juin", "la cause du gros accident": a word for what happened, not for what it was. */
export const NAMES_NOTHING =
  /^(?:(?:la|le|les|une?) |l')?(?:accidents?|incidents?|evenements?|problemes?)(?: d[ue] (?:\d|jour|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|weekend).*)?$|^zero\b|^(?:la |l'|une )?(?:causes?|origine|raison|circonstances?) (?:de |du |d')/;
