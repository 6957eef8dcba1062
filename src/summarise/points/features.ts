import type { PartialDate } from '../../domain/citation.js';
import type { Fact } from '../../domain/fact.js';
import type { RankedDocument, Statement, Vigilance } from '../../domain/synthesis.js';
import { compareDates, daysBetween } from '../dates.js';
import type { PassageNearness } from '../../index/passage-nearness.js';
import { kindsAsked } from '../../index/relevance.js';
import type { SourceNature } from '../source-nature.js';
import type { Sources } from '../sources.js';
import { fold, significantWords } from '../text.js';
import vocabulary from '../vocabulary/point-weights.json' with { type: 'json' };
import { isAbnormal, meaninglessFlag, PREGNANCIES, WARNINGS, type Candidate } from './candidates.js';
import { natureOfReason, type ReasonNature } from './reason-nature.js';

export interface PointsSources {
  readonly vigilance: readonly Vigilance[];
  readonly sources: Sources;
  readonly reference: PartialDate;
  readonly reason: string | undefined;
  readonly since?: PartialDate;
  readonly relevance: readonly RankedDocument[];
  readonly factScores?: ReadonlyMap<string, number>;
  /** How near a passage stands to the reason, 0 to 1. */
  readonly nearness?: PassageNearness;
  /** Facts that change a treatment. */
  readonly changes: readonly TreatmentChange[];
}

export type TreatmentChange = Pick<Fact, 'id' | 'documentId'>;

/** What is known of a candidate, each 0 to 1; what each says stands beside its weights. */
export type Feature = keyof typeof vocabulary.weights;
export type Features = Partial<Record<Feature, number>>;
/** Worth of each feature; of one without a worth, none. */
export type PointWeights = Readonly<Partial<Record<Feature, number>>>;

type Origin = 'hand' | 'fitted';
const weightsOf = (origin: Origin): PointWeights =>
  Object.fromEntries(Object.entries(vocabulary.weights).map(([feature, weight]) => [feature, weight[origin]]));
/** As a person set them, and as the written dossiers moved them (`eval/fit-points.ts`): the latter rank. */
export const HAND_WEIGHTS = weightsOf('hand');
const WEIGHTS = weightsOf('fitted');

/** Drugs that change what is done before any act: anticoagulants, antiplatelets, insulins, immunosuppressants, opioids, corticoids. */
const WEIGHTY_ATC = /^(B01A|A10A|L04|L01|N02A|H02A)/;
const SEVERE = /anaphyla|choc|quincke|angio ?oed|bronchospas|generalis|severe|lyell|stevens|dress|pancreat|detresse/;
const RECENT_DAYS = 120;
const LETTER_DAYS = 60;
const PREGNANCY_DAYS = 300;
const OLD_DAYS = 1830;
const STOPPED_LONG_AGO_DAYS = 365;
const BLOOD_GROUP = /^groupe sanguin/;
/** What doses go by, rather than the creatinine that it is reckoned from. */
const FILTRATION = /^(?:dfg|debit de filtration|clairance|cockcroft|ckd)/;
const AS_NEEDED = /\bsi (?!insuffis)|\bau besoin\b|\ben cas d/;
const NEWS_DAYS = 120;
const SAID_DAYS = 180;
const CHANGES: ReadonlySet<string> = new Set(['started', 'changed', 'stopped', 'not-taken']);
/** Where a clinician sums up and decides. */
const LETTERS: ReadonlySet<SourceNature> = new Set(['letter', 'discharge', 'other', 'emergency', 'operation']);
/** Nearness from which a line is about the reason. */
export const TOPICAL = 0.55;
const NEAR = 0.7;
/** Below which a complaint has nothing to do with it. */
const FAR = 0.35;

/** What starts, changes or stops a drug, of facts that may speak. */
export function treatmentChanges(facts: readonly Fact[]): readonly TreatmentChange[] {
  return facts
    .filter(({ medication }) => medication !== undefined && CHANGES.has(medication.event))
    .map(({ id, documentId }) => ({ id, documentId }));
}

/** Reads candidates for one reason. */
export class FeatureReader {
  readonly #input: PointsSources;
  readonly #nature: ReasonNature;
  readonly #kinds: ReadonlyMap<Fact['kind'], number>;
  readonly #alarms = new Map<string, number>();
  readonly #changed: ReadonlySet<string>;
  readonly #documentScores: ReadonlyMap<string, number>;
  readonly #best: number;
  /** Letters of the last weeks before the last letter, it included. */
  readonly #lastLetters: ReadonlySet<string>;

  constructor(input: PointsSources) {
    this.#input = input;
    this.#nature = natureOfReason(input.reason);
    this.#kinds = input.reason === undefined ? new Map() : kindsAsked(input.reason);
    for (const { kind, importance, factIds } of input.vigilance) {
      if ((kind !== 'conflict' && kind !== 'safety') || importance < 2) continue;
      for (const id of factIds) this.#alarms.set(id, Math.max(this.#alarms.get(id) ?? 0, importance));
    }
    this.#changed = new Set(
      input.changes.filter(({ documentId }) => this.#age(input.sources.dateOf(documentId)) <= RECENT_DAYS).map(({ id }) => id),
    );
    this.#documentScores = new Map(input.relevance.map((ranked) => [ranked.documentId, ranked.score]));
    this.#best = Math.max(1e-9, ...this.#documentScores.values());
    const letters = [...input.sources.byId.values()].filter(
      ({ id, date }) => date !== undefined && daysBetween(date, input.reference) >= 0 && LETTERS.has(input.sources.nature(id)),
    );
    const last = letters
      .map(({ date }) => date)
      .toSorted(compareDates)
      .at(-1);
    this.#lastLetters = new Set(
      last === undefined ? [] : letters.filter(({ date }) => daysBetween(date ?? last, last) <= LETTER_DAYS / 2).map(({ id }) => id),
    );
  }

  /** Nearness of its nearest fact to the reason, 0 to 1. */
  nearest(statement: Statement): number {
    return Math.max(0, ...statement.factIds.map((id) => this.#input.factScores?.get(id) ?? 0));
  }

  read(candidate: Candidate): Features {
    const { statement, section } = candidate;
    const { renewal, whole } = this.#nature;
    const near = this.nearest(statement);
    const alarm = section === WARNINGS ? 0 : Math.max(0, ...statement.factIds.map((id) => this.#alarms.get(id) ?? 0));
    const ages = statement.citations.map(({ span }) => this.#age(this.#input.sources.dateOf(span.documentId)));
    const { date } = statement.fact;
    const changed = this.#hasChanged(statement);
    const news = changed ? Math.min(...ages) : date === undefined ? Math.max(...ages) : this.#age(date);
    const documents = statement.citations.map(({ span }) => span.documentId);
    const relevant = documents.map((id) => Math.max(0, (this.#documentScores.get(id) ?? 0) / this.#best));
    const { nearness } = this.#input;
    const passages = nearness === undefined ? [] : statement.citations.map(({ span }) => nearness(span));
    const told = documents.some((id) => this.#lastLetters.has(id));
    return {
      importance: statement.importance - 1,
      ...(this.#input.reason === undefined ? {} : { [renewal ? 'nearPrescription' : whole ? 'nearWhole' : 'near']: near }),
      passageWords: meanOf(passages.map((passage) => passage.words)),
      passageMeaning: meanOf(passages.map((passage) => passage.meaning)),
      kindAsked: section === WARNINGS ? 0 : (this.#kinds.get(statement.fact.kind) ?? 0),
      far: this.#input.reason !== undefined && !renewal && !whole && near < FAR ? 1 : 0,
      words: !renewal && significantWords(candidate.text).some((word) => this.#nature.words.has(word)) ? 1 : 0,
      document: Math.max(0, ...relevant),
      documents: meanOf(relevant),
      lastSaid: Math.exp(-Math.min(...ages) / SAID_DAYS),
      news: Math.exp(-news / NEWS_DAYS),
      lastLetter: told ? 1 : 0,
      newInLetter: told && documents.every((id) => this.#lastLetters.has(id)) ? 1 : 0,
      alarm: alarm === 3 ? 1 : 0,
      warned: alarm === 2 ? 1 : 0,
      ...this.#own(candidate, { near, alarm, age: Math.min(...ages), changed, told }),
      ...(this.#nature.vaccines && isOfVaccines(candidate) ? { vaccineAsked: 1 } : {}),
      ...this.#kindOf(candidate),
    };
  }

  /** What it is about, and that for what the reason asks. */
  #kindOf({ section, theme }: Candidate): Features {
    const kind = section === WARNINGS && theme !== 'warning' ? (`of:warning-${theme}` as Feature) : (`of:${theme}` as Feature);
    const { aim } = this.#nature;
    return { [kind]: 1, ...(this.#input.reason === undefined || aim === undefined ? {} : { [`${kind}:${aim}`]: 1 }) };
  }

  /** What its theme makes of it. */
  #own(
    { statement, section, theme }: Candidate,
    { near, alarm, age, changed, told }: { near: number; alarm: number; age: number; changed: boolean; told: boolean },
  ): Features {
    if (section === WARNINGS) return {};
    const { fact, text } = statement;
    const { renewal, whole, gives, act, bleeds } = this.#nature;
    const recent = fact.date !== undefined && this.#age(fact.date) <= RECENT_DAYS;
    const far = !renewal && !whole && !act && near < FAR;
    switch (theme) {
      case 'allergy': {
        if (statement.rule === 'treatment:written-against') return { ban: 1, banTold: told ? 1 : 0 };
        if (fact.status === 'absent' || fact.status === 'ruled-out')
          return alarm > 0 && (whole || gives || act || near >= NEAR) ? { refutedBeforeGiving: 1 } : { refutedElse: 1 };
        if (renewal) return { allergyForPrescription: 1 };
        return { severeAllergy: SEVERE.test(fold(text)) ? 1 : 0, allergyBeforeGiving: gives || act ? 1 : 0 };
      }
      case 'drug': {
        const differ = /autre dose écrite/.test(text) ? { dosesDiffer: 1 } : {};
        if (renewal)
          return {
            [changed || recent ? 'changedPrescription' : 'unchangedPrescription']: 1,
            ...differ,
            ...(AS_NEEDED.test(fold(text)) ? { asNeeded: 1 } : {}),
          };
        return {
          ...differ,
          ...(fact.code !== undefined && WEIGHTY_ATC.test(fact.code) ? { weighty: 1 } : act ? { lightBeforeAct: 1 } : {}),
          changed: changed || recent ? 1 : 0,
        };
      }
      case 'ended':
        return {
          elapsed: statement.rule === 'treatment:duration-elapsed' ? 1 : 0,
          endedLately: recent || (told && changed && (renewal || near >= NEAR || !this.#isLongAgo(fact.date))) ? 1 : 0,
          endedStillWritten: alarm > 0 && (renewal || whole) ? 1 : 0,
        };
      case 'result': {
        const marked = (isAbnormal(text) && !meaninglessFlag(fact.label, text)) || alarm >= 2;
        const filtration = FILTRATION.test(fold(fact.label)) ? { filtration: 1 } : {};
        if (!recent || !marked) return age > 730 ? { oldResult: 1, ...filtration } : filtration;
        return {
          ...filtration,
          abnormal: 1,
          abnormalAsked: renewal || whole || act || near >= TOPICAL ? 1 : 0,
          abnormalTold: told ? 1 : 0,
          abnormalFar: far ? 1 : 0,
        };
      }
      case 'exam':
        return {
          nearExam: near >= TOPICAL ? 1 : 0,
          bloodGroupAsked: (act || bleeds) && BLOOD_GROUP.test(fold(text)) ? 1 : 0,
          conclusion: statement.rule === 'conclusion:report' ? 1 : 0,
        };
      case 'illness':
        if (section === PREGNANCIES)
          // A negative test tells of no pregnancy, as one that is over.
          return fact.status === 'past' || fact.status === 'absent' || age > PREGNANCY_DAYS || this.#age(fact.date) > PREGNANCY_DAYS
            ? { pastPregnancy: 1 }
            : {};
        return fact.status === 'ruled-out' || age > OLD_DAYS
          ? { oldIllness: 1 }
          : age <= 400
            ? { currentIllness: section === '11450-4' ? 1 : 0 }
            : {};
      case 'plan':
        return {
          nearPlan: near >= TOPICAL ? 1 : 0,
          planTold: told ? 1 : 0,
          planFar: far ? 1 : 0,
          planUnseen: /aucune trace|non fait|pas encore|toujours pas/.test(text) ? 1 : 0,
        };
      default:
        return fact.kind === 'family-history' || fact.kind === 'immunization' || fact.kind === 'lifestyle'
          ? { background: 1, settingWhole: whole ? 1 : 0 }
          : { settingWhole: whole ? 1 : 0, directive: whole || act ? 1 : 0 };
    }
  }

  /** A drug that a recent document starts, changes or stops, or of which two doses are written. */
  #hasChanged({ factIds, text }: Statement): boolean {
    return factIds.some((id) => this.#changed.has(id)) || /autre dose/.test(text);
  }

  /** Decided so long ago that a letter which tells it again decides nothing. */
  #isLongAgo(date: PartialDate | undefined): boolean {
    return this.#age(date) > STOPPED_LONG_AGO_DAYS;
  }

  /** Days before the reference; none where there is no date. */
  #age(date: PartialDate | undefined): number {
    return date === undefined ? 0 : Math.max(0, daysBetween(date, this.#input.reference));
  }
}

/** Doses, serologies of immunity, and what is written of vaccines elsewhere. */
const isOfVaccines = ({ statement: { fact, rule }, text }: Candidate): boolean =>
  fact.kind === 'immunization' || rule === 'immunity' || /vaccin|immunis|serologie/.test(fold(text));

const meanOf = (values: readonly number[]): number => (values.length === 0 ? 0 : values.reduce((sum, one) => sum + one, 0) / values.length);

export function scoreOf(features: Features, weights: PointWeights = WEIGHTS): number {
  return (Object.entries(features) as [Feature, number][]).reduce((sum, [feature, value]) => sum + (weights[feature] ?? 0) * value, 0);
}
