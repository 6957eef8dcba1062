import type { PageAnalysis, Range } from './analysis.js';
import type { Scope } from './scope.js';
import type { Token } from './tokens.js';

const MALE = /^(?:maris?|epoux|compagnon|pere|frere|fils|oncle|cousin|neveu|conjoint|papa|voisin)$/;
const FEMALE = /^(?:femme|epouse|compagne|mere|soeur|seur|fille|tante|cousine|niece|conjointe|maman|voisine)$/;

/** A name as the page writes it: a capital, then small letters. */
const isName = ({ page }: PageAnalysis, token: Token | undefined): boolean =>
  token !== undefined && /^\p{Lu}\p{Ll}{2,}$/u.test(page.text.slice(token.start, token.end));

/** "Son épouse me parle du XARELTO. Vérification faite, c'est elle qui en prend": the sentence before is about a relative. */
const opensWith = (before: string, kin: RegExp): boolean =>
  kin.test(/^\W*(?:sa|son|la|le|l'|leur|ma|mon) ?([a-z]+)\b/.exec(before)?.[1] ?? '');

/** The folded words of the sentence that stands before `sentence` in its paragraph. */
export const sentenceBefore = (analysis: PageAnalysis, sentence: Range): string => {
  const previous = analysis.sentences[analysis.sentences.findIndex(({ start }) => start >= sentence.start) - 1];
  if (previous === undefined || /\n\s*\n/.test(analysis.folded.slice(previous.end, sentence.start))) return '';
  return analysis.folded.slice(previous.start, previous.end);
};

/**
 * "Son frère l'accompagne ; c'est lui qui a les semelles de diabétique, pas mon patient": the clause that a stressed pronoun gives to
 * somebody else, where it is set against the patient or comes back on a relative named before.
 */
export const thirdPersonScopes = (analysis: PageAnalysis, tokens: readonly Token[], before: string): readonly Scope[] =>
  tokens.flatMap((token, index): readonly Scope[] => {
    const pronoun = tokens[index + 2]?.text ?? '';
    if (token.text !== "c'" || tokens[index + 1]?.text !== 'est' || tokens[index + 3]?.text !== 'qui') return [];
    const named = isName(analysis, tokens[index + 2]);
    if (!named && !/^(?:lui|elle)$/.test(pronoun)) return [];
    const close = tokens.findIndex(({ text }, at) => at > index + 3 && /^[;.]$/.test(text));
    const end = close < 0 ? tokens.length : close;
    const against = tokens.findIndex(
      ({ text }, at) =>
        at > index + 3 &&
        at < end &&
        text === ',' &&
        /^(?:pas|non|et)$/.test(tokens[at + 1]?.text ?? '') &&
        // "C'est Capucine qui a été hospitalisée, pas Clémence".
        (tokens.slice(at + 1, at + 5).some((word) => /^patiente?$/.test(word.text)) || (named && isName(analysis, tokens[at + 2]))),
    );
    const kin = pronoun === 'lui' ? MALE : FEMALE;
    const told = tokens.slice(0, index).some(({ text }) => kin.test(text)) || opensWith(before, kin);
    if (against < 0 && (named || !told)) return [];
    const last = tokens[(against < 0 ? end : against) - 1];
    if (last === undefined) return [];
    const cue = { start: token.start, end: tokens[index + 3]?.end ?? token.end };
    return [{ qualifier: 'otherPerson', rule: 'third-person', cue, side: 'before', start: cue.start, end: last.end }];
  });
