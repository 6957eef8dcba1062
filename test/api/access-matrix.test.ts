import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Needs } from '../../src/api/access/needs.js';
import type { DossierState } from '../../src/pipeline/dossier-state.js';
import { PASSWORD, signIn, startGuarded, type GuardedServer } from './access-support.js';
import { AUTHOR, PATIENT, plantCorpus, type Planted } from './matrix-corpus.js';
import { call, multipart, type Answered } from './support.js';

/** Written here a second time, apart from the product's own rules: what each role may see of each document. */
const GRANTS: Readonly<Record<string, 'every' | readonly string[]>> = { '10': 'every', '21': ['57833-6'], '60': ['57833-6', '11502-2'] };
const has = (document: Planted, state: Planted['states'][number]): boolean => document.states.includes(state);
const current = (document: Planted): boolean => !has(document, 'archived') && !has(document, 'deprecated');
const granted = (code: string, { type }: Planted): boolean =>
  GRANTS[code] === 'every' || (type !== undefined && GRANTS[code]!.includes(type));
const open = (document: Planted): boolean => current(document) && !has(document, 'masked');

interface RoleRow {
  readonly sees: (document: Planted) => boolean;
  /** False: lists and no content. */
  readonly reads?: boolean;
  readonly decides?: boolean;
  /** The dossier is none of theirs. */
  readonly outside?: boolean;
}

const ROLES: Readonly<Record<string, RoleRow>> = {
  doctor: { sees: open, decides: true },
  attending: { sees: current, decides: true },
  author: { sees: (document) => open(document) || (current(document) && document.author === AUTHOR), decides: true },
  glass: { sees: open, decides: true },
  pharmacist: { sees: (document) => open(document) && granted('21', document), decides: true },
  nurse: { sees: (document) => open(document) && granted('60', document), decides: true },
  unknown: { sees: () => false, decides: true },
  physiotherapist: { sees: () => false, decides: true },
  key: { sees: (document) => open(document) && granted('60', document) && !has(document, 'quarantined') },
  secretary: { sees: (document) => open(document) && !has(document, 'quarantined'), reads: false },
  patient: { sees: (document) => current(document) && !has(document, 'invisible') && !has(document, 'quarantined') },
  representative: {
    sees: (document) =>
      current(document) && !has(document, 'invisible') && !has(document, 'no-representative') && !has(document, 'quarantined'),
  },
  outsider: { sees: () => false, decides: true, outside: true },
  auditor: { sees: () => false, reads: false },
  administrator: { sees: () => false, reads: false },
  nobody: { sees: () => false, reads: false },
};

const NONE = '0123456789abcdef';
const { files, planted } = plantCorpus();

interface Asked {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly payload?: unknown;
  readonly headers?: Record<string, string>;
  /** The document that it is about: what is hidden is to answer as what does not exist. */
  readonly document?: string;
  /** Done only by whoever may not: it would change the dossier. */
  readonly changes?: boolean;
}

/** The requests of an operation, for a dossier and a document of it. `id` stands for each document where the route names one. */
type Row = (dossier: string, id: string) => readonly Asked[];
const get = (url: string): Asked => ({ method: 'GET', url });
const on = 'on=2026-11-16';
const words = ['zorglub', 'Ferritine', 'zorglub1x', 'zorglub2x', 'zorglub14x', 'zorglub17x', 'ramipril'];
const put = (url: string, payload: unknown): Asked => ({ method: 'PUT', url, payload });

const ROWS: Readonly<Record<string, Row>> = {
  health: () => [get('/health')],
  ready: () => [get('/ready')],
  metrics: () => [get('/metrics')],
  getSession: () => [get('/session')],
  signIn: () => [],
  signOut: () => [],
  beginOidc: () => [],
  finishOidc: () => [],
  createLaunch: (dossier) => [{ method: 'POST', url: '/session/launch', payload: { dossier } }],
  openLaunch: () => [],
  listDossiers: () => [get('/dossiers')],
  getDossier: (dossier) => [get(`/dossiers/${dossier}`)],
  listDocuments: (dossier) => [
    get(`/dossiers/${dossier}/documents`),
    ...['read', 'quarantined', 'failed', 'duplicate'].map((status) => get(`/dossiers/${dossier}/documents?status=${status}`)),
  ],
  getJob: (dossier) => [get(`/dossiers/${dossier}/job`)],
  watchDossier: (dossier) => [get(`/dossiers/${dossier}/events`)],
  deposit: (dossier) => [
    { method: 'POST', url: `/dossiers/${dossier}/documents`, ...multipart([{ name: 'x.txt', bytes: 'x' }]), changes: true },
  ],
  depositBatch: (dossier) => [
    {
      method: 'POST',
      url: `/dossiers/${dossier}/documents/batch`,
      payload: { documents: [{ file: 'x.txt', content: 'eHg=' }] },
      changes: true,
    },
  ],
  eraseDossier: (dossier) => [{ method: 'DELETE', url: `/dossiers/${dossier}`, changes: true }],
  getPage: (dossier, id) => [{ ...get(`/dossiers/${dossier}/documents/${id}/pages/1`), document: id }],
  getPageImage: (dossier, id) => [{ ...get(`/dossiers/${dossier}/documents/${id}/pages/1/image?width=100`), document: id }],
  getContent: (dossier, id) => [{ ...get(`/dossiers/${dossier}/documents/${id}/content`), document: id }],
  getSynthesis: (dossier) => [
    get(`/dossiers/${dossier}/synthesis?${on}`),
    get(`/dossiers/${dossier}/synthesis?${on}&reason=douleur&since=2024-03-15`),
  ],
  printSynthesis: (dossier) => [get(`/dossiers/${dossier}/print?${on}`)],
  getTimeline: (dossier) => [get(`/dossiers/${dossier}/timeline?${on}`)],
  getViews: (dossier) => [get(`/dossiers/${dossier}/views?${on}`)],
  getVsm: (dossier) => [get(`/dossiers/${dossier}/vsm?${on}`)],
  getDraft: (dossier) =>
    ['vsm', 'vaccination-note', 'vaccination-record'].map((kind) => get(`/dossiers/${dossier}/drafts/${kind}?${on}&vaccine=grippe`)),
  completeDraft: (dossier) => [{ method: 'POST', url: `/dossiers/${dossier}/drafts/vsm`, payload: {} }],
  listFacts: (dossier, id) => [get(`/dossiers/${dossier}/facts?limit=500`), get(`/dossiers/${dossier}/facts?document=${id}`)],
  listSeries: (dossier) => [get(`/dossiers/${dossier}/series?${on}`)],
  listPrevention: (dossier) => [get(`/dossiers/${dossier}/prevention?${on}`)],
  rankDocuments: (dossier) => [get(`/dossiers/${dossier}/relevance?${on}&reason=ferritine`)],
  search: (dossier) => words.map((word) => get(`/dossiers/${dossier}/search?q=${word}&limit=50`)),
  ask: (dossier) =>
    ['Quel traitement ?', 'Quelle ferritine ?'].map((q) => get(`/dossiers/${dossier}/ask?${on}&q=${encodeURIComponent(q)}`)),
  decideIdentity: (dossier, id) => [
    { ...put(`/dossiers/${dossier}/documents/${id}/identity`, { verdict: 'rejected' }), document: id, changes: true },
  ],
  validateStatement: (dossier) =>
    statementIds.map((id) => put(`/dossiers/${dossier}/statements/${id}/validation`, { verdict: 'accepted', seen: 'x' })),
  withdrawValidation: (dossier) =>
    statementIds.map((id) => ({ method: 'DELETE', url: `/dossiers/${dossier}/statements/${id}/validation`, changes: true })),
  getTeam: (dossier) => [get(`/dossiers/${dossier}/team`)],
  setTeamMember: (dossier) => [{ ...put(`/dossiers/${dossier}/team/x`, { standing: 'member' }), changes: true }],
  removeTeamMember: (dossier) => [{ method: 'DELETE', url: `/dossiers/${dossier}/team/nobody`, changes: true }],
  breakGlass: (dossier) => [
    { method: 'POST', url: `/dossiers/${dossier}/emergency`, payload: { reason: 'patient inconscient' }, changes: true },
  ],
  breakGlassOfPatient: () => [
    { method: 'POST', url: '/emergency', payload: { ins: '1 23 45 67 890 123 45', reason: 'patient inconscient' }, changes: true },
  ],
  listAudit: () => [get('/audit?limit=500')],
  fhirMetadata: () => [get('/metadata')],
  fhirPatient: (dossier) => [get(`/Patient/${dossier}`)],
  fhirPatients: () => [get('/Patient?identifier=urn:oid:1.2.250.1.213.1.4.8%7C255046217409832')],
  fhirSummary: (dossier) => [get(`/Patient/${dossier}/$summary?${on}`)],
  fhirDocumentReference: (dossier, id) => [{ ...get(`/DocumentReference/${dossier}.${id}`), document: id }],
  fhirDocuments: (dossier) => [get(`/DocumentReference?patient=${dossier}`)],
  fhirObservation: (dossier, id) => [{ ...get(`/Observation/${dossier}.${id}`), document: id }],
  fhirBinary: (dossier, id) => [
    { ...get(`/Binary/${dossier}.${id}`), document: id },
    { ...get(`/Binary/${dossier}.${id}`), document: id, headers: { accept: 'application/fhir+json' } },
  ],
  fhirCreateDocumentReference: () => [{ method: 'POST', url: '/DocumentReference', payload: {}, changes: true }],
  fhirCreateObservation: () => [{ method: 'POST', url: '/Observation', payload: {}, changes: true }],
  fhirTransaction: () => [{ method: 'POST', url: '/', payload: {}, changes: true }],
};

let server: GuardedServer;
let state: DossierState;
let statementIds: string[] = [];
const headersOf = new Map<string, Record<string, string>>();
/** By the document that a mark is planted in: its id here. */
const idOf = new Map<string, string>();

beforeAll(async () => {
  server = await startGuarded({
    careTeam: 'dossier',
    habilitation: { version: 'test', grants: { ...GRANTS, '21': ['57833-6'], '60': ['57833-6', '11502-2'] } as never },
  });
  const { pipeline, accounts, apiKeys, app } = server;
  await pipeline.deposit(
    'd1',
    files.map(({ name, bytes }) => ({ fileName: name, bytes: Buffer.from(bytes) })),
    { patient: PATIENT, documents: [] },
  );
  state = await pipeline.process('d1');
  for (const { name } of planted) {
    const carrier = [...state.documents.values()].find(({ fileName }) => fileName === name)!;
    idOf.set(name, [...state.documents.values()].find(({ parentId }) => parentId === carrier.id)?.id ?? carrier.id);
  }
  const { sections } = await pipeline.synthesise(state, { referenceDate: '2026-11-16' });
  statementIds = sections.flatMap(({ statements }) => statements.map(({ id }) => id));

  const clinicians: readonly [string, string | undefined, string][] = [
    ['doctor', '10', '810000000001'],
    ['attending', '10', '810000000002'],
    ['author', '10', AUTHOR],
    ['glass', '10', '810000000004'],
    ['pharmacist', '21', '810000000005'],
    ['nurse', '60', '810000000006'],
    ['unknown', undefined, '810000000007'],
    ['physiotherapist', '70', '810000000008'],
    ['outsider', '10', '810000000009'],
  ];
  for (const [login, profession, professionalId] of clinicians) {
    await accounts.set({ login, name: login, professionalId, ...(profession === undefined ? {} : { profession }) }, PASSWORD);
    const standing = login === 'attending' ? 'attending' : 'member';
    if (login !== 'outsider' && login !== 'glass')
      await pipeline.teams.set('d1', { id: professionalId, standing, by: 'test', at: '2026-11-16' });
  }
  await accounts.set({ login: 'secretary', name: 's', role: 'secretary', delegateOf: 'doctor' }, PASSWORD);
  await accounts.set({ login: 'patient', name: 'p', role: 'patient', dossier: 'd1' }, PASSWORD);
  await accounts.set({ login: 'representative', name: 'r', role: 'representative', dossier: 'd1' }, PASSWORD);
  await accounts.set({ login: 'auditor', name: 'a', role: 'auditor' }, PASSWORD);
  await accounts.set({ login: 'administrator', name: 'b', role: 'administrator' }, PASSWORD);
  for (const role of Object.keys(ROLES)) if (role !== 'key' && role !== 'nobody') headersOf.set(role, (await signIn(server, role)).headers);
  const { key } = await apiKeys.issue({ label: 'x', scopes: ['read'], actsFor: [{ id: '810000000006', profession: '60' }], days: 9 });
  headersOf.set('key', { authorization: `Bearer ${key}` });
  headersOf.set('nobody', {});
  const glass = { payload: { reason: 'patient inconscient' }, headers: headersOf.get('glass')! };
  expect((await call(app, 'POST', '/api/v1/dossiers/d1/emergency', glass)).status).toBe(200);
});
afterAll(() => server.close());

interface Operation {
  readonly id: string;
  readonly prefix: string;
  readonly needs: Needs;
}

function operations(): Operation[] {
  const all = server.app.routeTable.filter(
    ({ method, needs, url }) => method !== 'HEAD' && (needs !== 'nobody' || /^\/(api|fhir)/.test(url)),
  );
  const named = all.flatMap(({ url, operationId, needs }): Operation[] =>
    operationId === undefined ? [] : [{ id: operationId, prefix: /^(\/api\/v1|\/api|\/fhir)/.exec(url)![1]!, needs }],
  );
  return [...new Map(named.map((operation) => [`${operation.prefix} ${operation.id}`, operation])).values()];
}

const ask = ({ prefix }: Operation, { method, url, payload, headers }: Asked, role: string): Promise<Answered> =>
  call(server.app, method, `${prefix}${url}`, {
    ...(payload === undefined ? {} : { payload }),
    headers: { ...headersOf.get(role), ...headers },
  });

/** What tells one answer from another, but for its own identifier. */
const shape = ({ status, text }: Answered): string => `${status} ${text.replace(/"requestId":"[^"]*"/, '')}`;
/** The question comes back with the answer, and a request's identifier is drawn at random. */
const withoutEcho = (text: string): string => text.replace(/"(query|requestId)":"[^"]*"/g, '');
/** The audit names documents by their identifier, and holds no word of them. */
const leaks = (text: string, hidden: readonly Planted[], byId: boolean): string[] =>
  hidden.flatMap(({ name, marks }) => (marks.some((mark) => mark.test(text)) || (byId && text.includes(idOf.get(name)!)) ? [name] : []));

describe.each(Object.keys(ROLES))('%s', (role) => {
  const { sees, reads = true, decides = false, outside = false } = ROLES[role]!;
  const mayCall = (needs: Needs): boolean | undefined => {
    if (typeof needs === 'string') return true;
    if (role === 'nobody') return false;
    if (role === 'auditor') return needs.includes('audit');
    if (role === 'administrator') return ['team', 'erase', 'audit', 'monitor'].some((each) => needs.includes(each as never));
    if (needs.includes('list')) return true;
    if (needs.includes('deposit')) return role !== 'key' && role !== 'patient' && role !== 'representative';
    if (needs.includes('read')) return reads;
    return (needs.includes('decide') || needs.includes('team') || needs.includes('break-glass')) && decides;
  };

  it('sees by every route what it may, and not a word, count or trace of the rest', { timeout: 300_000 }, async () => {
    const hidden = planted.filter((document) => !sees(document));
    const failures: string[] = [];
    /** What does not exist answers the same each time: it is asked once. */
    const absent = new Map<string, Promise<string>>();
    const ofNothing = (operation: Operation, asked: Asked): Promise<string> => {
      const key = `${operation.prefix} ${asked.method} ${asked.url} ${asked.headers?.['accept'] ?? ''}`;
      const known = absent.get(key) ?? ask(operation, asked, role).then(shape);
      absent.set(key, known);
      return known;
    };
    const fault = (operation: Operation, asked: Asked, what: string): unknown =>
      failures.push(`${operation.prefix} ${operation.id} ${asked.method} ${asked.url}: ${what}`);
    for (const operation of operations()) {
      const row = ROWS[operation.id];
      if (row === undefined) {
        failures.push(`${operation.id}: say in this table how it is called`);
        continue;
      }
      const byDocument = row('d1', NONE).some(({ document }) => document !== undefined) || operation.id === 'listFacts';
      // The same handlers answer under /api: one document is enough to see that they are guarded there too.
      const every = planted.map(({ name }) => idOf.get(name)!);
      const ids = !byDocument ? [NONE] : operation.prefix === '/api' ? [idOf.get('cda-1.xml')!] : every;
      for (const id of ids) {
        const visible = planted.some(({ name }) => idOf.get(name) === id && !hidden.some((each) => each.name === name));
        for (const [i, asked] of row('d1', id).entries()) {
          if (mayCall(operation.needs) === false) {
            const refused = await ask(operation, asked, role);
            const expected = role === 'nobody' ? 401 : 403;
            if (refused.status !== expected) fault(operation, asked, `${refused.status} instead of ${expected}`);
            if (shape(refused) !== shape(await ask(operation, row('d404', NONE)[i]!, role)))
              fault(operation, asked, 'tells a dossier from none');
            continue;
          }
          if (asked.changes === true && (visible || asked.document === undefined)) continue;
          const answer = await ask(operation, asked, role);
          const told = leaks(withoutEcho(answer.text), hidden, operation.id !== 'listAudit');
          if (told.length > 0) fault(operation, asked, `tells ${told.join(', ')}`);
          if (answer.status >= 500) fault(operation, asked, `${answer.status}`);
          if (asked.document !== undefined && !visible && shape(answer) !== (await ofNothing(operation, row('d1', NONE)[i]!)))
            fault(operation, asked, `a hidden document is told from none: ${shape(answer).slice(0, 120)}`);
          if (outside && operation.needs !== 'anybody' && asked.url.includes('d1')) {
            if (shape(answer) !== (await ofNothing(operation, row('d404', NONE)[i]!)))
              fault(operation, asked, 'a dossier of others is told from none');
          }
        }
      }
    }
    expect(failures).toEqual([]);
  });

  it.runIf(reads && role !== 'nobody' && !outside)('is shown all that it may see, and counts of nothing else', async () => {
    const seen = planted.filter(sees);
    const headers = headersOf.get(role)!;
    const fetch = async <T>(path: string): Promise<T> =>
      (await call<T>(server.app, 'GET', `/api/v1/dossiers/d1/${path}`, { headers })).body;
    const { total, documents } = await fetch<{ total: number; documents: { id: string; status: string }[] }>('documents');
    const ids = new Set(documents.map(({ id }) => id));
    expect(planted.filter(({ name }) => ids.has(idOf.get(name)!)).map(({ name }) => name)).toEqual(seen.map(({ name }) => name));
    expect(total).toBe(documents.length);
    // An archive is listed with what it holds, or not at all.
    const envelopes = [...state.documents.values()].filter(({ mediaType }) => mediaType === 'application/xdm+zip');
    for (const { id, fileName } of envelopes) expect([fileName, ids.has(id)]).toEqual([fileName, ids.has(idOf.get(fileName)!)]);

    const speaking = new Set(documents.filter(({ status }) => status === 'read').map(({ id }) => id));
    const facts = await fetch<{ total: number }>('facts');
    expect(facts.total).toBe([...state.facts].filter(([id]) => speaking.has(id)).flatMap(([, each]) => each).length);
    const { timeline } = await fetch<{ timeline: unknown[] }>('timeline?on=2026-11-16');
    const { series } = await fetch<{ series: { points: unknown[] }[] }>('series?on=2026-11-16');
    expect(series.flatMap(({ points }) => points)).toHaveLength(speaking.size);
    expect(timeline.length > 0).toBe(speaking.size > 0);
    const print = (await call(server.app, 'GET', '/api/v1/dossiers/d1/synthesis?on=2026-11-16', { headers })).text;
    for (const { name, marks } of seen.filter(({ name }) => speaking.has(idOf.get(name)!)))
      expect([name, marks.some((mark) => mark.test(print))]).toEqual([name, true]);
  });
});

describe('documents out of the current list', () => {
  it.each(['archived', 'deprecated'] as const)('are shown to whoever asks for those that are %s, and the others are not', async (state) => {
    const headers = { ...headersOf.get('doctor'), 'frise-also-show': state };
    const { body } = await call<{ documents: { id: string }[] }>(server.app, 'GET', '/api/v1/dossiers/d1/documents', { headers });
    const ids = body.documents.map(({ id }) => id);
    expect(['archived', 'deprecated'].filter((each) => ids.includes(idOf.get(`${each}.zip`)!))).toEqual([state]);
  });
});

describe('what does not exist', () => {
  // Asked anew where it differs: a real difference comes back, a machine that had something else to do does not.
  /** Median milliseconds of each, asked in turns so that what slows one slows the others. */
  async function medians(urls: readonly string[], role: string): Promise<number[]> {
    const times = urls.map((): number[] => []);
    for (let turn = 0; turn < 60; turn += 1)
      for (const [i, url] of urls.entries()) {
        const start = performance.now();
        await call(server.app, 'GET', url, { headers: headersOf.get(role)! });
        if (turn >= 10) times[i]!.push(performance.now() - start);
      }
    return times.map((each) => each.toSorted((a, b) => a - b)[each.length >> 1]!);
  }

  it.each([
    ['a hidden page', 'nurse', (id: string) => `/api/v1/dossiers/d1/documents/${id}/pages/1`],
    ['a hidden original', 'nurse', (id: string) => `/api/v1/dossiers/d1/documents/${id}/content`],
    ['a hidden Binary', 'nurse', (id: string) => `/fhir/Binary/d1.${id}`],
  ])('takes as long to refuse as %s', { retry: 3 }, async (_name, role, url) => {
    const hidden = idOf.get('cda-1.xml')!;
    const [there, nowhere] = await medians([url(hidden), url(NONE)], role);
    expect(Math.abs(there! - nowhere!)).toBeLessThan(2 + 0.5 * nowhere!);
  });

  it('takes as long to refuse as a dossier of others', { retry: 3 }, async () => {
    const [there, nowhere] = await medians(['/api/v1/dossiers/d1', '/api/v1/dossiers/d404'], 'outsider');
    expect(Math.abs(there! - nowhere!)).toBeLessThan(2 + 0.5 * nowhere!);
  });
});
