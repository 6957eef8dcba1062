import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadDossier } from '../../eval/gold.js';
import { typedDocument, typedSummary } from '../../eval/typed-document.js';
import { PACKAGE_ROOT } from '../../src/config.js';
import type { Document } from '../../src/domain/document.js';
import type { Fact } from '../../src/domain/fact.js';
import type { DocumentSummary } from '../../src/domain/synthesis.js';
import { extractFacts } from '../../src/extract/understand.js';
import { synthesisCore, type CoreInput } from '../../src/summarise/summarise.js';
import { answerPages, recallAnswers, type AnsweredPage } from '../../src/summarise/vigilance/answered-pages.js';

/** A document as it stands in memory from one synthesis to the next. */
interface Held {
  readonly summary: DocumentSummary;
  readonly document: Document;
  readonly facts: readonly Fact[];
}

function held(folder: string): { readonly patient: CoreInput['patient']; readonly documents: readonly Held[] } {
  const { listing, texts } = loadDossier(join(PACKAGE_ROOT, 'eval', 'corpus', folder));
  const patient = { firstNames: [], birthDate: listing.patient.birthDate };
  const documents = listing.documents.map(({ id, title, date }): Held => {
    const document = typedDocument({ id, title, text: texts.get(id) ?? '', date });
    return { document, summary: typedSummary(document), facts: extractFacts(document, { patient, entries: [] }) };
  });
  return { patient, documents };
}

const core = (patient: CoreInput['patient'], present: readonly Held[], referenceDate: string): string => {
  const byId = new Map(present.map((one) => [one.summary.id, one]));
  return JSON.stringify(
    synthesisCore({
      patient,
      documents: present.map(({ summary }) => summary),
      facts: present.flatMap(({ facts }) => facts),
      pages: (id, page) => byId.get(id)?.document.pages[page - 1],
      referenceDate,
    }),
  );
};

/** A document opened after a restart, with what was asked of it before. */
function recalled(one: Held): Held {
  const { id, pages } = one.document;
  const kept = JSON.stringify(answerPages(id, pages));
  const again = structuredClone(one);
  recallAnswers(id, again.document.pages, JSON.parse(kept) as AnsweredPage[]);
  return again;
}

/** A document that proves to be somebody else's: whole where it has one page, else its first page alone. */
const ofAnother = (one: Held): Held => ({
  ...one,
  summary: one.summary.pages > 1 ? { ...one.summary, pagesQuarantined: [1] } : { ...one.summary, status: 'quarantined' },
});

/** In another order, told by some numbers. */
const shuffled = (all: readonly Held[], by: readonly number[]): Held[] =>
  all
    .map((one, place) => ({ one, key: ((by[place % by.length] ?? 0) * (place + 7)) % 101 }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ one }) => one);

type Step =
  | { readonly act: 'deposit'; readonly which: readonly number[] }
  | { readonly act: 'remove'; readonly which: readonly number[] }
  | { readonly act: 'misfile'; readonly which: readonly number[] }
  | { readonly act: 'shuffle'; readonly which: readonly number[] }
  | { readonly act: 'rename'; readonly which: readonly number[]; readonly title: string; readonly date: string };

const which = fc.array(fc.nat(), { minLength: 1, maxLength: 5 });
const steps = fc.array<Step>(
  fc.oneof<fc.MaybeWeightedArbitrary<Step>[]>(
    { weight: 4, arbitrary: fc.record({ act: fc.constant('deposit' as const), which }) },
    { weight: 2, arbitrary: fc.record({ act: fc.constantFrom('remove' as const, 'misfile' as const, 'shuffle' as const), which }) },
    {
      weight: 1,
      arbitrary: fc.record({
        act: fc.constant('rename' as const),
        which,
        title: fc.constantFrom('Compte rendu des urgences', 'Lettre de liaison', 'Ordonnance', 'Biologie'),
        date: fc.constantFrom('2019-05-02', '2025-11-20'),
      }),
    },
  ),
  { minLength: 4, maxLength: 6 },
);

describe('a synthesis of a dossier that grows and shrinks in memory', () => {
  it.each(['v01', 'x03'])('is to the byte the one made of it afresh: %s', { timeout: 300_000 }, (folder) => {
    const { patient, documents } = held(folder);
    fc.assert(
      fc.property(steps, fc.nat(documents.length - 1), (acts, begun) => {
        let present = documents.slice(begun);
        for (const [place, step] of acts.entries()) {
          // Some are asked for of another day: what depends on it is found again.
          const day = place % 3 === 1 ? '2027-02-01' : '2026-11-16';
          const chosen = new Set(step.which.map((one) => documents[one % documents.length]?.summary.id));
          if (step.act === 'misfile') present = present.map((one) => (chosen.has(one.summary.id) ? ofAnother(one) : one));
          else if (step.act === 'shuffle') present = shuffled(present, step.which);
          else if (step.act === 'remove') present = present.filter(({ summary }) => !chosen.has(summary.id));
          else if (step.act === 'deposit')
            present = [
              ...documents.filter(({ summary: { id } }) => chosen.has(id) && !present.some(({ summary }) => summary.id === id)),
              ...present,
            ];
          else
            present = present.map((one) =>
              chosen.has(one.summary.id) ? { ...one, summary: { ...one.summary, title: step.title, date: step.date } } : one,
            );
          const grown = core(patient, present, day);
          // The same values, in objects that nothing was ever made of.
          expect(grown).toBe(core(patient, structuredClone(present).toReversed(), day));
        }
        // And in objects that are given what the store kept of each document.
        expect(core(patient, present.map(recalled), '2026-11-16')).toBe(core(patient, present, '2026-11-16'));
      }),
      { numRuns: 3, seed: 7 },
    );
  });
});
