/**
 * Compares the CDA reader with the independent gold of published CI-SIS samples: `tsx eval/measure-cda.ts FOLDER [--misses]`.
 * FOLDER holds `gold.json` and `sources/`; without it, `../shared/data/cda` is tried, and its absence is said.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Fact } from '../src/domain/fact.js';
import { decodeText } from '../src/extract/coded/decode.js';
import { at, attribute, childrenNamed, elementsOf, parseXml } from '../src/extract/coded/xml.js';
import type { XmlElement } from '../src/extract/coded/xml.js';
import { readCoded } from '../src/extract/coded/read-coded.js';
import type { CodedReading } from '../src/extract/coded/coded-reading.js';

const Bound = z.tuple([z.string().nullable(), z.string().nullable()]).nullable();
const Lab = z.object({
  code: z.string().nullable(),
  time: z.string().nullable(),
  values: z.array(
    z.object({
      type: z.string(),
      value: z.string().nullable(),
      unit: z.string().nullable(),
      low: Bound,
      high: Bound,
      code: z.string().nullable(),
      display: z.string().nullable(),
    }),
  ),
  ref: z.object({ low: Bound, high: Bound }).nullable(),
  interp: z.array(z.string()),
  previous: z.array(z.object({ time: z.string().nullable(), value: z.string().nullable(), unit: z.string().nullable() })),
});
const GoldDocument = z.object({
  file: z.string(),
  id: z.tuple([z.string(), z.string().nullable()]),
  setId: z.array(z.string().nullable()),
  version: z.int(),
  type: z.object({ code: z.string() }),
  title: z.string(),
  effectiveTime: z.string(),
  relatedDocument: z.array(z.object({ type: z.string(), ids: z.array(z.array(z.string().nullable())) })),
  patient: z.object({
    ins: z.string(),
    insRoot: z.string(),
    familyBR: z.array(z.string()),
    familyCL: z.array(z.string()),
    givenBR: z.array(z.string()),
    givenAll: z.array(z.string()),
    birthDate: z.string(),
    sex: z.string(),
  }),
  authors: z.array(
    z.object({
      kind: z.string(),
      code: z.string().nullable(),
      family: z.string().nullable(),
      given: z.string().nullable(),
      device: z.string().nullable(),
      org: z.string().nullable(),
    }),
  ),
  serviceEventTimes: z.array(z.array(z.string().nullable())),
  attachments: z.array(z.object({ where: z.string(), sha256: z.string() })),
  counts: z.record(z.string(), z.int()),
  labs: z.array(Lab),
  drugs: z.array(z.string()),
  vaccines: z.array(z.string()),
  level: z.string(),
});
type GoldDocument = z.infer<typeof GoldDocument>;

export interface CdaMeasure {
  readonly documents: number;
  /** Documents on which every comparison of a kind holds, of those that have any. */
  readonly agree: Readonly<Record<string, readonly [number, number]>>;
  readonly misses: readonly string[];
}

const day = (stamp: string | null | undefined): string | undefined =>
  /^(\d{4})(\d{2})?(\d{2})?/
    .exec(stamp ?? '')
    ?.slice(1)
    .filter((part) => part !== undefined)
    .join('-');
const squeeze = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();
const origins = (reading: CodedReading, ...wanted: string[]): Fact[] => reading.entries.filter((fact) => wanted.includes(fact.origin));

/**
 * The gold counts every problem observation. Reactions stand inside the allergy or vaccination that caused them and an
 * absence may be told by its code alone: both are counted here on the XML, apart from the reader's own rules.
 */
function problemsOf(xml: XmlElement): { problems: number; negated: number } {
  let problems = 0;
  let negated = 0;
  const visit = (node: XmlElement, reaction: boolean): void => {
    const templates = childrenNamed(node, 'templateId').map((each) => attribute(each, 'root'));
    const allergy = templates.includes('1.3.6.1.4.1.19376.1.5.3.1.4.6');
    const cause = allergy || templates.includes('1.3.6.1.4.1.19376.1.5.3.1.4.12');
    if (node.name === 'observation' && templates.includes('1.3.6.1.4.1.19376.1.5.3.1.4.5') && !allergy && !reaction) {
      problems += 1;
      if (attribute(node, 'negationInd') === 'true' && attribute(at(node, 'value'), 'code')?.startsWith('no-') !== true) negated += 1;
    }
    for (const child of elementsOf(node)) visit(child, reaction || cause);
  };
  visit(xml, false);
  return { problems, negated };
}

export function measureCda(folder: string): CdaMeasure {
  const gold = z.object({ documents: z.array(GoldDocument) }).parse(JSON.parse(readFileSync(join(folder, 'gold.json'), 'utf8')));
  const agree: Record<string, [number, number]> = {};
  const misses: string[] = [];
  for (const document of gold.documents) {
    const bytes = readFileSync(join(folder, 'sources', document.file));
    const reading = readCoded({ mediaType: 'application/cda+xml', bytes, documentId: 'measured' });
    const check = (name: string, got: unknown, wanted: unknown): void => {
      const tally = (agree[name] ??= [0, 0]);
      tally[1] += 1;
      if (JSON.stringify(got) === JSON.stringify(wanted)) tally[0] += 1;
      else misses.push(`${document.file} ${name}: ${JSON.stringify(got)} where the gold has ${JSON.stringify(wanted)}`);
    };
    checkHeader(document, reading, check);
    checkLabs(document, reading, check);
    checkCounts(document, reading, check, problemsOf(parseXml(decodeText(bytes))));
    check('attachments', reading.attachments.map((each) => each.sha256).sort(), document.attachments.map((each) => each.sha256).sort());
    check(
      'body attachment',
      reading.attachments.filter((each) => each.kind === 'body').length,
      document.attachments.filter((each) => each.where === 'nonXMLBody').length,
    );
    check(
      'text or body',
      reading.pages.some((page) => page.text.length > 0) || reading.attachments.some((each) => each.kind === 'body'),
      true,
    );
    check(
      'quote equals slice',
      reading.entries.every((fact) =>
        fact.citations.every(({ span, quote }) => reading.pages[span.page - 1]?.text.slice(span.start, span.end) === quote),
      ),
      true,
    );
  }
  return { documents: gold.documents.length, agree, misses };
}

type Check = (name: string, got: unknown, wanted: unknown) => void;

function checkHeader(gold: GoldDocument, reading: CodedReading, check: Check): void {
  const { metadata, identity } = reading;
  const joined = (parts: readonly (string | null)[]): string => parts.filter((part) => part !== null && part !== '').join('^');
  check('header: INS', [identity.insMatricule, identity.insOid], [gold.patient.ins, gold.patient.insRoot]);
  check(
    'header: names',
    [identity.birthName, identity.usedName, identity.firstNames[0]],
    [gold.patient.familyBR[0], gold.patient.familyCL[0], gold.patient.givenBR[0]],
  );
  const all = squeeze(gold.patient.givenAll.join(' ')).split(' ');
  check(
    'header: all first names',
    all.every((name) => identity.firstNames.some((mine) => mine === name)),
    true,
  );
  check('header: birth and sex', [identity.birthDate, identity.sex], [day(gold.patient.birthDate), gold.patient.sex]);
  check('header: type', metadata.type?.value.code, gold.type.code);
  check('header: title', metadata.title?.value, squeeze(gold.title));
  check('header: written', metadata.writtenDate?.value, day(gold.effectiveTime));
  const event = gold.serviceEventTimes.find(([low, high]) => low !== null || high !== null);
  check('header: act', metadata.actDate?.value, day(event?.[0] ?? event?.[1]));
  check(
    'header: version',
    [metadata.version?.documentId, metadata.version?.setId, metadata.version?.number],
    [joined(gold.id), joined(gold.setId), gold.version],
  );
  check(
    'header: replaces',
    metadata.version?.replaces,
    gold.relatedDocument.filter((each) => each.type === 'RPLC').flatMap((each) => each.ids.map(joined)),
  );
  const names = gold.authors
    .map((author) =>
      author.kind === 'person' ? squeeze(`${author.given ?? ''} ${author.family ?? ''}`) : squeeze(author.device).replace(/^\. /, ''),
    )
    .sort();
  check('header: authors', [metadata.author?.value.name, ...(metadata.otherAuthors ?? []).map((author) => author.name)].sort(), names);
  const person = gold.authors.find((author) => author.kind === 'person') ?? gold.authors[0];
  if (person?.org !== null && person?.org !== undefined) check('header: organisation', metadata.organisation?.value, squeeze(person.org));
}

const number = (text: string | null | undefined): number | undefined => (text === null || text === undefined ? undefined : Number(text));

function checkLabs(gold: GoldDocument, reading: CodedReading, check: Check): void {
  const labs = origins(reading, 'cda:lab-result');
  check('labs: count', labs.length, gold.labs.length);
  const previous = origins(reading, 'cda:lab-previous');
  check(
    'labs: previous',
    previous.map((fact) => [fact.value?.number, fact.value?.ucum]),
    gold.labs.flatMap((lab) => lab.previous.map((each) => [number(each.value), each.unit ?? undefined])),
  );
  gold.labs.forEach((wanted, index) => {
    const fact = labs[index];
    check('labs: code', fact?.code?.code, wanted.code ?? undefined);
    if (wanted.time !== null) check('labs: time', fact?.date, day(wanted.time));
    const value = wanted.values[0];
    const bound = value?.low ?? value?.high;
    if (value?.value !== null && value !== undefined && ['PQ', 'REAL', 'INT'].includes(value.type))
      check('labs: quantity', [fact?.value?.number, fact?.value?.ucum], [number(value.value), value.unit ?? undefined]);
    if (bound !== null && bound !== undefined) {
      check(
        'labs: bound',
        [fact?.value?.number, fact?.value?.ucum, fact?.value?.comparator?.[0]],
        [number(bound[0]), bound[1] ?? undefined, value?.low === null ? '<' : '>'],
      );
    }
    if (value?.display !== null && value?.display !== undefined)
      check('labs: coded', fact?.value?.text.toLowerCase(), squeeze(value.display).toLowerCase());
    check('labs: has a value', (fact?.value?.text ?? '') !== '', true);
    if (wanted.ref !== null)
      check('labs: range', [fact?.value?.low, fact?.value?.high], [number(wanted.ref.low?.[0]), number(wanted.ref.high?.[0])]);
    check('labs: interpretation', fact?.value?.interpretation ?? '', wanted.interp.join(' '));
  });
}

function checkCounts(gold: GoldDocument, reading: CodedReading, check: Check, counted: { problems: number; negated: number }): void {
  const count = (name: string): number => gold.counts[name] ?? 0;
  const medications = origins(reading, 'cda:medication', 'cda:contrast-agent');
  // A dispensation's dosing is a treatment entry of its own in the gold; the reader joins it to the product handed over.
  const dosed = origins(reading, 'cda:dispensation').filter(
    (fact) => fact.medication?.dose !== undefined || fact.medication?.frequency !== undefined,
  );
  check('drugs: asserted', medications.length + dosed.length, count('medicationsAsserted') - count('medicationsNegated'));
  check('drugs: none known', origins(reading, 'cda:medication-absence').length, count('medicationsAbsentStatement'));
  check('drugs: dispensed', origins(reading, 'cda:dispensation').length, count('dispenseSupplies'));
  check(
    'drugs: names',
    gold.drugs
      .filter((name) => name !== '')
      .every((name) =>
        reading.entries.some((fact) => fact.label.includes(squeeze(name)) || fact.medication?.brand?.includes(squeeze(name)) === true),
      ),
    true,
  );
  const vaccines = origins(reading, 'cda:immunization');
  check('vaccines: asserted', vaccines.filter((fact) => !fact.qualifiers.negated).length, count('immunizationsAsserted'));
  check('vaccines: negated', vaccines.filter((fact) => fact.qualifiers.negated).length, count('immunizationsNegated'));
  check('vaccines: none known', origins(reading, 'cda:immunization-absence').length, count('immunizationsAbsentStatement'));
  check('vaccines: recommended', origins(reading, 'cda:immunization-recommended').length, count('immunizationsRecommended'));
  check(
    'vaccines: undated',
    vaccines.filter((fact) => !fact.qualifiers.negated && fact.date === undefined).length,
    count('immunizationsAssertedUndated'),
  );
  const allergies = origins(reading, 'cda:allergy', 'cda:allergy-absence');
  check('allergies', allergies.length, count('allergies'));
  check('allergies: none known', origins(reading, 'cda:allergy-absence').length, count('allergyAbsentStatement'));
  const problems = origins(reading, 'cda:problem', 'cda:problem-absence');
  check('problems', problems.length, counted.problems);
  check('problems: negated', origins(reading, 'cda:problem').filter((fact) => fact.qualifiers.negated).length, counted.negated);
  check('vital signs', origins(reading, 'cda:vital-sign').length, count('vitalSigns'));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder =
    process.argv.slice(2).find((each) => !each.startsWith('--')) ?? fileURLToPath(new URL('../../shared/data/cda', import.meta.url));
  if (!existsSync(join(folder, 'gold.json'))) {
    console.error(`measure-cda skipped: no gold.json in ${folder}`);
    process.exit(0);
  }
  const measure = measureCda(folder);
  if (process.argv.includes('--misses')) for (const miss of measure.misses) console.error(miss);
  console.log(
    JSON.stringify(
      {
        documents: measure.documents,
        ...Object.fromEntries(Object.entries(measure.agree).map(([name, [hit, all]]) => [name, `${hit}/${all}`])),
      },
      null,
      1,
    ),
  );
}
