/**
 * What the product keeps beside the dossiers: API keys, accounts, open sessions, launches (for their minute), its own wrapped keys (`key`), and where it
 * stands (`state`: clock, end of the audit).
 */
export type ServiceKind = 'api-key' | 'account' | 'session' | 'launch' | 'key' | 'state';

export interface ServiceRecord {
  readonly key: string;
  readonly value: Uint8Array;
}

/** Small records, encrypted with the database and in no dossier: nothing of a patient goes here. */
export interface ServiceStore {
  get(kind: ServiceKind, key: string): Promise<Uint8Array | undefined>;
  list(kind: ServiceKind): Promise<readonly ServiceRecord[]>;
  put(kind: ServiceKind, key: string, value: Uint8Array): Promise<void>;
  remove(kind: ServiceKind, key: string): Promise<void>;
}
