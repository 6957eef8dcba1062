/** One line on a terminal that is written over as work advances; on a pipe, a line at each change of stage. */
export class ProgressLine {
  readonly #stream: NodeJS.WriteStream;
  readonly #startedAt = performance.now();
  #stage = '';

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
  }

  show(stage: string, text: string): void {
    const seconds = ((performance.now() - this.#startedAt) / 1000).toFixed(1).replace('.', ',');
    const line = `${text} · ${seconds} s`;
    if (this.#stream.isTTY) this.#stream.write(`\r\x1b[2K${line}`);
    else if (stage !== this.#stage) this.#stream.write(`${line}\n`);
    this.#stage = stage;
  }

  end(text: string): void {
    const seconds = ((performance.now() - this.#startedAt) / 1000).toFixed(1).replace('.', ',');
    this.#stream.write(`${this.#stream.isTTY ? '\r\x1b[2K' : ''}${text} · ${seconds} s\n`);
  }
}
