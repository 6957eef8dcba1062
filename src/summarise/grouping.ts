import type { PartialDate } from '../domain/citation.js';
import type { Fact } from '../domain/fact.js';
import { conceptTraits } from './concepts.js';
import { compatibleDates, daysBetween } from './dates.js';
import { perFact } from './per-fact.js';
import { containment, fold, significantWords } from './text.js';

/** Examinations are repeated: two dates are two of them. */
export const REPEATED =
  /\b(coloscop|endoscop|fibroscop|gastroscop|irm|scanner|tdm|echo|ett\b|eto\b|doppler|radiograph|mammograph|densitometr|frottis|ecg|electrocardio|holter|mapa|polygraph|polysomno|epreuve d effort|scintigraph|perfusion|transfusion|injection|infiltration|seance|spirometr|efr|fond d oeil|retino|biopsie|eeg|emg|tep|coronarograph|consultation|bilan|hospitalisation|accouchement|cesarienne|cure|dialyse|cycle)/;

/** Facts that say one thing, with what is needed to judge whether one more joins. */
class Group {
  /** Of its facts, in the list that is grouped. */
  readonly places: number[] = [];
  readonly words: readonly string[];
  readonly concept: string | undefined;
  readonly #sides = new Set<string>();
  readonly #dates = new Set<PartialDate>();
  readonly #values = new Set<string>();
  readonly #numbers = new Set<number>();
  readonly #documents = new Set<string>();
  readonly #given: boolean;

  constructor(fact: Fact, place: number, words: readonly string[]) {
    this.words = words;
    this.concept = fact.concept;
    this.#given = isGiven(fact);
    this.add(fact, place);
  }

  add(fact: Fact, place: number): void {
    this.places.push(place);
    this.#documents.add(fact.documentId);
    if (fact.laterality !== undefined) this.#sides.add(fact.laterality);
    if (fact.date !== undefined) this.#dates.add(fact.date);
    if (fact.value !== undefined) {
      this.#values.add(fact.value.text);
      if (fact.value.number !== undefined) this.#numbers.add(fact.value.number);
    }
  }

  accepts(fact: Fact, words: readonly string[]): boolean {
    const bothCoded = this.concept !== undefined && fact.concept !== undefined && !saysNothingAlone(fact.concept);
    if (bothCoded ? this.concept !== fact.concept : !sameWords(this.words, words)) return false;
    if (fact.laterality !== undefined && this.#sides.size > 0 && !this.#sides.has(fact.laterality)) return false;
    if (fact.kind === 'observation' || fact.kind === 'plan') return this.#sameDay(fact) && this.#sameValue(fact);
    // "Grippe faite", without its day, is one of the doses that other papers date.
    if (fact.kind === 'immunization') return this.#sameDay(fact) || (this.#given && (isGiven(fact) || isDoneSomeDay(fact)));
    if (fact.kind === 'procedure') return this.#sameDay(fact) || (!REPEATED.test(fold(fact.label)) && this.#withinAYear(fact));
    return true;
  }

  /** How well a fact that several groups accept fits this one. */
  affinity(fact: Fact): number {
    return (
      (this.concept === fact.concept ? 2 : 0) +
      (this.#documents.has(fact.documentId) ? 1 : 0) +
      (fact.laterality !== undefined && this.#sides.has(fact.laterality) ? 5 : 0) +
      Math.min(1, this.places.length / 100)
    );
  }

  #sameDay({ date }: Fact): boolean {
    return date === undefined || this.#dates.has(date)
      ? this.#dates.size < 2 || date !== undefined
      : this.#everyDate((other) => compatibleDates(other, date));
  }

  #withinAYear({ date }: Fact): boolean {
    return date === undefined || this.#everyDate((other) => compatibleDates(other, date) || Math.abs(daysBetween(other, date)) <= 366);
  }

  #everyDate(is: (date: PartialDate) => boolean): boolean {
    for (const date of this.#dates) if (!is(date)) return false;
    return true;
  }

  #sameValue({ value }: Fact): boolean {
    if (value === undefined || this.#values.size === 0 || this.#values.has(value.text)) return true;
    return value.number !== undefined && this.#numbers.has(value.number);
  }
}

/** "Refus", "récidive", "perte": of what, only the words say. */
const saysNothingAlone = (concept: string): boolean =>
  concept === 'refus-de-soin' ||
  concept === 'volonte-de-soin' ||
  concept === 'personne-de-confiance' ||
  conceptTraits(concept)?.nature === 'head';

/** A dose given, not one to come or refused: the doses of one vaccine are one line. */
const isGiven = (fact: Fact): boolean =>
  fact.date !== undefined && fact.status !== 'absent' && !fact.qualifiers.negated && !fact.qualifiers.hypothetical;

const isDoneSomeDay = (fact: Fact): boolean =>
  fact.date === undefined && fact.status === 'past' && !fact.qualifiers.negated && !fact.qualifiers.hypothetical;

/** The words of one hold in the other; a single word only finds a label that is that word. */
function sameWords(a: readonly string[], b: readonly string[]): boolean {
  return Math.min(a.length, b.length) >= (a.length === b.length ? 1 : 2) && containment(a, b) === 1;
}

const wordsOf = perFact(({ label }) => significantWords(label));

/** Of an examination; facts of two months never join. */
export const monthOf = ({ date }: Fact): string => (date ?? '').slice(0, 7);

/**
 * Facts of one kind, grouped by what they speak of. The most telling labels open the groups, so that a short mention finds the line
 * that it abbreviates. Groups are found by concept or by word: time grows with the facts, not with their square.
 */
export function groupFacts(members: readonly Fact[]): readonly (readonly Fact[])[] {
  const groups: Group[] = [];
  const byHandle = new Map<string, Group[]>();
  const ordered = members
    .map((fact, place) => ({ fact, place, words: wordsOf(fact) }))
    .toSorted((a, b) => b.words.length - a.words.length || (a.fact.id < b.fact.id ? -1 : 1));
  for (const { fact, place, words } of ordered) {
    const when = fact.kind === 'observation' ? monthOf(fact) : '';
    const handle = fact.concept === undefined ? `w|${words[0] ?? ''}|${when}` : `c|${fact.concept}|${when}`;
    const accepting = (byHandle.get(handle) ?? []).filter((group) => group.accepts(fact, words));
    if (fact.concept !== undefined)
      for (const group of byHandle.get(`w|${words[0] ?? ''}|${when}`) ?? [])
        if (group.concept !== fact.concept && group.accepts(fact, words)) accepting.push(group);
    const chosen =
      accepting.length > 1 ? accepting.reduce((best, group) => (group.affinity(fact) > best.affinity(fact) ? group : best)) : accepting[0];
    if (chosen !== undefined) {
      chosen.add(fact, place);
      continue;
    }
    const opened = new Group(fact, place, words);
    groups.push(opened);
    // A group answers to its concept and to each of its words, since a shorter mention may begin with any of them.
    for (const key of new Set([
      ...(fact.concept === undefined ? [] : [`c|${fact.concept}|${when}`]),
      ...words.map((word) => `w|${word}|${when}`),
    ])) {
      const known = byHandle.get(key);
      if (known === undefined) byHandle.set(key, [opened]);
      else known.push(opened);
    }
  }
  // Who says last is read from the order: each group keeps that of the documents.
  return groups.map(({ places }) => places.toSorted((a, b) => a - b).flatMap((place) => members[place] ?? []));
}
