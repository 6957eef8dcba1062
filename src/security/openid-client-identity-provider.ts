import * as client from 'openid-client';
import { AppError } from '../errors.js';
import type { IdentityProvider, SignInTransaction } from './identity-provider.js';

export interface OpenIdSettings {
  readonly issuer: URL;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope: string;
  /** Level of authentication asked for: Pro Santé Connect wants `eidas1`. */
  readonly acrValues?: string | undefined;
}

/** Seconds given to the provider for each answer. */
const TIMEOUT_S = 10;

/** What the provider publishes of itself is asked for once, at the first sign-in, and again after a failure. */
export class OpenIdClientIdentityProvider implements IdentityProvider {
  readonly #settings: OpenIdSettings;
  #configuration: Promise<client.Configuration> | undefined;

  constructor(settings: OpenIdSettings) {
    this.#settings = settings;
  }

  async begin(callback: URL): Promise<{ url: URL; transaction: SignInTransaction }> {
    const configuration = await this.#discover();
    const { scope, acrValues } = this.#settings;
    const transaction = { state: client.randomState(), nonce: client.randomNonce(), verifier: client.randomPKCECodeVerifier() };
    const url = client.buildAuthorizationUrl(configuration, {
      redirect_uri: callback.href,
      response_type: 'code',
      scope,
      state: transaction.state,
      nonce: transaction.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(transaction.verifier),
      code_challenge_method: 'S256',
      ...(acrValues === undefined ? {} : { acr_values: acrValues }),
    });
    return { url, transaction };
  }

  async finish(answered: URL, { state, nonce, verifier }: SignInTransaction): Promise<Readonly<Record<string, unknown>>> {
    const configuration = await this.#discover();
    try {
      const tokens = await client.authorizationCodeGrant(configuration, answered, {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      });
      const subject = tokens.claims()?.sub ?? '';
      return { ...tokens.claims(), ...(await client.fetchUserInfo(configuration, tokens.access_token, subject)) };
    } catch (cause) {
      throw new AppError('FRS-AC-001', { detail: 'fournisseur d’identité', cause });
    }
  }

  async #discover(): Promise<client.Configuration> {
    const { issuer, clientId, clientSecret } = this.#settings;
    // Without it the library trusts TLS alone for what the token endpoint answers. Plain HTTP is for a provider on this machine.
    const execute = [client.enableNonRepudiationChecks, ...(issuer.protocol === 'http:' ? [client.allowInsecureRequests] : [])];
    this.#configuration ??= client.discovery(issuer, clientId, clientSecret, undefined, { execute, timeout: TIMEOUT_S });
    try {
      return await this.#configuration;
    } catch (cause) {
      this.#configuration = undefined;
      throw new AppError('FRS-AC-004', { cause });
    }
  }
}
