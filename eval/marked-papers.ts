import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { PACKAGE_ROOT } from '../src/config.js';
import type { Document, IdentityTraits } from '../src/domain/document.js';
import type { Fact } from '../src/domain/fact.js';
import { OnnxAssertion } from '../src/extract/assertion/onnx-assertion.js';
import { namedAt, reconsidered } from '../src/extract/assertion/reconsidered-facts.js';
import { analysePage } from '../src/extract/text/analyse-page.js';
import type { Range } from '../src/extract/text/analysis.js';
import { extractFacts } from '../src/extract/understand.js';
import { typedDocument, type Typed } from './typed-document.js';

const Paper = z.object({
  id: z.string(),
  date: z.iso.date(),
  title: z.string(),
  text: z.string(),
  marks: z.array(
    z
      .tuple([z.int(), z.int(), z.string().regex(/^(?:[CSGNO]|[pa][YPDHFX])$/)])
      .rest(z.object({ worth: z.int().optional(), date: z.string().optional() })),
  ),
});

export type MarkedPaper = z.infer<typeof Paper>;

/** The papers of a file of eval/corpus/marks, a line each. */
export const readMarkedPapers = (lines: string): MarkedPaper[] =>
  lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => Paper.parse(JSON.parse(line)));

/** A paper of which every drug and every dose is marked, each tied to its drug. */
export const DosedPaper = z.object({
  id: z.string(),
  date: z.iso.date(),
  title: z.string(),
  text: z.string(),
  marks: z.array(z.tuple([z.int(), z.int(), z.string().regex(/^(?:[CSGNO]|D[NWLMEG])$/), z.object({ of: z.int() })])),
});

/** Of nobody: the papers' patients are as many as the papers. */
export const PATIENT = { firstNames: [], birthDate: '1955-01-01', sex: 'F' } satisfies IdentityTraits;

export const openReader = (wanted: boolean): Promise<OnnxAssertion | undefined> =>
  wanted ? OnnxAssertion.create({ modelsDirectory: join(PACKAGE_ROOT, 'models') }) : Promise.resolve(undefined);

/** What the rules, and the reader where there is one, make of a paper, and where each fact is named. */
export async function readPaper(paper: Typed, model: OnnxAssertion | undefined): Promise<ReadPaper> {
  const document = typedDocument(paper);
  const read = extractFacts(document, { patient: PATIENT, entries: [] });
  const facts = model === undefined ? read : await reconsidered(document, read, model);
  const analyses = new Map(document.pages.map((page) => [page.number, analysePage(document.id, page)]));
  const named = facts.flatMap((fact): NamedFact[] => {
    const analysis = analyses.get(fact.citations[0].span.page);
    const range = analysis === undefined ? undefined : namedAt(fact, analysis);
    return range === undefined ? [] : [{ fact, start: range.start, end: range.end }];
  });
  return { document, facts, named };
}

interface NamedFact extends Range {
  readonly fact: Fact;
}

export interface ReadPaper {
  readonly document: Document;
  readonly facts: readonly Fact[];
  readonly named: readonly NamedFact[];
}

/** A mention that a reader marked (eval/corpus/marks/README.md), and the facts whose words stand there. */
export interface MarkedMention {
  readonly mark: string;
  /** When it took place, was found, began or ended, where the words tell it and the marker wrote it. */
  readonly date: string | undefined;
  readonly facts: readonly Fact[];
  /** The paper's id and the words around the mention, for `--misses`. */
  readonly where: string;
}

/** Every mention of these files of marked papers, as the rules read it; with `withModel`, as the trained reader has them told too. */
export async function readMarked(files: readonly string[], withModel: boolean): Promise<readonly MarkedMention[]> {
  const model = await openReader(withModel);
  const found: MarkedMention[] = [];
  for (const { id, date, title, text, marks } of files.flatMap((file) => readMarkedPapers(readFileSync(file, 'utf8')))) {
    const { named } = await readPaper({ id, title, text, date }, model);
    for (const [start, end, mark, more] of marks)
      found.push({
        mark,
        date: more?.date,
        facts: named.filter((one) => one.start < end && start < one.end).map(({ fact }) => fact),
        where: `${id} « ${text.slice(Math.max(0, start - 60), start)}⟦${text.slice(start, end)}⟧${text.slice(end, end + 60)} »`.replaceAll(
          '\n',
          '/',
        ),
      });
  }
  await model?.close();
  return found;
}
