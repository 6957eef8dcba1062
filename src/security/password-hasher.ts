export interface PasswordHasher {
  /** A text that says the algorithm, its parameters, the salt and the hash. */
  hash(password: string): Promise<string>;
  verify(password: string, hash: string): Promise<boolean>;
}
