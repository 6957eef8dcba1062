import type { PartialDate } from '../../domain/citation.js';
import type { Vigilance } from '../../domain/synthesis.js';
import { compareDates, daysBetween } from '../dates.js';
import { lazily } from '../lazily.js';
import { perDocument } from '../per-document.js';
import { fold } from '../text.js';
import { once, passagesSideBySide, readForGood, type Written } from './passages.js';
import { termsIn } from './same-words.js';
import { placesIn } from './things.js';
import { INTERLOCUTOR, KIN } from './told/claim.js';
import { tellsDay, toldDates } from './told-dates.js';
import type { VigilanceInput } from './warning.js';

/** Names of acts and examinations, by the ends of their words or by what they are called. */
const ACT =
  /(?:scop|graphi|ectomi|otomi|plasti|centes|ponctio|biopsie|infiltration|transfusion|perfusi|vaccin|coloscopie|gastroscopie|echographie|scanner|irm|mammographie|radiographie|coronarographie|polygraphie|frottis|ablatio|avulsio|extracti|embolis|cardiov|thoraco|dialyse|hemodia|scintig|tep|holter|spirome|efr|fond d oeil|amnioce|drainag|thrombe|thrombo|endosco|cystosc|conisat|curetag|cure|arthros|laparos|intuba|sondage|injection|depista)/;
/** Words for the act that the paper is about. */
const THE_ACT = /\b(?:l examen|examen|acte|geste|intervention|procedure|injection|prelevement|seance)\b/;
const DONE_WORDS = 'faite?s?|realisee?s?|effectuee?s?|pratiquee?s?|passee?s?|posee?s?|administree?s?|recue?s?|eu lieu|abouti';
const NOT_DONE = new RegExp(
  String.raw`\bannul\w+|\b(?:non|pas|jamais|pas encore) (?:pu )?(?:etre |ete |avoir )?(?:${DONE_WORDS})\b|\bn (?:a|ont) (?:pas|jamais) (?:pu )?(?:etre |ete |avoir )?(?:${DONE_WORDS}|eu)\b|\brefus\w*|\bdeclin\w+|\brecuse\w*|\bne s est pas presente\w*|\bn est pas venue?|\b(?:absente?|defection) (?:a|au|le jour)|\bimpossible|\birrealisable|\bnon realisable|\breport(?:e|ee|es|ees)\b|\baucun (?:acte|geste) (?:realise|fait|pratique)|\bn a pas eu lieu|\bn a jamais eu|\bn a pas eu (?:de|d|sa|son|la|le|l)\b`,
);
const DONE = new RegExp(
  String.raw`\b(?:${DONE_WORDS})\b|\bnormale?s?\b|\bnormaux\b|\bsans (?:anomalie|incident|effet|geste|complication|particularite)|\bmontr\w+|\bretrouv\w+|\bobjectiv\w+|\brevel\w+|\bbenin\w*|\bnegati(?:f|ve)s?\b|\brien a signaler|\bras\b|\bbien toleree?|\bresultats?\b|\ba (?:eu|ete|beneficie|subi)\b`,
);
/** "Infiltrée fin janvier": the act is told as done by its verb. */
const DONE_BY_VERB =
  /\b(?:infiltree?s?|transfusee?s?|vaccinee?s?|operee?s?|ponctionnee?s?|biopsiee?s?|drainee?s?|embolisee?s?|dialysee?s?|extraite?s?|avulsee?s?|intubee?s?|cardioversee?s?)\b/;
const TO_COME =
  /\b(?:prevue?s?|prevoir|programmee?s?|a (?:faire|refaire|realiser|programmer|reprogrammer|prevoir|discuter)|sera|seront|demandee?s?|si|prochaine?|proposee?s?|indication|souhait\w+|attente)\b/;
const LAST_MONTH = /\b(?:le mois (?:dernier|passe)|il y a (?:un|1) mois)\b/;
const REACH = 90;
/** A paper's own name for its act, where it names no more than these. */
const MOST_ACTS = 2;

interface ActTold {
  readonly names: readonly string[];
  readonly places: readonly string[];
  readonly isDone: boolean;
  /** Of the act that its paper is about. */
  readonly isOfPaper: boolean;
}

const speaks = once(new RegExp(`${NOT_DONE.source}|${DONE.source}|${DONE_BY_VERB.source}`));

const actsOf = readForGood('acts-not-done', (passage): readonly ActTold[] => {
  const { words } = passage;
  if (!speaks(passage) || KIN.test(words.replace(INTERLOCUTOR, ' '))) return [];
  return words.split(/(?<=[.;]) /).flatMap((clause): readonly ActTold[] => {
    const terms = termsIn(clause).filter(({ name }) => ACT.test(name));
    const not = NOT_DONE.exec(clause);
    const done = not === null ? (DONE.exec(clause) ?? DONE_BY_VERB.exec(clause)) : null;
    const said = not ?? done;
    if (said === null || (done !== null && TO_COME.test(pieceAround(clause, done.index)))) return [];
    const near = terms.filter(({ start, end }) => start - (said.index + said[0].length) <= REACH && said.index - end <= REACH);
    const verb = done === null ? [] : termsIn(clause.slice(done.index, done.index + done[0].length)).map(({ name }) => name);
    const names = [...new Set([...near.map(({ name }) => name), ...verb.filter((name) => ACT.test(name))])];
    const isOfPaper = names.length === 0 && not !== null && THE_ACT.test(clause);
    return names.length === 0 && !isOfPaper ? [] : [{ names, places: placesIn(clause), isDone: not === null, isOfPaper }];
  });
});

/** What stands between the commas around a place. */
const pieceAround = (clause: string, at: number): string =>
  `${clause.slice(0, at).split(',').at(-1) ?? ''}${clause.slice(at).split(',')[0] ?? ''}`;

interface Told extends ActTold {
  readonly passage: Written;
}

const toldIn = perDocument((own: readonly Written[]): readonly Told[] => {
  const actsOfPaper = lazily(() => actsNamed(own));
  return own.flatMap((passage) =>
    actsOf(passage).flatMap((one): readonly Told[] => {
      if (!one.isOfPaper) return [{ ...one, passage }];
      const names = actsOfPaper();
      return names.length > 0 && names.length <= MOST_ACTS ? [{ ...one, names, passage }] : [];
    }),
  );
});

/** Every act that a paper names; few papers have to be asked. */
const actsNamed = (own: readonly Written[]): readonly string[] => [
  ...new Set(
    [fold(own[0]?.document.title ?? ''), ...own.map(({ words }) => words)].flatMap((words) =>
      termsIn(words).flatMap(({ name }) => (ACT.test(name) ? [name] : [])),
    ),
  ),
];

/** An act that its own paper says was not done, and that another one tells as done at that very time. */
export function notDoneAndDone({ passages }: VigilanceInput): readonly Vigilance[] {
  const told = toldIn(passages);
  const found: Vigilance[] = [];
  const seen = new Set<string>();
  for (const not of told.filter(({ isDone }) => !isDone)) {
    const done = told.findLast((one) => one.isDone && ofOneAct(one, not) && atThatTime(one, not));
    // Its own paper, or one of those days, has it done after all.
    const afterAll = told.some(
      (one) => one.isDone && one.passage.documentId === not.passage.documentId && one.names.some((name) => not.names.includes(name)),
    );
    if (done === undefined || afterAll) continue;
    const shared = done.names.filter((name) => not.names.includes(name));
    if (shared.some((name) => seen.has(name))) continue;
    for (const name of shared) seen.add(name);
    found.push(
      passagesSideBySide({
        rule: 'vigilance:not-done-and-done',
        subject: 'Acte fait ou non',
        sides: [
          { says: 'dit non fait', passage: not.passage },
          { says: 'dit fait', passage: done.passage },
        ],
        importance: 2,
      }),
    );
  }
  return found;
}

const ofOneAct = (a: Told, b: Told): boolean =>
  a.passage.documentId !== b.passage.documentId &&
  a.names.some((name) => b.names.includes(name)) &&
  (a.places.length === 0 || b.places.length === 0 || a.places.some((place) => b.places.includes(place)));

/** It is told as done in the month, or on the day, in which it was not; where the day is told, that very day. */
function atThatTime(done: Told, not: Told): boolean {
  const [from, to] = [not.passage.date, done.passage.date];
  if (from === undefined || to === undefined || from.length < 7 || compareDates(from, to) > 0) return false;
  const on = toldDates(not.passage.words, from).find(({ month }) => month !== undefined);
  const day: PartialDate = on === undefined ? from : `${on.year}-${String(on.month).padStart(2, '0')}`;
  const dates = toldDates(done.passage.words, to).filter(({ month, give }) => month !== undefined && give === 0);
  if (dates.some((date) => tellsDay(date, date.day === undefined ? day.slice(0, 7) : day))) return true;
  return (
    dates.length === 0 && LAST_MONTH.test(done.passage.words) && daysBetween(day.length < 10 ? `${day}-15` : day, to) <= LAST_MONTH_DAYS
  );
}
const LAST_MONTH_DAYS = 56;
