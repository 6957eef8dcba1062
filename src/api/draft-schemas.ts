import { z } from 'zod';
import { ContractCitation } from '../summarise/contract.js';
import { FACILITIES, PRACTICE_SETTINGS } from '../summarise/vocabulary/cda-codes.js';
import { CERTIFICATES } from '../summarise/vocabulary/child-certificates.js';
import { DossierParams, FullDate } from './schemas.js';

const keysOf = <T extends object>(table: T): (keyof T & string)[] => Object.keys(table) as (keyof T & string)[];

export const DraftKind = z.enum(['vsm', 'vaccination-note', 'vaccination-record', ...keysOf(CERTIFICATES)]);
export type DraftKind = z.infer<typeof DraftKind>;

export const DraftParams = DossierParams.extend({ kind: DraftKind });

const Vaccine = z.string().trim().min(1).max(100).describe('Pour la note de vaccination : le vaccin administré');
export const DraftQuery = z.object({
  on: FullDate.optional().describe('Jour de l’acte ou de l’examen ; aujourd’hui si absent'),
  vaccine: Vaccine.optional(),
});

const DraftValue = z.union([z.string().max(300), z.number(), z.boolean()]);
export const DraftView = z.object({
  kind: DraftKind,
  title: z.string(),
  on: FullDate,
  warnings: z.array(z.string()),
  fields: z.array(
    z.object({
      id: z.string(),
      section: z.string(),
      label: z.string(),
      type: z.enum(['text', 'date', 'integer', 'quantity', 'boolean']),
      unit: z.string().optional(),
      required: z.boolean(),
      /** Absent where the dossier does not say it. */
      value: DraftValue.optional(),
      citations: z.array(ContractCitation),
    }),
  ),
});

const Name = z.string().trim().min(1).max(100);
export const CompletionRequest = z.object({
  on: FullDate.optional(),
  vaccine: Vaccine.optional(),
  values: z
    .record(z.string().max(60), DraftValue.nullable())
    .default({})
    .describe('Par identifiant de champ ; null vide un champ, un champ absent garde ce que le dossier en dit'),
  validated: z.literal(true).describe('La personne a relu le document et en répond'),
  signer: z.object({
    family: Name,
    given: Name,
    rpps: z.string().regex(/^\d{9,13}$/),
    specialty: z.string().max(30).describe('Code du JDV_J01, « G15_10/SM26 »'),
    organisation: z.object({
      name: Name,
      identifier: z.string().regex(/^\w{5,30}$/),
      setting: z.enum(keysOf(PRACTICE_SETTINGS)),
      facility: z.enum(keysOf(FACILITIES)),
    }),
  }),
});
