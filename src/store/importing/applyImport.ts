import type { LabelImage } from '#domain/image/labelImage.ts';
import { pixelBuffers } from '#domain/image/pixelBuffers.ts';
import type { LabelReading } from '#domain/segmentation/labelReading.ts';
import { AppError } from '#lib/errors.ts';
import { type ActionContext, reportFailure } from '#store/actions/actionContext.ts';
import { editAnnotation } from '#store/actions/editAnnotation.ts';
import { setPage } from '#store/actions/setPage.ts';
import type { ImportSource } from '#store/importing/importSource.ts';
import { type PageTask, pageTasks } from '#store/importing/pageTasks.ts';
import { showImported } from '#store/importing/swapObjects.ts';
import { withAnnotation } from '#store/slices/annotationSlice.ts';
import { findEntry, type ImageEntry, type ImageInfo } from '#store/slices/imagesSlice.ts';
import type { ImportAnswer, ImportPlace } from '#store/slices/importSlice.ts';
import { importText } from '#text/importing.ts';
import { failureText, madeText } from '#text/messages.ts';

/** What objects of a file become. */
export interface ImportWay extends Pick<ImportAnswer, 'target' | 'keepsExisting' | 'reading'> {
  /** Numbers of classes by name, see `numberClasses`. */
  readonly classes: ReadonlyMap<string, number>;
}

/**
 * Gives an image the objects of a file, page by page, each as one step of undo. The page that was
 * shown is shown again where it got some, else the first that did: nothing arrives unseen, and undo
 * is there. Failures are shown, never thrown.
 *
 * @returns objects that were taken; `null` when it failed
 */
export async function applyImport(
  context: ActionContext,
  source: ImportSource,
  place: ImportPlace & { readonly imageId: string },
  way: ImportWay,
): Promise<number | null> {
  const { imageId, pageIndex } = place;
  try {
    const { info } = readyEntry(context, imageId);
    const { name } = findEntry(context.store.getState(), imageId) ?? { name: '' };
    const tasks = pageTasks(source.content, { ...info, name }, pageIndex);
    let objectCount = 0;
    for (const task of tasks) {
      await showPage(context, imageId, task.pageIndex);
      objectCount += await importPage(context, imageId, { source, task, way });
    }
    const pages = tasks.map((task) => task.pageIndex);
    const shownAgain = pages.includes(info.pageIndex) ? info.pageIndex : pages[0];
    await showPage(context, imageId, shownAgain ?? info.pageIndex);
    return objectCount;
  } catch (error) {
    const title =
      way.target === 'annotation'
        ? failureText.noAnnotation(source.fileName)
        : importText.notShown(source.fileName);
    reportFailure(context, title, error);
    return null;
  }
}

interface PageWork {
  readonly source: ImportSource;
  readonly task: PageTask;
  readonly way: ImportWay;
}

/** Objects of one page. */
interface PageLabels {
  readonly labels: LabelImage;
  readonly objectCount: number;
  /** Classes of objects that are not 1. */
  readonly classes: ReadonlyMap<number, number>;
}

async function importPage(
  context: ActionContext,
  imageId: string,
  { source, task, way }: PageWork,
): Promise<number> {
  const { info, name } = readyEntry(context, imageId);
  const { labels, objectCount, classes } =
    task.kind === 'labels'
      ? await readLabelPage(context, source, task.filePage, way.reading, { ...info, name })
      : await drawPage(source, task, way, { ...info, name });
  if (way.target === 'prediction') await showImported(context, imageId, labels);
  else await annotate(context, imageId, { labels, classes, keepsExisting: way.keepsExisting });
  return objectCount;
}

type Target = Pick<ImageInfo, 'width' | 'height'> & { readonly name: string };

async function readLabelPage(
  { services }: ActionContext,
  { content }: ImportSource,
  filePage: number,
  reading: LabelReading,
  target: Target,
): Promise<PageLabels> {
  if (content.kind !== 'labels') throw new AppError('internal', 'Not a label image.');
  const { file, doubt, first } = content;
  if (first && filePage === 0 && doubt === null) {
    checkSize(first.labels, target);
    return first;
  }
  const image = await services.decode(file, file.name, filePage, new AbortController().signal);
  checkSize(image, target);
  const transfer = pixelBuffers(image.channels);
  const asked = doubt === null ? 'auto' : reading;
  return services.image.labelsFromImage({ image, reading: asked }, { transfer });
}

async function drawPage(
  { content }: ImportSource,
  { planes }: Extract<PageTask, { readonly kind: 'objects' }>,
  { classes }: ImportWay,
  target: Target,
): Promise<PageLabels> {
  if (content.kind !== 'objects') throw new AppError('internal', 'Not a file of objects.');
  for (const { size } of planes) if (size) checkSize(size, target);
  const { width, height } = target;
  const planeIndices = planes.map(({ planeIndex }) => planeIndex);
  const request = { planeIndices, width, height, classNumbers: classes };
  const drawn = await content.file.draw(request);
  return { ...drawn, objectCount: planes.reduce((sum, plane) => sum + plane.objectCount, 0) };
}

/** Scaled labels would look like measured ones, so they are refused. */
function checkSize(
  size: { readonly width: number; readonly height: number },
  { width, height, name }: Target,
): void {
  if (size.width === width && size.height === height) return;
  throw new AppError(
    'shape-mismatch',
    `It has ${size.width} × ${size.height} px, but its image ${name} has ${width} × ${height} px. Save it in the size of its image: scaled objects would have other borders and other areas than those that were drawn.`,
  );
}

async function annotate(
  context: ActionContext,
  imageId: string,
  {
    labels,
    classes,
    keepsExisting,
  }: Omit<PageLabels, 'objectCount'> & { readonly keepsExisting: boolean },
): Promise<void> {
  const { store } = context;
  const wasUnsaved = store.getState().annotations[imageId]?.isUnsaved ?? false;
  const title = madeText.importLabels;
  const edit = { kind: 'import', labels, title, keepsExisting, classes } as const;
  // A failure of the edit has an alert of its own.
  if (!(await editAnnotation(context, imageId, edit))) throw new AppError('cancelled', '');
  // The file has it all: nothing is lost with the page.
  store.setState((state) => withAnnotation(state, imageId, { isUnsaved: wasUnsaved }));
}

async function showPage(context: ActionContext, imageId: string, pageIndex: number): Promise<void> {
  const shown = () => readyEntry(context, imageId).info.pageIndex;
  if (shown() === pageIndex) return;
  await setPage(context, imageId, pageIndex);
  // It has told why.
  if (shown() !== pageIndex) throw new AppError('cancelled', '');
}

/** @throws AppError `not-found` when it is not open, `invalid-argument` while it is worked on */
function readyEntry(
  { store }: ActionContext,
  imageId: string,
): ImageEntry & { readonly info: ImageInfo } {
  const state = store.getState();
  const entry = findEntry(state, imageId);
  if (!entry?.info || entry.status !== 'ready') {
    throw new AppError('not-found', importText.imageClosed);
  }
  if (state.job?.imageId === imageId) {
    throw new AppError('invalid-argument', importText.imageBusy(entry.name));
  }
  return { ...entry, info: entry.info };
}
