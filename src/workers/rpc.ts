import { AppError, type ErrorCode, toAppError } from '#lib/errors.ts';
import { afterAwake } from '#workers/awakeTimer.ts';
import type { CallContext, CallOptions, Client, Handlers, Reply } from '#workers/contract.ts';
import { holdLife } from '#workers/workerLife.ts';

type ToWorker =
  | { kind: 'call'; id: number; method: string; request: unknown }
  | { kind: 'cancel'; id: number }
  /** Asks the worker to answer with `pong`. */
  | { kind: 'ping' }
  /** Asks the worker to hold that lock for as long as it lives. */
  | { kind: 'live'; lockName: string };
type FromWorker =
  | { kind: 'living' }
  | { kind: 'pong' }
  | { kind: 'progress'; id: number; fraction: number }
  | { kind: 'done'; id: number; value: unknown }
  | { kind: 'failed'; id: number; code: ErrorCode; message: string };

/** The part of Worker, MessagePort and the worker's global scope that calls need. */
export interface Port {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}

/** Answers calls on `port` with `handlers`; errors keep their code. */
export function serve<Api>(port: Port, handlers: Handlers<Api>): void {
  const running = new Map<number, AbortController>();
  const send = (message: FromWorker, transfer: Transferable[] = []) =>
    port.postMessage(message, transfer);

  const answer = async ({ id, method, request }: ToWorker & { kind: 'call' }) => {
    const controller = new AbortController();
    running.set(id, controller);
    const context: CallContext = {
      signal: controller.signal,
      progress: (fraction) => send({ kind: 'progress', id, fraction }),
    };
    try {
      const handler = handlers[method as keyof Api] as (
        request: unknown,
        context: CallContext,
      ) => Promise<Reply<unknown>>;
      const { value, transfer } = await handler(request, context);
      send({ kind: 'done', id, value }, transfer);
    } catch (error) {
      const { code, message } = toAppError(error);
      send({ kind: 'failed', id, code, message });
    } finally {
      running.delete(id);
    }
  };

  port.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
    if (data.kind === 'cancel') running.get(data.id)?.abort();
    else if (data.kind === 'ping') send({ kind: 'pong' });
    else if (data.kind === 'live') holdLife(data.lockName, () => send({ kind: 'living' }));
    else void answer(data);
  });
}

/** A client whose every pending call can be failed at once, e.g. when its worker died. */
export interface Connection<Api> {
  readonly client: Client<Api>;
  /** Rejects all pending calls, and every later one, with `error`. */
  readonly close: (error: AppError) => void;
}

interface PendingCall {
  readonly settle: (outcome: { value: unknown } | { error: AppError }) => void;
  readonly onProgress: ((fraction: number) => void) | undefined;
}

/**
 * A client for the api served at the other end of `port`.
 *
 * A call settles exactly once: with its answer, with `cancelled` as soon as its signal fires (the
 * worker is told, its late answer is dropped), with `timeout` after `deadlineMs` of being awake, or
 * by `close`.
 */
export function connect<Api>(
  port: Port,
  methods: readonly (keyof Api & string)[],
): Connection<Api> {
  const pending = new Map<number, PendingCall>();
  let closedBy: AppError | null = null;
  let nextId = 0;

  port.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
    if (data.kind === 'living' || data.kind === 'pong') return;
    const call = pending.get(data.id);
    if (data.kind === 'progress') call?.onProgress?.(data.fraction);
    else if (data.kind === 'done') call?.settle({ value: data.value });
    else call?.settle({ error: new AppError(data.code, data.message) });
  });

  const call =
    (method: string) =>
    (request: unknown, options: CallOptions = {}) =>
      new Promise((resolve, reject) => {
        const id = nextId++;
        const { signal, deadlineMs, onProgress } = options;
        const cancel = () => {
          port.postMessage({ kind: 'cancel', id } satisfies ToWorker, []);
          settle({ error: new AppError('cancelled', `${method} was cancelled.`) });
        };
        const stopTimer =
          deadlineMs === undefined
            ? undefined
            : afterAwake(deadlineMs, () => {
                const seconds = Math.round(deadlineMs / 1000);
                settle({
                  error: new AppError('timeout', `${method} gave no answer in ${seconds} s.`),
                });
              });
        const settle: PendingCall['settle'] = (outcome) => {
          if (!pending.delete(id)) return;
          stopTimer?.();
          signal?.removeEventListener('abort', cancel);
          if ('value' in outcome) resolve(outcome.value);
          else reject(outcome.error);
        };
        pending.set(id, { settle, onProgress });
        if (closedBy) return settle({ error: closedBy });
        if (signal?.aborted) return settle({ error: new AppError('cancelled', 'Cancelled.') });
        signal?.addEventListener('abort', cancel);
        port.postMessage({ kind: 'call', id, method, request } satisfies ToWorker, [
          ...(options.transfer ?? []),
        ]);
      });

  return {
    client: Object.fromEntries(methods.map((method) => [method, call(method)])) as Client<Api>,
    close: (error) => {
      closedBy = error;
      for (const { settle } of [...pending.values()]) settle({ error });
    },
  };
}
