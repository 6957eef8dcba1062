import type { Fact } from '../../domain/fact.js';
import type { DateMention } from '../text/analysis.js';
import type { ConceptMatch } from './clinical-vocabulary.js';
import { PHRASE_REACH } from './concept-parts.js';
import { askedApart } from './concept-status.js';
import type { Dated } from './fact-builder.js';
import type { PageReading } from './page-reading.js';
import { conceptsWithin, sentencesOf } from './page-reading.js';
import { phraseOf } from './phrase.js';
import { actFact, deviceLeft } from './act-facts.js';
import { conditionFact } from './condition-facts.js';

/** An act or a device named behind a phrase is no part of it. */
const actsAfter = (reading: PageReading, match: ConceptMatch): readonly ConceptMatch[] =>
  conceptsWithin(reading.concepts, { start: match.end + 1, end: match.end + PHRASE_REACH }).filter(
    (other) => other.concept.kind !== 'condition',
  );

/** "HGPO 07/12", "DXA 06/26": behind an act, a day or a month in figures is no rank on a scale. */
const daysAfter = ({ dates, flat }: PageReading, match: ConceptMatch): readonly DateMention[] =>
  match.concept.kind !== 'procedure'
    ? []
    : dates.filter(
        ({ start, end, kind }) =>
          kind === 'absolute' && start > match.end && end <= match.end + PHRASE_REACH && /^\d{2}\/\d{2}$/.test(flat.slice(start, end)),
      );

/**
 * Conditions, acts and devices named on a page: one fact per mention, with the noun phrase that makes it precise.
 * What is said of kin, of other people or as advice is left to other rules or left out; what is denied is kept as absent.
 */
export const conceptFacts = (reading: PageReading): Fact[] => {
  const facts: Fact[] = [];
  const known = new Set<string>();
  let at = 0;
  for (const sentenced of sentencesOf(reading)) {
    const { sentence } = sentenced;
    while (at < reading.concepts.length && (reading.concepts[at]?.start ?? 0) < sentence.start) at += 1;
    let covered = -1;
    const datedBefore = new Map<string, Dated>();
    for (; at < reading.concepts.length; at += 1) {
      const match = reading.concepts[at];
      if (match === undefined || match.start >= sentence.end) break;
      const phrase = askedApart(
        reading.flat,
        match,
        phraseOf(reading.analysis, match, sentence, [...actsAfter(reading, match), ...daysAfter(reading, match)]),
      );
      // "Fracture du col avec luxation": a general word inside a phrase already told is no second fact.
      if (match.start < covered && (match.concept.class === 'morphology' || match.concept.importance === 1)) continue;
      const read =
        match.concept.kind === 'condition'
          ? conditionFact(reading, sentenced, match, phrase, known)
          : actFact(reading, sentenced, match, phrase);
      if (read === undefined) continue;
      // "Il tousse depuis l'automne, une toux sèche": the same thing said again keeps its date.
      const before = datedBefore.get(match.concept.id);
      const fact = read.dateSource === 'text' || before === undefined ? read : { ...read, ...before };
      if (read.dateSource === 'text' && read.date !== undefined)
        datedBefore.set(match.concept.id, {
          date: read.date,
          dateSource: 'text',
          ...(read.endDate === undefined ? {} : { endDate: read.endDate }),
        });
      covered = Math.max(covered, phrase.end);
      facts.push(fact, ...deviceLeft(fact, match.concept));
      if (fact.status !== 'absent') known.add(match.concept.id);
    }
  }
  return facts;
};
