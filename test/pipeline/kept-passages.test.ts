import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Document } from '../../src/domain/document.js';
import { DossierIndex } from '../../src/index/dossier-index.js';
import type { DossierState } from '../../src/pipeline/dossier-state.js';
import { KeptPassages } from '../../src/pipeline/kept-passages.js';
import { SqliteDossierStore } from '../../src/store/sqlite-dossier-store.js';
import { answerPages } from '../../src/summarise/vigilance/answered-pages.js';
import { knowsPassages } from '../../src/summarise/vigilance/passages.js';
// Every room asks its questions once it is loaded.
import '../../src/summarise/vigilance/find-vigilance.js';

const STAMPS = { reading: 'r', facts: 'f', index: 'i', synthesis: 's' };
const TEXTS = {
  a: 'Antécédents : aucun.\nSon père est décédé d’un infarctus à 52 ans. Fracture du poignet gauche en 2014.\nPersonne de confiance : son fils.',
  b: 'Tabac : sevré en 2016. Pas d’allergie connue. Vaccinations à jour.\nStade 3b de la maladie rénale. Éviter les AINS.',
};

const documentOf = (id: string, text: string): Document => ({
  id,
  fileName: `${id}.txt`,
  sha256: id,
  mediaType: 'text/plain',
  pages: [{ number: 1, text, source: 'plain', positions: [], furniture: [] }],
  metadata: { title: { value: id, source: 'deposit', confidence: 1, reason: 'test' }, version: { replaces: [] }, access: [] },
  identity: { firstNames: [] },
  identityDoubts: [],
  warnings: [],
});
/** Documents as they stand right after a start: nothing was made of them. */
const stateOf = (texts: Readonly<Record<string, string>>): DossierState => ({
  id: 'd',
  patient: { firstNames: ['Paul'] },
  documents: new Map(Object.entries(texts).map(([id, text]) => [id, documentOf(id, text)])),
  summaries: Object.keys(texts).map((id) => ({ id, file: id, title: id, pages: 1, status: 'read', pagesQuarantined: [] })),
  facts: new Map(),
  factStamps: new Map(),
  index: new DossierIndex('d', { modelId: 'none', dimension: 2 }),
  refusals: [],
  decisions: new Map(),
});
const isKnown = (state: DossierState, id: string): boolean => state.documents.get(id)?.pages.every(knowsPassages) === true;
const answersOf = ({ documents }: DossierState): string =>
  JSON.stringify([...documents.values()].map(({ id, pages }) => answerPages(id, pages)));

describe('what is asked of the passages of a document', () => {
  let home: string;
  let store: SqliteDossierStore;
  const keeper = (stamps = STAMPS): KeptPassages => new KeptPassages(store, stamps);
  beforeEach(async () => {
    home = mkdtempSync(join(tmpdir(), 'frise-passages-'));
    store = new SqliteDossierStore(home, Buffer.alloc(32, 7));
    await store.openDossier('d');
    for (const key of ['a', 'b']) await store.putRecord('d', 'reading', { key, stamp: '1', value: Buffer.from('') });
  });
  afterEach(async () => {
    await store.close();
    rmSync(home, { recursive: true, force: true });
  });

  it('is answered after a restart as it was before', async () => {
    await keeper().keep(stateOf(TEXTS));
    const again = stateOf(TEXTS);
    await keeper().recall(again);
    expect(isKnown(again, 'a') && isKnown(again, 'b')).toBe(true);
    expect(answersOf(again)).toBe(answersOf(stateOf(TEXTS)));
    expect(answersOf(again)).toContain('infarctus');
  });

  it('is asked again of another text and by other rules, and of one more document alone', async () => {
    await keeper().keep(stateOf({ a: TEXTS.a }));
    const changed = stateOf({ a: `${TEXTS.a} Corrigé.`, b: TEXTS.b });
    await keeper().recall(changed);
    expect(isKnown(changed, 'a') || isKnown(changed, 'b')).toBe(false);
    const newer = stateOf({ a: TEXTS.a });
    await keeper({ ...STAMPS, synthesis: 'newer' }).recall(newer);
    expect(isKnown(newer, 'a')).toBe(false);
    const grown = stateOf(TEXTS);
    await keeper().recall(grown);
    expect([isKnown(grown, 'a'), isKnown(grown, 'b')]).toEqual([true, false]);
  });

  it('is not kept of a document or a dossier that went meanwhile', async () => {
    await store.removeRecord('d', 'reading', 'a');
    await keeper().keep(stateOf(TEXTS));
    expect((await store.listStamps('d', 'passages')).map(({ key }) => key)).toEqual(['b']);
    await store.eraseDossier('d');
    await keeper().keep(stateOf(TEXTS));
    expect(await store.findDossier('d')).toBeUndefined();
  });
});
