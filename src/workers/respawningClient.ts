import { hasCode } from '#lib/errors.ts';
import type { CallOptions, Client } from '#workers/contract.ts';
import type { WorkerHandle } from '#workers/workerHandle.ts';

/**
 * A client whose worker is replaced once it died: at the next call, or with the call that died when
 * somebody listens.
 *
 * @param onReplaced told of each fresh worker, before any call reaches it
 */
export function respawningClient<Api>(
  spawn: () => WorkerHandle<Api>,
  methods: readonly (keyof Api & string)[],
  onReplaced?: () => void,
): Client<Api> {
  let handle = spawn();
  const replace = (): void => {
    handle = spawn();
    onReplaced?.();
  };
  const call =
    (method: keyof Api & string) =>
    (request: never, options?: CallOptions): Promise<unknown> => {
      if (!handle.isAlive()) replace();
      const present = handle;
      const send = handle.client[method] as (
        request: never,
        options?: CallOptions,
      ) => Promise<unknown>;
      const answer = send(request, options);
      answer.catch((error: unknown) => {
        if (onReplaced && hasCode(error, 'worker-died') && handle === present) replace();
      });
      return answer;
    };
  return Object.fromEntries(methods.map((method) => [method, call(method)])) as Client<Api>;
}
