import type { PartialDate } from '../../../domain/citation.js';
import { sectionAt } from '../../text/analyse-page.js';
import type { DateMention, PageAnalysis, Range, SectionKind } from '../../text/analysis.js';
import { addDays, addMonths } from '../../text/calendar.js';
import type { FactContext } from '../fact-builder.js';
import type { Analyte } from './value-lexicon.js';
import { EXTREME_OF } from './value-chain.js';
import { stayDate } from './value-stay.js';
import type { Stay } from './value-stay.js';

const ADMISSION =
  /\n[ \t]*(?:[-•*][ \t]*)?((?:a l'|examen (?:d'|a l'))(?:entree|admission|arrivee)|entree|aux urgences|a la prise en charge) ?[:,]/g;
/** "A l'arrivée PA 84/50, conscience normale. Hb 6,9": without a colon the words hold to the end of their line's sentences. */
const ADMISSION_TOLD = /(?:^|\n)[ \t]*(?:[-•*][ \t]*)?(a l'(?:entree|admission|arrivee)) (?=[a-z])/g;
const OTHER_HEAD = /\n[ \t]*(?:[a-z][a-z' -]{2,40} ?:|[ \t]*\n)/;
const PARAGRAPH = 900;

/** "À l'entrée : PA 168/98. Poids 82 kg. Créatinine 231": the words that open a paragraph hold for its sentences. */
function openingAt(folded: string, at: number): string {
  const region = `\n${folded.slice(Math.max(0, at - PARAGRAPH), at)}`;
  const opening = [...region.matchAll(ADMISSION)].at(-1);
  if (opening?.[1] === undefined) {
    const told = [...region.matchAll(ADMISSION_TOLD)].at(-1);
    return told?.[1] === undefined || /\.[ \t]*\n/.test(region.slice(told.index + 1)) ? '' : told[1];
  }
  return OTHER_HEAD.test(region.slice(opening.index + opening[0].length)) ? '' : opening[1];
}

/** "Biologie. Hb 6,4 …", "EXAMENS : Hb 8,6": a paragraph of the report's examinations, whatever its sections are called. */
const EXAMINED =
  /^[\s*•-]*(?:bilan|biologie|bio|nfs|iono(?:gramme)?|examens?|explorations?|paraclinique|constantes|parametres|imagerie|a l'examen|cliniquement|hemogramme)\b[^.:\n]{0,40}(?:[.:]|$)/;
/** What a report tells of the days behind the entry, or of the time after it. */
const LATER: ReadonlySet<SectionKind> = new Set([
  'course',
  'conclusion',
  'plan',
  'discharge-medications',
  'prescription',
  'procedure',
  'pathology',
  'history',
  'surgical-history',
  'family-history',
  'obstetric-history',
]);
const LATER_HEAD = /^[\s*•-]*(?:evolution|suites?|au total|conclusion|sortie|traitement|prise en charge|antecedents|atcd|histoire|j\d)\b/;
/** "Hb au plus bas 9,2": of some day between the two. */
const EXTREME = /\b(?:au plus (?:bas|haut)|nadir|au (?:maximum|minimum)|pic)\b/;
/** The lines at the top of a report that name the patient, with a weight. */
const HEAD = 900;

/** What a hospital report's stay says of a value without a date of its own. */
export function duringStay(
  analysis: PageAnalysis,
  stay: Stay,
  sentence: Range,
  found: { readonly clause: Range; readonly written: Range },
  analyte: Analyte | undefined,
): PartialDate | undefined {
  if (stay.entry === undefined && stay.exit === undefined) return undefined;
  const { folded } = analysis;
  const section = sectionAt(analysis, found.clause.start);
  const title = section?.title === undefined ? '' : folded.slice(section.title.start, section.title.end);
  const kind = section?.kind;
  const line = folded.slice(folded.lastIndexOf('\n', sentence.start - 1) + 1, found.clause.end);
  const told = kind !== undefined && LATER.has(kind);
  // Of an emergency's or a home's form only the entry is told, and it may be of another day than the measure.
  const whole =
    stay.exit !== undefined &&
    !EXTREME.test(folded.slice(found.clause.start, found.written.start)) &&
    !EXTREME_OF.test(folded.slice(Math.max(0, found.clause.start - 16), found.clause.start));
  return stayDate(stay, {
    title,
    lead: `${openingAt(folded, sentence.start)} ${folded.slice(sentence.start, found.written.start)}`,
    tail: folded.slice(found.clause.end, found.clause.end + 44),
    examination:
      kind === 'laboratory' ||
      kind === 'results' ||
      kind === 'examination' ||
      kind === 'vital-signs' ||
      (whole &&
        (EXAMINED.test(line) ||
          (analyte?.kind === 'vital' && analysis.page.number === 1 && found.clause.start < HEAD && !told) ||
          ((analyte?.kind === 'lab' || analyte?.kind === 'vital' || analyte?.kind === 'bp') && !told && !LATER_HEAD.test(line)))),
  });
}

const AT_BIRTH: ReadonlySet<string> = new Set(['poids', 'taille', 'pc', 'apgar']);
const OF_BIRTH: ReadonlySet<string> = new Set(['poidsnaissance', 'taillenaissance', 'ph-cordon', 'lactates-cordon']);

/** "Naissance : poids 1 420 g, taille 39 cm": measured on the day of birth. */
export function birthDate(
  analysis: PageAnalysis,
  context: FactContext,
  sentence: Range,
  start: number,
  analyte: Analyte,
): PartialDate | undefined {
  if (OF_BIRTH.has(analyte.id)) return context.birthDate;
  const told = /\b(?:a la naissance|naissance ?:|de naissance(?! le))/.test(analysis.folded.slice(sentence.start, start));
  return told && AT_BIRTH.has(analyte.id) ? context.birthDate : undefined;
}

/** A heading's own date holds for its section: "BIOLOGIE du 12/03/2024"; one after the paper's own is a plan's or a journey's. */
export function sectionDate(
  analysis: PageAnalysis,
  dates: readonly DateMention[],
  sentence: Range,
  documentDate: PartialDate | undefined,
): PartialDate | undefined {
  const title = sectionAt(analysis, sentence.start)?.title;
  if (title === undefined) return undefined;
  const lineEnd = analysis.folded.indexOf('\n', title.start);
  const own = dates.find(
    (date) =>
      date.start >= title.start &&
      date.end <= (lineEnd < 0 ? Infinity : lineEnd) &&
      date.date !== undefined &&
      date.start - title.end < 30 &&
      // "Bio : Hb 10,7 (12,8 en mai)": the date of a value on the heading's line is that value's.
      !/\d/.test(analysis.folded.slice(title.end, date.start)),
  )?.date;
  return own !== undefined && documentDate?.length === 10 && own > documentDate ? undefined : own;
}

const OPENER_LEAD =
  /^[\s*•>–-]*(?:(?:(?:le|la|les|l'|au|un|une|son|sa) ?)?(?:bilan|biologie|osteodensitometrie|densitometrie|echographie|radiographie|scanner|irm|controle|visite|bio|nfs|iono|ionogramme|labo|laboratoire|examens?|analyses?|resultats?|prelevement|prise de sang|hemogramme|numeration|constantes|mapa|holter tensionnel|automesures?|efr|spirometrie|hospitalisation|urgences|consultation|passage|dosages?|chiffres|valeurs|parametres)\b[a-z0-9' ,./+-]{0,40}[\s(]|j ?\d{1,3} ?\(?|le |du |au |\()?$/;
const OPENER_TAIL = /^\)?[^\S\n]{0,3}(?:\([^()\n]{0,30}\)|[a-z' ]{0,24})?[^\S\n]?:/;
/** "BILAN 20/01/2025", "Biologie du 12/03 (labo de ville)": a line that says nothing but what was sampled, and when. */
const LABORATORY_LEAD =
  /^[\s*•>–-]*(?:bilans?|biologie|bio|nfs|iono|ionogramme|labo|laboratoire|analyses?|prelevements?|prise de sang|hemogramme|numeration|dosages?)(?: (?:biologique|sanguin|de sang|complet|sang|bio|nutritionnel|standard|de suivi|de controle))* ?(?:du |le |de |en |au |: ?|- ?|\()?$/;
const LABORATORY_HEADING = /^\)?[^\S\n]*(?:\([^()\n]{1,60}\))?[^\S\n]*:?[^\S\n]*\n(?!\n)/;
const NO_OPENER = /\b(?:nee?|naissance|prochaine?|rdv|rendez-vous|prevue?|ddr|depuis|jusqu'au|avant|apres)\b/;
const MAX_LINES = 8;

/**
 * The day that opens the paragraph of a value: "Biologie du 24 mars : créatinine 168 […]. Hémoglobine 9,6", "J3 (20/03) : céphalées […].
 * Plaquettes 164". It holds to the paragraph's end, or to the next day that the paragraph tells outside brackets.
 */
export function openingDate(
  analysis: PageAnalysis,
  dates: readonly DateMention[],
  at: number,
  documentDate: PartialDate | undefined,
): PartialDate | undefined {
  const { folded } = analysis;
  let start = folded.lastIndexOf('\n', at - 1) + 1;
  for (let lines = 0; lines < MAX_LINES; lines += 1) {
    const opener = dates.find(
      (date) =>
        date.start >= start &&
        date.end <= at &&
        date.start - start < 60 &&
        date.kind === 'absolute' &&
        date.date !== undefined &&
        (documentDate === undefined || date.date <= `${documentDate}~`) &&
        !folded.slice(start, date.start).includes('\n') &&
        OPENER_LEAD.test(folded.slice(start, date.start)) &&
        !NO_OPENER.test(folded.slice(start, date.start)) &&
        (OPENER_TAIL.test(folded.slice(date.end, date.end + 60)) ||
          (LABORATORY_LEAD.test(folded.slice(start, date.start)) && LABORATORY_HEADING.test(folded.slice(date.end, date.end + 80)))),
    );
    if (opener !== undefined) return overtaken(folded, dates, opener.end, at) ? undefined : opener.date;
    const above = folded.lastIndexOf('\n', start - 2) + 1;
    // Behind a blank line, a line that ends its sentence or a heading, another paragraph stands.
    const previous = folded.slice(above, Math.max(above, start - 1));
    if (start === 0 || previous.trim() === '' || /^[\s*•-]*[a-z][a-z' ./()-]{2,40}:/.test(folded.slice(start, start + 50)))
      return undefined;
    start = above;
  }
  return undefined;
}

/** Another day told since, outside brackets: what follows may be that day's. */
const overtaken = (folded: string, dates: readonly DateMention[], from: number, at: number): boolean =>
  dates.some(
    (date) =>
      date.start >= from &&
      date.end <= at &&
      date.kind === 'absolute' &&
      date.date !== undefined &&
      folded.lastIndexOf('(', date.start) <= folded.lastIndexOf(')', date.start),
  );

const BRACKETED = /^(\d{1,3}) ?(jours?|semaines?|mois) (?:avant|plus tot|auparavant)$/;

/** "Hb 9,1 (10 jours avant)": counted from the document's day, whatever other day the page tells. */
export function bracketedDistances(
  folded: string,
  dates: readonly DateMention[],
  documentDate: PartialDate | undefined,
): readonly DateMention[] {
  if (documentDate?.length !== 10) return dates;
  return dates.map((mention) => {
    if (folded[mention.start - 1] !== '(' || folded[mention.end] !== ')') return mention;
    const told = BRACKETED.exec(folded.slice(mention.start, mention.end).replace(/\s+/g, ' '));
    if (told?.[1] === undefined) return mention;
    const amount = Number(told[1]);
    const date =
      told[2] === 'mois'
        ? addMonths(documentDate, -amount, 'month')
        : addDays(documentDate, -amount * (told[2]?.startsWith('s') === true ? 7 : 1), 'day');
    if (date === undefined) return mention;
    return { kind: 'absolute', start: mention.start, end: mention.end, date };
  });
}
