import { AppError } from '#lib/errors.ts';
import type { Client } from '#workers/contract.ts';
import { connect } from '#workers/rpc.ts';

/** A running worker with its typed client. */
export interface WorkerHandle<Api> {
  readonly client: Client<Api>;
  /** False once the worker failed or was terminated: every call then rejects. */
  readonly isAlive: () => boolean;
  /** Stops the worker at once, whatever it is doing; pending calls reject with `error`. */
  readonly terminate: (error?: AppError) => void;
}

/**
 * Connects to a just created worker. An error outside a handler, or a script that cannot be loaded,
 * rejects every pending call with `worker-died` and terminates the worker.
 */
export function handleWorker<Api>(
  worker: Worker,
  name: string,
  methods: readonly (keyof Api & string)[],
): WorkerHandle<Api> {
  const { client, close } = connect<Api>(worker, methods);
  let alive = true;
  const terminate = (error?: AppError) => {
    alive = false;
    worker.terminate();
    close(error ?? new AppError('cancelled', `The ${name} worker was stopped.`));
  };
  const die = (event: Event) => {
    const reason = event instanceof ErrorEvent && event.message ? ` (${event.message})` : '';
    terminate(new AppError('worker-died', `The ${name} worker stopped unexpectedly${reason}.`));
  };
  worker.addEventListener('error', die);
  worker.addEventListener('messageerror', die);
  return { client, isAlive: () => alive, terminate };
}
