import type { PartialDate } from '../../../domain/citation.js';
import type { Fact, Immunization, Qualifiers } from '../../../domain/fact.js';
import { sectionAt } from '../../text/analyse-page.js';
import type { DateMention, PageAnalysis, Range } from '../../text/analysis.js';
import { splitLines } from '../../text/lines.js';
import { qualify } from '../../text/qualify.js';
import { asCitations, buildFact, cite } from '../fact-builder.js';
import type { FactContext } from '../fact-builder.js';
import { pageDates, writtenOn } from '../page-dates.js';
import { findVaccines, isVaccineLine } from './immunization-lexicon.js';
import type { VaccineMention } from './immunization-lexicon.js';
import { DONE, firstDose, LOT, NOT_DONE, outcomeOf, PLANNED, REFUSED, STATUS } from './immunization-outcome.js';
import { findDrugs } from '../medications/medication-lexicon.js';

/** A vaccine as a row or a sentence names it, once. */
interface Named extends VaccineMention {
  /** The product's own words, where one is named. */
  readonly name?: Range;
  /** Where the first of its names ends: "GRIPPE 18/10/23 (EFLUELDA) 22/10/24 EFLUELDA" is one vaccine with the dates between. */
  readonly headEnd?: number;
}

const CARD =
  /(?:carnet|calendrier|feuillet|certificat|fiche|releve|attestation)s?\s(?:de |des |d'|international de |pages? |double page |sante |adulte |enfant |[-–:] ?)*vaccin|^\W*(?:vaccinations?|vaccins|statut vaccinal|avis vaccinal)\b/m;
const CONTEXT = /vaccin|\benfance\b|\ba la naissance\b|\brappels?\b|\bdoses?\b|\blot\b|injection|immunis|\bprimo/;
const SERVED =
  /serolog|anticorps|\bac anti|\bigg\b|\bigm\b|\bapres (?:le |la |l')?$|antigene|\bag hb|\bpcr\b|\btest\b|antigenique|\bavait eu|\bmaladie\b|\bzona (?:thoracique|ophtalm|intercostal)|infection|charge virale/;
/** No vaccine is due, or the illness itself was had: "HPV : trop tard", "Varicelle : eue enfant", "pas indiqué pour l'instant". */
const IRRELEVANT =
  /sans objet|(?:non|pas) (?:encore )?(?:concernee?|eligible)|hors (?:age|cible|indication)|\btrop (?:tard|agee?)\b|\bage depasse|\bpas (?:encore |plus )?indiquee?\b|\beue?s? (?:enfant|petite?|jeune|dans l'enfance|a l'age|a \d+ ans|en (?:19|20)\d\d)\b/;
const LIST_LEAD = /^\W*(?:vaccins?|vaccinations?|statut vaccinal)\b/;
const PRESCRIPTION = '57833-6';
const ORDER = /^[^\n]{0,40}\b(?:ordonnance|prescriptions? (?:relatives?|en rapport|sans rapport))\b/m;
const LEADING_YEAR = /^\W*((?:19|20)\d{2})(?:\s?[-/]\s?(?:20)?\d{2})?\s*:/;
const ENUMERATION = /^[\s,/()+-]*(?:(?:et|ou|du|de|des|la|le|d'|l'|contre|anti|nasale?|vaccins?|celui)[\s-]*)*$/;
const RANK =
  /(?:\(|\bd|dose n?°? ?|\bn° ?|\binj(?:ection)? ?)(\d)\)?(?![\d/])|\b(\d)(?:re|ere|e|eme|nde?) (?:dose|injection)|\b(premiere|deuxieme|seconde|troisieme|quatrieme) (?:dose|injection)|\b(?:dose|injection) (\d)\b/;
const RANK_WORDS: Readonly<Record<string, number>> = { premiere: 1, deuxieme: 2, seconde: 2, troisieme: 3, quatrieme: 4 };
const COLUMN_LOT = /(?:^|\s{2,})([a-z]{0,5}\d[a-z0-9-]{2,11}|[a-z0-9]{1,4}\d[a-z0-9-]{2,9})(?=\s{2,}|\s*$)/;

/** A date of another matter than the dose, or of the next one. */
const OTHER_DATE =
  /(?:idr|serologie|controle|ac anti-?hbs|prevue?|attendue?|depuis|suivante?s?|prochaine?s?|a partir|avant|jusqu['a-z]*|valable|peremption|exp(?:ire)?|perimee?[^,;]*) ?:?\s*(?:le|la|en|du|de|au|fin|debut)? ?$/;
/** "Rappel à proposer (dernière dose HBVAXPRO 40 : avril 2022)": the bracket tells what was given. */
const LAST_DOSE = /\([^()]*\b(?:derniere?s?|dernier|deja (?:recu|fait|vaccin)\w*|vaccine[e]?|recue?s?|faite?s?)\b[^()]*$/;

/**
 * Vaccinations of a page: rows of cards and tables, and sentences. A product, or a disease where the words speak of a
 * vaccine; its dose rank, lot and date; whether it was done, is due, was refused, was not done or is contraindicated.
 */
export function extractImmunizations(analysis: PageAnalysis, context: FactContext): Fact[] {
  const { folded } = analysis;
  const card = CARD.test(folded.slice(0, 700));
  if (
    !card &&
    !/vaccin|\brappel\b|\bbcg\b|\bror\b|\bdtp|\bhpv\b|tetanos|coqueluche/.test(folded) &&
    findVaccines(folded, 0, folded.length).every((mention) => !mention.product && !isVaccineLine(folded, mention.start))
  )
    return [];
  const { written } = pageDates(analysis, context);
  const dates = card ? [...written, ...shortDates(folded, written, context.documentDate)].toSorted((a, b) => a.start - b.start) : written;
  const ordered = ORDER.test(folded.slice(0, 1600)) || context.documentType === PRESCRIPTION;
  const facts: Fact[] = [];
  let heading: VaccineMention | undefined;
  let latest: VaccineMention | undefined;
  for (const unit of unitsOf(analysis, card)) {
    const content = folded.slice(unit.start, unit.end);
    const mentions = findVaccines(folded, unit.start, unit.end);
    const inSection = sectionAt(analysis, unit.start)?.kind === 'immunizations' || LIST_LEAD.test(content);
    if (card || inSection) {
      const title =
        mentions.length > 0 &&
        !/\d{2}/.test(content.replace(/covid.?19/, '')) &&
        content.length < 60 &&
        !PLANNED.test(content) &&
        !DONE.test(content) &&
        !NOT_DONE.test(content) &&
        !IRRELEVANT.test(content) &&
        !/:/.test(content);
      if (title) {
        heading = mentions[0];
        continue;
      }
      // A row without a vaccine goes with its heading, or with the row above where it gives a year.
      const above = heading ?? (LEADING_YEAR.test(content) ? latest : undefined);
      const told = NOT_DONE.test(content) || REFUSED.test(content) || (PLANNED.test(content) && /rappel|dose|vaccin|\d{4}/.test(content));
      if (mentions.length === 0 && above !== undefined && told && content.length < 140 && findDrugs(content).length === 0) {
        facts.push(
          ...make(analysis, context, { ...above, product: false, start: unit.start, end: unit.start }, unit, unit, dates, ordered),
        );
        continue;
      }
      if (/^\W*(?:reactions?|effets?|conserver|nom|date|prochain)/.test(content)) continue;
    }
    const usable = mentions.filter((mention) =>
      mention.product
        ? card || inSection || isSpoken(mention, content, folded, unit)
        : card || inSection
          ? !SERVED.test(around(folded, mention, unit))
          : isVaccine(mention, folded, unit) || (isVaccineLine(folded, mention.start) && !SERVED.test(around(folded, mention, unit))),
    );
    const named = joined(
      usable.filter((mention) => !AFTER_EFFECT.test(folded.slice(Math.max(unit.start, mention.start - 16), mention.start))),
      folded,
    );
    latest = named.at(-1) ?? latest;
    named.forEach((mention, index) => {
      // An enumeration shares what is said before its first name and behind its last.
      let first = index;
      let last = index;
      while (first > 0 && listed(named, first - 1, folded)) first -= 1;
      while (last < named.length - 1 && listed(named, last, folded)) last += 1;
      // "Prevenar 20, grippe faite le 14 octobre": in the singular, of the last one alone.
      if (
        last > index &&
        ONE_ALONE.test(folded.slice(named[last]?.end ?? 0, (named[last]?.end ?? 0) + 12)) &&
        commas(named, index, last, folded)
      )
        last = index;
      // "Grippe 2026 : à faire   Covid : à voir": what is said stands behind the colon.
      const labelled = /^\s*(?:\d{4}\s*)?:/.test(folded.slice(mention.end, mention.end + 8));
      const scope =
        lastDose(folded, unit, mention) ??
        between(folded, unit, mention, {
          start: labelled ? mention.start : (turnBetween(folded, named[first - 1], named[first]) ?? named[first - 1]?.end ?? unit.start),
          end: turnBetween(folded, named[last], named[last + 1]) ?? named[last + 1]?.start ?? unit.end,
        });
      facts.push(...make(analysis, context, mention, unit, scope, dates, ordered));
    });
  }
  return facts;
}

/** "02/21": the month and year of a card's row, which is no date of a letter. */
function shortDates(folded: string, dates: readonly DateMention[], documentDate: string | undefined): DateMention[] {
  const latest = Number((documentDate ?? '2099').slice(2, 4));
  return [...folded.matchAll(/(?<![\d/.,-])(0[1-9]|1[0-2])\/(\d{2})(?![\d/.,])/g)].flatMap((match): DateMention[] => {
    const start = match.index;
    const end = start + match[0].length;
    const year = Number(match[2]);
    if (year > latest || dates.some((date) => date.start < end && start < date.end)) return [];
    return [{ start, end, date: `20${match[2] ?? ''}-${match[1] ?? ''}`, kind: 'absolute' }];
  });
}

/** The bracket around a name that tells of the last dose by the way. */
function lastDose(folded: string, unit: Range, mention: Range): Range | undefined {
  const lead = LAST_DOSE.exec(folded.slice(unit.start, mention.start));
  const close = folded.indexOf(')', mention.end);
  return lead === null || close < 0 || close > unit.end ? undefined : { start: unit.start + lead.index + 1, end: close };
}

/** Of a sentence's items the one between its semicolons: "grippe faite le 20 ; hépatite A à prévoir". */
function between(folded: string, unit: Range, mention: Range, scope: Range): Range {
  const before = Math.max(folded.lastIndexOf(';', mention.start - 1), endsOf(folded, unit.start, mention.start).at(-1) ?? -1);
  const after =
    [folded.indexOf(';', mention.end), ...endsOf(folded, mention.end, scope.end)].filter((at) => at >= 0).toSorted((a, b) => a - b)[0] ??
    -1;
  return {
    start: before >= unit.start ? Math.max(scope.start, before + 1) : scope.start,
    end: after >= 0 && after < scope.end ? after : scope.end,
  };
}

/** Full stops that a word follows, behind a word, a figure or a bracket: the marks of an abbreviation stand behind less. */
const endsOf = (folded: string, from: number, to: number): readonly number[] =>
  [...folded.slice(from, to).matchAll(/(?<=[a-z]{3}|[\d)])\. (?=[a-z]{3})/g)].map(({ index }) => from + index);

/** Rows where the page is a card or a table; sentences elsewhere. */
function unitsOf(analysis: PageAnalysis, card: boolean): Range[] {
  if (!card) return [...analysis.sentences];
  return splitLines(analysis.page, analysis.folded).filter((line) => !line.blank);
}

/** "bras douloureux après Covid": the vaccine is the cause, not the act. */
const AFTER_EFFECT = /(?:\bapres|reactions?|fievre)\s(?:le |la |l'|au |a )?$/;

const around = (folded: string, mention: Range, unit: Range): string =>
  folded.slice(Math.max(unit.start, mention.start - 40), Math.min(unit.end, mention.end + 30));

/** "HPV", "BCG", "Pfizer" are also a virus, a treatment, a firm: a vaccine's words must stand near. */
function isSpoken(mention: VaccineMention, content: string, folded: string, unit: Range): boolean {
  const word = folded.slice(mention.start, mention.end);
  if (!/^(?:hpv|papillomavirus|bcg|covid.?19|pfizer|moderna|janssen|astrazeneca|acwy|acyw|vat|ror|menc|hexa|prev)$/.test(word)) return true;
  // "AstraZeneca reçu le 20 mars": a firm that is received is its vaccine.
  if (
    /^(?:pfizer|moderna|janssen|astrazeneca)$/.test(word) &&
    /^ ?(?:recue?s?|faite?s?|injectee?|d[12])\b/.test(folded.slice(mention.end, mention.end + 12))
  )
    return true;
  return CONTEXT.test(around(folded, mention, unit)) && !SERVED.test(around(folded, mention, unit)) && content.length > 0;
}

/** A disease counts where a vaccine is spoken of right beside it. */
function isVaccine(mention: VaccineMention, folded: string, unit: Range): boolean {
  const before = folded.slice(Math.max(unit.start, mention.start - 60), mention.start);
  const after = folded.slice(mention.end, Math.min(unit.end, mention.end + 24));
  if (SERVED.test(around(folded, mention, unit))) return false;
  return /(?:vaccin[a-z]*|rappels?|doses?)\b[^.;]{0,50}$/.test(before) || /^\W{0,3}(?:a jour|(?:rappel|vaccin))/.test(after);
}

const ONE_ALONE = /^ ?(?:deja )?(?:fait|faite|recu|recue|realise|realisee|administre|administree)(?![a-z])/;
const commas = (named: readonly Named[], from: number, to: number, folded: string): boolean =>
  named.slice(from, to).every((one, index) => /^\s*,\s*$/.test(folded.slice(one.end, named[from + index + 1]?.start)));
/** "Vaccins : SHINGRIX en janvier, Prevenar 20, grippe faite le 14 octobre": beside one that is said to be done, those that are not are asked for. */
const askedBeside = (own: string, content: string): boolean =>
  /^\W*vaccins? ?:/.test(content) && !DONE.test(own) && DONE.test(content) && !GIVEN_SOME_DAY.test(own);
const GIVEN_SOME_DAY =
  /\d{1,2}[/.]\d{1,2}|\b(?:19|20)\d\d\b|\ble \d{1,2}(?:er)? [a-z]{3}|\bmeme (?:jour|seance|temps)|\bprotege|\bimmunis|\banti-?hbs|\bcompl(?:et|ete)\b|\bdoses\b/;

/**
 * "PREVENAR 20 fait le 15, grippe à faire, VRS à prévoir": behind a verdict and a comma the words of the next vaccine begin.
 */
const turnBetween = (folded: string, previous: Range | undefined, next: Range | undefined): number | undefined => {
  if (previous === undefined || next === undefined) return undefined;
  const comma = folded.lastIndexOf(',', next.start - 1);
  if (comma < previous.end) return undefined;
  const before = folded.slice(previous.end, comma);
  return [DONE, PLANNED, NOT_DONE, REFUSED, GIVEN_SOME_DAY].some((verdict) => verdict.test(before)) ? comma + 1 : undefined;
};
/** "Vaccins : grippe à faire, deuxième dose de SHINGRIX, rappel hépatite B": of a list, what follows is due too. */
const dueBeside = (own: string, before: string): boolean =>
  /^\W*(?:-> ?)?(?:les )?vaccins? ?[^,;.:]{0,20}?:? /.test(before) &&
  PLANNED.test(before) &&
  !DONE.test(before) &&
  !DONE.test(own) &&
  !NOT_DONE.test(own) &&
  !GIVEN_SOME_DAY.test(own);

const listed = (named: readonly Named[], index: number, folded: string): boolean =>
  ENUMERATION.test(folded.slice(named[index]?.end, named[index + 1]?.start));

/** "ROR  Priorix   Rougeole Oreillons Rubéole": one vaccine; the product names it. */
function joined(mentions: readonly VaccineMention[], folded: string): Named[] {
  const result: Named[] = [];
  for (const mention of mentions) {
    const here: Named = mention.product ? { ...mention, name: { start: mention.start, end: mention.end } } : mention;
    const last = result.at(-1);
    const shared = last !== undefined && last.vaccine.targets.some((target) => mention.vaccine.targets.includes(target));
    // "ROR 1 : 05/09/2023 ROR 2 : non fait": two doses, each with what is said of it.
    const ranked =
      last !== undefined &&
      folded.slice(last.start, last.end) === folded.slice(mention.start, mention.end) &&
      /^ ?[1-4]\b(?!\/)/.test(folded.slice(mention.end, mention.end + 4));
    if (last === undefined || !shared || ranked || /[.;]|\bet\b|,/.test(folded.slice(last.end, mention.start))) {
      result.push(here);
      continue;
    }
    const richer = mention.vaccine.targets.length > last.vaccine.targets.length ? here : last;
    const name =
      last.name === undefined ||
      (here.name !== undefined && richer === here) ||
      GENERIC_NAME.test(folded.slice(last.name.start, last.name.end))
        ? (here.name ?? last.name)
        : last.name;
    result[result.length - 1] = {
      vaccine: richer.vaccine,
      product: last.product || mention.product,
      start: last.start,
      end: mention.end,
      headEnd: last.headEnd ?? last.end,
      ...(name === undefined ? {} : { name }),
    };
  }
  return result;
}

/** "Nom du vaccin : …", with the day further down: "Administré par Mme R., le 06/11/2023". */
const FORM = /^\W*(?:nom (?:du|commercial du) vaccin|vaccin (?:administre|injecte|utilise)|specialite|produit)\b/;
const GIVEN_ON =
  /\b(?:administre|injecte|vaccine|fait|realise|date (?:de (?:la )?(?:vaccination|l'injection|l'acte)|d'(?:injection|administration)))[^\n]{0,60}$/;
const dayOfForm = (folded: string, dates: readonly DateMention[]): PartialDate | undefined =>
  dates.find(({ date, start }) => date?.length === 10 && GIVEN_ON.test(folded.slice(Math.max(0, start - 80), start)))?.date;

/** Names of a composition rather than of a product. */
const GENERIC_NAME = /^(?:ror|bcg|hpv|d\.?t|covid|anti|acw|acy|men|penta|hexa|vat)/;

function make(
  analysis: PageAnalysis,
  context: FactContext,
  mention: Named,
  unit: Range,
  scope: Range,
  dates: readonly DateMention[],
  ordered: boolean,
): Fact[] {
  const { folded } = analysis;
  const { text } = analysis.page;
  const content = folded.slice(unit.start, unit.end);
  const own = folded.slice(scope.start, scope.end);
  const byTheWay = lastDose(folded, unit, mention) !== undefined;
  const read = outcomeOf(own, byTheWay ? own : content, folded.slice(Math.max(0, unit.start - 3), mention.start), ordered);
  const outcome =
    read === 'done' && (askedBeside(own, content) || dueBeside(own, folded.slice(unit.start, scope.start))) ? 'planned' : read;
  if (IRRELEVANT.test(own)) return [];
  const row = content.length < 120;
  const within = dates.filter(
    (date) =>
      date.start >= unit.start &&
      date.end <= unit.end + 1 &&
      date.date !== undefined &&
      date.kind !== 'age' &&
      date.kind !== 'duration' &&
      !OTHER_DATE.test(folded.slice(Math.max(unit.start, date.start - 30), date.start)),
  );
  const after = within.filter(
    (date) =>
      date.start >= (mention.headEnd ?? mention.end) &&
      date.end <= scope.end + 1 &&
      (row || (date.start - mention.end < 50 && !/;|\.(?! ?\()/.test(folded.slice(mention.end, date.start)))),
  );
  // "Grippe le 15/10, VRS fait": where names come first, a date before a name is another's.
  const opener = findVaccines(folded, unit.start, unit.end)[0];
  const nameFirst = opener !== undefined && opener.start < mention.start && (within[0]?.start ?? 0) > opener.start;
  const before = nameFirst
    ? []
    : within.filter((date) => date.end <= mention.start && date.start >= scope.start - 1 && (row || mention.start - date.end < 16));
  const inside = within.filter((date) => date.start >= (mention.headEnd ?? mention.end) && date.end <= mention.end);
  const reached = within.filter((date) => date.start >= (nameFirst ? mention.start : scope.start - 1) && date.end <= scope.end + 1);
  const latest = reached.find((date) => /\bderniere?\b[^\d]{0,12}$/.test(folded.slice(Math.max(unit.start, date.start - 16), date.start)));
  const when = outcome === 'planned' ? [] : latest !== undefined ? [latest] : before.length > 0 ? [...before.slice(-1), ...inside] : after;
  const today = /ce jour|aujourd'hui|faite?s? (?:ce matin|ce soir|aux urgences|au cabinet|sur place|en consultation)/.test(own);
  // "1re dose le 15 juin, 2e à faire en juillet": the day of the dose that is still to come is none of this one.
  const given = firstDose(own);
  const toCome = given === own || DONE.test(own.slice(given.length)) ? Infinity : scope.start + given.length;
  const chosen = when.filter(({ start }, index) => (index === 0 || outcome === 'done') && start < toCome);
  const formDay = FORM.test(content) && outcome === 'done' ? dayOfForm(folded, dates) : undefined;
  const year = outcome === 'planned' ? undefined : LEADING_YEAR.exec(content)?.[1];
  const first = chosen[0]?.date ?? formDay ?? (today && outcome === 'done' ? writtenOn(analysis, context, mention.start) : year);
  const list: (PartialDate | undefined)[] = chosen.length > 1 ? chosen.map((date) => date.date) : [first];
  const rank = RANK.exec(own.replace(/\b\d{1,2}\/\d{1,2}\/\d{2,4}\b/g, ' '));
  const column = /^\s+([1-4])(?=\s{2,}|\s*$)|\s{2,}([1-4])(?=\s{2,}|\s*$)/.exec(own.slice(Math.max(0, mention.end - scope.start)));
  const doseRank =
    list.length > 1
      ? undefined
      : rank === null
        ? column === null
          ? undefined
          : Number(column[1] ?? column[2])
        : (RANK_WORDS[rank[3] ?? ''] ?? Number(rank[1] ?? rank[2] ?? rank[4]));
  const lot = lotOf(text, folded, mention, scope);
  const product = mention.name === undefined ? undefined : text.slice(mention.name.start, mention.name.end);
  const qualification = qualify(analysis, { start: mention.start, end: mention.end });
  const qualifiers: Qualifiers = {
    ...qualification.qualifiers,
    negated: outcome === 'not-done' || outcome === 'refused' || outcome === 'contraindicated',
    hypothetical: outcome === 'planned',
    historical: false,
  };
  const immunization: Immunization = {
    ...(product === undefined ? {} : { product: product.replace(/\s+/g, ' ') }),
    targets: [...mention.vaccine.targets],
    ...(doseRank === undefined || Number.isNaN(doseRank) ? {} : { doseRank }),
    ...(lot === undefined ? {} : { lot }),
  };
  const long = unit.end - unit.start > 240;
  const citations = asCitations([
    cite(
      analysis,
      long
        ? { start: Math.max(unit.start, Math.min(mention.start, scope.start)), end: Math.min(unit.end, Math.max(scope.end, mention.end)) }
        : unit,
    ),
  ]);
  if (citations === undefined) return [];
  return list.map((date) =>
    buildFact({
      documentId: context.documentId,
      kind: 'immunization',
      label: mention.vaccine.label,
      concept: `vaccine:${mention.vaccine.id}`,
      status: STATUS[outcome],
      qualifiers,
      cues: [...qualification.cues],
      ...(date === undefined ? {} : { date, dateSource: chosen.length > 0 ? ('text' as const) : ('document' as const) }),
      ...(qualification.familyMember === undefined ? {} : { familyMember: qualification.familyMember }),
      immunization,
      section: '11369-6',
      importance: 2,
      origin: date === undefined ? 'rule:immunization' : `rule:immunization:${date}`,
      confidence: mention.product ? 0.95 : 0.85,
      citations,
    }),
  );
}

function lotOf(text: string, folded: string, mention: Range, scope: Range): string | undefined {
  const own = folded.slice(mention.end, scope.end);
  const named = LOT.exec(own);
  if (named?.[1] !== undefined && /\d/.test(named[1])) {
    const start = mention.end + named.index + named[0].lastIndexOf(named[1]);
    return text.slice(start, start + named[1].length);
  }
  const column = COLUMN_LOT.exec(own.replace(/\b\d{1,2}\/\d{1,2}\/\d{2,4}\b/g, (date) => ' '.repeat(date.length)));
  if (column?.[1] === undefined) return undefined;
  const start = mention.end + column.index + column[0].indexOf(column[1]);
  return text.slice(start, start + column[1].length);
}
