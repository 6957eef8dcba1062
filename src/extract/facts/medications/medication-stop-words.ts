import { COUNT } from '../../text/number-words.js';
import { DETERMINERS, FILL, GAP, PARTICIPLE } from './medication-cue-parts.js';

/**
 * The ways of saying that a drug is no longer taken, beside the plain "arrêt": off the list, not needed any more, deprescribed, weaned,
 * thrown away, a course done. `BEFORE` stands ahead of the name, `AFTER` behind it.
 */

const BY_WHOM = String.raw`(?:\bje |\bj'ai |\bon |\bon a |\bnous |\bnous avons |\bil a |\belle a |\bil |\belle |\ba |\bont |\bai |\bavons |(?:^|[.;:,(!–-] ?))(?:lui |donc |deja |aussi |meme |tous? |spontanement |d'elle-meme |de lui-meme )*(?:ai |avons |a |ont )?(?:fait )?`;
const NAMED_STATE = String.raw`(?:arrete|stoppe|suspendu|supprime|deprescrit|interrompu|abandonne|retire|cesse|ote|enleve|sevre|rayee?|barre|non repri|non reconduit|non renouvele|non poursuivi)(?:e|es|s)?`;
const MEANWHILE = String.raw`(?: (?:donc|ce jour|ce matin|aujourd'hui|recemment|definitivement|progressivement|depuis|a la sortie|a l'entree|a l'admission|au decours|(?:pendant|durant|au cours de) (?:le |l'|du )?(?:sejour|hospitalisation)|en [a-z]+(?: \d{4})?|le \d[\d/. a-z]{0,16}))*`;

export const STOPPED_BEFORE = new RegExp(
  [
    // "Je raye le zolpidem", "nous avons ôté l'allopurinol", "elle a laissé tomber la metformine", "j'ai fait arrêter".
    String.raw`${BY_WHOM}(?:eteint|coupe(?! en)|retranche|banni|quitte|barr(?:e|er|ons)|ray(?:e|er|ons)|raie|biff(?:e|er)|ot(?:e|er|ons)|enlev(?:e|er|ons)|retir(?:e|er|ons)|deprescri(?:s|t|re|vons)|laisse(?:r)? tomber|lache|delaisse|jete|bazarde|abandonn(?:e|er|ons)|cess(?:e|er|ons)(?: de prendre)?)(?: (?:tout|tous|toute))?(?: (?:la|sa|ses|les|le) (?:boites?|comprimes?|gelules?|cachets?|reste|stock) d(?:e |'|u ))?${FILL}`,
    // "Déprescription ce jour : X, Y", "Suspendus : X, Y", "Non repris à la sortie : X", "périmés ou arrêtés : X".
    String.raw`\bdeprescriptions?\b[^:.;]{0,40}[: ]${DETERMINERS}$|(?:^|[.;,(] ?|\b(?:ont|a) ete |\b(?:sont|est) )(?:perimee?s?,? (?:ou|et) )?${NAMED_STATE}(?:,? (?:ou|et) perimee?s?)?${MEANWHILE} ?: ?${DETERMINERS}$`,
    // "J'ai bloqué l'allopurinol au comptoir".
    String.raw`\b(?:ai|a|avons|ete) bloque(?:e|es|s)? (?:la delivrance d(?:e |u |'))?${DETERMINERS}$`,
    // "Plus besoin de X", "on se passe de X", "non-renouvellement de X".
    String.raw`\bplus d'(?:injections?|administrations?)${FILL}|\bplus de (?:perfusions?|cures?|traitements?|prises?|comprimes?)${FILL}|\bplus (?:de )?(?:besoin|indication|necessite|utilite|raison|lieu)(?: (?:de |d'|a |au )(?:poursuivre|continuer|prendre|garder|maintenir|renouveler))? ?${DETERMINERS}$|\bse pass(?:e|er|ent|ons) (?:tres bien |bien |desormais |maintenant )?(?:de |d'|du )${DETERMINERS}$|\bnon[- ](?:renouvellement|reconduction|reprise|poursuite|reintroduction)${FILL}|\bn'en (?:prend|utilise|consomme|met|fait) plus,? ?(?:de |d'|du |de la |des )$`,
    // "A fini hier une boîte d'ibuprofène", "a terminé sa plaquette de X".
    String.raw`\b(?:a|ai|avait) (?:fini|termine|acheve)(?: (?:hier|ce matin|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche))? (?:une?|sa|son|la|le|les|ses) (?:[a-z]+ )?(?:boite|plaquette|cure|flacon|serie|traitement)s? (?:de |d'|du |par )(?:la |l')?$`,
    // "Fin tamsulosine le 28", "fin de l'Augmentin demain".
    String.raw`(?:^|[.:;,(!–>-] ?)fin (?:de |du |d'|de la |de l'|des )?(?:traitement par |cure de |cure d')?$`,
    // "Exit le X", "fini le X".
    String.raw`(?:^|[.:;,(!–-] ?)(?:exit|fini|finie|termine|terminee|adieu),? (?:le |la |les |l')?$`,
    // "Vient remplacer le X", "prend le relais du X", "à la place du X", "succède au X".
    String.raw`\b(?:vien(?:t|nent|dra)|venu|venant|va|pour) remplacer${FILL}|\b(?:prend|prends|prenant|a pris|pris|prendra|assure) (?:le relais|la suite|la place|la releve) ${DETERMINERS}$|\b(?:succede(?:nt|ra)?|fait suite|faisant suite) (?:a |au |aux )${DETERMINERS}$|\ben lieu et place${FILL}|\b(?:en )?substitution (?:a |au |aux )${DETERMINERS}$`,
    String.raw`\b(?:avoir|ayant) (?:bien )?(?:termine|fini|acheve)(?: (?:sa |la |son |le )?(?:cure|traitement|boite))?${FILL}`,
    // "A rangé son X au placard", "relais des X", "relayant le X", "on ne revient pas à X".
    String.raw`${BY_WHOM}(?:rang(?:e|er)|remball(?:e|er))${FILL}|[,;(] ?relais (?:des |du |de la |de l')(?:[a-z]+ )?(?:[a-z]+ ?)?\(?$|\brelay(?:ant|e) (?:le |la |les |l'|son |sa |ses )$|\bne (?:revient|reviens|revenons|reviendra|repasse|repassons) pas (?:a |au |aux |vers |sur )${DETERMINERS}$`,
    // "[RAYÉ] SOTALOL 80 mg"; "je ne reconduis ni le X ni le Y".
    String.raw`(?:^|[^a-z])\[ ?(?:raye|barre|biffe|annule|supprime)(?:e|es|s)? ?\] ?:? ?$|\bne (?:reconduis|renouvelle|poursuis|reprends|represcris)(?:ons)? (?:pas |plus |ni )${FILL}`,
    String.raw`\bsevrage (?:reussi|obtenu|effectif|complet|total|acquis|mene a bien|acheve|termine)${FILL}`,
  ].join('|'),
);

/** Where a verb may be said of the drug: right behind its name and dose, behind a comma, or with an auxiliary. */
const SAID_OF_DRUG = String.raw`(?:^ ?(?:\d[\d.,]* ?(?:mg|µg|g|ui|u)?(?: ?x ?\d)?(?: (?:le |du )?(?:matin|midi|soir|coucher))? ?)?(?:\([^()]{0,50}\) ?)?,? ?|^[^.;]{0,90}?(?:, ?|\bet |\bpuis |\b(?:est|sont|ete|fut|furent|etait|etaient) ))(?:(?:donc|enfin|aussi|finalement|alors|[a-z]+ment) )?`;
/** When, or why: what follows a verb of many meanings where it says that a drug was ended. */
const ENDED_WHEN = String.raw`(?=[.;)]| ?$| (?:le \d|en (?:(?:19|20)\d\d|janv|fevr|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec|raison)|fin |debut |mi-|au bout|des |d'un commun|devant|depuis|pour (?:de bon|toux|[a-z]+ie\b)|a cause|apres|ce (?:jour|matin|\d)|hier|car |par |[a-z]+ment\b))`;

const OFF_LIST = String.raw`(?:la |l'|son |sa |ses |les |le )?(?:listes?|ordonnances?|ordos?\b|prescriptions?|pilulier|traitements?|plan de prise|semainier)`;
const NO_LONGER = String.raw`(?:utilis|pri|prescrit|donn|delivr|administr|necessair|justifi|indiqu|util|d'actualite|de mise|recommand|suivi|souhait|rembours|commercialis|support|toler)`;
const DONE = String.raw`(?:faite?s?|effectuee?s?|realisee?s?|complete?s?|completee?s?|revolue?s?|achevee?s?|terminee?s?|recue?s?|bouclee?s?)`;

export const STOPPED_AFTER = new RegExp(
  [
    String.raw`^[^.;]{0,24}?[,(:] ?(?:tous |toutes |tout )?${PARTICIPLE('perime|jete')}(?![^.;]{0,30}\b(?:renouvel|(?:re)?change|rachet|a (?:remplacer|renouveler|changer)|remplacee?s?(?! par)))|^${GAP}\b(?:je|on|nous) (?:le |la |les |l')?(?:fais|faisons|fait|demande|demandons) (?:donc )?(?:d')?(?:arreter|stopper|cesser)\b`,
    String.raw`^ ?(?:\d[^.;,]{0,12} )?${PARTICIPLE('barre|raye|biffe|ote|enleve|deprescrit|delaisse|lache')}`,
    String.raw`^${GAP}(?:\bne (?:la |le |les |l'|s'en )?(?:prend|prends|achete|utilise|supporte|sert|met|renouvelle)(?:nt)? plus\b|\b(?:le (?:docteur|medecin|medecin traitant|[a-z]+logue|remplacant)|mon medecin|on|ils?|elle) (?:me |lui )?(?:l'|les |le |la )(?:a|ont|avait) (?:deja |donc )?(?:enlev|ote|retir|barr|supprim|arret|stopp)\w*)`,
    String.raw`^${GAP}(?:(?:est|sont|ete|etre|[,:(–-]) ?(?:donc |ainsi |aussi |desormais |ce jour |definitivement |bien )?${PARTICIPLE('barre|raye|biffe|ote|enleve|deprescrit|evince|annule|lache|delaisse|abandonne|laisse tomber')}(?! par la famille)|\b(?:sort|sortie?s?|disparait|disparaissent|saute|retiree?s?|rayee?s?|barree?s?|enlevee?s?) (?:donc )?(?:de|du|des) ${OFF_LIST}|\bne (?:figure|apparait|se trouve|fait|sont|est) plus (?:partie )?(?:sur|dans|de|du|au) ${OFF_LIST})`,
    // "Je ne le donne plus", "plus dans le pilulier", "non délivrée depuis mars", "encore sur l'ordonnance" where it should not be.
    String.raw`^${GAP}\bne (?:la |le |les |l'|lui en |leur en )(?:donne|administre)(?:nt|ons)? plus\b|^[^.;,()]{0,24}?(?:[,:(–-] ?|\bn'est |\bne sont )plus (?:dans|sur) ${OFF_LIST}|^[^.;]{0,24}?\b(?:non|pas) (?:delivre|dispense|retire)(?:e|es|s)?(?: en pharmacie)? depuis\b|^[^.;]{0,50}?\b(?:non|pas|plus) utilise(?:e|es|s)? depuis\b|^[^.;,]{0,16}?\bencore sur ${OFF_LIST}`,
    // "La pommade X est encore dans l'armoire, reprise ce jour": taken away, by who found it.
    String.raw`^[^.;]{0,30}?\b(?:dans|sur|au fond d[eu]) (?:l'|le |la |son |sa |une? )?(?:armoire|placard|tiroir|sac|pharmacie|boite a pharmacie|table de (?:nuit|chevet)|frigo|refrigerateur|buffet|salle de bains?)\b[^.;,]{0,20}, ?(?:donc |que j'ai )?(?:reprise?|recuperee?|retiree?|rendue?|rapportee?|jetee?|detruite?)s?\b(?! (?:ce jour |hier |le [^ ]+ )?(?:pour|a \d|au coucher|le soir|le matin))`,
    // "Est à jeter", "à rapporter en pharmacie".
    String.raw`^[^.;]{0,90}?(?:,|\b(?:est|sont)) a (?:jeter|rapporter (?:a la|en) pharmacie|detruire)\b`,
    // "N'est plus justifiée", "n'a plus d'indication", "plus nécessaire", "devenu inutile".
    String.raw`^${GAP}(?:\b(?:n'est|ne sont|n'etait|n'ont|n'a) plus (?:vraiment |du tout |aucunement )?(?:${NO_LONGER}\w*|d'(?:indication|utilite|interet)|(?:de |sa |lieu|raison)[a-z' ]*)|^[^.;,()]{0,24}?(?:[,:(–-] ?|^ ?[a-z]{4,} )plus (?:necessaire|justifie|indique|utile|utilise|prescrit|donne|delivre)(?:e|es|s)?\b|\bdevenue?s? (?:inutile|superflue?|sans objet)s?\b|\bje ne (?:le |la |les |l')(?:renouvelle|reconduis|prescris|poursuis|reprends) (?:pas|plus)\b|\bon (?:peut )?s'en pass(?:e|er)\b|\bn'en (?:prend|utilise|veut|met) plus\b)`,
    // "En pause", "mis en suspens".
    String.raw`^[^.;,]{0,30}?(?:\ben (?:pause|suspens|stand-?by|fenetre)\b|\bfenetre therapeutique\b|\bmise?s? (?:en (?:attente|sommeil|suspens|veille)|entre parentheses)\b)`,
    // "Sevrage obtenu le 4 août", "sevrée à J3".
    String.raw`^[^.;]{0,40}?(?:\bsevrage (?:obtenu|reussi|effectif|complet|total|acquis|acheve|termine|fait)|\bsevree?s? (?:le|en|depuis|a j|au|il y a|avec succes|progressivement|totalement|completement|sans)\b)`,
    // "Un lyoc par jour, terminé hier", "6 cycles, fin le 12 août", "18 mois effectués, dernière injection le …".
    String.raw`^[^.;]{0,70}?[,:(–-] ?(?:est |maintenant |desormais |deja |bien |cure |traitement |boite |plaquette |flacon |antibiotique |semaine )?(?:finie?s?|terminee?s?|achevee?s?)(?=[ .,;)]|$)(?! (?:par|sa|son|ses|les?(?! \d)|la|leur)\b)|^[^.;]{0,110}?[,:(–-] ?(?:cure |traitement |schema |protocole |programme )?complete?s?(?=[.;)]|\s?$)`,
    String.raw`^[^.;]{0,24}?\b(?:\d{1,3}|deux|trois|quatre|cinq|six|douze|dix-huit) (?:ans?|mois|semaines?|sem|jours?|j|cures?|cycles?|injections?|seances?) ${DONE}[^.;]{0,20}?\b(?:derniere?|fin|arret)\b|^[^.;]{0,24}?\b${COUNT} (?:cures?|cycles?|injections?|perfusions?|seances?),? (?:achevee?s?|terminee?s?|bouclee?s?|finie?s?|closes?) (?:en|le|fin|debut)\b|^[^.;]{0,24}?\b(?:\d{1,2}|deux|trois|quatre|six|huit|douze) (?:cures?|cycles?)[^.;]{0,12}?, ?(?:derniere?s?|fin) (?:le|en|cure|cycle)\b`,
    String.raw`^[^.;,]{0,14}?\bdernier (?:comprime|cp|cachet|sachet)\b|^[^.;,]{0,14}?\bderniere (?:gelule|ampoule)\b`,
    String.raw`^[^.;]{0,40}?\b(?:on|je|nous) (?:peut |peux |pouvons )?(?:donc )?(?:tout |les )(?:arrete|arreter|arretons|cesse|cesser|stoppe|stopper|enleve|supprime)\b`,
    String.raw`^[^.;]{0,24}?\bl'a (?:pris|prise|eu|eue|utilise|recu)e? [^.;]{0,40}?(?:\bdans le temps\b|\bautrefois\b|\bc'est (?:fini|termine|du passe|arrete)|\bil y a (?:longtemps|des annees))`,
    String.raw`^(?:,? qui [^.;,]{2,40},)?[^.;,]{0,30}?\b(?:laisse|laissent|fait|font|a fait|a laisse|laissera|fera) (?:donc )?(?:la |sa )?place (?:a|au|aux)\b|^[^.;,]{0,24}?[:,=→(] ?(?:termine|fini|sorti|abandon|deprescription|suppression|retrait|non[- ]renouvellement)(?:e|es|s)?\b`,
    // "Fin de cure ce jour", "à l'arrêt depuis janvier", "10x2 -> 5x2 -> arrêt hier", "décroissance terminée le 31".
    String.raw`^[^.;]{0,60}?\bfin (?:de |du |d'|de l'|de la )(?:traitement|ttt|cure|protocole|sequence|[a-z]{4,}therapie) (?:ce jour|aujourd'hui|hier|ce matin|atteinte|obtenue|prononcee|(?:prevue et )?effective)\b|^[^.;]{0,60}?\bfin (?:prevue et )?effective\b|^[^.;,]{0,30}?\ba l'arret\b(?! (?:de|du|des)\b| d')`,
    String.raw`^[^.;|]{0,40}?(?:\| ?[^.;|]{0,40}?)?(?:->|=>|→) ?(?:donc )?(?:arret|stop|suspen|supprim|retir|fini|termin)[a-z]*\b(?! (?:si|en cas|quand|lorsque))|^[^.;]{0,60}?\b(?:decroissance|degression|sevrage|diminution|arret progressif|schema degressif|degressif)\b[^.;]{0,60}?\b(?:termine|fini|acheve|complet)(?:e|s|es|te|tes)?\b(?! par\b)`,
    // "GANFORT : stopper", "X : fin de prophylaxie le 15", "boîte vide, pas de renouvellement", "on n'y revient pas", « poubelle ».
    String.raw`^(?:[^.;,]|[.,](?=\d)){0,16}[:=→>|] ?(?:stopper|arreter|supprimer|interrompre|suspendre|cesser)\b(?! (?:si|en cas|quand|avant|le temps|\d))|^ ?: ?fin de (?:la )?(?:prophylaxie|couverture|cure|fenetre) (?:le|au|en|depuis|:)|^[^.;]{0,50}?[,:(] ?(?:pas de|sans) (?:renouvellement|reconduction|reintroduction)\b|^[^.]{0,90}?\b(?:on|je|nous) (?:n'y revien(?:t|s|drons?|drai)|n'y retourne)\w* (?:pas|plus)\b|\bil n'en est plus question\b|^[^.]{0,90}?["«][^"»]{0,80}?\b(?:poubelle|j'ai (?:tout )?(?:arrete|jete|stoppe)|j'en (?:prends|veux) plus)\b|^[^.;]{0,30}?\b(?:a|ont) pris fin\b`,
    // "18 mois de X révolus", "X bouclée, 5 ans pile"; "changée pour Y", "converti en Y".
    String.raw`^ ?(?:\([^)]*\) ?)?(?:${PARTICIPLE('revolu|boucle|accompli')}|(?:faits|effectues|complets|realises|acheves)\b)|^[^.;]{0,24}?\b(?:change|troque|echange|switche|bascule|commute|converti|transforme)(?:e|es|s)? (?:(?:pour|contre|vers|sur) |(?<!(?:change|troque|echange)e?s? )(?:en|par|a) (?!(?:19|20)\d\d|\d|janv|fevr|mars|avril|mai|juin|juil|aout|sept|octo|nove|dece|fin|debut|raison))(?=[a-z]|$)`,
    String.raw`^[^.;]{0,40}?\bl'a (?:[a-z']+ ){0,2}(?:lache|laisse tomber|abandonne|delaisse)\w*|^[^.;,]{0,24}?\b(?:au (?:fond (?:du|d'un) )?(?:placard|tiroir)|dans (?:le|un|son) (?:tiroir|placard)|(?:a|dans) la poubelle)\b|^[^.;]{0,90}?\b(?:dit|demande|conseille|propose) d'(?:arreter|interrompre)\b[^.;,]{0,20}?,? (?:et )?(?:c'est fait|c'est chose faite|ce qui (?:est|a ete) fait)|\bn'en a plus\b`,
    String.raw`^[^.;,(]{0,24}\((?:arret|stop|suspendu|fini)(?:e|es|s)?(?! (?:si|en cas|avant|le matin|la veille|\d+ ?(?:h|j)))[^().]{0,30}\)`,
    String.raw`^[^.;,]{0,30}?\b(?:n'a|n'ont) (?:pas )?ete (?:ni )?(?:renouvele|reconduit|repris|poursuivi)`,
    // "Coupée le jour même", "retranchée en 2016", "levée d'un commun accord", "que l'on a quitté le 2 décembre", "apalutamide out".
    String.raw`${SAID_OF_DRUG}(?:${PARTICIPLE('retranche|eteint|banni|evince|congedie|sacrifie|desescalade')}|clos(?:e|es)?\b|coupee?s?\b(?! (?:en|par)\b|-)|(?:levee?s?|quittee?s?)\b${ENDED_WHEN}|laissee?s?\b(?! ?[.;)]| ?$)${ENDED_WHEN}|laissee?s? tomber\b|out\b|enlevee?s?\b|otee?s?\b)|^[^.;]{0,40}?\b(?:que|qu')(?: ?(?:l'on|on|il|elle|nous|j'|je))? ?(?:a|ai|avons|avait|ont) (?:donc )?(?:quitte|coupe|ote|enleve|banni|retire|arrete|stoppe|cesse)(?:e|es|s)?\b`,
    // "Dernière injection le 6 mai 2024, fin de traitement".
    String.raw`^[^.;]{0,110}?\bderniere? (?:injection|prise|perfusion|cure|dose|piqure) (?:(?:le|en|au|du) )?[^.;,]{3,24}, (?:puis |donc )?(?:fin d[eu] (?:traitement|protocole|cure)|arret\b|stop\b)`,
    // "J'y ai mis un terme le 3 juin", "je l'ai fait cesser le 12".
    String.raw`^[^.]{0,140}?\b(?:j'y ai|on y a|nous y avons|il y a ete) mis (?:un terme|fin)\b|^[^.]{0,120}?\b(?:je|on|nous) l(?:'|es )(?:ai|a|avons) fait (?:arreter|cesser|stopper|interrompre|suspendre)\b`,
    // "Tombée à zéro", "enfin nulle depuis mars", "Méloxicam : plus depuis l'ulcère", "rendu à la pharmacie".
    String.raw`^[^.;]{0,90}?\b(?:a zero|a 0 ?mg)(?= (?:le|en|depuis|au|a|des)\b|[.,;)]| ?$)|^[^.;]{0,60}?, ?(?:enfin |maintenant |desormais )?null?e?s? depuis\b|^ ?: ?plus depuis\b|^[^.;]{0,24}?\brendue?s? (?:a la|en|au) pharmac`,
    // "Pris une semaine, c'est fini", "plus rien depuis janvier", "dit ne plus le prendre depuis Noël", "flacon vide ; arrêt en octobre 2025".
    String.raw`^[^.;]{0,90}?[,:(–-] ?c'est (?:fini|termine|du passe)\b|^[^.;]{0,60}?[,;:(] ?plus rien (?:depuis|ensuite|a ce jour|aujourd'hui|actuellement)\b|^[^.;]{0,90}?(?:[:(] ?|\b(?:dit|declare|assure|affirme|avoue|rapporte|indique|precise|explique) )ne plus (?:le |la |les |l'|en )(?:prendre|utiliser|mettre|avoir)\b|^[^.;]{0,60}?; ?(?:arret|stop) (?=(?:le \d|en (?:19|20)\d\d|en [a-z]{3,9}\.? (?:19|20)\d\d|fin |debut ))`,
    // "| IMUREL 50 mg 2/j | ERREUR GRAVE, antécédent de pancréatite": the verdict of a reconciliation.
    String.raw`^[^.;|]{0,30}\| ?erreur\b(?! (?:de (?:dose|posologie|dosage|forme|horaire|date)|sur la dose))`,
    // "Un mois, mars 2021, diarrhée, abandon", "trois cures, arrêt en mai".
    String.raw`^[^.;]{0,90}?, ?(?:puis )?(?:abandon|arret|stop|suppression)(?: (?:pour de bon|total|complet|definitif))?(?=[.;,)]| ?$| (?:le \d|en (?:19|20)|en [a-z]{3,9} (?:19|20)))`,
  ].join('|'),
);

const STAY = String.raw`(?:le |la |l'|du |tout le |toute la |toute l'|son |sa |ce |cette |les )*(?:sejour|hospitalisation|hospit|passage aux urgences|intervention|operation|geste|procedure|examen|induction|transport|seance|prise en charge aux urgences|accouchement|travail|cesarienne|coloscopie|radiologie)`;
/**
 * Given within a stay, an act or a visit, and left there: "pendant le séjour uniquement", "J1-J3", "les 48 premières heures", "IV x1", "faite à
 * 14 h 20".
 */
export const GIVEN_THEN = new RegExp(
  [
    String.raw`^ ?:? ?(?:\d{1,2}|un|deux|trois|quatre|cinq) (?:cycles?|cures?|seances?|injections?|perfusions?) (?:sur|\/) (?:\d{1,2}|deux|trois|quatre|six)\b`,
    String.raw`^[^.;]{0,60}?(?:[(,:] ?|\b)(?:(?:uniquement|seulement) )?(?:pendant|durant|au cours de?|lors d(?:e|u)|tout au long d(?:e|u)|le temps d(?:e|u)|en debut d(?:e|u)|au debut d(?:e|u)|en cours d(?:e|u)|en per-?)(?: |(?<=-)|(?<='))${STAY}\b(?! (?:actuelle?|en cours))`,
    String.raw`^[^.;]{0,40}?(?:\b(?:les|des|pendant les|durant les) (?:\d{1,2}|deux|trois|quatre|cinq|six|quarante-huit|vingt-quatre) premiere?s (?:heures|h|jours|nuits)\b|\b(?:les|des) premiere?s (?:heures|jours)\b)`,
    String.raw`^[^.;]{0,40}?\b(?:fait|faite|realisee?|injectee?|administree?|donnee?|passee?|recue?)s? (?:(?:ce|hier) (?:jour|matin|soir|midi) )?(?:a|vers) \d{1,2} ?h\b`,
    String.raw`^[^.;]{0,30}?\b(?:iv[dls]?|ivse|im|en bolus|intraveineu\w+|nebulisee?|en aerosol) (?:x ?[1-3]|une (?:seule )?fois|en une fois|dose unique|sur \d{1,2} ?(?:min|h)\w*|une dose)(?![\d/ ]*(?:\/|par) ?(?:j|jour|sem|mois))`,
    String.raw`^[^.;,]{0,30}?\b(?:aux urgences|en box(?: \d+)?|au sau|en uhcd|au cabinet|sur place|au bloc|au dechocage|en salle de (?:reveil|travail|naissance)|en sspi|en reanimation|par le (?:smur|samu)|en preoperatoire|en per-?operatoire|a l'induction)\b`,
  ].join('|'),
);
