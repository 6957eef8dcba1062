import type { Fact } from '../../src/domain/fact.js';
import { FakeDossier } from './fake-dossier.js';

export type Part = Partial<Omit<Fact, 'citations' | 'documentId' | 'qualifiers'>> & { readonly kind: Fact['kind'] };

export const dated = (date: string): Partial<Fact> => ({ date, dateSource: 'text' });
export const ofThePaper = (date: string): Partial<Fact> => ({ date, dateSource: 'document' });

/** The label told at each date of the timeline. */
export const timelineOf = (made: FakeDossier): ReadonlyMap<string, string> =>
  new Map(
    made
      .summarise({ patient: { birthDate: '1980-02-01', firstNames: ['Ada'], birthName: 'TEST' } })
      .timeline.map(({ date, label }) => [date, label]),
  );

/** One letter of 28 October 2026 with one sentence and its fact. */
export const days = (sentence: string, part: Part, type = '11488-4'): readonly string[] => [
  ...timelineOf(new FakeDossier().document('a', '2026-10-28', 'Courrier', sentence, { type }).fact('a', sentence, part)).keys(),
];
