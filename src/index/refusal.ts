import type { PartialDate } from '../domain/citation.js';
import type { Passage } from '../domain/passage.js';
import { fold } from '../extract/text/fold.js';
import { KIN, KIN_FIRST } from './kin.js';
import { highlightsOf, termsOf } from './lexical-index.js';
import { names, type Question, type Requirement, type Window } from './question.js';
import { FAMILIES, yearsBetween } from './relevance-features.js';
import vocabulary from './vocabulary/questions.json' with { type: 'json' };
import relevance from './vocabulary/relevance.json' with { type: 'json' };

/** A line in capitals without a figure or a stop: it names what follows. */
const TITLE = /^[\p{Lu}\s'’\-/()]{3,60}$/u;
/** Families whose first lines already are content. */
const LISTS: ReadonlySet<string> = new Set(['laboratory', 'prescription', 'vaccination']);
const PENDING = new RegExp(vocabulary.pending, 'iu');
/** A figure that is no part of a name (IGF-1, B12), or a word that says how it is. */
const RESULT = new RegExp(`(?<![\\p{L}\\d-])\\d|:\\s*\\p{L}{1,3}\\d|${vocabulary.resultWords}`, 'iu');
/** When something is to take place, not at what age: its figures are no result. */
const DELAY =
  /(?<!\p{L})(?:(?:à|dans|sous|vers|entre|d['’]ici)\s+(?:\d+(?:\s*(?:-|–|à|ou|puis|et)\s*\d+)?\s*(?:j(?:ours?)?|sem(?:aines?)?|SA|mois)|(?:[1-9]|1[0-5])\s*ans?|[JSM]\d+)|tou(?:s|tes) les\s+(?:\d+\s*)?(?:jours|semaines|mois|ans))(?!\p{L})/giu;
/** "Coloscopie à un an", "scanner tous les six mois": how often, or when next. */
const SCHEDULE =
  /(?<!\p{L})(?:tou(?:s|tes) les (?:\d+|deux|trois|quatre|cinq|six|huit|dix|douze)\s*(?:jours|semaines|sem|mois|ans)|à (?:un|deux|trois|quatre|cinq|six|douze) (?:jours?|semaines?|mois|ans?))(?!\p{L})/iu;
/** "À prévoir : TEP le 3/12, rappel": all that follows is to come. */
const PROGRAMME = /^[^\p{L}\d]*(?:reste )?(?:à (?:prévoir|faire|programmer|organiser|demander|venir)|programme|prévu)\s*:/iu;
/** What a paper is that goes before an act: it tells nothing of what comes of it. */
const ANNOUNCING = /(?<!\p{L})(?:préparation|convocation|programmation|demande d['’e])(?!\p{L})/iu;
/** A paper that goes with the patient to where a report would be written, or that he fills in before. */
const ACCOMPANYING = /(?<!\p{L})(?:liaison|transfert|adressage|questionnaire)(?!\p{L})/iu;
/** Years after which what was said of the present is not said of today. */
const CURRENT_YEARS = 1.5;
/** A line that begins with a label ("Densitométrie : jamais faite") is of its own, whatever the line before says. */
const CLAUSE = /[,;:]\s|\s(?:mais|puis|et)\s|\.\s|\s\(|\s{3,}|\n(?=\p{Lu}[^\n:]{2,40}\s?:)/u;
const PRESCRIPTION = new RegExp(relevance.titles.prescription, 'iu');
/** Offered and not wanted: nothing was done of which a result, a dose or a date could be told. */
const DECLINED = new RegExp(`(?<!\\p{L})(?:${vocabulary.declined})`, 'iu');
/** A question that yes or no answers, or that is itself about a refusal. */
const WHETHER = /-t-(?:il|elle|on)(?!\p{L})|(?:est|sont|ont|a)-(?:il|elle|ce)s?(?!\p{L})|refus/iu;
const DONE_WORDS = new RegExp(`(?<!\\p{L})(?:${vocabulary.doneWords})(?!\\p{L})`, 'iu');
/** Taken, and no more. */
const SENT = new RegExp(vocabulary.sent, 'iu');
const ADDED = /(?<!\p{L})(?:rendue?s?|reçue?s?|ajoutée?s?|complément|complétée?s?)(?!\p{L})/iu;
const DAY =
  /\d{1,2}(?:er)?\s+(?:janv|févr|mars|avr|mai|juin|juil|août|sept|oct|nov|déc)\p{L}*(?:\s+\d{4})?|\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?/giu;
/** A day, a month, a year, an age, or how long ago: what "quand" asks for. A dose or a duration in hours is none. */
const DATED =
  /(?<!\d)(?:19|20)\d{2}(?!\d)|(?<![\d,.])\d{1,2}[/.]\d{1,4}(?!\d)|(?<!\p{L})(?:janv|f[ée]vr|mars|avr|mai|juin|juil|ao[uû]t|sept|oct|nov|d[ée]c)(?:\.|(?!\p{L})|[a-zé]+)|(?<![\d,.])\d+\s*(?:ans?|mois|semaines?|sem|jours?|j|SA)(?!\p{L})|(?<!\p{L})(?:J|S|M)\s?\+?\d+|(?<!\p{L})(?:an|mois|ans|semaines?|hier|printemps|été dernier|automne|hiver|enfance|naissance|toujours|jamais)(?!\p{L})/iu;
const YEAR = /(?<!\d)(?:19|20)\d{2}(?!\d)/gu;
/** "2e ROR": which one, no figure of it. */
const WHICH = /(?<!\d)\d{1,2}(?:ers?|ère|re|nde?|e|ème)(?!\p{L})/giu;
const RESULT_FIGURE = /(?<![\p{L}\d-])\d/u;
/** A figure with its unit: a content, wherever it stands. */
const MEASURED = /\d\s*(?:%|[kmµ]?g|cm|mm|kU\/L|UI|[nµm]?g\/[dm]?L|[µm]?mol\/L|mmHg|ng\/mL)(?!\p{L})/u;
/** Words that make a sentence of a line, among the names and addresses of a letterhead. */
const SENTENCE_WORDS = 8;
const CONCENTRATION = /\d\s*(?:[nµm]g\/(?:mL|L)|[µn]mol\/L|mmol\/L)/u;
/** Words that tell why something was stopped or changed. */
export const CAUSE = new RegExp(vocabulary.cause, 'iu');
/** What was done before the letter: its day is not the letter's. */
const BEFORE = /(?<!\p{L})(?:a|ont|avai(?:t|ent)|ayant|déjà)\s+(?:(?:été|déjà)\s+)*\p{L}+ée?s?(?!\p{L})|(?<!\p{L})depuis(?!\p{L})/iu;

const overlaps = (date: PartialDate, from: PartialDate | undefined, to: PartialDate | undefined): boolean => {
  const atLeast = from === undefined || date.slice(0, from.length) >= from.slice(0, date.length);
  const atMost = to === undefined || date.slice(0, to.length) <= to.slice(0, date.length);
  return atLeast && atMost;
};

/** Strictly after ("depuis 2024", "après octobre": since the one of 2024, of October). */
const follows = (date: PartialDate, after: PartialDate): boolean => date.slice(0, after.length) > after.slice(0, date.length);

/**
 * Is what the sentence says of it still to come? A word that puts something off speaks for its own clause: "perfusé le 9 septembre,
 * prochaine perfusion dans un an". A clause without a figure shares the fate of its neighbours: "polygraphie demandée, avis ORL".
 */
function putOff(written: string, future: boolean, question: Question): boolean {
  const text = written.replace(/\s+/g, ' ');
  const { head, window, expects, ordinal } = question;
  const scheduled = head !== undefined && !names(head, 'drug:') && SCHEDULE.test(text);
  if (PROGRAMME.test(text)) return true;
  if (!future && !scheduled && !PENDING.test(text)) return false;
  if (head === undefined || window !== undefined || expects.control) return true;
  const clauses = written.split(CLAUSE).map((clause) => ({ clause: clause.replace(/\s+/g, ' '), terms: termsOf(clause) }));
  const saying = (requirement: Requirement): typeof clauses =>
    clauses.filter(({ terms }) => [...requirement.terms].some((term) => terms.has(term)));
  // "1re dose le 15 juin, 2e à faire": of the second nothing is told but that it is to come.
  const numbered = ordinal === undefined ? [] : saying(ordinal);
  return !(numbered.length > 0 ? numbered : saying(head)).some(
    ({ clause }) =>
      !PENDING.test(clause) &&
      !(scheduled && SCHEDULE.test(clause)) &&
      RESULT_FIGURE.test((future || expects.value ? clause.replace(DAY, '') : clause).replace(DELAY, '').replace(WHICH, '')),
  );
}

/** "COUMADINE : arrêt définitif": what a letter decides took place on the letter's day. */
function decidedThen({ requirements }: Question, text: string, date: PartialDate | undefined): boolean {
  if (date === undefined || PENDING.test(text) || BEFORE.test(text)) return false;
  const said = termsOf(text);
  return requirements.some(({ weight, terms }) => weight < 1 && [...terms].some((term) => said.has(term)));
}

/** Where a sentence names it; "vaccination covid" is told of by "covid", under "vaccins". */
function placesOf({ terms, parts }: Requirement, text: string): { readonly start: number; readonly end: number }[] {
  const marked = (some: Iterable<string>): { readonly start: number; readonly end: number }[] =>
    highlightsOf(text, new Map([...some].map((term) => [term, 1])));
  const whole = marked(terms);
  return whole.length > 0 ? whole : marked(parts.slice(-1));
}

const EMPTY_BOX = /\[[ _]*\]/;
const BOX = /\[[ _xX✓]*\]/;
/** "Grippe 20/10/26 [X] Covid [ ] reporté": an empty box beside what is asked for, on the side on which the line has its boxes. */
function isUnticked(text: string, { head }: Question): boolean {
  if (head === undefined || !EMPTY_BOX.test(text)) return false;
  const [before = ''] = text.split(BOX);
  const first = /^[^\p{L}\d]*$|:\s*$/u.test(before);
  const named = placesOf(head, text);
  const unticked = ({ start, end }: { readonly start: number; readonly end: number }): boolean =>
    first ? /\[[ _]*\]\s*$/.test(text.slice(0, start)) : /^\s*:?\s*\[[ _]*\]/.test(text.slice(end));
  return named.length > 0 && named.every(unticked);
}

/** "COVID : refusé ce jour", where the vaccination is asked for, not whether he is vaccinated. */
function isDeclined({ head, open, text: asked, expects }: Question, written: string): boolean {
  if (head === undefined || !DECLINED.test(written) || WHETHER.test(asked) || (open && !expects.value)) return false;
  const after = placesOf(head, written).map(({ end }) => /^[^.;\n]*/u.exec(written.slice(end))?.[0] ?? '');
  return after.length > 0 && after.every((rest) => DECLINED.test(rest) && !RESULT_FIGURE.test(rest.replace(DAY, '')));
}

const TEST = /(?<!\p{L})(?:tests?|frottis|recherche|dépistage|typage|sérologie|dosage|résultats?)(?!\p{L})/iu;
/** "HPV GARDASIL 03/2008", in a record of vaccines, where the test is asked for. */
const tellsVaccine = ({ head, text: asked }: Question, family: string | undefined, text: string): boolean =>
  family === 'vaccination' && names(head, 'value:') && TEST.test(asked) && !MEASURED.test(text);

/** Why a sentence cannot answer, whatever it says. */
export function refusal(
  question: Question,
  passage: Passage,
  written: string,
  dates: readonly PartialDate[],
  window: Window | undefined,
  referenceDate: PartialDate,
  titled: boolean,
  analysed: boolean,
): string | undefined {
  // "À\nfaire": a line of the page ends anywhere.
  const text = written.replace(/\s+/g, ' ');
  const { expects } = question;
  const { date, type, title, section, heading } = passage.context;
  if (TITLE.test(text.trim()) || text.trim() === heading) return 'titre';
  const content = (expects.value && MEASURED.test(text)) || (text.split(/\s+/).length >= SENTENCE_WORDS && /[.;]\s*$/.test(text));
  if (section === 'signature' || (section === 'header' && !content && !LISTS.has(FAMILIES[type ?? ''] ?? ''))) return 'en-tête';
  if (!expects.planned) {
    // "Résultat du 28/02 ajouté", in a letter of the 11th: later than the letter, and come.
    const until = ADDED.test(text) ? referenceDate : (date ?? referenceDate);
    const future = dates.length > 0 && dates.every((one) => one > until && !one.startsWith(until));
    if (SENT.test(text) || putOff(written, future, question)) return 'à venir';
    if ((expects.value || expects.report || expects.control || expects.done) && ANNOUNCING.test(title)) return 'à venir';
    if (expects.report && ACCOMPANYING.test(title) && !ACCOMPANYING.test(question.text)) return 'écrit avant';
    if (!question.open && isUnticked(text, question)) return 'case vide';
    if (isDeclined(question, written)) return 'refusé';
    // "Anti-D à 28 SA": when it is due, in a letter that does not say that it took place.
    if (expects.done && new RegExp(DELAY).test(text) && !DONE_WORDS.test(text.replace(DELAY, ''))) return 'à venir';
    // What is asked for on a prescription is not done yet.
    if (
      (expects.value || expects.control || expects.report || window !== undefined) &&
      (FAMILIES[type ?? ''] === 'prescription' || PRESCRIPTION.test(title)) &&
      !/\bmg\b|\bUI\b|µg/.test(text)
    )
      return 'à venir';
  }
  if (KIN_FIRST.test(fold(text)) && !KIN.test(fold(question.text))) return 'un proche';
  if (tellsVaccine(question, FAMILIES[type ?? ''], text)) return 'un vaccin';
  if (question.specialty !== undefined && expectsOpinion(question) && !isBy(passage, question.specialty))
    return 'cité ailleurs que dans son compte rendu';
  if (question.current && window === undefined && yearsBetween(date, referenceDate) > CURRENT_YEARS) return 'ancien';
  if (window !== undefined) {
    const { from, to } = window;
    // A sentence that gives its own date speaks of that day: "22/10/2024 Vaxigrip", on a list printed in 2025.
    // "Absent onze jours cette année" is of no one day.
    const own = (expects.report ? [] : dates).filter((one) => one.length > 4 || (from ?? to ?? '').length < 10);
    const known =
      (to !== undefined || expects.value) && own.length > 0 && !titled && FAMILIES[type ?? ''] !== 'laboratory'
        ? own
        : [...own, ...(date === undefined ? [] : [date])];
    const inside =
      to === undefined && from !== undefined ? known.some((one) => follows(one, from)) : known.some((one) => overlaps(one, from, to));
    // A report of the time asked for that recalls an earlier act: "dernière perfusion le 16/09/2025", in a letter of 2026.
    const recalls = expects.report && !titled && dates.length > 0 && !dates.some((one) => overlaps(one, from, to));
    if (!inside || recalls) return 'hors période';
  }
  if (question.when && !DATED.test(text.replace(DELAY, '')) && section !== 'procedure' && !decidedThen(question, text, date))
    return 'sans date';
  if (question.why && PENDING.test(text) && !CAUSE.test(text)) return 'à venir';
  const timeless = text.replace(DAY, '').replace(YEAR, '').replace(WHICH, '');
  const lacking = question.kinds.find(({ holds, undated }) => !holds.test(undated ? timeless : text));
  if (lacking !== undefined) return lacking.refused;
  if (expects.level && !CONCENTRATION.test(text)) return 'sans résultat';
  // The conclusion of the report that is asked for is the result, whatever its words.
  if (section === 'conclusion' && titled) return undefined;
  // A row of a laboratory report is a result by its place.
  if (analysed && FAMILIES[type ?? ''] === 'laboratory') return undefined;
  if (expects.value && !RESULT.test(text.replace(DELAY, ''))) return 'sans résultat';
  return undefined;
}

/** "Résultat du psychiatre", "avis ORL": what a specialist found, in his own words. */
const expectsOpinion = ({ open, when, latest }: Question): boolean => !open && !when && !latest;

function isBy({ context }: Passage, specialty: string): boolean {
  const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return [context.specialty, context.title].some((text) => text !== undefined && folded(text).includes(specialty));
}
