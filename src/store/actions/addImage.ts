import type { ChannelSummary } from '#domain/image/channelSummary.ts';
import type { DecodedImage } from '#domain/image/decodedImage.ts';
import type { ImageSeries } from '#domain/image/imageSeries.ts';
import { pixelBuffers } from '#domain/image/pixelBuffers.ts';
import type { ImageFileFacts } from '#domain/project/project.ts';
import { type ActionContext, notify } from '#store/actions/actionContext.ts';
import { defaultDisplay, defaultInput } from '#store/channelDefaults.ts';
import {
  findEntry,
  type ImageEntry,
  type ImageInfo,
  withEntry,
} from '#store/slices/imagesSlice.ts';
import { withoutResult } from '#store/slices/resultsSlice.ts';
import { noticeText } from '#text/messages.ts';

/** What is known of an image before it is read. */
export interface NewImage {
  readonly name: string;
  readonly folder: string;
  readonly file: Blob | null;
  /** Left out where `file` is one file. */
  readonly series?: ImageSeries;
}

/** Puts an image that is still being read at the end of the list; its id. */
export function addLoadingEntry(context: ActionContext, image: NewImage): string {
  const id = context.services.freshId('image');
  const entry: ImageEntry = {
    id,
    ...image,
    fileFacts: image.file && fileFactsOf(image.file),
    series: image.series ?? null,
    status: 'loading',
    info: null,
    channels: [],
    display: [],
    pixelSizeUm: null,
    revisions: { pixels: 0, probability: 0, labels: 0, annotation: 0 },
    input: { channels: [0], invert: false },
    rectangle: null,
    predictions: [],
  };
  context.store.setState((state) => ({
    images: [...state.images, entry],
    currentImageId: state.currentImageId ?? id,
  }));
  return id;
}

/** What tells a file from others of its name. */
export function fileFactsOf(file: Blob): ImageFileFacts {
  const lastModifiedMs = 'lastModified' in file ? Number(file.lastModified) : null;
  return { byteLength: file.size, lastModifiedMs };
}

/**
 * Hands the pixels to the image worker and makes the entry ready; a result of earlier pixels goes.
 * What the user chose for the channels stays when the new page has the same number of them.
 *
 * @param restore brings back what was kept of the page, before anything can be done with it
 */
export async function fillEntry(
  context: ActionContext,
  imageId: string,
  image: DecodedImage,
  restore: () => Promise<void> = async () => undefined,
): Promise<void> {
  warmUpOnce(context);
  const { channels: planes, fileImages: _ofItsFile, pagePlaces: _asWell, ...info } = image;
  const transfer = pixelBuffers(planes);
  const channels = await context.services.image.addImage({ imageId, image }, { transfer });
  if (!findEntry(context.store.getState(), imageId)) {
    await context.services.image.removeImage({ imageId });
    return;
  }
  const former = findEntry(context.store.getState(), imageId)?.info;
  if (!former) context.running.autosave.sources.add(imageId);
  context.store.setState((state) => ({
    ...withoutResult(state, imageId),
    ...withEntry(state, imageId, (entry) => ({
      info: isSameInfo(entry.info, info) ? entry.info : info,
      channels,
      ...channelChoices(entry, info, channels),
      pixelSizeUm: pixelSizeOf(entry, info),
      revisions: { ...entry.revisions, pixels: entry.revisions.pixels + 1 },
    })),
  }));
  await restore();
  context.store.setState((state) => withEntry(state, imageId, () => ({ status: 'ready' })));
  if (former) return;
  if (info.fullSize || info.isZeroWhite) {
    const { tellOfPixels } = await import('#store/series/tellOfPixels.ts');
    tellOfPixels(context, imageId, info);
  }
  const pixelCount = info.width * info.height;
  if (channels.every(({ nonFiniteCount }) => nonFiniteCount === pixelCount)) {
    const name = findEntry(context.store.getState(), imageId)?.name ?? '';
    notify(context, noticeText.noFinitePixel(name));
  }
}

/** What is read again is no change. */
function isSameInfo(a: ImageInfo | null, b: ImageInfo): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** A size that was typed, or taken away, stays; else that of the file. */
function pixelSizeOf(entry: ImageEntry, info: ImageInfo): number | null {
  const isKnown = entry.info?.pageIndex === info.pageIndex;
  return isKnown ? entry.pixelSizeUm : (entry.pixelSizeUm ?? info.pixelSizeUm);
}

function channelChoices(
  entry: ImageEntry,
  info: Omit<DecodedImage, 'channels'>,
  channels: readonly ChannelSummary[],
): Pick<ImageEntry, 'display' | 'input'> {
  if (entry.display.length === channels.length) {
    return { display: entry.display, input: entry.input };
  }
  return { display: defaultDisplay(info, channels), input: defaultInput(info) };
}

/** Starts the engine while the user looks at the first image. */
function warmUpOnce({ running, services }: ActionContext): void {
  if (running.isEngineWarm) return;
  running.isEngineWarm = true;
  // A failure shows in the engine's status, and again with its reason when a run begins.
  services.engine.warmUp().catch(() => null);
}
