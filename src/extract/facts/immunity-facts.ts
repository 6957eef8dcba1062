import type { Fact } from '../../domain/fact.js';
import vocabulary from '../vocabulary/immunity.json' with { type: 'json' };
import { documentDate } from './dating.js';
import type { PageReading } from './page-reading.js';
import { factOf, qualificationOf } from './page-reading.js';
import { tidy } from './phrase.js';

const NAMES = vocabulary.diseases.map(({ pattern, label }) => ({ pattern: new RegExp(`^(?:${pattern})$`), label }));
const DISEASE = vocabulary.diseases.map(({ pattern }) => pattern).join('|');
/** "Immunisée", "non immune", "sujet non immunisé". */
const STATE =
  "(non |pas |n'est pas )?(?:sujet |patiente? )?(non |pas )?immun(?:isee?|e|isation)s?\\b(?! (?:ancien\\w* )?(?:a verifier|a controler|\\?))";
/** The name and the answer in one clause: "rubéole immunisée", "toxo : IgG 48 UI/mL, non immune". */
const BESIDE = new RegExp(`\\b(${DISEASE})\\b(?! immunoglob)([^.;,\\n(]{0,24}?)\\b${STATE}`, 'g');
/** A laboratory's row, its comment on one of the two lines below: "RUBEOLE IgG 48 UI/mL" over "Sujet immunisé". */
const BELOW = new RegExp(
  `^[^\\S\\n]*(?:serologie (?:de la |du |de l'|des )?)?(${DISEASE})\\b([^\\n]*)\\n(?:(?![^\\n]*\\b(?:${DISEASE})\\b)[^\\n]*\\n)?[^\\S\\n]*[^\\n]{0,30}?\\b${STATE}`,
  'gm',
);
/** "Immunité si > 10": how the laboratory reads its number. */
const THRESHOLD = /\b(?:immunis\w+|immunite|immune?|negati\w+|positi\w+|protect\w+) si ?[<>≥≤]?=? ?\d+(?:[.,]\d+)?/g;
const MEASURE = /(?:igg|anticorps|ac)\b[^\n\d<>]{0,40}([<>] ?)?(\d+(?:[.,]\d+)?)[^\S\n]{0,30}((?:m?ui|ua)\/ml|ui\/l)/;

/** What a serology says of immunity, that a pregnancy, a vaccination or an immunosuppressant hangs on: "Rubéole immunisée (IgG 48 UI/mL)". */
export const immunityFacts = (reading: PageReading): Fact[] => {
  const { folded, page } = reading.analysis;
  if (!folded.includes('immun')) return [];
  const told = new Set<string>();
  return [BELOW, BESIDE].flatMap((pattern) =>
    [...folded.matchAll(pattern)].flatMap((found) => {
      const [whole, name = '', between = '', before, after] = found;
      const label = NAMES.find((entry) => entry.pattern.test(name))?.label;
      const start = found.index + (whole.length - whole.trimStart().length);
      const range = { start, end: found.index + whole.length };
      const { family, otherPerson, hypothetical } = qualificationOf(reading, { start, end: start + name.length }).qualifiers;
      if (label === undefined || told.has(label) || family || otherPerson || hypothetical) return [];
      if (/\bvaccin|\bsi |\ba verifier|\bverifier/.test(between.replace(THRESHOLD, ' '))) return [];
      // What stands between may hold the denial: "toxo : pas immune", "absence d'immunisation".
      const denied = before !== undefined || after !== undefined || /\b(?:non|pas|absence|aucune)\b/.test(whole.slice(name.length));
      told.add(label);
      const measured = MEASURE.exec(between);
      const at = measured === null ? -1 : folded.indexOf(measured[0], start);
      const value = measured === null ? '' : tidy(page.text.slice(at, at + measured[0].length)).replace(/\s*[.:]+\s*/g, ' ');
      const fact = factOf(reading, {
        kind: 'observation',
        label: `${label} ${denied ? 'non ' : ''}immunisée${value === '' ? '' : ` (${value})`}`,
        rule: 'immunity',
        importance: 2,
        status: 'active',
        citation: range,
        section: undefined,
        dated: documentDate(reading),
        extra: { concept: `immunite:${label.toLowerCase()}` },
      });
      return fact === undefined ? [] : [fact];
    }),
  );
};
