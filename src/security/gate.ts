import type { Accounts } from './accounts.js';
import type { ApiKeys } from './api-keys.js';

/**
 * Open: whoever is at the machine reads everything (a single practice, the demonstration). Closed: nobody reads without saying who
 * they are. It closes by itself as soon as there is an account, a key or an identity provider, and does not open again while running.
 */
export class Gate {
  readonly #ways: { readonly accounts: Accounts; readonly apiKeys: ApiKeys };
  #closed: boolean;

  constructor(ways: { readonly accounts: Accounts; readonly apiKeys: ApiKeys }, closed: boolean) {
    this.#ways = ways;
    this.#closed = closed;
  }

  async isClosed(): Promise<boolean> {
    this.#closed ||= (await this.#ways.accounts.any()) || (await this.#ways.apiKeys.any());
    return this.#closed;
  }
}
