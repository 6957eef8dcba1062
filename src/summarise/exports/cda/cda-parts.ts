import type { PartialDate } from '../../../domain/citation.js';
import type { Code } from '../../../domain/document.js';
import { loinc, OID_OF_URI, type CdaCode } from '../../vocabulary/cda-codes.js';
import { element, escaped, textElement, uuidOf, type Xml, type XmlPart } from './xml-writer.js';

/** "2026-11-16T08:00:00.000Z" as HL7 writes it, in UTC. */
export const timeOf = (iso: string): string => `${iso.slice(0, 19).replace(/[-T:]/g, '')}+0000`;

export const codeElement = (name: string, { code, system, display }: CdaCode, ...children: readonly XmlPart[]): Xml =>
  element(name, { code, displayName: display, codeSystem: system }, ...children);

/** A source's code where its system is sure; undefined else: a code alone means nothing. */
export function cdaCodeOf(code: Code | undefined, label: string): CdaCode | undefined {
  if (code === undefined || !/^\S+( \S+)*$/.test(code.code)) return undefined;
  const bare = code.system.replace(/^urn:oid:/, '');
  const system = OID_OF_URI[code.system] ?? (/^[0-2](\.\d+)+$/.test(bare) ? bare : undefined);
  return system === undefined ? undefined : { code: code.code, system, display: code.display ?? label };
}

export const xsi = (type: string): Readonly<Record<string, string>> => ({ 'xsi:type': type });
export const completed = (): Xml => element('statusCode', { code: 'completed' });
/** Of an entry, by the narrative that it points to. */
export const identifier = (id: string): Xml => element('id', { root: uuidOf('entry', id) });
const reference = (id: string): Xml => element('reference', { value: `#${id}` });
export const ownText = (id: string): Xml => element('text', {}, reference(id));
export const originalText = (id: string): Xml => element('originalText', {}, reference(id));

/** What is coded, or its words alone. */
export function codedValue(name: string, code: CdaCode | undefined, id: string, attributes: Readonly<Record<string, string>> = {}): Xml {
  return code === undefined
    ? element(name, { ...attributes, nullFlavor: 'UNK' }, originalText(id))
    : element(name, { ...attributes, code: code.code, displayName: code.display, codeSystem: code.system }, originalText(id));
}

export const templates = (...roots: readonly string[]): Xml[] => roots.map((root) => element('templateId', { root }));

const day = (date: PartialDate): string => date.replaceAll('-', '');

/** Beginning and end, as precise as known. */
export function period(date: PartialDate | undefined, endDate?: PartialDate): Xml {
  return element(
    'effectiveTime',
    {},
    element('low', date === undefined ? { nullFlavor: 'UNK' } : { value: day(date) }),
    endDate === undefined ? undefined : element('high', { value: day(endDate) }),
  );
}

export const moment = (date: PartialDate | undefined): Xml =>
  element('effectiveTime', date === undefined ? { nullFlavor: 'UNK' } : { value: day(date) });

/** A cell of a narrative table; `id` is what an entry points to. */
export interface Cell {
  readonly id?: string;
  readonly text: string;
}

export const cell = (text: string, id?: string): Cell => (id === undefined ? { text } : { text, id });

export interface SectionInput {
  readonly templates: readonly string[];
  readonly code: CdaCode;
  readonly title: string;
  readonly head?: readonly string[];
  readonly rows?: readonly (readonly Cell[])[];
  /** Said where there is no row. */
  readonly empty?: string;
  readonly entries?: readonly XmlPart[];
  readonly sections?: readonly Xml[];
}

/** A section with what it says in a table, entries that point into it, and sections under it. */
export function section(input: SectionInput): Xml {
  const { rows = [], head = [], sections = [] } = input;
  return element(
    'component',
    {},
    element(
      'section',
      {},
      templates(...input.templates),
      codeElement('code', input.code),
      textElement('title', input.title),
      sections.length > 0 && rows.length === 0
        ? undefined
        : element(
            'text',
            {},
            rows.length > 0
              ? table(head, rows)
              : textElement('paragraph', input.empty ?? 'Information non trouvée dans les documents lus.'),
          ),
      input.entries,
      sections,
    ),
  );
}

function table(head: readonly string[], rows: readonly (readonly Cell[])[]): Xml {
  const written = ({ id, text }: Cell): Xml =>
    element('td', {}, id === undefined ? escaped(text) : element('content', { ID: id }, escaped(text)));
  return element(
    'table',
    { border: '0' },
    head.length === 0
      ? undefined
      : element(
          'thead',
          {},
          element(
            'tr',
            {},
            head.map((title) => textElement('th', title)),
          ),
        ),
    element(
      'tbody',
      {},
      rows.map((row) => element('tr', {}, row.map(written))),
    ),
  );
}

/** FR-Habitus-mode-de-vie. */
export const lifestyleSection = (content: Omit<SectionInput, 'templates' | 'code' | 'title'>): Xml =>
  section({
    templates: [
      '2.16.840.1.113883.10.20.1.15',
      '1.3.6.1.4.1.19376.1.5.3.1.3.16',
      '1.3.6.1.4.1.19376.1.5.3.1.3.16.1',
      '1.2.250.1.213.1.1.2.141',
    ],
    code: loinc('29762-2', 'Habitus, Mode de vie'),
    title: 'Mode de vie',
    ...content,
  });
