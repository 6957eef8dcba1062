import type { Vigilance } from '../../domain/synthesis.js';
import { compareDates } from '../dates.js';
import { decapitalise, groupBy } from '../text.js';
import { once, passagesSideBySide } from './passages.js';
import { whoSays, type VigilanceInput } from './warning.js';

/** "ALL : 0", "Allergies : aucune signalée", "allergie médicamenteuse : néant". */
const NONE =
  /\ball(?:ergies?)?(?: medicamenteuses?| alimentaires?| connues?)? ?(?:\(s\))? ?: ?(?:0|neant|ras|aucune?s?(?: (?:connue|signalee|declaree|notee|rapportee)s?)?|non(?! renseigne| precise| connu)|pas d allergie)\b|\b(?:pas d|aucune) allergie (?:medicamenteuse )?(?:connue|signalee|notee|declaree)/;

const saysNone = once(NONE);

/** "No allergy" written in any paper after one was known, where no fact has told it. */
export function noneWritten({ passages, facts, sources }: VigilanceInput, told: readonly Vigilance[]): readonly Vigilance[] {
  const known = facts.filter(
    (fact) =>
      fact.kind === 'allergy' &&
      fact.allergy?.certainty === 'confirmed' &&
      fact.importance >= 3 &&
      !fact.qualifiers.family &&
      !fact.qualifiers.otherPerson &&
      !fact.qualifiers.negated &&
      fact.status !== 'ruled-out' &&
      fact.status !== 'absent' &&
      !fact.allergy.intolerance,
  );
  const done = new Set(
    told
      .filter(({ rule }) => rule === 'vigilance:none-known-against-allergy')
      .flatMap(({ citations }) => citations.slice(0, 1).map(({ span }) => span.documentId)),
  );
  const wrong = [...groupBy(passages.filter(saysNone), (one) => one.documentId).values()].flatMap(([none]) => {
    if (none === undefined) return [];
    const before = known.filter(
      (fact) => fact.documentId !== none.documentId && compareDates(fact.date ?? sources.dateOf(fact.documentId), none.date) < 0,
    );
    const denied = facts.some(
      (fact) => fact.documentId === none.documentId && known.some((one) => one.concept !== undefined && one.concept === fact.concept),
    );
    return before.length === 0 || denied ? [] : [{ none, before }];
  });
  const last = wrong.findLast(({ none }) => !done.has(none.documentId));
  const fact = last?.before[0];
  if (last === undefined || fact === undefined) return [];
  const item = passagesSideBySide({
    rule: 'vigilance:none-known-against-allergy',
    subject: 'Allergies',
    sides: [
      {
        says: '« aucune »',
        passage: last.none,
        also: wrong
          .slice(0, -1)
          .map(({ none }) => none)
          .slice(-3),
      },
    ],
    factIds: last.before.map(({ id }) => id),
    importance: 3,
  });
  const bearing = [...new Map(last.before.map((one) => [one.documentId, one.citations[0]])).values()];
  return [
    {
      ...item,
      text: `${item.text}, mais ${decapitalise(fact.label)} (${whoSays(fact, sources)})`,
      citations: [...item.citations, ...bearing].slice(0, 10),
    },
  ];
}
