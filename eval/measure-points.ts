/**
 * The points to remember beside what hands would remember: of the lines that a hand chose for a reason among all that the synthesis could
 * tell (`eval/corpus/points`), the share that the points tell, beside the newest lines in as many characters. Where the dossier's gold has the
 * same reason, the passages behind the gold's points that the product's points cover, and those that the hand's lines do: what could be had.
 * usage: tsx eval/measure-points.ts CHOSEN.jsonl DOSSIER_DIR…
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { OUT, openPipeline, readFolder, synthesise } from './frise-for-eval.js';
import { loadDossier, type CorpusDossier, type Evidence } from './gold.js';
import { cites, type Said } from './metrics/matching.js';
import { mean } from './metrics/measure.js';
import { covers } from './metrics/top-points.js';

const Line = z.object({ line: z.string(), evidence: z.array(z.object({ doc: z.string(), quote: z.string() })) });
const Chosen = z.object({ dossier: z.string(), reason: z.string(), chosen: z.array(Line), more: z.array(Line) });
type Chosen = z.infer<typeof Chosen>;

interface Shares {
  readonly told: number;
  readonly newest: number;
  /** Of the gold's passages, where it has the reason. */
  readonly gold?: { readonly told: number; readonly hand: number };
}

const [file, ...folders] = process.argv.slice(2);
if (file === undefined) throw new Error('usage: tsx eval/measure-points.ts CHOSEN.jsonl DOSSIER_DIR…');
const lists = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => Chosen.parse(JSON.parse(line)));

const share = (wanted: readonly (readonly Evidence[])[], said: readonly Said[]): number =>
  wanted.filter((evidence) => said.some((one) => cites(one, evidence))).length / Math.max(1, wanted.length);

const asSaid = ({ line, evidence }: Chosen['chosen'][number]): Said => ({
  text: line,
  citations: evidence.map(({ doc, quote }) => ({ document: doc, documentId: doc, page: 1, start: 0, end: 0, quote })),
});

/** Lines from the newest, in as many characters as the points take. */
function newestOf(lines: readonly (Said & { readonly date: string })[], characters: number): readonly Said[] {
  let room = characters;
  return lines.toSorted((a, b) => (a.date < b.date ? 1 : -1)).filter(({ text }) => (room -= text?.length ?? 0) >= 0);
}

function goldOf({ gold }: CorpusDossier, { reason, chosen }: Chosen, said: readonly Said[]): Shares['gold'] {
  const evidence = gold.topPoints.find((one) => one.reason === reason)?.evidence ?? [];
  if (evidence.length === 0) return undefined;
  const covered = (lines: readonly Said[]): number =>
    evidence.filter((one) => lines.some((line) => covers(line, one, gold))).length / evidence.length;
  return { told: covered(said), hand: covered(chosen.map(asSaid)) };
}

const pipeline = await openPipeline({ home: join(OUT, 'measure-points'), cache: join(OUT, 'recognised') });
const found: Shares[] = [];
for (const folder of folders) {
  const dossier = loadDossier(folder);
  const { id, referenceDate } = dossier.listing;
  const own = lists.filter((list) => list.dossier === id);
  if (own.length === 0) continue;
  const state = await readFolder(pipeline, dossier.sources, id, { metadata: true });
  for (const list of own) {
    const { highlights, sections } = await synthesise(pipeline, state, { referenceDate, reason: list.reason });
    const lines = sections.flatMap(({ statements }) => statements);
    const points = lines.filter((line) => highlights.includes(line.id));
    const characters = points.reduce((sum, { text }) => sum + text.length, 0);
    const wanted = list.chosen.map(({ evidence }) => evidence);
    const others = lines.filter((line) => !highlights.includes(line.id)).map((line) => ({ ...line, date: line.fact.date ?? '' }));
    const gold = goldOf(dossier, list, points);
    found.push({
      told: share(wanted, points),
      newest: share(wanted, newestOf(others, characters)),
      ...(gold === undefined ? {} : { gold }),
    });
  }
}
await pipeline.close();

const golds = found.flatMap(({ gold }) => (gold === undefined ? [] : [gold]));
const show = (values: readonly number[]): string => (mean(values) ?? 0).toFixed(3);
console.log(`${found.length} reasons`);
console.log(`lines of the hand that the points tell     ${show(found.map(({ told }) => told))}`);
console.log(`lines of the hand among as much that is new ${show(found.map(({ newest }) => newest))}`);
console.log(
  `${golds.length} of the gold's reasons, its passages: points ${show(golds.map(({ told }) => told))}, hand ${show(golds.map(({ hand }) => hand))}`,
);
