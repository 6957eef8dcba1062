import type { Synthesis } from '../../domain/synthesis.js';
import { frenchDate } from '../dates.js';
import { outline, patientLine, type OutlineBlock } from './outline.js';
import { countDocuments, describeSource, DRAFT_LABEL, SourceNumbers } from './source-numbers.js';

/** Lines kept per block so that the whole holds on two A4 pages; the count of those left out is printed. */
const KEPT: Readonly<Record<string, number>> = {
  // What is taken and what is not borne is never cut.
  'Traitements en cours': 40,
  'Allergies et intolérances': 15,
  'Points de vigilance': 6,
  'Problèmes actifs': 10,
  Frise: 9,
  Résultats: 6,
  'Biologie et mesures suivies': 6,
  'Traitements arrêtés': 6,
};
const KEPT_DEFAULT = 3;
const LONGEST = 260;
const WIDE = new Set(['Points de vigilance', 'Frise']);

const STYLE = `
@page { size: A4; margin: 11mm 12mm; }
* { box-sizing: border-box; }
body { font: 7.8pt/1.25 "Marianne", "Segoe UI", "DejaVu Sans", Arial, sans-serif; color: #161616; margin: 0; }
header { border-bottom: 1.5pt solid #1a3a5c; padding-bottom: 4pt; margin-bottom: 6pt; }
h1 { font-size: 13pt; margin: 0; color: #1a3a5c; }
header p { margin: 2pt 0 0; display: flex; justify-content: space-between; align-items: center; gap: 8pt; }
.draft { white-space: nowrap; background: #fff3cd; border: .6pt solid #b58900; border-radius: 2pt; padding: 1pt 5pt; font-weight: 600; }
main { column-count: 2; column-gap: 7mm; }
section { margin: 0 0 6pt; break-inside: auto; orphans: 2; widows: 2; }
section.top { column-span: all; background: #eef4fa; border-left: 3pt solid #1a3a5c; padding: 4pt 7pt; }
h2 { font-size: 9pt; margin: 0 0 2pt; color: #1a3a5c; break-after: avoid; }
ul { margin: 0; padding-left: 11pt; }
li { margin: 0 0 1.4pt; break-inside: avoid; text-wrap: pretty; }
sup { font-size: 6.2pt; color: #4a5a6a; line-height: 0; }
.empty, .more { color: #5a6570; font-style: italic; margin: 0; }
footer { border-top: .6pt solid #9aa7b4; margin-top: 6pt; padding-top: 3pt; font-size: 6.8pt; color: #333; }
footer ol { column-count: 3; line-height: 1.15; column-gap: 5mm; margin: 2pt 0; padding-left: 13pt; }
`;

/** Self-contained HTML for two printed A4 pages: no script, no outside resource. */
export function renderPrintHtml(synthesis: Synthesis): string {
  const numbers = new SourceNumbers(synthesis);
  const [first, ...rest] = outline(synthesis);
  const filled = rest.filter((block) => block.items.length > 0);
  const silent = rest.filter((block) => block.items.length === 0);
  const body = [
    ...(first === undefined ? [] : [section(first, numbers, true)]),
    ...filled.map((block) => section(block, numbers, false)),
  ].join('\n');
  const emptyLine =
    silent.length === 0
      ? ''
      : `<section><h2>Sans contenu</h2><p class="empty">${silent.map((block) => `${escape(block.title)} : ${escape(block.empty ?? '')}`).join(' ; ')}</p></section>`;
  const unread = synthesis.documents.filter((document) => document.status === 'failed' || document.status === 'quarantined');
  const models = synthesis.provenance.models.map((model) => `${model.id} (${model.sha256.slice(0, 12)})`).join(', ') || 'aucun';
  return `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<title>Synthèse, ${escape(frenchDate(synthesis.referenceDate))}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${escape(patientLine(synthesis))}</h1>
<p><span>Synthèse au ${escape(frenchDate(synthesis.referenceDate))} · ${escape(countDocuments(synthesis.documents))}</span> <span class="draft">${DRAFT_LABEL}</span></p>
</header>
<main>
${body}
${emptyLine}
</main>
<footer>
<strong>Sources</strong>
<ol>${numbers.all.map((source) => `<li>${escape(describeSource(source))}</li>`).join('')}</ol>
${unread.length === 0 ? '' : `<p>Non lus ou mis à part : ${unread.map((document) => escape(`${document.title} (${document.file.split('/').at(-1) ?? ''})`)).join(', ')}</p>`}
<p>Frise ${escape(synthesis.provenance.version)}, ${escape(synthesis.provenance.generatedAt)}. Modèles : ${escape(models)}. Restitution de documents sources : ni diagnostic, ni conseil. Valider avant tout usage.</p>
</footer>
</body>
</html>
`;
}

function section(block: OutlineBlock, numbers: SourceNumbers, top: boolean): string {
  const limit = KEPT[block.title] ?? KEPT_DEFAULT;
  const major = block.items.filter((item) => !item.minor);
  const kept = block.title === 'Frise' ? major.slice(-limit) : major.slice(0, limit);
  const left = block.items.length - kept.length;
  const items = kept
    .map((item) => {
      const cited = numbers.of(item.citations, 3);
      return `<li>${escape(shorten(item.text))}${cited.length === 0 ? '' : `\u00a0<sup>${cited.join(',\u00a0')}</sup>`}</li>`;
    })
    .join('');
  const more = left > 0 ? `<p class="more">et ${left} ${left > 1 ? 'autres lignes' : 'autre ligne'} dans Frise</p>` : '';
  return `<section${top ? ' class="top"' : WIDE.has(block.title) ? ' class="wide"' : ''}><h2>${escape(block.title)}</h2>${items === '' ? '' : `<ul>${items}</ul>`}${block.items.length === 0 ? `<p class="empty">${escape(block.empty ?? '')}</p>` : more}${block.note === undefined ? '' : `<p class="more">${escape(block.note)}</p>`}</section>`;
}

/** A printed line is read at a glance: the whole stands in Frise. */
function shorten(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, text.lastIndexOf(' ', LONGEST))}…`;
}

function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
