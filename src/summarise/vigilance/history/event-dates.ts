import { byTopic, perList } from '../../per-document.js';
import type { PartialDate } from '../../../domain/citation.js';
import type { Fact } from '../../../domain/fact.js';
import type { Vigilance } from '../../../domain/synthesis.js';
import { conceptTraits } from '../../concepts.js';
import { frenchDate } from '../../dates.js';
import { isAffirmed } from '../../line.js';
import { quoteWords } from '../../quote.js';
import type { Sources } from '../../sources.js';
import { fold } from '../../text.js';
import { shortName, sideBySide, type Side, type VigilanceInput } from '../warning.js';

const SAME_REACTION_YEARS = 5;

/** A lasting illness begins in a year or a month; a full day is more often that of an act, unless the passage says that it was found then. */
const beginsThere = (fact: Fact): boolean =>
  (fact.date ?? '').length < 10 || /decouv|diagnos|depuis|debut|revel|premier/.test(quoteWords(fact));

/** Acts and devices that are done or given again and again: two dates of them are two of them. */
const REPEATED =
  /scanner|\birm\b|echo|doppler|radio|biops|scopie|fibroscan|elastom|audiogram|\beeg\b|\brcp\b|toxine|infiltr|perfus|seance|consult|bilan|ponction|cure de chim|chimio|transfus|vaccin|preleve|\btests?\b|epreuve|holter|graphies?\b|\becg\b|electro|\bett\b|examen|mammo|frottis|polypect|inject|pansement|kine|reeduc|hospital|corono|explor|dosage|(?<!hemo)dialys|suture|extraction|detartr|\boct\b|fond d oeil|champ visuel|spirom|\befr\b|polysomn|polygraph|serolog|ecbu|hemocult|caryotyp|amniocent|monitor|accouche|cesarienne|toucher|lavage|massage|laser|photocoag|sonde|cathe|picc|lunett|verres|lentill|attelle|orthese|canne|fauteuil|\blit\b|pompe|capteur|\bppc\b|\bvni\b|\bbas\b|sterilet|\bdiu\b|contracepti|nexplanon|coronarog|angioplast|embolis|cardiovers|ablation|debridement|drain|chirurg|operat|interven|imager|perme|angio|pression positive|\btcc\b|therapie|transfert d embryon|\btec\b|\bfiv\b|\bicsi\b|inseminat/;
/** Illnesses of some days, that come again. */
const COMES_AGAIN = /confus|malaise|syncope|\bchutes?\b|exacerbation|decompens|\bcrises?\b|poussee|deshydrat|fecalome|retention aigu/;
/** A change of what was put in before. */
const AGAIN =
  /\b(?:chang\w+|remplac\w+|renouvel\w+|nouvelle?|nouveau|reprise|deuxieme|second\w*|2e|boitier|recidiv\w+|controle|depose|retrait|retiree?|ablation d)\b/;
const ONCE_OPERATED =
  /ectomie|prothese|stent|pontage|appendic|cesarienne|amput|arthroplast|greffe|transplant|cure de|osteosynth|enclouage|arthrodese|plastie|endoprothese|hemodialyse|fistule|stomie|by ?pass|sleeve/;

/** How a fact dates its beginning: the year, with what the warning says. */
interface Start {
  readonly fact: Fact;
  readonly year: number;
  readonly says: string;
  /** Years by which an age may miss the year. */
  readonly give: number;
}

const AGE = /\b(?:depuis |des |vers |a )?(?:l )?age de (\d{1,2}) ans\b|\ba (\d{1,2}) ans\b|\bvers (\d{1,2}) ans\b/;
const CHILDHOOD = /\bdans l enfance\b|\bdepuis l enfance\b/;

function startOf(fact: Fact, birth: PartialDate | undefined): Start | undefined {
  const born = birth === undefined ? undefined : Number(birth.slice(0, 4));
  if (fact.date !== undefined && fact.dateSource === 'text') {
    const aged = born !== undefined && AGE.test(quoteWords(fact)) && fact.date.length === 4 && !quoteWords(fact).includes(fact.date);
    const give = /\bil y a (?:une |environ )?\w+aine\b/.test(quoteWords(fact)) ? ROUND : ABOUT.test(quoteWords(fact)) ? 2 : aged ? 1 : 0;
    return { fact, year: Number(fact.date.slice(0, 4)), says: frenchDate(fact.date), give };
  }
  if (born === undefined || fact.kind !== 'condition') return undefined;
  const age = AGE.exec(quoteWords(fact))
    ?.slice(1)
    .find((group) => group !== undefined);
  if (age !== undefined) return { fact, year: born + Number(age), says: `à ${age} ans`, give: 1 };
  return CHILDHOOD.test(quoteWords(fact))
    ? { fact, year: born + CHILDHOOD_MIDDLE, says: 'dans l’enfance', give: CHILDHOOD_MIDDLE }
    : undefined;
}
const CHILDHOOD_MIDDLE = 8;
/** "Il y a une vingtaine d'années", "vers 2010". */
const ROUND = 6;
const ABOUT = /\b(?:vers|environ|autour de|il y a (?:pres de |plus de )?\d\d ans)\b/;

/** An act whose own report is in the record: its day is that of the report. */
function reportedStart(fact: Fact, sources: Sources): Start | undefined {
  const on = sources.dateOf(fact.documentId);
  return on !== undefined &&
    fact.kind === 'procedure' &&
    sources.nature(fact.documentId) === 'operation' &&
    !fact.qualifiers.historical &&
    !/scopie/.test(fold(sources.byId.get(fact.documentId)?.title ?? '')) &&
    (fact.dateSource === 'document' || fact.date === on) &&
    ONCE_OPERATED.test(fold(fact.label))
    ? { fact, year: Number(on.slice(0, 4)), says: frenchDate(on), give: 0 }
    : undefined;
}

const BEGINNING: ReadonlySet<Fact['kind']> = new Set(['condition', 'device', 'allergy', 'procedure']);
/** An operation and what it leaves are one event: "endoprothèse" as an act in one paper, as a device in the other. */
const kindOf = ({ kind }: Fact): string => (kind === 'device' ? 'procedure' : kind);
const mayBegin = byTopic((fact: Fact) =>
  fact.concept !== undefined &&
  (BEGINNING.has(fact.kind) || (/tabac/.test(fact.concept) && fact.status !== 'active')) &&
  isAffirmed(fact) &&
  !fact.qualifiers.family &&
  !fact.qualifiers.otherPerson
    ? `${kindOf(fact)}|${fact.concept}|${fact.laterality ?? ''}`
    : undefined,
);

/** One chronic problem, device, operation or allergy, two years of beginning, be they told as ages. */
export function differingStarts({ facts, sources, patient }: VigilanceInput): readonly Vigilance[] {
  return [...mayBegin(facts).values()].flatMap((same) => twoStarts(same, patient.birthDate, sources));
}

const twoStarts = perList((same: readonly Fact[], birthDate: PartialDate | undefined, sources: Sources): readonly Vigilance[] => {
  const members = same.flatMap((fact) => startOf(fact, birthDate) ?? reportedStart(fact, sources) ?? []);
  const [first] = members;
  if (first === undefined) return [];
  const { fact } = first;
  const importance = Math.max(...members.map((one) => one.fact.importance));
  const isAct = fact.kind === 'procedure' || fact.kind === 'device';
  const lasting = fact.kind !== 'condition' || conceptTraits(fact.concept)?.chronic === true;
  if (importance < (lasting && !isAct ? 2 : lasting ? 1 : 3)) return [];
  if (fact.kind === 'condition' && COMES_AGAIN.test(fold(fact.label))) return [];
  if (isAct && REPEATED.test(fold(fact.label)) && !ONCE_OPERATED.test(fold(fact.label))) return [];
  const told = (lasting && fact.kind === 'condition' ? members.filter((one) => beginsThere(one.fact)) : members).filter(
    (one) => !isAct || !AGAIN.test(quoteWords(one.fact)),
  );
  const years = clusters(told);
  if (years.length < 2 || years.length > 3) return [];
  // Years far apart are two reactions, not two dates of one.
  const numbers = told.map(({ year }) => year);
  if (fact.kind === 'allergy' && Math.max(...numbers) - Math.min(...numbers) > SAME_REACTION_YEARS) return [];
  // An acute illness may come twice: it takes a single odd document to suspect a slip.
  if (!lasting && !years.some((one) => new Set(one.map((start) => start.fact.documentId)).size >= 2)) return [];
  // A paper that tells both years tells two of them.
  if (isAct && bothIn(years)) return [];
  // Two reports of operations are two operations.
  if (isAct && years.filter((one) => one.some((start) => sources.nature(start.fact.documentId) === 'operation')).length > 1) return [];
  const sides = years.map((one): Side => ({
    says: one[0]?.says ?? '',
    fact: one[0]?.fact as Fact,
    also: one.slice(1).map((start) => start.fact),
  }));
  if (new Set(sides.map((side) => side.fact.documentId)).size < 2) return [];
  return [
    sideBySide({
      rule: 'vigilance:dates-differ',
      subject: `${shortName(fact)}, dates différentes`,
      sides,
      importance: importance === 3 ? 2 : 1,
      sources,
    }),
  ];
});

/** Starts that agree, given what an age may miss, the most exact first in each. */
function clusters(starts: readonly Start[]): readonly (readonly Start[])[] {
  const found: Start[][] = [];
  for (const start of starts.toSorted((a, b) => a.give - b.give)) {
    const same = found.find((one) => one.some((other) => Math.abs(other.year - start.year) <= Math.max(other.give, start.give)));
    if (same === undefined) found.push([start]);
    else same.push(start);
  }
  return found;
}

const bothIn = (years: readonly (readonly Start[])[]): boolean => {
  const papers = years.map((one) => new Set(one.map(({ fact }) => fact.documentId)));
  return papers.some((one, index) => papers.slice(index + 1).some((other) => [...one].some((id) => other.has(id))));
};

/** The date is that of the beginning, not of what was done or seen since. */
const FOUND_THEN =
  /\b(?:decouv\w+|diagnosti\w+|revel\w+|apparue?s?|debut\w*|connue?s?)\b[^.;,]{0,30}\b(?:19|20)\d\d\b|^[^.;,]{3,40}\bdepuis (?:\w+ )?(?:19|20)\d\d\b/;
/** Found only after this many days, it was not there before. */
const BEFORE_DAYS = 400;

/** What lasts, by its concept. */
const lasting = byTopic((fact: Fact) =>
  fact.kind === 'condition' &&
  fact.concept !== undefined &&
  isAffirmed(fact) &&
  fact.status === 'active' &&
  !fact.qualifiers.family &&
  !fact.qualifiers.otherPerson &&
  !fact.qualifiers.hypothetical &&
  (conceptTraits(fact.concept)?.chronic === true || /^cancer/.test(fact.concept))
    ? fact.concept
    : undefined,
);

/** An illness that one paper says began in a year, and that a paper of a year before already writes as there. */
export function knownBeforeStart({ facts, sources }: VigilanceInput): readonly Vigilance[] {
  return [...lasting(facts).values()].flatMap((members) => knownBefore(members, undefined, sources));
}

const knownBefore = perList((members: readonly Fact[], _: undefined, sources: Sources): readonly Vigilance[] => {
  const dated = members.filter(
    (fact) => fact.dateSource === 'text' && fact.date !== undefined && beginsThere(fact) && FOUND_THEN.test(quoteWords(fact)),
  );
  for (const late of dated.toReversed()) {
    const start = late.date ?? '';
    const before = members.find((fact) => {
      const on = sources.dateOf(fact.documentId);
      return on !== undefined && fact.documentId !== late.documentId && fact.date === undefined && daysUntil(on, start) > BEFORE_DAYS;
    });
    // Told rightly elsewhere, the other rule tells it.
    if (before === undefined || dated.some((fact) => (fact.date ?? '') < start)) continue;
    const on = sources.dateOf(before.documentId) ?? '';
    return [
      sideBySide({
        rule: 'vigilance:dates-differ',
        subject: `${shortName(late)}, dates différentes`,
        sides: [
          { says: `déjà écrit en ${on.slice(0, 4)}`, fact: before },
          { says: `depuis ${frenchDate(start)}`, fact: late },
        ],
        importance: 1,
        sources,
      }),
    ];
  }
  return [];
});

const daysUntil = (from: PartialDate, to: PartialDate): number =>
  (Date.parse(to.length === 4 ? `${to}-01-01` : to) - Date.parse(from.length === 4 ? `${from}-12-31` : from)) / 86_400_000;
