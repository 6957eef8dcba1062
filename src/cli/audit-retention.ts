import { AppError } from '../errors.js';
import { LOCAL } from '../security/access.js';
import type { AuditLog } from '../security/audit-log.js';

const DAY_MS = 86_400_000;
type PurgedLog = Pick<AuditLog, 'purge' | 'record'>;

/** The moment before which lines are forgotten. Throws FRS-IN-008 for no day of the calendar, FRS-IN-011 where nothing says it. */
export function limitOf(before: string | undefined, days: number | undefined, now = new Date()): Date {
  if (before === undefined) {
    if (days === undefined) throw new AppError('FRS-IN-011', { detail: '--before ou FRISE_AUDIT_DAYS' });
    return new Date(now.getTime() - days * DAY_MS);
  }
  const date = /^\d{4}-\d{2}-\d{2}$/.test(before) ? new Date(`${before}T00:00:00Z`) : undefined;
  if (date === undefined || Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== before || date > now)
    throw new AppError('FRS-IN-008');
  return date;
}

/** Forgets the lines before that moment and leaves a line that says so. How many there were. */
export async function purgeAudit(log: PurgedLog, before: Date): Promise<number> {
  const gone = await log.purge(before);
  if (gone > 0)
    await log.record({
      at: new Date().toISOString(),
      actor: LOCAL.actor,
      action: 'purge-audit',
      reason: `avant ${before.toISOString()}`,
      outcome: 'done',
    });
  return gone;
}

/** Keeps the log no longer than the site's rule, now and once a day; what keeps it from doing so is for `frise doctor` to say. */
export function keepAuditFor(days: number, log: PurgedLog): NodeJS.Timeout {
  const purge = (): void => void purgeAudit(log, limitOf(undefined, days)).catch(() => undefined);
  purge();
  return setInterval(purge, DAY_MS).unref();
}
