import type { DecodedImage } from '#domain/image/decodedImage.ts';
import type { FileImage } from '#domain/image/fileImage.ts';
import type { ImageSeries } from '#domain/image/imageSeries.ts';
import { joinPictures } from '#domain/series/joinPictures.ts';
import { type ActionContext, notify, reportFailure } from '#store/actions/actionContext.ts';
import { addLoadingEntry, fillEntry } from '#store/actions/addImage.ts';
import type { ReadItem } from '#store/actions/openableFile.ts';
import { decodePage } from '#store/series/decodePage.ts';
import { findEntry, withEntry, withoutEntry } from '#store/slices/imagesSlice.ts';
import { failureText } from '#text/messages.ts';
import { seriesText } from '#text/series.ts';

/** More would bury the list. */
const MOST_IMAGES = 50;
/** Each image keeps the file with the project: more bytes than these are not kept twice and more. */
const MOST_KEPT_BYTES = 2 ** 30;

/**
 * Opens each image of a file that holds several as an image of the list, behind each other; where they
 * are too many or too large for that, their planes as the pages of one.
 *
 * @param item the file, and the entry that its first image fills
 * @param page the first page of the file
 * @throws what `fillEntry` meets; failures of further images are shown
 */
export async function openFileImages(
  context: ActionContext,
  item: ReadItem,
  page: DecodedImage & { readonly fileImages: readonly FileImage[] },
): Promise<void> {
  const { fileImages } = page;
  const { file } = item.openable;
  const count = fileImages.length;
  if (count > MOST_IMAGES || file.size * (count - 1) > MOST_KEPT_BYTES) {
    notify(context, seriesText.imagesAsPages(file.name, count));
    return fillEntry(context, item.imageId, page);
  }
  notify(context, seriesText.holdsImages(file.name, count));
  const ids = fileImages.map((image, index) =>
    index === 0 ? nameFirst(context, item, image) : addBehind(context, item, { image, index }),
  );
  const [first] = fileImages;
  if (first) await fillEntry(context, item.imageId, asOwn(page, first));
  for (const [index, image] of fileImages.entries()) {
    const imageId = ids[index];
    if (index > 0 && imageId !== undefined) await readFirstPage(context, item, image, imageId);
  }
}

/** The first page of the file as that of its first image. */
function asOwn(page: DecodedImage, { stack }: FileImage): DecodedImage {
  const pageCount = stack.sizeZ * stack.sizeT;
  const { channelNames } = page;
  return joinPictures([page], { pageIndex: 0, pageCount, channelNames, ...axes(stack) });
}

/** A single page has no axes. */
function axes(stack: FileImage['stack']): Pick<DecodedImage, 'stack'> {
  return stack.sizeZ * stack.sizeT > 1 ? { stack } : {};
}

function seriesOf({ name, size }: File, { firstPage, stack }: FileImage): ImageSeries {
  const pages = Array.from({ length: stack.sizeZ * stack.sizeT }, (_, page) => firstPage + page);
  return {
    files: [{ name, byteLength: size }],
    picturesPerPage: 1,
    places: pages.flatMap((page) => [0, page]),
  };
}

function nameFirst(
  { store }: ActionContext,
  { imageId, openable: { file } }: ReadItem,
  image: FileImage,
): string {
  const name = seriesText.imageOf(file.name, image.name, 1);
  const series = seriesOf(file, image);
  store.setState((state) => withEntry(state, imageId, () => ({ name, series })));
  return imageId;
}

/** A further entry, behind those of the same file that are there. */
function addBehind(
  context: ActionContext,
  { imageId: firstId, openable: { file, folder } }: ReadItem,
  { image, index }: { readonly image: FileImage; readonly index: number },
): string {
  const name = seriesText.imageOf(file.name, image.name, index + 1);
  const id = addLoadingEntry(context, { name, folder, file, series: seriesOf(file, image) });
  context.store.setState(({ images }) => {
    const added = images.filter((entry) => entry.id === id);
    const others = images.filter((entry) => entry.id !== id);
    const place = others.findIndex((entry) => entry.id === firstId) + index;
    return { images: others.toSpliced(place, 0, ...added) };
  });
  return id;
}

async function readFirstPage(
  context: ActionContext,
  { openable: { file } }: ReadItem,
  image: FileImage,
  imageId: string,
): Promise<void> {
  const { services, store, running } = context;
  const controller = new AbortController();
  const { signal } = controller;
  const name = findEntry(store.getState(), imageId)?.name ?? file.name;
  running.decoding.set(imageId, controller);
  try {
    const from = { file, name: file.name, series: seriesOf(file, image), ...axes(image.stack) };
    const page = await decodePage(services, from, 0, signal);
    if (!signal.aborted) await fillEntry(context, imageId, page);
  } catch (error) {
    store.setState((state) => withoutEntry(state, imageId));
    if (!signal.aborted) reportFailure(context, failureText.notOpened(name), error);
  } finally {
    running.decoding.delete(imageId);
  }
}
