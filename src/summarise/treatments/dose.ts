import type { Medication } from '../../domain/fact.js';
import { COUNT, numberOf } from '../../extract/text/number-words.js';
import { perThing } from '../per-fact.js';
import { canonicalNumber, fold } from '../text.js';

/** Dose as the source writes it: strength, unit dose, frequency, without saying one thing twice. */
export const doseOf = perThing((medication: Medication): string | undefined => {
  const parts: string[] = [];
  for (const part of [amountOf(medication), quantityOf(medication), frequencyOf(medication)]) {
    if (part === undefined || part.trim() === '') continue;
    if (parts.some((other) => fold(other).includes(fold(part)))) continue;
    const wider = parts.findIndex((other) => fold(part).includes(fold(other)));
    // "1/2 cp" and "matin, 1/2 cp midi, 1 cp soir": the first take is told by the first alone.
    const told = parts[wider];
    if (told !== undefined && !fold(part).startsWith(fold(told)) && MANY_TAKES.test(fold(part))) parts[wider] = `${told} ${part.trim()}`;
    else if (wider >= 0) parts[wider] = part.trim();
    else parts.push(withoutOverlap(parts.at(-1), part.trim()));
  }
  // "Par jour" of nothing is no dose.
  if (parts.every((part) => /^(?:(?:par|\/|chaque|tous les) ?)?(?:j|jours?|(?:une|1) fois)$/.test(fold(part).trim()))) return undefined;
  return parts
    .map((part) => part.replace(A_RHYTHM_ALONE, (_, unit: string) => `par ${RHYTHMS[unit.charAt(0).toLowerCase()] ?? unit}`))
    .join(', ')
    .replace(WRITTEN_UNIT, (unit) => UNIT_LETTERS[unit.toLowerCase()] ?? unit);
});

/** A moment, then so many at another; hours begin with themselves. */
const MANY_TAKES = /^(?!\d{1,2} ?h)[^,]*(?:matin|midi|soir|coucher|nuit|repas)[^,]*, .*\d/;

/** "/j", "/ mois" behind a number of tablets told before it. */
const A_RHYTHM_ALONE = /^\/ ?(j(?:rs?|ours?)?|sem(?:aines?)?|mois|ans?)$/iu;
const RHYTHMS: Readonly<Record<string, string>> = { j: 'jour', s: 'semaine', m: 'mois', a: 'an' };

/** A list in capitals, or its scan, writes "8 Mg" and "1 G": the letters of a unit are the same for every hand. */
const WRITTEN_UNIT = /(?<=\d\s?)(?:mg|µg|ml|g|ui)(?![\p{L}\d])/giu;
const UNIT_LETTERS: Readonly<Record<string, string>> = { mg: 'mg', µg: 'µg', ml: 'mL', g: 'g', ui: 'UI' };

const NUMBER_WORDS = 'un|une|deux|trois|quatre|cinq|six|demi|demie|moitié|½|1\\/2|1\\/4';
/** What a vial holds is no dose. */
const CONCENTRATION = /(?:unités?|ui)\s?\/\s?ml/i;
const AMOUNT = new RegExp(`^(?:\\d|${NUMBER_WORDS})`, 'i');
const FREQUENCY =
  /jour|\bj\b|\/ ?j|matin|midi|soir|coucher|semaine|\bsem\b|mois|\bans?\b|annuel|heure|\d ?h\b|fois|\bx ?\d|besoin|\bsb\b|douleur|fievre|repas|prise|nuit|jeun|reveil|lever|gouter|dejeuner|diner|diarrhee|crise|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hebdo|quotidien|mensuel|trimestr|continu|pompe|saison|malaise|hypoglyc/;
/** "1-0-1", "1/2 - 1/2 - 1": so many at each take. */
const TAKES = /(?:\d|½)(?:\/\d)? ?[-–] ?(?:\d|½)(?:\/\d)? ?[-–] ?(?:\d|½)/;
/** Conditions and sentences that are no rhythm: "si l'objectif n'est toujours pas atteint", "si le". */
const NO_FREQUENCY = /objectif|atteint|perime|fonction|^si (?:le|la|les|l|un|une)?$|\b(?:est|sont|sera|etait|a ete|puis je)\b/;

/** The strength, and of "de 1000 à 500 mg" the one that is taken from now on. */
function amountOf({ strength, dose, brand }: Medication): string | undefined {
  if (strength !== undefined && AMOUNT.test(strength.trim()) && !CONCENTRATION.test(strength) && !/^0(?![.,]\d)/.test(strength.trim()))
    return newAmount(strength);
  // A coded prescription writes the strength in the product's name.
  if (brand === undefined || CONCENTRATION.test(brand) || /\d\s?(?:mg|µg|g|ui)\b/i.test(dose ?? '')) return undefined;
  return /\d[\d\s.,]*\s?(?:mg|µg|microgrammes?|g|UI|unités)(?![a-z])(?:\/[\d.,]*\s?mL)?/iu.exec(brand)?.[0].trim();
}

function quantityOf({ dose }: Medication): string | undefined {
  if (dose === undefined || CONCENTRATION.test(dose) || !AMOUNT.test(dose.trim()) || /^0\b(?![.,])/.test(dose.trim())) return undefined;
  return newAmount(dose);
}

function newAmount(written: string): string {
  const change = /^(?:de )?(\d[\d\s.,]*)(?:\s?[a-zµ]+)?\s+à\s+(\d[\d\s.,]*.*)$/i.exec(written.trim());
  const [from, to] = [change?.[1], change?.[2]];
  if (from === undefined || to === undefined) return written;
  // A rising pair may be a range ("1 à 2 comprimés"); a falling one is a change.
  const amount = (text: string): number => Number(canonicalNumber((/[\d.,]+/.exec(text.replace(/\s/g, '')) ?? ['0'])[0]));
  return amount(to) < amount(from) ? to : written;
}

function frequencyOf({ frequency }: Medication): string | undefined {
  if (frequency === undefined) return undefined;
  const folded = fold(frequency);
  return (FREQUENCY.test(folded) || TAKES.test(frequency)) && !NO_FREQUENCY.test(folded) ? frequency : undefined;
}

/** "300 mg par jour" then "par jour en une prise" says "par jour" once. */
function withoutOverlap(before: string | undefined, part: string): string {
  const words = part.split(' ');
  for (let count = Math.min(4, words.length - 1); count > 1; count -= 1)
    if (before !== undefined && fold(before).endsWith(fold(words.slice(0, count).join(' ')))) return words.slice(count).join(' ');
  return part;
}

const UNITS: readonly (readonly [RegExp, string, number])[] = [
  [/(\d+(?:[.,]\d+)?)\s*(?:[µμ]g|ug|mcg|microgrammes?)/, 'mg', 0.001],
  [/(\d+(?:[.,]\d+)?)\s*(?:mg|milligrammes?)/, 'mg', 1],
  [/(\d+(?:[.,]\d+)?)\s*(?:g|grammes?)(?![a-z])/, 'mg', 1000],
  [/(\d+(?:[.,]\d+)?)\s*(?:ui|u|unites?)(?![a-z])/, 'ui', 1],
];

export interface Strength {
  readonly amount: number;
  readonly unit: string;
}

/** The first amount of substance that words name, in mg or international units; a volume is none ("0,45 ml, soit 9 000 UI"). */
export function amountIn(words: string): Strength | undefined {
  const text = fold(words).replace(/(\d) (?=\d{3})/g, '$1');
  for (const [pattern, unit, factor] of UNITS) {
    const match = pattern.exec(text);
    if (match?.[1] !== undefined) return { amount: Number(canonicalNumber(match[1])) * factor, unit };
  }
  return undefined;
}

/** The amount of substance that a line names; undefined where none is written. */
export const strengthOf = perThing(
  (medication: Medication): Strength | undefined => amountIn(amountOf(medication) ?? '') ?? amountIn(quantityOf(medication) ?? ''),
);

/** The number of a strength as written, whatever its unit. */
const bareNumber = perThing((medication: Medication): number | undefined => {
  // "100 unités/mL" is what a vial holds, beside "38 U/j".
  if (CONCENTRATION.test(medication.strength ?? '')) return undefined;
  // "Entresto ramené à 24/26": the dose that a letter sets is the strength, without its unit.
  const bare = /^\d+(?:[.,]\d+)?(?: ?\/ ?\d+(?:[.,]\d+)?)?$/.test(medication.dose?.trim() ?? '') ? medication.dose : undefined;
  const dosed = /^\d+(?:[.,]\d+)?(?= ?(?:mg|µg|g|ui|u|unités?)\b)/i.exec(medication.dose?.trim() ?? '')?.[0];
  const text = medication.strength === undefined ? (amountOf(medication) ?? bare ?? dosed) : newAmount(medication.strength);
  // "100 + 25": two tablets of one drug.
  const parts = /^(\d+(?:[.,]\d+)?) ?\+ ?(\d+(?:[.,]\d+)?)$/.exec(text?.trim() ?? '');
  if (parts !== null) return Number(canonicalNumber(parts[1] ?? '')) + Number(canonicalNumber(parts[2] ?? ''));
  const found = text === undefined ? null : /^\d[\d\s\u00a0\u202f]*(?:[.,]\d+)?/.exec(text.trim());
  return found === null ? undefined : Number(canonicalNumber(found[0].replace(/[\s\u00a0\u202f]/g, '')));
});

/** Four weeks and a month, twelve weeks and a trimester are one rhythm; what is not written does not differ. */
export const sameRhythm = (a: number | undefined, b: number | undefined): boolean =>
  a === undefined || b === undefined || Math.max(a, b) / Math.min(a, b) <= SAME_RHYTHM;
const SAME_RHYTHM = 1.2;

/** Same amount and no different rhythm: what is not written does not differ. */
export function sameDose(a: Medication, b: Medication): boolean {
  const [left, right] = [strengthOf(a), strengthOf(b)];
  // "LEVOTHYROX 100" in a list names its strength without the unit.
  if (left === undefined || right === undefined) {
    const [bare, whole] = left === undefined ? [a, b] : [b, a];
    const [number, written] = [bareNumber(bare), bareNumber(whole)];
    // A strength is seldom a twentieth of another: "50" for "50 000" is a line cut short.
    if (
      number !== undefined &&
      written !== undefined &&
      number !== written &&
      number > 2 &&
      Math.max(number, written) / Math.min(number, written) < 20
    )
      return false;
  }
  if (
    left !== undefined &&
    right !== undefined &&
    left.unit === right.unit &&
    Math.abs(left.amount - right.amount) > 1e-9 &&
    Math.abs(left.amount * atOnce(a) - right.amount * atOnce(b)) > 1e-9
  )
    return false;
  const [fa, fb] = [rhythmOf(a), rhythmOf(b)];
  if (!sameRhythm(fa, fb)) return false;
  // What is taken every day in one paper and every week or more seldom in the other.
  if ((isDaily(a) && (fb ?? 0) >= 7) || (isDaily(b) && (fa ?? 0) >= 7)) return false;
  return sameIntake(a, b);
}

const INTAKE = new RegExp(String.raw`\b(${COUNT}) (bouffee|comprime|cp|gelule|sachet|goutte|inhalation|pulverisation|ampoule)s?\b`);

const AT_ONCE = /^(\d|deux|trois|quatre|½|1\/2) (?:le |au |a |avant |apres )?(?:matin|midi|soir|coucher|reveil|nuit|repas|petit)/;
/** How many units are taken at once: two of "40 mg, 2 cp" or of "40 mg, 2 le matin"; one where nothing says more. */
const atOnce = perThing(({ dose, frequency }: Medication): number => {
  const written = INTAKE.exec(fold(dose ?? ''))?.[1] ?? AT_ONCE.exec(fold(frequency ?? ''))?.[1];
  return written === undefined ? 1 : (numberOf(written) ?? 0.5);
});

const intakeOf = perThing(({ dose }: Medication) => INTAKE.exec(fold(dose ?? '')));

/** Units of intake a time and takes a day, where both documents write them: one puff for two, mornings for mornings and evenings. */
function sameIntake(a: Medication, b: Medication): boolean {
  const [ua, ub] = [intakeOf(a), intakeOf(b)];
  const count = (match: RegExpExecArray | null | undefined): number | undefined =>
    match?.[1] === undefined ? undefined : numberOf(match[1]);
  const [left, right] = [strengthOf(a), strengthOf(b)];
  const sameUnit = ua?.[2] !== undefined && ua[2] === ub?.[2];
  // Two tablets of another strength may be the same dose.
  const comparable = left === undefined || right === undefined || Math.abs(left.amount - right.amount) < 1e-9;
  if (sameUnit && comparable && count(ua) !== count(ub)) return false;
  const [da, db] = [takesOf(a), takesOf(b)];
  return da === undefined || db === undefined || da === db || !comparable || (sameUnit && count(ua) !== count(ub));
}

/** Takes a day, where the rhythm says no more and no less; undefined else. */
const takesOf = perThing(({ frequency }: Medication): number | undefined => {
  const text = fold(frequency ?? '')
    .replace(/,/g, ' ')
    .replace(/ +/g, ' ');
  if (NOT_DAILY.test(text) || /\b(?:si|puis|ou|a \d)\b/.test(text)) return undefined;
  const counted = /(?:^| )(\d|une?|deux|trois|quatre) ?(?:x|fois|prises?) ?(?:par j|j|$)|^x ?(\d)/.exec(text);
  const written = counted?.[1] ?? counted?.[2];
  if (written !== undefined) return numberOf(written);
  const hours = /toutes les (\d{1,2}) ?h/.exec(text)?.[1];
  if (hours !== undefined) return 24 / Number(hours);
  const moments = new Set(text.match(/\b(?:matin|midi|soir|coucher)\b/g) ?? []);
  if (
    moments.size > 0 &&
    /^(?:le |au (?=coucher)|et |a |\d |jeun |matin |midi |soir |coucher |seulement |avant |apres |repas |pendant |du )*$/.test(`${text} `)
  )
    return moments.size;
  return /^(?:une |1 )?(?:fois|prise)?(?: ?par jour)?$/.test(text) && text !== '' ? 1 : undefined;
});

const DAILY = /\b(?:par jour|tous les jours|chaque jour|quotidien\w*|le matin|le soir|matin et soir|au coucher)\b|\/ ?j\b/;
const NOT_DAILY = /semaine|\bsem\b|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|mois|hebdo|mensuel|trimestr|\bans?\b|besoin|douleur/;

/** Every day, as the frequency writes it; false where none is written. */
const isDaily = perThing(({ frequency, dose }: Medication): boolean => {
  const text = fold(`${frequency ?? ''} ${dose ?? ''}`);
  return DAILY.test(text) && !NOT_DAILY.test(text);
});

/** Days between takes for what is not daily: weekly 7, monthly 30, "tous les 3 mois" 90; undefined for a daily rhythm or none written. */
export const rhythmOf = perThing((medication: Medication): number | undefined => {
  const text = fold(`${medication.frequency ?? ''} ${medication.dose ?? ''}`);
  const every =
    /(?:tou(?:te)?s les|toutes les|par|\/|chaque|1 x|une fois par)\s*(\d+|deux|trois|quatre|six)?\s*(jours?|j|semaines?|sem|mois|ans?|trimestre)\b/.exec(
      text,
    );
  if (every === null)
    return /hebdomadaire/.test(text)
      ? 7
      : /mensuel/.test(text)
        ? 30
        : /trimestriel/.test(text)
          ? 90
          : /annuel/.test(text)
            ? 365
            : undefined;
  const count = every[1] === undefined ? 1 : (numberOf(every[1]) ?? Number.NaN);
  const unit = every[2] ?? 'jour';
  const days = /^j/.test(unit) ? 1 : /^sem/.test(unit) ? 7 : unit === 'mois' ? 30 : unit === 'trimestre' ? 90 : 365;
  return count * days === 1 ? undefined : count * days;
});
