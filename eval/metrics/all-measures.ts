import { absence } from './absence.js';
import { citationPrecision, citations, type PageText } from './citations.js';
import { conflicts } from './conflicts.js';
import { factRecall, redundancy } from './fact-recall.js';
import { identity } from './identity.js';
import type { Measure, Measured, Outcome } from './measure.js';
import { relevance } from './relevance.js';
import { series } from './series.js';
import { since } from './since.js';
import { timeline } from './timeline.js';
import { prevention, topPoints } from './top-points.js';
import { trapLeak } from './trap-leak.js';
import { treatments } from './treatments.js';
import { unsupported } from './unsupported.js';

const MEASURES: readonly Measure[] = [
  factRecall,
  trapLeak,
  unsupported,
  redundancy,
  citations,
  treatments,
  timeline,
  series,
  conflicts,
  topPoints,
  prevention,
  since,
  relevance,
  absence,
  identity,
];

/** Every figure of one dossier, with what was missed. `pageText` is needed for the precision of citations alone. */
export function measureAll(measured: Measured, pageText?: PageText): Outcome {
  const outcomes = [
    ...MEASURES.map((measure) => measure(measured)),
    ...(pageText === undefined ? [] : [citationPrecision(measured, pageText)]),
  ];
  return {
    figures: Object.assign({}, ...outcomes.map(({ figures }) => figures)) as Record<string, number | null>,
    findings: outcomes.flatMap(({ findings }) => findings),
  };
}
