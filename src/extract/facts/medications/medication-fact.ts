import type { PartialDate } from '../../../domain/citation.js';
import type { Fact, FactStatus, Medication } from '../../../domain/fact.js';
import { sectionAt } from '../../text/analyse-page.js';
import type { DateMention, PageAnalysis, Range } from '../../text/analysis.js';
import { fold } from '../../text/fold.js';
import { qualify } from '../../text/qualify.js';
import { sectionLoinc } from '../../text/sections.js';
import { asCitations, buildFact, cite, factId } from '../fact-builder.js';
import type { FactContext } from '../fact-builder.js';
import { endedBefore, eventOf, isCurrentLead, isPlaced, withoutIdleDoubt } from './medication-context.js';
import { isTakenUnder, wasTakenUntil } from './medication-taken.js';
import type { MedicationEvent } from './medication-cues.js';
import type { EventCue } from './medication-events.js';
import { isCopied } from './medication-classes.js';
import { isOver, timingOf, type Timing } from './medication-dates.js';
import { blamedBefore, readReason } from './medication-reason.js';
import { readPosology, type Posology } from './medication-posology.js';
import { MEDICATION_SECTIONS } from './medication-scope.js';
import type { Scoped, Supply } from './medication-scope.js';

/** How far behind a name its words are read. */
export const MAX_AFTER = 240;

/** What a drug is, by what was last done with it. */
export const STATUS_OF_EVENT: Readonly<Record<MedicationEvent, FactStatus>> = {
  prescribed: 'active',
  listed: 'active',
  discharge: 'active',
  started: 'active',
  changed: 'active',
  continued: 'active',
  stopped: 'stopped',
  proposed: 'suspected',
  refused: 'absent',
  'not-taken': 'absent',
  contraindicated: 'absent',
  administered: 'past',
  past: 'past',
};

/** What a reason may be given for. */
const REASONED: ReadonlySet<MedicationEvent> = new Set(['stopped', 'changed', 'refused', 'contraindicated', 'past']);

/** Where the drug's own deciding words stand in the page. */
const cueAt = ({ drug, cueBefore }: Scoped, cue: EventCue): Range =>
  cueBefore ? { start: drug.start - (cue.end - cue.start), end: drug.start } : { start: drug.end + cue.start, end: drug.end + cue.end };

/** What a page's drugs share. */
export interface Surroundings {
  readonly analysis: PageAnalysis;
  readonly context: FactContext;
  readonly prescription: boolean;
  readonly dates: readonly DateMention[];
  readonly supply: Supply | undefined;
  /** The day of a log's entry that the drug stands in. */
  readonly writtenOn: PartialDate | undefined;
}

/** "8-10-12 UI", "8-12-16": the units of three meals and the hours of three takes are no day of a month. */
const isIntake = (date: Range, { dose, frequency }: Posology, folded: string): boolean =>
  [dose, frequency].some(
    (range) =>
      range !== undefined &&
      date.start < range.end &&
      date.end > range.start &&
      /^\d{1,3}(?:\s?h)?(?:\s?[-–/]\s?\d{1,3}(?:\s?h)?){2,}(?:\s?(?:ui|u|unites?))?$/.test(folded.slice(range.start, range.end)),
  );

/** The fact of one drug mention; none for a class named without anything said of it. */
export function toFact(item: Scoped, cue: EventCue | undefined, around: Surroundings): Fact | undefined {
  const { analysis, writtenOn } = around;
  const context = writtenOn === undefined ? around.context : { ...around.context, documentDate: writtenOn };
  const { drug, section, posology, sentence } = item;
  const { folded } = analysis;
  const { text } = analysis.page;
  const own = withoutIdleDoubt(qualify(analysis, { start: drug.start, end: drug.end }), item, cue, folded);
  const handled = HANDLED.test(folded.slice(Math.max(0, drug.start - 40), drug.start));
  const qualification = {
    ...own,
    qualifiers: {
      ...own.qualifiers,
      ...(handled ? { negated: false } : {}),
      // Another's drug that the patient took is the patient's matter.
      ...(item.owner === undefined ? {} : { otherPerson: item.owner.taken === 'never' }),
    },
  };
  const sentenceText = folded.slice(sentence.start, Math.min(sentence.end, sentence.start + 120));
  const told = eventOf(item, cue, analysis, sentenceText, around.prescription, qualification.qualifiers);
  const read = saidOfIt(told, item, folded);
  const title = sectionAt(analysis, item.drug.start)?.title;
  const heading = item.heading ?? (title === undefined ? '' : folded.slice(title.start, folded.indexOf('\n', title.end)));
  const handedOut =
    read === 'listed' && item.heads && posology.dose !== undefined && HANDED_OUT.test(heading) && !qualification.qualifiers.hypothetical;
  const stated = handedOut
    ? 'prescribed'
    : read === 'listed' && !qualification.qualifiers.hypothetical && !qualification.qualifiers.historical && isPlaced(item, folded)
      ? 'started'
      : read;
  const remarked = cue === undefined && posology.dose === undefined && posology.frequency === undefined && isRemarked(item, folded);
  const dates = around.dates.filter((date) => !isIntake(date, posology, folded));
  const timed: Timing =
    item.isVerdict === true && context.documentDate !== undefined
      ? { date: context.documentDate, dateSource: 'document' }
      : timingOf(item, stated, cue, dates, context, folded);
  const noted =
    writtenOn !== undefined && timed.date === undefined && STATUS_OF_EVENT[stated] === 'stopped'
      ? { ...timed, date: writtenOn, dateSource: 'section' as const }
      : timed;
  const timing = writtenOn !== undefined && noted.dateSource === 'document' ? { ...noted, dateSource: 'text' as const } : noted;
  const event =
    ((stated === 'listed' || stated === 'prescribed') && item.owner?.taken === 'once') ||
    (stated === 'listed' &&
      cue?.isHeld !== true &&
      (endedBefore(item, dates, context, folded) || isPastCourse(item, folded) || wasTakenUntil(item, folded))) ||
    (((stated === 'listed' && cue?.isHeld !== true) ||
      stated === 'started' ||
      stated === 'continued' ||
      (stated === 'prescribed' && !around.prescription && isUntil(posology, folded))) &&
      isOver(timing, context))
      ? 'past'
      : stated === 'prescribed' && (remarked || (!around.prescription && isOver(timing, context)))
        ? 'listed'
        : stated;
  // "L'allergie à la pénicilline est écartée": nothing is forbidden.
  if (
    event === 'contraindicated' &&
    cue?.start !== 0 &&
    qualification.qualifiers.negated &&
    REFUTED.test(folded.slice(drug.end, drug.end + 60))
  )
    return undefined;
  if (drug.kind === 'class' && cue === undefined && !qualification.qualifiers.negated) return undefined;
  const slice = (range: Range | undefined): string | undefined =>
    range === undefined ? undefined : text.slice(range.start, range.end).replace(/\s+/g, ' ').trim();
  const newDose = cue?.newDose === undefined ? undefined : { start: drug.end + cue.newDose.start, end: drug.end + cue.newDose.end };
  const dose = slice(newDose ?? posology.dose);
  const strength = slice(posology.strength);
  const ceiling = slice(posology.ceiling);
  // "De 50 x 2 à 75 mg le matin et 100 mg le soir": the rhythm of the new dose, where one is written behind it.
  const behindDose =
    newDose === undefined ? undefined : readPosology(folded, newDose.end, Math.min(item.scopeEnd, newDose.end + 60)).frequency;
  const newRhythm =
    newDose !== undefined && behindDose !== undefined && /^[ ,(:]{0,3}$/.test(folded.slice(newDose.end, behindDose.start))
      ? behindDose
      : undefined;
  const written = slice(newRhythm ?? posology.frequency);
  // "Délivrances des 12 derniers mois : STALEVO x11": boxes, not takes.
  const rhythm = written !== undefined && /^x ?\d+$/.test(written) && BOXES.test(sentenceText) ? undefined : written;
  const frequency = ceiling === undefined ? rhythm : rhythm === undefined ? ceiling : `${rhythm}, ${ceiling}`;
  const route = slice(posology.route);
  const duration = slice(posology.duration);
  const said =
    REASONED.has(event) && item.isVerdict !== true && item.owner === undefined
      ? readReason(folded, {
          sentence,
          name: drug,
          cue: cue === undefined || cue !== item.cue ? undefined : cueAt(item, cue),
          scopeEnd: item.scopeEnd,
          told: event === 'past',
        })
      : undefined;
  const brandWords = drug.brand === undefined ? '' : folded.slice(drug.brand.start, drug.brand.end);
  const why =
    said ?? (event === 'stopped' && drug.kind !== 'class' ? blamedBefore(folded, sentence, [fold(drug.substance), brandWords]) : undefined);
  const durationDays = posology.durationDays ?? around.supply?.days;
  const renewals = posology.renewals ?? around.supply?.renewals;
  const brand = drug.brand === undefined ? undefined : text.slice(drug.brand.start, drug.brand.end);
  const medication: Medication = {
    ...(drug.kind === 'class' ? {} : { dci: drug.substance }),
    ...(brand === undefined ? {} : { brand }),
    ...(drug.atc === undefined ? {} : { atc: drug.atc }),
    // "MODAMIDE 5 : ramené à 1 cp": the tablet stays what it was.
    ...(strength === undefined || (newDose !== undefined && !/^\S+ ?(?:cps?|comprimes?|gelules?|sachets?)$/.test(fold(dose ?? '')))
      ? {}
      : { strength }),
    ...(dose === undefined ? {} : { dose }),
    ...(route === undefined ? {} : { route }),
    ...(frequency === undefined ? {} : { frequency }),
    ...(duration === undefined ? {} : { duration }),
    ...(durationDays === undefined ? {} : { durationDays }),
    ...(renewals === undefined ? {} : { renewals }),
    event,
    ...(why === undefined ? {} : { reason: text.slice(why.start, why.end).replace(/\s+/g, ' ') }),
    ...(writtenOn === undefined ? {} : { writtenOn }),
  };
  const quoted = citationRange(item, cue, text);
  const citations = asCitations([
    cite(analysis, why === undefined ? quoted : { start: Math.min(quoted.start, why.start), end: Math.max(quoted.end, why.end) }),
  ]);
  if (citations === undefined) return undefined;
  const copied = (event === 'listed' || event === 'prescribed' || event === 'discharge') && isCopied(listHeading(item, analysis));
  const doubtful = /^\s?\?/.test(folded.slice(drug.end, drug.end + 2));
  const bare =
    cue === undefined &&
    posology.dose === undefined &&
    posology.frequency === undefined &&
    !(posology.duration !== undefined && /^(?:a vie|au long cours)/.test(folded.slice(posology.duration.start, posology.duration.end))) &&
    (remarked || (!MEDICATION_SECTIONS.has(section) && !item.heads)) &&
    !isCurrentLead(sentenceText) &&
    !(event === 'listed' && isSaidOfHim(qualification.qualifiers) && isTakenUnder(item, folded));
  const loinc = sectionLoinc(section);
  const fact = buildFact({
    documentId: context.documentId,
    kind: 'medication',
    label: drug.substance,
    concept: `${drug.kind === 'class' ? 'class' : 'drug'}:${drug.substance}`,
    ...(drug.atc === undefined ? {} : { code: { system: 'http://www.whocc.no/atc', code: drug.atc } }),
    status:
      doubtful || (bare && event === 'listed')
        ? 'unknown'
        : qualification.qualifiers.hypothetical && STATUS_OF_EVENT[event] === 'active' && !MEDICATION_SECTIONS.has(section) && !item.heads
          ? 'suspected'
          : STATUS_OF_EVENT[event],
    qualifiers: copied ? { ...qualification.qualifiers, reported: true } : qualification.qualifiers,
    cues: [...qualification.cues],
    ...timing,
    ...(qualification.familyMember === undefined ? {} : { familyMember: qualification.familyMember }),
    medication,
    ...(loinc === undefined ? {} : { section: loinc }),
    importance:
      drug.kind === 'class'
        ? 2
        : HIGH_RISK.test(drug.atc ?? '')
          ? 3
          : event === 'stopped' || event === 'changed' || event === 'started' || event === 'contraindicated'
            ? 3
            : 2,
    origin: item.heads ? 'rule:medication-line' : 'rule:medication-clause',
    confidence: bare ? 0.5 : drug.approximate === true ? 0.6 : 0.9,
    citations,
  });
  // One sentence may say two things of one substance ("FIASP en remplacement de NOVORAPID"): the name's place tells them apart.
  return { ...fact, id: factId('medication', `${fact.origin}@${drug.start}`, fact.label, citations[0]) };
}

/**
 * "IMOVANE : boîte vide, ne dort pas plus mal": a line that answers the name with words, none of which says that it is taken or how, does not say
 * that it is taken.
 */
const isRemarked = ({ drug, heads, scopeEnd }: Scoped, folded: string): boolean => {
  const after = folded.slice(drug.end, Math.min(scopeEnd, drug.end + 90)).replace(/\s/g, ' ');
  return heads && /^ ?: ?[a-z]{3}/.test(after) && !TAKEN_REMARK.test(after);
};
const TAKEN_REMARK =
  /\b(?:idem|poursui\w*|continu\w*|maint\w*|inchang\w*|meme|selon|si|ras|ok|bien|tres|tolere\w*|au long|en cours|depuis|renouvel\w*|recondui\w*|prescri\w*|delivr\w*|habituel\w*|a vie|matin|midi|soir|coucher|jour|jours|sem\w*|mois|rien|observan\w*|pris\w*|prend|garde\w*|conserve\w*|debut\w*|introdui\w*|equilibr\w*|stable|efficace|satisf\w*|application\w*|bain\w*|gouttes?|comprimes?|gelules?|bouffees?|sachets?|patchs?|inj\w*|lp|orodisp\w*|creme|gel|pommade|collyre|spray|sirop|suspension|solution|a (?:prendre|demeure|la demande)|besoin|dose|dosage|posologie|schema|traitement|ttt|actuel\w*|toujours|oui|par|aussi|normal\w*|quotidien\w*|hebdo\w*|mensuel\w*|cures?|cycles?)\b|\d/;

const isSaidOfHim = ({ negated, family, hypothetical, historical, otherPerson, instruction }: Fact['qualifiers']): boolean =>
  !negated && !family && !hypothetical && !historical && !otherPerson && !instruction;

/** "Jusqu'au 07/09": an end that is written, and no step before another. */
const isUntil = ({ duration }: Posology, folded: string): boolean => duration !== undefined && folded.startsWith('jusqu', duration.start);

/** "Ne pas écraser le Modopar LP": how it is taken, not that it is not. */
const HANDLED =
  /\bne (?:pas|jamais|surtout pas) (?:ecraser|croquer|macher|ouvrir|couper|broyer|piler|oublier|sauter|mettre au frigo)\s(?:le |la |les |l'|son |sa |ses )?$/;
/** The event, unless the words right before the name make a choice, a warning or a provision of it. */
function saidOfIt(told: MedicationEvent, item: Scoped, folded: string): MedicationEvent {
  const { drug, sentence } = item;
  const before = folded.slice(Math.max(sentence.start, drug.start - 40), drug.start).replace(/\s/g, ' ');
  if (told === 'not-taken' && UNTICKED.test(before)) return 'proposed';
  if (told === 'contraindicated' && drug.kind !== 'class' && WITH_ANOTHER.test(before)) return 'listed';
  return item.isAnticipated === true && STATUS_OF_EVENT[told] === 'active' ? 'proposed' : told;
}
/** "[X] une perfusion d'X  [ ] retour Y": a choice that was not made. */
const UNTICKED = /\[ ?\] ?(?:retour|passage|switch|relais|reprise|debut|introduction) (?:a |au |aux |par |du |de |d'|l'|la |le )*$/;

/** "COUMADINE : arrêtée. NE PAS ASSOCIER à l'apixaban", "IPP contre-indiqués avec la rilpivirine": the other one is not to be given with it. */
const WITH_ANOTHER =
  /\b(?:ne (?:pas|jamais|surtout pas) (?:l'|le |la |les )?associer (?:a|au|aux|avec)|(?:contre-?indique|interdite?|proscrite?|deconseillee?)(?:e?s?) (?:avec|en association (?:a|au|avec))) (?:l'|le |la |les )?$/;

const BOXES = /\b(?:deliv(?:re|rance)\w*|dispens\w+|boites?|btes?|remis\w* en pharmacie|historique pharma\w*|dossier pharma\w*)\b/;

/** "Traitement actuel et ordonnances remises": the list is what is prescribed that day. */
const HANDED_OUT =
  /\b(?:ordonnances? (?:remise|faite|etablie|renouvelee|du jour|de ce jour)|renouvele|reconduit|prescrit ce jour|que je prescris)/;

/** "Angine traitée par azithromycine début octobre": an anti-infective course that is told is over. */
const isPastCourse = (item: Scoped, folded: string): boolean =>
  /^(?:J01|J05|P01)/.test(item.drug.atc ?? '') &&
  !item.heads &&
  item.posology.duration === undefined &&
  /(?<!\best )\btrait(?:e|ee|es|ees) (?:par|avec) (?:la |le |l'|du |de la |un |une )?$/.test(
    folded.slice(Math.max(item.sentence.start, item.drug.start - 30), item.drug.start).replace(/\s/g, ' '),
  ) &&
  !/^[^.;]{0,60}\b(?:en cours|depuis|ce jour|a poursuivre|actuel)/.test(
    folded.slice(item.drug.end, item.drug.end + 80).replace(/\s/g, ' '),
  );

/** Anticoagulants, antiplatelets, antidiabetics, corticosteroids, cytotoxics and immunosuppressants, lithium, antiepileptics, heart drugs. */
const HIGH_RISK = /^(?:B01A|A10|H02A|L0[14]|N05AN|N03A|C0[1379]|H03A)/;

const REFUTED = /^[^.;]{0,30}\b(?:ecarte|infirme|levee?|refute|non confirme|exclu)/;

/** The heading that a list stands under: its sentence up to the colon, else the title of its section with the rest of its line. */
function listHeading(item: Scoped, analysis: PageAnalysis): string {
  if (item.heading !== undefined) return item.heading;
  const { text } = analysis.page;
  const own = text.slice(item.sentence.start, Math.min(item.drug.start, item.sentence.start + 140));
  if (own.includes(':')) return own.slice(0, own.indexOf(':'));
  const title = MEDICATION_SECTIONS.has(item.section) ? sectionAt(analysis, item.drug.start)?.title : undefined;
  if (title === undefined) return '';
  const end = /\n(?!\s*[a-zà-ÿ(])/.exec(text.slice(title.end, title.end + 200))?.index ?? 0;
  return text.slice(title.start, title.end + end);
}

/** The drug's lines; in prose the sentence, or the clause where the sentence is long. */
function citationRange(item: Scoped, cue: EventCue | undefined, text: string): Range {
  // A pronoun may stand behind other drugs' names: what it says is part of the quote.
  const said = cue === undefined || cue.start > 0 ? 0 : Math.min(item.drug.end + cue.end, item.sentence.end, item.drug.end + 260);
  if (item.heads) return { start: item.drug.start, end: Math.max(item.scopeEnd, said) };
  const { sentence, drug, scopeEnd } = item;
  if (sentence.end - sentence.start <= 260) return { start: Math.min(sentence.start, drug.start), end: Math.max(sentence.end, drug.end) };
  const floor = Math.max(sentence.start, drug.start - 110);
  const boundary = Math.max(
    text.lastIndexOf(', ', drug.start - 1),
    text.lastIndexOf('; ', drug.start - 1),
    text.lastIndexOf(': ', drug.start - 1),
  );
  const space = text.indexOf(' ', floor);
  const start =
    boundary >= floor ? boundary + 2 : floor === sentence.start ? floor : Math.min(drug.start, space < 0 ? drug.start : space + 1);
  return { start: Math.min(start, drug.start), end: Math.max(drug.end, Math.min(scopeEnd, drug.end + 170)) };
}
