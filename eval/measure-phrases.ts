/**
 * What the synthesis of one short paper says, against what a careful reader would retain of it.
 *
 * usage: tsx eval/measure-phrases.ts FILE.jsonl [--misses] [--false] [--model]
 *
 * A line is `{ id, patient: { birthDate, sex }, title, type, date, text, expect, never }`. An expectation is `{ in, words, date?, value?,
 * unit?, dose?, state? }`: a line of that place holds every item of `words` (alternatives apart by `|`, without accents) and says the
 * rest. `never` has the same form: what would be a fault if it stood there as affirmed. No line is written of a case without
 * `--misses` or `--false`, so that a sealed file can be measured unread. With `--model`, the model that reads contexts has its say, as
 * in the product: it was trained on these books, so their figures with it are no measure of unseen wordings.
 */
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../src/config.js';
import { reconsidered } from '../src/extract/assertion/reconsidered-facts.js';
import { OnnxAssertion } from '../src/extract/assertion/onnx-assertion.js';
import { extractFacts } from '../src/extract/understand.js';
import { synthesisCore } from '../src/summarise/summarise.js';
import { normalised } from './fuzzy.js';
import type { Expected, Phrase } from './phrases.js';
import { PLACE_KINDS, readPhrases } from './phrases.js';
import { typedDocument, typedSummary, typeOf } from './typed-document.js';

/** A line of the synthesis, whatever its part, as the measure reads it. */
interface Line {
  readonly place: 'current' | 'stopped' | 'timeline' | 'series' | 'section';
  readonly text: string;
  readonly kind?: string;
  readonly date?: string | undefined;
  readonly value?: string | number;
  readonly unit?: string;
  readonly state: 'affirmed' | 'negated' | 'suspected' | 'family';
}

const [file = '', ...flags] = process.argv.slice(2);
const model = flags.includes('--model') ? await OnnxAssertion.create({ modelsDirectory: join(PACKAGE_ROOT, 'models') }) : undefined;

const REFERENCE = '2026-11-16';
/** A plan is what is still to come for who reads the paper, not for who reads the record years later: it is looked for on the next day. */
const nextDay = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

async function linesOf(one: Phrase, referenceDate: string): Promise<readonly Line[]> {
  const patient = { firstNames: [], birthDate: one.patient.birthDate, sex: one.patient.sex };
  const document = typedDocument({ id: one.id, title: one.title, text: one.text, date: one.date }, typeOf(one.type));
  const read = extractFacts(document, { patient, entries: [] });
  const { sections, parts } = synthesisCore({
    patient,
    documents: [typedSummary(document)],
    facts: model === undefined ? read : await reconsidered(document, read, model),
    referenceDate,
    pages: (_, page) => document.pages[page - 1],
  });
  const treatment = (place: 'current' | 'stopped') =>
    place === 'current'
      ? parts.treatments.current.map(({ label, brand, dose, note, since }) => ({ texts: [label, brand, dose, note], date: since }))
      : parts.treatments.stopped.map(({ label, brand, date, reason }) => ({ texts: [label, brand, reason], date }));
  return [
    ...(['current', 'stopped'] as const).flatMap((place) =>
      treatment(place).map(({ texts, date }): Line => ({ place, text: texts.join(' '), date, state: 'affirmed' })),
    ),
    ...parts.timeline.map(({ label, date }): Line => ({ place: 'timeline', text: label, date, state: 'affirmed' })),
    ...parts.series.flatMap(({ analyte, unit, points }) =>
      points.map(({ value, date }): Line => ({
        place: 'series',
        // "Antigène HBs négatif" is told by its two columns.
        text: `${analyte} ${value}`,
        value,
        unit,
        date,
        state: 'affirmed',
      })),
    ),
    ...sections.flatMap(({ statements }) =>
      statements.map(({ text, fact }): Line => {
        const { negated, hypothetical, family } = fact.qualifiers;
        // A device that was taken out is told as out: it is not affirmed as worn.
        const out = fact.kind === 'device' && fact.status === 'stopped';
        const state = ['absent', 'ruled-out'].includes(fact.status) || negated || out ? 'negated' : undefined;
        return {
          place: 'section',
          text,
          kind: fact.kind,
          date: fact.date,
          ...(fact.value === undefined ? {} : { value: fact.value }),
          ...(fact.unit === undefined ? {} : { unit: fact.unit }),
          state:
            family || fact.kind === 'family-history'
              ? 'family'
              : (state ?? (hypothetical || fact.status === 'suspected' ? 'suspected' : 'affirmed')),
        };
      }),
    ),
  ];
}

/** Writers of expectations spell without ligatures. */
const folded = (text: string): string => ` ${normalised(text).replace(/œ/g, 'oe').replace(/æ/g, 'ae')} `;
/** What an entry of the timeline tells as planned did not happen that day. */
const PLANNED = /prevu\b ?:[^,]*/g;
const names = (line: Line, words: readonly string[]): boolean => {
  const text = line.place === 'timeline' ? folded(line.text).replace(PLANNED, ' ') : folded(line.text);
  return words.every((item) => item.split('|').some((word) => text.includes(normalised(word))));
};
/** "3 412" is one number. */
const ungrouped = (text: string): string =>
  text.replace(/(?<![\d,.])(\d{1,3})((?:[ \u00a0\u202f]\d{3})+)(?!\d)/g, (whole) => whole.replace(/\s/g, ''));
const numberOf = (text: string | number): string =>
  /-?\d+(?:[.,]\d+)?/.exec(ungrouped(String(text)))?.[0].replace(',', '.') ?? normalised(String(text));
const numbersIn = (text: string): readonly string[] =>
  [...ungrouped(text).matchAll(/\d+(?:[.,]\d+)?/g)].map(([number]) => String(Number(number.replace(',', '.'))));
const sameNumber = (a: string | number, b: string | number): boolean =>
  numberOf(a) === numberOf(b) || (numberOf(a) !== '' && Number(numberOf(a)) === Number(numberOf(b)));
/** No date asked, or one at least as precise as asked. */
const dated = (line: Line, date: string | undefined): boolean => date === undefined || line.date?.startsWith(date) === true;
const unitOf = (text: string): string => normalised(text).replace(/[^a-z0-9%°]/g, '');

const TAKEN_OUT = /\b(?:retir|retrait|ablation|depose|enlev|explant)/;
function inPlace(line: Line, { in: place }: Expected): boolean {
  switch (place) {
    case 'current':
    case 'stopped':
    case 'timeline':
      return line.place === place;
    case 'value':
      return line.place === 'series' || line.place === 'section';
    case 'line':
      return line.place !== 'timeline';
    case 'device':
      // "Stérilet retiré", among the acts, affirms none.
      return line.place === 'section' && (line.kind === 'device' || (line.kind === 'procedure' && !TAKEN_OUT.test(folded(line.text))));
    default:
      return line.place === 'section' && (PLACE_KINDS[place] as readonly string[]).includes(line.kind ?? '');
  }
}

const STATES = {
  negated:
    /\b(?:pas|non|absences?|aucune?s?|negati\w*|absente?s?|ecartee?s?|exclue?s?|neg|sans|jamais|indemne|libre|normale?s?|nulle?|zero|refut\w+|infirm\w+)\b/,
  suspected: /\b(?:suspect\w*|suspicion|possible|probable|evoqu\w+|hypothese|a confirmer|douteu\w+|incertain\w*)\b|\?/,
};

function inState(line: Line, { in: place, state }: Expected): boolean {
  const text = folded(line.text);
  // A plan is a hypothesis and a refusal a negation, in what they are.
  if (state === undefined) return ['line', 'family', 'plan', 'directive'].includes(place) || line.state === 'affirmed';
  if (state === 'family') return line.state === 'family';
  if (state === 'suspected') return line.state === 'suspected' || STATES.suspected.test(text);
  return line.state === 'negated' || STATES.negated.test(text);
}

/** What a line tells without the days that it gives. */
const undated = (text: string): string =>
  text.replace(/\b\d{1,2}\/\d{1,2}\/\d{4}\b|\b(?:en|depuis|de|le)\s(?:\d{1,2}\s)?(?:\p{L}{3,9}\s)?(?:19|20)\d\d\b/gu, ' ');

const EARLIER = /\([^()]*\d[^()]* (?:en|le) [^()]*\d{4}\)/;

function says(line: Line, expected: Expected): boolean {
  const { words, value, unit, dose, date } = expected;
  if (!inPlace(line, expected) || !inState(line, expected) || !names(line, words)) return false;
  if (dose !== undefined && !numbersIn(dose).every((number) => numbersIn(line.text).includes(number))) return false;
  if (value !== undefined) {
    const told = line.value !== undefined && sameNumber(line.value, value);
    // "Créatinine 112 µmol/L (98 en juin 2025), le 13/10/2025" says 112 of that day, and 98 of another.
    if (!told && date !== undefined && line.value !== undefined && EARLIER.test(line.text)) return false;
    const text = undated(line.text);
    const written = normalised(String(value));
    // "7" is not in "7,6", and "8" not in "le 28/08/2026".
    const spelt = !/^[\d.,\s]+$/.test(written) && folded(text).includes(written);
    if (!told && !spelt && !numbersIn(text).includes(String(Number(numberOf(value))))) return false;
    if (unit !== undefined && !unitOf(`${line.unit ?? ''} ${line.text}`).includes(unitOf(unit))) return false;
  }
  return dated(line, date);
}

const phrases = readPhrases(file);

const counts = new Map<string, { found: number; expected: number; wrong: number; nevers: number }>();
const countOf = (place: string) => {
  const count = counts.get(place) ?? { found: 0, expected: 0, wrong: 0, nevers: 0 };
  counts.set(place, count);
  return count;
};
let whole = 0;
for (const one of phrases) {
  const today = await linesOf(one, REFERENCE);
  const then = [...one.expect, ...one.never].some((expected) => expected.in === 'plan') ? await linesOf(one, nextDay(one.date)) : [];
  const linesFor = (expected: Expected): readonly Line[] => (expected.in === 'plan' ? then : today);
  const missed = one.expect.filter((expected) => {
    const found = linesFor(expected).some((line) => says(line, expected));
    const count = countOf(expected.in);
    count.expected += 1;
    if (found) count.found += 1;
    return !found;
  });
  const wrong = one.never.filter((never) => {
    // "PCR CMV : négative" is an observation that affirms no CMV.
    const told = linesFor(never).some(
      (line) =>
        line.state === 'affirmed' &&
        says(line, never) &&
        !(line.kind === 'observation' && never.in === 'problem' && (line.value !== undefined || STATES.negated.test(folded(line.text)))),
    );
    const count = countOf(never.in);
    count.nevers += 1;
    if (told) count.wrong += 1;
    return told;
  });
  if (missed.length === 0 && wrong.length === 0) whole += 1;
  const shown = [
    ...(flags.includes('--misses') ? missed.map((it) => `  missed ${JSON.stringify(it)}`) : []),
    ...(flags.includes('--false') ? wrong.map((it) => `  FALSE ${JSON.stringify(it)}`) : []),
  ];
  if (shown.length === 0) continue;
  console.log(
    `--- ${one.id} [${one.title}, ${one.type}, ${one.date}, born ${one.patient.birthDate} ${one.patient.sex}]\n    ${one.text.replace(/\n/g, '\n    ')}`,
  );
  for (const line of shown) console.log(line);
  for (const { place, text, kind, date, value, unit, state } of [...today, ...then.filter((line) => line.kind === 'plan')])
    console.log(
      `  > ${place}${kind === undefined ? '' : ` ${kind}`} ${state} ${date ?? '-'} ${text}${value === undefined ? '' : ` = ${value}${unit ?? ''}`}`,
    );
}

const share = (part: number, all: number): string => (all === 0 ? '-' : `${part}/${all} = ${((100 * part) / all).toFixed(1)} %`);
const total = { found: 0, expected: 0, wrong: 0, nevers: 0 };
console.log(`${'place'.padEnd(12)} ${'found'.padEnd(20)} told though never`);
for (const [place, one] of [...counts].toSorted()) {
  console.log(`${place.padEnd(12)} ${share(one.found, one.expected).padEnd(20)} ${share(one.wrong, one.nevers)}`);
  for (const key of ['found', 'expected', 'wrong', 'nevers'] as const) total[key] += one[key];
}
console.log(`${'all'.padEnd(12)} ${share(total.found, total.expected).padEnd(20)} ${share(total.wrong, total.nevers)}`);
console.log(`papers without fault: ${share(whole, phrases.length)}`);
await model?.close();
