import type { Document, IdentityTraits } from '../domain/document.js';
import type { DocumentSummary } from '../domain/synthesis.js';
import { findDuplicates } from '../extract/duplicates.js';
import type { GuardResult } from '../extract/identity/guard-identity.js';
import { inferPatient } from '../extract/identity/infer-patient.js';
import { guardOf, identityOf } from './document-notes.js';
import type { IdentityDecision, Refusal } from './dossier-archive.js';

const NOBODY: IdentityTraits = { firstNames: [] };
const RELATION = { duplicate: 'Doublon', replaced: 'Version remplacée' } as const;

export interface DossierDescription {
  readonly patient: IdentityTraits;
  readonly summaries: readonly DocumentSummary[];
}

/**
 * Whose dossier it is, and what each document is in it: read, somebody else's, seen before, replaced or unread.
 * A person's decision on an identity wins over the guard's.
 */
export function describeDossier(
  documents: readonly Document[],
  said: IdentityTraits | undefined,
  refusals: readonly Refusal[],
  decisions: ReadonlyMap<string, IdentityDecision>,
): DossierDescription {
  const patient = said ?? inferPatient(documents.map(identityOf)) ?? NOBODY;
  const dossier = JSON.stringify(patient);
  const guarded = new Map(documents.map((document) => [document.id, guard(document, patient, dossier, decisions.get(document.id))]));
  const own = documents.filter((document) => guarded.get(document.id)?.quarantined !== true && document.pages.length > 0);
  const repeated = new Map(findDuplicates(own).map((finding) => [finding.documentId, finding]));

  const summaries = documents.map((document): DocumentSummary => {
    const identity = guarded.get(document.id)!;
    const repeat = repeated.get(document.id);
    const { metadata } = document;
    const unread = document.pages.length === 0 || document.pages.every((page) => page.source === 'failed');
    const status = identity.quarantined
      ? 'quarantined'
      : repeat !== undefined
        ? repeat.kind
        : unread
          ? 'failed'
          : document.pages.some((page) => page.source === 'ocr')
            ? 'ocr'
            : 'read';
    const warnings = document.warnings.map(
      ({ code, message, page }) => `${message}${page === undefined ? '' : ` (page ${page})`} [${code}]`,
    );
    const note = [
      ...(identity.quarantined ? [evidenceOf(identity, 'mismatch') ?? 'Mis à part par décision.'] : []),
      ...(repeat === undefined ? [] : [`${RELATION[repeat.kind]} : ${repeat.reason}`]),
      ...(identity.quarantined || identity.quarantinedPages.length === 0
        ? []
        : [`Pages mises à part : ${identity.quarantinedPages.join(', ')}. ${evidenceOf(identity, 'mismatch') ?? ''}`.trim()]),
      ...warnings,
    ].join(' ');
    const doubt = identity.quarantined ? undefined : (evidenceOf(identity, 'doubt') ?? document.identityDoubts[0]);
    const relatedId = repeat?.of ?? document.parentId;
    return {
      id: document.id,
      file: document.fileName,
      title: metadata.title.value,
      ...(metadata.type === undefined ? {} : { type: metadata.type.value.code }),
      ...dated(metadata.actDate?.value ?? metadata.writtenDate?.value),
      ...(metadata.author === undefined ? {} : { author: metadata.author.value.name }),
      ...(metadata.author?.value.specialty === undefined ? {} : { specialty: metadata.author.value.specialty }),
      ...(metadata.access.length === 0 ? {} : { access: [...metadata.access] }),
      pages: document.pages.length,
      status,
      pagesQuarantined: [...identity.quarantinedPages],
      ...(note === '' ? {} : { note }),
      ...(doubt === undefined ? {} : { identityDoubt: doubt }),
      ...(relatedId === undefined ? {} : { relatedId }),
    };
  });
  return { patient, summaries: [...summaries.toSorted(byDate), ...refusals.map(refused)] };
}

/** `dossier`: the patient's traits, written out. */
function guard(document: Document, patient: IdentityTraits, dossier: string, decision: IdentityDecision | undefined): GuardResult {
  const result = guardOf(document, patient, dossier);
  if (decision === undefined) return result;
  const rejected = decision.verdict === 'rejected';
  return { ...result, quarantined: rejected, quarantinedPages: rejected ? document.pages.map((page) => page.number) : [] };
}

function evidenceOf(result: GuardResult, verdict: 'mismatch' | 'doubt'): string | undefined {
  return result.findings.find((finding) => finding.verdict === verdict)?.evidence;
}

const dated = (date: string | undefined): { date?: string } => (date === undefined ? {} : { date });

function byDate(a: DocumentSummary, b: DocumentSummary): number {
  const [left, right] = [a.date ?? '', b.date ?? ''];
  if (left !== right) return left < right ? -1 : 1;
  return a.file < b.file ? -1 : a.file > b.file ? 1 : 0;
}

/** A file that was never read has no identifier but its name. */
function refused({ fileName, code, message }: Refusal): DocumentSummary {
  return {
    id: `refused:${fileName}`,
    file: fileName,
    title: fileName,
    pages: 0,
    status: 'failed',
    pagesQuarantined: [],
    note: `${message} [${code}]`,
  };
}
