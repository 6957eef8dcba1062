import type { Fact } from '../../domain/fact.js';
import type { DateMention, PageAnalysis } from '../text/analysis.js';
import type { FactContext } from './fact-builder.js';
import type { MedicationEvent } from './medication-cues.js';
import type { EventCue } from './medication-events.js';
import { MEDICATION_SECTIONS } from './medication-scope.js';
import type { Scoped } from './medication-scope.js';

const LIST_LEAD = /^\W{0,4}(?:ttt|tt|traitements?|medicaments?|therapeutiques?|medication)\b(?! (?:par|de la|du|des)\b)[^:.]{0,60}:/;
const DISCHARGE_LEAD = /^\W{0,4}(?:(?:ttt|traitements?|ordonnance)[^:]{0,20}\bsortie\b|sortie\s*:)/;
const GIVEN =
  /\/ ?(?:15|20|30) ?min\b|nebulis|\baerosols?\b|\biv[dls]?\b|\bivse\b|\bsmur\b|a l'induction|antibioprophylaxie|\bbolus\b|premedication|titration|\ben intraveineux/;
const ORDER_LEAD = /^\W{0,4}(?:ordonnance|ordo|prescription|cat|conduite a tenir)s?\b[^:.]{0,30}:/;

/** For a day that has not come: "dès que le test sera positif", "pour tout vol de plus de six heures". */
const WHEN_IT_COMES = /^[^.;,]{0,30}?\b(?:des (?:que|qu')|(?:pour|avant|lors de) tout(?:e|es)? )/;

/** What the section, the line's opening words and the qualifiers say where no word about the drug does. */
function defaultEvent(
  item: Scoped,
  sentenceText: string,
  prescription: boolean,
  qualifiers: Fact['qualifiers'],
  folded: string,
): MedicationEvent {
  const { section, heads, posology } = item;
  const planned = section === 'plan' || section === 'conclusion';
  if (qualifiers.negated) return 'not-taken';
  if (GIVEN_ATC.test(item.drug.atc ?? '')) return 'administered';
  if (!heads && WHEN_IT_COMES.test(folded.slice(item.drug.end, Math.min(item.scopeEnd, item.drug.end + 60)).replace(/\s/g, ' ')))
    return 'proposed';
  if (section === 'discharge-medications') return 'discharge';
  if (section === 'current-medications' || section === 'admission-medications') return 'listed';
  if (section === 'stopped-medications') return 'stopped';
  if (DISCHARGE_LEAD.test(sentenceText)) return 'discharge';
  if (LIST_LEAD.test(sentenceText)) return 'listed';
  if (section === 'prescription' || (prescription && heads)) return 'prescribed';
  if (item.heading !== undefined) return /sortie/.test(item.heading) ? 'discharge' : 'listed';
  if (qualifiers.hypothetical && !heads) return 'proposed';
  if (
    ORDER_LEAD.test(sentenceText) ||
    (section === 'plan' && (heads || posology.frequency !== undefined)) ||
    (heads && posology.dose !== undefined && (posology.frequency !== undefined || planned))
  )
    return 'prescribed';
  if (
    section === 'procedure' ||
    section === 'technique' ||
    GIVEN.test(folded.slice(item.sentence.start, Math.min(item.sentence.end, item.sentence.start + 300)))
  )
    return 'administered';
  if ((section === 'history' || section === 'surgical-history' || qualifiers.historical) && !ongoing(item, folded)) return 'past';
  return 'listed';
}

/** The cue's event; a plain "pas de …" in a plan or an order forbids, elsewhere it says what is not taken. */
export function eventOf(
  item: Scoped,
  cue: EventCue | undefined,
  analysis: PageAnalysis,
  sentenceText: string,
  prescription: boolean,
  qualifiers: Fact['qualifiers'],
): MedicationEvent {
  const { folded } = analysis;
  // What a prescription writes with its dose is prescribed, though it is to begin later: "à débuter aux prochaines règles".
  if (
    cue?.event === 'proposed' &&
    item.heads &&
    item.posology.dose !== undefined &&
    (prescription || item.posology.frequency !== undefined)
  )
    return 'prescribed';
  if (cue === undefined) return defaultEvent(item, sentenceText, prescription, qualifiers, folded);
  if (
    cue.event !== 'not-taken' ||
    !/\b(?:pas|aucune?|ni|sans)\s(?:d'|de |prise de |autre )*$/.test(folded.slice(Math.max(0, item.drug.start - 16), item.drug.start))
  )
    return cue.event;
  const forbids =
    (item.section === 'plan' || item.section === 'prescription' || item.section === 'discharge-medications' || prescription) &&
    !/^\s(?:depuis|au long cours|en systematique|ce jour|actuellement)\b/.test(folded.slice(item.drug.end, item.drug.end + 16));
  return forbids || /\bPAS D[E'’]/.test(analysis.page.text.slice(Math.max(0, item.drug.start - 8), item.drug.start))
    ? 'contraindicated'
    : 'not-taken';
}

/** "HTA depuis 2011 sous périndopril", "zolédronate annuel depuis 2023": still going on where a history says it. */
function ongoing(item: Scoped, folded: string): boolean {
  const before = folded.slice(Math.max(item.sentence.start, item.drug.start - 80), item.drug.start).replace(/\s/g, ' ');
  const after = folded.slice(item.drug.end, Math.min(item.scopeEnd, item.drug.end + 40)).replace(/\s/g, ' ');
  return (
    (/\bdepuis\b[^.;]*\b(?:sous|traitee?s? par|substituee? par) (?:[a-z]+ et )?$/.test(before) ||
      /^[^.;,(]{0,20}\bdepuis\b|^ (?:en cours|actuellement)|^[^.;]{0,40}\b(?:renouvele|toujours en place|encore en place)/.test(after)) &&
    !/\bjusqu'/.test(after)
  );
}

/** "Une urticaire est survenue en 2016 sous …": the harm is dated, and the drug with it. */
const HARM =
  /\b(?:eruption|urticaire|rash|anaphyla|choc|oedeme|angio-?oedeme|pancreatite|neuropathie|hepatite|allergi|reaction|toxidermie|hypoglycemie|hemorragie|saignement|agranulocytose|rhabdomyolyse|confusion|intoleran|malaise)/;

const DAY = 86_400_000;
const RECENT_DAYS = 45;

/** A drug that a sentence dates, without "depuis", well before the document, or over a period that is over. */
export function endedBefore(item: Scoped, dates: readonly DateMention[], context: FactContext, folded: string): boolean {
  const written = context.documentDate;
  if (item.heads || item.section === 'plan' || written === undefined || written.length < 10) return false;
  // In a section of treatments, only what is a year old and written in a sentence.
  const recent = MEDICATION_SECTIONS.has(item.section) ? 365 : RECENT_DAYS;
  if (LIST_LEAD.test(folded.slice(item.sentence.start, item.drug.start)) || ongoing(item, folded)) return false;
  return dates.some((date) => {
    const ahead =
      date.end <= item.drug.start &&
      date.start >= item.sentence.start &&
      /^[ ,(-]{0,3}(?:(?:sous|apres|avec|a|au|par|la|le|l') ?)*$/.test(folded.slice(date.end, item.drug.start).replace(/\s/g, ' ')) &&
      (date.end >= item.drug.start - 3 || HARM.test(folded.slice(item.sentence.start, date.start)));
    // "Crise de goutte en février, traitée par colchicine trois jours".
    const treated =
      date.end <= item.drug.start &&
      date.start >= item.sentence.start &&
      item.posology.durationDays !== undefined &&
      /\btraitee?s? (?:par|avec) (?:le |la |l'|du |de la )?$/.test(folded.slice(date.end, item.drug.start).replace(/\s/g, ' '));
    const behind = date.start >= item.drug.end && date.end <= item.scopeEnd && date.start - item.drug.end <= 60;
    if (!ahead && !behind && !treated) return false;
    if (date.kind === 'period') return date.endDate !== undefined && date.endDate < written.slice(0, date.endDate.length);
    if (date.kind !== 'absolute' || date.date === undefined || date.direction === 'since' || date.direction === 'until') return false;
    return Date.parse(written) - Date.parse(date.date) > recent * DAY;
  });
}

/** Anaesthetics, contrast media and sedation for an examination: given then and there. */
const GIVEN_ATC = /^(?:N01A|V08|V04|S01J)/;
