import type { SynthesisContract } from '../../src/summarise/contract.js';
import { near, normalised } from '../fuzzy.js';
import { docOf, says } from './matching.js';
import { share, type Measure } from './measure.js';

type Statement = SynthesisContract['sections'][number]['statements'][number];

const NOT_AFFIRMED = new Set(['refuted', 'absent', 'ruled-out', 'stopped', 'family', 'suspected', 'possible']);
/** Words that deny, doubt or give to somebody else, in a statement's own text. */
const DENIED =
  /\b(pas|aucun|aucune|absence|ecarte|ecartee|refute|nie|sans|non|suspicion|a eliminer|possible|arrete|arretee|pere|mere|famil)/;

/** Stated as the patient's own, without reserve. */
export function affirmed({ fact, text }: Statement): boolean {
  const { negated, hypothetical, family, reported } = fact.qualifiers;
  return !negated && !hypothetical && !family && !reported && !NOT_AFFIRMED.has(fact.status) && !DENIED.test(normalised(text));
}

/** Traps that come out as a fact of the patient: an affirmed statement that stands on the trap and names its concept. */
export const trapLeak: Measure = ({ dossier, runs }) => {
  const statements = runs[0].sections.flatMap((section) => section.statements).filter(affirmed);
  const findings = dossier.gold.traps.flatMap((trap) => {
    const leak = statements.find(
      (statement) =>
        statement.citations.some((citation) => docOf(citation) === trap.doc && near(citation.quote, trap.quote, 80)) &&
        says(statement, [trap.concept]),
    );
    return leak === undefined
      ? []
      : [{ measure: `trap/${trap.reason}`, text: trap.concept, said: leak.text, sources: [{ doc: trap.doc, quote: trap.quote }] }];
  });
  return { figures: { trapLeak: share(findings.length, dossier.gold.traps.length) }, findings };
};
