import type { KnownSpan, TaggedSpan, TagGroup } from '../../src/extract/tagger/tagger.js';
import type { Range } from '../../src/extract/text/analysis.js';
import { findConcepts } from '../../src/extract/facts/clinical-vocabulary.js';
import { findDrugs } from '../../src/extract/facts/medications/medication-lexicon.js';
import { analysePage } from '../../src/extract/text/analyse-page.js';
import { Counts, percent } from './counts.js';
import { Offsets } from './jsonl.js';
import type { NeutralDocument, NeutralEntity } from './jsonl.js';
import type { TaskResult } from './qualifiers.js';
import { typedPage } from '../typed-document.js';

/** An entity found, under QUAERO's group names. */
export interface FoundEntity extends Range {
  readonly label: string;
}

/** What finds entities in a text: the lexicons here, a tagger where one is given. */
export type EntityFinder = (text: string) => readonly FoundEntity[] | Promise<readonly FoundEntity[]>;

/** Corpora's own names of the groups that we measure. */
const GROUPS: Readonly<Record<string, string>> = {
  disease: 'DISO',
  disorder: 'DISO',
  clinentity: 'DISO',
  pathologie: 'DISO',
  sosy: 'DISO',
  infection: 'DISO',
  bodypart: 'ANAT',
  substance: 'CHEM',
  drug: 'CHEM',
  treatment: 'CHEM',
  examen: 'PROC',
  test: 'PROC',
};

const GROUP_OF_KIND: Readonly<Record<string, string>> = {
  condition: 'DISO',
  symptom: 'DISO',
  procedure: 'PROC',
  device: 'DEVI',
  act: 'PROC',
  exam: 'PROC',
};

const groupOf = (entity: NeutralEntity): string => {
  const label = entity.label ?? entity.type ?? '';
  return GROUPS[label.toLowerCase()] ?? label;
};

/** The product's lexicons alone: problems, acts, devices, drugs. */
export const lexiconFinder: EntityFinder = (text) => {
  const analysis = analysePage('document', typedPage(text));
  const concepts = findConcepts(analysis).map((match): FoundEntity => ({
    start: match.start,
    end: match.end,
    label: GROUP_OF_KIND[match.concept.kind] ?? match.concept.kind.toUpperCase(),
  }));
  const drugs = findDrugs(analysis.folded).map((drug): FoundEntity => ({ start: drug.start, end: drug.end, label: 'CHEM' }));
  return [...concepts, ...drugs].sort((a, b) => a.start - b.start);
};

/** The tagger's groups under the corpora's names; "disease" and "morphology" narrow DISO and are no group of their own here. */
const GROUP_OF_TAG: Readonly<Partial<Record<TagGroup, string>>> = { DISO: 'DISO', CHEM: 'CHEM', PROC: 'PROC', ANAT: 'ANAT' };

const asFound = (spans: readonly TaggedSpan[]): FoundEntity[] =>
  spans.flatMap(({ start, end, group }) => {
    const label = GROUP_OF_TAG[group];
    return label === undefined ? [] : [{ start, end, label }];
  });

/** The trained tagger's spans for a text. */
export type SpansOf = (text: string) => readonly TaggedSpan[];

/** What the trained tagger alone finds. */
export const taggerFinder =
  (spansOf: SpansOf): EntityFinder =>
  (text) =>
    asFound(spansOf(text));

/** What the lexicons know of a text, for the tagger to lean on. */
export const knownIn = async (text: string): Promise<KnownSpan[]> =>
  (await lexiconFinder(text)).flatMap(({ start, end, label }) => {
    const group = TOLD.find((told) => told === label);
    return group === undefined ? [] : [{ start, end, group }];
  });
const TOLD = ['DISO', 'CHEM', 'PROC'] as const;

/**
 * The best rule measured: the tagger told what the lexicons know (`spansOf` is to give such spans), then substances and devices of the
 * lexicons where it names none.
 */
export const unionFinder =
  (spansOf: SpansOf): EntityFinder =>
  async (text) => {
    const tagged = asFound(spansOf(text));
    const known = await lexiconFinder(text);
    const free = known.filter(
      (entity) =>
        (entity.label === 'CHEM' || entity.label === 'DEVI') &&
        !tagged.some((other) => other.label === entity.label && meets(other, entity)),
    );
    return [...tagged, ...free].sort((a, b) => a.start - b.start);
  };

const meets = (a: Range, b: Range): boolean => a.start < b.end && b.start < a.end;

/** The groups that lexicons or tagger name: the overall figure is theirs. */
const NAMED: ReadonlySet<string> = new Set(['DISO', 'CHEM', 'PROC', 'ANAT', 'DEVI']);

/** The longest spans, none inside or across another. */
export const longest = <T extends Range>(entities: readonly T[]): T[] => {
  const kept: T[] = [];
  for (const entity of [...entities].sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start))
    if (!kept.some((other) => meets(other, entity))) kept.push(entity);
  return kept;
};

/** Spans and labels predicted; strict is the same span and group, relaxed an overlap of the same group, flat strict among the longest spans only (corpora nest a site inside a disorder). Groups that the gold lacks are not counted. */
export const entitiesTask = async (documents: readonly NeutralDocument[], find: EntityFinder = lexiconFinder): Promise<TaskResult> => {
  const strict = new Map<string, Counts>();
  const relaxed = new Map<string, Counts>();
  const flat = new Map<string, Counts>();
  const gold = new Set(documents.flatMap((document) => (document.entities ?? []).map(groupOf)));
  const predictions: unknown[] = [];
  const misses: string[] = [];
  const at = (counts: Map<string, Counts>, label: string): Counts => {
    let found = counts.get(label);
    if (found === undefined) counts.set(label, (found = new Counts()));
    return found;
  };
  let spent = 0;
  let characters = 0;
  for (const document of documents) {
    const offsets = new Offsets(document.text);
    const began = performance.now();
    const found = (await find(document.text)).filter((entity) => gold.has(entity.label));
    spent += performance.now() - began;
    characters += document.text.length;
    const wanted = (document.entities ?? []).map((entity) => ({ ...offsets.units(entity), label: groupOf(entity) }));
    for (const entity of wanted) {
      const exact = found.some((other) => other.start === entity.start && other.end === entity.end && other.label === entity.label);
      const overlap = found.some((other) => other.start < entity.end && entity.start < other.end && other.label === entity.label);
      if (exact) at(strict, entity.label).tp += 1;
      else {
        at(strict, entity.label).fn += 1;
        misses.push(
          `${document.id ?? ''} ${entity.label} ⟦${document.text.slice(entity.start, entity.end)}⟧${overlap ? ' (overlap)' : ''}`,
        );
      }
      if (overlap) at(relaxed, entity.label).tp += 1;
      else at(relaxed, entity.label).fn += 1;
    }
    for (const entity of found) {
      if (!wanted.some((other) => other.start === entity.start && other.end === entity.end && other.label === entity.label))
        at(strict, entity.label).fp += 1;
      if (!wanted.some((other) => other.start < entity.end && entity.start < other.end && other.label === entity.label))
        at(relaxed, entity.label).fp += 1;
    }
    const flatGold = longest(wanted.filter(({ label }) => NAMED.has(label)));
    const flatFound = longest(found.filter(({ label }) => NAMED.has(label)));
    const same = (a: FoundEntity, b: FoundEntity): boolean => a.start === b.start && a.end === b.end && a.label === b.label;
    for (const entity of flatGold) {
      const hit = flatFound.some((other) => same(other, entity));
      for (const label of [entity.label, 'all']) at(flat, label)[hit ? 'tp' : 'fn'] += 1;
    }
    for (const entity of flatFound)
      if (!flatGold.some((other) => same(other, entity))) for (const label of [entity.label, 'all']) at(flat, label).fp += 1;
    predictions.push({ ...document, entities: found.map((entity) => ({ ...offsets.points(entity), label: entity.label })) });
  }
  const report = ['group        gold   strict P  R      F1      relaxed P  R      F1      flat F1'];
  const figures: Record<string, number> = {};
  for (const [label, count] of strict) {
    const loose = at(relaxed, label);
    report.push(
      `${label.padEnd(10)} ${String(count.tp + count.fn).padStart(6)}   ${percent(count.precision)}   ${percent(count.recall)}  ${percent(count.f1)}   ${percent(loose.precision)}      ${percent(loose.recall)}  ${percent(loose.f1)}   ${NAMED.has(label) ? percent(at(flat, label).f1) : '    –'}`,
    );
    figures[`${label}.strict.f1`] = count.f1;
    figures[`${label}.relaxed.f1`] = loose.f1;
    figures[`${label}.flat.f1`] = at(flat, label).f1;
  }
  report.push(`DISO, CHEM, PROC, ANAT and DEVI together, longest spans only, strict F1: ${percent(at(flat, 'all').f1)}`);
  figures['all.flat.f1'] = at(flat, 'all').f1;
  figures['charactersPerSecond'] = spent === 0 ? 0 : (1000 * characters) / spent;
  figures['documentsPerSecond'] = spent === 0 ? 0 : (1000 * documents.length) / spent;
  return { report, figures, predictions, misses };
};
