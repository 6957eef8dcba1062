import type { Fact } from '../../../domain/fact.js';
import type { Range } from '../../text/analysis.js';
import vocabulary from '../../vocabulary/given-drugs.json' with { type: 'json' };
import { isPlannedAct } from '../act-verdict.js';
import { dateFor } from '../dating.js';
import { documentDate } from '../own-date.js';
import { findDrugs, type DrugMention } from './medication-lexicon.js';
import type { PageReading, Sentenced } from '../page-reading.js';
import { clauseOf, factOf, qualificationOf, sentencesOf } from '../page-reading.js';
import { tidy } from '../phrase.js';

const GIVEN = vocabulary.drugs.map(({ atc, act, concept }) => ({ atc: new RegExp(`^(?:${atc})`), act, concept }));
/** What says that a dose was or is to be given, beside its name. */
const CUE =
  /\b(?:perfus\w+|inject\w+|administr\w+|recue?s?|cures?|doses?|infiltr\w+|fait(?:e|es|s)? le|realise\w*|iv\b|intra\w+|pass(?:e|ee) le)/;
const DOSE = /^[^.;,(]{0,24}?\b(\d[\d\u00a0\u202f ]{0,6}(?:[.,]\d+)? ?(?:mg|g|u|ui|ml)(?:\/kg)?)\b/i;
/** "Acide zolédronique 5 mg IV : PAS ENCORE FAIT". */
const NOT_GIVEN =
  /^[^.;,]{0,30}[:,(–-] ?(?:toujours )?(?:pas|non) (?:encore )?(?:faite?|recue?|realisee?|perfusee?|injectee?|administree?|debutee?|commencee?)s?\b/i;
const BEFORE = 60;
const AFTER = 60;

const givenIn = (reading: PageReading, sentenced: Sentenced, drug: DrugMention, other: Range | undefined): Fact | undefined => {
  const { sentence, section } = sentenced;
  const kind = GIVEN.find(({ atc }) => atc.test(drug.atc ?? ''));
  if (kind === undefined) return undefined;
  const end = Math.min(sentence.end, drug.end + AFTER, other?.start ?? sentence.end);
  const around = reading.flat.slice(Math.max(sentence.start, drug.start - BEFORE), end);
  if (!CUE.test(around) || NOT_GIVEN.test(reading.flat.slice(drug.end, end))) return undefined;
  const { qualifiers, cues } = qualificationOf(reading, drug);
  const { family, otherPerson, negated, hypothetical } = qualifiers;
  const planned =
    isPlannedAct(reading.flat, sentence, drug, section?.kind) || /semaine prochaine|prochaine (?:perfusion|cure|injection)/.test(around);
  if (family || otherPerson || negated || (hypothetical && !planned)) return undefined;
  const { text } = reading.analysis.page;
  const written = text.slice(drug.start, drug.end).replace(/\s+/g, ' ');
  const dose = DOSE.exec(text.slice(drug.end, end))?.[1]?.trim();
  const brand = drug.kind === 'brand' ? ` (${written})` : '';
  const dated = dateFor(reading, sentence, drug, planned ? { future: true } : {});
  return factOf(reading, {
    kind: planned ? 'plan' : 'procedure',
    label: tidy(`${kind.act}${drug.substance}${brand}${dose === undefined ? '' : ` ${dose}`}`),
    rule: 'procedure-given',
    importance: 2,
    status: planned ? 'unknown' : 'past',
    citation: clauseOf(reading.analysis, sentence, drug),
    section,
    qualification: { qualifiers: { ...qualifiers, historical: false, hypothetical: planned }, cues },
    dated: dated.date === undefined && !planned && section?.kind === 'procedure' ? documentDate(reading) : dated,
    extra: { concept: kind.concept },
  });
};

/** Infusions and injections given once or at long intervals, which no list of treatments holds: iron, zoledronic acid, botulinum toxin… */
export const givenFacts = (reading: PageReading): Fact[] =>
  sentencesOf(reading).flatMap((sentenced) => {
    const { sentence, section, folded } = sentenced;
    if (section?.kind === 'family-history' || section?.kind === 'allergies' || !CUE.test(folded)) return [];
    const drugs = findDrugs(folded).filter((drug) => drug.kind !== 'ambiguous');
    const shifted = drugs.map((drug) => ({ ...drug, start: drug.start + sentence.start, end: drug.end + sentence.start }));
    return shifted.flatMap((drug, index) => givenIn(reading, sentenced, drug, shifted[index + 1]) ?? []);
  });
