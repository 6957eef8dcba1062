import type { Citation } from '../../domain/citation.js';
import type { DocumentSummary, Synthesis } from '../../domain/synthesis.js';
import { frenchDate } from '../dates.js';

/** A numbered source: one page of one document. */
export interface NumberedSource {
  readonly number: number;
  readonly document: DocumentSummary;
  readonly page: number;
}

/** Numbers sources in order of first citation, one number per page of a document. */
export class SourceNumbers {
  readonly #documents: ReadonlyMap<string, DocumentSummary>;
  readonly #numbers = new Map<string, NumberedSource>();

  constructor(synthesis: Synthesis) {
    this.#documents = new Map(synthesis.documents.map((document) => [document.id, document]));
  }

  /** Numbers of the pages cited, ascending, without repeats, at most `limit`. */
  of(citations: readonly Citation[], limit = 4): readonly number[] {
    const numbers = new Set<number>();
    for (const { span } of citations) {
      if (numbers.size >= limit) break;
      const document = this.#documents.get(span.documentId);
      if (document === undefined) continue;
      const key = `${span.documentId}/${span.page}`;
      const known = this.#numbers.get(key) ?? { number: this.#numbers.size + 1, document, page: span.page };
      this.#numbers.set(key, known);
      numbers.add(known.number);
    }
    return [...numbers].toSorted((a, b) => a - b);
  }

  get all(): readonly NumberedSource[] {
    return [...this.#numbers.values()];
  }
}

/** "Courrier cardiologue, 26/03/2024, p. 1 (doc-007.xml)". */
export function describeSource({ document, page }: NumberedSource): string {
  const parts = [
    document.title,
    document.date === undefined ? undefined : frenchDate(document.date),
    document.pages > 1 ? `p. ${page}` : undefined,
  ].filter((part) => part !== undefined);
  return `${parts.join(', ')} (${document.file.split('/').at(-1) ?? document.file})`;
}

/** "18 documents lus, 1 non lu, 1 mis à part, 1 doublon". */
export function countDocuments(documents: readonly DocumentSummary[]): string {
  const count = (...statuses: readonly DocumentSummary['status'][]): number =>
    documents.filter((document) => statuses.includes(document.status)).length;
  const plural = (number: number, one: string, many: string): string => `${number} ${number > 1 ? many : one}`;
  return [
    plural(count('read', 'ocr'), 'document lu', 'documents lus'),
    count('ocr') > 0 ? `dont ${plural(count('ocr'), 'par reconnaissance de caractères', 'par reconnaissance de caractères')}` : undefined,
    count('failed') > 0 ? plural(count('failed'), 'non lu', 'non lus') : undefined,
    count('quarantined') > 0 ? plural(count('quarantined'), 'mis à part (identité)', 'mis à part (identité)') : undefined,
    count('duplicate', 'replaced') > 0
      ? plural(count('duplicate', 'replaced'), 'doublon ou version remplacée', 'doublons ou versions remplacées')
      : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(', ');
}

export const DRAFT_LABEL = 'Brouillon produit automatiquement, à valider';
export const EMPTY_WORDS: Readonly<Record<'absence-stated' | 'not-found', string>> = {
  'absence-stated': 'absence écrite dans une source',
  'not-found': 'information non trouvée dans les documents lus',
};
