import { AppError } from '#lib/errors.ts';
import type { KeptBatch, KeptFile } from '#storage/batch/batchStore.ts';
import { type ActionContext, reportFailure } from '#store/actions/actionContext.ts';
import type { BatchServices } from '#store/batch/batchServices.ts';
import { type BatchSource, readSource } from '#store/batch/batchSource.ts';
import { showAndRun } from '#store/batch/startBatch.ts';
import { findCard } from '#store/slices/modelsSlice.ts';
import { batchText } from '#text/batch.ts';

/**
 * Goes on with the batch that was cut off; call it in the task of a click, for the browser may ask.
 *
 * @param chosen the folder of images, chosen again where the browser kept none
 */
export async function resumeBatch(
  context: ActionContext,
  chosen: BatchSource | null,
): Promise<void> {
  const batch = context.running.batch.offered;
  if (!batch) return;
  try {
    const services = await context.services.batch();
    await claim(context, services, batch);
    const source = chosen ?? (await readKept(services, batch));
    const known = await unchangedFiles(source, await services.kept.files(batch.id));
    if (chosen) checkFolder(batch, chosen, await services.kept.files(batch.id), known);
    await showAndRun(context, services, { kept: batch, source, known });
  } catch (error) {
    reportFailure(context, batchText.notResumed, error);
  }
}

async function claim(
  { store }: ActionContext,
  { folders, kept }: BatchServices,
  { id, output, settings }: KeptBatch,
): Promise<void> {
  if (!findCard(store.getState(), settings.modelId)) {
    throw new AppError('bad-model', batchText.modelGone(settings.modelTitle));
  }
  if (output && !(await folders.allow(output, 'results'))) {
    throw new AppError('not-held', batchText.notAllowed(output.name));
  }
  if (!(await kept.claim(id))) throw new AppError('held-elsewhere', batchText.otherTab);
}

async function readKept({ folders }: BatchServices, { source }: KeptBatch): Promise<BatchSource> {
  if (!source) throw new AppError('cancelled', batchText.chooseAgain);
  if (!(await folders.allow(source, 'images'))) {
    throw new AppError('not-held', batchText.notAllowed(source.name));
  }
  try {
    return await readSource(source);
  } catch (error) {
    throw new AppError('not-found', batchText.notFound(source.name), { cause: error });
  }
}

/** Files that are as they were when they were segmented; a skip holds for whatever has the name. */
async function unchangedFiles(
  { files }: BatchSource,
  kept: readonly KeptFile[],
): Promise<readonly KeptFile[]> {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const same: KeptFile[] = [];
  for (const one of kept) {
    const file = await byPath
      .get(one.path)
      ?.open()
      .catch(() => null);
    if (!file) continue;
    const isSame = file.size === one.byteLength && file.lastModified === one.lastModifiedMs;
    if (isSame || one.outcome.kind === 'skipped') same.push(one);
  }
  return same;
}

/** A wrong folder would be segmented from its start, into the results of another. */
function checkFolder(
  { sourceName }: KeptBatch,
  chosen: BatchSource,
  before: readonly KeptFile[],
  same: readonly KeptFile[],
): void {
  if (before.length === 0 || same.length > 0 || chosen.name === sourceName) return;
  throw new AppError('not-found', batchText.otherFolder(chosen.name, sourceName));
}
