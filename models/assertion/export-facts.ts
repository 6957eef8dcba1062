/**
 * What the rules make of texts and what is known of each fact, for prepare.py.
 *
 * usage: tsx models/assertion/export-facts.ts phrases OUT FILE… | dossiers OUT FOLDER… | texts OUT FILE.jsonl | judged OUT
 *
 * `phrases` reads books of eval/phrases.ts and places their expectations on the words that they name (`gold`); `dossiers` reads folders of
 * the corpus, `texts` lines of `{ id, text }`: there the rules' own verdict is all that is known. `judged` writes the mentions of
 * eval/corpus/judged with their pages: what readers hold them to be.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { normalised } from '../../eval/fuzzy.js';
import type { Expected, Phrase } from '../../eval/phrases.js';
import { readPhrases } from '../../eval/phrases.js';
import { isTold, QUESTION_OF } from '../../eval/told.js';
import { typedDocument, typeOf } from '../../eval/typed-document.js';
import { loadWrittenDossier } from '../../eval/written-dossier.js';
import { PACKAGE_ROOT } from '../../src/config.js';
import type { Document, IdentityTraits } from '../../src/domain/document.js';
import type { Question } from '../../src/extract/assertion/assertion.js';
import { namedAt } from '../../src/extract/assertion/reconsidered-facts.js';
import { analysePage } from '../../src/extract/text/analyse-page.js';
import { fold } from '../../src/extract/text/fold.js';
import { extractFacts } from '../../src/extract/understand.js';

interface Exported {
  readonly id: string;
  readonly kind: string;
  readonly q: Question;
  readonly told: boolean;
  readonly start: number;
  readonly end: number;
  readonly page: number;
}

function exported(document: Document, patient: IdentityTraits): Exported[] {
  const analyses = new Map(document.pages.map((page) => [page.number, analysePage(document.id, page)]));
  return extractFacts(document, { patient, entries: [] }).flatMap((fact): Exported[] => {
    const q = QUESTION_OF[fact.kind];
    const analysis = analyses.get(fact.citations[0].span.page);
    const range = q === undefined || analysis === undefined ? undefined : namedAt(fact, analysis);
    if (q === undefined || analysis === undefined || range === undefined) return [];
    return [{ id: fact.id, kind: fact.kind, q, told: isTold(fact), start: range.start, end: range.end, page: analysis.page.number }];
  });
}

interface Mark {
  readonly start: number;
  readonly end: number;
  readonly q: Question;
  readonly y: 0 | 1;
  readonly never: boolean;
  /** Places where the words stand. */
  readonly many: number;
}

const PLACE: Readonly<Partial<Record<Expected['in'], Question>>> = {
  problem: 'present',
  pregnancy: 'present',
  lifestyle: 'present',
  current: 'current',
  stopped: 'current',
  procedure: 'done',
  device: 'done',
  vaccine: 'done',
};

/** Whole words that begin with one of the alternatives. */
function placesOf(folded: string, alternatives: string): (readonly [number, number])[] {
  const found: (readonly [number, number])[] = [];
  for (const word of alternatives.split('|').map((it) => fold(normalised(it)).trim())) {
    if (word.length < 2) continue;
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) {
      let end = at + word.length;
      while (/[a-z0-9]/.test(folded[end] ?? '')) end += 1;
      const begins = !/[a-z0-9]/.test(folded[at - 1] ?? '');
      // "FA" is not "façade".
      if (begins && (word.length > 3 || end - at <= word.length + 1)) found.push([at, end]);
    }
  }
  return found.filter(([a, b], i) => !found.some(([x, y], j) => j !== i && x <= a && b <= y && (y - x > b - a || j < i)));
}

/** What can be placed for certain: no value, no date that is a trap; a second word stands near. */
function marksOf(folded: string, expected: Expected, never: boolean, facts: readonly Exported[]): Mark[] {
  if (expected.value !== undefined || expected.unit !== undefined) return [];
  if (never && (expected.date !== undefined || expected.dose !== undefined || expected.in === 'stopped')) return [];
  const { in: place, words } = expected;
  const [first = '', ...others] = words;
  const near = (at: number): boolean =>
    others.filter((word) => !/^\d|\d{4}/.test(word)).every((word) => placesOf(folded, word).some(([x]) => Math.abs(x - at) < 60));
  const places = placesOf(folded, first).filter(([at]) => !never || near(at));
  const elsewhere = place === 'timeline' || (place === 'plan' && !never);
  const y = never || place === 'plan' || place === 'stopped' || expected.state !== undefined ? 0 : 1;
  return places.flatMap(([start, end]): Mark[] => {
    const fact = facts.find((it) => it.start < end && start < it.end && it.q !== 'current');
    const q = PLACE[place] ?? (elsewhere ? fact?.q : undefined);
    if (q === undefined || (place === 'plan' && q !== 'done')) return [];
    return [{ start, end, q, y, never, many: places.length }];
  });
}

function goldOf(one: Phrase, facts: readonly Exported[]): Mark[] {
  const folded = fold(one.text).replace(/[-/\n']/g, ' ');
  const marks = [...one.expect.flatMap((it) => marksOf(folded, it, false, facts)), ...one.never.flatMap((it) => marksOf(folded, it, true, facts))];
  const against = (mark: Mark, other: Mark): boolean => other.q === mark.q && other.y !== mark.y;
  return marks.filter(
    (mark) =>
      mark.many <= 2 &&
      !marks.some((other) => against(mark, other) && (mark.many > 1 || (other.start < mark.end && mark.start < other.end))),
  );
}

const [mode = '', out = '', ...files] = process.argv.slice(2);
const lines: unknown[] = [];
if (mode === 'phrases')
  for (const one of files.flatMap((file) => readPhrases(file))) {
    const document = typedDocument(one, typeOf(one.type));
    const facts = exported(document, { firstNames: [], birthDate: one.patient.birthDate, sex: one.patient.sex });
    lines.push({ id: one.id, title: one.title, text: one.text, gold: goldOf(one, facts), facts });
  }
if (mode === 'dossiers')
  for (const folder of files) {
    const { patient, documents } = JSON.parse(readFileSync(join(folder, 'dossier.json'), 'utf8')) as {
      patient: { birthDate?: string; sex?: string };
      documents: readonly { id: string; title: string; type: string; date: string }[];
    };
    for (const { id, title, type, date } of documents) {
      const file = join(folder, 'texts', `${id}.txt`);
      if (!existsSync(file)) continue;
      const document = typedDocument({ id, title, text: readFileSync(file, 'utf8'), date }, typeOf(type));
      const facts = exported(document, { firstNames: [], ...patient } as IdentityTraits);
      for (const page of document.pages)
        lines.push({ id: `${folder}/${id}#${page.number}`, title, text: page.text, gold: [], facts: facts.filter((it) => it.page === page.number) });
    }
  }
if (mode === 'texts')
  for (const line of readFileSync(files[0] ?? '', 'utf8').split('\n').filter(Boolean)) {
    const { id, text } = JSON.parse(line) as { id: string; text: string };
    const document = typedDocument({ id, title: 'Cas clinique', text: text.slice(0, 3500) });
    lines.push({ id, title: 'Cas clinique', text: text.slice(0, 3500), gold: [], facts: exported(document, { firstNames: [] }) });
  }
if (mode === 'judged') {
  const corpus = join(PACKAGE_ROOT, 'eval/corpus');
  const pages = new Map<string, { id: string; title: string; text: string; gold: { start: number; end: number; q: string; verdict: string }[] }>();
  const rows = readFileSync(join(corpus, 'judged/mentions.tsv'), 'utf8').split('\n').slice(1).filter(Boolean);
  for (const dossier of new Set(rows.map((row) => row.split('\t')[0] ?? '')))
    for (const { id, metadata, pages: texts } of (await loadWrittenDossier(join(corpus, dossier)))?.documents ?? [])
      for (const { number, text } of texts)
        pages.set([dossier, id, number].join('\t'), { id: `${dossier}/${id}#${number}`, title: metadata.title.value, text, gold: [] });
  for (const row of rows) {
    const [dossier, document, page, start, end, q = '', verdict = ''] = row.split('\t');
    pages.get([dossier, document, page].join('\t'))?.gold.push({ start: Number(start), end: Number(end), q, verdict });
  }
  lines.push(...[...pages.values()].filter(({ gold }) => gold.length > 0));
}
writeFileSync(out, `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);
