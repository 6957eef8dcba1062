/**
 * Medications, allergies and quantities of marked-up sentences: what the facts of each sentence say of them.
 *
 * usage: tsx eval/measure-sentence-facts.ts FILE.jsonl [--misses]
 *
 * The gold is the `gold` of entities labelled `medication`, `allergy` and `quantity`. A drug is found when a medication fact bears
 * its name; a quantity when a fact has its number; an allergy when an allergy fact names it.
 */
import type { Document } from '../src/domain/document.js';
import type { Fact } from '../src/domain/fact.js';
import { extractFacts } from '../src/extract/understand.js';
import { normalised } from './fuzzy.js';
import { Offsets, readJsonl } from './tasks/jsonl.js';
import type { NeutralDocument, NeutralEntity } from './tasks/jsonl.js';
import { typedDocument } from './typed-document.js';

type Gold = Readonly<Record<string, string>>;

/** The events of `src/domain/fact.ts` that say the same as the gold's word. */
const EVENTS: Readonly<Record<string, readonly string[]>> = {
  current: ['prescribed', 'listed', 'discharge', 'continued', 'started', 'changed'],
  started: ['started', 'prescribed', 'listed', 'discharge'],
  changed: ['changed'],
  given: ['administered', 'prescribed', 'started', 'listed'],
  stopped: ['stopped', 'past', 'contraindicated'],
  refused: ['refused'],
  'not-taken': ['not-taken', 'refused'],
  planned: ['proposed'],
};

const asDocument = ({ id = 'sentence', text, referenceDate }: NeutralDocument): Document =>
  typedDocument({ id, title: 'Note', text, date: referenceDate });

const counts = new Map<string, [number, number]>();
const count = (key: string, hit: boolean): boolean => {
  const [right, all] = counts.get(key) ?? [0, 0];
  counts.set(key, [right + (hit ? 1 : 0), all + 1]);
  return hit;
};
const digits = (text: string): string => /\d+(?:[.,]\d+)?/.exec(text)?.[0].replace(',', '.') ?? '';
const unit = (text: string): string => normalised(text).replace(/[^a-z0-9%°/]/g, '');

const medication = (facts: readonly Fact[], name: string, gold: Gold): string[] => {
  const named = facts.filter(
    (fact) =>
      fact.kind === 'medication' &&
      [fact.label, fact.medication?.dci ?? '', fact.medication?.brand ?? ''].some(
        (text) => text !== '' && (normalised(text).includes(normalised(name)) || normalised(name).includes(normalised(text))),
      ),
  );
  const faults: string[] = [];
  if (!count('medication found', named.length > 0)) return ['not found'];
  const events = named.map((fact) => fact.medication?.event ?? '-');
  if (
    !count(
      'medication event',
      named.some((fact) => EVENTS[gold['status'] ?? '']?.includes(fact.medication?.event ?? '') === true),
    )
  )
    faults.push(`event ${events.join(',')} for ${gold['status'] ?? ''}`);
  if (gold['dose'] !== undefined) {
    const doses = named.map((fact) => `${fact.medication?.dose ?? ''} ${fact.medication?.strength ?? ''}`);
    if (
      !count(
        'medication dose',
        doses.some((dose) => dose.replace(/,/g, '.').includes(digits(gold['dose'] ?? ''))),
      )
    )
      faults.push(`dose ${doses.join(',')} for ${gold['dose']}`);
  }
  if (gold['reason'] !== undefined) {
    const reasons = named.map((fact) => fact.medication?.reason ?? '');
    const wanted = normalised(gold['reason']);
    if (
      !count(
        'medication reason',
        reasons.some((reason) => normalised(reason).includes(wanted)),
      )
    )
      faults.push(`reason ${reasons.join(',')} for ${gold['reason']}`);
  }
  return faults;
};

const allergy = (facts: readonly Fact[], gold: Gold): string[] => {
  const named = facts.filter((fact) => fact.kind === 'allergy' && normalised(fact.label).includes(normalised(gold['substance'] ?? '')));
  if (!count('allergy found', named.length > 0)) return ['not found'];
  const agrees = (fact: Fact): boolean => {
    const refuted =
      fact.allergy?.certainty === 'refuted' || fact.qualifiers.negated || fact.status === 'ruled-out' || fact.status === 'absent';
    if (gold['status'] === 'refuted') return refuted;
    if (refuted) return false;
    if (gold['status'] === 'intolerance') return fact.allergy?.intolerance === true;
    const suspected = fact.allergy?.certainty === 'suspected' || fact.qualifiers.hypothetical || fact.status === 'suspected';
    return gold['status'] === 'suspected' ? suspected : !suspected;
  };
  const faults: string[] = [];
  if (!count('allergy certainty', named.some(agrees)))
    faults.push(`certainty ${named.map((fact) => fact.allergy?.certainty ?? '-').join(',')} for ${gold['status'] ?? ''}`);
  if (gold['reaction'] !== undefined) {
    const reactions = named.map((fact) => fact.allergy?.reaction ?? '');
    const wanted = normalised(gold['reaction']);
    if (
      !count(
        'allergy reaction',
        reactions.some((reaction) => normalised(reaction).includes(wanted)),
      )
    )
      faults.push(`reaction ${reactions.join(',')} for ${gold['reaction']}`);
  }
  return faults;
};

const quantity = (facts: readonly Fact[], gold: Gold): string[] => {
  const wanted = gold['value'] ?? '';
  const same = facts.filter(({ value }) => {
    if (value === undefined) return false;
    // Pressures and the like are kept as written: "125/78".
    return wanted.includes('/') ? value.text.replace(/\s/g, '').includes(wanted) : value.number === Number(wanted);
  });
  if (!count('quantity found', same.length > 0)) return ['not found'];
  if (gold['unit'] === undefined) return [];
  const units = same.map(({ value }) => value?.unit ?? '');
  return count(
    'quantity unit',
    units.some((own) => unit(own) === unit(gold['unit'] ?? '')),
  )
    ? []
    : [`unit ${units.join(',')} for ${gold['unit']}`];
};

const [file = '', ...flags] = process.argv.slice(2);
for (const line of readJsonl(file)) {
  const marked = (line.entities ?? []).filter((entity) => entity['gold'] !== undefined);
  if (marked.length === 0) continue;
  const patient = { firstNames: [], ...(line.birthDate === undefined ? {} : { birthDate: line.birthDate }) };
  const facts = extractFacts(asDocument(line), { patient, entries: [] });
  const offsets = new Offsets(line.text);
  for (const entity of marked as (NeutralEntity & { gold: Gold })[]) {
    const range = offsets.units(entity);
    const name = line.text.slice(range.start, range.end);
    const faults =
      entity.label === 'medication'
        ? medication(facts, name, entity.gold)
        : entity.label === 'allergy'
          ? allergy(facts, entity.gold)
          : quantity(facts, entity.gold);
    if (flags.includes('--misses'))
      for (const fault of faults)
        console.log(`${line.id ?? ''} ${entity.label ?? ''} ⟦${name}⟧ ${fault} | ${line.text.replace(/\s+/g, ' ')}`);
  }
}
for (const [key, [right, all]] of [...counts].sort())
  console.log(`${key.padEnd(20)} ${String(right)}/${String(all)} = ${((100 * right) / all).toFixed(1)} %`);
