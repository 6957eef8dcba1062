import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadDossier } from '../../eval/gold.js';
import type { Measured } from '../../eval/metrics/measure.js';
import { since } from '../../eval/metrics/since.js';
import { goldSynthesis } from './gold-synthesis.js';

const dossier = loadDossier(join(resolve(import.meta.dirname, '..', '..'), 'eval', 'corpus', 'v01'));
const [whole] = goldSynthesis(dossier);
const at = (doc: string) => [{ document: `${doc}.pdf`, documentId: doc, page: 1, start: 0, end: 1, quote: 'x' }];
const statement = (text: string, doc: string): (typeof whole)['sections'][number]['statements'][number] => ({
  ...whole.sections[0]!.statements[0]!,
  text,
  fact: { ...whole.sections[0]!.statements[0]!.fact, label: text },
  citations: at(doc),
});
const measured = (said: readonly (readonly [string, string])[]): Measured => ({
  dossier: {
    ...dossier,
    gold: {
      ...dossier.gold,
      sinceLastVisit: { date: '2026-05-18', new: ['doc-015'], keyChanges: ['Candésartan 8 puis 16 mg (06/10/2026)'] },
    },
  },
  runs: [
    {
      ...whole,
      sections: [{ ...whole.sections[0]!, statements: said.map(([text, doc]) => statement(text, doc)) }],
      treatments: { current: [], stopped: [] },
      timeline: [],
      series: [],
      vigilance: [],
      prevention: [],
      documents: whole.documents.filter(({ file }) => ['doc-001.pdf', 'doc-015.pdf'].includes(file)),
    },
  ],
});

describe('what is new since the last visit', () => {
  it('is told by lines that only new documents support, with its numbers', () => {
    expect(since(measured([['Candésartan 16 mg', 'doc-015']])).figures).toEqual({ sinceDocuments: 1, sinceChanges: 1 });
    expect(since(measured([['Candésartan 16 mg', 'doc-001']])).figures['sinceChanges']).toBe(0);
    expect(since(measured([['Fatigue', 'doc-015']])).findings).toMatchObject([{ measure: 'since/change' }]);
  });

  it('is not measured where the gold knows of no visit', () => {
    const none = measured([]);
    expect(since({ ...none, dossier: { ...none.dossier, gold: { ...none.dossier.gold, sinceLastVisit: null } } }).figures).toEqual({
      sinceDocuments: null,
      sinceChanges: null,
    });
  });
});
