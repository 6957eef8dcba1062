import type { PartialDate } from '../../domain/citation.js';

const MONTHS = ['janv', 'fev', 'mars', 'avr', 'mai', 'juin', 'juil', 'aout', 'sept', 'oct', 'nov', 'dec'];
const SAMPLE =
  /(?:prelev(?:ement|emt|t|e|es|ee)?s?|\bprelv?t?\.?|date (?:de |du )?prelev[a-z]*|echantillon(?: preleve)?)\s*(?:sanguin|veineux|effectue|realise|recu|a domicile|externe)?\s*(?:[:.]\s*)?(?:le|du|en date du)?\s*(?:[:.]\s*)?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)?\s*(?:(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4}|\d{2})|(\d{1,2})(?:er)? (janv|fevr?|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec)[a-z.]* (\d{4}))/g;

const PERIOD = /\bperiode\s*:?\s*(?:du )?\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\s*(?:-|au|a)\s*(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})/;

/** The last day of the period that a report of readings covers: "Période : 19/10/2026 - 01/11/2026". */
export function findPeriodEnd(folded: string): PartialDate | undefined {
  const match = PERIOD.exec(folded.slice(0, 1500));
  const [day, month, year] = [match?.[1], match?.[2], match?.[3]];
  if (day === undefined || month === undefined || year === undefined || Number(month) < 1 || Number(month) > 12) return undefined;
  return `${year.length === 4 ? year : `20${year}`}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** When the samples of a laboratory report were taken, in the order of the page. */
export function findSampleDates(folded: string): { readonly start: number; readonly date: PartialDate }[] {
  return [...folded.matchAll(SAMPLE)].flatMap((match) => {
    const [, day, month, year, wordDay, wordMonth = '', wordYear] = match;
    const index = MONTHS.findIndex((name) => wordMonth !== '' && (wordMonth.startsWith(name) || name.startsWith(wordMonth)));
    const [d, m, y] =
      day !== undefined && month !== undefined && year !== undefined
        ? [day, Number(month), year]
        : [wordDay ?? '', index + 1, wordYear ?? ''];
    if (m < 1 || m > 12 || Number(d) < 1 || Number(d) > 31) return [];
    return [{ start: match.index, date: `${y.length === 4 ? y : `20${y}`}-${String(m).padStart(2, '0')}-${d.padStart(2, '0')}` }];
  });
}
