import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AccessState, type Document } from '../../src/domain/document.js';
import { extractFacts } from '../../src/extract/understand.js';
import { DossierIndex } from '../../src/index/dossier-index.js';
import { describeDossier } from '../../src/pipeline/describe-dossier.js';
import { indexDocuments, spokenFacts, type DossierState } from '../../src/pipeline/dossier-state.js';
import { visibleState } from '../../src/pipeline/visible-state.js';
import { loadHabilitation, mayRead, readFilter, type Habilitation, type Reader } from '../../src/security/habilitation.js';
import { HashEmbedder, makeDocument } from '../index/helpers.js';

const TABLE: Habilitation = { version: 'test', grants: { '10': 'every', '21': ['57833-6'], '60': ['57833-6', '11502-2'] } };
const TYPES = ['57833-6', '11502-2', '34112-3', undefined];
const embedder = new HashEmbedder();

const readerOf = fc.record({
  id: fc.constant('r'),
  kind: fc.constantFrom('professional' as const, 'patient' as const, 'representative' as const),
  profession: fc.constantFrom('10', '21', '60', '99', 'constructor', '__proto__'),
  attending: fc.boolean(),
  alsoShow: fc.subarray(['archived' as const, 'deprecated' as const]),
});
const documentOf = fc.record({ type: fc.constantFrom(...TYPES), access: fc.subarray([...AccessState.options]) });

async function stateOf(documents: readonly Document[]): Promise<DossierState> {
  const { patient, summaries } = describeDossier(documents, undefined, [], new Map());
  const facts = new Map(documents.map((document) => [document.id, extractFacts(document, { patient, entries: [] })]));
  const index = new DossierIndex('d', embedder);
  const state: DossierState = {
    id: 'd',
    patient,
    summaries,
    documents: new Map(documents.map((document) => [document.id, document])),
    facts,
    factStamps: new Map(),
    index,
    refusals: [],
    decisions: new Map(),
  };
  indexDocuments(state);
  await index.embedPending(embedder);
  return state;
}

/** One document a letter, each with a word and a drug of its own. */
function documentsOf(
  rows: readonly { readonly type: string | undefined; readonly access: readonly AccessState[]; readonly inside: boolean }[],
) {
  const drugs = ['ramipril', 'bisoprolol', 'metformine', 'furosémide', 'allopurinol', 'colchicine'];
  return rows.map(({ type, access, inside }, i): Document => {
    const text = `Consultation zorglub${i}\n\nTraitement : ${drugs[i]} 5 mg le matin.\n`;
    const document = makeDocument(`doc${i}`, [text], {
      title: `Titre secret${i}`,
      date: '2024-03-0' + (i + 1),
      ...(type === undefined ? {} : { type }),
    });
    return {
      ...document,
      metadata: { ...document.metadata, access: [...access] },
      ...(inside && i > 0 ? { parentId: `doc${i - 1}` } : {}),
    };
  });
}

describe('who may read what', () => {
  it('denies by default: a profession reads what its row grants and no more', () => {
    fc.assert(
      fc.property(readerOf, documentOf, (reader, document) => {
        if (!mayRead(TABLE, reader, document)) return;
        expect(
          document.access.every((state) => !['archived', 'deprecated'].includes(state) || reader.alsoShow.includes(state as 'archived')),
        ).toBe(true);
        if (reader.kind === 'professional') {
          expect(
            reader.profession === '10' || (document.type !== undefined && (TABLE.grants[reader.profession] ?? []).includes(document.type)),
          ).toBe(true);
          expect(reader.attending || !document.access.includes('masked-from-professionals')).toBe(true);
        } else expect(document.access).not.toContain('invisible-to-patient');
        if (reader.kind === 'representative') expect(document.access).not.toContain('invisible-to-representatives');
      }),
      { numRuns: 500 },
    );
  });

  it('comes with a table where doctors read every document and nobody else any', () => {
    const table = loadHabilitation();
    const reads = (profession: string): boolean =>
      mayRead(table, { id: 'r', kind: 'professional', profession }, { type: '57833-6', access: [] });
    expect(['10', '21', '40', '50', '60', '70'].filter(reads)).toEqual(['10']);
    expect(mayRead(table, { id: 'r', kind: 'professional' }, { type: '57833-6', access: [] })).toBe(false);
  });

  it('never gives a restricted reader more than the table, whatever one adds to the reader', () => {
    const states: Reader = { id: 'r', kind: 'professional', profession: '21', attending: true, alsoShow: ['archived', 'deprecated'] };
    expect(mayRead(TABLE, states, { type: '11502-2', access: [] })).toBe(false);
    expect(mayRead(TABLE, states, { access: [] })).toBe(false);
  });
});

describe('the dossier as its reader may see it', () => {
  const rows = fc.array(
    fc.record({ type: fc.constantFrom(...TYPES), access: fc.subarray([...AccessState.options], { maxLength: 2 }), inside: fc.boolean() }),
    {
      minLength: 1,
      maxLength: 6,
    },
  );

  it('holds no trace of a hidden document: lists, facts, passages, search by word and by meaning', async () => {
    await fc.assert(
      fc.asyncProperty(rows, readerOf, async (written, reader) => {
        const documents = documentsOf(written);
        const state = await stateOf(documents);
        const may = readFilter(TABLE, reader);
        const visible = visibleState(state, may);
        for (const [i, document] of documents.entries()) {
          const allowed = may({ type: document.metadata.type?.value.code, access: document.metadata.access });
          const seen = visible.documents.has(document.id);
          if (document.parentId === undefined) expect(seen).toBe(allowed);
          else if (seen) expect(visible.documents.has(document.parentId)).toBe(true);
          const told = JSON.stringify([visible.summaries, spokenFacts(visible), [...visible.facts], visible.index.passages]);
          expect(told.includes(`zorglub${i}`) || told.includes(`secret${i}`)).toBe(seen);
          if (seen) continue;
          expect(told).not.toContain(`"doc${i}"`);
          const [vector] = await embedder.embed([`zorglub${i}`]);
          expect(JSON.stringify(visible.index.search(`zorglub${i}`, vector))).not.toMatch(`doc${i}`);
          expect(visible.index.rarity(`zorglub${i}`)).toBe(0);
        }
        expect(state.documents.size).toBe(documents.length);
      }),
      { numRuns: 40 },
    );
  });

  it('lets a duplicate speak where the document that it repeats is hidden, and names nobody', async () => {
    const text =
      "Compte rendu de consultation du 03/03/2024.\n\nHypertension artérielle. Traitement : ramipril 5 mg le matin. Pas d'allergie connue à ce jour.\n";
    const [masked, copy] = [makeDocument('one', [text], { date: '2024-03-03' }), makeDocument('two', [text], { date: '2024-03-03' })];
    const state = await stateOf([{ ...masked, metadata: { ...masked.metadata, access: ['masked-from-professionals'] } }, copy]);
    expect(state.summaries.map(({ status }) => status).toSorted()).toEqual(['duplicate', 'read']);
    const visible = visibleState(state, readFilter(TABLE, { id: 'r', kind: 'professional', profession: '10' }));
    expect(visible.summaries).toMatchObject([{ id: 'two', status: 'read' }]);
    expect(JSON.stringify(visible.summaries)).not.toContain('one');
    expect(spokenFacts(visible).length).toBeGreaterThan(0);
  });

  it('is the dossier itself for whoever may read it all, and is made once for the others', async () => {
    const state = await stateOf(
      documentsOf([
        { type: '57833-6', access: [], inside: false },
        { type: '34112-3', access: [], inside: false },
      ]),
    );
    const doctor = readFilter(TABLE, { id: 'r', kind: 'professional', profession: '10' });
    const pharmacist = readFilter(TABLE, { id: 'p', kind: 'professional', profession: '21' });
    expect(visibleState(state, doctor)).toBe(state);
    expect(visibleState(state, pharmacist)).toBe(visibleState(state, pharmacist));
    expect(visibleState(state, pharmacist).documents.size).toBe(1);
  });
});
