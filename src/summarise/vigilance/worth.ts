import { overlap, type PartialDate } from '../../domain/citation.js';
import type { Vigilance } from '../../domain/synthesis.js';
import { daysBetween } from '../dates.js';
import type { Sources } from '../sources.js';
import { fold } from '../text.js';
import vocabulary from '../vocabulary/vigilance-weights.json' with { type: 'json' };

/** What is known of a warning, each 0 to 1; what each says stands beside its weights. Its rule is one, as `rule:NAME`. */
export type WorthFeatures = ReadonlyMap<string, number>;
export interface WorthWeights {
  readonly bias: number;
  readonly weights: Readonly<Record<string, number>>;
}

const NEAR_DAYS = 7;
const RECENT_DAYS = 60;
const OLD_DAYS = 730;
/** Natural logarithm of eight years in days: what is further apart counts the same. */
const LONG = 8;

/**
 * The warnings by how likely each is to be right and to matter, as hands judged 1,600 of them (`eval/corpus/vigilance`); those that rarely
 * are so become minor, but for the gravest. None is left out.
 */
export function byWorth(warnings: readonly Vigilance[], sources: Sources, reference: PartialDate): Vigilance[] {
  const features = worthFeatures(warnings, sources, reference);
  const isMinor = (warning: Vigilance, worth: number): boolean => worth < vocabulary.minorBelow && warning.importance < 3;
  return warnings
    .map((warning, index) => ({
      warning,
      worth: isOfReading(warning) ? OF_READING : worthOf(features[index] as WorthFeatures, vocabulary),
    }))
    .toSorted((a, b) => b.worth - a.worth)
    .map(({ warning, worth }) => (isMinor(warning, worth) ? { ...warning, importance: 1 as const } : warning))
    .toSorted((a, b) => Number(a.importance === 1) - Number(b.importance === 1));
}

/** Among the others by that: after what is surest. */
const OF_READING = 0.6;
/** What was not read, or is somebody else's, is no matter of likelihood. */
const isOfReading = ({ kind }: Vigilance): boolean => kind === 'unread' || kind === 'identity';

/** The share of such warnings that hands found right and worth telling, 0 to 1. */
export function worthOf(features: WorthFeatures, { bias, weights }: WorthWeights): number {
  const sum = [...features].reduce((total, [feature, value]) => total + value * (weights[feature] ?? 0), bias);
  return 1 / (1 + Math.exp(-sum));
}

/** Of each warning of a list, in its order. */
export function worthFeatures(warnings: readonly Vigilance[], sources: Sources, reference: PartialDate): readonly WorthFeatures[] {
  const matters = warnings.map(({ text }) => new Set(fold(text.split(' : ')[0] ?? '').match(/\w{5,}/g)));
  return warnings.map((warning, index) => {
    const { rule, importance, citations } = warning;
    const cited = new Set(citations.map(({ span }) => span.documentId));
    const found = new Map<string, number>([
      [`rule:${rule.split(':')[1] ?? ''}`, 1],
      ['importance', importance / 3],
      ['documents', Math.min(4, cited.size) / 4],
      ['citations', Math.min(6, citations.length) / 6],
    ]);
    const dates = [...cited].flatMap((id) => sources.dateOf(id) ?? []).toSorted((a, b) => daysBetween(b, a));
    const [first, last] = [dates[0], dates.at(-1)];
    if (first !== undefined && last !== undefined) {
      const [gap, age] = [Math.max(0, daysBetween(first, last)), Math.max(0, daysBetween(last, reference))];
      found.set('gap', Math.min(1, Math.log1p(gap) / LONG)).set('age', Math.min(1, Math.log1p(age) / LONG));
      if (gap <= NEAR_DAYS) found.set('near', 1);
      if (age <= RECENT_DAYS) found.set('recent', 1);
      if (age > OLD_DAYS) found.set('old', 1);
    }
    for (const [place, other] of warnings.entries()) {
      if (place === index) continue;
      const shared = citations.filter(({ span }) => other.citations.some((one) => overlap(one.span, span)));
      const papers = new Set(shared.map(({ span }) => span.documentId)).size;
      const same = [...(matters[index] ?? [])].some((word) => matters[place]?.has(word));
      const side = place < index ? 'before' : 'after';
      if (papers >= 2) found.set(`papers-${side}`, 1);
      if (papers >= 2 && same) found.set(`papers-and-matter-${side}`, 1);
      if (papers >= 1 && same) found.set(`paper-and-matter-${side}`, 1);
      if (shared.length === citations.length) found.set(`all-${side}`, 1);
      if (same && place < index) found.set('matter-before', 1);
    }
    return found;
  });
}
