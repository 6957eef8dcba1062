import type { Passage } from '../domain/passage.js';

/** What stands beside a passage that the encoder may read before its words. */
export type ContextPart = 'title' | 'date' | 'specialty' | 'heading';

/** What the encoder reads of a passage: the title of its document and its heading, then its words. */
export function embeddedText({ text, context }: Passage, parts: readonly ContextPart[] = ['title', 'heading']): string {
  const beside = parts.map((part) => context[part]).filter((part) => part !== undefined && !text.startsWith(part));
  return beside.length === 0 ? text : `${beside.join(' - ')} : ${text}`;
}
