import { readFileSync } from 'node:fs';
import { z } from 'zod';

const Place = z.object({ doc: z.string(), quote: z.string() });
const Line = z.object({
  id: z.string(),
  dossier: z.string(),
  question: z.string(),
  half: z.enum(['tuning', 'report']).optional(),
  relevant: z.array(Place).optional(),
  answers: z.array(Place.extend({ full: z.boolean() })).optional(),
  near: z.array(Place).default([]),
});

/** Words of a document of the dossier, as written there but for blanks. */
export type Quoted = z.infer<typeof Place>;

export interface WrittenQuestion {
  readonly id: string;
  readonly dossier: string;
  readonly question: string;
  readonly half?: 'tuning' | 'report';
  /** Empty for a question that no document answers; `full` where the sentence alone gives the answer that still holds. */
  readonly answers: readonly (Quoted & { readonly full: boolean })[];
  /** What speaks of the same and does not answer. */
  readonly near: readonly Quoted[];
}

/** The questions of a file of `eval/corpus/questions`, in the form of either generation (`relevant`, or `answers` and `near`). */
export function readQuestions(file: string): WrittenQuestion[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const { id, dossier, question, half, relevant = [], answers, near } = Line.parse(JSON.parse(line));
      const held = answers ?? relevant.map((place) => ({ ...place, full: true }));
      return { id, dossier, question, ...(half === undefined ? {} : { half }), answers: held, near };
    });
}

/** Blanks as one space each; `at` gives the place in the text of each character. */
function plain(text: string): { readonly text: string; readonly at: readonly number[] } {
  let out = '';
  const at: number[] = [];
  for (const match of text.matchAll(/\s+|\S/g)) {
    out += /\s/.test(match[0]) ? ' ' : match[0];
    at.push(match.index);
  }
  return { text: out, at };
}

/** Where a quote stands in a text, each time, as UTF-16 offsets; blanks count as one space. */
export function placesOf(text: string, quote: string): { readonly start: number; readonly end: number }[] {
  const sought = quote.replace(/\s+/g, ' ').trim();
  const { text: flat, at } = plain(text);
  const found: { start: number; end: number }[] = [];
  for (let from = flat.indexOf(sought); sought !== '' && from >= 0; from = flat.indexOf(sought, from + 1))
    found.push({ start: at[from] as number, end: (at[from + sought.length - 1] as number) + 1 });
  return found;
}
