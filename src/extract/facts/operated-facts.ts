import type { Fact } from '../../domain/fact.js';
import type { Range } from '../text/analysis.js';
import vocabulary from '../vocabulary/operated.json' with { type: 'json' };
import type { ConceptMatch } from './clinical-vocabulary.js';
import { isOfAnother } from './concept-status.js';
import { dateFor } from './dating.js';
import type { PageReading, Sentenced } from './page-reading.js';
import { clauseOf, conceptsWithin, factOf, qualificationOf, sentencesOf } from './page-reading.js';
import { labelOf, lateralityOf, lowerFirst, phraseOf, tidy } from './phrase.js';

const ACTS = vocabulary.acts.map(({ condition, act, ...rest }) => ({
  condition: new RegExp(condition),
  act,
  concept: 'concept' in rest ? rest.concept : undefined,
}));

const OPERATED = /\boperee?s?\b/g;
/** "Non opérée", "sera opéré", "à opérer": nobody has operated. */
const NOT_OPERATED =
  /\b(?:non|pas|jamais|ni|sera|seront|serait|devrait|doit|peut|pourra|etre|si|n'a|n'est|pas encore|sans|refuse d')(?: (?:ete|etre|encore|a ce jour))* ?$/;
const REACH = 80;

/** The illness that the words before "opéré" speak of: the nearest, with no end of sentence nor other illness between. */
const operatedIn = (reading: PageReading, sentence: Sentenced['sentence'], { start: at, end }: Range): ConceptMatch | undefined => {
  const before = conceptsWithin(reading.concepts, { start: sentence.start, end: at }).filter((match) => match.concept.kind === 'condition');
  const last = before.findLast((match) => ACTS.some(({ condition }) => condition.test(match.concept.id)));
  if (last === undefined || at - last.end > REACH || /[.;:!?]/.test(reading.flat.slice(last.end, at).replace(/\d[.:]\d/g, '0')))
    return undefined;
  // "Lithiase vésiculaire, hernie inguinale opérée": the word is part of another's name.
  if (conceptsWithin(reading.concepts, { start: last.end, end }).some((match) => match.concept.kind === 'procedure' && match.end >= end))
    return undefined;
  // "Opéré d'une hernie" is named by the act itself; an illness of another nature between them is the one operated on.
  return before.some((match) => match.start >= last.end && match.concept.class !== 'finding' && match.concept.importance >= 2)
    ? undefined
    : last;
};

/** "Cataracte de l'œil droit opérée le 16/05/2023": the operation, named as surgeons name it, beside the illness. */
export const operatedFacts = (reading: PageReading): Fact[] =>
  sentencesOf(reading).flatMap((sentenced) => {
    const { sentence, section, folded } = sentenced;
    if (section?.kind === 'family-history' || section?.kind === 'plan') return [];
    return [...folded.matchAll(OPERATED)].flatMap((found) => {
      const at = sentence.start + found.index;
      const word = { start: at, end: at + found[0].length };
      if (NOT_OPERATED.test(reading.flat.slice(Math.max(sentence.start, at - 24), at))) return [];
      const match = operatedIn(reading, sentence, word);
      const named = match === undefined ? undefined : ACTS.find(({ condition }) => condition.test(match.concept.id));
      if (match === undefined || named === undefined) return [];
      const phrase = phraseOf(reading.analysis, match, { start: sentence.start, end: at });
      const { qualifiers, cues } = qualificationOf(reading, match);
      const { family, otherPerson, instruction, hypothetical, negated } = qualifiers;
      if (family || otherPerson || instruction || hypothetical || negated || isOfAnother(reading.flat, sentence, phrase)) return [];
      const said = labelOf(reading.analysis, match, phrase);
      const laterality = lateralityOf(
        reading.analysis.page.text.slice(phrase.start, word.start),
        reading.analysis.folded.slice(phrase.start, word.start),
      );
      const fact = factOf(reading, {
        kind: 'procedure',
        label: tidy(`${named.act}${lowerFirst(said)}`),
        rule: 'procedure-operated',
        importance: 2,
        status: 'past',
        citation: clauseOf(reading.analysis, sentence, { start: phrase.start, end: word.end }),
        section,
        qualification: { qualifiers, cues },
        dated: dateFor(reading, sentence, word),
        extra: {
          ...(named.concept === undefined ? {} : { concept: named.concept }),
          ...(laterality === undefined ? {} : { laterality }),
        },
      });
      return fact === undefined ? [] : [fact];
    });
  });
