import { runRecord } from '#domain/batch/runRecord.ts';
import { summaryLines } from '#domain/batch/summaryTable.ts';
import { PRODUCT_VERSION } from '#lib/productVersion.ts';
import { safeStem } from '#lib/safeFileName.ts';
import { type ActionContext, reportFailure } from '#store/actions/actionContext.ts';
import { patchBatch, reportsOf } from '#store/batch/batchRows.ts';
import type { BatchWork } from '#store/batch/batchWork.ts';
import { batchText } from '#text/batch.ts';

/** Writes the summary and offers the ZIP file, where there is one; then the batch is over. */
export async function finishBatch(context: ActionContext, work: BatchWork): Promise<void> {
  const batch = context.store.getState().batch;
  // A batch that is given up writes nothing any more.
  if (!batch || context.running.batch.work !== work) return;
  patchBatch(context, { phase: 'finishing', secondsLeft: null });
  try {
    const reports = reportsOf(batch);
    if (reports.length > 0) {
      await writeSummary(work, reports);
      await saveZip(context, work);
    }
    const { kept } = work.services;
    await kept.keep({ ...work.kept, isFinished: true }).catch(() => null);
    patchBatch(context, { phase: work.isCancelled ? 'ended' : 'done' });
  } catch (error) {
    reportFailure(context, batchText.notSummarised, error);
    // To go on with nothing to segment is to try this again.
    patchBatch(context, { phase: 'paused' });
  }
}

async function writeSummary(
  { kept, services, sink }: BatchWork,
  reports: ReturnType<typeof reportsOf>,
): Promise<void> {
  const writer = services.startWriter();
  try {
    const lines = summaryLines(reports, batchText.skippedError);
    await sink.write('summary.csv', await writer.client.summaryCsv({ lines }));
  } finally {
    writer.terminate();
  }
  const { settings, startedAt } = kept;
  const record = runRecord({ version: PRODUCT_VERSION, startedAt, settings, reports });
  const text = `${JSON.stringify(record, null, 2)}\n`;
  await sink.write('run.json', new TextEncoder().encode(text));
}

/** Offers everything written so far as one ZIP file, where it does not lie in the user's folder. */
export async function saveZip(context: ActionContext, work: BatchWork): Promise<void> {
  const files = await work.sink.files();
  if (!files) return;
  const writer = work.services.startWriter();
  try {
    const zip = await writer.client.pack({ files, savedAtMs: Date.now() });
    context.services.saveFile(zipName(work.kept.sourceName), zip, zip.type);
  } finally {
    writer.terminate();
  }
}

/** Name of the ZIP file of a folder's results. */
export function zipName(sourceName: string): string {
  return `${safeStem(`${sourceName}.`, 'images')}-results.zip`;
}
