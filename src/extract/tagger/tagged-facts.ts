import type { Fact } from '../../domain/fact.js';
import { findAllergens } from '../facts/clinical-vocabulary.js';
import type { Concept, ConceptMatch } from '../facts/clinical-vocabulary.js';
import { conceptFacts } from '../facts/concept-facts.js';
import type { FactContext } from '../facts/fact-builder.js';
import { factId } from '../facts/fact-builder.js';
import { findDrugs } from '../facts/medications/medication-lexicon.js';
import { readPage } from '../facts/page-reading.js';
import type { PageAnalysis, Range } from '../text/analysis.js';
import { fold } from '../text/fold.js';
import general from '../vocabulary/tagger-general-words.json' with { type: 'json' };
import type { TaggedSpan, TagGroup } from './tagger.js';

const KIND_OF: Readonly<Partial<Record<TagGroup, 'condition' | 'procedure'>>> = { DISO: 'condition', PROC: 'procedure' };
/** From here up, two spans in three are right to the letter: see models/tagger/README.md. */
const MIN_CONFIDENCE = 0.8;
/** DISO holds findings and general words; FRASIMED's narrower group has to agree. */
const MIN_AGREEMENT = 0.7;
const MIN_LENGTH = 5;
const MAX_LENGTH = 90;
/** Words that name no disease and no act by themselves. */
const GENERAL: ReadonlySet<string> = new Set(general.words);
const MARK = 'tagged';

const overlaps = (a: Range, b: Range): boolean => a.start < b.end && b.start < a.end;

/** Says something: on one line or two, a word that is not general; for an act a second word, since "traitée" and "suture" alone tell nothing. */
const speaks = (kind: 'condition' | 'procedure', folded: string, text: string): boolean => {
  if (text.length < MIN_LENGTH || text.length > MAX_LENGTH || /\n\s*\n|\d{3,}|[|_]{2,}/.test(text)) return false;
  const words = (folded.match(/[a-z0-9]+/g) ?? []).filter((word) => word.length >= 4);
  return words.length >= (kind === 'condition' ? 1 : 2) && words.some((word) => !GENERAL.has(word) && !GENERAL.has(word.replace(/s$/, '')));
};

const agreed = (span: TaggedSpan, spans: readonly TaggedSpan[]): boolean =>
  span.group !== 'DISO' || spans.some((other) => other.group === 'disease' && other.confidence >= MIN_AGREEMENT && overlaps(other, span));

const conceptOf = (kind: 'condition' | 'procedure', text: string, sure: number): Concept => ({
  id: `${MARK}-${sure.toFixed(2)}`,
  kind,
  label: text.replace(/\s+/g, ' ').trim(),
  class: MARK,
  system: '',
  chronic: false,
  importance: 1,
  leavesDevice: false,
});

/** The surest and longest spans that nothing of the vocabularies touches. */
function beyondVocabulary(analysis: PageAnalysis, spans: readonly TaggedSpan[], concepts: readonly ConceptMatch[]): ConceptMatch[] {
  const { folded, page } = analysis;
  const taken: Range[] = [...concepts, ...findDrugs(folded), ...findAllergens(page.text, folded)];
  const found: ConceptMatch[] = [];
  for (const span of [...spans].sort((a, b) => b.end - b.start - (a.end - a.start) || b.confidence - a.confidence)) {
    const kind = KIND_OF[span.group];
    const text = page.text.slice(span.start, span.end);
    if (kind === undefined || span.confidence < MIN_CONFIDENCE || !speaks(kind, folded.slice(span.start, span.end), text)) continue;
    if (!agreed(span, spans)) continue;
    if (taken.some((range) => overlaps(range, span))) continue;
    taken.push(span);
    found.push({ start: span.start, end: span.end, concept: conceptOf(kind, text, span.confidence), term: text, approximate: false });
  }
  return found;
}

/**
 * Conditions and acts that the tagger names and no vocabulary covers, through the same qualifiers, sections, phrases and dates
 * as those that it does. They weigh little (1, or 2 where a conclusion states them), bear no code, and what is denied is left out.
 */
export function taggedFacts(analysis: PageAnalysis, spans: readonly TaggedSpan[], context: FactContext, modelId: string): Fact[] {
  if (!spans.some((span) => KIND_OF[span.group] !== undefined && span.confidence >= MIN_CONFIDENCE)) return [];
  const reading = readPage(analysis, context);
  const tagged = beyondVocabulary(analysis, spans, reading.concepts);
  if (tagged.length === 0) return [];
  // Beside the vocabulary's own, so that a phrase ends where the next act is named.
  const concepts = [...reading.concepts, ...tagged].sort((a, b) => a.start - b.start);
  return conceptFacts({ ...reading, concepts }).flatMap((fact) => {
    if (fact.concept?.startsWith(MARK) !== true || fact.status === 'absent') return [];
    const { concept, ...rest } = fact;
    const origin = `tagger:${modelId}`;
    const id = factId(fact.kind, origin, fact.label, fact.citations[0]);
    return [{ ...rest, id, origin, confidence: Number(concept.slice(MARK.length + 1)) }];
  });
}

/** Tagged facts that repeat no words of a fact already told at the same place. */
export function withoutRepeats(tagged: readonly Fact[], told: readonly Fact[]): Fact[] {
  return tagged.filter((fact) => {
    const label = fold(fact.label);
    const [{ span }] = fact.citations;
    return !told.some((other) => {
      const at = other.citations[0].span;
      if (at.page !== span.page || at.end <= span.start || span.end <= at.start) return false;
      const said = fold(other.label);
      return said.includes(label) || label.includes(said);
    });
  });
}
