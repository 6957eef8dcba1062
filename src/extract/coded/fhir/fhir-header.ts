import type { AccessState, Author, Code, DocumentMetadata, IdentityTraits } from '../../../domain/document.js';
import { described, documentTypeDisplay, isDepositedByPatient, maskOf, plainSpecialty, specialtyDisplay } from '../terminology.js';
import { partialDate } from '../dates.js';
import { isInsOid } from '../ins.js';
import type { Lookup } from './fhir-codes.js';
import { codings, conceptLabel, oidOf } from './fhir-codes.js';
import type { FhirObject } from './fhir-tree.js';
import { objects, text } from './fhir-tree.js';

/** The patient of a FHIR document: INS by its OID, official and usual names, birth list of first names (FR Core). */
export function readPatient(patient: FhirObject | undefined): IdentityTraits {
  const ins = objects(patient, 'identifier').find((each) => isInsOid(oidOf(text(each, 'system'))) && text(each, 'value') !== undefined);
  const names = objects(patient, 'name');
  const official = names.find((name) => text(name, 'use') === 'official') ?? names[0];
  const usual =
    names.find((name) => text(name, 'use') === 'usual') ?? names.find((name) => text(name, 'use') === 'maiden' && name !== official);
  const maiden = names.find((name) => text(name, 'use') === 'maiden');
  const birthName = text(maiden ?? official, 'family') ?? text(official, 'text');
  const usedName = text(maiden === undefined ? usual : official, 'family');
  const list = names
    .flatMap((name) => objects(name, 'extension'))
    .find((extension) => (text(extension, 'url') ?? '').endsWith('birth-list-given-name'));
  const listed = text(list, 'valueString')?.split(/[\s,]+/) ?? [];
  const given = objects({ official: official ?? {} }, 'official').flatMap((name) => givenOf(name));
  const birthDate = partialDate(text(patient, 'birthDate'));
  const gender = text(patient, 'gender');
  const place = objects(patient, 'extension').find((extension) => (text(extension, 'url') ?? '').endsWith('patient-birthPlace'));
  const placeCode =
    objects(place, 'valueAddress', 'extension')
      .map((extension) => text(extension, 'valueCoding', 'code'))
      .find((code) => code !== undefined) ?? text(place, 'valueAddress', 'district');
  const oid = oidOf(text(ins, 'system'));
  const matricule = text(ins, 'value');
  return {
    ...(matricule === undefined ? {} : { insMatricule: matricule }),
    ...(oid === undefined ? {} : { insOid: oid }),
    ...(birthName === undefined ? {} : { birthName }),
    ...(usedName === undefined ? {} : { usedName }),
    firstNames: [...new Set([...given, ...listed])],
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(gender === undefined ? {} : { sex: gender === 'male' ? ('M' as const) : gender === 'female' ? ('F' as const) : ('U' as const) }),
    ...(placeCode === undefined ? {} : { birthPlaceCode: placeCode }),
  };
}

const givenOf = (name: FhirObject): string[] => {
  const given = name.given;
  const list = Array.isArray(given) ? given : given === undefined ? [] : [given];
  return list.filter((each): each is string => typeof each === 'string' && each.trim() !== '');
};

/** A practitioner, role, device or organisation as an author. */
function authorOf(reference: FhirObject, lookup: Lookup): { author: Author; organisation: string | undefined } | undefined {
  const resource = lookup(reference);
  const role = resource?.resourceType === 'PractitionerRole' ? resource : undefined;
  const person = role === undefined ? resource : lookup(objects(role, 'practitioner')[0]);
  const name = objects(person, 'name')[0];
  const said =
    name === undefined
      ? text(person, 'name')
      : [...givenOf(name), text(name, 'family')].filter((each) => each !== undefined).join(' ') || text(name, 'text');
  const shown =
    said ??
    text(objects(person, 'deviceName')[0], 'name') ??
    text(reference, 'display') ??
    text(objects(role, 'practitioner')[0], 'display');
  if (shown === undefined || shown === '') return undefined;
  const concept = objects(role, 'specialty')[0] ?? objects(role, 'code')[0] ?? objects(person, 'qualification', 'code')[0];
  const code = codings(concept)[0]?.code;
  const specialty = conceptLabel(concept) === code && code !== undefined ? (specialtyDisplay(code) ?? code) : conceptLabel(concept);
  const identifier =
    objects(person, 'identifier').find((each) => /rpps|71\.4\.2\.1/i.test(`${text(each, 'system') ?? ''}`)) ??
    objects(person, 'identifier')[0];
  const id = text(identifier, 'value');
  const organisation = text(lookup(objects(role, 'organization')[0]), 'name') ?? text(objects(role, 'organization')[0], 'display');
  return {
    author: {
      name: shown,
      ...(specialty === undefined ? {} : { specialty: plainSpecialty(specialty) }),
      ...(id === undefined ? {} : { identifier: id }),
    },
    organisation,
  };
}

/**
 * What a Composition, DocumentReference, DiagnosticReport or other resource says of the document.
 * The act is the event's period, the report's effective time or the encounter's, before the date of writing.
 */
export function readResourceMetadata(
  resource: FhirObject,
  lookup: Lookup,
): Partial<DocumentMetadata> & Pick<DocumentMetadata, 'version' | 'access'> {
  const kind = text(resource, 'resourceType') ?? '';
  const type = typeOf(resource);
  const title =
    text(resource, 'title') ??
    text(resource, 'description') ??
    text(objects(resource, 'content')[0], 'attachment', 'title') ??
    type?.display;
  const written = partialDate(
    text(resource, 'date') ?? text(resource, 'issued') ?? text(resource, 'created') ?? text(resource, 'authoredOn'),
  );
  const act =
    partialDate(text(resource, 'event', 'period', 'start')) ??
    partialDate(text(resource, 'context', 'period', 'start')) ??
    partialDate(text(resource, 'effectiveDateTime') ?? text(resource, 'effectivePeriod', 'start')) ??
    partialDate(text(lookup(objects(resource, 'encounter')[0]), 'period', 'start'));
  const authors = [
    ...objects(resource, 'author'),
    ...(kind === 'DiagnosticReport' || kind === 'Observation' ? objects(resource, 'performer') : []),
  ].flatMap((each) => authorOf(each, lookup) ?? []);
  const first = authors[0];
  const organisation =
    first?.organisation ?? text(lookup(objects(resource, 'custodian')[0]), 'name') ?? text(objects(resource, 'custodian')[0], 'display');
  return {
    ...(title === undefined ? {} : { title: described(title, `${kind}.title`) }),
    ...(type === undefined ? {} : { type: described(type, `${kind}.type`) }),
    ...(act === undefined
      ? written === undefined
        ? {}
        : { actDate: described(written, `${kind}.date, faute de date de l'acte`, 0.7) }
      : { actDate: described(act, `${kind} : date de l'acte`) }),
    ...(written === undefined ? {} : { writtenDate: described(written, `${kind}.date`) }),
    ...(first === undefined ? {} : { author: described(first.author, `${kind}.author`) }),
    ...(authors.length > 1 ? { otherAuthors: authors.slice(1).map((each) => each.author) } : {}),
    ...(organisation === undefined ? {} : { organisation: described(organisation, `${kind}.custodian`) }),
    version: versionOf(resource),
    access: accessOf(resource),
  };
}

function typeOf(resource: FhirObject): Code | undefined {
  const concept = resource.resourceType === 'DiagnosticReport' || resource.resourceType === 'Observation' ? resource.code : resource.type;
  const coded = codings(concept);
  const chosen = coded.find((each) => each.system === 'http://loinc.org') ?? coded[0];
  if (chosen === undefined) return undefined;
  const display = text(concept, 'text') ?? chosen.display ?? documentTypeDisplay(chosen.code);
  return { system: oidOf(chosen.system) ?? '', code: chosen.code, ...(display === undefined ? {} : { display }) };
}

function versionOf(resource: FhirObject): DocumentMetadata['version'] {
  const identifier = objects(resource, 'masterIdentifier')[0] ?? objects(resource, 'identifier')[0];
  const documentId = oidOf(text(identifier, 'value')) ?? text(resource, 'id');
  const number = Number(text(resource, 'meta', 'versionId') ?? Number.NaN);
  const replaces = objects(resource, 'relatesTo')
    .filter((relation) => text(relation, 'code') === 'replaces')
    .flatMap(
      (relation) =>
        oidOf(
          text(relation, 'targetIdentifier', 'value') ??
            text(relation, 'target', 'identifier', 'value') ??
            text(relation, 'targetReference', 'reference') ??
            text(relation, 'target', 'reference'),
        ) ?? [],
    );
  return { ...(documentId === undefined ? {} : { documentId }), ...(Number.isInteger(number) ? { number } : {}), replaces };
}

function accessOf(resource: FhirObject): AccessState[] {
  const labels = [...objects(resource, 'securityLabel'), ...objects(resource, 'meta', 'security')]
    .flatMap((label) => codings(label))
    .concat(codings(resource.confidentiality));
  const masks = labels.flatMap((label) => maskOf(label.code) ?? []);
  const deprecated = text(resource, 'status') === 'superseded' || text(resource, 'docStatus') === 'superseded';
  const deposited =
    objects(resource, 'category').some((category) => codings(category).some((coding) => coding.code === '90')) ||
    // What a person measured at home, with an application or a device of theirs.
    (resource.resourceType === 'Observation' &&
      objects(resource, 'performer').some((each) => /(^|\/)(Patient|RelatedPerson)\//.test(text(each, 'reference') ?? ''))) ||
    isDepositedByPatient(codings(resource.type)[0]?.code);
  return [
    ...new Set<AccessState>([
      ...masks,
      ...(deprecated ? (['deprecated'] as const) : []),
      ...(deposited ? (['patient-deposited'] as const) : []),
    ]),
  ];
}
