import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readText } from '../extract/coded/support.js';
import { call, demoFiles, deposit, startServer, type TestServer } from './support.js';

const D = '/api/v1/dossiers/d1';
const ON = 'on=2026-11-16';
const signer = {
  family: 'ESSAI',
  given: 'Camille',
  rpps: '801234567897',
  specialty: 'G15_10/SM26',
  organisation: { name: 'Cabinet d’essai', identifier: '1750803447', setting: 'AMBULATOIRE', facility: 'SA07' },
};

interface DraftAnswer {
  readonly fields: readonly {
    readonly id: string;
    readonly value?: unknown;
    readonly citations: readonly {
      readonly documentId: string;
      readonly page: number;
      readonly start: number;
      readonly end: number;
      readonly quote: string;
    }[];
  }[];
}

let server: TestServer;
const get = <T = Record<string, unknown>>(url: string) => call<T>(server.app, 'GET', url);
const complete = (kind: string, body: object = {}) =>
  call(server.app, 'POST', `${D}/drafts/${kind}`, { payload: { on: '2026-11-16', validated: true, signer, ...body } });

beforeAll(async () => {
  server = await startServer();
  await deposit(server.app, 'd1', [
    ...demoFiles('doc-001.pdf', 'doc-007.xml', 'doc-011.txt', 'doc-013.txt', 'metadata.json'),
    { name: 'vaccins.txt', bytes: 'Carnet de vaccination\n\nVaxigrip Tetra le 12/10/2025, lot V1234.\nRevaxis le 03/05/2019.\n' },
  ]);
});
afterAll(() => server.close());

describe('the synthesis as a VSM', () => {
  it('is a draft until somebody signs it', async () => {
    const draft = await get(`${D}/vsm?${ON}`);
    expect([draft.status, draft.headers['content-type'], draft.headers['content-disposition']]).toEqual([
      200,
      'application/xml; charset=utf-8',
      'attachment; filename="vsm.xml"',
    ]);
    expect(draft.text).toContain('à valider');
    const signed = await complete('vsm');
    expect([signed.status, signed.text.includes('à valider'), signed.text.includes('legalAuthenticator')]).toEqual([200, false, true]);
    const reading = readText(signed.text, 'application/cda+xml');
    const { sections } = (
      await get<{ sections: readonly { code: string; statements: readonly { fact: { label: string; status: string } }[] }[] }>(
        `${D}/synthesis?${ON}`,
      )
    ).body;
    const current = sections
      .find(({ code }) => code === '10160-0')!
      .statements.filter(({ fact }) => fact.status !== 'stopped' && fact.status !== 'absent');
    expect(reading.entries.filter(({ section }) => section === '10160-0').map(({ label }) => label)).toEqual(
      current.map(({ fact }) => fact.label),
    );
    expect(reading.entries.length).toBeGreaterThan(10);
  });
});

describe('a document to deposit', () => {
  it('is filled from the dossier, each value with the passage that says it', async () => {
    const { body } = await get<DraftAnswer>(`${D}/drafts/vaccination-record?${ON}`);
    expect(body.fields.length).toBeGreaterThan(0);
    for (const { citations } of body.fields) {
      const { documentId, page, start, end, quote } = citations[0]!;
      const source = (await get<{ text: string }>(`${D}/documents/${documentId}/pages/${page}`)).body;
      expect(source.text.slice(start, end)).toBe(quote);
    }
  });

  it('is completed by a person and comes out as a CDA that reads back', async () => {
    const note = await complete('vaccination-note', { vaccine: 'Vaxigrip Tetra', values: { lot: 'V9' } });
    expect(note.status).toBe(200);
    const [dose] = readText(note.text, 'application/cda+xml').entries;
    expect(dose).toMatchObject({
      kind: 'immunization',
      date: '2026-11-16',
      immunization: { lot: 'V9', doseRank: expect.any(Number) as number },
    });
    // Ready to deposit: here too.
    await deposit(server.app, 'd1', [{ name: 'note.xml', bytes: note.text }]);
    const { facts } = (await get<{ facts: readonly { origin: string }[] }>(`${D}/facts?kind=immunization&limit=500`)).body;
    expect(facts.some(({ origin }) => origin === 'cda:immunization')).toBe(true);
  });

  it.each([
    ['nobody validates', { validated: false }],
    ['nobody signs', { signer: undefined }],
    ['the specialty is none', { signer: { ...signer, specialty: 'G99' } }],
    ['a required field is empty', {}],
    ['a field is unknown', { values: { lot: 'V9', colour: 'bleu' } }],
    ['a value is of another type', { values: { lot: 'V9', rank: 'deux' } }],
  ])('is refused where %s', async (_what, body) => {
    const answer = await complete('vaccination-note', { vaccine: 'Vaxigrip Tetra', ...body });
    expect([answer.status, answer.body['code']]).toEqual([400, 'FRS-IN-011']);
    expect(answer.text).not.toMatch(/bleu|deux|V9/);
  });

  it('of an unknown kind or dossier is not there', async () => {
    expect((await get(`${D}/drafts/poem`)).status).toBe(400);
    expect((await get('/api/v1/dossiers/nobody/drafts/vsm')).status).toBe(404);
    expect((await get('/api/v1/dossiers/nobody/vsm')).status).toBe(404);
  });

  it('says when the age does not fit', async () => {
    const { body } = await get<{ warnings: readonly string[] }>(`${D}/drafts/child-9-months?${ON}`);
    expect(body.warnings).toHaveLength(1);
  });
});
