/** Letters of a word's beginning by which what cannot match is left out. */
const LETTERS = 3;

/**
 * Beginnings of words (three letters) of which every match of a pattern holds at least one; undefined where none can be told from its
 * source. Sound by construction: a beginning is taken only of letters that stand behind a word's edge, outside whatever is optional.
 */
export function beginningsOf(source: string): ReadonlySet<string> | undefined {
  const found = new Set<string>();
  for (const alternative of alternatives(source)) {
    const own = beginningsOfSequence(alternative, false);
    if (own === undefined) return undefined;
    for (const one of own) found.add(one);
  }
  return found;
}

/** The beginnings of the words of a folded text. */
export const beginningsIn = (words: string): ReadonlySet<string> =>
  new Set(words.split(/[^a-z0-9]+/).flatMap((word) => (word.length < LETTERS ? [] : [word.slice(0, LETTERS)])));

function beginningsOfSequence(sequence: string, atEdge: boolean): ReadonlySet<string> | undefined {
  let edge = atEdge;
  let at = 0;
  while (at < sequence.length) {
    const rest = sequence.slice(at);
    if (rest.startsWith('\\b')) {
      edge = true;
      at += 2;
      continue;
    }
    const letters = /^[a-z]+/.exec(rest)?.[0];
    if (letters !== undefined) {
      // A quantifier takes the last letter with it.
      const sure = /^[?*{]/.test(rest.slice(letters.length)) ? letters.slice(0, -1) : letters;
      if (edge && sure.length >= LETTERS) return new Set([sure.slice(0, LETTERS)]);
      edge = false;
      at += letters.length;
      continue;
    }
    if (rest.startsWith('(')) {
      const end = closing(sequence, at);
      const body = sequence.slice(at + 1, end);
      const optional = /^[?*{]/.test(sequence.slice(end + 1));
      at = end + 1;
      if (/^\?(?:[=!]|<[=!])/.test(body)) continue;
      const inner = alternatives(body.replace(/^\?:/, '')).map((one) => beginningsOfSequence(one, edge));
      if (!optional && inner.every((one) => one !== undefined)) return new Set(inner.flatMap((one) => [...(one ?? [])]));
      edge = false;
      continue;
    }
    edge = rest.startsWith(' ') && !/^ [?*{]/.test(rest);
    at += rest.startsWith('[') ? closing(sequence, at) - at + 1 : rest.startsWith('\\') ? 2 : 1;
  }
  return undefined;
}

/** Index of the bracket that closes the one at `from`. */
function closing(source: string, from: number): number {
  const [open, close] = source[from] === '[' ? ['[', ']'] : ['(', ')'];
  let depth = 0;
  let inClass = false;
  for (let at = from; at < source.length; at += 1) {
    const letter = source[at];
    if (letter === '\\') at += 1;
    else if (open === '(' && letter === '[') inClass = true;
    else if (inClass) inClass = letter !== ']';
    else if (letter === open && (open === '(' || at === from)) depth += 1;
    else if (letter === close) {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return source.length - 1;
}

function alternatives(source: string): readonly string[] {
  const found: string[] = [];
  let from = 0;
  for (let at = 0; at < source.length; at += 1) {
    const letter = source[at];
    if (letter === '\\') at += 1;
    else if (letter === '(' || letter === '[') at = closing(source, at);
    else if (letter === '|') {
      found.push(source.slice(from, at));
      from = at + 1;
    }
  }
  return [...found, source.slice(from)];
}
