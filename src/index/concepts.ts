import problems from '../extract/vocabulary/problems.json' with { type: 'json' };
import terms from './vocabulary/terms.json' with { type: 'json' };
import { tokenize } from './tokens.js';
import type { Token } from './tokens.js';

/** A vocabulary concept found in a text; `first` and `last` are indexes of its tokens, both included. */
export interface ConceptMention {
  readonly concept: string;
  readonly first: number;
  readonly last: number;
}

interface Node {
  readonly next: Map<string, Node>;
  concepts?: { readonly id: string; readonly contexts: readonly string[] }[];
}

interface ProblemEntry {
  readonly id: string;
  readonly label: string;
  readonly synonyms: readonly string[];
  readonly system: string;
  readonly isA?: string;
  readonly ambiguous?: readonly string[];
  readonly contexts?: readonly string[];
}

const root: Node = { next: new Map() };
const parents = new Map<string, string>();
const systems = new Map<string, string>();

function add(phrase: string, id: string, contexts: readonly string[]): void {
  let node = root;
  for (const token of tokenize(phrase)) {
    let next = node.next.get(token.term);
    if (next === undefined) node.next.set(token.term, (next = { next: new Map() }));
    node = next;
  }
  if (node === root) return;
  node.concepts ??= [];
  if (!node.concepts.some((known) => known.id === id)) node.concepts.push({ id, contexts });
}

const prefixesOf = (contexts: readonly string[]): readonly string[] =>
  contexts.flatMap((context) => tokenize(context).map((token) => token.term));

for (const entry of problems.entries as readonly ProblemEntry[]) {
  systems.set(entry.id, entry.system);
  if (entry.isA !== undefined) parents.set(entry.id, entry.isA);
  for (const phrase of [entry.label, ...entry.synonyms]) {
    add(phrase, entry.id, entry.ambiguous?.includes(phrase) === true ? prefixesOf(entry.contexts ?? []) : []);
  }
}
for (const group of terms.groups) for (const phrase of group) add(phrase, `terms:${group[0]}`, []);

/**
 * Concepts of a tokenised text, longest phrase first at each place (a sequence of stems, so that plurals and accents meet).
 * An abbreviation with several meanings counts only beside a word of its own field, unless `trustAbbreviations`:
 * in a reason of three words there is no context to ask for.
 */
export function findConcepts(tokens: readonly Token[], trustAbbreviations = false): ConceptMention[] {
  const mentions: ConceptMention[] = [];
  let present: Set<string> | undefined;
  for (let first = 0; first < tokens.length; first++) {
    let node: Node | undefined = root;
    let found: { readonly concepts: NonNullable<Node['concepts']>; readonly last: number } | undefined;
    for (let last = first; last < tokens.length; last++) {
      node = node.next.get((tokens[last] as Token).term);
      if (node === undefined) break;
      if (node.concepts !== undefined) found = { concepts: node.concepts, last };
    }
    if (found === undefined) continue;
    for (const { id, contexts } of found.concepts) {
      if (contexts.length > 0 && !trustAbbreviations) {
        present ??= new Set(tokens.map((token) => token.term));
        if (!contexts.some((context) => (present as Set<string>).has(context))) continue;
      }
      mentions.push({ concept: id, first, last: found.last });
    }
  }
  return mentions;
}

/** The concept and the more general ones that hold it: an inferior infarction is also an infarction. */
export function withParents(concept: string): string[] {
  const chain = [concept];
  for (let parent = parents.get(concept); parent !== undefined && !chain.includes(parent); parent = parents.get(parent)) chain.push(parent);
  return chain;
}

/** The organ system of a problem ("cardiologie"), where the vocabulary knows it. */
export function systemOf(concept: string): string | undefined {
  return systems.get(concept);
}
