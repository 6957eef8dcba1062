import { createHash } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../../errors.js';
import { ProseDraft, promptOf, type LanguageModel, type ProseRequest } from './language-model.js';

export interface OpenAiServer {
  /** Up to and without "/chat/completions": "http://127.0.0.1:8000/v1". */
  readonly url: string;
  readonly model: string;
  readonly key?: string | undefined;
}

const Completion = z.object({ choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1) });

/** Bytes of an answer: a few sentences and the envelope around them. */
const LARGEST_ANSWER = 64 * 1024;
const MOST_TOKENS = 1024;

/**
 * A server of the premises that speaks OpenAI's chat completions (vLLM, llama.cpp, Ollama). Its address must be one that `mayConnect` lets
 * through: this machine, or an address on the site's list; redirections are refused, so that no other is ever asked. The answer's form is
 * constrained by a JSON schema, its size and (through `signal`) its time are limited.
 */
export class OpenAiLanguageModel implements LanguageModel {
  readonly modelId: string;
  /** A server shows no files: the print of what it was asked for, so that a change of model is seen. */
  readonly sha256: string;
  readonly #server: OpenAiServer;

  private constructor(server: OpenAiServer) {
    this.modelId = `${server.model}@serveur`;
    this.sha256 = createHash('sha256').update(`${server.url} ${server.model}`).digest('hex');
    this.#server = server;
  }

  /** @throws AppError FRS-MD-003 where the address is no address of this machine nor one that the site lists. */
  static create(server: OpenAiServer, mayConnect: (host: string, port: number) => boolean): OpenAiLanguageModel {
    const url = URL.parse(server.url);
    const host = url?.hostname.replace(/^\[|\]$/g, '') ?? '';
    const port = Number(url?.port === '' ? (url.protocol === 'https:' ? 443 : 80) : url?.port);
    if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '' || !mayConnect(host, port))
      throw new AppError('FRS-MD-003');
    return new OpenAiLanguageModel(server);
  }

  async write(request: ProseRequest, signal: AbortSignal): Promise<string> {
    const { url, model, key } = this.#server;
    const response = await fetch(`${url.replace(/\/+$/, '')}/chat/completions`, {
      method: 'POST',
      redirect: 'error',
      signal,
      headers: { 'content-type': 'application/json', ...(key === undefined ? {} : { authorization: `Bearer ${key}` }) },
      body: JSON.stringify({
        model,
        messages: promptOf(request),
        temperature: 0,
        max_tokens: MOST_TOKENS,
        stream: false,
        response_format: { type: 'json_schema', json_schema: { name: 'prose', strict: true, schema: z.toJSONSchema(ProseDraft) } },
      }),
    });
    if (!response.ok || response.body === null) {
      await response.body?.cancel();
      throw new AppError('FRS-MD-004', { detail: String(response.status) });
    }
    const completion = Completion.safeParse(JSON.parse(await readAtMost(response.body, LARGEST_ANSWER)));
    if (!completion.success) throw new AppError('FRS-MD-004', { detail: 'forme' });
    return completion.data.choices[0]?.message.content ?? '';
  }

  async close(): Promise<void> {}
}

/** Text of a stream, which is cut where it grows past `most` bytes. */
async function readAtMost(body: ReadableStream<Uint8Array>, most: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > most) throw new AppError('FRS-MD-004', { detail: 'taille' });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
