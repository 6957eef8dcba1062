import type { Code } from '../../../domain/document.js';
import type { Medication } from '../../../domain/fact.js';
import { UNQUALIFIED } from '../../../domain/fact.js';
import { daysBetween, frenchDate } from '../dates.js';
import type { Passage } from '../fact-composer.js';
import { hasWords } from '../fact-composer.js';
import { STATUS_OF_EVENT } from '../../facts/medications/medication-fact.js';
import { frenchNumber, frenchUnit, numberOf } from '../quantities.js';
import clinicalCodes from '../vocabulary/clinical-codes.json' with { type: 'json' };
import type { XmlElement } from '../xml.js';
import { allAt, at, attribute, childrenNamed, textOf } from '../xml.js';
import type { EntryContext } from './entry-context.js';
import { baseFact, datesOf, hasTemplate, ownPassage } from './entry-context.js';
import { codesOf, labelOf, names, oneLine, originalText } from './values.js';

const ATC = '2.16.840.1.113883.6.73';
/** Products of imaging procedures and radiopharmaceuticals: given once for an image, never a treatment. */
const CONTRAST = ['1.2.250.1.213.1.1.3.151', '1.2.250.1.213.1.1.3.173', '1.2.840.10008.9.13'];
/** Steps of a tapered dose, and the reference from a dispensation to its prescription line: no drug of their own. */
const SUBORDINATE = ['1.2.250.1.213.1.1.3.83.1', '1.2.250.1.213.1.1.3.42.1', '1.2.250.1.213.1.1.3.90', '1.3.6.1.4.1.19376.1.9.1.3.11'];

/** A line that says a treatment without saying which: kept, so that the reader can open it. */
const UNNAMED = 'Traitement (produit non précisé)';

const EVENTS: Readonly<Record<string, string>> = clinicalCodes.medicationSections;
const ABSENCES: Readonly<Record<string, string>> = clinicalCodes.absences;
const ABSENT_FINDINGS: Readonly<Record<string, string>> = clinicalCodes.absentFindings;

export interface Product {
  readonly label: string | undefined;
  readonly brand: string | undefined;
  readonly codes: readonly Code[];
  readonly dci: string | undefined;
  readonly atc: string | undefined;
  readonly strength: string | undefined;
  readonly lot: string | undefined;
  readonly passage: Passage | undefined;
}

/** The product of a consumable or supply: CIS, CIP and MV codes, name, ATC class, active substances. */
export function productOf(holder: XmlElement | undefined, context: EntryContext): Product {
  const material = at(holder, 'manufacturedProduct', 'manufacturedMaterial');
  const code = at(material, 'code');
  const kinds = allAt(material, 'asSpecializedKind', 'generalizedMedicineClass');
  const codes = [...codesOf(code), ...kinds.flatMap((kind) => codesOf(at(kind, 'code')))];
  const atc = codes.find((each) => each.system === ATC);
  const generic = kinds
    .map((kind) => textOf(at(kind, 'name')) || attribute(at(kind, 'code'), 'displayName'))
    .find((name) => name !== undefined && name !== '');
  const ingredients = allAt(material, 'ingredient', 'ingredient')
    .map((each) => textOf(at(each, 'name')) || (attribute(at(each, 'code'), 'displayName') ?? ''))
    .filter(hasWords);
  const name = textOf(at(material, 'name'));
  const original = originalText(code, context.resolve);
  const substance =
    generic ??
    (ingredients.length > 0 ? ingredients.join(' + ') : undefined) ??
    (atc?.code.length === 7 && atc.display !== name ? atc.display : undefined);
  const lot = textOf(at(material, 'lotNumberText'));
  return {
    label: [name, original?.text, labelOf(code, context.resolve), codes.find((each) => each.display !== undefined)?.display].find(
      (each) => each !== undefined && names(each),
    ),
    brand: hasWords(name) ? name : undefined,
    codes,
    dci: substance === undefined ? undefined : oneLine(substance).toLowerCase(),
    atc: atc?.code,
    strength: strengthOf(material),
    lot: hasWords(lot) ? lot : undefined,
    passage: original?.passage,
  };
}

function strengthOf(material: XmlElement | undefined): string | undefined {
  const strengths = allAt(material, 'ingredient', 'quantity', 'numerator').flatMap((each) => quantity(each) ?? []);
  return strengths.length === 0 ? undefined : strengths.join(' + ');
}

/** Units that are French words, and take the plural. */
const COUNTED = /^(comprimé|gélule|bouffée|goutte|sachet|application|dose|ampoule|flacon|suppositoire|pulvérisation|unité)$/;

function quantity(node: XmlElement | undefined): string | undefined {
  const written = attribute(node, 'value');
  if (written === undefined) return undefined;
  const unit = frenchUnit(attribute(node, 'unit'));
  return `${frenchNumber(written)}${unit === undefined ? '' : ` ${(numberOf(written) ?? 0) >= 2 && COUNTED.test(unit) ? `${unit}s` : unit}`}`;
}

/** A dose as its narrative says it, else as coded: "1 comprimé", "1 à 2 comprimés". */
function doseOf(node: XmlElement | undefined, context: EntryContext): string | undefined {
  if (node === undefined) return undefined;
  const said = (each: XmlElement | undefined): string | undefined => originalText(each, context.resolve)?.text ?? quantity(each);
  const low = said(at(node, 'low'));
  const same = quantity(at(node, 'low')) === quantity(at(node, 'high'));
  const high = same ? low : said(at(node, 'high'));
  if (low !== undefined && high !== undefined && low !== high) return `${low} à ${high}`;
  return low ?? high ?? said(node);
}

const PERIOD_UNITS: Readonly<Record<string, string>> = { h: 'heures', d: 'jours', wk: 'semaines', mo: 'mois', min: 'minutes', a: 'ans' };

function frequencyOf(node: XmlElement, context: EntryContext): string | undefined {
  const times = childrenNamed(node, 'effectiveTime').flatMap((time) => [time, ...allAt(time, 'comp')]);
  const said = times.flatMap((time) => {
    const period = at(time, 'period');
    const words =
      originalText(period, context.resolve)?.text ??
      originalText(time, context.resolve)?.text ??
      originalText(at(time, 'event'), context.resolve)?.text;
    if (words !== undefined) return [words];
    const value = attribute(period, 'value');
    const unit = attribute(period, 'unit') ?? '';
    if (value !== undefined)
      return [value === '1' && unit === 'd' ? '1 fois par jour' : `toutes les ${frenchNumber(value)} ${PERIOD_UNITS[unit] ?? unit}`];
    return [];
  });
  return said.length === 0 ? undefined : [...new Set(said)].join(', puis ');
}

function durationOf(node: XmlElement, renewals: number | undefined): Pick<Medication, 'duration' | 'durationDays'> {
  const { date, endDate } = datesOf(node);
  const width = childrenNamed(node, 'effectiveTime')
    .map((time) => at(time, 'width'))
    .find((each) => each !== undefined);
  const widthValue = numberOf(attribute(width, 'value'));
  const perUnit = { d: 1, wk: 7, mo: 30, a: 365 }[attribute(width, 'unit') ?? ''];
  const days = widthValue !== undefined && perUnit !== undefined ? widthValue * perUnit : daysBetween(date, endDate);
  const duration =
    quantity(width) ?? (date !== undefined && endDate !== undefined ? `du ${frenchDate(date)} au ${frenchDate(endDate)}` : undefined);
  return {
    ...(duration === undefined ? {} : { duration }),
    ...(days === undefined ? {} : { durationDays: days * (1 + (renewals ?? 0)) }),
  };
}

function eventOf(node: XmlElement, context: EntryContext, contrast: boolean): Medication['event'] {
  if (contrast) return 'administered';
  const section = EVENTS[context.section ?? ''];
  // In a discharge letter this section lists what was taken during the stay and stopped at its end.
  if (context.section === '18610-6' && (context.documentType === '11490-0' || context.documentType === '18761-7')) return 'stopped';
  const mood = attribute(node, 'moodCode');
  if (section !== undefined) return section as Medication['event'];
  if (mood === 'INT' || mood === 'RQO') return 'prescribed';
  return mood === 'PRP' ? 'proposed' : 'listed';
}

/** A coded proposal is an order not yet given, where a letter's is a thought. */
const STATUS: typeof STATUS_OF_EVENT = { ...STATUS_OF_EVENT, proposed: 'unknown' };

export const isSubordinate = (node: XmlElement): boolean => hasTemplate(node, ...SUBORDINATE);

/** A treatment or prescription line; an absence statement ("aucun traitement") becomes a negated fact. */
export function readMedication(node: XmlElement, context: EntryContext): void {
  const product = productOf(at(node, 'consumable'), context);
  const own = ownPassage(node, context.resolve);
  const dates = datesOf(node);
  const absence = absenceOf(node);
  const named = oneLine(absence ?? product.label ?? own?.text ?? '').slice(0, 200);
  const label = hasWords(named) ? named : UNNAMED;
  const contrast = hasTemplate(node, ...CONTRAST) || product.atc?.startsWith('V08') === true || product.atc?.startsWith('V09') === true;
  const negated = absence !== undefined || attribute(node, 'negationInd') === 'true';
  const unknown = absence !== undefined && absence.startsWith("Pas d'information");
  const event = negated && absence === undefined ? 'not-taken' : eventOf(node, context, contrast);
  const renewals = numberOf(attribute(at(node, 'repeatNumber'), 'value'));
  const steps = allAt(node, 'entryRelationship', 'substanceAdministration').filter((each) => isSubordinate(each));
  const dose =
    doseOf(at(node, 'doseQuantity'), context) ?? joined(steps.flatMap((step) => doseOf(at(step, 'doseQuantity'), context) ?? []));
  const frequency =
    frequencyOf(node, context) ??
    joined(steps.flatMap((step) => frequencyOf(step, context) ?? [])) ??
    writtenFrequency(product.passage ?? own, label);
  const route = labelOf(at(node, 'routeCode'), context.resolve);
  const reason = allAt(node, 'entryRelationship')
    .filter((link) => attribute(link, 'typeCode') === 'RSON')
    .flatMap((link) => [...allAt(link, 'act'), ...allAt(link, 'observation')])
    .map((each) => labelOf(at(each, 'code'), context.resolve))
    .find((each) => each !== undefined);
  const medication: Medication = {
    event,
    ...(product.dci === undefined ? {} : { dci: product.dci }),
    ...(product.brand === undefined ? {} : { brand: product.brand }),
    ...(product.atc === undefined ? {} : { atc: product.atc }),
    ...(product.strength === undefined ? {} : { strength: product.strength }),
    ...(dose === undefined ? {} : { dose }),
    ...(route === undefined ? {} : { route }),
    ...(frequency === undefined ? {} : { frequency }),
    ...durationOf(node, renewals),
    ...(renewals === undefined ? {} : { renewals }),
    ...(reason === undefined ? {} : { reason }),
  };
  const code = product.codes[0];
  const status =
    unknown || label === UNNAMED
      ? 'unknown'
      : negated
        ? 'absent'
        : attribute(at(node, 'statusCode'), 'code') === 'aborted'
          ? 'stopped'
          : STATUS[event];
  const origin = absence !== undefined ? 'cda:medication-absence' : contrast ? 'cda:contrast-agent' : 'cda:medication';
  context.block.drafts.push({
    fact: baseFact(context, {
      kind: 'medication',
      label,
      status,
      origin,
      importance: contrast ? 1 : 2,
      ...(negated && !unknown ? { qualifiers: { ...UNQUALIFIED, negated: true } } : {}),
      ...(code === undefined ? {} : { code }),
      ...(absence === undefined ? { medication } : {}),
      ...dates,
    }),
    passages: [product.passage, own, context.block.find(label === UNNAMED ? 'traitement' : label), context.block.find(product.dci ?? '')],
    line: [label, dose, frequency, route, medication.duration].filter((each) => each !== undefined).join(', '),
  });
}

const joined = (parts: readonly string[]): string | undefined => (parts.length === 0 ? undefined : [...new Set(parts)].join(', puis '));

/** How often, as the row says it: a line taken when needed has no coded period. */
function writtenFrequency(passage: Passage | undefined, label: string): string | undefined {
  return passage?.cells.find(
    (cell) =>
      cell !== label && cell !== passage.text && cell.length <= 120 && /si besoin|par jour|\/j\b|fois|matin|midi|soir|coucher/i.test(cell),
  );
}

/** "no-known-medications" and its kind, whichever element carries it. */
function absenceOf(node: XmlElement): string | undefined {
  const material = at(node, 'consumable', 'manufacturedProduct', 'manufacturedMaterial', 'code');
  for (const code of [...codesOf(at(node, 'code')), ...codesOf(material)]) {
    const said = ABSENCES[code.code] ?? ABSENT_FINDINGS[code.code];
    if (said !== undefined) return said;
  }
  return undefined;
}

/** A dispensation: what a pharmacy handed over. */
export function readDispensation(node: XmlElement, context: EntryContext): void {
  const product = productOf(at(node, 'product'), context);
  const dosing = allAt(node, 'entryRelationship', 'substanceAdministration').find((each) => !isSubordinate(each));
  const own = ownPassage(node, context.resolve);
  const form = labelOf(at(node, 'product', 'manufacturedProduct', 'manufacturedMaterial', 'formCode'), context.resolve);
  const label = oneLine([product.label, own?.text, form].find((each) => each !== undefined && hasWords(each)) ?? UNNAMED).slice(0, 200);
  const dose = doseOf(at(dosing, 'doseQuantity'), context);
  const frequency = dosing === undefined ? undefined : frequencyOf(dosing, context);
  const handed = quantity(at(node, 'quantity'));
  const ownDates = datesOf(node);
  const dates = ownDates.date === undefined && dosing !== undefined ? datesOf(dosing) : ownDates;
  const dated =
    dates.date === undefined && context.documentDate !== undefined
      ? { date: context.documentDate, dateSource: 'document' as const }
      : dates;
  const code = product.codes[0];
  context.block.drafts.push({
    fact: baseFact(context, {
      kind: 'medication',
      label,
      status: 'active',
      origin: 'cda:dispensation',
      ...(code === undefined ? {} : { code }),
      medication: {
        event: 'listed',
        ...(product.dci === undefined ? {} : { dci: product.dci }),
        ...(product.brand === undefined ? {} : { brand: product.brand }),
        ...(product.atc === undefined ? {} : { atc: product.atc }),
        ...(product.strength === undefined ? {} : { strength: product.strength }),
        ...(dose === undefined ? {} : { dose }),
        ...(frequency === undefined ? {} : { frequency }),
        ...(dosing === undefined ? {} : durationOf(dosing, undefined)),
      },
      ...dated,
    }),
    passages: [product.passage, own, context.block.find(label)],
    line: [`Délivré : ${label}`, handed, dose, frequency].filter((each) => each !== undefined).join(', '),
  });
}
