import { frenchDate } from '../../dates.js';
import { fold } from '../../text.js';
import { loinc, SYSTEMS, VACCINE_ATC, type CdaCode } from '../../vocabulary/cda-codes.js';
import { cdaDocument } from './cda-document.js';
import { immunizationEntry } from './cda-entries.js';
import { cdaCodeOf, cell, section } from './cda-parts.js';
import { citationsOf, completed, dosesOf, vaccineOf, type Completion, type Dose, type Draft, type DraftInput } from './draft.js';

/** IHE PCC, Immunization Content. */
const IMMUNIZATION_CONTENT = '1.3.6.1.4.1.19376.1.5.3.1.1.18.1.2';
const SECTION_TEMPLATES = ['2.16.840.1.113883.10.20.1.6', '1.3.6.1.4.1.19376.1.5.3.1.3.23', '1.2.250.1.213.1.1.2.147'];
const HISTORY = loinc('11369-6', 'Historique des vaccinations');
const NOTE = loinc('87273-9', 'Note de vaccination');
const HEAD = ['Date', 'Vaccin', 'Lot n°', 'Rang', 'Commentaire'];

const atcOf = (words: string): CdaCode | undefined => {
  const code = VACCINE_ATC[vaccineOf(words)?.id ?? ''];
  return code === undefined ? undefined : { code, system: SYSTEMS.atc, display: words };
};

/** The note of one vaccination: the rank follows from the doses of the same vaccine that the record proves. */
export function draftVaccinationNote(input: DraftInput, vaccine: string | undefined): Draft {
  const wanted = vaccine === undefined ? undefined : vaccineOf(vaccine);
  const targets = (wanted?.targets ?? []).map(fold);
  const before = dosesOf(input.facts, input.on).filter((dose) => targets.length > 0 && targets.every((target) => dose.targets.has(target)));
  const rank = Math.max(before.length, ...before.map((dose) => dose.rank ?? 0)) + 1;
  return {
    title: 'Note de vaccination',
    fields: [
      {
        id: 'vaccine',
        section: 'Vaccination',
        label: 'Vaccin administré',
        type: 'text',
        required: true,
        ...(vaccine === undefined ? {} : { value: vaccine }),
        citations: [],
      },
      { id: 'date', section: 'Vaccination', label: "Date de l'injection", type: 'date', required: true, value: input.on, citations: [] },
      { id: 'lot', section: 'Vaccination', label: 'Numéro de lot', type: 'text', required: true, citations: [] },
      {
        id: 'rank',
        section: 'Vaccination',
        label: 'Rang de la dose',
        type: 'integer',
        required: false,
        ...(targets.length === 0 ? {} : { value: rank }),
        citations: citationsOf(before.flatMap(({ facts }) => facts)),
      },
      { id: 'booster', section: 'Vaccination', label: 'Rappel', type: 'boolean', required: false, citations: [] },
      { id: 'comment', section: 'Vaccination', label: 'Commentaire', type: 'text', required: false, citations: [] },
    ],
    warnings: vaccine !== undefined && wanted === undefined ? ['Vaccin non reconnu : le rang n’est pas proposé.'] : [],
  };
}

export function vaccinationNote(input: DraftInput, vaccine: string | undefined, { values, signer, at }: Completion): string {
  const said = completed(draftVaccinationNote(input, vaccine).fields, values);
  const text = (id: string): string | undefined => (said.has(id) ? String(said.get(id)) : undefined);
  const label = text('vaccine') ?? '';
  const date = text('date') ?? input.on;
  const rank = said.get('rank');
  return cdaDocument({
    template: { root: '1.2.250.1.213.1.1.1.46', extension: '2023.01' },
    moreTemplates: [IMMUNIZATION_CONTENT],
    type: NOTE,
    title: 'Note de vaccination',
    seed: JSON.stringify(['vaccination-note', input.dossierId, label, date]),
    at,
    patient: input.patient,
    signer,
    software: `Frise ${input.version}`,
    service: { code: NOTE, date },
    body: [
      section({
        templates: SECTION_TEMPLATES,
        code: HISTORY,
        title: 'Note de vaccination',
        head: HEAD,
        rows: [
          [cell(frenchDate(date)), cell(label, 'vac-1'), cell(text('lot') ?? ''), cell(text('rank') ?? ''), cell(text('comment') ?? '')],
        ],
        entries: [
          immunizationEntry({
            id: 'vac-1',
            label,
            code: atcOf(label),
            date,
            lot: text('lot'),
            rank: typeof rank === 'number' ? rank : undefined,
            booster: said.get('booster') === true,
            comment: text('comment'),
          }),
        ],
      }),
    ],
  });
}

const line = ({ date, label, lot, rank }: Dose): string =>
  [
    date === undefined ? 'date inconnue' : frenchDate(date),
    label,
    lot === undefined ? undefined : `lot ${lot}`,
    rank === undefined ? undefined : `dose ${rank}`,
  ]
    .filter((part) => part !== undefined)
    .join(', ');

/** The record of all vaccinations: one line a dose, which the person keeps or leaves out. */
export function draftVaccinationRecord(input: DraftInput): Draft {
  const doses = dosesOf(input.facts, input.on);
  return {
    title: 'Historique de vaccinations',
    fields: doses.map((dose, at) => ({
      id: `dose-${at + 1}`,
      section: 'Vaccinations',
      label: line(dose),
      type: 'boolean',
      required: false,
      value: true,
      citations: citationsOf(dose.facts),
    })),
    warnings: doses.length === 0 ? ['Aucune vaccination retrouvée dans les documents lus.'] : [],
  };
}

export function vaccinationRecord(input: DraftInput, { values, signer, at }: Completion): string {
  const said = completed(draftVaccinationRecord(input).fields, values);
  const kept = dosesOf(input.facts, input.on).filter((_dose, index) => said.get(`dose-${index + 1}`) === true);
  return cdaDocument({
    template: { root: '1.2.250.1.213.1.1.1.37', extension: '2023.01' },
    moreTemplates: [IMMUNIZATION_CONTENT],
    type: HISTORY,
    title: 'Historique de vaccinations',
    seed: JSON.stringify(['vaccination-record', input.dossierId]),
    at,
    patient: input.patient,
    signer,
    software: `Frise ${input.version}`,
    service: { code: HISTORY, date: input.on },
    body: [
      section({
        templates: SECTION_TEMPLATES,
        code: HISTORY,
        title: 'Historique des vaccinations',
        head: HEAD,
        rows: kept.map(({ date, label, lot, rank }, index) => [
          cell(date === undefined ? '' : frenchDate(date)),
          cell(label, `vac-${index + 1}`),
          cell(lot ?? ''),
          cell(rank === undefined ? '' : String(rank)),
          cell(''),
        ]),
        entries: kept.map(({ date, label, lot, rank, facts }, index) =>
          immunizationEntry({
            id: `vac-${index + 1}`,
            label,
            // The source's own code where it gave one.
            code: cdaCodeOf(facts.find(({ code }) => code !== undefined)?.code, label) ?? atcOf(label),
            date,
            lot,
            rank,
          }),
        ),
      }),
    ],
  });
}
