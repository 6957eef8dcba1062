import allergens from '../vocabulary/allergens.json' with { type: 'json' };
import rules from '../vocabulary/lexicon-rules.json' with { type: 'json' };
import type { PageAnalysis, Range } from '../text/analysis.js';
import { fold } from '../text/fold.js';
import { ACTS, DEVICES, PROBLEMS, type ConceptEntry } from './concept-entries.js';
import { definedOn, hasItsSense } from './double-meanings.js';
import { Lexicon } from './lexicon.js';
import { findDrugs } from './medications/medication-lexicon.js';

/** A line of the vocabulary: one thing that clinicians name in several ways. */
export interface Concept {
  readonly id: string;
  readonly kind: 'condition' | 'procedure' | 'device';
  readonly label: string;
  /** disease, symptom, finding, injury, complication, risk, procedure, device. */
  readonly class: string;
  readonly system: string;
  readonly cim10?: string;
  readonly isA?: string;
  readonly chronic: boolean;
  readonly importance: 1 | 2 | 3;
  /** A thing left in the body by the act: a prosthesis. */
  readonly leavesDevice: boolean;
}

export interface ConceptMatch extends Range {
  readonly concept: Concept;
  /** The vocabulary's term; the word itself where its ending told. */
  readonly term: string;
  readonly approximate: boolean;
}

interface Meaning {
  readonly concept: Concept;
  /** Terms that mean this only where one of `contexts` stands nearby. */
  readonly ambiguous: ReadonlySet<string>;
  readonly contexts: readonly string[];
}

const FILES: readonly { readonly kind: Concept['kind']; readonly entries: readonly ConceptEntry[] }[] = [
  { kind: 'condition', entries: PROBLEMS },
  { kind: 'device', entries: DEVICES },
  { kind: 'procedure', entries: ACTS },
];

const SPOKEN: ReadonlySet<string> = new Set(FILES.flatMap(({ entries }) => entries.flatMap(({ spoken }) => spoken ?? [])));
/** Whether a term of the vocabulary is a patient's own word for a thing: "pissé rouge". */
export const isSpoken = (term: string): boolean => SPOKEN.has(term);

const importanceOf = (value: number): 1 | 2 | 3 => (value >= 3 ? 3 : value === 2 ? 2 : 1);

const conceptOf = (kind: Concept['kind'], entry: ConceptEntry): Concept => ({
  id: entry.id,
  kind,
  label: entry.label,
  class: entry.class,
  system: entry.system,
  chronic: entry.chronic === true,
  importance: importanceOf(entry.importance),
  leavesDevice: entry.device === true,
  ...(entry.cim10 === undefined ? {} : { cim10: entry.cim10 }),
  ...(entry.isA === undefined ? {} : { isA: entry.isA }),
});

let lexicon: Lexicon<Meaning> | undefined;

const load = (): Lexicon<Meaning> =>
  new Lexicon(
    FILES.flatMap(({ kind, entries }) =>
      entries.map((entry) => ({
        terms: [entry.label, ...entry.synonyms, ...(entry.spoken ?? [])],
        value: { concept: conceptOf(kind, entry), ambiguous: new Set(entry.ambiguous ?? []), contexts: (entry.contexts ?? []).map(fold) },
      })),
    ),
  );

let acronyms: Map<string, readonly Concept[]> | undefined;

const acronymsOf = (): Map<string, readonly Concept[]> => {
  const found = new Map<string, Concept[]>();
  for (const { kind, entries } of FILES) {
    for (const entry of entries) {
      for (const term of entry.synonyms) {
        if (/^[A-Z][A-Z0-9]{1,6}$/.test(term)) found.set(term, [...(found.get(term) ?? []), conceptOf(kind, entry)]);
      }
    }
  }
  return found;
};

const initials = (label: string): string =>
  label
    .split(/\s+/)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');

/** What an abbreviation that begins a term stands for: "SAHOS" in "SAHOS sévère"; undefined where it stands for several things. */
export const writtenOut = (acronym: string, concept: Concept): string | undefined => {
  acronyms ??= acronymsOf();
  const meanings = acronyms.get(acronym) ?? [];
  const meant =
    meanings.find((meaning) => meaning.id === concept.id || meaning.id === concept.isA) ??
    // "Image ACR 2" bears the letters in its own name: they stand for nothing else there.
    // "FV Leiden" (facteur V): the letters are the first of the term's own words.
    (meanings.length === 1 && !concept.label.split(/\s+/).includes(acronym) && !initials(concept.label).startsWith(acronym)
      ? meanings[0]
      : undefined);
  // A label that says as much ("HTA gravidique" under "Hypertension artérielle gravidique") would say it twice.
  return meant === undefined || meant.label.split(' ').length > 5 ? undefined : meant.label;
};

const CONTEXT_REACH = 220;

/** An ambiguous abbreviation is read only where the specialty or the words around decide. */
const decided = (meaning: Meaning, term: string, range: Range, folded: string, specialty: string): boolean => {
  if (!meaning.ambiguous.has(term)) return true;
  const around = `${specialty} ${folded.slice(Math.max(0, range.start - CONTEXT_REACH), range.start)} ${folded.slice(range.end, range.end + CONTEXT_REACH)}`;
  return meaning.contexts.some((context) => around.includes(context));
};

/** A name alone: "Gilbert", "Dubreuilh" are met as written only, or people would become diseases. */
const EPONYM = /^\p{Lu}\p{Ll}+$/u;

const isEponymAsWritten = (term: string, range: Range, folded: string): boolean => {
  if (!EPONYM.test(term) || term.length > 12) return true;
  const written = folded.slice(range.start, range.end);
  return written === fold(term) || written === `${fold(term)}s` || !written.startsWith(fold(term).slice(0, 5));
};

/** An abbreviation that the page defines as something else is that other thing. */
const isDefinedSo = (analysis: PageAnalysis, concept: Concept, range: Range): boolean => {
  const written = analysis.page.text.slice(range.start, range.end);
  if (written.length > 7 || !/^[A-Z][A-Z0-9-]+$/.test(written)) return true;
  const words = definedOn(analysis, analysis.page.text, fold).get(written);
  if (words === undefined) return true;
  const label = fold(concept.label);
  return words.split(' ').some((word) => word.length > 3 && label.includes(word.slice(0, 5)));
};

/** "Ulcéré", "abcédé" say how something is, and fold to the name of an illness. */
const PARTICIPLE = /^(?:ulcér|abcéd)ée?s?$/iu;

const SUFFIX_STOP: ReadonlySet<string> = new Set(rules.suffixStop);
const MIN_SUFFIXED = 8;
const SUFFIXES = (['procedure', 'condition'] as const).map((kind) => ({
  kind,
  pattern: new RegExp(`(?:${rules.suffixes[kind].join('|')})$`),
}));

/** "ANTERIORITES", "identite", "reactivite", on a paper that bears no accents: qualities, not inflammations. */
const QUALITY = /(?:ori|enti|ctivi|osi|aci|iali|uali|onali|abili|ibili|imi|uni|rali)tes?$/;

/** A long word whose ending says what it is ("-ectomie", "-pathie") where the vocabulary lacks it. */
const bySuffix = (word: string, text: string): Concept | undefined => {
  // "Irrégularité" is no "-ite", "reproposé" no "-ose".
  if (
    word.length < MIN_SUFFIXED ||
    SUFFIX_STOP.has(word) ||
    QUALITY.test(word) ||
    /osée?s?$/i.test(text) ||
    /it[ée]e?s?$/i.test(text) !== /ites?$/i.test(text)
  )
    return undefined;
  const kind = SUFFIXES.find(({ pattern }) => pattern.test(word))?.kind;
  // "CALCIDOSE", "Duphalac": a drug's name ends as it likes.
  if (kind === undefined || findDrugs(word).length > 0) return undefined;
  return {
    id: `word-${word.replace(/s$/, '')}`,
    kind,
    label: text.charAt(0).toUpperCase() + text.slice(1).toLowerCase(),
    class: 'morphology',
    system: '',
    chronic: false,
    importance: 1,
    leavesDevice: false,
  };
};

/** "La clinique des Carmélites": a capital within a sentence. */
const isProperNoun = (text: string, start: number, end: number): boolean =>
  /^\p{Lu}\p{Ll}/u.test(text.slice(start, end)) && /[\p{Ll},]['’ ]*[ '’]$/u.test(text.slice(Math.max(0, start - 4), start));

/**
 * Conditions, acts and devices named on a page, longest first, never overlapping, in order.
 * `specialty` (folded) helps to choose between the meanings of an abbreviation.
 */
export const findConcepts = (analysis: PageAnalysis, specialty = ''): readonly ConceptMatch[] => {
  lexicon ??= load();
  const { folded, page } = analysis;
  const matches: ConceptMatch[] = lexicon
    .find(
      page.text,
      folded,
      (meaning, range, term) =>
        decided(meaning, term, range, folded, specialty) &&
        isEponymAsWritten(term, range, folded) &&
        !PARTICIPLE.test(page.text.slice(range.start, range.end)) &&
        hasItsSense(folded, range) &&
        isDefinedSo(analysis, meaning.concept, range),
    )
    .filter(({ term, approximate }) => !approximate || !EPONYM.test(term))
    .map(({ start, end, value, term, approximate }) => ({ start, end, concept: value.concept, term, approximate }));
  const words = /(?<![a-z0-9])[a-z]{8,}(?![a-z0-9])/g;
  let at = 0;
  const extra: ConceptMatch[] = [];
  for (let match = words.exec(folded); match !== null; match = words.exec(folded)) {
    const start = match.index;
    const end = start + match[0].length;
    while (at < matches.length && (matches[at]?.end ?? 0) <= start) at += 1;
    if ((matches[at]?.start ?? Infinity) < end) continue;
    // "Péri-appendicite": around it, not of it.
    const around = /\bperi-$/.test(folded.slice(Math.max(0, start - 6), start));
    const concept = around || isProperNoun(page.text, start, end) ? undefined : bySuffix(match[0], page.text.slice(start, end));
    if (concept !== undefined) extra.push({ start, end, concept, term: page.text.slice(start, end), approximate: false });
  }
  return [...matches, ...extra].sort((a, b) => a.start - b.start);
};

let allergenLexicon: Lexicon<string> | undefined;

/** Substances other than single drugs that people react to, and drug classes; the value is the vocabulary's label. */
export const findAllergens = (text: string, folded: string): readonly (Range & { readonly label: string })[] => {
  allergenLexicon ??= new Lexicon(allergens.entries.map((entry) => ({ terms: [entry.label, ...entry.synonyms], value: entry.label })));
  return allergenLexicon.find(text, folded).map(({ start, end, value }) => ({ start, end, label: value }));
};
