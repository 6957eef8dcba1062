import type { NeutralDocument, NeutralEntity } from '../jsonl.js';
import { fieldsOf, qualifiersOf } from './qualifier-names.js';

/** One document of a brat corpus: the text and its standoff annotations. */
export interface BratFiles {
  readonly id: string;
  readonly text: string;
  readonly ann: string;
}

interface Bound {
  readonly key: string;
  readonly label: string;
  readonly fragments: readonly (readonly [number, number])[];
}

/** `T1<tab>Label 3 9;12 15<tab>words`: a span, in pieces where it is broken. */
function boundOf(line: string): Bound | undefined {
  const [, key, label, spans] = /^(T\S+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)(?:\t|$)/.exec(line) ?? [];
  if (key === undefined || label === undefined || spans === undefined) return undefined;
  const fragments = spans.split(';').map((one) => one.split(' ').map(Number) as [number, number]);
  return { key, label, fragments: fragments.sort((a, b) => a[0] - b[0]) };
}

const valueOf = (attributes: readonly (readonly [string, string])[]): { readonly value?: string } => {
  const stated = attributes.find(([name]) => /^(?:value|norm|normali[sz]ed)$/i.test(name))?.[1];
  return stated === undefined ? {} : { value: stated };
};

/**
 * A brat corpus (`.txt` beside `.ann`) as neutral documents. Offsets are code points, as brat counts them; a broken span goes from its first
 * piece to its last and keeps its `fragments`; CUIs stand in notes as in QUAERO. An attribute without a value is a flag: an entity of a label
 * that bears the flag elsewhere in the corpus, and does not here, is the contrary. Relations and events are left out.
 */
export function readBrat(files: readonly BratFiles[]): NeutralDocument[] {
  const flagged = new Map<string, Set<string>>();
  const parsed = files.map(({ id, text, ann }) => {
    const lines = ann.split(/\r?\n/);
    const bounds = lines.flatMap((line) => boundOf(line) ?? []);
    const labels = new Map(bounds.map(({ key, label }) => [key, label]));
    const attributes = new Map<string, [string, string][]>();
    const notes = new Map<string, string>();
    for (const line of lines) {
      const [, name, of, value] = /^[AM]\S*\t(\S+) (\S+)(?: (.+))?$/.exec(line) ?? [];
      if (name !== undefined && of !== undefined) {
        attributes.set(of, [...(attributes.get(of) ?? []), [name, value ?? 'true']]);
        const label = labels.get(of);
        if (value === undefined && label !== undefined) flagged.set(label, (flagged.get(label) ?? new Set()).add(name));
      }
      const [, on, note] = /^#\S*\t\S+ (T\S+)\t(.+)$/.exec(line) ?? [];
      if (on !== undefined && note !== undefined) notes.set(on, note);
    }
    return { id, text, bounds, attributes, notes };
  });
  return parsed.map(({ id, text, bounds, attributes, notes }) => ({
    id,
    text,
    entities: bounds.map(({ key, label, fragments }): NeutralEntity => {
      const contrary = [...(flagged.get(label) ?? [])].flatMap((name) => fieldsOf(name).map((field) => [field, false] as const));
      return {
        start: fragments[0]?.[0] ?? 0,
        end: fragments.at(-1)?.[1] ?? 0,
        label,
        ...(fragments.length > 1 ? { fragments } : {}),
        ...(notes.has(key) ? { note: notes.get(key) } : {}),
        ...valueOf(attributes.get(key) ?? []),
        ...Object.fromEntries(contrary),
        ...qualifiersOf(attributes.get(key) ?? []),
      };
    }),
  }));
}
