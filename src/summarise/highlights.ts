import type { PartialDate } from '../domain/citation.js';
import type { Fact } from '../domain/fact.js';
import type { RankedDocument, Section, Statement, Vigilance } from '../domain/synthesis.js';
import { compareDates, daysBetween } from './dates.js';
import type { Sources } from './sources.js';
import { significantWords } from './text.js';

export interface HighlightInput {
  readonly sections: readonly Section[];
  readonly vigilance: readonly Vigilance[];
  readonly sources: Sources;
  readonly reference: PartialDate;
  readonly reason: string | undefined;
  readonly since?: PartialDate;
  readonly relevance: readonly RankedDocument[];
  readonly factScores?: ReadonlyMap<string, number>;
  readonly facts: readonly Fact[];
}

const MOST = 5;
const FEWEST = 3;
/** Drugs that change what is done before any act: anticoagulants, antiplatelets, insulins, immunosuppressants, opioids. */
const WEIGHTY_ATC = /^(B01A|A10A|L04|L01|N02A|H02A)/;

/**
 * The three to five statements that would change what the doctor does for this reason. Each has a score that can be told: importance,
 * severe allergy, contradiction, recent change, abnormal result, nearness to the reason. One per subject, so that they do not repeat.
 */
export function chooseHighlights(input: HighlightInput): readonly string[] {
  const contradicted = new Set(input.vigilance.filter((item) => item.importance === 3).flatMap((item) => item.factIds));
  const documentScores = new Map(input.relevance.map((ranked) => [ranked.documentId, ranked.score]));
  const best = Math.max(1e-9, ...documentScores.values());
  const reasonWords = new Set(input.reason === undefined ? [] : significantWords(input.reason).filter((word) => word.length > 3));
  const scored = input.sections.flatMap((section) =>
    section.statements
      .filter((statement) => statement.importance >= 2)
      .map((statement) => ({
        statement,
        section: section.code,
        score: score(statement, section.code, input, contradicted, documentScores, best, reasonWords),
      })),
  );
  scored.sort((a, b) => b.score - a.score || (a.statement.id < b.statement.id ? -1 : 1));
  const chosen: { readonly statement: Statement; readonly section: string }[] = [];
  for (const candidate of scored) {
    if (chosen.length >= MOST) break;
    const perSection = chosen.filter((other) => other.section === candidate.section).length;
    if (perSection >= 2 || (chosen.length >= FEWEST && candidate.score < 2.5)) continue;
    chosen.push(candidate);
  }
  return chosen.map(({ statement }) => statement.id);
}

function score(
  statement: Statement,
  section: string,
  input: HighlightInput,
  contradicted: ReadonlySet<string>,
  documentScores: ReadonlyMap<string, number>,
  best: number,
  reasonWords: ReadonlySet<string>,
): number {
  let total = statement.importance;
  const { fact } = statement;
  if (section === '48765-2' && statement.importance === 3 && fact.status !== 'absent') total += fact.status === 'ruled-out' ? 0.5 : 1.5;
  if (fact.kind === 'medication' && fact.code !== undefined && WEIGHTY_ATC.test(fact.code) && fact.status === 'active') total += 1;
  if (fact.kind === 'medication' && fact.status === 'stopped') total -= 1;
  if (fact.kind === 'family-history' || fact.kind === 'immunization') total -= 1;
  if (statement.factIds.some((id) => contradicted.has(id))) total += 1;
  if (/élevé selon|bas selon|signalé anormal/.test(statement.text)) total += 0.5;
  const lastSaid = statement.citations
    .map((citation) => input.sources.dateOf(citation.span.documentId))
    .filter((date) => date !== undefined)
    .toSorted(compareDates)
    .at(-1);
  if (lastSaid !== undefined && daysBetween(lastSaid, input.reference) <= 180) total += 0.5;
  if (fact.date !== undefined && daysBetween(fact.date, input.reference) >= 0 && daysBetween(fact.date, input.reference) <= 120)
    total += 0.5;
  if (input.since !== undefined && lastSaid !== undefined && compareDates(lastSaid, input.since) > 0) total += 0.3;
  if (input.reason !== undefined) {
    const words = significantWords(statement.text);
    if (words.some((word) => reasonWords.has(word))) total += 1.5;
    total += 2 * Math.max(0, ...statement.factIds.map((id) => input.factScores?.get(id) ?? 0));
    total += Math.max(0, ...statement.citations.map((citation) => (documentScores.get(citation.span.documentId) ?? 0) / best));
  }
  return total;
}
