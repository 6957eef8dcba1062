import type { PartialDate } from '../../../domain/citation.js';
import type { Fact } from '../../../domain/fact.js';
import { daysBetween, frenchDate } from '../../dates.js';
import { fold } from '../../text.js';
import { SYSTEMS } from '../../vocabulary/cda-codes.js';
import {
  CERTIFICATES,
  type Certificate,
  type CertificateKind,
  type Question,
  type VaccineQuestion,
} from '../../vocabulary/child-certificates.js';
import { loinc } from '../../vocabulary/cda-codes.js';
import { cdaDocument } from './cda-document.js';
import { allergyEntry, immunizationEntry, problemEntry } from './cda-entries.js';
import { habitEntry, referralEntry, simpleObservation, vitalSigns, type Told } from './cda-observations.js';
import { cdaCodeOf, cell, lifestyleSection, section } from './cda-parts.js';
import {
  citationsOf,
  completed,
  dosesOf,
  type Completion,
  type Dose,
  type Draft,
  type DraftField,
  type DraftInput,
  type DraftValue,
} from './draft.js';
import { element, type Xml } from './xml-writer.js';

const SECTION_TITLES: Readonly<Record<Question['section'], string>> = {
  habits: 'Mode de vie',
  history: 'Antécédents médicaux',
  measures: 'Mesures',
  development: 'Développement psychomoteur',
  plan: 'Plan de soins',
};
const UNIT_WORDS: Readonly<Record<string, string>> = { wk: 'semaines', mo: 'mois', 'kg/m2': 'kg/m²' };

/** A mandatory certificate of the child, filled with what the dossier says on the day of the examination. */
export function draftChildCertificate(kind: CertificateKind, input: DraftInput): Draft {
  const certificate: Certificate = CERTIFICATES[kind];
  const doses = dosesOf(input.facts, input.on);
  return {
    title: certificate.title,
    fields: [
      ...certificate.questions.map((question) => fieldOf(question, certificate, input)),
      ...certificate.vaccines.map((vaccine): DraftField => {
        const given = dosesFor(vaccine, doses);
        return {
          id: vaccineField(vaccine),
          section: 'Vaccinations',
          label: `${vaccine.label} : nombre de doses`,
          type: 'integer',
          required: false,
          ...(given.length === 0 ? {} : { value: given.length }),
          citations: citationsOf(given.flatMap(({ facts }) => facts)),
        };
      }),
    ],
    warnings: ageWarnings(certificate, input),
  };
}

const vaccineField = ({ id }: VaccineQuestion): string => `vaccine-${id}`;

function ageWarnings({ from, to }: Certificate, { patient, on }: DraftInput): string[] {
  if (patient.birthDate === undefined) return ['Date de naissance inconnue : l’âge à l’examen n’est pas vérifié.'];
  const age = daysBetween(patient.birthDate, on);
  return age >= from && age <= to ? [] : [`Âge à la date choisie : ${age} jours, hors de la période de ce certificat.`];
}

function fieldOf(question: Question, certificate: Certificate, input: DraftInput): DraftField {
  const { id, label, section: place, type, unit, required = false } = question;
  const found =
    question.found === undefined ? undefined : place === 'measures' ? measureFor(question, certificate, input) : sayingFor(question, input);
  return {
    id,
    section: SECTION_TITLES[place],
    label,
    type,
    required,
    ...(unit === undefined ? {} : { unit: UNIT_WORDS[unit] ?? unit }),
    ...(found === undefined ? {} : { value: found.value }),
    citations: found === undefined ? [] : citationsOf([found.fact]),
  };
}

interface Found {
  readonly value: DraftValue;
  readonly fact: Fact;
}

/** Of the patient, said for a fact. */
const isSaid = ({ qualifiers }: Fact): boolean =>
  !qualifiers.family && !qualifiers.otherPerson && !qualifiers.hypothetical && !qualifiers.instruction;

/** The measure nearest to the examination, not after it, in the unit of the form. */
function measureFor({ found, unit }: Question, { recentDays }: Certificate, { facts, on }: DraftInput): Found | undefined {
  const candidates = facts.flatMap((fact) => {
    const { kind, label, date, value } = fact;
    if (kind !== 'observation' || !isSaid(fact) || date?.length !== 10 || value?.number === undefined) return [];
    const age = daysBetween(date, on);
    if (age < 0 || age > recentDays || found?.test(fold(label)) !== true) return [];
    const converted = inUnit(value.number, value.ucum ?? value.unit, unit);
    return converted === undefined ? [] : [{ value: converted, fact, age }];
  });
  return candidates.toSorted((a, b) => a.age - b.age)[0];
}

/** Mass and length in the unit wanted; undefined where the unit is another thing, or none. */
function inUnit(number: number, from: string | undefined, to: string | undefined): number | undefined {
  const factor: Readonly<Record<string, Readonly<Record<string, number>>>> = {
    g: { g: 1, kg: 1000 },
    cm: { cm: 1, m: 100, mm: 0.1 },
    wk: { wk: 1, SA: 1, semaines: 1 },
    'kg/m2': { 'kg/m2': 1, 'kg/m²': 1 },
  };
  const by = factor[to ?? '']?.[from ?? ''];
  return by === undefined ? undefined : Math.round(number * by * 10) / 10;
}

/** What a document states of the question, or denies: without either the field stays empty. */
function sayingFor({ found }: Question, { facts, on }: DraftInput): Found | undefined {
  const said = facts.filter(
    (fact) => isSaid(fact) && found?.test(fold(fact.label)) === true && (fact.date === undefined || daysBetween(fact.date, on) >= 0),
  );
  const stated = said.find(({ qualifiers, status }) => !qualifiers.negated && status !== 'absent' && status !== 'ruled-out');
  const fact = stated ?? said[0];
  return fact === undefined ? undefined : { value: stated !== undefined, fact };
}

/** A dose counts for a line of the form where it protects against one of its diseases; as many as the form has room for. */
function dosesFor({ targets, doses: most }: VaccineQuestion, doses: readonly Dose[]): readonly Dose[] {
  return doses.filter((dose) => targets.every((target) => dose.targets.has(fold(target)))).slice(0, most);
}

/** The certificate as a CDA document, completed and validated. Throws FRS-IN-011 naming the fields that do not hold. */
export function childCertificate(kind: CertificateKind, input: DraftInput, { values, signer, at }: Completion): string {
  const certificate: Certificate = CERTIFICATES[kind];
  const said = completed(draftChildCertificate(kind, input).fields, values);
  return cdaDocument({
    template: certificate.template,
    moreTemplates: ['1.2.250.1.213.1.1.1.5'],
    type: { code: 'CERT_DECL', system: SYSTEMS.documentTypes, display: 'Certificat, déclaration' },
    title: certificate.title,
    seed: JSON.stringify([kind, input.dossierId]),
    at,
    patient: input.patient,
    signer,
    software: `Frise ${input.version}`,
    service: { code: { code: '11429006', system: SYSTEMS.snomed, display: 'consultation' }, date: input.on },
    body: bodyOf(certificate, input, said),
  });
}

function bodyOf(certificate: Certificate, input: DraftInput, said: ReadonlyMap<string, DraftValue>): Xml[] {
  const answered = (place: Question['section']): { question: Question; value: DraftValue }[] =>
    certificate.questions.flatMap((question) => {
      const value = said.get(question.id);
      return question.section !== place || value === undefined ? [] : [{ question, value }];
    });
  const rowsOf = (place: Question['section']) =>
    answered(place).map(({ question, value }) => [cell(question.label), cell(wordsOf(value, question.unit), question.id)]);
  const measures = answered('measures');
  const parts = [
    lifestyleSection({
      empty: 'Non renseigné.',
      rows: rowsOf('habits'),
      entries: answered('habits').map(({ question, value }) => habitEntry(question.id, question.code, toldOf(question, value))),
    }),
    section({
      templates: ['1.3.6.1.4.1.19376.1.5.3.1.3.8', '1.2.250.1.213.1.1.2.134'],
      code: loinc('11348-0', 'Antécédents médicaux'),
      title: 'Antécédents médicaux',
      empty: 'Non renseigné.',
      // What an entry denies is denied in its words too.
      rows: answered('history').map(({ question, value }) => [cell(question.label, question.id), cell(wordsOf(value, undefined))]),
      entries: answered('history').map(({ question, value }) =>
        problemEntry({ id: question.id, label: question.label, code: question.code, active: false, negated: value === false }),
      ),
    }),
    section({
      templates: [
        '2.16.840.1.113883.10.20.1.16',
        '1.3.6.1.4.1.19376.1.5.3.1.3.25',
        '1.3.6.1.4.1.19376.1.5.3.1.1.5.3.2',
        '1.2.250.1.213.1.1.2.75',
      ],
      code: loinc('8716-3', 'Signes vitaux'),
      title: 'Signes vitaux',
      rows: rowsOf('measures'),
      entries: [
        vitalSigns(
          input.on,
          measures.map(({ question, value }) => ({
            id: question.id,
            code: question.code,
            value: Number(value),
            unit: question.unit ?? '1',
          })),
        ),
      ],
    }),
    ...(answered('development').length === 0
      ? []
      : [
          section({
            templates: ['1.3.6.1.4.1.19376.1.7.3.1.1.13.4', '1.2.250.1.213.1.1.2.161'],
            // As the Agency's model has it: LOINC has no code for this section.
            code: loinc('xx-MCH-PsychoMDev', 'Développement psychomoteur'),
            title: 'Développement psychomoteur',
            rows: rowsOf('development'),
            entries: answered('development')
              .filter(({ question, value }) => question.yes === undefined || value === true)
              .map(({ question, value }) =>
                element('entry', { typeCode: 'DRIV' }, simpleObservation(question.id, question.code, input.on, toldOf(question, value))),
              ),
          }),
        ]),
    ...(certificate.allergies ? [allergies(input)] : []),
    vaccinations(certificate, input, said),
    section({
      templates: ['2.16.840.1.113883.10.20.1.10', '1.3.6.1.4.1.19376.1.5.3.1.3.36', '1.2.250.1.213.1.1.2.158'],
      code: loinc('18776-5', 'Plan de soins'),
      title: 'Plan de soins',
      empty: 'Non renseigné.',
      rows: answered('plan').map(({ question, value }) => [cell(question.label, question.id), cell(wordsOf(value, undefined))]),
      entries: answered('plan')
        .filter(({ value }) => value === true)
        .map(({ question }) => referralEntry(question.id, question.code)),
    }),
  ];
  return parts;
}

function toldOf({ type, unit, yes }: Question, value: DraftValue): Told {
  if (yes !== undefined) return { type: 'CD', value: yes };
  if (type === 'boolean') return { type: 'BL', value: value === true };
  return type === 'integer' ? { type: 'INT', value: Number(value) } : { type: 'PQ', value: Number(value), unit: unit ?? '1' };
}

function wordsOf(value: DraftValue, unit: string | undefined): string {
  if (typeof value === 'boolean') return value ? 'Oui' : 'Non';
  const written = typeof value === 'number' ? String(value).replace('.', ',') : value;
  return unit === undefined ? written : `${written} ${UNIT_WORDS[unit] ?? unit}`;
}

function allergies({ facts }: DraftInput): Xml {
  const known = [
    ...new Map(
      facts.filter((fact) => fact.kind === 'allergy' && isSaid(fact) && fact.allergy !== undefined).map((fact) => [fold(fact.label), fact]),
    ).values(),
  ];
  return section({
    templates: ['2.16.840.1.113883.10.20.1.2', '1.3.6.1.4.1.19376.1.5.3.1.3.13', '1.2.250.1.213.1.1.2.137'],
    code: loinc('48765-2', 'Allergies et hypersensibilités'),
    title: 'Allergies et hypersensibilités',
    head: ['Agent'],
    rows: known.map(({ label }, at) => [cell(label, `allergy-${at + 1}`)]),
    entries: known.map((fact, at) =>
      allergyEntry({
        id: `allergy-${at + 1}`,
        label: fact.label,
        code: cdaCodeOf(fact.code, fact.label),
        date: fact.date,
        intolerance: fact.allergy?.intolerance === true,
        none: fact.allergy?.certainty === 'none-known',
        refuted: fact.allergy?.certainty === 'refuted',
      }),
    ),
  });
}

/** One entry a dose, with its day where the record has it; the person's count decides how many. */
function vaccinations(certificate: Certificate, input: DraftInput, said: ReadonlyMap<string, DraftValue>): Xml {
  const doses = dosesOf(input.facts, input.on);
  const given = certificate.vaccines.map((vaccine) => {
    const known = dosesFor(vaccine, doses);
    const count = Math.min(Number(said.get(vaccineField(vaccine)) ?? 0), vaccine.doses);
    const dates: (PartialDate | undefined)[] = Array.from({ length: count }, (_, at) => known[at]?.date);
    return { vaccine, dates };
  });
  const most = Math.max(1, ...certificate.vaccines.map(({ doses: room }) => room));
  return section({
    templates: ['2.16.840.1.113883.10.20.1.6', '1.3.6.1.4.1.19376.1.5.3.1.3.23', '1.2.250.1.213.1.1.2.147'],
    code: loinc('11369-6', 'Historique des vaccinations'),
    title: 'Vaccinations',
    head: ['Vaccin', ...Array.from({ length: most }, (_, at) => (at === 0 ? '1ère dose' : `${at + 1}ème dose`))],
    rows: given.map(({ vaccine, dates }) => [
      cell(vaccine.label),
      ...dates.map((date, at) => cell(date === undefined ? 'Oui' : `Oui, ${frenchDate(date)}`, `${vaccine.id}-${at + 1}`)),
    ]),
    entries: given.flatMap(({ vaccine, dates }) =>
      dates.map((date, at) =>
        immunizationEntry({
          id: `${vaccine.id}-${at + 1}`,
          label: vaccine.label,
          code: { code: vaccine.atc, system: SYSTEMS.atc, display: vaccine.label },
          date,
          rank: at + 1,
          booster: vaccine.booster === at + 1,
        }),
      ),
    ),
  });
}
