import type { Fact } from '../../domain/fact.js';
import { daysBetween } from '../dates.js';
import { byDocument } from '../per-document.js';
import { quoteWords } from '../quote.js';
import { fold } from '../text.js';

/** Blood thinners (ATC): what is put aside before one is cut. */
const THINS_BLOOD = /^B01/;
/** Days before an act in which it is put aside. */
const AHEAD_OF_IT = 10;
const HELD = /\b(?:suspend|suspens|interromp|interrup|relay|relais|fenetre)/;
const LASTING = /\bdefinitiv|hemorrag|saign|anemi|\bchute|surdos/;

/**
 * "COUMADINE arrêtée le 23 septembre", before a conisation of the 28th: a thinner of the blood that a paper has put aside for an act
 * it tells, and taken up again. Its pause is told with the act.
 */
export function heldForAnAct(facts: readonly Fact[]): (fact: Fact) => boolean {
  const papers = byDocument(facts);
  return (fact) => {
    const { documentId, medication, date } = fact;
    if (medication?.event !== 'stopped' || date?.length !== 10 || !THINS_BLOOD.test(medication.atc ?? '')) return false;
    const own = papers.get(documentId) ?? [];
    const words = quoteWords(fact);
    if (LASTING.test(words)) return false;
    const before = own.some(
      (one) =>
        (one.kind === 'procedure' || one.kind === 'device') &&
        one.date?.length === 10 &&
        daysBetween(date, one.date) >= 0 &&
        daysBetween(date, one.date) <= AHEAD_OF_IT,
    );
    const name = fold(medication.dci ?? '-');
    return (
      before && (HELD.test(words) || own.some((one) => one.medication?.event !== 'stopped' && fold(one.medication?.dci ?? '') === name))
    );
  };
}
