import type { Qualification, Range, SectionKind } from '../text/analysis.js';
import { dateFor } from './dating.js';
import type { PageReading, Sentenced } from './page-reading.js';

/*
 * What a text decides of an act that it names: done without, refused, put off, or still to come. Only what is left is told as done.
 */

/** Acts told as asked for or to come. */
const PLANNED_ACT =
  /\b(?:a (?:faire|prevoir|programmer|discuter|realiser|demander|envisager|organiser|completer|recontroler|controler|refaire)|prevue?s?|programmee?s?|projetee?s?|planifiee?s?|inscrite?s? (?:pour|au programme)|annulee?s?|deprogrammee?s?|reportee?s?|ajournee?s?|demandee?s?|sera\b|seront|se fera\b|se feront|aura lieu|souhaitee?|conseillee?|proposee?|indiquee? a|a distance|envisag\w+|serait|en attente|dans \d+ (?:jours?|semaines?|mois|ans?)|rdv|rendez-vous|prochaine?|je (?:l'adresse|demande|prescris|propose|sollicite)|ordonnance (?:de|d')|sous \d+ (?:j|sem|mois)|a venir\b|au plus (?:tot|tard)|a suspendre|a viser|a (?:votre|ta|notre) (?:appreciation|convenance)|pourrai?(?:t|ent)? (?:se |etre |vous etre )?(?:discut|propos|envisag|fai|realis|programm)\w*|completerai(?:t|ent)|obligatoires?\b|obtenue? pour|dans (?:une?|deux|trois|quatre|six|huit|dix|quinze) (?:jours?|semaines?|mois|ans?))/;
/** "Écho pelvienne prescrite hier", "sleeve fixée au 1er décembre", "intervention acceptée par le patient, prog. 16/09": said right behind. */
const PLANNED_BEHIND =
  /^[^.;:,()]{0,24}?\b(?:(?:re)?prescrite?s?|fixee?s? (?:au|le|pour|a)\b|prog\.|pgme?e?\b|retenue?s? pour|calee?s?|entre (?:le )?\d+ et (?:le )?\d+ (?:jours|semaines|mois|ans)\b|(?:accept|confirm|valid|conven)(?:ee?s?|ue?s?) (?:par (?:le|la) (?:pt|pte|patiente?)|pour|en vue)\b|des (?:maintenant|a present|que possible|cette semaine)\b)/;

/** "Substitution en immunoglobulines (X) : indication retenue": what a meeting concludes is to come. */
const INDICATED_BEHIND = /^[^.;:\n]{0,60} : ?indications? (?:retenue|posee|validee|confirmee)s?\b/;
/** "Kinésithérapie deux fois par semaine", "spirométrie dix fois par jour", "coloscopie tous les cinq ans": how often, and nothing done. */
const HOW_OFTEN =
  /^[^.;:,()]{0,30}? (?:(?:\d{1,2}|une|deux|trois|quatre|cinq|dix) (?:fois|seances?) ?(?:par|\/) ?(?:jour|semaine|mois|an|sem|j)\b|\d{1,2}(?: ?(?:x|fois))? ?\/ ?(?:semaine|sem|jour|mois|an)\b|(?:\d{1,2}|dix|vingt|trente) seances\b(?!,? (?:fai|realis|effectu)))/;
const GOES_ON =
  /\b(?:depuis|en cours|poursui\w+|suit|suivi\w*|continu\w*|beneficie|fai(?:t|te?s?)|realis\w+|effectu\w+|recu\w*|a eu|ete|avai\w+|jusqu)\b/;
/** "Nodule de 17 mm, suspect : TEP et avis pneumologique": what a suspicion calls for. */
const CALLED_FOR = /\b(?:suspecte?s?|indeterminee?s?|douteu(?:x|se)s?|a caracteriser|a preciser) ?(?::|->|→|=>) ?$/;
/** "Avis chirurgical demandé à l'Institut pour une cholécystectomie". */
const ADVICE_FOR =
  /\b(?:avis|consultation|rendez-vous)\b[^.;:]{0,30}\b(?:demande|sollicite|pris|souhaite)e?\b[^.;:]{0,40} (?:pour|en vue d[e']) ?(?:une? |l'|la |le )?$/;
/** "Reprise à discuter à six semaines, après scanner de contrôle": what another decision waits for. */
const WAITED_FOR =
  /\ba (?:(?:re)?discuter|revoir|(?:re)?evaluer|decider|reprendre|adapter)\b[^.;]{0,70}\b(?:apres|selon|au vu d[eu]|en fonction d[eu]) (?:un |une |le |la |l')?$/;

/** "Coloscopie à 1 an.", "TDM TAP après C6.": when it is to be made, and nothing of what it showed. */
const AFTER_A_TIME =
  /^ (?:de (?:controle|surveillance|suivi|reevaluation) )?(?:(?:a|dans|des|d'ici) (?:\d{1,2}|un|une|deux|trois|quatre|cinq|six)(?: ?- ?\d{1,2})? ?(?:ans?|mois|semaines?|sem)|(?:a )?j ?\d{1,2}|a l'automne|au printemps|a la rentree|apres (?:le |la |les )?(?:c ?\d{1,2}|\d{1,2} (?:cures?|cycles?|seances?)|(?:cure|cycle) (?:n ?°? ?)?\d{1,2}))(?: (?:par|pour|sur|au|a la|avec|selon|en) [^.;:,()\d]{2,34})?\s*(?:[.;)(+/]|$)/;
/** "Ronfle → polygraphie", "kyste ? -> échographie pelvienne en ville.": what an arrow asks for, and nothing of what it showed. */
const ARROW = /(?:->|→|=>) ?$/;
const AND_NO_MORE = /^(?: [a-z]+){0,2}(?: en ville| au [a-z]+)?\s*(?:[.;)]|$)/;
/** "EEG de contrôle trois mois après l'arrêt.": counted from what is to come first, and nothing of what it showed. */
const AFTER_ANOTHER =
  /^[^.;:,()]{3,40} de (?:controle|surveillance|suivi|reevaluation) (?:a |dans )?(?:\d{1,2}|une?|deux|trois|quatre|cinq|six|douze) (?:ans?|mois|semaines?) (?:apres|de) (?:l'|la |le |les |sa |son )[^.;:,()\d]{3,30}\s*(?:[.;)]|$)/;
const TOLD_BEFORE: ReadonlySet<SectionKind | undefined> = new Set(['reason', 'header', 'history', 'surgical-history', 'present-illness']);
/** "EFR tous les 5 ans": how often, not when. */
const EVERY_SO_OFTEN = /^(?: tous| toutes)? les (?:(?:\d+|deux|trois|quatre|cinq|six|dix) )?(?:semaines|mois|ans)\b/;
const REPEATED_TEST =
  /^(?:colosc|rectosig|fibros|gastrosc|endosc|cystosc|irm|angio-?irm|scanner|tdm|uro-?tdm|echo|ett|radio|mammo|densito|osteodensito|tep|pet|holter|polygr|efr|epreuve|doppler|consult|controle|bilan|biopsie|fond d|hgpo|frottis|scinti|reeducation|(?:ablation|retrait) des (?:fils|agrafes|points))/;
/** "Ablation de plaque après consolidation seulement": on that condition alone. */
const ONLY_THEN =
  /^[^.;:,]{0,12} (?:apres|au-?dela de|a partir de|des|une fois|pas avant|lorsque|quand)\b[^.;:,]{0,40}\b(?:seulement|uniquement|exclusivement)\b/;
/** "3. Détartrage fait ce jour": in a list of what is to do, what is done. */
const JUST_DONE = /^[^.;,:\n]{0,20}\b(?:faite?s?|realise\w*|effectue\w*) (?:ce jour|ce matin|aujourd'hui|hier|en consultation|le \d)/;
/** "Voie basse après césarienne", "« on m'a volé mon accouchement »": of what was. */
const BY_THE_WAY = /\b(?:voie basse apres|antecedents? (?:de|d'une?)|mon|ma) ?(?:la |le |l'|une? |sa |son )?$/;
/** "Décision RCP : EBUS", "accepte l'intervention : thyroïdectomie totale", "schéma retenu : instillations": what the colon opens is decided, not done. */
const DECIDED =
  /(?:^|[.;\n] ?)\W*(?:(?:decisions?|propositions?|projets?|programme|cat|conduite a tenir|prealables?|strategie|schema (?:retenu|propose)|indications? (?:retenues?|posees?)|demandes?|objet de la demande|avis|plan)(?: (?!du \d|le \d)[^:;.\n]{0,30})?|[^.;\n]{0,40}\b(?:accepte|consent a|consentement (?:pour|a)|autorise|souhaite|demande) (?:l'|la |le |a )?(?:intervention|operation|chirurgie|acte|geste|traitement)(?: suivante?)?) ?: ?[^.;\n]{0,80}$/;
const DONE_ALREADY =
  /\b(?:faite?s?|realisee?s?|effectuee?s?|pratiquee?s?|posee?s?|operee?s?|eu lieu|negati|positi|normale?)\b|(?:\b(?:le|du|en) )?\d{1,2}\/\d{1,2}/;
/** "Entrée prévue le 17/11 pour changement de boîtier". */
const PLANNED_FOR =
  /\b(?:prevue?s?|programmee?s?|rdv|rendez-vous|convoquee?s?|convocation)\b[^.;:]{0,45} pour (?:une? |l'|le |la )?$|\ba (?:voir|revoir|demander|recuperer) (?:le \d{1,2}[^.;:]{0,12}|en consultation|au rdv|la prochaine fois)(?: ?: ?)[^.;]{0,40}$/;
/** "Je le reverrai dans un an avec un Holter": what the verb to come leads to. */
const WILL_COME =
  /\b(?:(?:re)?(?:verr|fer|ser|aur|viendr|convoquer|programmer|proposer|discuter|adresser|demander|prevoir|realiser|effectuer|reevaluer|beneficier|controler|poursuivr)(?:ai|a|ons|ont)|devra|devront|faudra|pourra)\b[^.;:]{0,70}$/;

/** "Il accepte la coloscopie", "d'accord pour l'opération": what somebody agrees to is to come. */
const AGREED_TO =
  /\b(?:accepte(?:nt)?|(?:est|sont|serait) (?:d'accord|favorables?|partante?s?)|consent(?:ent)?|d'accord)(?: pour| a)?(?: faire| passer| subir| reprendre| d'avoir| de faire| de passer)? ?(?:une? |la |le |l'|cette |ce |cet )$/;

/** "Prothèse de hanche en 2019, reprise non souhaitée": behind a date and a comma another matter begins. */
const DATED_THEN = /^[^,;]{0,40}(?:\b(?:19|20)\d\d|\d\/\d{2})\)?(?=,)/;
const around = (folded: string, sentence: Range, phrase: Range): string => {
  const behind = folded.slice(phrase.end, Math.min(sentence.end, phrase.end + 60));
  return folded.slice(Math.max(sentence.start, phrase.start - 25), phrase.end) + (DATED_THEN.exec(behind)?.[0] ?? behind);
};

export const isPlannedAct = (folded: string, sentence: Range, phrase: Range, section: SectionKind | undefined): boolean => {
  const before = folded.slice(Math.max(sentence.start, phrase.start - 130), phrase.start);
  const after = folded.slice(phrase.end, sentence.end);
  return (
    (section === 'plan' && !BY_THE_WAY.test(before.slice(-30)) && !JUST_DONE.test(after.slice(0, 40))) ||
    (REPEATED_TEST.test(folded.slice(phrase.start, phrase.end)) &&
      (AFTER_A_TIME.test(after.slice(0, 80)) || EVERY_SO_OFTEN.test(after) || (ARROW.test(before) && AND_NO_MORE.test(after)))) ||
    (!TOLD_BEFORE.has(section) && AFTER_ANOTHER.test(folded.slice(phrase.start, sentence.end))) ||
    ONLY_THEN.test(after) ||
    INDICATED_BEHIND.test(after) ||
    (HOW_OFTEN.test(after) && !GOES_ON.test(around(folded, sentence, phrase))) ||
    CALLED_FOR.test(before) ||
    ADVICE_FOR.test(before) ||
    WAITED_FOR.test(before) ||
    PLANNED_ACT.test(around(folded, sentence, phrase)) ||
    PLANNED_BEHIND.test(folded.slice(phrase.start, Math.min(sentence.end, phrase.end + 60)).replace(/^\S+/, '')) ||
    (DECIDED.test(before) && !DONE_ALREADY.test(after.slice(0, 60))) ||
    (WILL_COME.test(before) && !/\b(?:depuis|apres|avant|post) (?:la |le |l'|sa |son |cette |une? )?$/.test(before)) ||
    PLANNED_FOR.test(before) ||
    AGREED_TO.test(before.slice(-60)) ||
    /\bprojet (?:de |d')(?:la |l'|une? )?$/.test(before.slice(-18))
  );
};

/** "Infirmière de dialyse", "équipe de chimiothérapie", "salle d'endoscopie", "diabète post-transplantation": who works where, or when, nothing done. */
const PLACE_OF =
  /\b(?:infirmi\w+|medecins?|secretaires?|secretariat|aides?-soignant\w+|cadre|technicien\w*|manipulat\w+|kine\w*|psychologue|equipes?|salles?|plateau|planning|reunion|generateur|machine) (?:de (?:la |l')?|d'|en |du )$|[a-z] (?:post|pre|peri)-$/;
export const isPlaceOf = (folded: string, sentence: Range, phrase: Range): boolean =>
  PLACE_OF.test(folded.slice(Math.max(sentence.start, phrase.start - 30), phrase.start));

/** "plutôt qu'une X", "et non d'un X", "à la place d'un X". */
const INSTEAD =
  /(?:\bplutot qu'(?:une? |a une? |a la |a l'|au )?|\bplutot que (?:d'une? |de la |du |la |le |l')?|\bet non (?:d'une? |une? |de |du |pas une? )|\ba la place d(?:'une? |e la |u )|\bau lieu d(?:'une? |e la |u ))$/;
export const isNotChosen = (folded: string, sentence: Range, phrase: Range): boolean =>
  INSTEAD.test(folded.slice(Math.max(sentence.start, phrase.start - 24), phrase.start));

const AVOIDED =
  /^[^.;,]{0,20}\b(?:a|ont|avait) ete (?:evitee?s?|differee?s?|recusee?s?|annulee?s?|contre-?indiquee?s?|ajournee?s?|ecartee?s?|abandonnee?s?)\b/;
const NOT_DONE =
  /^[^.;]{0,45}\bn'(?:a|ont|avait|avaient|est|etait) (?:donc |finalement )*(?:pas|jamais|plus) (?:donc |encore )*(?:ete )?(?:necessaire|d'actualite|a l'ordre du jour|envisage|fait|realis|retenu|indiqu|pratiqu|possible|utile|justifi|effectu|evit|propos|pos|souhait|conseill|recommand|licite|raisonnable|opportun|programm|lieu d')/;
/** What is said of an act that one does without: "non nécessaire", "pas encore réalisée", "jamais faite". */
const PARTICIPLE =
  "(?:necessaire|indispensable|utile|justifi|indiqu|retenu|realis|realisable|fait|pratiqu|effectu|souhait|souhaitable|desir|envisag|demand|accept|propos|programm|prevu|requis|autoris|actee?|honor|faisable|possible|conseill|recommand|d'actualite|debute|commenc|toler|pos[ée]|obtenu|eu)(?:ee?s?|es?|s|te?s?|able)?";
const NEGATED_VERDICT = String.raw`(?:non(?: encore)?|pas(?: encore| ete| pu etre)?|jamais|plus|ni) ${PARTICIPLE}`;
/** "Évitée", "différée", "récusée", "inutile": the whole of what is said of an act. */
const VERDICT =
  "(?:evit|epargn|differ|ajourn|recus|abandonn|declin|contre-?indiqu|deconseill|annul|proscri|deprogramm)(?:ee?s?|te?s?)|inutiles?|superflue?s?|impossibles?|irrealisables?|injustifiee?s?|sans (?:objet|indication|interet)|hors (?:de )?(?:criteres?|question|propos|sujet|d'atteinte)";
/** Right behind the act, where the verdict ends its clause: "laser ROP non nécessaire.", "trachéotomie évitée", "coronarographie récusée en RCP". */
const SAID_OF_IT = new RegExp(
  String.raw`^[^.;:,()\n\d]{0,40}? (?:(?:a (?:donc |finalement )?ete|est|etait|reste|jugee?s?|finalement|donc|pour l'instant|actuellement) )*(?:${NEGATED_VERDICT}|${VERDICT})(?![a-z'])(?! (?:le risque|les? |la |l'|des? |du |que|qu'))`,
);
/** Another matter between an act and what is said: "appendicectomie avec transfusion non nécessaire". */
const OF_ANOTHER = /\b(?:avec|sans|et|puis|mais|pour|malgre|compliquee?)\b/;
/** The answer behind a mark: "iléostomie : non", "greffe : hors critères", "mastectomie : en réflexion", "valvulation : on y réfléchira". */
const ANSWER = new RegExp(
  String.raw`^[^.;:,()\n\d]{0,40}?(?:\d[\d/.]{0,9})?(?:(?:,| et| ou|/) ?[a-z][a-z' -]{2,24}){0,3}? ?(?::|->|→|=>|\?|=|\() ?(?:(?:c'est|elle est|il est|finalement|pour l'instant|a ce jour|actuellement|dossier|projet|indication|decision|demande) )*(?:(?:non|neant|aucune?|0|∅)(?= ?(?:[,.;)(\n]|$| necessaire| indique| justifie| (?:gir|adl|iadl|poids|taille|groupe)\b| [a-z][a-z'-]{2,}(?: [a-z'-]+){0,2} ?: ))|${NEGATED_VERDICT}|${VERDICT}|refus(?:ee?s?)?(?![a-z])|pas (?:d'actualite|d'indication|pour (?:l'instant|le moment)|de projet|avant|maintenant|la priorite|question)|sans suite|non$)`,
);
/** "Mastectomie : en réflexion", "greffe à l'étude", "abdominoplastie : demande d'entente préalable faite", "coroscanner : rdv pris". */
const OPEN =
  /^[^.;:,()\n\d]{0,40}?(?:\d[\d/.]{0,9})? ?(?::|->|→|=>|\?|=|\() ?(?:(?:toujours|encore|reste|est|sera|le patient|la patiente|a ete) )*(?:(?:il|elle|(?:le |la )?patiente?|l'interessee?) (?:l')?accept\w+|dossier (?:presente|discute|soumis|envoye|depose|transmis|en cours)|(?:discute|presente|soumis|evoque|propose)e?s? (?:en|au|aux?) |(?:la famille|le couple|les parents|(?:le |la )?patiente?|il|elle|sa fille|son fils|l'entourage) (?:prefer|souhait|voudr|veu|demand|hesit|reflechi)\w*|"?si |« ?si |devis|convocation|prescri|en (?:cours de )?(?:reflexion|discussion|attente|suspens|projet)|a (?:l'etude|rediscuter|discuter|reprendre|revoir|voir|prevoir|programmer|envisager|decider|planifier|distance|faire|differer)|on (?:y|en) (?:reflechi|pens|songe|revien|reviendr|reparl|rediscut|discut)\w*|(?:y )?reflechi(?:t|ra|ssent)|hesit\w+|rdv (?:pris|donne|fixe|le|en|a)|rendez-vous (?:pris|donne|fixe|le|en)|date (?:a fixer|non fixee|prevue|fixee)|pas de date|demande (?:d'entente|en cours|faite|envoyee|deposee)|si (?:besoin|necessaire|echec|recidive|aggravation)|plus tard|ulterieur\w*|prochainement|sous reserve|apres (?:accord|avis|la |le |l')|avis (?:demande|sollicite)|patiente? (?:reflechi|hesit)\w+|(?:sera|serait|se fera) )/;
/** "À l'étude : greffe cutanée", "en réserve : bloc". */
const OPEN_BEFORE =
  /(?:^|[.;\n] ?)\W*(?:a l'etude|en (?:reflexion|discussion|reserve|projet|attente|suspens)|options?(?: [a-z]+)?|alternatives?|a (?:discuter|rediscuter|envisager|prevoir|voir|revoir|verifier|recuperer|demander|controler|programmer)(?: (?:le|au|avec|par) [\da-z/]{1,12})?|reste a faire|refus|non (?:retenue?s?|faite?s?|realisee?s?)|acte non realise) ?: ?[^.;\n]{0,60}$/;

/** "Hors délai de thrombolyse", "non éligible à une greffe", "contre-indication à la chirurgie": what somebody cannot have. */
const NOT_FOR =
  /\b(?:hors delais? (?:de |d'|pour |du |des )|(?:non|pas|n'est pas|plus) (?:eligible|candidate?|operable|accessible) (?:a |au |pour |d')|contre-?indications? (?:a |au |de |d'|pour )|recusee? (?:pour|de|a|d')|pas (?:d'indication(?: [a-z]+)?|de place|lieu) (?:a |au |d'|de |pour )|informations? (?:(?:donnee|faite|delivree|recue|claire|ecrite|orale)s? )*(?:sur |concernant |relatives? a )|(?:sans|hors) indication (?:a |au |d'|de |pour )|(?<![a-z])(?:decline|refuse|repousse)(?:nt|ait|aient|e|ee|es)? (?:toute? |l'idee (?:de |d'))?|renonc\w+ a |a permis d'eviter|afin d'eviter|pour eviter|permettant d'eviter) ?(?:la |le |l'|les |une? |de la )?$/;

/** "Dialyse si > 2,5 ou aggravation": what would be done. */
const ONLY_IF =
  /^ ?[«"(]? ?(?:(?:seulement|uniquement|a rediscuter|a envisager|urgente?|en urgence) )?(?:si(?! bien| tot)|en cas d(?:e|'))\b/;

/** "Gastrostomie : refus", "dialyse : il a dit non dans ses directives", "une pompe a été évoquée : il n'en veut pas": the patient's answer to what was offered. */
const DECLINED =
  /^[^.;:\d]{0,40}? ?(?::|;|,|\?|->|→|=>|\() ?(?:mais )?(?:(?:il|elle|le patient|la patiente|l'interessee?|monsieur|madame|m\.|mme|sa fille|son fils|la famille)(?: [a-z]\w+)?(?:, [^,;.]{2,40},)? )?(?:(?:a |avait |dit )*(?:dit (?:que )?non|fait (?:signe que )?non\b|secoue la tete|repond (?:que )?non|(?:refus|declin)\w*\b(?! (?:de|du|des|la|le|les|une?|tout\w*) | [ld]'))|(?:n'en|ne la|ne le|ne l'|n'y) ?(?:veu(?:t|lent)|souhait\w+|desir\w+|tien\w+) (?:pas|plus)|s'y (?:oppose|refuse)\w*|y a (?:finalement |donc |aussi )?renonce|n'y est pas favorable|y est oppose)/;
/** "Greffe de moelle : sa sœur n'est pas compatible, projet abandonné". */
const GIVEN_UP =
  /^[^.;\d]{0,70}\b(?:projet|demande|idee|option|indication|dossier)s? (?:a ete |est |finalement )*(?:abandonne|refuse|recuse|ajourne|classe|clos|annule|rejete|non retenu)e?s?\b/;

/** "La greffe avec sa sœur que vous évoquez : elle a été récusée": a state that an act would have made. */
const TURNED_DOWN =
  /^[^.;\d]{0,60}[:,] (?:elle|il|celle-ci|celui-ci|la candidature|le projet) (?:a|avait) (?:finalement |donc )?ete (?:recuse|refuse|annule|abandonne|ajourne|ecarte)e?\b/;
export const isTurnedDown = (folded: string, sentence: Range, phrase: Range): boolean =>
  TURNED_DOWN.test(folded.slice(phrase.end, sentence.end));

/** "Pompe à baclofène expliquée le 05/11", "stimulateur présenté aux parents": offered in words. */
const EXPLAINED =
  /^[^.;:,()\d]{0,24}? (?:(?:a|ont) (?:deja |bien )?ete )?(?:expliquee?s?\b|(?:presentee?s?|detaillee?s?|decrite?s?|montree?s?) (?:a|au|aux) (?:la |l')?(?:parents?|patiente?s?|famille|mere|pere|couple|epouse|mari|fille|fils)\b)/;
export const isExplained = (folded: string, sentence: Range, named: Range): boolean =>
  EXPLAINED.test(folded.slice(named.end, sentence.end));

const denied = (qualification: Qualification): Qualification => ({
  ...qualification,
  qualifiers: { ...qualification.qualifiers, negated: true },
});

/** Whether the words behind the head of a phrase say that one does without it; the phrase may hold them. */
const isDoneWithout = (behind: string): boolean => {
  const verdict = SAID_OF_IT.exec(behind);
  if (verdict !== null && !OF_ANOTHER.test(verdict[0].slice(0, 60).replace(/(?:non|pas|jamais|plus|ni) \S+$/, ''))) return true;
  return ANSWER.test(behind);
};

/** An act told as not needed, put off, given up or not done. */
export const undone = (folded: string, sentence: Range, phrase: Range, qualification: Qualification): Qualification => {
  const after = folded.slice(phrase.end, sentence.end);
  // What is said of the act may have been taken into its phrase: "laser ROP non nécessaire".
  const behind = folded.slice(phrase.start, sentence.end).replace(/^[^\s:(,;.]+/, '');
  const before = folded.slice(Math.max(sentence.start, phrase.start - 100), phrase.start);
  if (!qualification.qualifiers.negated && (ONLY_IF.test(after) || ONLY_IF.test(behind)))
    return { ...qualification, qualifiers: { ...qualification.qualifiers, hypothetical: true, instruction: true } };
  if (
    NOT_DONE.test(after) ||
    AVOIDED.test(after) ||
    DECLINED.test(after) ||
    GIVEN_UP.test(after) ||
    NOT_FOR.test(before) ||
    isDoneWithout(behind) ||
    isNotChosen(folded, sentence, phrase)
  )
    return denied(qualification);
  return !qualification.qualifiers.negated && (OPEN.test(behind) || OPEN_BEFORE.test(before))
    ? { ...qualification, qualifiers: { ...qualification.qualifiers, hypothetical: true } }
    : qualification;
};

const PRESCRIPTION = '57833-6';
const DONE_BEFORE = /\b(?:avait|avaient|ayant|dernier|derniere|precedent\w*|anterieur\w*|apres|suite a|post|depuis|operee?s?)\b/;
/** "Écho-doppler veineux en urgence", on a prescription: what it asks for, unless its words date it to the past. */
export const isPrescribed = (reading: PageReading, { sentence, folded }: Sentenced, phrase: Range): boolean =>
  reading.context.documentType === PRESCRIPTION && !DONE_BEFORE.test(folded) && dateFor(reading, sentence, phrase).date === undefined;
