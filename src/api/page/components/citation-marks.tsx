import type { Citation } from '../client.js';

/** `rule` is what chose or merged the line, for whoever asks why it is there. */
export type OpenCitation = (citations: readonly Citation[], title: string, rule?: string) => void;

interface Props {
  readonly citations: readonly Citation[];
  readonly title: string;
  readonly rule?: string;
  readonly onOpen: OpenCitation;
}

/** How many sources a line has, and the way to them. */
export function CitationMarks({ citations, title, rule, onOpen }: Props) {
  if (citations.length === 0) return null;
  const documents = new Set(citations.map(({ documentId }) => documentId)).size;
  return (
    <button
      type="button"
      class="sources"
      onClick={() => onOpen(citations, title, rule)}
      aria-label={`Voir ${documents > 1 ? `les ${documents} sources` : 'la source'} : ${title}`}
    >
      {documents > 1 ? `${documents} sources` : 'source'}
    </button>
  );
}
