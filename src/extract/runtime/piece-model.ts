import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { z } from 'zod';
import { AppError } from '../../errors.js';
import { verifyModel } from './model-files.js';

export interface PieceModelOptions {
  /** The folder that holds `manifest.json` and one folder by model. */
  readonly modelsDirectory: string;
  /** Threads inside one operator; the machine's cores, two at most, when not said. */
  readonly threads?: number;
}

/** What a thread that reads pieces is started with. */
export interface PieceModelData {
  readonly model: string;
  readonly tokenizer: string;
  readonly threads: number;
}

export interface PieceModel<Config> {
  /** The id and the beginning of the print. */
  readonly modelId: string;
  /** Over the model's files. */
  readonly sha256: string;
  readonly config: Config;
  readonly data: PieceModelData;
}

/**
 * Checks the files of a model, its `config.json` against `schema`, and the files of the encoder whose tokenizer it shares.
 * @throws AppError FRS-MD-001 or FRS-MD-002, naming the file.
 */
export async function verifyPieceModel<Config extends { readonly encoder: string }>(
  id: string,
  { modelsDirectory, threads }: PieceModelOptions,
  schema: z.ZodType<Config>,
): Promise<PieceModel<Config>> {
  const { sha256 } = await verifyModel(modelsDirectory, id);
  const parsed = schema.safeParse(JSON.parse(await readFile(join(modelsDirectory, id, 'config.json'), 'utf8')));
  if (!parsed.success) throw new AppError('FRS-MD-002', { detail: `${id}/config.json` });
  const config = parsed.data;
  await verifyModel(modelsDirectory, config.encoder);
  return {
    modelId: `${id}@${sha256.slice(0, 12)}`,
    sha256,
    config,
    data: {
      model: join(modelsDirectory, id, 'onnx', 'model_quantized.onnx'),
      tokenizer: join(modelsDirectory, config.encoder, 'tokenizer.json'),
      threads: threads ?? Math.min(2, availableParallelism()),
    },
  };
}
