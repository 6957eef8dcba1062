import type { Synthesis } from '../../domain/synthesis.js';
import { frenchDate } from '../dates.js';
import { withoutTitles } from '../vigilance/warning.js';
import { outline, patientLine } from './outline.js';
import { fitTwoPages, type FittedBlock } from './print-fit.js';
import { countDocuments, describeSource, DRAFT_LABEL, SourceNumbers } from './source-numbers.js';

/** What is taken and what is not borne is never cut. */
const WHOLE = new Set(['Traitements en cours', 'Allergies et intolérances']);
const LONGEST = 260;
/** Sources told for a line. */
const CITED = 3;

const STYLE = `
@page { size: A4; margin: 11mm 12mm; }
@media screen { body { max-width: 78rem; margin: 0 auto; padding: 1.2rem; } }
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
  const planned = new SourceNumbers(synthesis);
  const [first, ...rest] = outline(synthesis);
  const filled = rest.filter((block) => block.items.length > 0);
  const silent = rest.filter((block) => block.items.length === 0);
  const fitted = fitTwoPages([...(first === undefined ? [] : [first]), ...filled], {
    sourcesOf: (item) =>
      planned.of(item.citations, CITED).flatMap((number) => {
        const source = planned.all[number - 1];
        return source === undefined ? [] : [{ key: String(number), text: describeSource(source) }];
      }),
    wordsOf: ({ text }, wide) => (wide ? text : printed(text)),
    whole: WHOLE,
  });
  const body = fitted.map((each, i) => section(each, numbers, i === 0 && first !== undefined)).join('\n');
  const emptyLine =
    silent.length === 0
      ? ''
      : `<section><h2>Sans contenu</h2><p class="empty">${silent.map((block) => `${escape(block.title)} : ${escape(block.empty ?? '')}`).join(' ; ')}</p></section>`;
  const unread = synthesis.documents.filter((document) => document.status === 'failed' || document.status === 'quarantined');
  const models =
    synthesis.provenance.models.map((model) => `${model.id.replace(/@.*/, '')} (${model.sha256.slice(0, 12)})`).join(', ') || 'aucun';
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
<p class="traits">${escape(traitsLine(synthesis))}</p>
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
<p>Frise ${escape(synthesis.provenance.version)}, le ${escape(madeAt(synthesis.provenance.generatedAt))}. Modèles : ${escape(models)}. Restitution de documents sources : ni diagnostic, ni conseil. Valider avant tout usage.</p>
</footer>
</body>
</html>
`;
}

function section({ block, items, left }: FittedBlock, numbers: SourceNumbers, top: boolean): string {
  const list = items
    .map((item) => {
      const cited = numbers.of(item.citations, CITED);
      const text = top ? item.text : printed(item.text);
      return `<li>${escape(text)}${cited.length === 0 ? '' : `\u00a0<sup>${cited.join(',\u00a0')}</sup>`}</li>`;
    })
    .join('');
  const more = left > 0 ? `<p class="more">et ${left} ${left > 1 ? 'autres lignes' : 'autre ligne'} dans Frise</p>` : '';
  return `<section${top ? ' class="top"' : ''}><h2>${escape(block.title)}</h2>${list === '' ? '' : `<ul>${list}</ul>`}${block.items.length === 0 ? `<p class="empty">${escape(block.empty ?? '')}</p>` : more}${block.note === undefined ? '' : `<p class="more">${escape(block.note)}</p>`}</section>`;
}

/** What else tells the patient from another: on paper nothing else does. */
function traitsLine({ patient }: Synthesis): string {
  const { usedName, birthName, firstNames, sex, insMatricule } = patient;
  return [
    birthName !== undefined && usedName !== undefined && birthName !== usedName ? `Nom de naissance ${birthName}` : undefined,
    firstNames.length > 1 ? `Prénoms ${firstNames.join(', ')}` : undefined,
    sex === 'F' ? 'Sexe féminin' : sex === 'M' ? 'Sexe masculin' : undefined,
    insMatricule === undefined ? 'INS non transmise' : `INS ${insMatricule}`,
  ]
    .filter((part) => part !== undefined)
    .join(' · ');
}

/** "25/11/2026 à 22:34 (UTC)". */
const madeAt = (iso: string): string => `${frenchDate(iso.slice(0, 10))} à ${iso.slice(11, 16)} (UTC)`;

/** A printed line is read at a glance: the whole stands in Frise. */
function printed(text: string): string {
  const short = withoutTitles(text);
  return short.length <= LONGEST ? short : `${short.slice(0, short.lastIndexOf(' ', LONGEST))}…`;
}

function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
