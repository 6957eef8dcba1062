/** Where an identified piece of narrative stands; half-open offsets into the writer's text. */
export interface Mark {
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

/** A table row as one line of text, and its cells. */
export interface Row {
  readonly start: number;
  readonly end: number;
  readonly cells: readonly { readonly start: number; readonly end: number }[];
}

/**
 * Writes narrative as readable text while keeping the offsets of every identified element, so that an entry
 * that points to its narrative can be cited to the character. White space is run together as a browser would.
 */
export class NarrativeWriter {
  readonly marks: Mark[] = [];
  readonly rows: Row[] = [];
  readonly #open: { id: string | undefined; start: number | undefined }[] = [];
  readonly #inline: boolean;
  #text = '';
  #space = false;
  #prefix = '';

  /** An inline writer keeps all on one line: a table cell. */
  constructor(inline = false) {
    this.#inline = inline;
  }

  get text(): string {
    return this.#text;
  }

  write(raw: string): void {
    if (/^\s/.test(raw)) this.#space = true;
    const words = raw.split(/\s+/).filter((word) => word !== '');
    words.forEach((word, index) => {
      this.#put(word, this.#space || index > 0);
      this.#space = false;
    });
    if (words.length > 0 && /\s$/.test(raw)) this.#space = true;
  }

  lineBreak(): void {
    if (this.#inline) {
      this.#space = true;
      return;
    }
    if (this.#text !== '' && !this.#text.endsWith('\n')) this.#text += '\n';
    this.#space = false;
  }

  /** A bullet or number written before the next word, if one comes. */
  prefix(prefix: string): void {
    this.#prefix = prefix;
  }

  begin(id: string | undefined): void {
    this.#open.push({ id, start: undefined });
  }

  end(): void {
    const closed = this.#open.pop();
    if (closed?.id === undefined || closed.start === undefined) return;
    let end = this.#text.length;
    while (end > closed.start && this.#text[end - 1] === '\n') end -= 1;
    if (end > closed.start) this.marks.push({ id: closed.id, start: closed.start, end });
  }

  /** Writes one table row; each cell begins at its column's offset, two spaces at least after the one before. */
  row(cells: readonly { readonly writer: NarrativeWriter; readonly offset: number }[]): void {
    this.lineBreak();
    const lineStart = this.#text.length;
    const placed: { start: number; end: number }[] = [];
    for (const { writer, offset } of cells) {
      if (writer.text === '') continue;
      const used = this.#text.length - lineStart;
      if (used > 0) this.#text += ' '.repeat(Math.max(2, offset - used));
      const start = this.#text.length;
      this.#startOpen(start);
      this.#text += writer.text;
      for (const mark of writer.marks) this.marks.push({ id: mark.id, start: start + mark.start, end: start + mark.end });
      placed.push({ start, end: this.#text.length });
    }
    if (placed.length > 0) this.rows.push({ start: lineStart, end: this.#text.length, cells: placed });
    this.#space = false;
  }

  #put(word: string, spaced: boolean): void {
    if (spaced && this.#text !== '' && !this.#text.endsWith('\n')) this.#text += ' ';
    if (this.#prefix !== '') {
      this.#text += this.#prefix;
      this.#prefix = '';
    }
    this.#startOpen(this.#text.length);
    this.#text += word;
  }

  #startOpen(start: number): void {
    for (const mark of this.#open) mark.start ??= start;
  }
}
