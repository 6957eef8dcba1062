import { describe, expect, it } from 'vitest';
import { typedDocument } from '../../../eval/typed-document.js';
import { DOUBT_RULE } from '../../../src/domain/doubt.js';
import { OPINIONS, type AskedText, type AssertionModel, type Question } from '../../../src/extract/assertion/assertion.js';
import { withDoubts } from '../../../src/extract/assertion/doubted-facts.js';
import { extractFacts } from '../../../src/extract/understand.js';

/** Gives the same weight to everything that it is asked whether it is so, none to what speaks against it, and remembers what that was. */
function doubter(asked: string[], weight = 0, against: Partial<Record<Question, number>> = {}): AssertionModel {
  return {
    modelId: 'test',
    weigh: async (texts: readonly AskedText[]) =>
      texts.map(({ text, spans }) =>
        spans.map(({ start, end, question }) => {
          asked.push(`${question} ${text.slice(start, end)}`);
          return OPINIONS.some((it) => it === question) ? (against[question] ?? 0) : weight;
        }),
      ),
    close: async () => undefined,
  };
}

const factsOf = (text: string) => {
  const document = typedDocument({ id: 'd', title: 'Consultation', text, date: '2026-03-02' });
  return { document, facts: extractFacts(document, { patient: { firstNames: [], birthDate: '1950-01-01', sex: 'F' }, entries: [] }) };
};

describe('withDoubts', () => {
  it('asks only of what a rule affirms from its mere naming, at the words that name it', async () => {
    const asked: string[] = [];
    const { document, facts } = factsOf(
      'Asthme ancien, pas de diabète.\nElle tolère le ramipril et le rivaroxaban.\nPoursuite du bisoprolol 5 mg.\nMigraine : [x] oui\nAllergie à la pénicilline.',
    );
    await withDoubts(document, facts, doubter(asked));
    expect(asked.join('\n')).toMatch(/present Asthme/);
    expect(asked.join('\n')).toMatch(/current ramipril/);
    // Denied, an antithrombotic, an event in words, a ticked box, an allergy: the model has no say.
    expect(asked.join('\n')).not.toMatch(/diab|rivaroxaban|bisoprolol|Migraine|nicilline/i);
  });

  it('makes what it doubts doubtful with a cue on those words, and loses no fact', async () => {
    const { document, facts } = factsOf('Asthme. Elle tolère le ramipril.');
    const after = await withDoubts(document, facts, doubter([]));
    expect(after).toHaveLength(facts.length);
    const asthma = after.find(({ kind }) => kind === 'condition');
    expect(asthma).toMatchObject({ status: 'suspected', qualifiers: { hypothetical: true } });
    const cue = asthma?.cues.at(-1);
    expect(cue?.rule).toBe(DOUBT_RULE);
    expect(document.pages[0]?.text.slice(cue?.span.start, cue?.span.end)).toBe('Asthme');
    expect(after.find(({ kind }) => kind === 'medication')).toMatchObject({
      medication: { event: 'listed' },
      qualifiers: { hypothetical: true },
    });
  });

  it('leaves every fact as it is where the model agrees', async () => {
    const { document, facts } = factsOf('Asthme. Elle tolère le ramipril.');
    expect(await withDoubts(document, facts, doubter([], 0.5))).toEqual(facts);
    expect(await withDoubts(document, [], doubter([]))).toEqual([]);
  });

  it('doubts what the model is sure to be denied or only supposed, and nothing that it leans to', async () => {
    const { document, facts } = factsOf('Asthme. Elle tolère le ramipril.');
    const doubted = async (against: Partial<Record<Question, number>>, so = 0.3): Promise<readonly string[]> =>
      (await withDoubts(document, facts, doubter([], so, against)))
        .filter(({ cues }) => cues.some(({ rule }) => rule === DOUBT_RULE))
        .map(({ kind }) => kind);
    for (const name of ['negated', 'hypothetical', 'family'] as const) {
      expect(await doubted({ [name]: 0.95 })).toEqual(['condition']);
      expect(await doubted({ [name]: 0.95 }, 0.6)).toEqual([]);
    }
    expect(await doubted({ negated: 0.8, hypothetical: 0.8, historical: 1, family: 0.8 })).toEqual([]);
  });
});
