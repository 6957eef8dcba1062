import { readFileSync } from 'node:fs';
import type { Range } from '../../text/analysis.js';

/** brand, substance or common name, class, or a word that is a drug only beside a dose or in a list of treatments. */
type DrugTermKind = 'brand' | 'substance' | 'class' | 'ambiguous';

interface DrugTerm {
  /** International name in French, lower case; parts of a combination joined by " + ". */
  readonly substance: string;
  readonly atc?: string;
  readonly kind: DrugTermKind;
}

export interface DrugMention extends Range, DrugTerm {
  /** True where one misread letter had to be forgiven. */
  readonly approximate?: boolean;
}

interface DrugFile {
  readonly substances: readonly string[];
  readonly terms: Readonly<Record<'b' | 'd' | 'c' | 'a', string>>;
}

interface Candidate {
  readonly words: readonly string[];
  readonly term: DrugTerm;
}

const KINDS = { b: 'brand', d: 'substance', c: 'class', a: 'ambiguous' } as const;
const MAX_PLURAL = 5;

const VACCINE_STRAIN = /\b(?:virus|bacille)\b.*\b(?:vivant|inactive|attenu)/iu;
/** First word → the terms that begin with it, longest first. */
const load = (): Map<string, Candidate[]> => {
  const file = JSON.parse(readFileSync(new URL('../../vocabulary/drugs.json', import.meta.url), 'utf8')) as DrugFile;
  const byWord = new Map<string, Candidate[]>();
  for (const code of ['b', 'd', 'c', 'a'] as const) {
    for (const item of file.terms[code].split('|')) {
      const colon = item.lastIndexOf(':');
      const [substance = '', atc = ''] = (file.substances[Number(item.slice(colon + 1))] ?? '').split(';');
      // A vaccine named by its strains is no treatment: vaccinations are read apart.
      if (VACCINE_STRAIN.test(substance)) continue;
      const words = item.slice(0, colon).split(' ');
      const first = words[0] ?? '';
      const list = byWord.get(first) ?? [];
      list.push({ words, term: { substance, kind: KINDS[code], ...(atc === '' ? {} : { atc }) } });
      byWord.set(first, list);
    }
  }
  for (const list of byWord.values()) list.sort((a, b) => b.words.length - a.words.length);
  return byWord;
};

let lexicon: Map<string, Candidate[]> | undefined;
const WORD = /[a-z0-9]+/g;

const REPAIRABLE_LENGTH = 7;
/** A word of the language is seldom one letter away from a brand this long. */
const TYPO_LENGTH = 9;
let shortened: Map<string, string> | undefined;

/** Names of one word, by what is left of them when any one letter is lost. */
function shortenedNames(): Map<string, string> {
  if (shortened !== undefined) return shortened;
  shortened = new Map();
  lexicon ??= load();
  for (const [word, list] of lexicon) {
    if (
      word.length < REPAIRABLE_LENGTH ||
      !list.some(({ words, term }) => words.length === 1 && (term.kind === 'brand' || term.kind === 'substance'))
    )
      continue;
    for (let i = 0; i < word.length; i += 1) {
      const left = word.slice(0, i) + word.slice(i + 1);
      if (!shortened.has(left)) shortened.set(left, word);
    }
  }
  return shortened;
}

/** The drug name that a recognised word may be a misreading of: one letter lost, added or changed. */
function repaired(word: string): string | undefined {
  if (word.length < REPAIRABLE_LENGTH - 1 || /^\d/.test(word)) return undefined;
  const names = shortenedNames();
  const lost = names.get(word);
  if (lost !== undefined) return lost;
  for (let i = 0; i < word.length; i += 1) {
    const left = word.slice(0, i) + word.slice(i + 1);
    const changed = names.get(left);
    // The same letter, misread: not one lost here and another added there.
    if (changed !== undefined && changed.slice(0, i) + changed.slice(i + 1) === left) return changed;
    if (left.length >= REPAIRABLE_LENGTH && lexicon?.get(left)?.some((candidate) => candidate.words.length === 1) === true) return left;
  }
  return undefined;
}

/**
 * The drug names of a folded text, longest match first, never overlapping.
 * Words of one term may be parted by blanks, hyphens, slashes or apostrophes, not by a line end. In recognised text
 * one letter of a long name may be wrong; in `typed` text, of a long brand ("AVLOCARDAL", "Levothirox").
 */
export function findDrugs(folded: string, recognised = false, typed = false): DrugMention[] {
  lexicon ??= load();
  const mentions: DrugMention[] = [];
  const starts: number[] = [];
  const words: string[] = [];
  WORD.lastIndex = 0;
  for (let match = WORD.exec(folded); match !== null; match = WORD.exec(folded)) {
    starts.push(match.index);
    words.push(match[0]);
  }
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] ?? '';
    const candidates = lexicon.get(word) ?? (word.length > MAX_PLURAL && word.endsWith('s') ? lexicon.get(word.slice(0, -1)) : undefined);
    if (candidates === undefined) {
      const name = recognised || (typed && word.length >= TYPO_LENGTH) ? repaired(word) : undefined;
      const term =
        name === undefined
          ? undefined
          : lexicon
              .get(name)
              ?.find(({ words: own, term: { kind } }) => own.length === 1 && (recognised ? kind !== 'class' : kind === 'brand'))?.term;
      if (term !== undefined) mentions.push({ start: starts[i] ?? 0, end: (starts[i] ?? 0) + word.length, ...term, approximate: true });
      continue;
    }
    const found = candidates.find((candidate) => matches(candidate, words, starts, i, folded));
    if (found === undefined) continue;
    const last = i + found.words.length - 1;
    mentions.push({ start: starts[i] ?? 0, end: (starts[last] ?? 0) + (words[last]?.length ?? 0), ...found.term });
    i = last;
  }
  return mentions;
}

function matches(candidate: Candidate, words: readonly string[], starts: readonly number[], at: number, folded: string): boolean {
  for (let k = 1; k < candidate.words.length; k += 1) {
    if (words[at + k] !== candidate.words[k]) return false;
    const gap = folded.slice((starts[at + k - 1] ?? 0) + (words[at + k - 1]?.length ?? 0), starts[at + k]);
    if (gap.length > 3 || /[\n.;:,()]/.test(gap)) return false;
  }
  return true;
}
