import { z } from 'zod';
import { Citation, Citations, PartialDate } from './citation.js';
import { AccessState, DocumentStatus, IdentityTraits } from './document.js';
import { FactKind, FactStatus, Qualifiers } from './fact.js';

/** What a person said of a line, who and when. */
export const StatementValidation = z.object({
  verdict: z.enum(['accepted', 'corrected', 'rejected']),
  /** What the line should say, for `corrected`. */
  correction: z.string().min(1).optional(),
  reason: z.string().min(1).optional(),
  by: z.string(),
  /** ISO 8601. */
  at: z.string(),
  /** The line has changed since: what was validated is no longer what it says. */
  outdated: z.boolean(),
});
export type StatementValidation = z.infer<typeof StatementValidation>;

/** What the synthesis says in one line; its text is rendered from its facts and checked against its citations. */
export const Statement = z.object({
  id: z.string(),
  text: z.string().min(1),
  fact: z.object({
    kind: FactKind,
    label: z.string(),
    code: z.string().optional(),
    status: FactStatus,
    value: z.string().optional(),
    unit: z.string().optional(),
    date: PartialDate.optional(),
    qualifiers: Qualifiers.pick({ negated: true, hypothetical: true, family: true, historical: true, reported: true }),
  }),
  importance: z.int().min(1).max(3),
  /** The rule that merged or chose, shown on demand. */
  rule: z.string(),
  /** Ids of the facts that it restates. */
  factIds: z.array(z.string()).min(1),
  citations: Citations,
  validation: StatementValidation.optional(),
});
export type Statement = z.infer<typeof Statement>;

/** Whether a person rejected the line as it now stands. */
export const isRejected = ({ validation }: Pick<Statement, 'validation'>): boolean =>
  validation?.verdict === 'rejected' && !validation.outdated;

/** What a person made the line say; undefined where nobody corrected it, or it has changed since. */
export const correctionOf = ({ validation }: Pick<Statement, 'validation'>): string | undefined =>
  validation?.verdict === 'corrected' && !validation.outdated ? validation.correction : undefined;

/** A part of a point to remember: a line of the synthesis, or a warning, told shortly. */
export const PointClause = z.object({
  text: z.string().min(1),
  /** The line that it tells; absent for a warning. */
  statementId: z.string().optional(),
  rule: z.string(),
  citations: Citations,
});
export type PointClause = z.infer<typeof PointClause>;

/** A point to remember: one line or more of one theme in one sentence, under its title where they are more; `fact` is its first clause's. */
export const Point = Statement.extend({ title: z.string(), clauses: z.array(PointClause).min(1) });
export type Point = z.infer<typeof Point>;

export const Section = z.object({
  /** LOINC. */
  code: z.string(),
  title: z.string(),
  emptyReason: z.enum(['absence-stated', 'not-found']).nullable(),
  statements: z.array(Statement),
});
export type Section = z.infer<typeof Section>;

export const CurrentTreatment = z.object({
  label: z.string(),
  brand: z.string().optional(),
  /** "collyre", "crème", "aérosol": said where it is neither swallowed nor injected. */
  form: z.string().optional(),
  dose: z.string().optional(),
  since: PartialDate.optional(),
  /** Said where documents disagree on the dose, or only one old list has it. */
  note: z.string().optional(),
  citations: Citations,
});
export type CurrentTreatment = z.infer<typeof CurrentTreatment>;

export const StoppedTreatment = z.object({
  label: z.string(),
  brand: z.string().optional(),
  form: z.string().optional(),
  date: PartialDate.optional(),
  reason: z.string().optional(),
  citations: Citations,
});
export type StoppedTreatment = z.infer<typeof StoppedTreatment>;

export const TimelineEvent = z.object({
  date: PartialDate,
  kind: z.union([FactKind, z.enum(['encounter', 'imaging', 'laboratory', 'document'])]),
  label: z.string(),
  importance: z.int().min(1).max(3),
  citations: Citations,
});
export type TimelineEvent = z.infer<typeof TimelineEvent>;

export const Series = z.object({
  analyte: z.string(),
  unit: z.string(),
  points: z.array(
    z.object({
      date: PartialDate,
      value: z.union([z.number(), z.string()]),
      flag: z.string().optional(),
      rangeText: z.string().optional(),
      citations: Citations,
    }),
  ),
});
export type Series = z.infer<typeof Series>;

/** Facts side by side, never advice. A failed or unread document has no passage to cite: it names the file. */
export const Vigilance = z.object({
  kind: z.enum(['conflict', 'identity', 'unread', 'safety']),
  text: z.string(),
  rule: z.string(),
  importance: z.int().min(1).max(3),
  factIds: z.array(z.string()),
  citations: z.array(Citation),
});
export type Vigilance = z.infer<typeof Vigilance>;

/** What the French vaccination calendar and the organised screenings ask at this age and sex, against what the record proves. */
export const Prevention = z.object({
  label: z.string(),
  status: z.enum(['done', 'due', 'unknown']),
  rule: z.string(),
  citations: z.array(Citation),
});
export type Prevention = z.infer<typeof Prevention>;

export const RankedDocument = z.object({ documentId: z.string(), score: z.number(), why: z.string() });
export type RankedDocument = z.infer<typeof RankedDocument>;

export const Answer = z.object({ question: z.string(), found: z.boolean(), text: z.string(), citations: z.array(Citation) });
export type Answer = z.infer<typeof Answer>;

/** A document as the synthesis lists it. */
export const DocumentSummary = z.object({
  id: z.string(),
  file: z.string(),
  title: z.string(),
  type: z.string().optional(),
  date: PartialDate.optional(),
  author: z.string().optional(),
  /** The author's, where a source says it. */
  specialty: z.string().optional(),
  /** Masked, invisible, obsolete, the patient's own: absent where none is said. */
  access: z.array(AccessState).optional(),
  pages: z.int(),
  status: DocumentStatus,
  pagesQuarantined: z.array(z.int()),
  /** French, why it is not simply read. */
  note: z.string().optional(),
  /** French: what differs between the identity in this document and the dossier's, where it is a doubt and no more. */
  identityDoubt: z.string().optional(),
  /** The document this one repeats, is replaced by, or was attached to. */
  relatedId: z.string().optional(),
});
export type DocumentSummary = z.infer<typeof DocumentSummary>;

export const ModelReference = z.object({ id: z.string(), sha256: z.string() });
export type ModelReference = z.infer<typeof ModelReference>;

/** The points to remember as one sentence or more; a model's sentence restates its lines, the template's is the line. */
export const ProseSentence = z.object({
  text: z.string().min(1),
  statementIds: z.array(z.string()).min(1),
  citations: Citations,
  by: z.enum(['model', 'template']),
});
export type ProseSentence = z.infer<typeof ProseSentence>;

export const Prose = z.object({
  sentences: z.array(ProseSentence),
  model: ModelReference,
  /** Sentences of the model that gave way to a template's, counted by reason. */
  fallbacks: z.record(z.string(), z.int()),
});
export type Prose = z.infer<typeof Prose>;

/** A line that the last visit left otherwise: what the last document until then said. */
export const ChangedLine = z.object({
  statementId: z.string(),
  /** As written then: "2,5 mg", "arrêté", "suspecté". */
  before: z.string().min(1),
  on: PartialDate,
  citations: Citations,
});
export type ChangedLine = z.infer<typeof ChangedLine>;

export const Synthesis = z.object({
  patient: IdentityTraits,
  referenceDate: PartialDate,
  reason: z.string().optional(),
  since: PartialDate.optional(),
  /** Lines that changed since; absent where no visit was named. */
  changed: z.array(ChangedLine).optional(),
  /** Ids of the three to five points that matter for the reason. */
  highlights: z.array(z.string()),
  points: z.array(Point),
  /** Absent unless a language model is configured and prose was asked for. */
  prose: Prose.optional(),
  sections: z.array(Section),
  treatments: z.object({ current: z.array(CurrentTreatment), stopped: z.array(StoppedTreatment) }),
  /** The dates that tell the story. */
  timeline: z.array(TimelineEvent),
  /** The other dates of the record, which a reader opens on demand. */
  otherDates: z.array(TimelineEvent),
  series: z.array(Series),
  vigilance: z.array(Vigilance),
  prevention: z.array(Prevention),
  relevance: z.array(RankedDocument),
  answers: z.array(Answer),
  documents: z.array(DocumentSummary),
  /** Statements that the checker refused, counted by reason. */
  dropped: z.record(z.string(), z.int()),
  provenance: z.object({ generatedAt: z.string(), version: z.string(), models: z.array(ModelReference) }),
});
export type Synthesis = z.infer<typeof Synthesis>;
