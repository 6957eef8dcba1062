import type { Fact } from '../../../domain/fact.js';
import { sectionAt } from '../../text/analyse-page.js';
import type { PageAnalysis, Range } from '../../text/analysis.js';
import { splitLines } from '../../text/lines.js';
import type { Line } from '../../text/lines.js';
import { statementAt } from '../fact-builder.js';
import type { FactContext } from '../fact-builder.js';
import { pageDates } from '../page-dates.js';
import { answerHeads, resolveAnaphora, shareEnds, shareOwners, shareStops, shareSwitches } from './medication-anaphora.js';
import { withoutEmptyAnswers } from './medication-boxes.js';
import { classStops } from './medication-classes.js';
import { asidesIn, readCourse, withoutAsides } from './medication-course.js';
import { oneLine, readEvent } from './medication-events.js';
import { MAX_AFTER, toFact } from './medication-fact.js';
import { findDrugs } from './medication-lexicon.js';
import { isDrugUse, mergeNames } from './medication-mentions.js';
import { pronounFacts } from './medication-pronouns.js';
import { ownershipOf, verdictOf } from './medication-remarks.js';
import { readPosology } from './medication-posology.js';
import {
  MEDICATION_SECTIONS,
  blockSupplies,
  clauseEnd,
  headingAbove,
  isAnticipated,
  lineOf,
  posologyEnd,
  shareCue,
} from './medication-scope.js';
import type { Scoped } from './medication-scope.js';

/** A heading, not a sentence that speaks of one: "votre⏎ordonnance de mai indique…", "(ordonnance du juge)". */
const PRESCRIPTION_TITLE =
  /^(?![^\n]{0,40}\bordonnance (?:de [a-z]+ (?:indiqu|mentionn|compor)|du juge|du tribunal|judiciaire|a verifier))[^a-z\n(]{0,20}(?:[a-z]+[^a-z\n(]{1,3}){0,2}?(?:ordonnances?(?: (?:bizone|medicale|simple|securisee|hospitaliere|provisoire|de sortie|de sorties?|de medicaments?|ald|pour|du|de|d'|n°|a|type|initiale|relative|numerique|-)[^\n]{0,60}|[^a-z\n]*)|prescriptions? (?:relatives?|en rapport|sans rapport|initiale)[^\n]*|prescription medicale[^\n]{0,40})$/m;
const PRESCRIPTION_TYPES = new Set(['57833-6', '29551-9', '57828-6']);
const MAX_BEFORE = 110;
/** Anti-infectives, immune sera, vaccines, iron by vein, what an examination needs: their amounts are those of one course. */
const GIVEN_IN_COURSES = /^(?:J0[1-7]|P0|B03AC|V0[489]|N01)/;
/** Letters from a step of a drug's course to its day. */
const REACH_OF_A_DAY = 14;
const NOT_HANDED = /^[ :]{0,3}(?:non|pas) (?:delivre|dispense)/;
const INTAKE = /(?:ampoule|comprime|cp|gelule|sachet|goutte|injection|dosette|capsule)s?$/;

/**
 * What a page says of drugs: one fact a mention, with strength, dose, route, frequency, duration, renewals and the event
 * that the words around it or its section state. Drugs of allergy sections, of antibiograms and of assays are left out.
 */
export function extractMedications(analysis: PageAnalysis, context: FactContext): Fact[] {
  const folded = withoutEmptyAnswers(analysis.folded);
  const lines = splitLines(analysis.page, folded);
  const prescription = isPrescription(folded, context);
  const { entries, anchored } = pageDates(analysis, context);
  const asides = asidesIn(folded);
  // What a bracket tells of an older dose, or how long a break was, is not how the drug is taken.
  const plain = withoutAsides(folded, asides);
  const dates = anchored.filter((date) => !asides.some(({ start, end }) => start <= date.start && date.end <= end));
  const named = mergeNames(findDrugs(folded, analysis.page.source === 'ocr', true), folded);
  const drugs = named.filter((drug, index) => !isIngredient(folded, named[index - 1], drug));
  const scoped: Scoped[] = [];
  const written = context.documentDate;
  const isToCome = (from: number, to: number): boolean =>
    written !== undefined &&
    dates.some(
      ({ start, end, date }) => date !== undefined && date > written && start >= from && start <= to + REACH_OF_A_DAY && end > from,
    );
  drugs.forEach((drug, index) => {
    const section = sectionAt(analysis, drug.start)?.kind ?? 'body';
    const lineIndex = lineOf(lines, drug.start);
    const line = lines[lineIndex];
    if (line === undefined || context.documentType === '11502-2') return;
    const lead = folded.slice(line.start, drug.start);
    const own = statementAt(analysis, drug.start) ?? line;
    const above = own.start < line.start || prescription || MEDICATION_SECTIONS.has(section) ? undefined : lines[lineIndex - 1];
    const sentence =
      above !== undefined && lead.trim() === '' && goesOnFrom(folded, above, line, drug.end)
        ? { start: statementAt(analysis, above.end - 1)?.start ?? above.start, end: own.end }
        : own;
    const heads =
      !line.middle && /^(?:[^a-z]*|[^a-z]{0,6}[a-z]\))$/.test(lead) && (sentence.start >= line.start || !isWrapped(folded, line, drug.end));
    const next = drugs
      .slice(index + 1, index + 3)
      .find((other) => other.kind !== 'class' || !/\b(?:sa|son|ses) $/.test(folded.slice(other.start - 5, other.start)));
    const ownEnd = heads
      ? Math.max(posologyEnd(lines, lineIndex, folded, drugs), line.end)
      : Math.max(sentence.end, Math.min(line.end, drug.end));
    const previous = drugs[index - 1];
    const closing = bracketEnd(folded, previous?.end ?? sentence.start, drug);
    const scopeEnd = Math.max(drug.end, Math.min(amountAhead(folded, drug.end, next) ?? Infinity, closing ?? Infinity, ownEnd));
    const from = Math.max(
      heads ? line.start : sentence.start,
      drug.start - MAX_BEFORE,
      previous === undefined ? 0 : Math.min(previous.end, drug.start),
    );
    const before = folded.slice(from, drug.start);
    const behind = readPosology(
      plain,
      drug.end,
      heads ? Math.min(scopeEnd, drug.end + 260) : clauseEnd(folded, drug.end, Math.min(scopeEnd, drug.end + 130)),
    );
    const ahead = behind.dose === undefined ? amountAhead(folded, Math.max(previous?.end ?? 0, sentence.start), drug) : undefined;
    const ownPosology = ahead === undefined || ahead === drug.start ? behind : { ...readPosology(folded, ahead, drug.start), ...behind };
    // "NOVORAPID (a remplacé l'Humalog), 38 U/j": the dose behind the bracket is the first drug's.
    const resume = next === undefined || ownPosology.dose !== undefined ? undefined : bracketEnd(folded, drug.end, next);
    const posology =
      resume === undefined || resume >= ownEnd
        ? ownPosology
        : readPosology(
            folded,
            resume,
            Math.min(drugs[index + 2]?.start ?? Infinity, clauseEnd(folded, resume, Math.min(ownEnd, resume + 60))),
          );
    if (
      !isDrugUse(drug, folded, {
        before,
        after: folded.slice(drug.end, drug.end + 60),
        line: folded.slice(line.start, line.end),
        // A misread word among others is as often a word ("lipides"): it must head its line.
        inList: (MEDICATION_SECTIONS.has(section) && (heads || drug.approximate !== true)) || (prescription && heads),
        hasDose: posology.dose !== undefined,
        hasIntake: posology.dose !== undefined && INTAKE.test(folded.slice(posology.dose.start, posology.dose.end)),
      })
    )
      return;
    const after = plain.slice(drug.end, Math.min(scopeEnd, drug.end + MAX_AFTER));
    const event = readEvent({
      before,
      after,
      sentenceStart: folded.slice(sentence.start, sentence.start + 90),
      follows: previous !== undefined && from === previous.end,
      precedes: next !== undefined && scopeEnd === next.start,
      beyond: next === undefined || next.end > sentence.end ? '' : folded.slice(next.end, Math.min(sentence.end, next.end + 40)),
      ahead: previous === undefined ? '' : folded.slice(Math.max(sentence.start, previous.start - 30), previous.start),
    });
    // Under "ce qui n'est plus pris", "non délivrée" tells how it ended.
    const told = section === 'stopped-medications' && event?.event === 'not-taken' && NOT_HANDED.test(after) ? undefined : event;
    // A prescription plans its steps; a letter tells those that came.
    const steps = prescription
      ? undefined
      : readCourse(oneLine(after), told, ({ start, end }) => isToCome(drug.end + start, drug.end + end));
    const course = GIVEN_IN_COURSES.test(drug.atc ?? '') && steps?.event !== 'stopped' ? undefined : steps;
    const said = course ?? told;
    const remarked = heads ? wrappedEnd(folded, scopeEnd, next?.start) : scopeEnd;
    const remark = oneLine(folded.slice(drug.end, Math.max(drug.end, Math.min(remarked, drug.end + MAX_AFTER))));
    const owner = ownershipOf(
      `${remark}${next === undefined || next.start > sentence.end ? (ITS_OWNER.exec(oneLine(folded.slice(scopeEnd, scopeEnd + 70)))?.[0] ?? '') : ''}`,
      oneLine(folded.slice(sentence.start, drug.start)),
    );
    const verdict = heads && owner === undefined && (said === undefined || said.event === 'listed') ? verdictOf(remark) : undefined;
    const cue = verdict ?? said;
    // Results and allergies name drugs that nobody takes; a decision or a dose is said of one that is, or was, taken.
    if (section === 'laboratory' && cue === undefined && posology.dose === undefined) return;
    if (section === 'immunizations' && (cue === undefined || /^J07/.test(drug.atc ?? ''))) return;
    if (section === 'allergies' && cue?.event !== 'stopped' && cue?.event !== 'started') return;
    const heading = heads && !prescription && !MEDICATION_SECTIONS.has(section) ? headingAbove(lines, lineIndex, folded) : undefined;
    scoped.push({
      drug,
      section,
      heads,
      ...(heading === undefined ? {} : { heading }),
      scopeEnd,
      sentence,
      posology,
      cue,
      ...(verdict === undefined ? {} : { isVerdict: true as const }),
      owner,
      ...(isAnticipated(lines, lineIndex, folded) ? { isAnticipated: true as const } : {}),
      cueBefore: cue?.ahead === true && cue.start < cue.end && cue.newDose === undefined,
    });
  });
  const resolved = shareOwners(shareSwitches(shareStops(answerHeads(resolveAnaphora(scoped, folded), folded), folded), folded), folded);
  const supply = blockSupplies(resolved, lines, folded);
  const facts = resolved.flatMap((item, index) => {
    const fact = toFact(item, shareCue(resolved, index, folded), {
      analysis,
      context,
      prescription,
      dates,
      supply: supply.get(item),
      writtenOn: entries.find(({ start, end }) => start <= item.drug.start && item.drug.start < end)?.date,
    });
    return fact === undefined ? [] : [fact];
  });
  return [
    ...shareEnds(facts, resolved, folded),
    ...pronounFacts(facts, resolved, analysis, context, dates),
    ...classStops(facts, analysis, context, dates),
  ];
}

/** "Dans son pilulier, un KARDEGIC. C'est celui de sa belle-mère ; non pris.": whose it is, in a sentence of its own. */
const ITS_OWNER = /^[.\s]*c'(?:est|etait) (?:celui|celle|ceux|celles|le traitement|pour) [^.]*/;
/** A remark that wraps at the margin goes on to its full stop, or to the next drug, item or blank line. */
const WRAPPED = /^\n[ \t]*(?=[a-z(])(?![a-z]{1,2}[.)/] )[^\n.]*\.?/;
function wrappedEnd(folded: string, end: number, nextStart: number | undefined): number {
  if (/[.;:!?][\s"]*$/.test(folded.slice(Math.max(0, end - 3), end))) return end;
  const more = WRAPPED.exec(folded.slice(end, end + 120));
  return more === null ? end : Math.min(end + more[0].length, nextStart ?? Infinity);
}

/** "… et 80 mg de furosémide": the amount that leads to a name, and belongs to it; the name's own start where none does. */
const AMOUNT_OF = /(?<![\d,.])\d+(?:[.,]\d+)? ?(?:mg|g|µg|ug|ui|unites?|ml)(?: (?:par jour|\/ ?j))? (?:de |d')$/;
/** "Rechute sous 15 mg de X", "réversible après 400 µg de X": a threshold or the dose of a test. */
const AS_A_LIMIT =
  /\b(?:apres|sous|moins de|plus de|dessous de|dessus de|inferieure?s? a|superieure?s? a|depass\w+|jusqu'a|seuil de|a partir de) ?$/;
const amountAhead = (folded: string, from: number, drug: { readonly start: number } | undefined): number | undefined => {
  if (drug === undefined) return undefined;
  const lead = AMOUNT_OF.exec(folded.slice(Math.max(from, drug.start - 30), drug.start).replace(/\s/g, ' '));
  const amount = lead === null ? drug.start : drug.start - lead[0].length;
  return AS_A_LIMIT.test(folded.slice(Math.max(from, amount - 20), amount).replace(/\s/g, ' ')) ? drug.start : amount;
};

const OPEN_END =
  /(?:[,;(/+-]|\b(?:de|d'|du|des|la|le|les|l'|par|sous|et|ou|avec|pas|plus|un|une|en|a|au|aux|sur|son|sa|ses|ce|cette|que|qui|est|sans|pour|dans|ni|mon|ma|votre|chez|recoit|recu|prend|prenait|pris|donne|prescrit|instaure|debute|introduit))\s*$/;
const DOSED = /^[^.;\n]{0,60}?\d\s?(?:mg|g|µg|microg|mcg|ui|u|unites?|ml|%|cp|comp|gel|sach|amp|goutte|bouffee|x\b|\/)/;

/** True where prose goes on from the line above to a drug's name: nothing that a list would write stands around it. */
function isWrapped(folded: string, line: Range, nameEnd: number): boolean {
  if (/^\s*(?:[-–•*]|\d{1,2}[.)])/.test(folded.slice(line.start, line.end))) return false;
  if (OPEN_END.test(folded.slice(Math.max(0, line.start - 40), line.start))) return true;
  const rest = folded.slice(nameEnd, line.end);
  return rest.trim() !== '' && !DOSED.test(rest);
}

/** "Contre-indiqués : lamotrigine (toxidermie),⏎carbamazépine/phénytoïne": what a line forbids, the next one names more of. */
const FORBIDS = /\b(?:contre-?\s?indi|interdi|proscri|eviter|allerg|intoleran|jamais|echec|arret)/;
/** "Elle reçoit⏎HALDOL 2 mg : blocage complet": a verb that its line leaves without an object. */
const WANTS_OBJECT =
  /\b(?:il|elle|on|nous|je|l'|lui|a|ai|ont) (?:lui )?(?:recoit|recu|prend|prenait|pris|donne|donnait|prescrit|administre|injecte)\s*$/;
const goesOnFrom = (folded: string, above: Line, line: Line, nameEnd: number): boolean =>
  !above.blank &&
  (WANTS_OBJECT.test(folded.slice(Math.max(above.start, above.end - 24), above.end)) ||
    (/[,;(/]\s*$/.test(folded.slice(Math.max(0, above.end - 6), above.end)) &&
      FORBIDS.test(folded.slice(above.start, above.end)) &&
      !DOSED.test(folded.slice(nameEnd, line.end))));

/** Where the bracket that opened between `from` and the name closes; undefined where the name is in none. */
function bracketEnd(folded: string, from: number, drug: { readonly start: number; readonly end: number }): number | undefined {
  const open = folded.lastIndexOf('(', drug.start);
  if (open < from || folded.slice(open, drug.start).includes(')')) return undefined;
  const close = folded.indexOf(')', drug.end);
  // "Une pilule (JASMINE) jusqu'en mai", "son antibiotique (amoxicilline), fini hier": what is said behind is said of the only name.
  if (open - from > 0 && folded.slice(open + 1, drug.start).trim() === '' && close === drug.end && isCommonName(folded, from, open))
    return undefined;
  // "Multi-injections (X/Y) jusqu'en mai 2021": what is said behind is said of those in the bracket.
  if (close >= 0 && SAID_BEHIND.test(folded.slice(drug.end, close + 16)) && ONLY_NAMES.test(folded.slice(open + 1, drug.start)))
    return undefined;
  return close < 0 || close - drug.end > 90 ? undefined : close;
}

/** "CHIBRO-CADRON : contient de la néomycine": what a drug is made of is not another one. */
const isIngredient = (folded: string, previous: Range | undefined, drug: Range): boolean =>
  previous !== undefined &&
  /^ ?(?:[:,(–-] ?)?(?:qui |car |il |elle )?contien(?:t|nent) (?:aussi |egalement )?(?:de la |de l'|du |des |un )?$/.test(
    folded.slice(previous.end, drug.start).replace(/\s/g, ' '),
  );

const SAID_BEHIND = /^(?: ?\d[\d.,]* ?(?:mg|g|µg|ui)?)?\) ?,? ?(?:jusqu'|arrete|stoppe|suspendu|interrompu|termine|fini|abandonne)/;
const ONLY_NAMES = /^[a-z0-9 ]*(?:[/,+]|\bet\b|$)[a-z0-9 ]*$/;

/** A word for what stands in the bracket, and no other drug's name before it. */
const isCommonName = (folded: string, from: number, open: number): boolean =>
  /[a-z]\w* ?\d{0,4} ?(?:mg )?$/.test(folded.slice(Math.max(0, open - 24), open)) &&
  findDrugs(folded.slice(Math.max(from, open - 40), open)).length === 0;

/** True where the document's type or a heading at the top of the page says prescription. */
export const isPrescription = (folded: string, context: FactContext): boolean =>
  context.prescription === true ||
  (context.documentType !== undefined && PRESCRIPTION_TYPES.has(context.documentType)) ||
  PRESCRIPTION_TITLE.test(folded.slice(0, 1600));
