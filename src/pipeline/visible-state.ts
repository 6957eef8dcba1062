import type { Document } from '../domain/document.js';
import type { ReadableDocument, ReadFilter } from '../security/habilitation.js';
import { describeDossier } from './describe-dossier.js';
import { indexDocuments, type DossierState } from './dossier-state.js';

/** What was made for the readers of a state, by the documents that they do not see: it goes with the state. */
const made = new WeakMap<DossierState, Map<string, DossierState>>();

/**
 * The dossier as if it held nothing but what its reader may see: documents, relations between them, facts, index and its
 * statistics. Whatever is made of it (lists, search, synthesis, timeline, images, counts) then obeys, and a hidden document is one
 * that does not exist. A document takes on the states of those it is embedded in: the PDF inside a masked report is masked.
 * Identity stays the patient's, whichever documents told it.
 */
export function visibleState(state: DossierState, may: ReadFilter): DossierState {
  const hidden = hiddenIn(state, may);
  const refusals = may({ access: [] }) ? state.refusals : [];
  if (hidden.length === 0 && refusals.length === state.refusals.length) return state;
  const known = made.get(state) ?? new Map<string, DossierState>();
  made.set(state, known);
  const key = JSON.stringify([hidden.toSorted(), refusals.length]);
  const visible = known.get(key) ?? without(state, new Set(hidden), refusals);
  known.set(key, visible);
  return visible;
}

function hiddenIn(state: DossierState, may: ReadFilter): string[] {
  const documents = [...state.documents.values()];
  const hidden = new Set(documents.filter((document) => !isVisible(state, document, may)).map(({ id }) => id));
  // An envelope whose every document is hidden would say that there is one.
  for (const { id, mediaType } of documents) {
    const inside = documents.filter(({ parentId }) => parentId === id);
    if (mediaType === 'application/xdm+zip' && inside.length > 0 && inside.every((document) => hidden.has(document.id))) hidden.add(id);
  }
  return [...hidden];
}

function isVisible(state: DossierState, document: Document, may: ReadFilter): boolean {
  const carriers = carriersOf(state, document);
  const access = [...new Set([document, ...carriers].flatMap(({ metadata }) => metadata.access))];
  const typeOf = ({ metadata }: Document): string | undefined => metadata.type?.value.code;
  const aside = new Set(state.summaries.filter(({ status }) => status === 'quarantined').map(({ id }) => id));
  const readable = (each: Document, type: string | undefined): ReadableDocument => ({
    type: typeOf(each) ?? type,
    access,
    authors: authorsOf(each),
    quarantined: aside.has(document.id) || aside.has(each.id),
  });
  // An archive is an envelope and says nothing itself; any other carrier is a document to which the attachment belongs.
  const documents = carriers.filter(({ mediaType }) => mediaType !== 'application/xdm+zip');
  const inherited = documents.map(typeOf).find((type) => type !== undefined);
  return may(readable(document, inherited)) && documents.every((each) => may(readable(each, undefined)));
}

/** What of a dossier somebody does not see. */
export interface Hidden {
  /** Is a document read under this name hidden? */
  readonly name: (fileName: string) => boolean;
  /** Is something that a source holds hidden, or not read yet? */
  readonly source: (sha256: string) => boolean;
}
export const NOTHING_HIDDEN: Hidden = { name: () => false, source: () => false };

export function hiddenFrom(whole: DossierState, visible: DossierState): Hidden {
  const documents = [...whole.documents.values()];
  const hidden = documents.filter(({ id }) => !visible.documents.has(id));
  const names = new Set(hidden.map(({ fileName }) => fileName));
  const rootOf = (document: Document): string => (carriersOf(whole, document).at(-1) ?? document).sha256;
  const seen = new Set(documents.map(rootOf));
  const sources = new Set(hidden.map(rootOf));
  return { name: (fileName) => names.has(fileName), source: (sha256) => sources.has(sha256) || !seen.has(sha256) };
}

/** Do the bytes of a document hold another one that its reader may not see? An archive is given whole, or not at all. */
export function carriesHidden(whole: DossierState, visible: DossierState, documentId: string): boolean {
  return [...whole.documents.values()].some(
    (document) => !visible.documents.has(document.id) && carriersOf(whole, document).some(({ id }) => id === documentId),
  );
}

/** Identifiers that the header gives: neither what a document says nor what its depositor says of it names its readers. */
function authorsOf({ metadata: { author, otherAuthors = [] } }: Document): string[] {
  const first = author?.source === 'header' ? [author.value] : [];
  return [...first, ...otherAuthors].flatMap(({ identifier }) => identifier ?? []);
}

/** The documents this one came in, innermost first. */
function carriersOf({ documents }: DossierState, document: Document): Document[] {
  const carriers: Document[] = [];
  for (let at = document.parentId; at !== undefined; at = documents.get(at)?.parentId) {
    const carrier = documents.get(at);
    if (carrier === undefined || carriers.includes(carrier)) break;
    carriers.push(carrier);
  }
  return carriers;
}

function without(state: DossierState, hidden: ReadonlySet<string>, refusals: DossierState['refusals']): DossierState {
  const documents = new Map(
    [...state.documents].flatMap(([id, document]): [string, Document][] => {
      if (hidden.has(id)) return [];
      const { parentId, ...alone } = document;
      return [[id, parentId === undefined || hidden.has(parentId) ? alone : document]];
    }),
  );
  // Described again: a duplicate of what is hidden is here the only one, and no note may name the other.
  const { summaries } = describeDossier([...documents.values()], state.patient, refusals, state.decisions);
  const visible: DossierState = {
    ...state,
    documents,
    summaries,
    facts: new Map([...state.facts].filter(([id]) => documents.has(id))),
    refusals,
    index: state.index.fork(),
  };
  indexDocuments(visible);
  return visible;
}
