import type { Line } from '../../text/lines.js';
import { numberAt, resultAt } from './value-tokens.js';

const APART = /\s{3,}|\t+|\s+[/;–-]\s+(?=[a-z])/g;
/** A name, a colon or a blank, then a result in words or a number. */
const NAMED = /^[a-z][^:]{1,48}?\s?:\s*(?=\S)/;
const IN_WORDS = /^[a-z][a-z0-9 .+()-]{1,40}?\s+(?=(?:non )?(?:negati|positi|absen|detecte|neg\b|pos\b|presen))/;

const isPair = (folded: string, at: number, end: number): boolean => {
  const part = folded.slice(at, end);
  const lead = NAMED.exec(part)?.[0] ?? IN_WORDS.exec(part)?.[0];
  if (lead === undefined) return false;
  const from = at + lead.length + (/^recherche /.exec(folded.slice(at + lead.length, end))?.[0].length ?? 0);
  return resultAt(folded, from) !== undefined || numberAt(folded, from) !== undefined;
};

/**
 * The results that one line of a laboratory holds side by side, each as a line of its own: "Chlamydia : négatif    Gonocoque : négatif",
 * "EPC : non détecté - ERV : non détecté". A line of columns, or of one result, stays whole.
 */
export function splitPairs(folded: string, lines: readonly Line[], laboratory: boolean): readonly Line[] {
  if (!laboratory) return lines;
  return lines.flatMap((line) => {
    if (line.blank) return [line];
    const content = folded.slice(line.start, line.end);
    const cuts = [...content.matchAll(APART)];
    if (cuts.length === 0) return [line];
    const parts: Line[] = [];
    let from = line.start;
    for (const cut of [...cuts, undefined]) {
      const end = cut === undefined ? line.end : line.start + cut.index;
      parts.push({ ...line, start: from, end });
      from = cut === undefined ? end : end + cut[0].length;
    }
    const pairs = parts.filter((part) => isPair(folded, part.start, part.end));
    // A first cell may be a heading: "Aspect eau de roche      Éléments : 2 /mm3".
    return parts.length >= 2 &&
      pairs.length >= 1 &&
      pairs.length >= parts.length - 1 &&
      parts.slice(1).every((part) => pairs.includes(part))
      ? parts
      : [line];
  });
}
