/**
 * Contradictions between the two or three short papers of a case: found, and said where none is.
 *
 * usage: tsx eval/measure-contradictions.ts FILE.jsonl [--misses] [--false]
 *
 * A line is `{ id, type, patient: { birthDate, sex }, documents: [{ id, title, type, date, text }], conflict }`; `conflict` is null in a
 * near miss, else `{ label, evidence: [{ doc, quote }] }`. Or it is `{ id, matter, a, contradicts, near, agrees }`, what one paper says
 * (`{ title, date, text }`) and three others beside it: three cases, one of them a contradiction. Found: one warning whose citations overlap two evidences at least. False: a
 * warning of a contradiction in a near miss, or one that shares no evidence with the conflict of its case. Signals (kind `safety`: a
 * trend, an association) are no contradictions: they may find one, they are never counted as false. No line is written of a case
 * without `--misses` or `--false`, so that a sealed file can be measured unread.
 */
import type { Fact } from '../src/domain/fact.js';
import type { Vigilance } from '../src/domain/synthesis.js';
import { readFileSync } from 'node:fs';
import { extractFacts } from '../src/extract/understand.js';
import { synthesisCore } from '../src/summarise/summarise.js';
import { readType, typedDocument, typedSummary, typeOf } from './typed-document.js';

interface Case {
  readonly id: string;
  readonly type: string;
  readonly patient: { readonly birthDate: string; readonly sex: 'M' | 'F' };
  /** The day of the synthesis: that of the latest paper where papers are of any year. */
  readonly reference?: string;
  readonly documents: readonly {
    readonly id: string;
    readonly title: string;
    /** The writer's word for what the paper is; where there is none, the product reads it. */
    readonly type?: string;
    readonly date: string;
    readonly text: string;
  }[];
  readonly conflict: { readonly label: string; readonly evidence: readonly { readonly doc: string; readonly quote: string }[] } | null;
}

interface Said {
  readonly title: string;
  readonly date: string;
  readonly text: string;
}

/** What a paper says, and another that contradicts it, one that seems to, one that agrees. */
interface Told {
  readonly id: string;
  readonly matter: string;
  readonly a: Said;
  readonly contradicts: Said;
  readonly near: Said;
  readonly agrees: Said;
}

const REFERENCE = '2026-11-16';
/** Of whom nothing is said. */
const SOMEBODY = { birthDate: '1961-05-05', sex: 'F' } as const;

function casesOf(line: Case | Told): readonly Case[] {
  if ('documents' in line) return [line];
  return (['contradicts', 'near', 'agrees'] as const).map((kind): Case => {
    const documents = [line.a, line[kind]].map((said, i) => ({ ...said, id: i === 0 ? 'a' : 'b' }));
    const evidence = documents.map(({ id, text }) => ({ doc: id, quote: text }));
    return {
      id: `${line.id}-${kind}`,
      type: kind === 'contradicts' ? line.id.replace(/-.*/, '') : kind,
      patient: SOMEBODY,
      reference:
        documents
          .map(({ date }) => date)
          .toSorted()
          .at(-1) ?? REFERENCE,
      documents,
      conflict: kind === 'contradicts' ? { label: line.matter, evidence } : null,
    };
  });
}

function warningsOf(one: Case): readonly Vigilance[] {
  const patient = { firstNames: [], birthDate: one.patient.birthDate, sex: one.patient.sex };
  const documents = one.documents.map((document) => {
    const { id, title, text, type } = document;
    return typedDocument(document, type === undefined ? readType({ id, text: `${title}\n\n${text}` }) : typeOf(type));
  });
  const facts = documents.flatMap((document): Fact[] => extractFacts(document, { patient, entries: [] }));
  const pages = new Map(documents.map((document) => [document.id, document.pages]));
  return synthesisCore({
    patient,
    documents: documents.map(typedSummary),
    facts,
    referenceDate: one.reference ?? REFERENCE,
    pages: (id, page) => pages.get(id)?.[page - 1],
  }).parts.vigilance;
}

/** How many of the evidences the warning's citations overlap. */
function evidenceShared(warning: Vigilance, one: Case): number {
  return (one.conflict?.evidence ?? []).filter(({ doc, quote }) => {
    const start = one.documents.find(({ id }) => id === doc)?.text.indexOf(quote) ?? -1;
    return (
      start >= 0 && warning.citations.some(({ span }) => span.documentId === doc && span.start < start + quote.length && span.end > start)
    );
  }).length;
}

const [file = '', ...flags] = process.argv.slice(2);
const cases = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .flatMap((line) => casesOf(JSON.parse(line) as Case | Told));

const counts = new Map<string, { found: number; conflicts: number; wrong: number; nearMisses: number }>();
const extra: Vigilance[] = [];
const show = (one: Case, what: string, warnings: readonly Vigilance[]): void => {
  console.log(`--- ${one.id} ${one.type} ${what}${one.conflict === null ? '' : `: ${one.conflict.label}`}`);
  for (const { title, date, text } of one.documents) console.log(`  [${title}, ${date}]\n    ${text.replace(/\n/g, '\n    ')}`);
  for (const { rule, kind, text } of warnings) console.log(`  > ${kind} ${rule} ${text}`);
};

for (const one of cases) {
  const count = counts.get(one.type) ?? { found: 0, conflicts: 0, wrong: 0, nearMisses: 0 };
  counts.set(one.type, count);
  const warnings = warningsOf(one);
  const elsewhere = warnings.filter((warning) => warning.kind === 'conflict' && evidenceShared(warning, one) === 0);
  if (one.conflict === null) {
    count.nearMisses += 1;
    if (elsewhere.length > 0) count.wrong += 1;
    if (elsewhere.length > 0 && flags.includes('--false')) show(one, 'false', elsewhere);
    continue;
  }
  count.conflicts += 1;
  extra.push(...elsewhere);
  if (elsewhere.length > 0 && flags.includes('--false')) show(one, 'beside', elsewhere);
  if (warnings.some((warning) => evidenceShared(warning, one) >= 2)) count.found += 1;
  else if (flags.includes('--misses')) show(one, 'missed', warnings);
}

const share = (part: number, whole: number): string => (whole === 0 ? '-' : `${part}/${whole} = ${((100 * part) / whole).toFixed(1)} %`);
const sum = (key: 'found' | 'conflicts' | 'wrong' | 'nearMisses'): number => [...counts.values()].reduce((all, one) => all + one[key], 0);
console.log(`${'type'.padEnd(28)} ${'found'.padEnd(18)} false on near misses`);
for (const [type, one] of [...counts].toSorted())
  console.log(`${type.padEnd(28)} ${share(one.found, one.conflicts).padEnd(18)} ${share(one.wrong, one.nearMisses)}`);
console.log(`${'all'.padEnd(28)} ${share(sum('found'), sum('conflicts')).padEnd(18)} ${share(sum('wrong'), sum('nearMisses'))}`);
console.log(`warnings beside the conflict of a case: ${extra.length} in ${sum('conflicts')} cases`);
