import type { CallOptions, Client } from '#workers/contract.ts';
import type { WorkerHandle } from '#workers/workerHandle.ts';

/** A client whose worker is replaced, at the next call, once it died. */
export function respawningClient<Api>(
  spawn: () => WorkerHandle<Api>,
  methods: readonly (keyof Api & string)[],
): Client<Api> {
  let handle = spawn();
  const call =
    (method: keyof Api & string) =>
    (request: never, options?: CallOptions): Promise<unknown> => {
      if (!handle.isAlive()) handle = spawn();
      const send = handle.client[method] as (
        request: never,
        options?: CallOptions,
      ) => Promise<unknown>;
      return send(request, options);
    };
  return Object.fromEntries(methods.map((method) => [method, call(method)])) as Client<Api>;
}
