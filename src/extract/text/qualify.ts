import { UNQUALIFIED, type Cue, type Qualifier, type Qualifiers } from '../../domain/fact.js';
import type { DateReference, PageAnalysis, Qualification, Range } from './analysis.js';
import { sentenceAt } from './analyse-page.js';
import { EXAM_NOUNS } from './boundaries.js';
import { historyByDate } from './history-dates.js';
import type { Scope } from './scope.js';
import { sentenceScopes } from './scopes.js';
import { toldDone } from './told-done.js';

export interface QualifyOptions {
  /** Lets dates beside the entity decide whether it is past; without it only words and sections do. */
  readonly reference?: DateReference;
  /** A finding dated more days than this before the document is historical. 30 unless told. */
  readonly historyLimitDays?: number;
  /** Cues inside the entity count too, for long entities. */
  readonly withinEntity?: boolean;
}

const covers = (scope: Scope, entity: Range, within: boolean): boolean => {
  if (within && scope.cue.start >= entity.start && scope.cue.end <= entity.end) return true;
  // A preposition inside the name ("hématome sous-dural ?", "migraine avec aura écartée") ends no reach.
  if (scope.side === 'after') return entity.end <= scope.cue.start && entity.end > scope.start + 1;
  if (scope.side === 'around')
    return entity.start >= scope.start && entity.start < scope.end && !(entity.start === scope.cue.start && entity.end === scope.cue.end);
  // A cue may open the entity ("pas d'idée suicidaire" taken whole); it may not follow its first word.
  return entity.start < scope.end && (entity.start >= scope.cue.end || (entity.start === scope.cue.start && entity.end > scope.cue.end));
};

const FIRST_WORD = /^[a-z0-9]+/;
const isExam = (word: string): boolean => EXAM_NOUNS.has(word) || EXAM_NOUNS.has(word.replace(/s$/, ''));
/** Markers are measured, and so are tests by their own name: "CA 125", "CK7", "Quantiféron test", "intradermo-réaction à la tuberculine". */
const TEST_NAME =
  /\btest$|^(?:intradermo|quantiferon|aspiration|lavage|brossage)|^(?:c[akd]|p)[ -]?\d{1,3}|^(?:afp|ace|psa|pan-?ck|ttf-?1)$/;

/** A test that came back negative is a result: the test itself was done. */
const isTest = (folded: string, entity: Range): boolean =>
  (isExam(FIRST_WORD.exec(folded.slice(entity.start, entity.end))?.[0] ?? '') || TEST_NAME.test(folded.slice(entity.start, entity.end))) &&
  !ANTIBODY.test(folded.slice(entity.start, entity.end));
/** "Anticorps anti-TPO négatifs": what the test looks for, not the test. */
const ANTIBODY = /^(?:anticorps|ac|anti|antigenes?|ag)\b(?=.*[a-z])/;

const ANTECEDENT = /^(?:antecedent|atcd)s?\b(?! familia)/;

const sectionQualifier = (analysis: PageAnalysis, index: number): { qualifier: Qualifier; cue: Range; rule: string } | undefined => {
  const section = analysis.sections[analysis.sentences[index]?.section ?? -1];
  if (section?.title === undefined) return undefined;
  if (section.kind === 'family-history') return { qualifier: 'family', cue: section.title, rule: 'section' };
  if (section.kind === 'history' || section.kind === 'surgical-history' || section.kind === 'obstetric-history')
    return { qualifier: 'historical', cue: section.title, rule: 'section' };
  if (section.kind === 'stopped-medications') return { qualifier: 'historical', cue: section.title, rule: 'section-stopped' };
  return undefined;
};

/**
 * What the words around an entity say of it: seven qualifiers, each with the cue that decided.
 *
 * The algorithm is NegEx's (Chapman 2001) with scopes: cues of a sentence are found once, by a trie over tokens (the longest
 * wins, pseudo-cues hide what they hold), and each rules a stretch that ends at a conjunction, a comma that no list goes
 * beyond, a bracket, a finite verb or the name of an examination; then every entity is a look-up.
 * A doubt inside a denial ("pas d'argument en faveur de") is denied with it. A heading rules its section.
 */
export const qualify = (analysis: PageAnalysis, entity: Range, options: QualifyOptions = {}): Qualification => {
  const flags: Record<Qualifier, boolean> = { ...UNQUALIFIED };
  const cues: Cue[] = [];
  let familyMember: string | undefined;
  const add = (qualifier: Qualifier, range: Range, rule: string): void => {
    flags[qualifier] = true;
    if (range.start < range.end)
      cues.push({
        qualifier,
        span: { documentId: analysis.documentId, page: analysis.page.number, start: range.start, end: range.end },
        rule,
      });
  };
  const index = sentenceAt(analysis, entity.start);
  if (index < 0) return { qualifiers: flags, cues };
  const within = options.withinEntity === true;
  const all = sentenceScopes(analysis, index);
  const hits = all.filter((scope) => covers(scope, entity, within));
  for (const scope of hits) {
    if ((scope.rule === 'negative-result' || scope.rule === 'hypothesis-lifted') && isTest(analysis.folded, entity)) continue;
    // "Le diagnostic de maladie d'Addison a été suspecté": the disease is doubted, the word that bears it is not.
    if (bearsAnother(analysis.folded, entity) && scope.rule !== 'not-done' && scope.qualifier !== 'family') continue;
    // "Sans image suspecte": the adjective behind a denied noun is denied with it.
    if (scope.qualifier === 'hypothetical' && scope.side === 'after' && suspectDenied(hits, scope)) continue;
    // "La recherche de BK est négative": what was looked for and not found is in doubt no more.
    if ((scope.rule === 'search' || scope.rule === 'planned') && hits.some(({ rule }) => rule === 'negative-result' || rule === 'not-done'))
      continue;
    // "La narcolepsie a été évoquée devant l'endormissement, elle n'est pas retenue": of what the sentence doubted, and of nothing else.
    if (scope.rule === 'doubt-lifted' && !hits.some(({ qualifier }) => qualifier === 'hypothetical')) continue;
    if (scope.qualifier === 'hypothetical' && (deniedDoubt(hits, scope, entity) || doubtDenied(analysis.folded, hits, scope))) continue;
    if (scope.side === 'after' && predicateDenied(all, scope, entity)) continue;
    if (scope.rule === 'planned' && toldDone(analysis, index, entity)) continue;
    if (scope.side === 'after' && scope.rule === 'suspicion-after' && AGAIN_OF.test(analysis.folded.slice(scope.start, entity.start)))
      continue;
    if (UNDONE.has(scope.rule) && isOfAnAct(analysis.folded, scope, entity)) continue;
    add(scope.qualifier, scope.cue, scope.rule);
    if (scope.qualifier === 'family' && (familyMember === undefined || familyMember === 'famille'))
      familyMember = scope.member ?? familyMember;
  }
  // The word itself: "ses antécédents" are of the past, and "sans antécédent" speaks of it.
  if (!flags.historical && !flags.family && ANTECEDENT.test(analysis.folded.slice(entity.start, entity.end)))
    add('historical', entity, 'history');
  const heading = sectionQualifier(analysis, index);
  if (heading !== undefined && !flags[heading.qualifier]) add(heading.qualifier, heading.cue, heading.rule);
  if (options.reference !== undefined) {
    const dated = historyByDate(analysis, index, entity, options.reference, options.historyLimitDays ?? 30);
    if (dated !== undefined) {
      // What was looked for and not found has no past: "pas de chute depuis, une chute en 2022".
      if (dated.past && !flags.historical && !flags.negated && dates(analysis.folded, entity, dated.date))
        add('historical', dated.date, 'date');
      // A fresh date overrules the heading, never a word ("antécédent d'asthme il y a deux jours").
      if (!dated.past && cues.some((cue) => cue.rule === 'section') && !hits.some((scope) => scope.qualifier === 'historical')) {
        flags.historical = false;
        for (let at = cues.length - 1; at >= 0; at -= 1) if (cues[at]?.qualifier === 'historical') cues.splice(at, 1);
      }
    }
  }
  const qualifiers: Qualifiers = flags;
  return familyMember === undefined ? { qualifiers, cues } : { qualifiers, cues, familyMember };
};

/** A date behind a colon, a semicolon or a long way past a comma is another thing's. */
const dates = (folded: string, entity: Range, date: Range): boolean => {
  const between = folded.slice(Math.min(entity.end, date.end), Math.max(entity.start, date.start));
  return !/[;:]/.test(between) && !(between.length > 24 && between.includes(','));
};

/** "Pas d'argument en faveur de X": the doubt's cue lies between the denial and the entity. */
const deniedDoubt = (hits: readonly Scope[], doubt: Scope, entity: Range): boolean =>
  doubt.rule !== 'condition' &&
  doubt.rule !== 'cannot-exclude' &&
  hits.some(
    (scope) =>
      scope.qualifier === 'negated' && scope.side === 'before' && scope.cue.end <= doubt.cue.start && doubt.cue.end <= entity.start,
  );

const UNDONE: ReadonlySet<string> = new Set(['not-done', 'refusal']);
const ACT_OF =
  /(?:scopies?|graphies?|[eo]ctomies?|plasties?)|\b(?:biopsies?|ponctions?|exereses?|resections?|ablations?|chirurgies?|operations?|cures?|explorations?|drainages?|embolisations?|sutures?|ligatures?)\b/;
const OF_THE_KNOWN = /(?:\bdu|\bdes|\bde (?:la|cette|ce|cet|sa|son|ses|ces)|\bde l'|\bde l’) ?$/;
/** "La récidive du bézoard est probable": there was one. */
const AGAIN_OF =
  /\b(?:recidives?|rechutes?|aggravation|progression|evolution|complications?|decompensation|extension)(?: \w+)? (?:du|des|de (?:la|cette|ce|cet|sa|son|ses|ces)|de l'|de l’) ?$/;
/** "La biopsie de la tumeur a été évitée": the act was not done; what it was to be done to is there. */
const isOfAnAct = (folded: string, scope: Scope, entity: Range): boolean => {
  const before = folded.slice(Math.max(0, scope.start), entity.start);
  return (
    scope.side === 'after' && OF_THE_KNOWN.test(before) && ACT_OF.test(before) && !/[,;]|\bet\b/.test(before.slice(before.search(ACT_OF)))
  );
};

const BEARER = /^(?:diagnosti(?:c|cs|que)|hypotheses?)$/;
/** "Le diagnostic d'un myélome"; "plusieurs diagnostics sont évoqués" names none. */
const bearsAnother = (folded: string, { start, end }: Range): boolean =>
  BEARER.test(folded.slice(start, end)) && /^\s*(?:d[eu]s?\s|d['’])/.test(folded.slice(end, end + 6));

const suspectDenied = (hits: readonly Scope[], doubt: Scope): boolean =>
  /^suspicion/.test(doubt.rule) &&
  hits.some(
    ({ qualifier, side, start, end }) => qualifier === 'negated' && side === 'before' && start < doubt.cue.start && doubt.cue.start < end,
  );

/** "L'imagerie ne suspectait pas de cancer": the denial wraps the doubt's verb. */
const doubtDenied = (folded: string, hits: readonly Scope[], doubt: Scope): boolean =>
  doubt.rule === 'suspicion' &&
  /(?:\bne |\bn')$/.test(folded.slice(Math.max(0, doubt.cue.start - 4), doubt.cue.start)) &&
  hits.some((scope) => scope.qualifier === 'negated' && scope.cue.start >= doubt.cue.end && scope.cue.start - doubt.cue.end <= 2);

/** "L'aspirine ne doit pas être arrêtée": a denial between the subject and its predicate undoes the predicate. */
const predicateDenied = (all: readonly Scope[], after: Scope, entity: Range): boolean =>
  (after.rule === 'stopped' || after.rule === 'contraindicated' || after.rule === 'history-after' || after.rule === 'planned') &&
  all.some(
    (scope) =>
      scope.qualifier === 'negated' &&
      scope.side === 'before' &&
      scope.cue.start >= entity.end &&
      scope.cue.end <= after.cue.start &&
      after.cue.start < scope.end,
  );
