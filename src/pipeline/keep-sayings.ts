import type { DepositMetadata } from '../extract/metadata/deposit.js';
import type { SourceRecord } from '../store/dossier-store.js';
import type { DossierArchive } from './dossier-archive.js';
import { NOTHING_HIDDEN, type Hidden } from './visible-state.js';

interface Said {
  /** Files that come with what is said. */
  readonly coming: readonly { readonly fileName: string; readonly sha256: string }[];
  /** Sources that are there already, by SHA-256. */
  readonly before: ReadonlyMap<string, SourceRecord>;
  readonly documents: readonly DepositMetadata[];
  /** Who says it. */
  readonly by: string;
  /** What of the dossier they do not see. */
  readonly hidden: () => Promise<Hidden>;
}

/**
 * Keeps, of what is said of files, what counts: of a file that is new here, or that its sender brought or sees whole, and of a name under which
 * nothing is hidden from them. Bytes that come under another name keep what was said of them: nobody opens a document to themselves, or
 * masks another's, by sending it anew.
 */
export async function keepSayings(
  archive: DossierArchive,
  dossierId: string,
  { coming, before, documents, by, hidden }: Said,
): Promise<void> {
  const renamed = coming.filter(({ sha256, fileName }) => (before.get(sha256)?.fileName ?? fileName) !== fileName);
  if (documents.length === 0 && renamed.length === 0) return;
  const readAs = new Map((await archive.readings(dossierId)).map(({ sha256, fileName }) => [sha256, fileName]));
  const said = await archive.said.read(dossierId);
  const ofSources = new Map<string, DepositMetadata[]>();
  for (const { sha256, fileName } of renamed) {
    const older = said({ sha256, fileName: readAs.get(sha256) ?? before.get(sha256)?.fileName ?? fileName });
    if (older !== undefined) ofSources.set(sha256, [older]);
  }
  const hides = documents.length === 0 ? NOTHING_HIDDEN : await hidden();
  const ofNames: DepositMetadata[] = [];
  for (const document of documents) {
    const bearers = [...coming, ...before.values()].filter(
      ({ sha256, fileName }) => fileName === document.file || readAs.get(sha256) === document.file,
    );
    if (bearers.length === 0 && !hides.name(document.file)) ofNames.push(document);
    for (const sha256 of new Set(bearers.map((bearer) => bearer.sha256))) {
      const source = before.get(sha256);
      if (source === undefined || source.by === by || !hides.source(sha256))
        ofSources.set(sha256, [...(ofSources.get(sha256) ?? []), document]);
    }
  }
  await archive.said.keep(dossierId, { ofSources, ofNames, by });
}
