import type { SynthesisContract } from '../../src/summarise/contract.js';
import { POINTS_SECTION } from '../../src/summarise/contract.js';
import { escapeHtml } from '../report/html.js';
import { REVIEW_ITEMS } from './items.js';

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;margin:0;color:#1b2430;display:grid;grid-template-columns:1fr 26rem;gap:2rem;padding:1.5rem}
main{min-width:0}form{position:sticky;top:1rem;align-self:start;max-height:95vh;overflow:auto}fieldset{border:1px solid #ccd4dd;border-radius:.4rem;margin:0 0 .6rem}
legend{font-weight:600}label{margin-right:.7rem}small{color:#55636f}textarea,input[type=text]{width:100%;box-sizing:border-box}li{margin:.2rem 0}
cite{color:#55636f;font-size:.85em}@media(max-width:60rem){body{display:block}}`;

const cited = (citations: readonly { readonly document: string; readonly page: number; readonly quote: string }[]): string =>
  citations
    .slice(0, 3)
    .map(({ document, page, quote }) => `<cite title="${escapeHtml(quote)}">[${escapeHtml(document)} p. ${page}]</cite>`)
    .join(' ');

const list = (title: string, lines: readonly string[]): string =>
  lines.length === 0 ? '' : `<h2>${escapeHtml(title)}</h2><ul>${lines.map((line) => `<li>${line}</li>`).join('')}</ul>`;

function synthesisHtml(synthesis: SynthesisContract): string {
  const statements = new Map(
    synthesis.sections.flatMap((section) => section.statements.map((statement) => [statement.id, statement] as const)),
  );
  const line = ({
    text,
    citations,
  }: {
    readonly text: string;
    readonly citations: SynthesisContract['answers'][number]['citations'];
  }): string => `${escapeHtml(text)} ${cited(citations)}`;
  const drug = ({ label, brand, dose, citations }: SynthesisContract['treatments']['current'][number]): string =>
    line({ text: [label, brand === undefined ? '' : `(${brand})`, dose ?? ''].join(' '), citations });
  return [
    `<p>Motif : <strong>${escapeHtml(synthesis.reason ?? 'aucun')}</strong>, au ${escapeHtml(synthesis.referenceDate)}. Brouillon produit automatiquement, à valider.</p>`,
    list('Points à retenir', synthesis.highlights.flatMap((id) => statements.get(id) ?? []).map(line)),
    list('Vigilance', synthesis.vigilance.map(line)),
    list('Traitements en cours', synthesis.treatments.current.map(drug)),
    ...synthesis.sections
      .filter(({ code }) => code !== POINTS_SECTION.code)
      .map(({ title, statements: own }) => list(title, own.map(line))),
    list(
      'Frise',
      synthesis.timeline.map(({ date, label, citations }) => line({ text: `${date} : ${label}`, citations })),
    ),
  ].join('');
}

/** A page that a clinician opens offline: the synthesis, nine items to mark, and a button that saves the answers as JSON. */
export function renderReviewForm(dossier: string, synthesis: SynthesisContract): string {
  const fields = REVIEW_ITEMS.map(({ key, title, question, low, high, binary }) => {
    const marks = binary === true ? [0, 1] : [1, 2, 3, 4, 5];
    const radios = marks
      .map(
        (mark) =>
          `<label><input type="radio" name="${key}" value="${mark}" required> ${binary === true ? (mark === 1 ? 'oui' : 'non') : mark}</label>`,
      )
      .join('');
    return `<fieldset><legend>${escapeHtml(title)}</legend><p>${escapeHtml(question)}</p>${radios}<br><small>${binary === true ? '' : `1 : ${escapeHtml(low)} ; 5 : ${escapeHtml(high)}`}</small></fieldset>`;
  });
  const script = `document.forms[0].addEventListener('submit',(event)=>{event.preventDefault();const data=new FormData(event.target);const answers={};for(const [key,value] of data)answers[key]=/^\\d+$/.test(value)?Number(value):value;const blob=new Blob([JSON.stringify({dossier:${JSON.stringify(dossier)},answers},null,1)],{type:'application/json'});const link=document.createElement('a');link.href=URL.createObjectURL(blob);link.download='avis-${dossier}-'+(answers.reviewer||'anonyme').replace(/\\W+/g,'_')+'.json';link.click()});`;
  return `<!doctype html><html lang="fr"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Avis : ${escapeHtml(dossier)}</title><style>${STYLE}</style><main><h1>Synthèse à relire : ${escapeHtml(dossier)}</h1>${synthesisHtml(synthesis)}</main><form><h1>Votre avis</h1><p><label>Relecteur (initiales)<input type="text" name="reviewer" required></label></p>${fields.join('')}<p><label>Remarques<textarea name="comment" rows="4"></textarea></label></p><button>Enregistrer mes réponses</button></form><script>${script}</script></html>`;
}
