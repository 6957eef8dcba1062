import type { Fact } from '../domain/fact.js';
import { conceptTraits, isKindOf } from './concepts.js';
import { compatibleDates, daysBetween } from './dates.js';
import type { Line } from './line.js';
import type { Sources } from './sources.js';
import { containment, fold, significantWords } from './text.js';

/**
 * An illness named in general ("diabète", "infarctus") beside the one kind of it that is known ("diabète de type 1", "infarctus inférieur" of
 * that month) is the same: its sources join the precise line. So do a relative's. An operation that left an implant is told once, among the
 * implants' acts.
 */
export function underTheirKinds(lines: readonly Line[]): readonly Line[] {
  const affirmed = (line: Line): boolean => line.status !== 'ruled-out' && line.status !== 'absent' && line.status !== 'suspected';
  const named = lines.filter(
    (line) => (line.kind === 'condition' || line.kind === 'family-history') && line.concept !== undefined && affirmed(line),
  );
  const joined = new Map<Line, Fact[]>();
  const gone = new Set<Line>();
  for (const general of named) {
    const lasting = conceptTraits(general.concept)?.chronic === true;
    const name = significantWords(conceptTraits(general.concept)?.label ?? general.label);
    const kinds = named.filter(
      (line) =>
        line.kind === general.kind &&
        relativeOf(line) === relativeOf(general) &&
        (line.concept !== general.concept || line.kind === 'family-history') &&
        line !== general &&
        !gone.has(line) &&
        // An exacerbation is an event of the illness, not a kind of it.
        (conceptTraits(line.concept)?.chronic === true) === lasting &&
        (lasting || general.date === undefined || (line.date !== undefined && compatibleDates(line.date, general.date))) &&
        line.importance >= general.importance &&
        isKindOf(line.concept, general.concept ?? '') &&
        [conceptTraits(line.concept)?.label, line.label].some(
          (label) => label !== undefined && containment(name, significantWords(label)) === 1,
        ),
    );
    const precise = kinds.filter((line) => line.concept !== general.concept);
    const kind = precise[0] ?? kinds[0];
    if (kind === undefined || precise.length > 1) continue;
    gone.add(general);
    joined.set(kind, [...(joined.get(kind) ?? []), ...general.facts]);
  }
  const acts = new Set(
    lines.filter((line) => line.kind === 'procedure').map((line) => `${line.concept ?? line.label}|${line.laterality ?? ''}`),
  );
  return lines
    .filter(
      (line) =>
        !gone.has(line) &&
        !(line.kind === 'device' && acts.has(`${line.concept ?? line.label}|${line.laterality ?? ''}`) && NO_DEVICE.test(fold(line.label))),
    )
    .map((line) => {
      const more = joined.get(line);
      return more === undefined ? line : { ...line, facts: [line.facts[0], ...line.facts.slice(1), ...more] };
    });
}

/**
 * "Stent" beside the one "stent actif de la coronaire droite moyenne" of that time is the same implant, named shorter: its sources join the
 * fuller line. Two fuller names, other sides, dates apart, or one removed and one in place keep it.
 */
export function underFullerDevices(lines: readonly Line[]): readonly Line[] {
  const devices = lines.filter((line) => line.kind === 'device');
  const joined = new Map<Line, Fact[]>();
  const gone = new Set<Line>();
  for (const short of devices) {
    const fuller = devices.filter(
      (line) =>
        line !== short &&
        line.status === short.status &&
        unsided(line.label).length > unsided(short.label).length &&
        isNamedIn(short, line) &&
        sidesAgree(short, line) &&
        (line.date === undefined || short.date === undefined || compatibleDates(line.date, short.date)),
    );
    const [home] = fuller;
    if (home === undefined || fuller.length > 1) continue;
    gone.add(short);
    joined.set(home, [...(joined.get(home) ?? []), ...short.facts, ...(joined.get(short) ?? [])]);
  }
  return lines
    .filter((line) => !gone.has(line))
    .map((line) => {
      const more = joined.get(line);
      return more === undefined ? line : { ...line, facts: [line.facts[0], ...line.facts.slice(1), ...more] };
    });
}

const SIDE_WORD = {
  left: /\b(?:gauches?|g|cg|og)\b/,
  right: /\b(?:droite?s?|d|cd|od)\b/,
  bilateral: /\b(?:bilaterale?s?|deux)\b/,
} as const;

/** No side on one of them, the same on both, or the one that the other's name says. */
function sidesAgree(one: Line, other: Line): boolean {
  const sides = [one, other].map((line) => line.laterality ?? sideIn(line.label));
  return sides[0] === undefined || sides[1] === undefined || sides[0] === sides[1];
}

const sideIn = (label: string): Line['laterality'] =>
  (['left', 'right', 'bilateral'] as const).find((side) => SIDE_WORD[side].test(fold(label)));

/** "Sœur", "sœurs": the relative of a line. */
const relativeOf = (line: Line): string => fold(line.familyMember ?? '').replace(/s$/, '');

/** Illnesses that come on either side, each in its time. */
const OFTEN_BOTH =
  /arthrose|cataracte|douleur|surdite|presbyacousie|otite|varice|edeme|pneumopathie|sinusite|calcul|lithiase|nodule|kyste|retinopathie|glaucome|dmla|crepitants|tendin|phacoemuls|canal-carpien|hernie/;
/** Who saw the side: the surgeon, the radiologist, the pathologist. */
const WITNESSES: ReadonlySet<string> = new Set(['operation', 'imaging', 'pathology']);
const SIDED: ReadonlySet<Line['kind']> = new Set(['condition', 'procedure', 'device']);
const FAR_DAYS = 400;

/**
 * One document puts on the other side what two or more put on this one, or one letter puts there what was done or seen here on that very day:
 * an old list, or a slip. The contradiction is told among the warnings, not as a second illness. What comes on both sides, what is dated apart
 * and what an operator's or a radiologist's own report says stays.
 */
export function withoutMisplaced(lines: readonly Line[], sources: Sources): readonly Line[] {
  const documents = (line: Line): ReadonlySet<string> => new Set(line.facts.map((fact) => fact.documentId));
  const witnessed = (line: Line): boolean => line.facts.some((fact) => WITNESSES.has(sources.nature(fact.documentId)));
  return lines.filter((line) => {
    const side = line.laterality;
    if (side === undefined || line.concept === undefined || documents(line).size > 1) return true;
    const copied = line.facts.every((fact) => ['emergency', 'peripheral'].includes(sources.nature(fact.documentId)));
    const slip = side !== 'bilateral' && !OFTEN_BOTH.test(line.concept) && !witnessed(line);
    return !lines.some((other) => {
      if (other === line || !SIDED.has(other.kind) || other.laterality === undefined || other.laterality === side) return false;
      const same = other.concept === line.concept;
      const many = documents(other).size >= 2;
      return (
        (copied && same && other.kind === line.kind && many) ||
        (slip && other.laterality !== 'bilateral' && many && !apart(line, other) && (same || isNamedIn(line, other))) ||
        (same && other.kind === line.kind && sameDay(line, other) && !witnessed(line) && (witnessed(other) || many))
      );
    });
  });
}

/** "Prothèse de hanche" beside "prothèse intermédiaire de hanche gauche". */
const isNamedIn = (line: Line, other: Line): boolean => containment(unsided(line.label), unsided(other.label)) === 1;
const unsided = (label: string): readonly string[] =>
  significantWords(label).filter((word) => !/^(?:gauches?|droite?s?|cote|od|og|en|place)$/.test(word));

/** Both dated, by the month at least or by one year, and agreeing. */
const sameDay = (a: Line, b: Line): boolean => a.date !== undefined && b.date !== undefined && compatibleDates(a.date, b.date);

const apart = (a: Line, b: Line): boolean =>
  a.date !== undefined &&
  b.date !== undefined &&
  a.facts.some((fact) => fact.dateSource === 'text') &&
  !compatibleDates(a.date, b.date) &&
  Math.abs(daysBetween(a.date, b.date)) > FAR_DAYS;

/** Names of an operation, not of what it leaves. */
const NO_DEVICE = /operee?|phaco|arthroplastie|pose d|mise en place|ectomie|chirurgie/;
