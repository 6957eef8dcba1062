import { portionOf } from '../../extract/text/number-words.js';
import { amountIn, type Strength } from './dose.js';

/** What the words behind a drug's name come to, in milligrams or units (`unit` is empty where none is written): a day or a week where they tell it, and one take. */
export interface ToldAmount {
  readonly day?: number;
  readonly week?: number;
  readonly take?: number;
  readonly unit: string;
}

const COUNT = String.raw`\d+(?:[.,]\d+)?|\d ?\/ ?\d|½|¼|¾|une?|deux|trois|quatre|cinq|six|demie?|(?:un |trois )?quarts?`;
const FORM = String.raw`(?:comprimes?|cp[rs]?|gel(?:ules?)?|caps(?:ules?)?|sachets?|bouffees?|inhalations?|gouttes?|ampoules?|amp|patchs?|dispositifs?|prises?|doses?|pulverisations?|injections?|inj)\b`;
/** What a kilogram or an hour asks for is no amount. */
const PER = String.raw`(?! ?par ?(?:kg|kilo|heure)\b)`;
const MASS = String.raw`(?<mass>(?:\d{1,3}(?: \d{3})+|\d+(?:[.,]\d+)?) ?(?:mg|milligrammes?|g|grammes?|µg|ug|mcg|gamma|microgrammes?|ui|u|unites?))(?![a-z²0-9])${PER}`;
const A_DAY = String.raw`(?:(?:\/|par) ?(?:j|jours?|24 ?h)|quotidien\w*|(?:chaque|tous les|toutes les) (?:jours?|24 ?h))(?![a-z0-9])`;
const TOKEN = new RegExp(
  [
    String.raw`(?<grid>(?<![\d/.,])(?:\d(?:[.,]5)?|½|\d\/\d)(?: ?[-–] ?(?:\d(?:[.,]5)?|½|\d\/\d)){2,3}(?![\d/.,]))`,
    MASS,
    String.raw`toutes les (?<every>\d{1,2}|quatre|six|huit|douze) ?(?:h|heures)\b`,
    String.raw`\b(?:x|fois) ?(?<times>\d|deux|trois|quatre|cinq)\b(?: ?(?:fois|prises?))?(?: ?${A_DAY})?`,
    String.raw`(?<![\d/.,])(?<often>\d|une|deux|trois|quatre|cinq) ?(?:fois|x)(?: ?${A_DAY})?(?![a-z\d])`,
    String.raw`en (?:\d|une|deux|trois|quatre) (?:prises?|fois)(?: egales)?`,
    String.raw`(?<![\d/.,a-z])(?<count>${COUNT})[ -]?(?:de )?${FORM}(?<half> et demie?)?`,
    String.raw`(?<moment>\b(?:matin|midi|soir|coucher|gouter|(?:petit )?dejeuner|diner)\b|(?<![\d/.,])(?:[01]?\d|2[0-3]) ?h(?:\d\d)?\b)`,
    String.raw`(?<day>${A_DAY})`,
    String.raw`(?<![\d/.,a-z])(?<bare>${COUNT})(?<more> et demie?)?(?![\d/a-z%]|[.,]\d)`,
  ].join('|'),
  'g',
);
/** Another rhythm than the day's or the week's, or none. */
const OTHER_RHYTHM =
  /\b(?:si (?:besoin|douleurs?|necessaire|fievre|t)|sb|a la demande|max(?:imum|i)?|(?:par|tous les|chaque) (?:\d+ |deux |trois |six )?mois|mensuel\w*|trimestr\w*|jours? (?:im)?pairs?|(?:1|un) jour sur|sauf|(?:tous|toutes) les (?:\d+|deux|trois) ?(?:j|jours?|semaines)|puis|ensuite|soixante|48 ?h|72 ?h)\b/;
/** What a solution holds, what a kilogram, a surface or an hour asks for. */
const NO_AMOUNT = /\d ?(?:mg|g|µg|ug|mcg|ui|u) ?\/ ?(?:(?!24)\d+ ?)?(?:kg|ml|dl|l|m2|m²|h)\b|\d ?%/;
const A_WEEK =
  /\b(?:par semaine|hebdo\w*|(?:le|chaque|tous les) (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)s?)\b|\/ ?sem(?:aines?)?\b/;
const DAYS_OF_WEEK = /\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)s?\b/g;
/** Where the sentence, or the row, of the drug ends. */
const ENDS =
  /;|\n(?![ \t]*(?:\d|[½¼¾]|un|deux|trois|quatre|demi|matin|midi|soir|le matin|le soir|\())|(?<!\b(?:cp|gel|amp|inj|caps))\.(?=\s|$)| \/ (?=[a-z]{4})|, (?=[a-z]+(?:emie|urie)\b)/;
/** Above, a number beside a moment is no count of tablets: "80 mg le matin et 40 le midi". */
const MOST_A_TAKE = 6;
/** "1/4", "trois quarts", "½", "deux", "2,5". */
function countOf(written: string): number {
  const [over, under] = /^(\d) ?\/ ?(\d)$/.exec(written)?.slice(1).map(Number) ?? [];
  if (over !== undefined && under !== undefined) return over / under;
  if (/quart/.test(written)) return /^trois/.test(written) ? 0.75 : 0.25;
  return portionOf(/^demie?$/.test(written) ? 'demie' : written) ?? Number.NaN;
}

const BEFORE_A_DAY = new RegExp(String.raw`^ ?${A_DAY}(?! ?(?:x|\d))`);
const BEFORE_A_COUNT = new RegExp(String.raw`^[ ,:]*(?:${COUNT}) ?(?:de )?${FORM}`);
/** "18 h" of "le soir à 18 h" is no other moment. */
const AFTER_A_MOMENT = /(?:matin|midi|soir|coucher)[ (]*(?:a|vers|:)? ?$/;
const BEFORE_A_MOMENT = /^ ?(?:le |au |a |du |,? ?)?(?:matin|midi|soir|coucher|gouter)|^ ?\/ ?j\b|^ ?par jour/;

/** What a posology has told so far, token by token. */
class Posology {
  /** Of one tablet. */
  #strength: Strength | undefined;
  /** The latest amount of one take; `isCounted` where tablets were counted. */
  #take: { readonly amount: number; readonly isCounted: boolean } | undefined;
  /** Told before its strength: "demi cp de 1 mg". */
  #ahead: number | undefined;
  /** What the moments told so far sum to, and how many they are. */
  #sum = 0;
  #moments = 0;
  /** A moment whose count follows it: "8 h 1 cp", "soir, un quart de comprimé". */
  #isWaiting = false;
  #times = 0;
  #day: number | undefined;
  #isDaily = false;
  #hasForm = false;

  /** `strength` is known beforehand where what is taken is counted, whatever it weighs. */
  constructor(strength?: Strength) {
    this.#strength = strength;
  }

  get amount(): ToldAmount | undefined {
    const { once } = this;
    if (this.#strength === undefined || once === undefined) return undefined;
    const { unit } = this.#strength;
    // What is told of the whole day tells no take.
    if (this.#day !== undefined) return { day: this.#day, unit };
    if (this.#moments > 0) return { day: this.#sum, take: once, unit };
    if (this.#times > 0) return { day: once * this.#times, take: once, unit };
    return this.#isDaily ? { day: once, unit } : { take: once, unit };
  }

  /** One take, whatever is said of when. */
  get once(): number | undefined {
    return this.#take?.amount ?? this.#strength?.amount;
  }

  read(at: Readonly<Record<string, string | undefined>>, before: string, behind: string): void {
    const half = at['half'] === undefined ? 0 : 0.5;
    if (at['mass'] !== undefined) this.#mass(amountIn(at['mass'].replace('gamma', 'µg')), behind);
    else if (at['grid'] !== undefined) this.#grid(at['grid'].split(/ ?[-–] ?/).map(countOf));
    else if (at['every'] !== undefined) this.#times = 24 / countOf(at['every']);
    else if (at['times'] !== undefined) this.#times = countOf(at['times']);
    else if (at['often'] !== undefined) this.#times = countOf(at['often']);
    else if (at['count'] !== undefined) this.#count(countOf(at['count']) + half);
    else if (at['moment'] !== undefined) this.#moment(at['moment'], before, behind);
    else if (at['day'] !== undefined) this.#isDaily = true;
    else if (at['bare'] !== undefined) this.#bare(countOf(at['bare']) + (at['more'] === undefined ? 0 : 0.5), behind);
  }

  #put(amount: number, isCounted: boolean): void {
    this.#take = { amount, isCounted };
    if (!this.#isWaiting) return;
    this.#isWaiting = false;
    this.#add(amount);
  }

  #add(amount: number): void {
    this.#sum += amount;
    this.#moments += 1;
  }

  #mass(mass: Strength | undefined, behind: string): void {
    if (mass === undefined) return;
    this.#strength ??= mass;
    if (mass.unit !== this.#strength.unit && this.#strength.unit !== '') return;
    if (BEFORE_A_DAY.test(behind)) this.#day = mass.amount;
    else if (this.#ahead !== undefined) this.#put(this.#ahead * mass.amount, true);
    // Behind a count of tablets the same amount told in milligrams changes nothing.
    else if (this.#take === undefined || this.#take.isCounted || this.#moments > 0) this.#put(mass.amount, false);
    this.#ahead = undefined;
  }

  #grid(counts: readonly number[]): void {
    if (this.#strength !== undefined) this.#day ??= counts.reduce((all, one) => all + one, 0) * this.#strength.amount;
  }

  #count(count: number): void {
    this.#hasForm = true;
    if (this.#strength === undefined) this.#ahead = count;
    else if (count <= MOST_A_TAKE) this.#put(count * this.#strength.amount, true);
  }

  #moment(name: string, before: string, behind: string): void {
    const once = this.once;
    if (once === undefined || (/^\d/.test(name) && AFTER_A_MOMENT.test(before))) return;
    if (this.#take?.isCounted !== true && this.#moments === 0 && BEFORE_A_COUNT.test(behind)) this.#isWaiting = true;
    else this.#add(once);
  }

  #bare(number: number, behind: string): void {
    if (this.#strength === undefined) this.#strength = { amount: number, unit: '' };
    else if (BEFORE_A_MOMENT.test(behind)) {
      const isMass = number > MOST_A_TAKE && !this.#hasForm;
      this.#put(isMass ? number : number * this.#strength.amount, !isMass);
    }
  }
}

/**
 * The amount that a posology comes to: `words` are those behind the drug's name, folded without losing a character, up to the next drug.
 * `strength` is that of one tablet where the words need not tell it. Undefined where they tell no amount, another rhythm than the day's or the
 * week's, or what no sum can tell ("si besoin", "mg/kg").
 */
export function amountTold(words: string, strength?: Strength): ToldAmount | undefined {
  const own = words.slice(0, ENDS.exec(words)?.index);
  if (OTHER_RHYTHM.test(own) || NO_AMOUNT.test(own)) return undefined;
  const posology = new Posology(strength);
  for (const match of own.matchAll(TOKEN))
    posology.read(match.groups ?? {}, own.slice(0, match.index), own.slice(match.index + match[0].length));
  const { amount, once } = posology;
  if (amount === undefined || once === undefined || !(once > 0)) return undefined;
  if (!A_WEEK.test(own)) return amount;
  const days = new Set(own.match(DAYS_OF_WEEK)?.map((name) => name.replace(/s$/, ''))).size;
  return { week: once * Math.max(1, days), unit: amount.unit };
}
