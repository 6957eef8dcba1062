import { isHardStop, isAuxiliary } from './boundaries.js';
import { scopeOver, type Scope } from './scope.js';
import type { Token } from './tokens.js';

const textAt = (tokens: readonly Token[], at: number): string => tokens[at]?.text ?? '';

const UNDONE = /^(?:elimine|ecarte|infirme|refute|abandonne|recuse)e?s$|^exclu(?:e?s)$/;
const NOT_FOUND = /^(?:retenu|confirme|prouve|retrouve|trouve|objective|detecte|identifie|documente|vu)e?s$/;
const NEGATIVE = /^(?:negati(?:fs|ves)|neg|absente?s|steriles)$/;
/** How many tokens of a verdict on several things begin at `at`, and under which rule; undefined where none does. */
const verdictAt = (tokens: readonly Token[], at: number): { readonly to: number; readonly rule: string } | undefined => {
  let from = at;
  while (/^(?:tous|toutes|finalement|donc|a|priori|tres|deux|trois|les)$/.test(textAt(tokens, from))) from += 1;
  const word = textAt(tokens, from);
  if (NEGATIVE.test(word)) return { to: from + 1, rule: 'negative-result' };
  if (UNDONE.test(word)) return { to: from + 1, rule: 'ruled-out' };
  if (/^(?:non|pas|jamais)$/.test(word) && NOT_FOUND.test(textAt(tokens, from + 1))) return { to: from + 2, rule: 'ruled-out' };
  return undefined;
};

const LONGEST_ITEM = 5;
const LONGEST_LABEL = 24;
/** Where the list of bare names that a colon closes begins; -1 where the words before it are no list. */
const listBefore = (tokens: readonly Token[], colon: number): number => {
  let from = colon;
  let items = 1;
  let length = 0;
  while (from > 0 && colon - from < LONGEST_LABEL) {
    const token = tokens[from - 1];
    if (token === undefined) break;
    if (token.text === ',' || token.text === 'et' || token.text === 'ou' || token.text === '/' || token.text === '+') {
      items += 1;
      length = 0;
    } else if (isHardStop(tokens, from - 1) || token.text === '(' || token.text === ')') break;
    else if (isAuxiliary(token) || /^(?:qui|que|dont|pas|sans|non)$/.test(token.text) || (length += 1) > LONGEST_ITEM) return -1;
    from -= 1;
  }
  return items > 1 ? from : -1;
};

/** "HELLP / PE : non": what a stroke sets side by side shares its one answer. */
const alternatives = (tokens: readonly Token[], colon: number): ReturnType<typeof verdictAt> =>
  /^(?:non|neg|0|aucune?)$/.test(textAt(tokens, colon + 1)) &&
  tokens.slice(Math.max(0, colon - LONGEST_ITEM), colon).some(({ text }) => text === '/')
    ? { to: colon + 2, rule: 'label-denied' }
    : undefined;

/** "Hypoglycémie, méningite, toxique : non retenus", "hépatites B et C, VIH : négatifs": a verdict in the plural is on each of the list. */
const onALabel = (tokens: readonly Token[]): readonly Scope[] =>
  tokens.flatMap(({ text }, index): readonly Scope[] => {
    if (text !== ':' && text !== '->' && text !== '→') return [];
    const verdict = verdictAt(tokens, index + 1) ?? alternatives(tokens, index);
    if (verdict === undefined || !/^(?:[.;,()/]|au|aux|a|en|sur|par|ce|lors|apres|$)/.test(textAt(tokens, verdict.to))) return [];
    const from = listBefore(tokens, index);
    return from < 0 ? [] : scopeOver('negated', tokens, verdict.to - 1, from, index, verdict.rule);
  });

const THOUGHT = /^(?:evoqu|discut|suspect|soupconn|envisag|redout|crai[gn]|cru$|croyai|pens|recherch|cherch|propos)/;
const ARTICLE = /^(?:une?|la|le|les|l'|des|d'|de)$/;
const LONGEST_CLAUSE = 30;
/** Where the things that a clause thought of begin: behind its verb, or at its head. */
const thoughtOfFrom = (tokens: readonly Token[], to: number): number => {
  for (let index = to - 1; index >= Math.max(0, to - LONGEST_CLAUSE); index -= 1) {
    const text = textAt(tokens, index);
    if (/^(?:[.;:!?]|->|→|mais|l[ae]quel(?:le)?|lesquel(?:le)?s|qui|dont)$/.test(text)) return index + 1;
    if (
      THOUGHT.test(text) &&
      (ARTICLE.test(textAt(tokens, index + 1)) || /^(?:a|au|aux|successivement|tour)$/.test(textAt(tokens, index + 1)))
    )
      return index + 1;
  }
  return Math.max(0, to - LONGEST_CLAUSE);
};

/** "Ont été évoquées une médiastinite puis une endocardite, toutes deux écartées", "aucune n'a été retenue": each of those named. */
const allOfThem = (tokens: readonly Token[]): readonly Scope[] =>
  tokens.flatMap(({ text }, index): readonly Scope[] => {
    const opens = /^(?:toutes?|tous)$/.test(text) || (text === "l'" && /^(?:une?)$/.test(textAt(tokens, index + 1)));
    if (!opens || textAt(tokens, index - 1) !== ',') return [];
    let from = index + 1;
    if (text === "l'") {
      if (textAt(tokens, index + 2) !== 'et' && textAt(tokens, index + 2) !== 'comme') return [];
      from = index + 5;
    }
    const verdict = verdictAt(tokens, from);
    if (verdict === undefined) return [];
    return scopeOver('negated', tokens, verdict.to - 1, thoughtOfFrom(tokens, index - 1), index - 1, verdict.rule);
  });

/** "J'ai d'abord cru à une cellulite, ce n'en est pas une": what it was taken for. */
const notOneOfThem = (tokens: readonly Token[]): readonly Scope[] =>
  tokens.flatMap(({ text }, index): readonly Scope[] => {
    if (text !== "n'" || textAt(tokens, index + 1) !== 'en' || !/^(?:est|etait|sont)$/.test(textAt(tokens, index + 2))) return [];
    let denial = index + 3;
    while (/^(?:finalement|donc|bien|sur|evidemment)$/.test(textAt(tokens, denial))) denial += 1;
    if (!/^(?:pas|rien)$/.test(textAt(tokens, denial))) return [];
    let to = index - 1;
    if (!/^(?:ce|il|c'|cela|elle)$/.test(textAt(tokens, to))) return [];
    while (to > 0 && /^(?:mais|or|[,;:])$/.test(textAt(tokens, to - 1))) to -= 1;
    return to === index - 1 ? [] : scopeOver('negated', tokens, denial, thoughtOfFrom(tokens, to), to, 'ruled-out');
  });

const EMPTY = /^(?:traces?|images?|signes?|arguments?|preuves?|indices?|stigmates?|elements?|manifestations?|notions?|apparences?)$/;
const LONGEST_FRONTED = 7;
/** "Il n'y en a pas", "je n'en vois aucun". */
const NONE_OF_IT = /^(?:il|on|je|nous) n' (?:y )?en\b/;
/** "De carcinome hépatocellulaire, point d'image", "de fièvre, il n'y en a pas": what is missing stands at the head of the clause. */
const putInFront = (tokens: readonly Token[]): readonly Scope[] =>
  tokens.flatMap(({ text }, index): readonly Scope[] => {
    if (!/^(?:de|d'|du)$/.test(text) || (index > 0 && !isHardStop(tokens, index - 1))) return [];
    const comma = tokens.findIndex((token, at) => at > index && token.text === ',');
    if (comma < 0 || comma - index > LONGEST_FRONTED) return [];
    const said = tokens.slice(comma + 1, comma + 6).map((token) => token.text);
    if (NONE_OF_IT.test(said.join(' '))) return scopeOver('negated', tokens, comma + 2, index, comma, 'negation');
    if (!/^(?:point|pas|aucune?|nul(?:le)?|rien)$/.test(textAt(tokens, comma + 1))) return [];
    const behind = /^(?:de|d')$/.test(textAt(tokens, comma + 2)) ? comma + 3 : comma + 2;
    const alone = tokens[comma + 2] === undefined || /^[.;]$/.test(textAt(tokens, comma + 2));
    return alone || EMPTY.test(textAt(tokens, behind)) ? scopeOver('negated', tokens, comma + 1, index, comma, 'negation') : [];
  });

/** "Pas plus de péricardite que d'endocardite": neither. */
const noMoreThan = (tokens: readonly Token[]): readonly Scope[] =>
  tokens.flatMap(({ text }, index): readonly Scope[] => {
    if (text !== 'pas' || textAt(tokens, index + 1) !== 'plus' || !/^(?:de|d')$/.test(textAt(tokens, index + 2))) return [];
    let to = index + 3;
    while (to < tokens.length && !isHardStop(tokens, to) && textAt(tokens, to) !== ',') to += 1;
    const than = tokens.findIndex((token, at) => at > index + 3 && at < to && /^(?:que|qu')$/.test(token.text));
    return than > 0 && /^(?:de|d')$/.test(textAt(tokens, than + 1)) ? scopeOver('negated', tokens, index, index, to, 'negation') : [];
  });

const PLANTAR = /^(?:babinski|rcp|plantaires?)$/;
/** "Babinski indifférent", "RCP en flexion": the sign is not there. */
const reflexAbsent = (tokens: readonly Token[]): readonly Scope[] =>
  tokens.flatMap(({ text }, index): readonly Scope[] => {
    if (!/^indifferents?$/.test(text) && !(text === 'flexion' && textAt(tokens, index - 1) === 'en')) return [];
    const named = tokens.findLastIndex((token, at) => at < index && at >= index - 4 && PLANTAR.test(token.text));
    return named < 0 ? [] : scopeOver('negated', tokens, index, named, index, 'negation-after');
  });

const LET_GO = /^(?:ecart|elimin|exclu|abandonn|rejet|infirm|refut)/;
/** "Hypothèse SMUR : choc septique débutant / pneumopathie": whoever makes it, what a heading calls a hypothesis is one. */
const headedHypothesis = (tokens: readonly Token[]): readonly Scope[] => {
  if (!/^hypotheses?$/.test(textAt(tokens, 0))) return [];
  const colon = tokens.findIndex(({ text }) => text === ':');
  if (colon < 1 || colon > 5 || tokens.slice(0, colon).some(({ text }) => LET_GO.test(text) || /^[.;,(]$/.test(text))) return [];
  const stop = tokens.findIndex(({ text }, at) => at > colon && /^[.;]$/.test(text));
  return scopeOver('hypothetical', tokens, 0, colon + 1, stop < 0 ? tokens.length : stop, 'hypotheses');
};

/** Denials and doubts that say of several things at once, or of what they stand far from, what became of them. */
export const weighedScopes = (tokens: readonly Token[]): readonly Scope[] => [
  ...onALabel(tokens),
  ...allOfThem(tokens),
  ...notOneOfThem(tokens),
  ...putInFront(tokens),
  ...noMoreThan(tokens),
  ...reflexAbsent(tokens),
  ...headedHypothesis(tokens),
];
