import { normalised } from '../fuzzy.js';
import { docOf, numbersOf, poolOf, type Said } from './matching.js';
import { f1, mean, share, type Finding, type Measure } from './measure.js';

/** Words that carry no news by themselves. */
const EMPTY = new Set(['avec', 'dans', 'depuis', 'deux', 'pour', 'puis', 'sans', 'sont', 'voir', 'faite', 'fait', 'matin', 'soir', 'fois']);
/** A change is told when this share of its words and numbers is. */
const TOLD = 0.5;
const MONTH_OR_DAY = /\b\d{1,2}\/\d{1,2}(?:\/\d{2,4})?\b/g;

/** A word stands for its inflections: its first five letters. */
const wordsOf = (text: string): Set<string> =>
  new Set((normalised(text).match(/[a-z]{4,}/g) ?? []).filter((word) => !EMPTY.has(word)).map((word) => word.slice(0, 5)));

const quotesOf = (said: Said): string => said.citations.map(({ quote }) => quote).join(' ');
const textOf = ({ text, label, brand, dose, value, fact, ...rest }: Said): string =>
  [text, label, brand, dose, value, fact?.label, quotesOf({ ...rest })].filter((part) => part !== undefined).join(' ');

/**
 * What is new since the last visit of the gold. Documents: those dated after it, against the gold's list, F1. Changes: the gold writes each in
 * a few words; it is told when half of its words and numbers (dates aside) stand in lines that only new documents support and that share a
 * word with it.
 */
export const since: Measure = ({ dossier, runs }) => {
  const gold = dossier.gold.sinceLastVisit;
  if (gold?.date == null) return { figures: { sinceDocuments: null, sinceChanges: null }, findings: [] };
  const after = gold.date;
  const shown = runs[0].documents.filter(
    ({ date, status }) => date != null && date > after && status !== 'quarantined' && status !== 'duplicate',
  );
  const fresh = new Set(shown.map(({ file }) => docOf({ document: file })));
  const wanted = gold.new.filter(
    (id) => !dossier.gold.misfiled.includes(id) && !dossier.gold.duplicates.some((group) => group.indexOf(id) > 0),
  );
  const found = wanted.filter((id) => fresh.has(id));
  const lines = poolOf(runs[0])
    .filter(({ citations }) => citations.length > 0 && citations.every((citation) => fresh.has(docOf(citation))))
    .map((said) => {
      const text = textOf(said);
      return { words: wordsOf(text), numbers: numbersOf(text) };
    });
  const findings: Finding[] = wanted.filter((id) => !fresh.has(id)).map((id) => ({ measure: 'since/document', text: id, sources: [] }));
  const told = gold.keyChanges.map((change) => {
    const words = [...wordsOf(change)];
    const numbers = [...numbersOf(change.replaceAll(MONTH_OR_DAY, ' '))];
    const about = lines.filter((line) => words.some((word) => line.words.has(word)));
    const carried = [
      ...words.filter((word) => about.some((line) => line.words.has(word))),
      ...numbers.filter((number) => about.some((line) => line.numbers.has(number))),
    ];
    const covered = carried.length >= TOLD * (words.length + numbers.length);
    if (!covered) findings.push({ measure: 'since/change', text: change, sources: [] });
    return covered ? 1 : 0;
  });
  const documents = wanted.length + fresh.size === 0 ? null : f1(share(found.length, fresh.size), share(found.length, wanted.length));
  return { figures: { sinceDocuments: documents, sinceChanges: mean(told) }, findings };
};
