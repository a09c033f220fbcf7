import type { ExportedFile } from '#domain/export/exportOptions.ts';
import { planeMark } from '#domain/export/planeMark.ts';
import { uniqueStems } from '#domain/export/uniqueStems.ts';
import { placeOf } from '#domain/image/stackAxes.ts';
import { hasCode, toAppError } from '#lib/errors.ts';
import type { ActionContext } from '#store/actions/actionContext.ts';
import { inTurn } from '#store/actions/setPage.ts';
import { allPagesSaved, noteForSaving } from '#store/exporting/countAsSaved.ts';
import { type ExportableImage, exportableImages } from '#store/exporting/exportableImages.ts';
import type { ExportRequest } from '#store/exporting/exportRequest.ts';
import type { ExportWriter, HeldPlane } from '#store/exporting/exportWriter.ts';
import { shownPlane } from '#store/exporting/shownPlane.ts';
import { withSidePlane } from '#store/exporting/sidePlane.ts';
import { type ExportFailure, withExportRun } from '#store/slices/exportSlice.ts';
import { findEntry } from '#store/slices/imagesSlice.ts';
import { exportText } from '#text/exporting.ts';

/** What goes through one export. */
export interface ExportWork {
  readonly context: ActionContext;
  readonly request: ExportRequest;
  readonly writer: ExportWriter;
  readonly signal: AbortSignal;
  readonly files: ExportedFile[];
  /** Called once the files are saved. */
  readonly settle: (() => void)[];
}

/**
 * Writes image after image, one plane in memory at a time. What fails is noted, and the rest goes on.
 *
 * @throws AppError `cancelled`, and what ends everything, such as `too-large` for the whole ZIP file
 */
export async function exportImages(work: ExportWork): Promise<void> {
  const { context, request, files } = work;
  const images = exportableImages(context.store.getState(), request);
  const stems = uniqueStems(images.map(({ name }) => name));
  showProgress(work, { total: images.reduce((sum, { pages }) => sum + pages.length, 0) });
  for (const [index, image] of images.entries()) {
    const stem = `${stems[index]}${onlyPlaneMark(work, image)}`;
    files.push(...(await exportImage(work, image, stem)));
  }
  files.push(...(await work.writer.end()));
}

/** Files of one plane of a stack must not look like those of another. */
function onlyPlaneMark({ context: { store } }: ExportWork, image: ExportableImage): string {
  const info = findEntry(store.getState(), image.imageId)?.info;
  const [pageIndex, ...others] = image.pages;
  return info && pageIndex !== undefined && others.length === 0 ? planeMark(info, pageIndex) : '';
}

async function exportImage(
  work: ExportWork,
  { imageId, name, pages }: ExportableImage,
  stem: string,
): Promise<readonly ExportedFile[]> {
  const { context, request, writer } = work;
  const { source } = request;
  const settle: (() => void)[] = [];
  let writtenCount = 0;
  let hasFailed = false;
  for (const pageIndex of pages) {
    showProgress(work, { currentName: name });
    const settlePage = noteForSaving(context, { imageId, pageIndex, source });
    const outcome = await exportPage(work, { imageId, pageIndex, stem });
    showProgress(work, { addedDone: 1 });
    if (outcome === 'written') {
      settle.push(settlePage);
      writtenCount++;
    }
    if (outcome === 'not-held' || outcome === 'torn') hasFailed = true;
    if (outcome !== 'torn') continue;
    await writer.dropImage();
    return [];
  }
  const isWhole = !hasFailed && request.scope !== 'plane';
  if (isWhole && source === 'annotation') settle.push(() => allPagesSaved(context, imageId));
  const written = await writer.endImage();
  showProgress(work, { addedWritten: writtenCount });
  work.settle.push(...settle);
  return written;
}

interface Page {
  readonly imageId: string;
  readonly pageIndex: number;
  readonly stem: string;
}

/**
 * `none` = there is nothing on it; `not-held` = it could not be read, its image goes on without it;
 * `torn` = it failed while it was written, and its image with it.
 */
type Outcome = 'written' | 'none' | 'not-held' | 'torn';

async function exportPage(work: ExportWork, page: Page): Promise<Outcome> {
  const { context, writer, signal } = work;
  let hasBegun = false;
  const write = async (plane: HeldPlane): Promise<void> => {
    hasBegun = true;
    await writer.addPlane(page.stem, plane);
  };
  try {
    const isThere = await inTurn(context, page.imageId, () => holdPage(work, page, write));
    return isThere ? 'written' : 'none';
  } catch (error) {
    if (signal.aborted || hasCode(error, 'cancelled')) throw error;
    noteFailure(work, page, error);
    return hasBegun ? 'torn' : 'not-held';
  }
}

/** The page as it is shown, or beside it. */
async function holdPage(
  { context, request, signal }: ExportWork,
  { imageId, pageIndex }: Page,
  write: (plane: HeldPlane) => Promise<void>,
): Promise<boolean> {
  const { source } = request;
  const entry = findEntry(context.store.getState(), imageId);
  if (entry?.info?.pageIndex !== pageIndex || entry.status !== 'ready') {
    return withSidePlane(context, { imageId, pageIndex, source }, signal, write);
  }
  if (source === 'annotation' && !isAnnotated(context, imageId)) return false;
  const plane = await shownPlane(context, imageId, source);
  if (plane) await write(plane);
  return plane !== null;
}

/** Begun and taken back again is as good as none. */
function isAnnotated({ store }: ActionContext, imageId: string): boolean {
  return (store.getState().annotations[imageId]?.state.annotatedPixels ?? 0) > 0;
}

function noteFailure({ context: { store } }: ExportWork, page: Page, error: unknown): void {
  const entry = findEntry(store.getState(), page.imageId);
  const name = entry ? planeName(entry.name, entry.info, page.pageIndex) : page.stem;
  const failure: ExportFailure = { name, message: toAppError(error).message };
  store.setState((state) =>
    withExportRun(state, { failures: [...(state.exportRun?.failures ?? []), failure] }),
  );
}

function planeName(
  name: string,
  info: Parameters<typeof placeOf>[0] | null,
  pageIndex: number,
): string {
  if (!info || info.pageCount === 1) return name;
  const { z, t } = placeOf(info, pageIndex);
  return exportText.planeName(name, z + 1, t + 1);
}

function showProgress(
  { context: { store } }: ExportWork,
  change: {
    readonly total?: number;
    readonly currentName?: string;
    readonly addedDone?: number;
    readonly addedWritten?: number;
  },
): void {
  const { addedDone = 0, addedWritten = 0, ...rest } = change;
  store.setState((state) => {
    const run = state.exportRun;
    if (!run) return state;
    const done = run.done + addedDone;
    return withExportRun(state, { ...rest, done, written: run.written + addedWritten });
  });
}
