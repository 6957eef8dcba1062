import type { Range } from '../../text/analysis.js';

const BOX = /[☒☑✓✔■]|\[ ?[xX] ?\]|[☐□❏❑❐]|\[ ?\]/g;
const EMPTY = /[☐□❏❑❐]|\[ ?\]/;
/** What parts two columns, or two questions of one line. */
const GAP = / {3,}|\t| \| /;
const YES_NO = /^\s*(oui|non)\b(?=\s+(?:oui|non)\b)\s+(?:oui|non)\b/i;
const QUESTION = /^\s*(?:[êe]tes|fumez|buvez|avez|consommez|prenez|vivez|utilisez)-vous\b[^?]{0,60}\?\s*/i;
const NEXT_LABEL = /\s(\p{Lu}[\p{L}' -]{2,30}\s?:)\s*$/u;
const BLANKS = /_{2,}|\.{4,}/g;

const tidied = (text: string): string =>
  text
    .replace(BLANKS, ' ')
    .replace(/\s+([:?])/g, ' $1')
    .replace(/([:?])\s+/g, '$1 ')
    .replace(/ {3,}|\t| \| /g, ', ')
    .replace(/\s+/g, ' ')
    .replace(/^[,\s]+|[,\s]+$/g, '')
    .replace(/([:?]) ?, /g, '$1 ')
    .replace(/(?: ?,)+ /g, ', ');

/**
 * A line of a form without the answers that nobody ticked: "Tabac : ☒ oui ☐ non ☐ sevré   Quantité : 20 cig/j" is "Tabac : oui, Quantité : 20
 * cig/j". Boxes stand before their words, or behind them where the line ends on one.
 */
export const tickedAnswers = (text: string): string => {
  const boxes = [...text.matchAll(BOX)];
  const [first] = boxes;
  if (first === undefined) return text.replace(BLANKS, ' ');
  const ends = boxes.map((_, index) => boxes[index + 1]?.index ?? text.length);
  const opening = text.slice(0, first.index);
  const last = boxes.at(-1);
  const behind = /\w\s*$/.test(opening) && last !== undefined && text.slice(last.index + last[0].length).trim() === '';
  if (behind) {
    const head = /^[^:?]{0,60}[:?]\s*/.exec(opening)?.[0] ?? '';
    const kept = boxes.flatMap((box, index) => {
      const previous = boxes[index - 1];
      const words = text.slice(previous === undefined ? head.length : previous.index + previous[0].length, box.index).trim();
      return EMPTY.test(box[0]) || words === '' ? [] : [words];
    });
    return tidied(`${head}${kept.join(', ')}`);
  }
  const answered = boxes.some(
    (box, index) => !EMPTY.test(box[0]) && /^\s*(?:oui|non)\b/i.test(text.slice(box.index + box[0].length, ends[index])),
  );
  const told = boxes.map((box, index) => {
    const words = text.slice(box.index + box[0].length, ends[index]);
    if (!EMPTY.test(box[0])) return words.replace(YES_NO, '$1');
    const gap = GAP.exec(words.trimStart());
    if (gap !== null) return words.trimStart().slice(gap.index);
    // "☐ aide totale Habillage : ☒ partielle": the next label of the line stands behind the last answer.
    const label = index < boxes.length - 1 ? NEXT_LABEL.exec(words)?.[1] : undefined;
    return label === undefined ? ' ' : `   ${label} `;
  });
  const head = (answered ? opening.replace(/\b(?:oui|non)\s*$/i, '') : opening).replace(QUESTION, '');
  return tidied(`${head}${told.join('   ')}`);
};

/** The column of a row in which `match` stands: between wide gaps, tabs or bars. */
export const cellOf = (flat: string, sentence: Range, match: Range): Range => {
  const said = flat.slice(sentence.start, sentence.end);
  let { start, end } = sentence;
  for (const gap of said.matchAll(/ {4,}|\t| \| /g)) {
    const at = sentence.start + gap.index;
    if (at + gap[0].length <= match.start) start = at + gap[0].length;
    else if (at >= match.end) {
      end = at;
      break;
    }
  }
  return { start, end };
};

const LABEL = /(?<=^|[\p{L}\d)\].+] )\p{Lu}[\p{L}'’]{1,16}(?: [\p{Ll}'’]{2,14}){0,3} ?: /gu;
/** "Tabac : 0 OH : occ.", "Apnées du sommeil : non Oxygène : non", where the layout lost its gaps: the question in which `match` stands. */
export const questionOf = (text: string, stretch: Range, match: Range): Range => {
  const labels = [...text.slice(stretch.start, stretch.end).matchAll(LABEL)].map(({ index }) => stretch.start + index);
  if (labels.length < 2) return stretch;
  const start = labels.findLast((at) => at <= match.start) ?? stretch.start;
  return { start, end: labels.find((at) => at >= match.end) ?? stretch.end };
};
