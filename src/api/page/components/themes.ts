import { KIND_LABELS } from '../format.js';
import type { Statement } from '../client.js';

/** A line and the section it stands in. */
export type PlacedLine = Statement & { readonly section: string };

const TREATMENTS = '10160-0';
export const STOPPED = 'Arrêtés';
export const TO_CHECK = 'À vérifier';
const EXAMINATIONS = 'Actes, examens';

/** In the order in which what is new is asked for. */
const THEMES: Readonly<Record<string, string>> = {
  [TREATMENTS]: 'Traitements',
  '48765-2': 'Allergies, à éviter',
  '11450-4': 'Problèmes',
  '30954-2': 'Résultats',
  '8716-3': 'Résultats',
  '47519-4': EXAMINATIONS,
  '46264-8': EXAMINATIONS,
  '18776-5': 'À prévoir',
  '10162-6': 'Grossesse',
  '11348-0': 'Antécédents',
};
const ORDER = ['Traitements', STOPPED, ...new Set(Object.values(THEMES).slice(1))];

/** What a line is about, by the section it stands in. */
export function themeOf({ fact, section }: PlacedLine): string {
  if (fact.kind === 'medication' && section === TREATMENTS && fact.status === 'stopped') return STOPPED;
  // A conclusion without a figure.
  if (fact.kind === 'observation' && fact.value === undefined) return EXAMINATIONS;
  return THEMES[section] ?? KIND_LABELS[fact.kind] ?? TO_CHECK;
}

/** Lines under their themes, treatments first; those of a theme by weight, then as the sections order them. */
export function byTheme(lines: readonly PlacedLine[]): readonly (readonly [theme: string, lines: readonly PlacedLine[]])[] {
  const themes = new Map<string, PlacedLine[]>();
  for (const line of lines.toSorted((a, b) => b.importance - a.importance)) {
    const theme = themeOf(line);
    themes.set(theme, [...(themes.get(theme) ?? []), line]);
  }
  const rank = (theme: string): number => (ORDER.includes(theme) ? ORDER.indexOf(theme) : ORDER.length);
  return [...themes].toSorted(([a], [b]) => rank(a) - rank(b));
}
