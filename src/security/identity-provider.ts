/** What a sign-in keeps between the two ends of the way through the identity provider. */
export interface SignInTransaction {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** An identity provider of OpenID Connect, authorisation code with PKCE. */
export interface IdentityProvider {
  /** Where to send the browser, and what to hold against what comes back. Throws FRS-AC-004 where the provider does not answer. */
  begin(callback: URL): Promise<{ readonly url: URL; readonly transaction: SignInTransaction }>;
  /** What the provider says of the person, signature, issuer, audience, nonce and state checked. Throws FRS-AC-001, or FRS-AC-004. */
  finish(answered: URL, transaction: SignInTransaction): Promise<Readonly<Record<string, unknown>>>;
}
