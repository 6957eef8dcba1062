import { createHmac, randomUUID } from 'node:crypto';
import type { WebhookReceiver } from '../../config/webhook-settings.js';

/** What a receiver is told: which dossier, and what became of its reading. Nothing that a document says. */
export interface WebhookEvent {
  readonly type: 'dossier.read' | 'dossier.failed';
  readonly dossierId: string;
  /** The catalogue's, for a failure. */
  readonly code?: string;
}

export interface WebhookDeps {
  readonly receivers: readonly WebhookReceiver[];
  readonly now: () => Date;
  /** Told once a delivery is given up: a receiver's address and a code, nothing else. */
  readonly onGivenUp: (url: string, status: number | undefined) => void;
  /** Milliseconds to wait before each try after the first; the defaults take twelve minutes in all. */
  readonly waits?: readonly number[];
}

const WAITS = [1_000, 5_000, 30_000, 120_000, 600_000];
const TIMEOUT_MS = 10_000;

/** `t=<seconds>,v1=<HMAC-SHA-256 of "t.body", hex>`: a receiver refuses what is altered, and what is old. */
function signature(secret: string, body: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000);
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
}

/**
 * Tells the site's receivers, each apart, again and again until it answers 2xx or the waits are through. What is waiting when the server
 * stops is not kept: a receiver that was away asks `GET /dossiers/{id}/job`.
 */
export class Webhooks {
  readonly #deps: WebhookDeps;
  readonly #stop = new AbortController();
  readonly #running = new Set<Promise<void>>();

  constructor(deps: WebhookDeps) {
    this.#deps = deps;
  }

  announce(event: WebhookEvent): void {
    const { receivers, now } = this.#deps;
    const body = JSON.stringify({ id: randomUUID(), at: now().toISOString(), ...event });
    for (const receiver of receivers.filter(({ events }) => events.includes(event.type))) {
      const delivery = this.#deliver(receiver, body).finally(() => this.#running.delete(delivery));
      this.#running.add(delivery);
    }
  }

  /** Once all that was announced is delivered or given up. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  /** Gives up what still waits. */
  async close(): Promise<void> {
    this.#stop.abort();
    await this.settled();
  }

  async #deliver(receiver: WebhookReceiver, body: string): Promise<void> {
    let status: number | undefined;
    for (const wait of [0, ...(this.#deps.waits ?? WAITS)]) {
      if (!(await this.#pause(wait))) return;
      status = await this.#send(receiver, body);
      if (status !== undefined && status >= 200 && status < 300) return;
      // Gone, it says so itself: it is not asked again.
      if (status === 410) break;
    }
    this.#deps.onGivenUp(receiver.url, status);
  }

  /** The answer's status; undefined where there was none. A receiver that points elsewhere is not followed. */
  async #send({ url, secret }: WebhookReceiver, body: string): Promise<number | undefined> {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'frise-signature': signature(secret, body, this.#deps.now()) },
        body,
        redirect: 'manual',
        signal: AbortSignal.any([this.#stop.signal, AbortSignal.timeout(TIMEOUT_MS)]),
      });
      await response.body?.cancel();
      return response.status;
    } catch {
      return undefined;
    }
  }

  /** False where the server stops meanwhile. */
  #pause(ms: number): Promise<boolean> {
    const { signal } = this.#stop;
    if (signal.aborted || ms === 0) return Promise.resolve(!signal.aborted);
    return new Promise((resolve) => {
      const stopped = (): void => {
        clearTimeout(timer);
        resolve(false);
      };
      const timer = setTimeout(() => {
        signal.removeEventListener('abort', stopped);
        resolve(true);
      }, ms);
      signal.addEventListener('abort', stopped, { once: true });
    });
  }
}
