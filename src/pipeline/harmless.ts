import { AppError, type ErrorCode } from '../errors.js';

/** What is kept to save time alone may be lost: no room, somebody else writing, or a dossier that was erased meanwhile. */
const HARMLESS: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['FRS-ST-002', 'FRS-ST-004', 'FRS-IN-012']);

export function harmless(error: unknown): undefined {
  if (error instanceof AppError && HARMLESS.has(error.code)) return undefined;
  throw error;
}
