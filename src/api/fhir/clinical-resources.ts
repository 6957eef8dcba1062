import type {
  AllergyIntolerance,
  Condition,
  Device,
  DeviceUseStatement,
  FamilyMemberHistory,
  FhirResource,
  Immunization,
  MedicationStatement,
  Procedure,
} from 'fhir/r4.js';
import type { Fact } from '../../domain/fact.js';
import type { Statement } from '../../domain/synthesis.js';
import { KIN_CODES } from '../../summarise/vocabulary/cda-codes.js';
import { measuredObservation, toldObservation } from './observation-resource.js';
import { ABSENT_UNKNOWN, coded, concept, UNKNOWN_DATE } from './systems.js';

const TERMINOLOGY = 'http://terminology.hl7.org/CodeSystem';

export interface LineContext {
  readonly statement: Statement;
  /** The facts that the line restates, the one that it leads with first. */
  readonly facts: readonly Fact[];
  /** References. */
  readonly subject: string;
  readonly device: string;
  readonly sectionCode: string;
}

export interface LineResources {
  /** What the section lists. */
  readonly entry: FhirResource;
  /** What the entry refers to by `LineContext.device`. */
  readonly device?: Device;
}

/** The resource that says what a line says; undefined for what has no certain form, which its section's text tells alone. */
export function resourcesOf(context: LineContext): LineResources | undefined {
  const { statement, facts, subject, sectionCode } = context;
  const absent = statement.fact.status === 'absent';
  switch (statement.fact.kind) {
    case 'allergy':
      return { entry: allergy(context) };
    case 'condition':
      return absent ? undefined : { entry: condition(context) };
    case 'medication':
      return { entry: medication(context) };
    case 'procedure':
      return { entry: procedure(context) };
    case 'immunization':
      return { entry: immunization(context) };
    case 'device':
      return { entry: deviceUse(context), device: { resourceType: 'Device', type: codeOf(context), patient: { reference: subject } } };
    case 'family-history':
      return absent ? undefined : { entry: familyHistory(context) };
    case 'observation':
      return { entry: measuredObservation(statement, facts, subject, sectionCode) };
    case 'lifestyle':
    case 'pregnancy':
      return { entry: toldObservation(statement, facts, subject) };
    default:
      return undefined;
  }
}

const codeOf = ({ statement, facts }: LineContext) => concept(statement.fact.label, [facts.find(({ code }) => code !== undefined)?.code]);

function allergy({ statement, facts, subject }: LineContext): AllergyIntolerance {
  const said = facts.find(({ allergy }) => allergy !== undefined)?.allergy;
  const none = said?.certainty === 'none-known' || statement.fact.status === 'absent';
  const refuted = !none && (said?.certainty === 'refuted' || statement.fact.status === 'ruled-out');
  const verification = refuted ? 'refuted' : said?.certainty === 'suspected' ? 'unconfirmed' : 'confirmed';
  const absence = /médicament/i.test(statement.text) ? 'no-known-medication-allergies' : 'no-known-allergies';
  return {
    resourceType: 'AllergyIntolerance',
    clinicalStatus: coded(`${TERMINOLOGY}/allergyintolerance-clinical`, refuted ? 'inactive' : 'active'),
    // That nothing is known is no allergy whose certainty could be told.
    ...(none ? {} : { verificationStatus: coded(`${TERMINOLOGY}/allergyintolerance-verification`, verification) }),
    ...(said?.intolerance === true && !none ? { type: 'intolerance' as const } : {}),
    code: none ? { ...coded(ABSENT_UNKNOWN, absence), text: statement.text } : concept(statement.fact.label, [facts[0]?.code]),
    patient: { reference: subject },
    ...(statement.fact.date === undefined || none ? {} : { onsetDateTime: statement.fact.date }),
    ...(said?.reaction === undefined || none ? {} : { reaction: [{ manifestation: [{ text: said.reaction }] }] }),
  };
}

function condition(context: LineContext): Condition {
  const { statement, facts, subject, sectionCode } = context;
  const { status, date } = statement.fact;
  const clinical =
    status === 'resolved' ? 'resolved' : status === 'ruled-out' || status === 'past' || sectionCode === '11348-0' ? 'inactive' : 'active';
  const verification = status === 'ruled-out' ? 'refuted' : status === 'suspected' ? 'provisional' : 'confirmed';
  const end = clinical === 'active' ? undefined : facts.find(({ endDate }) => endDate !== undefined)?.endDate;
  return {
    resourceType: 'Condition',
    clinicalStatus: coded(`${TERMINOLOGY}/condition-clinical`, clinical),
    verificationStatus: coded(`${TERMINOLOGY}/condition-ver-status`, verification),
    category: [coded(`${TERMINOLOGY}/condition-category`, 'problem-list-item')],
    code: codeOf(context),
    subject: { reference: subject },
    ...(date === undefined ? {} : { onsetDateTime: date }),
    ...(end === undefined || (date !== undefined && end < date) ? {} : { abatementDateTime: end }),
  };
}

function medication(context: LineContext): MedicationStatement {
  const { statement, facts, subject } = context;
  const { status, date, value } = statement.fact;
  const stopped = status === 'stopped';
  const brand = facts.find(({ medication }) => medication?.brand !== undefined)?.medication?.brand;
  const reason = facts.find(({ medication }) => medication?.reason !== undefined)?.medication?.reason;
  return {
    resourceType: 'MedicationStatement',
    status: stopped ? 'stopped' : 'active',
    ...(stopped && reason !== undefined ? { statusReason: [{ text: reason }] } : {}),
    medicationCodeableConcept: {
      ...codeOf(context),
      text: brand === undefined ? statement.fact.label : `${statement.fact.label} (${brand})`,
    },
    subject: { reference: subject },
    ...(date === undefined ? { _effectiveDateTime: UNKNOWN_DATE } : { effectivePeriod: stopped ? { end: date } : { start: date } }),
    ...(!stopped && reason !== undefined ? { reasonCode: [{ text: reason }] } : {}),
    ...(value === undefined ? {} : { dosage: [{ text: value }] }),
  };
}

function procedure(context: LineContext): Procedure {
  const { date } = context.statement.fact;
  return {
    resourceType: 'Procedure',
    status: context.statement.fact.qualifiers.hypothetical ? 'unknown' : 'completed',
    code: codeOf(context),
    subject: { reference: context.subject },
    ...(date === undefined ? { _performedDateTime: UNKNOWN_DATE } : { performedDateTime: date }),
  };
}

function immunization(context: LineContext): Immunization {
  const { statement, facts, subject } = context;
  const given = facts.find((fact) => fact.immunization !== undefined)?.immunization;
  const { date, status } = statement.fact;
  return {
    resourceType: 'Immunization',
    status: status === 'absent' ? 'not-done' : 'completed',
    vaccineCode: codeOf(context),
    patient: { reference: subject },
    ...(date === undefined ? { _occurrenceDateTime: UNKNOWN_DATE } : { occurrenceDateTime: date }),
    ...(given?.lot === undefined ? {} : { lotNumber: given.lot }),
    ...(given?.doseRank === undefined || given.doseRank < 1
      ? {}
      : {
          protocolApplied: [
            {
              ...(given.targets.length === 0 ? {} : { targetDisease: given.targets.map((text) => ({ text })) }),
              doseNumberPositiveInt: given.doseRank,
            },
          ],
        }),
  };
}

function deviceUse({ statement, subject, device }: LineContext): DeviceUseStatement {
  const { date, status } = statement.fact;
  return {
    resourceType: 'DeviceUseStatement',
    status: status === 'past' || status === 'resolved' || status === 'stopped' ? 'completed' : 'active',
    subject: { reference: subject },
    ...(date === undefined ? { _timingDateTime: UNKNOWN_DATE } : { timingDateTime: date }),
    device: { reference: device },
  };
}

function familyHistory(context: LineContext): FamilyMemberHistory {
  const member = context.facts.find(({ familyMember }) => familyMember !== undefined)?.familyMember ?? 'parent non précisé';
  const kin = KIN_CODES[member.toLocaleLowerCase('fr')];
  return {
    resourceType: 'FamilyMemberHistory',
    // One line of what a letter says of the family, never the whole.
    status: 'partial',
    patient: { reference: context.subject },
    relationship: { ...(kin === undefined ? {} : coded(`${TERMINOLOGY}/v3-RoleCode`, kin)), text: member },
    condition: [{ code: codeOf(context) }],
  };
}
