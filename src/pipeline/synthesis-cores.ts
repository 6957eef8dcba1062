import { createHash } from 'node:crypto';
import type { PartialDate } from '../domain/citation.js';
import type { DossierStore } from '../store/dossier-store.js';
import type { Steps } from '../summarise/steps.js';
import type { SynthesisCore } from '../summarise/summarise.js';
import type { DossierState } from './dossier-state.js';
import { harmless } from './harmless.js';
import { inSlices } from './in-slices.js';
import { KeptPassages } from './kept-passages.js';
import type { Stamps } from './stamps.js';

/** Cores kept of a dossier: today's and yesterday's, for some groups of readers who do not see the same documents. */
const KEPT = 6;
/** Of one state, in memory. */
const AT_HAND = 3;

/**
 * The part of a synthesis that every reason shares, made once for a state and a day, and kept with the dossier (under its key, erased with
 * it) so that a restart opens it rather than makes it again. It is found by a fingerprint of all that it is made of: rules, patient, day,
 * documents as its reader sees them, and their facts. A reader who sees less has another fingerprint, and never finds what is not theirs.
 */
export class SynthesisCores {
  readonly #store: DossierStore;
  readonly #rules: string;
  readonly #now: () => Date;
  readonly #passages: KeptPassages;
  readonly #atHand = new WeakMap<DossierState, Map<PartialDate, Promise<SynthesisCore>>>();

  constructor(store: DossierStore, stamps: Stamps, now: () => Date) {
    this.#store = store;
    this.#rules = `${stamps.facts}-${stamps.synthesis}`;
    this.#now = now;
    this.#passages = new KeptPassages(store, stamps);
  }

  get(state: DossierState, day: PartialDate, make: () => Steps<SynthesisCore>): Promise<SynthesisCore> {
    const made = this.#atHand.get(state) ?? new Map<PartialDate, Promise<SynthesisCore>>();
    this.#atHand.set(state, made);
    const known = made.get(day);
    if (known !== undefined) return known;
    const [oldest] = made.keys();
    if (made.size >= AT_HAND && oldest !== undefined) made.delete(oldest);
    const core = this.#keptOrMade(state, day, make);
    made.set(day, core);
    core.catch(() => made.delete(day));
    return core;
  }

  /**
   * Has the core kept before anybody asks. Made between other work: `goOn` says after each slice whether to. False where it said no; what is
   * half made is dropped.
   */
  async prepare(state: DossierState, day: PartialDate, make: () => Steps<SynthesisCore>, goOn: () => boolean): Promise<boolean> {
    const key = this.#fingerprint(state, day);
    const known = await this.#store.listStamps(state.id, 'synthesis').catch(harmless);
    if (known === undefined || known.some((one) => one.key === key)) return true;
    await this.#passages.recall(state);
    const core = await inSlices(make(), goOn);
    if (core === undefined) return false;
    await this.#keep(state, key, core).catch(harmless);
    await this.#passages.keep(state, goOn);
    return true;
  }

  /** Keeps what of the documents alone the next core is made of. */
  keepPassages(state: DossierState): Promise<void> {
    return this.#passages.keep(state);
  }

  /** Lets go of all that is remembered of a dossier: it is erased. */
  forget(dossierId: string): void {
    this.#passages.forget(dossierId);
  }

  async #keptOrMade(state: DossierState, day: PartialDate, make: () => Steps<SynthesisCore>): Promise<SynthesisCore> {
    const key = this.#fingerprint(state, day);
    const kept = await this.#store.getRecord(state.id, 'synthesis', key).catch(harmless);
    if (kept !== undefined) return JSON.parse(Buffer.from(kept.value).toString()) as SynthesisCore;
    await this.#passages.recall(state);
    const core = (await inSlices(make())) as SynthesisCore;
    await this.#keep(state, key, core).catch(harmless);
    return core;
  }

  /** In the place of the oldest, where there are many; not where the facts that it tells are no longer those kept: a document went meanwhile. */
  async #keep({ id: dossierId, factStamps }: DossierState, key: string, core: SynthesisCore): Promise<void> {
    const stamps = new Map((await this.#store.listStamps(dossierId, 'facts')).map((one) => [one.key, one.stamp]));
    if ([...factStamps].some(([document, stamp]) => stamps.get(document) !== stamp)) return;
    const known = (await this.#store.listStamps(dossierId, 'synthesis')).toSorted((a, b) => (a.stamp < b.stamp ? 1 : -1));
    await this.#store.writeRecords(dossierId, {
      remove: known.slice(KEPT - 1).map((old) => ({ kind: 'synthesis', key: old.key })),
      put: [{ kind: 'synthesis', key, stamp: this.#now().toISOString(), value: Buffer.from(JSON.stringify(core)) }],
    });
  }

  #fingerprint({ patient, summaries, factStamps }: DossierState, day: PartialDate): string {
    const facts = summaries.map(({ id }) => factStamps.get(id));
    return createHash('sha256')
      .update(JSON.stringify([this.#rules, patient, day, summaries, facts]))
      .digest('hex');
  }
}
