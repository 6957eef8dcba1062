import { AppError } from '../../../errors.js';
import { decodeText } from '../decode.js';

/** One segment: `field(n)` is numbered as HL7 does, MSH included; values keep their encoding until asked for. */
export class Segment {
  readonly name: string;
  readonly #fields: readonly string[];
  readonly #marks: Separators;

  constructor(line: string, marks: Separators) {
    const parts = line.split(marks.field);
    this.name = parts[0] ?? '';
    // MSH-1 is the field separator itself, so that MSH-2 is the first part after the name.
    this.#fields = this.name === 'MSH' ? ['MSH', marks.field, ...parts.slice(1)] : parts;
    this.#marks = marks;
  }

  /** The raw field, repetitions and components included. */
  raw(field: number): string {
    return this.#fields[field] ?? '';
  }

  repetitions(field: number): string[] {
    const raw = this.raw(field);
    return raw === '' || raw === '""' ? [] : raw.split(this.#marks.repetition);
  }

  /** One component of a field, unescaped; undefined where empty. Numbered from 1. */
  component(field: number, component = 1, repetition?: string): string | undefined {
    const value = (repetition ?? this.repetitions(field)[0] ?? '').split(this.#marks.component)[component - 1] ?? '';
    const first = value.split(this.#marks.subcomponent)[0] ?? '';
    return clean(first, this.#marks);
  }

  subcomponent(component: number, subcomponent: number, repetition: string): string | undefined {
    const value = repetition.split(this.#marks.component)[component - 1] ?? '';
    return clean(value.split(this.#marks.subcomponent)[subcomponent - 1] ?? '', this.#marks);
  }

  /** A whole repetition as text: nothing split, escapes undone. */
  text(repetition: string): string | undefined {
    return clean(repetition, this.#marks);
  }
}

interface Separators {
  readonly field: string;
  readonly component: string;
  readonly repetition: string;
  readonly escape: string;
  readonly subcomponent: string;
}

function clean(value: string, marks: Separators): string | undefined {
  const unescaped = unescape(value, marks).trim();
  return unescaped === '' || unescaped === '""' ? undefined : unescaped;
}

function unescape(value: string, marks: Separators): string {
  if (!value.includes(marks.escape)) return value;
  const named: Readonly<Record<string, string>> = {
    F: marks.field,
    S: marks.component,
    T: marks.subcomponent,
    R: marks.repetition,
    E: marks.escape,
    H: '',
    N: '',
    '.br': '\n',
    '.sp': '\n',
    '.ce': '\n',
  };
  const escape = marks.escape.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return value.replace(new RegExp(`${escape}([^${escape}]{1,60})${escape}`, 'g'), (whole, code: string) => {
    const known = named[code] ?? named[code.replace(/[+\d]+$/, '')];
    if (known !== undefined) return known;
    const hex = /^X((?:[0-9A-F]{2})+)$/i.exec(code)?.[1];
    if (hex !== undefined) return decodeText(new Uint8Array(Buffer.from(hex, 'hex'))).replace(/\r\n?/g, '\n');
    // Indents, changes of character set and the sender's own commands carry no words.
    return /^(?:\.(?:in|ti|fi|nf|sk)[+\-\d]*|[CM][0-9A-F]{4,6}|Z.*)$/i.test(code) ? '' : whole;
  });
}

/** Segments, one a line; a line that begins no segment goes on with the last one: senders break base64 and texts. */
function segmentLines(text: string): string[] {
  const mark = /(?:^|[\r\n])MSH(.)/.exec(text)?.[1] ?? '|';
  const lines: string[] = [];
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (/^[A-Z][A-Z0-9]{2}$/.test(line.slice(0, 3)) && (line.length === 3 || line[3] === mark)) lines.push(line);
    else if (lines.length > 0 && line !== '') lines.push(`${lines.pop() ?? ''}\n${line}`);
  }
  return lines;
}

/** The messages of a file, batch envelopes aside. @throws AppError FRS-IN-003 where there is no MSH segment */
export function parseHl7(text: string): Segment[][] {
  const messages: Segment[][] = [];
  let marks: Separators | undefined;
  for (const line of segmentLines(text.replace(/[\x0b\x1c\uFEFF]/g, ''))) {
    if (line.startsWith('MSH') && line.length >= 8) {
      marks = {
        field: line[3] ?? '|',
        component: line[4] ?? '^',
        repetition: line[5] ?? '~',
        escape: line[6] ?? '\\',
        subcomponent: line[7] ?? '&',
      };
      messages.push([]);
    }
    if (marks === undefined || !/^[A-Z][A-Z0-9]{2}/.test(line) || /^(FHS|BHS|BTS|FTS)/.test(line)) continue;
    messages.at(-1)?.push(new Segment(line, marks));
  }
  if (messages.length === 0) throw new AppError('FRS-IN-003');
  return messages;
}
