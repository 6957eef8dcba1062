import type { Citations, PartialDate } from '../domain/citation.js';
import type { Fact } from '../domain/fact.js';
import type { ChangedLine, Section, Statement } from '../domain/synthesis.js';
import { compareDates, firstDay, lastDay } from './dates.js';
import { ground, type PageLookup } from './grounding.js';
import { mayBeTold } from './line.js';
import { speakingFacts, type Sources } from './sources.js';
import { writeValue } from './templates.js';
import { canonicalNumber, fold, groupBy } from './text.js';

export interface ChangesInput {
  readonly sections: readonly Section[];
  readonly facts: readonly Fact[];
  readonly sources: Sources;
  readonly pages: PageLookup;
  readonly since: PartialDate;
}

/** What one document said of something, in a few words. */
interface Said {
  readonly words: string;
  readonly on: PartialDate;
  readonly unit: string | undefined;
  readonly citations: Citations;
}

const STATUS_WORDS: Readonly<Partial<Record<Fact['status'], string>>> = {
  active: 'en cours',
  suspected: 'suspecté',
  resolved: 'résolu',
  'ruled-out': 'écarté',
};
const ENDED = 'arrêté';

/**
 * Lines that a visit left otherwise: a dose, a value, a drug taken or stopped, an illness suspected, settled or over. Each says what the last
 * document dated until the visit said, with its passage; a line that only new documents support and that has no such past is new, not changed.
 * A past whose words do not stand in their passage is left out.
 */
export function changesSince({ sections, facts, sources, pages, since }: ChangesInput): readonly ChangedLine[] {
  const told = speakingFacts(facts, sources).filter((fact) => mayBeTold(fact) && !fact.qualifiers.family);
  const byId = new Map(told.map((fact) => [fact.id, fact]));
  const bySubject = groupBy(told, subjectOf);
  const isNew = (date: PartialDate | undefined): boolean => date !== undefined && firstDay(date) > lastDay(since);
  return sections
    .flatMap(({ statements }) => statements)
    .flatMap((statement): readonly ChangedLine[] => {
      const first = statement.factIds.map((id) => byId.get(id)).find((fact) => fact !== undefined);
      if (first === undefined || !statement.citations.some(({ span }) => isNew(sources.dateOf(span.documentId)))) return [];
      const { date, unit } = statement.fact;
      // A stop or a value of before the visit that a new letter recalls.
      if ((statement.fact.status === 'stopped' || statement.fact.kind === 'observation') && date !== undefined && !isNew(date)) return [];
      const now = wordsNow(statement);
      const past = (bySubject.get(subjectOf(first)) ?? [])
        .flatMap((fact) => saidOf(fact, sources))
        .filter((said) => !isNew(said.on) && (said.unit === undefined || unit === undefined || said.unit === unit))
        .toSorted((a, b) => compareDates(a.on, b.on))
        .at(-1);
      if (now === undefined || past === undefined || sameWords(past.words, now)) return [];
      const claim = {
        text: past.words,
        citations: past.citations,
        dates: [],
        drugs: [],
        conceptLabel: undefined,
        label: '',
        affirmed: false,
      };
      return ground({ ...claim, family: false }, pages) === undefined
        ? [{ statementId: statement.id, before: past.words, on: past.on, citations: past.citations }]
        : [];
    });
}

/** One thing, on one side of the body. */
const subjectOf = ({ kind, concept, label, laterality }: Fact): string => [kind, concept ?? fold(label), laterality ?? ''].join('|');

/** What a line says now, in the same words as `saidOf`. */
function wordsNow({ fact, rule }: Statement): string | undefined {
  if (fact.kind === 'medication') return fact.status === 'stopped' ? ENDED : fact.value;
  if (fact.kind === 'observation') return rule === 'series:last-point' && fact.value !== undefined ? fact.value : undefined;
  return fact.kind === 'condition' ? STATUS_WORDS[fact.status] : undefined;
}

function saidOf(fact: Fact, sources: Sources): readonly Said[] {
  const written = sources.dateOf(fact.documentId);
  const { medication, value } = fact;
  const words =
    medication !== undefined
      ? medication.event === 'stopped'
        ? ENDED
        : DECIDES.has(medication.event)
          ? (medication.strength ?? medication.dose)
          : undefined
      : fact.kind === 'observation'
        ? value && writeValue(value)
        : fact.kind === 'condition'
          ? STATUS_WORDS[fact.status]
          : undefined;
  const on = fact.kind === 'observation' ? (fact.date ?? written) : written;
  return words === undefined || on === undefined ? [] : [{ words, on, unit: value?.unit, citations: fact.citations }];
}

const DECIDES: ReadonlySet<string> = new Set(['prescribed', 'listed', 'discharge', 'started', 'changed', 'continued', 'administered']);

/** The same first number, or the same words: "2,5 mg" and "2,5 mg, 1 comprimé" are one dose. */
function sameWords(before: string, now: string): boolean {
  const [a, b] = [before, now].map((words) => /\d+(?:[.,]\d+)?/.exec(words.replace(/(\d)\s(?=\d{3}(?!\d))/g, '$1'))?.[0]);
  if (a !== undefined && b !== undefined) return canonicalNumber(a) === canonicalNumber(b);
  return fold(before) === fold(now);
}
