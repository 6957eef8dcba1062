import type { Fact } from '../../domain/fact.js';
import { documentDate } from './own-date.js';
import { findDrugs } from './medications/medication-lexicon.js';
import type { PageReading } from './page-reading.js';
import { factOf } from './page-reading.js';

/** "Ofloxacine .......... R    4": a drug, leaders or blanks, and how the germ bears it. */
const ROW = /^[ \t]*(\S[^\n]*?\S)[ \t.:…_-]{2,}(resistant|sensible|intermediaire|sfp|[sri])(?![a-z])[^\n]*$/gm;
const GERM =
  /(?<![a-z])(?:escherichia coli|e\. ?coli|klebsiella(?: \w+)?|proteus(?: \w+)?|pseudomonas(?: \w+)?|staphylococcus(?: \w+)?|enterococcus(?: \w+)?|enterobacter(?: \w+)?|streptococcus(?: \w+)?|citrobacter(?: \w+)?|serratia(?: \w+)?|morganella(?: \w+)?|acinetobacter(?: \w+)?|haemophilus(?: \w+)?|salmonella(?: \w+)?|campylobacter(?: \w+)?|neisseria \w+|moraxella(?: \w+)?)/g;
const MIN_ROWS = 3;
/** Lines that may stand between two rows of one table. */
const MAX_GAP = 120;
const QUINOLONE = /floxacine/;

interface Row {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly answer: string;
}

const rowsOf = (reading: PageReading): Row[] => {
  const { folded, page } = reading.analysis;
  return [...folded.matchAll(ROW)].flatMap((match): Row[] => {
    const [whole, drug = '', answer = ''] = match;
    const start = match.index + whole.indexOf(drug);
    if (drug.length > 50 || findDrugs(drug).length === 0) return [];
    const name = page.text
      .slice(start, start + drug.length)
      .replace(/[\s.…]+$/u, '')
      .toLowerCase();
    return [{ start: match.index, end: match.index + whole.length, name, answer: answer.charAt(0) }];
  });
};

/** Drugs as a clinician says them: cotrimoxazole for its two parts, quinolones by their class. */
const named = (rows: readonly Row[], answer: string): string => {
  const names = rows
    .filter((row) => row.answer === answer)
    .map((row) => (/trim[ée]thoprime.*sulfam|sulfam.*trim[ée]thoprime/.test(row.name) ? 'cotrimoxazole' : row.name));
  const quinolones = names.filter((name) => QUINOLONE.test(name));
  const others = names.filter((name) => !QUINOLONE.test(name));
  return [...others, ...(quinolones.length === 0 ? [] : [`fluoroquinolones (${quinolones.join(', ')})`])].join(', ');
};

/** The tables in which a laboratory tells what a germ resists: one fact a table, what is resistant first. */
export const antibiogramFacts = (reading: PageReading): Fact[] => {
  const { folded, page } = reading.analysis;
  const tables: Row[][] = [];
  for (const row of rowsOf(reading)) {
    const table = tables.at(-1);
    const last = table?.at(-1);
    if (table !== undefined && last !== undefined && row.start - last.end <= MAX_GAP) table.push(row);
    else tables.push([row]);
  }
  return tables.flatMap((rows) => {
    const [first] = rows;
    const last = rows.at(-1);
    if (first === undefined || last === undefined || rows.length < MIN_ROWS) return [];
    const germ = [...folded.slice(0, first.start).matchAll(GERM)].at(-1);
    const resistant = named(rows, 'r');
    const sensitive = named(rows, 's');
    const told = [
      resistant === '' ? 'sans résistance' : `résistant : ${resistant}`,
      ...(sensitive === '' ? [] : [`sensible : ${sensitive}`]),
    ].join(' ; ');
    const who = germ === undefined ? 'Germe' : page.text.slice(germ.index, germ.index + germ[0].length).replace(/^escherichia/i, 'E.');
    const fact = factOf(reading, {
      kind: 'observation',
      label: `${who} ${told}`,
      rule: 'antibiogram',
      importance: resistant === '' ? 2 : 3,
      status: 'active',
      citation: { start: first.start, end: last.end },
      section: undefined,
      dated:
        reading.context.sampleDate === undefined ? documentDate(reading) : { date: reading.context.sampleDate, dateSource: 'document' },
      confidence: 0.9,
    });
    return fact === undefined ? [] : [fact];
  });
};
