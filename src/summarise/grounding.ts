import type { Citation, PartialDate } from '../domain/citation.js';
import type { Page } from '../domain/document.js';
import { FRENCH_MONTHS, frenchDate } from './dates.js';
import { canonicalNumber, fold, numbersIn, significantWords } from './text.js';

export type PageLookup = (documentId: string, page: number) => Page | undefined;

/** Why a statement was refused. */
export type GroundingFailure =
  | 'quote-not-verbatim'
  | 'number-unsupported'
  | 'unit-unsupported'
  | 'drug-unsupported'
  | 'date-unsupported'
  | 'side-unsupported'
  | 'polarity-contradicted'
  | 'person-contradicted';

export interface Claim {
  readonly text: string;
  readonly citations: readonly Citation[];
  /** Dates that the text may show: the facts' own, the documents'. Any other date in the text is refused. */
  readonly dates: readonly PartialDate[];
  /** Names of one drug, any of which a source must hold; empty for a claim about no drug. */
  readonly drugs: readonly string[];
  /** Words of the lexicon's name for the concept: how it is called, not what the source wrote. */
  readonly conceptLabel: string | undefined;
  /** What the claim is about, to find it in the source. */
  readonly label: string;
  readonly affirmed: boolean;
  readonly family: boolean;
}

const NEGATION_BEFORE =
  /\b(pas|aucune?|absence|sans|ni|jamais|non|elimine|ecarte|exclut|nie)\b(?:\s+(?:de|d|du|des|argument|signe|notion|antecedent|l|la|le|pour|en faveur|une?|clinique|echographique|evident|connue?s?|personnel))*\s*$/;
const FAMILY_BEFORE =
  /\b(pere|mere|frere|soeur|fils|fille|oncle|tante|cousine?|grand (?:pere|mere)|neveu|niece|conjoint|mari|epouse|compagnon|antecedents? familia\w+)\b[^.;\n]{0,40}$/;
/** A sentence that is about a relative from its first words. */
const KIN_SUBJECT =
  /^(?:(?:la|le|les|sa|son|ses|une?|deux) )?(?:petite? |grande? )?(?:soeur|frere|mere|pere|tante|oncle|cousine?|neveu|niece|fils|fille|mari|epouse|conjointe?|grand mere|grand pere)s?\b(?! (?:est )?(?:present|aidant|personne))/;
const LEFT = /\b(gauches?|g|og|odg|bilatera\w*|deux)\b/;
const RIGHT = /\b(droite?s?|d|od|odg|bilatera\w*|deux)\b/;
/** "Pas d'argument", "ouverture de droits", "droits sociaux": an elision and what is due are no side. */
const sidesOf = (text: string): string =>
  fold(text.replace(/(?<!\p{L})[dD]['’]/gu, ' ')).replace(
    /\b(?:de|des|aux|ses|leurs|ces|vos|mes) droits\b|\bdroits (?=ouverts?\b|sociaux\b|a \b|acquis\b|mdph\b|cmu\b|css\b|ame\b)/g,
    ' ',
  );
const UNITS =
  /(?<![\p{L}\p{N}])(\d+(?:[.,]\d+)?)\s?(mg|µg|g|kg|mL|ml|UI|U|mmol\/L|µmol\/L|g\/L|mg\/L|g\/dL|mmHg|cm|mm|%)(?![\p{L}\p{N}/])/gu;

/**
 * Checks a rendered sentence against the passages it cites, each widened to its own line and sentence: every number, unit, date, side
 * and drug must stand there; an affirmation must not rest on negated passages alone, nor the patient's own on a relative's.
 */
export function ground(claim: Claim, pages: PageLookup): GroundingFailure | undefined {
  const contexts: string[] = [];
  const clauses: string[] = [];
  const cited = new Set<string>();
  for (const citation of claim.citations) {
    const page = pages(citation.span.documentId, citation.span.page);
    if (page === undefined || page.text.slice(citation.span.start, citation.span.end) !== citation.quote) return 'quote-not-verbatim';
    contexts.push(widen(page.text, citation.span.start, citation.span.end));
    clauses.push(clauseOf(page.text, citation.span.start, citation.span.end));
    cited.add(page.text);
  }
  const whole = contexts.join('\n');
  const bare = withoutDates(claim, whole);
  if (bare === undefined) return 'date-unsupported';

  if (!numbersStand(bare, whole, claim.conceptLabel)) return 'number-unsupported';
  if (!unitsAgree(bare, whole)) return 'unit-unsupported';

  const folded = fold(whole);
  if (claim.drugs.length > 0 && !claim.drugs.some((name) => drugStands(name, folded))) return 'drug-unsupported';
  const text = sidesOf(bare);

  // A report's title bears the side of all that it describes.
  const sides = sidesOf(whole);
  const onPages = (side: RegExp): boolean => side.test(sidesOf([...cited].join('\n')));
  if (/\bgauches?\b/.test(text) && !LEFT.test(sides) && !onPages(LEFT)) return 'side-unsupported';
  if (/\bdroite?s?\b/.test(text) && !RIGHT.test(sides) && !onPages(RIGHT)) return 'side-unsupported';

  // A label that bears its own negation ("HTA non contrôlée") says it.
  if (
    claim.affirmed &&
    !/\b(non|pas|sans|absence|aucune?|ni|contre indiquee?s?|contre indications?|a eviter|a ne pas)\b/.test(fold(claim.label))
  ) {
    const verdicts = clauses.map((clause) => negatedThere(claim.label, clause));
    if (verdicts.length > 0 && verdicts.every((verdict) => verdict)) return 'polarity-contradicted';
  }
  if (!claim.family && KIN_SUBJECT.test(text)) return 'person-contradicted';
  if (!claim.family) {
    const verdicts = clauses.map((clause) => kinThere(claim.label, clause));
    if (verdicts.length > 0 && verdicts.every((verdict) => verdict)) return 'person-contradicted';
  }
  return undefined;
}

/** The line or sentence that holds a span: up to the nearest end of sentence or blank line, 240 characters at most each way. */
function widen(text: string, start: number, end: number): string {
  const before = text.slice(Math.max(0, start - 240), start);
  const after = text.slice(end, end + 240);
  const head = Math.max(before.lastIndexOf('. '), before.lastIndexOf('.\n'), before.lastIndexOf('\n\n')) + 1;
  const tails = ['. ', '.\n', '\n\n'].map((mark) => after.indexOf(mark)).filter((index) => index >= 0);
  return before.slice(head) + text.slice(start, end) + (tails.length === 0 ? after : after.slice(0, Math.min(...tails) + 1));
}

/** The quote with what precedes it in its sentence or line: where its negation and its person stand. */
function clauseOf(text: string, start: number, end: number): string {
  const before = text.slice(Math.max(0, start - 160), start);
  return before.slice(Math.max(before.lastIndexOf('. '), before.lastIndexOf('\n'), before.lastIndexOf(' ; ')) + 1) + text.slice(start, end);
}

/** Every number of the text stands in the source, whole ("50 000") or in its parts ("B12 289" holds two numbers). */
function numbersStand(text: string, source: string, conceptLabel: string | undefined): boolean {
  const supported = new Set([...numbersIn(source), ...(conceptLabel === undefined ? [] : numbersIn(conceptLabel))]);
  for (const match of text.matchAll(/\d{1,3}(?:[\u0020\u00a0\u202f]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?/g)) {
    const parts = match[0].split(/[\u0020\u00a0\u202f]/);
    if (!supported.has(canonicalNumber(parts.join(''))) && !parts.every((part) => supported.has(canonicalNumber(part)))) return false;
  }
  return true;
}

function drugStands(name: string, folded: string): boolean {
  const words = fold(name)
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length >= 4);
  return words.length === 0 ? folded.includes(fold(name)) : words.some((word) => folded.includes(word) || looksLike(word, folded));
}

/** One letter misread in a long name is still the name (OCR). */
function looksLike(word: string, folded: string): boolean {
  if (word.length < 7) return false;
  return folded.includes(word.slice(0, -2)) || folded.includes(word.slice(2));
}

const MONTHS = FRENCH_MONTHS.join('|');
const SHOWN_DATE = new RegExp(`(?<![\\d/.])(?:(\\d{2})[/.](\\d{2})[/.](\\d{4})|(?:(\\d{1,2})(?:er)? )?(${MONTHS}) (\\d{4}))(?!\\d)`, 'giu');

/**
 * The sentence without its dates, so that the numbers left are values. A date that is none of the claim's own must stand in the source, in
 * figures or in letters: undefined where one does not.
 */
function withoutDates({ text, dates }: Claim, source: string): string | undefined {
  let bare = text;
  const years = new Set([...text.matchAll(/(?=(\d{4}))/g)].map(([, year]) => year));
  // A day may be told by its month. Only a date whose year is written can be.
  const told = dates
    .filter((date) => years.has(date.slice(0, 4)))
    .flatMap((date) => (date.length === 10 ? [date, date.slice(0, 7)] : [date]));
  for (const shown of [...new Set(told.map(frenchDate))].toSorted((a, b) => b.length - a.length)) bare = bare.replaceAll(shown, ' ');
  let folded: string | undefined;
  let unknown = false;
  const left = bare.replace(
    SHOWN_DATE,
    (_, day?: string, month?: string, year?: string, dayBefore?: string, name?: string, yearAfter?: string) => {
      const at = name === undefined ? Number(month) : FRENCH_MONTHS.indexOf(name.toLowerCase()) + 1;
      const of = year ?? yearAfter ?? '';
      const on = day ?? dayBefore;
      folded ??= fold(source);
      // "/" and "-" are spaces once folded.
      const before = on === undefined ? '' : `0?${Number(on)}(?:er)?[ .]`;
      const written = `(?<!\\d)${before}(?:0?${at}|${fold(FRENCH_MONTHS[at - 1] ?? 'mois inconnu')})[ .](?:${of}|${of.slice(2)})(?!\\d)`;
      if (!new RegExp(written).test(folded)) unknown = true;
      return ' ';
    },
  );
  return unknown ? undefined : left;
}

const unitOf = (written: string): string => written.toLowerCase().replace('μ', 'µ').replace(/^ui$/, 'u');

/** Each number that bears a unit stands with that unit in the source, or at least once without any: a column may hold the unit. */
function unitsAgree(text: string, source: string): boolean {
  const written = source
    .toLowerCase()
    .replace(/[\s\u00a0\u202f]/g, '')
    .replaceAll('μ', 'µ');
  const units = new Map<string, Set<string>>();
  for (const [, number = '', unit = ''] of source.replaceAll('μ', 'µ').matchAll(UNITS)) {
    const key = canonicalNumber(number);
    units.set(key, (units.get(key) ?? new Set()).add(unitOf(unit)));
  }
  const alone = numbersIn(source.replaceAll('μ', 'µ').replace(UNITS, ' '));
  for (const [, number = '', unit = ''] of text.matchAll(UNITS)) {
    if (!written.includes(unit.toLowerCase())) return false;
    const own = units.get(canonicalNumber(number));
    if (own !== undefined && !own.has(unitOf(unit)) && !alone.has(canonicalNumber(number))) return false;
  }
  return true;
}

/** Whether the label's first telling word stands in a passage only under a negation that precedes it. */
function negatedThere(label: string, context: string): boolean {
  return everyOccurrence(label, context, (before) => NEGATION_BEFORE.test(before));
}

function kinThere(label: string, context: string): boolean {
  return everyOccurrence(label, context, (before) => FAMILY_BEFORE.test(before));
}

function everyOccurrence(label: string, context: string, test: (before: string) => boolean): boolean {
  const word = significantWords(label).find((one) => one.length >= 4);
  if (word === undefined) return false;
  const folded = context
    .split(/[.;\n]/)
    .map(fold)
    .join('. ');
  let index = folded.indexOf(word);
  let seen = 0;
  while (index >= 0) {
    seen += 1;
    const clause =
      folded
        .slice(Math.max(0, index - 80), index)
        .split(/[.;]/)
        .at(-1) ?? '';
    if (!test(clause)) return false;
    index = folded.indexOf(word, index + word.length);
  }
  return seen > 0;
}
