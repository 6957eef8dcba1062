import type { Fact } from '../../domain/fact.js';
import { sectionAt } from '../text/analyse-page.js';
import type { PageAnalysis } from '../text/analysis.js';
import { findDates } from '../text/dates.js';
import { splitLines } from '../text/lines.js';
import { statementAt } from './fact-builder.js';
import type { FactContext } from './fact-builder.js';
import { readEvent } from './medication-events.js';
import { MAX_AFTER, toFact } from './medication-fact.js';
import { findDrugs } from './medication-lexicon.js';
import { isDrugUse, mergeNames } from './medication-mentions.js';
import { readPosology } from './medication-posology.js';
import { MEDICATION_SECTIONS, blockSupplies, clauseEnd, lineOf, posologyEnd, shareCue } from './medication-scope.js';
import type { Scoped } from './medication-scope.js';

const PRESCRIPTION_TITLE =
  /^[^\n]{0,40}\b(?:ordonnance|prescriptions? (?:relatives?|en rapport|sans rapport|initiale)|prescription medicale)\b/m;
const PRESCRIPTION_TYPES = new Set(['57833-6', '29551-9', '57828-6']);
const MAX_BEFORE = 110;

/**
 * What a page says of drugs: one fact a mention, with strength, dose, route, frequency, duration, renewals and the event
 * that the words around it or its section state. Drugs of allergy sections, of antibiograms and of assays are left out.
 */
export function extractMedications(analysis: PageAnalysis, context: FactContext): Fact[] {
  const { folded } = analysis;
  const lines = splitLines(analysis.page, folded);
  const prescription = isPrescription(folded, context);
  const dates = findDates(analysis, {
    ...(context.documentDate === undefined ? {} : { documentDate: context.documentDate }),
    ...(context.birthDate === undefined ? {} : { birthDate: context.birthDate }),
  });
  const drugs = mergeNames(findDrugs(folded, analysis.page.source === 'ocr'), folded);
  const scoped: Scoped[] = [];
  drugs.forEach((drug, index) => {
    const section = sectionAt(analysis, drug.start)?.kind ?? 'body';
    const lineIndex = lineOf(lines, drug.start);
    const line = lines[lineIndex];
    if (
      line === undefined ||
      section === 'allergies' ||
      section === 'laboratory' ||
      section === 'immunizations' ||
      context.documentType === '11502-2'
    )
      return;
    const heads = /^(?:[^a-z]*|[^a-z]{0,6}[a-z]\))$/.test(folded.slice(line.start, drug.start));
    const sentence = statementAt(analysis, drug.start) ?? line;
    const next = drugs
      .slice(index + 1, index + 3)
      .find((other) => other.kind !== 'class' || !/\b(?:sa|son|ses) $/.test(folded.slice(other.start - 5, other.start)));
    const ownEnd = heads
      ? Math.max(posologyEnd(lines, lineIndex, folded, drugs), line.end)
      : Math.max(sentence.end, Math.min(line.end, drug.end));
    const closing = bracketEnd(folded, drugs[index - 1]?.end ?? sentence.start, drug);
    const scopeEnd = Math.max(drug.end, Math.min(next?.start ?? Infinity, closing ?? Infinity, ownEnd));
    const previous = drugs[index - 1];
    const from = Math.max(
      heads ? line.start : sentence.start,
      drug.start - MAX_BEFORE,
      previous === undefined ? 0 : Math.min(previous.end, drug.start),
    );
    const before = folded.slice(from, drug.start);
    const own = readPosology(
      folded,
      drug.end,
      heads ? Math.min(scopeEnd, drug.end + 260) : clauseEnd(folded, drug.end, Math.min(scopeEnd, drug.end + 130)),
    );
    // "NOVORAPID (a remplacé l'Humalog), 38 U/j": the dose behind the bracket is the first drug's.
    const resume = next === undefined || own.dose !== undefined ? undefined : bracketEnd(folded, drug.end, next);
    const posology =
      resume === undefined || resume >= ownEnd
        ? own
        : readPosology(
            folded,
            resume,
            Math.min(drugs[index + 2]?.start ?? Infinity, clauseEnd(folded, resume, Math.min(ownEnd, resume + 60))),
          );
    if (
      !isDrugUse(drug, folded, {
        before,
        after: folded.slice(drug.end, drug.end + 60),
        line: folded.slice(line.start, line.end),
        inList: MEDICATION_SECTIONS.has(section) || (prescription && heads),
        hasDose: posology.dose !== undefined,
      })
    )
      return;
    const cue = readEvent(
      before,
      folded.slice(drug.end, Math.min(scopeEnd, drug.end + MAX_AFTER)),
      folded.slice(sentence.start, sentence.start + 40),
    );
    scoped.push({
      drug,
      section,
      heads,
      scopeEnd,
      sentence,
      posology,
      cue,
      cueBefore: cue !== undefined && cue.start < before.length && cue.end === before.length && cue.newDose === undefined,
    });
  });
  const supply = blockSupplies(scoped, lines, folded);
  return scoped.flatMap((item, index) => {
    const fact = toFact(item, shareCue(scoped, index, folded), { analysis, context, prescription, dates, supply: supply.get(item) });
    return fact === undefined ? [] : [fact];
  });
}

/** Where the bracket that opened between `from` and the name closes; undefined where the name is in none. */
function bracketEnd(folded: string, from: number, drug: { readonly start: number; readonly end: number }): number | undefined {
  const open = folded.lastIndexOf('(', drug.start);
  if (open < from || folded.slice(open, drug.start).includes(')')) return undefined;
  const close = folded.indexOf(')', drug.end);
  return close < 0 || close - drug.end > 90 ? undefined : close;
}

/** True where the document's type or a heading at the top of the page says prescription. */
export const isPrescription = (folded: string, context: FactContext): boolean =>
  context.prescription === true ||
  (context.documentType !== undefined && PRESCRIPTION_TYPES.has(context.documentType)) ||
  PRESCRIPTION_TITLE.test(folded.slice(0, 1600));
