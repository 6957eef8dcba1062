import type { PartialDate } from '../domain/citation.js';
import type { Fact } from '../domain/fact.js';
import { findDrugs } from '../extract/facts/medications/medication-lexicon.js';
import { conceptTraits } from './concepts.js';
import { habitDetail, isHabit, isOfTheDay } from './habits.js';
import type { GroupSources } from './per-group.js';
import { compareDates, compatibleDates } from './dates.js';
import { containment, decapitalise, fold, groupBy, significantWords } from './text.js';

const LONGEST = 80;
/** A number and its unit make no name longer. */
const MEASURE_WORD = /^(?:[\d.,]+(?:mm|cm|%)?|mm|cm|%)$/;
/** A label that ran on into its sentence: "diabète de dix ans", "maladie cœliaque le régime", "pseudopolyarthrite sous 5 mg". */
const RAN_ON =
  /\S (?:sous(?!-)|chez|lors|depuis|dans|pour|ans|mois|semaines?|jours?|année|habituelles?|connue?s?|et|au début|évolu\w+|décrite?s?)\b|(?<!\b(?:de|à|par|sur|et|d'|dans)) (?:le|la|les|un|une) |\b0\b|(?<!(?:groupe|stade|grade|type|classe|gold|nyha|score|niveau|segment|killip|acr|garden|child|fontaine))\s\d$/iu;
/** Somebody speaks: a sentence, not a name. */
const SPOKEN = /\b(?:je|j'|nous|vous|m'a|lui|me dit|dit-il|dit-elle|il|elle|mon|ma|votre)\b/iu;

/** What has a name. A plan, a wish or a result is told in its source's words. */
const NAMED: ReadonlySet<Fact['kind']> = new Set(['condition', 'procedure', 'device', 'allergy', 'family-history']);

const VERDICT = /,? (?:strictement )?(?:normal(?:e?s?|aux)|n[ée]gati(?:f|ve)s?|sans particularité|sans anomalie|RAS)(?= en |$).*$/u;
/** "HGPO normale" of another pregnancy, on the line of a day whose own paper does not say so: the verdict is left to its day. */
export const withItsOwnVerdict = (label: string, facts: readonly Fact[], date: PartialDate | undefined): string =>
  !VERDICT.test(label) ||
  date === undefined ||
  facts.every((fact) => VERDICT.test(fact.label)) ||
  facts.some((fact) => VERDICT.test(fact.label) && fact.date !== undefined && compatibleDates(fact.date, date))
    ? label
    : label.replace(VERDICT, '');

/**
 * The clearest of the labels under which sources write one thing: one that did not run on into its sentence, the one that most documents
 * share, then the fullest; the lexicon's own name where none is clear.
 */
export function bestLabel(facts: readonly Fact[], sources: GroupSources): string {
  const [first] = facts;
  if (first === undefined) return '';
  if (first.kind === 'lifestyle' || first.kind === 'pregnancy') return clearestPhrase(facts, sources);
  if (first.kind === 'plan') return tickedOnly(wholePlan(first, facts)).replace(TICKED, '');
  if (!NAMED.has(first.kind)) return tickedOnly(first.label).replace(TICKED, '');
  const name = conceptTraits(first.concept ?? facts.find((fact) => fact.concept !== undefined)?.concept)?.label;
  // An allergy's label holds its reaction after a dash: nothing of it is cut.
  const cut = first.kind === 'condition' || first.kind === 'procedure' || first.kind === 'device';
  const harm = first.kind === 'condition' && conceptTraits(first.concept)?.chronic !== true;
  const whole = (label: string): string | undefined => counted(label) ?? (harm ? toItsDrug(label) : undefined);
  const shorten = (label: string): string => (whole(label) ?? withoutRunOn(label)).replace(HEALED, '');
  const ranOn = (label: string): boolean => whole(label) !== label && RAN_ON.test(label);
  const named = cut ? facts.map((fact) => ({ ...fact, label: shorten(fact.label) })) : facts;
  const clear = named.filter((fact) => fact.label.length <= LONGEST && !(cut && ranOn(fact.label)));
  if (clear.length === 0) return first.kind === 'condition' && name !== undefined ? name : first.label;
  const shared = [...groupBy(clear, (fact) => fold(fact.label)).values()].map((same) => ({
    label: same[0]?.label ?? '',
    documents: new Set(same.map((fact) => fact.documentId)).size,
    words: significantWords(same[0]?.label ?? ''),
    latest: same
      .map((fact) => sources.dateOf(fact.documentId))
      .toSorted(compareDates)
      .at(-1),
    primary: same.some((fact) => fact.id === first.id),
  }));
  const [common] = shared.toSorted(
    (a, b) =>
      b.documents - a.documents || Number(b.primary) - Number(a.primary) || b.words.length - a.words.length || (a.label < b.label ? -1 : 1),
  );
  if (common === undefined) return first.label;
  // A fuller name of the same thing says more: "ostéoporose cortico-induite".
  const fuller = shared
    .filter(
      (one) =>
        one.words.length > common.words.length &&
        one.words.filter((word) => !MEASURE_WORD.test(word)).length <= (first.kind === 'allergy' ? 12 : 6) &&
        containment(common.words, one.words) === 1,
    )
    .toSorted((a, b) => b.words.length - a.words.length || compareDates(b.latest, a.latest) || (a.label < b.label ? -1 : 1))[0];
  return clearLabel((fuller ?? common).label, name);
}

/** Letters of a plan that is still read at a glance. */
const LONGEST_PLAN = 180;
/** "Chimiothérapie puis mastectomie": of a plan, the sentence that says all of it rather than the act that it begins with. */
function wholePlan(first: Fact, facts: readonly Fact[]): string {
  const words = significantWords(first.label);
  const fuller = facts.filter(
    ({ documentId, label }) =>
      documentId === first.documentId && label.length <= LONGEST_PLAN && containment(words, significantWords(label)) === 1,
  );
  return fuller.toSorted((a, b) => b.label.length - a.label.length || (a.id < b.id ? -1 : 1))[0]?.label ?? first.label;
}

/** "Hépatite C guérie, en 2003" would be cured in 2003: the state stands behind the day, with its own word. */
const HEALED = / (?:guérie?s?|cicatrisée?s?|résolue?s?)$/iu;
const UNDER = / sous /u;
/** "Deux chutes en six mois": how many in how long. */
const COUNTED =
  /^(?:Chutes répétées : )?(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|\d{1,2}) [^,;:()]{4,40}? (?:en|sur) (?:les )?(?:une?|deux|trois|quatre|cinq|six|douze|\d{1,2}) (?:derniers? )?(?:mois|ans?|semaines)\b/iu;
/** Two falls or more within twelve months are repeated falls: HAS and SFDRMG, "Évaluation et prise en charge des personnes âgées faisant des chutes répétées", 2009. */
const FALLS_OF_A_YEAR =
  /^\S+ chutes (?:en|sur) (?:les )?(?:un an|(?:une?|deux|trois|quatre|cinq|six|douze|[2-9]|1[0-2]?) (?:derniers? )?(?:mois|semaines))$/iu;
function counted(label: string): string | undefined {
  const found = COUNTED.exec(label)?.[0];
  return found !== undefined && FALLS_OF_A_YEAR.test(found) ? `Chutes répétées : ${decapitalise(found)}` : found;
}
/** "Confusion sous tramadol dès la deuxième prise": what came under a drug is told with it; a lasting illness "sous" one is only treated. */
function toItsDrug(label: string): string | undefined {
  const found = /^(.+?) sous ((?:l['’])?[\p{L}\d-]+)/u.exec(label);
  const [whole = '', name = '', drug = ''] = found ?? [];
  if (found === null || RAN_ON.test(name)) return undefined;
  return CLASS.test(fold(drug)) || findDrugs(fold(drug)).length > 0 ? whole : undefined;
}
const CLASS =
  /^(?:anticoagulants?|avk|aod|ains|morphin\w*|opio\w*|aspirine|statines?|pilule|iec|diuretiques?|corticoides?|neuroleptiques?|immunosuppress\w+|chimiotherapie|anti [a-z]+)$/;

/** The name before the words that open its circumstances, where two words of it are left. */
function withoutRunOn(label: string): string {
  const cut = label.search(
    /\s(?:sous(?!-)|chez|lors|depuis|dans|pour|(?:non|pas|plus|peu|mal) (?:utilis|port|toler|tolér|support)\w*|connue?s?|habituelles?|décrite?s?|en \w+ (?:mois|ans)|(?:de |d['’]|en )(?:janv|févr?|avr|juil|sept|oct|nov|déc|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre))\b/iu,
  );
  const head = cut < 0 ? label : label.slice(0, cut);
  return significantWords(head).length >= 2 || RAN_ON.test(label) ? head : label;
}

/** "Hypertendu": the lexicon's name where the source's word is short and says no more; beside it where it says another thing, "Foie gras (stéatose hépatique)". */
function clearLabel(written: string, name: string | undefined): string {
  const words = significantWords(written);
  if (name === undefined || words.length > 2 || written.length >= name.length + 6 || UNDER.test(written)) return written;
  const meant = significantWords(name);
  const shared = words.some((word) => meant.some((other) => other.slice(0, SAME_ROOT) === word.slice(0, SAME_ROOT)));
  return shared || words.length === 0 || /^\p{Lu}[\p{Lu}\d]{1,7}$/u.test(written) ? name : `${written} (${decapitalise(name)})`;
}
/** Letters by which two words are of one root: "hypertendu", "hypertension". */
const SAME_ROOT = 5;

/** Letters of a birth told with its day, its way, its term and the weight of the child. */
const LONGEST_PREGNANCY = 134;

/** How a person lives, in the latest of the plain phrases: none that speaks in the first person where another does not. */
function clearestPhrase(facts: readonly Fact[], sources: GroupSources): string {
  // A habit is what the latest document says of it.
  const habit = facts[0] !== undefined && isHabit(facts[0]);
  const ofTheDay = facts[0] !== undefined && isOfTheDay(facts[0]);
  // One that is over is told with when and how much.
  const over = habit && facts[0]?.status === 'past';
  const [chosen] = facts.toSorted(
    (a, b) =>
      (over ? habitDetail(b.label) - habitDetail(a.label) : 0) ||
      (ofTheDay ? compareDates(sources.dateOf(b.documentId), sources.dateOf(a.documentId)) : 0) ||
      (habit ? habitDetail(b.label) - habitDetail(a.label) : 0) ||
      Number(SPOKEN.test(a.label)) - Number(SPOKEN.test(b.label)) ||
      Number(a.label.length > 110) - Number(b.label.length > 110) ||
      b.importance - a.importance ||
      compareDates(sources.dateOf(b.documentId), sources.dateOf(a.documentId)) ||
      (a.id < b.id ? -1 : 1),
  );
  const label = tickedOnly(chosen?.label ?? '');
  // Where every phrase is a sentence of a letter, the name of the thing alone.
  const name = label.split(' : ')[0] ?? label;
  // How many pregnancies and births: the name alone says none.
  return chosen?.kind === 'pregnancy' &&
    name !== 'Gestité, parité' &&
    (SPOKEN.test(label) || label.length > LONGEST_PREGNANCY || FORM.test(label))
    ? name
    : label;
}

/** The box of the item itself. */
const TICKED = /^(?:☒|\[ ?[xX] ?\])\s*/u;

/** "Protection juridique : ☐ aucune ☒ habilitation familiale": of a row of boxes, what is ticked. */
function tickedOnly(label: string): string {
  const ticked = [...label.matchAll(/(?:☒|\[ ?[xX] ?\])\s*([^☐☒[\]]+)/gu)].map((found) => (found[1] ?? '').trim().replace(/\s*[,;:]$/, ''));
  if (!/☐|\[ ?\]/u.test(label) || ticked.length === 0) return label;
  const head = (/^[^☐☒[]*/u.exec(label)?.[0] ?? '').split(' : ')[0]?.trim().replace(/\s*:$/, '') ?? '';
  return head === '' ? ticked.join(', ') : `${head} : ${ticked.join(', ')}`;
}

/** Words of a form or a header that ran into the phrase. */
const FORM = /renseignements|compte rendu|édité|\[ ?[xX]? ?\]|☐|☒|sans objet/iu;
