/** Groups whose content is no text of the document. */
const SILENT = new Set([
  'fonttbl',
  'colortbl',
  'stylesheet',
  'info',
  'pict',
  'object',
  'themedata',
  'colorschememapping',
  'latentstyles',
  'datastore',
  'listtable',
  'listoverridetable',
  'rsidtbl',
  'generator',
  'xmlnstbl',
  'fldinst',
  'bkmkstart',
  'bkmkend',
  'filetbl',
  'revtbl',
]);
const WRITTEN: Readonly<Record<string, string>> = {
  par: '\n',
  line: '\n',
  row: '\n',
  sect: '\n\n',
  page: '\f',
  tab: '  ',
  cell: '   ',
  nestcell: '   ',
  nestrow: '\n',
  emdash: '—',
  endash: '–',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
  emspace: ' ',
  enspace: ' ',
  '~': ' ',
  _: '-',
  '-': '',
};
const windows1252 = new TextDecoder('windows-1252');

/** The text of an RTF document: paragraphs, rows of tables on one line, page breaks as form feeds. */
export function rtfToText(rtf: string): string {
  const stack: { silent: boolean; skip: number }[] = [];
  let state = { silent: false, skip: 1 };
  let out = '';
  let pending = 0;
  const token = /\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)/giu;
  for (let match = token.exec(rtf); match; match = token.exec(rtf)) {
    const [, word, parameter, hex, symbol, brace, text] = match;
    if (brace === '{') {
      stack.push({ ...state });
    } else if (brace === '}') {
      state = stack.pop() ?? { silent: false, skip: 1 };
      pending = 0;
    } else if (symbol === '*') {
      state.silent = true;
    } else if (word !== undefined) {
      if (SILENT.has(word)) state.silent = true;
      else if (word === 'uc') state.skip = Number(parameter ?? 1);
      else if (word === 'u' && parameter !== undefined && !state.silent) {
        const code = Number(parameter);
        out += String.fromCharCode(code < 0 ? code + 65536 : code);
        pending = state.skip;
      } else if (word === 'bin') token.lastIndex += Math.max(0, Number(parameter ?? 0));
      else if (!state.silent) out += WRITTEN[word] ?? '';
    } else if (hex !== undefined) {
      if (pending > 0) pending -= 1;
      else if (!state.silent) out += windows1252.decode(Uint8Array.of(Number.parseInt(hex, 16)));
    } else if (symbol !== undefined) {
      if (!state.silent) out += WRITTEN[symbol] ?? (/[\\{}]/u.test(symbol) ? symbol : symbol === '\n' || symbol === '\r' ? '\n' : '');
    } else if (text !== undefined && !state.silent) {
      out += text.slice(pending);
      pending = Math.max(0, pending - text.length);
    }
  }
  return out;
}
