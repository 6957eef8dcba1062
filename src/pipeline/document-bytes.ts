import type { Document } from '../domain/document.js';
import { AppError, type ErrorCode } from '../errors.js';
import { readSource } from '../extract/read/read-source.js';
import type { RawReading } from '../extract/read/reading.js';
import type { DossierStore } from '../store/dossier-store.js';
import type { DossierArchive } from './dossier-archive.js';

/** A document's own bytes, taken out of the file that carried it where it came in one. */
export async function documentBytes(archive: DossierArchive, dossierId: string, document: Document): Promise<Uint8Array | undefined> {
  const source = await archive.sourceOf(dossierId, document.id);
  if (source === undefined) return undefined;
  const bytes = await archive.sourceBytes(dossierId, source);
  if (document.sha256 === source) return bytes;
  return (await readSource({ fileName: document.fileName, bytes })).find((reading) => reading.id === document.id)?.bytes;
}

/** Reads a document's source again: bytes are not kept twice, and reading without recognition is cheap. Throws FRS-ST-003. */
export async function rawReading(
  archive: DossierArchive,
  store: DossierStore,
  dossierId: string,
  documentId: string,
): Promise<{ readonly source: string; readonly raw: RawReading }> {
  const source = await archive.sourceOf(dossierId, documentId);
  const bytes = source === undefined ? undefined : await archive.sourceBytes(dossierId, source);
  const fileName =
    source === undefined ? '' : ((await store.listSources(dossierId)).find(({ sha256 }) => sha256 === source)?.fileName ?? '');
  const raw = bytes && (await readSource({ fileName, bytes })).find((reading) => reading.id === documentId);
  if (source === undefined || raw === undefined) throw new AppError('FRS-ST-003', { detail: 'original' });
  return { source, raw };
}

/** Takes one error for an absence; any other goes on. */
const absentOn =
  (code: ErrorCode) =>
  (error: unknown): undefined => {
    if (!(error instanceof AppError && error.code === code)) throw error;
  };
/** An original that the disk has altered is one document lost, not the dossier. */
export const damaged = absentOn('FRS-ST-003');
/** The audit is to say that nothing was shown. */
export const absent = absentOn('FRS-IN-012');
