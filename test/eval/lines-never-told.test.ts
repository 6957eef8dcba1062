import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadDossier } from '../../eval/gold.js';
import { typedDocument, typedSummary } from '../../eval/typed-document.js';
import { PACKAGE_ROOT } from '../../src/config.js';
import { extractFacts } from '../../src/extract/understand.js';
import { mergeFacts, mergingFacts } from '../../src/summarise/merge.js';
import { earnsALine, mayEarnALine } from '../../src/summarise/selection.js';
import { measuredSeries, toldInSeries } from '../../src/summarise/series.js';
import { buildSources, speakingFacts } from '../../src/summarise/sources.js';
import { atOnce } from '../../src/summarise/steps.js';

describe('what no line is made of', () => {
  it.each(['v02', 'x03'])('would have earned none, and changes no other line: %s', (folder) => {
    const { listing, texts } = loadDossier(join(PACKAGE_ROOT, 'eval', 'corpus', folder));
    const patient = { firstNames: [], birthDate: listing.patient.birthDate };
    const held = listing.documents.map(({ id, title, date }) => typedDocument({ id, title, text: texts.get(id) ?? '', date }));
    const sources = buildSources(held.map((document) => typedSummary(document)));
    const facts = speakingFacts(
      held.flatMap((document) => extractFacts(document, { patient, entries: [] })),
      sources,
    );
    const inSeries = new Set(toldInSeries(measuredSeries(facts, sources)));
    const all = mergeFacts(facts, sources);
    for (const reference of ['2024-01-01', '2026-11-16', '2031-06-30']) {
      const asked = (fact: (typeof facts)[number]): boolean => mayEarnALine(fact, { inSeries, sources, reference });
      const made = atOnce(mergingFacts(facts, sources, asked));
      const kept = new Set(made.map(({ key }) => key));
      expect(made).toEqual(all.filter(({ key }) => kept.has(key)));
      const told = all.filter(
        (line) => earnsALine(line, sources, reference) && !(line.kind === 'observation' && line.facts.some(({ id }) => inSeries.has(id))),
      );
      expect(made).toEqual(expect.arrayContaining(told));
      expect(made.length).toBeLessThan(0.7 * all.length);
    }
  });
});
