import fhirKit from 'fhir-kit-client';
import type { Bundle, CapabilityStatement, Composition, DocumentReference, OperationOutcome } from 'fhir/r4.js';
import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoFiles, deposit, ROOT, startServer, type TestServer } from './support.js';

/** Its types tell of a namespace what is a class. */
const FhirClient = fhirKit as unknown as typeof fhirKit.default;

let server: TestServer;
let url: string;

beforeAll(async () => {
  server = await startServer();
  await deposit(server.app, 'd1', demoFiles('doc-001.pdf', 'doc-007.xml', 'doc-011.txt', 'doc-013.txt', 'metadata.json'));
  await server.app.listen({ host: '127.0.0.1', port: 0 });
  url = `http://127.0.0.1:${(server.app.server.address() as { port: number }).port}`;
});
afterAll(() => server.close());

describe('a FHIR client that knows nothing of us (fhir-kit-client)', () => {
  it('reads the capabilities, fetches a summary, and the documents that it refers to', async () => {
    const client = new FhirClient({ baseUrl: `${url}/fhir` });
    const { fhirVersion } = (await client.capabilityStatement()) as unknown as CapabilityStatement;
    expect(fhirVersion).toBe('4.0.1');
    const summary = (await client.operation({ resourceType: 'Patient', id: 'd1', name: 'summary', method: 'GET' })) as unknown as Bundle;
    const composition = summary.entry?.[0]?.resource as Composition;
    expect([summary.type, composition.type.coding?.[0]?.code, composition.section!.length > 10]).toEqual(['document', '60591-5', true]);
    const found = (await client.search({
      resourceType: 'DocumentReference',
      searchParams: { patient: 'd1', _count: 2 },
    })) as unknown as Bundle;
    expect([found.total, found.entry?.length]).toEqual([4, 2]);
    const next = (await client.nextPage({ bundle: found as never })) as unknown as Bundle;
    for (const { resource } of [...found.entry!, ...next.entry!]) {
      const reference = resource as DocumentReference;
      const read = await client.read({ resourceType: 'DocumentReference', id: reference.id! });
      expect(read).toEqual(reference);
      const bytes = await fetch(reference.content[0]!.attachment.url!);
      expect([bytes.status, bytes.headers.get('content-type')?.split(';')[0]]).toEqual([200, reference.content[0]!.attachment.contentType]);
      expect((await bytes.arrayBuffer()).byteLength).toBeGreaterThan(100);
    }
  });

  it('sends a document and is told of its failures as FHIR tells them', async () => {
    const client = new FhirClient({ baseUrl: `${url}/fhir` });
    const body = {
      resourceType: 'DocumentReference',
      status: 'current',
      subject: { reference: 'Patient/d2' },
      content: [{ attachment: { contentType: 'text/plain', data: Buffer.from('Consultation. Asthme.').toString('base64') } }],
    };
    const sent = (await client.create({ resourceType: 'DocumentReference', body: body as never })) as unknown as OperationOutcome;
    expect(sent.issue[0]?.severity).toBe('information');
    const failure = await client
      .read({ resourceType: 'Patient', id: 'nobody' })
      .catch((error: { response: { data: OperationOutcome } }) => error);
    expect((failure as { response: { data: OperationOutcome } }).response.data.issue[0]?.code).toBe('not-found');
  });
});

describe('the walk-through of practice software', () => {
  it('pushes twenty documents and shows a sourced synthesis', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'frise-practice-'));
    const texts = join(ROOT, 'eval', 'corpus', 'v01', 'texts');
    for (const name of readdirSync(texts).slice(0, 20)) copyFileSync(join(texts, name), join(folder, name));
    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', join(ROOT, 'examples', 'practice-software.ts'), folder, 'practice', 'fatigue'],
      { cwd: ROOT, env: { ...process.env, FRISE_URL: url } },
    );
    rmSync(folder, { recursive: true });
    expect(stderr).toContain('20 documents déposés');
    expect(stdout).toMatch(/Points à retenir\n- .+ \(.+\.txt, p\. \d+\)/);
    expect(stdout).toContain(`Page : ${url}/?dossier=practice&reason=fatigue`);
  }, 300_000);
});
