import { COUNT, numberOf } from '../../../extract/text/number-words.js';
import type { Fact, Medication } from '../../../domain/fact.js';
import type { Vigilance } from '../../../domain/synthesis.js';
import { compareDates, daysBetween } from '../../dates.js';
import { perItem } from '../../per-document.js';
import { perFact } from '../../per-fact.js';
import { quoteWords } from '../../quote.js';
import type { Sources } from '../../sources.js';
import { fold } from '../../text.js';
import { sameRhythm, strengthOf } from '../../treatments/dose.js';
import type { DrugEvent } from '../../treatments/drug-event.js';
import type { DrugHistory } from '../../treatments/drug-history.js';
import { sideBySide, type Side, type VigilanceInput } from '../warning.js';
import { nameAside } from './drugs.js';

const UNITS: readonly (readonly [words: string, days: number, ofOne: string])[] = [
  ['semaines?|sem', 7, 'hebdomadaire'],
  ['quinzaines?', 15, 'bimensuel'],
  ['mois', 30, 'mensuel'],
  ['trimestres?', 91, 'trimestriel'],
  ['semestres?', 182, 'semestriel'],
  ['ans?|annees?', 365, 'annuel'],
  ['jours?|j|matins?|midis?|soirs?', 1, 'quotidien'],
];
const UNIT = UNITS.map(([words]) => words).join('|');
const daysOf = (unit: string): number => UNITS.find(([words]) => new RegExp(`^(?:${words})$`).test(unit))?.[1] ?? Number.NaN;
const GIVEN = String.raw`(?:fois|injections?|inj|perfusions?|perf|prises?|cures?|seances?|ampoules?|piqures?|x)`;

/** How often a drug is given, as it is written: each captures a number of times or none, a number of units or none, and the unit. */
const RHYTHMS: readonly RegExp[] = [
  new RegExp(
    String.raw`\b(?<times>${COUNT}) ?(?:seule |unique )?${GIVEN}?(?: unique)? ?(?:par|chaque) (?:(?<every>${COUNT}) )?(?<unit>${UNIT})\b`,
    'g',
  ),
  new RegExp(String.raw`\btou(?:te)?s les (?:(?<every>${COUNT}) ?)?(?<unit>${UNIT})\b`, 'g'),
  new RegExp(String.raw`\b(?:chaque|par) (?<unit>${UNIT})\b`, 'g'),
  new RegExp(String.raw`\b(?<times>\d) ?(?:\/|x) ?(?<every>)(?<unit>semaines?|sem|mois|ans?)\b`, 'g'),
  new RegExp(String.raw`\b(?<unit>${UNITS.map(([, , adjective]) => adjective).join('|')})(?:le|s|les|lement|ne|nes|nement)?\b`, 'g'),
];
/** How often somebody is seen or measured, or a dose is moved, is no rhythm of a drug. */
const OF_OTHERS =
  /\b(?:bilans?|controles?|surveillance|nfs|dosages?|prises? de sang|consultations?|revoir|revue?s?|rdv|rendez vous|inr|creat\w*|suivi|biologie|ionogramme|echo\w*|irm|scanners?|baiss\w+|diminu\w+|augment\w+|palier\w*|decroiss\w+|reduire|monter|depuis|pendant|delivr\w+|flacons?|boites?|stylos?|cartouches?|comprimes?|renouvel\w+|pansements?|seances? de|kine\w*)\b[^.;]{0,40}$/;
/** What a paper tells of two rhythms. */
const CHANGES =
  /\b(?:desormais|puis|passe\w*|espac\w+|rapproch\w+|au lieu|auparavant|au prealable|initialement|maintenant|modifi\w+|chang\w+|ramen\w+|allong\w+)\b/;
const LEAD = /\b(?:induction|charge|attaque|debut)\b/;
const REACH = 150;
/** What is given less often than that is told by its rhythm, not by its takes. */
const SELDOM_DAYS = 7;
/** Longer ago, somebody may have spaced it out. */
const LASTS_DAYS = 400;

interface Told {
  readonly days: number;
  readonly says: string;
}
interface Rhythm extends Told {
  readonly event: DrugEvent;
}

/** The words behind a drug's name up to the next sentence, or to the next drug of a list. */
export const wordsBehindName = ({ fact, medication }: DrugEvent): string =>
  medication === fact.medication ? wordsBehindItsName(fact) : wordsBehind(fact, medication);
const wordsBehindItsName = perFact((fact) => (fact.medication === undefined ? '' : wordsBehind(fact, fact.medication)));

function wordsBehind(fact: Fact, medication: Medication): string {
  const { quote } = fact.citations[0];
  const name = [medication.brand, medication.dci].find(
    (one) => one !== undefined && fold(quote).includes(fold(one).slice(0, NAME_LETTERS)),
  );
  if (name === undefined) return '';
  const from = Math.max(0, fold(quote).indexOf(fold(name).slice(0, NAME_LETTERS)) - FOLDING);
  const at = quote.slice(from).search(new RegExp(`${name.slice(0, 3).replace(/[^\p{L}]/gu, '.')}`, 'iu'));
  const own = quote.slice(from + Math.max(0, at)).slice(0, REACH);
  const list = own.split(/[,+;]/).length > MOST_COMMAS;
  return fold(
    own.split(
      list ? /[,+;\n](?!\s*(?:une?|deux|trois|\d|tous|toutes|chaque|par)\s)/u : /\.\s|;|[,+]\s+(?=\p{Lu})|\n(?=\s*[-•\p{Lu}])/u,
    )[0] ?? '',
  );
}
const NAME_LETTERS = 6;
/** Characters by which folding may move a place. */
const FOLDING = 3;
const MOST_COMMAS = 3;

/** The rhythms that follow a drug's name. */
function rhythmsOf(event: DrugEvent): readonly Rhythm[] {
  const { fact, medication } = event;
  const told = medication === fact.medication ? rhythmsOfIts(fact) : rhythmsIn(wordsBehind(fact, medication));
  return told.map((one) => ({ ...one, event }));
}
const rhythmsOfIts = perFact((fact) => rhythmsIn(wordsBehindItsName(fact)));

function rhythmsIn(told: string): readonly Told[] {
  const taken: (readonly [number, number])[] = [];
  return RHYTHMS.flatMap((pattern) =>
    [...told.matchAll(pattern)].flatMap((match): readonly Told[] => {
      const [start, end] = [match.index, match.index + match[0].length];
      if (taken.some(([from, to]) => start < to && end > from) || OF_OTHERS.test(told.slice(0, start))) return [];
      // "Deux à trois prises d'ibuprofène par semaine": how many stands before the name.
      if (/^par /.test(match[0]) && /^\S+\s*$/.test(told.slice(0, start))) return [];
      taken.push([start, end]);
      const { times, every, unit = '' } = match.groups ?? {};
      const adjective = UNITS.find(([, , one]) => one === unit)?.[1];
      const days = ((adjective ?? daysOf(unit)) * (numberOf(every ?? '') ?? 1)) / (numberOf(times ?? '') ?? 1);
      return Number.isFinite(days) && days > 0 ? [{ days, says: match[0] }] : [];
    }),
  );
}

/** One drug that is given every so often, in two rhythms that no word of change explains. */
export const differingRhythms = ({ histories, sources }: VigilanceInput): readonly Vigilance[] => rhythms(histories, undefined, sources);

const rhythms = perItem((history: DrugHistory, _: undefined, sources: Sources): readonly Vigilance[] => {
  const told = history.events
    .filter(({ act, inPassing }) => act !== 'stop' && !inPassing)
    .flatMap((event) => {
      const own = rhythmsOf(event);
      const distinct = new Set(own.map(({ days }) => days));
      // "Toutes les 2 semaines puis tous les mois": the last one is kept up.
      return distinct.size > 1 && !CHANGES.test(quoteWords(event.fact)) && !LEAD.test(quoteWords(event.fact)) ? [] : own.slice(-1);
    })
    .filter(({ event }) => event.date !== undefined);
  for (const newer of told.toReversed()) {
    const older = told.findLast((one) => differ(one, newer));
    if (older === undefined) continue;
    const agreeing = (one: Rhythm): readonly Rhythm[] => told.filter((other) => other !== one && sameRhythm(one.days, other.days));
    return [
      sideBySide({
        rule: 'vigilance:rhythm-differs',
        subject: `${history.label}${nameAside(history)}, rythmes différents`,
        sides: [older, newer].map((one): Side => ({
          says: one.says,
          fact: one.event.fact,
          also: agreeing(one)
            .slice(0, 2)
            .map(({ event }) => event.fact),
        })),
        importance: 3,
        sources,
      }),
    ];
  }
  return [];
});

function differ(older: Rhythm, newer: Rhythm): boolean {
  const [a, b] = [older.event, newer.event];
  if (
    a.fact.documentId === b.fact.documentId ||
    compareDates(a.date, b.date) > 0 ||
    daysBetween(a.date ?? '', b.date ?? '') > LASTS_DAYS ||
    Math.max(older.days, newer.days) < SELDOM_DAYS ||
    sameRhythm(older.days, newer.days) ||
    ['changed', 'started'].includes(b.medication.event) ||
    CHANGES.test(quoteWords(b.fact))
  )
    return false;
  // Half the dose twice as often.
  const [left, right] = [strengthOf(a.medication), strengthOf(b.medication)];
  const amounts = left === undefined || right === undefined || left.unit !== right.unit ? undefined : left.amount / right.amount;
  return amounts === undefined || Math.abs(amounts / (older.days / newer.days) - 1) > 0.1;
}
