import type { Scope } from './scope.js';
import type { Token } from './tokens.js';

const YES = new Set(['oui', 'o', 'yes', 'present', 'presente', 'connu', 'connue', 'connues']);
const NO = new Set(['non', 'n', 'aucun', 'aucune', 'neant', 'no', 'absent', 'absente', 'nul', 'nulle']);

interface Box {
  readonly index: number;
  /** The token after the box. */
  readonly to: number;
  readonly ticked: boolean;
}

/** "☒" and "☐" are one token, "[x]" and "[ ]" three or two. */
const boxesOf = (tokens: readonly Token[]): readonly Box[] => {
  const boxes: Box[] = [];
  tokens.forEach((token, index) => {
    if (token.text === '☐' || token.text === '☒') boxes.push({ index, to: index + 1, ticked: token.text === '☒' });
    if (token.text !== '[') return;
    const inside = tokens[index + 1];
    if (inside?.text === ']' && inside.start - token.end <= 3) boxes.push({ index, to: index + 2, ticked: false });
    else if (inside?.text === 'x' && tokens[index + 2]?.text === ']') boxes.push({ index, to: index + 3, ticked: true });
  });
  return boxes;
};

/**
 * Forms: "Escarre : ☒ non ☐ oui" denies what stands before the group, "☐ hallucinations" what stands behind the
 * empty box. An empty "oui" or "non" says nothing by itself. Where the answers stand before their boxes ("oui ☐ non ☒"),
 * each box answers the word before it.
 */
export const boxScopes = (tokens: readonly Token[]): readonly Scope[] => {
  const boxes = boxesOf(tokens);
  if (boxes.length === 0) return [];
  const scopes: Scope[] = [];
  const behindLabels = areBehind(tokens, boxes);
  const lastFront = behindLabels ? -1 : beforeTrailing(tokens, boxes);
  boxes.forEach((box, order) => {
    const token = tokens[box.index];
    if (token === undefined) return;
    const first = groupStart(tokens, boxes, order);
    const behind = isAnswerBefore(tokens, (boxes[first]?.index ?? 0) - 1);
    const at = behind ? box.index - 1 : box.to;
    const answer = tokens[at]?.text ?? '';
    const end = (behind ? tokens[box.to - 1] : tokens[at])?.end ?? token.end;
    const cue = { start: Math.min(token.start, tokens[at]?.start ?? token.start), end };
    const nextBox = boxes[order + 1]?.index ?? tokens.length;
    if (NO.has(answer) || YES.has(answer)) {
      if (!box.ticked || !NO.has(answer)) return;
      const labelEnd = (boxes[first]?.index ?? 0) - (behind ? 1 : 0);
      const labelStart = listedFrom(tokens, labelEnd) ?? labelBegin(tokens, labelEnd);
      const start = tokens[labelStart];
      if (start !== undefined && labelStart < labelEnd)
        scopes.push({ qualifier: 'negated', rule: 'box-no', cue, side: 'after', start: start.start, end: cue.start });
      return;
    }
    if (box.ticked) return;
    if (behindLabels || order > lastFront || isTied(tokens, boxes, order)) {
      const start = tokens[Math.max(boxes[order - 1]?.to ?? 0, labelBegin(tokens, box.index))];
      if (start !== undefined && start.start < token.start)
        scopes.push({ qualifier: 'negated', rule: 'box-empty', cue, side: 'after', start: start.start, end: token.start });
      return;
    }
    const last = tokens[Math.min(nextBox, labelLimit(tokens, box.to, nextBox)) - 1];
    if (last !== undefined && last.start > token.start)
      scopes.push({
        qualifier: 'negated',
        rule: 'box-empty',
        cue: { start: token.start, end: tokens[box.to - 1]?.end ?? token.end },
        side: 'before',
        start: token.start,
        end: last.end,
      });
  });
  return scopes;
};

/** "HTA ☐  Diabète ☒": a line that ends with a box and begins with a word has each box behind what it answers. */
const areBehind = (tokens: readonly Token[], boxes: readonly Box[]): boolean =>
  boxes.length > 1 &&
  (boxes[0]?.index ?? 0) > 0 &&
  tokens[(boxes[0]?.index ?? 0) - 1]?.text !== ':' &&
  (boxes.at(-1)?.to === tokens.length || areTied(tokens, boxes));

/** What goes on from a ticked name: "Migraine [X] avec aura", "EP [ ] (mère oui)", "Cancer [X] 2003". */
const GOES_ON = /^(?:avec|sans|sous|en|depuis|dont|\(|(?:19|20)\d\d)$/;
const LONGEST_LABEL = 4;
/**
 * "Tabac : [ ] actif [X] sevré (2021) Alcool [ ] Cannabis [ ]": the rank of the last box that opens what it answers, where the line ends in
 * a box, or in what goes on from one. The boxes before the last, each with nothing but the next one's name behind it, stand behind their
 * names too; where that reaches a box that opens the line, none do.
 */
const beforeTrailing = (tokens: readonly Token[], boxes: readonly Box[]): number => {
  const none = boxes.length - 1;
  const last = boxes.at(-1);
  if (last === undefined || boxes.length < 2 || (last.to < tokens.length && !GOES_ON.test(tokens[last.to]?.text ?? ''))) return none;
  let order = none;
  for (; order >= 0; order -= 1) {
    const box = boxes[order];
    const before = tokens[(box?.index ?? 0) - 1];
    if (box === undefined || before === undefined || !/^[a-z]/.test(before.text) || isAnswer(before)) break;
    const next = boxes[order + 1];
    const between = next === undefined ? [] : tokens.slice(box.to, next.index);
    if (between.length > LONGEST_LABEL || between.some(({ text }) => /^[:,;.)]$/.test(text))) break;
  }
  return order >= 0 && boxes[order]?.index === 0 ? none : order;
};

/** "Phlébite [x] 2003   Cancer [ ]   Dépression [x] en cours": no gap before any box, and one behind some. */
const areTied = (tokens: readonly Token[], boxes: readonly Box[]): boolean =>
  boxes.every(({ index }) => (tokens[index]?.start ?? 0) - (tokens[index - 1]?.end ?? 0) <= 1) &&
  boxes.some(({ to }) => to < tokens.length && (tokens[to]?.start ?? 0) - (tokens[to - 1]?.end ?? 0) >= WIDE);
const WIDE = 3;

/** "Grossesse : ☐ oui ☒ non   Myélome ☐  Prothèse ☒": beside answered questions, a box close behind a name that no box opens. */
const isTied = (tokens: readonly Token[], boxes: readonly Box[], order: number): boolean => {
  const box = boxes[order];
  const before = tokens[(box?.index ?? 0) - 1];
  if (box === undefined || before === undefined || !/^[a-z]{2,}/.test(before.text) || isAnswer(before)) return false;
  const opening = tokens[box.index];
  const behind = tokens[box.to];
  const close = tokens[box.to - 1];
  if ((opening?.start ?? 0) - before.end > 1 || (behind !== undefined && behind.start - (close?.end ?? 0) < 2)) return false;
  const previous = boxes[order - 1];
  const label = tokens[labelBegin(tokens, box.index)];
  return previous === undefined || (label?.start ?? 0) - (tokens[previous.to - 1]?.end ?? 0) >= 2;
};

const isAnswer = (token: Token | undefined): boolean => token !== undefined && (YES.has(token.text) || NO.has(token.text));

/** "oui ☐": an answer before its box; "BMR connue [ ]": the end of a name. */
const isAnswerBefore = (tokens: readonly Token[], index: number): boolean =>
  isAnswer(tokens[index]) && !(/^(?:connu|present)/.test(tokens[index]?.text ?? '') && /^[a-z]/.test(tokens[index - 1]?.text ?? ''));

/** The rank of the box that opens the group of answers that the box at `order` belongs to. */
const groupStart = (tokens: readonly Token[], boxes: readonly Box[], order: number): number => {
  let first = order;
  while (first > 0) {
    const here = boxes[first]?.index ?? 0;
    const previous = boxes[first - 1]?.to ?? 0;
    if (here - previous > 2 || !isAnswer(tokens[previous])) break;
    first -= 1;
  }
  return first;
};

const labelBegin = (tokens: readonly Token[], end: number): number => {
  let index = end - 1;
  while (index > 0) {
    const text = tokens[index - 1]?.text ?? '';
    if (text === '☐' || text === '☒' || /^[\],;.)]$/.test(text)) break;
    // A wide gap separates two questions of one line; "Diabète      : [ ] oui" is one, set in columns.
    if (tokens[index]?.text !== ':' && (tokens[index]?.start ?? 0) - (tokens[index - 1]?.end ?? 0) >= 3) break;
    index -= 1;
  }
  return YES.has(tokens[index]?.text ?? '') || NO.has(tokens[index]?.text ?? '') ? index + 1 : index;
};

const LONGEST_LIST = 8;
/** "Stimulateur cardiaque, défibrillateur   [ ] oui [X] non", "14. Maladie du cœur, AVC ?": a row that opens with a list is answered whole. */
const listedFrom = (tokens: readonly Token[], end: number): number | undefined => {
  const from = /^\d{1,2}$/.test(tokens[0]?.text ?? '') && /^[.)]$/.test(tokens[1]?.text ?? '') ? 2 : 0;
  const to = /^[?:]$/.test(tokens[end - 1]?.text ?? '') ? end - 1 : end;
  const isList =
    to - from <= LONGEST_LIST &&
    tokens.slice(from, to).every(({ text }) => text === ',' || /^(?!(?:est|a|sont|ont|sous|avec)$)[a-z]/.test(text));
  return isList && from < to ? from : undefined;
};

const labelLimit = (tokens: readonly Token[], from: number, to: number): number => {
  for (let index = from; index < to; index += 1) {
    const text = tokens[index]?.text ?? '';
    if (text === ';' || text === '.' || text === ':') return index;
    if (index > from && (tokens[index]?.start ?? 0) - (tokens[index - 1]?.end ?? 0) >= 3) return index;
  }
  return to;
};

/** Opens or is a box, ticked or empty. */
export const isBox = (token: Token | undefined): boolean =>
  token?.text === '☐' || token?.text === '☒' || token?.text === '[' || token?.text === ']';
