/** What is asked of a place in a text: the patient's own problem, a treatment taken now, an act done, a device in place or a vaccine received. */
export const QUESTIONS = ['present', 'current', 'done'] as const;
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

/** A trained reader of contexts: how likely each thing may be told as the patient's own, as taken, as done. */
export interface AssertionModel {
  readonly modelId: string;
  /** Probabilities from 0 to 1, of each text's spans in order. */
  weigh(texts: readonly AskedText[]): Promise<number[][]>;
  close(): Promise<void>;
}
