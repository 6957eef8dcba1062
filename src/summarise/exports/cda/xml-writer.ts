import { createHash } from 'node:crypto';

/** XML already written. */
export type Xml = string & { readonly xml?: never };
export type XmlPart = Xml | undefined | readonly XmlPart[];
type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** XML 1.0 has no way to write these, not even escaped. */
const UNWRITABLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

export const escaped = (text: string): Xml =>
  text.replace(UNWRITABLE, '').replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/** An element; attributes without a value are left out, and so are absent children. */
export function element(name: string, attributes: Attributes = {}, ...children: readonly XmlPart[]): Xml {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escaped(String(value))}"`],
  );
  const inside = flat(children);
  return inside === '' ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${inside}</${name}>`;
}

function flat(parts: readonly XmlPart[]): string {
  return parts.map((part) => (part === undefined ? '' : typeof part === 'string' ? part : flat(part))).join('');
}

export const textElement = (name: string, text: string | undefined, attributes: Attributes = {}): Xml | undefined =>
  text === undefined || text === '' ? undefined : element(name, attributes, escaped(text));

/** The same parts give the same UUID: a document made twice of the same dossier is the same document. */
export function uuidOf(...parts: readonly string[]): string {
  const hex = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  const variant = ((parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`.toUpperCase();
}
