import { POINTS_SECTION } from '../../src/summarise/contract.js';
import type { GoldFact } from '../gold.js';
import { cites, numbersOf, poolOf, says, subset, type Said } from './matching.js';
import { share, type Finding, type Measure } from './measure.js';

/** A gold fact counts when something states it (label or synonym, and its value) with a citation on one of its passages. */
export function states(said: Said, fact: GoldFact): boolean {
  if (!cites(said, fact.evidence)) return false;
  const names = [fact.label, ...fact.synonyms];
  if (!says(said, names) && !says({ text: said.citations.map(({ quote }) => quote).join(' ') }, names)) return false;
  const wanted = numbersOf(fact.value);
  return subset(wanted, numbersOf(`${said.text ?? ''} ${said.value ?? ''} ${said.dose ?? ''}`));
}

/** Recall of the gold's facts by importance; omission is what is missing at importance 3. */
export const factRecall: Measure = ({ dossier, runs }) => {
  const pool = poolOf(runs[0]);
  const findings: Finding[] = [];
  const figures: Record<string, number | null> = {};
  for (const importance of [3, 2, 1] as const) {
    const facts = dossier.gold.facts.filter((fact) => fact.importance === importance && fact.evidence.length > 0);
    const missed = facts.filter((fact) => !pool.some((said) => states(said, fact)));
    figures[`recall${importance}`] = facts.length === 0 ? null : 1 - missed.length / facts.length;
    for (const fact of missed)
      findings.push({ measure: `fact/${importance}`, text: `[${fact.kind}] ${fact.label}`, sources: fact.evidence });
  }
  figures['omission'] = figures['recall3'] == null ? null : 1 - figures['recall3'];
  return { figures, findings };
};

/** By kind of gold fact: how many are stated as which kind, `missed` included. */
export function kindConfusion({ dossier, runs }: Parameters<Measure>[0]): Map<string, Map<string, number>> {
  const statements = runs[0].sections.flatMap((section) => section.statements);
  const table = new Map<string, Map<string, number>>();
  for (const fact of dossier.gold.facts) {
    const same = statements.filter((statement) => states(statement, fact));
    const stated = same.find((statement) => statement.fact.kind === fact.kind) ?? same[0];
    const as = stated?.fact.kind ?? (poolOf(runs[0]).some((said) => states(said, fact)) ? 'elsewhere' : 'missed');
    const row = table.get(fact.kind) ?? new Map<string, number>();
    table.set(fact.kind, row.set(as, (row.get(as) ?? 0) + 1));
  }
  return table;
}

/** These are told once, whenever they were written; the others may recur on another day. */
const ONCE = new Set(['condition', 'allergy', 'family-history', 'lifestyle', 'device']);

/** How often the synthesis says one thing twice: lines of one section whose kind, label and value another line already bears. */
export const redundancy: Measure = ({ runs }) => {
  const findings: Finding[] = [];
  let lines = 0;
  // A point to remember tells lines again: that is what it is for.
  for (const { statements } of runs[0].sections.filter(({ code }) => code !== POINTS_SECTION.code)) {
    const seen = new Set<string>();
    for (const { text, fact } of statements) {
      lines += 1;
      const key = [fact.kind, fact.label, fact.value, ...(ONCE.has(fact.kind) ? [] : [fact.date, text])].join('|');
      if (seen.has(key)) findings.push({ measure: 'said twice', text, sources: [] });
      seen.add(key);
    }
  }
  const refused = Object.values(runs[0].dropped).reduce((sum, one) => sum + one, 0);
  return { figures: { redundancy: share(findings.length, lines), statements: lines, refused: share(refused, lines + refused) }, findings };
};
