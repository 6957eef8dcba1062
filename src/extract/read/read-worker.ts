import { parentPort } from 'node:worker_threads';
import type { MediaType } from '../../domain/document.js';
import { AppError } from '../../errors.js';
import type { ErrorCode } from '../../errors.js';
import type { OcrImage, PageImage } from './raster.js';
import { rasterForOcr, rasterForView } from './raster.js';
import { readBytes } from './read-bytes.js';
import type { RawReading, Source } from './reading.js';

export type WorkerRequest =
  | { readonly kind: 'read'; readonly source: Source }
  | { readonly kind: 'ocr-image'; readonly bytes: Uint8Array; readonly mediaType: MediaType; readonly page: number }
  | {
      readonly kind: 'view-image';
      readonly bytes: Uint8Array;
      readonly mediaType: MediaType;
      readonly page: number;
      readonly width: number;
    };

export type WorkerAnswer = { readonly readings: RawReading[] } | { readonly image: PageImage | OcrImage } | { readonly error: ErrorCode };

async function answer(request: WorkerRequest): Promise<WorkerAnswer> {
  switch (request.kind) {
    case 'read':
      return { readings: await readBytes(request.source) };
    case 'ocr-image':
      return { image: await rasterForOcr(request.bytes, request.mediaType, request.page) };
    case 'view-image':
      return { image: await rasterForView(request.bytes, request.mediaType, request.page, request.width) };
  }
}

parentPort?.on('message', (request: WorkerRequest) => {
  void answer(request)
    .catch((error: unknown): WorkerAnswer => ({ error: error instanceof AppError ? error.code : 'FRS-RD-003' }))
    .then((result) => parentPort!.postMessage(result));
});
