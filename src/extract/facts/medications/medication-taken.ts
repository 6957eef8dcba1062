import type { Scoped } from './medication-scope.js';

/** What the words around a drug's name say of its being taken, where no verb of a beginning or an end does. */

/** Classes taken for years: "HTA équilibrée par X" says that X is taken, "pneumopathie traitée par X" that it was. */
const KEPT_UP = /^(?:A07EC|A10|B01A|B03XA|C0[1-9]|C10|G04C|H03|L02|L04|M04AA|M05B|N03|N04|N05A|N06A|N06BA|N06D|N07BC|R03|R07|S01E)/;
const UNDER =
  /\bsous (?:(?:traitement (?:par|de|d')|la seule|l'association)? ?(?:le |la |l'|du )?(?:[a-z][a-z-]+(?: \d[\d.,/]* ?(?:mg|µg|ui)?)?,? ?(?:,|\+|\/|et|-|puis) ?(?:le |la |l'|du )?){0,3})$/;
const KEPT_BY =
  /\b(?:traite|equilibre|controle|stabilise|substitue|compense|soulage|supplemente|stable|suivi)(?:e|es|s)?(?: (?:de longue date|actuellement|depuis [^,;.]{1,24}))? (?:par|avec|sous) (?:le |la |l'|du |de la )?$/;
/** What came while it was taken: it may have been stopped for it. */
const CAME_UNDER =
  /\b(?:recidiv|rechut|poussee|majore|accentu|favoris|induit|declench|provoqu|prise de |pris \d|kilos?\b|echec|echapp|progress|toux|chutes?\b|diarrhee|cytoly|hyponatrem|hyperkal|hypokal|bradycard|prise de poids|nausee|vomiss|cramp|myalg|aggrav|infect|accident|surven|appari|constip|somnol|vertig|decompens|thrombo|embol|dyskin|neutropen|etait|etaient|avait|avaient|jusque|auparavant|autrefois|a refaire|a controler|sera\b|serait|pourrait|bientot|envisag|discut|propos|option|place sous|enfants?\b|grossesses?\b|accouch|mise? sous)/;
const SAID_FINE =
  /^[^.;,]{0,24}?\b(?:(?:bien|tres bien|parfaitement) (?:tolere|supporte|pris|suivi)(?:e|es|s)?|au long cours|en cours(?! d['e])|habituel(?:le)?s?|a l'identique|ne change pas|va tres bien|depuis (?:\d|le |la |l'|toujours|plus|[a-z]+ (?:19|20)\d\d|(?:19|20)\d\d))\b/;

/**
 * Named without a dose, and said to be taken: "FA bien tolérée sous X", "HTA équilibrée par X", "sous X depuis septembre". Not where something
 * came under it, in the past tense or with a past day.
 */
export function isTakenUnder({ drug, sentence, scopeEnd }: Scoped, folded: string): boolean {
  const before = folded.slice(Math.max(sentence.start, drug.start - 140), drug.start).replace(/\s/g, ' ');
  const after = folded.slice(drug.end, Math.min(Math.max(scopeEnd, drug.end), drug.end + 60)).replace(/\s/g, ' ');
  if (/^ ?\?/.test(after) || /^[^.;,]{0,30}\b(?:jusqu'|puis|en (?:19|20)\d\d|de (?:19|20)\d\d)/.test(after)) return false;
  // "Deux enfants sous X et Y (2009, 2011)".
  if (/^[^.;()]{0,40}\((?:19|20)\d\d/.test(folded.slice(drug.end, Math.min(sentence.end, drug.end + 60)).replace(/\s/g, ' '))) return false;
  if (GIVEN_ATC.test(drug.atc ?? '') || /^(?:J0[1-7]|P0|N02|V0)/.test(drug.atc ?? '')) return false;
  // "Sigmoïdite sous X : arrêt définitif".
  if (/\b(?:arret|stop|suspen|interrom)/.test(folded.slice(drug.end, sentence.end))) return false;
  const clause = /[^.;:]*$/.exec(before)?.[0] ?? '';
  const dated =
    /\b(?:en|le|de|du|au) (?:\d{1,2}(?:er)? )?(?:[a-z]+ )?(?:19|20)\d\d\b/.test(clause) &&
    !/\bdepuis\b|\bdiagnosti|\bconnue?\b|\bdecouvert/.test(clause);
  if (CAME_UNDER.test(clause) || dated) return false;
  if (UNDER.test(before)) return true;
  if (KEPT_UP.test(drug.atc ?? '') && KEPT_BY.test(before)) return true;
  return KEPT_UP.test(drug.atc ?? '') && SAID_FINE.test(after);
}

/** "Utilisait une pilule jusqu'au diagnostic": what was taken up to something. */
export const wasTakenUntil = ({ drug, sentence }: Scoped, folded: string): boolean =>
  /\b(?:utilisait|prenait|recevait|etait (?:traitee? par|sous)|avait ete (?:mise )?sous)\b[^.;]{0,80}\bjusqu'(?:au|a|en)\b/.test(
    folded.slice(Math.max(sentence.start, drug.start - 80), Math.min(sentence.end, drug.end + 60)).replace(/\s/g, ' '),
  );

/** Anaesthetics, contrast media and sedation for an examination: given then and there. */
export const GIVEN_ATC = /^(?:N01A|V08|V04|S01J)/;

/** "A d'abord reçu de la carbamazépine, trois semaines en janvier 2003": what is taken for years, told with its length and its day, is over. */
export const isToldCourse = ({ drug, sentence, scopeEnd }: Scoped, folded: string): boolean =>
  KEPT_UP.test(drug.atc ?? '') &&
  /\b(?:a|avait) (?:[a-z' ]{1,16} )?recu (?:de |du |de la |de l'|d'|le |la |l')*$/.test(
    folded.slice(Math.max(sentence.start, drug.start - 50), drug.start).replace(/\s/g, ' '),
  ) &&
  /^[^.;]{0,40}?\b(?:pendant |durant )?(?:\d{1,2}|une?|deux|trois|quatre|cinq|six|dix|quelques) (?:jours|semaines|mois|ans?)\b[^.;]{0,12}\b(?:en|de) (?:[a-z]{3,9} )?(?:19|20)\d\d/.test(
    folded.slice(drug.end, scopeEnd).replace(/\s/g, ' '),
  );
