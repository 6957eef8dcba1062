import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { FactKind } from '../src/domain/fact.js';

/** The kinds of fact that each section's word covers: a finding may be told as an observation, a stoma as an act or as a device. */
export const PLACE_KINDS = {
  problem: ['condition', 'observation', 'pregnancy'],
  allergy: ['allergy'],
  procedure: ['procedure', 'device', 'observation'],
  device: ['device', 'procedure'],
  vaccine: ['immunization'],
  family: ['family-history'],
  lifestyle: ['lifestyle', 'observation', 'condition'],
  pregnancy: ['pregnancy', 'procedure', 'condition', 'observation'],
  plan: ['plan'],
  /** Legal protection stands among the facts of life. */
  directive: ['directive', 'plan', 'lifestyle'],
  functional: ['lifestyle', 'observation', 'condition', 'plan', 'device'],
} as const satisfies Readonly<Record<string, readonly FactKind[]>>;

const PlaceKind = z.enum(Object.keys(PLACE_KINDS) as [keyof typeof PLACE_KINDS, ...(keyof typeof PLACE_KINDS)[]]);

/** What a line of the synthesis must say, or must not. */
export const Expected = z.strictObject({
  in: z.union([PlaceKind, z.enum(['current', 'stopped', 'timeline', 'value', 'line'])]),
  /** Each stands in the line, without accents; alternatives apart by `|`. */
  words: z.array(z.string().regex(/^[^|]+(?:\|[^|]+)*$/)).min(1),
  /** At least as precise in the line. */
  date: z.iso
    .date()
    .or(z.string().regex(/^\d{4}(?:-\d{2})?$/))
    .optional(),
  value: z.union([z.string(), z.number()]).optional(),
  unit: z.string().optional(),
  dose: z.string().optional(),
  state: z.enum(['negated', 'suspected', 'family', 'refuted']).optional(),
});
export type Expected = z.infer<typeof Expected>;

/** A short paper and what a careful reader retains of it. */
export const Phrase = z.strictObject({
  id: z.string(),
  patient: z.strictObject({ birthDate: z.iso.date(), sex: z.enum(['M', 'F']) }),
  title: z.string().min(1),
  type: z.string().min(1),
  date: z.iso.date(),
  text: z.string().min(1),
  expect: z.array(Expected),
  never: z.array(Expected).default([]),
});
export type Phrase = z.infer<typeof Phrase>;

/** One paper a line. @throws ZodError where a line is no such paper. */
export function readPhrases(file: string): readonly Phrase[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => Phrase.parse(JSON.parse(line)));
}
