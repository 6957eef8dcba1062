import type { Section, Synthesis } from '../domain/synthesis.js';
import { fold } from './text.js';
import { PROFESSIONS, type ProfessionView } from './vocabulary/professions.js';

/** The profession's view by its id or its French name, or undefined where there is none. */
export function professionView(called: string): ProfessionView | undefined {
  return PROFESSIONS.find(({ id, name }) => id === called || name === called);
}

/**
 * The same statements in the order in which a profession looks for them: its sections first, and inside them the lines that hold its
 * words. Nothing is added; what the person may not see must have been left out before, by not summarising it.
 */
export function orderForProfession(synthesis: Synthesis, view: ProfessionView): readonly Section[] {
  const rank = (code: string): number => {
    const index = view.sections.indexOf(code);
    return index < 0 ? view.sections.length : index;
  };
  const matches = (text: string): number => (view.words.some((word) => fold(text).includes(word)) ? 0 : 1);
  return synthesis.sections
    .map((section) => ({ ...section, statements: section.statements.toSorted((a, b) => matches(a.text) - matches(b.text)) }))
    .toSorted((a, b) => rank(a.code) - rank(b.code));
}

/** The synthesis with its lines, and its series, in that order. */
export function forProfession(synthesis: Synthesis, view: ProfessionView): Synthesis {
  const matches = (text: string): number => (view.words.some((word) => fold(text).includes(word)) ? 0 : 1);
  return {
    ...synthesis,
    sections: [...orderForProfession(synthesis, view)],
    series: synthesis.series.toSorted((a, b) => matches(a.analyte) - matches(b.analyte)),
  };
}
