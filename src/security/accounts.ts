import { z } from 'zod';
import { AppError } from '../errors.js';
import type { ServiceStore } from '../store/service-store.js';
import type { PasswordHasher } from './password-hasher.js';

/** Wrong passwords in a row before an account is shut, and for how long, milliseconds: fifteen minutes, doubled each time after. */
const FAILURES = 5;
const LOCK_MS = 15 * 60_000;
const LONGEST_LOCK_MS = 24 * 3_600_000;
const PASSWORD_LENGTH = 12;

const Account = z.object({
  login: z.string(),
  name: z.string(),
  /** G15 code; without one the account reads no document. */
  profession: z.string().optional(),
  hash: z.string(),
  failures: z.int().min(0),
  /** ISO 8601. */
  lockedUntil: z.string().optional(),
});
type Account = z.infer<typeof Account>;

export type AccountView = Omit<Account, 'hash' | 'failures'>;

/** Accounts of a single practice. Where a site has an identity provider, it has none of these. */
export class Accounts {
  readonly #store: ServiceStore;
  readonly #hasher: PasswordHasher;
  readonly #now: () => Date;
  readonly #turns = new Map<string, Promise<unknown>>();
  #decoy: Promise<string> | undefined;

  constructor(store: ServiceStore, hasher: PasswordHasher, now: () => Date) {
    this.#store = store;
    this.#hasher = hasher;
    this.#now = now;
  }

  /** Makes an account, or gives it another password and opens it again. Throws FRS-IN-011 where the password is too short. */
  async set(account: { readonly login: string; readonly name: string; readonly profession?: string }, password: string): Promise<void> {
    if ([...password].length < PASSWORD_LENGTH)
      throw new AppError('FRS-IN-011', { detail: `mot de passe : ${PASSWORD_LENGTH} caractères au moins` });
    await this.#keep({ ...account, login: loginOf(account.login), hash: await this.#hasher.hash(password), failures: 0 });
  }

  async list(): Promise<AccountView[]> {
    return (await this.#store.list('account')).map(({ value }) => viewOf(parse(value)));
  }

  async remove(login: string): Promise<void> {
    await this.#store.remove('account', loginOf(login));
  }

  /**
   * Whose password this is. Throws FRS-AC-001, the same for an unknown login, a wrong password and a shut account, and after the same
   * work. Attempts at one account take turns: a thousand at once count as a thousand.
   */
  authenticate(login: string, password: string): Promise<AccountView> {
    const id = loginOf(login);
    const turn = (this.#turns.get(id) ?? Promise.resolve()).catch(() => undefined).then(() => this.#attempt(id, password));
    this.#turns.set(id, turn);
    void turn.catch(() => undefined).then(() => this.#turns.get(id) === turn && this.#turns.delete(id));
    return turn;
  }

  async #attempt(login: string, password: string): Promise<AccountView> {
    const value = await this.#store.get('account', login);
    const account = value && parse(value);
    this.#decoy ??= this.#hasher.hash('nobody has this password');
    const right = await this.#hasher.verify(password, account?.hash ?? (await this.#decoy));
    if (account === undefined || (account.lockedUntil !== undefined && account.lockedUntil > this.#now().toISOString()))
      throw new AppError('FRS-AC-001');
    if (!right) {
      await this.#keep(afterFailure(account, this.#now()));
      throw new AppError('FRS-AC-001');
    }
    const opened = { ...viewOf({ ...account, lockedUntil: undefined }), hash: account.hash, failures: 0 };
    await this.#keep(opened);
    return viewOf(opened);
  }

  async #keep(account: Account): Promise<void> {
    await this.#store.put('account', account.login, Buffer.from(JSON.stringify(account)));
  }
}

function afterFailure(account: Account, now: Date): Account {
  const failures = account.failures + 1;
  if (failures < FAILURES) return { ...account, failures };
  const lock = Math.min(LOCK_MS * 2 ** (failures - FAILURES), LONGEST_LOCK_MS);
  return { ...account, failures, lockedUntil: new Date(now.getTime() + lock).toISOString() };
}

const loginOf = (login: string): string => login.normalize('NFKC').trim().toLowerCase();
const parse = (value: Uint8Array): Account => Account.parse(JSON.parse(Buffer.from(value).toString()));

function viewOf({ login, name, profession, lockedUntil }: Account): AccountView {
  return {
    login,
    name,
    ...(profession === undefined ? {} : { profession }),
    ...(lockedUntil === undefined ? {} : { lockedUntil }),
  };
}
