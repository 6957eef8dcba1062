import { z } from 'zod';
import { Citations, PartialDate, Span } from './citation.js';
import { Code } from './document.js';

/** FHIR's nouns where FHIR has one. */
export const FactKind = z.enum([
  'condition',
  'medication',
  'observation',
  'procedure',
  'allergy',
  'immunization',
  'device',
  'family-history',
  'lifestyle',
  'pregnancy',
  /** Advance directives, care wishes. */
  'directive',
  /** Follow-up planned, act asked for. */
  'plan',
]);
export type FactKind = z.infer<typeof FactKind>;

export const FactStatus = z.enum(['active', 'past', 'resolved', 'suspected', 'ruled-out', 'absent', 'stopped', 'unknown']);
export type FactStatus = z.infer<typeof FactStatus>;

/** EDS-NLP's qualifiers, and those that clinical letters need beside them. */
export const Qualifiers = z.object({
  negated: z.boolean(),
  hypothetical: z.boolean(),
  family: z.boolean(),
  historical: z.boolean(),
  /** Said by the patient or a third party, in quoted or reported speech. */
  reported: z.boolean(),
  /** About somebody who is neither the patient nor kin. */
  otherPerson: z.boolean(),
  /** Told to the patient or the reader to do or watch for: not a finding. */
  instruction: z.boolean(),
});
export type Qualifiers = z.infer<typeof Qualifiers>;
export type Qualifier = keyof Qualifiers;

export const UNQUALIFIED: Qualifiers = Object.freeze({
  negated: false,
  hypothetical: false,
  family: false,
  historical: false,
  reported: false,
  otherPerson: false,
  instruction: false,
});

/** The words that decided a qualifier. */
export const Cue = z.object({
  qualifier: z.enum(['negated', 'hypothetical', 'family', 'historical', 'reported', 'otherPerson', 'instruction']),
  span: Span,
  rule: z.string(),
});
export type Cue = z.infer<typeof Cue>;

/** A measured value as written, and its number where it has one. */
export const Value = z.object({
  /** As written in the source: "0,71", "< 5,0", "148/88", "négatif". */
  text: z.string(),
  number: z.number().optional(),
  comparator: z.enum(['<', '<=', '>', '>=']).optional(),
  /** As written. */
  unit: z.string().optional(),
  ucum: z.string().optional(),
  rangeText: z.string().optional(),
  low: z.number().optional(),
  high: z.number().optional(),
  /** As the source says (H, L, A for abnormal without direction, N); never recomputed silently. */
  flag: z.enum(['H', 'L', 'A', 'N']).optional(),
  /** The source's own interpretation codes, where it has any (HL7 table: "H", "HH", "N", "S", "R"…). */
  interpretation: z.string().optional(),
  /** True where an OCR confidence below the threshold covers the digits. */
  lowConfidence: z.boolean().optional(),
});
export type Value = z.infer<typeof Value>;

/** What a document says of a drug; `event` is what it says happens to it there. */
export const Medication = z.object({
  /** International name, lower case, in French: "apixaban". */
  dci: z.string().optional(),
  brand: z.string().optional(),
  atc: z.string().optional(),
  strength: z.string().optional(),
  dose: z.string().optional(),
  route: z.string().optional(),
  frequency: z.string().optional(),
  duration: z.string().optional(),
  /** Days that `duration` or "qsp" covers, renewals included. */
  durationDays: z.number().optional(),
  renewals: z.number().optional(),
  event: z.enum([
    'prescribed',
    'listed',
    'discharge',
    'started',
    'stopped',
    'changed',
    'continued',
    'proposed',
    'refused',
    'not-taken',
    'administered',
    'past',
    'contraindicated',
  ]),
  reason: z.string().optional(),
  /** The day of the entry that says it, where the document is a log of several days. */
  writtenOn: PartialDate.optional(),
});
export type Medication = z.infer<typeof Medication>;

export const Immunization = z.object({
  product: z.string().optional(),
  targets: z.array(z.string()),
  doseRank: z.int().optional(),
  lot: z.string().optional(),
});
export type Immunization = z.infer<typeof Immunization>;

export const Allergy = z.object({
  reaction: z.string().optional(),
  certainty: z.enum(['confirmed', 'suspected', 'refuted', 'none-known']),
  intolerance: z.boolean(),
});
export type Allergy = z.infer<typeof Allergy>;

/** One assertion of one document. `id` is stable for the same document, rule and span. */
export const Fact = z.object({
  id: z.string(),
  documentId: z.string(),
  kind: FactKind,
  /** French, as a clinician would write it; the lexicon's label where there is one. */
  label: z.string().min(1),
  /** The lexicon's concept: equal for "DT2" and "diabète de type 2". */
  concept: z.string().optional(),
  code: Code.optional(),
  status: FactStatus,
  qualifiers: Qualifiers,
  cues: z.array(Cue),
  laterality: z.enum(['left', 'right', 'bilateral']).optional(),
  value: Value.optional(),
  /** When it happened, began or was measured. */
  date: PartialDate.optional(),
  endDate: PartialDate.optional(),
  /** Where the date comes from: written beside the fact, the section, or the document itself. */
  dateSource: z.enum(['text', 'section', 'document']).optional(),
  /** Who, for family-history: "mère", "sœur". */
  familyMember: z.string().optional(),
  medication: Medication.optional(),
  immunization: Immunization.optional(),
  allergy: Allergy.optional(),
  /** LOINC code of the section it stands in, where known. */
  section: z.string().optional(),
  /** 3 changes what a doctor does, 2 belongs in a summary, 1 is detail. */
  importance: z.int().min(1).max(3),
  /** Which rule or model said so: "rule:medication-line", "cda:3.1.6". */
  origin: z.string(),
  confidence: z.number().min(0).max(1),
  citations: Citations,
});
export type Fact = z.infer<typeof Fact>;
