import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../errors.js';

const Entry = z.object({
  task: z.string(),
  licence: z.string(),
  /** Numbers of the vectors, for an encoder. */
  dimension: z.int().positive().optional(),
  files: z.record(z.string(), z.object({ bytes: z.int(), sha256: z.string() })),
});
const Manifest = z.object({ models: z.record(z.string(), z.looseObject(Entry.shape)) });

export interface VerifiedModel {
  readonly id: string;
  /** Over the sorted "name sha256" lines of its files: one print for the whole model, kept in the synthesis's provenance. */
  readonly sha256: string;
  readonly dimension: number | undefined;
}

/** SHA-256 of a file, in hexadecimal, read as a stream. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/**
 * Checks every file of a model against `models/manifest.json`.
 * @throws AppError FRS-MD-001 naming the file that is missing, FRS-MD-002 naming the file whose print differs.
 */
export async function verifyModel(modelsDirectory: string, id: string): Promise<VerifiedModel> {
  let manifest: z.infer<typeof Manifest>;
  try {
    manifest = Manifest.parse(JSON.parse(await readFile(join(modelsDirectory, 'manifest.json'), 'utf8')));
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    throw new AppError(missing ? 'FRS-MD-001' : 'FRS-MD-002', { detail: 'models/manifest.json', cause });
  }
  const entry = manifest.models[id];
  if (entry === undefined) throw new AppError('FRS-MD-001', { detail: `${id} : absent de models/manifest.json` });
  const prints: string[] = [];
  for (const [name, { sha256 }] of Object.entries(entry.files).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const file = `${id}/${name}`;
    let found: string;
    try {
      found = await hashFile(join(modelsDirectory, id, name));
    } catch (cause) {
      throw new AppError('FRS-MD-001', { detail: file, cause });
    }
    if (found !== sha256) throw new AppError('FRS-MD-002', { detail: file });
    prints.push(`${name} ${found}`);
  }
  return { id, sha256: createHash('sha256').update(prints.join('\n')).digest('hex'), dimension: entry.dimension };
}
