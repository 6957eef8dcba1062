import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../src/domain/fact.js';
import { taggedFacts, withoutRepeats } from '../../../src/extract/tagger/tagged-facts.js';
import type { TagGroup } from '../../../src/extract/tagger/tagger.js';
import { analysePage } from '../../../src/extract/text/analyse-page.js';

const analysisOf = (text: string) => analysePage('doc', { number: 1, text, source: 'plain', positions: [], furniture: [] });
/** Facts of a text whose tagged words stand between ⟦⟧. */
const factsOf = (marked: string, group: TagGroup = 'DISO', confidence = 0.97): Fact[] => {
  const start = marked.indexOf('⟦');
  const text = marked.replace(/[⟦⟧]/g, '');
  const end = marked.indexOf('⟧') - 1;
  // FRASIMED's group says the same of a disorder.
  const spans = [
    { start, end, group, confidence },
    ...(group === 'DISO' ? [{ start, end, group: 'disease' as const, confidence: 0.8 }] : []),
  ];
  const facts = taggedFacts(analysisOf(text), spans, { documentId: 'doc', documentDate: '2024-05-02' }, 'model');
  for (const fact of facts) for (const { span, quote } of fact.citations) expect(quote).toBe(text.slice(span.start, span.end));
  return facts;
};

describe('facts of the tagger', () => {
  it('come from words that no vocabulary holds', () => {
    const [fact] = factsOf('Conclusion : ⟦zébrulon orbitaire⟧ gauche.');
    expect(fact).toMatchObject({ kind: 'condition', status: 'active', origin: 'tagger:model', confidence: 0.97, laterality: 'left' });
    expect(fact?.label).toContain('Zébrulon orbitaire');
    expect(fact?.concept).toBeUndefined();
  });

  it('are acts where the group is a procedure', () => {
    expect(factsOf('En 2011, le patient a eu une ⟦manœuvre de Zébrulon⟧.', 'PROC')[0]).toMatchObject({ kind: 'procedure', date: '2011' });
  });

  it('go through the same qualifiers', () => {
    expect(factsOf('Pas de ⟦zébrulon orbitaire⟧.')).toEqual([]);
    expect(factsOf('Son père avait une ⟦zébrulon orbitaire⟧.')).toEqual([]);
    expect(factsOf('Suspicion de ⟦zébrulon orbitaire⟧.')[0]?.status).toBe('suspected');
  });

  it('are none where the tagger hesitates, the words are general, or a vocabulary knows them', () => {
    expect(factsOf('Conclusion : ⟦zébrulon orbitaire⟧.', 'DISO', 0.6)).toEqual([]);
    expect(factsOf('Conclusion : ⟦troubles⟧.')).toEqual([]);
    expect(factsOf('Conclusion : ⟦hypothyroïdie⟧.')).toEqual([]);
    expect(factsOf('Conclusion : ⟦zébrulon orbitaire⟧.', 'ANAT')).toEqual([]);
  });

  it('are none where the narrower group does not agree, or an act is one word', () => {
    const text = 'Conclusion : zébrulon orbitaire.';
    const spans = [{ start: 13, end: 31, group: 'DISO' as const, confidence: 0.99 }];
    expect(taggedFacts(analysisOf(text), spans, { documentId: 'doc' }, 'model')).toEqual([]);
    expect(factsOf('En 2011, le patient a eu une ⟦zébrulinette⟧.', 'PROC')).toEqual([]);
  });

  it('do not repeat a fact told at the same place', () => {
    const facts = factsOf('Conclusion : ⟦zébrulon orbitaire⟧ gauche.');
    expect(withoutRepeats(facts, facts)).toEqual([]);
    expect(withoutRepeats(facts, [])).toEqual(facts);
  });
});
