import type { SynthesisContract } from '../../src/summarise/contract.js';
import { near, normalised, tokenSetRatio } from '../fuzzy.js';
import type { CorpusDossier } from '../gold.js';
import { docOf, numbersOf } from './matching.js';
import { affirmed } from './trap-leak.js';
import { share, type Finding, type Measure } from './measure.js';

type Statement = SynthesisContract['sections'][number]['statements'][number];

const DATES = /\b(?:19|20)\d{2}-\d{2}(?:-\d{2})?\b|\b\d{1,2}\/\d{1,2}\/\d{2,4}\b|\b(?:\d{1,2}\/)?(?:19|20)\d{2}\b|\b1er\b/g;
const MONTHS = 'janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre';
const WRITTEN_DATE = new RegExp(`\\b(?:\\d{1,2}(?:er)? )?(?:${MONTHS})(?: (?:19|20)\\d{2})?\\b`, 'g');
const SIDES = { left: /\b(gauche|gauches|g|og)\b/, right: /\b(droit|droite|droits|droites|d|od)\b/ } as const;
const SAID_SIDES = { left: /\bgauches?\b/, right: /\bdroite?s?\b/ } as const;
const RELATIVE =
  /^(?:sa |son |ma |mon )?(pere|mere|soeur|sœur|frere|oncle|tante|cousine?|grand pere|grand mere|voisine?|conjointe?|mari|epouse|fils|fille|niece|neveu)\b/;
const DENIAL = /^(pas|absence|aucun|aucune|sans|ni) (?:de |d |argument )?/;
const DENIES = /\b(pas|absence|aucun|aucune|sans|non|contre indication|normale?|eviter)\b/;

/** Units that are written in more than one way. */
const unitOf = (text: string): string =>
  normalised(text)
    .replace(/\s/g, '')
    .replace(/1[.,]73m2?²?/g, '')
    .replace(/μ|µ/g, 'u')
    .replace(/microgrammes?|mcg/g, 'ug')
    .replace(/ui|iu/g, 'u');

/** Why a statement does not follow from what it cites; undefined where it does. */
export function unsupportedBecause(statement: Statement, dossier: CorpusDossier): string | undefined {
  const quotes = statement.citations.map(({ quote }) => quote).join(' \n ');
  const paper = statement.citations.map((citation) => dossier.texts.get(docOf(citation)) ?? '').join(' \n ');
  const days = statement.citations.map((citation) => dossier.listing.documents.find(({ id }) => id === docOf(citation))?.date ?? '');
  const folded = normalised(quotes);
  const said = normalised(statement.text);

  if (statement.citations.some((citation) => dossier.gold.misfiled.includes(docOf(citation)))) return 'person';

  // A number that is part of a name (Covid-19, CA 15-3, B12) is the name's.
  const plain = statement.text.replace(DATES, ' ').replace(/[A-Za-zÀ-ÿ]+[- ]?\d+-\d+|[A-Za-zÀ-ÿ]+-?\d+/g, ' ');
  const numbers = [...numbersOf(normalised(plain).replace(WRITTEN_DATE, ' '))];
  const known = numbersOf(quotes);
  const worth = writtenNumbers(quotes);
  if (numbers.some((number) => !known.has(number) && !worth.includes(Number(number)) && !folded.includes(number.replace('.', ','))))
    return 'number';

  const { unit, value, date, kind } = statement.fact;
  if (unit !== undefined && value !== undefined && saysOtherUnit(quotes, value, unit)) return 'unit';

  const years = [...(date === undefined ? [] : [date.slice(0, 4)]), ...(statement.text.match(/\b(?:19|20)\d{2}\b/g) ?? [])];
  const written = `${paper} ${days.join(' ')}`;
  if (
    years.some(
      (year) =>
        !written.includes(year) && !new RegExp(`\\b\\d{1,2}[./-]\\d{1,2}[./-]${year.slice(2)}\\b`).test(written) && !relativeYear(paper),
    )
  )
    return 'date';

  if (kind === 'medication' && !drugIsNamed(statement, folded)) return 'drug';
  for (const side of ['left', 'right'] as const) if (SAID_SIDES[side].test(said) && !SIDES[side].test(folded)) return 'side';
  if (affirmed(statement) && kind !== 'family-history') {
    const quote = (one: string): string => normalised(one).replace(/^[^a-z]+/, '');
    const denied = (one: string): boolean => DENIAL.test(clauseOf(normalised(one), normalised(statement.fact.label)));
    if (!DENIES.test(said) && statement.citations.every((citation) => denied(citation.quote))) return 'polarity';
    if (statement.citations.every((citation) => RELATIVE.test(quote(citation.quote)))) return 'person';
  }
  return undefined;
}

/** Numbers by their worth: "1 640" is 1640, "5,20" is 5.2, "1m76" is 1.76 as well as 1 and 76, "NYHA II" is 2. */
function writtenNumbers(text: string): number[] {
  const joined = text.replace(/(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))/g, '');
  const lengths = [...text.matchAll(/(\d)\s?m\s?(\d{2})(?!\d)/g)].map(([, metres, rest]) => Number(`${metres ?? ''}.${rest ?? ''}`));
  const stages = [...text.matchAll(/\b(IV|I{1,3}|V)(?=[abc]?\b)/g)].map(([roman]) => ['I', 'II', 'III', 'IV', 'V'].indexOf(roman) + 1);
  return [
    ...[text, joined].flatMap((one) => one.match(/\d+(?:[.,]\d+)?/g) ?? []).map((one) => Number(one.replace(',', '.'))),
    ...lengths,
    ...stages,
  ];
}

/** The clause of a quote that names the label, from its first word; the whole quote where none does. */
function clauseOf(quote: string, label: string): string {
  const word = label.split(' ').reduce((longest, one) => (one.length > longest.length ? one : longest), '');
  const clause = quote.split(/[;.,(:]/).find((part) => part.includes(word)) ?? quote;
  return clause.replace(/^[^a-z]+/, '');
}

const UNIT_LIKE = /[/%]|^(?:g|mg|kg|ug|mm|cm|m|mmhg|u|ml|l|h|min|bpm|ans|fl|pg)$/;

/** Each time the quotes write the value with a unit (a mark of high or low before it aside), it is another unit than the statement's. */
function saysOtherUnit(quotes: string, value: string, unit: string): boolean {
  const number = value.replace(/[^\d.,/]/g, '').replace(/[.,]/g, '[.,]');
  if (number === '') return false;
  const written = [...quotes.matchAll(new RegExp(`(?<![\\d.,])${number}(?![\\d])\\s*(?:(?:[HBLN]|\\*|[|])\\s+)*(\\S+)`, 'g'))]
    .map((match) => unitOf((match[1] ?? '').replace(/[,;.)]+$/, '')))
    .filter((one) => UNIT_LIKE.test(one));
  const wanted = unitOf(unit);
  return written.length > 0 && wanted !== '' && written.every((one) => !one.startsWith(wanted) && !wanted.startsWith(one));
}

/** "il y a dix ans", "à l'âge de 14 ans": a year that the reader works out. */
const relativeYear = (paper: string): boolean => /\b(il y a|depuis|a l age|à l'âge|ans|mois|an)\b/.test(paper);

function drugIsNamed({ fact, text }: Statement, folded: string): boolean {
  const words = normalised(`${fact.label} ${text}`)
    .split(/[^a-z]+/)
    .filter((word) => word.length >= 4);
  return words.some(
    (word) => folded.includes(word.slice(0, Math.max(4, word.length - 2))) || near(word, folded, 80) || tokenSetRatio(word, folded) === 100,
  );
}

/** Statements and points of series that their passages do not carry: wrong number, unit, date, drug, side, polarity or person. */
export const unsupported: Measure = ({ dossier, runs }) => {
  const findings: Finding[] = [];
  const judge = (why: string | undefined, text: string, citations: Statement['citations']): void => {
    if (why === undefined) return;
    findings.push({ measure: `unsupported/${why}`, text, sources: citations.map(({ document, quote }) => ({ doc: document, quote })) });
  };
  const statements = runs[0].sections.flatMap((section) => section.statements);
  for (const statement of statements) judge(unsupportedBecause(statement, dossier), statement.text, statement.citations);
  const points = runs[0].series.flatMap(({ analyte, unit, points: own }) => own.map((point) => ({ analyte, unit, ...point })));
  for (const { analyte, unit, value, citations } of points) {
    const quotes = citations.map(({ quote }) => quote).join(' \n ');
    const held = writtenNumbers(String(value)).every((number) => writtenNumbers(quotes).includes(number));
    judge(!held ? 'number' : saysOtherUnit(quotes, String(value), unit) ? 'unit' : undefined, `${analyte} ${value} ${unit}`, citations);
  }
  return { figures: { unsupported: share(findings.length, statements.length + points.length) }, findings };
};
