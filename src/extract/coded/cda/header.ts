import type { Author, DocumentMetadata, IdentityTraits } from '../../../domain/document.js';
import type { AccessState } from '../../../domain/document.js';
import type { IdentityDoubt } from '../coded-reading.js';
import { partialDate } from '../dates.js';
import { doubtsOf, isInsOid } from '../ins.js';
import { described, documentTypeDisplay, isDepositedByPatient, maskOf, plainSpecialty, specialtyDisplay } from '../terminology.js';
import type { XmlElement } from '../xml.js';
import { allAt, at, attribute, childrenNamed, textOf } from '../xml.js';

/** An HL7 identifier as one word: root, and extension after a caret. */
function identifier(node: XmlElement | undefined): string | undefined {
  const root = attribute(node, 'root');
  const extension = attribute(node, 'extension');
  return root === undefined ? extension : extension === undefined ? root : `${root}^${extension}`;
}

/** Everything a CDA header says of the document itself. */
export function readMetadata(document: XmlElement): Partial<DocumentMetadata> & Pick<DocumentMetadata, 'version' | 'access'> {
  const code = at(document, 'code');
  const typeCode = attribute(code, 'code');
  const display = attribute(code, 'displayName') ?? (typeCode === undefined ? undefined : documentTypeDisplay(typeCode));
  const title = textOf(at(document, 'title')) || display;
  const written = partialDate(attribute(at(document, 'effectiveTime'), 'value'));
  const act = actDate(document);
  const authors = childrenNamed(document, 'author').flatMap((author) => authorOf(author) ?? []);
  const first = authors.find((author) => author.person) ?? authors[0];
  const organisation =
    first?.organisation ??
    (textOf(at(document, 'custodian', 'assignedCustodian', 'representedCustodianOrganization', 'name')) || undefined);
  const others = authors.filter((author) => author !== first).map((author) => author.author);
  return {
    ...(title === undefined || title === ''
      ? {}
      : { title: described(title, textOf(at(document, 'title')) === '' ? 'libellé du type' : 'ClinicalDocument/title') }),
    ...(typeCode === undefined
      ? {}
      : {
          type: described(
            { system: attribute(code, 'codeSystem') ?? '', code: typeCode, ...(display === undefined ? {} : { display }) },
            'ClinicalDocument/code',
          ),
        }),
    ...(act === undefined ? {} : { actDate: described(act.date, act.reason, act.confidence) }),
    ...(written === undefined ? {} : { writtenDate: described(written, 'ClinicalDocument/effectiveTime') }),
    ...(first === undefined ? {} : { author: described(first.author, 'ClinicalDocument/author') }),
    ...(others.length === 0 ? {} : { otherAuthors: others }),
    ...(organisation === undefined
      ? {}
      : {
          organisation: described(
            organisation,
            first?.organisation === undefined ? 'custodian' : 'author/representedOrganization',
            first?.organisation === undefined ? 0.8 : 1,
          ),
        }),
    version: versionOf(document),
    access: accessOf(document, typeCode),
  };
}

/** The act took place when the first dated service event began; the encounter, then the writing, stand in for it. */
function actDate(document: XmlElement): { date: string; reason: string; confidence: number } | undefined {
  const at_ = (node: XmlElement | undefined): string | undefined =>
    partialDate(attribute(at(node, 'low'), 'value')) ??
    partialDate(attribute(node, 'value')) ??
    partialDate(attribute(at(node, 'high'), 'value'));
  for (const event of allAt(document, 'documentationOf', 'serviceEvent')) {
    const date = at_(at(event, 'effectiveTime'));
    if (date !== undefined) return { date, reason: 'documentationOf/serviceEvent', confidence: 1 };
  }
  const encounter = at_(at(document, 'componentOf', 'encompassingEncounter', 'effectiveTime'));
  if (encounter !== undefined) return { date: encounter, reason: 'componentOf/encompassingEncounter', confidence: 0.9 };
  const written = partialDate(attribute(at(document, 'effectiveTime'), 'value'));
  return written === undefined
    ? undefined
    : { date: written, reason: 'ClinicalDocument/effectiveTime, faute de serviceEvent', confidence: 0.7 };
}

interface ReadAuthor {
  readonly author: Author;
  readonly person: boolean;
  readonly organisation: string | undefined;
}

function authorOf(node: XmlElement): ReadAuthor | undefined {
  const assigned = at(node, 'assignedAuthor');
  const name = personName(at(assigned, 'assignedPerson', 'name'));
  const device = at(assigned, 'assignedAuthoringDevice');
  const software = [textOf(at(device, 'softwareName')), textOf(at(device, 'manufacturerModelName'))].filter((each) => /\p{L}/u.test(each));
  const organisation = textOf(at(assigned, 'representedOrganization', 'name')) || undefined;
  const shown = name ?? software[0] ?? organisation;
  if (shown === undefined) return undefined;
  const code = at(assigned, 'code');
  const specialtyCode = attribute(code, 'code');
  const specialty =
    attribute(code, 'displayName') ??
    (specialtyCode === undefined ? undefined : specialtyDisplay(specialtyCode)) ??
    (textOf(at(code, 'originalText')) || specialtyCode);
  const ids = childrenNamed(assigned, 'id');
  const id = attribute(ids.find((each) => attribute(each, 'root') === '1.2.250.1.71.4.2.1') ?? ids[0], 'extension');
  return {
    author: {
      name: shown,
      ...(specialty === undefined || specialty === '' ? {} : { specialty: plainSpecialty(specialty) }),
      ...(id === undefined ? {} : { identifier: id }),
    },
    person: name !== undefined,
    organisation,
  };
}

/** "Charles BOILEAU": given names, then family, without titles. */
function personName(node: XmlElement | undefined): string | undefined {
  if (node === undefined) return undefined;
  const given = childrenNamed(node, 'given')
    .map(textOf)
    .filter((each) => each !== '');
  const family = childrenNamed(node, 'family')
    .map(textOf)
    .filter((each) => each !== '');
  const name = [...given, ...family].join(' ') || textOf(node);
  return name === '' ? undefined : name;
}

function versionOf(document: XmlElement): DocumentMetadata['version'] {
  const documentId = identifier(at(document, 'id'));
  const setId = identifier(at(document, 'setId'));
  const number = Number(attribute(at(document, 'versionNumber'), 'value') ?? Number.NaN);
  const replaces = childrenNamed(document, 'relatedDocument')
    .filter((related) => attribute(related, 'typeCode') === 'RPLC')
    .flatMap((related) => allAt(related, 'parentDocument', 'id').flatMap((id) => identifier(id) ?? []));
  return {
    ...(documentId === undefined ? {} : { documentId }),
    ...(setId === undefined ? {} : { setId }),
    ...(Number.isInteger(number) ? { number } : {}),
    replaces,
  };
}

function accessOf(document: XmlElement, typeCode: string | undefined): AccessState[] {
  const masks = childrenNamed(document, 'confidentialityCode').flatMap((each) => maskOf(attribute(each, 'code') ?? '') ?? []);
  const deposited = isDepositedByPatient(typeCode);
  return [...new Set<AccessState>([...masks, ...(deposited ? (['patient-deposited'] as const) : [])])];
}

const SEXES: Readonly<Record<string, 'M' | 'F'>> = { M: 'M', F: 'F' };

/** Whose document it is. Names keep the source's spelling; first names are all those of birth, in order. */
export function readIdentity(document: XmlElement): { identity: IdentityTraits; doubts: IdentityDoubt[] } {
  const roles = allAt(document, 'recordTarget', 'patientRole');
  const role = roles[0];
  const patient = at(role, 'patient');
  const ins = childrenNamed(role, 'id').filter((id) => isInsOid(attribute(id, 'root')) && attribute(id, 'extension') !== undefined);
  const names = childrenNamed(patient, 'name');
  const family = (qualifier: string): string | undefined =>
    names
      .flatMap((name) => childrenNamed(name, 'family'))
      .filter((each) => (attribute(each, 'qualifier') ?? '').split(/\s+/).includes(qualifier))
      .map(textOf)
      .find((each) => each !== '');
  const plain = names
    .flatMap((name) => childrenNamed(name, 'family'))
    .filter((each) => attribute(each, 'qualifier') === undefined)
    .map(textOf)
    .find((each) => each !== '');
  const birthName = family('BR') ?? plain;
  const usedName = family('CL') ?? family('SP') ?? (birthName === plain ? undefined : plain);
  const birthDate = partialDate(attribute(at(patient, 'birthTime'), 'value'));
  const sex = attribute(at(patient, 'administrativeGenderCode'), 'code');
  const birthPlaceCode = textOf(at(patient, 'birthplace', 'place', 'addr', 'county'));
  const matricule = attribute(ins[0], 'extension');
  const oid = attribute(ins[0], 'root');
  const identity: IdentityTraits = {
    ...(matricule === undefined ? {} : { insMatricule: matricule }),
    ...(oid === undefined ? {} : { insOid: oid }),
    ...(birthName === undefined ? {} : { birthName }),
    ...(usedName === undefined ? {} : { usedName }),
    firstNames: firstNames(names),
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(sex === undefined ? {} : { sex: SEXES[sex] ?? 'U' }),
    ...(birthPlaceCode === '' ? {} : { birthPlaceCode }),
  };
  const doubts = doubtsOf(identity);
  if (roles.length > 1)
    doubts.push({ code: 'several-patients', message: 'Le document porte plusieurs patients en en-tête : seul le premier est lu.' });
  if (new Set(ins.map((id) => attribute(id, 'extension'))).size > 1)
    doubts.push({ code: 'ins-conflict', message: 'Le document porte plusieurs matricules INS différents.' });
  return { identity, doubts };
}

/** The first name of birth (BR) leads; the list of all birth names (unqualified) follows, without saying it twice. */
function firstNames(names: readonly XmlElement[]): string[] {
  const given = names.flatMap((name) => childrenNamed(name, 'given'));
  const words = (wanted: (qualifier: string | undefined) => boolean): string[] =>
    given
      .filter((each) => wanted(attribute(each, 'qualifier')))
      .flatMap((each) => textOf(each).split(/[\s,]+/))
      .filter((each) => each !== '');
  const birth = given
    .filter((each) => attribute(each, 'qualifier') === 'BR')
    .map(textOf)
    .filter((each) => each !== '');
  const all = words((qualifier) => qualifier === undefined);
  if (birth.length === 0) return all.length > 0 ? all : words((qualifier) => qualifier === 'CL');
  const first = birth[0] ?? '';
  const firstWords = first.split(/\s+/);
  const rest = firstWords.every((word, index) => same(word, all[index]))
    ? all.slice(firstWords.length)
    : all.filter((word) => !same(word, first));
  return [first, ...rest];
}

const same = (a: string, b: string | undefined): boolean => b !== undefined && a.localeCompare(b, 'fr', { sensitivity: 'base' }) === 0;
