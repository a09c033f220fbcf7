import { type ActionContext, notify } from '#store/actions/actionContext.ts';
import { findEntry, type ImageInfo } from '#store/slices/imagesSlice.ts';
import { seriesText } from '#text/series.ts';

/** Tells where what is shown of an image is not simply what its file holds. */
export function tellOfPixels(context: ActionContext, imageId: string, info: ImageInfo): void {
  const state = context.store.getState();
  const name = findEntry(state, imageId)?.name ?? '';
  const { fullSize, isZeroWhite } = info;
  if (fullSize) {
    const [full, opened] = [seriesText.size(fullSize), seriesText.size(info)];
    notify(context, seriesText.reduced(name, full, opened, info.pixelSizeUm !== null));
  }
  // Once for all files that are opened together.
  const isTold = state.notices.some(({ text }) => text.endsWith(seriesText.zeroIsWhite('')));
  if (isZeroWhite && !isTold) notify(context, seriesText.zeroIsWhite(name));
}
