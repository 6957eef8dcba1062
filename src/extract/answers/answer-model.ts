/** A place in a text, UTF-16 offsets. */
interface Place {
  readonly start: number;
  readonly end: number;
}

/** A passage, what stands beside it, and the sentences or rows that are weighed. */
export interface WeighedPassage {
  readonly beside: string;
  readonly text: string;
  readonly sentences: readonly Place[];
}

/** A trained reader of answers: how likely each sentence of a passage answers a question by itself. */
export interface AnswerModel {
  readonly modelId: string;
  /** Probabilities from 0 to 1, of each passage's sentences in order. */
  weigh(question: string, passages: readonly WeighedPassage[]): Promise<number[][]>;
  close(): Promise<void>;
}
