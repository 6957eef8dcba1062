import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../src/config.js';
import { OnnxTagger, TAGGER_ID } from '../../src/extract/tagger/onnx-tagger.js';
import type { TaggedSpan } from '../../src/extract/tagger/tagger.js';
import { entitiesTask, knownIn, lexiconFinder, taggerFinder, unionFinder } from './entities.js';
import type { NeutralDocument } from './jsonl.js';
import type { TaskResult } from './qualifiers.js';

const MODELS = join(PACKAGE_ROOT, 'models');

/** Of both together: what the lexicons took, and what the tagger took. */
const speeds = (documents: readonly NeutralDocument[], alone: TaskResult, taggerSeconds: number): Record<string, number> => {
  const seconds = documents.length / (alone.figures['documentsPerSecond'] ?? 1) + taggerSeconds;
  const characters = documents.reduce((sum, document) => sum + document.text.length, 0);
  return { documentsPerSecond: documents.length / seconds, charactersPerSecond: characters / seconds };
};

/**
 * Lexicon only, tagger only, and both, on the same texts in one run; the predictions are those of both. Without the tagger's
 * weights the lexicons stand alone, and the report says so.
 */
export const compareFinders = async (documents: readonly NeutralDocument[]): Promise<TaskResult> => {
  const alone = await entitiesTask(documents, lexiconFinder);
  if (!existsSync(join(MODELS, TAGGER_ID)))
    return { ...alone, report: [...alone.report, `models/${TAGGER_ID} is absent: neither tagger nor union measured`] };
  const tagger = await OnnxTagger.create({ modelsDirectory: MODELS });
  try {
    const texts = documents.map((document) => document.text);
    await tagger.tag(texts.slice(0, 1));
    const before = tagger.pieces;
    const began = performance.now();
    const spans = await tagger.tag(texts);
    const seconds = (performance.now() - began) / 1000;
    const speed = (tagger.pieces - before) / seconds;
    const known = new Map(texts.map((text, index) => [text, spans[index] ?? []]));
    const spansOf = (text: string): readonly TaggedSpan[] => known.get(text) ?? [];
    const tagged = await entitiesTask(documents, taggerFinder(spansOf));
    const told = await tagger.tag(texts, await Promise.all(texts.map(knownIn)));
    const toldOf = new Map(texts.map((text, index) => [text, told[index] ?? []]));
    const both = await entitiesTask(
      documents,
      unionFinder((text) => toldOf.get(text) ?? []),
    );
    return {
      ...both,
      report: [
        'lexicon only',
        ...alone.report,
        '',
        `tagger only (${tagger.modelId})`,
        ...tagged.report,
        `${speed.toFixed(0)} tokens/s, tokenisation and decoding included`,
        '',
        'tagger told what the lexicons know, and their substances where it names none',
        ...both.report,
      ],
      figures: { ...both.figures, tokensPerSecond: speed, ...speeds(documents, alone, seconds) },
    };
  } finally {
    await tagger.close();
  }
};
