import type { Fact, FactStatus } from '../../../domain/fact.js';
import type { Range, SectionKind } from '../../text/analysis.js';
import { fold } from '../../text/fold.js';
import { dateFor } from '../dating.js';
import type { Dated } from '../fact-builder.js';
import { documentDate } from '../own-date.js';
import { isToWatchFor } from '../only-named.js';
import type { PageReading, Sentenced } from '../page-reading.js';
import { factOf, isBelowFilledHeading, qualificationOf, segmentOf } from '../page-reading.js';
import { withAnswers, type Answered } from './answered.js';
import { lowerFirst, tidy } from '../phrase.js';
import { cellOf, questionOf, tickedAnswers } from './forms.js';
import {
  DONE_BY,
  DWELLS,
  FOR_NOW,
  GIVEN_UP,
  HANDED_BACK,
  NOT_ASKED,
  NOT_TO_BE,
  NOT_A_SPORT,
  NOT_LIVED,
  NOT_YET,
  OUT_OF_BREATH,
  SOCIAL_WORKER,
  OF_AN_ACT,
  OF_ANOTHER,
  ANTISEPTIC,
  AS_ANOTHER,
  NO_ANIMAL,
  OF_CAREGIVER,
  OF_KIN,
  OF_SPOUSE,
  TEACHES,
  TOLD_TO,
  TURNED_DOWN,
  WHAT_TO_DO,
  WHO_WROTE,
  WITNESS,
  WORKS_FOR_HIM,
  WRITTEN_FOR,
} from './guards.js';
import type { Labelled } from './labelled.js';
import { labelledIn } from './labelled.js';
import { NEVER, statusOf, STOPPED, titled } from './status.js';
import type { Topic } from './topics.js';
import { conceptOf, HABITS, isHabitTopic, isSocial, saysOf, SCHOOL, SOCIAL_TOPICS, TOPICS } from './topics.js';

const SILENT: ReadonlySet<SectionKind> = new Set([
  'prescription',
  'current-medications',
  'discharge-medications',
  'admission-medications',
  'stopped-medications',
  'laboratory',
  'technique',
  'immunizations',
  'family-history',
  'allergies',
  'vital-signs',
  'pathology',
  'procedure',
]);
/** Outside their own section these words are told in passing. */
const WEAK_OUTSIDE: ReadonlySet<string> = new Set([
  'alimentation',
  'activite',
  'profession',
  'travail',
  'sexualite',
  'sommeil',
  'exposition',
]);
/** The heading that opens the line is not what it says. */
const HEADING =
  /^\s*(?:\d{1,2}\s?[)./-](?!\d)\s*|[-•*]\s*)?(?:(?:mode de vie|contexte social|habitus|hdm|motif|profession|métier|situation (?:familiale|professionnelle|sociale))\s*:\s*)?/iu;

const MAX_SEGMENT = 220;
const CHILDHOOD = 18;

/** "Veuve depuis mai, deux enfants, ancienne couturière, vit seule": the part of one matter, with the parts beside it that say more of the same or of none. */
const socialStretch = (reading: PageReading, topic: Topic, sentence: Range, match: Range): Range => {
  const { flat: folded } = reading;
  const marks = topic.id === 'aides-proches' ? ',;.' : ',;.(';
  let range = segmentOf(reading.analysis, sentence, match, marks);
  // "Son épouse, aidante principale, est épuisée": who it is stands before the comma.
  if (topic.id === 'aides-proches') {
    const who = WHO_BEFORE.exec(folded.slice(sentence.start, range.start));
    if (who !== null) range = { start: sentence.start + who.index, end: range.end };
  }
  // "Prend un antidépresseur depuis le décès de sa femme": the widowhood, not what came with it.
  if (OF_SPOUSE.test(folded.slice(match.start, match.end))) return { start: match.start, end: range.end };
  range = closed(folded, range, sentence);
  for (let turn = 0; turn < 4 && range.end < sentence.end && folded.charAt(range.end) === ','; turn += 1) {
    const next = segmentOf(reading.analysis, sentence, { start: range.end + 1, end: range.end + 2 }, marks);
    const said = folded.slice(next.start, next.end);
    if (next.end - range.start > MAX_SEGMENT || OF_KIN.test(said.slice(0, Math.max(0, said.search(topic.pattern))))) break;
    const same = SOCIAL_TOPICS.some((other) => other.label === topic.label && saysOf(other, said));
    const other = SOCIAL_TOPICS.some((one) => one.label !== topic.label && saysOf(one, said));
    if (!same && (other || !/^ ?(?:depuis|dont|avec|au \d|\d+ ?(?:er|e|eme)\b)/.test(said))) break;
    range = closed(folded, { start: range.start, end: next.end }, sentence);
  }
  return range;
};

/** "ADL 4,5/6 (entrée 2/6)": a bracket that opens in the range or right behind it closes in it. */
const closed = (folded: string, range: Range, sentence: Range): Range => {
  let { start, end } = range;
  if (folded.charAt(end) === '(' || folded.slice(start, end).lastIndexOf('(') > folded.slice(start, end).lastIndexOf(')')) {
    const close = folded.indexOf(')', end);
    if (close >= 0 && close < sentence.end && close - start < MAX_SEGMENT) end = close + 1;
  }
  if (folded.charAt(start - 1) === '(' && folded.charAt(end) === ')') return { start, end };
  // What stood in a bracket before is not of this part.
  const stray = folded.slice(start, end).indexOf(')');
  if (stray >= 0 && !folded.slice(start, start + stray).includes('(') && stray < 20) start += stray + 1;
  return { start, end };
};

const WHO_BEFORE =
  /\b(?:(?:son|sa|ses|la|le|les|l') ?)?(?:epouse|epoux|mari|conjointe?|compagn(?:on|e)|fille|fils|s(?:o?e)ur|frere|niece|neveu|mere|pere|voisine?)s?\b[^,;.]{0,30}, ?$/;

/** The words about one topic: the sentence where it is short, else the commas around, opened while they belong together. */
const stretchOf = (reading: PageReading, topic: Topic, { sentence: whole, answered }: Answered, match: Range): Range => {
  if (topic.id === 'protection' && whole.end - whole.start <= MAX_SEGMENT) return segmentOf(reading.analysis, whole, match, ';');
  const sentence = answered === true ? whole : cellOf(reading.flat, whole, match);
  if (isSocial(topic)) return socialStretch(reading, topic, sentence, match);
  const said = reading.flat.slice(sentence.start, sentence.end);
  const habits = new Set(HABITS.flatMap((habit) => (saysOf(habit, said) ? [habit.label] : [])));
  if (habits.size > 1) return closed(reading.flat, segmentOf(reading.analysis, sentence, match, ',;.'), sentence);
  const bySemicolon = segmentOf(reading.analysis, sentence, match, ';');
  if (bySemicolon.end - bySemicolon.start <= 110) return bySemicolon;
  let range = segmentOf(reading.analysis, bySemicolon, match, ',');
  // Quantities and dates in the next segment or in brackets go with it.
  for (let turn = 0; turn < 2 && range.end < bySemicolon.end; turn += 1) {
    const next = segmentOf(reading.analysis, bySemicolon, { start: range.end + 1, end: range.end + 2 }, ',');
    if (next.end - range.start > MAX_SEGMENT || !/\d|arret|sevr|depuis|stop|cess|derniere/.test(reading.flat.slice(next.start, next.end)))
      break;
    range = { start: range.start, end: next.end };
  }
  return range;
};

/** "BPCO / plaques pleurales amiante / épaule opérée": of a list that bars part, the item that speaks of it. */
const itemOf = (folded: string, stretch: Range, match: Range): Range => {
  const said = folded.slice(stretch.start, stretch.end);
  if ((said.match(/ \/ /g) ?? []).length < 2) return stretch;
  const before = folded.slice(stretch.start, match.start).lastIndexOf(' / ');
  const behind = folded.slice(match.end, stretch.end).indexOf(' / ');
  return { start: before < 0 ? stretch.start : stretch.start + before + 3, end: behind < 0 ? stretch.end : match.end + behind };
};

const isMinor = ({ context: { birthDate, documentDate: written } }: PageReading): boolean =>
  birthDate !== undefined && written !== undefined && Number(written.slice(0, 4)) - Number(birthDate.slice(0, 4)) < CHILDHOOD;

const SMOKES = /\bfum(?:e|ent|eur|euse|eurs|er)\b|\btabagi\w+|\bpassif\b|\d ?cig\b/;

/** "Père fume au balcon" in the file of a child: the smoke that the child breathes. */
const passiveSmoking = (reading: PageReading, { section }: Sentenced, stretch: Range, ofAnother: boolean): Fact | undefined => {
  const folded = reading.flat.slice(stretch.start, stretch.end);
  if (
    !isMinor(reading) ||
    !(ofAnother || /\b(?:peres?|meres?|parents?|papa|maman|passif|foyer|domicile)\b/.test(folded)) ||
    !SMOKES.test(folded) ||
    NEVER.test(folded) ||
    STOPPED.test(folded)
  )
    return undefined;
  return factOf(reading, {
    kind: 'lifestyle',
    label: `Tabagisme passif : ${lowerFirst(tidy(reading.analysis.page.text.slice(stretch.start, stretch.end).replace(HEADING, '')))}`,
    rule: 'lifestyle-passif',
    importance: 2,
    status: 'active',
    citation: stretch,
    section,
    dated: documentDate(reading),
    extra: { concept: 'mode-de-vie-tabagisme-passif' },
  });
};

/** "Sa sœur a une thyroïdite ; je précise qu'elle vit en Vendée": the one whom the sentence began with. */
const KIN_FIRST =
  /^\W*(?:la |le |l'|sa |son |leur )?(?:petite?s?-)?(?:soeur|seur|frere|mere|pere|tante|oncle|cousine?|niece|neveu|grand-(?:mere|pere)|fille|fils)\b/;
const isOfNamedKin = (folded: string, sentence: Range, match: Range): boolean =>
  KIN_FIRST.test(folded.slice(sentence.start, match.start)) &&
  /\b(?:qu')?(?:elle|il) (?:y )?$/.test(folded.slice(sentence.start, match.start));

const KIN_OPENS =
  /^\W*(?:le |la |les |son |sa |ses )?(?:pere|mere|parents|maman|papa|mari|epoux|epouse|conjointe?|compagn(?:on|e)|frere|s(?:o?e)ur|fils|fille)s?\b/;
/** Whose work, habit or school a label speaks of is told behind it: "Profession : père chauffeur". */
const isOfSomebody = (topic: Topic, said: string): boolean =>
  KIN_OPENS.test(said) && (isHabitTopic(topic) || topic.label === 'Profession' || topic.id === 'conduite');

/** Help, aids and what one can do alone: one line that a label opens tells them together. */
const DAILY: ReadonlySet<string> = new Set(['Aides', 'Entourage', 'Autonomie', 'Aides techniques', 'Chutes', 'Continence', 'Alimentation']);

interface Told {
  readonly topic: Topic;
  readonly of: Range;
  readonly labelled: boolean;
}

const within = (inner: Range, outer: Range): boolean => outer.start <= inner.start && inner.end <= outer.end;

/** Whether the part at `match` is told already: by the same topic, by a kind of the same matter, or by a line whose label opens it. */
const isTold = (told: readonly Told[], topic: Topic, stretch: Range, match: Range): boolean =>
  told.some(
    ({ topic: other, of, labelled }) =>
      ((other.id === topic.id ||
        (other.label === topic.label && (isSocial(topic) || isHabitTopic(topic))) ||
        (topic.id === 'droits' && isSocial(other)) ||
        (topic.id === 'profession' && other.label === 'Aides')) &&
        within(stretch, of)) ||
      // "GIR : 3 ADL : 3,5/6 Continence : non la nuit": one line of a form, told once.
      (DAILY.has(other.label) && DAILY.has(topic.label) && !topic.each && of.start === stretch.start && of.end === stretch.end) ||
      (labelled && within(match, of) && (other.label === topic.label || (DAILY.has(other.label) && DAILY.has(topic.label)))),
  );

/** Whether words of a topic say nothing of how this patient lives, from where they stand and what stands around them. */
const isElsewhere = (reading: PageReading, topic: Topic, sentence: Range, stretch: Range, match: Range): boolean => {
  const { flat } = reading;
  const led = flat.slice(stretch.start, match.start);
  const before = flat.slice(Math.max(0, match.start - 30), match.start);
  const folded = flat.slice(stretch.start, stretch.end);
  const lived = topic.id === 'institution' || topic.id === 'logement';
  if (lived && (NOT_LIVED.test(led) || isOfNamedKin(flat, sentence, match))) return true;
  if (lived && NOT_TO_BE.test(flat.slice(match.end, Math.min(sentence.end, match.end + 100)))) return true;
  if (topic.id === 'droits' && NOT_ASKED.test(folded)) return true;
  if (topic.id === 'aides-techniques' && HANDED_BACK.test(flat.slice(match.end, Math.min(sentence.end, match.end + 60)))) return true;
  if (topic.id === 'profession') {
    if (OF_CAREGIVER.test(led) || DONE_BY.test(before) || WHO_WROTE.test(before) || WITNESS.test(before)) return true;
    if (WORKS_FOR_HIM.test(flat.slice(match.start, match.start + 30)) && AS_ANOTHER.test(before)) return true;
    if (SOCIAL_WORKER.test(flat.slice(Math.max(0, match.start - 4), match.start + 30))) return true;
  }
  if (topic.id === 'animaux' && NO_ANIMAL.test(folded)) return true;
  if (topic.id === 'alcool' && ANTISEPTIC.test(before)) return true;
  // "Marie F." signs.
  if (topic.id === 'famille' && /^Maries?$/.test(reading.analysis.page.text.slice(match.start, match.end))) return true;
  if (topic.id === 'activite' && NOT_A_SPORT.test(folded)) return true;
  if (topic.id === 'logement' && OUT_OF_BREATH.test(folded)) return true;
  if (topic.id === 'conduite' && (WRITTEN_FOR.test(folded) || WHAT_TO_DO.test(folded))) return true;
  if (topic.id === 'aides-techniques' && (NOT_YET.test(folded) || OF_AN_ACT.test(folded) || GIVEN_UP.test(led))) return true;
  if (topic.id === 'reeducation' && TURNED_DOWN.test(led)) return true;
  // "Poursuite oculaire normale": a milestone of a child, an examination of the nerves of an adult.
  if (topic.id === 'developpement' && reading.context.birthDate !== undefined && !isMinor(reading) && !/developpement|retard/.test(folded))
    return true;
  if (TOLD_TO.test(folded) || isToWatchFor(flat, sentence, match.start)) return true;
  return isSocial(topic) && OF_KIN.test(led);
};

/** What the line behind a label says: its own words, answers that nobody ticked left out. */
const labelledFact = (reading: PageReading, sentenced: Answered, one: Labelled): Fact | undefined => {
  const { topic } = one;
  const text = tickedAnswers(reading.analysis.page.text.slice(one.start, one.end));
  const folded = fold(text);
  const status = statusOf(topic, folded);
  const words = isHabitTopic(topic) ? text.slice(text.indexOf(':') + 1).trim() : text;
  if (text === '' || /:\W*$/.test(text)) return undefined;
  return lifestyleFact(reading, sentenced, {
    topic,
    status,
    text: tidy(words),
    // "Toilette : aide du bas": the label says the topic.
    label: isHabitTopic(topic) || STATES_TOLD.has(topic.label) ? titled(topic, status, tidy(words)) : tidy(text),
    stretch: { start: one.start, end: one.end },
    match: one.said,
  });
};
const STATES_TOLD: ReadonlySet<string> = new Set(['Mode de vie', 'Garde et scolarité', 'Développement', 'Couverture et prestations']);

interface Draft {
  readonly topic: Topic;
  readonly status: FactStatus;
  readonly text: string;
  readonly label: string;
  readonly stretch: Range;
  readonly match: Range;
  /** "Décès de son mari" happened; "veuve" is what she is. */
  readonly light?: boolean;
}

/** "Cannabis quotidien jusqu'à 2016, arrêté": a habit that was left bears the date of its end. */
const until = (reading: PageReading, stretch: Range): Dated => {
  const ends = reading.dates.filter(
    ({ date, direction, start, end }) => date !== undefined && direction === 'until' && start >= stretch.start && end <= stretch.end,
  );
  const [only] = ends;
  const { documentDate: written } = reading.context;
  return only?.date === undefined || ends.length > 1 || (written !== undefined && only.date > written)
    ? {}
    : { date: only.date, dateSource: 'text' };
};

const lifestyleFact = (reading: PageReading, { sentence, section, answered }: Answered, draft: Draft): Fact | undefined => {
  const { topic, status } = draft;
  const own = section?.kind === 'lifestyle' || section?.kind === 'history';
  // "Maison de plain-pied, seule depuis la mort de son mari (mars 2025)": each part of how one lives has its own day.
  const written = dateFor(reading, topic.label === 'Mode de vie' ? { ...sentence, ...draft.stretch } : sentence, draft.match);
  const { qualifiers, cues } = qualificationOf(reading, draft.match);
  return factOf(reading, {
    kind: 'lifestyle',
    label: draft.label,
    rule: `lifestyle-${topic.id}`,
    importance: draft.light === true || (WEAK_OUTSIDE.has(topic.id) && !own) ? 1 : topic.importance,
    status,
    citation: draft.stretch,
    section,
    qualification: {
      qualifiers: {
        ...qualifiers,
        family: false,
        otherPerson: false,
        negated: status === 'absent',
        hypothetical: qualifiers.hypothetical && answered !== true,
      },
      cues,
    },
    dated: written.date !== undefined ? written : status === 'past' ? until(reading, draft.stretch) : documentDate(reading),
    confidence: own ? 0.9 : 0.75,
    extra: { concept: conceptOf(topic, reading.flat.slice(draft.match.start, draft.match.end)) },
  });
};

/** Tobacco, alcohol, substances, home, work, help, autonomy, rights, driving, diet, legal protection: what the record says, in its own words. */
export const lifestyleFacts = (reading: PageReading): Fact[] => {
  const facts: Fact[] = [];
  const push = (fact: Fact | undefined): void => {
    if (fact !== undefined) facts.push(fact);
  };
  for (const sentenced of withAnswers(reading)) {
    const { section, sentence } = sentenced;
    if (section !== undefined && SILENT.has(section.kind) && !(section.kind === 'allergies' && isBelowFilledHeading(reading, sentenced)))
      continue;
    const own = section?.kind === 'lifestyle' || section?.kind === 'history';
    const told: Told[] = [];
    for (const one of labelledIn(reading.flat, sentence, isMinor(reading))) {
      const said = reading.flat.slice(one.said.start, one.said.end);
      const smokers = one.topic.id === 'tabac' ? passiveSmoking(reading, sentenced, one, KIN_OPENS.test(said)) : undefined;
      const { instruction } = qualificationOf(reading, one.said).qualifiers;
      const ofTitle = section?.title !== undefined && one.end <= section.title.end;
      if (smokers === undefined && (instruction || ofTitle)) continue;
      told.push({ topic: one.topic, of: one, labelled: true });
      if (smokers === undefined && isOfSomebody(one.topic, said)) continue;
      push(smokers ?? labelledFact(reading, sentenced, one));
    }
    for (const topic of TOPICS) {
      for (const found of sentenced.folded.matchAll(topic.pattern)) {
        const match = { start: sentence.start + found.index, end: sentence.start + found.index + found[0].length };
        const item = itemOf(reading.flat, stretchOf(reading, topic, sentenced, match), match);
        const stretch = DAILY.has(topic.label) ? item : questionOf(reading.analysis.page.text, item, match);
        // "Demande MDPH (RQTH) signée": the word in its bracket is of the part already told.
        if (match.start < stretch.start || match.end > stretch.end) continue;
        const on = topic.id === 'profession' && isMinor(reading) ? SCHOOL : topic;
        if (on !== topic && !TEACHES.test(found[0])) continue;
        if (isTold(told, topic, stretch, match) || isElsewhere(reading, topic, sentence, stretch, match)) continue;
        const lived = topic.id === 'institution' || topic.id === 'logement';
        const qualification = qualificationOf(reading, match);
        const { family, otherPerson, instruction, hypothetical, negated } = qualification.qualifiers;
        const smokers = topic.id === 'tabac' ? passiveSmoking(reading, sentenced, stretch, family || otherPerson) : undefined;
        if (smokers !== undefined) {
          told.push({ topic, of: stretch, labelled: false });
          facts.push(smokers);
          continue;
        }
        const light = topic.id === 'famille' && OF_SPOUSE.test(found[0]);
        const ofPatient = topic.id === 'aides-proches' || light || DWELLS.test(found[0]);
        if (((family || otherPerson) && !ofPatient) || instruction || (hypothetical && sentenced.answered !== true && (!own || lived)))
          continue;
        if (topic.id === 'aides-techniques' && negated) continue;
        const folded = reading.flat.slice(stretch.start, stretch.end);
        told.push({ topic, of: stretch, labelled: false });
        const text = tidy(tickedAnswers(reading.analysis.page.text.slice(stretch.start, stretch.end)).replace(HEADING, ''));
        // "Reprise à temps partiel : [ ] oui [X] non": a question of a certificate, answered no.
        if ((topic.id === 'travail' || topic.id === 'profession') && /: ?non\W*$/.test(fold(text))) continue;
        // "AUTONOMIE": the word alone says nothing.
        if (fold(text.replace(/\W+$/, '')) === fold(topic.label)) continue;
        const said = statusOf(topic, fold(text));
        const habit = isHabitTopic(topic);
        if (habit && OF_ANOTHER.test(folded)) continue;
        const status = habit && said === 'active' && negated ? 'absent' : said;
        if ((topic.id === 'profession' || topic.id === 'travail') && section?.kind === 'plan') continue;
        if (FOR_NOW.test(folded) || (section?.title !== undefined && stretch.end <= section.title.end)) continue;
        push(lifestyleFact(reading, sentenced, { topic: on, status, text, label: titled(on, status, text), stretch, match, light }));
      }
    }
  }
  return facts;
};
