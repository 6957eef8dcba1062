import type { Document } from '../domain/document.js';
import type { Fact } from '../domain/fact.js';
import type { AssertionModel } from '../extract/assertion/assertion.js';
import { reconsidered } from '../extract/assertion/reconsidered-facts.js';
import { sha256Of } from '../extract/read/reading.js';
import { extractFacts } from '../extract/understand.js';
import type { Embedder } from '../index/embedder.js';
import { describeDossier } from './describe-dossier.js';
import { assembled, noteOf, type DocumentNote } from './document-notes.js';
import type { DossierArchive, KeptFacts } from './dossier-archive.js';
import { indexDocuments, type DossierState } from './dossier-state.js';

/** Documents whose facts are written in one transaction. */
const FACTS_AT_ONCE = 32;

/**
 * Documents and their facts, and what the documents are to each other and to the patient; embeds nothing. `changed` leave the
 * index and enter it again. With an `assertion` model, what it doubts is told as doubtful. `onKept` is told each time that facts were
 * kept: cut after that, they are not made again.
 */
export async function understandDossier(
  archive: DossierArchive,
  embedder: Embedder,
  dossierId: string,
  tell: (done: number, total: number) => void,
  changed: ReadonlySet<string> = new Set(),
  { assertion }: { readonly assertion?: AssertionModel | undefined } = {},
  onKept: () => Promise<void> = async () => undefined,
): Promise<DossierState> {
  const readings = await archive.readings(dossierId);
  const said = await archive.said.read(dossierId);
  const notes = await archive.notes(dossierId);
  const documents = new Map(readings.map((reading) => [reading.id, assembled(reading, said(reading), notes.get(reading.id))]));
  const stamps = await archive.readingStamps(dossierId);
  const refusals = await archive.refusals(dossierId);
  const decisions = await archive.identityDecisions(dossierId);
  const described = describeDossier([...documents.values()], await archive.patient(dossierId), refusals, decisions);
  const noted = [...documents].flatMap(([id, document]): [string, DocumentNote][] => {
    const note = noteOf(document, said(document), notes.get(id));
    return note === undefined ? [] : [[id, note]];
  });
  await archive.keepNotes(dossierId, new Map(noted));
  const known = await archive.keptFacts(dossierId);
  const facts = new Map<string, readonly Fact[]>();
  const factStamps = new Map<string, string>();
  let fresh = new Map<string, KeptFacts>();
  const keepFresh = async (): Promise<void> => {
    for (const [id, stamp] of await archive.keepFacts(dossierId, fresh)) factStamps.set(id, stamp);
    fresh = new Map();
  };
  for (const [done, reading] of readings.entries()) {
    tell(done, readings.length);
    const document = documents.get(reading.id) as Document;
    const { birthDate, sex } = described.patient;
    const leantOn = [stamps.get(document.id), document.metadata, birthDate, sex, assertion?.modelId];
    const context = sha256Of(Buffer.from(JSON.stringify(leantOn))).slice(0, 16);
    const kept = known.get(document.id);
    if (kept?.context === context) {
      facts.set(document.id, kept.facts);
      factStamps.set(document.id, kept.stamp);
      continue;
    }
    // Columns of a table are told by where their words stand, and a doubtful digit by its recognition: the rules need the layout.
    const layout = await archive.layout(dossierId, document.id);
    const laidOut: Document = { ...document, pages: document.pages.map((page) => ({ ...page, positions: layout[page.number] ?? [] })) };
    const read = extractFacts(laidOut, { patient: described.patient, entries: reading.coded?.entries ?? [] });
    const found = assertion === undefined ? read : await reconsidered(document, read, assertion);
    facts.set(document.id, found);
    fresh.set(document.id, { context, facts: found });
    if (fresh.size >= FACTS_AT_ONCE) {
      await keepFresh();
      await onKept();
    }
  }
  await keepFresh();
  const state: DossierState = {
    id: dossierId,
    patient: described.patient,
    summaries: described.summaries,
    documents,
    facts,
    factStamps,
    index: await archive.index(dossierId, embedder),
    refusals,
    decisions,
  };
  for (const id of changed) state.index.removeDocument(id);
  indexDocuments(state);
  return state;
}
