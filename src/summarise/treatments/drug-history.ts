import type { CurrentTreatment, StoppedTreatment } from '../../domain/synthesis.js';
import type { DrugEvent } from './drug-event.js';

/** What became of one drug at the reference date, with the events that decided. */
export interface DrugHistory {
  readonly key: string;
  readonly label: string;
  readonly brand: string | undefined;
  /** Where it is neither swallowed nor injected. */
  readonly form: string | undefined;
  readonly atc: string | undefined;
  readonly events: readonly DrugEvent[];
  /** `avoid`: written against and never taken. `silent`: named, no more. */
  readonly state: 'current' | 'stopped' | 'ended' | 'unlisted' | 'avoid' | 'silent';
  readonly rule: string;
  readonly current?: CurrentTreatment;
  readonly stopped?: StoppedTreatment;
}
