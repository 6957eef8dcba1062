import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { LanguageModel } from '../../../src/summarise/prose/language-model.js';
import { OpenAiLanguageModel } from '../../../src/summarise/prose/openai-language-model.js';
import { TransformersLanguageModel, type GenerateThread } from '../../../src/summarise/prose/transformers-language-model.js';
import type { GenerateResponse } from '../../../src/summarise/prose/transformers-generate-worker.js';
import { writeProse } from '../../../src/summarise/prose/write-prose.js';
import { ATTACKS, dossier, type SeenFact } from './adversary.js';

const synthesis = dossier.summarise({ reason: 'fatigue' });
const templates = synthesis.points.map(({ text }) => text);
const faithful = (facts: readonly SeenFact[]): object => ({ sentences: facts.map(({ id, line }) => ({ text: line, ids: [id] })) });
const prose = (model: LanguageModel, time = 5_000) => writeProse(synthesis, dossier.page, model, { time, size: 16_384 });

describe('a server that speaks OpenAI’s chat completions', () => {
  type Answer = (facts: readonly SeenFact[], response: ServerResponse, body: Record<string, unknown>, request: IncomingMessage) => void;
  let server: Server;
  let answer: Answer;
  let url: string;
  const completion = (response: ServerResponse, content: unknown): void => {
    response.setHeader('content-type', 'application/json').end(
      JSON.stringify({
        choices: [{ message: { role: 'assistant', content: typeof content === 'string' ? content : JSON.stringify(content) } }],
      }),
    );
  };
  const model = (): OpenAiLanguageModel =>
    OpenAiLanguageModel.create(
      { url: `${url}/v1`, model: 'petit', key: 'clé-secrète'.normalize('NFD').replace(/\p{M}/gu, '') },
      (host) => host === '127.0.0.1',
    );

  beforeAll(async () => {
    server = createServer((request, response) => {
      let text = '';
      request.on('data', (chunk: Buffer) => (text += chunk.toString()));
      request.on('end', () => {
        const body = JSON.parse(text) as { messages: { content: string }[] };
        const { lignes } = JSON.parse(body.messages[1]?.content ?? '{}') as { lignes: SeenFact[] };
        answer(lignes, response, body, request);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => server.closeAllConnections());
  afterAll(() => server.close());

  it('is asked for a form, without heat, and its faithful sentences come out', async () => {
    let asked: Record<string, unknown> = {};
    let key: string | undefined;
    answer = (facts, response, body, request) => {
      asked = body;
      key = request.headers.authorization;
      completion(response, faithful(facts));
    };
    const { sentences, fallbacks, model: reference } = await prose(model());
    expect(fallbacks).toEqual({});
    expect(sentences.every(({ by }) => by === 'model')).toBe(true);
    expect(reference.id).toBe('petit@serveur');
    expect(asked).toMatchObject({
      model: 'petit',
      temperature: 0,
      stream: false,
      response_format: { type: 'json_schema', json_schema: { strict: true } },
    });
    expect(key).toMatch(/^Bearer /);
  });

  it.each(Object.entries(ATTACKS))('lets no sentence out over HTTP when it %s', async (_name, attack) => {
    answer = (facts, response) => completion(response, { sentences: attack(facts) });
    const { sentences, fallbacks } = await prose(model());
    expect(sentences.map(({ text }) => text)).toEqual(templates);
    expect(sentences.every(({ by }) => by === 'template')).toBe(true);
    expect(Object.keys(fallbacks).length).toBeGreaterThan(0);
  });

  it.each<readonly [string, Answer, string]>([
    ['hangs', () => undefined, 'timed-out'],
    [
      'drips for ever',
      (_facts, response) => {
        const drip = setInterval(() => response.write(' '), 20);
        response.on('close', () => clearInterval(drip));
      },
      'timed-out',
    ],
    [
      'floods',
      (_facts, response) => {
        response.end('x'.repeat(1_000_000));
      },
      'unavailable',
    ],
    [
      'streams garbage',
      (_facts, response) => {
        response.write('data: {"choices"');
        response.end('\u0000\u0001]]');
      },
      'unavailable',
    ],
    [
      'hangs up',
      (_facts, response) => {
        response.destroy();
      },
      'unavailable',
    ],
    [
      'refuses',
      (_facts, response) => {
        response.writeHead(500).end();
      },
      'unavailable',
    ],
    [
      'sends elsewhere',
      (_facts, response) => {
        response.writeHead(302, { location: 'http://192.0.2.1/' }).end();
      },
      'unavailable',
    ],
    [
      'writes something else',
      (_facts, response) => {
        completion(response, 'Bonjour.');
      },
      'unreadable',
    ],
  ])('gives way when it %s', async (_name, how, reason) => {
    answer = how;
    const { sentences, fallbacks } = await prose(model(), 300);
    expect(sentences.map(({ text }) => text)).toEqual(templates);
    expect(fallbacks).toEqual({ [reason]: 1 });
  });

  it.each(['http://192.0.2.1:8000/v1', 'https://api.example.org/v1', 'file:///etc/passwd', 'http://user:pass@127.0.0.1/v1', 'nothing'])(
    'is never asked at %s',
    (address) => {
      expect(() => OpenAiLanguageModel.create({ url: address, model: 'petit' }, (host) => host === '127.0.0.1')).toThrow('refusée');
    },
  );
});

describe('a model on this machine', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'frise-model-'));
    mkdirSync(join(folder, 'petit', 'onnx'), { recursive: true });
    writeFileSync(join(folder, 'petit', 'config.json'), '{}');
    writeFileSync(join(folder, 'petit', 'onnx', 'model_q4.onnx'), 'poids');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** A thread whose session is a function. */
  const thread = (session: (facts: readonly SeenFact[]) => string | Error | undefined, ended: string[] = []): GenerateThread => {
    let listener: ((response: GenerateResponse) => void) | undefined;
    return {
      on: (event: string, given: (response: GenerateResponse) => void) => void (event === 'message' && (listener = given)),
      terminate: async () => void ended.push('ended'),
      postMessage: ({ messages }) => {
        const { lignes } = JSON.parse(messages[1]?.content ?? '{}') as { lignes: SeenFact[] };
        const said = session(lignes);
        if (said === undefined) return;
        queueMicrotask(() => listener?.(said instanceof Error ? { error: said.name } : { text: said }));
      },
    };
  };
  const open = (start: () => GenerateThread): Promise<TransformersLanguageModel> =>
    TransformersLanguageModel.create({ folder: join(folder, 'petit'), start });

  it('answers through its thread, and is named by its files', async () => {
    const model = await open(() => thread((facts) => JSON.stringify(faithful(facts))));
    const { sentences } = await prose(model);
    expect(sentences.every(({ by }) => by === 'model')).toBe(true);
    expect(model.modelId).toMatch(/^petit@[0-9a-f]{12}$/);
    writeFileSync(join(folder, 'petit', 'config.json'), '{"changed":1}');
    expect((await open(() => thread(() => ''))).sha256).not.toBe(model.sha256);
  });

  it('gives way when its session fails, and ends the thread that hangs', async () => {
    const ended: string[] = [];
    const starts = [
      thread(() => new Error('no memory')),
      thread(() => undefined, ended),
      thread((facts) => JSON.stringify(faithful(facts))),
    ];
    const failing = await open(() => starts[0]!);
    expect((await prose(failing)).fallbacks).toEqual({ unavailable: 1 });
    let started = 0;
    const hanging = await open(() => starts[1 + started++]!);
    expect((await prose(hanging, 50)).fallbacks).toEqual({ 'timed-out': 1 });
    expect(ended).toEqual(['ended']);
    expect((await prose(hanging)).fallbacks).toEqual({});
  });

  it('says which file is missing', async () => {
    await expect(TransformersLanguageModel.create({ folder: join(folder, 'absent') })).rejects.toThrow('Modèle absent');
  });

  const real = process.env['FRISE_TEST_LANGUAGE_MODEL'];
  if (real === undefined) console.warn('SKIPPED: no text-generation model here (FRISE_TEST_LANGUAGE_MODEL): only a faked session was run.');
  it.skipIf(real === undefined)('a real one tells every line, itself or by the templates', { timeout: 300_000 }, async () => {
    const model = await TransformersLanguageModel.create({ folder: real! });
    const { sentences } = await prose(model, 240_000);
    await model.close();
    expect(sentences.flatMap(({ statementIds }) => statementIds)).toEqual(synthesis.highlights);
  });
});
