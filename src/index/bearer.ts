import type { PageAnalysis, Range } from '../extract/text/analysis.js';
import { fold } from '../extract/text/fold.js';
import { qualify } from '../extract/text/qualify.js';
import persons from '../extract/text/vocabulary/persons.json' with { type: 'json' };

/** The label of any relative. */
const ANY = 'famille';
const anyOf = (words: readonly string[]): RegExp => {
  const plain = words.map((word) => word.replace(/ - /g, '-')).filter((word) => /^[\p{L} -]+$/u.test(word));
  return new RegExp(`(?<![\\p{L}-])(?:${plain.join('|')})(?![\\p{L}-])`, 'u');
};
const RELATIVES = persons.family.flatMap(({ label, words }) => (label === ANY ? [] : [{ label, named: anyOf(words) }]));
const OTHERS = anyOf(persons.other.flatMap(({ words }) => words));

/** The relative of a question that speaks of kin: "mère", or "famille" for any of them. */
export const relativeNamed = (question: string): string => RELATIVES.find(({ named }) => named.test(fold(question)))?.label ?? ANY;

/** Is somebody named who is neither the patient nor a relative ("le mari")? */
export const namesAnother = (text: string): boolean => OTHERS.test(fold(text));

/** The relative named last before a place: the nearest bears what follows. */
function nearestBefore(folded: string): string | undefined {
  const last = RELATIVES.map(({ label, named }) => ({ label, at: [...folded.matchAll(new RegExp(named, 'gu'))].at(-1)?.index ?? -1 }));
  const [nearest] = last.sort((a, b) => b.at - a.at);
  return nearest === undefined || nearest.at < 0 ? undefined : nearest.label;
}

/**
 * Why a sentence does not speak of whom the question is about: each place that names the thing asked for (offsets into the sentence) is
 * read with its qualifiers, and one that may be his is enough. What is asked of a relative must be named beside him: "Mère : cancer du
 * sein" says nothing of another illness. Undefined where the sentence may be his.
 */
export function ofAnother(
  analysis: PageAnalysis,
  sentence: Range,
  places: readonly Range[],
  relative: string | undefined,
): string | undefined {
  if (places.length === 0) return relative === undefined || relative === ANY ? undefined : 'un proche, sans ce qui est demandé';
  const mayBeHis = places.some(({ start, end }) => {
    const { qualifiers, familyMember } = qualify(analysis, { start: sentence.start + start, end: sentence.start + end });
    if (relative === undefined) return !qualifiers.family && !qualifiers.otherPerson;
    if (familyMember === undefined || familyMember === ANY || relative === ANY) return true;
    return relative === (nearestBefore(analysis.folded.slice(sentence.start, sentence.start + start)) ?? familyMember);
  });
  return mayBeHis ? undefined : relative === undefined ? 'un proche' : 'un autre proche';
}
