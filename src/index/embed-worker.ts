import { parentPort, workerData } from 'node:worker_threads';
import { env, pipeline } from '@xenova/transformers';
import type { FeatureExtractionPipeline } from '@xenova/transformers';

/** What the worker is started with. */
export interface EmbedWorkerData {
  readonly modelsDirectory: string;
  readonly modelId: string;
  readonly threads: number;
}

/** One batch; the answer carries the vectors one after the other. */
export interface EmbedRequest {
  readonly id: number;
  readonly texts: readonly string[];
}

export interface EmbedResponse {
  readonly id: number;
  readonly vectors?: Float32Array;
  /** Of the error, without any text. */
  readonly error?: string;
}

const { modelsDirectory, modelId, threads } = workerData as EmbedWorkerData;

// Remote loading is on by default in transformers: nothing may be fetched here.
env.allowRemoteModels = false;
env.allowLocalModels = true;
env.localModelPath = modelsDirectory;
env.useFSCache = false;

const loading: Promise<FeatureExtractionPipeline> = pipeline('feature-extraction', modelId, {
  dtype: 'q8',
  device: 'cpu',
  local_files_only: true,
  // In a container onnxruntime counts the host's cores: the number of threads is always said.
  session_options: { intraOpNumThreads: threads, interOpNumThreads: 1 },
});

async function answer({ id, texts }: EmbedRequest): Promise<EmbedResponse> {
  try {
    const extract = await loading;
    const output = await extract([...texts], { pooling: 'mean', normalize: true });
    const vectors = Float32Array.from(output.data as Float32Array);
    output.dispose();
    return { id, vectors };
  } catch (error) {
    return { id, error: error instanceof Error ? error.name : 'Error' };
  }
}

parentPort?.on('message', (request: EmbedRequest) => {
  void answer(request).then((response) =>
    parentPort?.postMessage(response, response.vectors === undefined ? [] : [response.vectors.buffer as ArrayBuffer]),
  );
});
