import type { PartialDate } from '../../domain/citation.js';
import type { Fact } from '../../domain/fact.js';
import type { TimelineEvent } from '../../domain/synthesis.js';
import { conceptTraits, isKindOf } from '../concepts.js';
import { daysBetween } from '../dates.js';
import { perFact } from '../per-fact.js';
import { fold, significantWords } from '../text.js';
import { termsIn } from '../vigilance/same-words.js';
import { placesIn } from '../vigilance/things.js';
import { shortLabel } from './event-label.js';
import { endedDrug } from './told-once.js';

/** Kinds whose names may tell one event: what a scan shows and what it is called, an implant and its operation. */
const NAMED: ReadonlySet<Fact['kind']> = new Set(['condition', 'procedure', 'device', 'observation', 'pregnancy']);

/** What a memory of an event adds to its name: how it ended, that it was done, in which place of a list it stands. */
const ADDED =
  /^(?:neg\w*|ras|norma\w+|positi\w+|stable\w*|faite?|fait|realise\w*|opere\w*|op|connue?|traitee?|ancien\w*|guerie?|sevree?|decouver\w+|vue?|diag\w*|premiere?|chirurgi\w*|intervention|operation|episode\w*|recidive\w*|controle|probable|aigue?|severe|moderee?|debut\w*|fin|compte|rendu|consultation|courrier|lettre|resultat\w*|bilan|examen)$/;
/** Letters of a word that may be cut short: "écho" of "échocardiographie", "scinti" of "scintigraphie". */
const CUT_SHORT = 4;
/** Letters of a word that names something by itself. */
const TELLING = 5;

const nameOf = perFact(({ label }): readonly string[] => significantWords(label).filter((word) => !ADDED.test(word)));

const beginsAs = (word: string, other: string): boolean => word === other || (word.length >= CUT_SHORT && other.startsWith(word));

/** Every word of the name is in the text, whole, cut short, or by another word for the same thing. */
function isNamedIn(name: readonly string[], text: string): boolean {
  if (!name.some((word) => word.length >= TELLING)) return false;
  const words = significantWords(text);
  const things = new Set(termsIn(fold(text)).map((term) => term.name));
  return name.every((word) => words.some((other) => beginsAs(word, other)) || termsIn(word).some((term) => things.has(term.name)));
}

/** Neither says a side that the other does not. */
export const sidesAgree = (a: Fact, b: Fact): boolean =>
  a.laterality === undefined || b.laterality === undefined || a.laterality === b.laterality;

/** Of one side and of one part of the body, as far as both say. */
function sitesAgree(a: Fact, b: Fact): boolean {
  if (!sidesAgree(a, b)) return false;
  const [places, others] = [placesIn(fold(a.label)), placesIn(fold(b.label))];
  return places.length === 0 || others.length === 0 || places.some((place) => others.includes(place));
}

/** "Coronarien, 2023" is what the infarction of a day of that year made of him: one illness, or one a kind of the other. */
const isKin = (a: Fact, b: Fact): boolean =>
  a.kind === 'condition' &&
  b.kind === 'condition' &&
  a.concept !== undefined &&
  b.concept !== undefined &&
  [a, b].every(({ concept }) => conceptTraits(concept)?.nature !== 'head' && conceptTraits(concept)?.nature !== 'symptom') &&
  (isKindOf(a.concept, b.concept) || isKindOf(b.concept, a.concept));

/** Whether a fact that is dated vaguely tells what a precise one tells. */
export function tellsAgain(vague: Fact, precise: Fact): boolean {
  const drug = endedDrug(vague);
  if (drug !== undefined) return drug === endedDrug(precise);
  if (!NAMED.has(vague.kind) || !NAMED.has(precise.kind) || !sitesAgree(vague, precise)) return false;
  return isKin(vague, precise) || isNamedIn(nameOf(vague), precise.label);
}

/** An examination or an operation of no side that the words of an event name: "écho d'effort" beside "échocardiographie d'effort". */
export const isNamedBy = (vague: Fact, event: TimelineEvent): boolean =>
  (vague.kind === 'procedure' || vague.kind === 'device') &&
  vague.laterality === undefined &&
  event.kind !== 'medication' &&
  isNamedIn(nameOf(vague), event.label);

/** Days from the paper that ends a drug to the month in which a later one remembers its end. */
const REMEMBERED_WITHIN = 35;

/** "Ticagrélor arrêté en avril 2024", of the letter that stopped it on 26 March. */
export const endsAsDecided = (vague: Fact, date: PartialDate, precise: Fact, day: PartialDate): boolean =>
  date.length === 7 &&
  precise.medication?.event === 'stopped' &&
  precise.documentId !== vague.documentId &&
  tellsAgain(vague, precise) &&
  daysBetween(day, date) > 0 &&
  daysBetween(day, date) <= REMEMBERED_WITHIN;

/** Whether the words of an event hold one of these: its short label, or its name. */
export const isTold = (facts: readonly Fact[], { label }: TimelineEvent): boolean =>
  facts.some((fact) => fold(label).includes(fold(shortLabel(fact))) || isNamedIn(nameOf(fact), label));
