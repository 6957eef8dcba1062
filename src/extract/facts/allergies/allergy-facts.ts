import type { Allergy, Fact, FactStatus } from '../../../domain/fact.js';
import type { Range } from '../../text/analysis.js';
import { fold } from '../../text/fold.js';
import { adverseIn } from './adverse-cues.js';
import { adverseTold } from './adverse-told.js';
import { impliedBy, testedIn } from './tested-positive.js';
import type { Substance } from './substance.js';
import { NONE_ALONE, REMARK_ALONE, bannedIn, statedIn } from './allergy-cues.js';
import { isPastTheList, isProse } from './list-end.js';
import {
  ANSWERED,
  BECAUSE_ALLERGIC,
  CHOSEN,
  CLEARING,
  coveredBy,
  FEARED,
  GIVEN_INSTEAD,
  isLiftedBelow,
  NO_ALLERGY,
  NONE_KNOWN,
  OF_A_RELATIVE,
  refutedBehind,
  REMEDY,
  SUSPECTED,
  TESTED_NEGATIVE,
  TOLERATED,
} from './allergy-doubts.js';
import { ALLERGIC, bracketAfter, inTheRecordsWords, isSideEffect, ONLY_BORNE, REACTION } from './allergy-reaction.js';
import {
  ASKED_OF_THE_ITEM_BEFORE,
  DENIES_THE_ITEM_BEFORE,
  FOUND_SAFE,
  isOnlyAHarm,
  isNamedThere,
  itemsOf,
  mayBeAllergen,
  namesOf,
  NEVER_TAKEN,
  NEXT_LABEL,
  RESCUE,
  TAKEN_SINCE,
  tellsWhy,
  tickedOnly,
  TOLD_WITH_TIMES,
  UNTICKED,
  withoutCompany,
} from './allergy-items.js';
import { isOfAnotherDrug } from './harm-words.js';
import { refutedLabel, shownName } from './allergy-label.js';
import { banReason } from './ban-reason.js';
import { findAllergens } from '../clinical-vocabulary.js';
import { findDrugs } from '../medications/medication-lexicon.js';
import type { Dated } from '../fact-builder.js';
import { dateFor } from '../dating.js';
import { documentDate } from '../own-date.js';
import { testDay } from '../test-day.js';
import type { PageReading, Sentenced } from '../page-reading.js';
import { clauseOf, conceptsWithin, factOf, isBelowFilledHeading, qualificationOf, sentencesOf } from '../page-reading.js';
import { lowered, lowerFirst, tidy } from '../phrase.js';

interface Draft {
  readonly substance: Substance;
  /** The words that state it: reaction and doubt are looked for there. */
  readonly clause: Range;
  readonly rule: 'allergy-list' | 'allergy-stated' | 'allergy-banned' | 'allergy-adverse';
  readonly importance: 1 | 2 | 3;
  readonly intolerance: boolean;
  readonly denied: boolean;
  /** "ne pas redonner". */
  readonly again?: boolean;
  readonly reaction?: string;
}

/** A reaction named between the cue and the substance, or right behind it. */
const reactionIn = (reading: PageReading, sentence: Range, { substance, clause, reaction }: Draft): string | undefined => {
  if (reaction !== undefined) return reaction;
  const { text } = reading.analysis.page;
  const written = bracketAfter(text, reading.analysis.folded, substance, sentence.end);
  if (written !== undefined) return written;
  const named = conceptsWithin(reading.concepts, clause)
    .filter((match) => match.concept.kind === 'condition' && (match.end <= substance.start || match.start >= substance.end))
    // "À la pénicilline (urticaire) et au latex", "X - urticaire + Y": what was closed before the substance is another's.
    .filter((match) => match.end > substance.start || !/^[^(]*\)|\+/.test(reading.analysis.folded.slice(match.end, substance.start)))
    .map((match) => lowered(text.slice(match.start, match.end)))
    .filter((word) => !/allerg|intoleran|tolerance/.test(fold(word)) && REACTION.test(fold(word)));
  return named.length === 0 ? undefined : [...new Set(named)].slice(0, 3).join(', ');
};

const TESTED: ReadonlySet<string> = new Set(['conclusion', 'results', 'laboratory']);

/** When the drug was begun is not when it did harm. */
const BEGUN_THEN = /\b(?:debut|introdui|instaur|commenc|initi)\w*\s+(?:(?:en|le|depuis|debut|fin|mi|des)[\s-]+)*$/;

/** An allergy that the document itself tests or concludes is dated by it; one that it recalls only by its words; one cleared by its tests. */
const datedOf = (reading: PageReading, { sentence, section }: Sentenced, substance: Substance, cleared: boolean): Dated => {
  const written = dateFor(reading, sentence, substance, { unlike: BEGUN_THEN });
  const own = written.date !== undefined || section === undefined || !TESTED.has(section.kind) ? written : documentDate(reading);
  return cleared ? { ...own, ...testDay(reading, sentence, substance) } : own;
};

const allergyFact = (reading: PageReading, sentenced: Sentenced, draft: Draft): Fact | undefined => {
  // Where the layout breaks a line is nothing to these patterns.
  const folded = reading.flat;
  const { substance, clause, rule } = draft;
  const { sentence } = sentenced;
  const qualification = qualificationOf(reading, substance);
  const { family, otherPerson } = qualification.qualifiers;
  // "L'allergie à l'amoxicilline est celle de son frère": said because a list writes it as the patient's.
  const anothers = otherPerson && rule === 'allergy-stated' && qualification.cues.some(({ rule: by }) => by === 'belongs-to');
  if (
    family ||
    (otherPerson && !anothers) ||
    OF_A_RELATIVE.test(folded.slice(sentence.start, clause.start)) ||
    (CHOSEN.test(folded.slice(Math.max(sentence.start, substance.start - 40), substance.start)) &&
      BECAUSE_ALLERGIC.test(folded.slice(substance.end, Math.min(sentence.end, substance.end + 30)))) ||
    GIVEN_INSTEAD.test(folded.slice(Math.max(sentence.start, substance.start - 24), Math.min(sentence.end, substance.end + 3))) ||
    (REMEDY.test(folded.slice(Math.max(sentence.start, substance.start - 56), substance.start)) &&
      !(rule === 'allergy-adverse' && /prophylaxie par /.test(folded.slice(sentence.start, substance.start)))) ||
    // A rescue drug, or a prescription told among the allergies, is what is given against them.
    RESCUE.test(fold(substance.label)) ||
    (rule === 'allergy-list' && /\b(?:ordonnance|trousse|stylo)\b/.test(folded.slice(sentence.start, substance.start))) ||
    /^\s*☐/.test(folded.slice(sentence.start, substance.start))
  )
    return undefined;
  // In a list each item speaks for itself.
  const reach = rule === 'allergy-list' ? 0 : 1;
  const around = folded.slice(Math.max(sentence.start, clause.start - 40 * reach), Math.min(sentence.end, clause.end + 30 * reach));
  const limit = rule === 'allergy-list' && reading.analysis.page.text.charAt(clause.end) === '\n' ? clause.end : sentence.end;
  const refuted =
    draft.denied ||
    anothers ||
    // "Allergie à l'iode : ☐ oui ☒ non", "latex : non".
    qualification.cues.some(({ qualifier, rule: by }) => qualifier === 'negated' && ANSWERED.has(by)) ||
    TOLERATED.test(folded.slice(substance.end, Math.min(limit, substance.end + 40))) ||
    NO_ALLERGY.test(folded.slice(substance.end, Math.min(limit, substance.end + 30))) ||
    TESTED_NEGATIVE.test(folded.slice(substance.end, Math.min(limit, substance.end + 50))) ||
    (rule !== 'allergy-banned' &&
      // "Hyperthyroïdie sous amiodarone, guérie": it is the harm that is over.
      (refutedBehind(folded.slice(substance.end, limit).replace(rule === 'allergy-adverse' ? /\bgueri\w*/ : /$^/, '')) ||
        CLEARING.test(folded.slice(Math.max(sentence.start, clause.start - 32), clause.start))));
  const doubted = !refuted && rule !== 'allergy-banned' && SUSPECTED.test(around);
  // "… au méthotrexate est suspectée à l'entrée. …: la pneumopathie au méthotrexate est écartée."
  const lifted = doubted && isLiftedBelow(folded, substance, sentence.end);
  const suspected = doubted && !lifted;
  const cleared = refuted || lifted;
  const reaction = cleared ? undefined : reactionIn(reading, sentence, draft);
  const shown = shownName(reading, substance, rule === 'allergy-banned');
  const certainty: Allergy['certainty'] = cleared ? 'refuted' : suspected ? 'suspected' : 'confirmed';
  const status: FactStatus = cleared ? 'ruled-out' : suspected ? 'suspected' : 'active';
  const why = rule === 'allergy-banned' && draft.again !== true ? banReason(reading, sentence, clause) : undefined;
  const tail = reaction === undefined || why?.includes(reaction) === true ? '' : ` — ${reaction}`;
  const borne =
    draft.intolerance ||
    (rule === 'allergy-list' &&
      ((substance.drug && reaction !== undefined && isSideEffect(reaction)) || ONLY_BORNE.test(folded.slice(substance.end, sentence.end))));
  const head = borne ? 'Intolérance' : 'Allergie';
  const banned =
    draft.again === true
      ? `À ne pas redonner : ${shown}${tail}`
      : `Contre-indication : ${/^[A-Z]{2}/.test(shown) ? shown : lowerFirst(shown)}${why === undefined ? '' : ` (${why})`}, à ne pas donner${tail}`;
  return factOf(reading, {
    kind: 'allergy',
    label: cleared
      ? refutedLabel(reading, clause, substance, shown)
      : rule === 'allergy-banned'
        ? banned
        : `${head}${suspected ? ' suspectée' : ''} : ${shown}${tail}`,
    rule,
    importance: cleared ? 2 : draft.importance,
    status,
    citation: clauseOf(reading.analysis, sentence, clause),
    section: sentenced.section,
    qualification: {
      qualifiers: {
        ...qualification.qualifiers,
        otherPerson: false,
        negated: cleared,
        hypothetical: suspected,
        instruction: false,
        historical: false,
      },
      cues: qualification.cues,
    },
    dated: datedOf(reading, sentenced, substance, cleared && rule === 'allergy-stated'),
    extra: {
      concept: substance.label.toLowerCase(),
      allergy: { certainty, intolerance: borne, ...(reaction === undefined ? {} : { reaction }) },
    },
  });
};

const noneKnown = (reading: PageReading, sentenced: Sentenced): Fact[] => {
  const fact = factOf(reading, {
    kind: 'allergy',
    label: 'Aucune allergie connue',
    rule: 'allergy-none',
    importance: 2,
    status: 'absent',
    citation: clauseOf(reading.analysis, sentenced.sentence, sentenced.sentence),
    section: sentenced.section,
    qualification: qualificationOf(reading, sentenced.sentence),
    extra: { allergy: { certainty: 'none-known', intolerance: false } },
  });
  return fact === undefined ? [] : [fact];
};

/** "Pas de ZECLAR !", "plus jamais d'AINS", "surtout pas de codéine". */
const FORBIDS = /^\W*(?:surtout pas |(?:plus )?jamais |(?:pas|plus) (?=[^!]*!))d[e'u]/;
/** Under the heading, each item is an allergy unless its words say otherwise. */
const listed = (reading: PageReading, sentenced: Sentenced, substances: readonly Substance[]): Fact[] => {
  const { folded, page } = reading.analysis;
  const { sentence } = sentenced;
  const title = sentenced.section?.title;
  const from = title !== undefined && title.end > sentence.start && title.start <= sentence.start ? title.end : sentence.start;
  if (NONE_ALONE.test(tickedOnly(folded.slice(from, sentence.end)))) return noneKnown(reading, sentenced);
  // "Iode, latex, pénicilline : RAS".
  const cleared = /[:=]\s*(?:ras|non|neant|negati\w*|0|aucune?s?)[\s.]*$/.test(folded.slice(from, sentence.end));
  // "Intolérances : …" names no allergy, unless its items do.
  const heading = title === undefined ? '' : folded.slice(title.start, title.end);
  const onlyIntolerances = /intoleran/.test(heading) && !/allerg|contre-?indic/.test(folded.slice(from - heading.length, sentence.end));
  let deniedBefore = false;
  let storied = false;
  return itemsOf(folded, { start: from, end: sentence.end }, page.text).flatMap((item, index, items) => {
    const words = folded.slice(item.start, item.end).trim();
    const inside = withoutCompany(
      folded,
      substances.filter((substance) => substance.start >= item.start && substance.end <= item.end),
    );
    if (folded.charAt(item.start - 1) !== ',') storied = false;
    else if (storied) return [];
    storied ||= inside.length > 0 && TOLD_WITH_TIMES.test(words);
    if (NEXT_LABEL.test(folded.slice(from, item.start))) return [];
    const next = items[index + 1];
    const behind = next === undefined ? '' : folded.slice(next.start, next.end).trim();
    const banned = ASKED_OF_THE_ITEM_BEFORE.test(behind);
    if (NEVER_TAKEN.test(words) && !banned) return [];
    // "[ ] pénicilline -> testée négative 2023": the box is empty, and the answer stands behind it.
    if (UNTICKED.test(words))
      return inside
        .filter((substance) => TESTED_NEGATIVE.test(folded.slice(substance.end, item.end)))
        .flatMap((substance) => {
          const clause = { start: substance.start, end: item.end };
          const draft = { clause, rule: 'allergy-list' as const, intolerance: false, denied: true, substance, importance: 2 as const };
          return allergyFact(reading, sentenced, draft) ?? [];
        });
    // A box that is not ticked answers nothing: "☐ non ☒ oui, lesquelles : pénicilline".
    const denies = (said: string): boolean =>
      /\b(?:pas|aucune?|absence|sans|ni|non)\b/.test(said.replace(/\([^)]*\)|(?:☐|□|\[ ?\])\s*[a-z]+/g, '')) &&
      !/supporte? pas|tolere? pas|contre-?indiq/.test(said);
    // "Pas d'allergie aux anesthésiques, à l'iode ni aux pansements": what a preposition opens goes on with the denial.
    const goesOn = deniedBefore && /^(?:ni |et |ou )?(?:a |au |aux |a l'|ni\b)/.test(words) && !/\bmais\b/.test(words);
    const denied = cleared || goesOn || denies(words) || DENIES_THE_ITEM_BEFORE.test(behind);
    deniedBefore = denied;
    const intolerance = onlyIntolerances || /intoleran|mal (?:toler|support)|supporte? pas|tolere? pas/.test(words);
    // "PAS de ZECLAR !!!" under the heading forbids the drug: it denies nothing.
    const forbids = inside.some(({ drug }) => drug) && FORBIDS.test(folded.slice(item.start, item.end + 3).trim());
    const draft = {
      clause: item,
      rule: forbids || banned || /contre-?indiq|proscri/.test(words) ? ('allergy-banned' as const) : ('allergy-list' as const),
      intolerance,
      denied,
    };
    // "Aux AINS mais pas à l'aspirine": a denial is about what follows it, and about what stands before where nothing follows.
    if (inside.length > 0)
      return inside.flatMap((substance, index) => {
        const own =
          !forbids &&
          (cleared ||
            goesOn ||
            FOUND_SAFE.test(words) ||
            (inside[index + 1] === undefined && DENIES_THE_ITEM_BEFORE.test(behind)) ||
            TAKEN_SINCE.test(folded.slice(Math.max(item.start, substance.start - 40), substance.start)) ||
            denies(folded.slice(item.start, inside.find(({ label }) => label === substance.label)?.start ?? substance.start)) ||
            // "Latex → salle sans latex": what is done about it denies nothing.
            denies(folded.slice(substance.end, inside[index + 1] === undefined ? item.end : substance.end).replace(/(?:→|->|=>).*$/, '')));
        return allergyFact(reading, sentenced, { ...draft, denied: own, substance, importance: 3 }) ?? [];
      });
    if (NONE_ALONE.test(words)) return noneKnown(reading, sentenced);
    // An item that no list knows is still what the record calls an allergy.
    if (
      denied ||
      REMARK_ALONE.test(words) ||
      !mayBeAllergen(folded, item) ||
      isBelowFilledHeading(reading, sentenced) ||
      /effets? (?:indesirables?|secondaires?)/.test(heading) ||
      isOnlyAHarm(reading, item)
    )
      return [];
    return namesOf(folded, item).flatMap((name) => {
      const unknown = { ...name, label: tidy(page.text.slice(name.start, name.end)), drug: false };
      return allergyFact(reading, sentenced, { ...draft, clause: name, substance: unknown, importance: 2 }) ?? [];
    });
  });
};

const substancesOf = (reading: PageReading): Substance[] => {
  const { folded, page } = reading.analysis;
  const chosen: Substance[] = findDrugs(folded)
    .filter((drug) => drug.kind !== 'ambiguous' || isNamedThere(reading, drug))
    .map((drug) => ({
      start: drug.start,
      end: drug.end,
      label: drug.substance,
      drug: true,
      ...(drug.atc === undefined ? {} : { atc: drug.atc }),
    }));
  const taken = [...chosen];
  for (const item of findAllergens(page.text, folded))
    if (!taken.some((drug) => drug.start < item.end && item.start < drug.end)) chosen.push({ ...item, drug: false });
  return chosen.sort((a, b) => a.start - b.start);
};

/** "Une hypoglycémie sévère en 2015 : à proscrire": the ban is the drug's, the harm was there. */
const isThere = (reading: PageReading, reaction: Range): boolean => {
  const { qualifiers, cues } = qualificationOf(reading, reaction);
  const denying = cues.filter(({ qualifier }) => qualifier === 'negated' || qualifier === 'instruction');
  return (!qualifiers.negated && !qualifiers.instruction) || denying.every(({ rule }) => rule === 'contraindicated' || rule === 'do-not');
};

/** Allergies, intolerances and drugs that must not be given again, with the reaction and how sure it is. */
export const allergyFacts = (reading: PageReading): Fact[] => {
  const { flat: folded } = reading;
  const { page } = reading.analysis;
  const substances = substancesOf(reading);
  return sentencesOf(reading).flatMap((sentenced) => {
    const { sentence, section } = sentenced;
    if (section?.kind === 'laboratory' && sentence.row) return [];
    if (section?.kind === 'allergies' && !isProse(sentenced.folded) && !isPastTheList(reading, sentenced))
      return listed(reading, sentenced, substances);
    const inside = substances.filter((item) => item.start >= sentence.start && item.end <= sentence.end);
    const facts: Fact[] = [];
    const done = new Set<string>();
    const add = (draft: Draft): void => {
      const fact = done.has(draft.substance.label) ? undefined : allergyFact(reading, sentenced, draft);
      if (fact === undefined) return;
      done.add(draft.substance.label);
      facts.push(fact);
    };
    for (const { substances: named, cue, intolerance, denied } of statedIn(folded, sentence, inside))
      for (const substance of denied ? named.flatMap((one) => [one, ...coveredBy(one)]) : named)
        add({
          substance,
          clause: { start: Math.min(cue.start, substance.start), end: Math.max(cue.end, substance.end) },
          rule: 'allergy-stated',
          importance: 3,
          intolerance,
          denied,
        });
    for (const { substances: named, cue, again } of bannedIn(folded, sentence, inside).filter((ban) => !tellsWhy(reading, sentence, ban)))
      for (const substance of named)
        add({
          substance,
          clause: { start: Math.min(cue.start, substance.start), end: Math.max(cue.end, substance.end) },
          rule: 'allergy-banned',
          importance: 3,
          intolerance: true,
          denied: false,
          again,
        });
    const present = conceptsWithin(reading.concepts, sentence).filter((match) => isThere(reading, match));
    const implied = impliedBy(present);
    if (section?.kind !== 'prescription' && (inside.length > 0 || implied.length > 0)) {
      const before = folded.slice(Math.max(0, sentence.start - 120), sentence.start);
      const harms = [
        ...adverseIn(folded, sentence, inside, present),
        ...adverseTold(folded, sentence, inside, before),
        ...testedIn(folded, sentence, inside, before),
        ...implied,
      ];
      for (const { substance, reaction, sure, allergic, words: told } of harms) {
        const harm = reaction ?? told;
        if (harm !== undefined && isOfAnotherDrug(folded, harm, substance, inside)) continue;
        if (harm !== undefined && (!isThere(reading, harm) || qualificationOf(reading, harm).qualifiers.hypothetical)) continue;
        if (harm !== undefined && FEARED.test(folded.slice(harm.start, Math.min(sentence.end, harm.end + 20)))) continue;
        const clause =
          reaction === undefined
            ? substance
            : { start: Math.min(reaction.start, substance.start), end: Math.max(reaction.end, substance.end) };
        const words: { reaction?: string } =
          told !== undefined
            ? { reaction: inTheRecordsWords(page.text.slice(told.start, told.end)) }
            : reaction === undefined
              ? {}
              : { reaction: lowered(page.text.slice(reaction.start, reaction.end).replace(/\s+/g, ' ')) };
        add({
          substance,
          clause,
          rule: 'allergy-adverse',
          importance: sure ? 3 : 2,
          intolerance: allergic !== true && !ALLERGIC.test(fold(words.reaction ?? '')),
          denied: false,
          ...words,
        });
      }
    }
    if (facts.length === 0 && NONE_KNOWN.test(sentenced.folded)) return noneKnown(reading, sentenced);
    return facts;
  });
};
