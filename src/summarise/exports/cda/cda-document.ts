import type { IdentityTraits } from '../../../domain/document.js';
import { FACILITIES, PRACTICE_SETTINGS, type CdaCode } from '../../vocabulary/cda-codes.js';
import { codeElement, timeOf } from './cda-parts.js';
import { element, textElement, uuidOf, type Xml, type XmlPart } from './xml-writer.js';

/** The person who completed and validated the document, and answers for it. */
export interface Signer {
  readonly family: string;
  readonly given: string;
  /** RPPS. */
  readonly rpps: string;
  /** JDV_J01, "G15_10/SM26", with its display. */
  readonly specialty: CdaCode;
  readonly organisation: {
    readonly name: string;
    /** Of the structure (FINESS, SIRET…), as 1.2.250.1.71.4.2.2 takes it. */
    readonly identifier: string;
    readonly setting: keyof typeof PRACTICE_SETTINGS;
    readonly facility: keyof typeof FACILITIES;
  };
}

export interface CdaInput {
  readonly template: { readonly root: string; readonly extension: string };
  /** Templates beside those of every CI-SIS document. */
  readonly moreTemplates?: readonly string[];
  readonly type: CdaCode;
  readonly title: string;
  /** What it is made of: the same seed is the same document, and its next version. */
  readonly seed: string;
  readonly version?: number;
  /** When it is written, ISO 8601. */
  readonly at: string;
  readonly patient: IdentityTraits;
  /** Absent: a draft, whose author is this software and which nobody has validated. */
  readonly signer?: Signer;
  readonly software: string;
  readonly service: { readonly code: CdaCode; readonly date: string };
  readonly body: readonly XmlPart[];
}

const PROFESSIONAL = '1.2.250.1.71.4.2.1';
const STRUCTURE = '1.2.250.1.71.4.2.2';
const GENDERS = { M: 'Masculin', F: 'Féminin' } as const;

/** A CDA R2 document, level 3, in the structure of the CI-SIS. */
export function cdaDocument(input: CdaInput): string {
  const { template, type, title, at, signer } = input;
  const document = element(
    'ClinicalDocument',
    { xmlns: 'urn:hl7-org:v3', 'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance' },
    element('realmCode', { code: 'FR' }),
    element('typeId', { root: '2.16.840.1.113883.1.3', extension: 'POCD_HD000040' }),
    element('templateId', { root: '2.16.840.1.113883.2.8.2.1' }),
    element('templateId', { root: '1.2.250.1.213.1.1.1.1' }),
    (input.moreTemplates ?? []).map((root) => element('templateId', { root })),
    element('templateId', template),
    element('id', { root: uuidOf(input.seed, String(input.version ?? 1), at) }),
    codeElement('code', type),
    textElement('title', title),
    element('effectiveTime', { value: timeOf(at) }),
    element('confidentialityCode', { code: 'N', displayName: 'Normal', codeSystem: '2.16.840.1.113883.5.25' }),
    element('languageCode', { code: 'fr-FR' }),
    element('setId', { root: uuidOf(input.seed) }),
    element('versionNumber', { value: input.version ?? 1 }),
    recordTarget(input.patient),
    author(input),
    custodian(signer),
    signer === undefined
      ? undefined
      : element(
          'legalAuthenticator',
          {},
          element('time', { value: timeOf(at) }),
          element('signatureCode', { code: 'S' }),
          assigned(signer),
        ),
    element(
      'documentationOf',
      {},
      element(
        'serviceEvent',
        { classCode: 'ACT' },
        codeElement('code', input.service.code),
        element('effectiveTime', {}, element('low', { value: input.service.date.replaceAll('-', '') })),
        element(
          'performer',
          { typeCode: 'PRF' },
          signer === undefined ? element('assignedEntity', {}, element('id', { nullFlavor: 'NI' })) : assigned(signer),
        ),
      ),
    ),
    signer === undefined ? undefined : encounter(signer, at),
    element('component', {}, element('structuredBody', {}, input.body)),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${document}\n`;
}

/** Identity as the dossier has it; what is not known says so. */
function recordTarget({ insMatricule, insOid, birthName, usedName, firstNames, birthDate, sex, birthPlaceCode }: IdentityTraits): Xml {
  const family = birthName ?? usedName;
  return element(
    'recordTarget',
    {},
    element(
      'patientRole',
      {},
      insMatricule !== undefined && insOid !== undefined
        ? element('id', { root: insOid, extension: insMatricule })
        : element('id', { nullFlavor: 'UNK' }),
      element('addr', { nullFlavor: 'NASK' }),
      element('telecom', { nullFlavor: 'NASK' }),
      element(
        'patient',
        { classCode: 'PSN' },
        family === undefined
          ? element('name', { nullFlavor: 'UNK' })
          : element(
              'name',
              {},
              textElement('family', family, { qualifier: 'BR' }),
              usedName === undefined ? undefined : textElement('family', usedName, { qualifier: 'CL' }),
              textElement('given', firstNames.join(' ')),
              textElement('given', firstNames[0], { qualifier: 'BR' }),
            ),
        sex === 'M' || sex === 'F'
          ? element('administrativeGenderCode', { code: sex, displayName: GENDERS[sex], codeSystem: '2.16.840.1.113883.5.1' })
          : element('administrativeGenderCode', { nullFlavor: 'UNK' }),
        birthDate === undefined
          ? element('birthTime', { nullFlavor: 'UNK' })
          : element('birthTime', { value: birthDate.replaceAll('-', '') }),
        birthPlaceCode === undefined
          ? undefined
          : element('birthplace', {}, element('place', {}, element('addr', {}, textElement('county', birthPlaceCode)))),
      ),
    ),
  );
}

function author({ signer, at, software }: CdaInput): Xml {
  const time = element('time', { value: timeOf(at) });
  if (signer !== undefined) return element('author', {}, time, person(signer, 'assignedAuthor', false));
  const device = element(
    'assignedAuthoringDevice',
    {},
    textElement('manufacturerModelName', 'Frise'),
    textElement('softwareName', software),
  );
  return element('author', {}, time, element('assignedAuthor', {}, element('id', { nullFlavor: 'NI' }), device));
}

const assigned = (signer: Signer): Xml => person(signer, 'assignedEntity', true);

function person({ family, given, rpps, specialty, organisation }: Signer, name: string, setting: boolean): Xml {
  return element(
    name,
    {},
    element('id', { root: PROFESSIONAL, extension: rpps }),
    codeElement('code', specialty),
    element('addr', { nullFlavor: 'NASK' }),
    element('telecom', { nullFlavor: 'NASK' }),
    element('assignedPerson', {}, element('name', {}, textElement('family', family), textElement('given', given))),
    element(
      'representedOrganization',
      {},
      element('id', { root: STRUCTURE, extension: organisation.identifier }),
      textElement('name', organisation.name),
      setting
        ? element('standardIndustryClassCode', {
            code: organisation.setting,
            displayName: PRACTICE_SETTINGS[organisation.setting],
            codeSystem: '1.2.250.1.213.1.1.4.9',
          })
        : undefined,
    ),
  );
}

function custodian(signer: Signer | undefined): Xml {
  return element(
    'custodian',
    {},
    element(
      'assignedCustodian',
      {},
      element(
        'representedCustodianOrganization',
        {},
        signer === undefined
          ? element('id', { nullFlavor: 'NI' })
          : element('id', { root: STRUCTURE, extension: signer.organisation.identifier }),
        textElement('name', signer?.organisation.name),
      ),
    ),
  );
}

function encounter({ organisation }: Signer, at: string): Xml {
  return element(
    'componentOf',
    {},
    element(
      'encompassingEncounter',
      {},
      element('code', { code: 'AMB', displayName: 'Ambulatoire (hors établissement)', codeSystem: '2.16.840.1.113883.5.4' }),
      element('effectiveTime', {}, element('low', { value: timeOf(at) })),
      element(
        'location',
        {},
        element(
          'healthCareFacility',
          {},
          element('code', {
            code: organisation.facility,
            displayName: FACILITIES[organisation.facility],
            codeSystem: '1.2.250.1.71.4.2.4',
          }),
        ),
      ),
    ),
  );
}
