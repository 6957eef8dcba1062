import type { PageAnalysis, Range } from './analysis.js';
import type { Scope } from './scope.js';

const RELATION =
  /(?<![\p{L}-])([Ff]ils|[Ff]ille|[FfŒœ]?[Ss]œur|[Ss]oeur|[Ff]rère|[Mm]ère|[Pp]ère|[Éé]pouse|[Éé]poux|[Mm]ari|[Ff]emme|[Cc]ompagn(?:on|e)|[Cc]onjointe?)\s*\(?\s*:?\s*(\p{Lu}\p{Ll}+)/gu;
const SPOUSE = /^(?:épou|mari|femme|compagn|conjoint)/i;
const LABELS: readonly (readonly [RegExp, string])[] = [
  [/^fils/i, 'fils'],
  [/^fille/i, 'fille'],
  [/s(?:œ|oe)ur/i, 'sœur'],
  [/^frère/i, 'frère'],
  [/^mère/i, 'mère'],
  [/^père/i, 'père'],
];

const CACHE = new WeakMap<PageAnalysis, ReadonlyMap<string, string>>();

/** First names that the page gives to relatives ("son fils Jules"), and the word for each. */
export const namesOfKin = (analysis: PageAnalysis): ReadonlyMap<string, string> => {
  const known = CACHE.get(analysis);
  if (known !== undefined) return known;
  const names = new Map<string, string>();
  for (const match of analysis.page.text.matchAll(RELATION)) names.set(match[2] ?? '', match[1] ?? '');
  CACHE.set(analysis, names);
  return names;
};

/** "Vit chez lui avec Mme (79 ans, insuffisante cardiaque)": what the bracket says is the companion's. */
const LIVES_WITH =
  /\b(?:vi(?:t|vant|vait)|habit\w*|domicile|chez (?:lui|elle))\b[^.;()]{0,30}\bavec (?:mme|mr|madame|monsieur|m\.)(?: [a-z-]+)? ?\(([^()]{3,90})\)/g;
const companionScopes = ({ folded }: PageAnalysis, sentence: Range): readonly Scope[] =>
  [...folded.slice(sentence.start, sentence.end).replace(/\n/g, ' ').matchAll(LIVES_WITH)].map((match) => {
    const end = sentence.start + match.index + match[0].length;
    const start = end - (match[1]?.length ?? 0) - 1;
    return { qualifier: 'otherPerson', rule: 'named-person', cue: { start: start - 1, end: start }, side: 'around', start, end };
  });

/** "Jules : allergie à l'arachide": a line under the name of a relative named on the same page is about that relative. */
export const namedPersonScopes = (analysis: PageAnalysis, sentence: Range): readonly Scope[] => {
  const head = /^(\p{Lu}\p{Ll}+)\s*:/u.exec(analysis.page.text.slice(sentence.start, Math.min(sentence.end, sentence.start + 30)));
  if (head === null) return companionScopes(analysis, sentence);
  const relation = namesOfKin(analysis).get(head[1] ?? '');
  if (relation === undefined) return [];
  const cue = { start: sentence.start, end: sentence.start + (head[1]?.length ?? 0) };
  const spouse = SPOUSE.test(relation);
  const member = LABELS.find(([pattern]) => pattern.test(relation))?.[1];
  return [
    {
      qualifier: spouse ? 'otherPerson' : 'family',
      rule: 'named-person',
      cue,
      side: 'around',
      ...(member === undefined ? {} : { member }),
      start: sentence.start,
      end: sentence.end,
    },
  ];
};
