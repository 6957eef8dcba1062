/**
 * Multiplies a written dossier over the years, for speed and scale: `npx tsx eval/generate/multiply-dossier.ts DOSSIER OUT COUNT`.
 * OUT gets COUNT text files and their metadata.json: one patient, the same letters again and again, earlier and earlier, with other values.
 * What comes out measures time and memory; it has no gold and means nothing clinically.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { loadDossier, type CorpusDossier } from '../gold.js';
import { seeded } from '../seeded.js';

const MONTHS = ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'];
const NUMERIC = /\b(\d{2})([/.-])(\d{2})\2(\d{4})\b/g;
const ISO = /\b(\d{4})-(\d{2})-(\d{2})\b/g;
const WRITTEN = new RegExp(`\\b(\\d{1,2}|1er) (${MONTHS.join('|')}) (\\d{4})\\b`, 'gi');
/** A measured value: a decimal on a line that bears a laboratory unit, and not a dose. */
const MEASURED = /\d+,\d+(?!\s*(?:mg|g|µg|microgrammes|UI|mL)\b)/g;
const UNIT = /(?:\/L|\/dL|\/mL|mmol|%)/;

const DAY = 86_400_000;
const moved = (year: number, month: number, day: number, days: number): Date => new Date(Date.UTC(year, month - 1, day) + days * DAY);
const two = (number: number): string => String(number).padStart(2, '0');

/** Every whole date of a text, `days` later; the patient's birth date stays. */
export function shiftDates(text: string, days: number, birthDate: string): string {
  const shifted = (year: number, month: number, day: number): Date | undefined =>
    `${year}-${two(month)}-${two(day)}` === birthDate || month < 1 || month > 12 ? undefined : moved(year, month, day, days);
  return text
    .replace(NUMERIC, (whole, day: string, mark: string, month: string, year: string) => {
      const date = shifted(Number(year), Number(month), Number(day));
      return date === undefined ? whole : [two(date.getUTCDate()), two(date.getUTCMonth() + 1), date.getUTCFullYear()].join(mark);
    })
    .replace(ISO, (whole, year: string, month: string, day: string) => {
      const date = shifted(Number(year), Number(month), Number(day));
      return date === undefined ? whole : date.toISOString().slice(0, 10);
    })
    .replace(WRITTEN, (whole, day: string, month: string, year: string) => {
      const date = shifted(Number(year), MONTHS.indexOf(month.toLowerCase()) + 1, Number.parseInt(day, 10));
      return date === undefined ? whole : `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
    });
}

/** Measured values within a tenth of what they were, as many decimals as before. */
export function varyValues(text: string, random: () => number): string {
  return text
    .split('\n')
    .map((line) =>
      UNIT.test(line)
        ? line.replace(MEASURED, (value) => {
            const decimals = value.split(',')[1]?.length ?? 0;
            return (Number(value.replace(',', '.')) * (0.9 + 0.2 * random())).toFixed(decimals).replace('.', ',');
          })
        : line,
    )
    .join('\n');
}

export interface MultipliedFile {
  readonly name: string;
  readonly text: string;
  readonly title: string;
  readonly date: string;
  readonly author: string;
}

/** Days between one copy of the dossier and the one before: 2,000 documents of a dossier of 20 span eleven years. */
const STEP_DAYS = 41;

/** `count` documents: the dossier's own first, then its copies, each `STEP_DAYS` earlier than the last. Others' documents and duplicates are left out. */
export function multiplyDossier({ listing, gold, texts }: CorpusDossier, count: number): MultipliedFile[] {
  const left = new Set([...gold.misfiled, ...gold.duplicates.flatMap((group) => group.slice(1))]);
  const own = listing.documents.filter(({ id, date }) => !left.has(id) && date.length === 10);
  return Array.from({ length: count }, (_, index) => {
    const copy = Math.floor(index / own.length);
    const document = own[index % own.length]!;
    const days = -copy * STEP_DAYS;
    const text = shiftDates(texts.get(document.id) ?? '', days, listing.patient.birthDate);
    return {
      name: `${two(copy)}-${document.id}.txt`,
      text: copy === 0 ? text : varyValues(text, seeded(index)),
      title: document.title,
      date: shiftDates(document.date, days, ''),
      author: document.author.name,
    };
  });
}

/** Writes them as a deposit. */
export function writeMultiplied(dossier: CorpusDossier, folder: string, count: number): void {
  mkdirSync(folder, { recursive: true });
  const files = multiplyDossier(dossier, count);
  for (const { name, text } of files) writeFileSync(join(folder, name), text);
  const documents = files.map(({ name, title, date, author }) => ({ file: name, title, date, author: { name: author } }));
  writeFileSync(join(folder, 'metadata.json'), JSON.stringify({ patient: dossier.listing.patient, documents }, null, 1));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [folder, out, count] = process.argv.slice(2);
  if (folder === undefined || out === undefined || !(Number(count) > 0))
    throw new RangeError('usage: multiply-dossier.ts DOSSIER OUT COUNT');
  writeMultiplied(loadDossier(folder), out, Number(count));
}
