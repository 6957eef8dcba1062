import type { Synthesis } from '../../domain/synthesis.js';
import { frenchDate } from '../dates.js';
import { outline, patientLine, withRule, type OutlineItem } from './outline.js';
import { countDocuments, describeSource, DRAFT_LABEL, SourceNumbers } from './source-numbers.js';

export interface TerminalOptions {
  /** Columns; text wraps at a word. */
  readonly width?: number;
  /** Shows the detail that is folded by default. */
  readonly full?: boolean;
}

/** Plain French text with citation numbers and the list of sources, for a terminal. No colour, no control character. */
export function renderTerminal(synthesis: Synthesis, { width = 100, full = false }: TerminalOptions = {}): string {
  const numbers = new SourceNumbers(synthesis);
  const lines: string[] = [
    patientLine(synthesis),
    `Au ${frenchDate(synthesis.referenceDate)}. ${countDocuments(synthesis.documents)}.`,
    DRAFT_LABEL,
  ];
  for (const block of outline(synthesis)) {
    lines.push('', block.title.toLocaleUpperCase('fr'));
    const shown = full ? block.items : block.items.filter((item) => !item.minor);
    if (block.items.length === 0) lines.push(`  ${block.empty ?? ''}`);
    for (const item of shown) lines.push(...bullet(item, numbers, width));
    if (block.note !== undefined) lines.push(`  (${block.note})`);
    const folded = block.items.length - shown.length;
    if (folded > 0) lines.push(`  (${folded} ${folded > 1 ? 'autres lignes' : 'autre ligne'} : --full)`);
  }
  for (const answer of synthesis.answers) {
    lines.push(
      '',
      `QUESTION : ${answer.question}`,
      ...bullet({ text: answer.text, citations: answer.citations, minor: false }, numbers, width),
    );
  }
  lines.push('', 'SOURCES', ...numbers.all.map((source) => `  [${source.number}] ${describeSource(source)}`));
  const dropped = Object.values(synthesis.dropped).reduce((sum, count) => sum + count, 0);
  if (dropped > 0) lines.push('', `${dropped} ligne${dropped > 1 ? 's écartées' : ' écartée'} par le contrôle des sources.`);
  lines.push(
    '',
    `Frise ${synthesis.provenance.version}, ${synthesis.provenance.generatedAt}. Modèles : ${synthesis.provenance.models.map((model) => `${model.id} (${model.sha256.slice(0, 12)})`).join(', ') || 'aucun'}.`,
  );
  return `${lines.join('\n')}\n`;
}

function bullet(item: OutlineItem, numbers: SourceNumbers, width: number): readonly string[] {
  const cited = numbers.of(item.citations);
  const words = `${withRule(item)}${cited.length === 0 ? '' : ` [${cited.join(', ')}]`}`.split(' ');
  const lines: string[] = [];
  let current = '  -';
  for (const word of words) {
    if (current.length + 1 + word.length > width && current.trim() !== '-') {
      lines.push(current);
      current = `    ${word}`;
    } else current = `${current} ${word}`;
  }
  return [...lines, current];
}
