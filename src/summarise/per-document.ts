import { keptWith, sameItems } from './kept-with.js';
import { groupBy } from './text.js';

interface OfADocument {
  readonly documentId: string;
}

const filled = ({ length }: readonly unknown[]): boolean => length > 0;

/** The lists of documents that a list was put together from. */
const lists = new WeakMap<readonly unknown[], readonly (readonly unknown[])[]>();

/** One list of what several documents hold, document after document. Whoever keeps a document's own list as it was has it asked but once. */
export function joined<T>(own: readonly (readonly T[])[]): readonly T[] {
  const parts = own.filter(filled);
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) {
    if (!lists.has(only)) lists.set(only, parts);
    return only;
  }
  const all: T[] = [];
  // `flat` takes ten times as long.
  for (const part of parts) for (const one of part) all.push(one);
  lists.set(all, parts);
  return all;
}

const NOTHING: readonly never[] = [];

/** As `joined`, for one question: the very same list as before where no document answers it otherwise. What is made of it is then not made again. */
export function joining<T>(): (own: readonly (readonly T[])[]) => readonly T[] {
  const kept = keptWith<readonly (readonly T[])[], readonly T[]>(sameItems);
  return (own) => {
    const parts = own.filter(filled);
    return parts.length === 0 ? NOTHING : kept(parts[0], parts, () => joined(parts));
  };
}

/** The documents' own lists, in their order. */
function ownLists<T extends OfADocument>(all: readonly T[]): readonly (readonly T[])[] {
  const known = lists.get(all) as readonly (readonly T[])[] | undefined;
  if (known !== undefined) return known;
  const own = [...groupBy(all, ({ documentId }) => documentId).values()];
  lists.set(all, own);
  return own;
}

const maps = new WeakMap<readonly unknown[], ReadonlyMap<string, readonly unknown[]>>();

/** The same by document. */
export function byDocument<T extends OfADocument>(all: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const known = maps.get(all) as ReadonlyMap<string, readonly T[]> | undefined;
  if (known !== undefined) return known;
  const made = new Map(ownLists(all).flatMap((own) => own.slice(0, 1).map(({ documentId }) => [documentId, own] as const)));
  maps.set(all, made);
  return made;
}

interface Answer {
  readonly key: unknown;
  readonly found: readonly unknown[];
}

/** What was answered of each list, by the number of the question: one table for all, since a collector looks through every one. */
const answers = new WeakMap<object, Map<number, Answer>>();
let numbers = 0;

function nextNumber(): number {
  numbers += 1;
  return numbers;
}

function answerOf<R>(list: object, question: number, key: unknown, find: () => readonly R[]): readonly R[] {
  let known = answers.get(list);
  if (known === undefined) answers.set(list, (known = new Map()));
  const before = known.get(question);
  if (before !== undefined && before.key === key) return before.found as readonly R[];
  const found = find();
  known.set(question, { key, found });
  return found;
}

/** What a list is asked with. */
type Beside = readonly [key?: string | number | undefined, read?: unknown];

/**
 * What depends on a document's own facts or passages alone, and on `key`: found once of each document, and put together. One more document
 * then costs the reading of what it holds, and one look at each other. Of what is `read` beside, it may ask only what belongs to the document:
 * its list is another one where anything of it is other.
 */
export function perDocument<T extends OfADocument, R, A extends Beside = readonly []>(
  find: (own: readonly T[], ...beside: A) => readonly R[],
): (all: readonly T[], ...beside: A) => readonly R[] {
  const [whole, inOne] = [nextNumber(), nextNumber()];
  const join = joining<R>();
  return (all, ...beside) =>
    answerOf(all, whole, beside[0], () => join(ownLists(all).map((own) => answerOf(own, inOne, beside[0], () => find(own, ...beside)))));
}

/** Those of a list that answer a question which depends on each alone. */
export const among = <T extends OfADocument>(asks: (one: T) => boolean): ((all: readonly T[]) => readonly T[]) =>
  perDocument((own: readonly T[]) => own.filter(asks));

type Part<T> = readonly [topic: string, own: readonly T[]];

/**
 * A list by what each of it is about, which depends on it alone; what is about nothing is left out. The list of a topic is the very same as
 * before where no document that speaks of it came, went or changed: what `perList` makes of it is then not made again.
 */
export const byTopic = <T extends OfADocument>(topicOf: (one: T) => string | undefined): Topics<T> =>
  byTopics((one) => {
    const topic = topicOf(one);
    return topic === undefined || topic === '' ? [] : [topic];
  });

type Topics<T> = (all: readonly T[]) => ReadonlyMap<string, readonly T[]>;

/** The same of what may be about several things. */
export function byTopics<T extends OfADocument>(topicsOf: (one: T) => readonly string[]): Topics<T> {
  const partsOf = perDocument((own: readonly T[]): readonly Part<T>[] => [
    ...gathered(own.flatMap((one) => topicsOf(one).map((topic) => [topic, one] as const))),
  ]);
  const join = joining<T>();
  const mapOf = perList((parts: readonly Part<T>[]) => [new Map([...gathered(parts)].map(([topic, own]) => [topic, join(own)]))]);
  return (all) => mapOf(partsOf(all))[0] ?? new Map<string, readonly T[]>();
}

/** By key, in order of first appearance. */
function gathered<V>(entries: readonly (readonly [key: string, value: V])[]): ReadonlyMap<string, readonly V[]> {
  const known = new Map<string, V[]>();
  for (const [key, value] of entries) {
    const before = known.get(key);
    if (before === undefined) known.set(key, [value]);
    else before.push(value);
  }
  return known;
}

/** What is made of a list as a whole, made once for it: of one topic, of one group. `key` and what is `read` as of a document. */
export function perList<T, R, A extends Beside>(
  find: (list: readonly T[], ...beside: A) => readonly R[],
): (list: readonly T[], ...beside: A) => readonly R[] {
  const question = nextNumber();
  return (list, ...beside) => answerOf(list, question, beside[0], () => find(list, ...beside));
}

/** What several lists, or a drug's history and some lists, make together: made again only where one of them is another. */
export function perLists<L extends readonly object[], R, A extends Beside>(
  find: (lists: L, ...beside: A) => readonly R[],
): (lists: L, ...beside: A) => readonly R[] {
  const kept = keptWith<readonly unknown[], readonly R[]>(sameItems);
  return (lists, ...beside) => kept(lists[0], [...lists, beside[0]], () => find(lists, ...beside));
}

/** Where each of a list stands in it. */
export const placesIn = (list: readonly object[]): ReadonlyMap<object, number> => placed(list)[0] ?? new Map<object, number>();
const placed = perList((list: readonly object[]) => [new Map(list.map((one, place) => [one, place]))]);

/** What each of a list tells, asked of it once: of a drug's history, which is another one where anything of its documents is other. */
export function perItem<T extends object, R, A extends Beside>(
  find: (one: T, ...beside: A) => readonly R[],
): (all: readonly T[], ...beside: A) => readonly R[] {
  const question = nextNumber();
  return (all, ...beside) => all.flatMap((one) => answerOf(one, question, beside[0], () => find(one, ...beside)));
}
