import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { measureAll } from '../../eval/metrics/all-measures.js';
import type { Outcome } from '../../eval/metrics/measure.js';
import { loadDossier, type CorpusDossier, type Evidence } from '../../eval/gold.js';
import type { Document } from '../../src/domain/document.js';
import type { Fact } from '../../src/domain/fact.js';
import type * as Assemble from '../../src/extract/assemble-document.js';
import { readDeposit } from '../../src/extract/metadata/deposit.js';
import type { SynthesisContract } from '../../src/summarise/contract.js';
import { typedPages } from '../../eval/typed-document.js';

const DEMO = resolve(import.meta.dirname, '..', '..', 'eval', 'corpus', 'demo');
/** A stay, a diabetes letter, another patient's letter, an emergency note full of stale drugs, a kidney letter, a scan and its copy. */
const CHOSEN = ['doc-004', 'doc-011', 'doc-012', 'doc-013', 'doc-015', 'doc-016', 'doc-024'];

/** The demonstration dossier cut down to a few documents, and its gold with it. */
export function smallDossier(): CorpusDossier {
  const whole = loadDossier(DEMO);
  const kept = (evidence: readonly Evidence[]): Evidence[] => evidence.filter(({ doc }) => CHOSEN.includes(doc));
  const withEvidence = <T extends { readonly evidence: readonly Evidence[] }>(all: readonly T[], least = 1): T[] =>
    all.map((one) => ({ ...one, evidence: kept(one.evidence) })).filter(({ evidence }) => evidence.length >= least);
  const { gold } = whole;
  return {
    ...whole,
    listing: {
      ...whole.listing,
      documents: whole.listing.documents.filter(({ id }) => CHOSEN.includes(id)).map((one) => ({ ...one, medium: 'txt' })),
    },
    texts: new Map([...whole.texts].filter(([id]) => CHOSEN.includes(id))),
    gold: {
      ...gold,
      facts: withEvidence(gold.facts),
      currentMedications: withEvidence(gold.currentMedications),
      stoppedMedications: withEvidence(gold.stoppedMedications),
      timeline: gold.timeline.filter(({ doc }) => CHOSEN.includes(doc)),
      traps: gold.traps.filter(({ doc }) => CHOSEN.includes(doc)),
      conflicts: withEvidence(gold.conflicts, 2),
      labSeries: gold.labSeries.map((one) => ({ ...one, points: one.points.filter(({ doc }) => CHOSEN.includes(doc)) })),
      prevention: withEvidence(gold.prevention),
      relevance: [],
      topPoints: [],
    },
  };
}

/** The texts as documents, pages as they stand on paper. */
function documentsOf(dossier: CorpusDossier, assemble: typeof Assemble.assembleDocument): Document[] {
  const deposit = readDeposit(readFileSync(join(DEMO, 'sources', 'metadata.json'), 'utf8'));
  const named = {
    ...deposit,
    documents: deposit.documents.map((one) => ({ ...one, file: one.file.replace(/\.\w+$/, '.txt') })),
  };
  return [...dossier.texts].map(([id, text]) =>
    assemble(
      { id, fileName: `${id}.txt`, sha256: id, mediaType: 'text/plain', pages: typedPages(text), needsOcr: [], warnings: [] },
      named,
    ),
  );
}

export interface SmallBuild {
  readonly outcome: Outcome;
  readonly synthesis: SynthesisContract;
  readonly facts: ReadonlyMap<string, readonly Fact[]>;
}

/**
 * Builds and measures the small dossier with the modules as they stand now: a test that has replaced one of them gets a broken build.
 * `facts` spares the extraction where it is not what is broken.
 */
export async function smallBuild(
  dossier: CorpusDossier,
  options: {
    readonly facts?: ReadonlyMap<string, readonly Fact[]>;
  } = {},
): Promise<SmallBuild> {
  const { assembleDocument } = await import('../../src/extract/assemble-document.js');
  const { describeDossier } = await import('../../src/pipeline/describe-dossier.js');
  const { extractFacts } = await import('../../src/extract/understand.js');
  const { summarise } = await import('../../src/summarise/summarise.js');
  const { toContract } = await import('../../src/summarise/contract.js');
  const documents = documentsOf(dossier, assembleDocument);
  const said = readDeposit(readFileSync(join(DEMO, 'sources', 'metadata.json'), 'utf8')).patient;
  const { patient, summaries } = describeDossier(documents, said, [], new Map());
  const facts = options.facts ?? new Map(documents.map((document) => [document.id, extractFacts(document, { patient, entries: [] })]));
  const page = (documentId: string, number: number) =>
    documents.find(({ id }) => id === documentId)?.pages.find((one) => one.number === number);
  const synthesis = toContract(
    summarise({
      patient,
      documents: summaries,
      pages: page,
      facts: summaries.filter(({ status }) => status === 'read').flatMap(({ id }) => facts.get(id) ?? []),
      referenceDate: dossier.listing.referenceDate,
      relevance: [],
      answers: [],
      models: [],
      version: 'test',
      generatedAt: '2026-11-16T00:00:00Z',
    }),
    new Map(summaries.map((summary) => [summary.id, summary])),
  );
  return { outcome: measureAll({ dossier, runs: [synthesis] }, (id, number) => page(id, number)?.text), synthesis, facts };
}
