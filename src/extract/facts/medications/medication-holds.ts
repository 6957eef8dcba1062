import { COUNT } from '../../text/number-words.js';

/**
 * What is said with the words of a stop, and is none: a hold around an act or an illness, a wish, a plan, a condition. The phrases are
 * folded and on one line; each rule reads what stands right before or right behind the words of the stop.
 */

const SPAN = String.raw`${COUNT} ?(?:h|heures?|j|jours?|sem|semaines?|mois|prises?)\b`;

/** Held back around an act, then taken again: "arrêté 72 heures avant", "stop la veille", "suspendu 48 h puis repris". */
const HELD_BACK: readonly RegExp[] = [
  new RegExp(
    String.raw`^[^.;]{0,14}?${SPAN}(?: au moins)? (?:avant(?! (?:la |le |l'|de |d'|sa |son )*(?:1re |premiere )?(?:prise|injection|dose|introduction|debut|debuter|instauration|mise sous|switch|relais|passage)\b)|puis repris)`,
  ),
  // "Suspendue 48 h": hours are a hold, whatever follows; days and weeks where they are said to be its length.
  new RegExp(String.raw`^ ?[:,(]? ?(?:de |pour |pendant )?${COUNT} ?(?:h|heures?)\b(?! (?:apres|plus tard|plus tot|auparavant|de|avant))`),
  new RegExp(String.raw`^ (?:pour |pendant |durant )(?:environ )?${SPAN}(?! (?:apres|plus tard|encore))`),
  /^[^.;]{0,40}?(?:avant|le temps) (?:de )?(?:l'|la |le )?(?:intervention|geste|chirurgie|coloscopie|endoscopie|examen|biopsie|ponction|infiltration|extraction|anesthesie)/,
  // What lasts as long as an illness or a season; a pregnancy or a stay does not say that it was taken again.
  /^[^.;,]{0,14}?\b(?:pendant|durant|le temps d[eu']|lors d[eu']) ?(?:tout(?:e)? )?(?:l'|la |le |les |un |une |cette |cet |ce )*(?:grippe|gastro|infection|fievre|episode|diarrhee|canicule|vague|antibio\w*|traitement antibio\w*|jeune|ramadan|voyage|deshydratation|covid|varicelle|angine|vacances|radiotherapie|cure)/,
  /^(?:[^.;]|\.(?=\d)){0,60}?(?:\bpuis|\bet|,|\)) ?(?:repris(?!e (?:envisag|a (?:discut|envisag|voir|redisc|distance)|si |quand|possible|selon|eventuelle|discut|non))|redonne|reintroduit|remise?s? (?:le|en|depuis)|relance)/,
  /^(?:[^.;]|\.(?=\d)){0,60}?[,;:(→-] ?(?<!pas )(?<!sans )(?:a |on |je |a faire )?(?:repris?e?|reprendre|reprendra|remettre|reintroduire|remise) (?:le|a(?! (?:discuter|rediscuter|voir|evaluer|envisager|distance))|au|des|apres|dans|prevue?s? (?:le|a|au|des)|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|demain)\b/,
];

/** "Stop la veille", "arrêt le jour de l'intervention": around an act; "arrêté le jour de la greffe" and "a été arrêtée la veille" tell a stop. */
const AT_THE_ACT =
  /^ ?[:,(]? ?(?:la veille|l'avant-veille|le (?:matin|jour) (?:meme|(?:de |du |d')(?!(?:la |l'|son |sa )?(?:greffe|transplantation|accouchement|naissance|resection|sortie|entree|admission|hospitalisation|diagnostic|consultation|retour|deces)))|a? ?j ?-\s?\d)/;
export const isHeldBack = (behind: string, told = false): boolean =>
  HELD_BACK.some((pattern) => pattern.test(behind)) || (!told && AT_THE_ACT.test(behind));

/** A due dose put off: "ne pas faire la perfusion de mars avant l'avis du dentiste". */
const PUT_OFF = /^[^.;]{0,80}?\b(?:avant (?:de |d'|que |l'|le |la |avis)|sans (?:avis|accord)|tant que|d'ici)/;
export const isPutOff = (behind: string): boolean => PUT_OFF.test(behind);

/** "Sevrage envisageable en 2027", "arrêt à discuter", "arrêt du X si saignement": nothing has stopped. */
const PLANNED =
  /^[^.;,:()]{0,24}?(?:\benvisageable|\benvisage\b|(?<!que )(?<!tot )\bpossible|\ba (?:re)?(?:discuter|envisager|evaluer|prevoir|voir|debattre)\b|\bsouhaitee? par (?:le pere|la mere|l'interesse|la famille|le patient|la patiente|les parents|sa|son)|\b(?:sera|seront|serait|pourra|pourrait|pourrait-il|reste) (?:a |etre )?(?:re)?(?:discut|envisag|evalu|propos|tent)|\b(?:si|s'il|quand|lorsque) (?!besoin)|\ben cas d|\?|\bn'(?:est|etait|a) (?:donc |surtout )?(?:pas|plus|jamais) (?:encore )?(?:ete )?(?:a (?:faire|envisager|discuter|tenter|prevoir|proposer|l'ordre du jour)|souhaitable|souhaite|envisage|indique|prevu|possible|raisonnable|d'actualite|opportun|retenu|propose|decide|conseille|recommande))/;
/** "Stoppé en novembre 2024 quand les CD4 ont passé 250": a day that is written behind a participle is that of what was done. */
const DONE_WHEN =
  /^ (?:(?:le |au |fin |debut |mi-|en |des )*(?:\d{1,2}(?:er)? )?(?:janv|fevr?|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec)[a-z]*\.? (?:19|20)\d\d|en (?:19|20)\d\d|le \d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?),? (?:quand|lorsque|lorsqu') ?(?![^.;,]{0,60}\b(?:sera|seront|aura|auront|[a-z]+(?:era|eront|ra|ront))\b)/;
export const isOnlyPlanned = (behind: string, told = false): boolean => PLANNED.test(behind) && !(told && DONE_WHEN.test(behind));

/** The patient or a relative asks for it; or whoever it is thinks of it, or asks the question. */
const ASKED =
  /\b(?:souhait(?:e|ent|ait|erait|eraient|ant)|voudrai(?:t|ent)|veut|veulent|voulait|demande(?:nt)?|demandait|reclame(?:nt)?|aimerai(?:t|ent)|desire(?:nt)?|insiste(?:nt)?|tente|menace)(?:[ ']+(?:a|pour|de|d|que|qu|on|l|la|le|un|une|plutot|fortement|beaucoup|en)\b)*[ ']*$/;
const THOUGHT =
  /\b(?:envisag(?:e|er|ent|eons|erai|era|eait)|evoqu(?:e|er|ee|ons|ent)|(?:re)?discut(?:er|era|erons|eront|erait)|pens(?:e|er|ons|ent)|hesit(?:e|er|ons|ent)|parl(?:e|er|ons|ent)|reflechi(?:r|t)|question|idee|projet|hypothese|possibilite|peut-on|pourrait-on|faut-il|faudra-t-il|doit-on|peut-il|peut-elle|pourrai(?:t|ent|ons|ez)|pourr(?:a|ont|ez|ons)|opposee? a|contre|hostile a|defavorable a)(?:[ ']+(?:a|au|aux|de|du|d|que|qu|on|l|la|le|un|une|plus tard|ensuite|etre)\b)*[ ']*$/;
/** What a doctor asks of another is decided: "le cardiologue demande l'arrêt". */
const DOCTOR =
  /\b(?:cardiologue|nephrologue|neurologue|[a-z]+ologue|anesthesiste|medecin|dr|docteur|pr|professeur|chirurgien|pharmacien)\b[^.;,]{0,30}$/;

const FIRST_PERSON = /\b(?:je|j'ai|nous|on)(?: (?:lui|vous|leur|les?|la|en))?(?: (?:ai|avons|a))? ?$/;

export function isOnlyAsked(before: string): boolean {
  if (THOUGHT.test(before)) return true;
  const match = ASKED.exec(before);
  if (match === null) return false;
  const who = before.slice(0, match.index);
  return !DOCTOR.test(who) && !FIRST_PERSON.test(who);
}

/** "Rejette la demande d'interdiction du X", "levée de l'interdiction": no ban. */
const BAN_LIFTED =
  /\b(?:demande|question|idee|crainte|projet|levee|fin|leve|pas|plus|aucune?|sans|ni|rejet\w*|refus\w*)(?: (?:de la|de l'|de|d'|du|l'|la|une|un))* ?(?:de l'|d'|l')?$/;
export const isBanLifted = (before: string): boolean => BAN_LIFTED.test(before);
