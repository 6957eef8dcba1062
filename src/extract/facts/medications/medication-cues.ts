import type { Medication } from '../../../domain/fact.js';

export type MedicationEvent = Medication['event'];

const DETERMINERS = String.raw`(?:le |la |les |l'|l' |du |de la |de l'|des |d'un |d'une |d'|de |un |une |son |sa |ses |ce |cette |au |aux |a |avec |: ?|en |dose |petite )*`;
const FILL = String.raw`\s*(?:(?!(?:et|ou|mais|que|qui|puis|par|profit|ni|tant|chez|sous|car|si|quand|pour|sans|est|sont|puisque|parce|comme|lorsque|depuis) )[a-z0-9'.%/-]+ ){0,5}?${DETERMINERS}["(]?\s*$`;
const SUBJECT = String.raw`(?:\bj'|\bj'ai |\bai |\bas |\ba |\bavons |\bavez |\bont |\bon |\bnous |\bil |\belle |\btu |\bvous |\bje |\bl'a |\b|")`;

/** Cues that stand before the name and govern it. Order decides: the first that matches wins. */
export const BEFORE: readonly (readonly [MedicationEvent, RegExp])[] = [
  [
    'not-taken',
    new RegExp(
      String.raw`(?:n'a|n'ont|n'avait)(?: donc| encore)? (?:pas|jamais) (?:pris|recu|eu recours|eu|repris|debute)${FILL}|\bjamais (?:pris|recu|eu)${FILL}|ne prend (?:pas|aucun[a-z]*)${FILL}|ne lui ai pas prescrit${FILL}|prescription non suivie${FILL}|(?:\bpas|\baucune?|\bni|\bsans)\s(?:d'|de |prise de |autre )*$|\b(?:pas|aucune?|sans) (?:de |d')?[a-z' -]{3,30}\($`,
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
      String.raw`\b(?:arrets?|stop|interruption|suppression|suspension|sevrage)\b(?!(?: (?:total|complet|definitif))? (?:de travail|(?:du |de son |de la )?(?:tabac|tabagisme|tabagique|alcool|alcoolique|ethylique|cannabis|cigarette)|de fumer))${FILL}|(?<!ete )(?<!est )(?<!sont )(?<!etre )(?<!pas )${SUBJECT}(?:arret(?:e|er|ons|ez|ent)|stopp(?:e|er|ons)|interromp(?:s|u|re)|suspend(?:s|u|re)?|supprim(?:e|er|ons)|abandonne)\b(?:e|es|s)?${FILL}|\b(?:arreter|stopper|interrompre|suspendre|cesser)\b(?! de fumer)${FILL}|\b(?:a|avait|ai) (?:lui-meme |elle-meme )?cesse(?: (?:de lui-meme|d'elle-meme|spontanement|seule?))?(?: (?:de prendre|la prise d(?:e|u)))?${FILL}|(?<!pas )\b(?:avoir|ayant) (?:lui-meme |elle-meme |d'elle-meme |de lui-meme )?(?:arrete|stoppe|interrompu|suspendu|cesse|abandonne)(?: (?:de prendre|la prise d(?:e|u)))?${FILL}|\bsevree? d(?:u|e|es)\b${FILL}|\b(?:arrete|stoppe|suspends?|interromps?)\b[^.;:]{0,24},? ainsi que (?:le |la |les |l')?$|\bsubstitution (?:du |de la |de l'|de |des )$|\bpassage (?:du |de la |de l'|de |des |d')$|\b(?:retrait|ablation|depose|retire|enleve)\b(?: ce jour)?(?: (?:de l'|du |de la |de |d'|des |le |la |l'|un |une |son |sa )*(?:implant|sterilet|diu|dispositif intra-uterin|patch|anneau|pompe)?(?: hormonal| contraceptif)?)?\s?\(?$|(?:^|[.:;,(–-] ?)fin (?:du |de la |de l'|des |de |d')(?:traitement (?:par |de |d'))?${FILL}|\b(?:met(?:s|tons)?|mis|mettre) (?:un terme|fin) (?:a la |a l'|au |aux |a )$|\bremplac(?:e|ent|ant|ement d[eu']?)\b${FILL}|\ba (?:ete )?remplace\b${FILL}|en remplacement${FILL}|en relais${FILL}|\bau lieu${FILL}|\ba la place${FILL}`,
    ),
  ],
  [
    'contraindicated',
    new RegExp(
      String.raw`contre-?\s?indi(?:que|cation)[a-z]*(?: formelle| definitive| absolue)?${FILL}|\bci\b${FILL}|proscri[a-z]+${FILL}|interdi[a-z]+${FILL}|\beviter\b${FILL}|ne (?:pas|jamais) (?:lui |leur )?(?:re)?(?:delivrer|prescrire|donner|utiliser|associer|prendre|administrer|faire|injecter|perfuser)${FILL}|\bproscrire${FILL}|\beviction(?: (?:definitive|stricte|totale|absolue|complete|a vie))?(?: (?:de la|de l'|du|des|de|d'))? ?$|jamais (?:de|d'|associer|prescrire)${FILL}|allergi(?:e|es|que)s?(?: connue| signalee)?${FILL}|intoleran(?:ce|t)e?s?${FILL}|(?:/!\\|!) ?pas d[e'] ?${DETERMINERS}$`,
    ),
  ],
  ['refused', new RegExp(String.raw`\brefus(?:e|ait|ant|er)?\b${FILL}|ne (?:veut|souhaite) pas${FILL}`)],
  [
    'proposed',
    new RegExp(
      String.raw`\b(?:je |on |nous )?propos(?:e|er|ons|ition|ais|ee?s?)\b(?! (?:d[e' ]+|la |le )?(?:arret|poursui|maint|continu|conserv|reconduir|garder))${FILL}|\b(?:re)?discut(?:er|e|ons|ions|erons|erait)\b${FILL}|\benvisag[a-z]+\b${FILL}|\bevoqu[a-z]+\b${FILL}|\bessaier[a-z]*\b${FILL}|\beventuel[a-z]*\b${FILL}|\b(?:ajouter|debuter|introduir|mettr|passer|prescrir|instaurer)(?:a|ai|ons|ez|ait|ais|ions)\b${FILL}|indication (?:a|d'un|d'une|du|de la)${FILL}|\bpasser a${FILL}|\ba (?:debuter|introduire|discuter|envisager|prevoir)${FILL}|\bun relais par${FILL}|\bswitch(?! (?:pour|vers|par))(?: ?${DETERMINERS})?$|la prise de${FILL}|\bprise d'${FILL}|\bfaudrait${FILL}`,
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
      String.raw`\b(?:poursui(?:te|s|vre|t|vons|vez)|(?<!non )(?<!pas )renouvel(?:le|ons|er|lement)|continu(?:er|e|ation|ons|ez)|maint(?:ien|enir|iens|enons)|reconduis?|garde|conserver?)\b${FILL}|\b(?:actuellement|toujours|reste|restee?|encore)(?: traitee?)?(?: sous| par)? ?:? ?$|\bprend(?: bien| toujours| actuellement| encore)?${FILL}|(?:ne (?:change|modifie|modifions|changeons) rien[a-z ]{0,30}|(?:reste du )?traitement[a-z ]{0,20} inchange|sans changement|meme traitement)\s*:\s*$`,
    ),
  ],
  [
    'started',
    new RegExp(
      String.raw`\b(?:debut(?:e|er|ons|ait)|introdui(?:s|t|re|sons)|introduction|instaur(?:e|er|ons|ation)|initi(?:e|er|ons|ation)|commenc(?:e|er|ons)|demarr(?:e|er|ons|age)|ajout(?:e|er|ons)?|prescri(?:s|t|re|vons|ption)|(?<!en |au |le |des le |depuis le )debut(?: (?:de|du|d'))?(?! (?:du|de) (?:traitement|soin))|mise? (?:d'emblee )?sous|mise en route(?: par [a-z]+ [a-z]+)?|mise?s? d'accord (?:sur|pour)|conven(?:u|us|ons) (?:de|d'|pour)|optons pour|mettre sous|mets sous|mets|remettre|remets|reprise|reprend(?:s|re)?|repren(?:ons|ez)|reintrodui(?:s|t|re)|supplemente[a-z]* [a-z ]{0,20}par)\b${FILL}|\brelais(?: [a-z-]+){0,3} (?:par|avec)${FILL}|\brelais (?:oral |per os |en ville )?:? ?${DETERMINERS}$|\brelaye(?:e|s)? par${FILL}|\b(?:remplac|substitu)(?:e|ee|es|ees|er)(?:,? [a-z0-9']+){0,4} par${FILL}|au profit${FILL}|\bswitch (?:pour|vers|par) ${DETERMINERS}$|\bcede (?:la|sa) place (?:a|au|aux) ${DETERMINERS}$|\bordonnance (?:de|d')${FILL}|\blui ai (?:donne|prescrit)${FILL}|\bessai d(?:e |u |')(?:la |l')?$`,
    ),
  ],
  [
    'past',
    new RegExp(
      String.raw`\banciens? (?:traitements?|medicaments?|ttt)\b${FILL}|\b(?:traitements?|ttt|molecules?|lignes?)(?: (?:de fond|medicamenteux|anti-?[a-z]+|therapeutiques?))?(?: deja)? (?:anterieur|precedent|passe|essaye|tente|utilise|recu|pris)e?s?(?: sans (?:succes|efficacite)| en vain)?\s?:?\s*$|(?:\bapres |\bsuite a |^|[.;:,] )(?:l'|un )?echec (?:de |du |de la |de l'|d'|des |sous )$|\b(?:a |avait )(?:deja )?(?:essaye|tente) ${DETERMINERS}$|\b(?:autrefois|jadis|anciennement|auparavant) (?:traitee? par|sous)\b${FILL}|\ba (?:longtemps |autrefois |jadis )?pris${FILL}`,
    ),
  ],
  [
    'administered',
    new RegExp(String.raw`\b(?:a recu|recu|recoit|injections?|perfusions?|bolus|titration|cures?)\b(?: ce matin| ce jour)?${FILL}`),
  ],
];

const LONG_GAP = String.raw`[^.;]{0,160}?`;
const GAP = String.raw`[^.;]{0,90}?`;
const PARTICIPLE = (stems: string): string => String.raw`\b(?:${stems})(?:e|es|s)?\b`;
export const AMOUNT = String.raw`(?:\d+(?:[.,]\d+)?(?:\s?\/\s?\d+(?:[.,]\d+)?)?\s?(?:mg|g|µg|ug|mcg|ui|u|unites?|ml|cp|comprimes?|gouttes?)(?![a-z])(?:\s?\/\s?(?:j|jour|sem|semaine|24 ?h))?|\d+(?:[.,]\d+)?(?:\/\d+(?:[.,]\d+)?)?(?=\s*(?:[,;.)]|ce jour|(?:le )?(?:matin|midi|soir)|par jour|depuis|$)))`;

/** A later clause that takes the drug up again: "… ; il l'a interrompue au bout de trois semaines". */
export const TAKEN_UP: readonly (readonly [MedicationEvent, RegExp])[] = [
  ['not-taken', /^[^.]{0,150}?\b(?:n'a (?:donc )?jamais (?:pris|recu)|ne l'a jamais (?:pris|recu))/],
  ['refused', /^[^.]{0,150}?\b(?:il|elle) l'a refuse/],
  [
    'stopped',
    /^[^.]{0,120}?(?:[;,:]| et| donc) (?:donc |aujourd'hui |ce jour )?(?:je|on|nous) (?:l'|le |la |les )(?:ai |a |avons )?(?:donc )?(?:arret|stopp|interromp|suspend|remplac|retir|supprim)(?:e|s|ons|u|ue)?\b(?! (?:si|en cas|quand|lors|avant|le temps))/,
  ],
  [
    'stopped',
    /^[^.]{0,150}?[;,:] (?:mais )?(?:il|elle|le patient|la patiente)(?: a)? (?:l'|les )a(?:vait)? (?:interrompu|arrete|stoppe|abandonne)/,
  ],
];

/** Cues that stand after the name, before the next drug's name. */
export const AFTER: readonly (readonly [MedicationEvent, RegExp])[] = [
  [
    'not-taken',
    new RegExp(
      String.raw`^${GAP}(?:n'a jamais ete (?:prescrit|pris|debute|recu)|jamais (?:pris|debute|prescrit)(?:e|es|s)?\b(?! (?:deux|trois|quatre|plus|autant|que|\d))|\bnon pris|que je ne lui ai pas prescrit|je ne l'ai pas (?:debute|prescrit)|n'a pas ete (?:pris|debute|prescrit|retenu)|n'(?:a|ont) pas (?:sa |leur |d')(?:place|indication)|n'(?:est|etait) pas (?:indique|necessaire|justifie)|non debute|\bne l'a (?:pas|jamais) pris|(?:preparee?|prete?)[^.;]{0,12}, non (?:injecte|administre)e?)`,
    ),
  ],
  [
    'refused',
    new RegExp(
      String.raw`^[^.;,]{0,20}(?:reclame|demande|souhaite)(?:e|es|s)? ?: ?non\b|^${GAP}(?:\brefuse(?:e|s|es)?\b|\bil refuse|\bl'a refuse|n'en veut pas|n'y est pas favorable|ne (?:le |la |l')?souhaite pas|decline)`,
    ),
  ],
  [
    'stopped',
    new RegExp(
      String.raw`^${LONG_GAP}(?:n'est plus pris|\bplus pris(?:e|es)?\b|n'(?:est|etait|sont) (?:pas|plus) (?:repris|reintroduit|reconduit|renouvele|poursuivi)|n'(?:a|ont) (?:pas|jamais) ete (?:repris|reintroduit|reconduit|renouvele)|\b(?:non|pas) (?:repris|reconduit|renouvele|poursuivi|prolonge)(?:e|es|s)?\b|\bne (?:sera|seront) pas (?:repris|reconduit|renouvele|reintroduit)|(?:a|de) ne plus en (?:prendre|utiliser)|\bne plus en (?:prendre|utiliser|donner|prescrire)|n'en (?:prend|prendra|reprendra) plus|ne plus (?:en )?prendre\b|ne doi(?:t|vent) (?:pas|plus|jamais)(?: jamais)? etre (?:repris|represcrit|reintroduit|reconduit|poursuivi)|ne (?:pas|plus|jamais) (?:jamais )?(?:la |le |les |l')?(?:represcrire|reprendre|reintroduire|readministrer|poursuivre|renouveler|delivrer))`,
    ),
  ],
  [
    'contraindicated',
    new RegExp(
      String.raw`^${GAP}(?:contre-?\s?indique|\bproscrit|\binterdit|\ba eviter|\ba proscrire|\ba bannir|^[^.;,]{0,6}[:=] ?eviction\b|^,? ?(?:bien sur |evidemment |bien entendu |formellement |a )?(?:exclue?s?|exclure)\b|ne doi(?:t|vent) (?:pas|plus|jamais)(?: jamais)? etre (?:prescrit|utilise|associe|donne|administre)|ne (?:pas|plus|jamais) (?:jamais )?(?:la |le |les |l')?(?:prescrire|donner|utiliser|administrer|redonner|associer|commencer|debuter)|il ne fau(?:t|dra) (?:pas|plus|jamais) (?:lui )?en (?:re)?(?:donner|prescrire)|formellement deconseille|\bci a vie)`,
    ),
  ],
  [
    'stopped',
    new RegExp(
      String.raw`^${GAP}(?:${PARTICIPLE('arrete|stoppe|interrompu|suspendu|abandonne|supprime|retire|stope')}(?! a temps)|(?<!sans )\bcesse(?:e|es)?\b(?! (?:de|d'|tout|toute))|(?:ete|est|sont|etre) (?:remplace|relaye)(?:e|es|s)?\b|\b(?:remplace|relaye|substitue)(?:e|es|s)?(?:,? [a-z0-9' ]{1,24})?,? par\b|s'arrete\b|\bstop\b|\bl'arret\b(?! (?:de|du))|\barret (?:le|en|du traitement|definitif|a)\b|\barret (?:effectif|complet|total|prevu|programme|fixe) (?:le|en|au|fin|debut)\b|^[^.;,]{0,30}?\b(?:finie?s?|terminee?s?)\b(?! (?:par|sa|son|ses|les?(?! \d)|la|leur)\b)|^[^.;]{0,50}\),? (?:finie?s?|terminee?s?)(?=[.;,]|$)|^[^.;,()]{0,24}[:=→] ?(?:arret|stop)\b(?! (?:si|en cas|quand|lorsque))|\ba arreter\b|il s'engage a ne plus en prendre|que je remplace|l'a (?:arrete|interrompu|stoppe)|(?:[,;:(] ?|puis |avec |et )relais\b|\bau profit d|\b(?:a (?:donc )?)?cede(?:nt|ra|ront)? (?:donc )?(?:la|sa|leur) place\b|\b(?:laisse|mis)(?:e|es|s)? de cote\b|(?:\||  ) ?(?:arrete?e?|stop|suspendue?|suppression)\b(?! (?:si|en cas))|\bnpp\b|\b(?:on|je|nous) (?:l'|les |la |le )?enleve|^[^.;,]{0,30}[:,] ?(?:enlevee?|ote[e]?|a (?:abandonner|supprimer|stopper|interrompre|cesser|enlever|retirer|oter))\b(?! (?:si|en cas|quand|avant|le temps)))`,
    ),
  ],
  // "TARDYFERON mal supporté (vomissements)": tried, and told for what it did.
  ['past', /^[^.;,()]{0,20}\b(?:mal|non) (?:tolere|supporte)(?:e|es|s)?\b/],
  // "09/2024 - 03/2025 : échec primaire": taken from one month to another.
  [
    'past',
    /^[^.;]{0,60}?(?<![\d/])\d{1,2}\/(?:19|20)\d\d ?(?:-|–|—|a|au|>|→) ?\d{1,2}\/(?:19|20)\d\d|^[^.;]{0,60}?[:,(] ?(?:echec (?:primaire|secondaire|total)|echappement|perte de reponse)\b/,
  ],
  [
    'changed',
    new RegExp(
      String.raw`^[^.;]{0,60}?(?:${PARTICIPLE('porte|augmente|diminue|reduit|baisse|majore|passe|monte|descendu|titre|ramene')}|\b(?:je|on|nous) (?:le |la |l')?(?:descends?|passe|monte|augmente|diminue|baisse|reduis|reduit|porte|majore|ramene)(?:ons)?|↑|↓|→|->|=>)[^.;]{0,40}?(?:\b(?:a|jusqu'a)|→|->|=>|↑|↓) ?${AMOUNT}`,
    ),
  ],
  // "AMLODIPINE 5 -> 10 mg".
  [
    'changed',
    new RegExp(String.raw`^ ?(?:lp |: ?)?\d+(?:[.,]\d+)?(?: ?(?:mg|g|µg|ui|u))?(?: ?(?:/ ?j|par jour|x ?\d))? ?(?:→|->|=>) ?${AMOUNT}`),
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
  [
    'proposed',
    new RegExp(
      String.raw`^${GAP}(?:^[^.;,]{0,14}?\b(?:a ete|est|etait|serait|sera|avait ete) (?:conseille|suggere|preconise)e?s?\b|\b(?:sera|serait|pourra|pourrait|seront|seraient)(?: a| etre)? (?:discute|envisage|propose|debute|introduit|ajoute|prescrit)|\b(?:lui )?(?:avait ete|a ete|est|etait) propose|\bpropose(?:e|s)?\b|\ba (?:re)?discuter|\ba envisager|redeviendrait|^[^.;,]{0,30}?\ben attente (?:d'accord|d'autorisation|de (?:remboursement|l'accord|l'autorisation|l'avis|validation))|\bsi (?:la |le |l'|les )?[^.;,]{0,40}?(?:\bpermet|\bpermettent|confirmee?s?\b)|(?:si echec|en cas d'echec)(?=[.;)]|\s?$)|\ba (?:debuter|introduire|prevoir)\b)`,
    ),
  ],
  [
    'continued',
    new RegExp(
      String.raw`^${GAP}(?:${PARTICIPLE('poursuivi|maintenu|inchange|conserve|reconduit')}|\ba poursuivre\b|ne doi(?:t|vent) (?:pas|jamais) etre (?:arrete|interromp)|a ne (?:pas|jamais) (?:arreter|interrompre)|\ba continuer\b|\bidem\b)`,
    ),
  ],
  [
    'started',
    new RegExp(
      String.raw`^${GAP}(?:(?<!l')(?<!je ne l'ai pas )${PARTICIPLE('debute|introduit|instaure|initie|commence|ajoute|prescrit|reintroduit|demarre')}|(?:^ ?|\ba |\best |\bete |\bsera |, )repris(?:e|es)?\b(?! (?:de |du |des |d'|evol|clin))|mise? en route|(?:^\s*\(|\bqui |\ba |\bont )\s?(?:a |ont )?remplac(?:e|ent)\b(?! par))`,
    ),
  ],
];
