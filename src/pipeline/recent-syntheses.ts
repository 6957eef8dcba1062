import type { Synthesis } from '../domain/synthesis.js';
import type { DossierState } from './dossier-state.js';

/** Requests remembered for a dossier: more than the reasons that one consultation tries. */
const KEPT = 24;

/**
 * The same dossier asked the same thing gives the same synthesis: it is made once. What changes a dossier makes a new state, and
 * what was made of the old one goes with it.
 */
export class RecentSyntheses {
  readonly #made = new WeakMap<DossierState, Map<string, Promise<Synthesis>>>();

  get(state: DossierState, request: object, make: () => Promise<Synthesis>): Promise<Synthesis> {
    const made = this.#made.get(state) ?? new Map<string, Promise<Synthesis>>();
    this.#made.set(state, made);
    const key = JSON.stringify(request);
    const known = made.get(key);
    if (known !== undefined) return known;
    const [oldest] = made.keys();
    if (made.size >= KEPT && oldest !== undefined) made.delete(oldest);
    const synthesis = make();
    made.set(key, synthesis);
    synthesis.catch(() => made.delete(key));
    return synthesis;
  }
}
