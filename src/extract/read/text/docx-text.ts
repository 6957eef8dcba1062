import { SaxesParser } from 'saxes';
import { AppError } from '../../../errors.js';
import { unzip } from '../unzip.js';
import type { ZipEntry } from '../unzip.js';

const PARTS = /^word\/(?:document|header\d*|footer\d*|footnotes)\.xml$/u;

/** The text of a DOCX: headers, body, notes, footers; rows of tables on one line; deleted revisions left out. */
export function docxToText(bytes: Uint8Array): string {
  const parts = unzip(bytes, (name) => PARTS.test(name));
  if (!parts.some((part) => part.name === 'word/document.xml')) throw new AppError('FRS-IN-003');
  const rank = (name: string): number => (name.includes('header') ? 0 : name.includes('document') ? 1 : name.includes('footnotes') ? 2 : 3);
  const texts = parts
    .sort((a, b) => rank(a.name) - rank(b.name) || a.name.localeCompare(b.name))
    .map((part) => partText(new TextDecoder('utf-8').decode(part.bytes)).trim())
    .filter((text) => text !== '');
  // First, even and default headers often say the same.
  return [...new Set(texts)].join('\n\n');
}

/** The pictures of a DOCX, in the order of their names: logos and pasted scans alike. */
export function docxPictures(bytes: Uint8Array): ZipEntry[] {
  return unzip(bytes, (name) => /^word\/media\/[^/]+$/u.test(name)).sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
}

function partText(xml: string): string {
  let out = '';
  let inText = false;
  let cells = 0;
  let depth = 0;
  const parser = new SaxesParser();
  parser.on('opentag', (tag) => {
    switch (tag.name) {
      case 'w:t':
        inText = true;
        break;
      case 'w:tab':
        out += '  ';
        break;
      case 'w:br':
      case 'w:cr':
        out += tag.attributes['w:type'] === 'page' ? '\f' : '\n';
        break;
      case 'w:noBreakHyphen':
        out += '-';
        break;
      case 'w:tr':
        cells = 0;
        break;
      case 'w:tc':
        depth += 1;
        if (cells++ > 0) out += '   ';
        break;
      default:
    }
  });
  parser.on('closetag', (tag) => {
    if (tag.name === 'w:t') inText = false;
    else if (tag.name === 'w:tc') depth -= 1;
    else if (tag.name === 'w:tr') out += '\n';
    // Paragraphs of one cell stay on the row's line.
    else if (tag.name === 'w:p') out += depth > 0 ? ' ' : '\n';
  });
  parser.on('text', (text) => {
    if (inText) out += text;
  });
  parser.on('doctype', () => {
    throw new AppError('FRS-RD-005');
  });
  parser.on('error', (error) => {
    throw new AppError('FRS-IN-003', { cause: error });
  });
  parser.write(xml).close();
  return out.replace(/ +\n/gu, '\n');
}
