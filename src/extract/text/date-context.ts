import type { PartialDate } from '../../domain/citation.js';
import type { DateMention, DateReference, PageAnalysis } from './analysis.js';
import { sentenceAt } from './analyse-page.js';
import { daysBetween, partialDate, partsOf } from './calendar.js';
import { MONTH, monthOf, YEAR } from './date-words.js';

/** A reading of a stretch of text, before overlaps are settled: the higher rank wins, then the longer, then the earlier. */
export interface DateCandidate extends DateMention {
  readonly rank: number;
  /** Its year was not written. */
  readonly bareYear?: true;
  /** Its year is that of the dates around it. */
  readonly inStory?: true;
  /** Told by its distance from the date before it: what it is where that is known. */
  readonly counted?: (told: PartialDate) => PartialDate | undefined;
}

export interface DateContext {
  readonly analysis: PageAnalysis;
  readonly folded: string;
  readonly reference: DateReference;
  /** Latest year that a date may name. */
  readonly lastYear: number;
  /** Latest year that two digits stand for. */
  readonly pivot: number;
}

const FUTURE =
  /\b(?:prochaine?s?|(?<!comme )prevue?s?|prevoir|programmee?s?|rdv|rendez-vous|reverr\w+|revoir|sera|seront|dans\s+(?:\d|un|une|deux|trois|quatre|six)|d'ici|planifie|convocation|convoque|jusqu'|a\s+partir|a\s+venir|au\s+plus\s+(?:tot|tard)|rappel|echeance|a\s+faire|controle\s+(?:le|en)|debutera|aura\s+lieu|obtenue?s?\s+pour|fixee?s?\s+(?:au|le|pour)|(?:seulement|report\w*|convenue?s?|reservee?s?|donnee?s?|retenue?s?|annonc\w+|inscri\w+|attendue?s?)\s+pour|(?:report\w+|repouss\w+|decal\w+|remise?s?|differe\w*|differee?s?|avancee?s?|fixee?s?|programmee?s?|calee?s?)\s+(?:au|a\s+la|a\s+l'|en|vers|debut|mi|fin|courant|des)|a\s+suspendre|avant\s+le|premiere?\s+(?:seance|injection|cure|dose|perfusion)|(?:je|nous)\s+propos\w+|il\s+faut|demandee?s?\s+(?:en|pour|chez|aupres)|a\s+(?:prevoir|refaire|recontroler|controler|reevaluer|renouveler|repeter|programmer|realiser|reprendre|debuter|planifier|poser|retirer|deposer|changer|operer|vacciner|photographier|relancer|demander|doser|suivre|discuter|organiser|effectuer|pratiquer|biopsier|convoquer)|projetee?s?|date\s+retenue|revue?s?\s+le|(?!(?:camera|cholera|opera|hydra|humira|viagra|tiapra|cedra)\b)[a-z]{3,}(?:er|ir)(?:a|ont|ai|ons)(?<!\bopera|camera|cholera)|(?:re)?(?:verr|viendr|prendr|fer|ir|passer|recevr|devr|faudr|pourr|debuter|commencer|arreter|stopper|controler|realiser|beneficier|effectuer|operer|poser|retirer)(?:a|ont|ai|ons))\b/;
/** An act that a month close at hand places without a verb: "opération en décembre", written in October. */
const ACT =
  '\\b(?:operation|intervention|chirurgie|consultations?|consult|cs|rdv|avis|visite|scanner|angioscanner|coroscanner|irm|bili-irm|tdm|tep|pet|echo\\w*|doppler|holter|dmo|efr|eeg|emg|biopsie|infiltration|cataracte|hospitalisation|controle|bilan|cure|perfusion|injection|rappel|vaccin|reprise|second temps|deuxieme temps|\\w{3,}(?:scopie|graphie|metrie|tomie|ectomie|plastie|stomie|centese|gramme|therapie|lyse|desis))';
const ACT_AHEAD = new RegExp(`${ACT}(?: [a-z'-]+){0,4}?\\s+(?:(?:en|debut|mi|fin|courant)[\\s-]+)+$`);
/** "Consult allergo 15/04": an item of a list that is an act and its day. */
const ITEM_AHEAD = new RegExp(`(?:^|[,;.:+/] ?)${ACT}(?: (?!a\\b|du\\b|au\\b|le\\b|faite?s?\\b|\\w+ees?\\b)[a-z'-]+){0,3} (?:le )?$`);

const SOON =
  /\b(?:a|dans|d'ici|sous) (?:\d{1,2}|une?|deux|trois|quatre|cinq|six|neuf|douze) (?:jours?|semaines?|mois|ans?|sa),? (?:(?:soit|c'est-a-dire|donc|autrement dit) |(?<=\bsa,? )(?=vers ))(?:en |vers |le |la |au |debut |fin |mi-? ?|courant )*$/;

const PAST =
  /\b(?:derniere?s?|passee?s?|a\s+ete|avait|etait|fut|opere|depuis|(?<!(?:non|pas|jamais|encore)\s)(?:realisee?|faite?)s?(?! au plus))\b/;

const LAST_PLANNED = /\bderniere?s?\s+(?=(?:[a-z-]+\s+){1,3}(?:est\s+|sera\s+)?(?:prevue?s?|programmee?s?|fixee?s?|planifiee?s?)\b)/g;

/** A day and month this many days after the document still belong to its year; further on where nothing in the words is past. */
const DAYS_AHEAD = 31;
const DAYS_AHEAD_UNLESS_PAST = 62;
/** A day and month this many days before the document are past, whatever else the sentence foresees. */
const DAYS_BACK = 75;
/** A month alone this near is the one to come where an act stands before it and nothing is past. */
const MONTHS_AHEAD = 2;
const HAPPENED =
  /\b(?:a|ont|est|sont|avait|ayant|du|au|vue?s?|recue?s?|faite?s?|\w{3,}ees?|(?:arret|oper|realis|pos|debut|administr|effectu|diagnostiqu|hospitalis|retir|chang|augment|diminu|commenc)es?)\b/;
const NOT_DONE_THEN = /\bprevue?s?\b[^.;]*\b(?:non|pas|jamais) (?:faite?s?|realisee?s?|effectuee?s?|venue?s?|honoree?s?|eu lieu)\b/;
const LONG_AGO = /\b(?:dernier|derniere|passee?|l'an|de l'annee)\b/;

/** "1re injection le 4 mars, la suivante à partir du 4 mai": the next one is another matter. */
const NEXT_ONE = /, (?:(?:la|le|les) )?(?:suivante?s?|prochaine?s?|deuxieme|seconde?|2e|3e|d[2-5]|rappel|puis)\b/;
/** The words of the sentence around an offset. */
const textAround = (context: DateContext, at: number): string => {
  const sentence = context.analysis.sentences[sentenceAt(context.analysis, at)];
  const from = sentence === undefined ? Math.max(0, at - 60) : Math.max(sentence.start, at - 60);
  const to = sentence === undefined ? at + 60 : Math.min(sentence.end, at + 60);
  // What follows a semicolon is another matter: "refaite le 16 janvier ; je prescris un contrôle".
  const opened = context.folded.lastIndexOf(';', at);
  const closed = context.folded.indexOf(';', at);
  const [before, after] = [
    context.folded.slice(Math.max(from, opened + 1), at),
    context.folded.slice(at, closed < 0 ? to : Math.min(to, closed)),
  ];
  const begin = at - before.length + Math.max(0, before.search(NEXT_ONE));
  // "TEP le 3/12, rappel tétanos (dernier 2008)": what a bracket says by the way.
  return context.folded
    .slice(begin, at + (after.search(NEXT_ONE) < 0 ? after.length : after.search(NEXT_ONE)))
    .replace(/\([^()]*\)/g, (aside, offset: number) =>
      at >= begin + offset && at < begin + offset + aside.length ? aside : ' '.repeat(aside.length),
    );
};

/** Whether the sentence around `at` looks ahead. */
export const looksAhead = (context: DateContext, at: number): boolean => {
  const sentence = context.analysis.sentences[sentenceAt(context.analysis, at)];
  const text = textAround(context, at);
  // "Écho-doppler à 6 mois, soit fin août": the same time in other words.
  if (SOON.test(context.folded.slice(Math.max(0, at - 50), at))) return true;
  const planned = sentence !== undefined && context.analysis.sections[sentence.section]?.kind === 'plan';
  // "Dernière injection prévue en décembre" is still to come.
  return (planned || FUTURE.test(text)) && !PAST.test(text.replace(LAST_PLANNED, ' '));
};

const MONTH_AND_YEAR = new RegExp(`(?<![a-z]|\\d ?)(${MONTH}) (${YEAR})`, 'g');
const ANOTHER_TIME = /\b(?:derniere?s?|prochaine?s?|revue?s?|controle|depuis)\b[^,;]*$/;
/** "Pneumopathie en janvier 2023, inaugurée par un état de mal le 18/01": the year that the sentence has just given to that month. */
const yearJustGiven = (context: DateContext, month: number, at: number): number | undefined => {
  const sentence = context.analysis.sentences[sentenceAt(context.analysis, at)];
  if (sentence === undefined) return undefined;
  const before = context.folded.slice(sentence.start, at);
  const given = [...before.matchAll(MONTH_AND_YEAR)].at(-1);
  if (given !== undefined && ANOTHER_TIME.test(before.slice(given.index + given[0].length))) return undefined;
  return given !== undefined && monthOf(given[1] ?? '') === month ? Number(given[2]) : undefined;
};

/** "2024 fausse couche spontanée 8 SA (novembre)": the year that opens the line is that of the months in it. */
const OPENING_YEAR = new RegExp(`^[\\s(•*\\-–]*(${YEAR})(?![\\d/.-])[^\\n;]*$`);
const openingYear = (context: DateContext, at: number): number | undefined => {
  const line = context.folded.slice(context.folded.lastIndexOf('\n', at - 1) + 1, at);
  const year = OPENING_YEAR.exec(line)?.[1];
  return year === undefined || line.length > LONGEST_LINE || line.split(/(?:19|20)\d\d/).length > 2 ? undefined : Number(year);
};
const LONGEST_LINE = 140;

/**
 * The year of "le 11/11" or "en mars": the one that brings the date nearest before the document, or nearest after it
 * where the sentence looks ahead. Undefined without a document date.
 */
export const inferYear = (context: DateContext, month: number, day: number | undefined, at: number): number | undefined => {
  const document = context.reference.documentDate;
  if (document === undefined) return undefined;
  const { year, month: documentMonth } = partsOf(document);
  if (documentMonth === undefined) return year;
  const given = day === undefined ? undefined : yearJustGiven(context, month, at);
  if (given !== undefined && given <= year) return given;
  const opened = openingYear(context, at);
  if (opened !== undefined && opened <= year) return opened;
  const here = partialDate(year, month, day);
  if (here === undefined) return year;
  const days = day === undefined ? (month - documentMonth) * 30 : daysBetween(document, here);
  const ahead = looksAhead(context, at);
  const around = textAround(context, at);
  // "Prévu en avril, non fait", written in October: the day that passed.
  if (ahead && days < 0 && NOT_DONE_THEN.test(around)) return year;
  // "Revenu le 30/04, ablation à prévoir" in May: nobody leaves the year out of a date ten months ahead.
  if (ahead) return days < 0 && (day === undefined || days < -DAYS_BACK) ? year + 1 : year;
  // "19/05" in a letter of 18/05 is the day after: nobody leaves the year out of a date that is eleven months old.
  if (day !== undefined && days > 0 && days <= DAYS_AHEAD && !LONG_AGO.test(around)) return year;
  if (day !== undefined && days > 0 && days <= DAYS_AHEAD_UNLESS_PAST && ITEM_AHEAD.test(context.folded.slice(Math.max(0, at - 50), at)))
    return year;
  const unfinished = !PAST.test(around) && !LONG_AGO.test(around);
  if (day !== undefined && days > 0 && days <= DAYS_AHEAD_UNLESS_PAST && unfinished && !HAPPENED.test(around)) return year;
  if (
    day === undefined &&
    month > documentMonth &&
    month - documentMonth <= MONTHS_AHEAD &&
    unfinished &&
    ACT_AHEAD.test(context.folded.slice(Math.max(0, at - 50), at))
  )
    return year;
  return days > 0 ? year - 1 : year;
};

export const plausible = (context: DateContext, date: PartialDate | undefined): PartialDate | undefined => {
  if (date === undefined) return undefined;
  const year = partsOf(date).year;
  return year >= 1900 && year <= context.lastYear ? date : undefined;
};
