/** How a doctor who knows the page goes to an answer: to a line of a section or of a view, or by asking. */
export type Way =
  | { readonly by: 'line'; readonly card: string; readonly line: RegExp }
  | { readonly by: 'view'; readonly tab: string; readonly card: string; readonly line: RegExp }
  | { readonly by: 'question' };

export interface TimedQuestion {
  /** Of `eval/corpus/questions/written-dossiers.jsonl`: the words and the passages that answer. */
  readonly id: string;
  readonly way: Way;
}

const ALLERGIES = '#s-48765-2';

/** Ten questions that a doctor asks of two dossiers, and the way chosen before they were timed. */
export const QUESTIONS: readonly TimedQuestion[] = [
  { id: 'v01-q01', way: { by: 'question' } },
  { id: 'v01-q02', way: { by: 'line', card: '#s-30954-2', line: /HbA1c/ } },
  { id: 'v01-q04', way: { by: 'line', card: ALLERGIES, line: /contraste iod/i } },
  { id: 'v01-q07', way: { by: 'line', card: ALLERGIES, line: /colchicine/i } },
  { id: 'v01-q13', way: { by: 'line', card: '#s-11369-6', line: /grippe/i } },
  { id: 'v02-q02', way: { by: 'line', card: ALLERGIES, line: /pénicilline/i } },
  { id: 'v02-q03', way: { by: 'line', card: ALLERGIES, line: /[eœ]strogènes/i } },
  { id: 'v02-q06', way: { by: 'view', tab: 'Diabète', card: '#diabete-capteur', line: /cible/i } },
  { id: 'v02-q07', way: { by: 'question' } },
  { id: 'v02-q10', way: { by: 'view', tab: 'Diabète', card: '#diabete-suivi', line: /Œil/ } },
];
