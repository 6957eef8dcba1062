import type { PartialDate } from '../../../domain/citation.js';
import { KIN_CODES, SYSTEMS, type CdaCode } from '../../vocabulary/cda-codes.js';
import { codedValue, codeElement, completed, identifier, moment, originalText, ownText, period, templates, xsi } from './cda-parts.js';
import { element, escaped, textElement, type Xml } from './xml-writer.js';

/** What an entry says; `id` is the narrative that it points to. */
export interface EntryInput {
  readonly id: string;
  readonly label: string;
  readonly code?: CdaCode | undefined;
  readonly date?: PartialDate | undefined;
  readonly endDate?: PartialDate | undefined;
}

const DIAGNOSIS: CdaCode = { code: '282291009', system: SYSTEMS.snomed, display: 'interprétation diagnostique' };

/** What is followed, an illness or an allergy, around the observation that says it; `templates` beside the two of any concern. */
function concern(
  about: Pick<EntryInput, 'id' | 'date' | 'endDate'> & { readonly active: boolean; readonly templates: readonly string[] },
  observation: Xml,
): Xml {
  const { id, date, endDate, active } = about;
  return element(
    'entry',
    {},
    element(
      'act',
      { classCode: 'ACT', moodCode: 'EVN' },
      templates('2.16.840.1.113883.10.20.1.27', '1.3.6.1.4.1.19376.1.5.3.1.4.5.1', ...about.templates),
      identifier(`${id}-act`),
      element('code', { nullFlavor: 'NA' }),
      element('statusCode', { code: active ? 'active' : 'completed' }),
      period(date, endDate),
      element('entryRelationship', { typeCode: 'SUBJ', inversionInd: false }, observation),
    ),
  );
}

/** FR-Liste-des-problemes and FR-Probleme. */
export function problemEntry({
  id,
  code,
  date,
  endDate,
  active,
  negated = false,
}: EntryInput & { readonly active: boolean; readonly negated?: boolean }): Xml {
  return concern(
    { id, date, endDate, active, templates: ['1.3.6.1.4.1.19376.1.5.3.1.4.5.2', '1.2.250.1.213.1.1.3.39'] },
    element(
      'observation',
      { classCode: 'OBS', moodCode: 'EVN', negationInd: negated },
      templates('2.16.840.1.113883.10.20.1.28', '1.3.6.1.4.1.19376.1.5.3.1.4.5', '1.2.250.1.213.1.1.3.37'),
      identifier(id),
      codeElement('code', DIAGNOSIS),
      ownText(id),
      completed(),
      period(date, endDate),
      codedValue('value', code, id, xsi('CD')),
    ),
  );
}

export interface AllergyInput extends EntryInput {
  readonly intolerance: boolean;
  /** "Aucune allergie connue", said by a source. */
  readonly none: boolean;
  readonly refuted: boolean;
  readonly reaction?: string | undefined;
}

/** FR-Liste-des-allergies-et-hypersensibilites: the agent by its words, its code where sure; "none known" by its code. */
export function allergyEntry({ id, label, code, date, intolerance, none, refuted, reaction }: AllergyInput): Xml {
  const kind: CdaCode = intolerance
    ? { code: '782197009', system: SYSTEMS.snomed, display: 'intolérance à une substance' }
    : { code: '419199007', system: SYSTEMS.snomed, display: 'allergie à une substance' };
  const absent: CdaCode = { code: 'no-known-allergies', system: SYSTEMS.absentUnknown, display: 'Aucune allergie connue' };
  return concern(
    { id, date, active: true, templates: ['1.3.6.1.4.1.19376.1.5.3.1.4.5.3', '1.2.250.1.213.1.1.3.40'] },
    element(
      'observation',
      { classCode: 'OBS', moodCode: 'EVN', negationInd: refuted },
      templates(
        '2.16.840.1.113883.10.20.1.18',
        '2.16.840.1.113883.10.20.1.28',
        '1.3.6.1.4.1.19376.1.5.3.1.4.5',
        '1.3.6.1.4.1.19376.1.5.3.1.4.6',
        '1.2.250.1.213.1.1.3.41',
      ),
      identifier(id),
      codeElement('code', kind),
      ownText(id),
      completed(),
      period(date),
      none ? codedValue('value', absent, id, xsi('CD')) : element('value', { ...xsi('CD'), nullFlavor: 'UNK' }, originalText(id)),
      none
        ? undefined
        : element(
            'participant',
            { typeCode: 'CSM' },
            element(
              'participantRole',
              { classCode: 'MANU' },
              element('playingEntity', { classCode: 'MMAT' }, codedValue('code', code, id), textElement('name', label)),
            ),
          ),
      reaction === undefined ? undefined : reactionOf(id),
    ),
  );
}

/** The narrative has the reaction beside the agent, under `${id}-reac`. */
function reactionOf(id: string): Xml {
  return element(
    'entryRelationship',
    { typeCode: 'MFST', inversionInd: true },
    element(
      'observation',
      { classCode: 'OBS', moodCode: 'EVN' },
      templates('2.16.840.1.113883.10.20.1.54', '1.3.6.1.4.1.19376.1.5.3.1.4.5', '1.2.250.1.213.1.1.3.37'),
      identifier(`${id}-reac`),
      codeElement('code', DIAGNOSIS),
      ownText(`${id}-reac`),
      completed(),
      codedValue('value', undefined, `${id}-reac`, xsi('CD')),
    ),
  );
}

/** FR-Acte. */
export function procedureEntry({ id, code, date }: EntryInput): Xml {
  return element(
    'entry',
    {},
    element(
      'procedure',
      { classCode: 'PROC', moodCode: 'EVN' },
      templates('1.3.6.1.4.1.19376.1.5.3.1.4.19', '2.16.840.1.113883.10.20.1.29', '1.2.250.1.213.1.1.3.62'),
      identifier(id),
      codedValue('code', code, id),
      ownText(id),
      completed(),
      moment(date),
    ),
  );
}

/** FR-Traitement: the drug and since when; the dosage in words, in the narrative. */
export function medicationEntry({ id, label, code, date }: EntryInput): Xml {
  return element(
    'entry',
    { typeCode: 'DRIV' },
    element(
      'substanceAdministration',
      { classCode: 'SBADM', moodCode: 'EVN' },
      templates(
        '2.16.840.1.113883.10.20.1.24',
        '1.3.6.1.4.1.19376.1.5.3.1.4.7',
        '1.2.250.1.213.1.1.3.42',
        '1.3.6.1.4.1.19376.1.5.3.1.4.7.1',
      ),
      identifier(id),
      element('code', { code: 'DRUG', displayName: 'Médicament', codeSystem: SYSTEMS.actCode }),
      ownText(id),
      element('statusCode', { code: 'active' }),
      element(
        'effectiveTime',
        xsi('IVL_TS'),
        element('low', date === undefined ? { nullFlavor: 'UNK' } : { value: date.replaceAll('-', '') }),
        element('high', { nullFlavor: 'UNK' }),
      ),
      product(id, label, code, undefined),
    ),
  );
}

export interface ImmunizationInput extends EntryInput {
  readonly rank?: number | undefined;
  readonly lot?: string | undefined;
  readonly booster?: boolean;
  readonly comment?: string | undefined;
}

/** FR-Vaccination, with its rank and lot where they are known. */
export function immunizationEntry({ id, label, code, date, rank, lot, booster = false, comment }: ImmunizationInput): Xml {
  return element(
    'entry',
    {},
    element(
      'substanceAdministration',
      { classCode: 'SBADM', moodCode: 'EVN', negationInd: false },
      templates('2.16.840.1.113883.10.20.1.24', '1.3.6.1.4.1.19376.1.5.3.1.4.12', '1.2.250.1.213.1.1.3.45'),
      identifier(id),
      element('code', {
        code: booster ? 'BOOSTER' : 'INITIMMUNIZ',
        displayName: booster ? 'Rappel de vaccin' : '1ère série vaccinante',
        codeSystem: SYSTEMS.actCode,
      }),
      ownText(id),
      completed(),
      date === undefined ? element('effectiveTime', { nullFlavor: 'NAV' }) : moment(date),
      element('routeCode', { nullFlavor: 'UNK' }),
      product(id, label, code, lot),
      rank === undefined
        ? undefined
        : element(
            'entryRelationship',
            { typeCode: 'SUBJ' },
            element(
              'observation',
              { classCode: 'OBS', moodCode: 'EVN' },
              templates('2.16.840.1.113883.10.20.1.46', '1.2.250.1.213.1.1.3.82'),
              element('code', { code: '30973-2', displayName: 'Rang de la vaccination', codeSystem: SYSTEMS.loinc }),
              completed(),
              element('value', { ...xsi('INT'), value: rank }),
            ),
          ),
      comment === undefined
        ? undefined
        : element(
            'entryRelationship',
            { typeCode: 'SUBJ' },
            element(
              'act',
              { classCode: 'ACT', moodCode: 'EVN' },
              templates('2.16.840.1.113883.10.20.1.40', '1.3.6.1.4.1.19376.1.5.3.1.4.2', '1.2.250.1.213.1.1.3.32'),
              element('code', { code: '48767-8', displayName: 'Commentaire', codeSystem: SYSTEMS.loinc }),
              element('text', {}, escaped(comment)),
              completed(),
            ),
          ),
    ),
  );
}

function product(id: string, label: string, code: CdaCode | undefined, lot: string | undefined): Xml {
  return element(
    'consumable',
    { typeCode: 'CSM' },
    element(
      'manufacturedProduct',
      {},
      templates('2.16.840.1.113883.10.20.1.53', '1.3.6.1.4.1.19376.1.5.3.1.4.7.2', '1.2.250.1.213.1.1.3.43'),
      element(
        'manufacturedMaterial',
        {},
        element(
          'code',
          { nullFlavor: 'UNK' },
          originalText(id),
          code === undefined ? undefined : element('translation', { code: code.code, displayName: code.display, codeSystem: code.system }),
        ),
        textElement('name', label),
        lot === undefined ? element('lotNumberText', { nullFlavor: 'UNK' }) : textElement('lotNumberText', lot),
      ),
    ),
  );
}

/** FR-Antecedent-familial-observation, under the kin it is told of. */
export function familyEntry({ id, code, date, kin }: EntryInput & { readonly kin: string }): Xml {
  const role = KIN_CODES[kin];
  return element(
    'entry',
    {},
    element(
      'organizer',
      { classCode: 'CLUSTER', moodCode: 'EVN' },
      templates('2.16.840.1.113883.10.20.1.23', '1.3.6.1.4.1.19376.1.5.3.1.4.15', '1.2.250.1.213.1.1.3.59'),
      completed(),
      element(
        'subject',
        { typeCode: 'SBJ' },
        templates('1.3.6.1.4.1.19376.1.5.3.1.4.15.2', '1.2.250.1.213.1.1.3.60'),
        element(
          'relatedSubject',
          { classCode: 'PRS' },
          role === undefined
            ? element('code', { nullFlavor: 'UNK', displayName: kin })
            : element('code', { code: role, displayName: kin, codeSystem: '2.16.840.1.113883.5.111' }),
        ),
      ),
      element(
        'component',
        { typeCode: 'COMP' },
        element(
          'observation',
          { classCode: 'OBS', moodCode: 'EVN' },
          templates(
            '2.16.840.1.113883.10.20.1.22',
            '1.3.6.1.4.1.19376.1.5.3.1.4.13',
            '1.3.6.1.4.1.19376.1.5.3.1.4.13.3',
            '1.2.250.1.213.1.1.3.51',
          ),
          identifier(id),
          codeElement('code', DIAGNOSIS),
          ownText(id),
          completed(),
          moment(date),
          codedValue('value', code, id, xsi('CD')),
        ),
      ),
    ),
  );
}
