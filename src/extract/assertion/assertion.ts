/** Whether a place in a text is said not to be, only supposed, of before the present episode, a relative's. */
export const OPINIONS = ['negated', 'hypothetical', 'historical', 'family'] as const;
export type Opinion = (typeof OPINIONS)[number];
/**
 * What is asked of a place in a text: the patient's own problem, a treatment taken now, an act done, a device in place or a vaccine
 * received; then its qualifiers; whether a treatment has ended; and of an amount, whether it is the dose that holds from the paper's day on.
 */
export const QUESTIONS = ['present', 'current', 'done', ...OPINIONS, 'ended', 'dose'] as const;
export type Question = (typeof QUESTIONS)[number];

/** UTF-16 offsets of the words that name the thing. */
export interface AskedSpan {
  readonly start: number;
  readonly end: number;
  readonly question: Question;
}

/** A page and what is asked of it; the title of its document is read before it. */
export interface AskedText {
  readonly title: string;
  readonly text: string;
  readonly spans: readonly AskedSpan[];
}

/** Of a span that no piece holds (a blank, what the tokenizer leaves out): neither so nor not so. */
export const NO_ANSWER = 0.5;

/** A trained reader of contexts: how likely each thing may be told as the patient's own, as taken, as done. */
export interface AssertionModel {
  readonly modelId: string;
  /** Probabilities from 0 to 1, of each text's spans in order. */
  weigh(texts: readonly AskedText[]): Promise<number[][]>;
  close(): Promise<void>;
}
