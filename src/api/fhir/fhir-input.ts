import { z } from 'zod';

/** What is asked of the resources that may be sent here; elements that are not named are kept as they come. */

const Identifier = z.looseObject({ system: z.string().max(500).optional(), value: z.string().max(200).optional() });
const Reference = z.looseObject({
  reference: z.string().max(500).optional(),
  display: z.string().max(300).optional(),
  identifier: Identifier.optional(),
});
const Coding = z.looseObject({ system: z.string().optional(), code: z.string().optional(), display: z.string().optional() });
const Concept = z.looseObject({ coding: z.array(Coding).optional(), text: z.string().optional() });
export const BinaryInput = z.looseObject({
  resourceType: z.literal('Binary'),
  id: z.string().optional(),
  contentType: z.string().max(100).optional(),
  data: z.base64().optional(),
});
export type BinaryInput = z.infer<typeof BinaryInput>;

export const DocumentReferenceInput = z.looseObject({
  resourceType: z.literal('DocumentReference'),
  status: z.enum(['current', 'superseded']),
  subject: Reference,
  type: Concept.optional(),
  date: z.string().optional(),
  description: z.string().optional(),
  contained: z.array(z.looseObject({ resourceType: z.string() })).optional(),
  content: z
    .array(
      z.looseObject({
        attachment: z.looseObject({
          contentType: z.string().max(100).optional(),
          data: z.base64().optional(),
          url: z.string().max(500).optional(),
          size: z.int().min(0).optional(),
          hash: z.base64().optional().describe('SHA-1, comme le veut FHIR R4'),
        }),
      }),
    )
    .length(1),
});
export type DocumentReferenceInput = z.infer<typeof DocumentReferenceInput>;

const Measured = z.looseObject({
  value: z.number().optional(),
  comparator: z.enum(['<', '<=', '>=', '>']).optional(),
  unit: z.string().max(50).optional(),
});
export const ObservationInput = z
  .looseObject({
    resourceType: z.literal('Observation'),
    status: z.enum(['preliminary', 'final', 'amended', 'corrected']),
    subject: Reference,
    code: Concept,
    effectiveDateTime: z
      .string()
      .regex(/^\d{4}(-\d{2}(-\d{2}(T\S+)?)?)?$/)
      .optional(),
    effectiveInstant: z.string().optional(),
    effectivePeriod: z.looseObject({ start: z.string().optional(), end: z.string().optional() }).optional(),
    valueQuantity: Measured.optional(),
    valueString: z.string().max(2000).optional(),
    valueInteger: z.int().optional(),
    valueCodeableConcept: Concept.optional(),
    component: z.array(z.looseObject({ code: Concept, valueQuantity: Measured.optional() })).optional(),
    performer: z.array(Reference).optional(),
    device: Reference.optional(),
  })
  .refine(({ code }) => code.text !== undefined || (code.coding ?? []).length > 0, { path: ['code'] })
  .refine(
    (sent) =>
      [sent.valueQuantity?.value, sent.valueString, sent.valueInteger, sent.valueCodeableConcept, sent.component?.[0]].some(
        (value) => value !== undefined,
      ),
    { path: ['value'] },
  );
export type ObservationInput = z.infer<typeof ObservationInput>;

/** IHE MHD, Provide Document Bundle (ITI-65): a List, its DocumentReferences and Binaries; Observations may come along. */
export const TransactionInput = z.looseObject({
  resourceType: z.literal('Bundle'),
  type: z.literal('transaction'),
  entry: z
    .array(
      z.looseObject({
        fullUrl: z.string().max(500).optional(),
        resource: z.looseObject({ resourceType: z.string().max(60) }),
        request: z.looseObject({ method: z.literal('POST'), url: z.string().max(200) }),
      }),
    )
    .min(1)
    .max(200),
});
export type TransactionInput = z.infer<typeof TransactionInput>;
