import { byTopic, perList } from '../../per-document.js';
import type { Fact } from '../../../domain/fact.js';
import type { Vigilance } from '../../../domain/synthesis.js';
import { compareDates, compatibleDates, daysBetween } from '../../dates.js';
import { lazily } from '../../lazily.js';
import { isAffirmed } from '../../line.js';
import { containment, fold, significantWords } from '../../text.js';
import { perFact } from '../../per-fact.js';
import type { Sources } from '../../sources.js';
import { sideBySide, type VigilanceInput } from '../warning.js';
import { quoteWords } from '../../quote.js';
import { isNewSince } from '../told-dates.js';
import { areGradedApart } from './graded-apart.js';

const PAIRED =
  /\b(epaule|hanche|genou|coude|poignet|cheville|main|pied|bras|jambe|cuisse|avant bras|sein|rein|ovaire|testicule|poumon|tempe|oreille|oeil|femur|tibia|humerus|radius|menisque|talon|carotide|surrenale|aine|mollet|orteil|doigt|pouce|supra epineux|coiffe|col femoral|pth|ptg)\w*/;
const BESIDE_PART = new RegExp(`${PAIRED.source}(?: \\w+){0,2}? (gauche|droite?|g|d)\\b`);
const NAMES_OF_PART: Readonly<Record<string, string>> = {
  'supra epineux': 'epaule',
  coiffe: 'epaule',
  'col femoral': 'hanche',
  femur: 'hanche',
  pth: 'hanche',
  ptg: 'genou',
};

/** A line is put in where there is room: its own name tells its side. */
const LINE = /\b(?:picc|midline|mid line|vvp|cathlon|voie veineuse|perfusion)\b/;

/** Facts that tell a side, by the part of the body. */
const sided = byTopic((fact: Fact) => {
  const q = fact.qualifiers;
  if (
    !['condition', 'procedure', 'device', 'plan', 'observation', 'medication', 'lifestyle'].includes(fact.kind) ||
    q.family ||
    q.otherPerson ||
    q.negated ||
    // Other rules tell the thing that a dated clause only places.
    fact.origin === 'rule:dated-event' ||
    fact.status === 'absent' ||
    LINE.test(quoteWords(fact))
  )
    return undefined;
  const part = partNamed(fact);
  return part === undefined || sideWritten(fact) === undefined ? undefined : part;
});

/** The same thing on two sides: one document alone against the others. */
export function opposedSides({ facts, sources }: VigilanceInput): readonly Vigilance[] {
  const found = [...sidedActs(facts).values()].flatMap((members) => actOnOtherSide(members, undefined, sources));
  for (const [part, members] of sided(facts)) {
    const own = partOnOtherSide(members, part, sources);
    const ids = lazily(() => new Set(members.map(({ id }) => id)));
    if (own.length > 0 && !found.some(({ factIds }) => factIds.some((id) => ids().has(id)))) found.push(...own);
  }
  return found;
}

const partOnOtherSide = perList((members: readonly Fact[], part: string, sources: Sources): readonly Vigilance[] => {
  const by = (side: Sided): readonly Fact[] => members.filter((fact) => sideWritten(fact) === side);
  const documents = (list: readonly Fact[]): number => new Set(list.map((fact) => fact.documentId)).size;
  const [left, right] = [by('left'), by('right')];
  const [few, many] = documents(left) <= documents(right) ? [left, right] : [right, left];
  if (few.length === 0) {
    const both = by('bilateral');
    return documents(both) === 1 && documents(many) >= 2 && both.some((odd) => many.some((other) => sameThing(odd, other)))
      ? [sideWarning(part, both, many, sources)]
      : [];
  }
  if (documents(few) > 1) return [];
  // A paper that describes both of two organs tells each its own.
  if (EACH_ITS_OWN.test(part) && few.every((odd) => many.some((other) => other.documentId === odd.documentId))) return [];
  const paired = few.filter((odd) =>
    many.some(
      (other) =>
        other.documentId !== odd.documentId &&
        sameThing(odd, other) &&
        !farApart(odd, other, sources) &&
        !twoOperations(odd, other, sources),
    ),
  );
  // Alone against two other documents, even for another act: the infiltration is of the shoulder that was imaged.
  const alone = documents(many) >= 2 && !TWO_OF_THEM.test(part) ? few : [];
  const odd = paired.length > 0 ? paired : alone;
  return odd.length > 0 && many.some((other) => other.documentId !== odd[0]?.documentId) ? [sideWarning(part, odd, many, sources)] : [];
});

/** Illnesses that come on either side, each in its time. */
const OFTEN_BOTH =
  /arthrose|cataracte|douleur|surdite|presbyacousie|otite|varice|edeme|pneumopathie|sinusite|calcul|lithiase|nodule|kyste|retinopathie|glaucome|dmla|crepitants|tendin|carpien|hernie|entorse/;

const SAYS_BOTH = /\b(?:bilat\w*|deux|2 (?:cotes|yeux|genoux|hanches)|odg)\b/;

/** Acts, implants and illnesses with a side, by their concept. */
const sidedActs = byTopic((fact: Fact) =>
  (fact.kind === 'procedure' ||
    fact.kind === 'device' ||
    (fact.kind === 'condition' && isAffirmed(fact) && !OFTEN_BOTH.test(fact.concept ?? ''))) &&
  // The bone is not told: two fractures.
  fact.concept !== 'fracture' &&
  fact.laterality !== undefined &&
  // "AVC sylvien gauche avec hémiplégie droite" tells two sides of two things.
  (fact.laterality !== 'bilateral' || SAYS_BOTH.test(quoteWords(fact))) &&
  fact.importance >= 2 &&
  !fact.qualifiers.family &&
  !fact.qualifiers.negated &&
  !fact.qualifiers.otherPerson
    ? fact.concept
    : undefined,
);

/** One operation, implant or illness of one date, on two sides; or on both sides in one document and on one alone in the others. */
const actOnOtherSide = perList((members: readonly Fact[], _: undefined, sources: Sources): readonly Vigilance[] => {
  const opposes = (a: Fact, b: Fact): boolean =>
    b.documentId !== a.documentId && b.laterality !== a.laterality && !farApart(a, b, sources) && !twoOperations(a, b, sources);
  if (members.some((one) => members.some((other) => opposes(one, other) && areGradedApart(quoteWords(one), quoteWords(other))))) return [];
  const a = members.findLast((one) => members.some((other) => opposes(one, other)));
  const b = a && members.findLast((other) => opposes(a, other));
  if (a === undefined || b === undefined) return [];
  const support = (fact: Fact): number =>
    new Set(members.filter((other) => other.laterality === fact.laterality).map((other) => other.documentId)).size;
  const [few, many] = support(a) <= support(b) ? [a, b] : [b, a];
  if (support(few) > 1) return [];
  return [
    sideWarning(
      few.label.replace(/\s*\b(?:gauche|droite?|odg?|og|g|d)\b/giu, '').trim(),
      [few],
      members.filter((fact) => fact.laterality === many.laterality),
      sources,
    ),
  ];
});

/** Both dates are told and far apart, or the later paper tells what is new. */
const farApart = (a: Fact, b: Fact, sources: Sources): boolean => {
  const [older, newer] = [a, b].toSorted((x, y) => compareDates(sources.dateOf(x.documentId), sources.dateOf(y.documentId)));
  return (
    datesApart(a, b) ||
    (older !== undefined &&
      newer !== undefined &&
      isNewSince(sources.dateOf(older.documentId), sources.dateOf(newer.documentId), quoteWords(newer)))
  );
};

const datesApart = (a: Fact, b: Fact): boolean =>
  a.date !== undefined &&
  b.date !== undefined &&
  a.dateSource === 'text' &&
  b.dateSource === 'text' &&
  !compatibleDates(a.date, b.date) &&
  Math.abs(daysBetween(a.date, b.date)) > 400;

type Sided = 'left' | 'right' | 'bilateral';
/** Parts of which both are often ill, each on its own. */
const EACH_ITS_OWN = /^(?:ovaire|testicule|rein|poumon|carotide|surrenale|sein|oeil|oreille)$/;
const TWO_OF_THEM = /^(oeil|oreille|sein|rein|poumon|genou|main|pied)$/;

const SIDE_NAMES = { left: 'gauche', right: 'droite', bilateral: 'des deux côtés', none: '' } as const;
const PART_NAMES: Readonly<Record<string, string>> = { oeil: 'œil', epaule: 'épaule', 'avant bras': 'avant-bras' };

function sideWarning(part: string, few: readonly Fact[], many: readonly Fact[], sources: Sources): Vigilance {
  const odd = few.at(-1) as Fact;
  const elsewhere = many.filter((fact) => fact.documentId !== odd.documentId);
  const other = elsewhere.findLast((fact) => partOf(fact, true) !== undefined) ?? elsewhere.at(-1) ?? (many[0] as Fact);
  return sideBySide({
    rule: 'vigilance:side',
    subject: `${PART_NAMES[part] ?? part}, côtés différents`,
    sides: [
      { says: SIDE_NAMES[sideOf(other) ?? 'none'], fact: other },
      { says: SIDE_NAMES[sideOf(odd) ?? 'none'], fact: odd, also: many.filter((fact) => fact !== other).toReversed() },
    ],
    importance: 3,
    sources,
  });
}

/** The side that the fact bears, else the one written beside the part of the body. */
function sideOf(fact: Fact): Sided | undefined {
  // A side written of something else in the same sentence is not the part's.
  if (fact.laterality !== undefined && (partOf(fact, true) !== undefined || partOf(fact) === undefined)) return fact.laterality;
  for (const text of [fold(fact.label), quoteWords(fact)]) {
    if (/\bodg\b/.test(text)) return 'bilateral';
    if (/\bog\b/.test(text)) return 'left';
    if (/\bod\b/.test(text)) return 'right';
    const word = BESIDE_PART.exec(text)?.at(-1);
    if (word !== undefined) return /^g/.test(word) ? 'left' : 'right';
  }
  return undefined;
}

const partNamed = perFact((fact) => partOf(fact));
const sideWritten = perFact(sideOf);

function partOf(fact: Fact, inLabel = false): string | undefined {
  if (/\b(cataracte|phaco\w*|pseudophak\w*)\b/.test(fold(fact.label))) return 'oeil';
  const found =
    PAIRED.exec(fold(fact.label))?.[1] ?? (inLabel || fact.kind === 'condition' ? undefined : PAIRED.exec(quoteWords(fact))?.[1]);
  if (found === undefined)
    return /\b(cataracte|phaco|od|og|odg)\b/.test(fold(`${fact.label} ${fact.citations[0].quote}`)) ? 'oeil' : undefined;
  return NAMES_OF_PART[found] ?? found;
}

/** Reports of operations that far apart are of two operations: each has one report. */
export const OPERATIONS_DAYS = 5;
const twoOperations = (a: Fact, b: Fact, sources: Sources): boolean =>
  [a, b].every((fact) => sources.nature(fact.documentId) === 'operation') &&
  Math.abs(daysBetween(sources.dateOf(a.documentId) ?? '', sources.dateOf(b.documentId) ?? '')) > OPERATIONS_DAYS;

function sameThing(a: Fact, b: Fact): boolean {
  if (
    a.date !== undefined &&
    b.date !== undefined &&
    a.dateSource === 'text' &&
    b.dateSource === 'text' &&
    !compatibleDates(a.date, b.date) &&
    Math.abs(daysBetween(a.date, b.date)) > 400
  )
    return false;
  const withoutSide = (label: string): readonly string[] => significantWords(label).filter((word) => !/^(gauche|droit|droite)$/.test(word));
  return (a.concept !== undefined && a.concept === b.concept) || containment(withoutSide(a.label), withoutSide(b.label)) >= 0.99;
}
