import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const PartialDay = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/);

/** A passage of a document, verbatim. */
export const Evidence = z.object({ doc: z.string(), quote: z.string().min(1) });
export type Evidence = z.infer<typeof Evidence>;

export const GoldFact = z.object({
  id: z.string(),
  kind: z.enum([
    'condition',
    'medication',
    'allergy',
    'observation',
    'procedure',
    'immunization',
    'family-history',
    'lifestyle',
    'device',
    'pregnancy',
  ]),
  label: z.string(),
  synonyms: z.array(z.string()).default([]),
  date: PartialDay.nullish(),
  status: z.enum(['active', 'resolved', 'past', 'suspected', 'unknown']).default('unknown'),
  value: z.union([z.string(), z.number()]).nullish(),
  unit: z.string().nullish(),
  /** 3: an omission may harm; 2: a careful colleague says it; 1: worth keeping. */
  importance: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  evidence: z.array(Evidence),
});
export type GoldFact = z.infer<typeof GoldFact>;

const GoldDrug = z.object({
  label: z.string(),
  brand: z.string().nullish(),
  dose: z.string().nullish(),
  date: z.string().nullish(),
  reason: z.string().nullish(),
  evidence: z.array(Evidence),
});

/** What a clinician found in a dossier: the form of `gold.json`. */
export const Gold = z.object({
  facts: z.array(GoldFact),
  currentMedications: z.array(GoldDrug),
  stoppedMedications: z.array(GoldDrug),
  allergies: z.array(z.object({ label: z.string(), reaction: z.string().nullish(), evidence: z.array(Evidence) })),
  timeline: z.array(z.object({ date: PartialDay, label: z.string(), kind: z.string(), doc: z.string(), importance: z.int().default(1) })),
  /** What must not become a fact of this patient, and why. */
  traps: z.array(
    z.object({
      doc: z.string(),
      quote: z.string(),
      concept: z.string(),
      reason: z.enum(['negated', 'hypothetical', 'family', 'other-patient', 'ruled-out', 'instruction', 'past-stopped']),
    }),
  ),
  conflicts: z.array(z.object({ label: z.string(), evidence: z.array(Evidence) })),
  relevance: z.array(
    z.object({ reason: z.string(), relevant: z.array(z.string()), partial: z.array(z.string()), irrelevant: z.array(z.string()) }),
  ),
  labSeries: z.array(
    z.object({
      analyte: z.string(),
      unit: z.string(),
      points: z.array(z.object({ date: PartialDay, value: z.union([z.number(), z.string()]), doc: z.string() })),
    }),
  ),
  /** Questions that no document answers. */
  absent: z.array(z.object({ question: z.string(), note: z.string().nullish() })),
  misfiled: z
    .array(z.union([z.string(), z.looseObject({ doc: z.string() })]))
    .transform((all) => all.map((one) => (typeof one === 'string' ? one : one.doc))),
  duplicates: z.array(z.array(z.string())),
  topPoints: z.array(z.object({ reason: z.string(), points: z.array(z.string()), evidence: z.array(Evidence) })).default([]),
  /** What the reader did not know yet: documents dated after that visit, and what they change, in a few words each. */
  sinceLastVisit: z
    .object({ date: PartialDay.optional(), new: z.array(z.string()).default([]), keyChanges: z.array(z.string()).default([]) })
    .nullish(),
  prevention: z.array(z.object({ label: z.string(), evidence: z.array(Evidence) })).default([]),
});
export type Gold = z.infer<typeof Gold>;

/** `dossier.json`: whose documents, and what each is. */
export const DossierListing = z.object({
  id: z.string(),
  referenceDate: PartialDay,
  /** Not looked at while rules are written: its misses are not shown unless asked for. */
  sealed: z.boolean().default(false),
  patient: z.looseObject({ insMatricule: z.string().optional(), birthDate: PartialDay }),
  documents: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      type: z.string(),
      date: PartialDay,
      author: z.looseObject({ name: z.string() }),
      medium: z.string(),
      layout: z.string().optional(),
    }),
  ),
});
export type DossierListing = z.infer<typeof DossierListing>;

/** A written dossier: listing, gold, the texts that stand on paper, and the folder of the files that a deposit holds. */
export interface CorpusDossier {
  readonly folder: string;
  readonly sources: string;
  readonly listing: DossierListing;
  readonly gold: Gold;
  /** By document id. */
  readonly texts: ReadonlyMap<string, string>;
}

/** JSON keeps 6.0 and 6 apart only in its text; a gold value is compared as it is written. */
const asWritten = (json: string): string => json.replace(/("value"\s*:\s*)(-?\d+\.\d+)/g, '$1"$2"');

/** Reads one dossier folder. Throws where a file is missing or out of shape, naming the field. */
export function loadDossier(folder: string): CorpusDossier {
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  const listing = DossierListing.parse(JSON.parse(read('dossier.json')));
  const texts = new Map(listing.documents.map(({ id }) => [id, read(join('texts', `${id}.txt`))]));
  return { folder, sources: join(folder, 'sources'), listing, gold: Gold.parse(JSON.parse(asWritten(read('gold.json')))), texts };
}

/** The dossier folders under a corpus folder (or the folder itself): those that hold dossier.json, gold.json and sources/. */
export function dossierFolders(corpus: string): string[] {
  const whole = (folder: string): boolean => ['dossier.json', 'gold.json', 'sources'].every((name) => existsSync(join(folder, name)));
  if (whole(corpus)) return [corpus];
  return readdirSync(corpus, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && whole(join(corpus, entry.name)))
    .map((entry) => join(corpus, entry.name))
    .sort();
}
