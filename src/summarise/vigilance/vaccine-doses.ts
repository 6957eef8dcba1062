import type { PartialDate } from '../../domain/citation.js';
import type { Vigilance } from '../../domain/synthesis.js';
import { compareDates, daysBetween, frenchDate } from '../dates.js';
import { byTopic, perDocument, perList } from '../per-document.js';
import { fold } from '../text.js';
import { once, passagesSideBySide, saying, type Written } from './passages.js';
import { KIN } from './told/claim.js';
import { asPartialDate, toldDates, type ToldDate } from './told-dates.js';
import { VACCINES } from './vaccine-names.js';
import type { VigilanceInput } from './warning.js';

const speaks = once(new RegExp(String.raw`\b(?:${VACCINES.map(({ words }) => words).join('|')})\b`));
const matchers = VACCINES.map((vaccine) => ({ vaccine, named: new RegExp(String.raw`\b(?:${vaccine.words})\b`) }));
/** The illness itself, its tests, its smears. */
const NOT_VACCINE =
  /\b(?:serologie|ac anti|anticorps|antigene|aghbs|igg|frottis|positi(?:f|ve)|negati(?:f|ve)|infection|episode|syndrome grippal|antecedent|eruption|douleurs? post|nevralgie|pneumopathie|meningite|test|pcr|charge virale|depistage|immunis\w+)\b/;
const NONE =
  /\b(?:non|pas|jamais) (?:ete )?vaccinee?s?\b|\bjamais (?:fait|recu|eu|ete fait)\w*\b|\baucune (?:dose|injection|vaccination|trace|delivrance)|\bpas de (?:trace|delivrance)|\bpas de \w+ (?:retrouve|delivre|enregistre)\w*|\b(?:non|jamais) (?:retrouvee?s?|delivree?s?|enregistree?s?)\b|\bne (?:souhaite|veut|desire) pas (?:se faire |du |le |la |de )?vaccin\w*|^[a-z ]{4,24} (?:: )?rien\b|\bpas de vaccin\w*|\bn (?:a|ont|avait) (?:jamais|pas) (?:ete )?(?:recue?s?|eu|faite?s?|injectee?s?|administree?s?|realisee?s?)\b|\bvaccin(?:ation)? (?:\w+ ){0,2}(?:refusee?|non (?:fait|faite|realisee?))\b|\b(?:refuse|refus de|ne veut pas) (?:le |la |du |de )?(?:vaccin\w*|shingrix)|: ?(?:non (?:fait|faite|recu|vaccinee?)|jamais|refusee?|aucun|0\b|non\b(?! (?:renseigne|a jour)))/;
const LACKING =
  /\ben retard\b|\brappel\b[^.;]{0,30}\b(?:en retard|non (?:faite?|retrouvee?|realisee?)|a (?:faire|prevoir|programmer|refaire)|depasse|echu|jamais faite?)\b|\ba (?:prevoir|faire|programmer) ?:?[^.;]{0,60}\brappel\b|\brappel\b[^.;]{0,24}\(?dernier (?:en |: )?(?:19|20)\d\d|\b(?:une seule dose|dose unique|seulement (?:une|1) dose|1 (?:seule )?dose (?:recue|faite|seulement)|(?:2|3|2e|3e|2eme|3eme|deuxieme|troisieme|seconde?) (?:dose|injection|rappel)[^.;]{0,50}(?:a (?:faire|prevoir|programmer|planifier|rattraper|realiser)|manqu\w+|non (?:faite?|recue?)|pas (?:encore |ete )*(?:faite?|recue?)|due|en attente|oubliee?)|dose (?:2|3) (?:a|non|manqu)\w*|(?:manque|il manque|reste a faire|attente de) (?:la |le |une )?(?:2|3|2e|3e|2eme|deuxieme|troisieme|seconde?)|(?:schema|vaccination) incomple\w+|incomple(?:t|te)\b|(?:prochaine? ?:? ?[^.;]{0,30}|2 ?\) ?|2e ?:? ?)_{3,}|prochaine?\b[^;]{0,50}\b(?:pas|non|jamais) (?:ete )?(?:faite?|recue?|realisee?)\b|\b(?:d|dose )[23]\b(?= ?(?:\.{4}|_{3}|\(|$)))/;
const FULL =
  /\b(?:schema (?:vaccinal )?complet|vaccination complete|completement vaccinee?|completee?s?\b|primo ?vaccination (?:faite|complete|terminee)|[2-4] (?:doses|injections)(?: (?:recues?|faites?))?|(?:deux|trois) (?:doses|injections)|a jour|2 ?\/ ?2|3 ?\/ ?3)\b/;
const NOT_FULL = /\b(?:non|pas|in) ?(?:complet|complete|a jour)|\bn est pas a jour|\bmettre a jour|\bmise a jour|\ba completer/;
const DONE = /\b(?:faite?s?|recue?s?|injectee?s?|administree?s?|effectuee?s?|realisee?s?|vaccinee?s?|ok)\b/;
const PLANNED =
  /\b(?:a (?:faire|refaire|prevoir|programmer|planifier|rattraper|discuter|proposer)|prevue?s?|prochain\w*|propos\w+|ordonnance|prescri\w+|recommand\w+|indique\w*|si|en attente|a partir du|en retard|due?|souhait\w*|refus\w*|non|pas|jamais|manqu\w+)\b/;
/** The illness has the vaccine's name: the words must speak of a vaccine. */
const OF_VACCINE =
  /\b(?:vaccin\w*|doses?|injections?|rappels?|schema|primo|a jour|faite?s?|recue?s?|immunisation|lot|rien|delivrance|retrouvee?|en retard|prochaine?)\b|\b(?:ror|bcg|dtp|dtcap?\w*|repevax|boostrix\w*|revaxis|tetravac\w*|infanrix\w*|hexyon|vaxigrip\w*|efluelda|influvac\w*|fluarix\w*|comirnaty|spikevax|prevenar|pneumovax|vaxneuvance|capvaxive|shingrix|zostavax|gardasil|cervarix|engerix|hbvaxpro|twinrix|havrix|avaxim|priorix|nimenrix|menveo|menquadfi|bexsero|trumenba|neisvac|varivax|stamaril|abrysvo|arexvy)\b/;
/** Said of all of them at once. */
const ALL_DONE = /\btout(?:es?)? (?:est|sont) a jour|\bvaccin\w* (?:\w+ )?a jour|\bcalendrier vaccinal (?:a jour|respecte)/;
const SEASON_DAYS = 330;
const MOST_SEASONS = 2;
/** What lacked may be done as soon as this. */
const DONE_SINCE_DAYS = 60;

type State = 'given' | 'none' | 'lacking' | 'full';
interface Told {
  readonly documentId: string;
  readonly vaccine: (typeof VACCINES)[number];
  readonly state: State;
  readonly passage: Written;
  /** Of a dose: its day; else the paper's. */
  readonly on: PartialDate;
}

const toldIn = perDocument((own: readonly Written[]) =>
  saying(own, speaks).flatMap((one) => {
    if (one.date === undefined || KIN.test(one.words)) return [];
    const next = own[own.indexOf(one) + 1];
    const allDone = ALL_DONE.test(one.words) || (next !== undefined && /^tout(?:es?)? (?:est|sont) a jour/.test(next.words));
    return readLines(one, allDone);
  }),
);
const byVaccine = byTopic(({ vaccine }: Told) => vaccine.name);

/** A vaccine said never given, and the dose that another paper dates; a course said complete, and the dose that lacks. */
export const vaccineDoses = ({ passages }: VigilanceInput): readonly Vigilance[] =>
  [...byVaccine(toldIn(passages)).values()].flatMap((members) => ofVaccine(members));

const ofVaccine = perList((members: readonly Told[]): readonly Vigilance[] => {
  const of = (state: State): readonly Told[] => members.filter((one) => one.state === state);
  const given = of('given');
  const denied: Vigilance[] = [];
  for (const none of of('none').toReversed()) {
    const before = given.filter(
      (dose) =>
        dose.passage.documentId !== none.passage.documentId &&
        compareDates(dose.on, none.on) <= 0 &&
        (dose.vaccine.yearly !== true || daysBetween(dose.on, none.on) <= SEASON_DAYS),
    );
    const dose = before.at(-1);
    if (dose === undefined || given.some((one) => one.passage.documentId === none.passage.documentId && isOfThen(one, none))) continue;
    const others = of('none').filter((one) => isOfThen(none, one));
    denied.push(apart('vigilance:vaccine-denied', none, [`dose, ${frenchDate(dose.on)}`, dose, before], ['dit non vacciné', none, others]));
    // Each season has its own.
    if (none.vaccine.yearly !== true || denied.length === MOST_SEASONS) return denied;
  }
  if (denied.length > 0) return denied.filter(({ text }, index) => denied.findIndex((one) => one.text === text) === index);
  const [full, lacking] = [of('full'), [...of('lacking'), ...of('none')].filter(({ passage }) => !REFUSED.test(passage.words))];
  for (const complete of full.toReversed()) {
    const against = lacking.filter(
      (one) =>
        one.passage.documentId !== complete.passage.documentId &&
        (daysBetween(one.on, complete.on) <= DONE_SINCE_DAYS || areOfBefore(complete, one)) &&
        !lacking.some((other) => other.passage.documentId === complete.passage.documentId),
    );
    const last = against.at(-1);
    if (last === undefined) continue;
    return [apart('vigilance:vaccine-doses', complete, ['dit complet', complete, full], ['une dose manque', last, against])];
  }
  return unrecorded(members);
});

const SECOND_LACKS = /\b(?:2|2e|2eme|deuxieme|seconde) (?:dose|injection)/;
const BOTH = /\b(?:2|deux) (?:doses|injections)/;

/** Both doses are told with years before the paper in which the second lacks. */
function areOfBefore({ passage: { words, date } }: Told, { passage: lacking, on }: Told): boolean {
  const years = toldDates(words, date).map(({ year }) => year);
  return SECOND_LACKS.test(lacking.words) && BOTH.test(words) && years.length > 0 && years.every((year) => year < Number(on.slice(0, 4)));
}

/** A yearly dose of another year says nothing of this one. */
const isOfThen = (dose: Told, none: Told): boolean =>
  dose.vaccine.yearly !== true || Math.abs(daysBetween(dose.on, none.on)) <= SEASON_DAYS;

/** Between a dose that is told and the last one of the record that tells the booster late. */
const UNRECORDED_YEARS = 2;

/** A dose told by a year that the record itself does not bear: it ends years before, and tells the next one late. */
function unrecorded(members: readonly Told[]): readonly Vigilance[] {
  for (const late of members.filter(({ state }) => state === 'lacking').toReversed()) {
    const own = members.filter(({ state, passage }) => state === 'given' && passage.documentId === late.passage.documentId);
    const last = own
      .map(({ on }) => on)
      .toSorted(compareDates)
      .at(-1);
    if (last === undefined) continue;
    const told = members.filter(
      ({ state, passage, on }) =>
        state === 'given' &&
        passage.documentId !== late.passage.documentId &&
        compareDates(on, late.on) < 0 &&
        Number(on.slice(0, 4)) - Number(last.slice(0, 4)) >= UNRECORDED_YEARS,
    );
    const dose = told.at(-1);
    if (dose !== undefined)
      return [
        apart(
          'vigilance:vaccine-doses',
          dose,
          [`dose de ${dose.on.slice(0, 4)}`, dose, told],
          [`dernière dose ${frenchDate(last)}, rappel en retard`, late, own],
        ),
      ];
  }
  return [];
}

/** What somebody does not want may be given elsewhere. */
const REFUSED = /\b(?:refus\w*|ne (?:souhaite|veut|desire) pas)\b/;

type Way = readonly [string, Told, readonly Told[]];
const MOST_CITED = 3;
const apart = (rule: string, { vaccine }: Told, ...ways: readonly Way[]): Vigilance =>
  passagesSideBySide({
    rule,
    subject: `Vaccin (${vaccine.name})`,
    sides: ways.map(([says, { passage }, all]) => ({ says, passage, also: all.map((one) => one.passage).slice(-MOST_CITED) })),
    importance: 2,
  });

/** Line by line, as records of vaccines are written. */
function readLines(passage: Written, allDone: boolean): readonly Told[] {
  const on = passage.date;
  if (on === undefined) return [];
  // What comes next stands on the line below its vaccine.
  return passage.citation.quote.split(/\n(?!\s*prochain)/i).flatMap((line) => readLine(fold(line), { passage, on, allDone }));
}

interface Paper {
  readonly passage: Written;
  readonly on: PartialDate;
  /** It says of every vaccine that it is up to date. */
  readonly allDone: boolean;
}

function readLine(line: string, { passage, on, allDone }: Paper): readonly Told[] {
  const { documentId } = passage;
  return clausesOf(line).flatMap((clause): readonly Told[] => {
    const named = matchers.filter((one) => one.named.test(clause));
    if (named.length === 0 || NOT_VACCINE.test(clause) || !OF_VACCINE.test(clause)) return [];
    const state = stateOf(clause);
    const dates = toldDates(clause, on).filter((date) => date.day !== undefined || date.month !== undefined || date.give === 0);
    // A row of a record: each date is a dose.
    const [only] = named;
    if (named.length === 1 && only !== undefined && dates.length > 1)
      return dates.flatMap((day) => statesOf(only.vaccine, state, day, clause));
    return named.flatMap((one) => statesOf(one.vaccine, state, dateBeside(clause, one, named, dates), clause));
  });

  function statesOf(
    vaccine: (typeof VACCINES)[number],
    state: State | undefined,
    day: ToldDate | undefined,
    clause: string,
  ): readonly Told[] {
    if (state === undefined && day === undefined) return [];
    // "Grippe 2025 : aucune délivrance" is said of that year's.
    if (state === 'none' && vaccine.yearly === true && day !== undefined && day.month === undefined)
      return [{ documentId, vaccine, state, passage, on: `${day.year}-12-31` }];
    // "2 doses (2000, 2001)": full and given.
    const states: readonly State[] =
      state === undefined || (state === 'full' && day !== undefined)
        ? [...(state === undefined ? [] : [state]), 'given']
        : allDone && state === 'given' && day === undefined
          ? ['given', 'full']
          : [state];
    return states.flatMap((one): readonly Told[] => {
      if (one === 'given' && PLANNED.test(clause)) return [];
      const date = one === 'given' && day !== undefined ? asPartialDate(day) : on;
      return compareDates(date, on) > 0 && one === 'given' ? [] : [{ documentId, vaccine, state: one, passage, on: date }];
    });
  }
}

/** Of several vaccines in one clause, each has the date behind its own name, or the one that opens their list; a lone one has the first of the clause. */
function dateBeside(
  clause: string,
  { named }: (typeof matchers)[number],
  all: readonly (typeof matchers)[number][],
  dates: readonly ToldDate[],
): ToldDate | undefined {
  if (all.length === 1) return dates[0];
  const from = clause.search(named);
  const until = Math.min(clause.length, ...all.map((other) => clause.search(other.named)).filter((at) => at > from));
  return (
    dates.find(({ start }) => start >= from && start < until) ??
    (dates.length === 1 && (until === clause.length || all.every((other) => clause.search(other.named) > (dates[0]?.start ?? 0)))
      ? dates[0]
      : undefined)
  );
}

/** "DTP REVAXIS 2005 BOOSTRIX 2015 prochain : 2025, en retard": what comes next is of the vaccine before. */
function clausesOf(line: string): readonly string[] {
  const clauses = line.split(/(?<=[a-z)]\w*)[.;] |(?<=[a-z)]\w*), (?=(?:[a-z]+ ){0,2}(?:faite?s?|en|refus|\d))|\| | (?=prochaine?s?\b)/);
  return clauses.map((clause, index) => {
    const before = clauses[index - 1];
    const name =
      before === undefined || !/^prochain/.test(clause)
        ? undefined
        : matchers.map(({ named }) => named.exec(before)?.[0]).find((one) => one !== undefined);
    return name === undefined ? clause : `${name} ${clause}`;
  });
}

function stateOf(clause: string): State | undefined {
  if (LACKING.test(clause)) return 'lacking';
  if (NONE.test(clause)) return 'none';
  if (FULL.test(clause) && !NOT_FULL.test(clause)) return 'full';
  return DONE.test(clause) ? 'given' : undefined;
}
