import type { Fact } from '../../../domain/fact.js';
import type { Vigilance } from '../../../domain/synthesis.js';
import { compareDates, frenchDate, isAfter, onDate } from '../../dates.js';
import { containment, decapitalise, fold, groupBy, significantWords } from '../../text.js';
import type { DrugEvent } from '../../treatments/drug-event.js';
import { refutationHolds } from '../../refutations.js';
import type { Sources } from '../../sources.js';
import type { DrugHistory } from '../../treatments/drug-history.js';
import { atcOfDrugs, labelNames, sameClass } from '../drugs/drug-classes.js';
import { spokenOf } from './allergens.js';
import { isBan, isContraindication } from './bans.js';
import { among, perItem, perList, perLists } from '../../per-document.js';
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
const ownAllergies = among((fact: Fact) => fact.kind === 'allergy' && own(fact));
const namedAllergies = among((fact: Fact) => fact.kind === 'allergy' && own(fact) && !isNoneKnown(fact));
const isAffirmedAllergy = (fact: Fact): boolean => fact.kind === 'allergy' && !isRefuted(fact) && !isNoneKnown(fact);

/** An allergy, an intolerance or a written contra-indication, against a drug given or prescribed. */
export const allergyAgainstDrug = ({ facts, histories, sources }: VigilanceInput): readonly Vigilance[] =>
  givenAgainst(histories, standing([warningsAmong(facts), ownAllergies(facts)], atcOfDrugs(facts), sources), sources);

/** Warnings that nothing lifts. */
const standing = perLists(
  ([warnings, allergies]: readonly [readonly Fact[], readonly Fact[]], atcOf: ReadonlyMap<string, string>, sources: Sources) => {
    const isRuledOut = overruling(allergies, sources);
    // "Allergie pénicilline signalée" bans the drug, until it is ruled out; classes of drugs count too.
    const isBanLifted = overruling(allergies, sources, atcOf);
    return warnings.filter(
      (fact) =>
        (isAffirmedAllergy(fact) && !isRuledOut(fact)) ||
        (isContraindication(fact) && !(/allerg/.test(quoteWords(fact)) && isBanLifted(fact))),
    );
  },
);
const byLabel = perList((warnings: readonly Fact[]) => [...groupBy(warnings, (fact) => `${fact.kind}|${fact.label}`).values()]);

const givenAgainst = perItem((history: DrugHistory, warnings: readonly Fact[], sources: Sources): readonly Vigilance[] => {
  const isWeighed = weighing(history);
  const own = new Set(history.events.filter((event) => event.medication.event === 'contraindicated').map((event) => event.fact));
  const against = byLabel(warnings)
    .flatMap((same) => {
      if (same[0] !== undefined && labelNames(same[0].label, history)) return same;
      return own.size === 0 ? [] : same.filter((fact) => own.has(fact));
    })
    .filter((fact) => !isWeighed(fact) && !isTolerated(fact, history));
  if (against.length === 0) return [];
  const given = history.events.filter(
    (event) =>
      event.act !== 'stop' &&
      isNewDecision(
        event,
        sources,
        () => !history.events.some((other) => other.act === 'take' && other !== event && compareDates(other.date, event.date) < 0),
      ),
  );
  const firstKnown = against
    .map((fact) => fact.date ?? sources.dateOf(fact.documentId))
    .filter((date) => date !== undefined)
    .toSorted(compareDates)[0];
  const saidOf = ({ documentId, citations: [{ quote }] }: Fact): string => `${documentId}|${quote}`;
  const undated = new Set(against.filter(({ date }) => date === undefined).map(saidOf));
  const afterwards = given.filter(
    (event) => firstKnown !== undefined && event.date !== undefined && isAfter(event.date, firstKnown) && !undated.has(saidOf(event.fact)),
  );
  const taken = afterwards.length > 0 ? afterwards : takenAnyway(history, firstKnown, against);
  const last = taken.at(-1);
  if (last === undefined) return [];
  const [clearest] = against.toSorted(
    (a, b) =>
      b.importance - a.importance ||
      b.confidence - a.confidence ||
      compareDates(sources.dateOf(a.documentId), sources.dateOf(b.documentId)),
  );
  if (clearest === undefined) return [];
  return [
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
  ];
});

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

/** Facts like another one: by label, since many papers write one allergy in the same words. */
function alikeAmong(facts: readonly Fact[], atcOf?: ReadonlyMap<string, string>): (one: Fact) => readonly Fact[] {
  const known = new Map<string, readonly Fact[]>();
  return (one) => {
    const asked = `${one.concept ?? ''}|${one.label}`;
    const same = known.get(asked) ?? facts.filter((fact) => sameAllergen(fact, one, atcOf));
    known.set(asked, same);
    return same;
  };
}

/** Whether an exclusion that holds rules out what a fact names: the other rule tells that lists still bear the allergy. */
export function overruling(facts: readonly Fact[], sources: Sources, atcOf?: ReadonlyMap<string, string>): (fact: Fact) => boolean {
  const refutedLike = alikeAmong(
    facts.filter((fact) => fact.kind === 'allergy' && isRefuted(fact)),
    atcOf,
  );
  const standingLike = alikeAmong(
    facts.filter((fact) => isAffirmedAllergy(fact) && own(fact)),
    atcOf,
  );
  const verdicts = new Map<string, boolean>();
  return (fact) => {
    const asked = `${fact.concept ?? ''}|${fact.label}`;
    const verdict = verdicts.get(asked) ?? refutedLike(fact).some((other) => refutationHolds(other, standingLike(other), sources));
    verdicts.set(asked, verdict);
    return verdict;
  };
}

/** A letter that writes a poor tolerance and goes on with the drug, at another dose, has weighed it. */
function weighing({ events }: DrugHistory): (fact: Fact) => boolean {
  const papers = (which: readonly DrugEvent[]): ReadonlySet<string> => new Set(which.map(({ fact }) => fact.documentId));
  const going = papers(events.filter((event) => event.act === 'take' && event.strength === 3));
  // It tells the drug begun, then stopped.
  const ended = papers(events.filter((event) => event.act === 'stop'));
  return ({ documentId }) => going.has(documentId) && !ended.has(documentId);
}

/** "Ne supporte pas l'Augmentin mais tolère très bien l'amoxicilline seule". */
const toleratedIn = perFact(
  (fact) =>
    /(?<!\b(?:ne|pas|mal|non|in) ?)\btoler(?:e|ait|ee?s?)\b(?: (?:tres|parfaitement) )?(?! (?:mal|pas))[^.;,]{0,40}/.exec(
      quoteWords(fact),
    )?.[0],
);

function isTolerated(fact: Fact, history: DrugHistory): boolean {
  const said = toleratedIn(fact);
  return said !== undefined && labelNames(said, history);
}

const warningsAmong = among((fact: Fact) => (own(fact) || isBan(fact)) && (isAffirmedAllergy(fact) || isContraindication(fact)));
const DELIVERED = /(?<!\b(?:non|pas|jamais) )\bdelivree?s? (?:le|ce jour|sur|hier|en)\b/;
/** Given or ordered: a decision, or a drug that a place of care writes for the first time. */
const isNewDecision = (event: DrugEvent, sources: Sources, isFirst: () => boolean): boolean =>
  event.medication.duration !== undefined ||
  (!event.inPassing && ['emergency', 'operation'].includes(sources.nature(event.fact.documentId)) && isFirst()) ||
  event.act === 'administer' ||
  (event.act === 'take' && DELIVERED.test(quoteWords(event.fact))) ||
  ['prescribed', 'discharge', 'started', 'changed'].includes(event.medication.event);

/** An allergy that one source rules out and another still lists. */
export const refutedAllergyStillListed = ({ facts, sources }: VigilanceInput): readonly Vigilance[] =>
  stillListed(namedAllergies(facts), atcOfDrugs(facts), sources);

const stillListed = perList((allergies: readonly Fact[], atcOf: ReadonlyMap<string, string>, sources: Sources): readonly Vigilance[] => {
  const found: Vigilance[] = [];
  const done = new Set<string>();
  const standingLike = alikeAmong(
    allergies.filter((fact) => !isRefuted(fact) && !ALLOWED.test(quoteWords(fact))),
    atcOf,
  );
  for (const refuted of allergies.filter(isRefuted)) {
    const key = refuted.concept ?? fold(refuted.label);
    if (done.has(key)) continue;
    const same = standingLike(refuted);
    const last = same.at(-1);
    if (last === undefined || last.documentId === refuted.documentId || !refutationHolds(refuted, same, sources)) continue;
    // Noted, then tested and ruled out: the record is at one with itself. Noted, then denied: another rule tells it.
    if (same.every((fact) => compareDates(sources.dateOf(fact.documentId), sources.dateOf(refuted.documentId)) < 0)) continue;
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
});

/** "Bêtalactamines autorisées" lists no allergy. */
const ALLOWED = /^[^.;,:]{0,40}\b(?<!non )(?:autorisee?s?|permis\w*)\b/;

/** An allergy that one document notes, be it with a doubt, and that a later one denies: the note stays in the record. */
export const notedAllergyDenied = ({ facts, sources }: VigilanceInput): readonly Vigilance[] =>
  deniedAmong(namedAllergies(facts), atcOfDrugs(facts), sources);

const deniedAmong = perList((allergies: readonly Fact[], atcOf: ReadonlyMap<string, string>, sources: Sources): readonly Vigilance[] => {
  const found: Vigilance[] = [];
  const done = new Set<string>();
  const standingLike = alikeAmong(
    allergies.filter((fact) => !isRefuted(fact)),
    atcOf,
  );
  for (const refuted of allergies.filter(isRefuted)) {
    const key = refuted.concept ?? fold(refuted.label);
    if (done.has(key) || isTested(refuted)) continue;
    const writtenOn = sources.dateOf(refuted.documentId);
    const noted = standingLike(refuted).filter((fact) => fact.documentId !== refuted.documentId);
    const last = noted.at(-1);
    // Noted again on that day or afterwards, the other rule tells it.
    if (last === undefined || noted.some((fact) => compareDates(sources.dateOf(fact.documentId), writtenOn) >= 0)) continue;
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
});

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
export const noneKnownAgainstAllergy = ({ facts, sources }: VigilanceInput): readonly Vigilance[] =>
  noneKnownAmong(ownAllergies(facts), undefined, sources);

const noneKnownAmong = perList((allergies: readonly Fact[], _: undefined, sources: Sources): readonly Vigilance[] => {
  const isRuledOut = overruling(allergies, sources);
  const known = allergies.filter(
    (fact) => isAffirmedAllergy(fact) && fact.status !== 'suspected' && fact.importance >= 2 && !isRuledOut(fact),
  );
  const knownLike = alikeAmong(known);
  const found: Vigilance[] = [];
  for (const [, members] of groupBy(
    allergies.filter((fact) => isNoneKnown(fact) && !deniesOne(fact)),
    (fact) => fact.documentId,
  )) {
    const [none] = members;
    if (none === undefined) continue;
    const writtenOn = sources.dateOf(none.documentId);
    const isSpoken = spokenOf(quoteWords(none));
    const before = known.filter(
      (fact) =>
        fact.documentId !== none.documentId &&
        compareDates(fact.date ?? sources.dateOf(fact.documentId), writtenOn) < 0 &&
        isSpoken(fact.label),
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
            also: [...before, ...knownLike(first)],
          },
        ],
        importance: 3,
        sources,
      }),
    );
  }
  return found;
});
