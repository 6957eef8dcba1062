import { AppError } from '../../errors.js';
import type { Processing, ProgressListener } from '../processing.js';
import type { WebhookReceiver } from '../../config/webhook-settings.js';
import { Webhooks, type WebhookDeps } from './webhooks.js';

/** The same processing where nobody is to be told; else one that tells. */
export function announceEnds(
  reading: Processing,
  { webhooks, now }: { readonly webhooks?: readonly WebhookReceiver[] | undefined; readonly now: () => Date },
  onGivenUp: WebhookDeps['onGivenUp'],
): Processing {
  return webhooks === undefined || webhooks.length === 0
    ? reading
    : new AnnouncedProcessing(reading, new Webhooks({ receivers: webhooks, now, onGivenUp }));
}

/** The same processing; the end of each reading that is started here is announced. */
class AnnouncedProcessing implements Processing {
  readonly #inner: Processing;
  readonly #webhooks: Webhooks;
  readonly #watched = new Map<string, () => void>();

  constructor(inner: Processing, webhooks: Webhooks) {
    this.#inner = inner;
    this.#webhooks = webhooks;
  }

  start(dossierId: string): void {
    this.#inner.start(dossierId);
    // Several deposits in a row end in one reading, announced once.
    if (this.#watched.has(dossierId)) return;
    const stop = this.#inner.watch(dossierId, ({ stage }) => {
      // Where the database does not say how it ended, nothing is announced; the next reading will be.
      if (stage === 'done') void this.#ended(dossierId).catch(() => undefined);
    });
    this.#watched.set(dossierId, stop);
  }

  async #ended(dossierId: string): Promise<void> {
    const stop = this.#watched.get(dossierId);
    if (stop === undefined) return;
    this.#watched.delete(dossierId);
    stop();
    const cause = await this.#inner.failureOf(dossierId);
    if (cause === undefined) this.#webhooks.announce({ type: 'dossier.read', dossierId });
    else this.#webhooks.announce({ type: 'dossier.failed', dossierId, code: cause instanceof AppError ? cause.code : 'FRS-SY-001' });
  }

  resume(): Promise<void> {
    return this.#inner.resume();
  }

  get pending(): number {
    return this.#inner.pending;
  }

  progressOf(dossierId: string): ReturnType<Processing['progressOf']> {
    return this.#inner.progressOf(dossierId);
  }

  failureOf(dossierId: string): Promise<unknown> {
    return this.#inner.failureOf(dossierId);
  }

  watch(dossierId: string, listener: ProgressListener): () => void {
    return this.#inner.watch(dossierId, listener);
  }

  settled(dossierId: string): Promise<void> {
    return this.#inner.settled(dossierId);
  }

  async idle(): Promise<void> {
    await this.#inner.idle();
    await this.#webhooks.close();
  }
}
