import type { Qualifier } from '../../src/domain/fact.js';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../src/config.js';
import { OPINIONS, type AssertionModel } from '../../src/extract/assertion/assertion.js';
import { OnnxAssertion } from '../../src/extract/assertion/onnx-assertion.js';
import { ENOUGH_CONTEXT, opinionFrom, secondReading, type SecondOpinion } from '../../src/extract/assertion/second-reading.js';
import { analysePage } from '../../src/extract/text/analyse-page.js';
import { qualify } from '../../src/extract/text/qualify.js';
import { Counts, percent } from './counts.js';
import { goldQualifiers, Offsets } from './jsonl.js';
import type { NeutralDocument } from './jsonl.js';
import { typedPage } from '../typed-document.js';

export interface TaskResult {
  /** Lines of a table, for people. */
  readonly report: readonly string[];
  readonly figures: Readonly<Record<string, number>>;
  /** The input's lines with what we predict. */
  readonly predictions: readonly unknown[];
  /** What went wrong, one line each: texts of public or fictitious corpora only. */
  readonly misses: readonly string[];
}

const dayOf = (value: unknown): string | undefined => (typeof value === 'string' ? value.slice(0, 10) : undefined);

/** What the reader of contexts holds of each entity, document by document. */
export type Opinions = ReadonlyMap<NeutralDocument, readonly SecondOpinion[]>;

/** Gold spans given, qualifiers predicted by the rules, and weighed against `opinions` where there are any. A label that no gold entity bears counts as false where the gold has the task's other entities. */
export const qualifiersTask = (documents: readonly NeutralDocument[], opinions?: Opinions): TaskResult => {
  const counts = new Map<Qualifier, Counts>();
  const misses: string[] = [];
  const predictions: unknown[] = [];
  let characters = 0;
  let spent = 0;
  for (const document of documents) {
    const entities = document.entities ?? [];
    if (entities.length === 0) continue;
    const offsets = new Offsets(document.text);
    const began = performance.now();
    const analysis = analysePage('document', typedPage(document.text));
    const documentDate = document.referenceDate ?? dayOf(document.config?.['note_datetime']);
    const limit = document.config?.['history_limit_days'];
    const options = {
      ...(documentDate === undefined
        ? {}
        : { reference: { documentDate, ...(document.birthDate === undefined ? {} : { birthDate: document.birthDate }) } }),
      ...(typeof limit === 'number' ? { historyLimitDays: limit } : {}),
      withinEntity: document.config?.['within_ents'] === true,
    };
    const predicted = entities.map((entity, index) => {
      const byRules = qualify(analysis, offsets.units(entity), options);
      const opinion = opinions?.get(document)?.[index];
      if (opinion === undefined) return byRules;
      return { ...byRules, qualifiers: secondReading(byRules.qualifiers, opinion) };
    });
    spent += performance.now() - began;
    characters += document.text.length;
    predictions.push({
      ...document,
      entities: entities.map((entity, index) => ({
        ...entity,
        predicted: predicted[index]?.qualifiers,
        rules: predicted[index]?.cues.map((cue) => `${cue.qualifier}:${cue.rule}`),
      })),
    });
    entities.forEach((entity, index) => {
      const result = predicted[index];
      if (result === undefined) return;
      for (const [name, gold] of Object.entries(goldQualifiers(entity)) as [Qualifier, boolean][]) {
        const count = counts.get(name) ?? new Counts();
        counts.set(name, count);
        count.add(gold, result.qualifiers[name]);
        if (gold !== result.qualifiers[name]) {
          const cue = result.cues.find((item) => item.qualifier === name);
          const range = offsets.units(entity);
          const why = cue === undefined ? '' : ` [${document.text.slice(cue.span.start, cue.span.end)} / ${cue.rule}]`;
          const around =
            document.text.slice(Math.max(0, range.start - 90), range.start) +
            '⟦' +
            document.text.slice(range.start, range.end) +
            '⟧' +
            document.text.slice(range.end, range.end + 60);
          misses.push(`${document.id ?? ''} ${name} gold=${String(gold)}${why} ${around.replace(/\s+/g, ' ')}`);
        }
      }
    });
  }
  const report = ['qualifier      gold   P      R      F1     accuracy'];
  const figures: Record<string, number> = {};
  for (const [name, count] of counts) {
    report.push(
      `${name.padEnd(13)} ${String(count.tp + count.fn).padStart(5)} ${percent(count.precision)}  ${percent(count.recall)}  ${percent(count.f1)}  ${percent(count.accuracy)}`,
    );
    figures[`${name}.f1`] = count.f1;
    figures[`${name}.accuracy`] = count.accuracy;
  }
  figures['documentsPerSecond'] = spent === 0 ? 0 : (1000 * predictions.length) / spent;
  figures['charactersPerSecond'] = spent === 0 ? 0 : (1000 * characters) / spent;
  return { report, figures, predictions, misses };
};

/** The rules alone, then, where the reader of contexts is installed, both as the product has them: its predictions and figures are the result. */
export async function comparedQualifiers(documents: readonly NeutralDocument[]): Promise<TaskResult> {
  const alone = qualifiersTask(documents);
  const reader = await OnnxAssertion.createIfThere({ modelsDirectory: join(PACKAGE_ROOT, 'models') });
  if (reader === undefined) return alone;
  const began = performance.now();
  const opinions = await opinionsOf(documents, reader);
  const spent = performance.now() - began;
  await reader.close();
  // Sentences that stand alone.
  if (opinions.size === 0) return alone;
  const both = qualifiersTask(documents, opinions);
  const characters = [...opinions.keys()].reduce((sum, { text }) => sum + text.length, 0);
  const perSecond = ({ figures: { charactersPerSecond = 0 } }: TaskResult): string => charactersPerSecond.toFixed(0);
  return {
    ...both,
    report: [
      `the rules alone (${perSecond(alone)} characters/s)`,
      ...alone.report,
      `with the reader of contexts (${((1000 * characters) / spent).toFixed(0)} characters/s more for the reader)`,
      ...both.report,
    ],
    figures: { ...both.figures, ...Object.fromEntries(Object.entries(alone.figures).map(([name, figure]) => [`rules.${name}`, figure])) },
  };
}

async function opinionsOf(documents: readonly NeutralDocument[], reader: AssertionModel): Promise<Opinions> {
  const asked = documents.filter(({ text, entities = [] }) => entities.length > 0 && text.length >= ENOUGH_CONTEXT);
  const weights = await reader.weigh(
    asked.map((document) => {
      const offsets = new Offsets(document.text);
      const spans = (document.entities ?? []).map((entity) => offsets.units(entity));
      return {
        title: '',
        text: document.text,
        spans: spans.flatMap(({ start, end }) => OPINIONS.map((question) => ({ start, end, question }))),
      };
    }),
  );
  return new Map(
    asked.map((document, number) => [
      document,
      (document.entities ?? []).map((_, entity) => opinionFrom(weights[number], OPINIONS.length * entity)),
    ]),
  );
}
