/** How French documents announce their patient and those who are not; folded text. Data only. */

/** Labels that name the patient. The name follows. */
export const PATIENT_LABEL =
  /(?<![a-z])(?:(?:nom|identite|etiquette)(?: de la| du| de l')? ?patiente?|patiente?s?|pte?|concernant|concerne|objet|ref|references?|n\/ref|identite|voyageu(?:r|se)|usagere?|residente?|beneficiaire|malade|consultation de|dossier (?:medical )?de|compte rendu de|bilan de|suivi de|nom(?: ?(?:,|et|\/|-)? ?prenoms?)?|nom (?:d'usage|usuel|marital|utilise|de famille|d'epouse|jeune fille)|enfant|bebe|nouveau[- ]ne|l'enfant)\s*[:=]\s*|(?<![a-z])(?:concernant|concerne|consultation de|l'enfant|le jeune|la jeune|le petit|la petite|le bebe|nouveau[- ]ne|bebe|bb|enfant|etiquette|identite)\s+/g;

export const FIRST_NAME_LABEL = /(?<![a-z])prenoms?(?: usuel| utilise| de naissance)?\s*[:=]?\s*/g;
export const BIRTH_NAME_LABEL = /(?<![a-z])(?:nom de (?:naissance|jeune fille)|nom patronymique|n\.? ?de ?naiss\w*|nee nom)\s*[:=]?\s*/g;
/** "née DELORMAND": the name before "le" or a date. */
export const BORN = /(?<![a-z])n(?:e|ee|e\(e\)|e\(ee\)|\/nee?)(?![a-z])/g;
export const BIRTH_LABEL =
  /(?<![a-z])(?:n(?:e|ee|e\(e\)|e \(e\))(?![a-z])|d\.? ?d\.? ?n\.?(?![a-z])|date (?:de )?naiss\w*|naissance|d\. ?naiss\w*|nais\.?(?![a-z]))/;
export const SEX_LABEL = /(?<![a-z])sexe\s*:?\s*(?:☐ ?m ?☒ ?|☒ ?|\[x\] ?)?(masculin|feminin|homme|femme|garcon|fille|[mfh](?![a-z]))/;
export const CHILD_LABEL =
  /(?<![a-z])(enfant|bebe|bb|nouveau[- ]ne|nne|jumeau|jumelle|jumeaux|le petit|la petite|le jeune|la jeune)(?![a-z])/;

export const CIVILITY =
  /(?<![\p{L}'])(mme|madame|m\.|mr\.?|m|monsieur|mlle|melle|mademoiselle|mesdames|miss)\.?(?= +(?!le |la |l'|les |et )\p{L})/gu;
export const MALE_CIVILITY = /^(m\.?|mr\.?|monsieur)$/;

/** Kin and third parties: a name after one of these is not the patient's. */
export const KIN =
  /(?<![a-z])(?:(?:sa|son|ses|leurs?|votre|notre|une?|de la|du|la|le|l'|d'un|d'une) ?)?(?:meres?|peres?|maman|papa|filles?|fils|epoux|epouse(?= (?:mme|:|de)|,? *$)|mari|conjointe?s?|compagnon|compagne|concubine?|freres?|soeurs?|seurs?|tantes?|oncles?|cousine?s?|niece|neveu|grand-?(?:mere|pere|parents?)|belle-\w+|beau-\w+|parents?|tutrices?|tuteurs?|curat(?:eur|rice)|mandataire|aidante?s?|auxiliaire|voisine?s?|(?<=(?:son|sa|ses|une?) )amie?s?|nourrice|assistante?|garante?|jumeau|jumelle|donneu(?:r|se)|receveu(?:r|se)|homonym\w*|collegue|contage|cas index)(?![a-z])(?:[^.;\n]|(?<=(?<![a-z])(?:m|mr|mme|mlle|dr|pr|[a-z]))\.){0,60}$/;
/** The same, as a label of a form: what follows on the line, or under it, is about them. */
export const KIN_LABEL =
  /(?<![a-z])(?:personnes? (?:a prevenir|a contacter|de confiance|habilitees?|ressources?|accompagnante?s?)|a prevenir|prevenir|contacts?|entourage|famille|accompagnante?s?|representee? par|represent\w+|habilitee?|responsable legal|assuree?|ouvrant droit|titulaire|titulaires de l'autorite|mere|pere|parent ?\d?|conjointe?|epouse|epoux|fils|fille|mari|femme|tut(?:eur|rice)|redacteur|auteur|signataire|destinataires?|copies?|cc|double|secretariat|secretaire|medecins?(?: traitant)?|prescripteur|demandeur|operateur|anesthesiste|aides?|infirmier\w*|ide|kine\w*|interne|externe|senior|biologistes?|radiologues?|pharmacien\w*|chirurgien\w*|sage-femme|adressee? par|envoyee? par|correspondant|praticien\w*|technicien|preleveu(?:r|se)|valide\w* par|signe\w* par|dr|docteur|pr|professeur|me|maitre|rue|avenue|boulevard|place|allee|site|hopital|clinique|centre|pharmacie|laboratoire|prothese|lot|vaccin)(?![a-z])[^;\n]{0,50}$/;
/** A professional named with a title: never a patient. */
export const PROFESSIONAL_BEFORE =
  /(?:\b(?:dr|docteur|drs|pr|professeur|prof|me|maitre)\.?e?s? *(?:\p{L}\. ?)*|\ble (?:dr|docteur|pr|professeur) +)$/u;
export const PROFESSIONAL_AFTER =
  /^[\s,(–—-]*(?:cardiolog|medecin|infirm|ide\b|idec\b|kine|masseur|sage-femme|interne\b|externe\b|pharmac|biolog|radiolog|secretaire|auxiliaire|assistante?|diet|psych|orthop|neuropsy|chirurg|anesth|audioproth|podolog|opticien|cadre|aide|rpps|adeli|finess|praticien|docteur|tuteur|tutrice|fille|fils|epouse|epoux|mere|pere|soeur|frere|conjoint)/;

/** Words that end a name. */
export const NAME_STOP = new Set(
  'ne nee ddn ipp ins nir sexe age agee ans an nom prenom prenoms date naissance dossier demande prescripteur medecin dr docteur pr service chambre lit poids taille tel telephone adresse epouse veuve alias le la les du des au aux et en pour sur par avec sans sejour entree sortie hospitalise hospitalisee consultation consultant vue vu venu venue adresse adressee suivi suivie patient patiente monsieur madame mme mlle mr medical compte rendu examen ordonnance copie reference ref objet motif page homme femme masculin feminin resultat resultats unite unites irm scanner echographie radiographie bilan projet type fiche profession mois jours semaines sa ta fc biologie laboratoire prelevement preleve edite nourrisson identite qualifiee feuille transmissions transmission cahier carnet certificat courrier lettre bulletin attestation releve formulaire questionnaire liaison ide idec iade ash infirmier infirmiers infirmiere infirmieres soins surveillance inr avk glycemie glycemies plan pansement pansements constantes hebdomadaire quotidien quotidienne domicile hospitalisation urgences urgence equipe passages recapitulatif synthese observation observations protocole traitement traitements pilulier administration medicaments diagramme journal agenda planning programme'.split(
    ' ',
  ),
);
