import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Document } from '../src/domain/document.js';
import { deposited, readType, typedDocument } from './typed-document.js';

const Listed = z.object({
  id: z.string(),
  title: z.string(),
  type: z.string(),
  loinc: z.string().optional(),
  date: z.string(),
  author: z.object({ name: z.string(), specialty: z.string().optional() }),
});

const Gold = z.looseObject({
  relevance: z.array(
    z.object({ reason: z.string(), relevant: z.array(z.string()), partial: z.array(z.string()), irrelevant: z.array(z.string()) }),
  ),
  absent: z.array(z.object({ question: z.string(), note: z.string().nullish() })),
  misfiled: z.array(z.union([z.string(), z.looseObject({ doc: z.string() })])),
  duplicates: z.array(z.array(z.string())),
});

export type RelevanceGold = z.infer<typeof Gold>['relevance'][number];

/** The documents that are another person's. */
export const misfiledOf = ({ misfiled }: z.infer<typeof Gold>): ReadonlySet<string> =>
  new Set(misfiled.map((item) => (typeof item === 'string' ? item : item.doc)));

export interface WrittenDossier {
  readonly id: string;
  readonly referenceDate: string;
  readonly documents: readonly Document[];
  readonly gold: z.infer<typeof Gold>;
}

/**
 * A written dossier as documents whose pages are the texts themselves, without reading: what the index is measured on apart from OCR.
 * Undefined where the folder is absent.
 */
export async function loadWrittenDossier(directory: string): Promise<WrittenDossier | undefined> {
  if (!existsSync(join(directory, 'gold.json'))) return undefined;
  const json = async (name: string): Promise<unknown> => JSON.parse(await readFile(join(directory, name), 'utf8')) as unknown;
  const dossier = z.object({ id: z.string(), referenceDate: z.string(), documents: z.array(Listed) }).parse(await json('dossier.json'));
  const documents = await Promise.all(
    dossier.documents.map(async (listed): Promise<Document> => {
      const { id, title, type, loinc, date, author } = listed;
      const text = await readFile(join(directory, 'texts', `${id}.txt`), 'utf8');
      // A dossier written without codes: the type is what the product reads.
      const coded =
        loinc === undefined ? readType({ id, text }) : { type: deposited({ system: '2.16.840.1.113883.6.1', code: loinc, display: type }) };
      return typedDocument(
        { id, title, text, date },
        {
          ...coded,
          author: deposited({ name: author.name, ...(author.specialty === undefined ? {} : { specialty: author.specialty }) }),
        },
      );
    }),
  );
  return { id: dossier.id, referenceDate: dossier.referenceDate, documents, gold: Gold.parse(await json('gold.json')) };
}

/** nDCG of a whole ranking, gains 2, 1, 0, log2 discount: the formula that scores the written dossiers. Documents outside the gold do not count. */
export function ndcg(ranking: readonly string[], gold: RelevanceGold): number {
  const gain = new Map<string, number>([
    ...gold.relevant.map((id) => [id, 2] as const),
    ...gold.partial.map((id) => [id, 1] as const),
    ...gold.irrelevant.map((id) => [id, 0] as const),
  ]);
  const order = [...ranking.filter((id) => gain.has(id)), ...[...gain.keys()].filter((id) => !ranking.includes(id))];
  const sum = (gains: readonly number[]): number => gains.reduce((total, value, rank) => total + value / Math.log2(rank + 2), 0);
  return sum(order.map((id) => gain.get(id) ?? 0)) / sum([...gain.values()].sort((a, b) => b - a));
}

/** Share of the relevant documents within the first half of the ranking. */
export function recallAtHalf(ranking: readonly string[], gold: RelevanceGold): number {
  const half = new Set(ranking.slice(0, Math.ceil(ranking.length / 2)));
  return gold.relevant.filter((id) => half.has(id)).length / Math.max(1, gold.relevant.length);
}
