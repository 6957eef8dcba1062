import { z } from 'zod';
import { PartialDate } from '../domain/citation.js';
import { DocumentStatus, IdentityTraits, TextPosition } from '../domain/document.js';
import { SynthesisContract } from '../summarise/contract.js';

/** The one source of validation, types and OpenAPI of the HTTP interface. */

export const DossierParams = z.object({ dossierId: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/) });
export const DocumentParams = DossierParams.extend({ documentId: z.string().regex(/^[0-9a-f]{16}$/) });
export const PageParams = DocumentParams.extend({ page: z.coerce.number().int().min(1).max(100_000) });

export const FullDate = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);

export const SynthesisQuery = z.object({
  on: FullDate.optional().describe('Date de référence, AAAA-MM-JJ ; aujourd’hui si absente'),
  reason: z.string().trim().min(1).max(300).optional().describe('Motif de consultation, texte libre'),
  since: PartialDate.optional().describe('Dernière visite : ce qui est nouveau depuis'),
});

export const SearchQuery = z.object({
  q: z.string().trim().min(1).max(400),
  from: PartialDate.optional(),
  to: PartialDate.optional(),
  type: z.string().max(40).optional(),
  specialty: z.string().max(80).optional(),
  abnormal: z.stringbool().optional(),
  limit: z.coerce.number().int().min(1).max(50).default(10),
});

export const ImageQuery = z.object({ width: z.coerce.number().int().min(100).max(2400).default(1240).describe('Largeur en pixels') });

export const IdentityVerdict = z.object({ verdict: z.enum(['accepted', 'rejected']) });

export const AskQuery = z.object({ q: z.string().trim().min(1).max(400), on: FullDate.optional() });

export const DocumentEntry = z.object({
  id: z.string(),
  file: z.string(),
  title: z.string(),
  type: z.string().optional(),
  date: PartialDate.optional(),
  author: z.string().optional(),
  pages: z.int(),
  status: DocumentStatus,
  pagesQuarantined: z.array(z.int()),
  note: z.string().optional(),
  identityDoubt: z.string().optional(),
  relatedId: z.string().optional(),
});

export const ProcessingProgress = z.object({
  stage: z.enum(['read', 'recognise', 'understand', 'index', 'done']),
  done: z.int(),
  total: z.int(),
  pages: z.int(),
});

export const DossierView = z.object({
  id: z.string(),
  patient: IdentityTraits,
  documents: z.array(DocumentEntry),
  /** Absent when nothing is being processed. */
  progress: ProcessingProgress.optional(),
});

export const DossierList = z.object({
  dossiers: z.array(z.object({ id: z.string(), patient: IdentityTraits.optional(), createdAt: z.string() })),
});

export const Deposited = z.object({
  dossierId: z.string(),
  documents: z.array(
    z.object({
      file: z.string(),
      sha256: z.string().optional(),
      accepted: z.boolean(),
      code: z.string().optional(),
      message: z.string().optional(),
    }),
  ),
});

export type Deposited = z.infer<typeof Deposited>;

export const TimelineView = z.object({ timeline: SynthesisContract.shape.timeline });

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
  /** Where the page's image is, for documents that have a layout. */
  image: z.string().nullable(),
});
