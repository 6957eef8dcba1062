import { keptWith, sameItems } from './kept-with.js';
import { groupBy } from './text.js';

interface OfADocument {
  readonly documentId: string;
}

const filled = ({ length }: readonly unknown[]): boolean => length > 0;

/** The lists of documents that a list was put together from. */
const lists = new WeakMap<readonly unknown[], readonly (readonly unknown[])[]>();

/** The list that another one came in the place of, and how many documents at the start and at the end both hold. */
interface Former {
  readonly list: WeakRef<readonly unknown[]>;
  readonly start: number;
  readonly end: number;
}
const formers = new WeakMap<readonly unknown[], Former>();

/** What is shared with the list before is copied whole; `flat` takes ten times as long for the rest. */
function put<T>(parts: readonly (readonly T[])[], before: readonly T[] | undefined): readonly T[] {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) {
    if (!lists.has(only)) lists.set(only, parts);
    return only;
  }
  const former = before && sharedWith(before, parts);
  const { start, end } = former ?? { start: 0, end: 0 };
  const all = before?.slice(0, held(parts, 0, start)) ?? [];
  for (const part of parts.slice(start, parts.length - end)) for (const one of part) all.push(one);
  const whole = before === undefined || end === 0 ? all : all.concat(before.slice(-held(parts, parts.length - end, parts.length)));
  lists.set(whole, parts);
  if (former !== undefined) formers.set(whole, former);
  return whole;
}

/** How much some of the documents hold. */
function held(parts: readonly (readonly unknown[])[], from: number, to: number): number {
  let all = 0;
  for (let place = from; place < to; place += 1) all += parts[place]?.length ?? 0;
  return all;
}

const NOTHING: readonly never[] = [];

/**
 * One list of what several documents hold, document after document. Whoever keeps a document's own list as it was has it asked but once: of
 * the new list only the documents are asked that came or changed since the last one.
 */
export function joiningAnew<T>(): (own: readonly (readonly T[])[]) => readonly T[] {
  const last = new WeakMap<readonly T[], WeakRef<readonly T[]>>();
  return (own) => {
    const parts = own.filter(filled);
    const [first] = parts;
    if (first === undefined || parts.length === 1) return put(parts, undefined);
    const all = put(parts, last.get(first)?.deref());
    last.set(first, new WeakRef(all));
    return all;
  };
}

/** What a new list shares with the one before it. */
function sharedWith(before: readonly unknown[], own: readonly (readonly unknown[])[]): Former | undefined {
  const former = lists.get(before);
  if (former === undefined) return undefined;
  const most = Math.min(own.length, former.length);
  let [start, end] = [0, 0];
  while (start < most && own[start] === former[start]) start += 1;
  while (end < most - start && own.at(-1 - end) === former.at(-1 - end)) end += 1;
  return { list: new WeakRef(before), start, end };
}

/** What a list holds and the one before it does not, and the other way round. */
function changedIn<T>(all: readonly T[], { list, start, end }: Former): { readonly came: readonly T[]; readonly went: readonly T[] } {
  const between = (own: readonly (readonly unknown[])[] = []): readonly T[] => own.slice(start, own.length - end).flat() as T[];
  return { came: between(lists.get(all)), went: between(lists.get(list.deref() ?? NOTHING)) };
}

/** As `joiningAnew`, for one question: the very same list as before where no document answers it otherwise. What is made of it is then not made again. */
export function joining<T>(): (own: readonly (readonly T[])[]) => readonly T[] {
  const kept = keptWith<readonly (readonly T[])[], readonly T[]>(sameItems);
  const join = joiningAnew<T>();
  return (own) => {
    const parts = own.filter(filled);
    return parts.length === 0 ? NOTHING : kept(parts[0], parts, () => join(parts));
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
  /** What each document of the list answered. */
  readonly each?: readonly (readonly unknown[])[];
}
/** Most documents answer most questions with nothing. */
const NO_ANSWER: Answer = { key: undefined, found: NOTHING };

/** What was answered of each list, by the number of the question: one table for all, since a collector looks through every one. */
const answers = new WeakMap<object, Map<number, Answer>>();
let numbers = 0;

function nextNumber(): number {
  numbers += 1;
  return numbers;
}

const known = (list: object | undefined, question: number): Answer | undefined => list && answers.get(list)?.get(question);

function remember(list: object, question: number, answer: Answer): void {
  const own = answers.get(list);
  if (own === undefined) answers.set(list, new Map([[question, answer]]));
  else own.set(question, answer);
}

function answerOf<R>(list: object, question: number, key: unknown, find: () => readonly R[]): readonly R[] {
  const before = known(list, question);
  if (before !== undefined && before.key === key) return before.found as readonly R[];
  const found = find();
  remember(list, question, key === undefined && found.length === 0 ? NO_ANSWER : { key, found });
  return found;
}

/** Asks every document of a list, and of one that came in the place of another only those that the other did not hold. */
export function askingEach<T extends OfADocument, R>(
  join: (each: readonly (readonly R[])[]) => readonly R[],
): (all: readonly T[], key: unknown, ask: (own: readonly T[]) => readonly R[]) => readonly R[] {
  type Each = readonly (readonly R[])[];
  const question = nextNumber();
  const answering = (all: readonly T[], key: unknown, ask: (own: readonly T[]) => readonly R[]): Answer & { readonly each: Each } => {
    const own = ownLists(all);
    const former = formers.get(all);
    const before = former && known(former.list.deref(), question);
    if (former === undefined || before?.each === undefined || before.key !== key) {
      const each = own.map(ask);
      return { key, found: join(each), each };
    }
    const each = before.each as Each;
    const [from, to] = [former.start, each.length - former.end];
    const came = own.slice(from, own.length - former.end).map(ask);
    const now = [...each.slice(0, from), ...came, ...each.slice(to)];
    const isSame = sameItems(came.filter(filled), each.slice(from, to).filter(filled));
    return { key, found: isSame ? before.found : join(now), each: now };
  };
  return (all, key, ask) => {
    const before = known(all, question);
    if (before !== undefined && before.key === key) return before.found as readonly R[];
    const answer = answering(all, key, ask);
    remember(all, question, answer);
    return answer.found as readonly R[];
  };
}

/** What a list is asked with. */
type Beside = readonly [key?: string | number | object | undefined, read?: unknown];

/**
 * What depends on a document's own facts or passages alone, and on `key`: found once of each document, and put together. One more document
 * then costs the reading of what it holds, and one look at each other. Of what is `read` beside, it may ask only what belongs to the document:
 * its list is another one where anything of it is other.
 */
export function perDocument<T extends OfADocument, R, A extends Beside = readonly []>(
  find: (own: readonly T[], ...beside: A) => readonly R[],
): (all: readonly T[], ...beside: A) => readonly R[] {
  const inOne = nextNumber();
  const ask = askingEach<T, R>(joining<R>());
  return (all, ...beside) => ask(all, beside[0], (own) => answerOf(own, inOne, beside[0], () => find(own, ...beside)));
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
  const question = nextNumber();
  const join = joining<T>();
  return (all) => {
    const parts = partsOf(all);
    const before = known(parts, question);
    if (before !== undefined) return (before.found[0] as TopicsAmong<T>).topics;
    const among = topicsAmong(parts, question, join);
    remember(parts, question, { key: undefined, found: [among] });
    return among.topics;
  };
}

interface TopicsAmong<T> {
  readonly topics: ReadonlyMap<string, readonly T[]>;
  /** Which part first speaks of each, in their order. */
  readonly firsts: readonly number[];
}

/**
 * Of the list before, topics of which no document that came or went speaks keep their lists, and those first spoken of before all of these
 * documents their order: only the parts from the first of these documents on are looked through.
 */
function topicsAmong<T>(
  parts: readonly Part<T>[],
  question: number,
  join: (own: readonly (readonly T[])[]) => readonly T[],
): TopicsAmong<T> {
  const former = formers.get(parts);
  const list = former?.list.deref() as readonly Part<T>[] | undefined;
  const before = known(list, question)?.found[0] as TopicsAmong<T> | undefined;
  const from = former === undefined || before === undefined ? 0 : held(lists.get(parts) ?? [], 0, former.start);
  const firsts = before?.firsts.filter((place) => place < from) ?? [];
  const topics = new Map<string, readonly T[]>();
  for (const [topic, told] of before?.topics ?? []) {
    if (topics.size === firsts.length) break;
    topics.set(topic, told);
  }
  const { came, went } = former === undefined || before === undefined ? { came: parts, went: [] } : changedIn(parts, former);
  const changed = new Map([...came, ...went].map(([topic]) => [topic, { gone: 0, own: [] as (readonly T[])[] }]));
  for (let place = from; place < parts.length; place += 1) {
    const [topic, part] = parts[place] as Part<T>;
    if (!topics.has(topic)) {
      topics.set(topic, before?.topics.get(topic) ?? NOTHING);
      firsts.push(place);
    }
    changed.get(topic)?.own.push(part);
  }
  if (before !== undefined)
    for (let place = from; place < (list?.length ?? 0); place += 1) {
      const told = changed.get((list?.[place] as Part<T>)[0]);
      if (told !== undefined) told.gone += 1;
    }
  for (const [topic, { gone, own }] of changed) {
    if (!topics.has(topic)) continue;
    const told = lists.get(before?.topics.get(topic) ?? NOTHING) ?? [];
    topics.set(topic, join([...told.slice(0, told.length - gone), ...own] as (readonly T[])[]));
  }
  return { topics, firsts };
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

/** A list in an order that each alone tells: only what came since the list before is put in its place. */
export function inOrder<T>(compare: (a: T, b: T) => number): (all: readonly T[]) => readonly T[] {
  const question = nextNumber();
  return (all) =>
    answerOf(all, question, undefined, () => {
      const former = formers.get(all);
      const before = (former && known(former.list.deref(), question)?.found) as readonly T[] | undefined;
      if (former === undefined || before === undefined) return all.toSorted(compare);
      const { came, went } = changedIn(all, former);
      const gone = new Set(went);
      return merged(gone.size === 0 ? before : before.filter((one) => !gone.has(one)), came.toSorted(compare), compare);
    });
}

/** Two lists in order, as one: the second is short. */
function merged<T>(many: readonly T[], few: readonly T[], compare: (a: T, b: T) => number): readonly T[] {
  const all: T[] = [];
  let from = 0;
  for (const one of few) {
    let [low, high] = [from, many.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(many[middle] as T, one) <= 0) low = middle + 1;
      else high = middle;
    }
    for (; from < low; from += 1) all.push(many[from] as T);
    all.push(one);
  }
  for (; from < many.length; from += 1) all.push(many[from] as T);
  return all;
}

/** What several lists, or a drug's history and some lists, make together: made again only where one of them is another. */
export function perLists<L extends readonly object[], R, A extends Beside>(
  find: (lists: L, ...beside: A) => readonly R[],
): (lists: L, ...beside: A) => readonly R[] {
  const kept = keptWith<readonly unknown[], readonly R[]>(sameItems);
  // What is empty is everybody's, and would keep what is not.
  return (lists, ...beside) =>
    kept(
      lists.find((one) => one !== NOTHING),
      [...lists, beside[0]],
      () => find(lists, ...beside),
    );
}

/** Where one of a list stands in it: after what the documents before its own hold. */
export function placesIn<T extends OfADocument>(list: readonly T[]): (one: T) => number {
  const [starts] = startsIn(list) as readonly ReadonlyMap<string, Start>[];
  const asked = new Map<T, number>();
  return (one) => {
    const before = asked.get(one);
    if (before !== undefined) return before;
    const { start, own } = starts?.get(one.documentId) ?? { start: 0, own: NOTHING };
    const place = start + (own as readonly OfADocument[]).indexOf(one);
    asked.set(one, place);
    return place;
  };
}
interface Start {
  readonly start: number;
  readonly own: readonly OfADocument[];
}
const startsIn = perList((list: readonly OfADocument[]): readonly ReadonlyMap<string, Start>[] => {
  const starts = new Map<string, Start>();
  let start = 0;
  for (const [documentId, own] of byDocument(list)) {
    starts.set(documentId, { start, own });
    start += own.length;
  }
  return [starts];
});

/** What each of a list tells, asked of it once: of a drug's history, which is another one where anything of its documents is other. */
export function perItem<T extends object, R, A extends Beside>(
  find: (one: T, ...beside: A) => readonly R[],
): (all: readonly T[], ...beside: A) => readonly R[] {
  const question = nextNumber();
  return (all, ...beside) => all.flatMap((one) => answerOf(one, question, beside[0], () => find(one, ...beside)));
}
