import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, deposit, startServer, type TestServer } from './support.js';

const LETTER = `Clinique des Érables - Service de pneumologie
Compte rendu de consultation du 12/03/2024
Mme Jeanne MARTIN, née le 02/01/1950

Antécédents : asthme ancien.

Conclusion : asthme stable sous salbutamol.
Dr Paul DURAND, pneumologue
`;
const RESULTS = `Laboratoire Bel-Air
Résultats d'analyses du 04/05/2025
Mme Jeanne MARTIN, née le 02/01/1950

BIOCHIMIE
Potassium   5,9 H  mmol/L   (3,5 - 5,1)
Sodium      139    mmol/L   (136 - 145)
Commentaire : asthme signalé par la patiente.
`;

interface Found {
  readonly results: readonly {
    readonly file: string;
    readonly reasons: readonly string[];
    readonly passages: readonly {
      readonly text: string;
      readonly section: string;
      readonly highlights: readonly { readonly start: number; readonly end: number }[];
    }[];
  }[];
}

describe('a search through the API', () => {
  let server: TestServer;
  const search = async (query: string): Promise<Found['results']> => {
    const answer = await call<Found>(server.app, 'GET', `/api/v1/dossiers/s1/search?q=asthme+potassium&${query}`);
    expect([query, answer.status]).toEqual([query, 200]);
    return answer.body.results;
  };
  const files = async (query: string): Promise<string[]> => (await search(query)).map(({ file }) => file).sort();
  beforeAll(async () => {
    server = await startServer();
    await deposit(server.app, 's1', [
      { name: 'lettre.txt', bytes: LETTER },
      { name: 'bilan.txt', bytes: RESULTS },
    ]);
  });
  afterAll(() => server.close());

  it('groups passages by document, says why, and marks the words', async () => {
    const results = await search('');
    expect(results.map(({ file }) => file).sort()).toEqual(['bilan.txt', 'lettre.txt']);
    for (const { reasons, passages } of results) {
      expect(reasons.some((reason) => reason.startsWith('mots : '))).toBe(true);
      expect(reasons.some((reason) => reason.startsWith('date : '))).toBe(true);
      const marked = passages.flatMap(({ text, highlights }) => highlights.map(({ start, end }) => text.slice(start, end).toLowerCase()));
      expect(marked.some((word) => /asthme|potassium/.test(word))).toBe(true);
    }
  });

  it.each([
    ['from=2025', ['bilan.txt']],
    ['to=2024-12-31', ['lettre.txt']],
    ['type=11502-2', ['bilan.txt']],
    ['specialty=pneumo', ['lettre.txt']],
    ['organisation=erables', ['lettre.txt']],
    ['source=plain', ['bilan.txt', 'lettre.txt']],
    ['source=ocr', []],
    ['section=history', ['lettre.txt']],
    ['kind=medication', ['lettre.txt']],
    ['abnormal=true', ['bilan.txt']],
    ['kind=medication&from=2025', []],
  ])('is narrowed by %s', async (query, expected) => {
    expect(await files(query)).toEqual(expected);
  });

  it('refuses a filter that does not exist', async () => {
    for (const query of ['kind=douleur', 'source=fax', 'from=hier'])
      expect((await call(server.app, 'GET', `/api/v1/dossiers/s1/search?q=a&${query}`)).status).toBe(400);
  });
});
