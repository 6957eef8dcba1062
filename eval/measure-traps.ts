/**
 * How the qualifiers treat the written dossiers' traps and, conversely, their facts.
 * `npx tsx eval/measure-traps.ts DOSSIER… [--misses]`: for each trap, the words of its concept inside the quote must be negated, hypothetical,
 * family, of another person, an instruction or historical; for each gold fact that is neither absent nor suspected, the words of its label or
 * synonyms inside its quotes must not be negated, hypothetical, family or of another person.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Qualifiers } from '../src/domain/fact.js';
import type { PageAnalysis, Range } from '../src/extract/text/analysis.js';
import { analysePage } from '../src/extract/text/analyse-page.js';
import { fold } from '../src/extract/text/fold.js';
import { qualify } from '../src/extract/text/qualify.js';
import { typedPages } from './typed-document.js';

interface Trap {
  readonly doc: string;
  readonly quote: string;
  readonly concept: string;
  readonly reason: string;
}

interface GoldFact {
  readonly label: string;
  readonly synonyms?: readonly string[];
  readonly kind: string;
  readonly status: string;
  readonly evidence: readonly { readonly doc: string; readonly quote: string }[];
}

interface Outcome {
  readonly where: string;
  readonly right: boolean;
  readonly seen: string;
}

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

const STOP = new Set([
  'aigue',
  'aigu',
  'cours',
  'connue',
  'connu',
  'droite',
  'gauche',
  'chronique',
  'suspicion',
  'avec',
  'sans',
  'traitement',
  'antecedent',
  'personnel',
  'familial',
  'prise',
  'dose',
  'depuis',
  'maladie',
  'syndrome',
  'type',
  'prescription',
  'prescrit',
  'actif',
  'recu',
  'pour',
  'dans',
]);

/** Where the longest word of the concept that the quote holds stands. */
const mentionOf = (quote: string, concept: string): Range | undefined => {
  const folded = fold(quote);
  const words = fold(concept).match(/[a-z0-9]{3,}/g) ?? [];
  const ranked = words.filter((word) => !STOP.has(word)).sort((a, b) => b.length - a.length);
  for (const word of ranked) {
    const stem = word.length > 6 ? word.slice(0, word.length - 2) : word;
    const at = folded.search(new RegExp(`\\b${stem}`));
    if (at >= 0) return { start: at, end: at + (/^[a-z0-9]+/.exec(folded.slice(at))?.[0].length ?? stem.length) };
  }
  return undefined;
};

const namesOf = (qualifiers: Qualifiers): string =>
  Object.entries(qualifiers)
    .filter(([, value]) => value)
    .map(([name]) => name)
    .join('+');

export const measureTraps = (
  directory: string,
): { readonly traps: readonly Outcome[]; readonly facts: readonly Outcome[]; readonly unplaced: number } => {
  const gold = read(join(directory, 'gold.json')) as { traps: readonly Trap[]; facts: readonly GoldFact[] };
  const listed = (read(join(directory, 'dossier.json')) as { documents: readonly { id: string; date: string }[] }).documents;
  const dates = new Map(listed.map((document) => [document.id, document.date]));
  const pages = new Map<string, readonly PageAnalysis[]>();
  const pagesOf = (id: string): readonly PageAnalysis[] => {
    const known = pages.get(id);
    if (known !== undefined) return known;
    const made = typedPages(readFileSync(join(directory, 'texts', `${id}.txt`), 'utf8')).map((page) => analysePage(id, page));
    pages.set(id, made);
    return made;
  };
  let unplaced = 0;
  const locate = (id: string, quote: string, concept: string): { qualifiers: Qualifiers; word: string } | undefined => {
    for (const analysis of pagesOf(id)) {
      const at = analysis.page.text.indexOf(quote);
      if (at < 0) continue;
      const mention = mentionOf(quote, concept);
      if (mention === undefined) return undefined;
      const date = dates.get(id);
      const { qualifiers } = qualify(
        analysis,
        { start: at + mention.start, end: at + mention.end },
        date === undefined ? {} : { reference: { documentDate: date } },
      );
      return { qualifiers, word: quote.slice(mention.start, mention.end) };
    }
    return undefined;
  };
  const traps: Outcome[] = [];
  for (const trap of gold.traps) {
    const found = locate(trap.doc, trap.quote, trap.concept);
    if (found === undefined) {
      unplaced += 1;
      continue;
    }
    const { qualifiers: q } = found;
    const right =
      q.negated || q.hypothetical || q.family || q.otherPerson || q.instruction || (trap.reason === 'past-stopped' && q.historical);
    traps.push({ where: `${trap.doc} ${trap.reason}`, right, seen: `[${found.word}] ${namesOf(q)} | ${trap.quote}` });
  }
  const facts: Outcome[] = [];
  for (const fact of gold.facts) {
    if (
      fact.status === 'absent' ||
      fact.status === 'suspected' ||
      fact.status === 'ruled-out' ||
      fact.kind === 'family-history' ||
      fact.kind === 'plan'
    )
      continue;
    for (const evidence of fact.evidence) {
      const concept = [fact.label, ...(fact.synonyms ?? [])].find((label) => mentionOf(evidence.quote, label) !== undefined);
      const found = concept === undefined ? undefined : locate(evidence.doc, evidence.quote, concept);
      if (found === undefined) continue;
      const { qualifiers: q } = found;
      const right = !(q.negated || q.hypothetical || q.family || q.otherPerson);
      facts.push({
        where: `${evidence.doc} ${fact.kind}/${fact.status}`,
        right,
        seen: `[${found.word}] ${namesOf(q)} | ${evidence.quote} (${fact.label})`,
      });
    }
  }
  return { traps, facts, unplaced };
};

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const misses = process.argv.includes('--misses');
  for (const directory of process.argv.slice(2).filter((argument) => !argument.startsWith('--'))) {
    const { traps, facts, unplaced } = measureTraps(directory);
    const share = (outcomes: readonly Outcome[]): string =>
      `${String(outcomes.filter((outcome) => outcome.right).length)}/${String(outcomes.length)}`;
    console.log(
      `${directory}  traps qualified ${share(traps)} (concept not in quote: ${String(unplaced)})  facts left asserted ${share(facts)}`,
    );
    if (misses)
      for (const outcome of [
        ...traps.map((o) => ({ ...o, where: `trap ${o.where}` })),
        ...facts.map((o) => ({ ...o, where: `fact ${o.where}` })),
      ])
        if (!outcome.right) console.log(`   ${outcome.where} ${outcome.seen}`);
  }
}
