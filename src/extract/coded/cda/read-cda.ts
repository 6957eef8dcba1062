import type { ReadingWarning } from '../../../domain/document.js';
import type { Fact } from '../../../domain/fact.js';
import { AppError } from '../../../errors.js';
import { attachmentOf, decodeBase64, inflate, sniffAttachment, UNKNOWN_TYPE } from '../attachments.js';
import type { CodedAttachment, CodedReading } from '../coded-reading.js';
import { frenchDate } from '../dates.js';
import { decodeText } from '../decode.js';
import type { Passage } from '../fact-composer.js';
import { composePage, TextBlock } from '../fact-composer.js';
import { writeNarrative } from '../narrative.js';
import type { XmlElement } from '../xml.js';
import { at, attribute, childrenNamed, elementsOf, findDescendant, parseXml, textOf, walk } from '../xml.js';
import { readStatement } from './entries.js';
import { readIdentity, readMetadata } from './header.js';
import type { Resolve } from './values.js';

interface SectionBlock {
  readonly section: XmlElement;
  readonly block: TextBlock;
  readonly code: string | undefined;
}

/**
 * Reads a CDA R2 document: level 1 (a file in nonXMLBody, given as an attachment) or level 3 (narrative as one page,
 * entries as facts cited to it). A document wrapped in a style sheet is found where it is nested.
 *
 * @throws AppError FRS-IN-003 where the XML is cut or holds no ClinicalDocument, FRS-RD-005 for entities or depth
 */
export function readCda(bytes: Uint8Array, documentId: string): CodedReading {
  const root = parseXml(decodeText(bytes));
  const document = findDescendant(root, 'ClinicalDocument');
  if (document === undefined) throw new AppError('FRS-IN-003');
  const warnings: ReadingWarning[] = [];
  const metadata = readMetadata(document);
  const { identity, doubts } = readIdentity(document);
  const sections = collectSections(at(document, 'component', 'structuredBody'));
  const blocks = sections.map((each) => each.block);
  const documentDate = metadata.actDate?.value ?? metadata.writtenDate?.value;
  const documentType = metadata.type?.value.code;
  for (const { section, block, code } of sections) {
    const resolve = resolver(block, blocks);
    const context = {
      block,
      resolve,
      warnings,
      ...(code === undefined ? {} : { section: code }),
      ...(documentDate === undefined ? {} : { documentDate }),
      ...(documentType === undefined ? {} : { documentType }),
    };
    for (const entry of childrenNamed(section, 'entry')) for (const statement of elementsOf(entry)) readStatement(statement, context);
  }
  const body = bodyText(document, blocks);
  const { pages, facts } = composePage(documentId, body);
  const misdated = facts.filter((fact) => fact.dateSource === 'text' && printsAnotherDate(fact)).length;
  if (misdated > 0) {
    warnings.push({
      code: 'coded-narrative-mismatch',
      message: `${misdated} entrée(s) codée(s) portent une date que le texte du document n'affiche pas : la date codée est retenue, à vérifier sur l'original.`,
    });
  }
  const attachments = collectAttachments(document, warnings);
  return { pages, metadata, identity, identityDoubts: doubts, entries: facts, attachments, warnings };
}

const DATE_CELL = /^(?:du )?(\d{2}\/\d{2}\/\d{4})(?: au (\d{2}\/\d{2}\/\d{4}))?$/;

/** True where the cited row has cells that are dates, and none is the entry's. A date inside a remark does not count. */
function printsAnotherDate(fact: Fact): boolean {
  if (fact.date?.length !== 10) return false;
  const cells = fact.citations[0].quote.split(/\s{2,}/);
  const printed = cells.flatMap((cell) => DATE_CELL.exec(cell)?.slice(1) ?? []).filter((date) => date !== undefined);
  return (
    printed.length > 0 &&
    !printed.includes(frenchDate(fact.date)) &&
    (fact.endDate === undefined || !printed.includes(frenchDate(fact.endDate)))
  );
}

/** Sections in document order, parents before children, each with its title and narrative written. */
function collectSections(body: XmlElement | undefined): SectionBlock[] {
  const sections: SectionBlock[] = [];
  const visit = (holder: XmlElement, inherited: string | undefined): void => {
    for (const component of childrenNamed(holder, 'component')) {
      for (const section of childrenNamed(component, 'section')) {
        const block = new TextBlock();
        const { writer } = block;
        const code = attribute(at(section, 'code'), 'code') ?? inherited;
        const title = textOf(at(section, 'title'));
        if (title !== '') {
          writer.begin(attribute(section, 'ID'));
          writer.write(title);
          writer.end();
          writer.lineBreak();
        }
        const text = at(section, 'text');
        if (text !== undefined) {
          writer.begin(attribute(text, 'ID'));
          writeNarrative(text, writer);
          writer.end();
          writer.lineBreak();
        }
        sections.push({ section, block, code });
        visit(section, code);
      }
    }
  };
  if (body !== undefined) visit(body, undefined);
  return sections;
}

/** Looks a reference up in its own section first: some senders use the same identifier in several. */
function resolver(own: TextBlock, blocks: readonly TextBlock[]): Resolve {
  const inBlock = (block: TextBlock, id: string): Passage | undefined => {
    const mark = marksOf(block).get(id);
    return mark === undefined ? undefined : block.passage(mark.start, mark.end);
  };
  // "#med-002" where the narrative only has "med-002-delivre": the row is the same.
  const partOf = (id: string): Passage | undefined => {
    for (const [known, mark] of marksOf(own)) if (known.startsWith(`${id}-`)) return own.passage(mark.start, mark.end);
    return undefined;
  };
  return (reference) => {
    const id = reference?.trim().replace(/^#/, '') ?? '';
    if (id === '') return undefined;
    const found = inBlock(own, id);
    if (found !== undefined) return found;
    for (const block of blocks) {
      const elsewhere = inBlock(block, id);
      if (elsewhere !== undefined) return elsewhere;
    }
    return partOf(id);
  };
}

const INDEXES = new WeakMap<TextBlock, Map<string, { start: number; end: number }>>();

/** The narrative is written before the first entry is read, so the index of its marks is made once. */
function marksOf(block: TextBlock): Map<string, { start: number; end: number }> {
  const known = INDEXES.get(block);
  if (known !== undefined) return known;
  const index = new Map<string, { start: number; end: number }>();
  for (const mark of block.writer.marks) if (!index.has(mark.id)) index.set(mark.id, mark);
  INDEXES.set(block, index);
  return index;
}

/** Level 2: a nonXMLBody that holds plain text or HTML itself is a page like any other. */
function bodyText(document: XmlElement, blocks: TextBlock[]): TextBlock[] {
  const text = at(document, 'component', 'nonXMLBody', 'text');
  if (text === undefined || attribute(text, 'representation') === 'B64') return blocks;
  const mediaType = attribute(text, 'mediaType') ?? 'text/plain';
  if (!mediaType.startsWith('text/')) return blocks;
  const block = new TextBlock();
  for (const line of rawText(text).split('\n')) {
    block.writer.write(line);
    block.writer.lineBreak();
  }
  return [...blocks, block];
}

const rawText = (node: XmlElement): string => node.children.map((child) => (typeof child === 'string' ? child : rawText(child))).join('');

function collectAttachments(document: XmlElement, warnings: ReadingWarning[]): CodedAttachment[] {
  const found: CodedAttachment[] = [];
  const take = (node: XmlElement, kind: CodedAttachment['kind']): void => {
    const bytes = decodeBase64(rawText(node));
    if (bytes === undefined) {
      warnings.push({ code: 'FRS-IN-003', message: 'Une pièce jointe du document est endommagée : elle ne peut pas être lue.' });
      return;
    }
    const compression = attribute(node, 'compression');
    // Some senders declare a compression that they did not apply: a known signature says the bytes are plain.
    const compressed = (compression === 'DF' || compression === 'ZL') && sniffAttachment(bytes) === UNKNOWN_TYPE;
    const inflated = compressed ? inflate(bytes, compression) : bytes;
    found.push(
      attachmentOf(inflated, {
        declared: attribute(node, 'mediaType'),
        name: kind === 'body' ? 'corps' : `piece-${found.length + 1}`,
        kind,
      }),
    );
  };
  for (const node of walk(document)) {
    if (node.name === 'nonXMLBody') {
      const text = at(node, 'text');
      if (text !== undefined && attribute(text, 'representation') === 'B64') take(text, 'body');
    } else if (node.name === 'observationMedia' || node.name === 'observation') {
      for (const value of childrenNamed(node, 'value'))
        if (attribute(value, 'representation') === 'B64' && rawText(value).trim() !== '') take(value, 'embedded');
    }
  }
  return found;
}
