import { z } from 'zod';
import { AppError } from '../../errors.js';
import { PartialDate } from '../../domain/citation.js';
import { AccessState, Author, IdentityTraits } from '../../domain/document.js';

/** What practice software says of one deposited file; only the file's name is sure to be there. */
export const DepositMetadata = z.object({
  file: z.string().min(1),
  title: z.string().min(1).nullish(),
  /** LOINC, or 1.2.250.1.213.1.1.4.12. */
  type: z.string().min(1).nullish(),
  date: PartialDate.nullish(),
  author: Author.extend({ specialty: z.string().nullish(), identifier: z.string().nullish() }).nullish(),
  organisation: z.string().min(1).nullish(),
  /** What the patient or the author decided of who sees it, beside what its own header says. */
  access: z.array(AccessState).nullish(),
});
export type DepositMetadata = z.infer<typeof DepositMetadata>;

/** The `metadata.json` that may come along with a deposit. */
export const Deposit = z.object({
  patient: IdentityTraits.extend({ firstNames: z.array(z.string()).default([]) }).optional(),
  documents: z.array(DepositMetadata).default([]),
});
export type Deposit = z.infer<typeof Deposit>;

/**
 * Reads a deposit's `metadata.json`. An entry that does not hold is left out, its file is then described from its text.
 *
 * @param json the file's text.
 * @throws AppError `FRS-IN-003` where it is no JSON object.
 */
export function readDeposit(json: string): Deposit {
  let value: unknown;
  try {
    value = JSON.parse(json.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new AppError('FRS-IN-003', { detail: 'metadata.json', cause });
  }
  const shape = z.object({ patient: z.unknown().optional(), documents: z.array(z.unknown()).catch([]) }).safeParse(value);
  if (!shape.success) throw new AppError('FRS-IN-003', { detail: 'metadata.json' });
  const patient = Deposit.shape.patient.safeParse(shape.data.patient ?? undefined);
  const documents = shape.data.documents.flatMap((entry) => {
    const read = DepositMetadata.safeParse(entry);
    return read.success ? [read.data] : [];
  });
  return patient.success && patient.data !== undefined ? { patient: patient.data, documents } : { documents };
}
