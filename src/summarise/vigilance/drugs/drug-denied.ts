import type { Fact } from '../../../domain/fact.js';
import type { Vigilance } from '../../../domain/synthesis.js';
import { compareDates, daysBetween } from '../../dates.js';
import { drugKey } from '../../drug-names.js';
import { among, perList } from '../../per-document.js';
import { lazily } from '../../lazily.js';
import { quoteWords } from '../../quote.js';
import { groupBy } from '../../text.js';
import type { DrugEvent } from '../../treatments/drug-event.js';
import type { DrugHistory } from '../../treatments/drug-history.js';
import { drugClasses, isOneOf } from './drug-classes.js';
import { once, passagesSideBySide, saying, type Written } from '../passages.js';
import { sideBySide, whoSays, type VigilanceInput } from '../warning.js';

const NO = String.raw`(?:non\b|aucune?\b(?! (?:symptome|signe|douleur|effet|probleme|souci|oubli|reaction|plainte|gene))|0(?![.,\d])|ø|neant\b|jamais\b)`;
/** "Aucune quinolone reçue": nothing of the sort was given. */
const NONE_OF = String.raw`\b(?:aucun(?:e)?|pas d(?:e)?|sans|jamais(?: recu| eu| pris)? d(?:e)?) `;
const RECEIVED = String.raw`(?: [a-z]+)? (?:recue?s?|administree?s?|donnee?s?|prise?s?|injectee?s?|faite?s?|realisee?s?|delivree?s?|prescrite?s?)\b`;
const NOT_GIVEN = `${NONE_OF}[a-z]+${RECEIVED}`;
const answersNo = once(new RegExp(`${String.raw` ?[:=?] ?${NO}|☒ ?non|\[ ?x ?\] ?non`}|${NOT_GIVEN}`));
/** An answer on a form, or plain words that it is not taken; "pas d'AINS" bans instead. */
const DENIES = new RegExp(
  String.raw`[:=?] ?${NO}|(?:☐|\[ ?\]) ?oui ?(?:☒|\[ ?x ?\]) ?non|\bne prend (?:pas|aucun|plus|jamais)|(?<!\b(?:fenetre|periode|jour|jamais) )\b(?:pas|sans|aucun) (?:de |d )?(?:traitement |prise d )?(?:anti ?coagul\w+|anti ?agreg\w+|aod|avk|cortico\w+|biphosphonates?|bisphosphonates?|immunosuppress\w+|chimiotherapie)\b(?! (?:a|jusqu|avant|pendant))|${NOT_GIVEN}`,
);
const BANS = /\b(?:eviter|contre indiqu\w*|proscri\w*|interdi\w*|allerg\w*|intoler\w*|ne (?:pas|jamais|plus) (?:donner|prescrire))\b/;
/** What was taken longer ago may be over. */
const TAKEN_DAYS = 500;
/** What was given once, longer ago, is not what is meant. */
const GIVEN_DAYS = 60;
const notGiven = new RegExp(NOT_GIVEN);

/** A drug or a class denied on a form or in plain words, beside the paper that has it taken. */
export function drugDenied(input: VigilanceInput): readonly Vigilance[] {
  const found: Vigilance[] = [];
  const told = new Set<DrugHistory>();
  for (const denied of [...byClass(input), ...byFact(input)]) {
    const { history, toldWith } = denied;
    if (told.has(history)) continue;
    const taken = takenBefore(denied);
    const last = taken.at(-1);
    if (last === undefined) continue;
    told.add(history);
    const item = toldWith();
    const says = item.text.replace(/^ : /, '');
    found.push({
      ...item,
      text: `${history.label} : ${says}, pris (${whoSays(last.fact, input.sources)})`,
      factIds: [...new Set([...item.factIds, last.fact.id])],
      citations: [...item.citations, ...taken.toReversed().flatMap(({ fact }) => fact.citations)].slice(0, 6),
    });
  }
  return found;
}

interface Denied {
  readonly history: DrugHistory;
  readonly on: string;
  readonly documentId: string;
  /** Of the denial, folded. */
  readonly words: string;
  /** The denial, without its drug. */
  readonly toldWith: () => Vigilance;
}

const classes = lazily(() =>
  drugClasses().classes.map((set) => {
    const names = set.names.map((name) => name.replace(/ /g, '[ -]?')).join('|');
    return {
      set,
      denied: new RegExp(
        `(?<!allergies? |allergie (?:aux?|a la) |intolerance aux? )\\b(?:${names})s?(?: (?:au long cours|en cours|oraux|et [a-z]+|ou [a-z]+|[a-z]+agregants?|ou [«"]? ?[a-z]+ ?[»"]?))* ?[:=?] ?${NO}|${NONE_OF}(?:${names})s?${RECEIVED}`,
      ),
    };
  }),
);

/** The last answer that denies each class. */
const classesDenied = perList((answers: readonly Written[]) => {
  const own = answers.filter(({ date, words }) => date !== undefined && !/\ballerg|\bintoler|\bhypersensib|\bremplac/.test(words));
  return classes().flatMap(({ set, denied }) => {
    const passage = own.findLast(({ words }) => denied.test(words));
    return passage?.date === undefined ? [] : [{ set, passage, on: passage.date }];
  });
});

/** Classes that a form names by their common names. */
const byClass = ({ passages, histories }: VigilanceInput): readonly Denied[] =>
  classesDenied(saying(passages, answersNo)).flatMap(({ set, passage, on }) =>
    histories
      .filter((history) => isOneOf(history, set))
      .map((history) => ({
        history,
        on,
        documentId: passage.documentId,
        words: passage.words,
        toldWith: () =>
          passagesSideBySide({ rule: 'vigilance:class-denied', subject: '', sides: [{ says: 'dit non', passage }], importance: 3 }),
      })),
  );

/** Drugs and classes that were read as not taken. */
function byFact({ facts, histories, sources }: VigilanceInput): readonly Denied[] {
  const byKey = groupBy(histories, ({ key }) => key);
  return denials(facts)
    .toReversed()
    .flatMap((fact): readonly Denied[] => {
      const on = sources.dateOf(fact.documentId);
      if (on === undefined) return [];
      return (isOfAClass(fact) ? histories.filter(isIn(fact)) : (byKey.get(drugKey(fact)) ?? [])).map((history) => ({
        history,
        on,
        documentId: fact.documentId,
        words: quoteWords(fact),
        toldWith: () =>
          sideBySide({ rule: 'vigilance:class-denied', subject: '', sides: [{ says: 'dit non', fact }], importance: 3, sources }),
      }));
    });
}

const isDenial = (fact: Fact): boolean =>
  fact.kind === 'medication' &&
  fact.medication?.event === 'not-taken' &&
  !fact.qualifiers.family &&
  !fact.qualifiers.otherPerson &&
  !fact.qualifiers.hypothetical &&
  DENIES.test(quoteWords(fact)) &&
  !BANS.test(quoteWords(fact));
const denials = among(isDenial);

const isOfAClass = ({ concept }: Fact): boolean => concept?.startsWith('class:') === true;
const isIn =
  ({ medication }: Fact) =>
  ({ atc }: DrugHistory): boolean =>
    medication?.atc !== undefined && atc?.startsWith(medication.atc) === true;

/** Taken by the word of another paper of before, and not stopped since. */
function takenBefore({ history, on, documentId, words }: Denied): readonly DrugEvent[] {
  const isGiven = notGiven.test(words);
  const before = history.events.filter(
    (event) => event.fact.documentId !== documentId && event.date !== undefined && compareDates(event.date, on) <= 0,
  );
  const taken = before.filter(
    ({ act, date, medication }) =>
      (act === 'take' && medication.duration === undefined && daysBetween(date ?? on, on) <= TAKEN_DAYS) ||
      (isGiven && act === 'administer' && daysBetween(date ?? on, on) <= GIVEN_DAYS),
  );
  const last = taken.at(-1);
  const stopped = before.some(
    (event) => event.act === 'stop' && event.fact.kind === 'medication' && last !== undefined && compareDates(event.date, last.date) >= 0,
  );
  return stopped ? [] : taken;
}
