/**
 * How many of a written dossier's facts the rules find, and how many traps come out as facts, page by page.
 * usage: tsx eval/measure-facts.ts [--misses] [--leaks] [--dates] [--clinical: without drugs, values, vaccines] DOSSIER…
 * A gold fact counts where a fact's citation overlaps one of its evidences and label or citation says it; the pages are the
 * dossier's texts, without reading. The same matching as the dossiers' own scorer, but for the value, which is not asked here.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Document } from '../src/domain/document.js';
import type { Fact } from '../src/domain/fact.js';
import { extractClinicalFacts } from '../src/extract/facts/clinical-facts.js';
import { analysePage } from '../src/extract/text/analyse-page.js';
import { extractFacts } from '../src/extract/understand.js';
import { near, normalised, tokenSetRatio } from './fuzzy.js';
import { loadWrittenDossier } from './written-dossier.js';

const Gold = z.looseObject({
  facts: z.array(
    z.looseObject({
      kind: z.string(),
      label: z.string(),
      synonyms: z.array(z.string()).default([]),
      date: z.string().nullish(),
      importance: z.number(),
      evidence: z.array(z.object({ doc: z.string(), quote: z.string() })).default([]),
    }),
  ),
  traps: z.array(z.object({ doc: z.string(), quote: z.string(), concept: z.string() })),
});

const KINDS = new Set([
  'condition',
  'procedure',
  'device',
  'allergy',
  'family-history',
  'lifestyle',
  'pregnancy',
  'observation',
  ...(process.argv.includes('--clinical') ? [] : ['medication', 'immunization']),
]);
const OFF = new Set(['absent', 'ruled-out', 'suspected', 'stopped']);

/** The rules of clinical facts alone. */
const clinicalFacts = (document: Document, birthDate: string): Fact[] =>
  document.pages.flatMap((page) =>
    extractClinicalFacts(analysePage(document.id, page), {
      documentId: document.id,
      birthDate,
      ...(document.metadata.type === undefined ? {} : { documentType: document.metadata.type.value.code }),
      ...(document.metadata.actDate === undefined ? {} : { documentDate: document.metadata.actDate.value }),
      ...(document.metadata.author?.value.specialty === undefined ? {} : { specialty: document.metadata.author.value.specialty }),
    }),
  );

const isOn = ({ date }: Fact, wanted: string): boolean => date !== undefined && (date.startsWith(wanted) || wanted.startsWith(date));

const affirmed = (fact: Fact): boolean => {
  const { negated, hypothetical, family, reported, otherPerson, instruction } = fact.qualifiers;
  return !negated && !hypothetical && !family && !reported && !otherPerson && !instruction && !OFF.has(fact.status);
};
const says = (text: string, names: readonly string[]): boolean =>
  names.some((name) => near(name, text, 85) || tokenSetRatio(normalised(name), normalised(text)) >= 88);
const DENIAL =
  /\b(?:pas|aucun|aucune|absence|ecarte|ecartee|refute|nie|sans|non|suspicion|a eliminer|possible|arrete|arretee|pere|mere|famil)/;

const { values: flags, dossiers } = (() => {
  const args = process.argv.slice(2);
  return { values: new Set(args.filter((arg) => arg.startsWith('--'))), dossiers: args.filter((arg) => !arg.startsWith('--')) };
})();

const totals = new Map<string, [number, number]>();
const count = (key: string, hit: boolean): void => {
  const [found, all] = totals.get(key) ?? [0, 0];
  totals.set(key, [found + (hit ? 1 : 0), all + 1]);
};
let pages = 0;
let produced = 0;
let milliseconds = 0;

for (const directory of dossiers) {
  const dossier = await loadWrittenDossier(directory);
  if (dossier === undefined) {
    console.error(`${directory}: no dossier here, skipped`);
    continue;
  }
  const gold = Gold.parse(JSON.parse(await readFile(join(directory, 'gold.json'), 'utf8')));
  const raw = z
    .looseObject({ patient: z.looseObject({ birthDate: z.string() }) })
    .parse(JSON.parse(await readFile(join(directory, 'dossier.json'), 'utf8')));
  const facts: { document: string; fact: Fact }[] = [];
  const context = { birthDate: raw.patient.birthDate };
  for (const document of dossier.documents) {
    const started = performance.now();
    const found = flags.has('--clinical')
      ? clinicalFacts(document, context.birthDate)
      : extractFacts(document, { patient: { firstNames: [], ...context }, entries: [] });
    milliseconds += performance.now() - started;
    pages += document.pages.length;
    produced += found.length;
    for (const fact of found) facts.push({ document: document.id, fact });
  }
  for (const item of gold.facts) {
    if (item.evidence.length === 0 || !KINDS.has(item.kind)) continue;
    const names = [item.label, ...item.synonyms];
    const on = facts.filter(({ document, fact }) =>
      item.evidence.some((evidence) => evidence.doc === document && near(fact.citations[0].quote, evidence.quote, 75)),
    );
    const hits = on.filter(
      ({ fact }) => says(fact.label, names) || says(fact.citations.map((citation) => citation.quote).join(' '), names),
    );
    const group = item.kind === 'observation' || item.kind === 'medication' || item.kind === 'immunization' ? item.kind : 'clinical';
    count(`recall ${item.importance} (${group})`, hits.length > 0);
    count(
      `same kind (${group})`,
      hits.some(({ fact }) => fact.kind === item.kind),
    );
    if (group === 'clinical')
      count(
        `by label ${item.importance}`,
        hits.some(({ fact }) => says(fact.label, names)),
      );
    if (hits.length > 0 && item.date != null && group === 'clinical') {
      const wanted = item.date;
      const ok = hits.some(({ fact }) => isOn(fact, wanted));
      count('date', ok);
      // The name of a gold fact is one of many: what the lexicon calls the same thing, on another of its passages, tells its day too.
      const concepts = new Set(hits.flatMap(({ fact }) => fact.concept ?? []));
      const kin = on.filter(({ fact }) => fact.concept !== undefined && concepts.has(fact.concept));
      count('date, or of its concept', ok || kin.some(({ fact }) => isOn(fact, wanted)));
      if (!ok && flags.has('--dates'))
        console.log(
          `DATE ${dossier.id} ${wanted} ${item.label} <- ${hits.map(({ fact }) => `${fact.date ?? '-'}/${fact.dateSource ?? ''}`).join(' ')} | ${item.evidence.map((evidence) => evidence.quote).join(' | ')}`,
        );
    }
    if (hits.length === 0 && flags.has('--misses') && item.importance > 1) {
      console.log(`MISS ${item.importance} ${dossier.id} ${item.kind}: ${item.label}`);
      for (const evidence of item.evidence) console.log(`     ${evidence.doc} « ${evidence.quote} »`);
      for (const { fact } of on.slice(0, 6)) console.log(`        on: [${fact.kind}] ${fact.label}`);
    }
  }
  for (const trap of gold.traps) {
    const leaks = facts.filter(
      ({ document, fact }) =>
        document === trap.doc &&
        affirmed(fact) &&
        near(fact.citations[0].quote, trap.quote, 80) &&
        says(fact.label, [trap.concept]) &&
        !DENIAL.test(normalised(fact.label)),
    );
    count('trap leak', leaks.length > 0);
    if (leaks.length > 0 && flags.has('--leaks')) {
      console.log(`LEAK ${dossier.id} ${trap.doc} ${trap.concept} « ${trap.quote} »`);
      for (const { fact } of leaks) console.log(`        [${fact.kind} ${fact.status} ${fact.origin}] ${fact.label}`);
    }
  }
}

for (const [key, [found, all]] of [...totals].sort())
  console.log(`${key.padEnd(30)} ${found}/${all} = ${((100 * found) / all).toFixed(1)} %`);
console.log(`${produced} facts on ${pages} pages, ${(milliseconds / Math.max(1, pages)).toFixed(1)} ms a page`);
