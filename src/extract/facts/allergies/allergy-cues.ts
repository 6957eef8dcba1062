import { harmHead } from './harm-words.js';
import type { Range } from '../../text/analysis.js';
import type { Substance } from './substance.js';

export interface Stated {
  readonly substances: readonly Substance[];
  /** The words that state the reaction. */
  readonly cue: Range;
  readonly intolerance: boolean;
  /** "Pas d'allergie à". */
  readonly denied: boolean;
}

const CUE =
  /\b(?:allergi(?:e|es|que|ques)\b(?: (?:de contact|vraie|severe|immediate|retardee|connue|croisee|medicamenteuse|alimentaire|signalee|suspectee|confirmee|documentee|ancienne|non severe|grave|legere|moderee)s?)*|eczema (?:allergique )?de contact(?: allergique)?|hypersensibilites?(?: (?:immediate|retardee|non|ige|mediee|severe|de type|[iv]{1,3}|allergique|non allergique)s?)*|anaphylaxie|(?:produits?|medicaments?|agents?|allergenes?|substances?|molecules?) (?:en cause|responsables?|incrimine\w*|imputables?|causa(?:l|ux))|chocs? (?:anaphylacti\w+|allergique)|reactions? (?:allergique|immediate|anaphyla\w+|severe|cutanee)s?(?: (?:severe|immediate|grave)s?)?|toxidermie|intolerances?(?: (?:digestives?|gastriques?|cutanees?|musculaires?|medicamenteuses?|severes?|majeures?|partielles?|totales?|connues?|vraies?|averees?|ancienn\w+))*|intolerante?s?|mauvaise tolerance(?: (?:digestive|cutanee|musculaire|clinique))?|ne (?:la |le |les )?(?:support|toler)\w* (?:pas|plus)|n'(?:a|avait) pas (?:support|toler)\w*)/g;
const SOFT_CUE = /intoleran|mauvaise tolerance|support|toler/;
/** What may stand between the cue and the first substance, and between substances of one list. */
const LEAD =
  /^\s*(?:(?:(?:aux? |de )?fer \(|(?:au|dans le|du|selon le|d'apres le) (?:dossier|logiciel|dmp|carnet|fichier)(?: (?:pharmaceutique|medical|patient|partage|informatique|du patient|de soins|de sante))?|a l'(?:interrogatoire|admission|entree)|a|au|aux|de|du|des|d'|la|le|les|l'|sous|avec|par|vis-a-vis|envers|connue?|:|=|->|→|\+|suspectee|signalee|notable|important\w*|d'importance|type)\s*)*$/;
const NEXT =
  /^\s*(?:\([^)]*\))?\s*(?:,|;|et|ou|ni|\/|\+|-)?\s*(?:(?:a|au|aux|de|du|des|d'|la|le|les|l'|y compris|notamment|non plus)\s*)*$/;
/** "Céfazoline (carte), PAS la pénicilline", "aux AINS mais non à l'aspirine": what follows is told apart from what stands before. */
const BUT_NOT =
  /^\s*(?:\([^)]*\))?\s*(?:,|;|-|–|\/)?\s*(?:et |mais )?(?:pas|non|en aucun cas)\s*(?:(?:a|au|aux|de|du|des|d'|la|le|les|l'|allergique|allergie)\s*)*$/;
/** "Merci de noter l'allopurinol parmi les allergies". */
const ENTERED =
  /^\s*(?:\([^)]*\)\s*)?(?:(?:est |a ete |sont )?(?:inscri\w+|ajoute\w*|note\w*|porte\w*|a (?:noter|inscrire|ajouter)) )?(?:parmi|dans|au rang d|sur la liste d|a la liste d)e?s? ?(?:les |ses |la liste (?:de ses |des ))?allergies\b/;
/** "Tests à la clindamycine négatifs", "prick-tests pour l'amoxicilline : négatifs": the allergy is ruled out. */
const TEST_OF =
  /(?<!\bsi (?:les |ces |le )?)\b(?:tests?(?: cutanes?| allergologiques?| de (?:provocation|reintroduction))*|pricks?(?:-tests?)?|idr|intradermo\w*|tpo|bilan allergologique|explorations? allergologiques?)(?: orale?s?)? (?:(?:a|au|aux|de|du|des|d'|pour|avec|vis-a-vis)(?: (?:la|le|les|l'))?|a l'|de l'|pour l'|avec l') ?$/;
const NEGATIVE =
  /^\s*(?:\([^)]*\)\s*)?(?::|=|,)?\s*(?:(?:sont|est|etaient|etait|tous|toutes|revenus?|restes?|strictement|entierement) )*negati\w*/;
/** "Abacavir : aucune hypersensibilité". */
const NO_REACTION = /^ ?[:(] ?(?:pas|aucune|jamais)(?: (?:d'|de |une |vraie ))*(?: ?)(?:allergie|hypersensibilite|reaction allergique)\b/;
/** "L'amoxicilline peut lui être donnée : réintroduite le 22 janvier, étiquette levée": allowed because it was given again. */
const GIVEN_AGAIN =
  /^ peu(?:t|vent) (?:lui )?(?:donc |desormais |de nouveau |a nouveau )?etre (?:re-?)?(?:donne|prescrit|utilise|administre)e?s?\b(?=[^.]{0,140}\b(?:reintrodui\w+|(?:tests?|provocation)[^.,]{0,30} negati\w+|etiquette (?:est )?levee|retiree? de la liste))/;
/** "Céfazoline : pricks, IDR négatifs": what drugs are tested for is an allergy that was feared. */
const TESTED_CLEAR =
  /^ ?: ?(?:pricks?(?:-tests?)?|idr|tests? cutanes?|patch-?tests?)(?:(?:,| et| puis| \/|\/) ?(?:pricks?(?:-tests?)?|idr|tests? cutanes?|patch-?tests?))* (?:tous |toutes )?negati\w*/;
const BORNE_BADLY =
  /^\s*(?:\([^)]*\)\s*)?(?:,\s*)?(?:(?:est|etait|a ete|sont|ont ete|semble|reste) )?(?:tres |assez )?(?:mal (?:toler|support)\w*|non tolere\w*|pas (?:tolere|supporte)\w*)/;
const IN_BRACKETS =
  /^\s*\((?:[^)]*\b)?(?:allerg\w*|anaphyla\w+|choc|urticaire|quincke|angio-?o?edeme|rash|toxidermie|eruption|intoleran\w+|reaction)\b[^)]*\)/;
const DENIED =
  /\b(?:pas|(?<=n'(?:est|etait|etaient|sont) )plus|aucune?s?|absence|sans|ni|jamais|non|nie|∅)(?: (?:d'une?|d'|de|une?|eu|presente|notion|vraie|connue?|argument|pour|antecedent|personnel|autre|vraie))*(?:\s|d'|de |l'|«|"|“)*$/;
/** "Hypersensibilité à l'aspirine : NON". */
const ANSWERED_NO =
  /^\s*(?:\([^)]*\)\s*)?(?:[:=]|->|→)\s*(?:non|aucune?|neant|absente?|pas|0|ras|negati\w*|ecarte\w*|exclue?s?|refute\w*)\b/;
/** What is there in place of the allergy that is denied. */
const ONLY_BORNE_BADLY =
  /^[^.;]{0,40}(?::|,|mais|plutot|simple) ?(?:il s'agit d'|c'est |une? |de |d'|simple |plutot )*(?:intoleran\w+|mauvaise tolerance|effets? (?:secondaires?|indesirables?))(?! (?:a|au|aux)\b)/;
/** Too general to be what someone reacts to. */
const GENERIC = /^(?:antibiotiques?|antalgiques?|traitements?|medicaments?|anticoagulants?|perfusions?)$/;

const NO_DRUG = /^(?:antibiotiques?|antalgiques?|traitements?|medicaments?|perfusions?)$/;

const HOW_TAKEN =
  /^\s*(?:max\b|si (?:besoin|douleur|fievre|necessaire)|possible|autorise|permis|ok\b|reste |uniquement|passe\b|convient|va bien|(?:est |sont )?(?:bien )?(?:toler|permis|autoris)|jusqu'a|\d+(?:[.,]\d+)? ?(?:m?g|cp)\b)/;
const listFrom = (folded: string, from: number, limit: number, substances: readonly Substance[]): Substance[] => {
  const list: Substance[] = [];
  let at = from;
  for (const substance of substances) {
    if (substance.start < at) continue;
    if (substance.end > limit) break;
    const gap = folded.slice(at, substance.start);
    if (!(list.length === 0 ? LEAD : NEXT).test(gap)) break;
    // "…, le paracétamol doit être limité": the subject of another verb.
    if (
      list.length > 0 &&
      /^\s*(?:doi\w+|devra\w*|est|sont|sera\w*|a ete|peu(?:t|vent)|reste)\b(?! (?:contre|proscri|interdi|mal ))/.test(
        folded.slice(substance.end, limit),
      )
    )
      break;
    // "Pas d'AINS, paracétamol 1 g si douleur": what may be taken.
    if (list.length > 0 && HOW_TAKEN.test(folded.slice(substance.end, Math.min(limit, substance.end + 40)))) break;
    list.push(substance);
    at = substance.end;
  }
  return list;
};

/** "Allergique aux AINS mais pas à l'aspirine ni au paracétamol": the substances of which the contrary is said. */
const exceptedAfter = (folded: string, last: Range, limit: number, substances: readonly Substance[]): Substance[] => {
  const next = substances.find((item) => item.start >= last.end);
  if (next === undefined || next.end > limit || !BUT_NOT.test(folded.slice(last.end, next.start))) return [];
  return listFrom(folded, next.start, limit, substances);
};

/** "Allergique au Stomahesive", "allergie pâte à modeler": what no vocabulary lists, behind its preposition or at the head of a note. */
const UNLISTED =
  /^ (?:(?:au |aux |a la |a l'|a (?=[a-z]*(?:[bcdfghjklmnpqstvwxz]|[^e]r)\b))(?!(?:age|suite|jour|moment|cours|long|base|type|domicile|plusieurs|divers\w*|certain\w*|tou[ts]\w*|ce|cette|un|une|examen|bilan|consultation|niveau|total|moins|plus|cas|point|lui|elle|quoi|priori)\b)[a-z][a-z'-]{2,}(?: (?:de |d'|a |en )?[a-z][a-z'-]{2,}){0,2}?)(?= ?(?:[,.;:()\n/–-]|$| (?:avec|depuis|connue?|en|le|dans|traite\w*|vu\w*|qui|et)\b))/;
const AT_THE_HEAD =
  /^ (?!(?:[a-z]+(?:iere|ieres|ique|iques|aire|aires|euse|euses|elle|elles|ee|ees|ale|ales|ive|ives|ante|ente)|pas|non|aucune?s?|neant|ras|oui|et|ou|non|connues?|vraie|notion|selon|cf|voir|bilan|consultation|depuis|chez|dans|sous|pour|avec|sans|type|ce|en|au|aux|le|la|les|des|du|de|probable|possible|inconnue?s?|croisee|test\w*|ige|urticaire|rhinite|asthme|eczema|quincke|anaphyl\w+)\b)[a-z][a-z'-]{2,}(?: [a-z][a-z'-]{2,})?(?= ?(?:[,.;(\n]|$))/;
const NOT_A_NAME =
  /^(?:dit|ecrit|repondu|conclu|prescrit|fait|mis|pris|vu|eu|ete|recu|confirme|elimine|ecarte|retire|leve|dossier|logiciel|dmp|carnet|fichier|bracelet|bilan|interrogatoire|admission|entree|antecedents|vie|existence|travail|ecole|chu|ch|hopital|clinique|service|tests?|recherche|preciser|documenter|explorer|confirmer|verifier|surveiller)\b/;
const ABOUT_ALLERGY =
  /\b(?:bilan|consultations?|service|avis|suivi|tests?|centre|notion|terrain|questionnaire|recherche) (?:d'|de l'|des? )?$/;
const unlistedAfter = (folded: string, sentence: Range, cue: Range, word: string): Substance | undefined => {
  if (!/^allergi/.test(word) || ABOUT_ALLERGY.test(folded.slice(sentence.start, cue.start))) return undefined;
  const behind = folded.slice(cue.end, sentence.end);
  const head = /^[^a-z]*$/.test(folded.slice(sentence.start, cue.start)) && word === 'allergie';
  const found = UNLISTED.exec(behind)?.[0] ?? (head ? AT_THE_HEAD.exec(behind)?.[0] : undefined);
  if (found === undefined) return undefined;
  const lead = /^ (?:au |aux |a la |a l'|a )?/.exec(found)?.[0].length ?? 0;
  const label = found.slice(lead).trim();
  return NOT_A_NAME.test(label) ? undefined : { start: cue.end + lead, end: cue.end + lead + label.length, label, drug: false };
};

/** "Eczéma à la colophane : pas de sparadrap": what is kept away from the patient denies nothing. */
const TO_KEEP_AWAY = /^ ?: ?(?:pas|plus|jamais|aucune?) (?:de |d')?(?!allerg|intoler|react|eu\b|connu)[a-z]{4}/;

/** "Pas de ", "pas de réintroduction du ": before the drug that is withheld. */
const WITHHELD =
  /(?:^|[^a-z])(?:pas|plus|jamais) (?:de (?:la )?|d'|du )(?:(?:reintroduction|reprise|represcription|nouvel essai|retour) (?:de la |de l'|du |des |de |d'|au |a la |a l'))?$/;
const ALREADY_BACK = /\b(?:reintroduction|reprise|represcription|essai|retour) /;

/** Every statement of an allergy or an intolerance in a sentence, with the substances that its words govern and no others. */
export const statedIn = (folded: string, sentence: Range, substances: readonly Substance[]): Stated[] => {
  const inside = substances.filter(
    (item) => item.start >= sentence.start && item.end <= sentence.end && !GENERIC.test(folded.slice(item.start, item.end)),
  );
  const found: Stated[] = [];
  const said = folded.slice(sentence.start, sentence.end);
  for (const match of said.matchAll(CUE)) {
    const cue = { start: sentence.start + match.index, end: sentence.start + match.index + match[0].length };
    const list = listFrom(folded, cue.end, sentence.end, inside);
    const before = folded.slice(Math.max(sentence.start, cue.start - 48), cue.start);
    const last = list.at(-1);
    if (last === undefined) {
      const unlisted = DENIED.test(before) ? undefined : unlistedAfter(folded, sentence, cue, match[0]);
      if (unlisted !== undefined) found.push({ substances: [unlisted], cue, intolerance: false, denied: false });
      continue;
    }
    const behind = folded.slice(last.end, sentence.end);
    const said = (DENIED.test(before) && !/^n/.test(match[0])) || (ANSWERED_NO.test(behind) && !TO_KEEP_AWAY.test(behind));
    // "Pas allergique au tramadol au sens strict : intolérance digestive".
    const only = said && !SOFT_CUE.test(match[0]) && ONLY_BORNE_BADLY.test(behind);
    const intolerance = only || SOFT_CUE.test(match[0]);
    const denied = said && !only;
    found.push({ substances: list, cue, intolerance, denied });
    const excepted = exceptedAfter(folded, last, sentence.end, inside);
    if (excepted.length > 0) found.push({ substances: excepted, cue, intolerance, denied: !denied });
  }
  const taken = new Set(found.flatMap((item) => item.substances.map((substance) => substance.start)));
  for (const substance of inside) {
    if (taken.has(substance.start)) continue;
    const behind = folded.slice(substance.end, sentence.end);
    const entered = ENTERED.exec(behind);
    if (entered !== null) {
      found.push({
        substances: [substance],
        cue: { start: substance.end, end: substance.end + entered[0].length },
        intolerance: false,
        denied: false,
      });
      continue;
    }
    const spoken =
      NO_REACTION.exec(behind) ?? (substance.drug ? GIVEN_AGAIN.exec(behind) : null) ?? (substance.drug ? TESTED_CLEAR.exec(behind) : null);
    if (spoken !== null) {
      const cue = { start: substance.end, end: substance.end + spoken[0].length };
      found.push({ substances: [substance], cue, intolerance: false, denied: true });
      continue;
    }
    const cleared = TEST_OF.test(folded.slice(Math.max(sentence.start, substance.start - 60), substance.start))
      ? NEGATIVE.exec(behind)
      : null;
    if (cleared !== null) {
      found.push({
        substances: [substance],
        cue: { start: substance.end, end: substance.end + cleared[0].length },
        intolerance: false,
        denied: true,
      });
      continue;
    }
    const badly = BORNE_BADLY.exec(behind);
    // "Clindamycine (allergie à la pénicilline)": another substance in the brackets is what the allergy is to.
    const inBrackets = badly === null ? IN_BRACKETS.exec(behind) : null;
    const bracket =
      inBrackets !== null && inside.some((other) => other.start >= substance.end && other.end <= substance.end + inBrackets[0].length)
        ? null
        : inBrackets;
    const cue = badly ?? bracket;
    // "Pas de gliptine (angio-œdème ancien)": why it is not given is told of no allergy to it.
    if (
      bracket !== null &&
      !bracket[0].includes('allerg') &&
      WITHHELD.test(folded.slice(Math.max(sentence.start, substance.start - 50), substance.start))
    )
      continue;
    if (cue !== null)
      found.push({
        substances: [substance],
        cue: { start: substance.end, end: substance.end + cue[0].length },
        intolerance: badly !== null,
        denied: false,
      });
  }
  return found;
};

const BAN_AHEAD =
  /\b(?:contre-?indications? (?:formelle |definitive |absolue |a vie )*(?:a|au|aux|a la|a l'|des|de|du|de la)\b|contre-?indique\w* ?:|interdits? ?:|proscri\w+ ?:|proscri(?:re|t|vons)\b|ne (?:pas|plus|jamais) (?:lui )?(?:re-?)?(?:donner|prescrire|represcrire|administrer|readministrer|reintroduire|reprendre|redonner|utiliser|reutiliser|mettre|remettre|appliquer|reappliquer|employer|injecter|reinjecter|proposer)\b(?: ?:)?|(?:plus jamais|jamais plus) (?:d'|de )|a proscrire ?:|\bci (?:aux?|des?|a la|a l'|a)?(?= )|(?:(?<=[.;:(,] )|(?<=donc )|^)pas d[e'] ?(?=ains|macrolide|penicill|iode|aspirine|morphin|codeine|tramadol|o?estrogene|vaccin vivant|beta-?lac|quinolone|anticoagulants? (?:oraux |oral )?directs?|aod\b)|(?<![a-z'] )aucun (?=vaccins? vivant)|(?<![a-z'] )aucune? (?=(?:ains|anti-?inflammatoires?|heparines?|aspirine|iode|contraste|macrolides?|quinolones?|fluoroquinolones?|penicillines?|betalactamines?|beta-?bloquants?|statines?|opiaces?|o?estrogenes?|derives? [a-z\d-]+)(?:,? (?:a vie|jamais|meme|y compris|desormais|definitivement)| ?!|, a cause))|\b(?:interdi(?:t|sent|sait)|contre-?indiqu(?:e|ent|ait)|exclu(?:t|ent|ait)|bannit|bannissent) (?:desormais |donc )?(?:tout(?:e|es)?|tous)(?: les| usage d[e'u]s?| recours aux?| type d[e']| emploi d[e'u]s?)? ?(?=[a-z]))/g;
const BAN_BEHIND =
  /^\s*(?:\([^)]*\)\s*)?(?:qu[e'] ?(?:on |il |elle )?(?:lui |me |nous |vous |a |ai |avait ){1,3}[^.;,:]{3,60}? (?=est |sont ))?(?:(?:est|sont|etant|restent?|etai(?:t|ent)|demeurent?|lui (?:est|sont)|lui) )?(?:donc |desormais |formellement |definitivement |strictement |absolument |totalement |toujours )*(?:contre-?indique\w*|(?<=(?:formellement|absolument|strictement|totalement) )deconseillee?s?\b|proscrite?s?|interdite?s?|defendue?s?|bannie?s?|prohibee?s?|(?:egalement |aussi |tout autant )?exclu(?:e?s?)(?= ?(?:[.;,!]|$|a vie|definiti\w+|desormais|pour))|a (?:proscrire|bannir|exclure|fuir)|ne (?:doi\w+|devra\w*|devront) (?:pas|plus|jamais) (?:lui )?etre (?:re\w+|donne\w*|propose\w*|prescri\w*|utilise\w*|administre\w*|employe\w*))|^\s*(?:\([^)]*\)\s*)?(?:→|->|=>|:|=|,) ?(?:a proscrire|a bannir|contre-?indique\w*|ci (?:formelle|definitive|absolue|a vie)|ne (?:plus|jamais|pas) (?:re\w+|donner|prescrire|utiliser|administrer|mettre|appliquer)|plus jamais|jamais plus(?! (?:de|que) (?:\d|une?\b|deux|trois|quatre))|(?:arret|stop) definitif(?= ?(?:\(|:|(?:, ?)?(?:car|devant|suite|pour|apres|en raison|vu)\b)))\b/;
/** "Pas de contre-indication à": nothing is banned. */
const NOT_BANNED =
  /\b(?:pas|plus|aucune?s?|absence|sans|ni|jamais|levee?|∅)(?: (?:d'|de|une?|la|les|des|il|eu|retrouve\w*|connue?|autre|vraie|formelle))*(?:\s|d'|de |la )*$/;

/** "LEVOTHYROX 100, pas d'aspirine": among what is taken, what is not; anti-inflammatories are advised against wherever it is said. */
const TAKEN_BESIDE = /[a-z]{4,} \d{1,4}(?:[.,]\d+)?(?: ?(?:mg|g|µg|ui))?(?: x ?\d)?, $/;

const CONDITIONAL = /\b(?:si|s'il|en cas de?|en cas d'|au cas ou)\b/;
const THRESHOLD =
  /\b(?:seuil|au-dessous d|en dessous d|au-dela d|pendant la grossesse|tant qu|sous peine|serait|seraient|avant (?:le |la |l'|un |une |nouve\w+ )?(?:controle|avis|resultats?|dosage|bilan|consultation)|sans (?:avis|controle|l'accord|accord))/;

/** "Pas d'œstrogènes si migraine avec aura", "contre-indiquée avant 12 ans": a rule for a case, and no ban of this patient's. */
const ONLY_IF =
  /^,? ?(?:donc |lui )?(?:s'il |si (?!(?:ce|besoin|possible|on peut)\b)|en cas d[e']|avant (?:l'age d[e'] ?)?\d{1,2} ans|tant que|lorsque|quand (?!meme))/;

export interface Banned {
  readonly substances: readonly Substance[];
  readonly cue: Range;
  /** "Ne pas redonner", rather than a contraindication. */
  readonly again: boolean;
}

/** Substances that must not be given (again): only those that the ban's words govern, and no ban under a condition. */
export const bannedIn = (folded: string, sentence: Range, substances: readonly Substance[]): Banned[] => {
  const inside = substances.filter((item) => item.start >= sentence.start && item.end <= sentence.end);
  if (inside.length === 0) return [];
  const conditional = (range: Range): boolean =>
    CONDITIONAL.test(folded.slice(Math.max(sentence.start, range.start - 90), range.start)) ||
    THRESHOLD.test(folded.slice(Math.max(sentence.start, range.start - 60), Math.min(sentence.end, range.end + 40)));
  const found: Banned[] = [];
  for (const match of folded.slice(sentence.start, sentence.end).matchAll(BAN_AHEAD)) {
    const cue = { start: sentence.start + match.index, end: sentence.start + match.index + match[0].length };
    if (
      /^pas d/.test(match[0]) &&
      !/^ ?(?:ains|anti-?inflam)/.test(folded.slice(cue.end, cue.end + 12)) &&
      TAKEN_BESIDE.test(folded.slice(Math.max(sentence.start, cue.start - 40), cue.start))
    )
      continue;
    let list = listFrom(folded, cue.end, sentence.end, inside);
    // "Ne pas réadministrer, y compris biosimilaires (REMSIMA)": nothing governed, nothing banned here.
    if (list.length === 0) {
      const first = inside.find((item) => item.start >= cue.end);
      if (first !== undefined && first.start - cue.end < 30 && /^[a-z' ]*$/.test(folded.slice(cue.end, first.start)))
        list = listFrom(folded, first.start, sentence.end, inside);
    }
    const denied =
      /^contre-?indic/.test(match[0]) &&
      (NOT_BANNED.test(folded.slice(Math.max(sentence.start, cue.start - 48), cue.start)) ||
        ANSWERED_NO.test(folded.slice(list.at(-1)?.end ?? cue.end, sentence.end)));
    // "Merci de ne pas reprendre d'antibiotique": too general to be a drug that somebody must not have.
    if (/^ne /.test(match[0])) list = list.filter((item) => !NO_DRUG.test(folded.slice(item.start, item.end)));
    const close = list.at(-1)?.end ?? cue.end;
    const limited = ONLY_IF.test(folded.slice(close, Math.min(sentence.end, close + 40)));
    if (list.length > 0 && !denied && !limited && !conditional(cue)) found.push({ substances: list, cue, again: /^ne /.test(match[0]) });
  }
  const taken = new Set(found.flatMap((item) => item.substances.map((substance) => substance.start)));
  inside.forEach((substance, index) => {
    if (taken.has(substance.start)) return;
    const withheld = WITHHELD.exec(folded.slice(Math.max(sentence.start, substance.start - 50), substance.start))?.[0];
    const why = withheld === undefined ? null : /^ ?\(([^()]{3,60})\)/.exec(folded.slice(substance.end, sentence.end));
    if (withheld !== undefined && why !== null && harmHead(why[1] ?? '', substance) !== undefined) {
      const cue = { start: substance.start - withheld.length, end: substance.end + why[0].length };
      if (!conditional(cue)) found.push({ substances: [substance], cue, again: ALREADY_BACK.test(withheld) });
      return;
    }
    const behind = BAN_BEHIND.exec(folded.slice(substance.end, sentence.end));
    if (behind === null) return;
    const cue = { start: substance.end, end: substance.end + behind[0].length };
    if (conditional(cue) || ONLY_IF.test(folded.slice(cue.end, Math.min(sentence.end, cue.end + 40)))) return;
    // The list that the verb is about: "l'azathioprine, l'infliximab et le métronidazole lui sont interdits".
    let from = index;
    // "Au profit de la COUMADINE, les anticoagulants directs étant contre-indiqués": a clause of its own.
    const apart = /^\s*etant\b/.test(behind[0]);
    while (!apart && from > 0 && NEXT.test(folded.slice(inside[from - 1]?.end ?? 0, inside[from]?.start ?? 0))) from -= 1;
    found.push({ substances: inside.slice(from, index + 1), cue, again: /redonn|reintro|repris|represcr/.test(behind[0]) });
  });
  return found;
};

/** "Fluoroquinolones : tendinopathie, interdites", "boutons à 4 ans, jamais testé": a remark on the allergy before it. */
export const REMARK_ALONE =
  /^\W*(?:(?:formellement|strictement|toutes?|tous) )?(?:(?:interdite?|proscrite?)s?|(?:jamais|non) (?:testee?|exploree?|verifiee?|confirmee?)s?)[\s.,]*$/;

export const NONE_ALONE =
  /^[\s:*•-]*(?:aucune?s?(?: connues?| allergie.*| signalees?)?|neant(?: (?:declaree?|connue?|signalee?|rapportee?))?|non(?: connues?)?|ras|0(?: connues?)?|∅|nkda|(?:pas d'|absence d')allergies?(?: (?:medicamenteuse|connue|ni intolerance|signalee|notable|a ce jour|alimentaire|particuliere|vraie|ou|et|de|l'entree)s?)*|pas connues?|non signalees?)[\s.,]*$/;
