import { SaxesParser } from 'saxes';
import { AppError } from '../../errors.js';

/** An element; names and attributes are local names: prefixes vary between senders, the schema's words do not. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly (XmlElement | string)[];
}

interface OpenElement extends XmlElement {
  readonly children: (XmlElement | string)[];
}

const MAX_DEPTH = 200;
const MAX_ELEMENTS = 1_000_000;

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/**
 * Parses XML into a tree. No entity is ever expanded beyond the five of XML: a document type that declares
 * entities or points outside is refused, as is nesting beyond 200 levels.
 *
 * @throws AppError FRS-RD-005 for entities or depth, FRS-IN-003 for XML that is cut or not well-formed
 */
export function parseXml(source: string): XmlElement {
  const parser = new SaxesParser();
  const stack: OpenElement[] = [];
  let root: XmlElement | undefined;
  let elements = 0;
  parser.on('error', (error) => {
    throw /undefined entity/i.test(error.message) ? new AppError('FRS-RD-005') : new AppError('FRS-IN-003');
  });
  parser.on('doctype', (doctype) => {
    if (/<!ENTITY|\bSYSTEM\b|\bPUBLIC\b/.test(doctype)) throw new AppError('FRS-RD-005');
  });
  parser.on('opentag', (tag) => {
    elements += 1;
    if (stack.length >= MAX_DEPTH || elements > MAX_ELEMENTS) throw new AppError('FRS-RD-005');
    const attributes = new Map<string, string>();
    for (const [name, value] of Object.entries(tag.attributes as Record<string, string>)) {
      if (name !== 'xmlns' && !name.startsWith('xmlns:')) attributes.set(localName(name), value);
    }
    stack.push({ name: localName(tag.name), attributes, children: [] });
  });
  parser.on('closetag', () => {
    const closed = stack.pop();
    if (closed === undefined) return;
    const parent = stack.at(-1);
    if (parent === undefined) root = closed;
    else parent.children.push(closed);
  });
  const text = (value: string): void => {
    stack.at(-1)?.children.push(value);
  };
  parser.on('text', text);
  parser.on('cdata', text);
  parser.write(source.replace(/^\uFEFF/, '')).close();
  if (root === undefined) throw new AppError('FRS-IN-003');
  return root;
}

export const elementsOf = (node: XmlElement): XmlElement[] =>
  node.children.filter((child): child is XmlElement => typeof child !== 'string');

export const childrenNamed = (node: XmlElement | undefined, name: string): XmlElement[] =>
  node === undefined ? [] : elementsOf(node).filter((child) => child.name === name);

/** The first element at the end of a path of child names: `at(doc, 'component', 'structuredBody')`. */
export function at(node: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  let current = node;
  for (const name of path) current = current === undefined ? undefined : elementsOf(current).find((child) => child.name === name);
  return current;
}

/** Every element at the end of a path of child names. */
export function allAt(node: XmlElement | undefined, ...path: readonly string[]): XmlElement[] {
  let current = node === undefined ? [] : [node];
  for (const name of path) current = current.flatMap((each) => childrenNamed(each, name));
  return current;
}

/** The element and all that stand under it, in document order. */
export function* walk(node: XmlElement): Generator<XmlElement> {
  yield node;
  for (const child of node.children) if (typeof child !== 'string') yield* walk(child);
}

export function findDescendant(node: XmlElement, name: string): XmlElement | undefined {
  for (const each of walk(node)) if (each.name === name) return each;
  return undefined;
}

/** All text under an element, white space run together. */
export function textOf(node: XmlElement | undefined): string {
  if (node === undefined) return '';
  const parts: string[] = [];
  const collect = (each: XmlElement): void => {
    for (const child of each.children) {
      if (typeof child === 'string') parts.push(child);
      else collect(child);
    }
  };
  collect(node);
  return parts.join('').replace(/\s+/g, ' ').trim();
}

/** A non-empty attribute. */
export function attribute(node: XmlElement | undefined, name: string): string | undefined {
  const value = node?.attributes.get(name)?.trim();
  return value === undefined || value === '' ? undefined : value;
}
