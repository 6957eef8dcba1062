import type { DateCandidate, DateContext } from './date-context.js';
import { unitDays } from './date-words.js';

const ORDINAL =
  /(?<![a-z0-9])(?:(?:le|la|au|du|des|vers\s+le|a\s+la)\s+)?(premiere?s?|deuxieme|seconde?|troisieme|quatrieme|cinquieme|sixieme|septieme|huitieme|neuvieme|dixieme|onzieme|douzieme|treizieme|quatorzieme|quinzieme|seizieme|dix-septieme|dix-huitieme|dix-neuvieme|vingtieme|trentieme|1\s?ere?|\d{1,3}\s?(?:e|eme|ieme|nde?))\s+(jours?|semaine|mois|annee|heure|trimestre)(?![a-z])/g;
const COURSE =
  /(?<![a-z0-9])(?:c\d{1,2}\s?j\d{1,2}|[jh]\s?\+\s?\d{1,3}|j\s?-\s?\d{1,2}(?!\d)|j\d{1,3}|(?<=\b(?:a|au|de)\s)j\s\d{1,3}|[hms](?:3|6|9|12|18|24|36|48|72)(?!\d))(?![a-z0-9])/g;
const GESTATION =
  /(?<![\d.,])(\d{1,2})\s?(?:(?:\+|sa\s?\+|sa\s+et|semaines?\s+d'amenorrhee\s+(?:et|\+))\s?([0-6])\s?(?:j(?:ours?)?\b|sa\b)?|sa\b|semaines?\s+d'amenorrhee|semaines?\s+de\s+grossesse)/g;

const courses = (context: DateContext, out: DateCandidate[]): void => {
  for (const match of context.folded.matchAll(COURSE)) {
    // A bare letter and number must be upper case: "J3", "H48", never "m12" of a measure.
    if (!/^[cjh]/.test(match[0]) && !/^[A-Z]/.test(context.analysis.page.text.charAt(match.index))) continue;
    if (
      /^[hms]\d/.test(match[0]) &&
      !/(?:\ba|post[- ]?op\w*|controle|suivi|consultation|visite|bilan)\s$/.test(
        context.folded.slice(Math.max(0, match.index - 14), match.index),
      )
    )
      continue;
    const number = Number(/\d+$/.exec(match[0])?.[0] ?? 0);
    const days = match[0].startsWith('h')
      ? number / 24
      : match[0].startsWith('m')
        ? number * 30
        : match[0].startsWith('s')
          ? number * 7
          : number;
    out.push({
      start: match.index,
      end: match.index + match[0].length,
      kind: 'relative',
      direction: 'after',
      days: Math.round(days * 100) / 100,
      rank: 5,
    });
  }
};

const ORDINALS: Readonly<Record<string, number>> = {
  premier: 1,
  premiere: 1,
  deuxieme: 2,
  second: 2,
  seconde: 2,
  troisieme: 3,
  quatrieme: 4,
  cinquieme: 5,
  sixieme: 6,
  septieme: 7,
  huitieme: 8,
  neuvieme: 9,
  dixieme: 10,
  onzieme: 11,
  douzieme: 12,
  treizieme: 13,
  quatorzieme: 14,
  quinzieme: 15,
  seizieme: 16,
  'dix-septieme': 17,
  'dix-huitieme': 18,
  'dix-neuvieme': 19,
  vingtieme: 20,
  trentieme: 30,
};

/** "le 7ème jour", "au troisième mois": a place in some course, which the text alone seldom dates. */
const ordinals = (context: DateContext, out: DateCandidate[]): void => {
  for (const match of context.folded.matchAll(ORDINAL)) {
    const word = match[1] ?? '';
    const rank = ORDINALS[word.replace(/s$/, '')] ?? Number.parseInt(word, 10);
    const unit = unitDays(match[2] ?? '');
    if (Number.isNaN(rank) || unit === undefined) continue;
    out.push({
      start: match.index,
      end: match.index + match[0].length,
      kind: 'relative',
      direction: 'after',
      days: Math.round(rank * unit * 100) / 100,
      rank: 5,
    });
  }
};

const gestations = (context: DateContext, out: DateCandidate[]): void => {
  for (const match of context.folded.matchAll(GESTATION)) {
    const weeks = Number(match[1]);
    if (weeks < 3 || weeks > 43) continue;
    if (
      !/sa\b|amenorrhee|grossesse/.test(match[0]) &&
      !/^\s?sa\b/.test(context.folded.slice(match.index + match[0].length, match.index + match[0].length + 4))
    )
      continue;
    out.push({
      start: match.index,
      end: match.index + match[0].trimEnd().length,
      kind: 'gestational',
      days: weeks * 7 + Number(match[2] ?? 0),
      rank: 8,
    });
  }
};

/** Places in a course: "J3", "C3J8", "le 7ème jour", "28 SA + 2". Told in days from its beginning; the text alone seldom dates them. */
export const courseDates = (context: DateContext): DateCandidate[] => {
  const out: DateCandidate[] = [];
  courses(context, out);
  ordinals(context, out);
  gestations(context, out);
  return out;
};
