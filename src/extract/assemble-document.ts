import type { Document, DocumentMetadata, IdentityTraits } from '../domain/document.js';
import type { Deposit } from './metadata/deposit.js';
import { describeDocument } from './metadata/describe-document.js';
import type { RawReading } from './read/reading.js';

/** A reading without its bytes: they stay with the source. */
export type KeptReading = Omit<RawReading, 'bytes' | 'body'>;

/**
 * What a reading is a document of: title, type, dates, author from its header, else the deposit, else its text. `metadata`: what it was
 * described as before, of the same reading and deposit.
 */
export function assembleDocument(reading: KeptReading, deposit?: Deposit, metadata?: DocumentMetadata): Document {
  const { id, fileName, sha256, mediaType, parentId, coded, envelope } = reading;
  const said = deposit?.documents.find(({ file }) => file === fileName);
  const header = { ...envelope?.metadata, ...coded?.metadata };
  const identity: IdentityTraits = coded?.identity ?? envelope?.identity ?? { firstNames: [] };
  const pages = [...reading.pages];
  return {
    id,
    fileName,
    sha256,
    mediaType,
    ...(parentId === undefined ? {} : { parentId }),
    pages,
    metadata: metadata ?? describeDocument({ fileName, pages, header, ...(said === undefined ? {} : { deposit: said }) }),
    identity,
    identityDoubts: (coded?.identityDoubts ?? []).map(({ message }) => message),
    warnings: [...reading.warnings],
  };
}
