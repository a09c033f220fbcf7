import type { AnnotationSnapshot } from '#domain/annotation/annotationSnapshot.ts';
import type { ObjectSource } from '#domain/export/planeFacts.ts';
import { pixelBuffers } from '#domain/image/pixelBuffers.ts';
import { IMPORTED_OBJECTS_ID } from '#domain/project/importedObjects.ts';
import { AppError } from '#lib/errors.ts';
import type { ActionContext } from '#store/actions/actionContext.ts';
import { readKeptAnnotation, readKeptMap } from '#store/autosave/readKept.ts';
import type { HeldPlane } from '#store/exporting/exportWriter.ts';
import { modelTitleOf, planeFrame } from '#store/exporting/shownPlane.ts';
import { decodePage, pixelFileOf } from '#store/series/decodePage.ts';
import { findEntry, type ImageEntry, type ImageInfo } from '#store/slices/imagesSlice.ts';
import { exportText } from '#text/exporting.ts';

/** A page of an open image that is not shown. */
export interface SidePage {
  readonly imageId: string;
  readonly pageIndex: number;
  readonly source: ObjectSource;
}

/**
 * Reads a page that is not shown into the image worker, under an id of its own, as long as `use`
 * lasts. The viewer sees nothing of it.
 *
 * @returns false when there is nothing on it to be exported
 * @throws AppError as `decodePage` and `readKeptMap`; `not-found` when the image's file is missing
 */
export async function withSidePlane(
  context: ActionContext,
  { imageId, pageIndex, source }: SidePage,
  signal: AbortSignal,
  use: (plane: HeldPlane) => Promise<void>,
): Promise<boolean> {
  const entry = findEntry(context.store.getState(), imageId);
  if (!entry?.info) return false;
  const held = {
    context,
    entry,
    info: entry.info,
    pageIndex,
    sideId: context.services.freshId('export'),
    signal,
  };
  return source === 'segmentation' ? withFound(held, use) : withAnnotated(held, use);
}

interface SideWork {
  readonly context: ActionContext;
  readonly entry: ImageEntry;
  readonly info: ImageInfo;
  readonly pageIndex: number;
  /** Of the copies in the workers. */
  readonly sideId: string;
  readonly signal: AbortSignal;
}

async function withFound(
  work: SideWork,
  use: (plane: HeldPlane) => Promise<void>,
): Promise<boolean> {
  const { context, entry, pageIndex, sideId } = work;
  const kept = entry.predictions.find((prediction) => prediction.pageIndex === pageIndex);
  if (!kept) return false;
  const map = await readKeptMap(context, entry.id, pageIndex);
  if (!map) throw new AppError('not-found', exportText.mapGone);
  const { settings, regions, deletions, modelId } = kept;
  await withPixels(work, async (size) => {
    const { pixelSizeUm } = entry;
    await context.services.image.restorePrediction(
      {
        ...{ imageId: sideId, map, regions, settings, deletions, pixelSizeUm },
        holdsLabels: modelId === IMPORTED_OBJECTS_ID,
      },
      { transfer: [map.data.buffer] },
    );
    await use({
      ...planeFrame(entry, { ...work.info, ...size }, pageIndex),
      imageId: sideId,
      facts: { source: 'segmentation', modelTitle: modelTitleOf(context, modelId), settings },
      annotation: null,
    });
  });
  return true;
}

async function withAnnotated(
  work: SideWork,
  use: (plane: HeldPlane) => Promise<void>,
): Promise<boolean> {
  const { entry, pageIndex, sideId } = work;
  const annotation = await readSideAnnotation(work);
  if (!annotation) return false;
  await withPixels(work, (size) =>
    use({
      ...planeFrame(entry, { ...work.info, ...size }, pageIndex),
      imageId: sideId,
      facts: { source: 'annotation', modelTitle: null, settings: null },
      annotation,
    }),
  );
  return true;
}

/** The annotation of a page as it was left; `null` when nothing is annotated there. */
async function readSideAnnotation({
  context,
  entry,
  pageIndex,
  sideId,
}: SideWork): Promise<AnnotationSnapshot | null> {
  const stored = await readKeptAnnotation(context, entry.id, pageIndex);
  if (!stored) return null;
  const { annotation } = context.services;
  const { labels } = stored.base;
  try {
    const state = await annotation.restoreStored(
      { imageId: sideId, stored },
      { transfer: labels ? [labels.data.buffer] : [] },
    );
    return state.annotatedPixels > 0 ? await annotation.read({ imageId: sideId }) : null;
  } finally {
    // A worker that died holds nothing any more.
    await annotation.close({ imageId: sideId }).catch(() => null);
  }
}

async function withPixels(
  { context, entry, pageIndex, sideId, signal }: SideWork,
  use: (size: { readonly width: number; readonly height: number }) => Promise<void>,
): Promise<void> {
  const { services } = context;
  if (!entry.file) throw new AppError('not-found', exportText.pixelsMissing);
  const pixels = pixelFileOf(entry, entry.file);
  const image = await decodePage(services, pixels, pageIndex, signal);
  const { width, height } = image;
  const transfer = pixelBuffers(image.channels);
  try {
    await services.image.addImage({ imageId: sideId, image }, { transfer });
    await use({ width, height });
  } finally {
    await services.image.removeImage({ imageId: sideId }).catch(() => null);
  }
}
