import { AppError, hasCode } from '#lib/errors.ts';
import { savingText } from '#text/saving.ts';
import type { CallOptions, Client } from '#workers/contract.ts';

type Call = (request: never, options?: CallOptions) => Promise<unknown>;

/** Calls that only read, and hand nothing over: they are done again. */
const READING: ReadonlySet<string> = new Set([
  'open',
  'readTile',
  'extractInstances',
  'exportPlane',
  'readShownRows',
  'readLabels',
  'read',
  'valueAt',
  'objectsInBox',
]);

/**
 * A client whose calls know that their worker may die: one that fails by that waits until everything
 * is back and is then done again when it only reads, or fails with `worker-died`.
 *
 * @param reviving the bringing back that goes on; `null` = none
 */
export function revivedClient<Api>(
  client: Client<Api>,
  reviving: () => Promise<void> | null,
): Client<Api> {
  const calls = Object.entries<Call>(client as Record<string, Call>);
  const revived = calls.map(([method, call]) => {
    const safeCall: Call = async (request, options) => {
      try {
        return await call(request, options);
      } catch (error) {
        const isOut = hasCode(error, 'worker-died') || hasCode(error, 'not-found');
        const revival = reviving();
        if (!isOut || !revival) throw error;
        await revival;
        if (READING.has(method)) return call(request, options);
        throw new AppError('worker-died', savingText.restarted, { cause: error });
      }
    };
    return [method, safeCall];
  });
  return Object.fromEntries(revived) as Client<Api>;
}
