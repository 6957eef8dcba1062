import type { Fact } from '../../domain/fact.js';
import type { Vigilance } from '../../domain/synthesis.js';
import { conceptTraits, isKindOf } from '../concepts.js';
import { compareDates, frenchDate } from '../dates.js';
import { isAffirmed } from '../line.js';
import { containment, fold, groupBy, significantWords } from '../text.js';
import { sideBySide, speaksOfAnother, type Side, type VigilanceInput } from './warning.js';
import { quoteWords } from '../quote.js';

const SAME_REACTION_YEARS = 5;

/** A lasting illness begins in a year or a month; a full day is more often that of an act, unless the passage says that it was found then. */
const beginsThere = (fact: Fact): boolean => (fact.date ?? '').length < 10 || /decouv|diagnos|depuis|debut|revel/.test(quoteWords(fact));

/** One chronic problem, device, operation or allergy, two years of beginning. */
export function differingStarts({ facts, sources }: VigilanceInput): readonly Vigilance[] {
  const dated = facts.filter(
    (fact) =>
      isAffirmed(fact) &&
      !fact.qualifiers.family &&
      fact.date !== undefined &&
      fact.dateSource === 'text' &&
      (['condition', 'device', 'allergy', 'procedure'].includes(fact.kind) || /tabac/.test(fact.concept ?? '')) &&
      fact.concept !== undefined,
  );
  const found: Vigilance[] = [];
  for (const [, members] of groupBy(dated, (fact) => `${fact.kind}|${fact.concept ?? ''}|${fact.laterality ?? ''}`)) {
    const [first] = members;
    if (first?.date === undefined) continue;
    const importance = Math.max(...members.map((fact) => fact.importance));
    const lasting = first.kind !== 'condition' || conceptTraits(first.concept)?.chronic === true;
    if (importance < (lasting ? 2 : 3)) continue;
    if (first.kind === 'device' && !/prothes|implant|stimulat|pacemaker|defibrill|stent|auditif/.test(fold(first.label))) continue;
    if (first.kind === 'procedure' && !/ectomie|prothese|stent|pontage|appendic|cesarienne|amput/.test(fold(first.label))) continue;
    const told = lasting && first.kind === 'condition' ? members.filter(beginsThere) : members;
    const years = groupBy(told, (fact) => (fact.date ?? '').slice(0, 4));
    if (years.size < 2 || years.size > 3) continue;
    // Years far apart are two reactions, not two dates of one.
    const numbers = [...years.keys()].map(Number);
    if (first.kind === 'allergy' && Math.max(...numbers) - Math.min(...numbers) > SAME_REACTION_YEARS) continue;
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
        subject: `${shortName(first)}, dates différentes`,
        sides,
        importance: importance === 3 ? 2 : 1,
        sources,
      }),
    );
  }
  return found;
}

/** The lexicon's name, else the label without what follows it. */
function shortName(fact: Fact): string {
  const label = fact.label.split(/\s+—\s+|,/u)[0] ?? fact.label;
  return conceptTraits(fact.concept)?.label ?? (label.length > 60 ? `${label.slice(0, label.lastIndexOf(' ', 60))}…` : label);
}

/** A report of one examination says what it did not see there, not what the patient does not have. */
const REPORTS: ReadonlySet<string> = new Set(['pathology', 'imaging', 'laboratory', 'operation']);

/** Written of the words of the disease, not of having it: "à la limite du diabète", a remark of a report. */
const REMARK = /\b(?:limite|risque|pre ?diabet|depistage|remarque|recherche|bilan|en cas|facteur)\b/;

/** A denial of more than a sign: somebody wrote it, and it was wrong. */
const DENIAL =
  /\b(?:ce n (?:est|etait)|on ne peut (?:donc )?pas parler|etiquet\w*|corriger|rayer|jamais retrouv\w*|non c est|ne porte que|(?:est|sont|etait) (?:une |des )?erreurs?|erratum|a tort|ne (?:le|la|les) concerne|jamais (?:eu|ete|fait|recu)|n a jamais|formellement|rectifi)/;

/** What an image that shows it once shows ever after. */
const PERMANENT = /plaques? pleural|calcifi|anevr[iy]sm|emphysem|cirrhose|sequelle|rein unique|agenesie|malformation|ectasie|diverticul/;

/** Denied as a whole, they deny each of their kinds. */
const GENERIC: ReadonlySet<string> = new Set(['cancer', 'diabete', 'epilepsie', 'demence']);

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
      !/vaccin|immunis/.test(quoteWords(fact)),
  );
  const told = new Set<string>();
  const found: Vigilance[] = [];
  for (const [concept, own] of groupBy(conditions, (fact) => `${fact.concept ?? ''}`)) {
    // "Pas de cancer" denies a cancer of the lung.
    const members =
      own.some((fact) => fact.status === 'absent' || fact.status === 'ruled-out') && GENERIC.has(concept)
        ? conditions.filter((fact) => isKindOf(fact.concept, concept) || fact.concept?.startsWith(`${concept}-`) === true)
        : own;
    const lasting =
      conceptTraits(concept)?.chronic === true || PERMANENT.test(fold(conceptTraits(concept)?.label ?? members[0]?.label ?? ''));
    const against = own.filter(
      (fact) =>
        fact.status === 'ruled-out' ||
        (fact.status === 'absent' && !REPORTS.has(sources.nature(fact.documentId)) && (lasting || DENIAL.test(quoteWords(fact)))),
    );
    const odd = against.at(-1);
    if (odd === undefined) continue;
    const denied = DENIAL.test(quoteWords(odd));
    // "Diabète ?" in a note written after a letter that denies it, and nowhere affirmed.
    const evokedAfterwards = (fact: Fact, denial: Fact): boolean =>
      lasting && !members.some(isAffirmed) && compareDates(sources.dateOf(fact.documentId), sources.dateOf(denial.documentId)) > 0;
    const affirmed = members.filter(
      (fact) =>
        (isAffirmed(fact) || (fact.status === 'suspected' && (denied || evokedAfterwards(fact, odd)))) &&
        !REMARK.test(quoteWords(fact)) &&
        (!REPORTS.has(sources.nature(fact.documentId)) || PERMANENT.test(fold(odd.label))) &&
        containment(significantWords(fact.label), significantWords(odd.label)) >= 0.5,
    );
    if (affirmed.length === 0) continue;
    const other = affirmed.findLast(
      (fact) =>
        fact.documentId !== odd.documentId &&
        (lasting || denied || compareDates(sources.dateOf(fact.documentId), sources.dateOf(odd.documentId)) > 0),
    );
    if (other === undefined || told.has(other.id)) continue;
    // A disease known to many documents is not contradicted by one that found no sign of it.
    if (new Set(affirmed.map((fact) => fact.documentId)).size > 3 && odd.status === 'absent') continue;
    told.add(other.id);
    found.push(
      sideBySide({
        rule: 'vigilance:ruled-out-and-stated',
        subject: shortName(other),
        sides: [
          { says: odd.status === 'ruled-out' ? 'écarté' : 'démenti', fact: odd, also: against },
          { says: other.status === 'suspected' ? 'évoqué' : 'affirmé', fact: other, also: affirmed.toReversed() },
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
      !fact.qualifiers.hypothetical &&
      !speaksOfAnother(fact),
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
          { says: 'arrêt ou absence', fact: firstQuit, also: quit.toReversed() },
          { says: 'tabagisme', fact: relapse, also: smoking },
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
        sides: amounts
          .slice(0, 4)
          .map((one): Side => ({ says: `${(amount(one.at(-1) as Fact) ?? '').replace(' a ', ' à ')} verre(s)`, fact: one.at(-1) as Fact })),
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
      memberOf(fact) !== undefined &&
      !fact.qualifiers.negated &&
      fact.status !== 'absent',
  );
  const found: Vigilance[] = [];
  for (const [member, members] of groupBy(kin, (fact) => memberOf(fact) ?? '')) {
    for (let index = 0; index < members.length; index += 1) {
      const a = members[index];
      const b = members.slice(index + 1).find((other) => a !== undefined && other.documentId !== a.documentId && contradictKin(a, other));
      if (a === undefined || b === undefined) continue;
      found.push(
        sideBySide({
          rule: 'vigilance:family',
          subject: `Antécédent familial (${a.familyMember ?? b.familyMember ?? member})`,
          sides: [a, b].map((fact): Side => ({
            says: `${conceptTraits(fact.concept)?.label ?? 'maladie'} à ${[...kinAges(fact)].join(' ou ')} ans`,
            fact,
          })),
          importance: 1,
          sources,
        }),
      );
      break;
    }
  }
  return found;
}

/** The relative that the fact names, else the one that opens its passage. */
function memberOf(fact: Fact): string | undefined {
  if (fact.familyMember !== undefined) return fold(fact.familyMember);
  return /(?:^|[^a-z])(pere|mere|frere|soeur|oncle|tante|grand pere|grand mere)\b/.exec(quoteWords(fact))?.[1];
}

function contradictKin(a: Fact, b: Fact): boolean {
  const [left, right] = [kinAges(a), kinAges(b)];
  if (left.size === 0 || right.size === 0) return false;
  const shared = [...left].some((age) => right.has(age));
  const same =
    (a.concept !== undefined && a.concept === b.concept) || containment(significantWords(illness(a)), significantWords(illness(b))) >= 0.99;
  return same ? !shared : shared && a.concept !== undefined && b.concept !== undefined && ![a.concept, b.concept].includes('atteinte');
}

/** The label without whose illness it is. */
const illness = (fact: Fact): string => fact.label.replace(/^[^:]*:\s*/, '').replace(/\(.*$|^(?:atteint|decede)\w* d['u]\w*\s*/i, '');

/** Ages in the passage, of the illness or of the death: one in common and nothing contradicts. */
function kinAges(fact: Fact): ReadonlySet<string> {
  return new Set(
    [...fold(`${fact.label} ${fact.citations[0].quote}`).matchAll(/(?:a|vers|l age de)\s+(\d{2})\s*ans/g)].map((match) => match[1] ?? ''),
  );
}
