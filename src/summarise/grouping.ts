import type { PartialDate } from '../domain/citation.js';
import type { Fact } from '../domain/fact.js';
import { conceptTraits } from './concepts.js';
import { compatibleDates, daysBetween } from './dates.js';
import { inOrder } from './per-document.js';
import { perFact } from './per-fact.js';
import { containment, fold, significantWords } from './text.js';

/** Examinations are repeated: two dates are two of them. */
export const REPEATED =
  /\b(coloscop|endoscop|fibroscop|gastroscop|irm|scanner|tdm|echo|ett\b|eto\b|doppler|radiograph|mammograph|densitometr|frottis|ecg|electrocardio|holter|mapa|polygraph|polysomno|epreuve d effort|scintigraph|perfusion|transfusion|injection|infiltration|seance|spirometr|efr|fond d oeil|retino|biopsie|eeg|emg|tep|coronarograph|consultation|bilan|hospitalisation|accouchement|cesarienne|cure|dialyse|cycle)/;

const isRepeated = perFact(({ label }) => REPEATED.test(fold(label)));

/** Facts that say one thing, with what is needed to judge whether one more joins. */
class Group {
  /** In the order of the list that is grouped, once all have joined. */
  readonly facts: Fact[] = [];
  readonly words: readonly string[];
  readonly concept: string | undefined;
  readonly #sides = new Set<string>();
  readonly #dates = new Set<PartialDate>();
  readonly #values = new Set<string>();
  readonly #numbers = new Set<number>();
  readonly #documents = new Set<string>();
  readonly #given: boolean;
  #size = 0;

  constructor(fact: Fact, words: readonly string[]) {
    this.words = words;
    this.concept = fact.concept;
    this.#given = isGiven(fact);
    this.join(fact);
  }

  join(fact: Fact): void {
    this.#size += 1;
    this.#documents.add(fact.documentId);
    if (fact.laterality !== undefined) this.#sides.add(fact.laterality);
    if (fact.date !== undefined) this.#dates.add(fact.date);
    if (fact.value !== undefined) {
      this.#values.add(fact.value.text);
      if (fact.value.number !== undefined) this.#numbers.add(fact.value.number);
    }
  }

  /** Whether it speaks of what these name. */
  isNamed(concept: string | undefined, words: readonly string[]): boolean {
    const bothCoded = this.concept !== undefined && concept !== undefined && !saysNothingAlone(concept);
    return bothCoded ? this.concept === concept : sameWords(this.words, words);
  }

  /** Whether what it holds goes with a fact that names it. */
  accepts(fact: Fact): boolean {
    if (fact.laterality !== undefined && this.#sides.size > 0 && !this.#sides.has(fact.laterality)) return false;
    if (isForLife(fact)) return true;
    if (fact.kind === 'observation' || fact.kind === 'plan') return this.#sameDay(fact) && this.#sameValue(fact);
    // "Grippe faite", without its day, is one of the doses that other papers date.
    if (fact.kind === 'immunization') return this.#sameDay(fact) || (this.#given && (isGiven(fact) || isDoneSomeDay(fact)));
    if (fact.kind === 'procedure') return this.#sameDay(fact) || (!isRepeated(fact) && this.#withinAYear(fact));
    return true;
  }

  /** How well a fact that several groups accept fits this one. */
  affinity(fact: Fact): number {
    return (
      (this.concept === fact.concept ? 2 : 0) +
      (this.#documents.has(fact.documentId) ? 1 : 0) +
      (fact.laterality !== undefined && this.#sides.has(fact.laterality) ? 5 : 0) +
      Math.min(1, this.#size / 100)
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

/** A blood group, with its sign, is one whenever a paper recalls it. */
const isForLife = ({ concept }: Fact): boolean => concept?.startsWith('groupe-sanguin:') === true;

/** Of an examination; facts of two months never join, but for what one is for life. */
export const monthOf = (fact: Fact): string => (isForLife(fact) ? '' : (fact.date ?? '').slice(0, 7));

const fullestFirst = inOrder((a: Fact, b: Fact) => wordsOf(b).length - wordsOf(a).length || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));

/** Groups by what they answer to: their concept, and each of their words, since a shorter mention may begin with any of them. */
class Handles {
  readonly #byConcept = new Map<string, Group[]>();
  readonly #byWord = new Map<string, Group[]>();
  /** Words of names that hold one word twice: such a name may hold in another one of as many words that says more. */
  readonly #repeated = new Set<string>();
  readonly #named = new Map<readonly string[], readonly Named[]>();

  add(group: Group): void {
    const { concept, words } = group;
    if (concept !== undefined) addTo(this.#byConcept, concept, group);
    const own = new Set(words);
    for (const word of own) {
      addTo(this.#byWord, word, group);
      if (own.size < words.length) this.#repeated.add(word);
    }
  }

  /** Groups that these name, of the concept first, each in the order in which they were opened. Many facts bear few names. */
  named(concept: string | undefined, words: readonly string[]): readonly Group[] {
    const coded = (concept === undefined ? undefined : this.#byConcept.get(concept)) ?? NONE;
    const worded = this.#ofWords(words);
    const asked = this.#named.get(words) ?? [];
    const before = asked.find((one) => one.concept === concept);
    if (before?.worded === worded && before.among === coded.length + worded.length) return before.groups;
    const groups = [
      ...coded.filter((group) => group.isNamed(concept, words)),
      ...worded.filter((group) => (concept === undefined || group.concept !== concept) && group.isNamed(concept, words)),
    ];
    const now = { concept, worded, among: coded.length + worded.length, groups };
    this.#named.set(words, [now, ...asked.filter((one) => one !== before)]);
    return groups;
  }

  /** Those that may hold all these words: looked for by the word that fewest bear. */
  #ofWords(words: readonly string[]): readonly Group[] {
    const [first = ''] = words;
    let fewest = this.#byWord.get(first) ?? NONE;
    if (this.#repeated.has(first)) return fewest;
    for (const word of words) {
      const bearing = this.#byWord.get(word) ?? NONE;
      if (bearing.length < fewest.length) fewest = bearing;
    }
    return fewest;
  }
}
const NONE: readonly Group[] = [];

/** What a name found among so many groups. */
interface Named {
  readonly concept: string | undefined;
  readonly worded: readonly Group[];
  readonly among: number;
  readonly groups: readonly Group[];
}

function addTo(groups: Map<string, Group[]>, key: string, group: Group): void {
  const known = groups.get(key);
  if (known === undefined) groups.set(key, [group]);
  else known.push(group);
}

/**
 * Facts of one kind (examinations: of one month), grouped by what they speak of. The most telling labels open the groups, so that a short mention finds the line
 * that it abbreviates. Groups are found by concept or by word: time grows with the facts, not with their square.
 */
export function groupFacts(members: readonly Fact[]): readonly (readonly Fact[])[] {
  const groups: Group[] = [];
  const handles = new Handles();
  const homes = new Map<Fact, Group>();
  for (const fact of fullestFirst(members)) {
    const words = wordsOf(fact);
    const accepting = handles.named(fact.concept, words).filter((group) => group.accepts(fact));
    const fitting =
      accepting.length > 1 ? accepting.reduce((best, group) => (group.affinity(fact) > best.affinity(fact) ? group : best)) : accepting[0];
    const home = fitting ?? new Group(fact, words);
    homes.set(fact, home);
    if (fitting !== undefined) {
      fitting.join(fact);
      continue;
    }
    groups.push(home);
    handles.add(home);
  }
  // Who says last is read from the order: each group keeps that of the documents.
  for (const fact of members) homes.get(fact)?.facts.push(fact);
  return groups.map(({ facts }) => facts);
}
