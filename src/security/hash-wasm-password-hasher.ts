import { argon2id, argon2Verify } from 'hash-wasm';
import { randomBytes } from 'node:crypto';
import type { PasswordHasher } from './password-hasher.js';

/** OWASP's parameters for argon2id: 19 MiB, two passes, one lane. */
const PARAMETERS = { memorySize: 19 * 1024, iterations: 2, parallelism: 1, hashLength: 32 } as const;

export class HashWasmPasswordHasher implements PasswordHasher {
  hash(password: string): Promise<string> {
    return argon2id({ ...PARAMETERS, password: password.normalize('NFC'), salt: randomBytes(16), outputType: 'encoded' });
  }

  verify(password: string, hash: string): Promise<boolean> {
    // The library refuses an empty password before any work: what takes no time tells.
    return argon2Verify({ password: password.normalize('NFC') || '\0', hash });
  }
}
