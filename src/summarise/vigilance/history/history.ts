import { among, byTopic, perLists } from '../../per-document.js';
import type { Sources } from '../../sources.js';
import { isPassing } from '../passing.js';
import type { Fact } from '../../../domain/fact.js';
import type { Vigilance } from '../../../domain/synthesis.js';
import { numberOf } from '../../../extract/text/number-words.js';
import { conceptTraits, isKindOf } from '../../concepts.js';
import { compareDates, daysBetween } from '../../dates.js';
import { isAffirmed } from '../../line.js';
import { containment, fold, groupBy, significantWords } from '../../text.js';
import { shortName, sideBySide, speaksOfAnother, type Side, type VigilanceInput } from '../warning.js';
import { perFact } from '../../per-fact.js';
import { toldDates } from '../told-dates.js';
import { quoteWords } from '../../quote.js';

/** A report of one examination says what it did not see there, not what the patient does not have. */
const REPORTS: ReadonlySet<string> = new Set(['pathology', 'imaging', 'laboratory', 'operation']);

/** Written of the words of the disease, not of having it: "à la limite du diabète", a remark of a report. */
const REMARK = /\b(?:limite|risque|pre ?diabet|depistage|remarque|recherche|bilan|en cas|facteur)\b/;

/** A denial of more than a sign: somebody wrote it, and it was wrong. */
const DENIAL =
  /\b(?:ce n (?:est|etait)|on ne peut (?:donc )?pas parler|etiquet\w*|corriger|rayer|jamais retrouv\w*|non c est|ne porte que|(?:est|sont|etait) (?:une |des )?erreurs?|erratum|a tort|ne (?:le|la|les) concerne|jamais (?:eu|ete|fait|recu)|n a jamais|formellement|rectifi)/;

/** What an image that shows it once shows ever after. */
const PERMANENT = /plaques? pleural|calcifi|anevr[iy]sm|emphysem|cirrhose|sequelle|rein unique|agenesie|malformation|ectasie|diverticul/;

/** What is left of it, or its coming again, is denied: not that it was there. */
const OF_ITS_RETURN =
  /\b(?:pas|aucune?|sans) (?:de |d )?(?:(?:recidive|rechute|acces|crise|poussee|reprise|nouvelle?|autre)s?\b|[^.;,:]{3,40}\b(?:residuel|recidiv|pendant le sejour))/;
/** The disease is named where it was looked for and not found. */
const NOT_FOUND =
  /\b(?:n a|n ont|non|pas) (?:pas |jamais )?(?:ete )?(?:demontre|prouve|retrouve|mis en evidence)|[^.;]: ?negati(?:f|ve)s?\b/;

/** Denied as a whole, they deny each of their kinds. */
const GENERIC: ReadonlySet<string> = new Set(['cancer', 'diabete', 'epilepsie', 'demence']);

/** "Vacciné contre l'hépatite B" names the disease that it prevents. */
const isPrevented = perFact((fact) => /vaccin|immunis/.test(quoteWords(fact)));

const NO_SIGN = /\b(?:pas|aucun|sans) (?:d |de )?(?:argument|signe|element|stigmate)/;
const SIGN_DAYS = 200;

const ownConditions = among(
  (fact: Fact) =>
    fact.kind === 'condition' &&
    !fact.qualifiers.family &&
    !fact.qualifiers.otherPerson &&
    !fact.qualifiers.instruction &&
    fact.concept !== undefined &&
    !isPrevented(fact),
);

const conditionsByConcept = byTopic((fact: Fact) => fact.concept);

/** A condition that one source rules out or denies, and another states. */
export function affirmedAgainstRuledOut({ facts, sources }: VigilanceInput): readonly Vigilance[] {
  const conditions = ownConditions(facts);
  const told = new Set<string>();
  return [...conditionsByConcept(conditions)].flatMap(([concept, own]) => {
    // "Pas de cancer" denies a cancer of the lung.
    const members =
      GENERIC.has(concept) && own.some((fact) => fact.status === 'absent' || fact.status === 'ruled-out')
        ? conditions.filter((fact) => isKindOf(fact.concept, concept) || fact.concept?.startsWith(`${concept}-`) === true)
        : own;
    return opposedIn([own, members], concept, sources).flatMap(({ other, warning }) => {
      if (told.has(other.id)) return [];
      told.add(other.id);
      return warning;
    });
  });
}

interface Opposed {
  readonly other: Fact;
  readonly warning: readonly Vigilance[];
}

/** Years without it, and no word that it was there before: somebody has fallen ill since. */
const SINCE_DAYS = 730;
function cameSince(fact: Fact, denial: Fact, sources: Sources): boolean {
  const [denied, told] = [sources.dateOf(denial.documentId), sources.dateOf(fact.documentId)];
  if (denied === undefined || told === undefined || daysBetween(denied, told) <= SINCE_DAYS) return false;
  const years = toldDates(quoteWords(fact), told).map(({ year }) => year);
  return (
    !/\b(?:antecedents?|atcds?|depuis l enfance|ancien\w*)\b/.test(quoteWords(fact)) &&
    [...years, Number((fact.date ?? told).slice(0, 4))].every((year) => year >= Number(denied.slice(0, 4)))
  );
}

/** One condition, told and denied. */
const opposedIn = perLists(
  ([own, members]: readonly [readonly Fact[], readonly Fact[]], concept: string, sources: Sources): readonly Opposed[] => {
    const lasting =
      conceptTraits(concept)?.chronic === true || PERMANENT.test(fold(conceptTraits(concept)?.label ?? members[0]?.label ?? ''));
    const against = own.filter(
      (fact) =>
        fact.status === 'ruled-out' ||
        (fact.status === 'absent' &&
          !OF_ITS_RETURN.test(quoteWords(fact)) &&
          !REPORTS.has(sources.nature(fact.documentId)) &&
          (lasting || DENIAL.test(quoteWords(fact)))),
    );
    const odd = against.at(-1);
    if (odd === undefined) return [];
    const denied = DENIAL.test(quoteWords(odd));
    // "Diabète ?" in a note written after a letter that denies it, and nowhere affirmed.
    const evokedAfterwards = (fact: Fact, denial: Fact): boolean =>
      lasting && !members.some(isAffirmed) && compareDates(sources.dateOf(fact.documentId), sources.dateOf(denial.documentId)) > 0;
    const affirmed = members.filter(
      (fact) =>
        (isAffirmed(fact) || (fact.status === 'suspected' && (denied || evokedAfterwards(fact, odd)))) &&
        !REMARK.test(quoteWords(fact)) &&
        !NOT_FOUND.test(quoteWords(fact)) &&
        (!REPORTS.has(sources.nature(fact.documentId)) || PERMANENT.test(fold(odd.label))) &&
        containment(significantWords(fact.label), significantWords(odd.label)) >= 0.5 &&
        !isOfAnotherKind(fact, odd),
    );
    if (affirmed.length === 0 || isPassing(shortName(odd))) return [];
    const other = affirmed.findLast(
      (fact) =>
        fact.documentId !== odd.documentId &&
        (lasting || denied || compareDates(sources.dateOf(fact.documentId), sources.dateOf(odd.documentId)) > 0),
    );
    if (other === undefined) return [];
    // No sign of it today says nothing of years ago.
    if (
      NO_SIGN.test(quoteWords(odd)) &&
      Math.abs(daysBetween(sources.dateOf(other.documentId) ?? '', sources.dateOf(odd.documentId) ?? '')) > SIGN_DAYS
    )
      return [];
    if (odd.status === 'absent' && affirmed.every((fact) => cameSince(fact, odd, sources))) return [];
    // A disease known to many documents is not contradicted by one that found no sign of it.
    if (new Set(affirmed.map((fact) => fact.documentId)).size > 3 && odd.status === 'absent') return [];
    const warning = sideBySide({
      rule: 'vigilance:ruled-out-and-stated',
      subject: shortName(other),
      sides: [
        { says: odd.status === 'ruled-out' ? 'écarté' : 'démenti', fact: odd, also: against },
        { says: other.status === 'suspected' ? 'évoqué' : 'affirmé', fact: other, also: affirmed.toReversed() },
      ],
      importance: 2,
      sources,
    });
    return [{ other, warning: [warning] }];
  },
);

/** "Pas de diabète" says nothing of a diabetes insipidus, nor of one that comes with a pregnancy. */
const OF_ITS_OWN = /\b(?:insipide|gestationnel\w*|cortico ?induit|neonatal)\b/;
const isOfAnotherKind = (told: Fact, denied: Fact): boolean => OF_ITS_OWN.test(fold(told.label)) && !OF_ITS_OWN.test(fold(denied.label));

const ownHabits = among(
  (fact: Fact) =>
    fact.kind === 'lifestyle' &&
    !fact.qualifiers.family &&
    !fact.qualifiers.otherPerson &&
    !fact.qualifiers.instruction &&
    !fact.qualifiers.hypothetical &&
    !speaksOfAnother(fact),
);

/** Smoking written as current after it was written as stopped; alcohol told in different amounts. */
export function differingHabits({ facts, sources }: VigilanceInput): readonly Vigilance[] {
  const lifestyle = ownHabits(facts);
  const found: Vigilance[] = [];
  const about = (pattern: RegExp): readonly Fact[] => lifestyle.filter((fact) => pattern.test(fold(`${fact.concept ?? ''} ${fact.label}`)));
  const tobacco = about(/tabac|fum|cigarette|paquet/);
  const quit = tobacco.filter(
    (fact) =>
      ['past', 'resolved', 'stopped', 'absent', 'ruled-out'].includes(fact.status) ||
      /sevr|arret|non fum|ex fum|stopp|pas re?(?:fum|pris)|n a pas fum|cesse|(?:tabac|tabagisme) ?:? ?(?:nul|neant|zero|0)\b/.test(
        fold(`${fact.label} ${fact.citations[0].quote}`),
      ),
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
  // A glass of water is none.
  const alcohol = about(/alcool|\boh\b|ethyl|verre/).filter((fact) => amount(fact) !== undefined && !/\beau\b/.test(quoteWords(fact)));
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

function amount(fact: Fact): string | undefined {
  const match =
    /(\d+(?:\s*(?:a|ou|et)\s*\d+)?|un|une|deux|trois|quatre|cinq|six)\s*(?:a\s*\d+\s*)?(?:verre|v\/j|biere|bouteille|ugs?\b)/.exec(
      fold(`${fact.value?.text ?? ''} ${fact.label} ${fact.citations[0].quote}`),
    );
  const count = match?.[1];
  return count === undefined || /^\d/.test(count) ? count : String(numberOf(count));
}
