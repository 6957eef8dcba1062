import type { PartialDate } from '../domain/citation.js';
import type { Fact, FactKind, FactStatus } from '../domain/fact.js';
import { allergyImportance } from './allergy-importance.js';
import { conceptTraits } from './concepts.js';
import { MEASURED_KINDS, governedValue } from './governed-value.js';
import { groupFacts, monthOf } from './grouping.js';
import { isHabit, standingHabit } from './habits.js';
import { compareDates, compatibleDates, onDate } from './dates.js';
import { bestLabel, withItsOwnVerdict } from './labels.js';
import { DOUBTED, asImportance, isAffirmed, isDoubted, mayBeTold, type Line } from './line.js';
import { deniedByACaregiver, isCopied, refutationHolds } from './refutations.js';
import { underTheirDay } from './mentioned-acts.js';
import { underFullerDevices, underTheirKinds, withoutMisplaced, withoutReactions, withRemovals } from './related-lines.js';
import { lazily } from './lazily.js';
import { byTopic, perList } from './per-document.js';
import { perGroup, type GroupSources } from './per-group.js';
import type { SourceNature } from './source-nature.js';
import type { Sources } from './sources.js';
import { atOnce, type Steps } from './steps.js';
import { fold } from './text.js';
import { dayOfItsReport, isOnce, settleDate, settleStatus } from './settling.js';
import { quoteWords } from './quote.js';

/** Who is believed first for a kind: the one who did or saw it, before the one who copies it. */
const PRIMARY: Readonly<Partial<Record<FactKind, readonly SourceNature[]>>> = {
  procedure: [
    'operation',
    'pathology',
    'imaging',
    'discharge',
    'letter',
    'laboratory',
    'prescription',
    'other',
    'emergency',
    'vaccination',
    'peripheral',
  ],
  device: [
    'operation',
    'discharge',
    'letter',
    'imaging',
    'prescription',
    'laboratory',
    'pathology',
    'other',
    'emergency',
    'vaccination',
    'peripheral',
  ],
  immunization: [
    'vaccination',
    'prescription',
    'letter',
    'discharge',
    'laboratory',
    'operation',
    'imaging',
    'pathology',
    'other',
    'emergency',
    'peripheral',
  ],
  observation: [
    'laboratory',
    'pathology',
    'imaging',
    'operation',
    'letter',
    'discharge',
    'prescription',
    'vaccination',
    'other',
    'emergency',
    'peripheral',
  ],
};
const PRIMARY_DEFAULT: readonly SourceNature[] = [
  'pathology',
  'letter',
  'discharge',
  'operation',
  'imaging',
  'laboratory',
  'prescription',
  'other',
  'emergency',
  'vaccination',
  'peripheral',
];

/**
 * One thing stated many times becomes one line. Facts join by the lexicon's concept, else by the words of the label (one holding
 * the other), when the side and the relative agree, and for examinations the date. Medications have their own room.
 */
export function mergeFacts(facts: readonly Fact[], sources: Sources): readonly Line[] {
  return atOnce(mergingFacts(facts, sources));
}

/** The same, in steps; of what is made only of facts that are not `asked` for, no line need be made. */
export function* mergingFacts(
  facts: readonly Fact[],
  sources: Sources,
  asked: (fact: Fact) => boolean = () => true,
): Steps<readonly Line[]> {
  const lines: Line[] = [];
  for (const members of byBucket(facts).values()) {
    const [first] = members;
    if (first === undefined || !members.some(asked)) continue;
    const groups = groupsOf(members);
    yield;
    for (const group of groups) {
      if (!group.some(asked)) continue;
      lines.push(...linesOf(bucketOf(first), group, sources));
      yield;
    }
  }
  const once = withRemovals(
    withoutReactions(withoutMisplaced(underTheirDay(underFullerDevices(underTheirKinds(lines)), sources), sources)),
  );
  return withoutFormerHome(once, sources).toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}

/** Who has moved to an institution no longer lives alone, nor with the help that came home. */
function withoutFormerHome(lines: readonly Line[], sources: Sources): readonly Line[] {
  const written = (line: Line): readonly PartialDate[] =>
    line.facts
      .map((fact) => sources.dateOf(fact.documentId))
      .filter((date) => date !== undefined)
      .toSorted(compareDates);
  const moved = lines.find((line) => line.concept === 'mode-de-vie-institution' && line.status === 'active');
  const since = moved === undefined ? undefined : written(moved)[0];
  if (since === undefined) return lines;
  return lines.filter(
    (line) => !/^mode-de-vie-(?:logement|aides-(?!techniques))/.test(line.concept ?? '') || compareDates(written(line).at(-1), since) >= 0,
  );
}

/** What can never join: kinds, kin, and for a refutation nothing (status is settled later). */
function bucketOf(fact: Fact): string {
  const family = fact.kind === 'family-history' || fact.qualifiers.family;
  const kind = family ? 'family-history' : fact.kind;
  const member = family ? fold(fact.familyMember ?? '') : '';
  return `${kind}|${member}`;
}

/** Examinations join within their month: a document is compared with its own time. */
const byBucket = byTopic((fact: Fact) =>
  fact.kind === 'medication' || !mayBeTold(fact)
    ? undefined
    : fact.kind === 'observation'
      ? `${bucketOf(fact)}|${monthOf(fact)}`
      : bucketOf(fact),
);
const groupsOf = perList(groupFacts);

const linesOf = perGroup((bucket, group, sources): readonly Line[] =>
  resolveGroup(bucket, group.every(isHabit) ? standingHabit(group, sources) : group, sources),
);

function resolveGroup(bucket: string, facts: readonly Fact[], sources: GroupSources): readonly Line[] {
  // A plan under a condition is still a plan; it is absent only where it is refused.
  const affirmed = facts.filter((fact) => isAffirmed(fact) || (fact.kind === 'plan' && !fact.qualifiers.negated));
  const excluded = facts.filter((fact) => fact.status === 'ruled-out' || fact.allergy?.certainty === 'refuted');
  const ruledOut = excluded.length > 0 ? excluded : deniedByACaregiver(facts, affirmed, sources);
  const suspected = facts.filter((fact) => fact.status === 'suspected');
  const excludedOnes = new Set(ruledOut);
  const settled = new Set([...affirmed, ...ruledOut, ...suspected]);
  const absent = facts.filter((fact) => !settled.has(fact));
  const lines: Line[] = [];

  const believed = affirmed.filter((fact) => !excludedOnes.has(fact));
  const refutations = ruledOut.map((refutation) => overturning(refutation, believed, sources));
  const standing = believed.filter((fact) => !refutations.some((overturns) => overturns(fact)));
  const overturned = standing.length === believed.length ? [] : believed.filter((fact) => !standing.includes(fact));
  if (standing.length > 0)
    lines.push(
      buildLine(
        bucket,
        standing,
        [...standing, ...suspected.filter((fact) => fact.kind === 'condition' && cameBefore(fact, standing, sources))],
        sources,
        {
          rule: standing.length > 1 ? 'merge:same-concept' : 'merge:single-source',
        },
      ),
    );
  if (ruledOut.length > 0 && !(standing.length > 0 && standing[0]?.kind === 'allergy')) {
    const last = overturned.at(-1);
    const lastDate = last && sources.dateOf(last.documentId);
    const refutedOn = ruledOut.map((fact) => sources.dateOf(fact.documentId)).findLast((date) => date !== undefined);
    const later = lastDate !== undefined && refutedOn !== undefined && compareDates(lastDate, refutedOn) > 0;
    const note = later
      ? `encore cité dans un document ${lastDate.length === 10 ? 'du' : 'de'} ${onDate(lastDate).replace(/^(le|en) /, '')}`
      : undefined;
    lines.push(
      buildLine(bucket, ruledOut, ruledOut, sources, {
        status: 'ruled-out',
        rule: 'merge:ruled-out-by-later-source',
        ...(note === undefined ? {} : { note, extra: overturned }),
      }),
    );
  } else if (standing.length === 0 && suspected.length > 0) {
    const rule = suspected.every(isDoubted) ? DOUBTED : 'merge:suspected-only';
    lines.push(buildLine(bucket, suspected, suspected, sources, { status: 'suspected', rule }));
  }
  if (absent.length > 0 && standing.length === 0 && ruledOut.length === 0 && suspected.length === 0) {
    lines.push(buildLine(bucket, absent, absent, sources, { status: 'absent', rule: 'merge:absence-stated' }));
  }
  return lines;
}

/**
 * A later exclusion corrects what was believed before. A dated event of another day stands (an infarction of 2023 is not undone by
 * "SCA éliminé" in 2025), and so does what two later documents affirm again, unless the exclusion is of an allergy: allergies are copied.
 */
function overturning(refutation: Fact, all: readonly Fact[], sources: GroupSources): (affirmed: Fact) => boolean {
  const refutedOn = sources.dateOf(refutation.documentId);
  const holds = lazily(() => refutationHolds(refutation, all, sources));
  const documents = lazily(() => new Set(all.map((fact) => fact.documentId)).size);
  const laterDocuments = lazily(
    () =>
      new Set(
        all
          .filter((fact) => compareDates(sources.dateOf(fact.documentId), refutedOn) > 0)
          // A history that a form or an emergency ward copies affirms nothing again.
          .filter((fact) => !(fact.qualifiers.historical && isCopied(sources.nature(fact.documentId))))
          .map((fact) => fact.documentId),
      ).size,
  );
  return (affirmed) => {
    const saidOn = sources.dateOf(affirmed.documentId);
    if (affirmed.kind === 'allergy') return holds();
    const lasting = conceptTraits(affirmed.concept)?.chronic === true;
    if (
      !lasting &&
      affirmed.dateSource === 'text' &&
      affirmed.date !== undefined &&
      refutedOn !== undefined &&
      !compatibleDates(affirmed.date, refutedOn)
    )
      return false;
    if (refutedOn === undefined || saidOn === undefined) return true;
    if (compareDates(saidOn, refutedOn) <= 0) return !lasting || documents() <= 3;
    return laterDocuments() < 2;
  };
}

/** "K sein D" under a cancer of the left breast: the contradiction is told elsewhere, it is no source of the line. */
function saysOtherSide(fact: Fact, side: Fact['laterality']): boolean {
  if (fact.laterality !== undefined || side === undefined || side === 'bilateral') return false;
  const quote = quoteWords(fact);
  const [left, right] = [/\b(?:gauches?|g)\b/.test(quote), /\b(?:droite?s?|d)\b/.test(quote.replace(/\bd\s(?=[aeiouyh])/g, ' '))];
  return side === 'left' ? right && !left : left && !right;
}

interface LineOptions {
  readonly status?: FactStatus;
  readonly rule: string;
  readonly note?: string;
  readonly extra?: readonly Fact[];
}

function buildLine(bucket: string, deciding: readonly Fact[], all: readonly Fact[], sources: GroupSources, options: LineOptions): Line {
  const kind = (bucket.split('|')[0] ?? 'condition') as FactKind;
  const rank = PRIMARY[kind] ?? PRIMARY_DEFAULT;
  const believedFirst = deciding.toSorted(
    (a, b) =>
      rank.indexOf(sources.nature(a.documentId)) - rank.indexOf(sources.nature(b.documentId)) ||
      b.confidence - a.confidence ||
      compareDates(sources.dateOf(b.documentId), sources.dateOf(a.documentId)) ||
      (a.id < b.id ? -1 : 1),
  );
  const latestFirst = deciding.toReversed();
  const [primary] = believedFirst;
  const latest = latestFirst[0];
  if (primary === undefined || latest === undefined) throw new RangeError('a line needs a fact');
  const sided = deciding.find((fact) => fact.laterality !== undefined);
  const others = [...new Set([...latestFirst, ...believedFirst, ...all.toReversed(), ...(options.extra ?? [])])].filter(
    (fact) => fact !== primary && !(sided !== undefined && saysOtherSide(fact, sided.laterality)),
  );

  const alone = ['condition', 'procedure', 'device'].includes(kind) && isUncorroborated(deciding, sources);

  const dated = deciding.filter((fact) => fact.date !== undefined && fact.dateSource === 'text');
  const ownDates = [...new Set(dated.map((fact) => fact.date as PartialDate))].toSorted(compareDates);
  const anyDate = deciding
    .map((fact) => fact.date)
    .filter((date) => date !== undefined)
    .toSorted(compareDates)[0];
  // A vaccine is told by its last dose, anything else by its beginning.
  const named = bestLabel(believedFirst, sources);
  // How somebody lives is told in one phrase of many, with its own day.
  const phrase = kind === 'lifestyle' || kind === 'pregnancy' ? deciding.find((fact) => fact.label === named)?.date : undefined;
  // "Passée au stade III en mai 2024" is not of 2018, when the stage II was found: a name that dates itself bears its own day.
  const ofItsName = dated.filter((fact) => fact.label === named).map((fact) => fact.date as PartialDate);
  const itsDates = ownDates.filter((one) => ofItsName.some((other) => compatibleDates(one, other)));
  const settled = settleDate(itsDates.length > 0 ? itsDates : ownDates, isOnce(primary) ? dated : []);
  const reported = settled === undefined ? undefined : dayOfItsReport(settled, deciding, sources);
  const date = phrase ?? (kind === 'immunization' ? ownDates.at(-1) : (reported ?? settled)) ?? anyDate;
  const label = kind === 'procedure' ? withItsOwnVerdict(named, believedFirst, date) : named;
  const otherDates = ownDates.filter(
    (other) =>
      date !== undefined &&
      !compatibleDates(other, date) &&
      other.length >= 7 &&
      // "En mai 2025" beside "le 18/05/2025" is the same fall, told less well.
      !ownDates.some((finer) => finer.length > other.length && finer.startsWith(other)),
  );
  const dose = (kind === 'immunization' ? believedFirst.find((fact) => fact.date === date) : undefined) ?? primary;
  const refused =
    (kind === 'plan' || kind === 'directive') &&
    deciding.every((fact) => /(?<!\b(?:pas|aucun|sans) (?:de )?)\brefus/.test(quoteWords(fact)));
  const status = options.status ?? (refused ? 'absent' : settleStatus(deciding, sources));
  const valued = latestFirst.find((fact) => fact.value !== undefined);
  const governed = MEASURED_KINDS.has(kind) ? governedValue(label, valued, date, sources) : undefined;
  const allergy =
    latestFirst.find((fact) => fact.allergy?.reaction !== undefined)?.allergy ??
    latestFirst.find((fact) => fact.allergy !== undefined)?.allergy;
  const code = deciding.find((fact) => fact.code !== undefined)?.code;
  const endDate = latestFirst.find((fact) => fact.endDate !== undefined)?.endDate;
  // "Syndrome sévère" that has joined the apnoeas names nothing by itself.
  const concepts = deciding.flatMap((fact) => fact.concept ?? []);
  const concept = concepts.find((one) => conceptTraits(one)?.nature !== 'head') ?? concepts[0];
  return {
    key: `${bucket}|${concept ?? fold(label)}|${sided?.laterality ?? ''}|${date ?? ''}|${valued?.value?.text ?? ''}|${status}`,
    kind,
    label,
    ...(concept === undefined ? {} : { concept }),
    ...(code === undefined ? {} : { code }),
    status,
    ...(sided?.laterality === undefined ? {} : { laterality: sided.laterality }),
    ...(governed ?? (valued?.value === undefined ? {} : { value: valued.value })),
    ...(date === undefined ? {} : { date }),
    ...(endDate === undefined ? {} : { endDate }),
    otherDates,
    ...(primary.familyMember === undefined ? {} : { familyMember: primary.familyMember }),
    ...(allergy === undefined ? {} : { allergy }),
    ...(dose.immunization === undefined ? {} : { immunization: dose.immunization }),
    importance: kind === 'allergy' ? allergyImportance(deciding) : asImportance(Math.max(...deciding.map((fact) => fact.importance))),
    reported: deciding.every((fact) => fact.qualifiers.reported),
    historical: deciding.every((fact) => fact.qualifiers.historical),
    ...(options.note !== undefined ? { note: options.note } : alone ? { note: 'cité par ce seul document' } : {}),
    ...(alone ? { uncorroborated: true } : {}),
    rule: options.rule,
    facts:
      MEASURED_KINDS.has(kind) && valued !== undefined && valued !== primary
        ? [primary, valued, ...others.filter((fact) => fact !== valued)]
        : [primary, ...others],
  };
}

/** A suspicion that what stands came to confirm; one that follows it is another matter, and no source of it. */
const cameBefore = (suspicion: Fact, standing: readonly Fact[], sources: GroupSources): boolean =>
  standing.every((fact) => compareDates(sources.dateOf(suspicion.documentId), sources.dateOf(fact.documentId)) < 0);

/**
 * A history that one list of an emergency ward or of a liaison form holds, while three letters or more of the dossier say nothing of it: told,
 * as what that list says. What such a document finds itself is no history.
 */
function isUncorroborated(facts: readonly Fact[], sources: GroupSources): boolean {
  return (
    facts.every((fact) => fact.qualifiers.historical && ['emergency', 'peripheral'].includes(sources.nature(fact.documentId))) &&
    new Set(facts.map((fact) => fact.documentId)).size === 1 &&
    sources.hasManyLetters
  );
}
