import { type ActionContext, reportFailure } from '#store/actions/actionContext.ts';
import { patchBatch, patchRow, settleRow } from '#store/batch/batchRows.ts';
import { finishBatch, saveZip } from '#store/batch/finishBatch.ts';
import { runBatch } from '#store/batch/runBatch.ts';
import { batchText } from '#text/batch.ts';

/** Begins no further file; the present one is finished. */
export function pauseBatch(context: ActionContext): void {
  if (context.store.getState().batch?.phase === 'running') {
    patchBatch(context, { phase: 'pausing' });
  }
}

/** Goes on after a pause. */
export function goOnBatch(context: ActionContext): void {
  const { work } = context.running.batch;
  const phase = context.store.getState().batch?.phase;
  if (!work || (phase !== 'paused' && phase !== 'pausing')) return;
  patchBatch(context, { phase: 'running' });
  void runBatch(context, work);
}

/** Ends the batch now; what is done stays, and gets its summary. */
export async function cancelBatch(context: ActionContext): Promise<void> {
  const { work } = context.running.batch;
  const phase = context.store.getState().batch?.phase;
  if (!work || phase === undefined || !['running', 'pausing', 'paused'].includes(phase)) return;
  work.isCancelled = true;
  work.current?.controller.abort();
  // Whoever waits for the page looks again.
  patchBatch(context, { isGivingWay: false });
  await (work.running ?? finishBatch(context, work));
}

/** Leaves a file out; the one worked on now is stopped. */
export async function skipBatchFile(context: ActionContext, path: string): Promise<void> {
  const { work } = context.running.batch;
  const row = context.store.getState().batch?.rows.find((one) => one.path === path);
  if (!work || !row || row.outcome !== null) return;
  const outcome = { kind: 'skipped' as const };
  const settled = settleRow(context, work, { path, outcome, file: null });
  if (work.current?.path === path) work.current.controller.abort();
  await settled;
}

/** Puts files that failed or were skipped back into the queue. */
export async function retryBatchFiles(
  context: ActionContext,
  paths: readonly string[],
): Promise<void> {
  const { work } = context.running.batch;
  const batch = context.store.getState().batch;
  if (!work || !batch || batch.phase === 'ended' || batch.phase === 'finishing') return;
  for (const path of paths) {
    patchRow(context, path, { state: 'waiting', fraction: 0, outcome: null });
  }
  if (batch.phase !== 'done') return;
  await work.services.kept.keep(work.kept).catch(() => null);
  patchBatch(context, { phase: 'running' });
  void runBatch(context, work);
}

/** Every file that failed once more. */
export function retryFailed(context: ActionContext): Promise<void> {
  const rows = context.store.getState().batch?.rows ?? [];
  const failed = rows.filter(({ state }) => state === 'failed');
  return retryBatchFiles(
    context,
    failed.map(({ path }) => path),
  );
}

/** Offers the ZIP file once more. */
export async function saveBatchZip(context: ActionContext): Promise<void> {
  const { work } = context.running.batch;
  try {
    if (work) await saveZip(context, work);
  } catch (error) {
    reportFailure(context, batchText.notSummarised, error);
  }
}
