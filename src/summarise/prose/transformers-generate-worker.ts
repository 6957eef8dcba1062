import { parentPort, workerData } from 'node:worker_threads';
import { env, pipeline } from '@xenova/transformers';
import type { DataType, TextGenerationPipeline } from '@xenova/transformers';
import type { ChatMessage } from './language-model.js';

/** What the worker is started with. */
export interface GenerateWorkerData {
  readonly modelsDirectory: string;
  readonly modelId: string;
  readonly dtype: string;
  readonly threads: number;
}

export interface GenerateRequest {
  readonly messages: readonly ChatMessage[];
}

export interface GenerateResponse {
  readonly text?: string;
  /** Of the error, without any text. */
  readonly error?: string;
}

const MOST_TOKENS = 768;
const { modelsDirectory, modelId, dtype, threads } = workerData as GenerateWorkerData;

// Remote loading is on by default in transformers: nothing may be fetched here.
env.allowRemoteModels = false;
env.allowLocalModels = true;
env.localModelPath = modelsDirectory;
env.useFSCache = false;

const loading: Promise<TextGenerationPipeline> = pipeline('text-generation', modelId, {
  dtype: dtype as DataType,
  device: 'cpu',
  local_files_only: true,
  session_options: { intraOpNumThreads: threads, interOpNumThreads: 1 },
});

async function answer({ messages }: GenerateRequest): Promise<GenerateResponse> {
  try {
    const generate = await loading;
    // A model without a chat template is asked in plain text.
    const chat = typeof generate.tokenizer.chat_template === 'string';
    const asked = chat ? messages.map((message) => ({ ...message })) : messages.map(({ content }) => content).join('\n\n');
    const [output] = (await generate(asked as string, { max_new_tokens: MOST_TOKENS, do_sample: false, return_full_text: false })) as {
      readonly generated_text: string | readonly ChatMessage[];
    }[];
    const written = output?.generated_text;
    return { text: typeof written === 'string' ? written : (written?.at(-1)?.content ?? '') };
  } catch (error) {
    return { error: error instanceof Error ? error.name : 'Error' };
  }
}

parentPort?.on('message', (request: GenerateRequest) => {
  void answer(request).then((response) => parentPort?.postMessage(response));
});
