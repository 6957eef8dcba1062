import type { EventCue } from './medication-events.js';

/**
 * What the remark of an inventory says behind a drug's name: the box of another person, a box that nobody opened, or a verdict that stands
 * sentences away from the name ("trouvé, en a pris deux en août. Expliqué, jeté."). Folded text on one line.
 */

const WHOSE = String.raw`(?:son |sa |ses |leur |la |le |l'|du |de l'|ma |mon |une? )?`;
const KIN = String.raw`(?:mari|femme|epou(?:x|se)|conjointe?|compagn(?:on|e)|freres?|s(?:oe|e)urs?|mere|pere|fils|filles?|belle-(?:fille|mere|s(?:oe|e)ur)|beau-(?:fils|pere|frere)|petit-fils|petite-fille|tante|oncle|cousine?|neveu|niece|grand-(?:mere|pere)|voisine?|amie?|colocataire|maman|papa)\b`;
const THING = String.raw`(?:celui|celle|ceux|celles|boites?|comprimes?|cps?|gelules?|plaquettes?|flacons?|tubes?|pommade|creme|collyre|patchs?|traitement|ordonnance|medicaments?)`;

/** "Boîte au nom de Jean, son frère", "est à sa belle-fille", "comprimés de la sœur", "c'était celui de la voisine", "c'est pour M. Durand". */
const ANOTHERS = new RegExp(
  [
    // "METFORMINE 850 (? boîte au nom de R. Untel)": nobody writes whose name a box bears unless it is another's.
    String.raw`\bboites? (?:est |sont |etait |etaient )?(?:celles? |delivree?s? )?au nom (?:de |d')(?!(?:la |le )?patiente?\b|elle\b|lui\b)`,
    String.raw`\bau nom (?:de |d'|du )(?:[^.;]|(?<=\b[a-z])\.){0,40}?${WHOSE}${KIN}`,
    String.raw`\b(?:est|etait|sont|etaient|appartien(?:t|nent)|appartenai(?:t|ent)) (?:en fait |en realite )?(?:a |au |aux )${WHOSE}${KIN}`,
    String.raw`^ ?(?:\d[\d.,]* ?(?:mg|µg|g)? ?)?[:,(–-] ?(?:quelques |des |les |une? |la |le |\d )?${THING} (?:est |sont )?(?:de |du |d'|des )${WHOSE}${KIN}`,
    // "Eliquis 5 : au mari", "1 cp LASILIX dans sa case = à Mme".
    String.raw`^[^.;]{0,60}?[=:] ?(?:c'est )?(?:a |au |aux )(?:${WHOSE}${KIN}|(?:m|mr|mme|monsieur|madame)\b)`,
    // \"La NÉO-MERCAZOLE est celle de sa sœur\".
    String.raw`\b(?:est|etait|sont|etaient) (?:en fait |en realite )?(?:celui|celle|ceux|celles) (?:de |du |d'|des )${WHOSE}${KIN}`,
    String.raw`\bc'(?:est|etait) (?:celui|celle|ceux|celles|pour|le traitement) (?:(?:de |du |d'|des )?${WHOSE}${KIN}|(?:de )?(?:m|mr|mme|monsieur|madame)\b)`,
    // "= ordonnance de M. Durand, pas d'elle", "ce n'est pas pour elle", "c'est à Corinne, pas à moi", "= autre patiente".
    String.raw`^[^.;]{0,24}(?:[^;]{0,60}?[,=:(] ?)(?:et |mais )?(?:ce n'est |c'est )?pas (?:d'|a |pour )(?:elle|lui|moi)(?=[ ]?[.,;)!]|$)|^[^.;]{0,50}?[=:] ?(?:celui |celle |d')*(?:une? )?autre patiente?\b`,
    // "SERESTA 10 de Mme Untel : pris par Monsieur".
    String.raw`^ ?(?:\d[\d.,]* ?(?:mg|µg|g)? ?)?(?:de |d')(?:mme|mr?\.?|madame|monsieur) [a-z' -]{2,24}: ?pris(?:e|es)? par (?:monsieur|madame|mr?|mme|lui|elle|le patient|la patiente)\b`,
    // "Comprimés de zopiclone de son mari", "pris de sa propre initiative (boîte de sa mère)".
    String.raw`^ ?(?:\d[\d.,]* ?(?:mg|µg|g)? ?)?(?:de |d')(?:son |sa |ses )${KIN}`,
    String.raw`^ pris(?:e|es)?\b[^.;(]{0,40}\(${WHOSE}${THING} (?:de |d'|du )${WHOSE}${KIN}`,
  ].join('|'),
);
/** It was the other's, and the patient took of it. */
const TOOK =
  /\b(?<!n'|n' )en a (?:donc |deja |bien )?(?:re)?pris\b|\bqu'(?:il|elle) pren(?:d|ait)\b|\b(?:un|une|deux|quelques-uns?)? ?(?:de temps en temps|de temps a autre|a l'occasion|certains soirs|parfois)\b|\bemprunt\w+|\ba (?:donc |deja )?pris\b|\bpris(?:e|es)? par (?:monsieur|madame|mr?|mme|lui|elle|le patient|la patiente)\b/;
/** It still is: nothing of it is over. */
const TAKES = /\ben (?:re)?prend(?! (?:plus|pas))\b|\bprend (?:encore|toujours)\b/;

export interface Ownership {
  /** What the patient did with it. */
  readonly taken: 'never' | 'once' | 'still';
}

/** "A reçu à 19 h les médicaments de Mme Durand (X + Y)". */
const GIVEN_ANOTHERS =
  /\b(?:recu|pris|avale|prise)\b[^.;(]{0,30}\b(?:medic\w*|traitements?|comprimes?|cachets?|pilulier)\b\.? (?:de |du |d')(?:l'autre|une? autre|une? homonyme|m\b|mr\b|mme\b|monsieur|madame|mlle|son voisin|sa voisine)[^;(]{0,40}\([^)]*$/;
/** "Dans le sac, non à elle : X, Y": a list that its title gives to another. */
const TITLED_ANOTHERS = /\b(?:non|pas) (?:a|pour) (?:elle|lui|moi|la patiente|le patient) ?:[^:]*$/;
/** "A pris deux fois le X", "avoir pris, en janvier, une dizaine de comprimés de X". */
const TOOK_BEFORE = /(?<!n')(?<!n' )\b(?:a|avoir|avait|ayant|ai) (?:[a-z']+ ){0,2}pris\b[^.;]{0,60}$/;

/** Whose the drug is, where the words around its name say that it is another's. */
export function ownershipOf(after: string, before = ''): Ownership | undefined {
  if (GIVEN_ANOTHERS.test(before) || TITLED_ANOTHERS.test(before)) return { taken: 'never' };
  if (!ANOTHERS.test(after)) return undefined;
  return { taken: TAKES.test(after) ? 'still' : TOOK.test(after) || /^ pris/.test(after) || TOOK_BEFORE.test(before) ? 'once' : 'never' };
}

const GONE = String.raw`(?:jete|rendu|rapporte|detruit|elimine|arrete|stoppe|supprime)(?:e|es|s)?`;
const NOTED = String.raw`(?:(?:explique|note|compris|vu|dit|conseille|deconseille|d'accord)(?:e|es|s)?,? (?:et |donc )?)?`;
/** A sentence that holds the verdict alone: "Expliqué, jeté.", "Expliqué, arrêté ce jour définitivement.", "Périmée, reprise." */
const VERDICT = new RegExp(
  String.raw`(?:^|[.;?!] ) ?[:,]? ?${NOTED}(?:${GONE}(?: (?:ce jour|aujourd'hui|definitivement|par (?:elle|lui|nous|la pharmacie)|a la pharmacie|en pharmacie|devant (?:elle|lui)|hier)\b)*(?= ?(?:[.;!(]|$)))|\bperimee?s?, (?:donc )?(?:reprise?s?|recuperee?s?|jetee?s?|rendue?s?|rapportee?s?)\b| {3,}(?:${GONE}|retiree?s?)(?: (?:ce jour|aujourd'hui|du pilulier))?(?= ?$| {3,})`,
);
/** "Boîte intacte", "non ouverte depuis la grossesse", "boîte neuve". */
const UNOPENED =
  /\b(?:boites?|flacon|tube|plaquette)(?: [a-z0-9'() ]{0,24})?,? (?:encore |toujours )?(?:intacte?s?|neuve?s?|non (?:ouverte?|entamee?|commencee?)s?|pas (?:encore )?(?:ouverte?|entamee?|commencee?)s?|fermee?s?)\b/;

/** "CHIBRO-CADRON : contient de la néomycine. Non délivré.": a sentence of its own. */
const NOT_HANDED_OUT = /[.;] ?(?:donc )?(?:non|pas) (?:delivre|dispense|remis)(?:e|es|s)?(?= ?(?:[.;!]|$))/;

/** The verdict of an inventory on a drug that heads its line; undefined where there is none. */
export function verdictOf(after: string): EventCue | undefined {
  const said = VERDICT.exec(after);
  if (said !== null) return { event: 'stopped', start: said.index + 1, end: said.index + said[0].length };
  const unopened = UNOPENED.exec(after) ?? NOT_HANDED_OUT.exec(after);
  return unopened === null ? undefined : { event: 'not-taken', start: unopened.index + 1, end: unopened.index + unopened[0].length };
}
