import type { ExportFormat } from '#domain/export/exportedPlane.ts';
import type { ExportedFile } from '#domain/export/exportOptions.ts';
import type { ObjectSource } from '#domain/export/planeFacts.ts';
import { planeMark } from '#domain/export/planeMark.ts';
import { safeStem } from '#lib/safeFileName.ts';
import { type ActionContext, reportFailure } from '#store/actions/actionContext.ts';
import { inTurn } from '#store/actions/setPage.ts';
import { noteForSaving } from '#store/exporting/countAsSaved.ts';
import { type HeldPlane, openExport } from '#store/exporting/exportWriter.ts';
import { shownPlane } from '#store/exporting/shownPlane.ts';
import { findEntry } from '#store/slices/imagesSlice.ts';
import { failureText } from '#text/messages.ts';

/**
 * Offers what was found or annotated in the plane of an image that is shown, as one file, named after
 * the plane where the image has several; it counts as saved from then on. Failures are shown.
 */
export async function exportShown(
  context: ActionContext,
  imageId: string,
  wanted: { readonly format: ExportFormat; readonly source: ObjectSource },
): Promise<void> {
  const { services, store } = context;
  const { format, source } = wanted;
  const { name = '', info = null } = findEntry(store.getState(), imageId) ?? {};
  try {
    await inTurn(context, imageId, async () => {
      const plane = await shownPlane(context, imageId, source);
      if (!plane) return;
      const { pageIndex } = plane.place;
      const settle = noteForSaving(context, { imageId, pageIndex, source });
      const stem = `${safeStem(name)}${info ? planeMark(info, pageIndex) : ''}`;
      const files = await writePlane(context, plane, { stem, format });
      for (const { name: fileName, blob } of files) services.saveFile(fileName, blob, blob.type);
      if (files.length > 0) settle();
    });
  } catch (error) {
    const title =
      source === 'annotation'
        ? failureText.annotationNotExported(name)
        : failureText.notExported(name);
    reportFailure(context, title, error);
  }
}

async function writePlane(
  { services, store }: ActionContext,
  plane: HeldPlane,
  { stem, format }: { readonly stem: string; readonly format: ExportFormat },
): Promise<readonly ExportedFile[]> {
  const { overlay } = store.getState();
  const writer = await openExport(
    services,
    { formats: [format], joins: 'image', joinedStem: 'results', isZipped: false, overlay },
    new AbortController().signal,
  );
  try {
    await writer.addPlane(stem, plane);
    return await writer.endImage();
  } finally {
    writer.close();
  }
}
