import type { PartialDate } from '../../../domain/citation.js';
import { MONTH, WEEKDAY, writtenDay } from '../../text/date-words.js';

const SAMPLE = new RegExp(
  String.raw`(?:prelev(?:ement|emt|t|e|es|ee)?s?|\bprelv?t?\.?|date (?:de |du )?prelev[a-z]*|recueil[a-z]*|ponctionnee?s?|ponction|e\.?c\.?b\.?u\.?|coproculture|spermogramme|myelogramme|echantillon(?: preleve)?)\s*(?:sanguin|veineux|effectue|realise|recu|a domicile|externe)?\s*(?:[:.]\s*)?(?:(?:a )?\d{1,2} ?[h:] ?\d{0,2}[ ,]*)?(?:le|du|en date du)?\s*(?:[:.]\s*)?${WEEKDAY}?\s*(?:(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4}|\d{2})|(\d{1,2})(?:er)? (${MONTH}) (\d{4}))`,
  'g',
);

const PERIOD = /\bperiode\s*:?\s*(?:du )?\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\s*(?:-|au|a)\s*(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})/;

/** The last day of the period that a report of readings covers: "Période : 19/10/2026 - 01/11/2026". */
export function findPeriodEnd(folded: string): PartialDate | undefined {
  const match = PERIOD.exec(folded.slice(0, 1500));
  const [day, month, year] = [match?.[1], match?.[2], match?.[3]];
  return day === undefined || month === undefined || year === undefined ? undefined : writtenDay(day, month, year);
}

/** "AUTO-IMMUNITÉ            le 10/09/2024", "NUMERATION FORMULE      14/09/2020": the day that a chapter's heading gives at the end of its line. */
const CHAPTER = /^[ \t]*([a-z][a-z' .()-]{3,60}?)[ \t]{3,}(?:le |du )?(\d{1,2})[/.](\d{1,2})[/.](\d{4})[ \t]*$/gm;
const NO_CHAPTER =
  /\b(?:nee?|edit\w*|imprim\w*|valid\w*|recu\w*|dossier|patiente?|sortie|entree|m\.?|mme|mr|dr|docteur|date|page|enregistr\w*|demande|prescri\w*|fait|copie|transmis|signature)\b/;

/** When the samples of a laboratory report were taken, in the order of the page. */
export function findSampleDates(folded: string): { readonly start: number; readonly date: PartialDate }[] {
  const chapters = [...folded.matchAll(CHAPTER)].flatMap(([, title = '', day = '', month = '', year = ''], index, all) => {
    const date = NO_CHAPTER.test(title) ? undefined : writtenDay(day, month, year);
    return date === undefined ? [] : [{ start: all[index]?.index ?? 0, date }];
  });
  const told = [...folded.matchAll(SAMPLE)].flatMap((match) => {
    const [, day, month, year, wordDay = '', wordMonth = '', wordYear = ''] = match;
    const date = writtenDay(day ?? wordDay, month ?? wordMonth, year ?? wordYear);
    return date === undefined ? [] : [{ start: match.index, date }];
  });
  // A day told as the sampling's goes before a chapter's.
  return told.length > 0 ? told : chapters;
}
