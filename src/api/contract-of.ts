import type { Pipeline, SynthesisRequest } from '../pipeline.js';
import { toContract, type SynthesisContract } from '../summarise/contract.js';

export interface SynthesisAsked {
  readonly on: string;
  readonly reason?: string | undefined;
  readonly since?: string | undefined;
  readonly questions?: readonly string[];
}

export const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

export function requestOf({ on, reason, since, questions }: SynthesisAsked): SynthesisRequest {
  return {
    referenceDate: on,
    ...(reason === undefined ? {} : { reason }),
    ...(since === undefined ? {} : { since }),
    ...(questions === undefined ? {} : { questions }),
  };
}

/** The synthesis of a dossier in the shape of the contract. Throws FRS-IN-012 where there is no such dossier. */
export async function contractOf(pipeline: Pipeline, dossierId: string, asked: SynthesisAsked): Promise<SynthesisContract> {
  const state = await pipeline.openDossier(dossierId);
  const synthesis = await pipeline.synthesise(state, requestOf(asked));
  return toContract(synthesis, new Map(state.summaries.map((summary) => [summary.id, summary])));
}
