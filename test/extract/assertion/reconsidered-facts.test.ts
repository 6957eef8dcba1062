import { describe, expect, it } from 'vitest';
import { typedDocument } from '../../../eval/typed-document.js';
import { COURSE_RULE, DOUBT_RULE } from '../../../src/domain/doubt.js';
import { OPINIONS, type AskedText, type AssertionModel, type Question } from '../../../src/extract/assertion/assertion.js';
import { reconsidered } from '../../../src/extract/assertion/reconsidered-facts.js';
import { extractFacts } from '../../../src/extract/understand.js';

/** Gives the same weight to everything that it is asked whether it is so, none to what speaks against it, and remembers what that was. */
function doubter(asked: string[], weight = 0, against: Partial<Record<Question, number>> = {}): AssertionModel {
  return {
    modelId: 'test',
    weigh: async (texts: readonly AskedText[]) =>
      texts.map(({ text, spans }) =>
        spans.map(({ start, end, question }) => {
          asked.push(`${question} ${text.slice(start, end)}`);
          return question === 'ended' || OPINIONS.some((it) => it === question) ? (against[question] ?? 0) : weight;
        }),
      ),
    close: async () => undefined,
  };
}

const factsOf = (text: string) => {
  const document = typedDocument({ id: 'd', title: 'Consultation', text, date: '2026-03-02' });
  return { document, facts: extractFacts(document, { patient: { firstNames: [], birthDate: '1950-01-01', sex: 'F' }, entries: [] }) };
};

describe('reconsidered', () => {
  it('asks only of what a rule affirms from its mere naming, at the words that name it', async () => {
    const asked: string[] = [];
    const { document, facts } = factsOf(
      'Asthme ancien, pas de diabète.\nElle tolère le ramipril et le rivaroxaban.\nPoursuite du bisoprolol 5 mg.\nMigraine : [x] oui\nAllergie à la pénicilline.',
    );
    await reconsidered(document, facts, doubter(asked));
    expect(asked.join('\n')).toMatch(/present Asthme/);
    expect(asked.join('\n')).toMatch(/current ramipril/);
    // Denied, an antithrombotic, an event in words, a ticked box, an allergy: the model has no say.
    expect(asked.join('\n')).not.toMatch(/diab|rivaroxaban|bisoprolol|Migraine|nicilline/i);
  });

  it('makes what it doubts doubtful with a cue on those words, and loses no fact', async () => {
    const { document, facts } = factsOf('Asthme. Elle tolère le ramipril.');
    const after = await reconsidered(document, facts, doubter([]));
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

  it('does not ask of what the sentence goes on to confirm', async () => {
    const asked: string[] = [];
    const { document, facts } = factsOf('Le trouble bipolaire, évoqué en mars, a été confirmé en octobre. Asthme évoqué en mars.');
    await reconsidered(document, facts, doubter(asked));
    expect(asked.join('\n')).not.toMatch(/bipolaire/);
  });

  it('leaves every fact as it is where the model agrees', async () => {
    const { document, facts } = factsOf('Asthme. Elle tolère le ramipril.');
    expect(await reconsidered(document, facts, doubter([], 0.5))).toEqual(facts);
    expect(await reconsidered(document, [], doubter([]))).toEqual([]);
  });

  it('doubts what the model is sure to be denied or only supposed, and nothing that it leans to', async () => {
    const { document, facts } = factsOf('Asthme. Elle tolère le ramipril.');
    const doubted = async (against: Partial<Record<Question, number>>, so = 0.3): Promise<readonly string[]> =>
      (await reconsidered(document, facts, doubter([], so, against)))
        .filter(({ cues }) => cues.some(({ rule }) => rule === DOUBT_RULE))
        .map(({ kind }) => kind);
    for (const name of ['negated', 'hypothetical', 'family'] as const) {
      expect(await doubted({ [name]: 0.95 })).toEqual(['condition']);
      expect(await doubted({ [name]: 0.95 }, 0.6)).toEqual([]);
    }
    expect(await doubted({ negated: 0.8, hypothetical: 0.8, historical: 1, family: 0.8 })).toEqual([]);
  });

  it('tells a treatment over, or going on, only where both answers agree', async () => {
    const named = factsOf('Elle tolère le ramipril.');
    const courses = async (current: number, ended: number) =>
      (await reconsidered(named.document, named.facts, doubter([], current, { ended })))
        .filter(({ kind }) => kind === 'medication')
        .map(({ medication, cues }) => ({ event: medication?.event, rule: cues.at(-1)?.rule }));
    expect(await courses(0.01, 0.9)).toEqual([{ event: 'past', rule: COURSE_RULE }]);
    expect(await courses(0.6, 0.9)).toEqual([{ event: 'listed', rule: undefined }]);
    expect(await courses(0.5, 0)).toEqual([{ event: 'listed', rule: undefined }]);
    const past = factsOf('Antécédents : dépression sous sertraline, équilibrée.');
    const kept = past.facts.filter(({ medication }) => medication?.event === 'past');
    expect(kept).toHaveLength(1);
    const after = await reconsidered(past.document, kept, doubter([], 0.95, { ended: 0.01 }));
    expect(after.map(({ medication }) => medication?.event)).toEqual(kept.map(() => 'listed'));
  });

  it('never tells an antithrombotic over', async () => {
    const { document, facts } = factsOf('Elle tolère le rivaroxaban.');
    expect(await reconsidered(document, facts, doubter([], 0, { ended: 1 }))).toEqual(facts);
  });
});
