/** "Arrêt du tabac du compagnon", "compagnon : fumeur": the habit of somebody else. */
export const OF_ANOTHER =
  /\b(?:du|de (?:la|son|sa|ses)|chez (?:le|la|son|sa)|son|sa) (?:compagn(?:on|e)|conjointe?|maris?|epou(?:x|se)|mere|pere|entourage|fils|fille|parents?)\b|^\W*(?:compagn(?:on|e)|conjointe?|mari|epou(?:x|se)|mere|pere|maman|papa|parents)\b[^.;]{0,40}(?::|fum|tabac|cig)|\b(?:conduct(?:eur|rice)|automobiliste|agresseur|chauffard) (?:\w+ )?(?:alcoolis|ivre|sous)/;

/** "Pas de conduite automobile dans les 24 heures": advice after an act. */
export const FOR_NOW =
  /\b(?:dans les|pendant(?: les)?|avant|durant) (?:\d+|vingt-quatre|quarante-huit|deux|trois|quelques) ?(?:premieres )?(?:h\b|heures|jours)/;

/** Where the person of the sentence works or what a paper speaks of is not where the patient lives. */
export const NOT_LIVED =
  /\b(?:aide[- ]soignant|infirmi|medecin|ide\b|kine|travaill|campagne|secretaire|cadre|animat|salarie|employe|projet|demande|dossier|recherche|refus|craint|peur|souhait|veut|envisag|attente|inscri)[^,;]*$|\b(?:chutes?|tomb\w+|malaise|accident) (?:a|au) (?:son )?$/;
/** "Entrée en EHPAD : refusée", "n'est pas à l'ordre du jour"; "le déambulateur a été rendu"; "C2S non sollicitée". */
export const NOT_TO_BE =
  /^[^.;]{0,60}?(?:\brefus(?:e|ee)s?\b|\bdeclinee?s?\b|\b(?:n'est|n'etait) pas (?:a l'ordre|envisage|souhait|d'actualite|prevue?)|\bnon (?:souhait|retenu|envisag)\w*|\bpas d'actualite|\becartee?\b|\bproposee?\b[^.;]{0,30}\b(?:pas|refus))/;
export const HANDED_BACK =
  /^[^.;,]{0,30}?\b(?:(?:a|ont) ete (?:rendu|restitue|repris|retire|retourne|enleve)|(?:rendu|restitue|repris|retire)(?:e|es|s)? (?:par|au|a la|le \d)|n'est plus (?:utilise|necessaire)|plus (?:utilise|necessaire))/;
export const NOT_ASKED = /\b(?:non|pas|jamais) (?:ete )?(?:sollicit|demand|ouvert|souhait|attribu|accord|obten)\w*/;
/** "Le Dr X est à la retraite": the work of who is named. */
export const OF_CAREGIVER = /\b(?:dr|pr|docteur|confreres?|consoeur|collegue|medecin traitant|interne)\b[^,;]*$/;
/** "Relevée par pompiers", "amené par les gendarmes", "vue avec l'assistante sociale": who did it, not who the patient is. */
export const DONE_BY =
  /\b(?:par|avec|via|appel(?:le|e|er|ant)?|arrivee|intervention|transport|equipe|passage|avis|selon|aupres|contact\w*|prevenir|joindre) (?:(?:de |d'|des? |du |la |le |les |l'|un |une |son |sa |ses |aux? )*)$/;
/** "Chlorhexidine alcoolique", "solution hydro-alcoolique": what cleans the skin. */
export const ANTISEPTIC =
  /\b(?:chlorhexidine|betadine|biseptine|antiseptique|povidone(?: iodee)?|(?:solution|gel) hydro-?|frictions?|hydro-?) ?$/;
/** "Technicien : K. M.", "commentaire du technicien": who wrote or measured. */
export const WHO_WROTE = /\b(?:commentaires?|avis|nom|signature|vu) (?:du |de la |de l'|des )$/;
/** "Une assistante sociale a été vue", "retour de l'enseignante", "Philippine Rougerie, sage-femme": a caregiver or a teacher, not the patient's work. */
export const WORKS_FOR_HIM =
  /^(?:assistantes? sociales?|enseignante?s?|institut(?:eur|rice)s?|professeure?s?|sages?-femmes?|infirmieres?|orthophonistes?)\b/;
export const AS_ANOTHER = /\b(?:(?:notre|votre|leur|cette|les|des|ses|sa|son|aux|de l'|a l'|visite|rdv|retour|bilan|avis|entretien) ?|l')$/;
/** "Hallucinations (un chat)", "je ne suis pas un hamster": no animal of the house. */
export const NO_ANIMAL = /\bhallucin\w+|\bcomme une? |\bpas une? hamster\b/;
/** "CONDUITE : misoprostol 800": what was done, under a heading; the drive of a car says so, or is answered. */
export const OF_DRIVING =
  /\b(?:condui\w+|voitures?|vehicules?|volant|permis|route|autos?|tracteur|moto|scooter|velo|camion|km)\b|^\W*(?:oui|non|interdi|autoris|arret|stop|repren|repris|possible|a (?:eviter|reprendre|suspendre|rediscuter)|suspen|encore|plus|pas\b|ne |elle|il |cess|impossible|limit|prudent)|repren|repris|repouss|suspen/;
/** "Une conduite pour l'apixaban", "conduite à tenir": what to do. */
export const WHAT_TO_DO = /\bconduites? (?:pour (?:l'|le |la |les )|a tenir|a adopter|pratique|therapeutique|du traitement)/;
/** "Témoin : aide-soignante du service", "vu médecin du travail : ….": somebody beside the patient. */
export const WITNESS = /\b(?:temoins?|accompagn\w+|present|adresse[e]? par|vue? (?:par (?:le |la )?)?) ?:? ?$/;
/** A ride on the machine of an exercise test, a class, a paper, an injury: no sport of the patient. */
export const NOT_A_SPORT =
  /\b(?:ateliers?|paliers?|epreuve d'effort|demi-assis|ergocycle|cyclo-?ergometre|tapis roulant|watts?|certificat|dispense|accident|traumatisme|chute|entorse|fractures?)\b/;
/** "S'essouffle au deuxième étage": how far the breath goes, not where one lives. */
export const OUT_OF_BREATH =
  /\b(?:essouffl\w*|dyspne\w*|mmrc|nyha|sadoul|angor|claudication|s'arrete)\b(?![^.;]*\b(?:vit|habite|appartement|maison|ascenseur)\b)/;
/** "Ne veut pas que ce soit écrit pour le permis": what a paper is asked to keep silent. */
export const WRITTEN_FOR = /\b(?:ecrit|note|mentionn\w*|signal\w*|transmis) (?:pour|sur|dans|au) (?:le |la )?(?:permis|dossier|prefecture)/;
/** "Le fils vit à Toulouse", "sa mère est en EHPAD": how somebody else lives. */
export const OF_KIN =
  /\b(?:fils|filles?|freres?|soeurs?|seurs?|meres?|peres?|maris?|epouse|epoux|conjointe?|compagn(?:on|e)|neveux?|nieces?|cousine?s?|voisine?s?|enfants|tante|oncle|petite?s?-\w+|belle?-\w+|amie?) (?:est |sont |qui |a ete |et \w+ )?$|\b(?:sa|son) (?:soeur|seur|frere|fils|fille|mere|pere|niece|neveu|cousine?|tante|oncle) (?!decede|parti|hospit|place)[a-z]{3,14} $/;
/** "Vit chez sa mère", "habite avec son fils": who is named there is company. */
export const DWELLS = /^(?:vi(?:t|vant|vait)|habit|heberg|loge)/;
/** What a spouse's death makes of the patient: "son mari est décédé en janvier". */
export const OF_SPOUSE = /^(?:(?:son|sa) |deces|mort|perte)/;
/** Not there yet: "lit médicalisé à prévoir", "préconisations : siège de douche". */
export const NOT_YET =
  /\b(?:preconis\w+|a (?:prevoir|installer|mettre en place|demander|discuter|envisager|organiser)|mise en place (?:d'|de |du )|prescri\w+|ordonnance|souhait\w*|propos\w+|envisag\w+|conseill\w+|recommand\w+|refus\w+|demande (?:d'|de |faite|en cours)|devis|essai|a essayer|a commander|pendant (?:\d+|deux|trois|quatre|six) (?:semaines|jours|mois))\b/;
/** "Abandon de la canne" is an aim: what is to end, or was never taken up, is not how one lives. */
export const GIVEN_UP =
  /\b(?:abandon\w*|sevrage|sevree?|se passe|sans|plus|lache\w*|ote\w*|arret (?:de|des|du)) (?:de |du |des |d'|la |le |l'|les |ses |sa |son )*$/;
/** "Maintient son refus d'un suivi psychologique", "suivi psychologique proposé". */
export const TURNED_DOWN = /\b(?:refus\w*|declin\w*|ne (?:souhait|veu)\w*|n'a jamais|pas de|aucune?|sans|propos\w+)\b[^,;]{0,60}$/;
/** "Orthophonie lundi 8 h" in a calendar, a walk on the treadmill of a test: nothing of how one lives. */
export const OF_AN_ACT = /\b(?:operatoire|peroperatoire|sous scopie|dans le plan|de prehension)\b/;
/** Advice, information, a leaflet: "l'information sur l'alcool et le volant a été donnée". */
export const TOLD_TO =
  /\b(?:information|conseils?|sensibilis\w+|prevention|informee?s? (?:de|des|du|sur)|rappel (?:des|de) (?:regles|mesures|consignes|risques))\b[^.;]{0,60}\b(?:alcool|tabac|drogue|toxique|cannabis|ecran|sommeil|regime|aliment)/;

/** Whose work, told in the file of a child, is the school. */
export const TEACHES = /^(?:enseign|institut|prof)/;
/** "Une assistante sociale a été vue", "technicien : K. M.". */
export const SOCIAL_WORKER = /^une assistantes? sociales? (?:a |ont |est )|^.{4}technicienn?e? ?:/s;
