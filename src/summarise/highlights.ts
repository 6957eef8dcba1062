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

/** Points of a line's score; the importance of its facts (1 to 3) is added as it is. Chosen on the open written dossiers, few so that they hold elsewhere. */
const POINTS = {
  /** Acting on one of the two things side by side would do harm; or a careful reader asks. */
  alarm: 1,
  warning: 0.5,
  /** The reason's topics, for a complaint and for a prescription, times the nearness of the best fact. */
  near: 3,
  nearPrescription: 1.5,
  /** The reason's own words; its most relevant document. */
  words: 1.5,
  document: 0.7,
  /** Said, or new, lately: falls with time. */
  lastSaid: 1,
  news: 1,
  severeAllergy: 2,
  refutedAllergy: 1,
  /** A drug that weighs on any act; one that changed; for a prescription, one that changed and one that did not. */
  weighty: 1,
  changed: 0.5,
  changedPrescription: 2,
  unchangedPrescription: -1.5,
  alarmedPrescription: -0.7,
  /** A stopped drug that somebody still writes. */
  stoppedStillWritten: 1,
  abnormal: 1.5,
  current: 1,
  plan: 1.5,
} as const;
const MOST = 5;
const FEWEST = 3;
const ENOUGH = 4;
/** Drugs that change what is done before any act: anticoagulants, antiplatelets, insulins, immunosuppressants, opioids, corticoids. */
const WEIGHTY_ATC = /^(B01A|A10A|L04|L01|N02A|H02A)/;
const SEVERE = /anaphyla|choc|quincke|angio ?oed|bronchospas|generalis|severe|lyell|stevens|dress|pancreat|detresse/;
/** The prescription itself is the question. */
const RENEWAL = /renouvel|ordonnance|traitement|polymedic|conciliation/;
/** Everything is the question: a first visit, an entry, a yearly review. */
const WHOLE = /entree|admission|premiere|annuel|bilan de sante|sortie|transfert|transmission/;
/** Words of a reason that name nothing by themselves. */
const NAMELESS =
  /^(?:gauches?|droite?s?|bilatera\w*|visites?|premiere?s?|prises?|suivi|avis|bilan|choix|projet|patiente?s?|resident\w*|renouvel\w*|controle)$/;
/** Contradictions of form: which year, whether a list mentions it. */
/** The reason ends in giving something: an antibiotic, a contrast, an anaesthetic. */
const GIVES = /antibio|allerg|anesth|preop|contrast|scanner|infect|vaccin|infiltr/;
const FORMAL = /dates-differ|none-known/;
const RECENT_DAYS = 120;
const PLAN_DAYS = 150;
const PREGNANCY_DAYS = 300;
const OLD_DAYS = 1830;
const NEWS_DAYS = 120;
const SAID_DAYS = 180;
const ALLERGIES = '48765-2';
const PROBLEMS = '11450-4';
const TREATMENTS = '10160-0';
const HISTORY = '11348-0';
const RESULTS = '30954-2';
const PREGNANCIES = '10162-6';
const PLANS = '18776-5';
const CHANGES: ReadonlySet<string> = new Set(['started', 'changed', 'stopped', 'not-taken']);

interface Candidate {
  readonly statement: Statement;
  readonly section: string;
  readonly score: number;
}

/**
 * The three to five statements that would change what the doctor does for this reason. Each has a score that can be told: importance, nearness to
 * the reason, what contradicts it or signals a danger, what changed lately, how abnormal or severe. What the reason is decides: for a prescription,
 * what changed and what disagrees; for a complaint, what is about it. One per subject and, for most sections, two of a kind.
 */
export function chooseHighlights(input: HighlightInput): readonly string[] {
  const scorer = new Scorer(input);
  const scored = input.sections.flatMap((section) =>
    section.statements
      .filter((statement) => statement.importance >= 2 || scorer.nearest(statement) >= TOPICAL)
      .map((statement): Candidate => ({ statement, section: section.code, score: scorer.score(statement, section.code) })),
  );
  scored.sort((a, b) => b.score - a.score || (a.statement.id < b.statement.id ? -1 : 1));
  const chosen: Candidate[] = [];
  const subjects = new Set<string>();
  for (const candidate of scored) {
    if (chosen.length >= MOST) break;
    const subject = subjectOf(candidate.statement);
    const perSection = chosen.filter((other) => other.section === candidate.section).length;
    if (perSection >= scorer.most(candidate.section) || subjects.has(subject) || (chosen.length >= FEWEST && candidate.score < ENOUGH))
      continue;
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

/** Nearness from which a line is about the reason: a detail is then worth a look, a refuted allergy worth telling. */
const TOPICAL = 0.55;
const NEAR = 0.7;

class Scorer {
  readonly #input: HighlightInput;
  readonly #renewal: boolean;
  readonly #whole: boolean;
  readonly #gives: boolean;
  /** What contradictions and dangers add to a fact: 1 and more where acting on one of the two would do harm. */
  readonly #alarms = new Map<string, number>();
  readonly #changed: ReadonlySet<string>;
  readonly #documentScores: ReadonlyMap<string, number>;
  readonly #best: number;
  readonly #reasonWords: ReadonlySet<string>;

  constructor(input: HighlightInput) {
    this.#input = input;
    const reason = fold(input.reason ?? '');
    this.#gives = GIVES.test(reason);
    this.#renewal = RENEWAL.test(reason);
    this.#whole = WHOLE.test(reason);
    for (const { kind, importance, rule, factIds } of input.vigilance) {
      if ((kind !== 'conflict' && kind !== 'safety') || FORMAL.test(rule) || importance < 2) continue;
      for (const id of factIds) this.#alarms.set(id, Math.max(this.#alarms.get(id) ?? 0, importance === 3 ? POINTS.alarm : POINTS.warning));
    }
    this.#changed = new Set(
      input.facts
        .filter(
          ({ medication, documentId }) =>
            medication !== undefined && CHANGES.has(medication.event) && this.#age(input.sources.dateOf(documentId)) <= RECENT_DAYS,
        )
        .map(({ id }) => id),
    );
    this.#documentScores = new Map(input.relevance.map((ranked) => [ranked.documentId, ranked.score]));
    this.#best = Math.max(1e-9, ...this.#documentScores.values());
    this.#reasonWords = new Set(significantWords(reason).filter((word) => word.length > 3 && !NAMELESS.test(word)));
  }

  most(section: string): number {
    if (section === TREATMENTS) return this.#renewal ? 4 : 2;
    return section === ALLERGIES ? 1 : 2;
  }

  score(statement: Statement, section: string): number {
    const alarm = Math.max(0, ...statement.factIds.map((id) => this.#alarms.get(id) ?? 0));
    return statement.importance + this.#weight(statement, section, alarm) + alarm + this.#nearness(statement) + this.#recency(statement);
  }

  /** Nearness of its nearest fact to the reason, 0 to 1. */
  nearest(statement: Statement): number {
    return Math.max(0, ...statement.factIds.map((id) => this.#input.factScores?.get(id) ?? 0));
  }

  /** What the line is: what a careful reader would stop at, whatever the reason or for this sort of reason. */
  #weight(statement: Statement, section: string, alarm: number): number {
    const { fact } = statement;
    const age = this.#age(this.#lastSaid(statement));
    const recent = fact.date !== undefined && this.#age(fact.date) <= RECENT_DAYS;
    const asksAll = this.#renewal || this.#whole;
    switch (section) {
      case ALLERGIES:
        if (fact.status === 'absent' || fact.status === 'ruled-out')
          return alarm > 0 && (this.#whole || this.#gives || this.nearest(statement) >= NEAR) ? POINTS.refutedAllergy : -1;
        if (this.#renewal) return alarm > 0 ? 0 : -1;
        return SEVERE.test(fold(statement.text)) ? POINTS.severeAllergy : 0;
      case TREATMENTS: {
        const changed = recent || this.#hasChanged(statement);
        if (fact.status === 'stopped') return alarm > 0 && asksAll ? POINTS.stoppedStillWritten : recent ? 0.5 : -2;
        if (this.#renewal)
          return changed ? POINTS.changedPrescription : alarm > 0 ? POINTS.alarmedPrescription : POINTS.unchangedPrescription;
        return (fact.code !== undefined && WEIGHTY_ATC.test(fact.code) ? POINTS.weighty : 0) + (changed ? POINTS.changed : 0);
      }
      case RESULTS:
        if (!/élevé selon|bas selon|signalé anormal/.test(statement.text) || !recent) return age > 730 ? -1.5 : 0;
        return POINTS.abnormal;
      case PROBLEMS:
        return age <= 400 ? POINTS.current : 0;
      case HISTORY:
        return fact.status === 'ruled-out' || age > OLD_DAYS ? -1 : 0;
      case PREGNANCIES:
        return fact.status === 'past' || age > PREGNANCY_DAYS ? -2 : 0;
      case PLANS:
        return age <= PLAN_DAYS && this.nearest(statement) >= NEAR ? POINTS.plan : 0;
      default:
        return fact.kind === 'family-history' || fact.kind === 'immunization' || fact.kind === 'lifestyle' ? -1 : recent ? 0.5 : 0;
    }
  }

  /** How near it stands to the reason: its words, its facts, its documents; what only recent documents say counts a little. */
  #nearness(statement: Statement): number {
    const { reason, since } = this.#input;
    const said = this.#lastSaid(statement);
    const fresh = since !== undefined && said !== undefined && compareDates(said, since) > 0 ? 0.5 : 0;
    if (reason === undefined) return fresh;
    const words = significantWords(statement.text);
    return (
      fresh +
      (words.some((word) => this.#reasonWords.has(word)) ? POINTS.words : 0) +
      (this.#renewal ? POINTS.nearPrescription : POINTS.near) * this.nearest(statement) +
      POINTS.document *
        Math.max(0, ...statement.citations.map((citation) => (this.#documentScores.get(citation.span.documentId) ?? 0) / this.#best))
    );
  }

  /** What was said last weighs more, and more again what is new in it: a reader knows the rest. */
  #recency(statement: Statement): number {
    const ages = statement.citations.map(({ span }) => this.#age(this.#input.sources.dateOf(span.documentId)));
    const { date } = statement.fact;
    const news = this.#hasChanged(statement) ? Math.min(...ages) : date === undefined ? Math.max(...ages) : this.#age(date);
    return POINTS.news * Math.exp(-news / NEWS_DAYS) + POINTS.lastSaid * Math.exp(-Math.min(...ages) / SAID_DAYS);
  }

  /** A drug that a recent document starts, changes or stops, or of which two doses are written. */
  #hasChanged({ factIds, text }: Statement): boolean {
    return factIds.some((id) => this.#changed.has(id)) || /autre dose/.test(text);
  }

  /** Days before the reference; none where there is no date. */
  #age(date: PartialDate | undefined): number {
    return date === undefined ? 0 : Math.max(0, daysBetween(date, this.#input.reference));
  }

  #lastSaid(statement: Statement): PartialDate | undefined {
    return statement.citations
      .map((citation) => this.#input.sources.dateOf(citation.span.documentId))
      .filter((date) => date !== undefined)
      .toSorted(compareDates)
      .at(-1);
  }
}
