import type { Document, DocumentMetadata, Page } from '../src/domain/document.js';
import type { DocumentSummary } from '../src/domain/synthesis.js';
import { describeDocument } from '../src/extract/metadata/describe-document.js';

/** A text as a page, without reading: the words apart from OCR and layout. */
export const typedPage = (text: string, number = 1): Page => ({ number, text, source: 'plain', positions: [], furniture: [] });

/** A form feed stands between pages. */
export const typedPages = (text: string): Page[] => text.split('\f').map((page, index) => typedPage(page, index + 1));

/** A value as a deposit gives it. */
export const deposited = <T>(value: T): { value: T; source: 'deposit'; confidence: number; reason: string } => ({
  value,
  source: 'deposit',
  confidence: 1,
  reason: 'typed',
});

/** The writers' words for what a document is, as the LOINC codes of a deposit; the others come without a code, as most do. */
const CODES: Readonly<Record<string, string>> = {
  CRH: '34112-3',
  ORDO: '57833-6',
  LETTRE: '11488-4',
  'CR-BIO': '11502-2',
  ANAPATH: '11526-1',
  IMG: '18748-4',
  'CR-OPE': '34874-8',
  URG: '34878-9',
  VACCIN: '11369-6',
};

/** What a deposit says of a document of that word. */
export const typeOf = (word: string): Partial<DocumentMetadata> => {
  const code = CODES[word];
  return code === undefined ? {} : { type: deposited({ system: '2.16.840.1.113883.6.1', code }) };
};

/** Where nobody says what a paper is: what the product reads of its text. */
export function readType({ id, text }: Pick<Typed, 'id' | 'text'>): Partial<DocumentMetadata> {
  const { type } = describeDocument({ fileName: `${id}.txt`, pages: typedPages(text) });
  return type === undefined ? {} : { type };
}

export interface Typed {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly date?: string | undefined;
}

/** A text as a document whose pages are the text itself; its identity is its id. `more` is told of it beside its title and its day. */
export const typedDocument = ({ id, title, text, date }: Typed, more: Partial<DocumentMetadata> = {}): Document => ({
  id,
  fileName: `${id}.txt`,
  sha256: id,
  mediaType: 'text/plain',
  pages: typedPages(text),
  metadata: {
    title: deposited(title),
    ...(date === undefined ? {} : { actDate: deposited(date) }),
    version: { replaces: [] },
    access: [],
    ...more,
  },
  identity: { firstNames: [] },
  identityDoubts: [],
  warnings: [],
});

/** What a synthesis is told of such a document. */
export const typedSummary = ({ id, fileName, pages, metadata: { title, type, actDate } }: Document): DocumentSummary => ({
  id,
  file: fileName,
  title: title.value,
  ...(type === undefined ? {} : { type: type.value.code }),
  ...(actDate === undefined ? {} : { date: actDate.value }),
  pages: pages.length,
  status: 'read',
  pagesQuarantined: [],
});
