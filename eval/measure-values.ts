/**
 * Measures medications, values and immunizations against written dossiers, page rules alone.
 *
 * usage: npx tsx eval/measure-values.ts DOSSIERS_FOLDER [--pages PAGES_FOLDER] [--misses] [--only v01]
 *
 * DOSSIERS_FOLDER/<id> holds dossier.json, texts/ and gold.json. With --pages, PAGES_FOLDER/<id>/<doc>.json holds the pages
 * really read (text layer, OCR) in place of the texts. A gold evidence counts when a fact of its kind cites a passage that
 * overlaps it; a laboratory point when a fact has its analyte, date and number.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '../src/domain/document.js';
import type { Fact } from '../src/domain/fact.js';
import { analysePage } from '../src/extract/text/analyse-page.js';
import type { FactContext } from '../src/extract/facts/fact-builder.js';
import { documentContext } from '../src/extract/facts/document-context.js';
import { extractImmunizations } from '../src/extract/facts/immunizations/immunization-extract.js';
import { extractMedications } from '../src/extract/facts/medications/medication-extract.js';
import { extractValues } from '../src/extract/facts/values/value-extract.js';
import { typedPages } from './typed-document.js';

interface Evidence {
  readonly doc: string;
  readonly quote: string;
}
interface GoldMedication {
  readonly label: string;
  readonly brand?: string;
  readonly dose?: string;
  readonly evidence: readonly Evidence[];
}
interface Gold {
  readonly facts: readonly {
    readonly kind: string;
    readonly label: string;
    readonly importance: number;
    readonly value?: string | number | null;
    readonly date?: string | null;
    readonly evidence: readonly Evidence[];
  }[];
  readonly currentMedications: readonly GoldMedication[];
  readonly stoppedMedications: readonly GoldMedication[];
  readonly labSeries: readonly {
    readonly analyte: string;
    readonly points: readonly { readonly date: string; readonly value: number | string; readonly doc: string }[];
  }[];
}
interface DossierDocument {
  readonly id: string;
  readonly type?: string;
  readonly date?: string;
  readonly medium?: string;
}

/** Processor time of this process, in ms: the clock on the wall counts the neighbours too. */
const now = (): number => process.cpuUsage().user / 1000;
const args = process.argv.slice(2);
const option = (name: string): string | undefined => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
const folder = args[0] ?? '';
const pagesFolder = option('--pages');
const misses = args.includes('--misses');

const norm = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[’'`\-–—/]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
const numbers = (text: string): Set<string> =>
  new Set((norm(text).match(/\d+(?:[.,]\d+)?/g) ?? []).map((n) => String(Number(n.replace(',', '.')))));
/** "une ampoule" holds a 1; "par mois" and "1/jour" say one, which nobody need write. */
const doseNumbers = (text: string): Set<string> => {
  const found = numbers(text.replace(/(\d)[  ](?=\d{3})/g, '$1').replace(/(?<![a-zà-ÿ])une?(?![a-zà-ÿ])/gi, '1'));
  found.delete('1');
  return found;
};
const overlaps = (quote: string, evidence: string): boolean => {
  const [a, b] = [norm(quote), norm(evidence)];
  if (a.includes(b) || b.includes(a)) return true;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  for (let size = Math.floor(short.length * 0.6); size < short.length && size > 8; size = short.length)
    for (let i = 0; i + size <= short.length; i += 3) if (long.includes(short.slice(i, i + size))) return true;
  return false;
};
const STOPPED: ReadonlySet<string> = new Set(['stopped', 'past', 'contraindicated', 'not-taken', 'refused', 'administered']);

function pagesOf(dossier: string, doc: string): Page[] {
  const read = pagesFolder === undefined ? undefined : join(pagesFolder, dossier, `${doc}.json`);
  if (read !== undefined && existsSync(read)) {
    const parsed = JSON.parse(readFileSync(read, 'utf8')) as Page[] | { readonly pages: Page[] };
    return 'pages' in parsed ? parsed.pages : parsed;
  }
  return typedPages(readFileSync(join(folder, dossier, 'texts', `${doc}.txt`), 'utf8'));
}

const total = {
  meds: [0, 0],
  doses: [0, 0],
  amounts: [0, 0],
  stops: [0, 0],
  points: [0, 0],
  medFacts: [0, 0],
  values: [0, 0],
  vaccines: [0, 0],
  quotes: [0, 0],
};
const hit = (key: keyof typeof total, ok: boolean, what: string): void => {
  const cell = total[key];
  cell[0] = (cell[0] ?? 0) + (ok ? 1 : 0);
  cell[1] = (cell[1] ?? 0) + 1;
  if (!ok && misses) console.log(`MISS ${key}: ${what}`);
};
let milliseconds = { medications: 0, values: 0, immunizations: 0, analysis: 0 };
let documents = 0;
let characters = 0;

for (const id of readdirSync(folder).filter(
  (name) => existsSync(join(folder, name, 'gold.json')) && (option('--only') === undefined || option('--only') === name),
)) {
  const dossier = JSON.parse(readFileSync(join(folder, id, 'dossier.json'), 'utf8')) as {
    readonly documents: readonly DossierDocument[];
    readonly patient: { readonly birthDate?: string };
  };
  const gold = JSON.parse(readFileSync(join(folder, id, 'gold.json'), 'utf8')) as Gold;
  const facts = new Map<string, Fact[]>();
  for (const document of dossier.documents) {
    const base: FactContext = {
      documentId: document.id,
      ...(document.date === undefined ? {} : { documentDate: document.date }),
      ...(dossier.patient.birthDate === undefined ? {} : { birthDate: dossier.patient.birthDate }),
    };
    const list: Fact[] = [];
    documents += 1;
    const pages = pagesOf(id, document.id);
    const context = documentContext(
      pages.map((page) => analysePage(document.id, page)),
      base,
    );
    for (const page of pages) {
      characters += page.text.length;
      // Once for the engine to compile the rules, once for the clock; a page is analysed anew, since analyses keep what they found.
      const warm = analysePage(document.id, page);
      for (const extract of [extractMedications, extractValues, extractImmunizations]) extract(warm, context);
      const start = now();
      const analysis = analysePage(document.id, page);
      const analysed = now();
      const medications = extractMedications(analysis, context);
      const medicated = now();
      const values = extractValues(analysis, context);
      const valued = now();
      const vaccines = extractImmunizations(analysis, context);
      const done = now();
      milliseconds = {
        analysis: milliseconds.analysis + analysed - start,
        medications: milliseconds.medications + medicated - analysed,
        values: milliseconds.values + valued - medicated,
        immunizations: milliseconds.immunizations + done - valued,
      };
      for (const fact of [...medications, ...values, ...vaccines]) {
        const { span, quote } = fact.citations[0];
        hit('quotes', page.text.slice(span.start, span.end) === quote, `${id} ${fact.label}`);
        list.push(fact);
      }
    }
    facts.set(document.id, list);
  }
  const citing = (kind: Fact['kind'], evidence: Evidence): Fact[] =>
    (facts.get(evidence.doc) ?? []).filter((fact) => fact.kind === kind && overlaps(fact.citations[0].quote, evidence.quote));
  const names = (fact: Fact, medication: GoldMedication): boolean => {
    const said = norm([fact.label, fact.medication?.brand ?? ''].join(' '));
    return [medication.label, medication.brand ?? ''].some(
      (name) =>
        name !== '' &&
        (said.includes(norm(name)) ||
          norm(name)
            .split(' ')
            .some((word) => word.length > 5 && said.includes(word)) ||
          norm(name).includes(norm(fact.label))),
    );
  };
  for (const medication of gold.currentMedications) {
    // What the gold adds of dates and doubts is no dose.
    const wanted = doseNumbers(
      (medication.dose ?? '').split(/[;(]|\bdepuis\b|\bdernière\b|, en \w+|, celle/)[0]?.replace(/\d{1,2}\/\d{1,2}\/\d{2,4}/g, ' ') ?? '',
    );
    const told = medication.evidence
      .flatMap((evidence) => citing('medication', evidence))
      .filter((fact) => names(fact, medication) && !STOPPED.has(fact.medication?.event ?? ''));
    if (wanted.size > 0 && told.length > 0)
      hit(
        'amounts',
        told.some(({ medication: read }) => {
          const said = doseNumbers([read?.strength, read?.dose, read?.frequency, read?.duration].join(' '));
          return [...wanted].every((number) => said.has(number));
        }),
        `${id} ${medication.label} ${medication.dose ?? ''} | ${told.map(({ medication: read }) => [read?.strength, read?.dose, read?.frequency].join(' · ')).join(' // ')}`,
      );
    for (const evidence of medication.evidence) {
      const found = citing('medication', evidence).filter((fact) => names(fact, medication));
      hit('meds', found.length > 0, `${id} ${medication.label} | ${evidence.doc} ${evidence.quote}`);
      if (found.length > 0)
        hit(
          'doses',
          found.some((fact) => !STOPPED.has(fact.medication?.event ?? '') && [...numbers(evidence.quote)].length >= 0),
          `${id} ${medication.label} event ${found.map((fact) => fact.medication?.event).join()} | ${evidence.doc} ${evidence.quote}`,
        );
    }
  }
  for (const medication of gold.stoppedMedications)
    for (const evidence of medication.evidence) {
      const found = citing('medication', evidence).filter((fact) => names(fact, medication));
      hit(
        'stops',
        found.some(
          (fact) =>
            STOPPED.has(fact.medication?.event ?? '') || fact.medication?.duration !== undefined || fact.medication?.event === 'changed',
        ),
        `${id} ${medication.label} ${found.map((fact) => fact.medication?.event).join()} | ${evidence.doc} ${evidence.quote}`,
      );
    }
  const words = (text: string): string[] =>
    norm(text)
      .split(/[^a-z0-9]+/)
      .filter((word) => word.length > 1);
  for (const series of gold.labSeries)
    for (const point of series.points) {
      const observations = [...facts.values()].flat().filter((fact) => fact.kind === 'observation');
      const named = observations.filter(
        (fact) =>
          norm(fact.label).includes(norm(series.analyte)) ||
          norm(series.analyte).includes(norm(fact.label)) ||
          words(series.analyte).filter((word) => words(fact.label).includes(word)).length >= 2 ||
          (/proteine c/.test(norm(series.analyte)) && fact.label === 'CRP'),
      );
      const ok = named.some((fact) => fact.date === point.date && fact.value?.number === Number(point.value));
      hit(
        'points',
        ok,
        `${id} ${series.analyte} ${point.date} ${point.value} ${point.doc} | ${named
          .filter((fact) => fact.value?.number === Number(point.value))
          .map((fact) => `${fact.documentId} ${fact.date ?? '-'}`)
          .join(', ')}`,
      );
    }
  for (const fact of gold.facts) {
    if (fact.evidence.length === 0) continue;
    if (fact.kind === 'medication')
      hit(
        'medFacts',
        fact.evidence.some((evidence) => citing('medication', evidence).length > 0),
        `${id} ${fact.label} | ${fact.evidence.map((e) => e.quote).join(' / ')}`,
      );
    if (fact.kind === 'immunization')
      hit(
        'vaccines',
        fact.evidence.every((evidence) => citing('immunization', evidence).length > 0),
        `${id} ${fact.label} | ${fact.evidence.map((e) => `${e.doc} ${e.quote}`).join(' / ')}`,
      );
    if (fact.kind === 'observation' && fact.value !== null && fact.value !== undefined && fact.value !== '') {
      const wanted = numbers(String(fact.value));
      const ok = fact.evidence.some((evidence) =>
        citing('observation', evidence).some((found) => [...wanted].every((n) => numbers(found.value?.text ?? '').has(n))),
      );
      hit('values', ok, `${id} ${fact.label} ${String(fact.value)} | ${fact.evidence.map((e) => `${e.doc} ${e.quote}`).join(' / ')}`);
    }
  }
}
const percent = ([ok = 0, all = 0]: readonly number[]): string => `${ok}/${all} ${all === 0 ? '-' : ((100 * ok) / all).toFixed(1)} %`;
console.log(`current-medication evidences found      ${percent(total.meds)}`);
console.log(`  of these, not as stopped or absent    ${percent(total.doses)}`);
console.log(`current medications, numbers of dose   ${percent(total.amounts)}`);
console.log(`stopped-medication evidences as stopped ${percent(total.stops)}`);
console.log(`laboratory points (date and number)     ${percent(total.points)}`);
console.log(`gold facts: medication                  ${percent(total.medFacts)}`);
console.log(`gold facts: observation with value      ${percent(total.values)}`);
console.log(`gold facts: immunization, all evidences ${percent(total.vaccines)}`);
console.log(`quotes equal to their slice             ${percent(total.quotes)}`);
console.log(
  `processor ms per document: ${Object.entries(milliseconds)
    .map(([key, value]) => `${key} ${(value / documents).toFixed(2)}`)
    .join(', ')} (${documents} documents, ${Math.round(characters / documents)} characters on average)`,
);
