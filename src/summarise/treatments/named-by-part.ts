import { brandName, substancesOf } from '../drug-names.js';
import type { DrugHistory } from './drug-history.js';

/**
 * One treatment named in two ways is told once: "lévodopa" beside MODOPAR, "Orocal" beside OROCAL D3, "macrogol" beside macrogol 4000,
 * "insuline" beside insuline glargine. The shorter name is silent where the longer one is current.
 */
export function withoutParts(histories: readonly DrugHistory[]): readonly DrugHistory[] {
  const current = histories.filter(({ state }) => state === 'current');
  return histories.map((history) => {
    if (history.state !== 'current' || !current.some((other) => other !== history && isNamedBy(history, other))) return history;
    const { key, label, brand, form, atc, events } = history;
    return { key, label, brand, form, atc, events, state: 'silent', rule: 'treatment:named-by-part' };
  });
}

function isNamedBy(part: DrugHistory, whole: DrugHistory): boolean {
  if (part.brand === undefined && whole.key.startsWith(`${part.key} `)) return true;
  const [few, all] = [substancesOf(part.key), substancesOf(whole.key)];
  if (few.length >= all.length || !few.every((one) => all.includes(one))) return false;
  return part.brand === undefined ? !areTakenTogether(part, whole) : brandName(part.brand) === brandName(whole.brand);
}

/** A paper that holds the two, each as it is taken, tells of two treatments. */
function areTakenTogether(one: DrugHistory, other: DrugHistory): boolean {
  const taken = ({ events }: DrugHistory): string[] =>
    events.flatMap(({ act, strength, fact }) => (act === 'take' && strength >= 2 ? [fact.documentId] : []));
  const documents = new Set(taken(one));
  return taken(other).some((id) => documents.has(id));
}
