import { resultStems } from '#domain/batch/resultStems.ts';
import type { ExportFormat } from '#domain/export/exportedPlane.ts';
import { AppError } from '#lib/errors.ts';
import type { KeptBatch, KeptFile } from '#storage/batch/batchStore.ts';
import { type ActionContext, reportFailure } from '#store/actions/actionContext.ts';
import type { BatchServices } from '#store/batch/batchServices.ts';
import { pageSettings } from '#store/batch/batchSettingsOf.ts';
import { type BatchSink, folderSink, memorySink, stagedSink } from '#store/batch/batchSink.ts';
import type { BatchSource } from '#store/batch/batchSource.ts';
import type { BatchWork } from '#store/batch/batchWork.ts';
import { runBatch } from '#store/batch/runBatch.ts';
import type { BatchRow } from '#store/slices/batchSlice.ts';
import { batchText } from '#text/batch.ts';

/** What the user has chosen for a batch; all else is as on the page. */
export interface BatchRequest {
  readonly source: BatchSource;
  /** Folder for the results; `null` = one ZIP file at the end. */
  readonly output: FileSystemDirectoryHandle | null;
  readonly planes: 'first' | 'all';
  readonly formats: readonly ExportFormat[];
}

/** Segments a whole folder; an earlier batch, running or cut off, is given up. Failures are shown. */
export async function startBatch(context: ActionContext, request: BatchRequest): Promise<void> {
  const { services, store } = context;
  const settings = pageSettings(store.getState());
  if (!settings) return;
  const { source, output, planes, formats } = request;
  try {
    const batchServices = await services.batch();
    await forgetBatch(context);
    const kept: KeptBatch = {
      id: services.freshId('batch'),
      startedAt: new Date().toISOString(),
      settings: { ...settings, planes, formats },
      sourceName: source.name,
      source: source.folder,
      output,
      fileCount: source.files.length,
      isFinished: false,
    };
    await batchServices.kept.keep(kept).catch(() => null);
    await showAndRun(context, batchServices, { kept, source, known: [] });
  } catch (error) {
    reportFailure(context, batchText.notStarted, error);
  }
}

/** Gives up the batch that is shown, and one that could be resumed. */
export async function forgetBatch(context: ActionContext): Promise<void> {
  const { running, services, store } = context;
  const { work, offered } = running.batch;
  running.batch = { work: null, offered: null };
  if (work) {
    work.isCancelled = true;
    work.current?.controller.abort();
    await work.running;
  }
  store.setState({ batch: null, interruptedBatch: null });
  const { kept } = await services.batch();
  for (const id of [work?.kept.id, offered?.id]) if (id !== undefined) await kept.discard(id);
}

/** A batch from its start, or from where it was cut off. */
export interface BatchBeginning {
  readonly kept: KeptBatch;
  readonly source: BatchSource;
  /** Files that were done before. */
  readonly known: readonly KeptFile[];
}

/** Shows the queue and works it off. @throws AppError `not-found` when there is no image */
export async function showAndRun(
  context: ActionContext,
  services: BatchServices,
  { kept, source, known }: BatchBeginning,
): Promise<void> {
  const resultsPath = kept.output && (await pathInside(source.folder, kept.output));
  const files = source.files.filter(
    ({ path }) => resultsPath === null || !path.startsWith(`${resultsPath}/`),
  );
  if (files.length === 0) throw new AppError('not-found', batchText.noImages(source.name));
  const outcomes = new Map(known.map((file) => [file.path, file.outcome]));
  const paths = files.map(({ path }) => path);
  const work: BatchWork = {
    kept,
    services,
    files: new Map(files.map((file) => [file.path, file])),
    stems: resultStems(paths),
    sink: await sinkOf(services, kept),
    doneSeconds: [],
    ahead: null,
    writer: null,
    current: null,
    isCancelled: false,
    running: null,
  };
  context.running.batch = { work, offered: null };
  const rows = paths.map((path): BatchRow => {
    const outcome = outcomes.get(path) ?? null;
    return { path, state: outcome?.kind ?? 'waiting', fraction: 0, outcome };
  });
  context.store.setState({
    interruptedBatch: null,
    batch: {
      id: kept.id,
      phase: 'running',
      isGivingWay: false,
      sourceName: kept.sourceName,
      outputName: kept.output?.name ?? null,
      modelTitle: kept.settings.modelTitle,
      rows,
      otherCount: source.otherCount,
      secondsLeft: null,
    },
  });
  void runBatch(context, work);
}

/** Results that lie among the images are no images. `null` when they do not, or are all around. */
async function pathInside(
  folder: FileSystemDirectoryHandle | null,
  output: FileSystemDirectoryHandle,
): Promise<string | null> {
  const parts = await folder?.resolve(output);
  return parts && parts.length > 0 ? parts.join('/') : null;
}

async function sinkOf({ kept }: BatchServices, { id, output }: KeptBatch): Promise<BatchSink> {
  if (output) return folderSink(output);
  const staging = await kept.staging(id).catch(() => null);
  return staging ? stagedSink(staging) : memorySink();
}
