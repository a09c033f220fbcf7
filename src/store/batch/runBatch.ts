import { secondsLeft } from '#domain/batch/secondsLeft.ts';
import type { ModelCard } from '#domain/model/modelCard.ts';
import { AppError, type ErrorCode, hasCode, toAppError } from '#lib/errors.ts';
import { type ActionContext, reportFailure } from '#store/actions/actionContext.ts';
import { dropAhead, openFile, readAhead, takeAhead } from '#store/batch/aheadFile.ts';
import { patchBatch, patchRow, settleRow } from '#store/batch/batchRows.ts';
import type { BatchWork } from '#store/batch/batchWork.ts';
import { finishBatch } from '#store/batch/finishBatch.ts';
import { segmentFile } from '#store/batch/segmentFile.ts';
import { type ExportWriter, openExport } from '#store/exporting/exportWriter.ts';
import type { BatchRow } from '#store/slices/batchSlice.ts';
import { findCard } from '#store/slices/modelsSlice.ts';
import { createThrottle } from '#store/throttle.ts';
import { batchText } from '#text/batch.ts';

/** How often the progress of a file is shown. */
const PROGRESS_MS = 150;
/** What a fresh worker or a second look may mend; the file is tried once more. */
const PASSING: readonly ErrorCode[] = ['worker-died', 'not-found', 'device-lost', 'timeout'];
/** What every further file would meet: the batch pauses, so that no file is lost to it. */
const COMMON: readonly ErrorCode[] = [
  'storage-full',
  'not-held',
  'bad-model',
  'backend-unavailable',
];

/**
 * Works on the files that wait, one after the other, until none does, the batch is paused or
 * cancelled. What fails is shown in its row, and the next file goes on. Never rejects; does nothing
 * while it runs already.
 */
export function runBatch(context: ActionContext, work: BatchWork): Promise<void> {
  work.running ??= runFiles(context, work).finally(() => {
    closeWriter(work);
    dropAhead(work);
    work.running = null;
  });
  return work.running;
}

async function runFiles(context: ActionContext, work: BatchWork): Promise<void> {
  for (;;) {
    await letPageGoFirst(context, work);
    const batch = context.store.getState().batch;
    if (!batch || batch.id !== work.kept.id) return;
    if (batch.phase === 'pausing' && !work.isCancelled) {
      patchBatch(context, { phase: 'paused' });
      return;
    }
    const next = batch.rows.find(({ state }) => state === 'waiting');
    if (work.isCancelled || !next) break;
    await runFile(context, work, next);
    showTimeLeft(context, work);
  }
  await finishBatch(context, work);
}

/** Waits while a segmentation of the page runs: who looks at an image comes first. */
async function letPageGoFirst(context: ActionContext, work: BatchWork): Promise<void> {
  const { store } = context;
  const isFree = (): boolean => store.getState().job === null || work.isCancelled;
  if (isFree()) return;
  patchBatch(context, { isGivingWay: true });
  await new Promise<void>((resolve) => {
    const stop = store.subscribe(() => {
      if (!isFree()) return;
      stop();
      resolve();
    });
  });
  patchBatch(context, { isGivingWay: false });
}

async function runFile(context: ActionContext, work: BatchWork, { path }: BatchRow): Promise<void> {
  const controller = new AbortController();
  work.current = { path, controller };
  const seen: { file: File | null } = { file: null };
  try {
    const planes = await tryTwice(controller.signal, () =>
      segmentOnce(context, work, { path, controller, seen }),
    );
    work.doneSeconds.push(planes.reduce((sum, { ms }) => sum + ms.total, 0) / 1000);
    await settleRow(context, work, { path, outcome: { kind: 'done', planes }, file: seen.file });
  } catch (error) {
    await settleFailure(context, work, { path, controller, file: seen.file, error });
  } finally {
    work.current = null;
  }
}

interface FilePlace {
  readonly path: string;
  readonly controller: AbortController;
  readonly seen: { file: File | null };
}

async function segmentOnce(context: ActionContext, work: BatchWork, place: FilePlace) {
  const { path, controller, seen } = place;
  const { settings } = work.kept;
  const show = createThrottle<Partial<BatchRow>>((change) => {
    if (!controller.signal.aborted) patchRow(context, path, change);
  }, PROGRESS_MS);
  try {
    patchRow(context, path, { state: 'reading', fraction: 0 });
    const ahead = await takeAhead(work, path, controller.signal);
    seen.file = ahead?.file ?? (await openFile(work, path));
    return await segmentFile({
      services: context.services,
      file: seen.file,
      ahead,
      settings,
      card: cardOf(context, work),
      stem: work.stems.get(path) ?? path,
      writer: await writerOf(context, work),
      sink: work.sink,
      signal: controller.signal,
      onRead: () => readAhead(context, work),
      onProgress: (state, fraction) => show.push({ state, fraction }, state === 'writing'),
    });
  } catch (error) {
    // What was begun of the file is forgotten with the worker that writes.
    closeWriter(work);
    throw error;
  } finally {
    show.cancel();
  }
}

async function writerOf(context: ActionContext, work: BatchWork): Promise<ExportWriter> {
  const { formats } = work.kept.settings;
  const { overlay } = context.store.getState();
  work.writer ??= await openExport(
    context.services,
    { formats, joins: 'image', joinedStem: 'results', isZipped: false, overlay },
    new AbortController().signal,
  );
  return work.writer;
}

function closeWriter(work: BatchWork): void {
  work.writer?.close();
  work.writer = null;
}

function cardOf({ store }: ActionContext, { kept }: BatchWork): ModelCard {
  const card = findCard(store.getState(), kept.settings.modelId);
  if (card) return card;
  throw new AppError('bad-model', batchText.modelGone(kept.settings.modelTitle));
}

async function tryTwice<T>(signal: AbortSignal, attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    if (signal.aborted || !PASSING.includes(toAppError(error).code)) throw error;
    return attempt();
  }
}

interface FileFailure {
  readonly path: string;
  readonly controller: AbortController;
  readonly file: File | null;
  readonly error: unknown;
}

async function settleFailure(
  context: ActionContext,
  work: BatchWork,
  { path, controller, file, error }: FileFailure,
): Promise<void> {
  if (controller.signal.aborted || hasCode(error, 'cancelled')) {
    // A skip has said so itself; after the end of the batch the file is as if it had not begun.
    if (work.isCancelled) patchRow(context, path, { state: 'waiting', fraction: 0 });
    return;
  }
  const { code, message } = toAppError(error);
  if (COMMON.includes(code)) {
    patchRow(context, path, { state: 'waiting', fraction: 0 });
    patchBatch(context, { phase: 'pausing' });
    reportFailure(context, batchText.stopped, error);
    return;
  }
  await settleRow(context, work, { path, outcome: { kind: 'failed', code, message }, file });
}

function showTimeLeft(context: ActionContext, work: BatchWork): void {
  const rows = context.store.getState().batch?.rows ?? [];
  const waitingCount = rows.filter(({ state }) => state === 'waiting').length;
  patchBatch(context, { secondsLeft: secondsLeft(work.doneSeconds, waitingCount) });
}
