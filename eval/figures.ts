/** Every figure that the suite prints: how to read it, what it must reach, and what it is set beside. */
export interface FigureSpec {
  readonly key: string;
  readonly title: string;
  readonly better: 'higher' | 'lower';
  readonly target: number;
  /** How dossiers are put together. */
  readonly over: 'mean' | 'sum' | 'none';
  /** Which baseline of the same run stands beside it. */
  readonly baseline?: BaselineName;
  /** A fall within this is noise: what differs between machines (recognition, threads), never between two runs of one. */
  readonly noise: number;
  readonly count?: true;
}

export type BaselineName = 'lead' | 'rules' | 'tagger' | 'union' | 'newest' | 'bm25';

export const BASELINES: Readonly<Record<BaselineName, string>> = {
  lead: 'the first sentences of each document, as statements',
  rules: "the rules' facts one by one, neither reconciled nor merged nor checked",
  tagger: 'every disorder, act and substance that the trained tagger names, as it stands',
  union: 'every drug that any list or letter names',
  newest: 'documents from the newest to the oldest',
  bm25: 'lexical retrieval alone (BM25); it answers whenever a word is found',
};

const SAID = ['recall3', 'recall2', 'recall1', 'trapLeak', 'unsupported', 'redundancy'];

/** The figures that a baseline has anything to say about; it is silent on the others, which measures nothing. */
export const COVERED: Readonly<Record<BaselineName, readonly string[]>> = {
  lead: [...SAID, 'timelineF1', 'conflicts', 'preventionFound', 'sinceChanges'],
  rules: SAID,
  tagger: SAID,
  union: ['treatmentF1', 'treatmentPrecision', 'treatmentRecall', 'stoppedListedCurrent'],
  newest: ['ndcg', 'relevantInHalf'],
  bm25: ['ndcg', 'relevantInHalf', 'absentHonest'],
};

const higher = (key: string, title: string, target: number, baseline?: BaselineName, noise = 0.01): FigureSpec => ({
  key,
  title,
  better: 'higher',
  target,
  over: 'mean',
  noise,
  ...(baseline === undefined ? {} : { baseline }),
});
const lower = (key: string, title: string, target: number, baseline?: BaselineName, noise = 0.01): FigureSpec => ({
  ...higher(key, title, target, baseline, noise),
  better: 'lower',
});
const count = (spec: FigureSpec): FigureSpec => ({ ...spec, over: 'sum', count: true, noise: 0 });

export const FIGURES: readonly FigureSpec[] = [
  higher('recall3', 'fact recall, importance 3', 0.98, 'lead'),
  lower('omission', 'omission (importance 3)', 0.02, 'lead'),
  higher('recall2', 'fact recall, importance 2', 0.92, 'lead'),
  higher('recall1', 'fact recall, importance 1', 0.8, 'lead'),
  lower('trapLeak', 'trap leak', 0.01, 'lead'),
  lower('unsupported', 'unsupported statements', 0.002, 'rules'),
  lower('refused', 'lines that the checker refused', 0.05),
  lower('redundancy', 'lines said twice', 0.005, 'rules'),
  higher('citationPrecision', 'citations that open on their quote', 1, undefined, 0),
  higher('citationVerbatim', 'quotes that stand in the paper (born digital)', 1, undefined, 0.002),
  count(lower('uncited', 'lines without a source', 0)),
  higher('treatmentF1', 'current treatment, F1', 0.97, 'union'),
  higher('treatmentPrecision', 'current treatment, precision', 0.97, 'union'),
  higher('treatmentRecall', 'current treatment, recall', 0.97, 'union'),
  count(lower('stoppedListedCurrent', 'stopped drugs listed as current', 0, 'union')),
  higher('stoppedFound', 'stops found', 0.9),
  higher('timelineF1', 'timeline, F1', 0.95, 'lead'),
  higher('timelineRecall', 'timeline, recall (importance 2 and more)', 0.95, 'lead'),
  higher('timelineDatePrecision', 'timeline, dates right', 0.95, 'lead'),
  higher('seriesRecall', 'laboratory points found', 0.95),
  higher('conflicts', 'contradictions found', 0.85, 'lead'),
  higher('topPoints', 'points to remember covered', 0.8),
  higher('preventionFound', 'prevention lines found', 0.8, 'lead'),
  higher('sinceDocuments', 'new since the last visit, documents, F1', 0.95),
  higher('sinceChanges', 'new since the last visit, changes told', 0.9, 'lead'),
  higher('ndcg', 'relevance by reason, nDCG', 0.93, 'bm25', 0.005),
  higher('relevantInHalf', 'relevant documents in the first half', 0.95, 'newest'),
  higher('absentHonest', 'absent questions: "information non trouvée"', 1, 'bm25'),
  higher('misfiledQuarantined', "other people's documents put aside", 1),
  count(lower('ownQuarantined', 'own documents put aside', 0)),
  higher('duplicates', 'duplicates seen', 1),
];

/** Puts the dossiers' figures together; null where none measures it. */
export function overDossiers(
  figures: readonly Readonly<Record<string, number | null>>[],
  specs: readonly FigureSpec[] = FIGURES,
): Record<string, number | null> {
  return Object.fromEntries(
    specs.map(({ key, over }) => {
      const values = figures.map((one) => one[key]).filter((value) => value !== null && value !== undefined);
      const sum = values.reduce((total, value) => total + value, 0);
      return [key, values.length === 0 ? null : over === 'sum' ? sum : sum / values.length];
    }),
  );
}

/** Has it fallen beyond noise? */
export function fallen(spec: FigureSpec, now: number | null | undefined, before: number | null | undefined): boolean {
  if (now == null || before == null) return false;
  return spec.better === 'higher' ? now < before - spec.noise - 1e-9 : now > before + spec.noise + 1e-9;
}

export const reached = (spec: FigureSpec, value: number | null | undefined): boolean | undefined =>
  value == null ? undefined : spec.better === 'higher' ? value >= spec.target - 1e-9 : value <= spec.target + 1e-9;
