import type { Fact, FactKind, FactStatus } from '../../domain/fact.js';
import { UNQUALIFIED } from '../../domain/fact.js';
import type { DateMention, PageAnalysis, Qualification, Range, SectionKind, SectionRange, Sentence } from '../text/analysis.js';
import { fold } from '../text/fold.js';
import { isOfNewborn } from '../text/newborn.js';
import { qualify } from '../text/qualify.js';
import { sectionLoinc } from '../text/sections.js';
import type { ConceptMatch } from './clinical-vocabulary.js';
import { findConcepts } from './clinical-vocabulary.js';
import type { Dated, FactContext } from './fact-builder.js';
import { asCitations, buildFact, cite } from './fact-builder.js';
import { pageDates } from './page-dates.js';

/** A page with what every rule of clinical facts needs, found once. */
export interface PageReading {
  readonly analysis: PageAnalysis;
  /** The folded page with its line ends as blanks, of the same length: what a letter wraps over two lines reads on. */
  readonly flat: string;
  readonly context: FactContext;
  readonly dates: readonly DateMention[];
  readonly concepts: readonly ConceptMatch[];
}

export const readPage = (analysis: PageAnalysis, context: FactContext): PageReading => ({
  analysis,
  flat: analysis.folded.replace(/\n/g, ' '),
  context,
  dates: pageDates(analysis, context).anchored,
  concepts: findConcepts(analysis, fold(context.specialty ?? '')),
});

/** The concepts named wholly within a range, by binary search: `concepts` are in order and never overlap. */
export const conceptsWithin = (concepts: readonly ConceptMatch[], range: Range): readonly ConceptMatch[] => {
  let low = 0;
  let high = concepts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((concepts[middle]?.start ?? Infinity) < range.start) low = middle + 1;
    else high = middle;
  }
  let last = low;
  while (last < concepts.length && (concepts[last]?.end ?? Infinity) <= range.end) last += 1;
  return concepts.slice(low, last);
};

/** Where nothing of the patient's record is said. */
const SILENT: ReadonlySet<SectionKind> = new Set(['header', 'signature']);

/** What a note or a card says above all else, where a letter has its head: "ALLERGIE PÉNICILLINE", "TEST DE GROSSESSE POSITIF". */
const TOLD_ON_TOP =
  /\b(?:allergies?|allergique|intoleran(?:ce|t|te)s?|contre-indication|produit en cause|test de grossesse|enceinte|group(?:e|age) (?:sanguin|abo|a|b|ab|o)|groupe ?:)\b|\b(?:reanimation|intubation|dialyse|transfusions?|acharnement)\b[^\n]*(?:\[ ?x ?\]|☒)/;

export interface Sentenced {
  readonly sentence: Sentence;
  readonly section: SectionRange | undefined;
  readonly folded: string;
}

/** Who signs and where: "Dr X - Gastro-entérologue - RPPS 100…", "12 rue des Allergies, 29000 QUIMPER - Tél. 02…". */
const isSignature = (folded: string): boolean =>
  folded.length < 160 &&
  (/\b(?:rpps|adeli|finess|n° ?am|conventionnee? secteur)\b/.test(folded) ||
    /^\W*(?:dr|docteur|pr|professeur)\.? [a-z' .-]{3,50}[,–-] ?[a-z -]*(?:logue|logiste|iatre|chirurgien\w*|generaliste|cardiolog\w+|radiologue|anesthesiste\S*)\W*$/.test(
      folded,
    ) ||
    /^[^:.;]{0,80}\b(?:rue|avenue|boulevard|place|allee|chemin|route|quai)\b[^:.;]{0,60}\b\d{5}\b/.test(folded));

/**
 * "Pas de / raideur méningée.", "Reconsulter si : / vomissements, fièvre.": a page that begins with a small letter goes on
 * with a sentence of the page before, which may deny it or only warn of it. Said of nothing, the end of it is left out.
 */
const isCutOff = ({ page }: PageAnalysis, sentence: Sentence): boolean =>
  page.number > 1 &&
  !sentence.row &&
  /^\s*$/.test(page.text.slice(0, sentence.start)) &&
  /^\s*\p{Ll}[\p{Ll}'’]/u.test(page.text.slice(sentence.start, sentence.end));

export const sentencesOf = (reading: PageReading): readonly Sentenced[] =>
  reading.analysis.sentences.flatMap((sentence) => {
    const section = reading.analysis.sections[sentence.section];
    const folded = (sentence.row ? reading.analysis.folded : reading.flat).slice(sentence.start, sentence.end);
    if (
      (section !== undefined && SILENT.has(section.kind) && !(section.kind === 'header' && TOLD_ON_TOP.test(folded))) ||
      isSignature(folded) ||
      isCutOff(reading.analysis, sentence)
    )
      return [];
    return [{ sentence, section, folded }];
  });

const MAX_CITATION = 320;

/** The clause of a sentence that holds `match`: between semicolons, else between the commas that keep it readable. */
export const clauseOf = (analysis: PageAnalysis, sentence: Range, match: Range): Range => {
  const { folded } = analysis;
  let start = sentence.start;
  let end = sentence.end;
  if (end - start <= MAX_CITATION) return { start, end };
  const before = folded.lastIndexOf(';', match.start);
  if (before >= start) start = before + 1;
  const after = folded.indexOf(';', match.end);
  if (after >= 0 && after < end) end = after;
  const room = Math.floor(MAX_CITATION / 2);
  if (match.start - start > room) {
    const comma = /[,(:] /.exec(folded.slice(match.start - room, match.start));
    start = comma === null ? folded.indexOf(' ', match.start - room) + 1 : match.start - room + comma.index + 1;
  }
  if (end - match.end > room) {
    const tail = folded.slice(match.end, match.end + room);
    const comma = Math.max(tail.lastIndexOf(', '), tail.lastIndexOf(') '));
    end = match.end + (comma > 0 ? comma : tail.lastIndexOf(' '));
  }
  return { start: Math.min(start, match.start), end: Math.max(end, match.end) };
};

/** One segment of a sentence: between semicolons, commas or brackets. */
export const segmentOf = (analysis: PageAnalysis, sentence: Range, match: Range, marks = ',;'): Range => {
  const { folded } = analysis;
  let start = match.start;
  let end = match.end;
  // "ADL 5,5/6": the comma or the point of a number parts nothing.
  const parts = (at: number): boolean =>
    marks.includes(folded.charAt(at)) && !(/[,.]/.test(folded.charAt(at)) && /\d[,.]\d/.test(folded.slice(at - 1, at + 2)));
  while (start > sentence.start && !parts(start - 1)) start -= 1;
  while (end < sentence.end && !parts(end)) end += 1;
  return { start, end };
};

export const qualificationOf = (reading: PageReading, range: Range): Qualification => {
  const dates = {
    ...(reading.context.documentDate === undefined ? {} : { documentDate: reading.context.documentDate }),
    ...(reading.context.birthDate === undefined ? {} : { birthDate: reading.context.birthDate }),
  };
  const qualification = qualify(reading.analysis, range, { reference: dates });
  return isOfNewborn(reading.analysis, range, dates)
    ? { ...qualification, qualifiers: { ...qualification.qualifiers, otherPerson: true } }
    : qualification;
};

export interface Draft {
  readonly kind: FactKind;
  readonly label: string;
  readonly rule: string;
  readonly importance: 1 | 2 | 3;
  readonly status: FactStatus;
  readonly citation: Range;
  readonly section: SectionRange | undefined;
  readonly qualification?: Qualification;
  readonly dated?: Dated;
  readonly confidence?: number;
  readonly extra?: Partial<Pick<Fact, 'concept' | 'code' | 'laterality' | 'familyMember' | 'allergy' | 'value'>>;
}

const MAX_LABEL = 240;

/** A fact with its citation; undefined where the citation holds nothing but blanks. */
export const factOf = (reading: PageReading, draft: Draft): Fact | undefined => {
  const citations = asCitations([cite(reading.analysis, draft.citation)]);
  const label = draft.label.length <= MAX_LABEL ? draft.label : `${draft.label.slice(0, draft.label.lastIndexOf(' ', MAX_LABEL))}…`;
  if (citations === undefined || label === '') return undefined;
  const loinc = draft.section === undefined ? undefined : sectionLoinc(draft.section.kind);
  return buildFact({
    documentId: reading.context.documentId,
    kind: draft.kind,
    label,
    status: draft.status,
    qualifiers: draft.qualification?.qualifiers ?? UNQUALIFIED,
    cues: [...(draft.qualification?.cues ?? [])],
    ...draft.extra,
    ...draft.dated,
    ...(loinc === undefined ? {} : { section: loinc }),
    importance: draft.importance,
    origin: `rule:${draft.rule}`,
    confidence: draft.confidence ?? 0.9,
    citations,
  });
};

/** "All : AINS\nVeuve, IDE 1/j": whether a sentence stands on a line below one that a heading opened and filled, and that no comma leads on. */
export const isBelowFilledHeading = ({ analysis: { folded } }: PageReading, { sentence, section }: Sentenced): boolean => {
  const title = section?.title;
  if (title === undefined || sentence.start <= title.end) return false;
  // The whole line that the sentence stands on: "Iléon vu. Un polype" are two sentences below "Allergie : aucune".
  const line = folded.lastIndexOf('\n', sentence.start - 1);
  const above = folded.slice(title.end, Math.max(title.end, line)).trimEnd();
  return line >= title.end && /^[ \t:]*[a-z0-9]/.test(above) && !LEADS_ON.test(above);
};
const LEADS_ON = /(?:[,;:/+]|\b(?:et|ou|de|du|des|la|le|les|a|au|aux))$/;
