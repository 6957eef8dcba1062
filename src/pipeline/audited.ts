import { AppError } from '../errors.js';
import type { Access } from '../security/access.js';
import type { AuditEntry, AuditTrail } from '../security/audit-entry.js';

/** What, beside the dossier, something is done to. */
export type AuditedMatter = Pick<AuditEntry, 'document' | 'person' | 'standing'>;

/**
 * Does something under a person's name and records how it ended. What cannot be recorded is not given out: the audit's own error
 * comes in the place of the answer.
 */
export async function audited<T>(
  audit: AuditTrail | undefined,
  what: Pick<AuditEntry, 'action' | 'dossier'> & AuditedMatter,
  { actor, via, onBehalfOf, reason }: Access,
  now: () => Date,
  run: () => Promise<T>,
): Promise<T> {
  if (audit === undefined) return run();
  const entry = {
    at: now().toISOString(),
    actor,
    ...(via === undefined ? {} : { via }),
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
    ...what,
    ...(reason === undefined ? {} : { reason }),
  };
  let result: T;
  try {
    result = await run();
  } catch (error) {
    await audit.record({ ...entry, ...endOf(error) });
    throw error;
  }
  await audit.record({ ...entry, outcome: 'done' });
  return result;
}

function endOf(error: unknown): Pick<AuditEntry, 'outcome' | 'code'> {
  if (!(error instanceof AppError)) return { outcome: 'failed', code: 'FRS-SY-001' };
  return { outcome: error.status < 500 ? 'refused' : 'failed', code: error.code };
}
