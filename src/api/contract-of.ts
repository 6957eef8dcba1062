import type { SynthesisRequest } from '../pipeline.js';
import type { PersonalPipeline } from '../pipeline/personal-pipeline.js';
import type { Synthesis } from '../domain/synthesis.js';
import { orderForProfession, professionView } from '../summarise/for-profession.js';
import { withClauses } from '../summarise/points/point.js';
import { toContract, type SynthesisContract } from '../summarise/contract.js';

export interface SynthesisAsked {
  readonly on: string;
  readonly reason?: string | undefined;
  readonly since?: string | undefined;
  readonly questions?: readonly string[];
  /** "true": the points to remember as prose too. */
  readonly prose?: 'true' | 'false' | undefined;
  /** LOINC codes, separated by commas; all sections where absent. */
  readonly sections?: string | undefined;
  /** A profession's id. */
  readonly specialty?: string | undefined;
}

export const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

export function requestOf({ on, reason, since, questions, prose }: SynthesisAsked): SynthesisRequest {
  return {
    referenceDate: on,
    ...(reason === undefined ? {} : { reason }),
    ...(since === undefined ? {} : { since }),
    ...(questions === undefined ? {} : { questions }),
    ...(prose === 'true' ? { prose: true } : {}),
  };
}

/** The synthesis of a dossier in the shape of the contract. Throws FRS-IN-012 where there is no such dossier. */
export async function contractOf(pipeline: PersonalPipeline, dossierId: string, asked: SynthesisAsked): Promise<SynthesisContract> {
  const state = await pipeline.openDossier(dossierId);
  const synthesis = await pipeline.synthesise(state, requestOf(asked));
  const known = MADE.get(synthesis) ?? new Map<string, SynthesisContract>();
  MADE.set(synthesis, known);
  const key = JSON.stringify([asked.sections, asked.specialty]);
  const contract =
    known.get(key) ?? toContract(arranged(synthesis, asked), new Map(state.summaries.map((summary) => [summary.id, summary])));
  known.set(key, contract);
  const [oldest] = known.keys();
  if (known.size > KEPT && oldest !== undefined) known.delete(oldest);
  return contract;
}

/** Orders and choices of sections of one synthesis that are kept: anybody may ask for any. */
const KEPT = 16;

/** The same synthesis has the same contract: of nine hundred documents it takes some fifty milliseconds to make. */
const MADE = new WeakMap<Synthesis, Map<string, SynthesisContract>>();

/** The same lines: those of the sections asked for, in the order of a profession. */
function arranged(synthesis: Synthesis, { sections, specialty }: SynthesisAsked): Synthesis {
  const view = specialty === undefined ? undefined : professionView(specialty);
  const ordered = view === undefined ? synthesis.sections : [...orderForProfession(synthesis, view)];
  const wanted = sections?.split(',');
  const kept = wanted === undefined ? ordered : ordered.filter(({ code }) => wanted.includes(code));
  const shown = new Set(kept.flatMap(({ statements }) => statements.map(({ id }) => id)));
  const points =
    wanted === undefined
      ? synthesis.points
      : withClauses(synthesis.points, (clause) => (clause.statementId !== undefined && shown.has(clause.statementId) ? clause : undefined));
  return { ...synthesis, sections: kept, points, highlights: points.map(({ id }) => id) };
}
