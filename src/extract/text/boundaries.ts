import type { Token } from './tokens.js';
import vocabulary from './vocabulary/boundaries.json' with { type: 'json' };

const setOf = (words: readonly string[]): ReadonlySet<string> => new Set(words);

const HARD = setOf(vocabulary.hard);
const SOFT = setOf(vocabulary.soft);
const AUXILIARIES = setOf(vocabulary.auxiliaries);
const DEFINITE = setOf(vocabulary.definite);
const PASS_POUR = setOf(vocabulary.passPour);
export const DETERMINERS = setOf(vocabulary.determiners);
export const HAVE_FORMS = setOf(vocabulary.haveForms);
export const EXAM_NOUNS = setOf(vocabulary.examNouns);
export const PARTICIPLES = setOf(vocabulary.participles);

const SIGNS = setOf([';', '.', '!', '?', ':', '->', '→', '=', '•', '☐', '☒', '|', '¦']);
const INDEFINITE = setOf(['un', 'une', 'des', 'du', 'de', "d'"]);
const PARTITIVE = setOf(['de', "d'", 'ni', 'ou', 'voire', 'notamment', 'en']);
const QUALIFYING = setOf(['evoque', 'oriente', 'suggere', 'fasse', 'ferait', 'puisse', 'pourrait', 'evoquerait']);

/** A dash with blanks around it separates; inside a word it does not. */
const isSpacedDash = (tokens: readonly Token[], index: number): boolean => {
  const token = tokens[index];
  if (token?.text !== '-') return false;
  return tokens[index - 1]?.end !== token.start && tokens[index + 1]?.start !== token.end;
};

export const isHardStop = (tokens: readonly Token[], index: number): boolean => {
  const token = tokens[index];
  if (token === undefined) return true;
  return SIGNS.has(token.text) || HARD.has(token.text) || isSpacedDash(tokens, index) || (token.text === 'ou' && token.accented);
};

/** "est", "a", "ont"…, but not the preposition "à". */
export const isAuxiliary = (token: Token): boolean => AUXILIARIES.has(token.text) && !(token.text === 'a' && token.accented);

const precededByExamPreposition = (tokens: readonly Token[], index: number, from: number): boolean => {
  for (let back = index - 1; back >= Math.max(from, index - 2); back -= 1) {
    const text = tokens[back]?.text ?? '';
    if (text === 'au' || text === 'aux' || text === 'a' || text === 'sur' || text === 'par' || text === 'en') return true;
  }
  return false;
};

export interface ReachOptions {
  /** Indices of tokens that begin another cue. */
  readonly cueStarts: ReadonlySet<number>;
  /** An indefinite article after a comma goes on with the list. */
  readonly indefinites: boolean;
  /** Auxiliaries and relative words end the reach. */
  readonly nominal: boolean;
}

/** Whether the list goes on behind the comma or "et" at `index`. */
const goesOn = (tokens: readonly Token[], index: number, options: ReachOptions): boolean => {
  const first = tokens[index + 1];
  if (first === undefined || options.cueStarts.has(index + 1)) return false;
  if (PARTITIVE.has(first.text)) return first.text !== 'en' || tokens[index + 2]?.text === 'particulier';
  if (options.indefinites && INDEFINITE.has(first.text)) return true;
  if (tokens[index]?.text === 'et') return false;
  if (DEFINITE.has(first.text)) return false;
  for (let ahead = index + 1; ahead < tokens.length && ahead < index + 24; ahead += 1) {
    const token = tokens[ahead];
    if (token === undefined || isHardStop(tokens, ahead)) return false;
    if (token.text === 'ou' || token.text === 'ni') return true;
    if (options.cueStarts.has(ahead) || isAuxiliary(token) || (SOFT.has(token.text) && token.text !== 'pour')) return false;
    if (token.text === ',' && DEFINITE.has(tokens[ahead + 1]?.text ?? '')) return false;
  }
  return false;
};

/**
 * The index of the first token that a cue whose last token is before `from` no longer reaches.
 * Ends at a stop word, a bracket, a finite auxiliary, an examination ("pas de lésion au scanner"), and at a comma or an "et"
 * behind which no list goes on.
 */
export const reachForward = (tokens: readonly Token[], from: number, options: ReachOptions): number => {
  let passes = false;
  for (let index = from; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token === undefined) break;
    const text = token.text;
    if (text === ':' && index === from) continue;
    if (isHardStop(tokens, index) || text === '(' || text === ')' || text === '"') {
      if (text === '"' && index === from) continue;
      return index;
    }
    if (PASS_POUR.has(text)) passes = true;
    if (text === ',' || text === 'et') {
      if (!goesOn(tokens, index, options)) return index;
      continue;
    }
    if (!options.nominal) continue;
    if (SOFT.has(text)) {
      if (text === 'pour' && passes) continue;
      if (text === 'qui' && QUALIFYING.has(tokens[index + 1]?.text ?? '')) continue;
      return index;
    }
    if (index > from && isAuxiliary(token)) return index;
    if (EXAM_NOUNS.has(text) && precededByExamPreposition(tokens, index, from)) return index;
  }
  return tokens.length;
};

/** The index of the first token that a cue at `to` reaches backwards; brackets that close before it are stepped over. */
export const reachBackward = (tokens: readonly Token[], to: number, plural: boolean): number => {
  let depth = 0;
  for (let index = to - 1; index >= 0; index -= 1) {
    const text = tokens[index]?.text ?? '';
    if (text === ')') depth += 1;
    else if (text === '(') {
      if (depth === 0) return index + 1;
      depth -= 1;
    } else if (depth === 0) {
      if (text === ':' || text === '=' || text === '|' || text === '¦') {
        if (index >= to - 2) continue;
        return index + 1;
      }
      if (isHardStop(tokens, index) && !/^\.{2,}$/.test(text)) return index + 1;
      if (text === 'qui' || text === 'que' || text === "qu'" || text === 'dont' || text === 'avec' || text === 'sans' || text === 'sous') {
        if ((text === 'qui' || text === 'que' || text === "qu'") && index >= to - 4) continue;
        return index + 1;
      }
      if ((text === ',' || text === 'et') && !plural) return index + 1;
    }
  }
  return 0;
};
