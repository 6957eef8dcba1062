import type { FactStatus } from '../../../domain/fact.js';
import { lowerFirst } from '../phrase.js';
import type { Topic } from './topics.js';
import { isHabitTopic } from './topics.js';

export const NEVER =
  /\b(?:jamais|non[- ]?fum|pas de tabac|0 tabac|tabac ?:? ?(?:0|non|neant|aucun|∅|-|rien|ras)|∅ tabac|aucun tabac|ne fume pas|n'a jamais fume|pas d'alcool|alcool ?:? ?(?:0|non|neant|aucun|∅|rien|ras)|(?:consommation|prise) [^.;,]{0,30}\bnulle|pas de (?:toxique|drogue|can+abis|consommation|stupefiant)|aucune? (?:consommation|toxique)|pas d'intoxication|sans tabagisme|(?:oh|can+abis|cocaine|drogues?|stupefiants?) ?:? ?(?:0|non|neant)\b|toxiques? ?:? ?(?:0|non)|nie toute?|n'en consomme pas|ne boit pas|ne consomme pas|(?:fumeu(?:r|se)|alcool|tabac) \? ?(?:non|0)\b)/;
export const STOPPED =
  /\b(?:(?<!non |pas |mal )sevr\w+|(?<!\bpas d'|\bsans |\baucun |\bni )arret(?:e|ee|s|es|er)?\b|stopp\w+|cess\w+|ex-?fum\w+|(?:non|plus)[- ]?fum\w+ depuis (?!toujours|l'enfance|(?:la|sa) naissance)|ancien\w* (?:fum|tabag|consom|alcool|ethyl|buv|hero|toxico|injecteur|usager|cocain)\w*|ne fume plus|derniere cigarette|a fume|n'a pas refume|abstinen\w+|fumait|buvait|interrompu|plus de tabac|ne boit plus)/;
/** Taken up again. */
const RESUMED =
  /\b(?:recommenc\w+|rechut\w+|a? ?repris (?:le tabac|la cigarette|de fumer|l'alcool|a fumer|a boire)|reprise (?:du tabac|de l'alcool|du tabagisme)|refume\b(?<!ne refume)|(?:a |avait )?rebu\b|reb(?:oit|uvait)\b|re-?alcoolis\w+|re-?consomm\w+|reprise? (?:d'alcool|de l'alcool|(?:de |d'une |de la |des )?(?:consommation|alcoolisation)s?))/;
/** Asked for, aimed at or helped: the habit goes on. */
const TO_STOP =
  /\b(?:demand\w+|conseil\w+|recommand\w+|insist\w+|incit\w+|encourag\w+|souhait\w+|voudrait|veut|doit|devrait|faut|projet|motiv\w+|refuse|aide (?:a|pour)|essa\w+)\b[^.;]{0,40}\b(?:arret\w*|sevr\w+|cess\w+|stopp\w+)|\b(?:arret|sevrage)\b[^.;]{0,30}\b(?:souhait\w*|conseill\w*|recommand\w*|propos\w*|imperatif|indispensable|a (?:envisager|discuter|poursuivre|reparler)|en cours|nicop\w+|nicor\w+|patchs?|substitut\w*|champix|vareniclin\w*)/;
/** A method taken in a time that is over, or given up. */
const GIVEN_UP =
  /\b(?:avait|avaient|ancienne|jusqu'en)\b|\b(?:arret\w+|interrompue?|retiree?|stoppee?)\b|\bde (?:19|20)\d\d a (?:19|20)\d\d\b/;
/** "Heroïne 1992-2003": years that have ended. */
const YEARS_OVER = /\b(?:(?:19|20)\d\d ?(?:-|a) ?(?:19|20)\d\d|(?:de|entre) (?:19|20)\d\d (?:a|et) (?:19|20)\d\d)\b/;
/** "Chutes : aucune", "aides : néant", "pas d'aide à domicile"; "pas d'aide hors femme de ménage" has one. */
const NONE =
  /^(?:[a-z' /]{3,30} ?: ?)?(?:(?:il n'y a |n'a )?(?:pas d'|pas de |aucune?s? |sans |ni )(?:nouvelle |autre |antecedent de )?(?:aides?|chutes?|appareillages?|fuites?|protections?|entourage|droits?|ecrans?|anima(?:l|ux)|portage|passages?|tele-?(?:alarme|assistance)|auxiliaire)|(?:aucune?s?|non|neant|0|∅|jamais|pas d[e'] \w+)(?: depuis [^,;:]{2,30}| a ce jour| rapportees?| connues?)?\W*$)|\bn'a pas (?:re)?chute\b|\bn'est pas tombee?\b|\baucune chute\b|\bpas de (?:nouvelle )?chutes?\b/;
const BUT = /\b(?:hors|sauf|a part|en dehors|hormis|mais|excepte)\b/;

/** Whether what is said of a topic holds today, is over or is denied. `folded` is the stretch about it, its empty boxes taken out. */
export const statusOf = (topic: Topic, folded: string): FactStatus => {
  if (topic.id === 'sexualite') return /contracep|pilule|sterilet|implant|patch/.test(folded) && GIVEN_UP.test(folded) ? 'past' : 'active';
  if (!isHabitTopic(topic)) return DENIABLE.has(topic.label) && NONE.test(folded.trim()) && !BUT.test(folded) ? 'absent' : 'active';
  if (RESUMED.test(folded) || (TO_STOP.test(folded) && !/\b(?:depuis|en (?:19|20)\d\d|il y a)\b/.test(folded))) return 'active';
  if (STOPPED.test(folded)) return 'past';
  if (NEVER.test(folded) || /^\W*(?:non|0|aucune?|neant)\W*$/.test(folded)) return 'absent';
  return topic.id.startsWith('substances') && YEARS_OVER.test(folded) ? 'past' : 'active';
};
const DENIABLE: ReadonlySet<string> = new Set([
  'Aides',
  'Entourage',
  'Chutes',
  'Continence',
  'Aides techniques',
  'Écrans',
  'Animaux',
  "Jeu d'argent",
]);

const STATES: Readonly<Record<string, Partial<Record<FactStatus, string>>>> = {
  tabac: { past: 'Ancien fumeur (tabac sevré)', absent: 'Non fumeur (tabac 0)', active: 'Tabac' },
  alcool: { past: 'Alcool sevré', absent: "Pas d'alcool", active: 'Alcool' },
  sexualite: { past: 'Contraception arrêtée' },
  substances: { past: 'Substances : sevré', absent: 'Pas de substance', active: 'Substances' },
};

/** The topic first, then the record's own words; once where these begin with it, or say nothing but no. */
export const titled = (topic: Topic, status: FactStatus, text: string): string => {
  const head = STATES[topic.id.replace(/-.*$/, '')]?.[status] ?? topic.label;
  if (status === 'active' && new RegExp(`^${head.slice(0, 4)}`, 'i').test(text)) return text;
  if (/^\W*(?:non|0|aucune?)?\W*$/i.test(text))
    return status === 'absent' ? (STATES[topic.id.replace(/-.*$/, '')]?.absent ?? `${head} : non`) : head;
  return `${head} : ${lowerFirst(text)}`;
};
