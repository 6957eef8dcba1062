import type { z } from 'zod';
import { PartialDate } from '../domain/citation.js';

/** What a validator says of one fault: its code, where it lies and what was expected there; never what was sent. */
export interface Fault {
  /** "/documents/0/content", "/on"; "/" for the whole body. */
  readonly instancePath: string;
  readonly keyword: string;
  readonly message?: string | undefined;
  readonly params: Readonly<Record<string, unknown>>;
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'texte attendu',
  number: 'nombre attendu',
  int: 'nombre entier attendu',
  boolean: 'true ou false attendu',
  array: 'liste attendue',
  object: 'objet attendu',
};
const FORMATS: Readonly<Record<string, string>> = {
  date: 'date AAAA-MM-JJ attendue',
  datetime: 'date et heure ISO 8601 attendues',
  base64: 'base64 attendu',
  url: 'adresse attendue',
  uuid: 'UUID attendu',
};
const MEASURES: Readonly<Record<string, string>> = { string: ' caractères', array: ' éléments' };
/** A list of values longer than this is in the description of the API. */
const LISTED = 40;

/** "on : date AAAA-MM-JJ attendue ; limit : 500 au plus": each place once, with what stands there when it is right. */
export function expectations(faults: readonly Fault[]): string {
  const told = new Map<string, string>();
  for (const fault of faults) {
    const place = fault.instancePath.slice(1).replaceAll('/', '.') || 'corps';
    if (!told.has(place)) told.set(place, expected(fault));
  }
  return [...told].map(([place, what]) => (what === '' ? place : `${place} : ${what}`)).join(' ; ');
}

function expected({ keyword, message = '', params }: Fault): string {
  const issue = { code: keyword, ...params } as Partial<z.core.$ZodIssue>;
  switch (issue.code) {
    case 'invalid_type':
      return message.endsWith('received undefined') ? 'manque' : (TYPES[String(issue.expected)] ?? '');
    case 'invalid_value':
      return oneOf(issue.values ?? []);
    case 'invalid_union':
      return oneOf((issue as { readonly options?: readonly unknown[] }).options ?? []);
    case 'too_small':
      return bound(issue.minimum, issue.inclusive === false ? 'plus de' : 'au moins', issue.origin);
    case 'too_big':
      return bound(issue.maximum, issue.inclusive === false ? 'moins de' : 'au plus', issue.origin);
    case 'invalid_format':
      return issue.format === 'regex' ? form(issue.pattern) : (FORMATS[String(issue.format)] ?? '');
    // The names of the fields are the sender's words.
    case 'unrecognized_keys':
      return 'champ inconnu';
    default:
      return '';
  }
}

const bound = (limit: unknown, how: string, origin: string | undefined): string => `${how} ${String(limit)}${MEASURES[origin ?? ''] ?? ''}`;

function oneOf(values: readonly unknown[]): string {
  if (values.length === 0 || values.length > LISTED) return '';
  return values.length === 1 ? `${String(values[0])} attendu` : `l’un de ${values.map(String).join(', ')}`;
}

/** As validators print it. */
const PARTIAL_DATE = PartialDate.safeParse('').error?.issues.map((issue) =>
  issue.code === 'invalid_format' ? issue.pattern : undefined,
)[0];

const form = (pattern: string | undefined): string =>
  pattern === undefined ? '' : pattern === PARTIAL_DATE ? 'date AAAA, AAAA-MM ou AAAA-MM-JJ attendue' : `forme attendue ${pattern}`;
