import type { PartialDate } from '../../domain/citation.js';
import type { Fact } from '../../domain/fact.js';
import { conceptTraits } from '../concepts.js';
import { daysBetween } from '../dates.js';
import { perFact } from '../per-fact.js';
import { quoteWords } from '../quote.js';
import { fold } from '../text.js';

/** "Appendicectomie à l'âge de 14 ans". */
const AT_AN_AGE = /\b(?:a|vers|a l age de) \d{1,2} ans\b/;

/** "Deux chutes en six mois (décembre, 2 mars)", "paludisme 2 fois", "subocclusions répétées": several, on more days than the one that was read. */
const SEVERAL =
  /^(?:les |ses )?(?:deux|trois|quatre|cinq|six|plusieurs|multiples|[2-9]|\d\d) (?:\w+ ){0,3}?(?:episodes?|chutes|crises|exacerbations|bronchiolites|retentions|poussees|syndromes|infections|otites|angines|coliques|malaises|cystites)\b|\b(?:[2-9]|deux|trois|quatre) fois$|\brepete(?:e?s)$/;

/** Each has its day: "trois crises focales (4 décembre, 29 janvier)". */
const SEIZED = /\bcrises? (?!de goutte|d angoisse|dans)|convuls|syncop|exacerbation|occlus/;

const CRISIS = /\bcrises? (?!de goutte|d angoisse|dans)|convuls|syncop/;

/** Another day's examination that a report only compares with. */
const COMPARED = /^examens? de comparaison\b/;

/** A test of tuberculosis: what a card keeps. */
const SKIN_TEST = /\b(?:idr|intradermo|tubercul)/;

/** "Indication : angor, scintigraphie du 30/05/2023": what led to the paper, told by its own. */
const LED_TO = /^(?:indications?|renseignements?(?: cliniques?)?|motifs?) /;

const LOOKED_WITH =
  /graphie|graphique|scanner|\btdm\b|\birm\b|echo|doppler|holter|frottis|densitometrie|radio(?!th)|\beeg\b|\befr\b|bilan|dosage|serolog/;

/** Care and rest that go on over weeks: their ends are read in the sections. */
const ROUTINE =
  /^(?:allaitement|arrets? de travail|at\b|(?:reeducations? : )?orthophonie|kine(?:sitherapie)?\b|tcc\b|therapie cognitiv|psychotherap|balneotherap|reeducation|rehabilitation respiratoire)/;

/** "Mieux depuis l'arrêt de l'amantadine": the stop is of an earlier day, unless its words go on with one. */
const SINCE_ITS_STOP =
  /\bdepuis (?:l )?arret\b(?!.{0,40}?(?:\d|janvier|fevrier|mars\b|avril|\bmai\b|juin|juillet|aout|septembre|octobre|novembre|decembre))/;

/** What a source dates, without its being an event of that day. */
export const tellsNoDay = perFact((fact): boolean => {
  const { kind, date = '', medication } = fact;
  const label = fold(fact.label);
  if (medication !== undefined) return medication.event === 'stopped' && SINCE_ITS_STOP.test(quoteWords(fact));
  if (kind === 'procedure' && (COMPARED.test(label) || ROUTINE.test(label))) return true;
  if (kind === 'procedure' && date.length < 10 && SKIN_TEST.test(label)) return true;
  if (kind === 'procedure' && LOOKED_WITH.test(label) && LED_TO.test(quoteWords(fact))) return true;
  if (
    (kind === 'procedure' || kind === 'condition') &&
    SEVERAL.test(label) &&
    !(date.length === 10 && SEIZED.test(label)) &&
    !(date.length === 7 && CRISIS.test(label))
  )
    return true;
  // A year reckoned from an age is a year or two wide; the beginning of a lasting illness is told all the same.
  return (
    date.length === 4 &&
    (kind === 'procedure' || (kind === 'condition' && conceptTraits(fact.concept)?.chronic !== true)) &&
    AT_AN_AGE.test(quoteWords(fact)) &&
    !quoteWords(fact).includes(date)
  );
});

/** Days from what began to the paper that it brought about. */
const SAME_EPISODE = 10;
const SINCE_LATELY =
  /\bdepuis (?:le \d|hier|avant hier|ce matin|la veille|\d+ ?(?:h|j|heures?|jours?)\b|(?:deux|trois|quatre|cinq|six|sept|huit|dix) jours|une semaine)/;
/** Days behind a paper to which it puts off the next dose. */
const NEXT_DAYS = 2;
const RESUMED =
  /\brepr(?:ise|endre|end|endra|is|ises)\b[^.;]{0,20}\b(?:le )?(?:demain|lendemain|surlendemain)\b|\b(?:demain|lendemain|surlendemain)\b[^.;]{0,20}\brepr(?:ise|endre|end|endra|is|ises)\b/;
const STOPPED_LATELY =
  /\b(?:hier|la veille|ce matin|la semaine derniere|depuis \d+ ?(?:h|j|heures?|jours?)|\w+ (?:jours?|j|heures?|h) avant)\b/;

/**
 * What a paper of an event tells of the days before it as part of that event: the symptom that brought the patient in, a drug
 * paused for the act; and what was added below it afterwards, as the pathologist's answer.
 */
export function belongsToItsPaper(fact: Fact, own: PartialDate | undefined): boolean {
  const { date, kind, medication } = fact;
  if (own?.length !== 10 || date?.length !== 10) return false;
  const before = daysBetween(date, own);
  // "Sauter ce soir, reprise demain": of the paper that says so.
  if (medication !== undefined && before < 0 && before >= -NEXT_DAYS) return RESUMED.test(quoteWords(fact));
  if (before < 0) return kind === 'condition' || kind === 'observation';
  if (before === 0 || before > SAME_EPISODE) return false;
  if (medication !== undefined) return medication.event === 'stopped' && STOPPED_LATELY.test(quoteWords(fact));
  return (kind === 'condition' || fact.origin === 'rule:dated-event') && SINCE_LATELY.test(quoteWords(fact));
}
