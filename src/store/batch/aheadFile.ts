import { AppError } from '#lib/errors.ts';
import type { ActionContext } from '#store/actions/actionContext.ts';
import type { BatchWork, ReadFile } from '#store/batch/batchWork.ts';
import { batchText } from '#text/batch.ts';

/** Larger files are read when their turn comes: their pixels would lie beside those of another. */
const MOST_BYTES = 64 * 2 ** 20;

/**
 * Begins to read the next file that waits, one and no more, while another is segmented. Nothing is
 * begun once the batch is to pause or to end.
 */
export function readAhead({ services, store }: ActionContext, work: BatchWork): void {
  const batch = store.getState().batch;
  if (batch?.phase !== 'running' || work.isCancelled) return;
  const next = batch.rows.find(({ state }) => state === 'waiting');
  if (!next || work.ahead?.path === next.path) return;
  dropAhead(work);
  const { path } = next;
  const controller = new AbortController();
  const read = async (): Promise<ReadFile | null> => {
    const file = await openFile(work, path);
    if (file.size > MOST_BYTES) return null;
    const startMs = performance.now();
    const image = await services.decode(file, file.name, 0, controller.signal);
    return { file, image, decodeMs: performance.now() - startMs };
  };
  work.ahead = { path, controller, read: read().catch(() => null) };
}

/** What was read ahead of a file, once it is there; `null` when that was nothing. */
export async function takeAhead(
  work: BatchWork,
  path: string,
  signal: AbortSignal,
): Promise<ReadFile | null> {
  const { ahead } = work;
  if (ahead?.path !== path) {
    dropAhead(work);
    return null;
  }
  work.ahead = null;
  const stop = (): void => ahead.controller.abort();
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  const read = await ahead.read;
  signal.removeEventListener('abort', stop);
  return read;
}

/** Forgets what is read ahead. */
export function dropAhead(work: BatchWork): void {
  work.ahead?.controller.abort();
  work.ahead = null;
}

/** @throws AppError `corrupt-file` when it is not where it was */
export async function openFile(work: BatchWork, path: string): Promise<File> {
  const file = work.files.get(path);
  try {
    if (file) return await file.open();
  } catch (error) {
    throw new AppError('corrupt-file', batchText.fileGone, { cause: error });
  }
  throw new AppError('corrupt-file', batchText.fileGone);
}
