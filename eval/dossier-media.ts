import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import { z } from 'zod';

const DossierFile = z.object({
  documents: z.array(z.object({ id: z.string(), medium: z.string(), layout: z.string().default('letter') })),
});

/** One rendered document of a written dossier beside what stands on its paper. */
export interface DossierMedium {
  readonly name: string;
  readonly medium: string;
  readonly layout: string;
  readonly bytes: Uint8Array;
  readonly reference: string;
}

/**
 * The rendered documents of a written dossier: `folder` holds dossier.json and texts/, `sources` what `corpus/render/render.py`
 * made of it (`folder`/sources by default).
 */
export function dossierMedia(folder: string, sources = join(folder, 'sources')): DossierMedium[] {
  const { documents } = DossierFile.parse(JSON.parse(readFileSync(join(folder, 'dossier.json'), 'utf8')));
  const files = new Map(readdirSync(sources).map((file) => [parse(file).name, file]));
  return documents.flatMap(({ id, medium, layout }) => {
    const [file, text] = [files.get(id), join(folder, 'texts', `${id}.txt`)];
    if (file === undefined || !existsSync(text)) return [];
    return [
      {
        name: `${parse(folder).name}/${file}`,
        medium,
        layout,
        bytes: new Uint8Array(readFileSync(join(sources, file))),
        reference: readFileSync(text, 'utf8'),
      },
    ];
  });
}
