import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { AppError } from '../errors.js';
import { readDeposit } from '../extract/metadata/deposit.js';
import { sha256Of } from '../extract/read/reading.js';
import type { Pipeline, Progress } from '../pipeline.js';
import type { DossierState } from '../pipeline/dossier-state.js';
import { listFiles } from './list-files.js';
import { ProgressLine } from './progress-line.js';

/** A folder is a dossier: the same folder again finds what was stored of it. */
export function dossierIdOf(directory: string): string {
  try {
    return `dir-${createHash('sha256').update(realpathSync(directory)).digest('hex').slice(0, 16)}`;
  } catch (cause) {
    throw new AppError((cause as NodeJS.ErrnoException).code === 'EACCES' ? 'FRS-IN-007' : 'FRS-IN-001', { cause });
  }
}

export interface ReadDirectoryOptions {
  /** Called before scans are recognised, with what can be said already. */
  readonly onFirstView?: (state: DossierState) => Promise<void>;
  /** Files of the folder are added and none is taken away. */
  readonly keepOthers?: boolean;
}

/**
 * Brings a dossier in line with a folder (or one file) and reads what is new, with progress on standard error.
 * Throws FRS-IN-001 or -007 for the folder itself, and the first file's own error where none could be read.
 */
export async function readDirectory(
  pipeline: Pipeline,
  path: string,
  dossierId: string,
  options: ReadDirectoryOptions = {},
): Promise<DossierState> {
  const found = listFiles(path);
  const readable = found.files.flatMap(({ fileName, bytes }) => (bytes === undefined ? [] : [{ fileName, bytes }]));
  const refusals = found.files.flatMap(({ fileName, error }) =>
    error === undefined ? [] : [{ fileName, code: error.code, message: `${error.message} ${error.remedy}` }],
  );
  const deposit = found.deposit === undefined ? undefined : readDeposit(found.deposit);
  if (options.keepOthers !== true) await pipeline.keepOnly(dossierId, new Set(readable.map(({ bytes }) => sha256Of(bytes))), refusals);
  await pipeline.deposit(dossierId, readable, deposit);

  const line = new ProgressLine(process.stderr);
  const state = await pipeline.process(dossierId, (progress) => line.show(progress.stage, describe(progress)), options.onFirstView);
  const unread = state.summaries.filter(({ status }) => status === 'failed');
  const pages = state.summaries.reduce((sum, summary) => sum + summary.pages, 0);
  line.end(
    `${counted(state.summaries.length, 'document')}, ${counted(pages, 'page')}${unread.length > 0 ? `, ${unread.length} non lu${unread.length > 1 ? 's' : ''}` : ''}`,
  );
  for (const { file, note } of unread) process.stderr.write(`  ! ${file} : ${note ?? ''}\n`);
  if (unread.length === state.summaries.length) throw new AppError('FRS-IN-010');
  return state;
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count > 1 ? 's' : ''}`;

function describe({ stage, done, total, pages }: Progress): string {
  switch (stage) {
    case 'read':
      return `Lecture : document ${done + 1}/${total}, ${counted(pages, 'page')}`;
    case 'recognise':
      return `Reconnaissance des pages numérisées : ${done}/${total}`;
    case 'understand':
      return `Analyse : document ${done + 1}/${total}`;
    case 'index':
      return `Indexation : passage ${done}/${total}`;
    case 'done':
      return 'Terminé';
  }
}
