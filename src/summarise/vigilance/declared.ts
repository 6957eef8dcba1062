import { among, perList } from '../per-document.js';
import { perFact } from '../per-fact.js';
import type { Fact } from '../../domain/fact.js';
import type { Vigilance } from '../../domain/synthesis.js';
import { daysBetween } from '../dates.js';
import { quoteWords } from '../quote.js';
import type { Sources } from '../sources.js';
import { writeValue } from '../templates.js';
import { once, passagesSideBySide, saying } from './passages.js';
import { sideBySide, whoSays, type VigilanceInput } from './warning.js';

/** What is measured on the body and changes little: concept, days, share. */
const STEADY = [
  { concept: 'value:poids', name: 'Poids', days: 150, share: 0.06 },
  { concept: 'value:taille', name: 'Taille', days: 900, share: 0.02 },
  { concept: 'value:fevg', name: 'FEVG', days: 420, share: 0.15 },
].map((one) => ({ ...one, measuresIn: measuresOf(one.concept), toldAmong: declaredOf(one) }));
const DOUBT =
  /\?|\b(?:declare\w*|annonce\w*|dit peser|estimee?|a l oeil|visuelle?|selon (?:la|le) (?:mere|pere|patiente?|famille)|approximati\w+)\b/;

/** A question mark behind the number, or words beside it that say who told it. */
const isDoubted = perFact((fact): boolean => {
  const words = quoteWords(fact);
  const number = /\d+(?:[.,]\d+)?/.exec(fact.value?.text ?? '')?.[0] ?? '';
  const at = number === '' ? -1 : words.indexOf(number);
  if (at < 0) return false;
  const end = at + number.length;
  return /^.{0,10}\?/.test(words.slice(end, end + 12)) || DOUBT.test(words.slice(Math.max(0, at - 30), end + 30));
});

/** A child's share of change between two papers. */
const GROWTH = 0.2;

/** A weight told, a fraction seen by eye, beside what was measured about that time, be it in the same document. */
export function declaredAgainstMeasured(input: VigilanceInput): readonly Vigilance[] {
  const { facts, sources, patient, reference } = input;
  const isChild = patient.birthDate !== undefined && daysBetween(patient.birthDate, reference) < 18 * 365;
  return STEADY.flatMap(({ measuresIn, toldAmong, name, days, share }): readonly Vigilance[] => {
    const told = toldAmong(measuresIn(facts), Number(isChild), sources);
    return told.length === 0 && name === 'Poids' ? writtenWeight(input, isChild ? GROWTH : share, days) : told;
  });
}

interface Steady {
  readonly name: string;
  readonly days: number;
  readonly share: number;
}

/** Of measures under one concept, the last that was only told, beside what was measured; of a child or not. */
function declaredOf({ name, days, share }: Steady): (measures: readonly Fact[], isChild: number, sources: Sources) => readonly Vigilance[] {
  return perList((all: readonly Fact[], isChild: number, sources: Sources): readonly Vigilance[] => {
    const measures = all.filter((fact) => !fact.qualifiers.negated);
    const sure = measures.filter((fact) => !isDoubted(fact));
    for (const told of measures.filter(isDoubted).toReversed()) {
      // What a child gains within the months is no contradiction.
      const atLeast = (fact: Fact): number => (isChild === 1 && fact.documentId !== told.documentId ? GROWTH : share);
      const apart = sure.filter((fact) => differs(fact, told, atLeast(fact)) && near(fact, told, days, sources));
      const close = sure.some((fact) => !differs(fact, told, share) && near(fact, told, days, sources));
      // Of the same paper first: the box that was filled in, and the scale.
      const last = apart.findLast((fact) => fact.documentId === told.documentId) ?? apart.at(-1);
      if (last === undefined || (close && apart.every((fact) => fact.documentId !== told.documentId))) continue;
      const value = (fact: Fact): string => (fact.value === undefined ? '' : writeValue(fact.value));
      return [
        sideBySide({
          rule: 'vigilance:declared-and-measured',
          subject: `${name}, dit et mesuré`,
          sides: [
            { says: `${value(told)} déclaré ou estimé`, fact: told },
            { says: value(last), fact: last, also: apart.slice(-3, -1) },
          ],
          importance: 2,
          sources,
        }),
      ];
    }
    return [];
  });
}

/** What was measured of the patient under a concept. */
function measuresOf(measured: string): (facts: readonly Fact[]) => readonly Fact[] {
  return among(
    ({ kind, concept, value, qualifiers }: Fact) =>
      kind === 'observation' && concept === measured && value?.number !== undefined && !qualifiers.family && !qualifiers.otherPerson,
  );
}

function differs(a: Fact, b: Fact, share: number): boolean {
  const [left, right] = [a.value?.number ?? 0, b.value?.number ?? 0];
  const gap = Math.abs(left - right) / Math.max(left, right);
  // Half of it is what was lost or gained.
  return left > 0 && right > 0 && gap >= share && gap < 0.6;
}

function near(a: Fact, b: Fact, days: number, sources: Sources): boolean {
  const [left, right] = [sources.dateOf(a.documentId), sources.dateOf(b.documentId)];
  return left !== undefined && right !== undefined && Math.abs(daysBetween(left, right)) <= days;
}

const weights = measuresOf('value:poids');
const WRITTEN = /\b(?:poids|pds|p) ?:? ?(\d{1,3}(?:[.,]\d)?) ?(?:kg)? ?\(? ?(?:declare\w*|dit|annonce|estime)/;

const isWritten = once(WRITTEN);

/** "Pds 61 (déclaré)", which no fact holds. */
function writtenWeight({ facts, passages, sources }: VigilanceInput, share: number, days: number): readonly Vigilance[] {
  const scales = weights(facts).filter((fact) => !isDoubted(fact));
  for (const passage of saying(passages, isWritten).toReversed()) {
    const told = Number((WRITTEN.exec(passage.words)?.[1] ?? '').replace(',', '.'));
    const { date } = passage;
    if (!(told > 0) || date === undefined) continue;
    const apart = scales.filter((fact) => {
      const measured = fact.value?.number ?? 0;
      const on = sources.dateOf(fact.documentId);
      return on !== undefined && Math.abs(daysBetween(on, date)) <= days && Math.abs(measured - told) / Math.max(measured, told) >= share;
    });
    const last = apart.at(-1);
    if (last?.value === undefined) continue;
    const item = passagesSideBySide({
      rule: 'vigilance:declared-and-measured',
      subject: 'Poids, dit et mesuré',
      sides: [{ says: `${String(told).replace('.', ',')} déclaré`, passage }],
      factIds: apart.map(({ id }) => id),
      importance: 2,
    });
    return [
      {
        ...item,
        text: `${item.text}, ${writeValue(last.value)} (${whoSays(last, sources)})`,
        citations: [...item.citations, ...apart.toReversed().flatMap(({ citations }) => citations)].slice(0, 6),
      },
    ];
  }
  return [];
}
