import { monthOf } from '../../extract/text/date-words.js';
import words from '../vocabulary/prose-words.json' with { type: 'json' };

/** Words that a sentence may hold beside those of its lines: articles, prepositions, "le patient présente". They say nothing by themselves. */
const CONNECTING: ReadonlySet<string> = new Set(words.connecting);
/** Words that turn a line into another when they are left out: what comes between two commas with one of them is kept. */
const DECISIVE: ReadonlySet<string> = new Set(words.decisive);

interface Word {
  /** Without accents, in lower case; "A" of "hépatite A" stays a capital, a unit stays whole. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * A unit with its slash ("mmol/L"), a number with all that its digits enclose ("1,25", "14/03/2023"), a word, a sign before a number or a bare
 * minus, a question mark, and any character that is no plain punctuation: what cannot be read as nothing.
 */
const WORD =
  /[\p{L}µμ%]+(?:\/[\p{L}\p{N}²]+(?:[.,]\p{N}+)?)+|\p{N}+(?:[.,/:x–-]\p{N}+)*|\p{L}[\p{L}\p{M}]*|[<>≤≥=±+−-](?=\s?\p{N})|(?<=\s)[−-](?=\s|[,;.]|$)|[^\s\p{L}\p{N}.,;:()'’«»"!/–—-]/gu;
const WRITTEN_DAY = /(\d{1,2})(?:er)? (\p{L}+) (\d{4})/gu;

function plain(word: string): string {
  return word.normalize('NFKD').replace(/\p{M}/gu, '').replace(/μ/g, 'µ').replace(/œ/gi, 'oe').toLowerCase();
}

/** "14 mars 2023" as "14/03/2023", in the same number of characters or fewer: only the words are compared, never the places. */
const withNumericDays = (text: string): string =>
  text.replace(WRITTEN_DAY, (whole, day: string, month: string, year: string) => {
    const number = monthOf(plain(month));
    return number === undefined ? whole : `${day.padStart(2, '0')}/${String(number).padStart(2, '0')}/${year}`.padEnd(whole.length);
  });

/** The words that must be those of a line. */
function tellingWords(text: string): readonly Word[] {
  return [...withNumericDays(text).matchAll(WORD)]
    .map((match): Word => {
      const letter = /^[A-Z]$/.test(match[0]);
      return {
        text: letter ? match[0] : plain(match[0]).replace(/(\d),(?=\d)/g, '$1.'),
        start: match.index,
        end: match.index + match[0].length,
      };
    })
    .filter(({ text }) => !CONNECTING.has(text));
}

/** Between commas and brackets: what a sentence takes or leaves as a whole. */
function partsOf(line: string): readonly (readonly Word[])[] {
  const parts: Word[][] = [[]];
  const all = tellingWords(line);
  const cuts = [...line.matchAll(/,(?!\d)|[();]/g)].map((match) => match.index);
  for (const word of all) {
    while (cuts.length > 0 && (cuts[0] ?? 0) < word.start) {
      cuts.shift();
      if (parts.at(-1)?.length !== 0) parts.push([]);
    }
    parts.at(-1)?.push(word);
  }
  return parts.filter((part) => part.length > 0);
}

/** One word, whatever its gender and number. */
const sameWord = (a: string, b: string): boolean =>
  a === b || (/^[a-z]{4,}$/.test(a) && /^[a-z]{4,}$/.test(b) && a.replace(/e?s?$/, '') === b.replace(/e?s?$/, ''));

/**
 * Whether a sentence says its lines, in their order, and nothing else: every part of a line is told word for word or left out whole, the first
 * and those that hold a decisive word are told, and what is added only connects. Returns the stretch of the sentence that each line takes;
 * undefined where it is anything but a restatement. A number, a unit, a drug, a date, a side, a negation or a doubt cannot change, move or
 * appear without a word being added, changed or out of its place.
 */
export function restates(
  sentence: string,
  lines: readonly string[],
): readonly { readonly start: number; readonly end: number }[] | undefined {
  const said = tellingWords(sentence);
  const takes = (at: number, part: readonly Word[]): boolean =>
    part.every((word, offset) => sameWord(word.text, said[at + offset]?.text ?? ''));
  const stretches: { start: number; end: number }[] = [];
  let at = 0;
  for (const line of lines) {
    const first = at;
    for (const [index, part] of partsOf(line).entries()) {
      if (takes(at, part)) at += part.length;
      else if (index === 0 || part.some(({ text }) => DECISIVE.has(text))) return undefined;
    }
    if (at === first) return undefined;
    const end = said[at - 1]?.end ?? 0;
    stretches.push({ start: stretches.at(-1)?.end ?? 0, end });
  }
  return at === said.length ? stretches : undefined;
}
