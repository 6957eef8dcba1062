import type { PartialDate } from '../../../domain/citation.js';
import type { Fact } from '../../../domain/fact.js';
import type { DateMention } from '../../text/analysis.js';
import { daysBetween } from '../../text/calendar.js';
import type { FactContext } from '../fact-builder.js';
import { findAnalytes } from '../values/value-lexicon.js';
import { findDrugs } from './medication-lexicon.js';
import type { MedicationEvent } from './medication-cues.js';
import type { EventCue } from './medication-events.js';
import { STOP_VERB, SWITCHED } from './medication-reason.js';
import type { Scoped } from './medication-scope.js';

/** A name that the next one shares its verb with: "clarithromycine et corticoïdes prescrits le 24 mai". */
const SHARES = /^ ?(?:\([^)]{0,24}\)|\d+(?:[.,]\d+)? ?m?c?g)? ?(?:et|,|\+|\/|-|puis) ?(?:le |la |les |l'|un |une |du |de la |des )?$/;

/** Up to where the words behind a name are its own: with those behind the next one, where both share them. */
function sharedEnd(folded: string, from: number, scopeEnd: number, sentenceEnd: number, listed: boolean): number {
  if (scopeEnd >= sentenceEnd || !SHARES.test(folded.slice(from, scopeEnd).replace(/\s+/g, ' '))) return scopeEnd;
  const rest = folded.slice(scopeEnd, sentenceEnd);
  // "Arrêtés : IMOVANE, XANAX (sevrage le 1er mars)": the bracket is the last one's.
  const close = rest.search(listed ? /[;:(]|\.\s|,\s/ : /[;:]|\.\s|,\s/);
  return close < 0 ? sentenceEnd : scopeEnd + close;
}

/** "Septembre 2026 : fin du XELODA": the date opens its line. */
const opensLine = (folded: string, from: number, at: number): boolean => /^[\s*•(-]*(?:le |en |au |des )?$/.test(folded.slice(from, at));

const PAST_EVENTS: ReadonlySet<MedicationEvent> = new Set(['past', 'not-taken', 'refused', 'stopped', 'administered']);
/** "(2019-2021)", "de 2016 à l'été 2018", "entre 2012 et 2014", "2010 > 2013". */
const YEARS =
  /^(?: ?x ?\d{1,2}\b| ?\d{1,4} ?m?c?g\b| \d{1,2} (?:cures?|cycles?))?[ ,(:]{0,3}(?:de |du |d'|entre |depuis )?((?:19|20)\d\d)\s?(?:-|–|>|a|et|jusqu'en|->|→)\s?(?:l'|la |le )?(?:(?:ete|automne|hiver|printemps|fin|debut|mi-?|rentree) )?((?:19|20)\d\d)(?![\d/])/;

/** "10/2012-02/2014", "de 06/2012 à 06/2018". */
const MONTHS =
  /^(?: ?x ?\d{1,2}\b| ?\d{1,4} ?m?c?g\b| \d{1,2} (?:cures?|cycles?))?[ ,(:]{0,3}(?:de |du |d'|entre |depuis )?(0?[1-9]|1[0-2])[/.]((?:19|20)\d\d)\s?(?:-|–|>|a|et|jusqu'en|->|→)\s?(0?[1-9]|1[0-2])[/.]((?:19|20)\d\d)(?![\d/])/;

const SPAN_LEAD =
  /^ ?(?:\([a-z -]{3,24}\))?[ ,(:]{0,3}(?:de |du |d'|entre |depuis )?$|^,?[^.;:,()]{0,24}\b(?:essaye|pris|prescrit|donne|utilise|recu|sous)e?s? (?:de |du |d'|entre )$/;
const SPAN_GAP = /^ ?(?:-|=?>|a|au|et|jusqu'(?:en|au|a)|->|→) ?(?:la |l')?$/;

/** "10/2012-02/2014", "de juin 2012 à juin 2018", "du 13/11/2023 au 20/05/2024": two dates right behind the name, the second the later. */
function readSpan(
  near: readonly DateMention[],
  folded: string,
  from: number,
): { readonly start: PartialDate; readonly end: PartialDate } | undefined {
  const flat = (start: number, end: number): string => folded.slice(start, end).replace(/\s/g, ' ');
  const at = near.findIndex((date) => date.start >= from && date.start - from < 44 && SPAN_LEAD.test(flat(from, date.start)));
  const first = near[at];
  if (first?.date === undefined) return undefined;
  if (first.kind === 'period') return first.endDate === undefined ? undefined : { start: first.date, end: first.endDate };
  const last = near[at + 1];
  if (last?.date === undefined || !SPAN_GAP.test(flat(first.end, last.start)) || last.date < first.date) return undefined;
  return { start: first.date, end: last.date };
}

/** The later of two dates that a span joins, the first given. */
function spanEnd(first: DateMention, near: readonly DateMention[], folded: string): PartialDate | undefined {
  if (first.kind === 'period') return first.endDate;
  const next = near.find(
    (date) =>
      date.start > first.end && date.start - first.end < 12 && SPAN_GAP.test(folded.slice(first.end, date.start).replace(/\s/g, ' ')),
  );
  return next?.date !== undefined && first.date !== undefined && next.date > first.date ? next.date : undefined;
}

/** "Le 11/10/2026 le remplaçant (accès de goutte, nuit) a prescrit X": what a bracket adds parts no day from its act. */
const withoutBracket = (folded: string, from: number, to: number): string =>
  folded.slice(from, to).replace(/ ?\([^()]{0,70}\)(?= (?:a|ont|est|ai|avons)\b)/, '');

const STOPS_THEN = /^,? (?:et |donc )?(?:arret|stopp|interromp|suspend|cess|retir|ote)[a-z]*\b[^()]{0,20}\)/;
const OPENS_SPAN = /^ ?(?:a|au|aux|jusqu'(?:en|au|a)) ?[a-z]/;
const ENUMERATED = /^ ?(?:,|et|, et|puis|, puis) ?(?:en |le |fin |debut )?$/;

/** "Trois perfusions en juin 2016, juin 2017 et juin 2018, puis une fenêtre": the last of the days that stand together. */
function lastNamed(first: DateMention | undefined, near: readonly DateMention[], folded: string): DateMention | undefined {
  let last = first;
  if (last === undefined) return undefined;
  for (const date of near)
    if (
      date.start > last.end &&
      (date.date ?? '') > (last.date ?? '') &&
      ENUMERATED.test(folded.slice(last.end, date.start).replace(/\s/g, ' '))
    )
      last = date;
  return last;
}

/** A sentence of some words ends, and another begins. */
const ANOTHER_SENTENCE = /[a-z)\d]{2}\.\s+(?:l'|d'|[a-z]{2,} )[^.;]*$/;

/** "Fin : 03/04/2026", "fin prévue le 12 août": the day it ends; "fin mars" is a day of the month. */
const ENDS_AT = /(?:^|[\s,;(|])fin(?: (?:de (?:traitement|cure)|prevue?))? ?(?:: ?(?:le )?|le |en )$/;

export type Timing = Pick<Fact, 'date' | 'endDate' | 'dateSource'>;

/** A drug taken over years that the text gives; undefined where it gives none. */
function readYears(folded: string, from: number): { readonly start: PartialDate; readonly end: PartialDate } | undefined {
  const behind = folded.slice(from, from + 50).replace(/\s/g, ' ');
  const [, month = '', year = '', lastMonth = '', lastYear = ''] = MONTHS.exec(behind) ?? [];
  const [start, end] = [`${year}-${month.padStart(2, '0')}`, `${lastYear}-${lastMonth.padStart(2, '0')}`];
  if (year !== '') return start <= end ? { start, end } : undefined;
  const match = YEARS.exec(behind);
  return match?.[1] === undefined || match[2] === undefined || match[1] > match[2] ? undefined : { start: match[1], end: match[2] };
}

/**
 * When it began, stopped or was written; the end where the text gives one. A stop is dated behind its words first, then
 * ahead of the drug; the patient's birth is no date of a treatment.
 */
export function timingOf(
  item: Scoped,
  event: MedicationEvent,
  cue: EventCue | undefined,
  dates: readonly DateMention[],
  context: FactContext,
  folded: string,
): Timing {
  const { drug, sentence, scopeEnd } = item;
  const near = dates.filter(
    (date) =>
      date.start >= sentence.start &&
      date.end <= Math.max(scopeEnd, sentence.end) &&
      date.date !== undefined &&
      date.date !== context.birthDate &&
      date.kind !== 'duration' &&
      date.kind !== 'age',
  );
  // "Carboplatine-paclitaxel x6 (02/2026-07/2026)": the years behind the second name are those of both.
  const joined = /^[a-z]+/.exec(
    scopeEnd < sentence.end &&
      SHARES.test(folded.slice(drug.end, scopeEnd).replace(/\s+/g, ' ')) &&
      // "A / B / C (2021 - 2024)": a list, whose years are the last one's.
      !/^ \/ /.test(folded.slice(drug.end, scopeEnd))
      ? folded.slice(scopeEnd, sentence.end)
      : '',
  );
  const nameEnds = joined === null ? [drug.end] : [drug.end, scopeEnd + joined[0].length];
  const years = nameEnds.map((from) => readYears(folded, from) ?? readSpan(near, folded, from)).find((span) => span !== undefined);
  if (years !== undefined && (event === 'stopped' || event === 'past' || event === 'listed'))
    return event === 'stopped'
      ? { date: years.end, endDate: years.end, dateSource: 'text' }
      : { date: years.start, endDate: years.end, dateSource: 'text' };
  // "X + Y, débutés en avril, arrêtés en janvier 2026": what is told behind the second name is told of both.
  const told = cue === undefined || cue.ahead === true || cue.start > 0 || drug.end + cue.end <= scopeEnd ? scopeEnd : drug.end + cue.end;
  const toldEnd =
    told === scopeEnd
      ? told
      : told +
        (/[.;]|, (?!le |en |depuis |(?:quitt|arret|stopp|suspend|interromp|abandonn)[a-z]+ )|$/.exec(folded.slice(told, sentence.end))
          ?.index ?? 0);
  const inside = near.filter(
    (date) =>
      date.start >= drug.end && date.end <= Math.max(toldEnd, sharedEnd(folded, drug.end, scopeEnd, sentence.end, cue?.ahead === true)),
  );
  const until = inside.find(
    (date) =>
      // "Je ne change rien : aspirine 75 mg, ticagrélor 90 mg jusqu'en mars": of what goes on, the end is that of the drug that it stands behind.
      (date.end <= toldEnd || event === 'stopped' || event === 'past' || event === 'administered') &&
      (date.direction === 'until' ||
        /jusqu'(?:au?|en|a la)\s*$/.test(folded.slice(Math.max(0, date.start - 12), date.start)) ||
        (event !== 'stopped' && ENDS_AT.test(folded.slice(Math.max(drug.end, date.start - 30), date.start)))),
  );
  const written = context.documentDate === undefined ? {} : { date: context.documentDate, dateSource: 'document' as const };
  // "Du 1er septembre 2016 au 31 août 2021": the period tells the end.
  const period =
    cue !== undefined && event !== 'past'
      ? undefined
      : inside.find((date) => date.kind === 'period' && date.endDate !== undefined && date.start - drug.end < 30);
  const end = until?.date ?? period?.endDate;
  const ended = end === undefined ? {} : { endDate: end };
  const said = folded.slice(sentence.start, sentence.end);
  const today = /\bce (?:jour|matin|soir)\b|aujourd'hui/.test(said);
  const past = (date: DateMention): boolean =>
    date.direction !== 'in' && (context.documentDate === undefined || (date.date ?? '') <= context.documentDate);
  const ahead = near
    .filter(
      (date) =>
        date.end <= drug.start &&
        past(date) &&
        date.direction !== 'until' &&
        // "Rectorragies depuis août, sous ELIQUIS": the complaint has lasted.
        !(date.direction === 'since' && /^ ?,? ?sous\b/.test(folded.slice(date.end, drug.start))) &&
        /^[^,.;:|]{0,59}$/s.test(
          withoutBracket(folded, date.end, drug.start).replace(opensLine(folded, sentence.start, date.start) ? /^ ?[,:]/ : /^,/, ''),
        ),
    )
    .at(-1);
  const behind = inside.filter(
    (date) =>
      date !== until &&
      past(date) &&
      // "(natrémie 121 le 2 mai 2022, arrêtée)": the bracket tells the day with the stop.
      (!isAnotherDate(folded, date) || (event === 'stopped' && STOPS_THEN.test(folded.slice(date.end, date.end + 40)))) &&
      !isOfAComplaint(folded.slice(drug.end, date.start), date) &&
      // "Plaquenil : à 58 kg, 6,9 mg/kg. L'ophtalmologiste l'a vue en avril": another sentence of its paragraph.
      !(cue === undefined && ANOTHER_SENTENCE.test(folded.slice(drug.end, date.start))),
  );
  const toCue = cue === undefined || cue.ahead === true || cue.start > 0 ? '' : folded.slice(drug.end, drug.end + cue.end);
  const verb = event === 'stopped' && cue?.isLast !== true ? STOP_VERB.exec(toCue) : null;
  const cueEnd = drug.end + (verb === null ? toCue.length : verb.index + verb[0].length);
  // A stop may be planned: its date then lies ahead, right behind its words.
  const governed =
    event === 'stopped'
      ? inside.find(
          (date) =>
            date !== until &&
            (!isAnotherDate(folded, date) || AFTER_HARM.test(folded.slice(cueEnd, date.start))) &&
            !isOfAComplaint(folded.slice(cueEnd, date.start), date) &&
            !ASKED_BEFORE.test(folded.slice(cueEnd, date.start)) &&
            date.start >= cueEnd - 1 &&
            (past(date)
              ? date.start - cueEnd < 60
              : /^[^,.;:]{0,24}$/.test(folded.slice(cueEnd, date.start)) || ENDS_ON.test(folded.slice(cueEnd, date.start))),
        )
      : undefined;
  // "COUMADINE remplacée par ELIQUIS en septembre 2021": one day for both.
  const switched =
    event === 'stopped' && governed === undefined && SWITCHED.test(folded.slice(Math.max(sentence.start, drug.start - 30), scopeEnd))
      ? near.find(
          (date) =>
            date.start >= scopeEnd &&
            past(date) &&
            /^(?!.*\b(?:quitte|arrete|stoppe|cesse|interrompu|suspendu))[^.;:()]{0,60}$/s.test(folded.slice(scopeEnd, date.start)),
        )
      : undefined;
  const begun =
    event === 'stopped' && governed === undefined
      ? behind.find(
          (date) =>
            (date.direction !== 'since' || NO_MORE.test(folded.slice(drug.end, date.start))) &&
            !BEGUN.test(folded.slice(drug.end, date.start)) &&
            // "D'avril à l'été": the beginning of a span whose end is not read.
            (!OPENS_SPAN.test(folded.slice(date.end, date.end + 12)) || spanEnd(date, behind, folded) !== undefined) &&
            !ASKED_BEFORE.test(folded.slice(cueEnd, date.start)),
        )
      : undefined;
  // "Du 6 janvier au 31 mars 2025, cure achevée": the end of the span.
  const ran = begun === undefined ? undefined : spanEnd(begun, behind, folded);
  if (ran !== undefined) return { date: ran, endDate: ran, dateSource: 'text' };
  const begins = BEGINS.has(event)
    ? near.find((date) => date.start >= drug.end && date !== until && isBeginning(date, folded, drug.end, context))
    : undefined;
  // "Débuté le 31 juillet, …, repris à deux à compter du 6": begun on the first.
  const wasBegun =
    event === 'started' &&
    behind.some((date) => date.start - drug.end < 40 && BEGUN_ON.test(folded.slice(drug.end, date.start).replace(/\s/g, ' ')));
  if (begins?.date !== undefined && !wasBegun) return { date: begins.date, dateSource: 'text', ...ended };
  // "250 mg en 2021, portée à 500 mg le 3 mars": the day of the dose that holds; no other day of the sentence.
  const doseEnd = cue?.isLast === true && cue.newDose !== undefined && event === 'changed' ? drug.end + cue.newDose.end : undefined;
  const ofDose =
    doseEnd === undefined
      ? undefined
      : behind.filter(({ start }) => start >= doseEnd && /^[^.;,]{0,30}$/.test(folded.slice(doseEnd, start))).slice(0, 1);
  const plain =
    event === 'stopped'
      ? (lastNamed(governed ?? begun, behind, folded) ?? switched ?? ahead)
      : today && event === 'administered'
        ? undefined
        : ofDose === undefined
          ? (behind[0] ?? ahead)
          : ofDose[0];
  if (event === 'stopped' && governed === undefined && begun === undefined && until?.date !== undefined && past(until))
    return { date: until.date, endDate: until.date, dateSource: 'text' };
  const coming = plain === governed && governed !== undefined ? nextYear(governed, folded, drug.end, context) : undefined;
  const gone =
    plain === governed && governed !== undefined && !isOfAnAddedNote(governed, dates, folded)
      ? yearBefore(governed, folded, drug.end, context)
      : undefined;
  if (gone !== undefined) return { date: gone, dateSource: 'text', ...ended };
  if (coming !== undefined) return { date: coming, dateSource: 'text', ...ended };
  const when =
    plain?.date !== undefined && (event !== 'prescribed' || plain.direction === 'since' || handedOver(folded, plain, context))
      ? { date: plain.date, dateSource: 'text' as const }
      : today || !PAST_EVENTS.has(event) || (event === 'stopped' && DECIDED.test(around(folded, item)))
        ? written
        : {};
  return { ...when, ...ended };
}

/** "Je l'arrête", "est supprimé au profit de", "à abandonner": the writer decides it on the day of the paper. */
const DECIDED =
  /\b(?:j'|(?:je|on|nous) )(?:(?:l'|le |la |les |lui |donc |aussi |en )*)(?:arret(?:e|ons)|stopp(?:e|ons)|interromp(?:s|ons|t)|suspend(?:s|ons)?|supprim(?:e|ons)|enlev(?:e|ons)|retir(?:e|ons)|remplac(?:e|ons)|cess(?:e|ons)|met(?:s|tons)? fin)\b|\b(?:est|sont) (?:donc |ainsi |aujourd'hui |desormais |ce jour )?(?:arrete|stoppe|suspendu|interrompu|supprime|retire|remplace|abandonne)(?:e|s|es)?\b|\ba (?:arreter|abandonner|supprimer|stopper|interrompre|suspendre|jeter|rapporter)\b|\bnpp\b/;
const around = (folded: string, { drug, sentence }: Scoped): string =>
  folded.slice(Math.max(sentence.start, drug.start - 60), Math.min(sentence.end, drug.end + 90)).replace(/\s+/g, ' ');

/** "Délivré le 28/10", "prescrit le 22/07 par la remplaçante", told afterwards. */
const HANDED_OVER = /\b(?:delivre|dispense|prescri(?:t|te)|remis)(?:e|s|es)? (?:le |du |en )?$/;
const handedOver = (folded: string, { date, start }: DateMention, { documentDate }: FactContext): boolean =>
  date?.length === 10 &&
  documentDate !== undefined &&
  date < documentDate &&
  HANDED_OVER.test(folded.slice(Math.max(0, start - 20), start).replace(/\s+/g, ' '));

const BEGINS: ReadonlySet<MedicationEvent> = new Set(['prescribed', 'discharge', 'started', 'changed', 'listed', 'proposed', 'continued']);
/** "À partir du 4 mars", "première injection hebdomadaire le jeudi 13 mars": the day to come on which a drug begins. */
const STARTS_ON =
  /\b(?:a partir|a compter|(?:a |(?:sera|seront|est|etre|doit etre) )?(?:debut|commenc|demarr|introdui|instaur|repri|mis en route)[a-z]*(?: du traitement)?|(?:le )?relais|premiere? (?:injection|perfusion|prise|dose|cure|administration|demi-dose)(?: [a-z]+){0,2}|(?:perfusion|injection)(?: de charge)?(?: de \d+ ?m?g)?)\s*[:,]? ?(?:est |sera )?(?:prevue? |fixee? |programmee? |faite? |realisee? )*(?:du|le|au|des|des le|pour le)?\s*(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)?\s*$/;
const SOON_DAYS = 62;
/** Letters from a drug to the day on which it begins. */
const LONGEST_LEAD = 200;

function isBeginning(date: DateMention, folded: string, from: number, { documentDate }: FactContext): boolean {
  if (date.date?.length !== 10 || documentDate?.length !== 10) return false;
  const days = daysBetween(documentDate, date.date);
  const gap = folded.slice(from, date.start).replace(/\s+/g, ' ');
  return (
    days > 0 &&
    days <= SOON_DAYS &&
    gap.length <= LONGEST_LEAD &&
    STARTS_ON.test(gap.slice(-60)) &&
    findDrugs(gap.replace(/\([^)]*\)/g, ' ')).length === 0
  );
}

const TO_COME = /\ba (?:arreter|stopper|interrompre|suspendre|cesser)\b|\bsera\b|\bprevue?\b/;

/** "À arrêter à 36 SA, soit le 27 janvier", written in November: a day without its year, still to come. */
function nextYear(date: DateMention, folded: string, from: number, { documentDate }: FactContext): PartialDate | undefined {
  if (date.date?.length !== 10 || documentDate?.length !== 10 || date.date >= documentDate) return undefined;
  if (/\d{4}|[/.]\d\d$/.test(folded.slice(date.start, date.end)) || !TO_COME.test(folded.slice(from, date.start))) return undefined;
  return `${Number(date.date.slice(0, 4)) + 1}${date.date.slice(4)}`;
}

/** "Décider de la reprise du X (suspendu le 14/07)": a participle tells what is done, though the sentence looks ahead. */
function yearBefore(date: DateMention, folded: string, from: number, { documentDate }: FactContext): PartialDate | undefined {
  if (date.date?.length !== 10 || documentDate?.length !== 10 || date.date <= documentDate) return undefined;
  const lead = folded.slice(from, date.start);
  if (/\d{4}|[/.]\d\d[/.]\d\d$/.test(folded.slice(date.start, date.end)) || TO_COME.test(lead)) return undefined;
  return /\b(?:suspendu|arrete|stoppe|interrompu|fini|termine|acheve|supprime|retire)e?s? (?:le |depuis le )?$/.test(lead)
    ? `${Number(date.date.slice(0, 4)) - 1}${date.date.slice(4)}`
    : undefined;
}

/** "AVENANT (téléconsultation du 18/07/2023) : … arrêté le 17/07": told below a later day than the document's. */
const isOfAnAddedNote = (date: DateMention, dates: readonly DateMention[], folded: string): boolean =>
  dates.some(
    (other) =>
      other.kind === 'absolute' &&
      other.date?.length === 10 &&
      other.end <= date.start &&
      other.date >= (date.date ?? '') &&
      /\d{4}$/.test(folded.slice(other.start, other.end)) &&
      !/\n\s*\n/.test(folded.slice(other.end, date.start)),
  );

/** "J'arrête le lithium, en deux paliers, fin le 31 mars". */
const ENDS_ON =
  /^[^.;]{0,80}\b(?:fin|derniere? (?:prise|dose|injection|comprime|jour)|arret (?:effectif|complet|definitif))\s*:?\s*(?:le|au|prevue? le)\s*$/;

/** "Arrêté après la chute du 12/09": on the day of the harm. */
const AFTER_HARM =
  /^ ?(?:apres|suite a|a la suite de|au decours de|lors de) (?:la |l'|une? |son |sa |le |cette |ce )?(?:chute|malaise|saignement|hemorragie|reaction|eruption|accident|crise|confusion|surdosage|intoxication|passage)s?\b[^.;:,]{0,20}$/;

/** "Arrêt, déjà demandé en décembre dernier": what is dated is the asking. */
const ASKED_BEFORE = /\b(?:deja|avait ete|demandee?|proposee?|conseillee?|(?<!comme )prevue?)\b[^.;]*$/;
const BEGUN_ON = /\b(?:debute|introduit|instaure|commence|initie)(?:e|es|s)? (?:le |en |des le )?$/;
const BEGUN = /\b(?:debute|introduit|instaure|commence|initie|mise? en route|prescrit|donne|pris)(?:e|es|s)?\b[^,;]{0,20}$/;

/** "après celles du 3 mai": another dose's date; "TARDYFERON 80 (ferritine 14 en août)": that of a measure. */
function isAnotherDate(folded: string, date: DateMention): boolean {
  const lead = folded.slice(Math.max(0, date.start - 40), date.start);
  const aside = /\([^()]*$/.exec(lead);
  return (
    /\b(?:apres|avant|celles?|ceux|celui) (?:du|de|d'|le|la)[^,;.]{0,24}$/.test(lead) ||
    (aside !== null &&
      findAnalytes(folded, folded, date.start - aside[0].length, date.start).some(({ end }) =>
        /^ ?(?:a|:|=|<|>)? ?\d/.test(folded.slice(end, date.start)),
      ))
  );
}

/** "Ne l'a plus depuis 2024", "arrêtée depuis mars": what has lasted is the stop. */
const NO_MORE =
  /\b(?:plus|arret|stop|suspend|suspens|interromp|cess|sevr|fini|termin|abandonn|delaiss)[a-z]*(?: (?!sous|pour|avec)[a-z']+){0,2} ?(?:depuis (?:le |la |l'|fin |debut |mi )?)?$/;
/** "sous HUMIRA, pour un œil rouge depuis trois jours": what has lasted is the complaint. */
const COMPLAINT =
  /,\s*(?:(?:adressee? |vue? |consulte |venue? |hospitalisee? )?(?:pour|devant|avec|qui (?:presente|a|se plaint|decrit))\b|[a-z]{6,}(?: [a-z]+)? (?:stables?|equilibree?s?|controlee?s?|normale?s?|absente?s?)\b)[^,;]*$/;

const isOfAComplaint = (gap: string, { direction }: DateMention): boolean =>
  (direction === 'since' || direction === 'ago') && COMPLAINT.test(gap);

/** True where the text closes the treatment before the document was written: "jusqu'en 2021", "(2019-2021)". */
export function isOver(timing: Timing, context: FactContext): boolean {
  const { endDate } = timing;
  const written = context.documentDate;
  return endDate !== undefined && written !== undefined && endDate < written.slice(0, endDate.length);
}
