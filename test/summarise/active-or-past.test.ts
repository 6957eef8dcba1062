import { describe, expect, it } from 'vitest';
import { FakeDossier } from '../fakes/fake-dossier.js';

interface Told {
  readonly written: string;
  readonly words: string;
  readonly date?: string;
  readonly source?: 'text' | 'document';
}

/** The section and the words of a condition that papers tell, read on 1 June 2026. */
const told = (label: string, concept: string, papers: readonly Told[]): readonly string[] => {
  const made = new FakeDossier();
  papers.forEach(({ written, words, date, source = 'text' }, index) => {
    const id = String.fromCharCode(97 + index);
    made.document(id, written, 'Courrier', words);
    made.fact(id, words, {
      kind: 'condition',
      label,
      concept,
      status: 'active',
      importance: 2,
      ...(date === undefined ? {} : { date, dateSource: source }),
    });
  });
  return made
    .summarise({ referenceDate: '2026-06-01' })
    .sections.filter(({ title }) => /^(?:Problèmes actifs|Antécédents)/.test(title))
    .flatMap(({ title, statements }) => statements.map(({ text }) => `${title.split(' ')[0] ?? ''} | ${text}`));
};

describe('what a letter only recalls is behind the patient', () => {
  it('puts an illness of another year among the antecedents, and tells when it came', () => {
    const papers = [
      { written: '2020-12-10', words: 'Bronchiolite en décembre 2020', date: '2020-12' },
      { written: '2026-05-10', words: 'Une bronchiolite en décembre 2020', date: '2020-12' },
    ];
    expect(told('Bronchiolite', 'bronchiolite', papers)).toEqual(['Antécédents | Bronchiolite, en décembre 2020']);
  });

  it('leaves among the problems what lasts since then', () => {
    const papers = [
      { written: '2023-01-10', words: 'Lombalgie depuis octobre 2022', date: '2022-10' },
      { written: '2026-05-10', words: 'Lombalgie depuis octobre 2022', date: '2022-10' },
    ];
    expect(told('Lombalgie', 'lombalgie', papers)).toEqual(['Problèmes | Lombalgie, depuis octobre 2022']);
  });

  it('takes no rule about a fever for a fever', () => {
    const papers = [
      { written: '2023-11-15', words: 'Fièvre à 39', date: '2023-11-15', source: 'document' as const },
      { written: '2026-05-10', words: 'fièvre 38,5 : appeler' },
    ];
    expect(told('Fièvre', 'fievre', papers)).toEqual(['Antécédents | Fièvre, le 15/11/2023']);
  });

  it('keeps the last of several days', () => {
    const papers = [
      { written: '2024-01-20', words: 'Chute en janvier 2024', date: '2024-01' },
      { written: '2026-05-10', words: 'Nouvelle chute le 12/04/2026', date: '2026-04-12' },
    ];
    expect(told('Chute', 'chute', papers)).toEqual(['Problèmes | Chute, en janvier 2024, puis le 12/04/2026']);
  });
});
