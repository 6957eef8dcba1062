import { describe, expect, it } from 'vitest';
import { typedDocument } from '../../../eval/typed-document.js';
import type { AssertionModel } from '../../../src/extract/assertion/assertion.js';
import { reconsidered } from '../../../src/extract/assertion/reconsidered-facts.js';
import { extractFacts } from '../../../src/extract/understand.js';

/** A reader that holds these amounts, in their order of the page, to be the dose now, and has no opinion on the rest. */
const holding = (answers: readonly number[]): AssertionModel => ({
  modelId: 'test',
  weigh: async (texts) =>
    texts.map(({ spans }) => {
      let at = 0;
      return spans.map(({ question }) => (question === 'dose' ? (answers[at++] ?? 0.5) : 0.5));
    }),
  close: async () => undefined,
});

const drugOf = async (text: string, answers: readonly number[]) => {
  const document = typedDocument({ id: 'd', title: 'Consultation', text, date: '2026-03-02' });
  const facts = extractFacts(document, { patient: { firstNames: [], birthDate: '1950-01-01', sex: 'F' }, entries: [] });
  const after = await reconsidered(document, facts, holding(answers));
  expect(after).toHaveLength(facts.length);
  for (const { citations } of after)
    for (const { span, quote } of citations) expect(document.pages[0]?.text.slice(span.start, span.end)).toBe(quote);
  return { before: facts.find(({ medication }) => medication), after: after.find(({ medication }) => medication) };
};

describe('the dose that holds', () => {
  it('replaces the dose of before, and tells a change', async () => {
    const { before, after } = await drugOf('LASILIX 60 mg, prend en fait 40 mg le matin.', [0.05, 0.9]);
    expect(before?.medication?.strength).toBe('60 mg');
    expect(after?.medication).toMatchObject({ dose: '40 mg', frequency: 'le matin' });
    expect(after?.medication?.strength).toBeUndefined();
    expect(after?.citations[0].quote).toContain('40 mg');
  });

  it('leaves the dose of the rules where the reader agrees, or does not know', async () => {
    for (const answers of [
      [0.9, 0.05],
      [0.5, 0.5],
      [0.2, 0.4],
    ]) {
      const { before, after } = await drugOf('LASILIX 60 mg le matin, 40 mg avant.', answers);
      expect(after).toEqual(before);
    }
  });

  it('never sets tablets against what a tablet holds', async () => {
    const { after } = await drugOf('KARDEGIC 75 mg : 1 sachet le matin', [0.1, 0.95]);
    expect(after?.medication).toMatchObject({ strength: '75 mg', dose: '1 sachet' });
  });

  it('gives a drug that rules only named the dose written of it', async () => {
    const { before, after } = await drugOf('Elle tolère bien le ramipril, que je laisse donc à la dose de 5 mg.', [0.9]);
    expect(after?.medication?.dose ?? after?.medication?.strength).toBe('5 mg');
    expect(before?.medication?.event).toBe(after?.medication?.event);
  });

  it('keeps the dose that a treatment began with', async () => {
    const { before, after } = await drugOf('Allopurinol débuté le 12 janvier 2024 à 100 mg, 200 mg depuis.', [0.05, 0.95]);
    expect(after?.medication?.dose).toBe(before?.medication?.dose);
  });
});
