import { parentPort } from 'node:worker_threads';
import type { TransferListItem } from 'node:worker_threads';

/** What `ModelWorkers` sends to a thread. */
export interface Asked<Request> {
  readonly id: number;
  readonly request: Request;
}

/** What the thread sends back. */
export interface Answered<Result> {
  readonly id: number;
  readonly result?: Result;
  /** Name of the error, without any text: a request holds what a patient's record says. */
  readonly error?: string;
}

/** In a thread: answers each request in turn; `transferred` names the memory that is handed over rather than copied. */
export function serveModel<Request, Result>(
  answer: (request: Request) => Promise<Result>,
  transferred: (result: Result) => readonly TransferListItem[] = () => [],
): void {
  parentPort?.on('message', ({ id, request }: Asked<Request>) => {
    answer(request).then(
      (result) => parentPort?.postMessage({ id, result } satisfies Answered<Result>, [...transferred(result)]),
      (error: unknown) => parentPort?.postMessage({ id, error: error instanceof Error ? error.name : 'Error' } satisfies Answered<Result>),
    );
  });
}
