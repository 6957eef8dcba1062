import type { PageAnalysis } from '../../text/analysis.js';

/** What was analysed: the same name means another thing in urine or in a puncture. */
export type Specimen = 'blood' | 'urine' | 'fluid' | 'stool';

const HEADINGS: readonly (readonly [Specimen, RegExp])[] = [
  ['urine', /\burin|\becbu\b|cytobacteriolog/],
  ['fluid', /\blcr\b|cephalo-?rachidien|liquide (?:pleural|d'ascite|synovial|articulaire|peritoneal)|ponction/],
  ['stool', /\bselles\b|coproculture|fecal/],
  [
    'blood',
    /\bsang|serum|plasma|hemato|hemogramme|numeration|biochimie|ionogramme|lipid|hepati|thyroid|hormon|serolog|immuno|marqueur|vitamine|coagul|hemostase|metabolisme|glycem|diabete|renal|\brein\b|divers|grossesse|\bnfs\b|enzym|inflammat/,
  ],
];
const cache = new WeakMap<PageAnalysis, readonly { readonly start: number; readonly specimen: Specimen }[]>();

/** The specimen that the last heading before `offset` names: a short line without a result. Blood unless told. */
export function specimenAt(analysis: PageAnalysis, offset: number): Specimen {
  let marks = cache.get(analysis);
  if (marks === undefined) {
    const found: { start: number; specimen: Specimen }[] = [];
    let start = 0;
    for (const line of analysis.folded.split('\n')) {
      const content = line.trim();
      if (content.length > 2 && content.length < 70 && !/\d[.,]\d|\d{3}|\.{4}| {4,}|:\s*\S/.test(content.replace(/\([^)]*\)/g, ''))) {
        const specimen = HEADINGS.find(([, pattern]) => pattern.test(content))?.[0];
        if (specimen !== undefined) found.push({ start, specimen });
      }
      start += line.length + 1;
    }
    marks = found;
    cache.set(analysis, marks);
  }
  return marks.findLast((mark) => mark.start <= offset)?.specimen ?? 'blood';
}
