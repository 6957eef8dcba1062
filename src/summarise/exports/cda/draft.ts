import type { Citation, PartialDate } from '../../../domain/citation.js';
import type { IdentityTraits } from '../../../domain/document.js';
import type { Fact } from '../../../domain/fact.js';
import { AppError } from '../../../errors.js';
import { findVaccines } from '../../../extract/facts/immunizations/immunization-lexicon.js';
import { compareDates, isAfter } from '../../dates.js';
import { fold } from '../../text.js';
import type { Signer } from './cda-document.js';

export type DraftValue = string | number | boolean;

/** A field of a document to deposit: filled where the dossier says it, with what says so; the person completes and corrects. */
export interface DraftField {
  readonly id: string;
  readonly section: string;
  readonly label: string;
  readonly type: 'text' | 'date' | 'integer' | 'quantity' | 'boolean';
  readonly unit?: string;
  /** Without it the document cannot be validated. */
  readonly required: boolean;
  readonly value?: DraftValue;
  readonly citations: readonly Citation[];
}

export interface Draft {
  readonly title: string;
  readonly fields: readonly DraftField[];
  /** French: what does not hold with this document, an age above all. */
  readonly warnings: readonly string[];
}

export interface DraftInput {
  readonly dossierId: string;
  readonly patient: IdentityTraits;
  readonly facts: readonly Fact[];
  /** The day of the act or of the examination. */
  readonly on: PartialDate;
  readonly version: string;
}

export interface Completion {
  /** By field id; `null` empties a field. Those not named keep what the dossier said. */
  readonly values: Readonly<Record<string, DraftValue | null>>;
  readonly signer: Signer;
  /** ISO 8601. */
  readonly at: string;
}

/**
 * What the fields say once completed.
 * @throws AppError FRS-IN-011 naming the fields that are unknown, of another type, or required and empty.
 */
export function completed(fields: readonly DraftField[], values: Completion['values']): ReadonlyMap<string, DraftValue> {
  const known = new Map(fields.map((field) => [field.id, field]));
  const wrong = Object.entries(values).filter(([id, value]) => {
    const field = known.get(id);
    return field === undefined || (value !== null && !fits(field, value));
  });
  const result = new Map<string, DraftValue>();
  for (const field of fields) {
    const value = field.id in values ? values[field.id] : field.value;
    if (value !== null && value !== undefined && value !== '') result.set(field.id, value);
  }
  const missing = fields.filter(({ id, required }) => required && !result.has(id)).map(({ id }) => id);
  if (wrong.length > 0 || missing.length > 0)
    throw new AppError('FRS-IN-011', { detail: [...wrong.map(([id]) => (known.has(id) ? id : 'values')), ...missing].join(', ') });
  return result;
}

function fits({ type }: DraftField, value: DraftValue): boolean {
  if (type === 'boolean') return typeof value === 'boolean';
  if (type === 'integer') return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 100;
  if (type === 'quantity') return typeof value === 'number' && Number.isFinite(value) && value > 0 && value < 1e6;
  if (typeof value !== 'string' || value.length > 300) return false;
  return type === 'text' || /^\d{4}-\d{2}-\d{2}$/.test(value);
}

export interface Dose {
  readonly date: PartialDate | undefined;
  readonly label: string;
  readonly lot: string | undefined;
  readonly rank: number | undefined;
  /** Diseases, folded. */
  readonly targets: ReadonlySet<string>;
  /** Of the vaccine in the extraction's lexicon, where it is known there. */
  readonly vaccineId: string | undefined;
  readonly facts: readonly Fact[];
}

/** The doses that the record proves given before a day, oldest first: one vaccine told twice for one day is one dose. */
export function dosesOf(facts: readonly Fact[], on: PartialDate): readonly Dose[] {
  const doses = new Map<string, Dose>();
  for (const fact of facts) {
    const { kind, status, qualifiers, date, label, immunization } = fact;
    if (kind !== 'immunization' || status === 'absent' || status === 'unknown') continue;
    if (qualifiers.negated || qualifiers.hypothetical || qualifiers.family || qualifiers.otherPerson || qualifiers.instruction) continue;
    if (date !== undefined && isAfter(date, on)) continue;
    const named = vaccineOf(`${label} ${immunization?.product ?? ''}`);
    const targets = new Set([...(named?.targets ?? []), ...(immunization?.targets ?? [])].map(fold));
    const key = JSON.stringify([date ?? fact.id, named?.id ?? fold(label)]);
    const known = doses.get(key);
    doses.set(key, {
      date,
      label: immunization?.product ?? label,
      lot: known?.lot ?? immunization?.lot,
      rank: known?.rank ?? immunization?.doseRank,
      targets,
      vaccineId: named?.id,
      facts: [...(known?.facts ?? []), fact],
    });
  }
  return [...doses.values()].toSorted((a, b) => compareDates(a.date, b.date));
}

/** The vaccine that words name, by its product or by its disease. */
export function vaccineOf(words: string): { readonly id: string; readonly targets: readonly string[] } | undefined {
  const folded = fold(words);
  const found = findVaccines(folded, 0, folded.length);
  return (found.find(({ product }) => product) ?? found[0])?.vaccine;
}

const MOST_CITED = 4;
export const citationsOf = (facts: readonly Fact[]): readonly Citation[] =>
  facts.slice(0, MOST_CITED).flatMap(({ citations }) => citations.slice(0, 1));
