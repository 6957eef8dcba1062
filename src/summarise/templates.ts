import { DOUBTED, type Line } from './line.js';
import { conceptTraits } from './concepts.js';
import type { CurrentTreatment, StoppedTreatment } from '../domain/synthesis.js';
import type { PartialDate } from '../domain/citation.js';
import type { Value } from '../domain/fact.js';
import { frenchDate, onDate, sinceDate } from './dates.js';
import { everydayName } from './drug-names.js';
import { quoteWords } from './quote.js';
import { capitalise, closed, fold, inSmallLetters } from './text.js';

const SIDES = { left: 'côté gauche', right: 'côté droit', bilateral: 'bilatéral' } as const;
const SIDE_WORDS: Readonly<Record<keyof typeof SIDES, RegExp>> = {
  left: /\b(gauches?|g|og)\b/,
  right: /\b(droite?s?|d|od)\b/,
  bilateral: /\b(bilateral|deux|odg|droit.*gauche|gauche.*droit)/,
};

const SAID = /\b(?:pas|jamais|neg|aucune?|absence|sans|ni|negati\w+|normale?s?|normaux|steriles?)\b/;

/** One line of plain French for a merged line: label, value with its unit, side, date, status. */
export function renderLine(line: Line): string {
  return capitalise(sentence(line));
}

function sentence(line: Line): string {
  switch (line.kind) {
    case 'observation':
      return join(
        labelled(line),
        dayOf(line),
        flagWords(line.value),
        // "Les sérologies sont négatives" says itself what is absent.
        statusWords(line, SAID.test(fold(line.label)) ? ['active', 'past', 'unknown', 'resolved', 'absent'] : undefined),
        line.note,
      );
    case 'allergy':
      return allergySentence(line);
    case 'family-history':
      return join(familySentence(line), line.note);
    case 'immunization':
      return immunizationSentence(line);
    case 'device':
      return join(
        labelled(line),
        line.date === undefined ? undefined : line.status === 'active' ? sinceDate(line.date) : onDate(line.date),
        line.status === 'stopped'
          ? line.endDate === undefined
            ? 'retiré'
            : `retiré ${onDate(line.endDate)}`
          : line.status === 'suspected'
            ? openWords(line)
            : statusWords(line),
        line.note,
      );
    case 'procedure':
      return join(
        labelled(line),
        dayOf(line),
        ...line.otherDates.map((date) => `aussi ${onDate(date)}`),
        line.status === 'ruled-out' || line.status === 'absent'
          ? 'non réalisé'
          : line.status === 'suspected'
            ? openWords(line)
            : statusWords(line, ['past', 'resolved', 'active', 'unknown']),
        line.note,
      );
    case 'plan':
      // The day of the letter is when it was asked, not when it is due.
      return join(
        labelled(line),
        line.facts.some((fact) => fact.date === line.date && fact.dateSource === 'text') ? dayOf(line) : dayOf(line, 'noté '),
        line.status === 'absent' ? 'refusé' : undefined,
        line.note,
      );
    case 'condition':
      return conditionSentence(line);
    case 'directive':
      // A refusal is said in its source's own words.
      return join(labelled(line), dayOf(line), line.note);
    default:
      return join(
        labelled(line),
        dayOf(line),
        statusWords(
          line,
          line.kind === 'lifestyle' || (line.kind === 'pregnancy' && SAID.test(fold(line.label)))
            ? ['past', 'active', 'unknown', 'absent']
            : ['past', 'active', 'unknown'],
        ),
        line.note,
      );
  }
}

const YEARS = /\b(?:19|20)\d{2}\b/g;
const NUMERIC_DAY = /(?<![\d./])(\d{1,2})[./-](\d{1,2})[./-]((?:20|19)?\d{2})(?![\d./])/g;

/** The days that a label writes in numbers, as `frenchDate` does: "24.11.26" is "24/11/2026". */
const daysIn = (label: string): readonly string[] =>
  [...label.matchAll(NUMERIC_DAY)].map(([, day = '', month = '', year = '']) =>
    [day.padStart(2, '0'), month.padStart(2, '0'), year.length === 2 ? `20${year}` : year].join('/'),
  );

/**
 * The day of a line, unless its label writes it already: "Terme prévu le 22/02/2027" needs no second "le 22/02/2027". A label with several
 * days needs none where it is a plan, whose days stand beside what is planned for each.
 */
function dayOf(line: Line, before = ''): string | undefined {
  if (line.date === undefined) return undefined;
  const label = labelled(line);
  const day = frenchDate(line.date);
  const days = daysIn(label);
  const written =
    (label.match(YEARS)?.length === 1 && label.toLowerCase().includes(day)) ||
    (days.includes(day) && (line.kind === 'plan' || new Set(days).size === 1));
  return written ? undefined : `${before}${onDate(line.date)}`;
}

/** Lower case but for acronyms: "BPCO" stays. */
const lowerInitial = (text: string): string => (/^\p{Lu}[\p{Lu}\d]/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1));

/** One age alone reads on in the sentence. */
const ONE_AGE = / \(((?:à|vers|avant|dès) [^,()]*)\)/u;

/** "Père : infarctus à 70 ans": the relative and the denial once, whether the label says them already or not. */
function familySentence(line: Line): string {
  const written = labelled(line);
  if (line.status === 'absent' && /^(?:pas|aucun|absence)/.test(fold(written))) return written;
  const [head = '', ...rest] = written.split(/ : /);
  const said = rest.length > 0 && (fold(head) === 'antecedent familial' || fold(head) === fold(line.familyMember ?? ''));
  return `${line.familyMember ?? 'Antécédent familial'} : ${line.status === 'absent' ? 'absence de ' : ''}${(said ? rest.join(' : ') : written).replace(ONE_AGE, ' $1')}`;
}

/** "Depuis mars 2012" is said of what lasts: a pneumonia of that month came in it. */
const lasts = (line: Line): boolean =>
  conceptTraits(line.concept)?.chronic === true || line.facts.some((fact) => saysSince(quoteWords(fact), line.date));

/** "Crohn connu depuis 2012, deux occlusions cet été": the "since" of another year is another illness's. */
const saysSince = (words: string, date: PartialDate | undefined): boolean =>
  [...words.matchAll(/\bdepuis\b(?: (?!19|20)[a-zé]+){0,2}(?: ((?:19|20)\d\d))?/g)].some(
    ([, year]) => year === undefined || date?.startsWith(year) === true,
  );

function conditionSentence(line: Line): string {
  if (line.status === 'absent')
    return join(
      `Absence de ${lowerInitial(labelled(line))}`.replace(/^Absence de (?=[aeiouyhàâéèêîôûœ])/iu, 'Absence d’'),
      dayOf(line),
      line.reported ? 'selon le patient ou un tiers' : undefined,
      line.note,
    );
  const ongoing = line.status === 'active';
  const others = line.otherDates.filter((other) => cameAgain(line, other));
  const date =
    line.date === undefined
      ? undefined
      : ongoing && others.length === 0 && line.date.length < 10 && lasts(line)
        ? sinceDate(line.date)
        : onDate(line.date);
  return join(
    labelled(line),
    date,
    ...others.slice(0, 4).map((other) => `puis ${onDate(other)}`),
    statusWords(line, SILENT_WITH.find(([said]) => said.test(fold(line.label)))?.[1] ?? ['active', 'unknown']),
    line.note,
  );
}

/** What a label says of its own state needs no word behind it: "goutte guérie", "risque de chute". */
const SILENT_WITH: readonly (readonly [RegExp, readonly Line['status'][]])[] = [
  [/remission|gueri/, ['active', 'unknown', 'resolved']],
  [/^risque/, ['active', 'unknown', 'suspected']],
];

/** What comes again in an illness that lasts; another date of it is that of a visit. */
const CAME_AGAIN =
  /\b(?:re-?chut\w+|recidiv\w+|poussees?|crises?|episodes?|acces|recurrence|reprises?|rebonds?|reapparu\w*|nouve(?:au|l|lle)s?|decompens\w+|exacerb\w+|aggrav\w+|progress\w+|evolu\w+|passee?s? en|stade|deuxieme|troisieme|seconde?|encore|puis)\b/;
const cameAgain = (line: Line, date: PartialDate): boolean =>
  conceptTraits(line.concept)?.chronic !== true ||
  line.facts.some((fact) => fact.date !== undefined && fact.date.startsWith(date) && CAME_AGAIN.test(quoteWords(fact)));

function allergySentence(line: Line): string {
  const { allergy } = line;
  if (allergy?.certainty === 'none-known') return join(line.label, line.note);
  const banned = /^À ne pas redonner : (.+)$/u.exec(line.label)?.[1];
  const named = /allerg|intol[eé]ran|contre-indi/i.test(line.label);
  const head =
    banned !== undefined
      ? `${banned} : à ne pas redonner`
      : named
        ? line.label
        : `${allergy?.intolerance === true ? 'Intolérance' : 'Allergie'} : ${line.label}`;
  const reaction = allergy?.reaction !== undefined && !fold(head).includes(fold(allergy.reaction)) ? allergy.reaction : undefined;
  const state =
    line.status === 'ruled-out' || allergy?.certainty === 'refuted'
      ? /ecart|exclu|infirm/.test(fold(head))
        ? undefined
        : 'écartée'
      : line.status === 'suspected' || allergy?.certainty === 'suspected'
        ? /suspect/.test(fold(head))
          ? 'non confirmée'
          : 'suspectée, non confirmée'
        : line.status === 'absent'
          ? 'absente'
          : undefined;
  return join(head, reaction, dayOf(line), state, line.reported ? 'selon le patient ou un tiers' : undefined, line.note);
}

function immunizationSentence(line: Line): string {
  const { immunization } = line;
  const targets =
    immunization?.targets.filter((target) => !fold(line.label).includes(fold(target)) && !/\bbcg\b/.test(fold(line.label))) ?? [];
  const rank =
    immunization?.doseRank === undefined ? undefined : immunization.doseRank === 1 ? '1re dose' : `${immunization.doseRank}e dose`;
  const named = /vaccin|rappel|immunis/i.test(line.label) ? line.label : `Vaccin ${line.label}`;
  const product = immunization?.product;
  const head = product === undefined || fold(named).includes(fold(product)) ? named : `${named} ${product}`;
  const earlier = line.otherDates.toReversed();
  return join(
    `${head}${targets.length === 0 ? '' : ` (${targets.join(', ')})`}`,
    rank !== undefined && !fold(line.label).includes(fold(rank)) ? rank : undefined,
    dayOf(line),
    earlier.length === 0 ? undefined : `avant : ${earlier.slice(0, MOST_DATES).map(frenchDate).join(', ')}`,
    line.status === 'absent' || line.status === 'ruled-out' ? notGiven(line) : line.rule === DOUBTED ? TO_CHECK : undefined,
    line.note,
  );
}

/** Why a vaccine was not given, where its source says. */
function notGiven(line: Line): string {
  const quote = quoteWords(line.facts[0]);
  return /contre ?indiqu|interdit|proscrit|pas permis/.test(quote) ? 'contre-indiqué' : /\brefus/.test(quote) ? 'refusé' : 'non fait';
}

const MOST_DATES = 6;

/** What is a name of its own; in a sentence, a plan, a drug, a vaccine or an implant, capitals are somebody's name or a brand. */
export const NAMED_IN_WORDS: ReadonlySet<Line['kind']> = new Set(['condition', 'procedure', 'family-history', 'lifestyle', 'pregnancy']);

function labelled(line: Line): string {
  const label = closed(NAMED_IN_WORDS.has(line.kind) ? inSmallLetters(line.label) : line.label);
  const value = line.value === undefined ? undefined : writeValue(line.value);
  const side = line.laterality !== undefined && !SIDE_WORDS[line.laterality].test(fold(line.label)) ? ` (${SIDES[line.laterality]})` : '';
  const hasValue =
    value === undefined ||
    fold(line.label).includes(fold(value)) ||
    (line.value !== undefined && fold(line.label).includes(fold(line.value.text)));
  // "Troponine : négatives": a word agrees with its source's sentence, not with our label.
  const worded = line.kind === 'observation' ? /^\p{L}/u : /^\p{L}|\p{L}{3}/u;
  const link = line.value?.number === undefined && worded.test(value ?? '') ? ' : ' : ' ';
  return `${label}${side}${hasValue ? '' : `${link}${value}`}${line.before === undefined ? '' : ` (${line.before})`}`;
}

/** As written, with its unit: nothing is converted. */
export function writeValue(value: Value): string {
  const unit = value.unit ?? '';
  // A form in capitals writes "1,60 M".
  const text = value.text.replace(/(?<=\d\s?)(?:M|KG|CM|MM|MG)(?![\p{L}\d/])/gu, (letters) => letters.toLowerCase());
  return unit === '' || fold(text).endsWith(fold(unit)) ? text : `${text} ${unit}`;
}

function flagWords(value: Value | undefined): string | undefined {
  if (value?.number === undefined && value?.flag !== 'A') return undefined;
  if (value?.flag === 'H') return 'élevé selon le laboratoire';
  if (value?.flag === 'L') return 'bas selon le laboratoire';
  if (value?.flag === 'A') return 'signalé anormal';
  return undefined;
}

const TO_CHECK = 'à vérifier';
/** Of an act or a device that no source affirms. */
const openWords = (line: Line): string => (line.rule === DOUBTED ? TO_CHECK : 'envisagé');

function statusWords(line: Line, silent: readonly Line['status'][] = ['active', 'past', 'unknown', 'resolved']): string | undefined {
  const reported = line.reported ? 'selon le patient ou un tiers' : undefined;
  if (silent.includes(line.status)) return reported;
  const words: Readonly<Partial<Record<Line['status'], string>>> = {
    past: 'antécédent',
    resolved: 'résolu',
    // "Embolie pulmonaire, peu probable" says its doubt.
    ...(line.label.endsWith(', peu probable') ? {} : { suspected: line.rule === DOUBTED ? TO_CHECK : 'suspecté, non confirmé' }),
    'ruled-out': 'écarté',
    absent: 'absent',
    stopped: 'arrêté',
  };
  return [words[line.status], reported].filter((part) => part !== undefined).join(', ') || undefined;
}

function join(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(', ');
}

/** "Acide acétylsalicylique (aspirine, KARDEGIC)": by its international name, then as it is spoken of and as it is sold. */
function drugName({ label, brand }: Pick<CurrentTreatment, 'label' | 'brand'>): string {
  const others = [everydayName(label), brand].filter((name) => name !== undefined && !fold(label).includes(fold(name)));
  return `${capitalise(label)}${others.length === 0 ? '' : ` (${others.join(', ')})`}`;
}

export function renderCurrent(treatment: CurrentTreatment): string {
  const name = drugName(treatment);
  return [
    `${name}${treatment.dose === undefined ? '' : ` ${treatment.dose}`}`,
    treatment.since === undefined ? undefined : sinceDate(treatment.since),
    treatment.note,
  ]
    .filter((part) => part !== undefined)
    .join(', ');
}

export function renderStopped(treatment: StoppedTreatment, course?: string): string {
  const name = drugName(treatment);
  return `${name} : arrêté${treatment.date === undefined ? '' : ` (${frenchDate(treatment.date)})`}${course === undefined ? '' : `, ${course}`}${treatment.reason === undefined ? '' : `, motif : ${treatment.reason}`}`;
}

/** As written, against a drug that was not taken. */
export function renderAvoided({ label, date }: StoppedTreatment): string {
  return `${capitalise(label)} : écrit comme à ne pas donner ou à éviter${date === undefined ? '' : ` (${frenchDate(date)})`}`;
}
