import { z } from 'zod';
import type { NeutralDocument, NeutralEntity } from '../jsonl.js';
import { qualifiersOf } from './qualifier-names.js';
import { isCasJson, readCasJson } from './uima.js';

const Patient = z.looseObject({
  id: z.union([z.string(), z.number()]).optional(),
  documents: z.array(z.looseObject({ type: z.string().optional(), header: z.string().optional(), text: z.string() })),
});

/** Rows of the annotated parts, as the published tables name their columns, with their spans beside them. */
const Annotated = z.looseObject({ spans: z.array(z.looseObject({})).optional(), entities: z.array(z.looseObject({})).optional() });

const first = (row: Readonly<Record<string, unknown>>, names: readonly string[]): unknown =>
  names.map((name) => row[name]).find((value) => value !== undefined && value !== null);

/** `attribute_LABEL` in the tables, `LABEL` or `label` elsewhere. */
const plain = (name: string): string => name.replace(/^attribute_/i, '');

function entityOf(row: Readonly<Record<string, unknown>>): NeutralEntity[] {
  const [start, end] = [first(row, ['begin', 'start']), first(row, ['end'])].map(Number) as [number, number];
  if (!Number.isInteger(start) || !Number.isInteger(end)) return [];
  const features = Object.entries(row).map(([name, value]) => [plain(name), String(value)] as const);
  const label = features.find(([name]) => /^(?:label|type)$/i.test(name))?.[1];
  const value = first(row, ['value', 'norm']);
  return [
    {
      start,
      end,
      ...(label === undefined ? {} : { label }),
      ...(typeof value === 'string' ? { value } : {}),
      ...qualifiersOf(features),
    },
  ];
}

/**
 * PARHAF-style JSON as neutral documents: a patient with its `documents` (texts alone), a list of patients, an annotated report as UIMA CAS JSON,
 * or rows of the published tables (`report`, `full_text`, `spans` with `begin`, `end`, `attribute_LABEL`), whose offsets are code points.
 *
 * @throws RangeError where a record is none of these, naming it by its place
 */
export function readParhaf(id: string, value: unknown): NeutralDocument[] {
  if (Array.isArray(value)) return value.flatMap((one, index) => readParhaf(`${id}#${String(index + 1)}`, one));
  if (isCasJson(value)) return [readCasJson(id, value)];
  const patient = Patient.safeParse(value);
  if (patient.success)
    return patient.data.documents.map(({ header, text }, index) => ({
      id: `${String(patient.data.id ?? id)}/${String(index + 1)}`,
      text: header === undefined || header === '' ? text : `${header}\n${text}`,
    }));
  const row = Annotated.safeParse(value);
  const text = row.success ? first(row.data, ['full_text', 'text']) : undefined;
  if (!row.success || typeof text !== 'string') throw new RangeError(`${id}: neither patient, nor CAS, nor annotated report`);
  const spans = row.data.spans ?? row.data.entities;
  const own = first(row.data, ['report', 'id', 'document_id']);
  return [
    {
      id: typeof own === 'string' || typeof own === 'number' ? String(own) : id,
      text,
      ...(spans === undefined ? {} : { entities: spans.flatMap(entityOf) }),
    },
  ];
}
