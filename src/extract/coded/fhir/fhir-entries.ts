import type { Fact, Value } from '../../../domain/fact.js';
import { UNQUALIFIED } from '../../../domain/fact.js';
import { frenchDate, partialDate } from '../dates.js';
import { contradicts, numberOf } from '../quantities.js';
import clinicalCodes from '../vocabulary/clinical-codes.json' with { type: 'json' };
import { codings, conceptLabel, hasCode } from './fhir-codes.js';
import { allergyStanding } from '../allergy-standing.js';
import type { FhirContext } from './fhir-context.js';
import { ABSENCES, push } from './fhir-context.js';
import { readMedication } from './fhir-medications.js';
import type { FhirObject } from './fhir-tree.js';
import { objects, text } from './fhir-tree.js';
import { datesOf, observationValue } from './fhir-values.js';

const RELATIVES: Readonly<Record<string, string>> = clinicalCodes.relatives;
const CERTAINTIES: Readonly<Record<string, string>> = clinicalCodes.certainties;
const STATUSES: Readonly<Record<string, string>> = clinicalCodes.statuses;

/** Turns one clinical resource into facts; administrative resources and those entered in error give none. */
export function readResource(resource: FhirObject, context: FhirContext): void {
  const verification = codings(resource.verificationStatus)[0]?.code;
  const status = text(resource, 'status') ?? '';
  if (status === 'entered-in-error' || verification === 'entered-in-error' || status === 'cancelled') {
    context.warnings.push({
      code: 'entered-in-error',
      message: 'Une entrée que la source déclare saisie par erreur ou annulée est laissée de côté.',
    });
    return;
  }
  READERS[text(resource, 'resourceType') ?? '']?.(resource, context);
}

function readObservation(resource: FhirObject, context: FhirContext): void {
  const label = conceptLabel(resource.code) ?? 'Résultat';
  const dates = datesOf(resource, 'effective', 'issued');
  const code = codings(resource.code)[0];
  const laboratory = hasCode(resource.category, 'laboratory') || objects(resource, 'category').some((each) => hasCode(each, 'laboratory'));
  const social = objects(resource, 'category').some((each) => hasCode(each, 'social-history'));
  const value = observationValue(resource);
  const parts = objects(resource, 'component').flatMap((component) => {
    const part = observationValue(component);
    return part === undefined ? [] : [{ label: conceptLabel(component.code) ?? label, value: part, code: codings(component.code)[0] }];
  });
  const read = [...(value === undefined ? [] : [{ label, value, code }]), ...parts];
  for (const each of read) {
    if (contradicts(each.value)) {
      context.warnings.push({
        code: 'coded-contradiction',
        message: `Résultat codé ${each.code?.code ?? 'sans code'} : l'interprétation contredit l'intervalle de référence codé. Les deux sont montrés tels que la source les donne.`,
      });
    }
    const negated = each.value.text === 'non';
    // A period of which only the end is told was over then.
    const date = dates.date ?? dates.endDate;
    push(
      resource,
      context,
      {
        kind: social ? 'lifestyle' : 'observation',
        label: each.label,
        status: negated ? 'absent' : 'active',
        value: each.value,
        importance: each.value.flag !== undefined && each.value.flag !== 'N' ? 2 : laboratory ? 1 : 2,
        ...(negated ? { qualifiers: { ...UNQUALIFIED, negated } } : {}),
        ...(each.code === undefined ? {} : { code: each.code }),
        ...(date === undefined ? {} : { date }),
      },
      printLine(each.label, each.value, date, hourOf(each.label, resource)),
    );
  }
}

/** A glucose reading means little without its hour, as the device wrote it; midnight sharp is a date without one. */
function hourOf(label: string, resource: FhirObject): string | undefined {
  if (!/gluc|glyc/i.test(label) || /h[ée]moglobine|hba1c/i.test(label)) return undefined;
  const hour = /T(\d{2}:\d{2})/.exec(text(resource, 'effectiveDateTime') ?? text(resource, 'effectiveInstant') ?? '')?.[1];
  return hour === '00:00' ? undefined : hour;
}

const printLine = (label: string, value: Value, date: string | undefined, hour?: string): string =>
  `${label} : ${value.text}${value.unit === undefined ? '' : ` ${value.unit}`}${value.rangeText === undefined ? '' : ` (valeurs de référence : ${value.rangeText})`}${date === undefined ? '' : `, le ${frenchDate(date)}${hour === undefined ? '' : ` à ${hour}`}`}`;

function readCondition(resource: FhirObject, context: FhirContext): void {
  const code = codings(resource.code)[0];
  const absence = ABSENCES[code?.code ?? ''];
  const label = absence ?? conceptLabel(resource.code) ?? '';
  const dates = datesOf(resource, 'onset');
  const abatement = partialDate(text(resource, 'abatementDateTime') ?? text(resource, 'abatementPeriod', 'end'));
  const certainty = CERTAINTIES[codings(resource.verificationStatus)[0]?.code ?? ''];
  const clinical = STATUSES[codings(resource.clinicalStatus)[0]?.code ?? ''];
  const unknown = absence?.startsWith("Pas d'information") === true;
  const negated = (absence !== undefined && !unknown) || certainty === 'ruled-out';
  const status = unknown
    ? 'unknown'
    : absence !== undefined
      ? 'absent'
      : (certainty ?? clinical ?? (abatement === undefined ? 'active' : 'resolved'));
  push(
    resource,
    context,
    {
      kind: 'condition',
      label,
      status: status as Fact['status'],
      qualifiers: { ...UNQUALIFIED, negated, hypothetical: certainty === 'suspected', historical: status === 'resolved' },
      ...(code === undefined ? {} : { code }),
      ...dates,
      ...(abatement === undefined ? {} : { endDate: abatement }),
    },
    `${negated && absence === undefined ? 'Écarté : ' : ''}${label}${dates.date === undefined ? '' : `, depuis ${frenchDate(dates.date)}`}`,
  );
}

function readAllergy(resource: FhirObject, context: FhirContext): void {
  const code = codings(resource.code)[0];
  const absence = ABSENCES[code?.code ?? ''];
  const label = absence ?? conceptLabel(resource.code) ?? '';
  const reactions = objects(resource, 'reaction', 'manifestation').flatMap((each) => conceptLabel(each) ?? []);
  push(
    resource,
    context,
    {
      kind: 'allergy',
      label,
      importance: 3,
      ...allergyStanding({
        absence,
        negated: false,
        certainty: CERTAINTIES[codings(resource.verificationStatus)[0]?.code ?? ''],
        clinical: STATUSES[codings(resource.clinicalStatus)[0]?.code ?? ''],
        intolerance: text(resource, 'type') === 'intolerance',
        reactions,
      }),
      ...(code === undefined ? {} : { code }),
      ...datesOf(resource, 'onset', 'recordedDate'),
    },
    absence ?? `Allergie : ${label}${reactions.length === 0 ? '' : ` (${reactions.join(' ; ')})`}`,
  );
}

function readImmunization(resource: FhirObject, context: FhirContext): void {
  const coded = codings(resource.vaccineCode);
  const absence = coded.map((each) => ABSENCES[each.code]).find((each) => each !== undefined);
  const label = absence ?? conceptLabel(resource.vaccineCode) ?? '';
  const unknown = absence?.startsWith("Pas d'information") === true;
  const negated = !unknown && (absence !== undefined || text(resource, 'status') === 'not-done');
  const rank = numberOf(
    text(resource, 'protocolApplied', 'doseNumberPositiveInt') ?? text(resource, 'protocolApplied', 'doseNumberString'),
  );
  const lot = text(resource, 'lotNumber');
  const dates = datesOf(resource, 'occurrence');
  push(
    resource,
    context,
    {
      kind: 'immunization',
      label,
      status: unknown ? 'unknown' : negated ? 'absent' : 'past',
      ...(negated ? { qualifiers: { ...UNQUALIFIED, negated } } : {}),
      ...(coded[0] === undefined ? {} : { code: coded[0] }),
      ...(absence === undefined
        ? {
            immunization: {
              product: label,
              targets: objects(resource, 'protocolApplied', 'targetDisease').flatMap((each) => conceptLabel(each) ?? []),
              ...(rank !== undefined && Number.isInteger(rank) ? { doseRank: rank } : {}),
              ...(lot === undefined ? {} : { lot }),
            },
          }
        : {}),
      ...dates,
    },
    [
      label,
      rank === undefined ? undefined : `dose ${rank}`,
      lot === undefined ? undefined : `lot ${lot}`,
      dates.date === undefined ? undefined : `le ${frenchDate(dates.date)}`,
      negated && absence === undefined ? 'non fait' : undefined,
    ]
      .filter((each) => each !== undefined)
      .join(', '),
  );
}

function readProcedure(resource: FhirObject, context: FhirContext): void {
  const code = codings(resource.code)[0];
  const absence = ABSENCES[code?.code ?? ''];
  const label = absence ?? conceptLabel(resource.code) ?? '';
  const request = resource.resourceType === 'ServiceRequest' || text(resource, 'status') === 'preparation';
  const unknown = absence?.startsWith("Pas d'information") === true;
  const negated =
    !unknown && (absence !== undefined || text(resource, 'status') === 'not-done' || text(resource, 'doNotPerform') === 'true');
  const dates = datesOf(resource, 'performed', 'occurrence', 'authoredOn');
  push(
    resource,
    context,
    {
      kind: request ? 'plan' : 'procedure',
      label,
      status: unknown || request ? 'unknown' : negated ? 'absent' : 'past',
      ...(negated ? { qualifiers: { ...UNQUALIFIED, negated } } : {}),
      ...(code === undefined ? {} : { code }),
      ...dates,
    },
    `${label}${dates.date === undefined ? '' : `, le ${frenchDate(dates.date)}`}`,
  );
}

function readFamilyHistory(resource: FhirObject, context: FhirContext): void {
  const relation = codings(resource.relationship)[0];
  const member = RELATIVES[relation?.code ?? ''] ?? conceptLabel(resource.relationship)?.toLowerCase() ?? 'famille';
  for (const condition of objects(resource, 'condition')) {
    const label = conceptLabel(condition.code) ?? '';
    const code = codings(condition.code)[0];
    push(
      resource,
      context,
      {
        kind: 'family-history',
        label,
        status: 'unknown',
        familyMember: member,
        qualifiers: { ...UNQUALIFIED, family: true },
        ...(code === undefined ? {} : { code }),
      },
      `Antécédent familial (${member}) : ${label}`,
    );
  }
}

function readDevice(resource: FhirObject, context: FhirContext): void {
  const device = context.lookup(objects(resource, 'device')[0]);
  const concept = device?.type ?? resource.code;
  const label =
    conceptLabel(concept) ?? text(objects(device, 'deviceName')[0], 'name') ?? text(objects(resource, 'device')[0], 'display') ?? '';
  const code = codings(concept)[0];
  push(
    resource,
    context,
    {
      kind: 'device',
      label,
      status: text(resource, 'status') === 'completed' ? 'past' : 'active',
      ...(code === undefined ? {} : { code }),
      ...datesOf(resource, 'timing'),
    },
    label,
  );
}

const READERS: Readonly<Record<string, (resource: FhirObject, context: FhirContext) => void>> = {
  Observation: readObservation,
  Condition: readCondition,
  AllergyIntolerance: readAllergy,
  MedicationRequest: readMedication,
  MedicationStatement: readMedication,
  MedicationAdministration: readMedication,
  MedicationDispense: readMedication,
  Immunization: readImmunization,
  Procedure: readProcedure,
  ServiceRequest: readProcedure,
  FamilyMemberHistory: readFamilyHistory,
  DeviceUseStatement: readDevice,
};

export const isClinical = (resource: FhirObject): boolean => Object.hasOwn(READERS, text(resource, 'resourceType') ?? '');
