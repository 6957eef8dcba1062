import type { AccessState, Author, DocumentMetadata, IdentityTraits } from '../../../domain/document.js';
import { described, documentTypeDisplay, isDepositedByPatient, maskOf, plainSpecialty } from '../terminology.js';
import { partialDate } from '../dates.js';
import { parseHl7 } from '../hl7/hl7-message.js';
import { readPid } from '../hl7/hl7-header.js';
import type { XmlElement } from '../xml.js';
import { allAt, at, attribute, childrenNamed, textOf, walk } from '../xml.js';

/** Classification schemes of a DocumentEntry (IHE ITI TF-3, 4.2.5.2). */
const SCHEMES = {
  author: 'urn:uuid:93606bcf-9494-43ec-9b4e-a7748d1a838d',
  classCode: 'urn:uuid:41a5887f-8865-4c09-adf7-e362475b143a',
  confidentiality: 'urn:uuid:f4f85eac-e6cb-4883-b524-f2705394840f',
  type: 'urn:uuid:f0306f51-975f-434e-a61c-c59651d33983',
  uniqueId: 'urn:uuid:2e82c1f6-a085-4c72-9da3-8640a32e42ab',
  submissionUniqueId: 'urn:uuid:96fdda7c-d067-4183-912e-bf5ee74998a8',
} as const;

export interface XdsDocument {
  readonly uri: string | undefined;
  /** SHA-1 that the sender computed, lower case. */
  readonly hash: string | undefined;
  readonly title: string | undefined;
  readonly metadata: Partial<DocumentMetadata>;
  readonly identity: IdentityTraits;
  readonly submissionSet: string | undefined;
}

const slot = (node: XmlElement, name: string): string[] =>
  childrenNamed(node, 'Slot')
    .filter((each) => attribute(each, 'name') === name)
    .flatMap((each) => allAt(each, 'ValueList', 'Value').map(textOf))
    .filter((each) => each !== '');

const nameOf = (node: XmlElement): string | undefined => attribute(at(node, 'Name', 'LocalizedString'), 'value');

/** The document entries of an XDM or XDS submission: metadata, access states, version chain, submission set. */
export function readXdsDocuments(root: XmlElement): XdsDocument[] {
  const nodes = [...walk(root)];
  const associations = nodes.filter((each) => each.name === 'Association');
  const sets = new Map(
    nodes
      .filter((each) => each.name === 'RegistryPackage')
      .map((each) => [attribute(each, 'id') ?? '', externalId(each, SCHEMES.submissionUniqueId) ?? attribute(each, 'id')]),
  );
  const objects = nodes.filter((each) => each.name === 'ExtrinsicObject');
  const uniqueIds = new Map(objects.map((each) => [attribute(each, 'id') ?? '', externalId(each, SCHEMES.uniqueId)]));
  return objects.map((node) => {
    const id = attribute(node, 'id') ?? '';
    const linked = (type: string, from: 'sourceObject' | 'targetObject', to: 'sourceObject' | 'targetObject'): string[] =>
      associations
        .filter((each) => (attribute(each, 'associationType') ?? '').endsWith(type) && attribute(each, from) === id)
        .flatMap((each) => attribute(each, to) ?? []);
    const replaces = linked(':RPLC', 'sourceObject', 'targetObject').map((target) => uniqueIds.get(target) ?? target);
    const set =
      linked('HasMember', 'targetObject', 'sourceObject')
        .map((each) => sets.get(each))
        .find((each) => each !== undefined) ?? [...sets.values()][0];
    return {
      uri: slot(node, 'URI')[0],
      hash: slot(node, 'hash')[0]?.toLowerCase(),
      title: nameOf(node),
      metadata: metadataOf(node, replaces),
      identity: identityOf(node),
      submissionSet: set,
    };
  });
}

function externalId(node: XmlElement, scheme: string): string | undefined {
  return attribute(
    childrenNamed(node, 'ExternalIdentifier').find((each) => attribute(each, 'identificationScheme') === scheme),
    'value',
  );
}

const classified = (node: XmlElement, scheme: string): XmlElement[] =>
  childrenNamed(node, 'Classification').filter((each) => attribute(each, 'classificationScheme') === scheme);

function metadataOf(node: XmlElement, replaces: string[]): Partial<DocumentMetadata> {
  const type = classified(node, SCHEMES.type)[0];
  const typeCode = attribute(type, 'nodeRepresentation');
  const typeName = type === undefined ? undefined : (nameOf(type) ?? (typeCode === undefined ? undefined : documentTypeDisplay(typeCode)));
  const title = nameOf(node) ?? typeName;
  const written = partialDate(slot(node, 'creationTime')[0]);
  const act = partialDate(slot(node, 'serviceStartTime')[0] ?? slot(node, 'serviceStopTime')[0]);
  const authors = classified(node, SCHEMES.author).flatMap((each) => authorOf(each) ?? []);
  const organisation = classified(node, SCHEMES.author)
    .flatMap((each) => slot(each, 'authorInstitution'))
    .map((each) => each.split('^')[0])
    .find((each) => each !== '');
  const uniqueId = externalId(node, SCHEMES.uniqueId);
  const version = Number(attribute(at(node, 'VersionInfo'), 'versionName') ?? Number.NaN);
  return {
    ...(title === undefined ? {} : { title: described(title, 'XDS title') }),
    ...(typeCode === undefined || type === undefined
      ? {}
      : {
          type: described(
            { system: slot(type, 'codingScheme')[0] ?? '', code: typeCode, ...(typeName === undefined ? {} : { display: typeName }) },
            'XDS typeCode',
          ),
        }),
    ...(act === undefined
      ? written === undefined
        ? {}
        : { actDate: described(written, 'XDS creationTime, faute de serviceStartTime', 0.7) }
      : { actDate: described(act, 'XDS serviceStartTime') }),
    ...(written === undefined ? {} : { writtenDate: described(written, 'XDS creationTime') }),
    ...(authors[0] === undefined ? {} : { author: described(authors[0], 'XDS author') }),
    ...(authors.length > 1 ? { otherAuthors: authors.slice(1) } : {}),
    ...(organisation === undefined ? {} : { organisation: described(organisation, 'XDS authorInstitution') }),
    version: {
      ...(uniqueId === undefined ? {} : { documentId: uniqueId }),
      ...(Number.isInteger(version) ? { number: version } : {}),
      replaces,
    },
    access: accessOf(node, typeCode),
  };
}

/** XCN in XDS: "801234567897^BOILEAU^Charles^^^^^^&1.2.250.1.71.4.2.1&ISO". */
function authorOf(node: XmlElement): Author | undefined {
  const parts = (slot(node, 'authorPerson')[0] ?? '').split('^');
  const name = [parts[2], parts[1]].filter((each) => each !== undefined && each !== '').join(' ');
  if (name === '') return undefined;
  const specialty = slot(node, 'authorSpecialty')[0]?.split('^');
  const said = specialty?.[1] !== undefined && specialty[1] !== '' ? specialty[1] : specialty?.[0];
  return {
    name,
    ...(said === undefined ? {} : { specialty: plainSpecialty(said) }),
    ...(parts[0] === undefined || parts[0] === '' ? {} : { identifier: parts[0] }),
  };
}

function accessOf(node: XmlElement, typeCode: string | undefined): AccessState[] {
  const states: AccessState[] = classified(node, SCHEMES.confidentiality).flatMap(
    (each) => maskOf(attribute(each, 'nodeRepresentation') ?? '') ?? [],
  );
  const status = attribute(node, 'status') ?? '';
  if (/:Archived$/.test(status)) states.push('archived');
  if (/:(Deprecated|Deleted|Obsolete)$/.test(status)) states.push('deprecated');
  const patient =
    classified(node, SCHEMES.classCode).some((each) => attribute(each, 'nodeRepresentation') === '90') || isDepositedByPatient(typeCode);
  if (patient) states.push('patient-deposited');
  return [...new Set(states)];
}

/** `sourcePatientInfo` holds PID fields ("PID-5|DUPONT^JEAN^^^^^L"): read as the PID they come from. */
function identityOf(node: XmlElement): IdentityTraits {
  const fields: string[] = [];
  const known = new Map<number, string[]>();
  for (const value of slot(node, 'sourcePatientInfo')) {
    const match = /^PID-(\d{1,2})\|(.*)$/s.exec(value);
    if (match === null) continue;
    const field = Number(match[1]);
    known.set(field, [...(known.get(field) ?? []), (match[2] ?? '').replace(/[\r\n|]/g, ' ')]);
  }
  const patientId = slot(node, 'sourcePatientId')[0]?.replace(/[\r\n|]/g, ' ');
  if (patientId !== undefined) known.set(3, [...(known.get(3) ?? []), patientId]);
  for (const [field, values] of known) if (field >= 1 && field <= 39) fields[field] = values.join('~');
  const pid = Array.from({ length: 40 }, (_, index) => fields[index] ?? '');
  pid[0] = 'PID';
  const [message] = parseHl7(`MSH|^~\\&|\rPID|${pid.slice(1).join('|')}`);
  return readPid(message?.find((each) => each.name === 'PID'));
}
