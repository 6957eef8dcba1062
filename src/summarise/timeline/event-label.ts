import type { Fact } from '../../domain/fact.js';
import { NAMED_IN_WORDS, writeValue } from '../templates.js';
import { quoteWords } from '../quote.js';
import { isMissedDose } from './decisions.js';
import { closed, containment, decapitalise, fold, inSmallLetters, numbersIn, significantWords } from '../text.js';

const EVENT_WORDS: Readonly<Record<string, string>> = {
  started: 'début de ',
  stopped: 'arrêt de ',
  changed: 'changement de dose : ',
  administered: 'administration de ',
  'not-taken': 'non pris : ',
  contraindicated: 'réaction, contre-indication : ',
  proposed: 'début prévu de ',
};

/** A fact in a few words of the timeline. */
export function shortLabel(fact: Fact): string {
  const { medication, value } = fact;
  if (fact.concept === 'mode-de-vie-tabac') return tobacco(fact);
  if (medication !== undefined) {
    // "100 unités/mL" is what the pen holds, not what is taken.
    const dose = (medication.event === 'changed' ? [medication.dose, medication.strength] : [medication.strength, medication.dose]).find(
      (said) => said !== undefined && !CONCENTRATION.test(said),
    );
    const dci = medication.dci ?? medication.brand ?? fact.label;
    const told = medication.event === 'started' || medication.event === 'stopped' || medication.event === 'administered';
    const brand = told && medication.brand !== undefined && !fold(dci).includes(fold(medication.brand)) ? ` (${medication.brand})` : '';
    const name = `${dci}${brand}`;
    const happened = isTakenUpAgain(fact)
      ? 'reprise de '
      : isMissedDose(fact)
        ? 'dose non faite : '
        : (EVENT_WORDS[medication.event] ?? '');
    return `${elided(happened, name)}${dose === undefined || medication.event === 'stopped' ? '' : ` ${dose}`}`;
  }
  if (fact.kind === 'plan') return planned(fact);
  if (fact.kind === 'immunization') return vaccine(fact);
  const label = name(fact).replace(NOTE_DAY, '');
  if (value === undefined) return label;
  const written = writeValue(value);
  return fold(label).includes(fold(value.text)) ? label : `${label} ${written}`;
}

/** A turn of a smoker's life where the words tell one; else how it stands. */
function tobacco(fact: Fact): string {
  const words = `${fold(fact.label)} ${quoteWords(fact)}`;
  if (fact.status === 'past') return fact.dateSource === 'text' || GIVEN_UP.test(words) ? 'Arrêt du tabac' : 'Tabac sevré';
  return SMOKING_AGAIN.test(words) ? 'Tabac repris' : 'Tabac actif';
}
const GIVEN_UP = /\barret|\bcesse|derniere cigarette|ne fume plus/;
const SMOKING_AGAIN = /\brepris|\breprise|recommenc|rechut|\brefum/;

/** "L'apixaban a été repris le 12": no first day of it. Read right beside the drug's name. */
function isTakenUpAgain(fact: Fact): boolean {
  if (fact.medication?.event !== 'started') return false;
  const quote = quoteWords(fact);
  const { brand, dci } = fact.medication;
  return [brand, dci, fact.label].some((name) => {
    const own = fold(name ?? '').split(' ')[0] ?? '';
    const at = own.length < 4 ? -1 : quote.indexOf(own);
    return at >= 0 && (AGAIN_BEFORE.test(quote.slice(0, at)) || AGAIN_BEHIND.test(quote.slice(at + own.length)));
  });
}

const AGAIN_BEFORE =
  /\b(?:repris(?:e|es)?|reprend(?:re|s|ra)?|reprenons|reintroduction|reintrodui\w+|remis(?:e|es)? sous|remettre|remets)(?: (?:de|du|d|des|le|la|l|les|son|sa|ses|en route|sous)){0,3} $/;
const AGAIN_BEHIND = /^(?: [a-z0-9]+){0,5}? (?:a ete |ont ete |est |sera )?(?:repris|reintroduit|remis)e?s?\b/;

/** A plan in a few words, said to be one: its first clause where it is a sentence. */
function planned({ label: named, citations }: Fact): string {
  // "HDJ" says where, and its line what for.
  const line = citations[0].quote.replace(/^[\s*•-]+|[\s.;]+$/g, '').replace(/\s+/g, ' ');
  const label = (PLACE.test(fold(named)) && line.length <= LINE ? line : named).replace(
    /^(?:à (?:prévoir|faire|programmer)|prévoir) ?: ?/i,
    '',
  );
  const [clause = label] = label.length > SHORT ? (/^.{12,}?(?=[,;(]| - | : )/s.exec(label) ?? [label]) : [label];
  return PLANNED.test(fold(clause)) ? clause : `Prévu : ${decapitalise(clause)}`;
}

/** Where somebody is to come, and letters of a line that tells what for. */
const PLACE = /^(?:hdj|hospitalisation de jour|hopital de jour)$/;
const LINE = 80;

const PLANNED = /prevu|programm|prochain|a faire|rdv|rendez vous|fixe|terme|a programmer|retenu/;

/** "Vaccin grippe", "vaccin hépatite B, 1re dose". */
function vaccine({ label, immunization }: Fact): string {
  const rank = immunization?.doseRank;
  const name = /^vaccin/.test(fold(label)) ? label : `Vaccin ${decapitalise(label)}`;
  return rank === undefined || /dose|rappel/.test(fold(label)) ? name : `${name}, ${rank === 1 ? '1re' : `${rank}e`} dose`;
}

const CONCENTRATION = /(?:\/|par )\s?ml$/i;
/** "09/10/2024 cardio : pas de récidive, il refuse l'ablation": the day of a note, which is that of the event. */
const NOTE_DAY = /^\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?\s*[:–-]?\s+(?=\p{L})/u;
/** A name before the sentence that tells it: "Projet de grossesse : nous avons vu ce jour…". */
const HEADED = /^([^:]{3,40}?)\s+:\s+(.+)$/su;
/** Letters of such a sentence that a label holds. */
const SHORT = 60;
/** A heading of a report, which says nothing of what follows. */
const HEADING = /^(?:conclusions?|diagnostics?|resultats?|impressions?|synthese|au total|indications?|commentaires?|avis)$/;

/** The label in a few words: no heading, no sentence behind the name, no capitals but those of acronyms. */
function name({ kind, label }: Fact): string {
  const [, head = '', rest = ''] = HEADED.exec(label) ?? [];
  const told = LISTED.has(kind) ? label : HEADING.test(fold(head)) ? rest : kind === 'pregnancy' && rest.length > SHORT ? head : label;
  return closed(NAMED_IN_WORDS.has(kind) ? inSmallLetters(told) : told);
}

/** A fact in a few words beside its document's title: "Échographie abdominale : stéatose" tells what it found, not the title once more. */
export function labelUnder(title: string, fact: Fact): string {
  const label = shortLabel(fact);
  const [, head = '', rest = ''] = TITLED.has(fact.kind) ? (HEADED.exec(label) ?? []) : [];
  const words = significantWords(head);
  return words.length > 0 && containment(words, significantWords(title)) === 1 ? rest : label;
}

/** Drugs that are named together. */
const TOGETHER = 3;

/** Facts in a few words, `most` of them: drugs that end or begin on one day are one of them, "arrêt de ticagrélor et pantoprazole". */
export function inFewWords(
  facts: readonly Fact[],
  most: number,
  wordsOf: (fact: Fact) => string,
): { readonly told: readonly Fact[]; readonly words: string } {
  const items: { readonly event: string | undefined; readonly facts: Fact[] }[] = [];
  for (const fact of facts) {
    const { medication } = fact;
    const event =
      medication?.event === 'stopped' || (medication?.event === 'started' && !isTakenUpAgain(fact)) ? medication.event : undefined;
    const same = event === undefined ? undefined : items.find((item) => item.event === event);
    if (same !== undefined && same.facts.length < TOGETHER) same.facts.push(fact);
    else if (same === undefined && items.length < most) items.push({ event, facts: [fact] });
  }
  const words = items.map((item) => {
    const [first = '', ...rest] = item.facts.map(wordsOf);
    // "arrêt de X", "arrêt d'Y" named behind it: "arrêt de X et Y".
    const others = rest.map((one) => one.replace(/^(?:arrêt|début) (?:de |d')/u, ''));
    const last = others.pop();
    return last === undefined ? first : `${[first, ...others].join(', ')} et ${last}`;
  });
  return { told: items.flatMap((item) => item.facts), words: words.join(', ') };
}

const TITLED: ReadonlySet<Fact['kind']> = new Set(['observation', 'condition', 'procedure']);

/** "Arrêt d'ibuprofène", "début de ramipril". */
const elided = (words: string, name: string): string =>
  words.endsWith(' de ') && /^[aeiouyh]/.test(fold(name)) ? `${words.slice(0, -2)}'${name}` : `${words}${name}`;

/** Facts that a label tells apart, in their order: "infarctus du myocarde" beside "infarctus du myocarde inférieur" tells nothing more. */
export function distinct(facts: readonly Fact[], labelOf: (fact: Fact) => string = shortLabel): readonly Fact[] {
  const kept: { readonly fact: Fact; readonly folded: string; readonly words: readonly string[] }[] = [];
  for (const fact of facts) {
    const label = labelOf(fact);
    const [folded, words] = [fold(label), significantWords(label)];
    const same = kept.findIndex(
      (one) =>
        one.folded === folded ||
        isOneDrug(fact, one.fact) ||
        (isOneThing(fact, one.fact) && (oneIsPartOfTheOther(one.words, words) || isOneIllness(fact, one.fact, words, one.words))),
    );
    const other = kept[same];
    if (other === undefined) kept.push({ fact, folded, words });
    // The fuller of two keeps the place of the first.
    else if (words.join('').length > other.words.join('').length && words.length <= FULLEST) kept[same] = { fact, folded, words };
  }
  return kept.map(({ fact }) => fact);
}

/** "Arrêt d'atorvastatine (TAHOR), arrêt d'atorvastatine": one beginning or end of one drug. */
const isOneDrug = ({ medication: a }: Fact, { medication: b }: Fact): boolean =>
  a?.dci !== undefined &&
  b?.dci !== undefined &&
  a.event === b.event &&
  (a.event === 'started' || a.event === 'stopped') &&
  fold(a.dci) === fold(b.dci);

/** Words of a label that is still one name. */
const FULLEST = 9;
/** Named without a figure, and of one kind; what a report concludes may be an illness or an act as well. */
const isOneThing = (a: Fact, b: Fact): boolean =>
  [a, b].every(({ kind, value, medication }) => medication === undefined && value === undefined && !LISTED.has(kind)) &&
  (a.kind === b.kind || (TITLED.has(a.kind) && TITLED.has(b.kind)));
const LISTED: ReadonlySet<Fact['kind']> = new Set(['allergy', 'immunization']);

/** One concept in two wordings that share half of their words, or of which one is an abbreviation: "SAOS sévère" beside the syndrome. */
const isOneIllness = (a: Fact, b: Fact, words: readonly string[], others: readonly string[]): boolean =>
  a.concept !== undefined &&
  a.concept === b.concept &&
  [...numbersIn(a.label)].join() === [...numbersIn(b.label)].join() &&
  (ABBREVIATED.test(a.label) || ABBREVIATED.test(b.label) || Math.max(containment(words, others), containment(others, words)) >= 1 / 2);
const ABBREVIATED = /^\p{Lu}{2,6}\b/u;

/** Every word of the shorter is in the longer, whole or cut short: "positive continue auto" in "positive continue autopilotée". */
function oneIsPartOfTheOther(a: readonly string[], b: readonly string[]): boolean {
  const [small, large] = a.length <= b.length ? [a, b] : [b, a];
  return small.length > 0 && small.every((word) => large.some((other) => other === word || (word.length >= 3 && other.startsWith(word))));
}
