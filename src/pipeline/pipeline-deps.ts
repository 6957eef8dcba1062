import type { ModelReference } from '../domain/synthesis.js';
import type { AssertionModel } from '../extract/assertion/assertion.js';
import type { OcrEngine } from '../extract/read/ocr-engine.js';
import type { AnswerModel } from '../extract/answers/answer-model.js';
import type { Embedder } from '../index/embedder.js';
import type { AuditTrail } from '../security/audit-entry.js';
import type { DossierStore } from '../store/dossier-store.js';
import type { LanguageModel } from '../summarise/prose/language-model.js';
import type { Stamps } from './stamps.js';

export interface PipelineDeps {
  readonly store: DossierStore;
  readonly embedder: Embedder;
  /** Reads the context of what the rules affirm, and doubts some of it; without it the rules stand alone. */
  readonly assertion?: AssertionModel;
  /** Reads which sentences answer a question; without it the rules stand alone. */
  readonly answers?: AnswerModel;
  /** A fresh engine: it belongs to one patient and is closed after it. */
  readonly createOcr: () => Promise<OcrEngine>;
  readonly stamps: Stamps;
  readonly models: readonly ModelReference[];
  /** Tells the points to remember as prose to whoever asks for it; without one nobody gets any. */
  readonly languageModel?: LanguageModel;
  readonly version: string;
  readonly now: () => Date;
  /** Told of each thing done under a person's name; absent where nobody else has access. */
  readonly audit?: AuditTrail;
}

export interface Progress {
  readonly stage: 'read' | 'recognise' | 'understand' | 'index' | 'done';
  /** Documents (read, understand), pages (recognise) or passages (index) done, of `total`. */
  readonly done: number;
  readonly total: number;
  /** Pages known so far. */
  readonly pages: number;
}

export interface ProcessListener {
  (progress: Progress): void;
}
