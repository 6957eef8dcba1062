import { basename } from 'node:path';
import { z } from 'zod';
import { PartialDate, type Citation } from '../domain/citation.js';
import { DocumentStatus, IdentityTraits } from '../domain/document.js';
import { FactKind, FactStatus } from '../domain/fact.js';
import { StatementValidation, type DocumentSummary, type Point, type Synthesis } from '../domain/synthesis.js';
import { AppError } from '../errors.js';
import { everydayName } from './drug-names.js';
import { sinceLastVisit } from './since.js';

/** A passage: `quote` is `text.slice(start, end)` of that page, offsets in UTF-16 code units, pages from 1. */
export const ContractCitation = z.object({
  document: z.string(),
  documentId: z.string(),
  page: z.int(),
  start: z.int(),
  end: z.int(),
  quote: z.string().min(1),
});
const Cited = z.array(ContractCitation).min(1);

const DatedEvent = z.object({ date: PartialDate, kind: z.string(), label: z.string(), importance: z.int(), citations: Cited });

/** What `frise summarise --json` prints and the API answers: the one shape that every measure reads. */
export const SynthesisContract = z.object({
  patient: IdentityTraits,
  referenceDate: PartialDate,
  reason: z.string().nullable(),
  since: PartialDate.nullable(),
  /** What only documents dated after the last visit say: files, ids of statements. Absent where no visit was named. */
  news: z
    .object({
      documents: z.array(z.string()),
      statements: z.array(z.string()),
      /** Lines that the visit left otherwise: what the last document until then said. */
      changed: z.array(z.object({ statement: z.string(), before: z.string(), on: PartialDate, citations: Cited })).optional(),
    })
    .optional(),
  highlights: z.array(z.string()),
  /** The points to remember as prose, where it was asked for and a language model is configured. */
  prose: z
    .object({
      sentences: z.array(
        z.object({
          text: z.string(),
          /** Lines that it restates. */
          statements: z.array(z.string()).min(1),
          by: z.enum(['model', 'template']),
          citations: Cited,
        }),
      ),
      model: z.object({ id: z.string(), sha256: z.string() }),
      /** What the model wrote and was not believed, by reason: the template's line stands in its place. */
      fallbacks: z.record(z.string(), z.int()),
    })
    .optional(),
  sections: z.array(
    z.object({
      code: z.string(),
      title: z.string(),
      emptyReason: z.enum(['absence-stated', 'not-found']).nullable(),
      statements: z.array(
        z.object({
          id: z.string(),
          text: z.string(),
          importance: z.int(),
          rule: z.string(),
          fact: z.object({
            kind: FactKind,
            label: z.string(),
            code: z.string().optional(),
            status: FactStatus,
            value: z.string().optional(),
            unit: z.string().optional(),
            date: PartialDate.optional(),
            qualifiers: z.object({
              negated: z.boolean(),
              hypothetical: z.boolean(),
              family: z.boolean(),
              historical: z.boolean(),
              reported: z.boolean(),
            }),
          }),
          citations: Cited,
          validation: StatementValidation.optional(),
          /** Of a point to remember: the lines (by id), and the warnings (without), that it tells in this order. */
          clauses: z.array(z.object({ text: z.string(), statement: z.string().optional(), rule: z.string(), citations: Cited })).optional(),
        }),
      ),
    }),
  ),
  treatments: z.object({
    current: z.array(
      z.object({
        label: z.string(),
        brand: z.string().optional(),
        dose: z.string().optional(),
        since: PartialDate.optional(),
        note: z.string().optional(),
        citations: Cited,
      }),
    ),
    stopped: z.array(
      z.object({
        label: z.string(),
        brand: z.string().optional(),
        date: PartialDate.optional(),
        reason: z.string().optional(),
        citations: Cited,
      }),
    ),
  }),
  timeline: z.array(DatedEvent),
  /** Dates that tell less, folded: everything that the record dates stands in one of the two. */
  otherDates: z.array(DatedEvent),
  series: z.array(
    z.object({
      analyte: z.string(),
      unit: z.string(),
      points: z.array(
        z.object({
          date: PartialDate,
          value: z.union([z.number(), z.string()]),
          flag: z.string().optional(),
          rangeText: z.string().optional(),
          citations: Cited,
        }),
      ),
    }),
  ),
  vigilance: z.array(
    z.object({
      kind: z.enum(['conflict', 'identity', 'unread', 'safety']),
      text: z.string(),
      rule: z.string(),
      importance: z.int(),
      citations: z.array(ContractCitation),
    }),
  ),
  prevention: z.array(
    z.object({ label: z.string(), status: z.enum(['done', 'due', 'unknown']), rule: z.string(), citations: z.array(ContractCitation) }),
  ),
  relevance: z.array(z.object({ document: z.string(), score: z.number(), why: z.string() })),
  answers: z.array(z.object({ question: z.string(), found: z.boolean(), text: z.string(), citations: z.array(ContractCitation) })),
  documents: z.array(
    z.object({
      file: z.string(),
      title: z.string(),
      type: z.string().nullable(),
      date: PartialDate.nullable(),
      author: z.string().nullable(),
      pages: z.int(),
      status: DocumentStatus,
      pagesQuarantined: z.array(z.int()),
      note: z.string().optional(),
    }),
  ),
  dropped: z.record(z.string(), z.int()),
  provenance: z.object({ generatedAt: z.string(), version: z.string(), models: z.array(z.object({ id: z.string(), sha256: z.string() })) }),
});
export type SynthesisContract = z.infer<typeof SynthesisContract>;

/** The points to remember are lines too, so that `highlights` resolves as any line does; they are judged by their lines. LOINC "Document summary", the last section. */
export const POINTS_SECTION = { code: '55112-7', title: 'Points à retenir' };

/** "Acide acétylsalicylique (aspirine)", "timolol collyre": the international name, with the one that everybody uses and its form. */
const spokenOf = <T extends { readonly label: string; readonly form?: string | undefined }>({ form, ...treatment }: T): Omit<T, 'form'> => {
  const everyday = everydayName(treatment.label);
  return { ...treatment, label: [treatment.label, form, everyday && `(${everyday})`].filter(Boolean).join(' ') };
};

/**
 * The synthesis in the shape of the contract: documents by file name.
 * @throws AppError FRS-SY-001 when a citation names a document that is not listed.
 */
export function toContract(synthesis: Synthesis, documentsById: ReadonlyMap<string, DocumentSummary>): SynthesisContract {
  const fileOf = (documentId: string): string => {
    const document = documentsById.get(documentId);
    if (document === undefined) throw new AppError('FRS-SY-001');
    return basename(document.file);
  };
  const cite = ({ span, quote }: Citation): z.infer<typeof ContractCitation> => ({
    document: fileOf(span.documentId),
    documentId: span.documentId,
    page: span.page,
    start: span.start,
    end: span.end,
    quote,
  });
  const cited = <T extends { readonly citations: readonly Citation[] }>(item: T) => ({ ...item, citations: item.citations.map(cite) });
  const pointed = (point: Point) => ({
    ...cited(point),
    clauses: point.clauses.map(({ statementId, ...clause }) => ({ ...cited(clause), statement: statementId })),
  });
  return SynthesisContract.parse({
    patient: synthesis.patient,
    referenceDate: synthesis.referenceDate,
    reason: synthesis.reason ?? null,
    since: synthesis.since ?? null,
    ...newsOf(synthesis, fileOf, cite),
    highlights: synthesis.highlights,
    ...proseOf(synthesis, cite),
    sections: [
      ...synthesis.sections.map((section) => ({ ...section, statements: section.statements.map(cited) })),
      ...(synthesis.points.length === 0 ? [] : [{ ...POINTS_SECTION, emptyReason: null, statements: synthesis.points.map(pointed) }]),
    ],
    treatments: {
      current: synthesis.treatments.current.map((treatment) => cited(spokenOf(treatment))),
      stopped: synthesis.treatments.stopped.map((treatment) => cited(spokenOf(treatment))),
    },
    timeline: synthesis.timeline.map(cited),
    otherDates: synthesis.otherDates.map(cited),
    series: synthesis.series.map((series) => ({ ...series, points: series.points.map(cited) })),
    vigilance: synthesis.vigilance.map(cited),
    prevention: synthesis.prevention.map(cited),
    relevance: synthesis.relevance.map(({ documentId, score, why }) => ({ document: fileOf(documentId), score, why })),
    answers: synthesis.answers.map(cited),
    documents: synthesis.documents.map((document) => ({
      file: basename(document.file),
      title: document.title,
      type: document.type ?? null,
      date: document.date ?? null,
      author: document.author ?? null,
      pages: document.pages,
      status: document.status,
      pagesQuarantined: document.pagesQuarantined,
      ...(document.note === undefined ? {} : { note: document.note }),
    })),
    dropped: synthesis.dropped,
    provenance: synthesis.provenance,
  });
}

function newsOf(
  synthesis: Synthesis,
  fileOf: (documentId: string) => string,
  cite: (citation: Citation) => z.infer<typeof ContractCitation>,
): Pick<SynthesisContract, 'news'> {
  if (synthesis.since === undefined) return {};
  const { documents, statements } = sinceLastVisit(synthesis, synthesis.since);
  const changed = (synthesis.changed ?? []).map(({ statementId, before, on, citations }) => ({
    statement: statementId,
    before,
    on,
    citations: citations.map(cite),
  }));
  return { news: { documents: documents.map(fileOf), statements: statements.map(({ id }) => id), changed } };
}

function proseOf({ prose }: Synthesis, cite: (citation: Citation) => z.infer<typeof ContractCitation>): Pick<SynthesisContract, 'prose'> {
  if (prose === undefined) return {};
  const { sentences, model, fallbacks } = prose;
  const told = sentences.map(({ text, by, statementIds, citations }) => ({
    text,
    by,
    statements: statementIds,
    citations: citations.map(cite),
  }));
  return { prose: { sentences: told, model, fallbacks } };
}
