import type { Citation, PartialDate } from '../../domain/citation.js';
import type { Page } from '../../domain/document.js';
import type { DocumentSummary, Vigilance } from '../../domain/synthesis.js';
import { childBlocks } from '../../extract/text/newborn.js';
import { frenchDate } from '../dates.js';
import type { PageLookup } from '../grounding.js';
import { keptWith, sameItems } from '../kept-with.js';
import { askingEach, byDocument, joining, joiningAnew, perList } from '../per-document.js';
import { isSameDocument } from '../sources.js';
import { capitalise, fold } from '../text.js';
import { boxesInWords } from './boxes.js';
import { PatternSearch } from './search/pattern-search.js';

/** A sentence or a line of a list as it stands on its page: what no fact states can still contradict. */
export interface Passage {
  readonly documentId: string;
  readonly citation: Citation;
  /** Folded. */
  readonly words: string;
  /** Answers of `once`, `readOnce` and `readForGood`, each in its place. */
  readonly answers: unknown[];
  /** What `once` and `readForGood` ask was answered before: an answer that is not there is none. */
  readonly isAnswered?: boolean;
}

/** A passage with what its document is. */
export interface Written extends Passage {
  readonly date: PartialDate | undefined;
  readonly document: DocumentSummary;
}

/** Behind these a full stop ends no sentence: a title or an initial before a name, a row's leaders before its value. */
const NO_END = String.raw`(?<!(?:^|[^\p{L}])(?:MM?|Mr|Mme|Mlle|Drs?|Pr|Prof|Me|Ste?)\.)(?<!\b(?:M\.|Mme|Mlle|Dr|Pr|Mr)[ \t]\p{Lu}\.)(?<!\.{2})`;
/** Ends of sentences, blank lines, and lines that open an item, a heading or follow one. An answer stays with its question. */
const CUT = new RegExp(
  String.raw`(?<=[.!?])${NO_END}[ \t]+(?=[\p{Lu}«"(\d-])(?!(?<=\?[ \t]*)(?:OUI|NON|Oui|Non)\b)|\n(?=[ \t]*\n)|\n(?=[ \t]*(?:[-•*–·☐☒=>]|\d{1,2}[.)/](?!\d)|[\p{Lu}][^\n.]{0,60}:|[\p{Lu}]{4,}))|(?<=[.!?;])\n`,
  'gu',
);
const LONGEST = 420;
const SHORTEST = 4;
const kept = new WeakMap<Page, readonly Passage[]>();

/** Puts the passages of a page where they were found before, with their folded words; each then waits for its answers. */
export function recallPassages(
  documentId: string,
  page: Page,
  found: readonly (readonly [start: number, end: number, words: string])[],
): readonly Passage[] {
  const passages = found.map(([start, end, words]) => ({ ...passageAt(documentId, page, start, end, words), isAnswered: true }));
  kept.set(page, passages);
  return passages;
}

/** Whether the passages of a page are known already. */
export const knowsPassages = (page: Page): boolean => kept.has(page);

function passageAt(documentId: string, page: Page, start: number, end: number, words?: string): Passage {
  const quote = page.text.slice(start, end);
  return {
    documentId,
    citation: { span: { documentId, page: page.number, start, end }, quote },
    words: words ?? fold(boxesInWords(quote)),
    answers: [],
  };
}

/** Made once of a page. */
export function passagesOfPage(documentId: string, page: Page): readonly Passage[] {
  const known = kept.get(page);
  if (known !== undefined) return known;
  const passages: Passage[] = [];
  const add = (from: number, to: number): void => {
    let [start, end] = [from, to];
    while (start < end && /\s/.test(page.text[start] ?? '')) start += 1;
    while (end > start && /\s/.test(page.text[end - 1] ?? '')) end -= 1;
    if (end - start < SHORTEST) return;
    const breaking = end - start > LONGEST ? page.text.lastIndexOf('\n', start + LONGEST) : -1;
    if (breaking > start) {
      add(start, breaking);
      add(breaking, end);
      return;
    }
    passages.push(passageAt(documentId, page, start, end));
  };
  let from = 0;
  const cuts = [...page.text.matchAll(CUT), ...shortLines(page.text)].toSorted((a, b) => a.index - b.index);
  for (const match of cuts) {
    if (match.index < from) continue;
    add(from, match.index);
    from = match.index + match[0].length;
  }
  add(from, page.text.length);
  kept.set(page, passages);
  return passages;
}

/** A share of the longest line of its page: a line that ends before was ended on purpose. */
const SHORT_LINE = 0.7;
/** Letters to a line below which no page of prose is set. */
const NARROWEST = 85;
const UNFINISHED =
  /(?:[,(\u2013-]|\b(?:de|du|des|la|le|les|l['’]|d['’]|et|ou|à|au|aux|en|un|une|pour|par|avec|sans|sous|sur|dans|chez|est|sont|a|ont|son|sa|ses|Dr|Mme|M\.|Pr))\s*$/u;

/** Lines from which a page that never goes on in small letters is a page of notes. */
const LINES_OF_NOTES = 4;

/** Ends of lines that their writer ended, not the width of the page: the next one opens with a capital or a number. */
function shortLines(text: string): readonly RegExpExecArray[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const isOfNotes = lines.length >= LINES_OF_NOTES && !lines.some((line) => /^[ \t]*[\p{Ll}(,;)]/u.test(line));
  const longest = isOfNotes ? Infinity : Math.max(NARROWEST, ...lines.map((line) => line.trimEnd().length));
  let start = 0;
  return [...text.matchAll(/\n/g)].filter(({ index }) => {
    const line = text.slice(start, index).trimEnd();
    start = index + 1;
    return line.length < longest * SHORT_LINE && OPENS_A_LINE.test(text.slice(start, start + INDENT)) && !UNFINISHED.test(line);
  });
}
const OPENS_A_LINE = /^[ \t]*[\p{Lu}\d«"]/u;
/** Characters of indentation before a line's first word. */
const INDENT = 80;

interface Paper {
  readonly document: DocumentSummary;
  readonly pages: readonly (readonly Passage[])[];
}

/** The passages of one document; the same list as before where nothing of it has changed. */
const writtenOf = keptWith<Paper, readonly Written[]>(
  (a: Paper, b: Paper) => sameItems(a.pages, b.pages) && isSameDocument(a.document, b.document),
);

/** The passages of the pages that may speak, the oldest document first, without what is told of a newborn where the patient's birth is given. Pages keep theirs: a dossier that grows splits only what is new. */
export function writtenPassages(documents: readonly DocumentSummary[], pages: PageLookup, birthDate?: PartialDate): readonly Written[] {
  return joinWritten(
    documents.flatMap((document) => {
      if (document.status !== 'read' && document.status !== 'ocr') return [];
      const own = Array.from({ length: document.pages }, (_, index) => index + 1)
        .filter((number) => !document.pagesQuarantined.includes(number))
        .flatMap((number) => {
          const page = pages(document.id, number);
          const passages = page === undefined ? [] : ofPatient(passagesOfPage(document.id, page), page, birthDate, document.date);
          return passages.length === 0 ? [] : [passages];
        });
      return [
        writtenOf(own[0], { document, pages: own }, () => own.flat().map((passage) => ({ ...passage, document, date: document.date }))),
      ];
    }),
  );
}

/** Without those of a block that tells of the patient's child; the same list where there is none. */
function ofPatient(
  passages: readonly Passage[],
  page: Page,
  birth: PartialDate | undefined,
  day: PartialDate | undefined,
): readonly Passage[] {
  if (birth === undefined || day === undefined) return passages;
  const childs = childBlocks(page, Number(birth.slice(0, 4)), Number(day.slice(0, 4)));
  return childs.length === 0
    ? passages
    : passages.filter(({ citation: { span } }) => !childs.some(({ start, end }) => span.start >= start && span.start < end));
}

const joinWritten = joiningAnew<Written>();

/** Those of one document. */
export const passagesOf = (passages: readonly Written[], documentId: string): readonly Written[] =>
  byDocument(passages).get(documentId) ?? [];

/** Words and title, where both tell what it is about. */
export const saidBy = ({ words, document: { title } }: Written): { readonly words: string; readonly title: string } => ({ words, title });

/** "Courrier cardiologue, 26/03/2024". */
export function whoWrites({ document }: Written): string {
  const title = document.title.replace(/\s+/g, ' ').slice(0, 60).trim();
  return document.date === undefined || /\d{2}\/\d{2}\/\d{4}/.test(title) ? title : `${title}, ${frenchDate(document.date)}`;
}

/** One sentence of two or more passages, each with its document; the words themselves are in the citations. */
export function passagesSideBySide(options: {
  readonly rule: string;
  readonly subject: string;
  readonly sides: readonly { readonly says: string; readonly passage: Written; readonly also?: readonly Written[] }[];
  readonly factIds?: readonly string[];
  readonly importance: 1 | 2 | 3;
  readonly kind?: Vigilance['kind'];
}): Vigilance {
  const { rule, subject, sides, importance, kind = 'conflict', factIds = [] } = options;
  const citations = [...sides.map(({ passage }) => passage), ...sides.flatMap(({ also }) => also ?? [])].map(({ citation }) => citation);
  const seen = new Set<string>();
  return {
    kind,
    rule,
    importance,
    text: `${capitalise(subject)} : ${sides.map(({ says, passage }) => `${says} (${whoWrites(passage)})`).join(', ')}`,
    factIds: [...factIds],
    citations: citations
      .filter(({ span }) => {
        const key = `${span.documentId}/${span.page}/${span.start}`;
        return seen.has(key) ? false : seen.add(key) !== undefined;
      })
      .slice(0, 10),
  };
}

let places = 0;
const nextPlace = (): number => {
  places += 1;
  return places - 1;
};

/** What is read of a passage once: passages are kept with their pages, and answers with passages. */
export function readOnce<T>(read: (passage: Passage) => T): (passage: Passage) => T {
  const place = nextPlace();
  return (passage) => {
    const known = passage.answers[place] as { readonly value: T } | undefined;
    if (known !== undefined) return known.value;
    const value = read(passage);
    passage.answers[place] = { value };
    return value;
  };
}

/** What is read of passages for good, and is plain data or can be written as such. */
export interface Reader<T = unknown> {
  readonly name: string;
  readonly read: (passage: Passage) => readonly T[];
  readonly pack: (one: T) => unknown;
  readonly unpack: (packed: never) => T;
  readonly recall: (passage: Passage, found: readonly T[]) => void;
}
const readers: Reader[] = [];

/** Every reader, by name: the same whatever was loaded first. */
export const readersForGood = (): readonly Reader[] => readers.toSorted((a, b) => (a.name < b.name ? -1 : 1));

/**
 * As `readOnce`, of what takes long to read and is mostly not there: what is found in a passage is kept beside its document, from one start of
 * the program to the next, and where there is nothing nothing is kept. `name` tells the readers apart. `pack` and `unpack` write it as
 * plain data where it is none.
 */
export function readForGood<T>(
  name: string,
  read: (passage: Passage) => readonly T[],
  pack: (one: T) => unknown = (one) => one,
  unpack: (packed: never) => T = (packed) => packed,
): (passage: Passage) => readonly T[] {
  const place = nextPlace();
  const recall = (passage: Passage, found: readonly T[]): void => void (passage.answers[place] = found);
  const readAgain = (passage: Passage): readonly T[] => {
    const known = passage.answers[place] as readonly T[] | undefined;
    if (known !== undefined || passage.isAnswered === true) return known ?? NOTHING;
    const found = read(passage);
    recall(passage, found.length === 0 ? NOTHING : found);
    return found;
  };
  readers.push({ name, read: readAgain, pack, unpack, recall } as Reader<T> as unknown as Reader);
  return readAgain;
}
const NOTHING: readonly never[] = [];

/** Every pattern that is asked of passages: which may match one is found in one walk over its letters. */
const patterns = new PatternSearch();
const mayMatch = readOnce(({ words }) => patterns.in(words));

/** Of many patterns, the places of those that may match a passage, in order: the others cannot. */
export function mayMatchAmong(asked: readonly RegExp[]): (passage: Passage) => readonly number[] {
  const [first = 0] = asked.map((pattern) => patterns.add(pattern));
  return (passage) => mayMatch(passage).flatMap((number) => (number >= first && number < first + asked.length ? [number - first] : []));
}

/** A question asked of a passage's words once. */
export interface Question {
  (passage: Passage): boolean;
  readonly number: number;
  readonly inEach: ReturnType<typeof askingEach<Written, Written>>;
}
const questions = new Map<number, RegExp>();

/** Numbers of the questions that a passage answers with yes; kept by their patterns' ranks, since numbers hold for one start of the program. */
const answersYes = readForGood<number>(
  'yes',
  (passage) => mayMatch(passage).filter((number) => questions.get(number)?.test(passage.words) === true),
  (number) => ranked().indexOf(number),
  (rank: number) => ranked()[rank] as number,
);

let order: readonly number[] = [];
function ranked(): readonly number[] {
  if (order.length !== questions.size)
    order = [...questions].toSorted(([, a], [, b]) => (String(a) < String(b) ? -1 : 1)).map(([number]) => number);
  return order;
}

/** What is asked of passages for good: where it is something else, what was kept does not answer it. */
export const askedForGood = (): readonly string[] => [
  ...ranked().map((number) => String(questions.get(number))),
  ...readersForGood().map(({ name }) => name),
];

export function once(pattern: RegExp): Question {
  const [number = patterns.add(pattern)] = [...questions].find(([, one]) => String(one) === String(pattern)) ?? [];
  questions.set(number, pattern);
  return Object.assign((passage: Passage): boolean => answersYes(passage).includes(number), {
    number,
    inEach: askingEach<Written, Written>(joining<Written>()),
  });
}

/** One document's passages by the questions that they answer with yes. */
const answeredIn = perList((own: readonly Written[]): readonly ReadonlyMap<number, readonly Written[]>[] => {
  const found = new Map<number, Written[]>();
  for (const passage of own)
    for (const one of answersYes(passage)) {
      const before = found.get(one);
      if (before === undefined) found.set(one, [passage]);
      else before.push(passage);
    }
  return found.size === 0 ? [] : [found];
});

/** The passages that answer with yes, in their order: looked for once for all questions. */
export const saying = (passages: readonly Written[], { number, inEach }: Question): readonly Written[] =>
  inEach(passages, undefined, (own) => answeredIn(own)[0]?.get(number) ?? NOTHING);
