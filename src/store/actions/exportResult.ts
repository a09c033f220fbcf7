import { safeStem } from '#lib/safeFileName.ts';
import { type ActionContext, reportFailure } from '#store/actions/actionContext.ts';
import { readAnnotation } from '#store/actions/editAnnotation.ts';
import { waitForObjects } from '#store/actions/extractObjects.ts';
import { withAnnotation } from '#store/slices/annotationSlice.ts';
import { findEntry } from '#store/slices/imagesSlice.ts';
import { withResult } from '#store/slices/resultsSlice.ts';
import { failureText } from '#text/messages.ts';
import type { ExportKind } from '#workers/imageApi.ts';

const FILE_TYPES: Readonly<Record<ExportKind, { suffix: string; mimeType: string }>> = {
  'labels-tiff': { suffix: '.labels.tif', mimeType: 'image/tiff' },
  'mask-png': { suffix: '.mask.png', mimeType: 'image/png' },
  'objects-csv': { suffix: '.objects.csv', mimeType: 'text/csv' },
};

/** Offers the objects of an image as a file; they count as saved from then on. */
export async function exportResult(
  context: ActionContext,
  imageId: string,
  kind: ExportKind,
): Promise<void> {
  const { services, store } = context;
  await waitForObjects(context, imageId);
  const entry = findEntry(store.getState(), imageId);
  const objects = store.getState().results[imageId]?.objects;
  if (!entry || !objects) return;
  const { suffix, mimeType } = FILE_TYPES[kind];
  try {
    const { pixelSizeUm } = entry;
    const bytes = await services.image.exportResult({ imageId, kind, pixelSizeUm });
    services.saveFile(`${safeStem(entry.name)}${suffix}`, bytes, mimeType);
    if (store.getState().results[imageId]?.objects === objects) {
      store.setState((state) => withResult(state, imageId, { isUnsaved: false }));
    }
  } catch (error) {
    reportFailure(context, failureText.notExported(entry.name), error);
  }
}

/**
 * Offers the annotation of an image as a label image, whose name pairs it with the image when both
 * are opened again; it counts as saved from then on.
 */
export async function exportAnnotation(context: ActionContext, imageId: string): Promise<void> {
  const { services, store } = context;
  const entry = findEntry(store.getState(), imageId);
  if (!entry) return;
  try {
    const snapshot = await readAnnotation(context, imageId, () =>
      services.annotation.read({ imageId }),
    );
    if (!snapshot) return;
    const exported = store.getState().annotations[imageId]?.state;
    const { labels } = snapshot;
    const { pixelSizeUm } = entry;
    const bytes = await services.image.encodeAnnotation(
      { labels, pixelSizeUm },
      { transfer: [labels.data.buffer] },
    );
    services.saveFile(`${safeStem(entry.name)}_labels.tif`, bytes, 'image/tiff');
    if (store.getState().annotations[imageId]?.state === exported) {
      store.setState((state) => withAnnotation(state, imageId, { isUnsaved: false }));
    }
  } catch (error) {
    reportFailure(context, failureText.annotationNotExported(entry.name), error);
  }
}
