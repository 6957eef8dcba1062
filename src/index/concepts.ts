import analytes from '../extract/vocabulary/analytes.json' with { type: 'json' };
import vaccines from '../extract/vocabulary/vaccines.json' with { type: 'json' };
import { PROBLEMS } from '../extract/facts/concept-entries.js';
import { findDrugs } from '../extract/facts/medications/medication-lexicon.js';
import { fold } from '../extract/text/fold.js';
import terms from './vocabulary/terms.json' with { type: 'json' };
import { isStopword, tokenize } from './tokens.js';
import type { Token } from './tokens.js';

/**
 * Something that a text names, whatever the words: "problem:hypertension-arterielle", "term:ECG" (what means the same), "value:creatinine", "vaccine:grippe" (a product, or the disease after "vaccin"), "field:allergie" (what belongs together), "drug:apixaban", "atc:B01A".
 * `weight` is 1 for what is named and less for what it belongs to; `start` and `end` are offsets into the text.
 */
export interface ConceptMention {
  readonly concept: string;
  readonly weight: number;
  readonly start: number;
  readonly end: number;
}

/** An inferior infarction is also an infarction, apixaban an anticoagulant: worth half at each step. */
const PARENT = 0.5;
/** Levels of the ATC classification that a doctor names: therapeutic subgroup, pharmacological, chemical. */
const ATC_LEVELS = [5, 4, 3];

/** Letters of an analyte's name below which it is too often another word ("PC", "GR"). */
const SHORTEST_ANALYTE = 3;

interface Meaning {
  readonly concept: string;
  /** Stems of which one must stand in the same text; empty where the phrase has one meaning. */
  readonly contexts: readonly string[];
}

interface Node {
  readonly next: Map<string, Node>;
  readonly meanings: Meaning[];
}

interface Vocabulary {
  readonly root: Node;
  readonly parents: ReadonlyMap<string, string>;
  readonly systems: ReadonlyMap<string, readonly string[]>;
}

const stems = (phrase: string): string[] => tokenize(phrase).map((token) => token.term);

const EXACT = '=';
const SYMPTOMS = 'symptomes';

/** An abbreviation is compared as written, not by its stem: MAPA is not the plural of MAP. */
function keyOf(token: Token, phrase: string): string {
  const word = phrase.slice(token.start, token.end);
  return word.length >= 3 && word.length <= 5 && word === word.toUpperCase() ? EXACT + token.folded : token.term;
}

function load(): Vocabulary {
  const root: Node = { next: new Map(), meanings: [] };
  const parents = new Map<string, string>();
  const systems = new Map<string, readonly string[]>();
  const add = (phrase: string, concept: string, contexts: readonly string[]): void => {
    // "DE" stands for a dysfunction in one letter out of a thousand.
    if (tokenize(phrase).every(isStopword)) return;
    let node = root;
    for (const term of tokenize(phrase).map((token) => keyOf(token, phrase))) {
      let next = node.next.get(term);
      if (next === undefined) node.next.set(term, (next = { next: new Map(), meanings: [] }));
      node = next;
    }
    if (node !== root && !node.meanings.some((known) => known.concept === concept)) node.meanings.push({ concept, contexts });
  };
  for (const entry of PROBLEMS) {
    const concept = `problem:${entry.id}`;
    systems.set(concept, entry.class === 'symptom' ? [entry.system, SYMPTOMS] : [entry.system]);
    if (entry.isA !== undefined) parents.set(concept, `problem:${entry.isA}`);
    for (const phrase of [entry.label, ...entry.synonyms, ...(entry.spoken ?? [])])
      add(phrase, concept, entry.ambiguous?.includes(phrase) === true ? (entry.contexts ?? []).flatMap(stems) : []);
  }
  for (const { id, terms: names } of analytes.analytes)
    for (const name of names) if (name.length >= SHORTEST_ANALYTE && !terms.ordinary.includes(name)) add(name, `value:${id}`, []);
  for (const { targets, products, diseases } of vaccines.vaccines)
    for (const target of targets) {
      for (const product of products) add(product, `vaccine:${target}`, []);
      for (const disease of [target, ...diseases])
        for (const naming of terms.vaccineNaming) add(`${naming} ${disease}`, `vaccine:${target}`, []);
    }
  for (const group of terms.groups) for (const phrase of group) add(phrase, `term:${group[0] as string}`, []);
  for (const field of terms.fields) for (const phrase of field) add(phrase, `field:${field[0] as string}`, []);
  return { root, parents, systems };
}

let vocabulary: Vocabulary | undefined;

function phraseMentions(tokens: readonly Token[], trustAbbreviations: boolean): ConceptMention[] {
  const { root, parents } = (vocabulary ??= load());
  const mentions: ConceptMention[] = [];
  let present: Set<string> | undefined;
  for (let first = 0; first < tokens.length; first++) {
    let node: Node | undefined = root;
    let found: { readonly meanings: readonly Meaning[]; readonly last: number } | undefined;
    for (let last = first; last < tokens.length; last++) {
      const token = tokens[last] as Token;
      node = node.next.get(token.term) ?? node.next.get(EXACT + token.folded);
      if (node === undefined) break;
      if (node.meanings.length > 0) found = { meanings: node.meanings, last };
    }
    if (found === undefined) continue;
    const range = { start: (tokens[first] as Token).start, end: (tokens[found.last] as Token).end };
    for (const { concept, contexts } of found.meanings) {
      if (contexts.length > 0 && !trustAbbreviations) {
        const words = (present ??= new Set(tokens.map((token) => token.term)));
        if (!contexts.some((context) => words.has(context))) continue;
      }
      const seen = new Set<string>();
      let weight = concept.startsWith('field:') ? PARENT : 1;
      for (let id: string | undefined = concept; id !== undefined && !seen.has(id); id = parents.get(id), weight *= PARENT) {
        seen.add(id);
        mentions.push({ concept: id, weight, ...range });
      }
    }
  }
  return mentions;
}

/** A drug is its substance and, less and less, its classes; a class named as such ("AVK") is itself first. */
function drugMentions(text: string): ConceptMention[] {
  return findDrugs(fold(text)).flatMap(({ start, end, substance, atc, kind }) => {
    if (kind === 'ambiguous') return [];
    const named = kind === 'class' ? [] : substance.split(' + ').map((part) => ({ concept: `drug:${part}`, weight: 1, start, end }));
    const levels = ATC_LEVELS.filter((length) => atc !== undefined && atc.length >= length);
    const top = kind === 'class' ? 1 : PARENT;
    return [
      ...named,
      ...levels.map((length, step) => ({ concept: `atc:${(atc as string).slice(0, length)}`, weight: top * PARENT ** step, start, end })),
    ];
  });
}

/**
 * Problems, drugs, acts and laboratory names of a text, longest phrase first at each place (a sequence of stems, so that plurals
 * and accents meet), each with what it belongs to. An abbreviation with several meanings counts only beside a word of its own field,
 * unless `trustAbbreviations`: in a reason of three words there is no context to ask for.
 */
export function findConcepts(text: string, tokens: readonly Token[], trustAbbreviations = false): ConceptMention[] {
  return [...phraseMentions(tokens, trustAbbreviations), ...drugMentions(text)];
}

/** The organ systems of a problem ("cardiologie"), where the vocabulary knows it; a symptom also is of `symptomes`: of any organ. */
export function systemsOf(concept: string): readonly string[] {
  vocabulary ??= load();
  return vocabulary.systems.get(concept) ?? [];
}
