import type { PartialDate } from '../domain/citation.js';
import { analysePage } from '../extract/text/analyse-page.js';
import { findDates } from '../extract/text/dates.js';
import { fold } from '../extract/text/fold.js';
import { namesAnother, relativeNamed } from './bearer.js';
import { findConcepts } from './concepts.js';
import { KIN } from './kin.js';
import { isStopword, tokenize } from './tokens.js';
import type { Token } from './tokens.js';
import vaccines from '../extract/vocabulary/vaccines.json' with { type: 'json' };
import vocabulary from './vocabulary/questions.json' with { type: 'json' };

/** One thing that an answer must speak of; any of its terms will do. */
export interface Requirement {
  /** As written in the question. */
  readonly words: string;
  /** Stems, and concepts as the index keeps them ("§drug:apixaban"). */
  readonly terms: ReadonlySet<string>;
  /** The words of a phrase, which said apart say it too. */
  readonly parts: readonly string[];
  /**
   * 1 for what the question names; less for a participle or an infinitive (records say "retrait" for "retiré") and for a word that an
   * answer need not repeat ("type", "côté").
   */
  readonly weight: number;
  /** A word that an answer need not repeat. */
  readonly generic: boolean;
  /** Whether it is so ("est-il cicatrisé ?"), or of which week of pregnancy ("de 28 SA"): a sentence without it does not answer. */
  readonly asked: boolean;
  /** What says it without naming it: "1 740 g" is a birth weight. */
  readonly pattern: RegExp | undefined;
}

/** What an answer of a kind must hold, whatever else it says: a side where the side is asked for, an age, a reaction. */
interface AnswerKind {
  readonly holds: RegExp;
  readonly side: boolean;
  /** The figures of a date do not count. */
  readonly undated: boolean;
  /** French, why a sentence without it is refused. */
  readonly refused: string;
}

/** A time that the answer must stand in; bounds included, at the precision written. */
export interface Window {
  readonly from?: PartialDate;
  readonly to?: PartialDate;
  /** An act or a change after which the answer must have been written, where the question gives no date. */
  readonly event?: readonly Requirement[];
}

export interface Question {
  readonly text: string;
  readonly requirements: readonly Requirement[];
  /** "Deuxième dose": which one. */
  readonly ordinal: Requirement | undefined;
  /** What the question is about, the first thing that it names: a sentence that says the rest without it does not answer. */
  readonly head: Requirement | undefined;
  /** The beginning of a specialty, where a specialist's own opinion or result is asked for. */
  readonly specialty: string | undefined;
  readonly window: Window | undefined;
  /** A measured result; a report that stands by itself; something newer than the request for it; something still to come. */
  readonly expects: {
    readonly value: boolean;
    readonly report: boolean;
    readonly control: boolean;
    readonly planned: boolean;
    /** "Faite ?", "reçue ?": whether it took place. */
    readonly done: boolean;
    /** The concentration of a drug. */
    readonly level: boolean;
  };
  readonly latest: boolean;
  /** "Actuel": what was said long ago may no longer hold. */
  readonly current: boolean;
  /** "Quand", "depuis quand", "date de". */
  readonly when: boolean;
  /** "Pourquoi", "que s'est-il passé": asked of something that took place. */
  readonly open: boolean;
  readonly kinds: readonly AnswerKind[];
  /** The relative it is about ("mère"; "famille" for any); undefined where it is about the patient. */
  readonly relative: string | undefined;
  /** It names somebody who is neither the patient nor a relative. */
  readonly another: boolean;
  /** What is asked, of whomever: the first thing named that is no relative. */
  readonly thing: Requirement | undefined;
  /** When or why a drug was stopped. */
  readonly stop: boolean;
  readonly why: boolean;
}

const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/’/g, "'");
const foldedWords = (words: readonly string[]): ReadonlySet<string> =>
  new Set(words.flatMap((word) => tokenize(word).map((token) => token.folded)));
const stemmedWords = (words: readonly string[]): ReadonlySet<string> =>
  new Set(words.flatMap((word) => tokenize(word).map((token) => token.term)));
const ASKING = foldedWords(vocabulary.asking);
/** What a question is about, for a search of passages: « Résultat du fond d'œil ? » is not about results. Itself where nothing else is said. */
export function withoutAsking(question: string): string {
  const tokens = tokenize(question).filter((token) => !isStopword(token));
  const named = tokens.filter((token) => !ASKING.has(token.folded));
  return named.length === 0 || named.length === tokens.length
    ? question
    : tokens
        .filter((token) => ASKING.has(token.folded))
        .reduceRight((text, { start, end }) => `${text.slice(0, start)} ${text.slice(end)}`, question);
}

/** "Reçue", "mesurées" ask as "reçu" and "mesuré" do. */
const GENERIC = stemmedWords(vocabulary.generic);
/** A stem that an answer need not repeat. */
export const isGeneric = (term: string): boolean => GENERIC.has(term);
const SPECIALISTS: ReadonlyMap<string, string> = new Map(
  Object.entries(vocabulary.specialists).map(([word, specialty]) => [tokenize(word).at(-1)?.term ?? word, specialty]),
);
const AFTER = /\b(?:apres|depuis(?! quand)|suite a)\b/;
/** Characters between "depuis" and the date of what it names: "depuis l'augmentation de février 2026". */
const EVENT_LENGTH = 45;
const OPEN = /^(?:pourquoi|(?:depuis )?quand|comment|qui|quel|que|combien)/;
/** Asked of what took place, not of a figure, even where it is about what a laboratory measures. */
const TOLD = /^(?:pourquoi|(?:depuis )?quand|comment|qui)\b/;
const PARTICIPLE = /ée?s?$/;
/** Of a word that names nothing: "scanner" and "cancer" are things. */
const INFINITIVE = /er$/;
const THING = /^(?:problem|drug|value|vaccine):/;
/** Before a participle: "a-t-il été prescrit", "est-elle contre-indiquée". */
const AUXILIARY = /^(?:été|il|elle|ils|elles|est|sont|a|ont)$/;
const VERB_WEIGHT = 0.4;
/** A state, not an act: what was "retiré" is told as "retrait", what is "cicatrisé" is told so. */
const STATE = /(?:est|sont)-(?:il|elle)s?\s+(?:(?:bien|toujours|encore|complètement)\s+)?$/iu;
/** Somebody or an eponym ("les tests de Capucine", "le syndrome de Lynch"), not an author ("avis du Dr Moreau"). */
const NAME = /^\p{Lu}\p{Ll}{2,}$/u;
const TITLED = /(?<!\p{L})(?:Dr|Docteur|Pr|Professeur|M\.|Mme|Mlle|Monsieur|Madame)\s+(?:\p{Lu}[\p{L}-]*\s+)*$/u;
/** "Deuxième dose" is first of all about the dose. */
const ORDINAL_WEIGHT = 0.9;
const ORDINALS: ReadonlySet<string> = new Set(['term:première', 'term:deuxième', 'term:troisième']);
const GENERIC_WEIGHT = 0.2;
const CURRENT = /\b(?:actuel|actuels|actuelle|actuelles|actuellement|en cours)\b/;
const LATEST =
  /\b(?:dernier|derniere|derniers|dernieres|recent|recente|actuel|actuelle|actuellement|aujourd'hui|plus recent|encore|reellement)\b/;
const DONE = new RegExp(`(?<!\\p{L})${vocabulary.done}`, 'iu');
/** How far back "récent" reaches. */
const RECENT_YEARS = 1;

const KINDS = vocabulary.answers.map(({ asked, holds, drops, refused, side = false, undated = false }) => ({
  asked: new RegExp(asked, 'u'),
  drops: foldedWords(drops),
  kind: { holds: new RegExp(`(?<!\\p{L})(?:${holds})`, 'iu'), refused, side, undated },
}));
const STOP = new RegExp(`(?<!\\p{L})${vocabulary.stopAsked}`, 'iu');
/** What records say for what a question asks: "sa mort" for "décès". */
const SPOKEN: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(vocabulary.spoken).map(([word, said]) => [folded(word), said.flatMap((other) => tokenize(other).map(({ term }) => term))]),
);
const PATTERNS: ReadonlyMap<string, RegExp> = new Map(
  Object.entries(vocabulary.patterns).map(([phrase, pattern]) => [folded(phrase), new RegExp(pattern, 'iu')]),
);
const ILLNESS = foldedWords(vocabulary.anyIllness);
const SYSTEMS: ReadonlyMap<string, string> = new Map(Object.entries(vocabulary.systems).map(([word, system]) => [folded(word), system]));
/** Any illness, and one of an organ system, as a sentence's terms hold them for a question that asks so. */
export const ANY_ILLNESS = '§illness';
export const illnessOf = (system: string): string => `${ANY_ILLNESS}:${system}`;
/** Products, which are not told by another of the same disease. */
const PRODUCTS: ReadonlySet<string> = new Set(vaccines.vaccines.flatMap(({ products }) => products.map(folded)));

/** Does it name a concept of this kind ("drug:", "value:")? */
export const names = (requirement: Requirement | undefined, kind: string): boolean =>
  requirement !== undefined && [...requirement.terms].some((term) => term.startsWith(`§${kind}`));

/** A laboratory value or a measure: its name without a result is no answer. */
const isAnalyte = (requirement: Requirement | undefined): boolean => names(requirement, 'value:');

const isDrug = (requirement: Requirement | undefined): boolean => names(requirement, 'drug:');

/** The words of a stretch of the question, grouped by the longest concept that names them. */
function requirementsOf(text: string, tokens: readonly Token[], excluded: readonly { start: number; end: number }[]): Requirement[] {
  const outside = (range: { start: number; end: number }): boolean =>
    !excluded.some(({ start, end }) => start < range.end && range.start < end);
  const concepts = findConcepts(text, tokens, true).filter(
    (mention) => outside(mention) && mention.weight >= 0.5 && !mention.concept.startsWith('field:'),
  );
  const requirements: Requirement[] = [];
  for (let i = 0; i < tokens.length;) {
    const token = tokens[i] as Token;
    const here = concepts.filter(({ start }) => start === token.start);
    const end = Math.max(...here.map((mention) => mention.end), token.end);
    const group = tokens.filter((other) => other.start >= token.start && other.end <= end);
    i += Math.max(1, group.length);
    if (!outside(token)) continue;
    const meaningful = group.filter((word) => !isStopword(word) && !ASKING.has(word.folded));
    // "T-score": a concept made of words that alone say nothing.
    if (meaningful.length === 0 && (group.length === 1 || here.length === 0)) continue;
    // A substance is not told by another of its class.
    const substance = here.some(({ concept }) => concept.startsWith('drug:'));
    const words = text.slice(token.start, end);
    const product = PRODUCTS.has(folded(words));
    const terms = new Set(
      here
        .filter(({ concept }) => (!substance || !concept.startsWith('atc:')) && (!product || !concept.startsWith('vaccine:')))
        .map(({ concept }) => `§${concept}`),
    );
    // A single word stands for itself; a phrase only as a whole, or by all its words.
    if (group.length === 1) for (const term of [token.term, ...(SPOKEN.get(token.folded) ?? [])]) terms.add(term);
    if (group.length === 1 && ILLNESS.has(token.folded)) terms.add(ANY_ILLNESS);
    // "Maladie digestive"; a "bilan digestif" is told by no illness.
    const system = requirements.at(-1)?.terms.has(ANY_ILLNESS) === true ? SYSTEMS.get(token.folded) : undefined;
    if (system !== undefined) terms.add(illnessOf(system));
    if (terms.size === 0) continue;
    const previous = tokens[tokens.indexOf(token) - 1];
    // "Quelle est l'allergie": an article, though elided, makes a noun of what follows.
    const before =
      previous === undefined || /['’]/.test(text.slice(previous.end, token.start))
        ? ''
        : text.slice(previous.start, previous.end).toLowerCase();
    const generic = group.length === 1 && GENERIC.has(token.term);
    const weight = generic
      ? GENERIC_WEIGHT
      : here.some(({ concept }) => ORDINALS.has(concept))
        ? ORDINAL_WEIGHT
        : (PARTICIPLE.test(words) && !here.some(({ concept }) => THING.test(concept))) ||
            (here.length === 0 && (INFINITIVE.test(words) || (group.length === 1 && AUXILIARY.test(before))))
          ? VERB_WEIGHT
          : 1;
    const rest = text.slice(end);
    const asked =
      (group.length === 1 && here.length === 0 && NAME.test(words) && token.start > 0 && !TITLED.test(text.slice(0, token.start))) ||
      (/^\d+$/.test(words) && /^\s*SA(?!\p{L})/u.test(rest)) ||
      (weight === VERB_WEIGHT && !OPEN.test(folded(text)) && STATE.test(text.slice(0, token.start)) && /^\s*\?*\s*$/.test(rest));
    requirements.push({
      words,
      terms,
      parts: group.length === 1 ? [] : meaningful.map((part) => part.term),
      weight,
      generic,
      asked,
      pattern: PATTERNS.get(folded(words)),
    });
  }
  return requirements;
}

/**
 * What a question asks for: the things it names, the time it sets, the kind of answer. Its own words of asking
 * ("résultat", "dernier", "a-t-elle été faite") are no requirement: a record answers without repeating them.
 */
export function readQuestion(text: string, referenceDate: PartialDate): Question {
  const tokens = tokenize(text);
  const plain = folded(text);
  const page = { number: 1, text, source: 'plain' as const, positions: [], furniture: [] };
  const dates = findDates(analysePage('question', page), { documentDate: referenceDate }).filter(
    (mention) => mention.date !== undefined && mention.kind !== 'age',
  );
  const holds = (words: readonly string[]): boolean => words.some((word) => plain.includes(folded(word)));
  const { value, report, control, planned } = vocabulary.expectations;

  const after = AFTER.exec(plain);
  let window: Window | undefined;
  const excluded: { start: number; end: number }[] = dates.map(({ start, end }) => ({ start, end }));
  const first = dates.find((mention) => after === null || mention.start > after.index) ?? dates[0];
  if (after !== null && first?.date !== undefined && first.start > after.index && first.start - after.index < EVENT_LENGTH) {
    window = { from: first.date };
  } else if (
    after !== null &&
    plain
      .slice(after.index + after[0].length)
      .trim()
      .split(/\s+/).length >= 2 &&
    first === undefined
  ) {
    const event = { start: after.index, end: text.length };
    window = { event: requirementsOf(text, tokens, [{ start: 0, end: after.index }]) };
    excluded.push(event);
  } else if (first?.date !== undefined) {
    window = { from: first.date, to: first.endDate ?? first.date };
  } else if (/\baujourd'hui\b/.test(plain)) {
    window = { from: referenceDate };
  } else if (/\brecente?s?\b/.test(plain)) {
    window = { from: `${Number(referenceDate.slice(0, 4)) - RECENT_YEARS}${referenceDate.slice(4)}` };
  }
  const asking = KINDS.filter(({ asked }) => asked.test(plain));
  // "Quel œil est amblyope ?": the organ is the answer's.
  const organ = asking.some(({ kind }) => kind.side) ? /\bquel(?:le)?s? (\p{L}+)/u.exec(plain)?.[1] : undefined;
  const named = requirementsOf(text, tokens, excluded)
    .filter(({ words }) => !asking.some(({ drops }) => drops.has(folded(words))))
    .map((requirement) => (folded(requirement.words) === organ ? { ...requirement, weight: VERB_WEIGHT } : requirement));
  // "Vaccins ?": where nothing else is named, what goes without saying elsewhere is the question.
  const requirements = named.some(({ weight }) => weight === 1) ? named : named.map((requirement) => ({ ...requirement, weight: 1 }));
  const head = requirements.find(({ weight }) => weight === 1);
  const specialty = head === undefined ? undefined : [...head.terms].flatMap((term) => SPECIALISTS.get(term) ?? [])[0];
  return {
    text,
    requirements,
    ordinal: requirements.find(({ terms }) => [...terms].some((term) => ORDINALS.has(term.slice(1)))),
    head,
    specialty,
    window,
    expects: {
      value: holds(value) || (isAnalyte(head) && !TOLD.test(plain)),
      report: holds(report),
      control: !OPEN.test(plain) && holds(control),
      planned: holds(planned) || /^pourquoi\b/.test(plain),
      done: !OPEN.test(plain) && DONE.test(text),
      level:
        // "Lamotriginémie" is one by its name.
        (names(head, 'value:level-') && /émie$/iu.test(head?.words ?? '')) ||
        (isDrug(head) && (holds(vocabulary.expectations.level) || (!OPEN.test(plain) && holds(control)))),
    },
    latest: LATEST.test(plain),
    current: CURRENT.test(plain),
    when: /\b(?:quand|date|en quelle annee)\b/.test(plain),
    open: OPEN.test(plain),
    kinds: asking.map(({ kind }) => kind),
    relative: KIN.test(fold(text)) ? relativeNamed(text) : undefined,
    another: namesAnother(text),
    thing: requirements.find(({ words, weight }) => weight === 1 && !KIN.test(fold(words))),
    stop: isDrug(head) && TOLD.test(plain) && STOP.test(text),
    why: /^pourquoi\b/.test(plain),
  };
}
