import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PASSWORD, signIn, startGuarded, type GuardedServer } from './access-support.js';
import { call, multipart } from './support.js';

const D = '/api/v1/dossiers/d1';
const SECRET = 'Consultation du 12/03/2025\n\nTraitement : bisoprolol 5 mg le matin.\nHypertension artérielle connue.\n';
const OPEN = 'Consultation du 14/04/2025\n\nTraitement : ramipril 5 mg le matin.\n';

let server: GuardedServer;
const headers: Record<string, Record<string, string>> = {};

async function deposit(who: string, documents: readonly object[], files: Readonly<Record<string, string>> = {}): Promise<void> {
  const form = multipart([
    ...Object.entries(files).map(([name, bytes]) => ({ name, bytes })),
    { name: 'metadata.json', bytes: JSON.stringify({ documents }) },
  ]);
  const answer = await call(server.app, 'POST', `${D}/documents`, { ...form, headers: { ...form.headers, ...headers[who] } });
  expect(answer.status).toBe(202);
  await server.app.inject({ url: `${D}/events`, headers: { host: '127.0.0.1', ...headers[who] } });
}

async function sees(who: string): Promise<string[]> {
  const { body } = await call<{ documents: { file: string }[] }>(server.app, 'GET', `${D}/documents`, { headers: headers[who]! });
  return body.documents.map(({ file }) => file).toSorted();
}

beforeAll(async () => {
  server = await startGuarded({ habilitation: { version: 'test', grants: { '10': 'every', '60': ['57833-6'] } } });
  const people = [
    ['attending', '10', '810000000001'],
    ['doctor', '10', '810000000002'],
    ['nurse', '60', '810000000003'],
  ] as const;
  for (const [login, profession, professionalId] of people) {
    await server.accounts.set({ login, name: login, profession, professionalId }, PASSWORD);
    headers[login] = (await signIn(server, login)).headers;
  }
  const masked = { file: 'note.txt', type: '11488-4', access: ['masked-from-professionals'] };
  await deposit('attending', [masked, { file: 'autre.txt', type: '11488-4' }], { 'note.txt': SECRET, 'autre.txt': OPEN });
  await server.pipeline.teams.set('d1', { id: '810000000001', standing: 'attending', by: 'test', at: '2026-11-16' });
});
afterAll(() => server.close());

describe('what is said of a document', () => {
  it('masks it from the moment that it comes', async () => {
    expect(await sees('attending')).toEqual(['autre.txt', 'note.txt']);
    expect(await sees('doctor')).toEqual(['autre.txt']);
    expect(await sees('nurse')).toEqual([]);
  });

  it.each([
    ['doctor', { access: [] }, ['autre.txt']],
    ['nurse', { access: [], type: '57833-6' }, []],
    ['nurse', { author: { name: 'nurse', identifier: '810000000003' } }, []],
  ])('opens it to nobody who does not see it: %s saying %j', async (who, claim, seen) => {
    const others = async (): Promise<string[]> => (await sees(who)).filter((file) => file !== 'note.txt');
    await deposit(who, [{ file: 'note.txt', ...claim }]);
    expect(await others()).toEqual(seen);
    // Under the same name one's own file is one's own to describe.
    await deposit(who, [{ file: 'note.txt', ...claim }], { 'note.txt': `Consultation du 16/04/2025\n\nAjout de ${who}.\n` });
    await deposit(who, [{ file: 'note.txt', ...claim }]);
    expect(await others()).toEqual(seen);
    const { text } = await call(server.app, 'GET', `${D}/synthesis?on=2026-11-16`, { headers: headers[who]! });
    expect(text).not.toMatch(/bisoprolol/i);
  });

  it('is for whoever sees it to change', async () => {
    await deposit('attending', [{ file: 'autre.txt', type: '57833-6' }]);
    expect(await sees('nurse')).toContain('autre.txt');
  });
});

describe('what is decided of a line', () => {
  it('is shown to those who may read what the line cites, and taken back by nobody else', async () => {
    interface Shown {
      readonly sections: readonly { readonly statements: readonly { id: string; text: string; validation?: object }[] }[];
    }
    const lines = async (who: string) => {
      const { body } = await call<Shown>(server.app, 'GET', `${D}/synthesis?on=2026-11-16`, { headers: headers[who]! });
      return body.sections.flatMap(({ statements }) => statements);
    };
    const line = (await lines('attending')).find(({ text }) => /bisoprolol/i.test(text))!;
    const url = `${D}/statements/${line.id}/validation`;
    const payload = { verdict: 'corrected', correction: 'Bisoprolol 10 mg', seen: line.text, on: '2026-11-16' };
    expect((await call(server.app, 'PUT', url, { payload, headers: headers['attending']! })).status).toBe(204);
    expect((await call(server.app, 'PUT', url, { payload, headers: headers['doctor']! })).status).toBe(404);
    expect(JSON.stringify(await lines('doctor'))).not.toMatch(/bisoprolol/i);
    const fhir = await call(server.app, 'GET', '/fhir/Patient/d1/$summary?on=2026-11-16', { headers: headers['doctor']! });
    expect([fhir.status, /bisoprolol/i.test(fhir.text)]).toEqual([200, false]);
    expect((await call(server.app, 'DELETE', url, { headers: headers['doctor']! })).status).toBe(204);
    expect((await lines('attending')).find(({ id }) => id === line.id)?.validation).toMatchObject({
      correction: 'Bisoprolol 10 mg',
      by: 'attending (810000000001)',
    });
  });
});
