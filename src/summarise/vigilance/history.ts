import type { Fact } from '../../domain/fact.js';
import type { Vigilance } from '../../domain/synthesis.js';
import { conceptTraits } from '../concepts.js';
import { compareDates, compatibleDates, daysBetween, frenchDate } from '../dates.js';
import { isAffirmed } from '../line.js';
import type { Sources } from '../sources.js';
import { containment, fold, groupBy, significantWords } from '../text.js';
import { ownWords, sideBySide, type Side, type VigilanceInput } from './warning.js';

const PAIRED =
  /\b(epaule|hanche|genou|coude|poignet|cheville|main|pied|bras|jambe|cuisse|avant bras|sein|rein|ovaire|testicule|poumon|tempe|oreille|oeil|femur|tibia|humerus|radius|menisque|talon|carotide|surrenale|aine|mollet|orteil|doigt|pouce|supra epineux|coiffe|col femoral|pth|ptg)\w*/;
const NAMES_OF_PART: Readonly<Record<string, string>> = {
  'supra epineux': 'epaule',
  coiffe: 'epaule',
  'col femoral': 'hanche',
  femur: 'hanche',
  pth: 'hanche',
  ptg: 'genou',
};

/** The same thing on two sides: one document alone against the others. */
export function opposedSides({ facts, sources }: VigilanceInput): readonly Vigilance[] {
  const sided = facts.flatMap((fact) => {
    const q = fact.qualifiers;
    if (
      !['condition', 'procedure', 'device', 'plan', 'observation', 'medication', 'lifestyle'].includes(fact.kind) ||
      q.family ||
      q.otherPerson ||
      q.negated ||
      fact.status === 'absent'
    )
      return [];
    const part = partOf(fact);
    const side = part === undefined ? undefined : sideOf(fact);
    return part === undefined || side === undefined ? [] : [{ fact, part, side }];
  });
  const found: Vigilance[] = [];
  for (const [part, members] of groupBy(sided, (one) => one.part)) {
    const by = (side: Sided): readonly Fact[] => members.filter((one) => one.side === side).map((one) => one.fact);
    const documents = (list: readonly Fact[]): number => new Set(list.map((fact) => fact.documentId)).size;
    const [left, right] = [by('left'), by('right')];
    const [few, many] = documents(left) <= documents(right) ? [left, right] : [right, left];
    if (few.length === 0) {
      const both = by('bilateral');
      if (documents(both) === 1 && documents(many) >= 2 && both.some((odd) => many.some((other) => sameThing(odd, other))))
        found.push(sideWarning(part, both, many, sources));
      continue;
    }
    if (documents(few) > 1) continue;
    const paired = few.filter((odd) => many.some((other) => other.documentId !== odd.documentId && sameThing(odd, other)));
    // Alone against two other documents, even for another act: the infiltration is of the shoulder that was imaged.
    const alone = documents(many) >= 2 && !TWO_OF_THEM.test(part) ? few : [];
    const odd = paired.length > 0 ? paired : alone;
    if (odd.length > 0 && many.some((other) => other.documentId !== odd[0]?.documentId)) found.push(sideWarning(part, odd, many, sources));
  }
  return found;
}

type Sided = 'left' | 'right' | 'bilateral';
/** Parts of which both are often ill, each on its own. */
const TWO_OF_THEM = /^(oeil|oreille|sein|rein|poumon|genou|main|pied)$/;

function sideWarning(part: string, few: readonly Fact[], many: readonly Fact[], sources: Sources): Vigilance {
  const odd = few.at(-1) as Fact;
  const other = many.findLast((fact) => fact.documentId !== odd.documentId) ?? (many[0] as Fact);
  return sideBySide({
    rule: 'vigilance:side',
    subject: `Côté (${part === 'oeil' ? 'œil' : part})`,
    sides: [
      { says: ownWords(other), fact: other },
      { says: ownWords(odd), fact: odd, also: many.filter((fact) => fact !== other).toReversed() },
    ],
    importance: 3,
    sources,
  });
}

/** The side that the fact bears, else the one written beside the part of the body. */
function sideOf(fact: Fact): Sided | undefined {
  if (fact.laterality !== undefined) return fact.laterality;
  for (const text of [fold(fact.label), fold(fact.citations[0].quote)]) {
    if (/\bodg\b/.test(text)) return 'bilateral';
    if (/\bog\b/.test(text)) return 'left';
    if (/\bod\b/.test(text)) return 'right';
    const beside = new RegExp(`${PAIRED.source}(?: \\w+){0,2}? (gauche|droite?|g|d)\\b`).exec(text);
    const word = beside?.at(-1);
    if (word !== undefined) return /^g/.test(word) ? 'left' : 'right';
  }
  return undefined;
}

function partOf(fact: Fact): string | undefined {
  const found = PAIRED.exec(fold(fact.label))?.[1] ?? PAIRED.exec(fold(fact.citations[0].quote))?.[1];
  if (found === undefined)
    return /\b(cataracte|phaco|od|og|odg)\b/.test(fold(`${fact.label} ${fact.citations[0].quote}`)) ? 'oeil' : undefined;
  return NAMES_OF_PART[found] ?? found;
}

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

/** One chronic problem, device, operation or allergy, two years of beginning. */
export function differingStarts({ facts, sources }: VigilanceInput): readonly Vigilance[] {
  const dated = facts.filter(
    (fact) =>
      isAffirmed(fact) &&
      !fact.qualifiers.family &&
      fact.date !== undefined &&
      fact.dateSource === 'text' &&
      ['condition', 'device', 'allergy', 'lifestyle', 'procedure'].includes(fact.kind) &&
      fact.concept !== undefined,
  );
  const found: Vigilance[] = [];
  for (const [, members] of groupBy(dated, (fact) => `${fact.kind}|${fact.concept ?? ''}|${fact.laterality ?? ''}`)) {
    const [first] = members;
    if (first?.date === undefined) continue;
    const lasting = first.kind !== 'condition' || conceptTraits(first.concept)?.chronic === true;
    if (first.kind === 'procedure' && !/ectomie|prothese|stent|pontage|appendic|cesarienne|amput/.test(fold(first.label))) continue;
    const years = groupBy(members, (fact) => (fact.date ?? '').slice(0, 4));
    if (years.size < 2 || years.size > 3) continue;
    // An acute illness may come twice: it takes a single odd document to suspect a slip.
    if (!lasting && ![...years.values()].some((one) => new Set(one.map((fact) => fact.documentId)).size >= 2)) continue;
    const sides = [...years.values()].map((one): Side => ({
      says: frenchDate(one[0]?.date ?? ''),
      fact: one[0] as Fact,
      also: one.slice(1),
    }));
    if (new Set(sides.map((side) => side.fact.documentId)).size < 2) continue;
    found.push(
      sideBySide({
        rule: 'vigilance:dates-differ',
        subject: `${first.label}, dates différentes`,
        sides,
        importance: first.importance === 3 ? 2 : 1,
        sources,
      }),
    );
  }
  return found;
}

/** A condition that one source rules out or denies, and another states. */
export function affirmedAgainstRuledOut({ facts, sources }: VigilanceInput): readonly Vigilance[] {
  const conditions = facts.filter(
    (fact) =>
      fact.kind === 'condition' &&
      !fact.qualifiers.family &&
      !fact.qualifiers.otherPerson &&
      !fact.qualifiers.instruction &&
      fact.concept !== undefined &&
      // "Vacciné contre l'hépatite B" names the disease that it prevents.
      !/vaccin|immunis/.test(fold(fact.citations[0].quote)),
  );
  const found: Vigilance[] = [];
  for (const [concept, members] of groupBy(conditions, (fact) => `${fact.concept ?? ''}`)) {
    const lasting = conceptTraits(concept)?.chronic === true;
    const against = members.filter((fact) => fact.status === 'ruled-out' || (lasting && fact.status === 'absent'));
    const affirmed = members.filter((fact) => isAffirmed(fact));
    const odd = against.at(-1);
    if (odd === undefined || affirmed.length === 0) continue;
    const other = affirmed.findLast(
      (fact) =>
        fact.documentId !== odd.documentId &&
        (lasting || compareDates(sources.dateOf(fact.documentId), sources.dateOf(odd.documentId)) > 0),
    );
    if (other === undefined) continue;
    // A disease known to many documents is not contradicted by one that found no sign of it.
    if (new Set(affirmed.map((fact) => fact.documentId)).size > 3 && odd.status === 'absent') continue;
    found.push(
      sideBySide({
        rule: 'vigilance:ruled-out-and-stated',
        subject: other.label,
        sides: [
          { says: ownWords(odd), fact: odd, also: against },
          { says: ownWords(other), fact: other, also: affirmed.toReversed() },
        ],
        importance: 2,
        sources,
      }),
    );
  }
  return found;
}

/** Smoking written as current after it was written as stopped; alcohol told in different amounts. */
export function differingHabits({ facts, sources }: VigilanceInput): readonly Vigilance[] {
  const lifestyle = facts.filter(
    (fact) =>
      fact.kind === 'lifestyle' &&
      !fact.qualifiers.family &&
      !fact.qualifiers.otherPerson &&
      !fact.qualifiers.instruction &&
      !fact.qualifiers.hypothetical,
  );
  const found: Vigilance[] = [];
  const about = (pattern: RegExp): readonly Fact[] => lifestyle.filter((fact) => pattern.test(fold(`${fact.concept ?? ''} ${fact.label}`)));
  const tobacco = about(/tabac|fum|cigarette|paquet/);
  const quit = tobacco.filter(
    (fact) =>
      ['past', 'resolved', 'stopped', 'absent', 'ruled-out'].includes(fact.status) ||
      /sevr|arret|non fum|ex fum|stopp|pas re?(?:fum|pris)|n a pas fum|cesse/.test(fold(`${fact.label} ${fact.citations[0].quote}`)),
  );
  const smoking = tobacco.filter((fact) => !quit.includes(fact) && fact.status === 'active');
  const firstQuit = quit[0];
  const relapse =
    firstQuit === undefined
      ? undefined
      : smoking.find(
          (fact) =>
            fact.documentId !== firstQuit.documentId &&
            compareDates(sources.dateOf(fact.documentId), sources.dateOf(firstQuit.documentId)) > 0,
        );
  if (firstQuit !== undefined && relapse !== undefined) {
    found.push(
      sideBySide({
        rule: 'vigilance:smoking',
        subject: 'Tabac',
        sides: [
          { says: ownWords(firstQuit), fact: firstQuit, also: quit.toReversed() },
          { says: ownWords(relapse), fact: relapse },
        ],
        sources,
      }),
    );
  }
  const alcohol = about(/alcool|\boh\b|ethyl|verre/).filter((fact) => amount(fact) !== undefined);
  const amounts = [...groupBy(alcohol, (fact) => amount(fact) ?? '').values()];
  if (amounts.length > 1 && new Set(alcohol.map((fact) => fact.documentId)).size > 1) {
    found.push(
      sideBySide({
        rule: 'vigilance:alcohol',
        subject: 'Alcool, quantités différentes',
        sides: amounts.slice(0, 4).map((one): Side => ({ says: ownWords(one.at(-1) as Fact), fact: one.at(-1) as Fact })),
        sources,
      }),
    );
  }
  return found;
}

const COUNTS: Readonly<Record<string, string>> = { un: '1', une: '1', deux: '2', trois: '3', quatre: '4', cinq: '5', six: '6' };

function amount(fact: Fact): string | undefined {
  const match =
    /(\d+(?:\s*(?:a|ou|et)\s*\d+)?|un|une|deux|trois|quatre|cinq|six)\s*(?:a\s*\d+\s*)?(?:verre|v\/j|biere|bouteille|ugs?\b)/.exec(
      fold(`${fact.value?.text ?? ''} ${fact.label} ${fact.citations[0].quote}`),
    );
  return match?.[1] === undefined ? undefined : (COUNTS[match[1]] ?? match[1]);
}

/** One relative, two illnesses at one age, or one illness at two ages. */
export function differingKin({ facts, sources }: VigilanceInput): readonly Vigilance[] {
  const kin = facts.filter(
    (fact) =>
      (fact.kind === 'family-history' || fact.qualifiers.family) &&
      fact.familyMember !== undefined &&
      !fact.qualifiers.negated &&
      fact.status !== 'absent',
  );
  const found: Vigilance[] = [];
  for (const [member, members] of groupBy(kin, (fact) => fold(fact.familyMember ?? ''))) {
    for (let index = 0; index < members.length; index += 1) {
      const a = members[index];
      const b = members.slice(index + 1).find((other) => a !== undefined && other.documentId !== a.documentId && contradictKin(a, other));
      if (a === undefined || b === undefined) continue;
      found.push(
        sideBySide({
          rule: 'vigilance:family',
          subject: `Antécédent familial (${a.familyMember ?? member})`,
          sides: [a, b].map((fact): Side => ({ says: ownWords(fact), fact })),
          importance: 1,
          sources,
        }),
      );
      break;
    }
  }
  return found;
}

function contradictKin(a: Fact, b: Fact): boolean {
  const [left, right] = [kinAge(a), kinAge(b)];
  if (left === undefined || right === undefined) return false;
  const same =
    (a.concept !== undefined && a.concept === b.concept) || containment(significantWords(a.label), significantWords(b.label)) >= 0.99;
  return same ? left !== right : left === right;
}

function kinAge(fact: Fact): string | undefined {
  return /(?:a|vers|l age de)\s+(\d{2})\s*ans/.exec(fold(`${fact.label} ${fact.citations[0].quote}`))?.[1];
}
