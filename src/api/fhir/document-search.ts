import type { DocumentReference } from 'fhir/r4.js';
import { z } from 'zod';

const DATE = /^(eq|ge|le|gt|lt)?(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:T\S*)?$/;
const DateParam = z.string().regex(DATE);

/** Search parameters of DocumentReference (IHE MHD, Find Document References), by pages of `_count` from `_offset`. */
export const DocumentSearch = z
  .object({
    patient: z
      .string()
      .regex(/^(Patient\/)?[A-Za-z0-9-]{1,47}$/)
      .optional(),
    subject: z
      .string()
      .regex(/^(Patient\/)?[A-Za-z0-9-]{1,47}$/)
      .optional(),
    status: z.enum(['current', 'superseded']).optional(),
    type: z
      .string()
      .regex(/^[^\s,]{1,200}$/)
      .optional()
      .describe('code, ou système|code'),
    date: z
      .union([DateParam, z.array(DateParam).max(2)])
      .optional()
      .describe('Date de l’acte : AAAA, AAAA-MM ou AAAA-MM-JJ, précédée au besoin de ge, le, gt, lt'),
    _count: z.coerce.number().int().min(1).max(500).default(100),
    _offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  })
  .refine(({ patient, subject }) => (patient ?? subject) !== undefined, { path: ['patient'] });
export type DocumentSearch = z.infer<typeof DocumentSearch>;

export const dossierIn = ({ patient, subject }: DocumentSearch): string => (patient ?? subject ?? '').replace(/^Patient\//, '');

/** Does the search ask for this document? A date is compared as precisely as the less precise of the two says. */
export function isWanted(reference: DocumentReference, { status, type, date }: DocumentSearch): boolean {
  if (status !== undefined && reference.status !== status) return false;
  if (type !== undefined) {
    const [system, code] = type.includes('|') ? (type.split('|', 2) as [string, string]) : [undefined, type];
    const named = (reference.type?.coding ?? []).some(
      (coding) => coding.code === code && (system === undefined || system === '' || coding.system === system),
    );
    if (!named) return false;
  }
  const day = reference.context?.period?.start;
  return [date ?? []].flat().every((asked) => day !== undefined && holds(day, asked));
}

function holds(day: string, asked: string): boolean {
  const [, prefix = 'eq', wanted = ''] = DATE.exec(asked) ?? [];
  const length = Math.min(day.length, wanted.length);
  const [mine, theirs] = [day.slice(0, length), wanted.slice(0, length)];
  return { eq: mine === theirs, ge: mine >= theirs, le: mine <= theirs, gt: mine > theirs, lt: mine < theirs }[prefix] ?? false;
}

/** The same search, further on; undefined after the last page. */
export function nextPage(base: string, query: DocumentSearch, total: number): string | undefined {
  const offset = query._offset + query._count;
  return offset < total ? addressOf(base, { ...query, _offset: offset }) : undefined;
}

export function addressOf(base: string, query: DocumentSearch): string {
  const asked = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [value].flat().map((each): [string, string] => [name, String(each)]),
  );
  return `${base}/DocumentReference?${new URLSearchParams(asked)}`;
}
