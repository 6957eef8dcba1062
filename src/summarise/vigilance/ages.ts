import type { PartialDate } from '../../domain/citation.js';
import type { Vigilance } from '../../domain/synthesis.js';
import { daysBetween } from '../dates.js';
import { once, passagesSideBySide, saying } from './passages.js';
import { KIN } from './told/claim.js';
import type { VigilanceInput } from './warning.js';

/** Somebody's age where a paper presents its patient: "patiente de 83 ans", "Mme Durand Anne, 83 ans". */
const PRESENTS =
  /\b(?:patiente?|homme|femme|garcon|fillette) (?:agee? )?de (\d{1,3}) ans\b|\b(?:mme|mlle|mr?|madame|monsieur)\.? (?:[a-z]+ ){1,3}?[a-z]+,? (?:agee? de )?(\d{1,3}) ans\b(?! (?:apres|avant|plus tard|de suivi|d evolution))/;
const presents = once(PRESENTS);
const writesBirth = once(/\b(?:nee?|date de naissance|naissance|ddn)\b/);
/** Years by which a writer may round. */
const GIVE = 1;

/** An age that the patient did not have on the day of the paper, beside the paper that has it right or writes the day of birth. */
export function wrongAges({ passages, patient: { birthDate } }: VigilanceInput): readonly Vigilance[] {
  if (birthDate?.length !== 10) return [];
  const [year = '', month = '', day = ''] = birthDate.split('-');
  const told = saying(passages, presents).flatMap((passage) => {
    const match = PRESENTS.exec(passage.words);
    const age = Number(match?.[1] ?? match?.[2]);
    // A digit of a scan may be misread.
    if (match === null || passage.date?.length !== 10 || passage.document.status === 'ocr' || KIN.test(passage.words)) return [];
    return [{ passage, age, apart: Math.abs(age - ageOn(birthDate, passage.date)) }];
  });
  const wrong = told.findLast(({ apart }) => apart > GIVE);
  if (wrong === undefined || told.filter(({ apart }) => apart > GIVE).length > MOST_WRONG) return [];
  const born = saying(passages, writesBirth).findLast(
    ({ documentId, words }) => documentId !== wrong.passage.documentId && words.includes(`${day} ${month} ${year}`),
  );
  const right = told.findLast(({ passage, apart }) => apart <= GIVE && passage.documentId !== wrong.passage.documentId)?.passage ?? born;
  if (right === undefined) return [];
  return [
    passagesSideBySide({
      rule: 'vigilance:age-differs',
      subject: 'Âge',
      sides: [
        { says: `né(e) le ${day}/${month}/${year}`, passage: born ?? right, also: [right] },
        { says: `${wrong.age} ans`, passage: wrong.passage },
      ],
      importance: 1,
    }),
  ];
}
/** More papers that agree on another age are of another matter: an identity that was read wrong. */
const MOST_WRONG = 2;

const YEAR_DAYS = 365.2425;
const ageOn = (birth: PartialDate, on: PartialDate): number => Math.floor(daysBetween(birth, on) / YEAR_DAYS);
