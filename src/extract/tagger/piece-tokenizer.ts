/** A piece of the vocabulary and the UTF-16 range of the text that it stands for, without the blank before it. */
export interface Piece {
  readonly id: number;
  readonly start: number;
  readonly end: number;
}

/** What is read of a `tokenizer.json`: a Unigram model over words marked by a Metaspace. */
export interface UnigramFile {
  readonly model: { readonly type?: string; readonly unk_id: number; readonly vocab: readonly (readonly [string, number])[] };
}

const BLANK = /[\t\n\f\r\u1680\u200b-\u200f\u2028\u2029\u2581\ufeff\ufffd]/;
/** Control characters that the vocabulary's own normaliser drops. */
const DROPPED = /[\u0001-\u0008\u000b\u000e-\u001f\u007f\u008f\u009f]/;
/** A character with the marks that compose with it, so that NFKC sees what it would see in the whole text. */
const CLUSTER = /[^\p{M}]\p{M}*|\p{M}+/gsu;
const MARK = '\u2581';
/** What the library takes off the worst score of the vocabulary for a character that it lacks. */
const UNKNOWN_PENALTY = 10;
const MAX_REMEMBERED = 50_000;

interface Character {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Pieces of one word: [id, code points]. */
type Cut = readonly (readonly [id: number, length: number])[];

/**
 * The encoder's tokenizer with exact offsets, which transformers.js does not give. Same ids as the library on every text of
 * `test/extract/tagger/piece-tokenizer.test.ts`.
 */
export class PieceTokenizer {
  readonly #ids = new Map<string, number>();
  readonly #scores: readonly number[];
  readonly #unknown: number;
  readonly #unknownScore: number;
  readonly #longest: number;
  readonly #words = new Map<string, Cut>();

  constructor({ model }: UnigramFile) {
    model.vocab.forEach(([piece], id) => this.#ids.set(piece, id));
    this.#scores = model.vocab.map(([, score]) => score);
    this.#unknown = model.unk_id;
    this.#unknownScore = this.#scores.reduce((least, score) => Math.min(least, score), 0) - UNKNOWN_PENALTY;
    this.#longest = model.vocab.reduce((most, [piece]) => Math.max(most, [...piece].length), 0);
  }

  /** The pieces of a text, without the marks of its beginning and end. */
  encode(text: string): Piece[] {
    const pieces: Piece[] = [];
    let word: Character[] = [];
    const close = (): void => {
      if (word.length === 0) return;
      let at = 0;
      for (const [id, length] of this.#cut(MARK + word.map((character) => character.text).join(''))) {
        // The first piece carries the word's mark, which stands for no character.
        const own = at === 0 ? length - 1 : length;
        const from = at === 0 ? 0 : at - 1;
        at += length;
        const first = word[from];
        const last = word[from + own - 1];
        if (own > 0 && first !== undefined && last !== undefined) pieces.push({ id, start: first.start, end: last.end });
        else pieces.push({ id, start: word[0]?.start ?? 0, end: word[0]?.start ?? 0 });
      }
      word = [];
    };
    for (const character of normalised(text)) {
      if (character.text === ' ') close();
      else word.push(character);
    }
    close();
    return pieces;
  }

  /** The likeliest pieces of a word. */
  #cut(word: string): Cut {
    const known = this.#words.get(word);
    if (known !== undefined) return known;
    const characters = [...word];
    const best: { score: number; from: number; id: number }[] = [{ score: 0, from: 0, id: -1 }];
    for (let at = 0; at < characters.length; at += 1) {
      const before = best[at]?.score ?? -Infinity;
      let single = false;
      let piece = '';
      for (let end = at + 1; end <= Math.min(characters.length, at + this.#longest); end += 1) {
        piece += characters[end - 1];
        const id = this.#ids.get(piece);
        if (id === undefined) continue;
        if (end === at + 1) single = true;
        const score = before + (this.#scores[id] ?? 0);
        if (score > (best[end]?.score ?? -Infinity)) best[end] = { score, from: at, id };
      }
      const score = before + this.#unknownScore;
      if (!single && score > (best[at + 1]?.score ?? -Infinity)) best[at + 1] = { score, from: at, id: this.#unknown };
    }
    const cut: [number, number][] = [];
    for (let end = characters.length; end > 0;) {
      const { from, id } = best[end] ?? { from: end - 1, id: this.#unknown };
      const after = cut.at(-1);
      // Unknown characters in a row are one piece.
      if (id === this.#unknown && after !== undefined && after[0] === this.#unknown) after[1] += end - from;
      else cut.push([id, end - from]);
      end = from;
    }
    cut.reverse();
    if (this.#words.size >= MAX_REMEMBERED) this.#words.clear();
    this.#words.set(word, cut);
    return cut;
  }
}

/** The characters of a text once normalised, each with the range that it comes from. */
function normalised(text: string): Character[] {
  const characters: Character[] = [];
  for (const { 0: cluster, index } of text.matchAll(CLUSTER)) {
    const end = index + cluster.length;
    if (cluster.length === 1 && cluster < '\u0080' && cluster > '\u001f' && cluster !== '\u007f') {
      characters.push({ text: cluster, start: index, end });
      continue;
    }
    const kept = [...cluster].filter((character) => !DROPPED.test(character)).map((character) => (BLANK.test(character) ? ' ' : character));
    for (const character of kept.join('').normalize('NFKC')) characters.push({ text: character, start: index, end });
  }
  return characters;
}
