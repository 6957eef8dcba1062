import { z } from 'zod';

export const AuditAction = z.enum([
  'sign-in',
  'sign-out',
  'list',
  'deposit',
  'set-patient',
  'remove-document',
  'open',
  'search',
  'synthesise',
  'view-page',
  'view-original',
  'decide-identity',
  'decide-statement',
  'set-team',
  'break-glass',
  'erase',
  'set-account',
  'set-key',
  'read-audit',
  'purge-audit',
  'rotate-keys',
  'backup',
  'restore',
]);
export type AuditAction = z.infer<typeof AuditAction>;

/** Who did what to which dossier, when and why. Identifiers and codes only: nothing that a document says. */
export const AuditEntry = z.object({
  /** ISO 8601, as the machine's clock said. */
  at: z.string(),
  /** A professional's national identifier where it is known, a login otherwise. */
  actor: z.string(),
  /** The key of the software that asked in their name. */
  via: z.string().optional(),
  /** The professional who delegates to the actor. */
  onBehalfOf: z.string().optional(),
  action: AuditAction,
  dossier: z.string().optional(),
  document: z.string().optional(),
  /** Whose place in the team was changed, and to what. */
  person: z.string().optional(),
  standing: z.enum(['attending', 'member', 'removed']).optional(),
  /** What the person said to open the dossier: a break-glass, an emergency. Never the reason of the consultation. */
  reason: z.string().optional(),
  outcome: z.enum(['done', 'refused', 'failed']),
  /** The error's code where it was not done. */
  code: z.string().optional(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** What the pipeline needs of an audit. */
export interface AuditTrail {
  record(entry: AuditEntry): Promise<void>;
  close(): Promise<void>;
}
