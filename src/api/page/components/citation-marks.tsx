import type { Citation } from '../client.js';

export type OpenCitation = (citations: readonly Citation[], title: string, position?: number) => void;

interface Props {
  readonly citations: readonly Citation[];
  readonly title: string;
  readonly onOpen: OpenCitation;
}

/** How many sources a line has, and the way to them. */
export function CitationMarks({ citations, title, onOpen }: Props) {
  if (citations.length === 0) return null;
  const documents = new Set(citations.map(({ documentId }) => documentId)).size;
  return (
    <button type="button" class="sources" onClick={() => onOpen(citations, title)} aria-label={`Voir ${documents > 1 ? `les ${documents} sources` : 'la source'} : ${title}`}>
      {documents > 1 ? `${documents} sources` : 'source'}
    </button>
  );
}
