import { readDeposit } from '../../../src/extract/metadata/deposit.js';
import { pageOf } from '../../../src/pipeline/dossier-state.js';
import { viewDossier } from '../../../src/pipeline/view-dossier.js';
import type { SpecialViews } from '../../../src/summarise/views/view-contract.js';
import { temporaryPipeline } from '../../fakes/temporary-pipeline.js';

export interface WrittenDocument {
  readonly file: string;
  readonly title: string;
  readonly date: string;
  readonly text: string;
  readonly author?: string;
}

/** The views of a dossier of texts, read by the real pipeline; throws where a citation is not the words of its page. */
export async function readViews(
  patient: { readonly birthDate: string; readonly sex: 'M' | 'F' },
  on: string,
  documents: readonly WrittenDocument[],
): Promise<SpecialViews> {
  const { pipeline, dispose } = temporaryPipeline();
  try {
    const listing = {
      patient: { usedName: 'ESSAI', firstNames: ['Camille'], ...patient },
      documents: documents.map(({ file, title, date, author = 'Dr ESSAI' }) => ({ file, title, date, author: { name: author } })),
    };
    const files = documents.map(({ file, text }) => ({ fileName: file, bytes: Buffer.from(text) }));
    await pipeline.deposit('d', files, readDeposit(JSON.stringify(listing)));
    const state = await pipeline.process('d');
    const views = viewDossier(state, on);
    for (const { documentId, page, start, end, quote } of citationsIn(views))
      if (pageOf(state, documentId, page)?.text.slice(start, end) !== quote) throw new Error(`not verbatim: ${quote}`);
    return views;
  } finally {
    await dispose();
  }
}

interface Cited {
  readonly documentId: string;
  readonly page: number;
  readonly start: number;
  readonly end: number;
  readonly quote: string;
}

/** Every citation of a view, wherever it stands in it. */
export function citationsIn(value: unknown): Cited[] {
  if (value === null || typeof value !== 'object') return [];
  if ('documentId' in value && 'quote' in value) return [value as Cited];
  return Object.values(value).flatMap(citationsIn);
}
