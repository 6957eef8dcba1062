import type { Fact, FactKind, Value } from '../../../domain/fact.js';
import { UNQUALIFIED } from '../../../domain/fact.js';
import { frenchDate } from '../dates.js';
import type { Passage } from '../fact-composer.js';
import { absentFrom, contradicts, flagOf, frenchUnit, polarityOf } from '../quantities.js';
import type { XmlElement } from '../xml.js';
import { allAt, at, attribute, childrenNamed } from '../xml.js';
import type { EntryContext } from './entry-context.js';
import { baseFact, datesOf, hasTemplate, ownPassage } from './entry-context.js';
import { codeOf, labelOf, oneLine, originalText, rangeOf, valueOf } from './values.js';

const LAB_RESULT = ['1.3.6.1.4.1.19376.1.3.1.6', '1.2.250.1.213.1.1.3.80'];
const VITAL_SIGN = ['1.3.6.1.4.1.19376.1.5.3.1.4.13.2', '1.2.250.1.213.1.1.3.50'];
const LIFESTYLE = ['1.3.6.1.4.1.19376.1.5.3.1.4.13.4', '1.2.250.1.213.1.1.3.52'];
const PREGNANCY = ['1.3.6.1.4.1.19376.1.5.3.1.4.13.5', '1.2.250.1.213.1.1.3.53'];
const DIRECTIVE = ['1.3.6.1.4.1.19376.1.5.3.1.4.13.7', '1.2.250.1.213.1.1.3.54'];
/** Severity, status, certainty, rank: they say something of their parent, which reads them. */
const ATTRIBUTES_OF_PARENT = [
  '1.2.250.1.213.1.1.3.29',
  '1.2.250.1.213.1.1.3.30',
  '1.2.250.1.213.1.1.3.31',
  '1.2.250.1.213.1.1.3.171',
  '1.2.250.1.213.1.1.3.172',
  '1.2.250.1.213.1.1.3.82',
  '1.3.6.1.4.1.19376.1.5.3.1.4.1',
  '1.3.6.1.4.1.19376.1.5.3.1.4.1.1',
  '1.3.6.1.4.1.19376.1.5.3.1.4.1.2',
];

export const isLabResult = (node: XmlElement): boolean => hasTemplate(node, ...LAB_RESULT);
export const isAttributeOfParent = (node: XmlElement): boolean => hasTemplate(node, ...ATTRIBUTES_OF_PARENT);

interface ReadResult {
  readonly label: string;
  readonly value: Value | undefined;
  readonly passages: readonly (Passage | undefined)[];
  readonly cells: readonly string[];
}

function readResult(node: XmlElement, context: EntryContext): ReadResult {
  const { resolve } = context;
  const code = at(node, 'code');
  const values = childrenNamed(node, 'value');
  const named = originalText(code, resolve)?.passage;
  const own = ownPassage(node, resolve);
  const valued = values.map((value) => originalText(value, resolve)?.passage).find((each) => each !== undefined);
  // The row that names the analyte holds its value: text/reference may point to the whole table or to a comment.
  const row = [named, valued, own].find((each) => each !== undefined && each.cells.length > 1) ?? own ?? named ?? valued;
  const cells = row === undefined ? [] : row.cells.length > 0 ? row.cells : [row.line];
  const label = labelOf(code, resolve) ?? codeOf(code)?.code ?? own?.text ?? 'Résultat';
  const read = values.map((value) => valueOf(value, resolve, cells)).filter((value) => value !== undefined);
  const value = read.length > 1 ? { text: read.map(printValue).join(' ; ') } : read[0];
  if (value !== undefined && values.some((each) => disagrees(each, value, cells, context))) {
    context.warnings.push({
      code: 'coded-narrative-mismatch',
      message: `Résultat codé ${codeOf(code)?.code ?? 'sans code'} : la valeur codée n'est pas celle que le texte du document affiche. À vérifier sur l'original.`,
    });
  }
  return { label: oneLine(label), value, passages: [row, named, own, valued], cells };
}

/** A number cannot be negated: senders set negationInd by mistake on measures. */
const isNegated = (node: XmlElement, value: Value | undefined): boolean =>
  attribute(node, 'negationInd') === 'true' && value?.number === undefined;

/** A coded value and the narrative it points to that cannot both be true. */
function disagrees(node: XmlElement, value: Value, cells: readonly string[], context: EntryContext): boolean {
  if (value.number !== undefined) return cells.length > 1 && absentFrom(cells, value.number, frenchUnit(value.ucum));
  const coded = polarityOf(codeOf(node)?.display ?? '');
  const written = polarityOf(originalText(node, context.resolve)?.text ?? '');
  return coded !== undefined && written !== undefined && coded !== written;
}

const printValue = (value: Value): string => `${value.text}${value.unit === undefined ? '' : ` ${value.unit}`}`;

function printLine(label: string, value: Value | undefined, date: string | undefined): string {
  const range = value?.rangeText === undefined ? '' : ` (valeurs de référence : ${value.rangeText})`;
  return `${label}${value === undefined ? '' : ` : ${printValue(value)}`}${range}${date === undefined ? '' : `, le ${frenchDate(date)}`}`;
}

/** A laboratory result, and its previous results as history dated by themselves. */
export function readLabResult(node: XmlElement, context: EntryContext): void {
  const result = readResult(node, context);
  const code = codeOf(at(node, 'code'));
  const interpretations = childrenNamed(node, 'interpretationCode').flatMap((each) => attribute(each, 'code') ?? []);
  const flag = flagOf(interpretations);
  const value: Value | undefined = result.value && {
    ...result.value,
    ...rangeOf(node, context.resolve, result.cells),
    ...(flag === undefined ? {} : { flag }),
    ...(interpretations.length === 0 ? {} : { interpretation: interpretations.join(' ') }),
  };
  if (value !== undefined && contradicts(value)) {
    context.warnings.push({
      code: 'coded-contradiction',
      message: `Résultat codé ${code?.code ?? 'sans code'} : l'interprétation « ${value.interpretation ?? ''} » contredit l'intervalle de référence codé. Les deux sont montrés tels que la source les donne.`,
    });
  }
  const label = context.isolate === undefined ? result.label : `${result.label} (${context.isolate})`;
  const dated = resultDate(node, context);
  const negated = isNegated(node, value);
  context.block.drafts.push({
    fact: baseFact(context, {
      kind: 'observation',
      label,
      status: negated ? 'absent' : 'active',
      origin: 'cda:lab-result',
      importance: flag !== undefined && flag !== 'N' ? 2 : 1,
      ...(negated ? { qualifiers: { ...UNQUALIFIED, negated } } : {}),
      ...(code === undefined ? {} : { code }),
      ...(value === undefined ? {} : { value }),
      ...dated,
    }),
    passages: [...result.passages, context.block.find(result.label, value?.text ?? '')],
    line: printLine(label, value, dated.date),
  });
  for (const link of childrenNamed(node, 'entryRelationship').filter((each) => attribute(each, 'typeCode') === 'REFR')) {
    for (const previous of childrenNamed(link, 'observation')) readPrevious(previous, label, result.passages, context);
  }
}

function readPrevious(node: XmlElement, label: string, passages: readonly (Passage | undefined)[], context: EntryContext): void {
  const own = readResult(node, context);
  const row = passages.find((each) => each !== undefined);
  const value =
    own.value?.number === undefined
      ? own.value
      : (childrenNamed(node, 'value')
          .map((each) => valueOf(each, context.resolve, row?.cells.slice(1) ?? []))
          .find((each) => each !== undefined) ?? own.value);
  const code = codeOf(at(node, 'code'));
  const { date } = datesOf(node);
  const interpretations = childrenNamed(node, 'interpretationCode').flatMap((each) => attribute(each, 'code') ?? []);
  const flag = flagOf(interpretations);
  context.block.drafts.push({
    fact: baseFact(context, {
      kind: 'observation',
      label,
      status: 'past',
      origin: 'cda:lab-previous',
      importance: 1,
      qualifiers: { ...UNQUALIFIED, historical: true },
      ...(code === undefined ? {} : { code }),
      ...(value === undefined
        ? {}
        : {
            value: {
              ...value,
              ...rangeOf(node, context.resolve),
              ...(flag === undefined ? {} : { flag }),
              ...(interpretations.length === 0 ? {} : { interpretation: interpretations.join(' ') }),
            },
          }),
      ...(date === undefined ? {} : { date }),
    }),
    passages: [...own.passages, ...passages],
    line: `${printLine(label, value, date)} (résultat antérieur)`,
  });
}

/** When the sample was drawn or the result given; the act's date where the result has none. */
function resultDate(node: XmlElement, context: EntryContext): Pick<Fact, 'date' | 'dateSource'> {
  const { date, endDate } = datesOf(node);
  const own = date ?? endDate;
  if (own !== undefined) return { date: own, dateSource: 'text' };
  return context.documentDate === undefined ? {} : { date: context.documentDate, dateSource: 'document' };
}

function kindOf(node: XmlElement): FactKind {
  if (hasTemplate(node, ...LIFESTYLE)) return 'lifestyle';
  if (hasTemplate(node, ...PREGNANCY)) return 'pregnancy';
  return hasTemplate(node, ...DIRECTIVE) ? 'directive' : 'observation';
}

/** Vital signs, habits, pregnancy and any other coded observation with a value. */
export function readObservation(node: XmlElement, context: EntryContext): void {
  const kind = kindOf(node);
  const vital = hasTemplate(node, ...VITAL_SIGN);
  const result = readResult(node, context);
  if (result.value === undefined && kind === 'observation') return;
  if (codeOf(at(node, 'code')) === undefined && originalText(at(node, 'code'), context.resolve) === undefined) return;
  const code = codeOf(at(node, 'code'));
  const interpretations = childrenNamed(node, 'interpretationCode').flatMap((each) => attribute(each, 'code') ?? []);
  const flag = flagOf(interpretations);
  const negated = isNegated(node, result.value) || (result.value?.text === 'non' && kind !== 'directive');
  const mood = attribute(node, 'moodCode');
  const planned =
    mood === 'INT' || mood === 'PRMS' || mood === 'PRP' || mood === 'RQO' || mood === 'GOL' || mood === 'APT' || mood === 'ARQ';
  const dated = vital ? resultDate(node, context) : datesOf(node);
  const value: Value | undefined = result.value && {
    ...result.value,
    ...rangeOf(node, context.resolve, result.cells),
    ...(flag === undefined ? {} : { flag }),
    ...(interpretations.length === 0 ? {} : { interpretation: interpretations.join(' ') }),
  };
  context.block.drafts.push({
    fact: baseFact(context, {
      kind: planned ? 'plan' : kind,
      label: result.label,
      status: negated ? 'absent' : planned ? 'unknown' : 'active',
      origin: vital ? 'cda:vital-sign' : planned ? 'cda:plan' : `cda:${kind}`,
      importance: kind === 'directive' ? 3 : kind === 'observation' && !vital ? 1 : 2,
      ...(negated ? { qualifiers: { ...UNQUALIFIED, negated } } : {}),
      ...(code === undefined ? {} : { code }),
      ...(value === undefined ? {} : { value }),
      ...dated,
    }),
    passages: [...result.passages, context.block.find(result.label, value?.text ?? '')],
    line: printLine(result.label, value, dated.date),
  });
}

/** The germ an isolate organizer is about. */
export function isolateOf(organizer: XmlElement, context: EntryContext): string | undefined {
  if (!hasTemplate(organizer, '1.3.6.1.4.1.19376.1.3.1.5', '1.2.250.1.213.1.1.3.79')) return undefined;
  const code = allAt(organizer, 'specimen', 'specimenRole', 'specimenPlayingEntity', 'code')[0];
  return labelOf(code, context.resolve);
}
