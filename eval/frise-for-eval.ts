import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles } from '../src/cli/list-files.js';
import { PACKAGE_ROOT } from '../src/config.js';
import { readDeposit } from '../src/extract/metadata/deposit.js';
import { sha256Of } from '../src/extract/read/reading.js';
import { OnnxAssertion } from '../src/extract/assertion/onnx-assertion.js';
import type { OcrEngine, OcrLine } from '../src/extract/read/ocr-engine.js';
import { createTesseractJsOcrEngine } from '../src/extract/read/tesseract-js-ocr-engine.js';
import type { Embedder } from '../src/index/embedder.js';
import { OnnxAnswers } from '../src/extract/answers/onnx-answers.js';
import { TransformersEmbedder } from '../src/index/transformers-embedder.js';
import { Pipeline, type Progress } from '../src/pipeline.js';
import type { DossierState } from '../src/pipeline/dossier-state.js';
import { currentStamps } from '../src/pipeline/stamps.js';
import { loadMasterKey } from '../src/store/keys.js';
import { SqliteDossierStore } from '../src/store/sqlite-dossier-store.js';
import { toContract, type SynthesisContract } from '../src/summarise/contract.js';

/** Everything a run writes, ignored by git; what was read of a file stays there for the next run, while the reading code is the same. */
export const OUT = join(PACKAGE_ROOT, 'eval', 'out');

export interface OpenOptions {
  /** Folder of the store; emptied at each opening unless `keep`. */
  readonly home: string;
  readonly keep?: boolean;
  /** Folder that keeps what was recognised of an image between runs; without it every run recognises again. */
  readonly cache?: string;
}

/** The pipeline that users run, over a store of its own that starts empty: all is read and understood by the code as it is now. */
export async function openPipeline({ home, keep = false, cache }: OpenOptions): Promise<Pipeline> {
  if (!keep) rmSync(home, { recursive: true, force: true });
  const embedder = await TransformersEmbedder.create({ modelsDirectory: join(PACKAGE_ROOT, 'models') });
  const assertion = await OnnxAssertion.createIfThere({ modelsDirectory: join(PACKAGE_ROOT, 'models') });
  const answers = await OnnxAnswers.createIfThere({ modelsDirectory: join(PACKAGE_ROOT, 'models') });
  const pipeline = new Pipeline({
    ...(assertion === undefined ? {} : { assertion }),
    ...(answers === undefined ? {} : { answers }),
    store: new SqliteDossierStore(home, loadMasterKey({ file: join(home, 'master.key') })),
    embedder: cache === undefined ? embedder : rememberingEmbedder(embedder),
    createOcr: async () => {
      const engine = createTesseractJsOcrEngine();
      return cache === undefined ? engine : rememberingEngine(engine, cache);
    },
    stamps: currentStamps(join(PACKAGE_ROOT, 'src')),
    models: [embedder, assertion, answers].filter((model) => model !== undefined).map(({ modelId, sha256 }) => ({ id: modelId, sha256 })),
    version: 'eval',
    now: () => new Date(),
  });
  return pipeline;
}

/** Recognition is what takes time, and the same image gives the same words: kept by the image, the mode and the engine. */
function rememberingEngine(engine: OcrEngine, folder: string): OcrEngine {
  mkdirSync(folder, { recursive: true });
  return {
    name: engine.name,
    parallel: engine.parallel,
    close: () => engine.close(),
    recognise: async (png, mode) => {
      const key = createHash('sha256').update(engine.name).update(mode).update(png).digest('hex');
      const file = join(folder, `${key}.json`);
      if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as OcrLine[];
      const lines = await engine.recognise(png, mode);
      writeFileSync(file, JSON.stringify(lines));
      return lines;
    },
  };
}

/** The same text is embedded once a run: dossiers are read twice, with and without their metadata. */
function rememberingEmbedder(embedder: Embedder): Embedder {
  const known = new Map<string, Float32Array>();
  return {
    modelId: embedder.modelId,
    dimension: embedder.dimension,
    close: () => embedder.close(),
    embed: async (texts, role) => {
      const unknown = [...new Set(texts)].filter((text) => !known.has(`${role}:${text}`));
      const vectors = unknown.length === 0 ? [] : await embedder.embed(unknown, role);
      unknown.forEach((text, row) => known.set(`${role}:${text}`, vectors[row] as Float32Array));
      return texts.map((text) => known.get(`${role}:${text}`) as Float32Array);
    },
  };
}

export interface ReadOptions {
  /** Uses the deposit's metadata.json where there is one. */
  readonly metadata: boolean;
  readonly onProgress?: (progress: Progress) => void;
  readonly onFirstView?: (state: DossierState) => Promise<void>;
}

/** Brings a stored dossier in line with a folder of files, as the command line does. */
export async function readFolder(pipeline: Pipeline, folder: string, dossierId: string, options: ReadOptions): Promise<DossierState> {
  const found = listFiles(folder);
  const readable = found.files.flatMap(({ fileName, bytes }) => (bytes === undefined ? [] : [{ fileName, bytes }]));
  await pipeline.keepOnly(dossierId, new Set(readable.map(({ bytes }) => sha256Of(bytes))), []);
  const deposit = options.metadata && found.deposit !== undefined ? readDeposit(found.deposit) : undefined;
  await pipeline.deposit(dossierId, readable, deposit);
  return pipeline.process(dossierId, options.onProgress, options.onFirstView);
}

export async function synthesise(
  pipeline: Pipeline,
  state: DossierState,
  request: Parameters<Pipeline['synthesise']>[1],
): Promise<SynthesisContract> {
  return toContract(await pipeline.synthesise(state, request), new Map(state.summaries.map((summary) => [summary.id, summary])));
}
