import type { Fact } from '../../../domain/fact.js';
import type { Range } from '../../text/analysis.js';
import vocabulary from '../../vocabulary/immunity.json' with { type: 'json' };
import { documentDate } from '../own-date.js';
import type { PageReading } from '../page-reading.js';
import { factOf, qualificationOf } from '../page-reading.js';
import { lowerFirst, tidy } from '../phrase.js';

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
/** One row holds all: "Rubéole IgG ............ 96 UI/mL   Immunisée". */
const IN_ROW = new RegExp(
  `^[^\\S\\n]*(?:serologie (?:de la |du |de l'|des )?)?(${DISEASE})\\b([^\\n]*?(?:\\.{3}|[^\\S\\n]{3})[^\\n]*?)\\b${STATE}`,
  'gm',
);
/** The answer first: "Non immunisée contre la toxoplasmose", "immune pour la rubéole". */
const AGAINST = new RegExp(
  `\\b((?:non |pas |n'est pas )?immun(?:isee?|e)s?|seronegati(?:f|ve)|seropositi(?:f|ve)) (?:contre|pour|vis-a-vis de|a l'egard de|envers) (?:la |le |l'|les )?(${DISEASE})\\b`,
  'g',
);
/** The short hand of maternities: "Toxo nég   Rubéole +". */
const SHORT_HAND = new RegExp(`\\b(${DISEASE})(?: ?ig ?g)? ?:? ?(\\+|(?:pos|neg)(?:ati(?:f|ve)|iti(?:f|ve))?)(?=[\\s.,;/)]|$)`, 'g');
/** "Immunité si > 10": how the laboratory reads its number. */
const THRESHOLD = /\b(?:immunis\w+|immunite|immune?|negati\w+|positi\w+|protect\w+) si ?[<>≥≤]?=? ?\d+(?:[.,]\d+)?/g;
const MEASURE = /(?:igg|anticorps|ac)\b[^\n\d<>]{0,40}([<>] ?)?(\d+(?:[.,]\d+)?)[^\S\n]{0,30}((?:m?ui|ua)\/ml|ui\/l)/;

/** "Rubéole +", "sérologie CMV": the name of an infection is then that of a test. */
const ASKED_OF_BLOOD = /\bserologies? ?:? ?(?:de la |de l'|du |des )?$/;
const ANSWERED = /^(?: ?ig ?g)? ?:? ?(?:\+|(?:pos|neg)(?:ati(?:f|ve)|iti(?:f|ve))?)(?=[\s.,;/)]|$)/;
const STATED_AGAINST =
  /\b(?:immun(?:isee?|e)s?|seronegati(?:f|ve)|seropositi(?:f|ve)) (?:contre|pour|vis-a-vis de|a l'egard de|envers) (?:la |le |l'|les )?$/;
/** "Les anticorps anti-VHC resteront positifs": the trace of a contact. */
const ANTIBODIES = /\b(?:anticorps|ac|igg?) anti-? ?$/;
export const isSerology = (folded: string, { start, end }: Range): boolean =>
  ANTIBODIES.test(folded.slice(Math.max(0, start - 24), start)) ||
  (labelOf(folded.slice(start, end)) !== undefined &&
    (STATED_AGAINST.test(folded.slice(Math.max(0, start - 40), start)) ||
      ANSWERED.test(folded.slice(end, end + 16)) ||
      ASKED_OF_BLOOD.test(folded.slice(Math.max(0, start - 24), start))));

/** What a serology says of immunity, that a pregnancy, a vaccination or an immunosuppressant hangs on: "Rubéole immunisée (IgG 48 UI/mL)". */
export const immunityFacts = (reading: PageReading): Fact[] => {
  const { folded } = reading.analysis;
  const told = new Set<string>();
  const found = folded.includes('immun')
    ? [BELOW, IN_ROW, BESIDE].flatMap((pattern) => [...folded.matchAll(pattern)].map((match) => stateFact(reading, match, told)))
    : [];
  const against = [...folded.matchAll(AGAINST)].map((match) => againstFact(reading, match, told));
  const short = [...folded.matchAll(SHORT_HAND)].map((match) => shortFact(reading, match, told));
  return [...found, ...against, ...short].filter((fact) => fact !== undefined);
};

const labelOf = (name: string): string | undefined => NAMES.find((entry) => entry.pattern.test(name))?.label;

const stateFact = (reading: PageReading, found: RegExpExecArray, told: Set<string>): Fact | undefined => {
  const { folded, page } = reading.analysis;
  const [whole, name = '', between = '', before, after] = found;
  const start = found.index + (whole.length - whole.trimStart().length);
  if (/\bvaccin|\bsi |\ba verifier|\bverifier/.test(between.replace(THRESHOLD, ' '))) return undefined;
  // What stands between may hold the denial: "toxo : pas immune", "absence d'immunisation".
  const denied = before !== undefined || after !== undefined || /\b(?:non|pas|absence|aucune)\b/.test(whole.slice(name.length));
  const measured = MEASURE.exec(between);
  const at = measured === null ? -1 : folded.indexOf(measured[0], start);
  const value = measured === null ? '' : tidy(page.text.slice(at, at + measured[0].length)).replace(/\s*[.:]+\s*/g, ' ');
  const said = `${denied && /\bnegati/.test(between) ? 'négative, ' : ''}${denied ? 'non ' : ''}immunisée${value === '' ? '' : ` (${value})`}`;
  return serologyFact(reading, { start, end: found.index + whole.length }, name, (label) => `${label} ${said}`, told);
};

const againstFact = (reading: PageReading, found: RegExpExecArray, told: Set<string>): Fact | undefined => {
  const [whole, said = '', name = ''] = found;
  const range = { start: found.index, end: found.index + whole.length };
  const state = /^(?:non|pas|n'est|seroneg)/.test(said) ? 'non immunisée' : 'immunisée';
  return serologyFact(reading, range, name, (label) => `${label} ${state}`, told);
};

const shortFact = (reading: PageReading, found: RegExpExecArray, told: Set<string>): Fact | undefined => {
  const [whole, name = '', answer = ''] = found;
  const said = answer.startsWith('neg') ? 'négative' : 'positive';
  const range = { start: found.index, end: found.index + whole.length };
  return serologyFact(reading, range, name, (label) => `Sérologie ${lowerFirst(label)} ${said}`, told);
};

const serologyFact = (
  reading: PageReading,
  range: Range,
  name: string,
  says: (label: string) => string,
  told: Set<string>,
): Fact | undefined => {
  const label = labelOf(name);
  const { family, otherPerson, hypothetical } = qualificationOf(reading, { start: range.start, end: range.start + name.length }).qualifiers;
  if (label === undefined || told.has(label) || family || otherPerson || hypothetical) return undefined;
  told.add(label);
  return factOf(reading, {
    kind: 'observation',
    label: says(label),
    rule: 'immunity',
    importance: 2,
    status: 'active',
    citation: range,
    section: undefined,
    dated: documentDate(reading),
    extra: { concept: `immunite:${label.toLowerCase()}` },
  });
};
