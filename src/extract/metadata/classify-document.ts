import type { Code } from '../../domain/document.js';
import { endOfHeader, isSalutation, isUpperCase, type DocumentLine } from './document-lines.js';
import { DOCUMENT_TYPES, FRENCH_TYPE_SYSTEM, LOINC_SYSTEM, type DocumentTypeEntry } from './vocabulary/document-types.js';

export interface Classification {
  readonly entry: DocumentTypeEntry;
  readonly code: Code;
  /** The line that names the document, where one does. */
  readonly title?: DocumentLine;
  readonly confidence: number;
  readonly reason: string;
}

const TITLE_WEIGHT = 10;
const LETTERHEAD_WEIGHT = 3;
const CONTENT_WEIGHT = 2;
/** A letter's salutation outweighs the letterhead and two marks of content, never a title. */
const SALUTATION_WEIGHT = 8;
const TITLE_ZONE = 34;

/** What stands before a title on its line: numbering, a bullet, a label, a file name's words. */
const TITLE_PREFIX = /^[^a-z(]*(?:\((?=message)|(?:objet|type de document|document|intitule) *[:=] *)?/;
/** Modalities or services listed one after another are a letterhead, not the title of an examination. */
const ENUMERATION =
  /[a-z)] *[-–/•·,|] *(irm|scanner|echographie|echographies|radiologie|radiographie|mammographie|holter|osteodensitometrie|doppler|senologie)\b.*/;

const DOSE_LINE =
  /\b(\d+(?:[.,/]\d+)?|un|une|deux|demi) ?(?:cp|cps|comprimes?|gelules?|gel|gellules?|sachets?|ampoules?|injections?|gouttes?|gttes?|bouffees?|doses?|applications?|cuilleres?|suppositoires?|patchs?|boites?|flacons?|unites)\b/;

const CLINICAL_SECTION =
  /^(motif|atcd|antecedents?|hdm|anamnese|interrogatoire|examen( clinique)?|histoire de la maladie|conclusion|indication|mode de vie|av loin)\b/;

function titleLine(entry: DocumentTypeEntry, lines: readonly DocumentLine[]): DocumentLine | undefined {
  const headerEnd = endOfHeader(lines);
  return lines.find((line) => {
    const text = line.folded.trim().replace(TITLE_PREFIX, '');
    if (text.length > 120 || line.index >= TITLE_ZONE) return false;
    if (entry.code === '18748-4' && ENUMERATION.test(text)) return false;
    if (!entry.titles.some((pattern) => pattern.test(text))) return false;
    // Prose may begin a line with "Consultation …": a title is capitals, or short and without a full stop inside.
    return (
      isUpperCase(line.text) ||
      (line.index < headerEnd && text.length <= 90 && !/[a-z)] ?\. [a-z]/.test(text) && !/[a-z]\.$/.test(text) && !/,$/.test(text))
    );
  });
}

function scoreOf(entry: DocumentTypeEntry, lines: readonly DocumentLine[]): { score: number; title?: DocumentLine; cues: number } {
  const title = titleLine(entry, lines);
  const head = lines.slice(0, 10);
  const letterhead = (entry.letterheads ?? []).some((pattern) => head.some((line) => pattern.test(line.folded.trim())));
  const cues = (entry.contents ?? []).filter((pattern) => lines.some((line) => pattern.test(line.folded))).length;
  let score = cues * CONTENT_WEIGHT + (letterhead ? LETTERHEAD_WEIGHT : 0);
  if (title !== undefined) score += TITLE_WEIGHT + (isUpperCase(title.text) ? 3 : 0) - title.index * 0.15;
  return title === undefined ? { score, cues } : { score, title, cues };
}

/**
 * The type of a document from its text: the line that names it first, then what its letterhead and its content show.
 * A letter without a title is a consultation's report, as French practice codes it.
 */
export function classifyDocument(lines: readonly DocumentLine[]): Classification {
  const firstPage = lines.filter((line) => line.page === lines[0]?.page);
  const scored = DOCUMENT_TYPES.map((entry) => {
    const { score, title, cues } = scoreOf(entry, firstPage);
    return { entry, title, cues, score };
  });
  const salutation = firstPage.find(isSalutation);
  // A clinical note lists doses too: sections of history or examination say it is no prescription.
  const note = firstPage.some((line) => CLINICAL_SECTION.test(line.folded.trim()));
  const doses = note ? 0 : firstPage.filter((line) => DOSE_LINE.test(line.folded)).length;
  for (const candidate of scored) {
    if (candidate.entry.code === '11488-4' && salutation !== undefined) candidate.score += SALUTATION_WEIGHT;
    if (candidate.entry.code === '57833-6' && doses >= 2 && salutation === undefined) candidate.score += Math.min(doses, 4) * 1.5;
  }
  scored.sort((a, b) => b.score - a.score);
  const best = scored[0];
  const fallback = DOCUMENT_TYPES.find((entry) => entry.code === '11488-4');
  if (best === undefined || fallback === undefined) throw new Error('no document type in the vocabulary');
  const entry = best.score < 3 ? fallback : best.entry;
  const margin = best.score - (scored[1]?.score ?? 0);
  const confidence = best.score < 3 ? 0.3 : Math.min(0.97, 0.5 + best.score / 40 + margin / 40);
  const reason =
    best.score < 3
      ? 'ni titre ni indice : compte rendu de consultation par défaut'
      : best.title !== undefined
        ? `titre « ${best.title.text.trim().slice(0, 60)} »`
        : entry.code === '11488-4'
          ? 'courrier : formule d’appel'
          : `en-tête et contenu (${best.cues} indices)`;
  const code = { system: /^\d/.test(entry.code) ? LOINC_SYSTEM : FRENCH_TYPE_SYSTEM, code: entry.code, display: entry.display };
  return best.title === undefined || best.score < 3
    ? { entry, code, confidence, reason }
    : { entry, code, title: best.title, confidence, reason };
}
