import type { PartialDate } from '../domain/citation.js';
import { buildViews } from '../summarise/views/build-views.js';
import type { SpecialViews } from '../summarise/views/view-contract.js';
import { pageOf, spokenFacts, type DossierState } from './dossier-state.js';

/** The views that a dossier calls for (child, pregnancy, diabetes), made of `state` alone: what its reader may not see is not in them. */
export function viewDossier(state: DossierState, referenceDate: PartialDate): SpecialViews {
  return buildViews({
    patient: state.patient,
    documents: state.summaries,
    pages: (documentId, number) => pageOf(state, documentId, number),
    facts: spokenFacts(state),
    referenceDate,
  });
}
