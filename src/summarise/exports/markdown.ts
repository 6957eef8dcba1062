import type { Synthesis } from '../../domain/synthesis.js';
import { frenchDate } from '../dates.js';
import { outline, patientLine, withRule } from './outline.js';
import { countDocuments, describeSource, DRAFT_LABEL, SourceNumbers } from './source-numbers.js';

/** Markdown with numbered sources; text of the sources is escaped, so that it cannot become markup. */
export function renderMarkdown(synthesis: Synthesis): string {
  const numbers = new SourceNumbers(synthesis);
  const lines: string[] = [
    `# ${escape(patientLine(synthesis))}`,
    '',
    `**${DRAFT_LABEL}**`,
    '',
    `Au ${frenchDate(synthesis.referenceDate)}. ${countDocuments(synthesis.documents)}.`,
  ];
  for (const block of outline(synthesis)) {
    lines.push('', `## ${escape(block.title)}`, '');
    if (block.items.length === 0) lines.push(`_${block.empty ?? ''}_`);
    for (const item of block.items) {
      const cited = numbers.of(item.citations);
      lines.push(`- ${escape(withRule(item))}${cited.length === 0 ? '' : ` ${cited.map((number) => `[${number}]`).join('')}`}`);
    }
    if (block.note !== undefined) lines.push('', `_${escape(block.note)}_`);
  }
  lines.push('', '## Sources', '', ...numbers.all.map((source) => `${source.number}. ${escape(describeSource(source))}`));
  lines.push(
    '',
    `Frise ${synthesis.provenance.version}, ${synthesis.provenance.generatedAt}. Modèles : ${synthesis.provenance.models.map((model) => `${model.id} ${model.sha256.slice(0, 12)}`).join(', ') || 'aucun'}.`,
  );
  return `${lines.join('\n')}\n`;
}

function escape(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>#|!]/g, '\\$&');
}
