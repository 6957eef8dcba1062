import type { Fact } from '../../../domain/fact.js';
import type { Vigilance } from '../../../domain/synthesis.js';
import { compareDates, frenchDate, isAfter, onDate } from '../../dates.js';
import { containment, decapitalise, fold, groupBy, significantWords } from '../../text.js';
import type { DrugEvent } from '../../treatments/drug-event.js';
import { refutationHolds } from '../../refutations.js';
import type { Sources } from '../../sources.js';
import type { DrugHistory } from '../../treatments/reconcile.js';
import { labelNames, sameClass } from '../drugs/drug-classes.js';
import { isSpokenOf } from './allergens.js';
import { isNoStop } from '../../treatments/event-words.js';
import { perFact } from '../../per-fact.js';
import { sideBySide, type VigilanceInput } from '../warning.js';
import { quoteWords } from '../../quote.js';

const isRefuted = (fact: Fact): boolean => fact.status === 'ruled-out' || fact.status === 'absent' || fact.allergy?.certainty === 'refuted';
const isNoneKnown = (fact: Fact): boolean => fact.allergy?.certainty === 'none-known';
/** "Latex : pas d'allergie" denies one. */
const deniesOne = (fact: Fact): boolean =>
  /\b(?!allergies?\b|all\b|connues?\b|medicamenteuses?\b)[a-z]{4,} ?: ?(?:pas d|aucune) allergie|\b(?:pas d|aucune) allergie (?:connue )?(?:a la|a l|au|aux|de|des) (?!ce jour|medicament)[a-z]{4,}/.test(
    quoteWords(fact),
  );
const own = (fact: Fact): boolean => !fact.qualifiers.family && !fact.qualifiers.otherPerson && !fact.qualifiers.instruction;

/** An allergy, an intolerance or a written contra-indication, against a drug given or prescribed. */
export function allergyAgainstDrug({ facts, histories, sources }: VigilanceInput): readonly Vigilance[] {
  const found: Vigilance[] = [];
  const allergies = facts.filter((fact) => fact.kind === 'allergy' && own(fact));
  const atcOf = atcOfDrugs(facts);
  const overruledLabels = new Map<string, boolean>();
  const holds = (fact: Fact): boolean => {
    const key = `${fact.concept ?? ''}|${fact.label}`;
    const known = overruledLabels.get(key) ?? !isOverruled(fact, allergies, sources);
    overruledLabels.set(key, known);
    return known;
  };
  const warnings = facts.filter(
    (fact) =>
      (own(fact) || isBan(fact)) &&
      ((fact.kind === 'allergy' && !isRefuted(fact) && !isNoneKnown(fact) && holds(fact)) ||
        (isContraindication(fact) && !isOfRefuted(fact, allergies, atcOf, sources))),
  );
  const byLabel = groupBy(warnings, (fact) => `${fact.kind}|${fact.label}`);
  for (const history of histories) {
    const own = new Set(history.events.filter((event) => event.medication.event === 'contraindicated').map((event) => event.fact));
    const against = [...byLabel.values()]
      .flatMap((same) => (same[0] !== undefined && labelNames(same[0].label, history) ? same : same.filter((fact) => own.has(fact))))
      .filter((fact) => !weighed(fact, history) && !isTolerated(fact, history));
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
        isAfter(event.date, firstKnown) &&
        !against.some(
          (fact) =>
            fact.documentId === event.fact.documentId &&
            fact.date === undefined &&
            fact.citations[0].quote === event.fact.citations[0].quote,
        ),
    );
    const taken = afterwards.length > 0 ? afterwards : takenAnyway(history, firstKnown, against);
    const last = taken.at(-1);
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
        subject: history.label,
        sides: [
          { says: warningWords(clearest), fact: clearest, also: against },
          {
            says: afterwards.length > 0 ? GIVEN[last.act] : 'pris, selon le document',
            fact: last.fact,
            also: taken.map((event) => event.fact),
          },
        ],
        importance: 3,
        sources,
      }),
    );
  }
  return found;
}

const TAKING =
  /\b(?:(?:a|ai|ait|avait|avoir|dit|reconnait|avoue|admet)\b[^.;]{0,40}\b(?:pris|prise|repris)\b|prises? d|apres (?:\w+ ){0,3}(?:comprimes?|prises?|sachets?|cp)\b|automedication|achet\w+|en (?:prend|prendrait|reprend)\b|reprend d|consomm\w+)/;

/** What the patient took by themselves after the warning was written, as a letter tells it. */
const takenAnyway = (history: DrugHistory, since: string | undefined, against: readonly Fact[]): readonly DrugEvent[] =>
  history.events.filter(
    (event) =>
      ['past', 'listed', 'continued'].includes(event.medication.event) &&
      event.fact.kind === 'medication' &&
      !event.fact.qualifiers.negated &&
      !event.fact.qualifiers.hypothetical &&
      event.fact.status !== 'absent' &&
      TAKING.test(quoteWords(event.fact)) &&
      since !== undefined &&
      event.date !== undefined &&
      isAfter(event.date, since) &&
      !against.some((fact) => fact.documentId === event.fact.documentId),
  );

const GIVEN = { take: 'prescrit', administer: 'administré', mention: 'cité parmi les traitements', stop: 'cité' } as const;

/** What is written against the drug, short: the allergy's name, or that it is written as contra-indicated. */
function warningWords(fact: Fact): string {
  if (fact.kind !== 'allergy') return 'écrit comme contre-indiqué';
  const label = fact.label.split(/\s+—\s+/u)[0] ?? fact.label;
  const when = fact.date === undefined ? '' : ` ${onDate(fact.date)}`;
  return /allerg|intol|contre-indi/i.test(label)
    ? `${decapitalise(label)}${when}`
    : `${fact.allergy?.intolerance === true ? 'intolérance' : 'allergie'} notée (${label})`;
}

/** An exclusion that holds: the other rule tells that lists still bear the allergy. */
export const isOverruled = (fact: Fact, facts: readonly Fact[], sources: Sources): boolean =>
  facts.some(
    (other) =>
      other.kind === 'allergy' &&
      isRefuted(other) &&
      sameAllergen(other, fact) &&
      refutationHolds(
        other,
        facts.filter((one) => one.kind === 'allergy' && own(one) && !isRefuted(one) && !isNoneKnown(one) && sameAllergen(one, other)),
        sources,
      ),
  );

/** "Allergie pénicilline signalée" bans the drug, until it is ruled out. */
const isOfRefuted = (fact: Fact, allergies: readonly Fact[], atcOf: ReadonlyMap<string, string>, sources: Sources): boolean =>
  /allerg/.test(quoteWords(fact)) &&
  allergies.some(
    (refuted) =>
      isRefuted(refuted) &&
      sameAllergen(refuted, fact, atcOf) &&
      refutationHolds(
        refuted,
        allergies.filter((one) => !isRefuted(one) && !isNoneKnown(one) && sameAllergen(one, refuted, atcOf)),
        sources,
      ),
  );

/** A letter that writes a poor tolerance and goes on with the drug, at another dose, has weighed it. */
const weighed = (fact: Fact, history: DrugHistory): boolean =>
  history.events.some((event) => event.fact.documentId === fact.documentId && event.act === 'take' && event.strength === 3) &&
  // It tells the drug begun, then stopped.
  !history.events.some((event) => event.fact.documentId === fact.documentId && event.act === 'stop');

/** "Ne supporte pas l'Augmentin mais tolère très bien l'amoxicilline seule". */
function isTolerated(fact: Fact, history: DrugHistory): boolean {
  const said = /(?<!\b(?:ne|pas|mal|non|in) ?)\btoler(?:e|ait|ee?s?)\b(?: (?:tres|parfaitement) )?(?! (?:mal|pas))[^.;,]{0,40}/.exec(
    quoteWords(fact),
  )?.[0];
  return said !== undefined && labelNames(said, history);
}

/** Told to the patient as a rule: "Ne jamais prendre d'anti-inflammatoire". */
const isBan = (fact: Fact): boolean =>
  fact.kind === 'medication' && fact.medication?.event === 'contraindicated' && !fact.qualifiers.family && !fact.qualifiers.otherPerson;
/** A class denied as a whole is a ban: "Pas d'AINS", "Jamais d'œstrogène", "Plus aucun anti-inflammatoire". */
const isClassBan = (fact: Fact): boolean =>
  fact.concept?.startsWith('class:') === true &&
  ['not-taken', 'contraindicated', 'stopped'].includes(fact.medication?.event ?? '') &&
  new RegExp(
    `\\b(?:pas|jamais|plus aucune?|aucune?|ni|eviter|interdi\\w*|contre indiqu\\w*|proscri\\w*)\\b[^.;]{0,40}\\b(?:anti inflammatoires?|ains|o?estrogenes?|macrolides?|benzodiazepines?|neuroleptiques?|morphiniques?|opioides?|quinolones?|betabloquants?|corticoides?|anticoagulants?|sulfamides?|hypnotiques?|somniferes?|anticholinergiques?|triptans?|diuretiques?|antihistaminiques?)\\b`,
  ).test(quoteWords(fact)) &&
  !/\b(?:pas|aucune?) (?:de )?(?:traitement|prise|depuis)\b/.test(quoteWords(fact));

const isContraindication = perFact(
  (fact) =>
    !isNoStop(fact) &&
    (fact.medication?.event === 'contraindicated' ||
      isClassBan(fact) ||
      (fact.kind !== 'medication' &&
        /contre[- ]indiqu|contre[- ]indication|proscri|a eviter|ne (?:plus|pas) (?:lui )?(?:en )?(?:donner|prescrire|represcrire|delivrer)/.test(
          fold(fact.label),
        ))) &&
    (!fact.qualifiers.negated || isBan(fact) || isClassBan(fact)),
);
const DELIVERED = /(?<!\b(?:non|pas|jamais) )\bdelivree?s? (?:le|ce jour|sur|hier|en)\b/;
/** Given or ordered: a decision, or a drug that a place of care writes for the first time. */
const isNewDecision = (event: DrugEvent, sources: Sources, first: boolean): boolean =>
  event.medication.duration !== undefined ||
  (!event.inPassing && first && ['emergency', 'operation'].includes(sources.nature(event.fact.documentId))) ||
  event.act === 'administer' ||
  (event.act === 'take' && DELIVERED.test(quoteWords(event.fact))) ||
  ['prescribed', 'discharge', 'started', 'changed'].includes(event.medication.event);

/** An allergy that one source rules out and another still lists. */
export function refutedAllergyStillListed({ facts, sources }: VigilanceInput): readonly Vigilance[] {
  const allergies = facts.filter((fact) => own(fact) && fact.kind === 'allergy' && !isNoneKnown(fact));
  const atcOf = atcOfDrugs(facts);
  const found: Vigilance[] = [];
  const done = new Set<string>();
  const standing = allergies.filter((fact) => !isRefuted(fact));
  for (const refuted of allergies.filter(isRefuted)) {
    const key = refuted.concept ?? fold(refuted.label);
    if (done.has(key)) continue;
    const same = standing.filter((fact) => sameAllergen(fact, refuted, atcOf));
    const last = same.at(-1);
    if (last === undefined || last.documentId === refuted.documentId || !refutationHolds(refuted, same, sources)) continue;
    // Noted, then tested and ruled out: the record is at one with itself.
    if (isTested(refuted) && same.every((fact) => compareDates(sources.dateOf(fact.documentId), sources.dateOf(refuted.documentId)) < 0))
      continue;
    done.add(key);
    found.push(
      sideBySide({
        rule: 'vigilance:refuted-allergy-listed',
        subject: allergenName(refuted),
        sides: [
          { says: 'écartée', fact: refuted, also: allergies.filter((fact) => isRefuted(fact) && sameAllergen(fact, refuted)) },
          { says: 'encore notée', fact: last, also: same.toReversed() },
        ],
        importance: 3,
        sources,
      }),
    );
  }
  return found;
}

/** An allergy that one document notes, be it with a doubt, and that a later one denies: the note stays in the record. */
export function notedAllergyDenied({ facts, sources }: VigilanceInput): readonly Vigilance[] {
  const allergies = facts.filter((fact) => own(fact) && fact.kind === 'allergy' && !isNoneKnown(fact));
  const found: Vigilance[] = [];
  const done = new Set<string>();
  const standing = allergies.filter((fact) => !isRefuted(fact));
  // By label: many papers deny one allergy in the same words.
  const known = new Map<string, readonly Fact[]>();
  const standingLike = (refuted: Fact): readonly Fact[] => {
    const asked = `${refuted.concept ?? ''}|${refuted.label}`;
    const same = known.get(asked) ?? standing.filter((fact) => sameAllergen(fact, refuted));
    known.set(asked, same);
    return same;
  };
  for (const refuted of allergies.filter(isRefuted)) {
    const key = refuted.concept ?? fold(refuted.label);
    if (done.has(key) || isTested(refuted)) continue;
    const writtenOn = sources.dateOf(refuted.documentId);
    const noted = standingLike(refuted).filter((fact) => fact.documentId !== refuted.documentId);
    const last = noted.at(-1);
    // Noted again afterwards, the other rule tells it.
    if (last === undefined || noted.some((fact) => compareDates(sources.dateOf(fact.documentId), writtenOn) > 0)) continue;
    done.add(key);
    found.push(
      sideBySide({
        rule: 'vigilance:noted-allergy-denied',
        subject: allergenName(refuted),
        sides: [
          { says: last.status === 'suspected' ? 'évoquée' : 'notée', fact: last, also: noted.toReversed() },
          { says: 'démentie ensuite', fact: refuted },
        ],
        importance: 2,
        sources,
      }),
    );
  }
  return found;
}

/** Ruled out by those who looked: tests, a provocation, a label that is lifted. */
const isTested = (refuted: Fact): boolean =>
  /\btests?\b|\bprick|\bidr\b|reintroduction|provocation|\bbilan\b|explor|\blevee?\b|\becartee?\b|\bexclue?\b|negati/.test(
    quoteWords(refuted),
  ) && !/\b(?:faux|erreurs?|a tort|dit|dire|contrairement|noter?|notee?s?)\b/.test(quoteWords(refuted));

/** "Allergie à la pénicilline", whatever the label adds of its exclusion. */
const allergenName = (fact: Fact): string =>
  fact.label
    .replace(/\s*(?:écartée?|exclue?|infirmée?)\b/giu, '')
    .replace(/\s*:\s*/u, ' : ')
    .trim();

const MOST_LABELS = 2_000;
const allergens = new Map<string, readonly string[]>();

function allergenWords(label: string): readonly string[] {
  const known = allergens.get(label);
  if (known !== undefined) return known;
  const words = significantWords(
    label.replace(/allergi\w*|intol[ée]rance\w*|hypersensibilit\w*|suspect[ée]+s?|[ée]cart[ée]+s?|exclue?s?|infirm[ée]+s?/gi, ''),
  );
  if (allergens.size >= MOST_LABELS) allergens.clear();
  allergens.set(label, words);
  return words;
}

const codes = new WeakMap<readonly Fact[], ReadonlyMap<string, string>>();

/** Substances that the record names as drugs, with their ATC code; read once of one list of facts. */
function atcOfDrugs(facts: readonly Fact[]): ReadonlyMap<string, string> {
  const known = codes.get(facts);
  if (known !== undefined) return known;
  const read = new Map<string, string>();
  for (const { medication } of facts)
    if (medication?.atc !== undefined && medication.dci !== undefined) read.set(fold(medication.dci), medication.atc);
  codes.set(facts, read);
  return read;
}

/** Few labels, each compared once with each other, by the substances that the record knows. */
const alike = new WeakMap<ReadonlyMap<string, string>, Map<string, Map<string, boolean>>>();

/** `atcOf`: classes of drugs count too. */
function sameAllergen(a: Fact, b: Fact, atcOf?: ReadonlyMap<string, string>): boolean {
  if (a.concept !== undefined && a.concept === b.concept) return true;
  const sameWords = (): boolean => containment(allergenWords(a.label), allergenWords(b.label)) === 1;
  if (atcOf === undefined) return sameWords();
  const pairs = alike.get(atcOf) ?? new Map<string, Map<string, boolean>>();
  alike.set(atcOf, pairs);
  const others = pairs.get(a.label) ?? new Map<string, boolean>();
  pairs.set(a.label, others);
  const known =
    others.get(b.label) ?? (sameClass(allergenWords(a.label).join(' '), allergenWords(b.label).join(' '), atcOf) || sameWords());
  others.set(b.label, known);
  return known;
}

/** "Allergies connues : non" written after an allergy was known. */
export function noneKnownAgainstAllergy({ facts, sources }: VigilanceInput): readonly Vigilance[] {
  const allergies = facts.filter((fact) => own(fact) && fact.kind === 'allergy');
  const verdicts = new Map<string, boolean>();
  const refuted = (fact: Fact): boolean => {
    const key = `${fact.concept ?? ''}|${fact.label}`;
    const verdict = verdicts.get(key) ?? isOverruled(fact, allergies, sources);
    verdicts.set(key, verdict);
    return verdict;
  };
  const known = allergies.filter(
    (fact) => !isRefuted(fact) && !isNoneKnown(fact) && fact.status !== 'suspected' && fact.importance >= 2 && !refuted(fact),
  );
  const found: Vigilance[] = [];
  for (const [, members] of groupBy(
    allergies.filter((fact) => isNoneKnown(fact) && !deniesOne(fact)),
    (fact) => fact.documentId,
  )) {
    const [none] = members;
    if (none === undefined) continue;
    const writtenOn = sources.dateOf(none.documentId);
    const before = known.filter(
      (fact) =>
        fact.documentId !== none.documentId &&
        isSpokenOf(fact.label, quoteWords(none)) &&
        compareDates(fact.date ?? sources.dateOf(fact.documentId), writtenOn) < 0,
    );
    // "Pas d'allergie vraie" does not deny an intolerance.
    const denied = /vraie/.test(quoteWords(none)) ? before.filter((fact) => fact.allergy?.intolerance !== true) : before;
    const [first] = denied.toSorted(
      (a, b) => b.importance - a.importance || Number(a.allergy?.intolerance) - Number(b.allergy?.intolerance),
    );
    if (first === undefined) continue;
    const date = sources.dateOf(first.documentId);
    found.push(
      sideBySide({
        rule: 'vigilance:none-known-against-allergy',
        subject: 'Allergies',
        sides: [
          { says: '« aucune connue »', fact: none },
          {
            says: `mais ${warningWords(first)}${date === undefined ? '' : ` dès ${date.length === 10 ? 'le ' : ''}${frenchDate(date)}`}`,
            fact: first,
            also: [...before, ...known.filter((fact) => sameAllergen(fact, first))],
          },
        ],
        importance: 3,
        sources,
      }),
    );
  }
  return found;
}
