import { describe, expect, it } from 'vitest';
import { DossierIndex } from '../../src/index/dossier-index.js';
import { passageNearness } from '../../src/index/passage-nearness.js';
import { HashEmbedder, makeDocument } from './helpers.js';

const embedder = new HashEmbedder();
const TEXTS = { a: 'Asthme avec sifflements la nuit.', b: 'Fracture du poignet gauche.', c: 'Carnet de vaccination à jour.' };

describe('nearness of passages to a reason', () => {
  const span = (documentId: keyof typeof TEXTS) => ({ documentId, page: 1, start: 0, end: 6 });

  it('is 1 for the nearest and within 0 and 1 for all, with and without meanings', async () => {
    const index = new DossierIndex('p', embedder);
    for (const [id, text] of Object.entries(TEXTS)) index.addDocument(makeDocument(id, [text]));
    await index.embedPending(embedder);
    const [vector] = await embedder.embed(['sifflements la nuit']);
    for (const query of [vector, undefined]) {
      const near = passageNearness(index, 'sifflements la nuit', query);
      expect(near(span('a')).words).toBe(1);
      expect(near(span('b')).words).toBe(0);
      expect(near(span('a')).meaning).toBe(query === undefined ? 0 : 1);
      for (const id of ['a', 'b', 'c'] as const)
        for (const value of Object.values(near(span(id)))) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1);
        }
    }
  });

  it('is 0 for what no passage holds, and in an empty dossier', () => {
    expect(passageNearness(new DossierIndex('p', embedder), 'toux', undefined)(span('a'))).toEqual({ words: 0, meaning: 0 });
  });
});
