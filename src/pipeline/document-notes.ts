import type { Document, DocumentMetadata, IdentityTraits } from '../domain/document.js';
import type { Deposit } from '../extract/metadata/deposit.js';
import { assembleDocument, type KeptReading } from '../extract/assemble-document.js';
import { digestOf, rememberComparable, type ComparableDigest } from '../extract/comparable-text.js';
import { guardIdentity, type GuardResult } from '../extract/identity/guard-identity.js';
import { readIdentity } from '../extract/identity/traits.js';

interface GuardedFor {
  /** The patient's traits, written out. */
  readonly dossier: string;
  readonly result: GuardResult;
}

/**
 * What the rules made of a document alone, or of it and the patient: kept beside its facts, so that a dossier that opens after a restart
 * does not describe every document again.
 */
export interface DocumentNote {
  /** What the deposit says of the document, written out; empty where it says nothing. */
  readonly said: string;
  readonly metadata: DocumentMetadata;
  readonly identity?: IdentityTraits;
  readonly guard?: GuardedFor;
  readonly comparable?: ComparableDigest;
}

type Said = Deposit['documents'][number];

/** Known by document: each opening of a dossier asks again, of documents that have not changed. */
const identities = new WeakMap<Document, IdentityTraits>();
const guards = new WeakMap<Document, GuardedFor>();
/** Documents by the reading that they are made of, with what the deposit said of them: both unchanged, the document is the same. */
const assembledBefore = new WeakMap<KeptReading, { readonly said: string; readonly document: Document }>();

/** The document that a reading is; `note`, where it was made of the same reading, spares the rules. */
export function assembled(reading: KeptReading, said: Said | undefined, note?: DocumentNote): Document {
  const key = JSON.stringify(said) ?? '';
  const before = assembledBefore.get(reading);
  if (before?.said === key) return before.document;
  const kept = note?.said === key ? note : undefined;
  const document = assembleDocument(reading, said === undefined ? undefined : { documents: [said] }, kept?.metadata);
  if (kept?.identity !== undefined) identities.set(document, kept.identity);
  if (kept?.guard !== undefined) guards.set(document, kept.guard);
  if (kept?.comparable !== undefined) rememberComparable(document.pages, kept.comparable);
  assembledBefore.set(reading, { said: key, document });
  return document;
}

/** Whose document it says it is. */
export function identityOf(document: Document): IdentityTraits {
  const known = identities.get(document) ?? readIdentity(document.pages, document.identity);
  identities.set(document, known);
  return known;
}

/** Is it the patient's? `dossier`: the patient's traits, written out. */
export function guardOf(document: Document, patient: IdentityTraits, dossier: string): GuardResult {
  const known = guards.get(document);
  if (known?.dossier === dossier) return known.result;
  const { id: documentId, pages, identity } = document;
  const hasHeader = Object.values(identity).some((trait) => trait !== undefined && trait.length > 0);
  const result = guardIdentity({ documentId, pages, ...(hasHeader ? { header: identity } : {}), patient });
  guards.set(document, { dossier, result });
  return result;
}

/** What is known of a document by now; undefined where `kept` says it already. */
export function noteOf(document: Document, said: Said | undefined, kept: DocumentNote | undefined): DocumentNote | undefined {
  const [identity, guard] = [identities.get(document), guards.get(document)];
  const key = JSON.stringify(said) ?? '';
  if (
    kept?.said === key &&
    kept.guard?.dossier === guard?.dossier &&
    (kept.identity !== undefined || identity === undefined) &&
    kept.comparable !== undefined
  )
    return undefined;
  const comparable = digestOf(document.pages);
  return {
    said: key,
    metadata: document.metadata,
    ...(identity === undefined ? {} : { identity }),
    ...(guard === undefined ? {} : { guard }),
    comparable,
  };
}
