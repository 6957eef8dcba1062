import type { Qualifier } from '../../domain/fact.js';
import { adverbialAt } from './adverbials.js';
import type { Token } from './tokens.js';
import vocabulary from './vocabulary/cues.json' with { type: 'json' };

/** Where a cue stands: before or after what it qualifies; `auto` for verb forms whose participle reads the same. */
type CueSide = 'before' | 'after' | 'auto';
/** How far it reaches: a noun phrase and its list, a clause, a condition, the sentence, the next word. */
type CueScope = 'np' | 'clause' | 'if' | 'sentence' | 'word';

export interface CueDefinition {
  readonly qualifiers: readonly (Qualifier | 'pseudo')[];
  readonly side: CueSide;
  readonly scope: CueScope;
  readonly rule: string;
}

export interface CueMatch {
  readonly definitions: readonly CueDefinition[];
  /** Indices of the first token and of the one after the last. */
  readonly from: number;
  readonly to: number;
}

interface Node {
  readonly next: Map<string, Node>;
  readonly definitions: CueDefinition[];
}

const newNode = (): Node => ({ next: new Map(), definitions: [] });

/** A trie over tokens: `phrases` use "a|b" for a choice at one place. */
export class PhraseTrie {
  readonly #root = newNode();

  add(phrase: string, definition: CueDefinition): void {
    let nodes = [this.#root];
    for (const place of phrase.split(' ')) {
      const reached: Node[] = [];
      for (const word of place.split('|')) {
        for (const node of nodes) {
          let next = node.next.get(word);
          if (next === undefined) node.next.set(word, (next = newNode()));
          reached.push(next);
        }
      }
      nodes = reached;
    }
    for (const node of nodes) node.definitions.push(definition);
  }

  /** The longest phrase that begins at token `from`. */
  longest(tokens: readonly Token[], from: number): CueMatch | undefined {
    let node = this.#root;
    let best: CueMatch | undefined;
    for (let index = from; index < tokens.length; index += 1) {
      const next: Node | undefined = node.next.get(tokens[index]?.text ?? '');
      if (next === undefined) {
        // "Ne retient donc pas", "permet a priori d'écarter": an adverb inside a cue parts nothing.
        const adverb = index > from ? adverbialAt(tokens, index) : 0;
        if (adverb === 0) break;
        index += adverb - 1;
        continue;
      }
      node = next;
      if (node.definitions.length > 0) best = { definitions: node.definitions, from, to: index + 1 };
    }
    return best;
  }
}

const CUES = new PhraseTrie();
for (const { phrases, ...definition } of vocabulary.cues as readonly (CueDefinition & { phrases: readonly string[] })[]) {
  for (const phrase of phrases) CUES.add(phrase, definition);
}

/** Every cue of a sentence, the longest first at each place and none inside another: a pseudo-cue hides what it holds. */
export const findCues = (tokens: readonly Token[]): readonly CueMatch[] => {
  const matches: CueMatch[] = [];
  let index = 0;
  while (index < tokens.length) {
    const match = CUES.longest(tokens, index);
    if (match === undefined) index += 1;
    else {
      matches.push(match);
      index = match.to;
    }
  }
  return matches;
};
