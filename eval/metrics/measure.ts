import type { SynthesisContract } from '../../src/summarise/contract.js';
import type { CorpusDossier, Evidence } from '../gold.js';

/** What a measure reads: one written dossier and what was made of it, one synthesis a reason, the first with the absent questions. */
export interface Measured {
  readonly dossier: CorpusDossier;
  readonly runs: readonly [SynthesisContract, ...SynthesisContract[]];
}

/** One item of the gold that was missed, or one line that should not be there. */
export interface Finding {
  readonly measure: string;
  readonly text: string;
  /** What the synthesis says instead, where that tells more. */
  readonly said?: string;
  readonly sources: readonly Evidence[];
}

/** Figures are shares between 0 and 1, counts where the catalogue says so; null where the gold has nothing to measure. */
export interface Outcome {
  readonly figures: Readonly<Record<string, number | null>>;
  readonly findings: readonly Finding[];
}

export type Measure = (measured: Measured) => Outcome;

export const share = (part: number, whole: number): number => part / Math.max(1, whole);
export const f1 = (precision: number, recall: number): number =>
  precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
export const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
