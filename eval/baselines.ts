import type { Fact, FactKind } from '../src/domain/fact.js';
import type { TagGroup, Tagger } from '../src/extract/tagger/tagger.js';
import { termsOf } from '../src/index/lexical-index.js';
import { pageOf, spokenFacts, type DossierState } from '../src/pipeline/dossier-state.js';
import type { SynthesisContract } from '../src/summarise/contract.js';
import type { BaselineName } from './figures.js';
import type { Gold } from './gold.js';
import { measureAll } from './metrics/all-measures.js';
import type { Measured } from './metrics/measure.js';

type Statement = SynthesisContract['sections'][number]['statements'][number];
type Citation = Statement['citations'][number];

const UNQUALIFIED = { negated: false, hypothetical: false, family: false, historical: false, reported: false };
const LEAD_SENTENCES = 3;

/** What plain means give on the same readings, scored by the same measures; the tagger's are null without its weights. */
export async function baselineFigures(
  measured: Measured,
  state: DossierState,
  tagger: Tagger | undefined,
): Promise<Record<BaselineName, Readonly<Record<string, number | null>>>> {
  const empty = emptied(measured.runs[0]);
  const score = (runs: readonly SynthesisContract[]): Readonly<Record<string, number | null>> =>
    measureAll({ dossier: measured.dossier, runs: [runs[0] ?? empty, ...runs.slice(1)] }).figures;
  const ranked = (rank: (reason: string) => readonly string[]): SynthesisContract[] =>
    measured.dossier.gold.relevance.map(({ reason }) => ({
      ...empty,
      reason,
      relevance: rank(reason).map((document, index) => ({ document, score: -index, why: '' })),
    }));
  const files = new Map(state.summaries.map(({ id, file }) => [id, file]));
  const newest = [...state.summaries].sort((a, b) => ((a.date ?? '') < (b.date ?? '') ? 1 : -1)).map(({ file }) => file);
  return {
    lead: score([lead(empty, state)]),
    rules: score([rules(empty, state)]),
    tagger: tagger === undefined ? {} : score([await tagged(empty, state, tagger)]),
    union: score([union(empty, state)]),
    newest: score(ranked(() => newest)),
    bm25: score([
      ...ranked((reason) => lexicalOrder(state, reason).map((id) => files.get(id) ?? id)),
      { ...empty, answers: lexicalAnswers(state, measured.dossier.gold) },
    ]),
  };
}

const emptied = (synthesis: SynthesisContract): SynthesisContract => ({
  ...synthesis,
  reason: null,
  highlights: [],
  sections: [],
  treatments: { current: [], stopped: [] },
  timeline: [],
  series: [],
  vigilance: [],
  prevention: [],
  relevance: [],
  answers: [],
});

const section = (statements: Statement[]): SynthesisContract['sections'] => [
  { code: '11450-4', title: 'Baseline', emptyReason: null, statements },
];

function cite(state: DossierState, documentId: string, page: number, start: number, end: number): Citation {
  const file = state.summaries.find(({ id }) => id === documentId)?.file ?? documentId;
  return { document: file, documentId, page, start, end, quote: pageOf(state, documentId, page)?.text.slice(start, end) ?? '' };
}

/** The first sentences of every document, whoever's it is, and one event a document on its date. */
function lead(empty: SynthesisContract, state: DossierState): SynthesisContract {
  const statements: Statement[] = [];
  const timeline: SynthesisContract['timeline'] = [];
  for (const { id, title, date } of state.summaries) {
    const document = state.documents.get(id);
    const page = document?.pages[0];
    if (page === undefined) continue;
    const sentences = [...page.text.matchAll(/[^\n.!?]{25,}[.!?\n]/g)]
      .filter(([text]) => /[a-zà-ÿ]{3}/.test(text))
      .slice(0, LEAD_SENTENCES);
    for (const { 0: text, index } of sentences) {
      const citation = cite(state, id, page.number, index, index + text.length);
      statements.push({
        id: `lead-${statements.length}`,
        text,
        importance: 2,
        rule: 'lead',
        fact: { kind: 'observation', label: text, status: 'active', qualifiers: UNQUALIFIED },
        citations: [citation],
      });
    }
    const first = sentences[0];
    if (date !== undefined && first !== undefined)
      timeline.push({
        date,
        kind: 'document',
        label: title,
        importance: 2,
        citations: [cite(state, id, page.number, first.index, first.index + 20)],
      });
  }
  return { ...empty, sections: section(statements), timeline };
}

const citationsOf = (state: DossierState, fact: Fact): Citation[] =>
  fact.citations.map(({ span }) => cite(state, span.documentId, span.page, span.start, span.end));

/** Every fact that the rules found, as it stands. */
function rules(empty: SynthesisContract, state: DossierState): SynthesisContract {
  const statements = spokenFacts(state).map((fact): Statement => ({
    id: fact.id,
    text: [fact.label, fact.value?.text, fact.value?.unit, fact.date].filter((part) => part !== undefined).join(' '),
    importance: 2,
    rule: fact.origin,
    fact: { kind: fact.kind, label: fact.label, status: fact.status, qualifiers: fact.qualifiers },
    citations: citationsOf(state, fact),
  }));
  return { ...empty, sections: section(statements) };
}

const KIND_OF_GROUP: Readonly<Partial<Record<TagGroup, FactKind>>> = { DISO: 'condition', PROC: 'procedure', CHEM: 'medication' };

/** Every disorder, act and substance that the trained tagger names, as its words stand: no vocabulary, no qualifier, no date, no value. */
async function tagged(empty: SynthesisContract, state: DossierState, tagger: Tagger): Promise<SynthesisContract> {
  const statements: Statement[] = [];
  for (const document of state.documents.values()) {
    const pages = document.pages.filter((page) => page.source !== 'failed' && page.text.trim() !== '');
    const spans = await tagger.tag(pages.map((page) => page.text));
    for (const [index, page] of pages.entries())
      for (const { start, end, group } of spans[index] ?? []) {
        const kind = KIND_OF_GROUP[group];
        if (kind === undefined) continue;
        const citation = cite(state, document.id, page.number, start, end);
        statements.push({
          id: `tagger-${statements.length}`,
          text: citation.quote,
          importance: 2,
          rule: 'tagger',
          fact: { kind, label: citation.quote, status: 'active', qualifiers: UNQUALIFIED },
          citations: [citation],
        });
      }
  }
  return { ...empty, sections: section(statements) };
}

/** Every drug of every document, own or not, that is not denied. */
function union(empty: SynthesisContract, state: DossierState): SynthesisContract {
  const drugs = new Map<string, SynthesisContract['treatments']['current'][number]>();
  for (const fact of [...state.facts.values()].flat())
    if (fact.kind === 'medication' && !fact.qualifiers.negated && !drugs.has(fact.label))
      drugs.set(fact.label, { label: fact.label, citations: citationsOf(state, fact) });
  return { ...empty, treatments: { current: [...drugs.values()], stopped: [] } };
}

function lexicalOrder(state: DossierState, reason: string): string[] {
  const best = new Map([...state.documents.keys()].map((id) => [id, 0]));
  for (const [passage, score] of state.index.lexicalScores(termsOf(reason, true))) {
    const id = state.index.documentOf(passage);
    if (id !== undefined) best.set(id, Math.max(best.get(id) ?? 0, score));
  }
  return [...best].sort((a, b) => b[1] - a[1]).map(([id]) => id);
}

const lexicalAnswers = (state: DossierState, gold: Gold): SynthesisContract['answers'] =>
  gold.absent.map(({ question }) => ({
    question,
    found: state.index.lexicalScores(termsOf(question, true)).size > 0,
    text: '',
    citations: [],
  }));
