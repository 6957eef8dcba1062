import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A fingerprint of the code and vocabulary under folders: what was derived by other rules is derived again. */
function fingerprint(folders: readonly string[]): string {
  const hash = createHash('sha256');
  for (const folder of folders) {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .toSorted();
    for (const file of files) hash.update(file.slice(folder.length)).update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 16);
}

export interface Stamps {
  /** Bytes to pages: recognition is dear, so rules on the text do not make it again. */
  readonly reading: string;
  /** Pages to metadata and facts. */
  readonly facts: string;
  /** Pages to passages and vectors. */
  readonly index: string;
  /** Facts to a synthesis. */
  readonly synthesis: string;
}

/** `source` is the folder that holds `extract` and `index`. */
export function currentStamps(source: string): Stamps {
  const under = (...parts: string[]): string => fingerprint([join(source, ...parts)]);
  const reading = fingerprint([join(source, 'extract', 'read'), join(source, 'extract', 'coded')]);
  return {
    reading,
    facts: under('extract'),
    index: `${reading}-${under('extract', 'text')}-${under('index')}`,
    synthesis: under('summarise'),
  };
}
