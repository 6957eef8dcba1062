import type { Fact } from '../domain/fact.js';
import { compareDates, compatibleDates } from './dates.js';
import { REPEATED } from './grouping.js';
import type { Line } from './line.js';
import { sidesAgree, unsided, WITNESSES, withJoined } from './related-lines.js';
import type { Sources } from './sources.js';
import { containment, fold } from './text.js';

/**
 * "ECG de contrôle sous hormonothérapie", written in 2020, speaks of the hormone treatment that another paper dates of 2019: an act that
 * bears only the day of the letters that name it joins the last one of that name with a day of its own. What is done again and again,
 * what an operator's or a radiologist's own paper says, another side and a name that dated acts of two sides bear stay.
 */
export function underTheirDay(lines: readonly Line[], sources: Sources): readonly Line[] {
  const acts = lines.filter((line) => line.kind === 'procedure' && (line.status === 'past' || line.status === 'active'));
  const witnessed = (line: Line): boolean => line.facts.some((fact) => WITNESSES.has(sources.nature(fact.documentId)));
  const hasDay = (line: Line): boolean =>
    line.date !== undefined && (line.facts.some(({ dateSource }) => dateSource === 'text') || witnessed(line));
  const dated = acts.filter(hasDay);
  const joined = new Map<Line, Fact[]>();
  const gone = new Set<Line>();
  for (const mention of acts) {
    if (hasDay(mention) || REPEATED.test(fold(mention.label))) continue;
    const homes = dated.filter(
      (line) =>
        isSameAct(mention, line) &&
        sidesAgree(mention, line) &&
        (mention.date === undefined || compareDates(line.date, mention.date) <= 0 || compatibleDates(line.date ?? '', mention.date)),
    );
    const sides = new Set(homes.flatMap(({ laterality }) => laterality ?? []));
    const home = homes.toSorted((a, b) => compareDates(a.date, b.date)).at(-1);
    if (home === undefined || (sides.size > 1 && mention.laterality === undefined)) continue;
    gone.add(mention);
    joined.set(home, [...(joined.get(home) ?? []), ...mention.facts]);
  }
  return withJoined(lines, gone, joined);
}

/** One concept, or every word of the mention in the dated act's name. */
const isSameAct = (mention: Line, act: Line): boolean =>
  mention.concept !== undefined && act.concept !== undefined
    ? mention.concept === act.concept
    : unsided(mention.label).length > 0 && containment(unsided(mention.label), unsided(act.label)) === 1;
