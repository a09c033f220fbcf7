import type { DecodedImage } from '#domain/image/decodedImage.ts';
import { looksLikeLabels } from '#domain/segmentation/looksLikeLabels.ts';
import { AppError, hasCode } from '#lib/errors.ts';
import { type ActionContext, reportFailure } from '#store/actions/actionContext.ts';
import { fillEntry } from '#store/actions/addImage.ts';
import { isSideFile, type OpenableFile, type ReadItem } from '#store/actions/openableFile.ts';
import type { LabelFile } from '#store/actions/planFiles.ts';
import { findEntry, withoutEntry } from '#store/slices/imagesSlice.ts';
import { failureText } from '#text/messages.ts';

/** What became of a file. */
export type Outcome = 'open' | 'skipped' | 'failed' | 'labels';

/** Reads one file into its entry. */
export async function openOne(context: ActionContext, item: ReadItem): Promise<Outcome> {
  const image = await read(context, item);
  return typeof image === 'string' ? image : fill(context, item, image);
}

/** A file with the name of an open image: its labels when its pixels look like them. */
export async function openLatecomer(
  context: ActionContext,
  item: ReadItem,
  partnerId: string,
  foundLabels: LabelFile[],
): Promise<Outcome> {
  const image = await read(context, item);
  if (typeof image === 'string') return image;
  if (!looksLikeLabels(image)) return fill(context, item, image);
  becomeLabels(context, item, partnerId, foundLabels);
  return 'labels';
}

/** Two files of one name: an image and its labels, or two images. */
export async function openTwins(
  context: ActionContext,
  items: readonly [ReadItem, ReadItem],
  foundLabels: LabelFile[],
): Promise<readonly Outcome[]> {
  const [first, second] = items;
  const images = [await read(context, first), await read(context, second)] as const;
  const [image, other] = images;
  if (typeof image === 'string' || typeof other === 'string') {
    return Promise.all(
      items.map((item, i) => {
        const one = images[i] ?? 'failed';
        return typeof one === 'string' ? one : fill(context, item, one);
      }),
    );
  }
  const labelPlace = labelTwin(looksLikeLabels(image), looksLikeLabels(other));
  if (labelPlace === null)
    return [await fill(context, first, image), await fill(context, second, other)];
  const [picture, labels] = labelPlace === 0 ? [second, first] : [first, second];
  const outcome = await fill(context, picture, labelPlace === 0 ? other : image);
  becomeLabels(context, labels, picture.imageId, foundLabels);
  return [outcome, 'labels'];
}

/** Which of two images is the labels of the other; `null` when neither, or both, could be. */
function labelTwin(first: boolean, second: boolean): 0 | 1 | null {
  if (first === second) return null;
  return first ? 0 : 1;
}

/** Its entry goes; it is taken over once all images are open. */
function becomeLabels(
  context: ActionContext,
  { imageId, openable }: ReadItem,
  partner: string,
  foundLabels: LabelFile[],
): void {
  context.store.setState((state) => withoutEntry(state, imageId));
  foundLabels.push({ openable, partner });
}

/** Pixels of a file; when it fails, it is told, its entry goes, and the outcome comes instead. */
async function read(
  context: ActionContext,
  { imageId, openable }: ReadItem,
): Promise<DecodedImage | 'skipped' | 'failed'> {
  const { services, store, running } = context;
  const { file } = openable;
  if (!findEntry(store.getState(), imageId)) return 'failed';
  const controller = new AbortController();
  running.decoding.set(imageId, controller);
  try {
    const image = await services.decode(file, file.name, 0, controller.signal);
    if (controller.signal.aborted) throw new AppError('cancelled', failureText.closedWhileRead);
    return image;
  } catch (error) {
    return giveUp(context, imageId, openable, error);
  } finally {
    running.decoding.delete(imageId);
  }
}

async function fill(
  context: ActionContext,
  { imageId, openable }: ReadItem,
  image: DecodedImage,
): Promise<Outcome> {
  try {
    if (image.fileImages) {
      const { openFileImages } = await import('#store/series/openFileImages.ts');
      await openFileImages(
        context,
        { imageId, openable },
        { ...image, fileImages: image.fileImages },
      );
    } else {
      await fillEntry(context, imageId, image);
    }
    return findEntry(context.store.getState(), imageId) ? 'open' : 'failed';
  } catch (error) {
    return giveUp(context, imageId, openable, error);
  }
}

function giveUp(
  context: ActionContext,
  imageId: string,
  openable: OpenableFile,
  error: unknown,
): 'skipped' | 'failed' {
  context.store.setState((state) => withoutEntry(state, imageId));
  if (isSideFile(openable) && isNoImage(error)) return 'skipped';
  reportFailure(context, failureText.notOpened(openable.file.name), error);
  return 'failed';
}

/** Text looks like a damaged picture to a reader; only its name tells that it never was one. */
const NO_IMAGE_CODES = ['unsupported-format', 'corrupt-file', 'empty-file'] as const;

function isNoImage(error: unknown): boolean {
  return NO_IMAGE_CODES.some((code) => hasCode(error, code));
}
