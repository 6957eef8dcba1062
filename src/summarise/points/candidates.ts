import type { Citations } from '../../domain/citation.js';
import type { Section, Statement, Vigilance } from '../../domain/synthesis.js';
import { fold } from '../text.js';
import { briefOf } from './brief.js';
import { withoutTitles } from '../vigilance/warning.js';

/** What a point is about: clauses of one theme are told together. */
export type Theme = 'allergy' | 'drug' | 'ended' | 'result' | 'exam' | 'illness' | 'plan' | 'warning' | 'setting';

/** One clause that a point may hold: a line of the synthesis, or a warning. */
export interface Candidate {
  readonly id: string;
  readonly theme: Theme;
  /** The line as a clause: without what a reader of five lines can do without. */
  readonly text: string;
  readonly label: string;
  readonly section: string;
  readonly statement: Statement;
}

const ALLERGIES = '48765-2';
const PROBLEMS = '11450-4';
const TREATMENTS = '10160-0';
const HISTORY = '11348-0';
const ACTS = '47519-4';
const DEVICES = '46264-8';
const RESULTS = '30954-2';
const MEASURES = '8716-3';
export const PREGNANCIES = '10162-6';
const PLANS = '18776-5';
/** Warnings are candidates too, under no section of the record. */
export const WARNINGS = 'vigilance';

const THEMES: Readonly<Record<string, Theme>> = {
  [ALLERGIES]: 'allergy',
  [PROBLEMS]: 'illness',
  [HISTORY]: 'illness',
  [PREGNANCIES]: 'illness',
  [TREATMENTS]: 'drug',
  [ACTS]: 'exam',
  [DEVICES]: 'exam',
  [RESULTS]: 'result',
  [MEASURES]: 'result',
  [PLANS]: 'plan',
};

/** Contradictions of form: which year, whether a list mentions it. */
const FORMAL = /dates-differ|none-known|vaccines-up-to-date|low-confidence/;
/** What a warning is about decides with which clauses it is told. */
const WARNING_THEMES: readonly (readonly [RegExp, Theme])[] = [
  [/allergy/, 'allergy'],
  [/listed-after-stop|stopped-since|stopped-by-patient/, 'ended'],
  [/association|kidney-limit|bleeding|written-and-denied|prescribed-not-taken|dose/, 'drug'],
  [/trend|two-values|measure-differs/, 'result'],
];

/** Every line and every warning of two things side by side. */
export function candidatesOf(sections: readonly Section[], vigilance: readonly Vigilance[]): readonly Candidate[] {
  const lines = sections.flatMap(({ code, statements }) =>
    statements.map((statement): Candidate => ({
      id: statement.id,
      theme: themeOf(statement, code),
      text: clauseOf(statement, code),
      label: statement.fact.label,
      section: code,
      statement,
    })),
  );
  return [...lines, ...vigilance.flatMap((warning) => warningOf(warning))];
}

function themeOf(statement: Statement, code: string): Theme {
  if (code === TREATMENTS && statement.fact.status === 'stopped') return 'ended';
  // Conclusions of a report are no figure.
  if (code === RESULTS && statement.fact.value === undefined) return 'exam';
  return THEMES[code] ?? 'setting';
}

function warningOf({ kind, text, rule, importance, factIds, citations }: Vigilance): readonly Candidate[] {
  const [first, ...rest] = citations;
  if ((kind !== 'conflict' && kind !== 'safety') || first === undefined || factIds.length === 0 || FORMAL.test(rule)) return [];
  const cited: Citations = [first, ...rest];
  const label = text.split(' : ')[0] ?? text;
  return [
    {
      id: `${rule}|${factIds.join('|')}`,
      theme: WARNING_THEMES.find(([pattern]) => pattern.test(rule))?.[1] ?? 'warning',
      text: withoutTitles(text),
      label,
      section: WARNINGS,
      statement: {
        id: `${rule}|${factIds.join('|')}`,
        text,
        fact: {
          kind: 'observation',
          label,
          status: 'unknown',
          // Of two sources that disagree, neither is affirmed.
          qualifiers: { negated: false, hypothetical: kind === 'conflict', family: false, historical: false, reported: false },
        },
        importance,
        rule,
        factIds,
        citations: cited,
      },
    },
  ];
}

/** Since when an old drug is taken, and that a laboratory marked a value which stands there, are for the line itself. */
function clauseOf({ text, fact }: Statement, code: string): string {
  const told =
    code === TREATMENTS && fact.status === 'active'
      ? text.replace(/, (?:à cette dose )?depuis (?:le )?(?:\d{2}\/\d{2}\/)?(?:\p{L}+ )?\d{4}(?=,|$| ;)/gu, '')
      : text;
  return briefOf(told.replace(/, (?:élevé|bas) selon le laboratoire|, signalé anormal/g, ''));
}

export const isAbnormal = (text: string): boolean => /élevé selon|bas selon|signalé anormal/.test(text);

/** Measures of which only one side is a finding. */
const HIGH_ONLY =
  /^(?:psa|crp|bnp|nt pro|troponin|d dimer|calprotect|ldl|triglycer|hba1c|creatinin|bilirub|alat|asat|ggt|gamma gt|ca ?\d|ace\b|lipase)/;
export const meaninglessFlag = (label: string, text: string): boolean => HIGH_ONLY.test(fold(label)) && /bas selon/.test(text);
