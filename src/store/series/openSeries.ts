import type { FileSeries } from '#domain/series/fileSeries.ts';
import { joinPictures } from '#domain/series/joinPictures.ts';
import { planSeries } from '#domain/series/planSeries.ts';
import { type ActionContext, reportFailure } from '#store/actions/actionContext.ts';
import { addLoadingEntry, fillEntry } from '#store/actions/addImage.ts';
import { decodePage } from '#store/series/decodePage.ts';
import { describeSeries } from '#store/series/describeSeries.ts';
import type { SeriesMember } from '#store/series/seriesMember.ts';
import { findEntry, withEntry, withoutEntry } from '#store/slices/imagesSlice.ts';
import { failureText } from '#text/messages.ts';

/**
 * Opens files as the planes of one image, at the end of the list. Only the first page is read now.
 * Failures are shown, never thrown.
 *
 * @returns the image's id, `null` when it could not be opened
 */
export async function openSeries(
  context: ActionContext,
  found: FileSeries<SeriesMember>,
): Promise<string | null> {
  const { services, store, running } = context;
  const { name, files } = found;
  const [first] = files;
  if (!first) return null;
  const file = new Blob(files.map((member) => member.openable.file));
  const { series: assumed } = planSeries(found, { pageCount: 1 });
  const place = { name, folder: first.openable.folder, file, series: assumed };
  const imageId = addLoadingEntry(context, place);
  const controller = new AbortController();
  running.decoding.set(imageId, controller);
  try {
    const { signal } = controller;
    const described = await describeSeries(context, found);
    // Only its first file tells how many pages each has.
    const image = described
      ? null
      : await services.decode(first.openable.file, first.name, 0, signal);
    const { series, stack } = described ?? planSeries(found, image ?? { pageCount: 1 });
    const pageCount = stack.sizeZ * stack.sizeT;
    const page =
      image && series.picturesPerPage === 1
        ? joinPictures([image], { pageIndex: 0, pageCount, stack })
        : await decodePage(services, { file, name, ...described, series, stack }, 0, signal);
    if (signal.aborted) return null;
    store.setState((state) => withEntry(state, imageId, () => ({ series })));
    await fillEntry(context, imageId, page);
    return findEntry(store.getState(), imageId) ? imageId : null;
  } catch (error) {
    store.setState((state) => withoutEntry(state, imageId));
    reportFailure(context, failureText.notOpened(name), error);
    return null;
  } finally {
    running.decoding.delete(imageId);
  }
}
