import type { Fact } from '../../domain/fact.js';
import type { Vigilance } from '../../domain/synthesis.js';
import { conceptTraits } from '../concepts.js';
import { compareDates, compatibleDates, daysBetween } from '../dates.js';
import { isAffirmed } from '../line.js';
import { perDocument } from '../per-document.js';
import { quoteWords } from '../quote.js';
import type { Sources } from '../sources.js';
import { fold, groupBy } from '../text.js';
import { areTwoSpecimens } from './specimens.js';
import { sideBySide, type VigilanceInput } from './warning.js';

/** Classifications of one specimen or one examination: two grades of the same date cannot both be. */
export const CLASSIFICATIONS =
  'marsh|rutgeerts|garden|gleason|fuhrman|nottingham|sbr|bethesda|metavir|kellgren|forrest|los angeles|mayo|simes|haggitt|vienne|breslow|clark|fazekas';
const GRADE = '(i{1,3}v?|iv|v|\\d|i\\d)\\s?([a-d])?';
const AFTER = new RegExp(`\\b(${CLASSIFICATIONS})\\b(?: modifiee?)?(?: (?:grade|stade|score|a|de|est|:))*:? ${GRADE}\\b`);
const BEFORE = new RegExp(
  `\\b(?:grade|stade|score|classee?|cotee?) ${GRADE} (?:de |selon |dans )(?:la classification |le score )?(?:de )?(${CLASSIFICATIONS})\\b`,
);
/** Grades and stages as the figures that stand for them elsewhere. */
export const ROMAN: Readonly<Record<string, string>> = { i: '1', ii: '2', iii: '3', iv: '4', v: '5' };
const SAME_EXAM_DAYS = 90;

interface Graded {
  readonly fact: Fact;
  readonly name: string;
  readonly grade: string;
}

/** The last of the pairs, in order of the first, then of the second. */
function lastPair<T>(members: readonly T[], differ: (a: T, b: T) => boolean): readonly [T, T] | undefined {
  for (let first = members.length - 2; first >= 0; first -= 1) {
    const a = members[first] as T;
    const b = members.slice(first + 1).findLast((one) => differ(a, one));
    if (b !== undefined) return [a, b];
  }
  return undefined;
}

const LEAST_GLEASON = 6;

const gradedIn = perDocument((own: readonly Fact[]) =>
  own.flatMap((fact): readonly Graded[] => {
    if (fact.qualifiers.family || fact.qualifiers.negated || fact.qualifiers.otherPerson || fact.qualifiers.instruction) return [];
    const read = gradeIn(fold(fact.citations[0].quote.replace(/[,;()]/g, ' ')));
    // "Gleason 3 + 4" is read where things are told: a lone 3 or 4 is one of its terms.
    return read === undefined || (read.name === 'gleason' && Number(read.grade) < LEAST_GLEASON) ? [] : [{ fact, ...read }];
  }),
);

/** One classification, two grades for one examination. */
export function differingGrades({ facts, sources }: VigilanceInput): readonly Vigilance[] {
  const graded = gradedIn(facts);
  const found: Vigilance[] = [];
  for (const name of new Set(graded.map((one) => one.name))) {
    const members = graded.filter((one) => one.name === name);
    const pair = lastPair(
      members,
      (a, b) => a.grade !== b.grade && a.fact.citations[0].quote !== b.fact.citations[0].quote && sameExam(a.fact, b.fact, sources),
    );
    if (pair === undefined) continue;
    const [a, b] = pair;
    const side = ({ fact, grade }: Graded): { says: string; fact: Fact; also: readonly Fact[] } => ({
      says: grade,
      fact,
      also: members.filter((one) => one.grade === grade && one.fact !== fact).map((one) => one.fact),
    });
    found.push(
      sideBySide({
        rule: 'vigilance:grade-differs',
        subject: `${name}, grades différents`,
        sides: [side(a), side(b)],
        importance: 2,
        sources,
      }),
    );
  }
  return found;
}

/** What stages a lasting illness: "stade 3b", "GOLD 2", "NYHA III", "Child B". */
const STAGE =
  /\b(stade|gold|nyha|child(?: pugh)?|classe fonctionnelle|kdigo|hoehn et yahr|edss|eva gold)\s?(?::|de|a|au)?\s?(iv|i{1,3}|[0-5](?:[.,]5)?|[abcd]\b)\s?([abcd]\b)?/;

const stagedIn = perDocument((own: readonly Fact[]) =>
  own.flatMap((fact) => {
    if (fact.kind !== 'condition' || !isAffirmed(fact) || fact.qualifiers.family || conceptTraits(fact.concept)?.chronic !== true)
      return [];
    const read = STAGE.exec(fold(fact.label)) ?? STAGE.exec(quoteWords(fact));
    const scale = read?.[1];
    const stage = read === null || scale === undefined ? undefined : `${ROMAN[read[2] ?? ''] ?? read[2] ?? ''}${read[3] ?? ''}`;
    return stage === undefined || scale === undefined ? [] : [{ fact, scale, stage }];
  }),
);

/** One lasting illness whose stage changed between two documents: the older and the latest side by side. */
export function stagesMoved({ facts, sources }: VigilanceInput): readonly Vigilance[] {
  const staged = stagedIn(facts).flatMap((one) => {
    const writtenOn = sources.dateOf(one.fact.documentId);
    return writtenOn === undefined ? [] : [{ ...one, writtenOn }];
  });
  const found: Vigilance[] = [];
  for (const [, members] of groupBy(staged, (one) => `${one.fact.concept ?? ''}|${one.scale}`)) {
    const ordered = members.toSorted((a, b) => compareDates(a.writtenOn, b.writtenOn));
    const last = ordered.at(-1);
    const before = ordered.findLast(
      (one) => last !== undefined && one.stage !== last.stage && one.fact.documentId !== last.fact.documentId,
    );
    if (last === undefined || before === undefined) continue;
    const sides = [before, last].map(({ fact, scale, stage }) => ({
      says: `${scale.toUpperCase() === scale || scale === 'stade' ? scale : scale.toUpperCase()} ${stage}`,
      fact,
      also: members.filter((one) => one.stage === stage && one.fact !== fact).map((one) => one.fact),
    }));
    found.push(
      sideBySide({
        rule: 'vigilance:stage-moved',
        kind: 'safety',
        subject: conceptTraits(last.fact.concept)?.label ?? last.fact.label,
        sides,
        importance: 2,
        sources,
      }),
    );
  }
  return found;
}

function gradeIn(text: string): { readonly name: string; readonly grade: string } | undefined {
  const before = BEFORE.exec(text);
  const after = before === null ? AFTER.exec(text) : null;
  const [name, number, letter] = before === null ? [after?.[1], after?.[2], after?.[3]] : [before[3], before[1], before[2]];
  if (name === undefined || number === undefined) return undefined;
  return { name, grade: `${ROMAN[number] ?? number}${letter ?? ''}` };
}

/** Dated to the same time, by the text or by the document. */
function sameExam(a: Fact, b: Fact, sources: Sources): boolean {
  const [left, right] = [a.date ?? sources.dateOf(a.documentId), b.date ?? sources.dateOf(b.documentId)];
  if (left === undefined || right === undefined) return false;
  const said = ({ documentId, citations: [{ quote }] }: Fact): { readonly words: string; readonly title: string } => ({
    words: fold(quote),
    title: sources.byId.get(documentId)?.title ?? '',
  });
  // "Gleason 7, biopsies de mars : 6" may have taken the month of the biopsies: either may be told first.
  if (areTwoSpecimens(said(a), said(b)) || areTwoSpecimens(said(b), said(a))) return false;
  return compatibleDates(left, right) || Math.abs(daysBetween(left, right)) <= SAME_EXAM_DAYS;
}
