import type { z } from 'zod';
import { fold } from '../../extract/text/fold.js';
import type { ContractCitation } from '../contract.js';
import type { PageLookup } from '../grounding.js';
import type { Sources } from '../sources.js';
import { contractCitation } from './view-input.js';

type Cited = z.infer<typeof ContractCitation>;

/** A sentence that asks for, plans, refuses or advises an examination proves none. */
const NOT_DONE =
  /\ba (?:faire|refaire|prevoir|programmer|planifier|recontroler|surveiller|verifier)\b|\bprevue?s?\b|\bprochaine?\b|\brendez-vous\b|\brdv\b|\bprogrammee?s?\b|\brefus|\bnon (?:faite?|realisee?)\b|\bpas d'examen\b|\bdemande\b|\bsi\b|\bconseil|\beducation|\bchaussage|\bsoins? de (?:pied|pedicur)|\btous les ans\b|\bannuel|\bpere\b|\bmere\b|\bfrere\b|\bs(?:oe|e)ur\b/;

/** Sentences of a document's own pages that hold `pattern` (written against the folded text), as citations; none where nothing was done. */
export function quotesOn(documentId: string, pattern: RegExp, pages: PageLookup, sources: Sources): Cited[] {
  const found: Cited[] = [];
  const count = sources.byId.get(documentId)?.pages ?? 0;
  for (let page = 1; page <= count; page += 1) {
    const text = pages(documentId, page)?.text;
    if (text === undefined) continue;
    const folded = fold(text);
    for (const match of folded.matchAll(new RegExp(pattern.source, 'g'))) {
      const { start, end } = sentenceAt(folded, match.index, match.index + match[0].length);
      if (end <= start || NOT_DONE.test(folded.slice(start, end))) continue;
      found.push(contractCitation({ span: { documentId, page, start, end }, quote: text.slice(start, end) }, sources));
    }
  }
  return found;
}

/** A line that ends in the middle of a sentence: words before, and a small letter, a digit or a bracket after (in folded text all are small). */
const goesOn = (text: string, at: number): boolean =>
  /[^\s.:;!?-]$/.test(text.slice(Math.max(0, at - 1), at)) && /^\n[a-z0-9(]/.test(text.slice(at, at + 2)) && lineBefore(text, at) > 55;
const lineBefore = (text: string, at: number): number => at - text.lastIndexOf('\n', at - 1) - 1;

/** From the end of the sentence or line before to that of its own, without the spaces around. A full line that stops short goes on in the next. */
function sentenceAt(text: string, from: number, to: number): { readonly start: number; readonly end: number } {
  const breaks = (at: number): boolean => text[at] === '\n' && !goesOn(text, at);
  let start = from;
  while (start > 0 && !breaks(start - 1) && !/^[.;!?]\s/.test(text.slice(start - 2, start))) start -= 1;
  let end = to;
  while (end < text.length && !breaks(end) && !/^[.;!?](?:\s|$)/.test(text.slice(end, end + 2))) end += 1;
  while (start < end && /\s/.test(text[start] ?? '')) start += 1;
  while (end > start && /\s/.test(text[end - 1] ?? '')) end -= 1;
  return { start, end };
}

/** The line of the first page that names the document (`pattern`, against the folded words), else its first line of words. */
export function headingOf(documentId: string, pattern: RegExp, pages: PageLookup, sources: Sources): Cited | undefined {
  const text = pages(documentId, 1)?.text;
  if (text === undefined) return undefined;
  const folded = fold(text);
  const lines = [...folded.matchAll(/[^\n]*[a-z]{3}[^\n]*/g)].slice(0, 30);
  const line = lines.find(([words]) => pattern.test(words.replace(/'/g, ' '))) ?? lines[0];
  if (line === undefined) return undefined;
  const { start, end } = sentenceAt(folded, line.index, line.index + line[0].length);
  return end <= start ? undefined : contractCitation({ span: { documentId, page: 1, start, end }, quote: text.slice(start, end) }, sources);
}
