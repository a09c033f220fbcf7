import { AppError } from '#lib/errors.ts';
import type { Client } from '#workers/contract.ts';
import { connect } from '#workers/rpc.ts';
import { awaitDeath } from '#workers/workerLife.ts';

/** A running worker with its typed client. */
export interface WorkerHandle<Api> {
  readonly client: Client<Api>;
  /** False once the worker failed or was terminated: every call then rejects. */
  readonly isAlive: () => boolean;
  /** Stops the worker at once, whatever it is doing; pending calls reject with `error`. */
  readonly terminate: (error?: AppError) => void;
}

/**
 * Connects to a just created worker. An error outside a handler, a script that cannot be loaded, or
 * a worker that is suddenly gone rejects every pending call with `worker-died`.
 */
export function handleWorker<Api>(
  worker: Worker,
  name: string,
  methods: readonly (keyof Api & string)[],
): WorkerHandle<Api> {
  const { client, close } = connect<Api>(worker, methods);
  let alive = true;
  const ended = new AbortController();
  const terminate = (error?: AppError) => {
    alive = false;
    ended.abort();
    worker.terminate();
    close(error ?? new AppError('cancelled', `The ${name} worker was stopped.`));
  };
  const die = (event?: Event) => {
    const reason = event instanceof ErrorEvent && event.message ? ` (${event.message})` : '';
    terminate(new AppError('worker-died', `The ${name} worker stopped unexpectedly${reason}.`));
  };
  worker.addEventListener('error', die);
  worker.addEventListener('messageerror', die);
  watchLife(worker, ended.signal, die);
  return { client, isAlive: () => alive, terminate };
}

/** A living worker answers in this time, unless it computes. */
const ANSWER_MS = 1000;

/** Calls `onDead` when the worker is gone without an error; never on a page that was not loaded over https. */
function watchLife(worker: Worker, ended: AbortSignal, onDead: () => void): void {
  if (!isSecureContext) return;
  const lockName = `cellpane-worker-${crypto.randomUUID()}`;
  let isSilent = true;
  // Where the user clears the page's data, its locks go although their holders live.
  const makeSure = () => {
    isSilent = true;
    worker.postMessage({ kind: 'ping' });
    setTimeout(() => {
      if (isSilent && !ended.aborted) onDead();
    }, ANSWER_MS);
  };
  worker.addEventListener('message', ({ data }: MessageEvent<{ readonly kind?: string }>) => {
    isSilent = false;
    if (data.kind === 'living') awaitDeath(lockName, ended, makeSure);
  });
  worker.postMessage({ kind: 'live', lockName });
}
