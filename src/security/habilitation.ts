import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { AccessState } from '../domain/document.js';
import { AppError } from '../errors.js';
import { personKey } from './person-id.js';

/**
 * Which profession reads which type of document. Professions are codes of the French table G15 as Pro Santé Connect gives them
 * ("10" doctor, "21" pharmacist, "60" nurse…), types are those of `DocumentMetadata.type`. What is not granted is denied.
 */
export const Habilitation = z.object({
  /** Changes with the table: kept in the audit of what was refused. */
  version: z.string().min(1),
  /** Where the site took it from. */
  source: z.string().optional(),
  grants: z.record(z.string(), z.union([z.literal('every'), z.array(z.string().min(1))])),
});
export type Habilitation = z.infer<typeof Habilitation>;

/** Whoever looks at a dossier. */
export interface Reader {
  readonly id: string;
  readonly kind: 'professional' | 'patient' | 'representative';
  /** G15 code; a professional without one reads nothing. */
  readonly profession?: string;
  /** Médecin traitant of this patient: the one to whom masked documents stay visible. */
  readonly attending?: boolean;
  /** Documents taken out of the current list, asked for: they are left out otherwise. */
  readonly alsoShow?: readonly ('archived' | 'deprecated')[];
  /** May say whose document it is, and so sees those set aside as somebody else's. */
  readonly decides?: boolean;
}

/** What of a document decides who may read it. */
export interface ReadableDocument {
  readonly type?: string | undefined;
  readonly access: readonly AccessState[];
  /** Identifiers of those who wrote it, as its header says: never as its text does, or its depositor. */
  readonly authors?: readonly string[];
  /** Set aside as somebody else's. */
  readonly quarantined?: boolean;
}

export type ReadFilter = (document: ReadableDocument) => boolean;

/** The table of a site, or the one that Frise comes with: doctors read every document, nobody else any. Throws FRS-IN-011. */
export function loadHabilitation(file = `${import.meta.dirname}/vocabulary/habilitation.json`): Habilitation {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new AppError('FRS-IN-011', { detail: "table d'habilitation illisible", cause });
  }
  const parsed = Habilitation.safeParse(content);
  if (!parsed.success) throw new AppError('FRS-IN-011', { detail: "table d'habilitation : forme inattendue" });
  return parsed.data;
}

/** Deny by default: a document is read only where a rule says so, and no state forbids it. */
export function mayRead(table: Habilitation, reader: Reader, document: ReadableDocument): boolean {
  const { type, access, authors = [], quarantined = false } = document;
  const has = (state: AccessState): boolean => access.includes(state);
  for (const state of ['archived', 'deprecated'] as const) if (has(state) && reader.alsoShow?.includes(state) !== true) return false;
  switch (reader.kind) {
    case 'patient':
      return !quarantined && !has('invisible-to-patient');
    case 'representative':
      return !quarantined && !has('invisible-to-patient') && !has('invisible-to-representatives');
    case 'professional': {
      if (quarantined && reader.decides !== true) return false;
      // Who wrote a document keeps it before their eyes, masked or not.
      if (!quarantined && authors.some((author) => personKey(author) === personKey(reader.id))) return true;
      if (has('masked-from-professionals') && reader.attending !== true) return false;
      const granted =
        reader.profession === undefined ? undefined : Object.entries(table.grants).find(([code]) => code === reader.profession)?.[1];
      return granted === 'every' || (granted !== undefined && type !== undefined && granted.includes(type));
    }
  }
}

export function readFilter(table: Habilitation, reader: Reader): ReadFilter {
  return (document) => mayRead(table, reader, document);
}
