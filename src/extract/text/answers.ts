import type { PageAnalysis, Range } from './analysis.js';
import { isAuxiliary } from './boundaries.js';
import type { Scope } from './scope.js';
import type { Token } from './tokens.js';

const NO = /^(?:non|aucune?s?|neant|0|∅)$/;
const WIDE = 3;
const LONGEST_NAME = 6;
/** What a plain name of a list does not hold: a state, a person, a preposition at its head. */
const SAYS_MORE =
  /^(?:connue?s?|depuis|sous|anciens?|anciennes?|traitee?s?|suivie?s?|operee?s?|gr|grade|stade|type|avec|sans|pas|oui|si|dont|mais|car|qui|que|qu'|gauche|droite?)$/;
const HEADS_NO_NAME =
  /^(?:suite|apres|avant|chez|pour|devant|dans|sur|a|en|son|sa|ses|le|la|les|l'|un|une|il|elle|on|je|patiente?|m|mr|mme|monsieur|madame|par|au|aux|notion|reprise|contexte|atcd|antecedents?)$/;

const isWide = (tokens: readonly Token[], index: number): boolean =>
  index > 0 && (tokens[index]?.start ?? 0) - (tokens[index - 1]?.end ?? 0) >= WIDE;
const isSpaced = (tokens: readonly Token[], index: number): boolean =>
  tokens[index - 1]?.end !== tokens[index]?.start && tokens[index + 1]?.start !== tokens[index]?.end;
const parts = (tokens: readonly Token[], index: number): boolean => {
  const text = tokens[index]?.text ?? '';
  return text === ',' || ((text === '-' || text === '/') && isSpaced(tokens, index));
};
const ends = (tokens: readonly Token[], index: number): boolean => {
  const text = tokens[index]?.text;
  return text === undefined || /^[,;.()|•]$/.test(text) || isWide(tokens, index) || parts(tokens, index);
};
const isPlainName = (item: readonly Token[]): boolean =>
  item.length > 0 &&
  item.length <= LONGEST_NAME &&
  !HEADS_NO_NAME.test(item[0]?.text ?? '') &&
  item.every((token) => /^[a-z][a-z']*$|^-$/.test(token.text) && !SAYS_MORE.test(token.text) && !isAuxiliary(token));

/** Where the label that the colon at `colon` answers begins: the whole of a list of plain names, else its last item. */
const labelFrom = (tokens: readonly Token[], from: number, colon: number): number => {
  const cuts: number[] = [];
  for (let index = from; index < colon; index += 1)
    if (parts(tokens, index) || /^(?:et|ou)$/.test(tokens[index]?.text ?? '')) cuts.push(index);
  if (cuts.length === 0) return from;
  const items = [from - 1, ...cuts].map((cut, at) => tokens.slice(cut + 1, cuts[at] ?? colon));
  if (items.every(isPlainName)) return from;
  const last = cuts.findLast((cut) => parts(tokens, cut));
  return last === undefined ? from : last + 1;
};

/**
 * "Douleur thoracique à l'effort : non — Syncope : oui", "nausées, vomissements, diarrhée : non": in a line of questions each
 * answer denies the label before it, up to the answer before; a list of plain names shares its one answer, a list whose items
 * say more ("mucite grade 2, diarrhée : non") does not.
 */
export const answerScopes = (tokens: readonly Token[]): readonly Scope[] => {
  const scopes: Scope[] = [];
  let from = 0;
  let answered = false;
  tokens.forEach((token, index) => {
    if (/^[;.•|☐☒()]$/.test(token.text) || isWide(tokens, index)) {
      from = /^[;.•|☐☒()]$/.test(token.text) ? index + 1 : index;
      answered = false;
      return;
    }
    if (answered && parts(tokens, index)) {
      from = index + 1;
      answered = false;
      return;
    }
    if (index === from && (token.text === '-' || token.text === '*')) from = index + 1;
    if (token.text !== ':') return;
    answered = true;
    const answer = tokens[index + 1];
    if (answer === undefined || !NO.test(answer.text) || !ends(tokens, index + 2) || isWide(tokens, index + 1)) return;
    const start = tokens[labelFrom(tokens, from, index)];
    if (start !== undefined && start.start < token.start)
      scopes.push({
        qualifier: 'negated',
        rule: 'label-denied',
        cue: { start: answer.start, end: answer.end },
        side: 'after',
        start: start.start,
        end: token.start,
      });
  });
  return scopes;
};

const HIGHEST_TABLE = 30;
const MARK = /^(?:x|☒|v|oui|\+)(?![a-z0-9])/;

interface Cell extends Range {
  readonly text: string;
}

const cellsOf = (folded: string, line: Range): readonly Cell[] => {
  const text = folded.slice(line.start, line.end);
  if (text.includes('|')) {
    let at = line.start + (text.startsWith('|') ? 1 : 0);
    return folded
      .slice(at, line.end)
      .split('|')
      .map((raw): Cell => {
        const start = at;
        at += raw.length + 1;
        return { text: raw.trim(), start, end: start + raw.length };
      });
  }
  return [...text.matchAll(/\S+(?: \S+)*/g)].map((found): Cell => {
    const start = line.start + found.index;
    return { text: found[0], start, end: start + found[0].length };
  });
};

/** Which column of the row a cell stands in: by count between bars, by place where blanks part them. */
const isUnder = (cell: Cell, rank: number, line: Range, head: Cell, headRank: number, headLine: Range, barred: boolean): boolean =>
  barred ? rank === headRank : Math.abs(cell.start - line.start - (head.start - headLine.start)) <= 2;

/** "| Démence | | X |" below "| Pathologie | Oui | Non |": the column of the cross is the answer. */
export const columnScopes = (analysis: PageAnalysis, sentence: Range): readonly Scope[] => {
  const { folded } = analysis;
  const line = { start: folded.lastIndexOf('\n', sentence.start - 1) + 1, end: sentence.end };
  const cells = cellsOf(folded, line);
  const barred = folded.slice(line.start, line.end).includes('|');
  const rank = cells.findIndex(({ text }, index) => index > 0 && MARK.test(text));
  const mark = cells[rank];
  const label = cells[0];
  if (mark === undefined || label === undefined || !/[a-z]{2}/.test(label.text)) return [];
  let end = line.start - 1;
  for (let up = 0; up < HIGHEST_TABLE && end > 0; up += 1) {
    const above = { start: folded.lastIndexOf('\n', end - 1) + 1, end };
    if (above.start === above.end) return [];
    const heads = cellsOf(folded, above);
    const no = heads.findIndex(({ text }) => text === 'non');
    const yes = heads.findIndex(({ text }) => text === 'oui');
    const head = heads[no];
    if (head !== undefined && yes >= 0) {
      if (!isUnder(mark, rank, line, head, no, above, barred)) return [];
      const cue = { start: mark.start, end: Math.max(mark.end, mark.start + 1) };
      return [{ qualifier: 'negated', rule: 'box-no', cue, side: 'after', start: label.start, end: label.end }];
    }
    end = above.start - 1;
  }
  return [];
};
