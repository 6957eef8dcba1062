import type { PartialDate } from '../domain/citation.js';
import type { Page } from '../domain/document.js';
import type { Fact } from '../domain/fact.js';
import type { ModelReference, Synthesis } from '../domain/synthesis.js';
import type { LanguageModel } from '../summarise/prose/language-model.js';
import { writeProse } from '../summarise/prose/write-prose.js';
import type { AnswerModel } from '../extract/answers/answer-model.js';
import { answerQuestion } from '../index/answer.js';
import type { Embedder } from '../index/embedder.js';
import { passageNearness } from '../index/passage-nearness.js';
import { readAnswers } from '../index/read-answers.js';
import { rankDocuments, scoreFacts } from '../index/relevance.js';
import { coreInSteps, summarise, type CoreInput, type SummariseInput, type SynthesisCore } from '../summarise/summarise.js';
import type { SynthesisCores } from './synthesis-cores.js';
import { pageOf, rankable, readDocuments, spokenFacts, type DossierState } from './dossier-state.js';

export interface SynthesisRequest {
  readonly referenceDate: PartialDate;
  readonly reason?: string;
  readonly since?: PartialDate;
  readonly questions?: readonly string[];
  /** The points to remember as prose, where a language model is configured. */
  readonly prose?: boolean;
}

export interface SummariseDeps {
  readonly embedder: Embedder;
  /** Reads which sentences answer a question; without it the rules stand alone. */
  readonly answers?: AnswerModel;
  readonly models: readonly ModelReference[];
  readonly version: string;
  readonly now: () => Date;
  /** What was made before of the same dossier, where it was kept. */
  readonly cores: Pick<SynthesisCores, 'get'>;
}

function coreInputOf(state: DossierState, referenceDate: PartialDate, facts: readonly Fact[] = spokenFacts(state)): CoreInput {
  const pages = (documentId: string, number: number): Page | undefined => pageOf(state, documentId, number);
  return { patient: state.patient, documents: state.summaries, pages, facts, referenceDate };
}

/**
 * Makes and keeps what the first synthesis of a day takes longest to make, unless it is there already. False where `goOn` said no before the
 * end: then nothing is kept.
 */
export function prepareDay(state: DossierState, day: PartialDate, cores: SynthesisCores, goOn: () => boolean): Promise<boolean> {
  return cores.prepare(state, day, () => coreInSteps(coreInputOf(state, day)), goOn);
}

/** A dossier that is read and understood, as a synthesis: its reason ranks, its questions are answered. */
export async function summariseDossier(state: DossierState, request: SynthesisRequest, deps: SummariseDeps): Promise<Synthesis> {
  const { input, core } = await summariseInput(state, request, deps);
  return summarise(input, core);
}

/** What a synthesis is made of. */
export async function summariseInput(
  state: DossierState,
  request: SynthesisRequest,
  deps: SummariseDeps,
): Promise<{ readonly input: SummariseInput; readonly core: SynthesisCore }> {
  const { embedder, models, version, now } = deps;
  const { reason, since, questions = [], referenceDate } = request;
  const facts = spokenFacts(state);
  const texts = [...(reason === undefined ? [] : [reason]), ...questions];
  const vectors = texts.length === 0 ? [] : await embedder.embed(texts, 'query');
  const scored = reason === undefined ? [] : scoreFacts(reason, facts, referenceDate);
  const questionVectors = reason === undefined ? vectors : vectors.slice(1);
  const shared = coreInputOf(state, referenceDate, facts);
  const core = await deps.cores.get(state, referenceDate, () => coreInSteps(shared));
  const input: SummariseInput = {
    ...shared,
    ...(reason === undefined
      ? {}
      : {
          reason,
          factScores: new Map(scored.map(({ factId, score }) => [factId, score])),
          nearness: passageNearness(state.index, reason, vectors[0]),
        }),
    ...(since === undefined ? {} : { since }),
    relevance:
      reason === undefined
        ? []
        : rankDocuments({ reason, ...rankable(state), facts, index: state.index, queryVector: vectors[0], referenceDate, scored }),
    answers: await Promise.all(
      questions.map(async (question, i) => {
        const asked = { index: state.index, queryVector: questionVectors[i], referenceDate };
        return answerQuestion({
          ...asked,
          question,
          facts,
          documents: readDocuments(state),
          ...(deps.answers === undefined ? {} : { read: await readAnswers(question, { ...asked, model: deps.answers }) }),
        });
      }),
    ),
    models,
    version,
    generatedAt: now().toISOString(),
  };
  return { input, core };
}

/** The synthesis with its points to remember told by a language model, as far as what it writes passes the checks; its own lines elsewhere. */
export async function withProse(synthesis: Synthesis, state: DossierState, model: LanguageModel): Promise<Synthesis> {
  const prose = await writeProse(synthesis, (documentId, number) => pageOf(state, documentId, number), model);
  const { provenance } = synthesis;
  return { ...synthesis, prose, provenance: { ...provenance, models: [...provenance.models, prose.model] } };
}
