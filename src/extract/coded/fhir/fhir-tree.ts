import { AppError } from '../../../errors.js';
import type { XmlElement } from '../xml.js';
import { attribute, elementsOf, parseXml } from '../xml.js';

/** A narrative kept as parsed XHTML. */
class Xhtml {
  readonly root: XmlElement;

  constructor(root: XmlElement) {
    this.root = root;
  }
}

export type FhirValue = string | number | boolean | null | Xhtml | FhirObject | readonly FhirValue[];
export interface FhirObject {
  readonly [key: string]: FhirValue | undefined;
}

const MAX_DEPTH = 100;

/**
 * Parses a FHIR resource in JSON. @throws AppError FRS-IN-003 where it is no JSON object, FRS-RD-005 beyond 100 levels
 */
export function parseFhirJson(text: string): FhirObject {
  if (depthOf(text) > MAX_DEPTH) throw new AppError('FRS-RD-005');
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new AppError('FRS-IN-003');
  }
  if (!isObject(parsed as FhirValue)) throw new AppError('FRS-IN-003');
  return parsed as FhirObject;
}

function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (character === '\\' && quoted) index += 1;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && (character === '{' || character === '[')) deepest = Math.max(deepest, (depth += 1));
    else if (!quoted && (character === '}' || character === ']')) depth -= 1;
  }
  return deepest;
}

/** Parses a FHIR resource in XML into the shape of its JSON; repeated elements become arrays. */
export function parseFhirXml(text: string): FhirObject {
  return resourceOf(parseXml(text), 0);
}

function resourceOf(node: XmlElement, depth: number): FhirObject {
  return { resourceType: node.name, ...objectOf(node, depth) };
}

function objectOf(node: XmlElement, depth: number): FhirObject {
  if (depth > MAX_DEPTH) throw new AppError('FRS-RD-005');
  const fields: Record<string, FhirValue> = {};
  for (const name of ['id', 'url']) {
    const value = attribute(node, name);
    if (value !== undefined) fields[name] = value;
  }
  for (const child of elementsOf(node)) {
    const value = valueOf(child, depth + 1);
    const before = Object.hasOwn(fields, child.name) ? fields[child.name] : undefined;
    Object.defineProperty(fields, child.name, {
      value: before === undefined ? value : [...(Array.isArray(before) ? (before as FhirValue[]) : [before]), value],
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return fields;
}

function valueOf(node: XmlElement, depth: number): FhirValue {
  if (node.name === 'div') return new Xhtml(node);
  const children = elementsOf(node);
  const [only] = children;
  if ((node.name === 'resource' || node.name === 'contained') && only !== undefined) return resourceOf(only, depth);
  const value = attribute(node, 'value');
  return value !== undefined && children.length === 0 ? value : objectOf(node, depth);
}

export const isObject = (value: FhirValue | undefined): value is FhirObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Xhtml);

/** Every value at the end of a path of fields, arrays opened on the way: one or many read the same. */
function all(node: FhirValue | undefined, ...path: readonly string[]): FhirValue[] {
  let current = open(node);
  for (const field of path) {
    current = current.flatMap((each) => (isObject(each) && Object.hasOwn(each, field) ? open(each[field]) : []));
  }
  return current;
}

const open = (value: FhirValue | undefined): FhirValue[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? (value as FhirValue[]).flatMap(open) : [value as FhirValue];

export const objects = (node: FhirValue | undefined, ...path: readonly string[]): FhirObject[] => all(node, ...path).filter(isObject);

/** The first non-empty primitive at the end of a path, as text. */
export function text(node: FhirValue | undefined, ...path: readonly string[]): string | undefined {
  for (const value of all(node, ...path)) {
    if ((typeof value === 'string' && value.trim() !== '') || typeof value === 'number' || typeof value === 'boolean')
      return String(value).trim();
  }
  return undefined;
}

/** The narrative of a resource or section, where it has one. */
export function narrativeOf(node: FhirObject): XmlElement | undefined {
  const [div] = all(node, 'text', 'div');
  if (div instanceof Xhtml) return div.root;
  if (typeof div !== 'string' || div.trim() === '') return undefined;
  try {
    return parseXml(div.replace(/&nbsp;/g, '&#160;'));
  } catch {
    return undefined;
  }
}
