import type { DecodedImage } from '#domain/image/decodedImage.ts';
import { AppError } from '#lib/errors.ts';
import { type ActionContext, notify, reportFailure } from '#store/actions/actionContext.ts';
import { editAnnotation } from '#store/actions/editAnnotation.ts';
import type { OpenableFile } from '#store/actions/openableFile.ts';
import type { LabelFile } from '#store/actions/planFiles.ts';
import { withAnnotation } from '#store/slices/annotationSlice.ts';
import { findEntry } from '#store/slices/imagesSlice.ts';
import { failureText, madeText, noticeText } from '#text/messages.ts';

/**
 * Makes a label image the annotation of an image: one step of undo. Failures are shown, never
 * thrown.
 *
 * @param fileName name of the label image, for people
 * @returns true when it was taken
 */
export async function importLabels(
  context: ActionContext,
  imageId: string,
  labelImage: DecodedImage,
  fileName: string,
): Promise<boolean> {
  const { services, store } = context;
  const entry = findEntry(store.getState(), imageId);
  if (!entry?.info) return false;
  try {
    const { width, height } = entry.info;
    if (labelImage.width !== width || labelImage.height !== height) {
      throw new AppError(
        'shape-mismatch',
        `It has ${labelImage.width} × ${labelImage.height} px, but its image ${entry.name} has ${width} × ${height} px. Save labels in the size of their image.`,
      );
    }
    const transfer = [...new Set(labelImage.channels.map((plane) => plane.buffer))];
    const labels = await services.image.labelsFromImage({ image: labelImage }, { transfer });
    const wasUnsaved = store.getState().annotations[imageId]?.isUnsaved ?? false;
    const edit = {
      kind: 'import',
      labels,
      title: madeText.importLabels,
      keepsExisting: false,
    } as const;
    const report = await editAnnotation(context, imageId, edit);
    if (!report) return false;
    // The file has it all: nothing is lost with the page.
    store.setState((state) => withAnnotation(state, imageId, { isUnsaved: wasUnsaved }));
    return true;
  } catch (error) {
    reportFailure(context, failureText.noAnnotation(fileName), error);
    return false;
  }
}

/**
 * Reads label files and makes them the annotations of their images.
 *
 * @param entryIds ids of the images that were opened together with them
 * @returns ids of the images that were annotated
 */
export async function importByName(
  context: ActionContext,
  labelFiles: readonly LabelFile[],
  entryIds: ReadonlyMap<OpenableFile, string>,
): Promise<readonly string[]> {
  const annotatedIds: string[] = [];
  for (const { openable, partner } of labelFiles) {
    const { file } = openable;
    const imageId = typeof partner === 'string' ? partner : (entryIds.get(partner) ?? '');
    // Its image could not be opened, which has its own alert.
    if (!findEntry(context.store.getState(), imageId)) continue;
    try {
      const image = await context.services.decode(file, file.name, 0, new AbortController().signal);
      if (await importLabels(context, imageId, image, file.name)) annotatedIds.push(imageId);
    } catch (error) {
      reportFailure(context, failureText.noAnnotation(file.name), error);
    }
  }
  return annotatedIds;
}

/** Tells how many label images became annotations, and shows annotations. */
export function tellImported(context: ActionContext, imageIds: readonly string[]): void {
  if (imageIds.length === 0) return;
  notify(context, noticeText.importedLabels(imageIds.length));
  context.store.setState({ shownOverlay: 'annotation' });
}
