import type { Medication } from '../../../domain/fact.js';
import { UNQUALIFIED } from '../../../domain/fact.js';
import { frenchUnit, numberOf } from '../quantities.js';
import clinicalCodes from '../vocabulary/clinical-codes.json' with { type: 'json' };
import { ATC, codings, conceptLabel } from './fhir-codes.js';
import type { FhirContext } from './fhir-context.js';
import { ABSENCES, push } from './fhir-context.js';
import type { FhirObject } from './fhir-tree.js';
import { objects, text } from './fhir-tree.js';
import { datesOf, printQuantity } from './fhir-values.js';

const MEDICATION_SECTIONS: Readonly<Record<string, string>> = clinicalCodes.medicationSections;

const MEDICATION_EVENTS: Readonly<Record<string, Medication['event']>> = {
  MedicationRequest: 'prescribed',
  MedicationStatement: 'listed',
  MedicationAdministration: 'administered',
  MedicationDispense: 'listed',
};

/** A request, statement, administration or dispensation. */
export function readMedication(resource: FhirObject, context: FhirContext): void {
  const kind = text(resource, 'resourceType') ?? '';
  const product = context.lookup(objects(resource, 'medicationReference')[0]);
  const concept = resource.medicationCodeableConcept ?? product?.code;
  const coded = codings(concept);
  const absence = coded.map((each) => ABSENCES[each.code]).find((each) => each !== undefined);
  const label = absence ?? conceptLabel(concept) ?? text(objects(resource, 'medicationReference')[0], 'display') ?? '';
  const unknown = absence?.startsWith("Pas d'information") === true;
  const dosages = [...objects(resource, 'dosageInstruction'), ...objects(resource, 'dosage')];
  const said = dosages.flatMap((each) => text(each, 'text') ?? []).join(', puis ');
  const dose = printQuantity(objects(dosages[0], 'doseAndRate', 'doseQuantity')[0] ?? objects(dosages[0], 'dose')[0]);
  const frequency = said !== '' ? said : frequencyOf(dosages[0]);
  const route = conceptLabel(dosages[0]?.route);
  const renewals = numberOf(text(resource, 'dispenseRequest', 'numberOfRepeatsAllowed'));
  const duration = printQuantity(objects(resource, 'dispenseRequest', 'expectedSupplyDuration')[0]);
  const days = numberOf(text(resource, 'dispenseRequest', 'expectedSupplyDuration', 'value'));
  const atc = coded.find((each) => ATC.test(each.system));
  const ingredient = objects(product, 'ingredient')
    .flatMap((each) => conceptLabel(each.itemCodeableConcept) ?? [])
    .join(' + ');
  const dci = ingredient !== '' ? ingredient : atc?.code.length === 7 ? atc.display : undefined;
  const status = text(resource, 'status') ?? '';
  const stopped = status === 'stopped' || status === 'ended';
  const notTaken = status === 'not-taken' || status === 'not-done' || text(resource, 'doNotPerform') === 'true';
  const done = status === 'completed';
  const sectionEvent = MEDICATION_SECTIONS[context.section ?? ''] as Medication['event'] | undefined;
  const event: Medication['event'] = stopped
    ? 'stopped'
    : notTaken
      ? 'not-taken'
      : kind === 'MedicationRequest' && text(resource, 'intent') === 'proposal'
        ? 'proposed'
        : (sectionEvent ?? MEDICATION_EVENTS[kind] ?? 'listed');
  const negated = notTaken || (absence !== undefined && !unknown);
  const reason = objects(resource, 'reasonCode').flatMap((each) => conceptLabel(each) ?? [])[0];
  const dates = datesOf(resource, 'effective', 'authoredOn', 'whenHandedOver');
  push(
    resource,
    context,
    {
      kind: 'medication',
      label,
      status: unknown
        ? 'unknown'
        : negated
          ? 'absent'
          : stopped
            ? 'stopped'
            : event === 'administered'
              ? 'past'
              : event === 'proposed'
                ? 'unknown'
                : done && kind === 'MedicationStatement'
                  ? 'past'
                  : 'active',
      ...(negated ? { qualifiers: { ...UNQUALIFIED, negated } } : {}),
      ...(coded[0] === undefined ? {} : { code: coded[0] }),
      ...(absence === undefined
        ? {
            medication: {
              event,
              brand: label,
              ...(dci === undefined ? {} : { dci: dci.toLowerCase() }),
              ...(atc === undefined ? {} : { atc: atc.code }),
              ...(dose === undefined ? {} : { dose }),
              ...(route === undefined ? {} : { route }),
              ...(frequency === undefined ? {} : { frequency }),
              ...(duration === undefined ? {} : { duration }),
              ...(days === undefined ? {} : { durationDays: days * (1 + (renewals ?? 0)) }),
              ...(renewals === undefined ? {} : { renewals }),
              ...(reason === undefined ? {} : { reason }),
            },
          }
        : {}),
      ...dates,
    },
    [label, dose, frequency, route, duration].filter((each) => each !== undefined).join(', '),
  );
}

function frequencyOf(dosage: FhirObject | undefined): string | undefined {
  const repeat = objects(dosage, 'timing', 'repeat')[0];
  const frequency = text(repeat, 'frequency');
  const period = text(repeat, 'period');
  const unit = text(repeat, 'periodUnit');
  if (frequency === undefined || period === undefined || unit === undefined)
    return text(dosage, 'asNeededBoolean') === 'true' ? 'si besoin' : conceptLabel(objects(dosage, 'timing')[0]?.code);
  if (period === '1' && unit === 'd') return `${frequency} fois par jour`;
  return `${frequency} fois par ${period === '1' ? '' : `${period} `}${{ h: 'heure', wk: 'semaine', mo: 'mois', d: 'jours', a: 'an' }[unit] ?? frenchUnit(unit) ?? unit}`;
}
