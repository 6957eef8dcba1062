import type { PartialDate } from '../../../domain/citation.js';
import type { Vigilance } from '../../../domain/synthesis.js';
import { daysBetween, frenchDate } from '../../dates.js';
import { natureOf } from '../../source-nature.js';
import { fold, groupBy } from '../../text.js';
import { LIFE_EVENTS, type LifeEvent } from '../history/life-events.js';
import { perDocument } from '../../per-document.js';
import { once, passagesSideBySide, readForGood, type Passage, type Written } from '../passages.js';
import { clauseAround, KIN } from '../told/claim.js';
import { asWritten, thingsIn } from '../things.js';
import { asPartialDate, mayBeSame, tellsDay, toldDates, type ToldDate } from '../told-dates.js';
import type { VigilanceInput } from '../warning.js';

/** Two dates of what may come again are one event told twice where they lie this close. */
const SAME_EVENT_YEARS = 3;

const patterns = LIFE_EVENTS.map((event) => ({ event, words: new RegExp(String.raw`\b(?:${event.words})(?![a-z])`, 'g') }));
const namesOne = once(new RegExp(String.raw`\b(?:${LIFE_EVENTS.map(({ words }) => words).join('|')})(?![a-z])`));
const SIDE = /\b(gauche|droite?|g|d|og|od)\b/;
const NOT_IT =
  /\b(?:controle|surveillance|suivi|suivie|changement|change|reprise|recidive|rechute|gueri\w*|arret\w*|poussee|deuxieme|second\w*|2e|nouvel\w*|scanner|irm|echo\w*|doppler|prevue?|programmee?|a prevoir|envisage\w*|depistage|mammographie|coloscopie|risque|ordonnance|service|consultation|compte rendu|rapport|centre|bilan|vaccin\w*|serologie|score|hba1c|traitement|traitee? par|sous|equilibre|decompens\w+|exacerbation|crise|hospitalisation|biopsie|pbr|prescri\w+|boitier|generateur|fermeture|retrait|retire\w*|depose\w*|consulte|retablissement|ablation (?:du|de la|des) (?:fil|drain|sonde)\w*)\b/;
const BETWEEN_LENGTH = 44;
/** "… dont le diagnostic a été posé en". */
const BEGINNING_LENGTH = 70;
/** Before the event: "opérée en 2006 de la vésicule", "intervention du 11/03/2014 : cholécystectomie", "2014 : PTH". */
const LEADS = /^(?: ?[:,(-]? ?)(?:(?!et |puis )[a-z0-9]+ ){0,3}(?:(?:de|d|du|la|l|une?|des|pour|par) )*$/;
const OPENS = /(?:^|[.;:,|-] ?|\b(?:en|depuis|le|du|intervention du|operee? (?:en|le)|date ?:?) ?)$/;
const ANTECEDENTS = /\b(?:antecedents?|atcds?)\b/;

interface Dated {
  readonly event: LifeEvent;
  readonly key: string;
  readonly date: ToldDate;
  /** Of an illness: the date is that of what was done about it. */
  readonly treated?: boolean;
}

interface Telling extends Dated {
  readonly passage: Written;
  readonly also: readonly Written[];
}

interface Named {
  readonly event: LifeEvent;
  readonly start: number;
  readonly end: number;
}

const named = readForGood('events', readNamed, packed, unpacked);

/** A listed event is its place in the list. */
type PackedNamed = readonly [start: number, end: number, event: number | LifeEvent];

function packed({ event, start, end }: Named): PackedNamed {
  const place = LIFE_EVENTS.indexOf(event);
  return [start, end, place < 0 ? event : place];
}

function unpacked([start, end, written]: PackedNamed): Named {
  const event = typeof written === 'number' ? LIFE_EVENTS[written] : written;
  if (event === undefined) throw new RangeError('no such event');
  return { event, start, end };
}

function readNamed(passage: Passage): readonly Named[] {
  if (!/\d/.test(passage.words)) return NOTHING;
  const listed = namesOne(passage)
    ? patterns.flatMap(({ event, words }) =>
        [...passage.words.matchAll(words)].slice(0, 1).map((match) => ({ event, start: match.index, end: match.index + match[0].length })),
      )
    : NOTHING;
  const others = unlisted(passage).filter(({ start, end }) => !listed.some((one) => start < one.end && end > one.start));
  return [...listed, ...others].toSorted((a, b) => a.start - b.start);
}

/** What may come again at the same place, and what is seen or done again at leisure. */
const RECURRING =
  /^(?:polypectomie|fracture|entorse|luxation|nodule|polype|kyste|lesion|thrombose|embolie|hematome|abces|plaie|ulcere|escarre|brulure|zona|erysipele|pneumopathie|pneumonie|phlebite|epanchement|calcul|lithiase|stenose|infarctus|intervention|operation|chirurgie|drain|catheter|ablation|resection|exerese|stent|paralysie|sciatique|.*ite)$/;
const NOT_ONCE = /^(?:souffle|cicatrice|foyer|surdite|varice|.*oscopie)$/;

/** What no list holds: any named act, illness or implant. */
function unlisted({ words, citation }: Passage): readonly Named[] {
  return thingsIn(words).flatMap(({ head, start, end }): readonly Named[] =>
    NOT_ONCE.test(head)
      ? []
      : [
          {
            event: { name: asWritten(citation.quote, head), words: head, sided: true, ...(RECURRING.test(head) ? { recurs: true } : {}) },
            start,
            end,
          },
        ],
  );
}
const NOTHING: readonly Named[] = [];

/** A number, or what tells a distance in words: most passages hold neither and are read no further. */
const MAY_TELL_A_DATE = /\d|\bil y a\b|\ban(?:s|nees?)?\b|\bage\b|\bdernier|\benfance\b/;

/** Each event of a passage with the date that stands beside it, within its clause and nearer than any other event. */
function readDated(passage: Passage, on: PartialDate | undefined, born: number | undefined): readonly Dated[] {
  const events = named(passage);
  const { words } = passage;
  if (events.length === 0 || !MAY_TELL_A_DATE.test(words)) return [];
  const dates = toldDates(words, on, born);
  if (dates.length === 0) return [];
  return events.flatMap(({ event, start, end }): readonly Dated[] => {
    const date =
      dates.find((one) => isBehind({ event, start, end }, one, passage, events)) ??
      dates.findLast((one) => isAhead(one, start, words, dates));
    if (date === undefined) return [];
    const { before } = clauseAround(words, start, end);
    const [from, to] = [Math.min(start, date.start), Math.max(end, date.end)];
    if (KIN.test(before) || KIN.test(words.slice(from, to)) || NOT_IT.test(words.slice(end, date.start))) return [];
    const ahead = DATED_ITSELF.test(words.slice(end, date.end))
      ? before.replace(/\b(?:suivie?|surveillance|controle) (?:de |d )?(?:\w+ )?$/, '')
      : before;
    if (NOT_IT.test(ahead.slice(-24)) || NOT_IT.test(words.slice(start, end)) || DENIED.test(before)) return [];
    const side = sideOf(event, words.slice(from, to + SIDE_REACH));
    return [{ event, key: `${event.words}|${side}`, date, ...(TREATED.test(words.slice(from, to)) ? { treated: true } : {}) }];
  });
}
const TREATED = /\b(?:opere|chirurg|exerese|resequ|resection|traite|irradi)\w*/;
const MOST_WORDS = 4;
const DENIED = /\b(?:pas|sans|aucune?|jamais|ni) (?:de |d |eu )?(?:\w+ )?$/;
/** "Suivi d'endartériectomie (12/2022)": the date is that of the act. */
const DATED_ITSELF = /^[^(]{0,24}\(|\b(?:en|de|du|depuis|le) /;
const SIDE_REACH = 12;
const sideOf = ({ sided }: LifeEvent, words: string): string => (sided === true ? (SIDE.exec(words)?.[1]?.replace(/^o/, '')[0] ?? '') : '');

/** Behind a comma or a bracket, only what says that it is the date of what stands before it. */
const JOINS =
  /^ ?(?:(?:diagnosti\w*|decouv\w*|connue?s?|evolu\w*|revel\w*|operee?s?|posee?s?|realisee?s?|pratiquee?s?|faite?s?|traitee?s?|mise? en place|implantee?|recue?|datant|debut\w*|depuis|en|de|du|le|fin|il y a|a|vers) ?)*$/;
/** What dates an illness: its finding or its beginning. A full day is that of something else. */
const BEGINS = /\b(?:diagnosti\w*|decouv\w*|connue?s?|evolu\w*|revel\w*|depuis|debut\w*|apparue?s?|depiste\w*|date)\b/;
const RANGE = /^ ?(?:-|–|a|et|puis)? ?(?:19|20)?\d\d\b/;

function isBehind(one: Named, date: ToldDate, passage: Passage, events: readonly Named[]): boolean {
  const { event, end } = one;
  const { words } = passage;
  const between = words.slice(end, date.start);
  if (isWholeLine(one, date, passage, events)) return true;
  const reach = BEGINS.test(between) ? BEGINNING_LENGTH : BETWEEN_LENGTH;
  if (date.start < end || between.length > reach || /\d/.test(between)) return false;
  if (/[.;:]/.test(between.replace(/^ ?:/, '')) || RANGE.test(words.slice(date.end, date.end + 6))) return false;
  const told = words.slice(end, date.end);
  if (event.illness === true && date.day !== undefined && !BEGINS.test(told)) return false;
  if (event.illness === true && between.trim().split(' ').length > MOST_WORDS && !BEGINS.test(told)) return false;
  const [, aside] = /^[^,()]*[,(]([^,()]*)$/.exec(between) ?? [];
  return (
    (aside === undefined ? !/[,()]/.test(between) : JOINS.test(aside)) &&
    !events.some((other) => other.start >= end && other.start < date.start)
  );
}

/** "Hystérectomie totale conservant les ovaires, voie vaginale, le 22/03/2011": one act opens the line and its day ends it. */
const isWholeLine = (
  { event, start, end }: Named,
  date: ToldDate,
  { words, citation: { quote } }: Passage,
  events: readonly Named[],
): boolean =>
  event.illness !== true &&
  date.day !== undefined &&
  date.start >= end &&
  /^[^a-z0-9]*(?:(?:intervention|operation|acte|geste|realisation)(?: d\w*)? ?:? ?)?$/.test(words.slice(0, start)) &&
  (ENDS_LINE.test(quote) || /^[^a-z0-9]*$/.test(words.slice(date.end))) &&
  /\b(?:le|du|en date du) $/.test(words.slice(0, date.start)) &&
  !/[.;\d]/.test(words.slice(end, date.start)) &&
  !events.some((other) => other.start >= end && other.start < date.start);

const ENDS_LINE = /^[^\n]*\b(?:19|20)\d\d[ \t]*\n/;

/** "2014 : cholécystectomie" where nothing else claims that date: it opens its clause, or a verb joins them. */
function isAhead(date: ToldDate, start: number, words: string, dates: readonly ToldDate[]): boolean {
  const between = words.slice(date.end, start);
  return (
    date.end <= start &&
    LEADS.test(between) &&
    OPENS.test(words.slice(0, date.start)) &&
    !dates.some((other) => other.start >= date.end && other.start < start)
  );
}

/** The events that a report of an operation is of: its own day, with the line that bears it. */
const reported = perDocument((own: readonly Written[]): readonly Telling[] => {
  const [first] = own;
  const on = first?.date;
  if (first === undefined || natureOf(first.document) !== 'operation' || on?.length !== 10) return [];
  const bearing = own.filter((one) => toldDates(one.words, on).some((date) => date.day !== undefined && tellsDay(date, on)));
  const title = fold(first.document.title);
  const done = own.find(
    (one) =>
      !ANTECEDENTS.test(one.words) &&
      (/^(?:intervention|operation|acte|geste|titre|procedure)/.test(one.words) || own.indexOf(one) < HEAD) &&
      named(one).some(({ event }) => event.illness !== true && event.recurs !== true),
  );
  const event = done === undefined ? undefined : named(done).find((one) => one.event.illness !== true && one.event.recurs !== true);
  if (done === undefined || event === undefined || toldDates(done.words, on).some((date) => !tellsDay(date, on))) return [];
  const [year = 0, month = 1, day = 1] = on.split('-').map(Number);
  const side = sideOf(event.event, `${done.words.slice(event.start, event.end + SIDE_REACH * 2)} ${title}`);
  return [
    {
      event: event.event,
      key: `${event.event.words}|${side}`,
      date: { start: 0, end: 0, year, month, day, give: 0 },
      passage: done,
      also: bearing.slice(0, 1),
    },
  ];
});
const HEAD = 8;

/** "Intervention le 20 mai 2014 : sternotomie…": the day of what the next lines tell, in a letter of discharge as in a report. */
const ACT_DAY =
  /^(?:intervention|operation|date (?:de (?:l )?)?(?:acte|intervention|operation)|date operatoire|operee?|geste)\b(?: (?:realisee?|effectuee?|pratiquee?|par|chirurgicale))*[ :]{0,3}(?:le |du )?$/;
/** What it opens with, whatever date is behind. */
const OPENS_ACT = /^(?:intervention|operation|date|operee?|geste)\b/;
const LINES_OF_ACT = 6;

const operatedOn = perDocument((own: readonly Written[]): readonly Telling[] => {
  const days = own.flatMap((passage, index) => {
    const [date] = OPENS_ACT.test(passage.words) ? toldDates(passage.words, passage.date) : [];
    return date?.day !== undefined && ACT_DAY.test(passage.words.slice(0, date.start)) ? [{ passage, index, date }] : [];
  });
  const [only] = days;
  if (only === undefined || days.length > 1) return [];
  return own.slice(only.index + 1, only.index + 1 + LINES_OF_ACT).flatMap((passage): readonly Telling[] => {
    if (ANTECEDENTS.test(passage.words) || toldDates(passage.words, passage.date).length > 0) return [];
    return named(passage)
      .filter(({ event, start }) => event.illness !== true && event.recurs !== true && !DENIED.test(passage.words.slice(0, start)))
      .map(({ event, start, end }) => ({
        event,
        key: `${event.words}|${sideOf(event, passage.words.slice(start, end + SIDE_REACH * 2))}`,
        date: only.date,
        passage: only.passage,
        also: [passage],
      }));
  });
});

/** Each event that a passage dates, with the year of birth: ages are reckoned from it. */
const datedOf = perDocument((own: readonly Written[], born: number | undefined): readonly Telling[] =>
  own.flatMap((passage) => readDated(passage, passage.date, born).map((one): Telling => ({ ...one, passage, also: [] }))),
);

/** A form's field: the illness stands in the lines before it. */
const FIELD_OF_BEGINNING =
  /^(?:date|annee|age)(?: (?:de|du|d|au|des))?(?: (?:la|le|l|premiers?))* ?(?:debut|diagnosti\w*|decouverte|apparition|survenue|symptomes)\b(?: (?:de|des|du|d|la|le|l|les|premiers?|symptomes|signes|maladie|affection|pathologie|troubles|diagnosti\w*|debut|ou|et))* ?:/;
const LINES_BEFORE_FIELD = 2;
const illnesses = LIFE_EVENTS.filter(({ illness }) => illness === true).map((event) => ({
  event,
  named: new RegExp(String.raw`\b(?:${event.words})(?![a-z])`),
}));
const illnessIn = (words: string): LifeEvent | undefined => illnesses.find(({ named }) => named.test(words))?.event;

const fieldsOf = perDocument((own: readonly Written[], born?: number): readonly Telling[] =>
  own.flatMap((passage, index): readonly Telling[] => {
    const [date] = FIELD_OF_BEGINNING.test(passage.words) ? toldDates(passage.words, passage.date, born) : [];
    if (date === undefined) return [];
    const about = own.slice(Math.max(0, index - LINES_BEFORE_FIELD), index).findLast(({ words }) => illnessIn(words) !== undefined);
    const event = illnessIn(about?.words ?? '');
    if (event === undefined || about === undefined || KIN.test(about.words)) return [];
    return [{ event, key: `${event.words}|`, date, passage, also: [about] }];
  }),
);

/** One act or illness, two dates, each alone in its paper. */
export function writtenYears(input: VigilanceInput): readonly Vigilance[] {
  const { passages, patient } = input;
  const born = patient.birthDate === undefined ? undefined : Number(patient.birthDate.slice(0, 4));
  const told = [...datedOf(passages, born), ...fieldsOf(passages, born), ...reported(passages), ...operatedOn(passages)];
  return [...groupBy(told, ({ event }) => event.words).values()].flatMap(bySide).flatMap((members): readonly Vigilance[] => {
    const papers = [...groupBy(members, ({ passage }) => passage.documentId).values()];
    // A paper that tells two dates tells two events.
    if (papers.some((one) => one.some((a) => one.some((b) => !mayBeSame(a.date, b.date))))) return [];
    const ordered = members.toSorted((a, b) => (a.passage.date ?? '').localeCompare(b.passage.date ?? ''));
    const last = ordered.findLast((one) => ordered.some((other) => differ(one, other)));
    const other = ordered.findLast((one) => last !== undefined && differ(one, last));
    if (last === undefined || other === undefined) return [];
    // More than three dates are more than one event.
    if (new Set(members.map(({ date }) => date.year)).size > MOST_YEARS) return [];
    const telling = (one: Telling): readonly Written[] =>
      members
        .filter((member) => mayBeSame(member.date, one.date))
        .flatMap(({ passage, also }) => [passage, ...also])
        .slice(0, MOST_CITED);
    return [
      passagesSideBySide({
        rule: 'vigilance:dates-differ',
        subject: `${last.event.name}, dates différentes`,
        sides: [other, last].map((one) => ({ says: saysOf(one.date), passage: one.passage, also: telling(one) })),
        importance: 2,
      }),
    ];
  });
}
/** A side that is not told is the other paper's; where both sides are told there are two of them. */
function bySide(members: readonly Telling[]): readonly (readonly Telling[])[] {
  const keys = [...groupBy(members, ({ key }) => key).keys()].filter((key) => !key.endsWith('|'));
  return keys.length <= 1 ? [members] : [...groupBy(members, ({ key }) => key).values()];
}

const MOST_YEARS = 3;
const MOST_CITED = 4;

const saysOf = (date: ToldDate): string => `${date.give > 0 ? 'vers ' : ''}${frenchDate(asPartialDate(date))}`;

function differ(a: Telling, b: Telling): boolean {
  if (a.passage.documentId === b.passage.documentId || mayBeSame(a.date, b.date)) return false;
  const apart = Math.abs(a.date.year - b.date.year);
  if (apart === 0 && areTwoDaysOfOne(a, b)) return true;
  // Months and days of an illness are those of what was done about it.
  if (apart === 0 && (a.event.illness === true || a.event.recurs === true)) return false;
  // Found in one year, operated on in the next.
  if (
    (a.event.illness === true || /cancer|tumeur|carcinome|m[ée]lanome|lymphome/i.test(a.event.name)) &&
    (a.treated === true) !== (b.treated === true) &&
    apart <= 1
  )
    return false;
  if (a.event.recurs === true && apart > SAME_EVENT_YEARS) return false;
  // Two reports, two operations.
  return a.also.length === 0 || b.also.length === 0;
}

/** What happens at one moment, told with two days by papers of one time. */
const MOMENTARY = /^(?:entorse|fracture|luxation|plaie|brulure|avc|infarctus|embolie)$/;
const ONE_TIME_DAYS = 45;
const areTwoDaysOfOne = (a: Telling, b: Telling): boolean =>
  MOMENTARY.test(a.event.words) &&
  a.date.day !== undefined &&
  b.date.day !== undefined &&
  a.treated !== true &&
  b.treated !== true &&
  Math.abs(daysBetween(a.passage.date ?? '', b.passage.date ?? '')) <= ONE_TIME_DAYS;
