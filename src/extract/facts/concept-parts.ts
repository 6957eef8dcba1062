import type { Fact } from '../../domain/fact.js';
import type { Range, SectionKind } from '../text/analysis.js';
import type { Concept } from './clinical-vocabulary.js';
import type { Dated } from './fact-builder.js';
import { dateFor } from './dating.js';
import { ownDate, sectionDate } from './own-date.js';
import type { PageReading, Sentenced } from './page-reading.js';
import { lateralityOf } from './phrase.js';

/** Letters behind a name in which its phrase may go on. */
export const PHRASE_REACH = 160;

/** What these say was found or done belongs to the document's own date. */
export const OWN_DATE: ReadonlySet<SectionKind> = new Set([
  'conclusion',
  'laboratory',
  'examination',
  'results',
  'imaging',
  'course',
  'procedure',
  'pathology',
  'present-illness',
  'reason',
  'vital-signs',
]);

const codeOf = (concept: Concept): Pick<Fact, 'code'> =>
  concept.cim10 === undefined ? {} : { code: { system: '2.16.840.1.113883.6.3', code: concept.cim10, display: concept.label } };

/** "Scotome gauche puis droit", "tantôt à droite, tantôt à gauche": a side that changes is none. */
const OTHER_SIDE = /^[ ,]{1,2}(?:puis|ou|parfois|tantot|alternativement|voire|mais aussi|et parfois) (?:du cote |a )?(?:gauche|droite?)\b/;

/** What a fact keeps of its concept: the concept itself, its code, the side that its phrase names. */
export const extraOf = (
  concept: Concept,
  text: string,
  folded: string,
  after = '',
): Partial<Pick<Fact, 'concept' | 'code' | 'laterality'>> => {
  const laterality = OTHER_SIDE.test(after) ? undefined : lateralityOf(text, folded);
  return {
    ...(concept.class === 'morphology' ? {} : { concept: concept.id }),
    ...codeOf(concept),
    ...(laterality === undefined ? {} : { laterality }),
  };
};

/** The day of a mention: written in its sentence, else that of its heading, else the document's own where `own`. */
export const datedFor = (
  reading: PageReading,
  { sentence, section }: Sentenced,
  phrase: Range,
  own: boolean,
  governed: { readonly lasting?: boolean; readonly act?: boolean; readonly diagnosis?: boolean; readonly unlike?: RegExp },
): Dated => {
  const written = dateFor(reading, sentence, phrase, governed);
  if (written.date !== undefined) return written;
  const titled = sectionDate(reading, section);
  if (titled.date !== undefined) return titled;
  return own ? ownDate(reading, section, phrase.start, governed.diagnosis) : {};
};
