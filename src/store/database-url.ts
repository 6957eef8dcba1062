import { AppError } from '../errors.js';

/**
 * Checks a `postgres://` address: a server on another machine must prove its name (`sslmode=verify-full`). Throws FRS-IN-011, never
 * repeating the address: it holds a password.
 */
export function checkDatabaseUrl(url: string): void {
  const detail = 'FRISE_DATABASE_URL';
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !/^postgres(ql)?:$/.test(parsed.protocol)) throw new AppError('FRS-IN-011', { detail });
  const host = parsed.searchParams.get('host') ?? decodeURIComponent(parsed.hostname);
  const local = host === '' || host.startsWith('/') || /^(localhost|127(\.\d+){3}|\[?::1\]?)$/.test(host);
  if (!local && parsed.searchParams.get('sslmode') !== 'verify-full')
    throw new AppError('FRS-IN-011', { detail: `${detail} : ajoutez sslmode=verify-full, le serveur est une autre machine` });
}
