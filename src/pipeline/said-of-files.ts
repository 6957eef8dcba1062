import { Deposit, DepositMetadata } from '../extract/metadata/deposit.js';
import type { DossierStore, RecordReference, StoredRecord } from '../store/dossier-store.js';

/** What is said of the files of one deposit, by whom. */
export interface Sayings {
  /** By SHA-256 of the source, the later after the earlier. */
  readonly ofSources: ReadonlyMap<string, readonly DepositMetadata[]>;
  /** Of names that no source bears: a document inside another one, or a file to come. */
  readonly ofNames: readonly DepositMetadata[];
  readonly by: string;
}

interface Bearer {
  readonly sha256: string;
  readonly fileName: string;
}

const OLDER_KEY = 'deposit';
const SOURCE_KEY = 'source ';
const ACCESS_KEY = 'access ';
const NAME_KEY = 'name ';
const encode = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));
const decode = (bytes: Uint8Array): unknown => JSON.parse(Buffer.from(bytes).toString()) as unknown;

/**
 * What depositors say of the files of a dossier. It is kept by the bytes: a file may come again under another name, and two may bear one.
 * Who may see a file has a record of its own, so that nothing else said of it at the same moment takes a mask away. What is not said
 * again stands.
 */
export class SaidOfFiles {
  readonly #store: DossierStore;

  constructor(store: DossierStore) {
    this.#store = store;
  }

  async keep(dossierId: string, { ofSources, ofNames, by }: Sayings): Promise<void> {
    const put: (StoredRecord & RecordReference)[] = [];
    const record = (key: string, value: unknown): void => void put.push({ kind: 'deposit', key, stamp: '1', value: encode(value) });
    const known = async (key: string): Promise<object> => {
      const kept = await this.#store.getRecord(dossierId, 'deposit', key);
      return kept === undefined ? {} : (decode(kept.value) as object);
    };
    for (const [sha256, sayings] of ofSources) {
      const { access, file, ...rest } = said(sayings);
      if (access !== undefined) record(`${ACCESS_KEY}${sha256}`, access);
      if (Object.keys(rest).length > 0) record(`${SOURCE_KEY}${sha256}`, { ...(await known(`${SOURCE_KEY}${sha256}`)), ...rest, file });
    }
    for (const one of ofNames) record(`${NAME_KEY}${one.file}`, { ...(await known(`${NAME_KEY}${one.file}`)), ...said([one]), by });
    if (put.length > 0) await this.#store.writeRecords(dossierId, { put });
  }

  /** What is said of a document, by the bytes and the name it was read under. */
  async read(dossierId: string): Promise<(document: Bearer) => DepositMetadata | undefined> {
    const values = new Map((await this.#store.listRecords(dossierId, 'deposit')).map(({ key, value }) => [key, decode(value)]));
    if (values.size === 0) return () => undefined;
    const broughtBy = new Map((await this.#store.listSources(dossierId)).map(({ sha256, by }) => [sha256, by]));
    // In older dossiers all that was said is one record, by name.
    const older = new Map(Deposit.parse(values.get(OLDER_KEY) ?? {}).documents.map((document) => [document.file, document]));
    return ({ sha256, fileName }) => {
      const named = values.get(`${NAME_KEY}${fileName}`) as (DepositMetadata & { readonly by: string }) | undefined;
      // What was said of a name before its file came counts from whoever brought the file.
      const counts = named !== undefined && (!broughtBy.has(sha256) || broughtBy.get(sha256) === named.by);
      const access = values.get(`${ACCESS_KEY}${sha256}`);
      const sayings = [older.get(fileName), counts ? named : undefined, values.get(`${SOURCE_KEY}${sha256}`), access && { access }];
      if (sayings.every((each) => each === undefined)) return undefined;
      return DepositMetadata.parse({ ...said(sayings as DepositMetadata[]), file: fileName });
    };
  }
}

/** All of it, the later in the place of the earlier; null says nothing, and takes nothing back. */
function said(sayings: readonly (DepositMetadata | undefined)[]): Partial<DepositMetadata> {
  const entries = sayings.flatMap((each) => Object.entries(each ?? {}));
  return Object.fromEntries(entries.filter(([, value]) => value !== null && value !== undefined));
}
