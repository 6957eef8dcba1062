import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UNQUALIFIED } from '../../src/domain/fact.js';
import type { Fact } from '../../src/domain/fact.js';
import { AppError } from '../../src/errors.js';
import { DossierIndex } from '../../src/index/dossier-index.js';
import type { SearchFilters } from '../../src/index/search-filters.js';
import { HashEmbedder, makeDocument } from './helpers.js';

const embedder = new HashEmbedder();

async function indexOf(dossierId: string, texts: Readonly<Record<string, string>>): Promise<DossierIndex> {
  const index = new DossierIndex(dossierId, embedder);
  for (const [id, text] of Object.entries(texts)) index.addDocument(makeDocument(id, [text]));
  await index.embedPending(embedder);
  return index;
}

const ask = async (index: DossierIndex, query: string, filters = {}): Promise<string[]> =>
  index.search(query, (await embedder.embed([query]))[0], filters).map((hit) => hit.documentId);

describe('search in a dossier', () => {
  it('finds a word through its abbreviation, its synonym and its accents', async () => {
    const index = await indexOf('p', {
      a: 'Hypertension artérielle traitée.',
      b: 'Carnet de santé sans remarque.',
      c: 'OSTEODENSITOMETRIE : T-score -2,7.',
    });
    expect((await ask(index, 'HTA'))[0]).toBe('a');
    expect((await ask(index, 'DXA'))[0]).toBe('c');
    const [hit] = index.search("l'hypertension", undefined);
    expect(hit?.passages[0]?.words).toEqual(['Hypertension artérielle']);
    const passage = hit?.passages[0];
    expect(passage?.highlights.map(({ start, end }) => passage.passage.text.slice(start, end))).toEqual(['Hypertension artérielle']);
  });

  it('keeps numbers whole', async () => {
    const index = await indexOf('p', { a: 'LDL 0,71 g/L', b: 'LDL 0,58 g/L', c: 'LDL 71 mg' });
    expect((await ask(index, '0,71'))[0]).toBe('a');
  });

  it('narrows to what is asked', async () => {
    const index = new DossierIndex('p', embedder);
    index.addDocument(makeDocument('old', ['Douleur thoracique.'], { date: '2019-02', type: '34112-3', specialty: 'Cardiologie' }));
    index.addDocument(makeDocument('new', ['Douleur thoracique.'], { date: '2026-02-03', type: '11488-4', specialty: 'Pneumologie' }));
    index.addDocument(makeDocument('undated', ['Douleur thoracique.']));
    await index.embedPending(embedder);
    expect(await ask(index, 'douleur', { from: '2020' })).toEqual(['new']);
    expect(await ask(index, 'douleur', { to: '2019-02-10' })).toEqual(['old']);
    expect(await ask(index, 'douleur', { specialties: ['cardio'] })).toEqual(['old']);
    expect(await ask(index, 'douleur', { types: ['11488-4'] })).toEqual(['new']);
    expect(await ask(index, 'douleur', { documents: ['undated'] })).toEqual(['undated']);
    expect(await ask(index, 'douleur', { kinds: ['allergy'] })).toEqual([]);
  });

  it('narrows to a section, a kind of fact, an abnormal result, a place and an origin of the text', async () => {
    const index = new DossierIndex('p', embedder);
    const letter = 'Antécédents\nAsthme ancien.\n\nConclusion\nAsthme stable, potassium à contrôler.';
    index.addDocument(makeDocument('letter', [letter], { organisation: 'Clinique des Érables', source: 'ocr' }));
    index.addDocument(makeDocument('lab', ['Potassium 5,9 mmol/L (3,5 - 5,1). Asthme signalé.'], { organisation: 'Laboratoire Bel-Air' }));
    const at = letter.indexOf('Asthme ancien');
    const fact = (documentId: string, kind: Fact['kind'], start: number, end: number, more: Partial<Fact> = {}): Fact => ({
      id: `${documentId}-${kind}`,
      documentId,
      kind,
      label: kind === 'condition' ? 'Asthme' : 'Potassium',
      status: 'active',
      qualifiers: UNQUALIFIED,
      cues: [],
      importance: 2,
      origin: 'test',
      confidence: 1,
      citations: [{ span: { documentId, page: 1, start, end }, quote: 'x' }],
      ...more,
    });
    const flagged: Partial<Fact> = { value: { text: '5,9 mmol/L', flag: 'H' } };
    index.setFacts(
      new Map([
        ['letter', [fact('letter', 'condition', at, at + 6)]],
        ['lab', [fact('lab', 'observation', 0, 9, flagged)]],
      ]),
    );
    await index.embedPending(embedder);
    const found = (filters: SearchFilters): string[] =>
      index
        .search('asthme potassium', undefined, filters)
        .flatMap((hit) => hit.passages.map(({ passage }) => `${hit.documentId} ${passage.context.section}`));
    expect(found({ sections: ['conclusion'] })).toEqual(['letter conclusion']);
    expect(found({ kinds: ['condition'] })).toEqual(['letter history']);
    expect(found({ abnormal: true }).map((hit) => hit.split(' ')[0])).toEqual(['lab']);
    expect(new Set(found({ organisations: ['erables'] }).map((hit) => hit.split(' ')[0]))).toEqual(new Set(['letter']));
    expect(new Set(found({ sources: ['ocr'] }).map((hit) => hit.split(' ')[0]))).toEqual(new Set(['letter']));
    expect(found({ sources: ['ocr'], organisations: ['bel-air'] })).toEqual([]);
    const [hit] = index.search('asthme', undefined, { kinds: ['condition'] });
    expect(hit?.reasons).toEqual(['mots : Asthme ancien', 'faits : Asthme']);
  });

  it('a fork and its source hold the same, and change apart', async () => {
    const text = fc.array(fc.constantFrom('angor', 'diabète', 'HTA', 'vaccin', '0,71', 'apixaban'), { minLength: 1, maxLength: 6 });
    const step = fc.record({ forked: fc.boolean(), document: fc.integer({ min: 0, max: 3 }), remove: fc.boolean(), words: text });
    const made = (id: string, words: readonly string[]) => makeDocument(id, [words.join(' ')]);
    await fc.assert(
      fc.asyncProperty(fc.array(text, { maxLength: 4 }), fc.array(step, { maxLength: 8 }), async (first, steps) => {
        const source = new DossierIndex('p', embedder);
        // Built the long way, never forked: what each must equal.
        const plain = { source: new Map<string, string[]>(), fork: new Map<string, string[]>() };
        first.forEach((words, id) => {
          source.addDocument(made(`d${id}`, words));
          plain.source.set(`d${id}`, words);
          plain.fork.set(`d${id}`, words);
        });
        await source.embedPending(embedder);
        const fork = source.fork();
        for (const { forked, document, remove, words } of steps) {
          const [index, own] = forked ? [fork, plain.fork] : [source, plain.source];
          if (remove) {
            index.removeDocument(`d${document}`);
            own.delete(`d${document}`);
          } else {
            index.addDocument(made(`d${document}`, words));
            own.set(`d${document}`, words);
          }
        }
        for (const [index, own] of [[fork, plain.fork] as const, [source, plain.source] as const]) {
          const fresh = new DossierIndex('p', embedder);
          for (const [id, words] of own) fresh.addDocument(made(id, words));
          const [known, again] = [index, DossierIndex.load(index.serialise(), 'p', embedder)];
          // The one that is not looked at keeps its own vectors, whatever becomes of those of the other.
          for (const one of [known, fresh]) await one.embedPending(embedder);
          const [vector] = await embedder.embed(['hypertension']);
          const near = (one: DossierIndex) =>
            [...one.similarities(vector as Float32Array)].map(([id, similarity]) => `${id} ${similarity.toFixed(6)}`).toSorted();
          expect(near(known)).toEqual(near(fresh));
          for (const query of ['hypertension', 'diabète', '0,71', 'anticoagulant']) {
            const scores = (one: DossierIndex) =>
              one
                .search(query, undefined)
                .map((hit) => [hit.documentId, hit.score.toFixed(9)])
                .toSorted();
            expect(scores(known)).toEqual(scores(fresh));
            expect(scores(again)).toEqual(scores(fresh));
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('stores what is added behind what is stored, and is then what one stores whole', async () => {
    const text = fc.array(fc.constantFrom('HTA', 'diabète', 'chute', '0,71', 'apixaban'), { minLength: 1, maxLength: 6 });
    const steps = fc.array(fc.array(text, { maxLength: 2 }), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.array(text, { maxLength: 3 }), steps, async (first, later) => {
        const index = new DossierIndex('p', embedder);
        let documents = 0;
        const add = async (texts: readonly (readonly string[])[]): Promise<void> => {
          for (const words of texts) index.addDocument(makeDocument(`d${documents++}`, [words.join(' ')]));
          await index.embedPending(embedder);
        };
        await add(first);
        const stored = [index.serialise()];
        for (const [at, texts] of later.entries()) {
          const base = index.fork();
          await add(texts);
          const addition = index.additionsTo(base, `after ${at}`);
          expect(addition?.passages).toBe(index.passages.length - base.passages.length);
          stored.push(addition?.bytes as Uint8Array);
        }
        const [whole, ...additions] = stored as [Uint8Array, ...Uint8Array[]];
        const opened = DossierIndex.load(whole, 'p', embedder);
        for (const [at, bytes] of additions.entries()) opened.append(bytes, `after ${at}`);
        expect(opened.pending).toBe(0);
        // Written whole, to the byte.
        expect(Buffer.from(opened.serialise()).equals(Buffer.from(index.serialise()))).toBe(true);
        if (additions[0] !== undefined)
          expect(() => DossierIndex.load(whole, 'p', embedder).append(additions[0] as Uint8Array, 'elsewhere')).toThrow(
            /FRS-IX-001|index/i,
          );
        const before = index.fork();
        index.removeDocument('d0');
        if (documents > 0) expect(index.additionsTo(before, '')).toBeUndefined();
      }),
      { numRuns: 30 },
    );
  });

  it('never crosses patients, whatever is added and removed', async () => {
    const word = fc.constantFrom('angor', 'diabète', 'chute', 'vaccin', 'asthme', 'fracture');
    const step = fc.record({
      patient: fc.constantFrom('p1', 'p2', 'p3'),
      document: fc.integer({ min: 0, max: 4 }),
      remove: fc.boolean(),
      words: fc.array(word, { minLength: 1, maxLength: 8 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 20 }), word, async (steps, query) => {
        const store = new Map<string, DossierIndex>();
        const expected = new Map<string, Map<string, string>>();
        for (const { patient, document, remove, words } of steps) {
          const index = store.get(patient) ?? new DossierIndex(patient, embedder);
          store.set(patient, index);
          const held = expected.get(patient) ?? new Map<string, string>();
          expected.set(patient, held);
          const id = `${patient}-${document}`;
          if (remove) index.removeDocument(id);
          else index.addDocument(makeDocument(id, [words.join(' ')]));
          if (remove) held.delete(id);
          else held.set(id, words.join(' '));
          await index.embedPending(embedder);
        }
        for (const [patient, index] of store) {
          const restored = DossierIndex.load(index.serialise(), patient, embedder);
          const held = expected.get(patient) as Map<string, string>;
          for (const opened of [index, restored]) {
            const vector = (await embedder.embed([query]))[0];
            for (const hit of opened.search(query, vector)) {
              expect(held.has(hit.documentId)).toBe(true);
              for (const { passage } of hit.passages)
                expect(held.get(passage.span.documentId)?.slice(passage.span.start, passage.span.end)).toBe(passage.text);
            }
            const lexical = new Set(opened.search(query, undefined).map((hit) => hit.documentId));
            expect(lexical).toEqual(new Set([...held].filter(([, text]) => text.includes(query)).map(([id]) => id)));
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('a stored index', () => {
  it('is refused when a bit differs, a byte is missing, or it is another patient’s', async () => {
    const index = await indexOf('p', { a: 'Angor stable.', b: 'Asthme.' });
    const bytes = index.serialise();
    expect(await ask(DossierIndex.load(bytes, 'p', embedder), 'angor')).toEqual(await ask(index, 'angor'));
    const refused = expect.objectContaining({ code: 'FRS-IX-001' }) as AppError;
    expect(() => DossierIndex.load(bytes, 'q', embedder)).toThrow(refused);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: bytes.length * 8 - 1 }), (bit) => {
        const flipped = Uint8Array.from(bytes);
        (flipped[bit >> 3] as number) ^= 1 << (bit & 7);
        expect(() => DossierIndex.load(flipped, 'p', embedder)).toThrow(refused);
      }),
      { numRuns: 100 },
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: bytes.length - 1 }), (length) => {
        expect(() => DossierIndex.load(bytes.slice(0, length), 'p', embedder)).toThrow(refused);
      }),
      { numRuns: 50 },
    );
  });

  it('answers by word while another model makes its vectors, and ends like a new index', async () => {
    const bytes = (await indexOf('p', { a: 'Angor stable.', b: 'Asthme.' })).serialise();
    const other = new HashEmbedder('other');
    const index = DossierIndex.load(bytes, 'p', other);
    expect(index.pending).toBe(2);
    expect(await ask(index, 'angor')).toEqual(['a']);
    await expect(index.embedPending(embedder)).rejects.toThrow(AppError);
    await index.embedPending(other);
    expect(index.pending).toBe(0);
    expect(new Set(await ask(index, 'angor'))).toEqual(new Set(['a', 'b']));
  });

  it('takes up an indexing that was cut, without loss', async () => {
    const index = new DossierIndex('p', embedder);
    index.addDocument(makeDocument('a', ['Angor.']));
    await index.embedPending(embedder);
    index.addDocument(makeDocument('b', ['Asthme.']));
    const restored = DossierIndex.load(index.serialise(), 'p', embedder);
    expect(restored.pending).toBe(1);
    await restored.embedPending(embedder);
    expect(await ask(restored, 'asthme')).toContain('b');
  });
});
