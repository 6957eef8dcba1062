import { readFileSync } from 'node:fs';
import { fold } from '../../text.js';
import type { Fact } from '../../../domain/fact.js';
import { keptWith, sameItems } from '../../kept-with.js';
import { byTopic } from '../../per-document.js';
import type { DrugHistory } from '../../treatments/drug-history.js';

interface DrugSet {
  readonly names: readonly string[];
  readonly atc: readonly string[];
}

interface DrugClasses {
  readonly classes: readonly DrugSet[];
  readonly associations: readonly { readonly id: string; readonly left: DrugSet; readonly right: DrugSet; readonly source: string }[];
  readonly renalLimits: readonly (DrugSet & { readonly below: number; readonly source: string })[];
}

let cache: DrugClasses | undefined;

/** Drug classes by their usual names, associations and kidney limits: data, with their source. */
export function drugClasses(): DrugClasses {
  cache ??= JSON.parse(readFileSync(new URL('../../vocabulary/drug-classes.json', import.meta.url), 'utf8')) as DrugClasses;
  return cache;
}

/** Whether a drug is one of a set, by ATC prefix or by a substance's name. */
export function isOneOf(history: Pick<DrugHistory, 'key' | 'atc'>, set: DrugSet): boolean {
  const { atc } = history;
  if (atc !== undefined && set.atc.some((prefix) => atc.startsWith(prefix))) return true;
  return history.key.split('+').some((substance) => set.names.includes(substance));
}

interface ReadLabel {
  readonly words: string;
  readonly classes: readonly DrugSet[];
}

const MOST_LABELS = 5_000;
const labels = new Map<string, ReadLabel>();

/** A label's words and the classes that it names, read once: few labels, asked against every drug. */
function readLabel(label: string): ReadLabel {
  const known = labels.get(label);
  if (known !== undefined) return known;
  const words = ` ${fold(label).replace(/[^a-z0-9]+/g, ' ')} `;
  const named = drugClasses().classes.flatMap((one) =>
    one.names.filter((name) => words.includes(` ${name} `)).map((name) => ({ one, name })),
  );
  // "Anticoagulant direct" names the direct ones, not every anticoagulant.
  const whole = named.filter(
    ({ name }) => !named.some((other) => other.name.length > name.length && ` ${other.name} `.includes(` ${name} `)),
  );
  const read = { words, classes: [...new Set(whole.map(({ one }) => one))] };
  if (labels.size >= MOST_LABELS) labels.clear();
  labels.set(label, read);
  return read;
}

/** Whether a label ("pénicilline", "AINS contre-indiqués", "codéine") speaks of this drug, by substance, brand or class. */
export function labelNames(label: string, history: Pick<DrugHistory, 'key' | 'atc' | 'brand'>): boolean {
  const { words, classes } = readLabel(label);
  if (history.key.split('+').some((substance) => substance.length > 3 && words.includes(` ${substance} `))) return true;
  if (history.brand !== undefined && words.includes(` ${fold(history.brand)} `)) return true;
  return classes.some((one) => isOneOf(history, one));
}

const coded = byTopic(({ medication }: Fact) =>
  medication?.atc === undefined || medication.dci === undefined ? undefined : fold(medication.dci),
);
const codes = keptWith<readonly string[], ReadonlyMap<string, string>>(sameItems);

/** Substances that the record names as drugs, with their ATC code; the very same where another paper names no other. */
export function atcOfDrugs(facts: readonly Fact[]): ReadonlyMap<string, string> {
  const named = [...coded(facts)].map(([substance, own]) => [substance, own.at(-1)?.medication?.atc ?? ''] as const);
  return codes(coded(facts).get(named[0]?.[0] ?? '')?.[0], named.flat(), () => new Map(named));
}

/** ATC codes of the substances that a label names, by the record that knows them: few labels, compared two by two. */
const substances = new WeakMap<ReadonlyMap<string, string>, Map<string, readonly string[]>>();
function codesIn(label: string, atcOf: ReadonlyMap<string, string>): readonly string[] {
  const known = substances.get(atcOf) ?? new Map<string, readonly string[]>();
  substances.set(atcOf, known);
  const read = known.get(label);
  if (read !== undefined) return read;
  const { words } = readLabel(label);
  const codes = [...atcOf].flatMap(([substance, atc]) => (words.includes(` ${substance} `) ? [atc] : []));
  known.set(label, codes);
  return codes;
}

/** Whether two labels speak of one class: "pénicilline" and "amoxicilline". `atcOf` knows the substances of the record. */
export function sameClass(a: string, b: string, atcOf: ReadonlyMap<string, string>): boolean {
  const inClass = (named: string, other: string): boolean =>
    codesIn(other, atcOf).some((atc) => readLabel(named).classes.some((one) => one.atc.some((prefix) => atc.startsWith(prefix))));
  return inClass(a, b) || inClass(b, a);
}
