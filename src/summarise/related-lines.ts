import type { Fact } from '../domain/fact.js';
import { conceptTraits, isKindOf } from './concepts.js';
import { compareDates, compatibleDates, daysBetween } from './dates.js';
import type { Line } from './line.js';
import type { Sources } from './sources.js';
import { containment, fold, groupBy, significantWords } from './text.js';

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
        isSameRelative(line, general, named) &&
        (line.concept !== general.concept || line.kind === 'family-history') &&
        line !== general &&
        !gone.has(line) &&
        // An exacerbation is an event of the illness, not a kind of it.
        ((conceptTraits(line.concept)?.chronic === true) === lasting || spokenOf(line, general)) &&
        (lasting ||
          spokenOf(line, general) ||
          general.date === undefined ||
          (line.date !== undefined && compatibleDates(line.date, general.date))) &&
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
  return withJoined(lines, gone, joined).filter(
    (line) =>
      !(line.kind === 'device' && acts.has(`${line.concept ?? line.label}|${line.laterality ?? ''}`) && NO_DEVICE.test(fold(line.label))),
  );
}

/** Without the lines that are `gone`; those that they joined hold their facts behind their own. */
export function withJoined(lines: readonly Line[], gone: ReadonlySet<Line>, joined: ReadonlyMap<Line, readonly Fact[]>): readonly Line[] {
  return lines
    .filter((line) => !gone.has(line))
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
  return withJoined(lines, gone, joined);
}

const SIDE_WORD = {
  left: /\b(?:gauches?|g|cg|og)\b/,
  right: /\b(?:droite?s?|d|cd|od)\b/,
  bilateral: /\b(?:bilaterale?s?|deux)\b/,
} as const;

/** No side on one of them, the same on both, or the one that the other's name says. */
export function sidesAgree(one: Line, other: Line): boolean {
  const sides = [one, other].map((line) => line.laterality ?? sideIn(line.label));
  return sides[0] === undefined || sides[1] === undefined || sides[0] === sides[1];
}

const sideIn = (label: string): Line['laterality'] =>
  (['left', 'right', 'bilateral'] as const).find((side) => SIDE_WORD[side].test(fold(label)));
/** "La thyroïdite" of a letter is the lasting "thyroïdite de Hashimoto" where it has neither day nor side of its own. */
const spokenOf = (line: Line, general: Line): boolean =>
  conceptTraits(line.concept)?.chronic === true && !isDated(general) && general.laterality === undefined;

/** Dated by its own words, not by the day of the letter that speaks of it. */
const isDated = (line: Line): boolean => line.date !== undefined && line.facts.some((fact) => fact.dateSource === 'text');

/** "Grand-mère" is the "grand-mère maternelle" and "cousin" the "cousin germain" where the record tells of one of them. */
function isSameRelative(line: Line, general: Line, named: readonly Line[]): boolean {
  const [precise, plain] = [relativeOf(line), relativeOf(general)];
  if (precise === plain) return true;
  if (line.kind !== 'family-history' || !precise.startsWith(`${plain} `)) return false;
  return new Set(named.map(relativeOf).filter((relative) => relative.startsWith(`${plain} `))).size === 1;
}

/**
 * A symptom told only as what a drug did ("éruption sous clarithromycine") is in the allergy or the intolerance that tells it, from the
 * same words: no history of its own.
 */
export function withoutReactions(lines: readonly Line[]): readonly Line[] {
  const reactions = lines.filter((line) => line.kind === 'allergy' && line.status !== 'absent' && line.status !== 'ruled-out');
  if (reactions.length === 0) return lines;
  const told = groupBy(
    reactions.flatMap(({ facts }) => facts),
    ({ documentId }) => documentId,
  );
  const isTold = ({ documentId, citations: [own], label }: Fact): boolean =>
    (told.get(documentId) ?? []).some(
      ({ citations: [cited], label: written, allergy: detail }) =>
        own.span.page === cited.span.page &&
        own.span.start < cited.span.end &&
        cited.span.start < own.span.end &&
        containment(significantWords(label), significantWords(`${written} ${detail?.reaction ?? ''}`)) === 1,
    );
  return lines.filter(
    (line) =>
      line.kind !== 'condition' ||
      line.importance === 3 ||
      line.status === 'absent' ||
      line.status === 'ruled-out' ||
      !line.facts.every(isTold),
  );
}

const REMOVAL = /^(?:retrait|ablation|depose|explantation|retire|enleve)\w*\b/;
/** Put back the same day or told as exchanged: the patient still wears one. */
const EXCHANGED = /chang|remplac|renouvel|repos|nouve/;

/** "Nexplanon posé en 2020" and "retrait de l'implant" in 2026: what an act took out later is worn no more. */
export function withRemovals(lines: readonly Line[]): readonly Line[] {
  const removals = lines.filter(
    (line) =>
      line.kind === 'procedure' &&
      (line.status === 'past' || line.status === 'active') &&
      line.date !== undefined &&
      REMOVAL.test(fold(line.label)) &&
      !line.facts.some((fact) => EXCHANGED.test(fold(fact.citations[0].quote).slice(0, 240)) && fact.date === line.date),
  );
  if (removals.length === 0) return lines;
  return lines.map((line) => {
    if (line.kind !== 'device' || line.status !== 'active') return line;
    const names = [line.label, ...line.facts.map((fact) => fact.label), deviceName(line.concept)].map(significantWords);
    const removal = removals.find(
      ({ date, label, laterality }) =>
        date !== undefined &&
        (laterality === undefined || line.laterality === undefined || laterality === line.laterality) &&
        names.some((name) => isNamedByRemoval(significantWords(label.replace(/^\S+/u, '')), name)) &&
        [line.date, ...line.otherDates].every((on) => on === undefined || compareDates(on, date) < 0),
    );
    return removal === undefined || removal.date === undefined
      ? line
      : { ...line, status: 'stopped', endDate: removal.date, facts: [line.facts[0], ...line.facts.slice(1), ...removal.facts] };
  });
}

/** "La prothèse" alone may be any of them: two words at least, or the one word that names both. */
const isNamedByRemoval = (taken: readonly string[], worn: readonly string[]): boolean =>
  taken.length === 1 || worn.length === 1 ? taken.length === worn.length && taken[0] === worn[0] : containment(taken, worn) === 1;

/** "implant-contraceptif": the words of a device's concept. */
const deviceName = (concept: string | undefined): string => (concept ?? '').replace(/-/g, ' ');

/** "Sœur", "sœurs": the relative of a line. */
function relativeOf({ familyMember }: Line): string {
  const named = fold(familyMember ?? '');
  return named.endsWith('s') ? named.slice(0, -1) : named;
}

/** Illnesses that come on either side, each in its time. */
const OFTEN_BOTH =
  /arthrose|cataracte|douleur|surdite|presbyacousie|otite|varice|edeme|pneumopathie|sinusite|calcul|lithiase|nodule|kyste|retinopathie|glaucome|dmla|crepitants|tendin|phacoemuls|canal-carpien|hernie/;
/** Who saw the side: the surgeon, the radiologist, the pathologist; letters and forms retell them. */
export const WITNESSES: ReadonlySet<string> = new Set(['operation', 'imaging', 'pathology']);
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
  const sided = lines.filter((line) => SIDED.has(line.kind) && line.laterality !== undefined);
  const ofMany = new Set(sided.filter((line) => documents(line).size >= 2));
  return lines.filter((line) => {
    const side = line.laterality;
    if (side === undefined || line.concept === undefined || documents(line).size > 1) return true;
    const copied = line.facts.every((fact) => ['emergency', 'peripheral'].includes(sources.nature(fact.documentId)));
    const slip = side !== 'bilateral' && !OFTEN_BOTH.test(line.concept) && !witnessed(line);
    return !sided.some((other) => {
      if (other === line || other.laterality === side) return false;
      const same = other.concept === line.concept;
      const many = ofMany.has(other);
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
export const unsided = (label: string): readonly string[] =>
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
