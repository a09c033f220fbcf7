import type { ExportedFile, ExportOptions } from '#domain/export/exportOptions.ts';
import { safeStem } from '#lib/safeFileName.ts';
import { type ActionContext, reportFailure } from '#store/actions/actionContext.ts';
import { type ExportWork, exportImages } from '#store/exporting/exportImages.ts';
import type { ExportRequest } from '#store/exporting/exportRequest.ts';
import { openExport } from '#store/exporting/exportWriter.ts';
import { type ExportRun, withExportRun } from '#store/slices/exportSlice.ts';
import { findEntry } from '#store/slices/imagesSlice.ts';
import { exportText } from '#text/exporting.ts';

/** Browsers drop downloads that follow each other at once. */
const BETWEEN_FILES_MS = 300;

/**
 * Writes what was found or annotated to files and offers them: one ZIP file, or each by itself. What
 * is written counts as saved from then on. Does nothing while an export runs already. Failures are
 * shown, never thrown.
 */
export async function startExport(context: ActionContext, request: ExportRequest): Promise<void> {
  const { store, running, services } = context;
  if (store.getState().exportRun?.isDone === false || request.formats.length === 0) return;
  const controller = new AbortController();
  const { signal } = controller;
  store.setState({ exportRun: begunRun(() => controller.abort()) });
  try {
    await running.restoring;
    const writer = await openExport(services, optionsFor(context, request), signal);
    const work: ExportWork = { context, request, writer, signal, files: [], settle: [] };
    try {
      await exportImages(work);
    } finally {
      writer.close();
    }
    if (store.getState().exportRun?.written === 0) work.files.length = 0;
    const fileNames = work.files.map(({ name }) => name);
    await saveAll(context, work.files);
    for (const settle of work.settle) settle();
    store.setState((state) => withExportRun(state, { isDone: true, fileNames }));
  } catch (error) {
    store.setState((state) => withExportRun(state, { isDone: true, isCancelled: signal.aborted }));
    if (signal.aborted) return;
    store.setState({ exportRun: null });
    reportFailure(context, exportText.failed, error);
  }
}

/** Forgets the run that is over. */
export function closeExport({ store }: ActionContext): void {
  store.setState((state) => (state.exportRun?.isDone ? { exportRun: null } : state));
}

function begunRun(cancel: () => void): ExportRun {
  return {
    isDone: false,
    isCancelled: false,
    done: 0,
    total: 0,
    currentName: '',
    written: 0,
    failures: [],
    fileNames: [],
    cancel,
  };
}

/** Tables of all images must not look like those of one. */
const ALL_IMAGES_STEM = 'all-images';

function optionsFor(
  { store }: ActionContext,
  { formats, scope, isZipped }: ExportRequest,
): ExportOptions {
  const { project, overlay, ...state } = store.getState();
  const isForAll = scope === 'all';
  const name = isForAll ? `${project.title}.` : findEntry(state, state.currentImageId)?.name;
  return {
    formats,
    joins: isForAll ? 'all' : 'image',
    joinedStem: ALL_IMAGES_STEM,
    isZipped,
    zipStem: `${safeStem(name ?? '', ALL_IMAGES_STEM)}_results`,
    overlay,
  };
}

async function saveAll({ services }: ActionContext, files: readonly ExportedFile[]): Promise<void> {
  for (const [index, { name, blob }] of files.entries()) {
    if (index > 0) await new Promise((resolve) => setTimeout(resolve, BETWEEN_FILES_MS));
    services.saveFile(name, blob, blob.type);
  }
}
