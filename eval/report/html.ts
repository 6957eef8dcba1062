import type { DossierResult } from '../evaluate-dossier.js';
import { BASELINES } from '../figures.js';
import type { Finding } from '../metrics/measure.js';
import { stripPlot } from './plot.js';
import { change, shown, targetOf, type Row } from './table.js';

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[character] ?? character);

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;max-width:76rem;margin:2rem auto;padding:0 1rem;color:#1b2430}
table{border-collapse:collapse;width:100%;margin:1rem 0}th,td{padding:.3rem .6rem;border-bottom:1px solid #dde3ea;text-align:right}
th:first-child,td:first-child{text-align:left}.no{color:#a3331f}.yes{color:#19703f}.fall{background:#fde7e2}
details{margin:.4rem 0;padding:.4rem .8rem;background:#f5f7fa;border-radius:.4rem}summary{cursor:pointer}
blockquote{margin:.3rem 0 .3rem 1rem;color:#4a5768}code{background:#eef1f5;padding:0 .25rem}svg text{font:11px system-ui,sans-serif}`;

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title><style>${STYLE}</style><h1>${escapeHtml(title)}</h1>${body}</html>`;

/** A share as a bar: ours dark, the baseline a tick, the target a dashed line. */
function bar({ value, baseline, spec }: Row): string {
  if (value === null || spec.count === true) return '';
  const at = (share: number): number => Math.round(Math.max(0, Math.min(1, share)) * 180);
  const tick = baseline === null ? '' : `<rect x="${at(baseline) - 1}" y="1" width="3" height="14" fill="#c77700"/>`;
  const line = `<line x1="${at(spec.target)}" x2="${at(spec.target)}" y1="0" y2="16" stroke="#1b2430" stroke-dasharray="2 2"/>`;
  return `<svg width="184" height="16" role="img" aria-label="${value.toFixed(3)}"><rect y="4" width="180" height="8" fill="#e6ebf1"/><rect y="4" width="${at(value)}" height="8" fill="#2a6fb0"/>${tick}${line}</svg>`;
}

function figureTable(rows: readonly Row[]): string {
  const body = rows.map((row) => {
    const { spec, reached, fallen } = row;
    const verdict = reached === undefined ? '' : reached ? '<span class="yes">yes</span>' : '<span class="no">no</span>';
    return `<tr class="${fallen ? 'fall' : ''}"><td>${escapeHtml(spec.title)}</td><td>${shown(row.value, spec)}</td><td>${bar(row)}</td><td>${shown(row.withoutMetadata, spec)}</td><td>${shown(row.baseline, spec)} <small>${spec.baseline ?? ''}</small></td><td>${targetOf(spec)}</td><td>${verdict}</td><td>${change(row)}</td></tr>`;
  });
  return `<table><tr><th>figure</th><th>frise</th><th></th><th>no metadata</th><th>baseline</th><th>target</th><th>reached</th><th>change</th></tr>${body.join('')}</table><p><small>Bar: frise; orange tick: baseline; dashed: target. ${Object.entries(
    BASELINES,
  )
    .map(([name, means]) => `<code>${name}</code> ${escapeHtml(means)}`)
    .join('; ')}.</small></p>`;
}

function confusionTable(confusion: DossierResult['confusion']): string {
  const kinds = Object.keys(confusion).sort();
  const columns = [...new Set(kinds.flatMap((kind) => Object.keys(confusion[kind] ?? {})))].sort();
  const head = columns.map((column) => `<th>${escapeHtml(column)}</th>`).join('');
  const body = kinds.map(
    (kind) => `<tr><td>${escapeHtml(kind)}</td>${columns.map((column) => `<td>${confusion[kind]?.[column] ?? ''}</td>`).join('')}</tr>`,
  );
  return `<h2>Stated as which kind</h2><p>A row for each kind in the gold; <code>elsewhere</code>: in treatments, series, timeline or vigilance alone.</p><table><tr><th>gold</th>${head}</tr>${body.join('')}</table>`;
}

function findingList(findings: readonly Finding[]): string {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) groups.set(finding.measure, [...(groups.get(finding.measure) ?? []), finding]);
  return [...groups]
    .map(([measure, members]) => {
      const items = members.map(({ text, said, sources }) => {
        const quotes = sources
          .slice(0, 5)
          .map(({ doc, quote }) => `<blockquote><code>${escapeHtml(doc)}</code> « ${escapeHtml(quote)} »</blockquote>`);
        return `<li>${escapeHtml(text)}${said === undefined ? '' : ` — said: <em>${escapeHtml(said)}</em>`}${quotes.join('')}</li>`;
      });
      return `<details><summary>${escapeHtml(measure)}: ${members.length}</summary><ul>${items.join('')}</ul></details>`;
    })
    .join('');
}

export interface ReportData {
  readonly rows: readonly Row[];
  /** Heading first. */
  readonly baselines: readonly (readonly string[])[];
  readonly dossiers: readonly { readonly result: DossierResult; readonly rows: readonly Row[] }[];
  readonly unseal: boolean;
  /** Curves of the last `npm run bench`, as SVG, where there was one. */
  readonly curves: readonly string[];
}

/** Every dossier on every share: the open half coloured, the sealed half grey. */
function strips(rows: readonly Row[], dossiers: ReportData['dossiers']): string {
  const shares = rows.filter(({ spec, value }) => spec.count !== true && value !== null);
  return stripPlot(
    shares.map(({ spec }) => ({
      title: spec.title,
      target: spec.target,
      dots: dossiers.flatMap(({ result: { id, sealed, figures } }) => {
        const value = figures[spec.key];
        return value === null || value === undefined ? [] : [{ name: id, value, muted: sealed }];
      }),
    })),
  );
}

function plainTable([heading = [], ...body]: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[], tag: string): string =>
    `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join('')}</tr>`;
  return `<table>${row(heading, 'th')}${body.map((cells) => row(cells, 'td')).join('')}</table>`;
}

/** The pages of a report by file name: an index and one page a dossier, each whole in itself. */
export function renderReport({ rows, baselines, dossiers, unseal, curves }: ReportData): Map<string, string> {
  const total: Record<string, Record<string, number>> = {};
  for (const { result } of dossiers)
    for (const [kind, row] of Object.entries(result.confusion))
      for (const [as, number] of Object.entries(row)) (total[kind] ??= {})[as] = (total[kind]?.[as] ?? 0) + number;
  const links = dossiers
    .map(({ result }) => {
      const { id, documents, sealed, figures } = result;
      const short = ['recall3', 'recall2', 'trapLeak', 'treatmentF1', 'timelineF1', 'ndcg']
        .map((key) => `${key} ${figures[key]?.toFixed(2) ?? '–'}`)
        .join(', ');
      return `<li><a href="${escapeHtml(id)}.html">${escapeHtml(id)}</a> (${documents} documents${sealed ? ', sealed' : ''}): ${short}</li>`;
    })
    .join('');
  const pages = new Map([
    [
      'index.html',
      page(
        'Frise: evaluation',
        `${figureTable(rows)}<h2>Beside plain means</h2>${plainTable(baselines)}<h2>Each dossier</h2><p><small>A dot a dossier (grey: sealed), the target dashed; point at a dot for its name.</small></p>${strips(rows, dossiers)}<h2>Dossiers</h2><ul>${links}</ul>${confusionTable(total)}${curves.length === 0 ? '' : `<h2>Speed and memory</h2>${curves.join('')}`}`,
      ),
    ],
  ]);
  for (const { result, rows: own } of dossiers) {
    const hidden = result.sealed && !unseal;
    const misses = hidden
      ? '<p>Sealed: its misses are not shown, so that no rule is written for them (<code>--unseal</code> shows them).</p>'
      : findingList(result.findings);
    pages.set(
      `${result.id}.html`,
      page(
        `Frise: ${result.id}`,
        `<p><a href="index.html">All dossiers</a></p>${figureTable(own)}<h2>Misses and leaks</h2>${misses}${confusionTable(result.confusion)}`,
      ),
    );
  }
  return pages;
}
