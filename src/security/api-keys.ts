import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../errors.js';
import type { ServiceStore } from '../store/service-store.js';
import { personKey } from './person-id.js';
import type { Principal } from './principal.js';
import { Permission } from './roles.js';

/** A professional in whose name a software acts; what they may read is what it may read. */
const ActsFor = z.object({
  id: z.string().min(1),
  name: z.string().min(1).optional(),
  /** G15 code. */
  profession: z
    .string()
    .regex(/^\d{2}$/)
    .optional(),
});

const ApiKey = z.object({
  id: z.string(),
  /** SHA-256 of the secret: it is 256 random bits, which no dictionary holds. */
  hash: z.string(),
  /** Which software, for whoever reads the list. */
  label: z.string().min(1),
  scopes: z.array(Permission).min(1),
  actsFor: z.array(ActsFor).min(1),
  /** ISO 8601. */
  createdAt: z.string(),
  expiresAt: z.string(),
});
type ApiKey = z.infer<typeof ApiKey>;

export type ApiKeyView = Omit<ApiKey, 'hash'>;

const PREFIX = 'frise';
/** A key that nobody renews ends by itself. */
const LONGEST_DAYS = 366;
const DAY_MS = 86_400_000;

/** Keys for practice software. The secret is shown once and never kept. */
export class ApiKeys {
  readonly #store: ServiceStore;
  readonly #now: () => Date;

  constructor(store: ServiceStore, now: () => Date) {
    this.#store = store;
    this.#now = now;
  }

  /** Throws FRS-IN-011 for a life of no day, or of more than a year. */
  async issue(asked: Pick<ApiKey, 'label' | 'scopes' | 'actsFor'> & { readonly days: number }): Promise<{ key: string; view: ApiKeyView }> {
    const { days, ...rest } = asked;
    if (!(days > 0 && days <= LONGEST_DAYS)) throw new AppError('FRS-IN-011', { detail: `durée : 1 à ${LONGEST_DAYS} jours` });
    const now = await this.#latest();
    const secret = randomBytes(32).toString('base64url');
    const id = randomBytes(8).toString('hex');
    const parsed = ApiKey.safeParse({
      ...rest,
      id,
      hash: hashOf(secret).toString('hex'),
      createdAt: now.toISOString(),
      expiresAt: new Date(now.getTime() + days * DAY_MS).toISOString(),
    });
    if (!parsed.success) throw new AppError('FRS-IN-011', { detail: 'clé : nom, portées et professionnels' });
    await this.#store.put('api-key', id, Buffer.from(JSON.stringify(parsed.data)));
    return { key: `${PREFIX}_${id}_${secret}`, view: viewOf(parsed.data) };
  }

  /** Whose key this is. Throws FRS-AC-001 where it is unknown, altered, expired or withdrawn. */
  async verify(presented: string): Promise<ApiKeyView> {
    const [, id = '', secret = ''] = /^frise_([0-9a-f]{16})_([\w-]{43})$/.exec(presented) ?? [];
    const value = await this.#store.get('api-key', id);
    const known = value && ApiKey.parse(JSON.parse(Buffer.from(value).toString()));
    const right = timingSafeEqual(hashOf(secret), known === undefined ? hashOf('') : Buffer.from(known.hash, 'hex'));
    if (known === undefined || !right || known.expiresAt <= (await this.#latest()).toISOString()) throw new AppError('FRS-AC-001');
    return viewOf(known);
  }

  /**
   * The professional in whose name a key is used: the one that the request names, who must be one of the key's, or its only one.
   * Throws FRS-AC-001 as `verify`, and FRS-AC-002 where the professional is not named, or not one of the key's.
   */
  async principal(presented: string, professional: string | undefined): Promise<Principal> {
    const { id: keyId, scopes, actsFor } = await this.verify(presented);
    const named =
      professional === undefined
        ? actsFor.length === 1
          ? actsFor[0]
          : undefined
        : actsFor.find(({ id }) => personKey(id) === personKey(professional));
    if (named === undefined) throw new AppError('FRS-AC-002', { detail: 'professionnel' });
    const { id, name, profession } = named;
    return {
      id,
      reader: 'professional',
      permissions: scopes,
      ofSite: true,
      via: `api-key:${keyId}`,
      ...(name === undefined ? {} : { name }),
      ...(profession === undefined ? {} : { profession }),
    };
  }

  /** Is the key in whose name somebody came still one? `via`: as a principal bears it. */
  async isLive(via: string): Promise<boolean> {
    const value = await this.#store.get('api-key', via.replace(/^api-key:/, ''));
    if (value === undefined) return false;
    return ApiKey.parse(JSON.parse(Buffer.from(value).toString())).expiresAt > (await this.#latest()).toISOString();
  }

  async any(): Promise<boolean> {
    return (await this.#store.list('api-key')).length > 0;
  }

  async list(): Promise<ApiKeyView[]> {
    return (await this.#store.list('api-key')).map(({ value }) => viewOf(ApiKey.parse(JSON.parse(Buffer.from(value).toString()))));
  }

  /** Throws FRS-IN-012 where there is no such key. */
  async revoke(id: string): Promise<void> {
    if ((await this.#store.get('api-key', id)) === undefined) throw new AppError('FRS-IN-012', { detail: 'clé' });
    await this.#store.remove('api-key', id);
  }

  /** The clock, or the store's last write where that is later: setting the clock back revives no key. */
  async #latest(): Promise<Date> {
    const written = await this.#store.get('state', 'clock');
    return new Date(Math.max(this.#now().getTime(), written === undefined ? 0 : Date.parse(Buffer.from(written).toString())));
  }
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

function viewOf({ id, label, scopes, actsFor, createdAt, expiresAt }: ApiKey): ApiKeyView {
  return { id, label, scopes, actsFor, createdAt, expiresAt };
}
