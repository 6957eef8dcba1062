import type { Medication } from '../../../domain/fact.js';
import { DETERMINERS, FILL, GAP, OTHER_STRENGTH, PARTICIPLE, SUBJECT } from './medication-cue-parts.js';
import { GIVEN_THEN, STOPPED_AFTER, STOPPED_BEFORE } from './medication-stop-words.js';

export type MedicationEvent = Medication['event'];

/** Cues that stand before the name and govern it. Order decides: the first that matches wins. */
export const BEFORE: readonly (readonly [MedicationEvent, RegExp])[] = [
  [
    'not-taken',
    new RegExp(
      String.raw`(?:n'a|n'ont|n'avait)(?: donc| encore)? (?:pas|jamais) (?:pris|recu|eu recours|eu|repris|debute)${FILL}|\bjamais (?:pris|recu|eu)${FILL}|ne prend (?:pas|aucun[a-z]*)${FILL}|ne lui ai pas prescrit${FILL}|prescription non suivie${FILL}|(?:\bpas|\baucune?|\bni|\bsans)\s(?:d'|de |prise de |autre )*$|\b(?:pas|aucune?|sans) (?:de |d')?(?!(?:[a-z]+ )?(?:probleme|souci|incident|effet|reaction|trouble|intolerance|difficulte|complication|danger|risque))[a-z' -]{3,30}\($`,
    ),
  ],
  [
    'stopped',
    new RegExp(
      String.raw`ne pas (?:reprendre|reintroduire|represcrire|readministrer|remettre|renouveler)(?: d'| de)?${FILL}|ne (?:prend|prends|prennent|prenait|recoit) plus(?: de| d')?${FILL}|ne plus (?:jamais )?(?:re)?(?:prendre|donner|prescrire|delivrer|renouveler|utiliser)${FILL}|\b(?:pas|absence|sans) (?:de )?(?:reprise|reintroduction)${FILL}|\b(?:jeter|rapporter (?:la |les )?boites?(?: de| d')?|se debarrasser)${FILL}|(?:^|[.:;,(!–-] ?|n'a )plus (?:de |d')(?!\d)${DETERMINERS}$`,
    ),
  ],
  [
    'stopped',
    new RegExp(
      String.raw`\b(?:arrets?|stop|interruption|suppression|suspension|sevrage)\b(?!(?: (?:total|complet|definitif))? (?:de travail|(?:du |de son |de la )?(?:tabac|tabagisme|tabagique|alcool|alcoolique|ethylique|cannabis|cigarette)|de fumer))${FILL}|(?<!ete )(?<!est )(?<!sont )(?<!etre )(?<!pas )${SUBJECT}(?:donc |aussi |alors |aussitot |prudemment )?(?:arret(?:e|er|ons|ez|ent)|stopp(?:e|er|ons)|interromp(?:s|u|re)|suspend(?:s|u|re)?|supprim(?:e|er|ons)|abandonne)\b(?:e|es|s)?(?:, (?!(?:et|mais|puis|il|elle|on|je|nous) )[^,;.:]{3,60},)?${FILL}|\b(?:arreter|stopper|interrompre|suspendre|cesser)\b(?! de fumer)${FILL}|\b(?:a|avait|ai) (?:lui-meme |elle-meme )?cesse(?: (?:de lui-meme|d'elle-meme|spontanement|seule?))?(?: (?:de prendre|la prise d(?:e|u)))?${FILL}|(?<!pas )\b(?:avoir|ayant) (?:lui-meme |elle-meme |d'elle-meme |de lui-meme )?(?:arrete|stoppe|interrompu|suspendu|cesse|abandonne)(?: (?:de prendre|la prise d(?:e|u)))?${FILL}|\bsevree? d(?:u|e|es)\b${FILL}|\b(?:arrete|stoppe|suspends?|interromps?)\b[^.;:]{0,24},? ainsi que (?:le |la |les |l')?$|\bsubstitution (?:du |de la |de l'|de |des )$|\bpassage (?:du |de la |de l'|de |des |d')$|\b(?:retrait|ablation|depose|retire|enleve)\b(?: ce jour)?(?: (?:de l'|du |de la |de |d'|des |le |la |l'|un |une |son |sa )*(?:implant|sterilet|diu|dispositif intra-uterin|patch|anneau|pompe)?(?: hormonal| contraceptif)?)?\s?\(?$|(?:^|[.:;,(–-] ?)fin (?:du |de la |de l'|des |de |d')(?:traitement (?:par |de |d'))?${FILL}|\b(?:met(?:s|tons)?|mis|mettre) (?:un terme|fin) (?:a la |a l'|au |aux |a )$|\bremplac(?:e|ent|ant|ement d[eu']?)\b${FILL}|\ba (?:ete )?remplace\b${FILL}|en remplacement${FILL}|en relais${FILL}|\bau lieu${FILL}|\ba la place${FILL}`,
    ),
  ],
  ['stopped', STOPPED_BEFORE],
  [
    'contraindicated',
    new RegExp(
      String.raw`contre-?\s?indi(?:que|cation)[a-z]*(?: formelle| definitive| absolue)?${FILL}|\bci\b${FILL}|proscri[a-z]+${FILL}|interdi[a-z]+${FILL}|\beviter\b${FILL}|ne (?:pas|jamais) (?:lui |leur )?(?:re)?(?:delivrer|prescrire|donner|utiliser|associer|prendre|administrer|faire|injecter|perfuser)${FILL}|\bproscrire${FILL}|\beviction(?: (?:definitive|stricte|totale|absolue|complete|a vie))?(?: (?:de la|de l'|du|des|de|d'))? ?$|jamais (?:de|d'|associer|prescrire)${FILL}|allergi(?:e|es|que)s?(?: connue| signalee)?${FILL}|intoleran(?:ce|t)e?s?${FILL}|(?:/!\\|!) ?pas d[e'] ?${DETERMINERS}$`,
    ),
  ],
  ['refused', new RegExp(String.raw`\brefus(?:e|ait|ant|er)?\b${FILL}|ne (?:veut|souhaite) pas${FILL}`)],
  // "Décidé de passer à", "convenus de débuter": what is decided is begun, though "passer à" alone is a thought.
  [
    'started',
    new RegExp(
      String.raw`\b(?:decid(?:e|ons|ee?s?|ent|a)|conven(?:u|us|ue|ons)|choisi(?:t|s|ssons)?|opt(?:e|ons)|decision|d'accord|accord)(?: (?:donc|ensemble|avec (?:elle|lui|la patiente|le patient|la famille|son mari|sa femme)|ce jour|en rcp|collegialement|est prise|a ete prise))* (?:de |d'|pour (?:une? )?)(?:la |le |l'|un |une )?(?:passer (?:a|au|aux|sous|vers)|(?:re)?debuter|(?:re)?introduire|instaurer|initier|commencer|reprendre|mettre (?:en route|sous)|mise (?:en route|sous)|switch(?:er)? (?:pour|vers|par)|basculer (?:sous|vers|sur)|bascule (?:sous|vers|sur)|demarrer|ajouter|prescrire|introduction|instauration|reprise)\b${FILL}`,
    ),
  ],
  [
    'proposed',
    new RegExp(
      String.raw`\b(?:je |on |nous )?propos(?:e|er|ons|ition|ais|ee?s?)\b(?! (?:d[e' ]+|la |le )?(?:arret|poursui|maint|continu|conserv|reconduir|garder))${FILL}|\b(?:re)?discut(?:er|e|ons|ions|erons|erait)\b${FILL}|\benvisag[a-z]+\b${FILL}|\b(?:en discussion|a l'etude)${FILL}|\bevoqu[a-z]+\b${FILL}|\bessaier[a-z]*\b${FILL}|\beventuel[a-z]*\b${FILL}|\b(?:ajouter|debuter|introduir|mettr|passer|prescrir|instaurer)(?:a|ai|ons|ez|ait|ais|ions)\b${FILL}|indication (?:a|d'un|d'une|du|de la)${FILL}|\bpasser a${FILL}|\ba (?:debuter|introduire|discuter|envisager|prevoir)${FILL}|\bun relais par${FILL}|\bswitch(?! (?:pour|vers|par))(?: ?${DETERMINERS})?$|la prise de${FILL}|\bprise d'${FILL}|\bfaudrait${FILL}`,
    ),
  ],
  [
    'changed',
    new RegExp(
      String.raw`\b(?:augment(?:e|er|ons|ation)|diminu(?:e|er|ons|tion)|redui(?:s|t|re|sons)|reduction|major(?:e|er|ons|ation)|baiss(?:e|er|ons)|pass(?:e|er|ons)|mont(?:e|er|ons)|port(?:e|er|ons)|descend(?:s|re|ons|u)|ramen(?:e|er|ons)|remont(?:e|er|ons)|doubl(?:e|er)|adapt(?:e|er|ation)|titration|decroissance|degression)\b${FILL}`,
    ),
  ],
  [
    'continued',
    new RegExp(
      String.raw`\b(?:poursui(?:te|s|vre|t|vons|vez)|(?<!non )(?<!pas )renouvel(?:le|ons|er|lement)|continu(?:er|e|ation|ons|ez)|maint(?:ien|enir|iens|enons)|reconduis?|garde|conserver?)\b${FILL}|\b(?:actuellement|toujours|reste|restee?|encore)(?: traitee?)?(?: sous| par)? ?:? ?$|\bprend(?: bien| toujours| actuellement| encore)?${FILL}|\brecoit (?:aussi|toujours|actuellement|egalement|par ailleurs|deja|au long cours)${FILL}|(?:^|[.;,(|] ?)(?:poursuivi|maintenu|inchange|conserve|reconduit|garde|idem|sans (?:modification|changement)|pas de (?:modification|changement))(?:e|es|s)? ?: ?${DETERMINERS}$|(?:ne (?:change|modifie|modifions|changeons) rien[a-z ]{0,30}|(?:reste du )?traitement[a-z ]{0,20} inchange|sans changement|meme traitement)\s*:\s*$`,
    ),
  ],
  [
    'started',
    new RegExp(
      String.raw`\b(?:debut(?:e|er|ons|ait)|introdui(?:s|t|re|sons)|introduction|instaur(?:e|er|ons|ation)|initi(?:e|er|ons|ation)|commenc(?:e|er|ons)|demarr(?:e|er|ons|age)|ajout(?:e|er|ons)?|prescri(?:s|t|re|vons|ption)|(?<!en |au |le |des le |depuis le )debut(?: (?:de|du|d'))?(?! (?:du|de) (?:traitement|soin))|mise? (?:d'emblee )?sous|mise en route(?: par [a-z]+ [a-z]+)?|mise?s? d'accord (?:sur|pour)|conven(?:u|us|ons) (?:de|d'|pour)|optons pour|mettre sous|mets sous|mets|remettre|remets|nouvelles? (?:posologies?|doses?|dosages?)|reprise|reprend(?:s|re)?|repren(?:ons|ez)|reintrodui(?:s|t|re)|supplemente[a-z]* [a-z ]{0,20}par)\b${FILL}|\brelais(?: [a-z-]+){0,3} (?:par|avec)${FILL}|\brelais (?:oral |per os |en ville )?:? ?${DETERMINERS}$|\brelaye(?:e|s)? par${FILL}|\b(?:remplac|substitu)(?:e|ee|es|ees|er)(?:,? [a-z0-9']+){0,4} par${FILL}|au profit${FILL}|\bswitch (?:pour|vers|par) ${DETERMINERS}$|\b(?:change|troque|echange|switche|bascule|commute|converti|transforme)(?:e|es|s)? (?:pour|contre|vers|sur|en|par|a|au) ${DETERMINERS}$|\b(?:cede|laisse) (?:la|sa) place (?:a|au|aux) ${DETERMINERS}$|(?<!presente une )(?<!presente l')(?<!vu une )\bordonnance (?:de|d')${FILL}|\blui ai (?:donne|prescrit)${FILL}|\bessai d(?:e |u |')(?:la |l')?$`,
    ),
  ],
  [
    'past',
    new RegExp(
      String.raw`\banciens? (?:traitements?|medicaments?|ttt)\b${FILL}|\b(?:traitements?|ttt|molecules?|lignes?)(?: (?:de fond|medicamenteux|anti-?[a-z]+|therapeutiques?))?(?: deja)? (?:anterieur|precedent|passe|essaye|tente|utilise|recu|pris)e?s?(?: sans (?:succes|efficacite)| en vain)?\s?:?\s*$|(?:\bapres |\bsuite a |^|[.;:,] )(?:l'|un )?echec (?:de |du |de la |de l'|d'|des |sous )$|\b(?:a |avait )(?:deja )?(?:essaye|tente) ${DETERMINERS}$|\b(?:autrefois|jadis|anciennement|auparavant) (?:traitee? par|sous)\b${FILL}|\ba (?:longtemps |autrefois |jadis )?pris${FILL}|\b(?:il (?:a|avait) fallu|(?:a|avait) necessite) (?:[^.;,:]{2,60} et )?(?:\d{1,2}|une?|deux|trois|quatre|six|quelques|plusieurs) (?:jours?|semaines?|mois|ans?|cures?) (?:de |d')$|\b(?:apres|depuis) la fin (?:du |de |d'|de la |de l'|des )(?:traitement par |cure de |cure d')?$|\b(?:ont|a) ete (?:deja |successivement )?(?:essaye|tente)(?:e|es|s)?[^:.;]{0,30}: ?${DETERMINERS}$`,
    ),
  ],
  // "Dose cumulée de doxorubicine 300 mg/m²": a sum of what was given.
  ['past', /\b(?:doses?|quantites?) (?:totales? )?cumule[a-z]*(?: totales?)?(?: recues?)? (?:de |d'|en |du )$/],
  [
    'administered',
    new RegExp(
      String.raw`\b(?:a recu|recu|recoit|(?<!multi-)(?<!multi )injections?|perfusions?|bolus|titration|cures?)\b(?: ce matin| ce jour)?${FILL}`,
    ),
  ],
];

/** What was thought of and put aside: "relais par AOD récusé". */
const NOT_DONE = String.raw`[^.;,]{0,40}?\b(?:recuse|refuse|ecarte|recusee|impossible|contre-?indique|non (?:souhaite|retenu|realise|fait|possible)|differe|reporte|envisage|discute|a (?:discuter|envisager|prevoir|voir))`;
/** "À débuter ce jour", "dès demain": decided, and begun. */
const AT_ONCE = String.raw` (?:ce (?:jour|soir|matin|midi)|cet apres-midi|aujourd'hui|demain|des (?:ce|demain|aujourd'hui|la sortie|reception|maintenant)|immediatement|sans (?:attendre|delai)|d'emblee|maintenant)\b`;
const LONG_GAP = String.raw`[^.;]{0,160}?`;
export const AMOUNT = String.raw`(?:\d+(?:[.,]\d+)?(?:\s?\/\s?\d+(?:[.,]\d+)?)?\s?(?:mg|g|µg|ug|mcg|ui|u|unites?|ml|cp|comprimes?|gouttes?)(?![a-z])(?:\s?\/\s?(?:j|jour|sem|semaine|24 ?h))?|\d+(?:[.,]\d+)?(?:\/\d+(?:[.,]\d+)?)?(?=\s*(?:[,;.)]|x ?\d|le \d|ce jour|(?:le )?(?:matin|midi|soir)|par jour|depuis|$)))`;

/** A later clause that takes the drug up again: "… ; il l'a interrompue au bout de trois semaines". */
export const TAKEN_UP: readonly (readonly [MedicationEvent, RegExp])[] = [
  ['not-taken', /^[^.]{0,150}?\b(?:n'a (?:donc )?jamais (?:pris|recu)|ne l'a jamais (?:pris|recu))/],
  // "Bonne indication, mais après le retrait de la sonde et pas avant", "je la prescrirai à la prochaine visite".
  [
    'proposed',
    /^[^.;,]{0,6}[:,] ?(?:bonne |belle |reelle )?indication\b[^.;]{0,60}\bmais (?:seulement |uniquement )?(?:apres|pas avant|quand|une fois)\b|^[^;]{0,180}?[.:,] (?:je|on|nous) (?:la |le |les |l')(?:(?:prescri|introdui)r|(?:debute|commence|ajoute|instaure|demarre)r)(?:ai|a|ons)\b(?! (?:pas|plus|pour|en ald))/,
  ],
  ['refused', /^[^.]{0,150}?\b(?:il|elle) l'a refuse/],
  [
    'stopped',
    /^[^.]{0,120}?(?:[;,:]| et| donc) (?:donc |aujourd'hui |ce jour )?(?:je|on|nous) (?:l'|le |la |les )(?:ai |a |avons )?(?:donc )?(?:arret|stopp|interromp|suspend|remplac|retir|supprim)(?:e|s|ons|u|ue)?\b(?! (?:si|en cas|quand|lors|avant|le temps))/,
  ],
  [
    'stopped',
    /^[^.]{0,150}?[;,:] (?:mais )?(?:il|elle|le patient|la patiente)(?: a)? (?:l'|les )a(?:vait)? (?:interrompu|arrete|stoppe|abandonne|delaisse|lache|laisse tomber|cesse|jete)/,
  ],
  [
    'changed',
    new RegExp(
      String.raw`^[^.]{0,120}?[;,] (?:on|je|nous) (?:le |la |l'|les )?(?:monte|passe|augmente|descends?|diminue|baisse|reduis|reduit|majore|ramene)(?:ons)? a ${AMOUNT}`,
    ),
  ],
];

/** Cues that stand after the name, before the next drug's name. */
export const AFTER: readonly (readonly [MedicationEvent, RegExp])[] = [
  // "NON DELIVRE. Arrêté par le Dr X le 13/02/2024": why it is not handed out says more than that it is not.
  [
    'stopped',
    /^(?: ?\d[\d.,/]* ?(?:mg|µg|g|ui)?)?[ |:,]{0,60}(?:non|pas) (?:delivre|dispense)(?:e|es|s)?[.,;:] ?(?:deja |car )?(?:arrete|stoppe|interrompu|suspendu|supprime)(?:e|es|s)?(?= (?:par|le|depuis|en|definitivement|des)\b)/,
  ],
  [
    'not-taken',
    new RegExp(
      String.raw`^(?!${OTHER_STRENGTH})${GAP}(?:n'a jamais ete (?:prescrit|pris|debute|recu)|jamais (?:ete )?(?:pris|debute|prescrit|donne|commence|achete|delivre|ouvert|recu|administre|utilise|instaure|introduit|initie|demarre|pose|avale|applique|mise? en (?:route|place)|retire en pharmacie)(?:e|es|s)?\b(?! (?:deux|trois|quatre|plus|autant|que|\d))|\bnon pris|^(?: ?\d[\d.,/]* ?(?:mg|µg|g|ui)?)?[ |:]{0,60}(?:non|pas) (?:delivre|dispense)(?:e|es|s)?\b(?! (?:depuis|a cette|a ce|ce jour|car (?:il|elle) en a|faute de stock|stock))|^[^.;,()]{0,24}[:,(–-] ?(?:toujours )?(?:pas|non) encore (?:faite?|recue?|prise?|debutee?|commencee?|introduite?|instauree?|realisee?|perfusee?|injectee?|administree?|delivree?|prescrite?)s?\b|que je ne lui ai pas prescrit|je ne l'ai (?:toujours |encore )?(?:pas|jamais) (?:debute|prescrit|achete|commence|pris|ouvert)(?:e|es|s)?\b(?! (?:hier|ce matin|ce soir|aujourd'hui|ces|cette|le \d|pendant|depuis))|n'a (?:pas|jamais) ete (?:delivre|dispense)(?:e|es|s)?\b(?! (?:depuis|ce mois|cette|en |le |au |a ))|n'a (?:pas|jamais) ete (?:pris|debute|prescrit|retenu|commence|ouvert|achete|donne|administre|utilise|accepte|essaye|tente|introduit|instaure)e?s?\b|n'a (?:pas|jamais) (?:achete|commence|ouvert)|\b(?:que )?je ne (?:le |la |les |l')?(?:commence|debute|introduis|prescris|instaure|mets|donne) (?:pas|rien)\b|^ ?(?:est |etait )?(?:non|pas) (?:necessaire|utile|requise?)s?\b|[:,(–-] ?(?:non|pas) (?:retenue?s?|indiquee?s?|eligible|accordee?s?|debutee?s?|introduite?s?|commencee?s?|instauree?s?)\b|[:,(–-] ?(?:donc )?abstention\b|[:,(–-] ?(?:mais )?pas (?:pour (?:l'instant|le moment)|maintenant|d'emblee|dans l'immediat)|n'(?:a|ont) pas (?:sa |leur |d')(?:place|indication)|(?<!\b(?:dose|posologie|dosage)\b[^.;,]{0,24})n'(?:est|etait) pas (?:indique|necessaire|justifie)|non debute|\bne l'a (?:pas|jamais) pris|\bn'en a jamais (?:eu|pris|recu|utilise)\b(?! (?:deux|trois|quatre|plus|autant|que|\d))|\bmais (?:pas|jamais|non) (?:avale|pris|commence|debute|ouvert)(?:e|es|s)?\b|\bni (?:prescrit|debute|commence|pris)(?:e|es|s)? ni\b|\bn'en (?:boit|prend|mange|avale|utilise) (?:aucune?|jamais)\b|\bnie (?:toute prise|en prendre|la prise|en avoir)|\bc'e(?:st|tait) (?:le traitement |le medicament |celui |celle |pour )?(?:de |d'|a )?(?:son|sa|ses) (?:mari|femme|epouse?|conjointe?|compagn[a-z]+|pere|mere|frere|soeur|fils|fille|enfant|voisine?|belle-mere|beau-pere|grand-mere|grand-pere)\b|(?:preparee?|prete?)[^.;]{0,12}, non (?:injecte|administre)e?)`,
    ),
  ],
  [
    'refused',
    new RegExp(
      String.raw`^[^.;,]{0,20}(?:reclame|demande|souhaite)(?:e|es|s)? ?: ?non\b|^(?![^.;]{0,60}\b(?:palier|dose|dosage|augmentation|majoration|passage|titration|injection|forme)s?\b(?:[^.;,]|,\d){0,24}\brefuse)${GAP}(?:\brefuse(?:e|s|es)?\b|\bil refuse|\bl'a refuse|n'en veut pas|n'y est pas favorable|ne (?:le |la |l')?souhaite pas|decline)`,
    ),
  ],
  [
    'stopped',
    new RegExp(
      String.raw`^${LONG_GAP}(?:n'est plus pris|\bplus pris(?:e|es)?\b|n'(?:est|etait|sont) (?:pas|plus) (?:repris|reintroduit|reconduit|renouvele|poursuivi)|n'(?:a|ont) (?:pas|jamais) ete (?:repris|reintroduit|redonne|represcrit|reconduit|renouvele)|\b(?:non|pas) (?:repris|reconduit|renouvele|poursuivi|prolonge)(?:e|es|s)?\b|\bne (?:sera|seront) pas (?:repris|reconduit|renouvele|reintroduit)|(?:a|de) ne plus en (?:prendre|utiliser)|\bne plus (?:lui )?en (?:prendre|utiliser|donner|redonner|prescrire|delivrer|remettre|renouveler|commander)|n'en (?:prend|prendra|reprendra) plus|ne plus (?:en )?prendre\b|ne doi(?:t|vent) (?:pas|plus|jamais)(?: jamais)? etre (?:repris|represcrit|reintroduit|reconduit|poursuivi)|n'(?:a|ont) (?:pas|plus) a etre (?:repris|represcrit|reintroduit|reconduit|renouvele|poursuivi)|ne (?:pas|plus|jamais) (?:jamais )?(?:la |le |les |l')?(?:represcrire|reprendre|reintroduire|readministrer|poursuivre|renouveler|delivrer))`,
    ),
  ],
  ['stopped', STOPPED_AFTER],
  // "Pris 2 mois l'an dernier".
  [
    'past',
    /^[^.;,]{0,16}?\b(?:pris|prescrit|donne|essaye|utilise|recu)(?:e|es|s)? (?:pendant |durant )?(?:\d{1,2}|une?|deux|trois|quatre|six|quelques|plusieurs) (?:jours?|semaines?|sem|mois|ans?)\b (?:l'an (?:dernier|passe)|l'(?:ete|hiver|automne) dernier|en (?:19|20)\d\d|en [a-z]{3,9} (?:dernier|(?:19|20)\d\d)|il y a|autrefois)/,
  ],
  [
    'contraindicated',
    new RegExp(
      String.raw`^${GAP}(?:contre-?\s?indique|\bproscrit|\binterdit|\ba eviter|\ba proscrire|\ba bannir|^[^.;,]{0,6}[:=] ?(?:eviction|allergies?|allergique|intolerance)\b|^,? ?(?:bien sur |evidemment |bien entendu |formellement |a )?(?:exclue?s?|exclure)\b|ne doi(?:t|vent) (?:pas|plus|jamais)(?: jamais)? etre (?:prescrit|utilise|associe|donne|administre)|ne (?:pas|plus|jamais) (?:jamais )?(?:la |le |les |l')?(?:prescrire|donner|utiliser|administrer|redonner|associer|commencer|debuter)(?! (?:la |le |les |l'|son |ses |cette |ces |ce )?(?:anciens? |anciennes? |vieilles? |autres? |restes? (?:de |des )(?:la |le |les )?)?(?:boites?|comprimes?|cp|dosages?|flacons?|stylos?|forme|presentation|seringues?|gelules?|ampoules?)\b)|[:=,] ?non chez (?:elle|lui|ce|cet|cette)\b|il ne fau(?:t|dra) (?:pas|plus|jamais) (?:lui )?en (?:re)?(?:donner|prescrire)|formellement deconseille|\bci a vie)`,
    ),
  ],
  [
    'stopped',
    new RegExp(
      String.raw`^${GAP}(?:${PARTICIPLE('arrete|stoppe|interrompu|suspendu|abandonne|supprime|retire|stope')}(?! a temps)|(?<!sans )\bcesse(?:e|es)?\b(?! (?:de\b|d'|tout|toute))|(?:ete|est|sont|etre) (?:remplace|relaye)(?:e|es|s)?\b|\b(?:remplace|relaye|substitue)(?:e|es|s)?(?:,? [a-z0-9' ]{1,24})?,? par\b|s'arrete\b(?! (?:dans|bientot|quand|si))|\bstop\b|\bl'arret\b(?! (?:de|du)\b)|\barret (?:le|en|du traitement|definitif|a)\b|\barret (?:effectif|complet|total|prevu|programme|fixe) (?:le|en|au|fin|debut)\b|^[^.;,]{0,30}?\b(?:finie?s?|terminee?s?)\b(?! (?:par|sa|son|ses|les?(?! \d)|la|leur)\b)|^[^.;]{0,50}\),? (?:finie?s?|terminee?s?)(?=[.;,]|$)|^[^.;,()]{0,24}[:=→] ?(?:arret|stop)\b(?! (?:si|en cas|quand|lorsque))|\ba arreter\b|il s'engage a ne plus en prendre|que je remplace|l'a (?:arrete|interrompu|stoppe)|(?:[,;:(] ?|puis |avec |et )relais\b(?! (?:per os|oral|po\b|iv\b|sc\b|sous-cut|d[eu]s? |d'))(?!${NOT_DONE})|\bau profit d|\b(?:a (?:donc )?)?cede(?:nt|ra|ront)? (?:donc )?(?:la|sa|leur) place\b|\b(?:laisse|mis)(?:e|es|s)? de cote\b|(?:\||  ) ?(?:arrete?e?|stop|suspendue?|suppression)\b(?! (?:si|en cas))|\bnpp\b|\b(?:on|je|nous) (?:l'|les |la |le )?enleve|^[^.;,]{0,30}[:,] ?(?:enlevee?|ote[e]?|a (?:abandonner|supprimer|stopper|interrompre|cesser|enlever|retirer|oter))\b(?! (?:si|en cas|quand|avant|le temps|du (?:logiciel|dossier|bandeau)|de la liste des allergies)))`,
    ),
  ],
  // "TARDYFERON mal supporté (vomissements)": tried, and told for what it did.
  [
    'past',
    /^[^.;,()]{0,20}\b(?:mal|non) (?:tolere|supporte)(?:e|es|s)?\b|^(?![^.;,()]{0,30}\b(?:etre|sera|serait|peut|pourrait|pourra) )(?:[^.;,()]{0,30}\b| ?, ?)(?:essaye|tente)(?:e|es|s)?\b(?! (?:de|d'))|^[^.;,()]{0,24}?[:,(–-] ?(?:essai (?:non concluant|infructueux|negatif)|sans (?:aucun |grand |reel )?(?:effet|efficacite|succes|benefice|resultat)|inefficaces?\b|echec\b(?! (?:de|du|des)\b))/,
  ],
  // "Carboplatine, Alimta : ligne antérieure (2023)", "on me l'avait mis à 17 ans".
  [
    'past',
    /^[^.;]{0,20}?[:,(–-] ?(?:lignes?|traitements?) (?:anterieur|precedent|passe)(?:e|es|s)?\b|^[^.;]{0,16}?(?:"|«)? ?\b(?:on |ils? |elles? |le (?:docteur|medecin) )?(?:me |lui )?l'avai(?:t|ent) (?:mis|donne|prescrit|pris|eu|essaye)/,
  ],
  // "Doxorubicine (dose cumulée 300 mg/m²)".
  ['past', /^ ?[:(,] ?(?:dose )?(?:totale )?cumule[a-z]*\b/],
  // "Pris à l'adolescence", "sous X dans l'enfance"; "janvier et juillet 2024, rien depuis".
  [
    'past',
    /^[^.;,]{0,24}?\b(?:(?:a|pendant|durant|dans) (?:l'|son |toute (?:l'|son ))(?:adolescence|enfance)|au (?:college|lycee)|(?:pendant|durant|lors de) (?:ses|les) etudes|(?:etant|quand (?:il|elle) etait) (?:jeune|enfant|petite?|adolescente?)|dans (?:sa|la) jeunesse|dans le temps|autrefois|jadis)\b|^[^.]{0,90}?[,;:(] ?rien (?:depuis|ensuite|a ce jour|aujourd'hui|actuellement)\b/,
  ],
  // "09/2024 - 03/2025 : échec primaire": taken from one month to another.
  [
    'past',
    /^[^.;]{0,60}?(?<![\d/])\d{1,2}\/(?:19|20)\d\d ?(?:-|–|—|a|au|>|→) ?\d{1,2}\/(?:19|20)\d\d|^[^.;]{0,60}?[:,(] ?(?:echec (?:primaire|secondaire|total)|echappement|perte de reponse)\b|^[^.;]{0,24}?\bpuis (?:progression|echappement|echec|recidive)\b/,
  ],
  [
    'changed',
    new RegExp(
      String.raw`^[^.;]{0,60}?(?:${PARTICIPLE('porte|augmente|diminue|reduit|baisse|majore|passe|monte|descendu|titre|ramene')}|\b(?:je|on|nous) (?:le |la |l')?(?:descends?|passe|monte|augmente|diminue|baisse|reduis|reduit|porte|majore|ramene)(?:ons)?|↑|↓|→|->|=>)[^.;]{0,40}?(?:\b(?:a|jusqu'a)|→|->|=>|↑|↓) ?${AMOUNT}`,
    ),
  ],
  // "40 mg IV x3 les 48 premières heures, relais per os 40 mg": what is left is the mouth's.
  [
    'changed',
    new RegExp(
      String.raw`^[^.;]{0,70}?\b(?:relais|puis|passage)(?: (?:par|a|en))? (?:per os|oral|po|voie orale|la voie orale)[ :,]{1,3}(?:a |dose )?${AMOUNT}`,
    ),
  ],
  // "AMLODIPINE 5 -> 10 mg".
  [
    'changed',
    new RegExp(
      String.raw`^ ?(?:lp |: ?)?\d+(?:[.,]\d+)?(?:\/\d+)?(?: ?(?:mg|g|µg|ui|u))?(?: ?(?:/ ?j|par jour|x ?\d))? ?(?:→|->|=>) ?${AMOUNT}`,
    ),
  ],
  // "75 x2, en décroissance : 50 x2 dès demain".
  [
    'changed',
    new RegExp(
      String.raw`^[^.;]{0,30}?\b(?:en )?(?:decroissance|degression|diminution|augmentation|titration|majoration|reduction)(?: progressive)? ?[:,] ?(?:passage |passer |passe |descendre )?(?:a )?${AMOUNT}`,
    ),
  ],
  // "5 mg par jour, et non 0,4": the writer puts a dose right.
  [
    'changed',
    new RegExp(
      String.raw`^[^.;,(]{0,12}?${AMOUNT}[^.;]{0,30}?[,(]? ?\b(?:et non(?: pas)?|et pas|au lieu d[eu']|pas l[ea']) ?(?:a |le |la |de )?\d`,
    ),
  ],
  // "L'ordonnance porte 10 mg, la dose à ce DFG est 5 mg": the writer corrects.
  [
    'changed',
    new RegExp(
      String.raw`^[^.]{0,60}?\bporte(?:nt|ait)?\b ?${AMOUNT}[^.]{0,40}?(?:\bc'est|\bla (?:bonne )?dose\b[^.;,]{0,24}? est|en realite|il s'agit d[e']|au lieu d[e'])\s?:? ?${AMOUNT}`,
    ),
  ],
  [
    'changed',
    new RegExp(
      String.raw`^[^.;]{0,60}?${PARTICIPLE('raccourci|espace|rapproche|allonge')} (?:a |de |d'|en |tou(?:te)?s les |(?:une|1) (?:injection|perfusion) )[^.;]{0,20}?\b(?:semaines?|sem|jours?|mois)\b`,
    ),
  ],
  // A row of a table whose last cell waits: "X | après les extractions | en attente du compte rendu".
  ['proposed', /^[^.;\n]{0,110}?\| ?en attente\b/],
  // "L'amoxicilline peut lui être donnée": allowed, and nobody says that it is given.
  [
    'proposed',
    /^[^.;,:]{0,16}?\b(?:peu(?:t|vent)|pourr(?:a|ont)) (?:lui |leur )?(?:donc |desormais |de nouveau |a nouveau )?etre (?:re-?)?(?:donne|prescrit|utilise|administre)e?s?\b/,
  ],
  [
    'proposed',
    new RegExp(
      String.raw`^${GAP}(?:^ ?[:,(–-] ?(?:(?:une|seule|derniere|autre|meilleure|bonne|la|notre) )*(?:option|alternative|possibilite|piste)s?\b(?! (?:retenue|choisie|prise))|\ba ne (?:debuter|introduire|commencer|instaurer|prescrire|reprendre|demarrer) (?:que|qu')|^[^.;,]{0,14}?\b(?:a ete|est|etait|serait|sera|avait ete) (?:conseille|suggere|preconise)e?s?\b|\b(?:sera|serait|pourra|pourrait|seront|seraient)(?: a| etre)? (?:discute|envisage|propose|debute|introduit|ajoute|prescrit)|\b(?:lui )?(?:avait ete|a ete|est|etait) propose|\bpropose(?:e|s)?\b|\ba (?:re)?discuter|\ba envisager|^[^.;,:]{0,24}?\ba voir avec\b|\b(?:soumis|conditionne|subordonne)(?:e|es|s)? a (?:l'|un |votre |son |la |une )?(?:avis|accord|rcp|decision|reunion|validation)|\ben discussion\b|^[^.;,]{0,16}?[:,(–-] ?(?:(?:le |la )?patiente? (?:est )?)?(?:eligible|candidate?\b|presentee? aux? (?:parents|famille|patiente?))|^ ?[:,(]? ?(?:j'y (?:songe|pense)|on y (?:songe|pense)|nous y (?:songeons|pensons))\b|\ba l'etude\b|\ba (?:reprendre|remettre|reintroduire) (?:seulement |uniquement |que )?(?:apres|si|selon|quand|sous reserve)|\b(?:il|elle) (?:prefere (?:ne (?:pas|rien)|attendre|s'abstenir)|y reflechit|hesite)|\buniquement sur avis|redeviendrait|^[^.;]{0,14}?\ba l'ordre du jour|^ ?(?:\([^)]*\) ?)?[,:]? ?(?:a discuter )?si (?:echec|tout |recidive|insuffisan|inefficac|progression|rechute|persistance|accord|bilan|absence d|pas d'amelioration|normal|negati)|^ ?[,:(]? ?en reserve\b|^[^.;,]{0,30}?\ben attente (?:d'accord|d'autorisation|de (?:remboursement|l'accord|l'autorisation|l'avis|validation))|\bsi (?:la |le |l'|les )?[^.;,]{0,40}?(?:\bpermet|\bpermettent|confirmee?s?\b)|(?:si echec|en cas d'echec)(?=[.;)]|\s?$)|\ba (?:debuter|introduire|prevoir)\b(?!${AT_ONCE}))`,
    ),
  ],
  [
    'continued',
    new RegExp(
      String.raw`^${GAP}(?:${PARTICIPLE('poursuivi|maintenu|inchange|conserve|reconduit')}|\ba poursuivre\b|ne doi(?:t|vent) (?:pas|jamais) etre (?:arrete|interromp)|a ne (?:pas|jamais) (?:arreter|interrompre)|\ba continuer\b|\bidem\b|^[^.;,]{0,24}?[:,]? (?:laissee?s? |toujours |bien |encore )?en place\b|^[^.;,]{0,20}?\b(?:(?<!\b(?:iv|sc|ivse|perfusion|administration|[a-z]+(?:euse|ee)) )continue(?:nt)?|se poursui(?:t|vent)|reste(?:nt)?)(?= ?(?:[.,;)]|$|inchange|identique|en place|au long)))`,
    ),
  ],
  // "ELIQUIS 5 mg : dose d'avant mars 2026. Non délivré à cette dose": another dose is taken.
  [
    'listed',
    /^ ?\d[\d.,]* ?(?:mg|µg|g|ui)?[^.;,:]{0,12}[:,(–-] ?(?:c'(?:est|etait) )?(?:l'ancienne dose|la dose d'avant|ancienne dose|dose d'avant|dose (?:anterieure|precedente|d'il y a))\b/,
  ],
  // "Imurel 50 mg : figure sur une liste de 2013": what an old paper holds.
  [
    'past',
    /^[^.;|]{0,16}?[:,(] ?(?:figure|figurait|present|retrouvee?|note|lue?) (?:encore |toujours )?(?:sur|dans) (?:une?|l[ae]|son|sa) (?:ancienne?|vieille?|vieux)? ?(?:liste|ordonnance|courrier|boite|plan|fiche) (?:ancienne? |perimee? )?(?:de|du|datant de|d') ?[a-z /\d]{0,12}(?:19|20)\d\d/,
  ],
  // "Kardégic OK", "X : pris".
  ['listed', /^ ?[:,]? ?(?:ok|bien pris(?:e|es)?)\b(?! (?:pour|de) )/],
  // "Gemzar, C5J1 hier", "FOLFIRI : C9 ce jour"; "NOVORAPID : débit de base 19 U/j".
  [
    'listed',
    /^[ ,(:–-]{1,3}(?:c\d{1,2} ?j ?\d{1,2}|c\d{1,2}|cycle \d{1,2}|cure n?°? ?\d{1,2})[ ,(:]{1,2}(?:ce (?:jour|matin)|hier|aujourd'hui|le \d|realise|fait|en cours|recu)|^ ?(?:[:,(] ?)?(?:debits? (?:de )?(?:base|basal)|basal(?:e|es)? \d|par pompe\b|dans la pompe\b)/,
  ],
  [
    'started',
    new RegExp(
      String.raw`^${GAP}(?:(?<!l')(?<!je ne l'ai pas )${PARTICIPLE('debute|introduit|instaure|initie|commence|ajoute|prescrit|reintroduit|demarre')}|(?:^ ?(?:\d[\d.,/]* ?(?:mg|µg|g|ui)? )?(?:x \d )?|, |\b(?:est|sont|ete|fut|s'y est) )(?:adjoint|adjointe|adjoints|adjointes|associee?s?(?= (?:en|le|des|depuis|au|ce)\b)|jointe?s?(?= (?:en|le|des|au|quatre|deux|trois|\d)\b)|engagee?s?(?= (?:en|le|des|depuis|au|ce)\b)|amorcee?s?|greffee?s?(?= (?:en|le|des|sur)\b|, )|lancee?s?(?= (?:en|le|des|depuis|au|ce)\b))(?! (?:a |au |aux |avec |de |par ))|^ ?[:,(]? ?(?:la )?(?:premiere|1re|1ere) (?:injection|perfusion|prise|administration)\b(?! (?:prevue|a prevoir|sera|a faire|a programmer))|(?:^ ?|\ba |\best |\bete |\bsera |, )repris(?:e|es)?\b(?! (?:de |du |des |d'|evol|clin|un |une |la |sa |son |ses |les |le (?!\d|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lendemain|surlendemain|soir|matin|jour)|[\d,]+ ?(?:kg|kilo)))|^ ?(?:\d[\d.,]* ?(?:mg|µg|g)? )?(?:\([^)]{0,30}\) )?(?:reprend|reprendra|redemarre|redemarrera)(?:nt)? (?:ce |demain\b|des |a (?=\d|demi|dose|pleine|la dose)|le (?=\d|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche))|mise? en route|\ba (?:debuter|introduire|commencer|prendre|demarrer)(?=${AT_ONCE})|(?:^\s*\(|\bqui |\ba |\bont )\s?(?:a |ont )?remplac(?:e|ent)\b(?! par))`,
    ),
  ],
  ['administered', GIVEN_THEN],
];
