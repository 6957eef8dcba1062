import { HAVE_FORMS, isHardStop, reachBackward, reachForward } from './boundaries.js';
import { plannedActs } from './planned-acts.js';
import type { Scope } from './scope.js';
import type { Token } from './tokens.js';
import vocabulary from './vocabulary/moods.json' with { type: 'json' };

const CONDITIONALS: ReadonlySet<string> = new Set(vocabulary.conditionals);
const FUTURES: ReadonlySet<string> = new Set(vocabulary.futures);
const PLANNED: ReadonlySet<string> = new Set(vocabulary.plannedParticiples);
const MODALS: ReadonlySet<string> = new Set(vocabulary.modals);
const GENERIC: ReadonlySet<string> = new Set(vocabulary.genericInfinitives);
const NOT_VERBS: ReadonlySet<string> = new Set(vocabulary.notVerbs);
const CONDITIONAL = /e(?:rais|rait|rions|riez|raient)$/;
const FUTURE = /e(?:rai|ra|rons|rez|ront)$/;
const FIRST_PERSON = /r(?:ai|ons)$/;
const VERBAL = /r(?:a(?:i(?:s|t|ent)?)?|ont?s?|i(?:ons|ez)|ez)$/;
const EVIDENTIAL = new Set(['aurait', 'auraient', 'serait', 'seraient']);

const NONE: ReadonlySet<number> = new Set();

/** The ending's "e" of a real future or conditional has no accent: "opérait" and "opéra" are pasts. */
const isPlainVerb = (token: Token): boolean => !NOT_VERBS.has(token.text);
const NOUN_LEADS = new Set(['sans', 'avec', 'une', "l'", "d'", 'de', 'son', 'sa', 'cette', 'aucune', 'a']);

const clauseStart = (tokens: readonly Token[], index: number): number => {
  for (let back = index - 1; back >= 0; back -= 1) {
    const text = tokens[back]?.text ?? '';
    if (text === ',' || text === '(' || text === 'qui' || text === 'et' || isHardStop(tokens, back)) return back + 1;
  }
  return 0;
};

/**
 * What the mood of a verb says: a conditional doubts its clause ("une grand-mère aurait fait…"), a future plans its
 * object ("nous ajouterons…", "une IRM sera faite"), "peut" + infinitive states a possibility; guillemets report.
 */
export const moodScopes = (tokens: readonly Token[]): readonly Scope[] => {
  const scopes: Scope[] = [];
  let quote = -1;
  tokens.forEach((token, index) => {
    const text = token.text;
    if (text === '"') {
      if (quote < 0) quote = index;
      else {
        // A word in guillemets is a turn of phrase; minutes and inches are no quotation.
        if (index - quote > 3 && !/^\d/.test(tokens[quote - 1]?.text ?? ''))
          scopes.push({
            qualifier: 'reported',
            rule: 'quotation',
            cue: { start: tokens[quote]?.start ?? token.start, end: tokens[quote]?.end ?? token.end },
            side: 'around',
            start: tokens[quote]?.start ?? 0,
            end: token.end,
          });
        quote = -1;
      }
      return;
    }
    // Most words can be none of these: this one test spares the others.
    if (!VERBAL.test(text) && !MODALS.has(text)) return;
    const cue = { start: token.start, end: token.end };
    const conditional = CONDITIONALS.has(text) || (CONDITIONAL.test(text) && text.length > 6 && isPlainVerb(token));
    const noun = text === 'aura' && NOUN_LEADS.has(tokens[index - 1]?.text ?? '');
    const future = !conditional && !noun && (FUTURES.has(text) || (FUTURE.test(text) && text.length > 5 && isPlainVerb(token)));
    const modal = MODALS.has(text) && tokens[index - 1]?.text !== 'ne' && /(?:er|ir|re)$/.test(tokens[index + 1]?.text ?? '');
    const next = tokens[index + 1]?.text ?? '';
    const passive =
      PLANNED.has(next.replace(/e{0,2}s?$/, '')) ||
      PLANNED.has(next) ||
      PLANNED.has(tokens[index + 2]?.text.replace(/e{0,2}s?$/, '') ?? '');
    // A third person in the future may narrate ("l'enfant décédera"): it plans only in the passive ("sera faite") or under "on".
    const plans = future && (FIRST_PERSON.test(text) || passive || tokens[index - 1]?.text === 'on');
    if (!conditional && !plans && !modal) return;
    const end = (to: number): number => tokens[to - 1]?.end ?? token.end;
    const rule = conditional ? 'conditional' : future ? 'future' : 'modal';
    const plain = reachForward(tokens, index + 1, { cueStarts: NONE, indefinites: true, nominal: !conditional, known: true });
    // "Pourrait entraîner une malformation (fente, cardiopathie)": the examples are as possible as what they illustrate.
    const close = tokens[plain]?.text === '(' ? tokens.findIndex((other, at) => at > plain && other.text === ')') : -1;
    const behind = tokens[close + 1]?.text;
    const onwards = behind === 'ou' || behind === 'et' || behind === ',' ? close + 2 : close;
    const reach =
      close < 0 ? plain : onwards === close ? close : reachForward(tokens, onwards, { cueStarts: NONE, indefinites: true, nominal: true });
    scopes.push({ qualifier: 'hypothetical', rule, cue, side: 'before', start: token.start, end: Math.max(end(reach), token.end) });
    if (conditional || (modal && GENERIC.has(next)) || (future && passive && !HAVE_FORMS.has(next))) {
      const from = EVIDENTIAL.has(text) || conditional ? clauseStart(tokens, index) : reachBackward(tokens, index, true);
      if (from < index)
        scopes.push({ qualifier: 'hypothetical', rule, cue, side: 'after', start: tokens[from]?.start ?? 0, end: token.start });
    }
  });
  return [...scopes, ...plannedActs(tokens)];
};
