import createClient, { type Client, type Middleware } from 'openapi-fetch';
import type { paths } from './schema.js';

export type { paths };

export interface FriseOptions {
  /** Where the server is: "http://127.0.0.1:3210"; in a page that it serves, ".". */
  readonly baseUrl: string;
  /** Of practice software: `Authorization: Bearer …`. */
  readonly apiKey?: string;
  /** The professional in whose name a key of several acts. */
  readonly professional?: string;
  readonly fetch?: (input: Request) => Promise<Response>;
}

/** A failure in the server's own words (RFC 9457): what happened, and what to do. */
export class FriseProblem extends Error {
  readonly status: number;
  /** The catalogue's, "FRS-IN-012"; absent where what answered is not Frise. */
  readonly code: string | undefined;
  readonly remedy: string | undefined;
  readonly requestId: string | undefined;

  constructor(status: number, body: unknown) {
    const { title, remedy, code, requestId } = (typeof body === 'object' && body !== null ? body : {}) as Record<
      string,
      string | undefined
    >;
    super(`${title ?? 'Erreur.'}${remedy === undefined ? '' : ` ${remedy}`} [${code ?? status}]`);
    this.name = 'FriseProblem';
    this.status = status;
    this.code = code;
    this.remedy = remedy;
    this.requestId = requestId;
  }
}

/** Every operation of the API, typed; what fails throws a `FriseProblem`. */
export function friseClient({ baseUrl, apiKey, professional, fetch }: FriseOptions): Client<paths> {
  const client = createClient<paths>({
    baseUrl,
    ...(fetch === undefined ? {} : { fetch }),
    headers: {
      ...(apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }),
      ...(professional === undefined ? {} : { 'frise-professional': professional }),
    },
  });
  client.use(THROWS);
  return client;
}

const THROWS: Middleware = {
  async onResponse({ response }) {
    // What has not changed is no failure: the caller has it.
    if (response.ok || response.status === 304) return;
    throw new FriseProblem(response.status, await response.json().catch(() => undefined));
  },
};

/** Files as the form that a deposit is. */
export function depositForm(files: readonly { readonly name: string; readonly content: Blob }[]): FormData {
  const form = new FormData();
  for (const { name, content } of files) form.append('files', content, name);
  return form;
}
