import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.js';
import { checkExposure } from '../src/config/access-settings.js';

describe('the settings', () => {
  it('listen to this machine by default, and beyond it only where people sign in over TLS', () => {
    expect(readConfig({}).host).toBe('127.0.0.1');
    expect(readConfig({ FRISE_HOST: '::1' }).host).toBe('::1');
    const refuses = (host: string, publicUrl: string | undefined, closed: boolean): boolean => {
      try {
        checkExposure(host, { publicUrl: publicUrl === undefined ? undefined : new URL(publicUrl) }, closed);
        return false;
      } catch (error) {
        expect(error).toMatchObject({ code: 'FRS-IN-011' });
        return true;
      }
    };
    for (const host of ['127.0.0.1', '::1', 'localhost']) expect(refuses(host, undefined, false)).toBe(false);
    for (const host of ['0.0.0.0', '::', '192.168.1.10', 'frise.example']) {
      expect(refuses(host, 'https://frise.example', false)).toBe(true);
      expect(refuses(host, undefined, true)).toBe(true);
      expect(refuses(host, 'http://frise.example', true)).toBe(true);
      expect(refuses(host, 'https://frise.example', true)).toBe(false);
    }
  });

  it.each([
    [{ FRISE_OIDC_ISSUER: 'https://idp.example' }, 'FRISE_PUBLIC_URL'],
    [{ FRISE_OIDC_ISSUER: 'https://idp.example', FRISE_PUBLIC_URL: 'https://frise.example' }, 'FRISE_OIDC_CLIENT_ID'],
    [
      { FRISE_OIDC_ISSUER: 'https://idp.example', FRISE_PUBLIC_URL: 'https://frise.example', FRISE_OIDC_CLIENT_ID: 'f' },
      'FRISE_OIDC_CLIENT_SECRET',
    ],
    [
      {
        FRISE_OIDC_ISSUER: 'http://idp.example',
        FRISE_PUBLIC_URL: 'https://frise.example',
        FRISE_OIDC_CLIENT_ID: 'f',
        FRISE_OIDC_CLIENT_SECRET: 's',
      },
      'FRISE_OIDC_ISSUER',
    ],
    [{ FRISE_TLS_CERT: 'cert.pem' }, 'FRISE_TLS_CERT, FRISE_TLS_KEY'],
    [{ FRISE_TLS_CERT: '/no/such', FRISE_TLS_KEY: '/no/such' }, 'FRISE_TLS_CERT'],
    [{ FRISE_CARE_TEAM: 'everybody' }, 'FRISE_CARE_TEAM'],
    [{ FRISE_TESSERACT: '/no/such/program' }, 'FRISE_TESSERACT'],
  ])('refuse %j', (environment, detail) => {
    expect(() => readConfig(environment)).toThrow(expect.objectContaining({ code: 'FRS-IN-011', detail }) as Error);
  });

  it('names the variable that does not hold', () => {
    expect(() => readConfig({ FRISE_PORT: 'abc' })).toThrow(expect.objectContaining({ code: 'FRS-IN-011', detail: 'FRISE_PORT' }) as Error);
  });
});
