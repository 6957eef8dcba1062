import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Citation } from '../../src/domain/citation.js';
import type { DocumentSummary, Synthesis } from '../../src/domain/synthesis.js';
import { FakeDossier } from '../fakes/fake-dossier.js';

/** Things that a letter may say, each with the fact that a reader would take from it. */
const SAID: readonly ((dossier: FakeDossier, document: string, date: string) => void)[] = [
  (d, id) => d.fact(id, 'Hypertension artérielle', { kind: 'condition', label: 'Hypertension artérielle', importance: 3 }),
  (d, id) => d.fact(id, 'Pas de diabète', { kind: 'condition', label: 'Diabète', status: 'absent', qualifiers: { negated: true } }),
  (d, id) =>
    d.fact(id, 'Embolie pulmonaire écartée', {
      kind: 'condition',
      label: 'Embolie pulmonaire',
      status: 'ruled-out',
      qualifiers: { negated: true },
    }),
  (d, id) => d.fact(id, 'Nodule du poumon droit', { kind: 'condition', label: 'Nodule du poumon', laterality: 'right', importance: 2 }),
  (d, id) => d.fact(id, 'Nodule du poumon gauche', { kind: 'condition', label: 'Nodule du poumon', laterality: 'left', importance: 2 }),
  (d, id) =>
    d.drug(
      id,
      'Apixaban 5 mg matin et soir',
      { dci: 'apixaban', atc: 'B01AF02', dose: '5 mg', frequency: 'matin et soir', event: 'prescribed' },
      { importance: 3 },
    ),
  (d, id) =>
    d.drug(
      id,
      'Apixaban 2,5 mg matin et soir',
      { dci: 'apixaban', atc: 'B01AF02', dose: '2,5 mg', frequency: 'matin et soir', event: 'changed' },
      { importance: 3 },
    ),
  (d, id) => d.drug(id, 'Arrêt de l’apixaban', { dci: 'apixaban', atc: 'B01AF02', event: 'stopped' }),
  (d, id) =>
    d.fact(id, 'Allergie à la pénicilline', {
      kind: 'allergy',
      label: 'Pénicilline',
      importance: 3,
      allergy: { certainty: 'confirmed', intolerance: false },
    }),
  (d, id, date) =>
    d.fact(id, 'Créatinine 131 µmol/L', {
      kind: 'observation',
      label: 'Créatinine',
      importance: 2,
      value: { text: '131', number: 131, unit: 'µmol/L', flag: 'H' },
      date,
      dateSource: 'document',
    }),
  (d, id, date) =>
    d.fact(id, 'Créatinine 92 µmol/L', {
      kind: 'observation',
      label: 'Créatinine',
      importance: 2,
      value: { text: '92', number: 92, unit: 'µmol/L', flag: 'N' },
      date,
      dateSource: 'document',
    }),
  (d, id) =>
    d.fact(id, 'Coloscopie le 03/02/2024', {
      kind: 'procedure',
      label: 'Coloscopie',
      status: 'past',
      date: '2024-02-03',
      dateSource: 'text',
      importance: 3,
    }),
  (d, id) =>
    d.fact(id, 'Mère : glaucome', { kind: 'family-history', label: 'Glaucome', familyMember: 'mère', qualifiers: { family: true } }),
];
const PAGE =
  'Hypertension artérielle. Pas de diabète. Embolie pulmonaire écartée. Nodule du poumon droit. Nodule du poumon gauche. Apixaban 5 mg matin et soir. Apixaban 2,5 mg matin et soir. Arrêt de l’apixaban. Allergie à la pénicilline. Créatinine 131 µmol/L. Créatinine 92 µmol/L. Coloscopie le 03/02/2024. Mère : glaucome.';

interface Written {
  readonly date: string;
  readonly title: string;
  readonly said: readonly number[];
  readonly status: 'read' | 'ocr' | 'quarantined' | 'failed' | 'duplicate';
  readonly badPage: boolean;
}

const written: fc.Arbitrary<Written> = fc.record({
  date: fc.constantFrom('2023-05-02', '2024-11-20', '2025-06-01', '2026-10-06', '2026-11-10'),
  title: fc.constantFrom('Courrier de cardiologie', 'Ordonnance', 'Résultats de laboratoire', 'Compte rendu d’hospitalisation'),
  said: fc.uniqueArray(fc.nat(SAID.length - 1), { maxLength: 6 }),
  status: fc.constantFrom('read', 'read', 'read', 'ocr', 'quarantined', 'failed', 'duplicate'),
  badPage: fc.boolean(),
});
const dossiers = fc.array(written, { minLength: 1, maxLength: 6 });

function build(documents: readonly Written[]): FakeDossier {
  const dossier = new FakeDossier();
  for (const [index, { date, title, said, status, badPage }] of documents.entries()) {
    const id = `d${index}`;
    const extra: Partial<DocumentSummary> = { status, pagesQuarantined: badPage && status === 'read' ? [1] : [] };
    dossier.document(id, date, title, PAGE, extra);
    for (const one of said) SAID[one]?.(dossier, id, date);
  }
  return dossier;
}

const lines = (synthesis: Synthesis) => synthesis.sections.flatMap(({ statements }) => statements);
const citationsOf = (synthesis: Synthesis): Citation[] =>
  [
    ...lines(synthesis),
    ...synthesis.treatments.current,
    ...synthesis.treatments.stopped,
    ...synthesis.timeline,
    ...synthesis.series.flatMap(({ points }) => points),
    ...synthesis.vigilance,
    ...synthesis.prevention,
  ].flatMap(({ citations }) => citations);

describe('whatever a dossier holds', () => {
  it('every citation is the slice of the page that it names, and every line has one', () => {
    fc.assert(
      fc.property(dossiers, (documents) => {
        const dossier = build(documents);
        const synthesis = dossier.summarise();
        expect(lines(synthesis).every(({ citations }) => citations.length > 0)).toBe(true);
        for (const { span, quote } of citationsOf(synthesis))
          expect(dossier.page(span.documentId, span.page)?.text.slice(span.start, span.end)).toBe(quote);
      }),
    );
  });

  it('nothing stands on a document or a page that is put aside, unread or a copy', () => {
    fc.assert(
      fc.property(dossiers, (documents) => {
        for (const { span } of citationsOf(build(documents).summarise())) {
          const { status, badPage } = documents[Number(span.documentId.slice(1))]!;
          expect(['read', 'ocr']).toContain(status);
          expect(badPage && status === 'read').toBe(false);
        }
      }),
    );
  });

  it('the order in which it came changes nothing', () => {
    fc.assert(
      fc.property(dossiers, fc.integer(), (documents, seed) => {
        const dossier = build(documents);
        const forward = dossier.summarise();
        const mixed = <T>(list: readonly T[]): T[] =>
          list
            .map((item, index) => ({ item, key: Math.imul(index + 1, seed | 1) ^ (seed >>> 3) }))
            .toSorted((a, b) => a.key - b.key)
            .map(({ item }) => item);
        expect(dossier.summarise({ documents: mixed(dossier.documents), facts: mixed(dossier.facts) })).toEqual(forward);
      }),
    );
  });

  it('a document that goes takes along what it alone supported, and nothing else changes hands', () => {
    fc.assert(
      fc.property(dossiers, fc.nat(5), (documents, which) => {
        const gone = `d${which % documents.length}`;
        const dossier = build(documents);
        const before = dossier.summarise();
        const after = dossier.summarise({
          documents: dossier.documents.filter(({ id }) => id !== gone),
          facts: dossier.facts.filter(({ documentId }) => documentId !== gone),
        });
        expect(citationsOf(after).some(({ span }) => span.documentId === gone)).toBe(false);
        const alone = lines(before).filter(({ citations }) => citations.every(({ span }) => span.documentId === gone));
        const left = new Set(lines(after).flatMap(({ factIds }) => factIds));
        for (const { factIds } of alone) for (const id of factIds) expect(left.has(id)).toBe(false);
        // The dossier in which it never was.
        const never = new FakeDossier();
        never.documents.push(...dossier.documents.filter(({ id }) => id !== gone));
        never.facts.push(...dossier.facts.filter(({ documentId }) => documentId !== gone).map((fact) => structuredClone(fact)));
        expect(never.summarise({ pages: dossier.page })).toEqual(after);
      }),
    );
  });
});
