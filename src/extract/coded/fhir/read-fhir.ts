import type { DocumentMetadata, ReadingWarning } from '../../../domain/document.js';
import { attachmentOf, decodeBase64 } from '../attachments.js';
import type { CodedAttachment, CodedReading } from '../coded-reading.js';
import { decodeText } from '../decode.js';
import { composePage, TextBlock } from '../fact-composer.js';
import { doubtsOf } from '../ins.js';
import { writeNarrative } from '../narrative.js';
import type { Lookup } from './fhir-codes.js';
import { codings, conceptLabel } from './fhir-codes.js';
import { isClinical, readResource } from './fhir-entries.js';
import { readPatient, readResourceMetadata } from './fhir-header.js';
import type { FhirObject } from './fhir-tree.js';
import { isObject, narrativeOf, objects, parseFhirJson, parseFhirXml, text } from './fhir-tree.js';

/** Headings of the lines written for resources that no section tells. */
const HEADINGS: Readonly<Record<string, string>> = {
  Observation: 'Résultats et observations',
  Condition: 'Problèmes',
  AllergyIntolerance: 'Allergies et intolérances',
  MedicationRequest: 'Prescriptions',
  MedicationStatement: 'Traitements',
  MedicationAdministration: 'Médicaments administrés',
  MedicationDispense: 'Médicaments délivrés',
  Immunization: 'Vaccinations',
  Procedure: 'Actes',
  ServiceRequest: 'Demandes',
  FamilyMemberHistory: 'Antécédents familiaux',
  DeviceUseStatement: 'Dispositifs médicaux',
};

/**
 * Reads a FHIR R4 resource or Bundle: the Composition's narrative or lines written for each resource as one page,
 * clinical resources as facts, files of DocumentReference, Binary and DiagnosticReport as attachments.
 *
 * @throws AppError FRS-IN-003 where it is no FHIR, FRS-RD-005 for XML entities or nesting
 */
export function readFhir(bytes: Uint8Array, format: 'json' | 'xml', documentId: string): CodedReading {
  const source = decodeText(bytes);
  const root = format === 'json' ? parseFhirJson(source) : parseFhirXml(source);
  const resources = collectResources(root);
  const lookup = lookupIn(root, resources);
  const warnings: ReadingWarning[] = [];
  const composition = resources.find((each) => each.resourceType === 'Composition');
  const told = new Set<FhirObject>();
  const blocks = [
    ...(composition === undefined
      ? []
      : objects(composition, 'section').flatMap((section) => readSection(section, { lookup, warnings, told }))),
    ...resources.filter((each) => each.resourceType === 'DiagnosticReport').map((report) => readReport(report, { lookup, warnings, told })),
    ...readRest(resources, { lookup, warnings, told }),
  ];
  const { pages, facts } = composePage(documentId, blocks);
  const patients = resources.filter((each) => each.resourceType === 'Patient');
  const identity = readPatient(patients[0]);
  const doubts = doubtsOf(identity);
  if (patients.length > 1)
    doubts.push({ code: 'several-patients', message: 'Le document porte plusieurs patients : seul le premier est lu.' });
  const references = resources.filter((each) => each.resourceType === 'DocumentReference');
  const head =
    composition ??
    (references.length === 1 ? references[0] : undefined) ??
    resources.find((each) => each.resourceType === 'DiagnosticReport') ??
    resources.find(isClinical);
  const metadata: Partial<DocumentMetadata> = head === undefined ? {} : readResourceMetadata(head, lookup);
  const attachments = collectAttachments(resources, lookup, composition === undefined && references.length <= 1, warnings);
  return { pages, metadata, identity, identityDoubts: doubts, entries: facts, attachments, warnings };
}

function collectResources(root: FhirObject): FhirObject[] {
  const inside =
    root.resourceType === 'Bundle'
      ? objects(root, 'entry', 'resource').flatMap((each) => (each.resourceType === 'Bundle' ? collectResources(each) : [each]))
      : [root];
  return inside.flatMap((each) => [
    each,
    ...objects(each, 'contained').filter(
      (contained) =>
        contained.resourceType === 'DocumentReference' || contained.resourceType === 'Observation' || contained.resourceType === 'Patient',
    ),
  ]);
}

/** Finds what a Reference points to: by full URL, by "Type/id", or among contained resources. */
function lookupIn(root: FhirObject, resources: readonly FhirObject[]): Lookup {
  const known = new Map<string, FhirObject>();
  for (const entry of objects(root, 'entry')) {
    const url = text(entry, 'fullUrl');
    const resource = entry.resource;
    if (url !== undefined && isObject(resource)) known.set(url, resource);
  }
  for (const resource of resources) {
    const id = text(resource, 'id');
    if (id !== undefined) known.set(`${text(resource, 'resourceType') ?? ''}/${id}`, resource);
    for (const contained of objects(resource, 'contained')) known.set(`#${text(contained, 'id') ?? ''}`, contained);
  }
  return (reference) => {
    const target = text(reference, 'reference')?.replace(/\/_history\/.*$/, '');
    if (target === undefined) return undefined;
    return known.get(target) ?? known.get(target.split('/').slice(-2).join('/'));
  };
}

interface Reading {
  readonly lookup: Lookup;
  readonly warnings: ReadingWarning[];
  readonly told: Set<FhirObject>;
}

/** Resources, and the members of those that only group others, each told once. */
function tell(resource: FhirObject | undefined, block: TextBlock, section: string | undefined, reading: Reading): void {
  if (resource === undefined || reading.told.has(resource)) return;
  reading.told.add(resource);
  if (isClinical(resource))
    readResource(resource, { block, lookup: reading.lookup, warnings: reading.warnings, ...(section === undefined ? {} : { section }) });
  for (const member of objects(resource, 'hasMember')) tell(reading.lookup(member), block, section, reading);
}

function readSection(section: FhirObject, reading: Reading): TextBlock[] {
  const block = new TextBlock();
  const { writer } = block;
  writer.write(text(section, 'title') ?? conceptLabel(section.code) ?? '');
  writer.lineBreak();
  const narrative = narrativeOf(section);
  if (narrative !== undefined) {
    writeNarrative(narrative, writer);
    writer.lineBreak();
  }
  const code = codings(section.code)[0]?.code;
  for (const reference of objects(section, 'entry')) tell(reading.lookup(reference), block, code, reading);
  return [block, ...objects(section, 'section').flatMap((child) => readSection(child, reading))];
}

function readReport(report: FhirObject, reading: Reading): TextBlock {
  const block = new TextBlock();
  const { writer } = block;
  if (!reading.told.has(report)) {
    reading.told.add(report);
    writer.write(conceptLabel(report.code) ?? 'Compte rendu');
    writer.lineBreak();
    const narrative = narrativeOf(report);
    if (narrative !== undefined) writeNarrative(narrative, writer);
    writer.lineBreak();
    for (const line of (text(report, 'conclusion') ?? '').split('\n')) {
      writer.write(line);
      writer.lineBreak();
    }
  }
  for (const result of objects(report, 'result')) tell(reading.lookup(result), block, undefined, reading);
  return block;
}

/** Clinical resources that no section and no report told, grouped under one heading for each kind. */
function readRest(resources: readonly FhirObject[], reading: Reading): TextBlock[] {
  return Object.entries(HEADINGS).flatMap(([kind, heading]) => {
    const rest = resources.filter((each) => each.resourceType === kind && !reading.told.has(each));
    if (rest.length === 0) return [];
    const block = new TextBlock();
    block.writer.write(heading);
    block.writer.lineBreak();
    for (const resource of rest) tell(resource, block, undefined, reading);
    return [block];
  });
}

function collectAttachments(
  resources: readonly FhirObject[],
  lookup: Lookup,
  isBody: boolean,
  warnings: ReadingWarning[],
): CodedAttachment[] {
  const found: CodedAttachment[] = [];
  const taken = new Set<FhirObject>();
  const take = (
    data: string | undefined,
    declared: string | undefined,
    name: string,
    kind: CodedAttachment['kind'],
    holder?: FhirObject,
  ): void => {
    const bytes = data === undefined ? undefined : decodeBase64(data);
    if (bytes === undefined) {
      warnings.push({ code: 'FRS-IN-003', message: 'Une pièce jointe du document est absente ou endommagée : elle ne peut pas être lue.' });
      return;
    }
    const metadata = holder === undefined ? undefined : readResourceMetadata(holder, lookup);
    found.push({ ...attachmentOf(bytes, { declared, name, kind }), ...(metadata === undefined ? {} : { metadata }) });
  };
  for (const resource of resources) {
    const kind = resource.resourceType;
    const holders =
      kind === 'DocumentReference'
        ? objects(resource, 'content', 'attachment')
        : kind === 'DiagnosticReport'
          ? objects(resource, 'presentedForm')
          : [];
    for (const attachment of holders) {
      const url = text(attachment, 'url');
      const binary = url === undefined ? undefined : lookup({ reference: url });
      if (binary !== undefined) taken.add(binary);
      const data = text(attachment, 'data') ?? text(binary, 'data');
      take(
        data,
        text(attachment, 'contentType') ?? text(binary, 'contentType'),
        `piece-${found.length + 1}`,
        isBody ? 'body' : 'embedded',
        kind === 'DocumentReference' ? resource : undefined,
      );
    }
  }
  for (const binary of resources.filter((each) => each.resourceType === 'Binary' && !taken.has(each))) {
    take(text(binary, 'data'), text(binary, 'contentType'), `piece-${found.length + 1}`, resources.length === 1 ? 'body' : 'embedded');
  }
  return found;
}
