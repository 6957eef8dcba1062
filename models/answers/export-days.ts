/**
 * "Quand : cholécystectomie ?" of each marked mention of what took place, for teach.py: of the dates that a paper writes, which is its own.
 *
 * usage: tsx models/answers/export-days.ts OUT.jsonl MARKS.jsonl… [--all]
 *
 * Lines as of export-questions.ts, whose passage is what askedDay makes of the paper and its mention, and whose
 * "sentences" are its dates. A mention whose day no date of the paper stands for is left out, and, but for `--all`, two in three of
 * those that bear none.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { readMarkedPapers } from '../../eval/marked-papers.js';
import { typedDocument } from '../../eval/typed-document.js';
import { askedDay, candidateDates } from './asked-day.js';
import { analysePage } from '../../src/extract/text/analyse-page.js';

const [out, ...files] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
if (out === undefined || files.length === 0) throw new Error('usage: tsx export-days.ts OUT.jsonl MARKS.jsonl…');
const every = process.argv.includes('--all');
/** What took place, and drugs taken or ended; of what is denied, planned or another's no day is asked. */
const TOOK_PLACE = /^(?:[pa][YP]|[CS])$/;
const NONE = 0.5;

let undated = 0;
const lines = files
  .flatMap((file) => readMarkedPapers(readFileSync(file, 'utf8')))
  .filter(({ marks }) => marks.some(([, , , more]) => more?.date !== undefined))
  .flatMap((paper) => {
    const document = typedDocument(paper);
    const [page] = document.pages;
    if (page === undefined) return [];
    const dates = candidateDates(analysePage(document.id, page), paper.date);
    return paper.marks.flatMap(([start, end, letters, more], number) => {
      if (!TOOK_PLACE.test(letters)) return [];
      const day = more?.date;
      if (day === undefined && !every && (undated += 1) % 3 > 0) return [];
      const { question, text, days } = askedDay({ date: paper.date, text: page.text }, { start, end }, dates);
      const answers = days.map(({ date, endDate }) => day !== undefined && [date, endDate].some((one) => one?.startsWith(day) === true));
      // "2024" is as much as the mark says of what the paper's own day tells.
      if (day !== undefined && !answers.includes(true)) return [];
      const sentences = days.map((place, i) => [place.start, place.end, answers[i] === true ? 1 : 0, day === undefined ? NONE : 1]);
      const passages = [{ beside: paper.title, text, rank: 0, sentences }];
      return [
        JSON.stringify({ id: `${paper.id}-day-${number}`, question, day: day ?? null, dates: days.map(({ date }) => date), passages }),
      ];
    });
  });
writeFileSync(out, `${lines.join('\n')}\n`);
