import { isHardStop, PARTICIPLES, reachBackward } from './boundaries.js';
import type { CueMatch } from './cues.js';
import type { Scope } from './scope.js';
import type { Token } from './tokens.js';

/** "La coronarographie n'a pas été réalisée": the index where the words that "ne … pas" + participle denies end; -1 where there are none. */
export const deniedSubject = (tokens: readonly Token[], match: CueMatch): number => {
  const cue = tokens[match.from]?.text;
  if (cue !== 'pas' && cue !== 'jamais' && cue !== 'plus') return -1;
  let ne = -1;
  for (let back = match.from - 1; back >= Math.max(0, match.from - 5); back -= 1)
    if (tokens[back]?.text === "n'" || tokens[back]?.text === 'ne') ne = back;
  if (ne < 0) return -1;
  for (let ahead = match.from + 1; ahead < Math.min(tokens.length, match.from + 5); ahead += 1) {
    const text = tokens[ahead]?.text ?? '';
    const stem = text.replace(/e?s?$/, '');
    if (PARTICIPLES.has(text) || PARTICIPLES.has(stem) || PARTICIPLES.has(`${stem}e`)) {
      // An object behind the participle ("n'a pas pris l'aspirine") is denied by the forward scope: the subject is not.
      const verb = tokens[ne + 1]?.text ?? '';
      const passive =
        verb === 'est' ||
        verb === 'sont' ||
        verb === 'etait' ||
        verb === 'etaient' ||
        tokens.slice(match.from, ahead).some((token) => token.text === 'ete');
      if (passive) return ne;
      // "du sildénafil, que je ne lui ai pas prescrit": the object stands before its relative clause.
      for (let back = ne - 1; back >= Math.max(1, ne - 4); back -= 1) {
        const link = tokens[back]?.text;
        // "La biopsie labiale ainsi que rectale n'a pas retrouvé": no relative.
        if (NO_RELATIVE.has(tokens[back - 1]?.text ?? '')) continue;
        if (link === 'que' || link === "qu'") return tokens[back - 1]?.text === ',' ? back - 1 : back;
      }
      return -1;
    }
    if (text !== 'ete' && text !== 'encore' && text !== 'etre' && text !== 'formellement') return -1;
  }
  return -1;
};

const NO_RELATIVE: ReadonlySet<string> = new Set(['ainsi', 'alors', 'tandis', 'tant', 'bien', 'parce']);

const ASIDES = new Set([
  'auquel',
  'auxquels',
  'que',
  "qu'",
  'qui',
  'dont',
  'evoque',
  'evoquee',
  'suspecte',
  'suspectee',
  'longtemps',
  'initialement',
  'un',
  'a',
]);
const LONGEST_ASIDE = 20;

/** "Le diagnostic de lupus, auquel vous aviez pensé devant la sœur, n'est pas retenu": what is denied stands before the aside. */
export const beforeAside = (tokens: readonly Token[], denied: number): number => {
  if (tokens[denied - 1]?.text !== ',') return denied;
  for (let open = denied - 2; open > Math.max(0, denied - LONGEST_ASIDE); open -= 1) {
    if (isHardStop(tokens, open)) return denied;
    if (tokens[open]?.text === ',' && ASIDES.has(tokens[open + 1]?.text ?? '')) return open;
  }
  return denied;
};

/** "Elle ne tousse pas", "ne vomit plus": the verb between the two halves of the denial. */
export const deniedVerbs = (tokens: readonly Token[]): readonly Scope[] =>
  tokens.flatMap(({ text, start, end }, index): readonly Scope[] => {
    if (text !== 'pas' && text !== 'plus' && text !== 'jamais') return [];
    const from = tokens
      .slice(Math.max(0, index - 4), Math.max(0, index - 1))
      .findLast((token) => token.text === 'ne' || token.text === "n'");
    return from === undefined
      ? []
      : [{ qualifier: 'negated', rule: 'verb-denied', cue: { start, end }, side: 'after', start: from.end, end: start }];
  });

const THINKS =
  /^(?:laiss|faisai|fait|avai|craign|redout|suspect|soupconn|evoqu|pens|imagin|annonc|mention|signal|suggerai|suppos|attend|affirm|ecriv|dis|not)[a-z']*$/;
const UNDONE = /^(?:ecart|elimin|infirm|refut)ee?s?$|^exclu(?:e?s?)$/;
const LONGEST_FEAR = 14;
/** "La surdité que laissait craindre la maternité est écartée": what a relative clause feared, and the verb behind it rules out. */
export const fearedThenRuledOut = (tokens: readonly Token[]): readonly Scope[] =>
  tokens.flatMap(({ text }, index): readonly Scope[] => {
    if (index === 0 || (text !== 'que' && text !== "qu'")) return [];
    if (!tokens.slice(index + 1, index + 4).some((token) => THINKS.test(token.text))) return [];
    for (let ahead = index + 3; ahead < Math.min(tokens.length, index + LONGEST_FEAR) && !isHardStop(tokens, ahead); ahead += 1) {
      const verb = tokens[ahead];
      const before = tokens[ahead - 1]?.text ?? '';
      if (verb === undefined || !UNDONE.test(verb.text) || !/^(?:est|sont|ete|etait|etaient|donc|finalement|desormais)$/.test(before))
        continue;
      const start = tokens[reachBackward(tokens, index, false)]?.start ?? 0;
      const cue = { start: verb.start, end: verb.end };
      return [{ qualifier: 'negated', rule: 'ruled-out', cue, side: 'after', start, end: tokens[index]?.start ?? verb.start }];
    }
    return [];
  });

const POINTS_TO = /^(?:pour|evoqu\w+|suggestifs?|suggerant|suggestives?|faveur|vers|fai(?:t|sant)|montrant|orientant)$/;
/** "Pas d'argument pour une infection, une fracture": what the denial opens with an article goes on with one. */
export const deniesAnIndefinite = (tokens: readonly Token[], from: number): boolean => {
  const end = tokens.findIndex(({ text }, at) => at >= from && /^[,;:.(]$/.test(text));
  const opened = tokens.slice(from, end < 0 ? tokens.length : end);
  return opened.some(({ text }, at) => {
    const before = tokens[from + at - 1]?.text ?? '';
    return /^une?$/.test(text) && POINTS_TO.test(before === "d'" ? (tokens[from + at - 2]?.text ?? '') : before);
  });
};
