import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readDeposit } from '../src/extract/metadata/deposit.js';
import { closeReadWorkers } from '../src/extract/read/worker-pool.js';
import type { Pipeline } from '../src/pipeline.js';
import type { DossierState } from '../src/pipeline/dossier-state.js';
import type { Synthesis } from '../src/domain/synthesis.js';
import { temporaryPipeline } from './fakes/temporary-pipeline.js';

const DEMO = join(import.meta.dirname, '..', 'eval', 'corpus', 'demo', 'sources');
/** Everything of the demonstration dossier that needs no recognition: this suite is about the walk, not about OCR. */
const FILES = readdirSync(DEMO).filter(
  (name) => !['doc-002.pdf', 'doc-005.pdf', 'doc-014.jpg', 'doc-016.pdf', 'metadata.json'].includes(name),
);
const OTHER_PATIENT = 'doc-012.pdf';
const REQUEST = { referenceDate: '2026-11-16', reason: 'douleur thoracique' };

const read = (name: string) => ({ fileName: name, bytes: new Uint8Array(readFileSync(join(DEMO, name))) });
const deposit = readDeposit(readFileSync(join(DEMO, 'metadata.json'), 'utf8'));

function citationsOf(synthesis: Synthesis) {
  return [
    ...synthesis.sections.flatMap((section) => section.statements),
    ...synthesis.treatments.current,
    ...synthesis.treatments.stopped,
    ...synthesis.timeline,
    ...synthesis.series.flatMap((series) => series.points),
    ...synthesis.vigilance,
    ...synthesis.prevention,
    ...synthesis.answers,
  ].flatMap((item) => item.citations);
}

describe('the pipeline', () => {
  let pipeline: Pipeline;
  let dispose: () => Promise<void>;
  beforeEach(() => {
    ({ pipeline, dispose } = temporaryPipeline());
  });
  afterEach(async () => {
    await dispose();
    await closeReadWorkers();
  });

  const walk = async (id: string, names: readonly string[]): Promise<DossierState> => {
    await pipeline.deposit(id, names.map(read), deposit);
    return pipeline.process(id);
  };

  it('cites nothing but exact slices of pages, and never the other patient’s', { timeout: 300_000 }, async () => {
    const state = await walk('d', FILES);
    const citations = citationsOf(await pipeline.synthesise(state, { ...REQUEST, questions: ['Quelle est la dernière créatinine ?'] }));
    expect(citations.length).toBeGreaterThan(100);
    const wrong = citations.filter(({ span, quote }) => {
      const page = state.documents.get(span.documentId)?.pages.find(({ number }) => number === span.page);
      return page?.text.slice(span.start, span.end) !== quote;
    });
    expect(wrong).toEqual([]);
    const stranger = state.summaries.find(({ file }) => file === OTHER_PATIENT);
    expect(stranger?.status).toBe('quarantined');
    expect(citations.some(({ span }) => span.documentId === stranger?.id)).toBe(false);
    expect((await pipeline.search(state, 'ophtalmologie', {}, 50)).some((hit) => hit.documentId === stranger?.id)).toBe(false);
  });

  it('says the same whatever the order of deposit', { timeout: 300_000 }, async () => {
    const names = FILES.filter((name) => !name.endsWith('.xml'));
    const forward = await pipeline.synthesise(await walk('a', names), REQUEST);
    const backward = await pipeline.synthesise(await walk('b', names.toReversed()), REQUEST);
    expect({ ...backward, provenance: forward.provenance }).toEqual(forward);
  });

  it('forgets what only a withdrawn document said', { timeout: 300_000 }, async () => {
    const names = ['doc-011.txt', 'doc-013.txt', 'doc-017.txt'];
    const all = await walk('d', names);
    const gone = all.summaries.find(({ file }) => file === 'doc-013.txt')!;
    await pipeline.keepOnly(
      'd',
      new Set(all.summaries.filter(({ id }) => id !== gone.id).map(({ id }) => all.documents.get(id)!.sha256)),
      [],
    );
    const state = await pipeline.process('d');
    const said = await pipeline.synthesise(state, REQUEST);
    expect(citationsOf(said).some(({ span }) => span.documentId === gone.id)).toBe(false);
    expect(state.index.documentIds.has(gone.id)).toBe(false);
    const fresh = await pipeline.synthesise(
      await walk(
        'e',
        names.filter((name) => name !== 'doc-013.txt'),
      ),
      REQUEST,
    );
    expect(said.sections).toEqual(fresh.sections);
  });

  it('keeps what it has of a file that cannot be read today', { timeout: 300_000 }, async () => {
    const all = await walk('u', ['doc-011.txt', 'doc-013.txt']);
    const kept = all.summaries.find(({ file }) => file === 'doc-011.txt')!;
    const refusal = { fileName: 'doc-013.txt', code: 'FRS-IN-007', message: 'Lecture refusée.' };
    await pipeline.keepOnly('u', new Set([all.documents.get(kept.id)!.sha256]), [refusal]);
    const { documents } = await pipeline.process('u');
    expect(documents.size).toBe(2);
  });

  it('lets a person take a document in, and put it out again', { timeout: 300_000 }, async () => {
    const first = await walk('d', ['doc-011.txt', OTHER_PATIENT]);
    const stranger = first.summaries.find(({ file }) => file === OTHER_PATIENT)!;
    expect(stranger.status).toBe('quarantined');
    await pipeline.decideIdentity('d', stranger.id, { verdict: 'accepted', by: 'test', at: '2026-11-16T10:00:00Z' });
    expect((await pipeline.openDossier('d')).summaries.find(({ id }) => id === stranger.id)?.status).toBe('read');
    await pipeline.decideIdentity('d', stranger.id, { verdict: 'rejected', by: 'test', at: '2026-11-16T10:01:00Z' });
    expect((await pipeline.openDossier('d')).summaries.find(({ id }) => id === stranger.id)?.status).toBe('quarantined');
  });

  it('goes on where it was cut, and does nothing twice', { timeout: 300_000 }, async () => {
    await pipeline.deposit('d', ['doc-011.txt', 'doc-013.txt'].map(read), deposit);
    expect(await pipeline.isBehind('d')).toBe(true);
    const stages: string[] = [];
    const [one, other] = await Promise.all([
      pipeline.process('d', ({ stage }) => stages.push(stage)),
      pipeline.process('d', ({ stage }) => stages.push(stage)),
    ]);
    expect(stages.filter((stage) => stage === 'read')).toHaveLength(2);
    expect(other.summaries).toEqual(one.summaries);
    expect(await pipeline.isBehind('d')).toBe(false);
  });
});
