import { describe, expect, it } from 'vitest';
import { toContract } from '../../src/summarise/contract.js';
import { outline } from '../../src/summarise/exports/outline.js';
import { FakeDossier } from '../fakes/fake-dossier.js';

const OLD = 'Bisoprolol 2,5 mg. Colchicine 1 mg. Apixaban 5 mg. Potassium 4,1 mmol/L. Cancer du rein suspecté. Ramipril 5 mg.';
const NEW = 'Bisoprolol 5 mg. Colchicine arrêtée. Apixaban 5 mg. Potassium 5,6 mmol/L. Cancer du rein. Lokelma 5 g.';

function dossier(): FakeDossier {
  const made = new FakeDossier().document('old', '2026-03-01', 'Courrier', OLD).document('new', '2026-10-20', 'Courrier', NEW);
  const drug = (document: 'old' | 'new', quote: string, dci: string, event: 'listed' | 'stopped' | 'started', dose?: string) =>
    made.drug(document, quote, { dci, event, ...(dose === undefined ? {} : { dose }) }, { importance: 3, concept: `drug:${dci}` });
  const value = (document: 'old' | 'new', text: string, date: string) =>
    made.fact(document, `Potassium ${text} mmol/L`, {
      kind: 'observation',
      label: 'Potassium',
      concept: 'value:k',
      value: { text, number: Number(text.replace(',', '.')), unit: 'mmol/L' },
      date,
      dateSource: 'text',
    });
  drug('old', 'Bisoprolol 2,5 mg', 'bisoprolol', 'listed', '2,5 mg');
  drug('old', 'Colchicine 1 mg', 'colchicine', 'listed', '1 mg');
  drug('old', 'Apixaban 5 mg', 'apixaban', 'listed', '5 mg');
  drug('new', 'Bisoprolol 5 mg', 'bisoprolol', 'listed', '5 mg');
  drug('new', 'Colchicine arrêtée', 'colchicine', 'stopped');
  drug('new', 'Apixaban 5 mg', 'apixaban', 'listed', '5 mg');
  drug('new', 'Lokelma 5 g', 'zirconium', 'started', '5 g');
  value('old', '4,1', '2026-03-01');
  value('new', '5,6', '2026-10-20');
  return made
    .fact('old', 'Cancer du rein suspecté', { kind: 'condition', label: 'Cancer du rein', concept: 'cancer-rein', status: 'suspected' })
    .fact('new', 'Cancer du rein', { kind: 'condition', label: 'Cancer du rein', concept: 'cancer-rein', importance: 3 });
}

describe('lines that changed since the last visit', () => {
  const made = dossier();
  const synthesis = made.summarise({ since: '2026-05-12' });
  const lines = new Map(synthesis.sections.flatMap(({ statements }) => statements).map((line) => [line.id, line]));
  const changed = synthesis.changed ?? [];

  it('say what was written before, with its passage and its day', () => {
    expect(changed.map(({ statementId, before, on }) => `${lines.get(statementId)?.fact.label} : ${before} (${on})`).toSorted()).toEqual([
      'Cancer du rein : suspecté (2026-03-01)',
      'Potassium : 4,1 mmol/L (2026-03-01)',
      'bisoprolol : 2,5 mg (2026-03-01)',
      'colchicine : 1 mg (2026-03-01)',
    ]);
    for (const { citations } of changed)
      for (const { span, quote } of citations) expect(made.page(span.documentId, span.page)?.text.slice(span.start, span.end)).toBe(quote);
  });

  it('are told as changed in print and in the contract, and none where no visit is named', () => {
    const news = outline(synthesis).find(({ title }) => title.startsWith('Nouveau depuis'));
    expect(news?.items.map(({ text }) => text).join('\n')).toMatch(/Bisoprolol 5 mg.*\[modifié, avant : 2,5 mg \(01\/03\/2026\)\]/);
    const contract = toContract(synthesis, new Map(made.documents.map((one) => [one.id, one])));
    expect(contract.news?.changed).toHaveLength(changed.length);
    expect(made.summarise().changed).toBeUndefined();
  });
});
