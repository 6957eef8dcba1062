import vocabulary from '../../vocabulary/allergens.json' with { type: 'json' };
import type { Substance } from './substance.js';

/** Words that doubt an allergy. */
export const SUSPECTED =
  /\b(?:suspicion|suspect\w*|possible|probable|eventuel\w*|a explorer|a confirmer|a verifier|non confirme\w*|non documente\w*|allegu\w+|dans cette attente|considerer comme|persuad\w+|se (?:dit|croit|pense|sait|declare)|dit etre|croi(?:t|yait) etre|pens(?:e|ait) etre|se (?:pensait|croyait|disait)|rapporte etre|par prudence|jamais (?:consomm|mang|gout)\w+)|\?/;
const REFUTED =
  /\b(?:ecart\w+|refut\w+|infirm\w+|elimin\w+|levee?\b|non allergique|sans (?:la moindre )?(?:reaction|probleme)|n'est pas (?:allergique|contre-indiquee?)|bilan allergologique negatif|a retirer|c'est (?:faux|une erreur|inexact)|(?<=[:=(] ?)(?:faux|fausse|erreur|erronee?|inexacte?)\b|(?:est|sont|serait) (?:une erreur|erronees?|infondees?|fausses?|inexactes?|sans fondement)|ne (?:correspond|tient) (?:pas|a rien)|n'a pas d'existence|(?:a |doit |devra |peut )(?:effacer|disparaitre)\b|effacee?s?\b|(?:non|pas) retenue?s?\b|n'est pas (?:fondee|averee|confirmee|retenue)|n'a pas lieu d'etre|(?:a|peut|doit) (?:ete |etre )?(?:levee|retiree|supprimee|desetiquetee)|desetiquet\w+|(?:notee?s?|inscrite?s?) (?:a tort|par erreur)|n'existe (?:pas|plus)|n'a jamais existe|barree?s?\b|rayee?s?\b|enfin non|jamais (?:eu )?de (?:vraie )?(?:reaction|manifestation)|gueri\w*|reintroduction (?:reussie|bien|sans)|(?:bien )?tolere\w* (?:depuis|desormais|actuellement|sans|apres)|(?:depuis|desormais|actuellement) (?:bien )?tolere\w*|pas d'allergie (?:vraie|averee|prouvee)|\btests? (?:cutanes? )?negatifs?)/;
const REACH_OF_REFUTATION = 80;
/** Said behind the substance; what a bracket adds ("notée dans une fiche (après un plat de moules) ne correspond à rien") takes none of the room. */
export const refutedBehind = (behind: string): boolean =>
  [behind, behind.replace(/\s*\([^)]*\)/g, '')].some((said) => REFUTED.test(said.slice(0, REACH_OF_REFUTATION).split(';')[0] ?? ''));
/** What leads to an allergy that is cleared. */
export const CLEARING =
  /\b(?:ecarter|eliminer|lever|infirmer|exclure|exclut|ecarte|elimine) (?:definitivement |formellement )?(?:une |l'|la |toute )?(?:vraie )?$/;

const COVERED: ReadonlyMap<string, readonly string[]> = new Map(
  vocabulary.entries.flatMap((entry) => ('covers' in entry ? [[entry.label.toLowerCase(), entry.covers] as const] : [])),
);
/** "Pas d'allergie aux bêtalactamines": the substances that a whole class cleared clears, where lists write them by their own name. */
export const coveredBy = (substance: Substance): readonly Substance[] =>
  (COVERED.get(substance.label.toLowerCase()) ?? []).map((label) => ({ ...substance, label, covered: true }));

/** A box or an answer that says no. */
export const ANSWERED: ReadonlySet<string> = new Set(['box-no', 'box-empty', 'label-denied']);
/** "Latex testé : négatif", "pénicilline (tests cutanés négatifs)". */
export const TOLERATED = /^ ?[:(]? ?(?:est |a ete |sont )?(?:(?:tres )?bien |parfaitement )?toleree?s?\b/;
/** "Sous amoxicilline (pas d'allergie, bilan 2022)"; "allergie à la pénicilline, pas d'allergie à l'iode" denies another's. */
export const NO_ALLERGY =
  /^ ?[(,:] ?(?:(?:pas|plus|absence|jamais) d'|aucune |sans |non )(?:allerg|intoleran)\w*\b(?! (?:a|au|aux|de|du|d'|alimentaire|medicamenteuse|connue|autre|declaree|notee|signalee))/;
export const TESTED_NEGATIVE =
  /^ ?(?:[:(,]|->|→|=>)? ?(?:(?:re)?testee?s?|recherchee?s?|exploree?s?|tests?|prick(?:-tests?)?|ige|idr|trpo)\b(?: [a-z]+){0,2} ?(?::|=|->|→)? ?(?:tous |toutes )?(?:negati\w*|neg\b)/;
/** "Son mari dit être allergique aux sulfamides": he speaks of himself. */
export const OF_A_RELATIVE =
  /\b(?:son|sa|le|la) (?:mari|femme|epou(?:x|se)|frere|s(?:oe|e)ur|fils|fille|mere|pere|conjointe?|compagn(?:on|e)) (?:se )?(?:dit|disait|declare|pense|croit)(?: etre)? (?:aussi )?$/;
/** "Prise de poids redoutée par la patiente": it has not come. */
export const FEARED = /^[^.;:()]*\b(?:redout|apprehend|craint)\w*/;
const LIFTED =
  /^(?: \([^)]*\))? (?:est|a ete|etait|semble) (?:donc |finalement |ainsi )?(?:ecart|elimin|exclu|infirm|refut|non retenu|pas retenu)/;
/** Whether the page ends by lifting what it suspected of the same substance. */
export const isLiftedBelow = (folded: string, substance: Substance, from: number): boolean => {
  const name = folded.slice(substance.start, substance.end);
  for (let at = folded.indexOf(name, from); at >= 0; at = folded.indexOf(name, at + name.length))
    if (
      /\b(?:au|aux|a la|du|de la) $|\b(?:a|de) l'$|\bd'$/.test(folded.slice(Math.max(0, at - 6), at)) &&
      LIFTED.test(folded.slice(at + name.length, at + name.length + 60))
    )
      return true;
  return false;
};

/** "Vu allergie -> clindamycine 600": with its dose behind the arrow, what is given instead. */
export const GIVEN_INSTEAD = /allerg\w*[ )]*(?:->|→|=>) ?[a-z][a-z -]{3,30} \d+$/;
/** "Antibioprophylaxie : clindamycine (allergie)": chosen because of it. */
export const CHOSEN = /(?:prophylaxie|antibiotherapie|antibiotique|antalgi\w+|induction)s?(?: prevue?s?| retenue?s?| choisie?s?)? ?: ?$/;
export const BECAUSE_ALLERGIC = /^(?: \d[\w.,]*(?: ?m?g)?)? \((?:(?:car|vu|pour) )?(?:l')?allerg\w*\)/;

/** What stands behind these treats the reaction. */
export const REMEDY =
  /\b(?:stylo|auto-injecteur|trousse|traitee? par|resolutive?s? sous|cedant sous|regressive?s? (?:sous|apres)|amelioree? par|desensibilis\w+|premedication par|remplace\w*(?: [a-z' -]{1,30})? par|antibioprophylaxie par|couvert\w*(?: [a-z' -]{1,24})? par|recour\w+ (?:a|au|aux)|a la place|a remplacer par|preferer|utiliser|privilegier|donner plutot|switch (?:par|pour)|relais(?: [a-z' -]{1,20})?(?: par)?|substitu\w+ par) ?(?:d'|de l'|de |a l'|les |le |la )?$/;

/** A page, or a heading, that says there is none. */
export const NONE_KNOWN =
  /\b(?:pas d'(?:autre )?allergies?(?! (?:a|au|aux)\b)|aucune (?:autre )?allergie(?! (?:a|au|aux)\b)|absence d'allergie(?! (?:a|au|aux)\b)|sans allergie(?! (?:a|au|aux)\b)|pas d'intolerance medic|non allergique|allergies? (?:medicamenteuses? )?(?:connues? )?[:=] ?(?:aucune?|neant|non|0|∅|ras|nulle|-)|0 allergie|∅ allergie)/;
