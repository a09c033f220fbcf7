import { AppError } from '#lib/errors.ts';

/**
 * The answer of `work`, unless the signal fires before.
 *
 * @throws AppError `cancelled` as soon as it does, whatever `work` does then
 */
export async function orCancelled<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const cancelled = new AppError('cancelled', 'Cancelled.');
  if (signal.aborted) throw cancelled;
  let onAbort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(cancelled);
    signal.addEventListener('abort', onAbort);
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
