import type { Range } from '../../text/analysis.js';

/** A drug or another substance that people react to. */
export interface Substance extends Range {
  readonly label: string;
  readonly drug: boolean;
  readonly atc?: string;
  /** Meant by the name of its class. */
  readonly covered?: boolean;
}
