import type { PartialDate } from '../domain/citation.js';
import type { Fact } from '../domain/fact.js';
import type { RankedDocument, Section, Statement, Vigilance } from '../domain/synthesis.js';
import { compareDates, daysBetween } from './dates.js';
import type { Sources } from './sources.js';
import { fold, significantWords } from './text.js';

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
const ENOUGH = 5;
/** Drugs that change what is done before any act: anticoagulants, antiplatelets, insulins, immunosuppressants, opioids, corticoids. */
const WEIGHTY_ATC = /^(B01A|A10A|L04|L01|N02A|H02A)/;
const SEVERE = /anaphyla|choc|quincke|angio ?oed|bronchospas|generalis|severe|lyell|stevens|dress|pancreat|detresse/;
const RENEWAL = /renouvel|ordonnance|traitement/;
const RECENT_DAYS = 120;
const OLD_DAYS = 1830;
const ALLERGIES = '48765-2';
const PROBLEMS = '11450-4';
const TREATMENTS = '10160-0';
const HISTORY = '11348-0';
const RESULTS = '30954-2';

interface Candidate {
  readonly statement: Statement;
  readonly section: string;
  readonly score: number;
}

/**
 * The three to five statements that would change what the doctor does for this reason. Each has a score that can be told: importance, severe
 * allergy, weighty drug, contradiction, recent change, abnormal result, nearness to the reason. One per subject and two per section, so that they
 * do not repeat.
 */
export function chooseHighlights(input: HighlightInput): readonly string[] {
  const scorer = new Scorer(input);
  const scored = input.sections.flatMap((section) =>
    section.statements
      .filter((statement) => statement.importance >= 2)
      .map((statement): Candidate => ({ statement, section: section.code, score: scorer.score(statement, section.code) })),
  );
  scored.sort((a, b) => b.score - a.score || (a.statement.id < b.statement.id ? -1 : 1));
  const chosen: Candidate[] = [];
  const subjects = new Set<string>();
  for (const candidate of scored) {
    if (chosen.length >= MOST) break;
    const subject = subjectOf(candidate.statement);
    const perSection = chosen.filter((other) => other.section === candidate.section).length;
    const most = candidate.section === TREATMENTS && scorer.renewal ? 3 : 2;
    if (perSection >= most || subjects.has(subject) || (chosen.length >= FEWEST && candidate.score < ENOUGH)) continue;
    chosen.push(candidate);
    subjects.add(subject);
  }
  return chosen.map(({ statement }) => statement.id);
}

/** The first telling word: two lines on the diabetes are one subject. */
const subjectOf = (statement: Statement): string =>
  significantWords(statement.fact.label).find(
    (word) => word.length > 4 && !/^(allergi|intoleranc|antecedent|episode|syndrome)/.test(word),
  ) ?? statement.id;

class Scorer {
  readonly renewal: boolean;
  readonly #input: HighlightInput;
  readonly #contradicted: ReadonlySet<string>;
  readonly #documentScores: ReadonlyMap<string, number>;
  readonly #best: number;
  readonly #reasonWords: ReadonlySet<string>;

  constructor(input: HighlightInput) {
    this.#input = input;
    this.#contradicted = new Set(
      input.vigilance.filter((item) => item.kind === 'conflict' && item.importance === 3).flatMap((item) => item.factIds),
    );
    this.#documentScores = new Map(input.relevance.map((ranked) => [ranked.documentId, ranked.score]));
    this.#best = Math.max(1e-9, ...this.#documentScores.values());
    this.#reasonWords = new Set(input.reason === undefined ? [] : significantWords(input.reason).filter((word) => word.length > 3));
    this.renewal = RENEWAL.test(fold(input.reason ?? ''));
  }

  score(statement: Statement, section: string): number {
    const contradicted = statement.factIds.some((id) => this.#contradicted.has(id));
    return statement.importance + this.#weight(statement, section, contradicted) + (contradicted ? 1 : 0) + this.#nearness(statement);
  }

  /** What the line is, whatever the reason. */
  #weight(statement: Statement, section: string, contradicted: boolean): number {
    const { fact } = statement;
    const said = this.#lastSaid(statement);
    const age = said === undefined ? 0 : daysBetween(said, this.#input.reference);
    const own = fact.date === undefined ? undefined : daysBetween(fact.date, this.#input.reference);
    const dated = own !== undefined && own >= 0 && own <= RECENT_DAYS;
    switch (section) {
      case ALLERGIES:
        if (fact.status === 'absent' || fact.status === 'ruled-out') return contradicted ? 1 : -1;
        return SEVERE.test(fold(statement.text)) ? 2 : 0;
      case TREATMENTS:
        if (fact.status === 'stopped') return dated ? 0.5 : -2;
        return (
          (fact.code !== undefined && WEIGHTY_ATC.test(fact.code) ? 1 : 0) +
          (dated ? 0.5 : 0) +
          (this.renewal ? 1 : 0) +
          (/autre dose/.test(statement.text) ? 1 : 0)
        );
      case RESULTS:
        return /élevé selon|bas selon|signalé anormal/.test(statement.text) && dated ? 1.5 : age > 730 ? -1.5 : 0;
      case PROBLEMS:
        return age <= 400 ? 1 : 0;
      case HISTORY:
        return fact.status === 'ruled-out' || age > OLD_DAYS ? -1 : 0;
      default:
        return fact.kind === 'family-history' || fact.kind === 'immunization' || fact.kind === 'lifestyle' ? -1 : dated ? 0.5 : 0;
    }
  }

  /** How near it stands to the reason: its words, its facts, its documents; what only recent documents say counts a little. */
  #nearness(statement: Statement): number {
    const { reason, since, factScores } = this.#input;
    const said = this.#lastSaid(statement);
    const fresh = since !== undefined && said !== undefined && compareDates(said, since) > 0 ? 0.5 : 0;
    if (reason === undefined) return fresh;
    const words = significantWords(statement.text);
    return (
      fresh +
      (words.some((word) => this.#reasonWords.has(word)) ? 1.5 : 0) +
      3 * Math.max(0, ...statement.factIds.map((id) => factScores?.get(id) ?? 0)) +
      0.7 * Math.max(0, ...statement.citations.map((citation) => (this.#documentScores.get(citation.span.documentId) ?? 0) / this.#best))
    );
  }

  #lastSaid(statement: Statement): PartialDate | undefined {
    return statement.citations
      .map((citation) => this.#input.sources.dateOf(citation.span.documentId))
      .filter((date) => date !== undefined)
      .toSorted(compareDates)
      .at(-1);
  }
}
