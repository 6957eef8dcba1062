/** The edge of a word (`\b`) in what a pattern needs. */
export const EDGE = '\u0000';

/** Ways in which a part of a pattern may be written, at most; beyond, it is not written out. */
const WAYS = 240;
/** Characters of each: more tell no more apart. */
const LONGEST = 10;
/** A class of more characters than this is not written out: ten digits are. */
const CLASS = 12;

/** What a part of a pattern may match: each way to write it where they are few; and strings of which each match of it holds one. */
interface Part {
  readonly ways: readonly string[] | undefined;
  readonly needs: readonly string[] | undefined;
}

const NOTHING: Part = { ways: [''], needs: undefined };
const ANYTHING: Part = { ways: undefined, needs: undefined };

/**
 * Strings of which every match of a pattern holds at least one, where a word begins or ends if they say so (`EDGE`); undefined where none can be
 * told from its source. Sound by construction: only what is outside everything optional counts, and what is not understood counts for anything.
 */
export function neededLetters({ source, flags }: RegExp): readonly string[] | undefined {
  if (/[ivm]/.test(flags)) return undefined;
  const reader = new Reader(source);
  const needs = known(reader.alternation());
  if (!reader.hasUnderstood || needs === undefined) return undefined;
  const cut = [...new Set(needs.map((one) => one.slice(0, LONGEST)))];
  return cut.filter((one) => !cut.some((other) => other !== one && one.startsWith(other)));
}

const known = ({ ways, needs }: Part): readonly string[] | undefined => better(needs, ways);

/** How rare a string is: letters tell more than digits, and more than spaces and edges. */
function rarity(text: string): number {
  let sum = 0;
  for (let at = 0; at < text.length && at < LONGEST; at += 1) {
    const sign = text[at] ?? '';
    sum += sign >= 'a' && sign <= 'z' ? 1 : sign >= '0' && sign <= '9' ? 0.7 : sign === ' ' ? 0.2 : 0.4;
  }
  return sum;
}
const rarityOf = (strings: readonly string[]): number => Math.min(...strings.map(rarity));

/** Of two sets of strings, the one whose commonest is the rarer; none that says nothing. */
function better(a: readonly string[] | undefined, b: readonly string[] | undefined): readonly string[] | undefined {
  const [left, right] = [a, b].map((one) => (one === undefined || one.length === 0 ? 0 : rarityOf(one))) as [number, number];
  if (left === 0 && right === 0) return undefined;
  return left > right || (left === right && (a ?? []).length <= (b ?? []).length) ? a : b;
}

/** The product of two sets of ways, undefined where it would be too large. */
function joined(a: readonly string[], b: readonly string[] | undefined): readonly string[] | undefined {
  if (b === undefined || a.length * b.length > WAYS) return undefined;
  return [
    ...new Set(
      a.flatMap((left) => b.map((right) => (left.endsWith(EDGE) && right.startsWith(EDGE) ? left + right.slice(1) : left + right))),
    ),
  ];
}

/** Reads the source of a pattern from left to right. */
class Reader {
  readonly #source: string;
  #at = 0;
  #isStrange = false;

  constructor(source: string) {
    this.#source = source;
  }

  get hasUnderstood(): boolean {
    return !this.#isStrange && this.#atEnd;
  }

  alternation(): Part {
    const parts = [this.#sequence()];
    while (this.#takes('|')) parts.push(this.#sequence());
    const [only] = parts;
    if (parts.length === 1 && only !== undefined) return only;
    const ways = parts.every((part) => part.ways !== undefined) ? [...new Set(parts.flatMap((part) => part.ways ?? []))] : undefined;
    const needs = parts.map(known);
    return {
      ways: ways === undefined || ways.length > WAYS ? undefined : ways,
      needs: needs.every((one) => one !== undefined) ? [...new Set(needs.flatMap((one) => one ?? []))] : undefined,
    };
  }

  #sequence(): Part {
    let run: readonly string[] = [''];
    let whole = true;
    let best: readonly string[] | undefined;
    while (!this.#atEnd && this.#sign !== '|' && this.#sign !== ')') {
      const part = this.#quantified();
      const longer = joined(run, part.ways);
      if (longer !== undefined) {
        run = longer;
        continue;
      }
      best = better(better(best, run), part.needs);
      whole = false;
      run = part.ways ?? [''];
    }
    return { ways: whole ? run : undefined, needs: whole ? undefined : better(best, run) };
  }

  #quantified(): Part {
    const part = this.#atom();
    const match = /^(?:([?*+])|\{(\d+)(,?)(\d*)\})\??/.exec(this.#rest);
    if (match === null) return part;
    this.#at += match[0].length;
    const [, sign, least = '', comma, most = ''] = match;
    const from = sign === undefined ? Number(least) : sign === '+' ? 1 : 0;
    const to = sign === undefined ? (comma === '' ? from : most === '' ? Infinity : Number(most)) : sign === '?' ? 1 : Infinity;
    const ways = repeated(part.ways, from, to);
    return { ways, needs: from === 0 || ways !== undefined ? undefined : known(part) };
  }

  #atom(): Part {
    const sign = this.#sign;
    if (sign === '(') return this.#group();
    if (sign === '[') return this.#class();
    this.#at += 1;
    if (sign === '\\') return this.#escape();
    if (sign === '^' || sign === '$') return NOTHING;
    return sign === '.' ? ANYTHING : { ways: [sign], needs: undefined };
  }

  #group(): Part {
    const opening = /^\((?:\?(?::|=|!|<=|<!|<\w+>))?/.exec(this.#rest)?.[0] ?? '(';
    this.#at += opening.length;
    const inner = this.alternation();
    this.#takes(')');
    return /[=!]$/.test(opening) ? NOTHING : inner;
  }

  #escape(): Part {
    const sign = this.#sign;
    this.#at += 1;
    if (sign === 'b') return { ways: [EDGE], needs: undefined };
    if (sign === 'd') return { ways: DIGITS, needs: undefined };
    if (sign === 'p' || sign === 'P') this.#at += /^\{[^}]*\}/.exec(this.#rest)?.[0].length ?? 0;
    if (/[uxck]/.test(sign)) this.#isStrange = true;
    return /[a-zA-Z0-9]/.test(sign) ? ANYTHING : { ways: [sign], needs: undefined };
  }

  #class(): Part {
    const written = /^\[(\^?)((?:\\.|[^\]\\])*)\]/.exec(this.#rest);
    if (written === null) {
      this.#isStrange = true;
      this.#at += 1;
      return ANYTHING;
    }
    this.#at += written[0].length;
    const [, negated, body = ''] = written;
    if (negated === '^' || /\\[^d.\-[\]/+*?(){}|^$\\]/.test(body)) return ANYTHING;
    const signs = [...body.replace(/\\d/g, '0-9').matchAll(/(\\.|[^\\])-(\\.|[^\\])|\\(.)|([^\\])/g)].flatMap(
      ([, from, to, escaped, plain]) =>
        from === undefined || to === undefined ? [escaped ?? plain ?? ''] : range(from.slice(-1), to.slice(-1)),
    );
    return signs.length > CLASS ? ANYTHING : { ways: signs, needs: undefined };
  }

  get #atEnd(): boolean {
    return this.#at >= this.#source.length;
  }

  get #sign(): string {
    return this.#source[this.#at] ?? '';
  }

  get #rest(): string {
    return this.#source.slice(this.#at);
  }

  #takes(sign: string): boolean {
    if (this.#sign !== sign) return false;
    this.#at += 1;
    return true;
  }
}

const DIGITS = [...'0123456789'];

const range = (from: string, to: string): readonly string[] =>
  Array.from({ length: to.charCodeAt(0) - from.charCodeAt(0) + 1 }, (_, at) => String.fromCharCode(from.charCodeAt(0) + at));

function repeated(ways: readonly string[] | undefined, from: number, to: number): readonly string[] | undefined {
  if (ways === undefined || to > WAYS) return undefined;
  let last: readonly string[] | undefined = [''];
  const all = new Set<string>(from === 0 ? last : []);
  for (let times = 1; times <= to; times += 1) {
    last = joined(last, ways);
    if (last === undefined || all.size + last.length > WAYS) return undefined;
    if (times >= from) for (const one of last) all.add(one);
  }
  return [...all];
}
