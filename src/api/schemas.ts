import { z } from 'zod';
import { PartialDate } from '../domain/citation.js';
import { Code, DocumentStatus, IdentityTraits, Page, TextPosition, WordRepair } from '../domain/document.js';
import { FactKind, FactStatus, Medication, Qualifiers, Value } from '../domain/fact.js';
import { DocumentSummary } from '../domain/synthesis.js';
import { DepositMetadata } from '../extract/metadata/deposit.js';
import { PROFESSIONS } from '../summarise/vocabulary/professions.js';
import { ContractCitation, SynthesisContract } from '../summarise/contract.js';

/** The one source of validation, types and OpenAPI of the HTTP interface. */

export const DossierParams = z.object({ dossierId: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/) });
export const DocumentParams = DossierParams.extend({ documentId: z.string().regex(/^[0-9a-f]{16}$/) });
export const PageParams = DocumentParams.extend({ page: z.coerce.number().int().min(1).max(100_000) });

/** A day of the calendar: 2026-02-30 is none. */
export const FullDate = z.iso.date();

/** Lists that grow are read by pages of `limit` from `offset`; `total` says how many there are. */
const Paged = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
});

export const SynthesisQuery = z.object({
  on: FullDate.optional().describe('Date de référence, AAAA-MM-JJ ; aujourd’hui si absente'),
  reason: z.string().trim().min(1).max(300).optional().describe('Motif de consultation, texte libre'),
  since: PartialDate.optional().describe('Dernière visite : ce qui est nouveau depuis'),
  prose: z
    .enum(['true', 'false'])
    .optional()
    .describe('Points à retenir mis en phrases, où un modèle de langue est configuré ; absents de la réponse sinon'),
});

export const SectionsQuery = SynthesisQuery.extend({
  sections: z
    .string()
    .regex(/^\d{4,6}-\d(,\d{4,6}-\d){0,29}$/)
    .optional()
    .describe('Rubriques voulues, codes LOINC séparés par des virgules ; toutes si absent'),
  specialty: z
    .enum(PROFESSIONS.map(({ id }) => id))
    .optional()
    .describe('Les mêmes lignes, dans l’ordre où cette profession les cherche'),
});

export const TimelineQuery = Paged.extend({
  on: FullDate.optional(),
  kind: z.string().max(40).optional(),
  from: PartialDate.optional(),
  to: PartialDate.optional(),
  /** The dates that tell less, too. */
  all: z.enum(['true', 'false']).optional(),
}).extend({ limit: z.coerce.number().int().min(1).max(5000).default(1000) });

export const DossiersQuery = Paged;

export const DocumentsQuery = Paged.extend({ status: DocumentStatus.optional() });

export const FactsQuery = Paged.extend({
  kind: FactKind.optional(),
  document: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .optional(),
  from: PartialDate.optional(),
  to: PartialDate.optional(),
});

export const ViewsQuery = z.object({ on: FullDate.optional() });

export const SeriesQuery = z.object({ on: FullDate.optional(), analyte: z.string().trim().min(1).max(100).optional() });

export const RelevanceQuery = Paged.extend({ reason: z.string().trim().min(1).max(300), on: FullDate.optional() });

export const StatementParams = DossierParams.extend({ statementId: z.string().regex(/^s-[0-9a-z]{1,40}$/) });

const Judged = z.object({
  seen: z.string().min(1).max(4000).describe('Le texte de la ligne tel qu’affiché'),
  on: FullDate.optional().describe('Date de référence de la synthèse affichée'),
});
const Reason = z.string().trim().min(1).max(500);
export const ValidationRequest = z.discriminatedUnion('verdict', [
  Judged.extend({ verdict: z.literal('accepted') }),
  Judged.extend({ verdict: z.literal('corrected'), correction: z.string().trim().min(1).max(1000), reason: Reason.optional() }),
  Judged.extend({ verdict: z.literal('rejected'), reason: Reason }),
]);

export const SearchQuery = z.object({
  q: z.string().trim().min(1).max(400),
  from: PartialDate.optional(),
  to: PartialDate.optional(),
  type: z.string().max(40).optional(),
  specialty: z.string().max(80).optional(),
  organisation: z.string().trim().min(1).max(120).optional().describe('Établissement, cabinet ou laboratoire, ou une partie de son nom'),
  source: Page.shape.source.exclude(['failed']).optional().describe('Origine du texte : couche de texte, reconnaissance, CDA, texte brut'),
  section: z.string().max(40).optional().describe('Rubrique du document : conclusion, laboratory…'),
  kind: FactKind.optional().describe('Passages qui portent un fait de cette sorte'),
  abnormal: z.enum(['true', 'false']).optional(),
  limit: z.coerce.number().int().min(1).max(50).default(10),
});

export const ImageQuery = z.object({ width: z.coerce.number().int().min(100).max(2400).default(1240).describe('Largeur en pixels') });

export const IdentityVerdict = z.object({ verdict: z.enum(['accepted', 'rejected']) });

export const AskQuery = z.object({ q: z.string().trim().min(1).max(400), on: FullDate.optional() });

const ProcessingProgress = z.object({
  stage: z.enum(['read', 'recognise', 'understand', 'index', 'done']),
  done: z.int(),
  total: z.int(),
  pages: z.int(),
});

const Failure = z.object({ code: z.string(), message: z.string(), remedy: z.string() });

export const DossierView = z.object({
  id: z.string(),
  patient: IdentityTraits,
  documents: z.array(DocumentSummary),
  /** Absent when nothing is being processed. */
  progress: ProcessingProgress.optional(),
  /** What cut the last reading short: what had been read is there, the rest is not. */
  failure: Failure.optional(),
});

export const DocumentPage = z.object({ total: z.int(), documents: z.array(DocumentSummary) });

export const DossierList = z.object({
  total: z.int(),
  dossiers: z.array(z.object({ id: z.string(), patient: IdentityTraits.optional(), createdAt: z.string() })),
});

/** Where the reading of a dossier stands, for whoever asks again rather than listen. */
export const JobView = z.object({
  dossierId: z.string(),
  state: z.enum(['reading', 'done', 'failed']),
  progress: ProcessingProgress.optional(),
  failure: Failure.optional(),
});

export const BatchDeposit = z.object({
  patient: IdentityTraits.optional(),
  documents: z
    .array(
      DepositMetadata.extend({
        file: z
          .string()
          .min(1)
          .max(200)
          .refine((name) => name !== 'metadata.json'),
        content: z.base64().min(4).describe('Les octets du document'),
      }),
    )
    .min(1)
    .max(20),
});
export type BatchDeposit = z.infer<typeof BatchDeposit>;

export const Deposited = z.object({
  dossierId: z.string(),
  /** Where the reading is followed, under /api/v1. */
  job: z.string(),
  documents: z.array(
    z.object({
      file: z.string(),
      /** Of the file; its first 16 hex digits are the identifier of the document in it, unless it is an archive. */
      sha256: z.string().optional(),
      accepted: z.boolean(),
      code: z.string().optional(),
      message: z.string().optional(),
    }),
  ),
});

export type Deposited = z.infer<typeof Deposited>;

export const TimelineView = z.object({ total: z.int(), timeline: SynthesisContract.shape.timeline });
export const SeriesView = SynthesisContract.pick({ series: true });
export const PreventionView = SynthesisContract.pick({ prevention: true });

export const RelevanceView = z.object({
  reason: z.string(),
  total: z.int(),
  documents: z.array(
    z.object({
      documentId: z.string(),
      file: z.string(),
      title: z.string(),
      date: PartialDate.optional(),
      score: z.number(),
      why: z.string(),
    }),
  ),
});

const FactView = z.object({
  id: z.string(),
  kind: FactKind,
  label: z.string(),
  code: Code.optional(),
  status: FactStatus,
  qualifiers: Qualifiers,
  /** The words that decided a qualifier, on the page of the fact. */
  cues: z.array(z.object({ qualifier: z.string(), rule: z.string(), page: z.int(), start: z.int(), end: z.int() })),
  value: Value.optional(),
  medication: Medication.optional(),
  familyMember: z.string().optional(),
  date: PartialDate.optional(),
  endDate: PartialDate.optional(),
  section: z.string().optional(),
  importance: z.int(),
  /** Which rule or model said so. */
  origin: z.string(),
  confidence: z.number(),
  citations: z.array(ContractCitation).min(1),
});
export const FactList = z.object({ total: z.int(), facts: z.array(FactView) });

export const HealthView = z.object({ status: z.literal('ok'), version: z.string() });
export const ReadinessView = z.object({
  status: z.literal('ready'),
  version: z.string(),
  models: SynthesisContract.shape.provenance.shape.models,
  queued: z.int().describe('Dossiers en cours de lecture ou en attente'),
});

export const SearchView = z.object({
  query: z.string(),
  results: z.array(
    z.object({
      documentId: z.string(),
      file: z.string(),
      title: z.string(),
      date: PartialDate.optional(),
      score: z.number(),
      reasons: z.array(z.string()),
      passages: z.array(
        z.object({
          page: z.int(),
          start: z.int(),
          end: z.int(),
          text: z.string(),
          section: z.string(),
          highlights: z.array(z.object({ start: z.int(), end: z.int() })),
        }),
      ),
    }),
  ),
});

export const AnswerView = SynthesisContract.shape.answers.element;

export const PageView = z.object({
  documentId: z.string(),
  file: z.string(),
  title: z.string(),
  page: z.int(),
  pages: z.int(),
  source: z.enum(['text-layer', 'ocr', 'cda', 'plain', 'failed']),
  confidence: z.number().optional(),
  text: z.string(),
  positions: z.array(TextPosition),
  /** Words that a listed rule rewrote: what recognition had read there. */
  repairs: z.array(WordRepair),
  /** Where the page's image is, for documents that have a layout. */
  image: z.string().nullable(),
});
