import { z } from 'zod';
import { AppError } from '../errors.js';
import type { ServiceStore } from '../store/service-store.js';
import type { PasswordHasher } from './password-hasher.js';
import { principalOf, type Principal } from './principal.js';
import { RoleName } from './roles.js';

/** Wrong passwords in a row before an account is shut, and for how long, milliseconds: fifteen minutes, doubled each time after. */
const FAILURES = 5;
const LOCK_MS = 15 * 60_000;
const LONGEST_LOCK_MS = 24 * 3_600_000;
const PASSWORD_LENGTH = 12;

const Account = z.object({
  login: z.string(),
  name: z.string().min(1),
  role: RoleName.default('clinician'),
  /** G15 code; a professional without one reads no document but their own. */
  profession: z
    .string()
    .regex(/^\d{2}$/)
    .optional(),
  /** RPPS or other national identifier: documents that bear it are theirs. */
  professionalId: z.string().min(1).optional(),
  /** The login of the professional who delegates, for a secretary. */
  delegateOf: z.string().optional(),
  /** The one dossier of a patient, or of whom they represent. */
  dossier: z.string().optional(),
  /** Shut by whoever keeps the site, until set again. */
  disabled: z.boolean().optional(),
  hash: z.string(),
  failures: z.int().min(0),
  /** ISO 8601. */
  lockedUntil: z.string().optional(),
});
type Account = z.infer<typeof Account>;

const AccountView = Account.omit({ hash: true, failures: true });
export type AccountView = z.infer<typeof AccountView>;
export type AccountAsked = Omit<z.input<typeof Account>, 'hash' | 'failures' | 'lockedUntil' | 'disabled'>;

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

  /**
   * Makes an account, or gives it another password and opens it again. Throws FRS-IN-011 where the password is too short, where a
   * delegate names nobody who may delegate, or a patient no dossier.
   */
  async set(asked: AccountAsked, password: string): Promise<void> {
    if ([...password].length < PASSWORD_LENGTH)
      throw new AppError('FRS-IN-011', { detail: `mot de passe : ${PASSWORD_LENGTH} caractères au moins` });
    const parsed = AccountView.safeParse({ ...asked, login: loginOf(asked.login) });
    if (!parsed.success || parsed.data.login === '')
      throw new AppError('FRS-IN-011', { detail: 'compte : identifiant, nom, rôle, profession' });
    const account = parsed.data;
    const needsDossier = account.role === 'patient' || account.role === 'representative';
    if (needsDossier !== (account.dossier !== undefined)) throw new AppError('FRS-IN-011', { detail: 'compte : dossier du patient' });
    const delegator = account.delegateOf === undefined ? undefined : await this.#find(loginOf(account.delegateOf));
    if ((account.role === 'secretary') !== (delegator?.role === 'clinician'))
      throw new AppError('FRS-IN-011', { detail: 'compte : professionnel qui délègue' });
    await this.#keep({
      ...account,
      ...(delegator === undefined ? {} : { delegateOf: delegator.login }),
      hash: await this.#hasher.hash(password),
      failures: 0,
    });
  }

  /** Shuts an account, whose open sessions end at once, or opens it again. Throws FRS-IN-012 where there is none. */
  async disable(login: string, disabled = true): Promise<void> {
    const account = await this.#find(loginOf(login));
    if (account === undefined) throw new AppError('FRS-IN-012', { detail: 'compte' });
    await this.#keep({ ...account, failures: 0, lockedUntil: undefined, disabled: disabled ? true : undefined });
  }

  /** Who this account is, now: undefined where it is shut, or stands for somebody who is. */
  async principal(login: string): Promise<Principal | undefined> {
    const account = await this.#find(loginOf(login));
    if (account === undefined || account.disabled === true) return undefined;
    const { name, role, profession, professionalId, delegateOf, dossier } = account;
    const delegator = delegateOf === undefined ? undefined : await this.#find(delegateOf);
    if (delegateOf !== undefined && (delegator === undefined || delegator.disabled === true)) return undefined;
    const reads = delegator?.profession ?? profession;
    return principalOf(role, {
      id: professionalId ?? account.login,
      name,
      ofSite: true,
      ...(reads === undefined ? {} : { profession: reads }),
      ...(delegator === undefined ? {} : { onBehalfOf: delegator.professionalId ?? delegator.login }),
      ...(dossier === undefined ? {} : { dossier }),
    });
  }

  /** Once there is one, shut or not, nobody reads without saying who they are. */
  async any(): Promise<boolean> {
    return (await this.#store.list('account')).length > 0;
  }

  async list(): Promise<AccountView[]> {
    return (await this.#store.list('account')).map(({ value }) => AccountView.parse(parse(value)));
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
    const account = await this.#find(login);
    this.#decoy ??= this.#hasher.hash('nobody has this password');
    const right = await this.#hasher.verify(password, account?.hash ?? (await this.#decoy));
    const shut = account?.disabled === true || (account?.lockedUntil !== undefined && account.lockedUntil > this.#now().toISOString());
    if (account === undefined || shut) throw new AppError('FRS-AC-001');
    if (!right) {
      await this.#keep(afterFailure(account, this.#now()));
      throw new AppError('FRS-AC-001');
    }
    const { lockedUntil, ...opened } = { ...account, failures: 0 };
    // What has not changed is not written: a practice signs in all day long.
    if (lockedUntil !== undefined || account.failures > 0) await this.#keep(opened);
    return AccountView.parse(opened);
  }

  async #find(login: string): Promise<Account | undefined> {
    const value = await this.#store.get('account', login);
    return value && parse(value);
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
