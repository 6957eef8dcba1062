import type { PageAnalysis, Range, Sentence } from './analysis.js';
import { doubtedPhrase, liftedFrom, LIFTS, RULED_OUT_LATER, isFavour, sparesWhatPrecedes } from './doubted.js';
import { answerScopes, columnScopes } from './answers.js';
import { belongingScopes } from './belongings.js';
import { boxScopes, isBox } from './boxes.js';
import { deniedLabel, DETERMINERS, isHardStop, opensAnsweredLabel, PASS_POUR, reachBackward, reachForward } from './boundaries.js';
import { sideOf } from './cue-side.js';
import type { CueDefinition, CueMatch } from './cues.js';
import { findCues } from './cues.js';
import type { Scope } from './scope.js';
import { moodScopes } from './moods.js';
import { negativeFrom } from './negative-results.js';
import { generalScopes, questionedScopes, ratherThanScopes, zeroScopes } from './notations.js';
import { beforeAside, deniedSubject, deniedVerbs, deniesAnIndefinite, fearedThenRuledOut } from './denied-subject.js';
import { acrossComma, deniedParts } from './denied-parts.js';
import { namedPersonScopes } from './named-persons.js';
import { othersScopes } from './others-block.js';
import { pastCare } from './past-care.js';
import { findPersons } from './persons.js';
import { sentenceBefore, thirdPersonScopes } from './third-person.js';
import { weighedScopes } from './weighed.js';
import type { Token } from './tokens.js';
import { tokenise } from './tokens.js';

const spanOf = (tokens: readonly Token[], from: number, to: number): Range => ({
  start: tokens[from]?.start ?? 0,
  end: tokens[to - 1]?.end ?? 0,
});

const endOffset = (tokens: readonly Token[], to: number): number => tokens[to - 1]?.end ?? 0;

const TELLERS = new Set(['il', 'elle', 'patient', 'patiente']);
const INFINITIVE = /(?:er|ir|re)$/;
const CONSEQUENCE = new Set(['a', 'ont', 'avait', 'avaient', 'etait', 'est', 'sont']);

/** Where the condition of a "si" or an "en cas de" ends, as an index of tokens. */
const endOfCondition = (tokens: readonly Token[], match: CueMatch): number => {
  const initial = match.from <= 1;
  let colon = -1;
  for (let index = match.to; index < tokens.length; index += 1) {
    const text = tokens[index]?.text ?? '';
    if (text === ';' || text === '.' || text === 'mais') return index;
    if (text === ')' && !tokens.slice(match.to, index).some((token) => token.text === '(')) return index;
    if (initial && colon < 0 && (text === ':' || text === '->' || text === '→' || (text === ',' && startsMain(tokens, index + 1)))) {
      colon = index;
      // What follows is conditional too, unless it tells a past event.
      if (tokens.slice(index + 1).some((token) => CONSEQUENCE.has(token.text) && !token.accented)) return index;
    }
    if (!initial && text === ',' && startsMain(tokens, index + 1)) return index;
  }
  return tokens.length;
};

const SUBJECTS = new Set("il elle je j' on nous ils elles le la l' les un une ce c' ne alors me merci avis puis dans".split(' '));
const startsMain = (tokens: readonly Token[], index: number): boolean => {
  const text = tokens[index]?.text ?? '';
  return SUBJECTS.has(text) || (INFINITIVE.test(text) && text.length > 4 && text !== 'fievre');
};

const forwardEnd = (tokens: readonly Token[], match: CueMatch, definition: CueDefinition, cueStarts: ReadonlySet<number>): number => {
  switch (definition.scope) {
    case 'if':
      return endOfCondition(tokens, match);
    case 'sentence':
      return tokens.length;
    case 'clause': {
      for (let index = match.to; index < tokens.length; index += 1) {
        const text = tokens[index]?.text ?? '';
        if (text === ';' || text === '.' || text === 'mais') return index;
        // "Refus de l'intervention, puis s'est présentée": what came next.
        if (text === ',' && /^(?:puis|ensuite)$/.test(tokens[index + 1]?.text ?? '')) return index;
        // What a bracket says stays in it: "(le pharmacien a refusé de délivrer l'ADVAGRAF), MYFORTIC le matin".
        if (text === ')' && !tokens.slice(match.to, index).some((token) => token.text === '(')) return index;
      }
      return tokens.length;
    }
    case 'word':
      return Math.min(tokens.length, match.to + 1);
    case 'np': {
      const hypothetical = definition.qualifiers.includes('hypothetical');
      const cue = tokens[match.to - 1]?.text ?? '';
      // "Asthme ..... non    Glaucome ..... oui": the answer of a cell says nothing of the next.
      // "Fièvre : non / Céphalées : oui": nor does the answer to a label.
      const answers =
        tokens[match.from - 1]?.text === ':' && (/^[-/,;]$/.test(tokens[match.to]?.text ?? '') || opensAnsweredLabel(tokens, match.to));
      if (cue === 'non' && (answers || (tokens[match.to]?.start ?? 0) - (tokens[match.to - 1]?.end ?? 0) >= 3)) return match.to;
      if (cue === 'non')
        return Math.min(
          tokens.length,
          reachForward(tokens, match.to, { cueStarts, indefinites: false, nominal: true, denies: true }),
          match.to + 2,
        );
      const passesPour = tokens.slice(match.from, match.to).some((token) => PASS_POUR.has(token.text));
      const antecedent = definition.rule === 'history' && /^(?:antecedent|atcd)s?$/.test(cue);
      // "Comme antécédents une épilepsie, un lupus et des érosions": a list that opens with an article goes on with one.
      const listed = antecedent && /^(?:une?|des)$/.test(tokens[tokens[match.to]?.text === ':' ? match.to + 1 : match.to]?.text ?? '');
      return reachForward(tokens, match.to, {
        cueStarts,
        // "Une image interprétée comme étant un calcul, une dilatation": the image is one thing, the dilatation another.
        indefinites:
          (hypothetical && tokens[match.to - 2]?.text !== 'comme' && tokens[match.to - 2]?.text !== 'etant') ||
          definition.rule === 'ruled-out' ||
          deniesAnIndefinite(tokens, match.to) ||
          listed,
        nominal: true,
        passesPour,
        denies: definition.rule === 'negation' || definition.rule === 'ruled-out',
        definites: definition.rule === 'do-not' || definition.rule === 'hypotheses',
        bare: antecedent,
        effects: hypothetical || listed,
        known: hypothetical,
      });
    }
  }
};

const isPlural = (tokens: readonly Token[], match: CueMatch): boolean => {
  // "X, Y et Z sont à éliminer".
  if (/^(?:sont|etaient|seront|restent)$/.test(tokens[match.from - 1]?.text ?? '')) return true;
  for (let index = match.from; index < match.to; index += 1)
    if (/s$|ont$/.test(tokens[index]?.text ?? '') && !INVARIABLE.test(tokens[index]?.text ?? '')) return true;
  return false;
};

const INVARIABLE = /^(?:pas|tres|plus|moins|sous|dans)$/;

/** "Sa sœur a une thyroïdite ; ses résultats ont été classés par erreur": a clause with a subject of its own says it of nothing before. */
const ownClause = (tokens: readonly Token[], at: number): number => {
  const turn = tokens.slice(0, at).findLastIndex(({ text }) => text === ';');
  const head = tokens[turn + 1]?.text ?? '';
  return turn >= 0 && at - turn > LONG_CLAUSE && /^(?:je|et|ses|sa|son|les|la|le|l'|un|une|elle|ils|elles)$/.test(head) ? turn + 1 : 0;
};
const LONG_CLAUSE = 4;

const backwardStart = (tokens: readonly Token[], match: CueMatch, definition: CueDefinition): number => {
  if (definition.scope === 'sentence') return definition.rule === 'mention-wrong' ? ownClause(tokens, match.from) : 0;
  if (definition.scope === 'clause') {
    for (let index = match.from - 1; index >= 0; index -= 1) if (isHardStop(tokens, index)) return index + 1;
    return 0;
  }
  const from = reachBackward(tokens, match.from, isPlural(tokens, match));
  return definition.rule === 'negative-result' ? negativeFrom(tokens, match.from, from, isPlural(tokens, match)) : from;
};

const CLAUSE_EDGES = new Set([',', ';', 'mais', 'et', '-', ':', '(']);

const headsClause = (tokens: readonly Token[], from: number): boolean => {
  const previous = tokens[from - 1]?.text;
  if (previous === undefined || CLAUSE_EDGES.has(previous)) return true;
  return tokens.slice(Math.max(0, from - 4), from).some((token) => token.text === "n'" || token.text === 'ne');
};

const RESULT = /^(?:positi|negati|revel|normal|montr|retrouv|isol|confirm)/;

const asksWithBoxes = (behind: readonly Token[]): boolean =>
  behind.some(isBox) && behind.some(({ text }) => text === 'oui' || text === 'non');

/** "La recherche de toxiques est négative" tells a result; a "?" inside an address asks nothing. */
const isNoCue = (tokens: readonly Token[], match: CueMatch, definition: CueDefinition): boolean => {
  const first = tokens[match.from];
  // "Plus de fièvre" denies at the head of a clause or under "ne"; "en plus d'antalgiques" adds.
  if (definition.rule === 'negation-resolved' && first?.text === 'plus' && !headsClause(tokens, match.from)) return true;
  // "consistait à réaliser une colectomie": the act follows; "à faire le 20 mars" is asked of what precedes.
  const next = tokens[match.to]?.text ?? '';
  // "L'image ne montrait aucune différence": what the verb lacks stands behind it.
  if (definition.rule === 'negation-after' && /^aucune?$/.test(first?.text ?? '') && /^(?:ne|n')$/.test(tokens[match.from - 2]?.text ?? ''))
    return true;
  if (
    definition.side === 'after' &&
    definition.scope === 'np' &&
    first?.text === 'a' &&
    tokens[match.from + 1]?.text !== 'ete' &&
    DETERMINERS.has(next) &&
    !/^\d/.test(tokens[match.to + 1]?.text ?? '')
  )
    return true;
  if (definition.rule === 'search' && first?.text === 'recherche') return tokens.slice(match.to).some((token) => RESULT.test(token.text));
  // "Insuffisance surrénale à éliminer : test dans six semaines": what is to be ruled out stands before.
  if (
    definition.rule === 'search' &&
    first?.text === 'a' &&
    RULED_OUT_LATER.has(tokens[match.from + 1]?.text ?? '') &&
    /^[a-z]/.test(tokens[match.from - 1]?.text ?? '')
  )
    return true;
  if (definition.rule === 'planned' && first?.text === 'programme' && !first.accented) return true; // "selon le programme": a noun
  if (sparesWhatPrecedes(tokens, match, definition.rule)) return true;
  // "Voulez-vous revoir Mme J., qui se plaint de vertiges ?": a favour is asked.
  if (first?.text === '?' && isFavour(tokens.slice(0, match.from))) return true;
  // "Diabète ?   [X] OUI  [ ] NON": a form asks.
  if (first?.text === '?' && asksWithBoxes(tokens.slice(match.to, match.to + 5))) return true;
  return first?.text === '?' && tokens[match.to]?.start === first.end && /^[a-z0-9]/.test(tokens[match.to]?.text ?? '');
};

/** "non" beside a box is an answer that only its tick makes true. */
const isBoxAnswer = (tokens: readonly Token[], match: CueMatch): boolean =>
  match.to === match.from + 1 &&
  /^(?:non|aucune?|absente?|neant|nulle?)$/.test(tokens[match.from]?.text ?? '') &&
  (isBox(tokens[match.from - 1]) || isBox(tokens[match.to]));

/** All scopes of a tokenised sentence. */
const scopesOf = (analysis: PageAnalysis, sentence: Range): readonly Scope[] => {
  const tokens = tokenise(analysis.folded, analysis.page.text, sentence.start, sentence.end);
  const scopes: Scope[] = [];
  const cues = findCues(tokens);
  const starts = new Set<number>();
  for (const match of cues)
    if (
      match.definitions.some((definition) => definition.side !== 'after' && definition.scope !== 'clause' && definition.rule !== 'history')
    )
      starts.add(match.from);
  for (const match of cues) {
    if (isBoxAnswer(tokens, match)) continue;
    const cue = spanOf(tokens, match.from, match.to);
    for (const definition of match.definitions) {
      if (definition.qualifiers.includes('pseudo') || isNoCue(tokens, match, definition)) continue;
      const side = definition.side === 'auto' ? sideOf(tokens, match) : definition.side;
      const doubted =
        side === 'after' && definition.scope === 'np' && definition.qualifiers.includes('hypothetical') ? doubtedPhrase(tokens, match) : -1;
      const lifted = side === 'after' && LIFTS.has(definition.rule) && definition.scope === 'np' ? liftedFrom(tokens, match) : -1;
      if (definition.rule === 'hypothesis-lifted' && definition.scope === 'np' && lifted < 0) continue;
      const from =
        side === 'before'
          ? match.to
          : lifted >= 0
            ? lifted
            : doubted >= 0 && !isPlural(tokens, match)
              ? doubted
              : backwardStart(tokens, match, definition);
      const to = side === 'before' ? forwardEnd(tokens, match, definition, starts) : match.from;
      if (from >= to && !(side === 'before' && to === tokens.length)) continue;
      const leads =
        side === 'before' &&
        definition.rule !== 'history' &&
        to >= tokens.length - 1 &&
        tokens.at(-1)?.text === ':' &&
        match.to >= tokens.length - 4;
      const range = {
        start: side === 'before' ? cue.start : (tokens[from]?.start ?? 0),
        end: side === 'before' ? Math.max(endOffset(tokens, to), cue.end) : cue.start,
      };
      for (const named of definition.qualifiers) {
        // "Il évoque des troubles": the patient tells; "cela évoque" doubts.
        const told = named === 'hypothetical' && tokens[match.from]?.text === 'evoque' && TELLERS.has(tokens[match.from - 1]?.text ?? '');
        const qualifier = told ? 'reported' : named;
        if (qualifier !== 'pseudo') scopes.push({ qualifier, rule: definition.rule, cue, side, ...range, ...(leads ? { leads } : {}) });
      }
    }
    const denied = deniedSubject(tokens, match);
    if (denied > 0) {
      const from = acrossComma(tokens, denied) ?? reachBackward(tokens, beforeAside(tokens, denied), true);
      if (from < denied)
        scopes.push({ qualifier: 'negated', rule: 'not-done', cue, side: 'after', start: tokens[from]?.start ?? 0, end: cue.start });
    }
    const colon = deniedLabel(tokens, match.from, match.to);
    if (colon > 0) {
      const from = argued(tokens, match) ? headOfList(tokens, colon) : reachBackward(tokens, colon, true);
      if (from < colon)
        scopes.push({ qualifier: 'negated', rule: 'label-denied', cue, side: 'after', start: tokens[from]?.start ?? 0, end: cue.start });
    }
    doNot(tokens, match, cue, scopes);
    ruledOutList(tokens, match, cue, scopes);
    deniedList(tokens, match, cue, scopes);
  }
  scopes.push(
    ...zeroScopes(tokens),
    ...generalScopes(tokens),
    ...ratherThanScopes(tokens),
    ...deniedVerbs(tokens),
    ...deniedParts(tokens),
    ...pastCare(tokens),
    ...fearedThenRuledOut(tokens),
    ...questionedScopes(tokens),
    ...weighedScopes(tokens),
  );
  for (const person of findPersons(tokens, analysis.patientIsMinor)) {
    const cue = spanOf(tokens, person.cueFrom, person.cueTo);
    scopes.push({
      qualifier: person.kind,
      rule: 'person',
      cue,
      side: 'around',
      member: person.label,
      start: tokens[person.from]?.start ?? cue.start,
      end: endOffset(tokens, person.to),
    });
  }
  scopes.push(...moodScopes(tokens), ...boxScopes(tokens), ...answerScopes(tokens), ...columnScopes(analysis, sentence));
  scopes.push(
    ...namedPersonScopes(analysis, sentence),
    ...thirdPersonScopes(analysis, tokens, sentenceBefore(analysis, sentence)),
    ...belongingScopes(analysis, tokens),
  );
  return scopes;
};

/** "Ne pas reprendre X": an instruction, beside the negation that "pas" brings. */
const doNot = (tokens: readonly Token[], match: CueMatch, cue: Range, scopes: Scope[]): void => {
  if (tokens[match.from]?.text !== 'pas' || tokens[match.from - 1]?.text !== 'ne') return;
  const verb = tokens[match.to]?.text ?? '';
  if (!INFINITIVE.test(verb) || verb === 'etre' || verb === 'avoir') return;
  const to = reachForward(tokens, match.to, { cueStarts: new Set(), indefinites: true, nominal: true });
  scopes.push({ qualifier: 'instruction', rule: 'do-not', cue, side: 'before', start: cue.start, end: endOffset(tokens, to) });
};

/** "Éliminés : dissection, pneumothorax": the word that rules out heads its list. */
const ruledOutList = (tokens: readonly Token[], match: CueMatch, cue: Range, scopes: Scope[]): void => {
  const head =
    match.from === 0 ||
    LIST_HEADS.has(tokens[match.from - 1]?.text ?? '') ||
    tokens.slice(0, match.from).every(({ text }) => WHAT_IS_LOOKED_FOR.test(text));
  // "Absents à l'examen : …".
  const colon = tokens.findIndex(({ text }, index) => index >= match.to && text === ':');
  if (
    !head ||
    colon < 0 ||
    colon - match.to > 4 ||
    (colon > match.to && !LOOKED.has(tokens[match.to]?.text ?? '')) ||
    !match.definitions.some(({ rule }) => rule === 'ruled-out' || rule === 'negation-after' || rule === 'negative-result')
  )
    return;
  const stop = tokens.findIndex((token, index) => index > colon && /^[;.]$/.test(token.text) && !inBrackets(tokens, index));
  scopes.push({
    ...(colon === tokens.length - 1 ? { leads: true } : {}),
    qualifier: 'negated',
    rule: 'ruled-out',
    cue,
    side: 'before',
    start: cue.start,
    end: endOffset(tokens, stop < 0 ? tokens.length : stop),
  });
};
/** "Diagnostics écartés : …", "Causes recherchées et non retrouvées : …", "Signes négatifs : …". */
const WHAT_IS_LOOKED_FOR =
  /^(?:recherche(?:e|s|es)?|cherche(?:e|s|es)?|explore(?:e|s|es)?|evoque(?:e|s|es)?|et|mais|,|-|•|les|des|le|la|l'|autres?|est|sont|ont|a|ete|on|diagnosti(?:c|cs|que|ques)|differentiels?|hypotheses?|causes?|etiologies?|pathologies?|complications?|elements?|signes?|symptomes?|affections?|maladies?|atteintes?|lesions?|antecedents?|atcd|facteurs?|secondaires?|associe(?:e|s|es)?|cliniques?|fonctionnels?|pertinents?|initialement|formellement|definitivement|a|ce|jour|stade)$/;
const inBrackets = (tokens: readonly Token[], at: number): boolean =>
  tokens.slice(0, at).filter(({ text }) => text === '(').length > tokens.slice(0, at).filter(({ text }) => text === ')').length;
/** "PAS DE : diverticule, sténose, saignement", "Absence de : …": a denial that ends in a colon denies every item behind it. */
const deniedList = (tokens: readonly Token[], match: CueMatch, cue: Range, scopes: Scope[]): void => {
  if (tokens[match.to]?.text !== ':' || !DENIES_A_LIST.test(tokens[match.to - 1]?.text ?? '')) return;
  if (!match.definitions.some(({ rule, side }) => rule === 'negation' && side === 'before')) return;
  const stop = tokens.findIndex((token, index) => index > match.to && /^(?:[;.]|mais|presence)$/.test(token.text));
  const end = endOffset(tokens, stop < 0 ? tokens.length : stop);
  scopes.push({ qualifier: 'negated', rule: 'negation', cue, side: 'before', start: cue.start, end });
};
const DENIES_A_LIST = /^(?:de|d'|aucune?s?|sans|absence|ni)$/;

/** "Méningite, pneumopathie à VZV : pas d'argument": every illness weighed before the colon, not the last alone. */
const argued = (tokens: readonly Token[], match: CueMatch): boolean =>
  tokens.slice(match.from, match.to + 1).some(({ text }) => /^arg(?:ument)?s?$/.test(text));
const LONGEST_LABEL = 10;
const headOfList = (tokens: readonly Token[], colon: number): number => {
  let from = colon;
  while (from > 0 && colon - from < LONGEST_LABEL && !isHardStop(tokens, from - 1) && !/^\d/.test(tokens[from - 1]?.text ?? '')) from -= 1;
  return from;
};

const LOOKED: ReadonlySet<string> = new Set(['a', 'au', 'ce', 'cliniquement', 'lors', 'sur', 'en', 'par']);
const LIST_HEADS: ReadonlySet<string> = new Set(['-', '•', '.', ';', ',']);

const CACHE = new WeakMap<PageAnalysis, (readonly Scope[] | undefined)[]>();

/** Scopes of the sentence at `index`, computed once a page, with those that a lead-in above its list gives it. */
export const sentenceScopes = (analysis: PageAnalysis, index: number): readonly Scope[] => {
  let cache = CACHE.get(analysis);
  if (cache === undefined) CACHE.set(analysis, (cache = []));
  const known = cache[index];
  if (known !== undefined) return known;
  const sentence = analysis.sentences[index];
  if (sentence === undefined) return [];
  const own = scopesOf(analysis, sentence);
  const inherited = sentence.row && index > 0 ? inheritedScopes(analysis, index, sentence) : [];
  const others = othersScopes(analysis, sentence, index);
  const scopes = inherited.length + others.length === 0 ? own : [...own, ...inherited, ...others];
  cache[index] = scopes;
  return scopes;
};

const inheritedScopes = (analysis: PageAnalysis, index: number, sentence: Sentence): readonly Scope[] => {
  const previous = analysis.sentences[index - 1];
  if (previous === undefined || /\n\s*\n/.test(analysis.folded.slice(previous.end, sentence.start))) return [];
  return sentenceScopes(analysis, index - 1)
    .filter((scope) => scope.leads === true)
    .map((scope) => ({ ...scope, start: sentence.start, end: sentence.end, side: 'before' as const }));
};
