import type { Document, Page } from '../domain/document.js';
import { sha256Of } from '../extract/read/reading.js';
import type { DossierStore } from '../store/dossier-store.js';
import type { Steps } from '../summarise/steps.js';
import { answerPages, recallAnswers, type AnsweredPage } from '../summarise/vigilance/answered-pages.js';
import { askedForGood, knowsPassages } from '../summarise/vigilance/passages.js';
import { DecodedRecords } from './decoded-records.js';
import { readDocuments, type DossierState } from './dossier-state.js';
import { harmless } from './harmless.js';
import { inSlices } from './in-slices.js';
import type { Stamps } from './stamps.js';

/** Documents written at one stroke. */
const AT_ONCE = 64;

type Put = { readonly kind: 'passages'; readonly key: string; readonly stamp: string; readonly value: Uint8Array };

/**
 * What the rules of vigilance ask of every sentence, answered once for a document and kept beside its reading, under its dossier's key: a
 * restart, a new day or one more document then asks nothing again. Found by the text, the questions and the rules; never by the day, the patient
 * or who reads.
 */
export class KeptPassages {
  readonly #store: DossierStore;
  readonly #rules: string;
  readonly #records: DecodedRecords<readonly AnsweredPage[]>;
  /** Of pages that do not change while they are in memory. */
  readonly #stamped = new WeakMap<readonly Page[], { readonly asked: string; readonly stamp: string }>();

  constructor(store: DossierStore, { facts, synthesis }: Stamps) {
    this.#store = store;
    this.#rules = `${facts}-${synthesis}`;
    this.#records = new DecodedRecords(store, 'passages', ({ value }) => JSON.parse(Buffer.from(value).toString()) as AnsweredPage[]);
  }

  /** Gives the documents of a state what was kept of them; what was not is asked when it is needed. */
  async recall(state: DossierState): Promise<void> {
    const unknown = readDocuments(state).filter(({ pages }) => !pages.every(knowsPassages));
    if (unknown.length === 0) return;
    const records = await this.#records.of(state.id).catch(harmless);
    const stampOf = this.#stamps();
    for (const document of unknown) {
      const record = records?.get(document.id);
      if (record?.stamp === stampOf(document)) recallAnswers(document.id, document.pages, record.value);
    }
  }

  /** Keeps what is not kept yet, unless `goOn` says no before the end. */
  async keep(state: DossierState, goOn: () => boolean = () => true): Promise<void> {
    const kept = new Map((await this.#store.listStamps(state.id, 'passages').catch(harmless))?.map(({ key, stamp }) => [key, stamp]));
    const stampOf = this.#stamps();
    const lacking = readDocuments(state).filter((document) => kept.get(document.id) !== stampOf(document));
    for (let from = 0; from < lacking.length; from += AT_ONCE) {
      const put = await inSlices(answering(lacking.slice(from, from + AT_ONCE), stampOf), goOn);
      if (put === undefined) return;
      // A document may have gone meanwhile, and nothing of it may stay.
      const present = new Set((await this.#store.listStamps(state.id, 'reading').catch(harmless))?.map(({ key }) => key));
      await this.#store.writeRecords(state.id, { put: put.filter(({ key }) => present.has(key)) }).catch(harmless);
    }
  }

  forget(dossierId: string): void {
    this.#records.forget(dossierId);
  }

  #stamps(): (document: Document) => string {
    const asked = sha256Of(Buffer.from(askedForGood().join('\n')));
    return ({ pages }) => {
      const known = this.#stamped.get(pages);
      if (known?.asked === asked) return known.stamp;
      const text = JSON.stringify([asked, pages.map(({ number, text }) => [number, text])]);
      const stamp = `${this.#rules}-${sha256Of(Buffer.from(text)).slice(0, 32)}`;
      this.#stamped.set(pages, { asked, stamp });
      return stamp;
    };
  }
}

function* answering(documents: readonly Document[], stampOf: (document: Document) => string): Steps<readonly Put[]> {
  const put: Put[] = [];
  for (const document of documents) {
    const value = Buffer.from(JSON.stringify(answerPages(document.id, document.pages)));
    put.push({ kind: 'passages', key: document.id, stamp: stampOf(document), value });
    yield;
  }
  return put;
}
