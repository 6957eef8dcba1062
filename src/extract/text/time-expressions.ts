import type { DateMention, DateReference, PageAnalysis } from './analysis.js';
import { findDates } from './dates.js';
import { UNIT } from './date-words.js';
import { COUNT } from './number-words.js';

/** How often, when within an operation or a care, or a moment told by what it belongs to: none of them has a date. */
export type TimeMention = Omit<DateMention, 'kind'> & { readonly kind: DateMention['kind'] | 'set' | 'around-act' | 'moment' };

const SOME = `(?:${COUNT}|une?|plusieurs|quelques|maintes|multiples)`;
const TIMES = '(?:fois|prises?|injections?|seances?|comprimes?|gelules?|cures?|cycles?|sachets?|bouffees?|gouttes?|repas|selles)';
/** A rate per minute is a measure. */
const PERIOD = `(?!m(?:n|in|inutes?)\\b)(?:${UNIT}|nuit|matin|soir|repas)(?![a-z])`;
const RHYTHM = '(?:bi|tri|pluri|multi)?-?(?:quotidien|hebdomadaire|mensuel|menstruel|trimestriel|semestriel|annuel|journalier)';
const SETS = [
  // "Deux fois par jour", "2 g par jour", "5 séances/semaine", "par jour en 4 fois".
  `(?<![a-z])(?:${SOME}\\s*${TIMES}\\s*(?:\\/\\s?|par\\s+)|par\\s+|(?<=[a-z])\\/\\s?)(?:${COUNT}\\s*)?${PERIOD}(?:\\s+en\\s+${SOME}\\s*${TIMES})?`,
  // "Toutes les 8 heures", "chaque trois semaines", "tous les matins".
  `(?<![a-z])(?:tou(?:s|tes)\\s+les|chaque)\\s+(?:${COUNT}\\s*)?(?:${UNIT}|matins?|soirs?|nuits?)(?![a-z])`,
  // "Un jour sur deux", "5 jours sur 30", "4 en 10 minutes" written 4/10mn.
  `(?<![a-z0-9])${SOME}\\s*(?:${UNIT})\\s+sur\\s+${COUNT}(?![a-z0-9])`,
  `(?<![\\d/])\\d{1,2}\\s?\\/\\s?\\d{1,2}\\s?(?:mn|min|minutes|jours|semaines)(?![a-z])`,
  // "Mensuelle", "quotidiennement", "bimensuel".
  `(?<![a-z])${RHYTHM}(?:ne|le|ere)?(?:s|ment)?(?![a-z])`,
  // "À deux reprises", "trois fois", "en deux prises", "une prise vespérale".
  `(?<![a-z])(?:a\\s+${SOME}\\s+reprises|(?:en\\s+)?${SOME}\\s+(?:fois(?!\\s+(?:la|le|les|plus|moins|superieur))|prises?\\s+(?:vesperale|matinale|nocturne|quotidienne|unique)s?)|en\\s+${SOME}\\s+prises?)(?![a-z])`,
  `(?<![a-z])matin\\s+et\\s+soir(?![a-z])`,
];

const AROUND =
  '(?<![a-z])(?:per|pre|post|peri)[ -]?(?:operatoires?|chirurgica(?:le?s?|ux)|therapeutiques?|anesthesiques?|reductionnel(?:le)?s?|partum|natale?s?|prandiale?s?|transfusionnel(?:le)?s?|interventionnel(?:le)?s?|transplantation|greffe|chimiotherapie|radiotherapie)(?![a-z])';

const MOMENTS = [
  "(?<![a-z])(?:au|des\\s+le|depuis\\s+le)\\s+debut(?![a-z]|\\s+d[eu'])|(?<![a-z])a\\s+ce\\s+moment(?:-la)?(?![a-z])|(?<![a-z])plus\\s+tard(?![a-z])|(?<![a-z])a\\s+l'heure\\s+actuelle",
  "(?<![a-z])(?:dans\\s+|pendant\\s+|durant\\s+)?les\\s+(?:(?:\\w+\\s+)?premiere?s?\\s+)?(?:heures|jours|semaines|mois|annees)\\s*(?:suivante?s?|qui\\s+suivent|d'apres)",
  "(?<![a-z])(?:pendant|durant|au\\s+cours\\s+de|tout\\s+au\\s+long\\s+de)\\s+(?:toute\\s+)?(?:la\\s+|sa\\s+|son\\s+|cette\\s+|l')(?:periode\\s+\\w+|grossesse|hospitalisation|enfance|adolescence|sejour|vie|nuit|journee|annee)(?![a-z])",
  "(?<![a-z])dans\\s+(?:l'|son\\s+|sa\\s+|la\\s+)(?:petite\\s+)?(?:enfance|adolescence)(?![a-z])",
  `(?<![\\d/])(?:${COUNT}\\s?(?:-|a)\\s*)?${COUNT}\\s?secondes?(?![a-z])`,
  '(?<![\\d:])(?:2[0-4]|[01]?\\d)\\s?h\\s?[0-5]\\d(?!\\d)',
  '(?<![a-z])a\\s+la\\s+\\w+(?:\\s+et\\s+a\\s+la\\s+\\w+)?\\s+minute(?![a-z])',
];

const PATTERNS: readonly (readonly [TimeMention['kind'], RegExp])[] = [
  ...SETS.map((source) => ['set', new RegExp(source, 'g')] as const),
  ['around-act', new RegExp(AROUND, 'g')],
  ...MOMENTS.map((source) => ['moment', new RegExp(source, 'g')] as const),
];

/**
 * Every expression of time of a page in order, as TIMEX3 marks them: what dates (`findDates`), and what only tells how often
 * ("deux fois par jour"), around which act ("postopératoire") or in which part of the story ("les jours suivants").
 */
export const findTimes = (analysis: PageAnalysis, reference: DateReference): readonly TimeMention[] => {
  const undated = PATTERNS.flatMap(([kind, pattern]) =>
    [...analysis.folded.matchAll(pattern)].map((match): TimeMention => ({ start: match.index, end: match.index + match[0].length, kind })),
  );
  const all: TimeMention[] = [];
  for (const mention of [...undated, ...findDates(analysis, reference)].sort((a, b) => b.end - b.start - (a.end - a.start)))
    if (!all.some((other) => mention.start < other.end && other.start < mention.end)) all.push(mention);
  return all.sort((a, b) => a.start - b.start);
};
