import type { Fact } from '../../domain/fact.js';
import type { Vigilance } from '../../domain/synthesis.js';
import { compareDates } from '../dates.js';
import { containment, fold, groupBy, significantWords } from '../text.js';
import type { DrugEvent } from '../treatments/drug-event.js';
import { refutationHolds } from '../refutations.js';
import type { Sources } from '../sources.js';
import { labelNames } from './drug-classes.js';
import { ownWords, sideBySide, type VigilanceInput } from './warning.js';

const isRefuted = (fact: Fact): boolean => fact.status === 'ruled-out' || fact.status === 'absent' || fact.allergy?.certainty === 'refuted';
const isNoneKnown = (fact: Fact): boolean => fact.allergy?.certainty === 'none-known';
const own = (fact: Fact): boolean => !fact.qualifiers.family && !fact.qualifiers.otherPerson && !fact.qualifiers.instruction;

/** An allergy, an intolerance or a written contra-indication, against a drug given or prescribed. */
export function allergyAgainstDrug({ facts, histories, sources }: VigilanceInput): readonly Vigilance[] {
  const found: Vigilance[] = [];
  const warnings = facts.filter(
    (fact) => own(fact) && ((fact.kind === 'allergy' && !isRefuted(fact) && !isNoneKnown(fact)) || isContraindication(fact)),
  );
  for (const history of histories) {
    const against = warnings.filter(
      (fact) =>
        labelNames(`${fact.label}`, history) ||
        (fact.medication !== undefined &&
          fact.medication.event === 'contraindicated' &&
          history.events.some((event) => event.fact.id === fact.id)),
    );
    if (against.length === 0) continue;
    const given = history.events.filter(
      (event) =>
        event.act !== 'stop' &&
        isNewDecision(
          event,
          sources,
          !history.events.some((other) => other.act === 'take' && other !== event && compareDates(other.date, event.date) < 0),
        ),
    );
    const firstKnown = against
      .map((fact) => fact.date ?? sources.dateOf(fact.documentId))
      .filter((date) => date !== undefined)
      .toSorted(compareDates)[0];
    const afterwards = given.filter(
      (event) =>
        firstKnown !== undefined &&
        event.date !== undefined &&
        compareDates(event.date, firstKnown) > 0 &&
        !against.some(
          (fact) =>
            fact.documentId === event.fact.documentId &&
            fact.date === undefined &&
            fact.citations[0].quote === event.fact.citations[0].quote,
        ),
    );
    const last = afterwards.at(-1);
    if (last === undefined) continue;
    const [clearest] = against.toSorted(
      (a, b) =>
        b.importance - a.importance ||
        b.confidence - a.confidence ||
        compareDates(sources.dateOf(a.documentId), sources.dateOf(b.documentId)),
    );
    if (clearest === undefined) continue;
    found.push(
      sideBySide({
        rule: 'vigilance:allergy-against-drug',
        subject: `${history.label} et ${clearest.label}`,
        sides: [
          { says: ownWords(clearest), fact: clearest, also: against },
          { says: ownWords(last.fact), fact: last.fact, also: afterwards.map((event) => event.fact) },
        ],
        importance: 3,
        sources,
      }),
    );
  }
  return found;
}

const isContraindication = (fact: Fact): boolean =>
  (fact.medication?.event === 'contraindicated' ||
    (fact.kind !== 'medication' &&
      /contre[- ]indiqu|contre[- ]indication|proscri|a eviter|ne (?:plus|pas) (?:lui )?(?:en )?(?:donner|prescrire|represcrire|delivrer)/.test(
        fold(fact.label),
      ))) &&
  !fact.qualifiers.negated;
/** Given or ordered: a decision, or a drug that a place of care writes for the first time. */
const isNewDecision = (event: DrugEvent, sources: Sources, first: boolean): boolean =>
  event.medication.duration !== undefined ||
  (!event.inPassing && first && ['emergency', 'operation'].includes(sources.nature(event.fact.documentId))) ||
  event.act === 'administer' ||
  ['prescribed', 'discharge', 'started', 'changed'].includes(event.medication.event);

/** An allergy that one source rules out and another still lists. */
export function refutedAllergyStillListed({ facts, sources }: VigilanceInput): readonly Vigilance[] {
  const allergies = facts.filter((fact) => own(fact) && fact.kind === 'allergy' && !isNoneKnown(fact));
  const found: Vigilance[] = [];
  const done = new Set<string>();
  for (const refuted of allergies.filter(isRefuted)) {
    const key = refuted.concept ?? fold(refuted.label);
    if (done.has(key)) continue;
    const same = allergies.filter((fact) => !isRefuted(fact) && sameAllergen(fact, refuted));
    const last = same.at(-1);
    if (last === undefined || last.documentId === refuted.documentId || !refutationHolds(refuted, same, sources)) continue;
    done.add(key);
    found.push(
      sideBySide({
        rule: 'vigilance:refuted-allergy-listed',
        subject: refuted.label,
        sides: [
          { says: ownWords(refuted), fact: refuted, also: allergies.filter((fact) => isRefuted(fact) && sameAllergen(fact, refuted)) },
          { says: ownWords(last), fact: last, also: same.toReversed() },
        ],
        importance: 3,
        sources,
      }),
    );
  }
  return found;
}

function sameAllergen(a: Fact, b: Fact): boolean {
  if (a.concept !== undefined && a.concept === b.concept) return true;
  const strip = (label: string): readonly string[] =>
    significantWords(label.replace(/allergi\w*|intol[ée]rance\w*|hypersensibilit\w*/gi, ''));
  return containment(strip(a.label), strip(b.label)) === 1;
}

/** "Allergies connues : non" written after an allergy was known. */
export function noneKnownAgainstAllergy({ facts, sources }: VigilanceInput): readonly Vigilance[] {
  const confirmations = (refuted: Fact): readonly Fact[] =>
    facts.filter((fact) => fact.kind === 'allergy' && own(fact) && !isRefuted(fact) && !isNoneKnown(fact) && sameAllergen(fact, refuted));
  const known = facts.filter(
    (fact) =>
      own(fact) &&
      fact.kind === 'allergy' &&
      !isRefuted(fact) &&
      !isNoneKnown(fact) &&
      fact.status !== 'suspected' &&
      fact.importance >= 2 &&
      !facts.some(
        (other) =>
          other.kind === 'allergy' &&
          isRefuted(other) &&
          sameAllergen(other, fact) &&
          refutationHolds(other, confirmations(other), sources),
      ),
  );
  const found: Vigilance[] = [];
  for (const [, members] of groupBy(
    facts.filter((fact) => fact.kind === 'allergy' && own(fact) && isNoneKnown(fact)),
    (fact) => fact.documentId,
  )) {
    const [none] = members;
    if (none === undefined) continue;
    const writtenOn = sources.dateOf(none.documentId);
    const before = known.filter(
      (fact) => fact.documentId !== none.documentId && compareDates(fact.date ?? sources.dateOf(fact.documentId), writtenOn) < 0,
    );
    const first = before[0];
    if (first === undefined) continue;
    found.push(
      sideBySide({
        rule: 'vigilance:none-known-against-allergy',
        subject: 'Allergies',
        sides: [
          { says: ownWords(none), fact: none },
          { says: ownWords(first), fact: first, also: [...before, ...known.filter((fact) => sameAllergen(fact, first))] },
        ],
        importance: 3,
        sources,
      }),
    );
  }
  return found;
}
