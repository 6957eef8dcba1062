import { deniedLabel, isAuxiliary, reachBackward, reachForward } from './boundaries.js';
import type { Scope } from './scope.js';
import type { Token } from './tokens.js';

const NONE: ReadonlySet<number> = new Set();
/** What a "0" in front of it counts or measures. */
const UNITS = new Set(['mois', 'jours', 'jour', 'semaines', 'heures', 'mmhg', 'points', 'minutes', 'gouttes', 'comprimes', 'metres']);
const BOXES = new Set(['☐', '☒', '[']);
const OBLIGATIONS = new Set(['doit', 'doivent', 'devra', 'impose', 'imposent', 'necessite', 'justifie', '=']);

const CLAUSE_HEADS = new Set(['-', '•', ',', ';', ':', '(', 'que', "qu'", 'et', 'car', 'mais', 'donc', 'or', 'puis']);
/** What tells the reader to act: "pensez-y", "faire un scanner", "il faut", "appeler". */
const ORDERS =
  /^(?:(?!avez$|chez$|assez$|etes$|nez$|allez$)[a-z]{4,}ez|(?!notre$|votre$|autre$|entre$|contre$|titre$|fievre$|arriere$|derniere$)[a-z]{4,}(?:er|ir|re)|faire|il|on|penser)$/;

/** Words that deny the name before them where they close an item: "neuropathie aucune", "diarrhée G0", "HTA non". */
const AFTER_ITS_NAME = new Set(['g0', 'aucun', 'aucune', 'non']);
const NO_NAME =
  /^(?:oui|ou|et|est|que|qu'|dit|repond|mais|ni|si|pas|a|de|d'|le|la|les|l'|un|une|en|par|pour|sur|avec|sans|il|elle|je|on|x)$/;
const isName = (token: Token | undefined): boolean => token !== undefined && /^[a-z]{2,}/.test(token.text) && !NO_NAME.test(token.text);
const closesItem = (tokens: readonly Token[], index: number): boolean => {
  const next = tokens[index + 1];
  return isName(tokens[index - 1]) && (next === undefined || /^(?:[,;.)/]|depuis)$/.test(next.text));
};

/** "Nitrites -, sang -": signs of a list that bears two of them at least; one alone is a dash. */
const isMinus = (tokens: readonly Token[], index: number, signs: number): boolean =>
  tokens[index]?.text === '-' && signs >= 2 && /^[,;.)]$/.test(tokens[index + 1]?.text ?? '.');

/** Telegraphic zeros: "0 allergie", "Tabac : 0", "Tabac 0 depuis 2012", "fièvre ∅", "nitrites -, sang -". */
export const zeroScopes = (tokens: readonly Token[]): readonly Scope[] => {
  const scopes: Scope[] = [];
  const signs = tokens.filter(({ text }) => /^(?:-|\++)$/.test(text)).length;
  tokens.forEach((token, index) => {
    if (index > 0 && tokens[index - 1]?.text === ':' && token.text !== '0') {
      // "non ☐ oui ☒": the boxes answer.
      if (BOXES.has(tokens[index + 1]?.text ?? '')) return;
      // "Allergies : néant": words that deny a label and are no cue elsewhere.
      const at = deniedLabel(tokens, index, index + 1);
      const start = at > 0 ? reachBackward(tokens, at, true) : at;
      if (start >= 0 && start < at)
        scopes.push({
          qualifier: 'negated',
          rule: 'label-denied',
          cue: { start: token.start, end: token.end },
          side: 'after',
          start: tokens[start]?.start ?? 0,
          end: token.start,
        });
      return;
    }
    if (AFTER_ITS_NAME.has(token.text)) {
      const from = closesItem(tokens, index) ? reachBackward(tokens, index, false) : index;
      if (from < index)
        scopes.push({
          qualifier: 'negated',
          rule: 'zero',
          cue: { start: token.start, end: token.end },
          side: 'after',
          start: tokens[from]?.start ?? 0,
          end: token.start,
        });
      return;
    }
    const sign = token.text === '∅' || isMinus(tokens, index, signs);
    if (token.text !== '0' && !sign) return;
    const cue = { start: token.start, end: token.end };
    const previous = tokens[index - 1];
    // "E78.0 Hypercholestérolémie": the end of a code.
    if (previous?.text === '.' && previous.end === token.start) return;
    const next = tokens[index + 1];
    // "Énoxaparine IV 0.5 mg/kg": the whole of a decimal number.
    if (
      /^[.,]$/.test(next?.text ?? '') &&
      next?.start === token.end &&
      /^\d/.test(tokens[index + 2]?.text ?? '') &&
      tokens[index + 2]?.start === next.end
    )
      return;
    const colon = deniedLabel(tokens, index, index + 1);
    const bare =
      previous !== undefined && /^[a-z][a-z0-9]+$/.test(previous.text) && (next === undefined || /^(?:[,;.)]|depuis)$/.test(next.text));
    const labelEnd = colon > 0 ? colon : bare ? index : -1;
    if (labelEnd > 0) {
      // "Toux, fièvre : 0": a short list of names shares its zero.
      const from = (colon > 0 ? startOfNames(tokens, labelEnd) : undefined) ?? reachBackward(tokens, labelEnd, false);
      if (from < labelEnd)
        scopes.push({ qualifier: 'negated', rule: 'zero', cue, side: 'after', start: tokens[from]?.start ?? 0, end: token.start });
      return;
    }
    if (sign || next === undefined || !/^[a-z]{4,}/.test(next.text) || UNITS.has(next.text) || /^[\d/=]/.test(previous?.text ?? '')) return;
    const to = reachForward(tokens, index + 1, { cueStarts: NONE, indefinites: false, nominal: true });
    scopes.push({ qualifier: 'negated', rule: 'zero', cue, side: 'before', start: token.start, end: tokens[to - 1]?.end ?? next.end });
  });
  return scopes;
};

/** Where names and commas alone begin, from the head of the sentence or of an item: "toux, expectoration, fièvre". */
const startOfNames = (tokens: readonly Token[], end: number): number | undefined => {
  let from = end;
  while (from > 0 && !/^[.;:•]$/.test(tokens[from - 1]?.text ?? '')) from -= 1;
  const names = tokens.slice(from, end);
  const plain =
    names.length <= 9 && names.some(({ text }) => text === ',') && names.every(({ text }) => /^(?:,|et|ou|[a-z]{3,})$/.test(text));
  return plain ? from : undefined;
};

/** "Évoque plutôt un angiome qu'une métastase": the second of the two is set aside. */
export const ratherThanScopes = (tokens: readonly Token[]): readonly Scope[] =>
  tokens.flatMap(({ text }, index): readonly Scope[] => {
    if (text !== 'plutot' || tokens[index + 1]?.text === "qu'" || tokens[index + 1]?.text === 'que') return [];
    const than = tokens.findIndex(
      (other, at) =>
        at > index &&
        at - index < LONGEST_FIRST &&
        (other.text === "qu'" || other.text === 'que') &&
        /^(?:un|une|de|d'|du|la|le|l'|a|au|d)$/.test(tokens[at + 1]?.text ?? ''),
    );
    const token = tokens[than];
    if (token === undefined || tokens.slice(index, than).some((other) => /^[.;]$/.test(other.text))) return [];
    const to = reachForward(tokens, than + 1, { cueStarts: NONE, indefinites: true, nominal: true });
    const cue = { start: token.start, end: token.end };
    return [{ qualifier: 'negated', rule: 'rather-than', cue, side: 'before', start: cue.start, end: tokens[to - 1]?.end ?? cue.end }];
  });
const LONGEST_FIRST = 12;

/** "Devant une dyspnée nouvelle et une fièvre, pensez-y": the case that an order provides for. */
const providedFor = (tokens: readonly Token[]): readonly Scope[] => {
  const first = tokens.findIndex(
    ({ text }, index) =>
      (text === 'devant' || (text === 'presence' && tokens[index - 1]?.text === 'en')) &&
      (index <= 1 || CLAUSE_HEADS.has(tokens[index - 1]?.text ?? '') || tokens[index - 1]?.text === '.'),
  );
  const token = tokens[first];
  if (token === undefined) return [];
  const comma = tokens.findIndex((other, index) => index > first && (other.text === ',' || other.text === ':'));
  const next = tokens[comma + 1]?.text ?? '';
  if (
    comma < 0 ||
    !ORDERS.test(next) ||
    ((next === 'il' || next === 'on') && !/^(?:faut|faudra|doit|devra)/.test(tokens[comma + 2]?.text ?? ''))
  )
    return [];
  const cue = { start: token.start, end: token.end };
  return (['hypothetical', 'instruction'] as const).map((qualifier) => ({
    qualifier,
    rule: 'provided-for',
    cue,
    side: 'before' as const,
    start: token.start,
    end: tokens[comma - 1]?.end ?? token.end,
  }));
};

/** "Toute fièvre sous chimiothérapie doit faire consulter": a rule for later, not a finding. */
export const generalScopes = (tokens: readonly Token[]): readonly Scope[] => {
  const first = tokens.findIndex(
    ({ text }, index) => (text === 'toute' || text === 'tout') && (index === 0 || CLAUSE_HEADS.has(tokens[index - 1]?.text ?? '')),
  );
  const token = tokens[first];
  const provided = providedFor(tokens);
  if (token === undefined || !tokens.some((other, index) => index > first && OBLIGATIONS.has(other.text))) return provided;
  const verb = tokens.findIndex((other, index) => index > first && (OBLIGATIONS.has(other.text) || isAuxiliary(other)));
  const end = tokens[verb - 1]?.end ?? token.end;
  const cue = { start: token.start, end: token.end };
  return [
    ...provided,
    ...(['hypothetical', 'instruction'] as const).map((qualifier) => ({
      qualifier,
      rule: 'general-rule',
      cue,
      side: 'before' as const,
      start: token.start,
      end,
    })),
  ];
};

const TICKED_ELSEWHERE = /^(?:en|sur|par|a|au|dans|l'|auparavant|autrefois|jadis|-|–|,)$/;
/** "Épilepsie (?)", "diabète : coché en 2024": a question mark of its own, a box that another form bears, and nobody affirms it. */
export const questionedScopes = (tokens: readonly Token[]): readonly Scope[] =>
  tokens.flatMap((token, index): readonly Scope[] => {
    const bracket = token.text === '(' && tokens[index + 1]?.text === '?' && tokens[index + 2]?.text === ')';
    const ticked =
      /^coche(?:e|es|s)?$/.test(token.text) && tokens[index - 1]?.text === ':' && TICKED_ELSEWHERE.test(tokens[index + 1]?.text ?? '');
    if (!bracket && !ticked) return [];
    const to = bracket ? index : index - 1;
    const from = reachBackward(tokens, to, false);
    if (from >= to) return [];
    const cue = { start: token.start, end: tokens[bracket ? index + 2 : index]?.end ?? token.end };
    return [{ qualifier: 'hypothetical', rule: 'doubt', cue, side: 'after', start: tokens[from]?.start ?? 0, end: token.start }];
  });
