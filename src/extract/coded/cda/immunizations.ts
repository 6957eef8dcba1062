import { UNQUALIFIED } from '../../../domain/fact.js';
import { frenchDate } from '../dates.js';
import { hasWords } from '../fact-composer.js';
import { numberOf } from '../quantities.js';
import clinicalCodes from '../vocabulary/clinical-codes.json' with { type: 'json' };
import type { XmlElement } from '../xml.js';
import { allAt, at, attribute, childrenNamed } from '../xml.js';
import type { EntryContext } from './entry-context.js';
import { baseFact, datesOf, hasTemplate, ownPassage } from './entry-context.js';
import { productOf } from './medications.js';
import { codeOf, labelOf, oneLine } from './values.js';

const ATC = '2.16.840.1.113883.6.73';
const VACCINE = ['1.3.6.1.4.1.19376.1.5.3.1.4.12', '1.2.250.1.213.1.1.3.45'];
const RECOMMENDED = ['1.3.6.1.4.1.19376.1.5.3.1.4.12.2', '1.2.250.1.213.1.1.3.47'];
const ABSENCES: Readonly<Record<string, string>> = clinicalCodes.absences;

export const isImmunization = (node: XmlElement): boolean => hasTemplate(node, ...VACCINE, ...RECOMMENDED);

/** A vaccination done, refused or recommended, with its lot and rank; its reactions are facts of their own. */
export function readImmunization(node: XmlElement, context: EntryContext): void {
  const product = productOf(at(node, 'consumable'), context);
  const own = ownPassage(node, context.resolve);
  const absence = ABSENCES[codeOf(at(node, 'code'))?.code ?? ''];
  const label = oneLine(absence ?? product.label ?? own?.text ?? '').slice(0, 200);
  if (!hasWords(label)) return;
  const recommended = hasTemplate(node, ...RECOMMENDED) || attribute(node, 'moodCode') === 'INT' || attribute(node, 'moodCode') === 'PRP';
  const negated = absence !== undefined || attribute(node, 'negationInd') === 'true';
  const unknown = absence?.startsWith("Pas d'information") === true;
  const dates = datesOf(node);
  const rank = allAt(node, 'entryRelationship', 'observation')
    .filter((each) => hasTemplate(each, '1.2.250.1.213.1.1.3.82', '2.16.840.1.113883.10.20.1.46'))
    .map((each) => numberOf(attribute(at(each, 'value'), 'value')))
    .find((each) => each !== undefined && Number.isInteger(each));
  const targets = product.codes
    .filter((code) => code.system === ATC && code.display !== undefined && code.display !== product.brand)
    .map((code) => code.display ?? '');
  const diseases = /\(([^()]+)\)\s*$/.exec((product.passage ?? own)?.text ?? '')?.[1]?.split(/\s*,\s*/) ?? [];
  const code = product.codes[0];
  context.block.drafts.push({
    fact: baseFact(context, {
      kind: recommended ? 'plan' : 'immunization',
      label: recommended ? `Vaccination à prévoir : ${label}` : label,
      status: unknown ? 'unknown' : negated ? 'absent' : recommended ? 'unknown' : 'past',
      origin: absence !== undefined ? 'cda:immunization-absence' : recommended ? 'cda:immunization-recommended' : 'cda:immunization',
      ...(negated && !unknown ? { qualifiers: { ...UNQUALIFIED, negated: true } } : {}),
      ...(code === undefined ? {} : { code }),
      ...(absence === undefined
        ? {
            immunization: {
              targets: [...new Set(targets.length > 0 ? targets : diseases)],
              product: label,
              ...(rank === undefined ? {} : { doseRank: rank }),
              ...(product.lot === undefined ? {} : { lot: product.lot }),
            },
          }
        : {}),
      ...dates,
    }),
    passages: [product.passage, own, context.block.find(label)],
    line: [
      label,
      rank === undefined ? undefined : `dose ${rank}`,
      product.lot === undefined ? undefined : `lot ${product.lot}`,
      dates.date === undefined ? undefined : `le ${frenchDate(dates.date)}`,
    ]
      .filter((each) => each !== undefined)
      .join(', '),
  });
  for (const link of childrenNamed(node, 'entryRelationship').filter((each) => attribute(each, 'typeCode') === 'CAUS')) {
    for (const reaction of childrenNamed(link, 'observation')) readReaction(reaction, label, context);
  }
}

function readReaction(node: XmlElement, vaccine: string, context: EntryContext): void {
  const value = at(node, 'value');
  const own = ownPassage(node, context.resolve);
  const said = labelOf(value, context.resolve) ?? own?.text;
  if (said === undefined || !hasWords(said)) return;
  const code = codeOf(value);
  const negated = attribute(node, 'negationInd') === 'true';
  context.block.drafts.push({
    fact: baseFact(context, {
      kind: 'condition',
      label: (/^réaction/i.test(said) ? oneLine(said) : `Réaction après ${vaccine} : ${oneLine(said)}`).slice(0, 250),
      status: negated ? 'absent' : 'past',
      origin: 'cda:immunization-reaction',
      ...(negated ? { qualifiers: { ...UNQUALIFIED, negated } } : {}),
      ...(code === undefined ? {} : { code }),
      ...datesOf(node),
    }),
    passages: [own, context.block.find(said)],
    line: `Réaction après ${vaccine} : ${said}`,
  });
}
