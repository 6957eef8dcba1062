import { createHash, createSign, generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How this issuer misbehaves, for one sign-in. */
export type Fault = 'none' | 'nonce' | 'signature' | 'audience' | 'issuer' | 'expired' | 'other-subject';

/** A small identity provider on this machine, that answers as Pro Santé Connect does and lies when told to. */
export class TestIssuer {
  claims: Record<string, unknown> = {};
  fault: Fault = 'none';
  readonly #server: Server;
  readonly #keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  readonly #others = generateKeyPairSync('rsa', { modulusLength: 2048 });
  readonly #asked = new Map<string, URLSearchParams>();

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<TestIssuer> {
    const server = createServer();
    const issuer = new TestIssuer(server);
    server.on('request', (request, response) => {
      void issuer.#answer(request).then(({ status = 200, body, location }) => {
        response.writeHead(status, { 'content-type': 'application/json', ...(location === undefined ? {} : { location }) });
        response.end(body === undefined ? '' : JSON.stringify(body));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return issuer;
  }

  get url(): URL {
    return new URL(`http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage): Promise<{ status?: number; body?: unknown; location?: string }> {
    const url = new URL(request.url ?? '/', this.url);
    const at = this.url.href.replace(/\/$/, '');
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
        return {
          body: {
            issuer: at,
            authorization_endpoint: `${at}/auth`,
            token_endpoint: `${at}/token`,
            userinfo_endpoint: `${at}/userinfo`,
            jwks_uri: `${at}/jwks`,
            response_types_supported: ['code'],
            subject_types_supported: ['public'],
            id_token_signing_alg_values_supported: ['RS256'],
          },
        };
      case '/jwks':
        return { body: { keys: [{ ...this.#keys.publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'RS256', use: 'sig' }] } };
      case '/auth': {
        const code = randomUUID();
        this.#asked.set(code, url.searchParams);
        const back = new URL(url.searchParams.get('redirect_uri') ?? '');
        back.search = new URLSearchParams({ code, state: url.searchParams.get('state') ?? '' }).toString();
        return { status: 302, location: back.href };
      }
      case '/token':
        return this.#token(new URLSearchParams(await textOf(request)));
      case '/userinfo':
        return { body: { sub: this.fault === 'other-subject' ? 'somebody-else' : 'f:1:899700000001', ...this.claims } };
      default:
        return { status: 404 };
    }
  }

  #token(form: URLSearchParams): { status?: number; body: unknown } {
    const code = form.get('code') ?? '';
    const asked = this.#asked.get(code);
    this.#asked.delete(code);
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (asked === undefined || challenge !== asked.get('code_challenge')) return { status: 400, body: { error: 'invalid_grant' } };
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: this.fault === 'issuer' ? 'http://127.0.0.1:1' : this.url.href.replace(/\/$/, ''),
      aud: this.fault === 'audience' ? 'another' : 'frise',
      sub: 'f:1:899700000001',
      nonce: this.fault === 'nonce' ? 'another' : asked.get('nonce'),
      iat: now - 3600,
      exp: this.fault === 'expired' ? now - 1800 : now + 300,
    };
    const [header, payload] = [{ alg: 'RS256', kid: 'k' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
    const signer = createSign('RSA-SHA256').update(`${header}.${payload}`);
    const signature = signer.sign(this.fault === 'signature' ? this.#others.privateKey : this.#keys.privateKey).toString('base64url');
    return { body: { access_token: 'at', token_type: 'Bearer', expires_in: 60, id_token: `${header}.${payload}.${signature}` } };
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
