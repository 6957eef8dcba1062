import type { PartialDate } from '../../../domain/citation.js';
import { SYSTEMS, type CdaCode } from '../../vocabulary/cda-codes.js';
import { codeElement, completed, identifier, moment, originalText, ownText, templates, xsi } from './cda-parts.js';
import { element, escaped, type Xml } from './xml-writer.js';

/** A value as CDA types it. */
export type Told =
  | { readonly type: 'BL'; readonly value: boolean }
  | { readonly type: 'INT'; readonly value: number }
  | { readonly type: 'PQ'; readonly value: number; readonly unit: string }
  | { readonly type: 'CD'; readonly value: CdaCode }
  | { readonly type: 'ST'; readonly value: string };

function valueElement(told: Told): Xml {
  switch (told.type) {
    case 'CD':
      return codeElement('value', told.value).replace('<value', '<value xsi:type="CD"');
    case 'ST':
      return element('value', xsi('ST'), escaped(told.value));
    case 'PQ':
      return element('value', { ...xsi('PQ'), value: told.value, unit: told.unit });
    default:
      return element('value', { ...xsi(told.type), value: told.value });
  }
}

const SOCIAL = [
  '2.16.840.1.113883.10.20.1.33',
  '1.3.6.1.4.1.19376.1.5.3.1.4.13',
  '1.3.6.1.4.1.19376.1.5.3.1.4.13.4',
  '1.2.250.1.213.1.1.3.52',
];
const OTHER_SOCIAL: CdaCode = { code: '11345-6', system: SYSTEMS.loinc, display: 'Autre élément social' };

/** FR-Habitus-mode-de-vie; what has no code of its own is an "other element" that a qualifier names. */
export function habitEntry(id: string, question: CdaCode | undefined, told: Told): Xml {
  const own = question?.system === SYSTEMS.loinc && question.code !== '85722-7' ? question : undefined;
  return element(
    'entry',
    {},
    element(
      'observation',
      { classCode: 'OBS', moodCode: 'EVN' },
      templates(...SOCIAL),
      identifier(id),
      own !== undefined
        ? codeElement('code', own)
        : codeElement(
            'code',
            OTHER_SOCIAL,
            question === undefined ? originalText(id) : element('qualifier', {}, codeElement('value', question)),
          ),
      ownText(id),
      completed(),
      element('effectiveTime', { nullFlavor: 'NA' }),
      valueElement(told),
    ),
  );
}

const SIMPLE = ['1.3.6.1.4.1.19376.1.5.3.1.4.13', '1.2.250.1.213.1.1.3.48'];
const VITAL_SIGN = [
  '2.16.840.1.113883.10.20.1.31',
  '1.3.6.1.4.1.19376.1.5.3.1.4.13',
  '1.3.6.1.4.1.19376.1.5.3.1.4.13.2',
  '1.2.250.1.213.1.1.3.50',
];

/** FR-Simple-Observation. */
export function simpleObservation(id: string, code: CdaCode, date: PartialDate, told: Told, kind: readonly string[] = SIMPLE): Xml {
  return element(
    'observation',
    { classCode: 'OBS', moodCode: 'EVN' },
    templates(...kind),
    identifier(id),
    codeElement('code', code),
    ownText(id),
    completed(),
    moment(date),
    valueElement(told),
  );
}

/** FR-Liste-des-signes-vitaux: the measures of one day. */
export function vitalSigns(
  date: PartialDate,
  measures: readonly { readonly id: string; readonly code: CdaCode; readonly value: number; readonly unit: string }[],
): Xml {
  return element(
    'entry',
    {},
    element(
      'organizer',
      { classCode: 'CLUSTER', moodCode: 'EVN' },
      templates(
        '2.16.840.1.113883.10.20.1.32',
        '2.16.840.1.113883.10.20.1.35',
        '1.3.6.1.4.1.19376.1.5.3.1.4.13.1',
        '1.2.250.1.213.1.1.3.49',
      ),
      identifier(`vitals-${date}`),
      element('code', { code: '85353-1', displayName: 'Signes vitaux', codeSystem: SYSTEMS.loinc }),
      completed(),
      moment(date),
      measures.map(({ id, code, value, unit }) =>
        element('component', { typeCode: 'COMP' }, simpleObservation(id, code, date, { type: 'PQ', value, unit }, VITAL_SIGN)),
      ),
    ),
  );
}

/** FR-Rencontre, asked for: whom the child is sent to. */
export function referralEntry(id: string, to: CdaCode): Xml {
  return element(
    'entry',
    {},
    element(
      'encounter',
      { classCode: 'ENC', moodCode: 'ARQ' },
      templates('2.16.840.1.113883.10.20.1.25', '1.3.6.1.4.1.19376.1.5.3.1.4.14', '1.2.250.1.213.1.1.3.58'),
      identifier(id),
      element(
        'code',
        { code: 'AMB', displayName: 'Ambulatoire (hors établissement)', codeSystem: SYSTEMS.actCode },
        originalText(id),
        element('qualifier', {}, codeElement('value', to)),
      ),
      ownText(id),
      element('statusCode', { code: 'active' }),
    ),
  );
}
