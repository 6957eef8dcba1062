/** What puts a device in: only then does it take the date of the document. */
export const PUT_IN =
  /\b(?:mise? en place|pos(?:e|ee|es|ees|er)\b|implant\w*|insertion|chang\w+|remplac\w+|insere\w*|appareill\w+|livr\w+|install\w+|mis(?:e|es)?\b|remis\w*|scelle\w*|cimente\w*)/;

/** "Interrogation du DAI le 2 juin", "cicatrice de pacemaker": the day one looked at it is not the day it was put in. */
export const CHECKED =
  /\b(?:interrogation|controle|lecture|verification|tele(?:surveillance|suivi|cardiologie|transmission)|revision|reglage|reprogrammation|programmation|carte|carnet|cicatrice|loge|site|orifice|pansement|entretien|batterie|pile|test|alerte)s? (?:(?:de |d'|du |des |de la |de l'|sur |le |la |l')*)$/;

/** What takes a device out: it was there until then. */
export const TAKEN_OUT = /\b(?:ablation|retrait|depose|explantation)(?: (?:de |d'|du |des |de la |de l')?)?$/;
export const TAKEN_OUT_AFTER =
  /^(?: \(?(?:posee?s?|mise?s? en place|implantee?s?|essayee?s?))?(?: (?:en|le|depuis|d') ?[a-z\d /.]{2,18}| (?:19|20)\d\d| \d[\d/]{2,9}| (?:deux|trois|quelques|une?|\d+) (?:nuits?|jours?|semaines?|mois)(?: avant le test)?)?(?:,|\)| puis| et| mais| :)*(?: (?:a ete|ont ete|est|sont|puis|finalement|ensuite))* ?(?<![a-z])(?:(?:retire|enleve|depose|explante|ote|restitue|desinstalle|tombe|rendu|abandonne|repris(?=e?s? par)|sevre)e?s?\b|non (?:tolere|supporte|utilise)e?s?\b)/;
/** "DIU cuivre proposé, posé le 10 janvier": what was offered was done. */
export const THEN_PUT_IN =
  /^[^.;]{0,30}(?:,| et| puis) ?(?:puis )?(?:posee?|mise? en place|implantee?)(?: (?:le|en|ce|hier|depuis|a)\b|$|[.,;])/;
/** "En cas de diabète, apporter son lecteur de glycémie": asked of whoever reads, worn by nobody. */
export const BROUGHT = /\b(?:apport\w+|se munir|ven(?:ir|ez) avec|en cas (?:de|d')|penser? a|prevoir|acheter|se procurer)\b[^.;:]{0,40}$/;
/** "Il évoque un nouvel anneau", "voudrait avoir une pompe": thought of, worn by nobody. */
export const THOUGHT_OF =
  /\b(?:evoqu(?:e|ent|ait|aient|ons)|songe\w*(?: a)?|pens(?:e|ent|ait|aient)(?: a)?|envisag(?:e|ent|eait|eons)|souhait(?:e|ent|ait|erait)|voudrai\w*|aimerai\w*|desire(?:nt|rait)?|demand(?:e|ent|ait)|reclam\w+)(?: (?:avoir|mettre|poser|essayer|porter|recevoir|beneficier d'))? ?(?:la pose d')?une? (?:nouve(?:l|lle|au) |autre |second |deuxieme |eventuel(?:le)? )?$/;
